/** One case, and what happens in it. */
import type { Request, Response } from 'express'
import { may } from '../../domain/access.js'
import { CASE_EVENTS, CASE_OUTCOMES, type CaseEventKind } from '../../domain/codes.js'
import { isAboutNotice, noticesOfEvent, type EventNotWritten } from '../../domain/case-records.js'
import { plannedMeeting } from '../../domain/planned-meetings.js'
import { KEPT_HOME, LEFT_HOME, outcomeOf } from '../../domain/prevention-case.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { lettersOfCase } from '../letters/list-store.js'
import { suggestedLetters } from '../letters/suggested.js'
import { rowOf } from '../letters/words.js'
import { disturbanceLines } from '../disturbances/disturbance-page.js'
import { disturbancesAbout } from '../disturbances/disturbance-store.js'
import { dueWords } from '../today/line-words.js'
import { consentsOf } from '../consents/consent-store.js'
import { consentWords } from '../consents/consent-words.js'
import { draftOf } from '../people/draft-store.js'
import { caseMoney } from './case-money.js'
import { caseWords } from './case-page.js'
import { decisionsSection, eventLine, meetingSection, outcomeSection, supportSection } from './case-sections.js'
import { firstSince } from './next-store.js'
import { nextWords } from './next-words.js'
import { caseById, type OpenCase } from './case-store.js'
import { caseDetails } from './detail-store.js'
import { EventForm } from './form.js'
import { recordEvent } from './record-store.js'

const fieldOfRefusal: Record<EventNotWritten, string> = {
  EVENT_AFTER_TODAY: 'happenedOn',
  EVENT_BEFORE_NOTICE: 'happenedOn',
  EVENT_LONG_BEFORE: 'happenedOn',
  NOTICE_NEEDED: 'noticeId',
  NOTICE_OF_WRONG_KIND: 'noticeId',
  CASE_ENDED: 'text',
  CASE_GOES_ON: 'text',
  OTHER_CASE_OPEN: 'text',
  NAME_NEEDED: 'named',
  REASON_NEEDED: 'text',
  OUTCOME_NEEDED: 'outcome',
}

export function caseRoutes(house: House, { get, post }: Door): void {
  get(paths.case, async (req, res) => {
    const actor = actorOf(res)
    const one = found(await caseById(house.db, actor, idOf(req, 'caseId')))
    const settings = await settingsFor(house.db, actor)
    const words = caseWords(one, actor.today, settings)
    const actions = words.next ? [words.next, ...words.also] : []
    const sinceOn = words.next ? await firstSince(house.db, one.personId, words.next.action, actor.today) : null
    const { events, ...details } = await caseDetails(house.db, actor, one)
    const consents = await consentsOf(house.db, actor, one.personId)
    page(res, 'eviction-prevention/case', {
      title: one.name,
      active: 'cases',
      crumbs: crumbsTo(),
      one,
      words,
      next: nextWords({ actions, held: words.held, sinceOn }, { personId: one.personId, caseId: one.id }, actor.role, actor.today),
      due: words.nearest ? { ...dueWords(words.nearest.on, actor.today), what: label(words.nearest.kind) } : null,
      mayChange: may(actor.role, 'changeCases'),
      sign: one.sign === null ? null : { code: one.sign, text: one.signText },
      responsibleSince: events.find((event) => event.kind === 'NEW_RESPONSIBLE')?.happenedOn ?? one.openedOn,
      money: await caseMoney(house.db, actor, one.personId, details.home?.monthlyRentOre ?? null),
      meeting: meetingSection(one, events, actor.today),
      support: supportSection(events, actor.today),
      decisions: decisionsSection({ notices: details.notices, events }),
      outcomes: outcomeSection(events, settings.avertedFollowUpDays, actor.today),
      consents: consents.map((consent) => consentWords(consent, actor.today)).filter((consent) => consent.holds),
      draft: await draftOf(house.db, actor, one.personId),
      events: events.map(eventLine),
      disturbances: disturbanceLines(await disturbancesAbout(house.db, actor, { personId: one.personId })),
      suggestedLetters: suggestedLetters(one.id, actions),
      letters: (await lettersOfCase(house.db, actor, one.id)).map(rowOf),
      ...details,
      notices: details.notices.map((notice) => ({ ...notice, cameAt: notice.arrivedTime })),
    })
  })

  get(paths.newCaseEvent, async (req, res) => {
    const actor = actorOf(res)
    const one = found(await caseById(house.db, actor, idOf(req, 'caseId')))
    const kind = CASE_EVENTS.find((code) => code === req.query.slag)
    const own = kind && ownPageOf(kind, one)
    if (own) return res.redirect(303, own)
    if (!kind)
      return page(res, 'eviction-prevention/choose-event', {
        title: 'Vad har hänt',
        active: 'cases',
        crumbs: crumbsTo(one),
        one,
        kinds: kindsFor(one),
      })
    eventPage(res, one, kind, { happenedOn: actor.today, noticeId: req.query.meddelande ?? theNotice(one, kind) })
  })
  post(paths.newCaseEvent, async (req, res) => {
    const actor = actorOf(res)
    const one = found(await caseById(house.db, actor, idOf(req, 'caseId')))
    const form = readForm(EventForm, req.body)
    const kind = CASE_EVENTS.find((code) => code === form.input.kind)
    if (!kind || ownPageOf(kind, one)) return res.redirect(303, paths.newCaseEvent.url({ caseId: one.id }))
    if (!form.ok) return eventPage(res, one, kind, form.input, form.errors)
    const saved = found(await recordEvent(house.db, actor, one.id, form.value))
    if (saved.refused)
      return eventPage(
        res,
        one,
        kind,
        form.input,
        saved.reasons.map((reason) => ({ field: fieldOfRefusal[reason], message: label(reason) })),
      )
    flash(req as Request, `${label(kind)}: sparat.`)
    res.redirect(303, paths.case.url({ caseId: one.id }))
  })
}

