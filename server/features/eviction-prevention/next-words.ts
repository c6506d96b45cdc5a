/**
 * A next action in words, the same on every page that shows it: what to do and by when, where it is done, what waits and until when. Who may
 * not do it is led to where it can be read.
 */
import { may, type Right } from '../../domain/access.js'
import { daysBetween, type Day } from '../../domain/calendar.js'
import type { CaseEventKind, CaseLetterKind, HouseholdEventKind, PreventionAction, Role } from '../../domain/codes.js'
import type { Held, NextAction } from '../../domain/eviction-prevention.js'
import { deadlineWords, shortDay } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { stepLink } from '../disturbances/step-link.js'

export interface ActionPlace {
  personId: number
  caseId: number | null
}
export interface ActionLink {
  href: string
  text: string
}

/** "Bekräfta till Kronofogden, senast fredag 27 november" */
export function titleOf(action: Pick<NextAction, 'action' | 'dueOn'>, today: Day): string {
  const late = daysBetween(action.dueOn, today)
  return late > 0
    ? `${label(action.action)}, skulle vara gjort ${deadlineWords(action.dueOn, today)}`
    : `${label(action.action)}, senast ${shortDay(action.dueOn, today)}`
}

/** Where the action is done, for a role that may; else null. */
export function placeOf(action: Omit<NextAction, 'dueOn' | 'reason' | 'statute'>, place: ActionPlace, role: Role): ActionLink | null {
  const { personId, caseId } = place
  if (action.disturbance) {
    const { id, step } = action.disturbance
    return (
      stepLink(step, id, role) ??
      (may(role, 'readDisturbances') ? { href: paths.disturbance.url({ disturbanceId: id }), text: 'Visa störningen' } : null)
    )
  }
  const letter = action.done !== null && LETTERS[action.done]
  if (letter && caseId !== null && may(role, 'writeCaseLetters'))
    return { href: paths.newCaseLetter.url({ caseId }, { slag: letter.kind, meddelande: action.noticeId }), text: letter.button }
  if (action.done !== null && caseId !== null) {
    const href = paths.newCaseEvent.url({ caseId }, { slag: action.done, meddelande: action.noticeId })
    return may(role, 'changeCases') ? { href, text: CASE_BUTTONS[action.done] ?? label(action.done) } : null
  }
  const own = OWN_PAGES[action.action]
  if (own && may(role, own.right)) return { href: own.href(place), text: own.text }
  const kind = action.writes
  if (kind !== null) {
    const href = paths.newHouseholdEvent.url({ personId }, { slag: kind })
    return may(role, 'changeCases') ? { href, text: HOUSEHOLD_BUTTONS[kind] ?? label(kind) } : null
  }
  return null
}

export interface NextInWords {
  title: string
  reason: string
  law: string | null
  /** since when it has been the first, which says nothing of its own day; null when it became so today */
  sinceOn: Day | null
  also: { text: string; href: string | null }[]
  held: string[]
  primary: ActionLink | null
}

/** The recommended action with its reason and its day, what holds too and what waits; null when there is neither. */
export function nextWords(
  { actions, held, sinceOn }: { actions: readonly NextAction[]; held: readonly Held[]; sinceOn: Day | null },
  place: ActionPlace,
  role: Role,
  today: Day,
): NextInWords | null {
  const [next, ...others] = actions
  const waits = held.map((one) => heldWords(one, today))
  if (!next && waits.length === 0) return null
  return {
    title: next ? titleOf(next, today) : 'Avvakta',
    reason: next ? next.reason : 'Inget ska göras nu. Det här väntas in:',
    law: next?.statute ?? null,
    sinceOn: next && sinceOn !== null && sinceOn < today ? sinceOn : null,
    also: others.map((action) => ({ text: titleOf(action, today), href: placeOf(action, place, role)?.href ?? null })),
    held: waits,
    primary: next ? placeOf(next, place, role) : null,
  }
}

/** "Påminnelser pausade till mån 30 nov" */
export function heldWords({ hold, untilOn }: Held, today: Day): string {
  if (untilOn === null) return label(hold)
  const day = shortDay(untilOn, today)
  return hold === 'WAIT_FOR_PAUSE' ? `${label(hold)} till ${day}` : `${label(hold)} ${day}`
}

/** What is done by a letter, which writes the event when it goes. Asked for again, the draft is opened. */
const LETTERS: Partial<Record<CaseEventKind, { kind: CaseLetterKind; button: string }>> = {
  CONFIRMED: { kind: 'CONFIRMATION', button: 'Skicka bekräftelsen' },
  COPIED: { kind: 'CONFIRMATION_COPY', button: 'Skicka kopian' },
  UNDERTAKEN: { kind: 'UNDERTAKING', button: 'Skriv åtagandet' },
}

