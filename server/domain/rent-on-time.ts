/**
 * Rent in time (domain.md §1.3 G2; S19 f: "Andelen klienter med insatsen tränings- eller försökslägenhet som betalar sin hyra i tid
 * ökar"). Three levels, always shown together:
 *   avier: rent bills paid in full in time, of the bills that are counted
 *   person-months: months in which a person paid every bill in time, of the months in which the person had any
 *   persons: those who paid every bill of the period in time, of those who had any; this is the plan's "andelen klienter"
 *
 * Paid in time is the rule of paid-in-time.ts. The day of money is the day it belongs to, also when its month was closed by then. What is
 * credited need not be paid; what is written off was not paid.
 *
 * Not counted, and listed with the reason: bills of 0 kr, bills credited in full, bills with a respite (anstånd) given before they
 * were late, and bills whose last day to be in time has not passed.
 *
 * Worked example, tolerance 1 bank day. February 2026: due Friday 30 January, latest plausible Saturday 31 January, with tolerance
 * Monday 2 February. Ann's bill of 6 000 kr is booked 2 February: in time. Bo's order was taken 2 February: late. Cia's bill of
 * 5 000 kr is credited 1 000 kr in March and 4 000 kr was booked 30 January: in time. Dan's is credited in full: not counted.
 * Avier 2 of 3. In March Ann and Bo are in time, Cia is not: avier 2 of 3. The two months together: avier 4 of 6, person-months
 * 4 of 6, persons 1 of 3 (Ann).
 */
import { addDays, lastOfMonth, type Day, type Month } from './calendar.js'
import type { HousingForm, PayerKind, Period } from './codes.js'
import { inTimeDays } from './paid-in-time.js'
import { lastDayInTime } from './rent-due.js'

/** The interventions the goal is about: the boendeform on the bill. */
export const ON_TIME_FORMS = ['TRANINGSLAGENHET', 'FORSOKSLAGENHET'] as const satisfies readonly HousingForm[]

/** Why a bill is not counted. */
export const ON_TIME_EXCLUSIONS = ['ZERO_BILL', 'CREDITED_BILL', 'RESPITE_GIVEN', 'NOT_DUE_YET'] as const
export type OnTimeExclusion = (typeof ON_TIME_EXCLUSIONS)[number]
export const ON_TIME_STATES = ['PAID_LATE', 'PAID_IN_TIME', ...ON_TIME_EXCLUSIONS] as const
export type OnTimeState = (typeof ON_TIME_STATES)[number]

/** Money on a bill, each source with what of it stays there. */
export interface BillPart {
  kind: 'PAID' | 'CREDITED' | 'WRITTEN_OFF'
  amountOre: number
  /** the day it belongs to */
  on: Day
  /** the bank said when it took the order */
  legalDayKnown: boolean
}
export interface JudgedFacts {
  amountOre: number
  dueOn: Day
  parts: readonly BillPart[]
  /** a respite that was given while the bill was not late, and that stands */
  respite: boolean
}

/** How one rent bill is counted on a day. */
export function judgeBill({ amountOre, dueOn, parts, respite }: JudgedFacts, today: Day, toleranceBankDays: number): OnTimeState {
  const sum = (of: (part: BillPart) => boolean) => parts.filter(of).reduce((ore, part) => ore + part.amountOre, 0)
  const creditedOre = sum((part) => part.kind === 'CREDITED')
  const { orderedBy, bookedBy } = inTimeDays(dueOn, null, toleranceBankDays)
  if (amountOre === 0) return 'ZERO_BILL'
  if (creditedOre >= amountOre) return 'CREDITED_BILL'
  if (respite) return 'RESPITE_GIVEN'
  if (today <= bookedBy) return 'NOT_DUE_YET'
  const inTimeOre = sum((part) => part.kind === 'PAID' && part.on <= (part.legalDayKnown ? orderedBy : bookedBy))
  return inTimeOre >= amountOre - creditedOre ? 'PAID_IN_TIME' : 'PAID_LATE'
}

/** The first due day whose bill cannot be late yet: bills from that day on are not counted. */
export function firstDayNotDue(today: Day, toleranceBankDays: number): Day {
  let day = addDays(today, -30)
  while (lastDayInTime(day, toleranceBankDays) < today) day = addDays(day, 1)
  return day
}

export interface Share {
  n: number
  N: number
}
export interface OnTimeLevels {
  bills: Share
  personMonths: Share
  persons: Share
}

/** The three levels of some bills. */
export function onTimeLevels(bills: readonly { personId: number; period: Month; state: OnTimeState }[]): OnTimeLevels {
  const counted = bills.filter(({ state }) => state === 'PAID_IN_TIME' || state === 'PAID_LATE')
  const every = (keyOf: (bill: (typeof counted)[number]) => string): Share => {
    const groups = new Map<string, boolean>()
    for (const bill of counted) groups.set(keyOf(bill), (groups.get(keyOf(bill)) ?? true) && bill.state === 'PAID_IN_TIME')
    return { n: [...groups.values()].filter(Boolean).length, N: groups.size }
  }
  return {
    bills: { n: counted.filter((bill) => bill.state === 'PAID_IN_TIME').length, N: counted.length },
    personMonths: every((bill) => `${bill.personId} ${bill.period}`),
    persons: every((bill) => String(bill.personId)),
  }
}

/** Who stands behind a bill that was paid in time: any part by socialtjänsten makes it theirs; a bank file does not say who. */
export function payerOf(kinds: readonly (PayerKind | null)[]): PayerKind | 'PAYER_UNKNOWN' {
  if (kinds.includes('SOCIALTJANST')) return 'SOCIALTJANST'
  if (kinds.includes('ANNAN')) return 'ANNAN'
  return kinds.length > 0 && kinds.every((kind) => kind === 'KLIENT') ? 'KLIENT' : 'PAYER_UNKNOWN'
}

export interface Months {
  from: Month
  to: Month
}

const FIRST: Record<Period, string> = { T1: '01', T2: '05', VB: '09' }
const LAST: Record<Period, string> = { T1: '04', T2: '08', VB: '12' }

/** The rent months of a period: T2 2026 is January to August; with `only` May to August. */
export function monthsOf({ year, period, only }: { year: number; period: Period; only: boolean }): Months {
  return { from: `${year}-${only ? FIRST[period] : '01'}`, to: `${year}-${LAST[period]}` }
}

/** Can the figures of these months still change because bills are not due yet? */
export const isPreliminary = ({ to }: Months, today: Day) => today <= lastOfMonth(to)