export function crumbsTo(one?: Pick<OpenCase, 'id' | 'name'>) {
  const list = { href: paths.cases.url(), text: 'Ärenden' }
  return one ? [list, { href: paths.case.url({ caseId: one.id }), text: one.name }] : [list]
}

/** What can be written in this case: what is about a notice only where there is such a notice, and what can come after the end. */
function kindsFor(one: OpenCase): { href: string; text: string }[] {
  const ended = outcomeOf(one.facts.events)
  if (ended)
    return [
      { href: paths.newCaseEvent.url({ caseId: one.id }, { slag: 'OUTCOME' }), text: 'Rätta utfallet' },
      { href: paths.newCaseEvent.url({ caseId: one.id }, { slag: 'CASE_REOPENED' }), text: 'Öppna ärendet igen, utfallet var fel' },
      ...(KEPT_HOME.includes(ended.outcome) ? [{ href: paths.caseFollowUp.url({ caseId: one.id }), text: 'Bor hushållet kvar' }] : []),
      ...(LEFT_HOME.includes(ended.outcome)
        ? [{ href: paths.newCaseEvent.url({ caseId: one.id }, { slag: 'PROPERTY_URGED' }), text: label('PROPERTY_URGED') }]
        : []),
    ]
  const plain = CASE_EVENTS.filter((kind) => kind !== 'PROPERTY_URGED' && kind !== 'CASE_REOPENED').filter(
    (kind) =>
      kind === 'SUPPORT_OFFERED' ||
      kind === 'MEETING_PLANNED' ||
      (ownPageOf(kind, one) === null && !isOfMeeting(kind) && noticesFor(one, kind) !== 'NONE'),
  )
  return plain.map((kind) =>
    kind === 'SUPPORT_OFFERED'
      ? { href: paths.supportOffer.url({ caseId: one.id }), text: 'Erbjud stöd' }
      : kind === 'MEETING_PLANNED'
        ? { href: paths.caseMeeting.url({ caseId: one.id }), text: plannedMeeting(one.facts.events) ? 'Flytta mötet' : 'Planera möte' }
        : { href: paths.newCaseEvent.url({ caseId: one.id }, { slag: kind }), text: label(kind) },
  )
}

/** What has a page of its own, where more is asked than a day and a reason. */
function ownPageOf(kind: CaseEventKind, one: OpenCase): string | null {
  const caseId = one.id
  if (kind === 'MEETING_PLANNED') return paths.caseMeeting.url({ caseId })
  if (kind === 'MEETING_MISSED' || kind === 'MEETING_CALLED_OFF') return paths.caseMeetingAnswer.url({ caseId })
  if (kind === 'MEETING_HELD' && plannedMeeting(one.facts.events)) return paths.caseMeetingAnswer.url({ caseId })
  if (kind === 'SUPPORT_OFFERED') return paths.supportOffer.url({ caseId })
  if (kind === 'SUPPORT_ACCEPTED' || kind === 'SUPPORT_DECLINED') return paths.supportAnswer.url({ caseId })
  if (kind === 'HOME_VISIT_MADE') return paths.homeVisit.url({ caseId })
  if (kind === 'STILL_AT_HOME') return paths.caseFollowUp.url({ caseId })
  return kind === 'NEW_RESPONSIBLE' ? paths.caseResponsible.url({ caseId }) : null
}

/** What is told of a planned meeting is told from it. */
const isOfMeeting = (kind: CaseEventKind) => kind === 'MEETING_MISSED' || kind === 'MEETING_CALLED_OFF'

function noticesFor(one: OpenCase, kind: CaseEventKind) {
  const notices = noticesOfEvent(one.facts, kind)
  return notices === null ? [] : notices.length === 0 && isAboutNotice(kind) ? ('NONE' as const) : notices
}

function theNotice(one: OpenCase, kind: CaseEventKind): number | null {
  const notices = noticesFor(one, kind)
  return notices === 'NONE' ? null : (notices.at(-1)?.id ?? null)
}

const TITLES: Partial<Record<CaseEventKind, string>> = { OUTCOME: 'Hur slutade det', CASE_REOPENED: 'Öppna ärendet igen' }

function eventPage(
  res: Response,
  one: OpenCase,
  kind: CaseEventKind,
  input: Record<string, unknown>,
  errors: FormErrors['errors'] = [],
): void {
  const notices = noticesFor(one, kind)
  page(
    res,
    'eviction-prevention/event',
    {
      title: TITLES[kind] ?? label(kind),
      active: 'cases',
      crumbs: crumbsTo(one),
      one,
      kind,
      input,
      errors,
      outcomes: choices(CASE_OUTCOMES),
      notices: (notices === 'NONE' ? [] : notices).map((notice) => ({
        value: notice.id,
        text: `${label(notice.kind)}, kom ${notice.arrivedOn}`,
      })),
    },
    errors.length > 0 ? 422 : 200,
  )
}
