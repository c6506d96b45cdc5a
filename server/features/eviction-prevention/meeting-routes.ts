/** A meeting with the household: planned, moved, called off, and how it went. */
import type { Request, Response } from 'express'
import { plannedMeeting, type MeetingRefusal, type PlannedMeeting } from '../../domain/planned-meetings.js'
import { outcomeOf } from '../../domain/prevention-case.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { signersFor } from '../letters/case-make-store.js'
import { crumbsTo } from './case-routes.js'
import { caseById, type OpenCase } from './case-store.js'
import { MeetingAnswerForm, MeetingForm } from './case-work-form.js'
import { answerMeeting, recordMeeting } from './meeting-store.js'

const fieldOfRefusal: Record<MeetingRefusal, string> = {
  MEETING_BEFORE_TODAY: 'on',
  MEETING_CASE_ENDED: 'on',
  MEETING_NOT_PLANNED: 'answer',
  MEETING_NOT_YET: 'answer',
  MEETING_AFTER_TODAY: 'happenedOn',
  MEETING_REASON_NEEDED: 'text',
}

export function meetingRoutes({ db }: House, { get, post }: Door): void {
  get(paths.caseMeeting, async (req, res) => {
    const one = await theCase(req, res)
    if (outcomeOf(one.facts.events)) return res.redirect(303, paths.case.url({ caseId: one.id }))
    const planned = plannedMeeting(one.facts.events)
    await planPage(res, one, planned ?? { withUserId: one.responsibleId ?? actorOf(res).userId })
  })
  post(paths.caseMeeting, async (req, res) => {
    const actor = actorOf(res)
    const one = await theCase(req, res)
    const form = readForm(MeetingForm, req.body)
    if (!form.ok) return planPage(res, one, form.input, form.errors)
    const who = (await signersFor(db, actor, 'writeCaseLetters')).find(({ id }) => id === form.value.withUserId)
    if (!who) return planPage(res, one, form.input, [{ field: 'withUserId', message: 'Välj vem hushållet träffar' }])
    const moves = plannedMeeting(one.facts.events) !== null
    const saved = found(await recordMeeting(db, actor, one.id, { ...form.value, named: who.name }))
    if (saved.refused) return planPage(res, one, form.input, errorsOf(saved.reasons))
    flash(
      req,
      moves
        ? 'Mötet är flyttat. Tala om den nya tiden för hushållet.'
        : 'Mötet är planerat. Kalla hushållet i ett brev om de inte redan vet.',
    )
    res.redirect(303, `${paths.case.url({ caseId: one.id })}#mote`)
  })

  get(paths.caseMeetingAnswer, async (req, res) => {
    const one = await theCase(req, res)
    const planned = plannedMeeting(one.facts.events)
    if (!planned) return res.redirect(303, paths.case.url({ caseId: one.id }))
    answerPage(res, one, planned, { happenedOn: planned.on <= actorOf(res).today ? planned.on : actorOf(res).today })
  })
  post(paths.caseMeetingAnswer, async (req, res) => {
    const actor = actorOf(res)
    const one = await theCase(req, res)
    const planned = plannedMeeting(one.facts.events)
    const form = readForm(MeetingAnswerForm, req.body)
    if (planned && !form.ok) return answerPage(res, one, planned, form.input, form.errors)
    if (form.ok) {
      const { answer, meetingId, happenedOn, text } = form.value
      const isOff = answer === 'MEETING_CALLED_OFF'
      const saved = found(
        await answerMeeting(db, actor, one.id, { kind: answer, meetingId, happenedOn: isOff ? actor.today : happenedOn, text }),
      )
      if (saved.refused && planned) return answerPage(res, one, planned, form.input, errorsOf(saved.reasons))
      if (!saved.refused) flash(req, isOff ? 'Mötet är inställt. Tala om det för hushållet.' : `${label(answer)}: sparat.`)
    }
    res.redirect(303, paths.case.url({ caseId: one.id }))
  })

  async function theCase(req: Request, res: Response): Promise<OpenCase> {
    return found(await caseById(db, actorOf(res), idOf(req, 'caseId')))
  }

  async function planPage(res: Response, one: OpenCase, input: object, errors: FormErrors['errors'] = []): Promise<void> {
    const planned = plannedMeeting(one.facts.events)
    const people = await signersFor(db, actorOf(res), 'writeCaseLetters')
    const locals = {
      title: planned ? 'Flytta mötet' : 'Planera möte',
      active: 'cases',
      crumbs: crumbsTo(one),
      one,
      planned,
      people: people.map(({ id, name, title }) => ({ value: id, text: `${name}, ${title}` })),
      input,
      errors,
    }
    page(res, 'eviction-prevention/meeting', locals, errors.length > 0 ? 422 : 200)
  }

  function answerPage(res: Response, one: OpenCase, planned: PlannedMeeting, input: object, errors: FormErrors['errors'] = []): void {
    const hasBeen = planned.on <= actorOf(res).today
    const locals = {
      title: hasBeen ? 'Hur gick mötet' : 'Ställ in mötet',
      active: 'cases',
      crumbs: crumbsTo(one),
      one,
      planned,
      hasBeen,
      today: actorOf(res).today,
      input,
      errors,
    }
    page(res, 'eviction-prevention/meeting-answer', locals, errors.length > 0 ? 422 : 200)
  }
}

const errorsOf = (reasons: readonly MeetingRefusal[]) =>
  reasons.map((reason) => ({ field: fieldOfRefusal[reason], message: label(reason) }))
