/** A notice that came: whom it is about, what it says, the document. It joins the person's open case or opens one. */
import type { Request, Response } from 'express'
import { NOTICE_KINDS, NOTICE_SENDERS } from '../../domain/codes.js'
import type { NoticeNotWritten } from '../../domain/case-records.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, filesOf, flash, idOf, type Door } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { isDay } from '../../domain/calendar.js'
import { stamp } from '../../domain/swedish-dates.js'
import { draftConfirmation } from '../letters/case-make-store.js'
import { mayOpen } from '../people/person-store.js'
import { caseById } from './case-store.js'
import { crumbsTo } from './case-routes.js'
import { documentFault, documentKind } from './document.js'
import { documentOf, noticeDocument } from './document-store.js'
import { NoticeForm } from './form.js'
import { findHousehold, householdOf, type Household } from './household-store.js'
import { keepFile, keptFile } from './kept-file-store.js'
import { candidatesFor } from './responsible-store.js'
import { recordNotice } from './record-store.js'

const fieldOfRefusal: Record<NoticeNotWritten, string> = {
  NOTICE_AFTER_TODAY: 'arrivedOn',
  NOTICE_AFTER_NOW: 'arrivedTime',
  NOTICE_KNOWN: 'another',
  KIND_NOT_OF_SENDER: 'kind',
  SERVED_AFTER_TODAY: 'servedOn',
  SERVED_LONG_BEFORE: 'servedOn',
  PLANNED_BEFORE_ARRIVAL: 'plannedOn',
  ADDRESS_MISSING: 'address',
}

export function noticeRoutes(house: House, { get, post }: Door): void {
  const { db } = house

  get(paths.newCase, async (req, res) => {
    const actor = actorOf(res)
    const personId = idIn(req.query.person)
    if (personId !== null) {
      const household = found(await householdOf(db, actor, personId))
      return formPage(res, household, { ...usual(res, household), ...filledIn(req) })
    }
    const typed = String(req.query.sok ?? '')
    page(res, 'eviction-prevention/choose-person', {
      title: 'Nytt meddelande',
      active: 'cases',
      crumbs: crumbsTo(),
      typed,
      next: paths.newCase,
      sedan: 'meddelande',
      people: typed.trim() === '' ? [] : await findHousehold(db, actor, typed),
    })
  })
  post(paths.newCase, (req, res) => save(req, res, idIn((req.body as Record<string, unknown> | undefined)?.personId)), {
    upload: 'document',
  })

  get(paths.newNotice, async (req, res) => {
    const actor = actorOf(res)
    const one = found(await caseById(db, actor, idOf(req, 'caseId')))
    const household = found(await householdOf(db, actor, one.personId))
    formPage(res, household, { ...usual(res, household), ...filledIn(req) })
  })
  post(
    paths.newNotice,
    async (req, res) => {
      const one = found(await caseById(db, actorOf(res), idOf(req, 'caseId')))
      await save(req, res, one.personId)
    },
    { upload: 'document' },
  )

  get(paths.noticeDocument, async (req, res) => {
    const file = found(await documentOf(db, actorOf(res), idOf(req, 'caseId'), idOf(req, 'noticeId')))
    const kind = documentKind(file.bytes)
    res.set('Cache-Control', 'no-store')
    res.set('Content-Disposition', `attachment; filename="meddelande-${String(req.params.noticeId)}.${kind?.ending ?? 'bin'}"`)
    res.type(kind?.mediaType ?? 'application/octet-stream').send(Buffer.from(file.bytes))
  })

  async function save(req: Request, res: Response, personId: number | null): Promise<void> {
    const actor = actorOf(res)
    if (personId === null || !(await mayOpen(db, actor, personId))) throw new NotFound()
    const household = found(await householdOf(db, actor, personId))
    const form = readForm(NoticeForm, req.body)
    const [file] = filesOf(req)
    const wrongFile = file ? documentFault(file) : null
    const kept = file && wrongFile === null ? await keepFile(db, actor, noticeDocument, file) : await known(actor, form.input.documentId)
    const input = { ...form.input, documentId: kept }
    const fileErrors = wrongFile === null ? [] : [{ field: 'document', message: wrongFile }]
    if (!form.ok || fileErrors.length > 0) return formPage(res, household, input, [...form.errors, ...fileErrors])
    const { home: _home, address: _address, ...typed } = form.value
    const saved = await recordNotice(db, actor, personId, { ...typed, documentId: kept, home: homeOf(household, form.value) })
    if (saved.refused)
      return formPage(
        res,
        household,
        input,
        saved.reasons.map((reason) => ({ field: fieldOfRefusal[reason], message: label(reason) })),
      )
    await draftConfirmation(db, actor, saved.caseId)
    flash(req, saved.joined ? `Meddelandet är sparat i ärende ${saved.caseNumber}.` : `Ärende ${saved.caseNumber} är öppnat.`)
    res.redirect(303, paths.case.url({ caseId: saved.caseId }))
  }

  async function known(actor: ReturnType<typeof actorOf>, typed: unknown): Promise<number | null> {
    const id = idIn(typed)
    return id === null ? null : ((await keptFile(db, actor, noticeDocument, id))?.id ?? null)
  }

  async function formPage(
    res: Response,
    household: Household,
    input: Record<string, unknown>,
    errors: FormErrors['errors'] = [],
  ): Promise<void> {
    const document = await known(actorOf(res), input.documentId)
    page(
      res,
      'eviction-prevention/notice',
      {
        title: household.openCase ? 'Nytt meddelande' : 'Nytt ärende',
        active: 'cases',
        crumbs: crumbsTo(household.openCase ? { id: household.openCase.id, name: household.name } : undefined),
        household,
        input,
        errors,
        documentKept: document !== null,
        asksIfAnother: input.another !== undefined || errors.some(({ field }) => field === 'another'),
        candidates: household.openCase ? [] : await candidatesFor(db, actorOf(res), household.personId),
        senders: choices(NOTICE_SENDERS),
        kinds: choices(NOTICE_KINDS),
      },
      errors.length > 0 ? 422 : 200,
    )
  }
}

/** A row's number in a form or an address, within what a column holds; null when it is none. */
export function idIn(typed: unknown): number | null {
  const text = typeof typed === 'number' ? String(typed) : typed
  return typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

/** What stands in the form before anything is typed: the moment it is registered, and what the register knows. */
function usual(res: Response, household: Household): Record<string, unknown> {
  const actor = actorOf(res)
  return {
    arrivedOn: actor.today,
    arrivedTime: stamp(actor.now).slice(11),
    children: household.children,
    home: household.stay ? 'ours' : 'other',
    responsibleId: actor.role === 'BOSAMORDNARE' || actor.role === 'BOENDESTOD' ? null : actor.userId,
  }
}

/** What a link has filled in already: a rättelseanmaning or a notice of a disturbance comes with its sender, its kind and its day. */
function filledIn({ query }: Request): Record<string, unknown> {
  const sender = NOTICE_SENDERS.find((code) => code === query.fran)
  const kind = NOTICE_KINDS.find((code) => code === query.slag)
  const arrivedOn = typeof query.kom === 'string' && isDay(query.kom) ? query.kom : null
  return { ...(sender && { sender }), ...(kind && { kind }), ...(arrivedOn && { arrivedOn, arrivedTime: '' }) }
}

export function homeOf(household: Household, form: { home: string | null; address: string | null }) {
  if (household.openCase) return { address: '' }
  if (form.home === 'ours' && household.stay) return { tenancyId: household.stay.tenancyId }
  return form.address === null ? null : { address: form.address }
}
