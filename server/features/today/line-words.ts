/**
 * A line in words for one role: what to do, verb first, where it leads, and the form that is the next step. Who only may read gets the
 * page where it can be read. The reason is the rule's own (domain/today/).
 *
 * Example: rent more than a week late is "Ring Nadia Osman om obetald hyra" with "Anteckna samtal" for boendestöd, and
 * "Ta ställning till obetald hyra för Nadia Osman" with "Visa skulden" for the others.
 */
import { may } from '../../domain/access.js'
import { daysBetween, type Day } from '../../domain/calendar.js'
import type { LadderStep, PreventionAction, Role } from '../../domain/codes.js'
import { deadlineWords, shortDay } from '../../domain/swedish-dates.js'
import { actionOf, type TodayLine } from '../../domain/today.js'
import { ABOUT_THE_RENT } from '../../domain/today/rent-missing.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { lowerFirst, sentence } from '../../web/swedish-words.js'
import { placeOf, titleOf } from '../eviction-prevention/next-words.js'
import { isAboutPlace, type LineAbout } from './line-about.js'

export interface LineInWords {
  title: string
  /** null for a masked person */
  href: string | null
  why: string
  /** what holds too for the household: the other lines with their reasons, and the rest as words */
  also: { text: string; why: string | null }[]
  step: LadderStep | null
  children: number
  phone: string | null
  /** who lives in the place that the line is about */
  resident: { name: string; href: string } | null
  due: { tone: 'danger' | 'warning' | 'progress' | null; text: string } | null
  sinceOn: Day | null
  sinceDays: number
  action: { href: string; text: string } | null
}

export function wordsOf(line: TodayLine, about: LineAbout, role: Role, today: Day): LineInWords {
  if (about.masked) return maskedWords(line, role)
  const { title, href, action } = actionWords(line, about, role)
  const callsNow = line.action.kind === 'CALL_ABOUT_RENT' || (line.action.kind === 'DECIDE_ABOUT_ARREARS' && role === 'BOENDESTOD')
  return {
    title,
    href,
    why: whyOf(line, role),
    also: alsoOf(line, role, today),
    step: about.person?.step ?? null,
    children: about.person ? line.children : 0,
    phone: callsNow ? (about.person?.phone ?? null) : null,
    resident:
      isAboutPlace(line) && about.person?.name ? { name: about.person.name, href: paths.person.url({ personId: about.person.id }) } : null,
    due: dueWords(line.dueOn, today),
    sinceOn: line.since,
    sinceDays: daysBetween(line.since, today),
    action,
  }
}

const whyOf = (line: TodayLine, role: Role) => [line.reason, nextReason(line, role)].filter(Boolean).join(' ').replaceAll(' §', '\u00a0§')

/** more than so many are counted: they stand on the household's page */
const mostAlso = 3

function alsoOf({ others = [], also = [] }: TodayLine, role: Role, today: Day): LineInWords['also'] {
  const lines = others.map((line) => ({ text: titleOf(shortOf(line, role), today), why: whyOf(line, role) }))
  const words = also.map((action) => lowerFirst(label(action.action)))
  const left = words.length - mostAlso
  const named = left > 1 ? [...words.slice(0, mostAlso), `${left} till`] : words
  return named.length === 0 ? lines : [...lines, { text: sentence(listed(named)), why: null }]
}

/** What a line that stands in another asks for, and by when. */
function shortOf(line: TodayLine, role: Role): { action: PreventionAction; dueOn: Day } {
  const { action, dueOn } = line
  if (action.kind === 'DECIDE_ABOUT_ARREARS' && role !== 'BOENDESTOD') return { action: action.kind, dueOn }
  const next = 'next' in action && action.next ? action.next : null
  return next ?? { action: actionOf(line) ?? 'CALL_ABOUT_RENT', dueOn }
}

/**
 * What is recommended for the household, where the title does not say it: "Nästa rätta åtgärd: felsök obetald hyra." Where it does, why, unless that
 * is the rent which the line tells of already.
 */
function nextReason({ action }: TodayLine, role: Role): string {
  if ((action.kind !== 'CALL_ABOUT_RENT' && action.kind !== 'DECIDE_ABOUT_ARREARS') || !action.next) return ''
  const { next } = action
  if (action.kind === 'CALL_ABOUT_RENT' || role === 'BOENDESTOD') return ABOUT_THE_RENT.includes(next.action) ? '' : next.reason
  return next.action === action.kind ? '' : `Nästa rätta åtgärd: ${lowerFirst(label(next.action))}.`
}

