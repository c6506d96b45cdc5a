/** Stöd in a case: offering it, writing down the answer, and a home visit that was made because it was accepted. */
import type { Request, Response } from 'express'
import { SUPPORT_KINDS, type SupportKind } from '../../domain/codes.js'
import { homeVisitAccepted, type SupportRefusal } from '../../domain/support-offers.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './case-routes.js'
import { caseById, type OpenCase } from './case-store.js'
import { supportSection } from './case-sections.js'
import { caseEvents } from './detail-store.js'
import { HomeVisitForm, SupportAnswerForm, SupportOfferForm } from './case-work-form.js'
import { recordSupport, type SupportToWrite } from './support-store.js'

type Input = Record<string, unknown>
type Show = (res: Response, one: OpenCase, input: Input, errors?: FormErrors['errors']) => Promise<void>

const fieldOfRefusal: Partial<Record<SupportRefusal, string>> = { ANSWERED_BY_NEEDED: 'answeredBy', SUPPORT_NOT_OFFERED: 'supportKind' }

export function supportRoutes({ db }: House, { get, post }: Door): void {
  get(paths.supportOffer, async (req, res) => {
    const one = await theCase(req, res)
    await offerPage(res, one, { kinds: [], happenedOn: actorOf(res).today, answer: 'NONE' })
  })
  post(paths.supportOffer, async (req, res) => {
    const one = await theCase(req, res)
    const form = readForm(SupportOfferForm, req.body)
    if (!form.ok) return offerPage(res, one, form.input, form.errors)
    const { kinds, happenedOn, text, answer, answeredBy } = form.value
    const offers = kinds.map((supportKind) => ({ kind: 'SUPPORT_OFFERED' as const, supportKind, happenedOn, answeredBy: null, text }))
    const answers = answer === 'NONE' ? [] : kinds.map((supportKind) => ({ kind: answer, supportKind, happenedOn, answeredBy, text: null }))
    await save(req, res, one, [...offers, ...answers], offerPage, form.input, 'Erbjudandet är sparat.')
  })

  get(paths.supportAnswer, async (req, res) => {
    const one = await theCase(req, res)
    await answerPage(res, one, { supportKind: req.query.slag, happenedOn: actorOf(res).today })
  })
  post(paths.supportAnswer, async (req, res) => {
    const one = await theCase(req, res)
    const form = readForm(SupportAnswerForm, req.body)
    if (!form.ok) return answerPage(res, one, form.input, form.errors)
    const { answer, ...said } = form.value
    await save(req, res, one, [{ kind: answer, ...said }], answerPage, form.input, 'Svaret är sparat.')
  })

  get(paths.homeVisit, async (req, res) => {
    const one = await theCase(req, res)
    await visitPage(res, one, { happenedOn: actorOf(res).today })
  })
  post(paths.homeVisit, async (req, res) => {
    const one = await theCase(req, res)
    const form = readForm(HomeVisitForm, req.body)
    if (!form.ok) return visitPage(res, one, form.input, form.errors)
    const visit = { kind: 'HOME_VISIT_MADE' as const, supportKind: 'HOME_VISIT' as const, answeredBy: null, ...form.value }
    await save(req, res, one, [visit], visitPage, form.input, 'Hembesöket är antecknat.')
  })

  async function theCase(req: Request, res: Response): Promise<OpenCase> {
    return found(await caseById(db, actorOf(res), idOf(req, 'caseId')))
  }

  async function save(
    req: Request,
    res: Response,
    one: OpenCase,
    events: readonly SupportToWrite[],
    show: Show,
    input: Input,
    said: string,
  ) {
    const answer = found(await recordSupport(db, actorOf(res), one.id, events))
    if (answer.refused) {
      const errors = answer.reasons.map((reason) => ({ field: fieldOfRefusal[reason] ?? 'happenedOn', message: label(reason) }))
      return show(res, one, input, errors)
    }
    flash(req, said)
    res.redirect(303, paths.case.url({ caseId: one.id }))
  }

  async function offerPage(...[res, one, input, errors = []]: Parameters<Show>): Promise<void> {
    const kinds = choices(SUPPORT_KINDS)
    show(res, 'support-offer', 'Erbjud stöd', one, { kinds, input: { ...input, kinds: [input.kinds ?? []].flat() }, errors })
  }

  async function answerPage(...[res, one, input, errors = []]: Parameters<Show>): Promise<void> {
    const { offers } = supportSection(await caseEvents(db, one.id), actorOf(res).today)
    const offered = offers.filter((offer) => offer.offered !== null && offer.supportKind !== null)
    const kinds = offered.map((offer) => ({ value: offer.supportKind as SupportKind, text: offer.name, hint: offer.status.text }))
    const supportKind = kinds.some(({ value }) => value === input.supportKind)
      ? input.supportKind
      : kinds.length === 1
        ? kinds[0]?.value
        : null
    show(res, 'support-answer', 'Svar på erbjudandet', one, { kinds, input: { ...input, supportKind }, errors })
  }

  async function visitPage(...[res, one, input, errors = []]: Parameters<Show>): Promise<void> {
    const events = await caseEvents(db, one.id)
    const accepted = events.find((event) => event.supportKind === 'HOME_VISIT' && event.kind === 'SUPPORT_ACCEPTED') ?? null
    const mayVisit = homeVisitAccepted(events, actorOf(res).today) || accepted !== null
    show(res, 'home-visit', 'Hembesök som är gjort', one, { accepted, mayVisit, input, errors })
  }

  function show(res: Response, view: string, title: string, one: OpenCase, locals: Input & { errors: FormErrors['errors'] }): void {
    page(
      res,
      `eviction-prevention/${view}`,
      { title, active: 'cases', crumbs: crumbsTo(one), one, ...locals },
      locals.errors.length > 0 ? 422 : 200,
    )
  }
}
