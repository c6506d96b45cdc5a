/**
 * The legal clock: every day the law gives for what has been told about one home, in order, each with its reason and its statute. One
 * rule a file in legal-clock/. Not legal advice: where the law can be read in more ways the reading is shown (domain.md §2, §10).
 *
 * Worked example: a termination for unpaid rent came 2026-11-11, served 2026-11-09: decide on an inquiry by Thursday 12 November, own
 * target for an undertaking Friday 27 November, pay or undertake at latest Wednesday 2 December, an eviction may be decided from
 * Saturday 5 December. Kronofogden's notice of the time 2026-12-21 that arrives on 2026-12-07 adds: confirm on 7 December.
 */
import type { Day } from './calendar.js'
import type { NoticeKind, NoticeSender } from './codes.js'
import { confirmationDate } from './legal-clock/kronofogden-confirmation.js'
import { forfeitureDates } from './legal-clock/forfeiture.js'
import { inquiryDecisionDate } from './legal-clock/inquiry-decision.js'
import { inOrder, type LegalDate } from './legal-clock/legal-date.js'
import { propertyDate } from './legal-clock/property-left-behind.js'
import { undertakingDates } from './legal-clock/liability-undertaking.js'
import { reinstatementPeriod } from './legal-clock/reinstatement.js'
import { dayAndMonth } from './swedish-dates.js'

export interface NoticeFacts {
  id?: number
  sender: NoticeSender
  kind: NoticeKind
  /** the day it reached the nämnd: also the day socialnämnden was told of a termination */
  arrivedOn: Day
  servedOn: Day | null
  plannedEvictionOn: Day | null
  /** the decision to open or not to open an inquiry on it */
  inquiryDecidedOn: Day | null
  /** of a termination: since when its debt is paid or undertaken */
  settledOn?: Day | null
}

/** The printed due day of a bill, and the last day of its respite, which has passed. */
export interface LateBillFacts {
  dueOn: Day
  respiteUntilOn: Day | null
}

export interface ClockFacts {
  /** the bills that are late, unpaid and ground for forfeiture */
  lateBills: readonly LateBillFacts[]
  notices: readonly NoticeFacts[]
  /** the home was left, and since when somebody has been urged to fetch what stayed in it */
  left?: { leftOn: Day; urgedOn: Day | null } | null
}

export interface ClockReadings {
  saturdaysCount: boolean
  undertakingMarginVardagar: number
  inquiryDecisionVardagar: number
}

/**
 * Every legal day, in order. The late bill whose day comes first decides forfeiture until a termination has come; then the termination
 * does, until its debt is settled: rent that falls due after that can be forfeit anew.
 */
export function legalDates(facts: ClockFacts, readings: ClockReadings): LegalDate[] {
  const early = billsNotTerminatedFor(facts)
    .map(({ dueOn, respiteUntilOn }) => forfeitureDates(dueOn, respiteUntilOn))
    .reduce<LegalDate[]>((first, dates) => ((first[0]?.on ?? '9999') <= (dates[0]?.on ?? '9999') ? first : dates), [])
  const property = facts.left ? [propertyDate(facts.left)] : []
  return inOrder([
    ...early,
    ...facts.notices.flatMap((notice) => datesOfNotice(notice, readings).map((date) => withNotice(date, notice))),
    ...property,
  ])
}

function billsNotTerminatedFor({ lateBills, notices }: ClockFacts): readonly LateBillFacts[] {
  const settled = notices.filter((notice) => notice.kind === 'UPPSAGNING').map((notice) => notice.settledOn ?? null)
  if (settled.includes(null)) return []
  return lateBills.filter(({ dueOn }) => settled.every((on) => on !== null && on < dueOn))
}

const withNotice = (date: LegalDate, { id }: NoticeFacts): LegalDate => (id === undefined ? date : { ...date, noticeId: id })

function datesOfNotice(notice: NoticeFacts, readings: ClockReadings): LegalDate[] {
  const dates = notice.inquiryDecidedOn === null ? [inquiryDecisionDate(notice.arrivedOn, readings.inquiryDecisionVardagar)] : []
  if (notice.kind === 'UPPSAGNING') {
    const period = reinstatementPeriod({ servedOn: notice.servedOn, socialnamndenToldOn: notice.arrivedOn }, readings.saturdaysCount)
    dates.push(...period.dates)
    if (period.lastDayOn !== null) dates.push(...undertakingDates(period.lastDayOn, readings.undertakingMarginVardagar))
  }
  if (notice.kind === 'TID_FOR_AVHYSNING' && notice.sender === 'KRONOFOGDEN') {
    dates.push(confirmationDate(notice.arrivedOn))
    if (notice.plannedEvictionOn !== null) {
      dates.push({
        kind: 'EVICTION_DAY',
        on: notice.plannedEvictionOn,
        why: `Avhysningen är planerad till ${dayAndMonth(notice.plannedEvictionOn)}.`,
        statute: 'Kronofogdens underrättelse',
        reading: null,
      })
    }
  }
  return dates
}