const listed = (words: readonly string[]) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} och ${words.at(-1)}`)

/** The deadline says both the day and how far away it is. The tones are those of the status vocabulary; further on it has none. */
export function dueWords(dueOn: Day, today: Day): NonNullable<LineInWords['due']> {
  const days = daysBetween(today, dueOn)
  const tone = days <= 1 ? 'danger' : days === 2 ? 'warning' : days <= 7 ? 'progress' : null
  return { tone, text: `${sentence(deadlineWords(dueOn, today))}, ${shortDay(dueOn, today).replaceAll(' ', '\u00a0')}` }
}

/** That there is something to do, and who may: no reason, day, step or place, for together they tell who and where. */
function maskedWords(line: TodayLine, role: Role): LineInWords {
  const ask = role === 'CHEF' ? 'Se till att någon av dem tar hand om det.' : 'Fråga din chef vem av dem som tar hand om det.'
  return {
    title: `Skyddad person: ${label(line.rule).toLowerCase()}`,
    href: null,
    why: `Uppgifterna visas bara för dem som är utsedda att se dem. ${ask}`,
    also: [],
    step: null,
    children: 0,
    phone: null,
    resident: null,
    due: null,
    sinceOn: null,
    sinceDays: 0,
    action: null,
  }
}

function actionWords(
  line: TodayLine,
  { person, apartment }: LineAbout,
  role: Role,
): { title: string; href: string; action: { href: string; text: string } } {
  const who = person?.name ?? 'hyresgästen'
  const place = apartment
    ? [apartment.address, apartment.apartmentNumber && `lgh ${apartment.apartmentNumber}`].filter(Boolean).join(', ')
    : 'lägenheten'
  const personId = line.personId ?? 0
  const tenancyId = line.tenancyId ?? 0
  const personPage = paths.person.url({ personId })
  const note = (slag: string, text: string) => ({ href: paths.newNote.url({ personId }, { slag }), text })
  const moves = may(role, 'moveOnLadder')
  const apartmentId = line.apartmentId ?? 0
  const leases = () =>
    may(role, 'changeApartments')
      ? { href: paths.apartmentLeases.url({ apartmentId }), text: 'Ändra inhyrningen' }
      : { href: paths.apartment.url({ apartmentId }), text: 'Visa lägenheten' }
  switch (line.action.kind) {
    case 'CALL_ABOUT_RENT':
    case 'DECIDE_ABOUT_ARREARS': {
      const { kind, next, caseId } = line.action
      const debt = { href: paths.personLedger.url({ personId }), text: 'Visa skulden' }
      if (kind === 'DECIDE_ABOUT_ARREARS' && role !== 'BOENDESTOD')
        return { title: `Ta ställning till obetald hyra för ${who}`, href: personPage, action: debt }
      if (!next) return { title: `Ring ${who} om obetald hyra`, href: personPage, action: note('CALL', 'Anteckna samtal') }
      return {
        title: `${label(next.action)}: ${who}`,
        href: personPage,
        action: placeOf(next, { personId, caseId: caseId ?? null }, role) ?? debt,
      }
    }
    case 'TELL_LANDLORD':
      return {
        title: `Underrätta hyresvärden om ${who}`,
        href: personPage,
        action: { href: paths.landlordTold.url({ tenancyId }), text: 'Anteckna besked' },
      }
    case 'HOLD_CHECKPOINT':
      return {
        title: `Håll kontrollstation med ${who}`,
        href: personPage,
        action: { href: paths.checkpoints.url({ tenancyId }), text: 'Förbered' },
      }
    case 'PLAN_FOR_HEAD_LEASE':
      return { title: `Planera för ${place} när inhyrningen går ut`, href: paths.apartment.url({ apartmentId }), action: leases() }
    case 'RENEW_WAIVER':
      return { title: `Förnya avståendet för ${place}`, href: paths.apartment.url({ apartmentId }), action: leases() }
    case 'PLAN_NEXT_STEP':
      return {
        title: `Planera nästa steg med ${who}`,
        href: personPage,
        action: moves ? { href: paths.newStepMove.url({ personId }), text: 'Byt steg' } : note('NOTE', 'Anteckna planen'),
      }
    case 'RECORD_OUTCOME':
      return {
        title: `Ange utfallet för ${who}`,
        href: personPage,
        action: moves
          ? { href: paths.moveOut.url({ tenancyId }), text: 'Ange utfall' }
          : { href: paths.tenancy.url({ tenancyId }), text: 'Visa boendet' },
      }
    case 'TRANSFER_CONTRACT':
      return {
        title: `Genomför övertaget för ${who}`,
        href: personPage,
        action: moves
          ? { href: paths.takeover.url({ tenancyId }), text: 'Visa övertaget' }
          : { href: paths.tenancy.url({ tenancyId }), text: 'Visa boendet' },
      }
    case 'HANDLE_CASE':
      return {
        title: `${label(line.action.what)}: ${who}`,
        href: paths.case.url({ caseId: line.action.caseId }),
        action: { href: paths.case.url({ caseId: line.action.caseId }), text: 'Öppna ärendet' },
      }
    case 'MEET_HOUSEHOLD': {
      const { caseId } = line.action
      const href = paths.case.url({ caseId })
      return {
        title: `Träffa ${who}`,
        href,
        action: may(role, 'changeCases')
          ? { href: paths.caseMeetingAnswer.url({ caseId }), text: 'Skriv hur det gick' }
          : { href, text: 'Öppna ärendet' },
      }
    }
    case 'HANDLE_DISTURBANCE': {
      const { disturbanceId, what, step } = line.action
      const href = paths.disturbance.url({ disturbanceId })
      return {
        title: `${label(what)}: ${who}`,
        href,
        action: may(role, 'changeDisturbances')
          ? { href: paths.newDisturbanceStep.url({ disturbanceId }, { slag: step }), text: 'Anteckna' }
          : { href, text: 'Visa störningen' },
      }
    }
    case 'FOLLOW_UP_SIGNS': {
      const { next } = line.action
      return {
        title: `${label(next.action)}: ${who}`,
        href: personPage,
        action: placeOf(next, { personId, caseId: null }, role) ?? note('CALL', 'Anteckna samtal'),
      }
    }
    case 'FOLLOW_UP_PLAN':
    case 'SIGN_PLAN':
      return {
        title: `${label(line.action.kind)}: ${who}`,
        href: personPage,
        action: { href: paths.personPlan.url({ personId }), text: 'Visa planen' },
      }
    case 'MATCH_PAYMENTS':
      return {
        title: 'Para ihop inbetalningar utan träff',
        href: paths.unmatchedPayments.url(),
        action: { href: paths.unmatchedPayments.url(), text: 'Para ihop' },
      }
  }
}