const CASE_BUTTONS: Partial<Record<CaseEventKind, string>> = {
  CONFIRMED: 'Anteckna bekräftelsen',
  COPIED: 'Anteckna kopian',
  INQUIRY_OPENED: 'Skriv beslut om utredning',
  UNDERTAKEN: 'Skriv beslut om åtagande',
  DEBT_PAID: 'Anteckna att skulden är betald',
  OUTCOME: 'Skriv utfall',
  SERVED: 'Skriv delgivningsdag',
  SUPPORT_OFFERED: 'Anteckna erbjudandet',
  SUPPORT_ACCEPTED: 'Anteckna svaret',
  MEETING_HELD: 'Anteckna mötet',
  AMOUNT_CHECKED: 'Anteckna kontrollen av beloppet',
  STILL_AT_HOME: 'Anteckna kontrollen',
}

const HOUSEHOLD_BUTTONS: Partial<Record<HouseholdEventKind, string>> = {
  RENT_TROUBLESHOT: 'Skriv orsaken',
  CAUSE_HANDLED: 'Skriv att det är gjort',
  SUPPORT_OFFERED: 'Anteckna erbjudandet',
  SUPPORT_ACCEPTED: 'Anteckna svaret',
  LANDLORD_TOLD_OF_DEBT: 'Anteckna samtalet med hyresvärden',
  HEARING_HELD: 'Skriv hur det gick',
  INSURANCE_SEEN: 'Anteckna försäkringen',
}

interface OwnPage {
  right: Right
  text: string
  href: (place: ActionPlace) => string
}
const call: OwnPage = {
  right: 'writeNotes',
  text: 'Anteckna samtal',
  href: ({ personId }) => paths.newNote.url({ personId }, { slag: 'CALL' }),
}
const plan: OwnPage = { right: 'readRents', text: 'Visa planen', href: ({ personId }) => paths.personPlan.url({ personId }) }
const person: OwnPage = { right: 'changePeople', text: 'Ändra uppgifter', href: ({ personId }) => paths.editPerson.url({ personId }) }

/** Actions that are done on a page of their own; the others are done by writing what has happened. */
const OWN_PAGES: Partial<Record<PreventionAction, OwnPage>> = {
  LOOK_FOR_RENT: { right: 'readRents', text: 'Visa hyran', href: ({ personId }) => paths.personLedger.url({ personId }) },
  FIND_THE_PAYMENT: { right: 'changeRents', text: 'Visa inbetalningar utan träff', href: () => paths.unmatchedPayments.url() },
  FOLLOW_UP_BENEFIT: { right: 'agreeWithTenants', text: 'Ge anstånd', href: ({ personId }) => paths.respites.url({ personId }) },
  AGREE_ON_A_DAY: {
    right: 'agreeWithTenants',
    text: 'Skriv den lovade dagen',
    href: ({ personId }) => paths.reminderPauses.url({ personId }),
  },
  REACH_THE_HOUSEHOLD: { ...call, text: 'Anteckna kontakt' },
  MEET_BEFORE_EVICTION: {
    right: 'changeCases',
    text: 'Planera möte',
    href: ({ caseId }) => paths.caseMeeting.url({ caseId: caseId ?? 0 }),
  },
  NOTE_MEETING: {
    right: 'changeCases',
    text: 'Skriv hur det gick',
    href: ({ caseId }) => paths.caseMeetingAnswer.url({ caseId: caseId ?? 0 }),
  },
  CALL_ABOUT_RENT: call,
  ASK_ABOUT_RENT: call,
  OFFER_PLAN: { right: 'agreeWithTenants', text: 'Gör en plan', href: ({ personId }) => paths.newPlan.url({ personId }) },
  SIGN_PLAN: plan,
  FOLLOW_UP_PLAN: plan,
  SEND_REMINDER: { right: 'readLetters', text: 'Visa brev', href: ({ personId }) => paths.personLetters.url({ personId }) },
  ASK_FOR_CONSENT: { right: 'agreeWithTenants', text: 'Skriv samtycket', href: ({ personId }) => paths.newConsent.url({ personId }) },
  DECIDE_ABOUT_ARREARS: { right: 'readRents', text: 'Visa skulden', href: ({ personId }) => paths.personLedger.url({ personId }) },
  NAME_RESPONSIBLE: {
    right: 'changeCases',
    text: 'Utse ansvarig',
    href: ({ personId, caseId }) => (caseId === null ? paths.editPerson.url({ personId }) : paths.caseResponsible.url({ caseId })),
  },
  ADD_CONTACT_WAY: person,
  NAME_THE_LANDLORD: { right: 'readPeople', text: 'Visa boendet', href: ({ personId }) => paths.person.url({ personId }) },
}
