/**
 * Dröjsmålsränta on late rent, worked out exactly and only shown until somebody decides to charge it.
 *
 * - Räntelag (1975:635) 3 § and 6 §: interest runs from the due day when it is fixed beforehand, at Riksbanken's reference rate and eight
 *   percentage points. "From the due day" is read as from the day after (Lawline on 3 §), and the due day as the latest that can be meant
 *   (rent-due.ts), or the last day of a respite: nobody pays interest for a day in time.
 * - 9 §: the reference rate is set for each half-year. A half-year whose rate is not known here has no interest: it is said, not guessed.
 * - The year: each day bears a 365th of the year's interest, in a leap year a 366th (actual/actual, as the interest calculators of the
 *   courts' and collectors' practice do; the act says "per år" and no more). No interest on interest.
 * - What is open on a day bears that day's interest; a payment counts from the day after the one it counts in law (paid-in-time.ts).
 *   What is credited was never owed and bears none. Whole öre, rounded once, per bill.
 * - 8 §: interest may be reduced for illness, unemployment and the like, and that cannot be agreed away. It is a reason to abstain.
 *
 * Worked example: 6 480 kr due 2026-02-27, latest plausible day Saturday 28 February, paid 2026-03-08. 1 to 8 March is 8 days at
 * 2,00 + 8 = 10,00 %: 6 480 × 0,10 × 8 / 365 = 14,2027… = 14,20 kr.
 */
import { addDays, addMonths, daysBetween, yearOf, type Day } from './calendar.js'
import type { SettingRow } from './policy.js'
import { lastDayBeforeLate } from './respite.js'

export interface ReferenceRate {
  /** the first day of its half-year */
  fromOn: Day
  /** 2,00 % is 200 */
  hundredths: number
  source: string
}

/**
 * Riksbanken's reference rate as far as it is known here, each half-year's own: it has been below nought (−0,50 % is −50, and the interest then
 * 7,50 %). Later half-years are added as dated settings.
 */
export const REFERENCE_RATES: readonly ReferenceRate[] = [
  ...halfYears('2013-01-01', 'riksbank.se, referensränta', [100, 100, 100, 100, 0, 0, 0, -50, -50, -50, -50, -50, -50, 0, 0, 0]),
  ...halfYears('2021-01-01', 'loanster.se/guider/referensranta', [0, 0, 0, 50, 250]),
  ...halfYears('2023-07-01', 'riksbank.se, referensränta', [350, 400, 400]),
  ...halfYears('2025-01-01', 'mystep.se/referensranta', [300, 200, 200]),
]

function halfYears(firstOn: Day, source: string, hundredths: readonly number[]): ReferenceRate[] {
  return hundredths.map((rate, n) => ({ fromOn: addMonths(firstOn, 6 * n), hundredths: rate, source }))
}

/** The known rates and the nämnd's own rows of the setting `referenceRateHundredths`: a row is for the half-year its day lies in. */
export function referenceRates(rows: readonly SettingRow[]): ReferenceRate[] {
  const own = rows
    .filter((row) => row.name === 'referenceRateHundredths' && /^\d{1,4}$/.test(row.value.trim()))
    .map((row) => ({ fromOn: halfYearOf(row.fromOn), hundredths: Number(row.value), source: 'Inställningar' }))
  const byHalf = new Map([...REFERENCE_RATES, ...own].map((rate) => [rate.fromOn, rate]))
  return [...byHalf.values()].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
}

export interface LateBill {
  amountOre: number
  dueOn: Day
  respiteUntilOn: Day | null
  /** what was set off on it, by the day it counts; taken back with a minus */
  paid: readonly { on: Day; amountOre: number }[]
  /** interest has been charged to and with this day */
  chargedUntilOn: Day | null
}
export interface LateInterest {
  ore: number
  /** days that bear interest */
  days: number
  /** the first and the last of them; null without any */
  fromOn: Day | null
  untilOn: Day | null
  /** half-years whose rate is not known: their days bear none here */
  missing: Day[]
}

export type InterestRefusal = 'INTEREST_OFF' | 'NO_INTEREST' | 'INTEREST_CHANGED' | 'TOO_MANY_INTERESTS'

/** The interest of a bill to and with a day. */
export function lateInterest(bill: LateBill, on: Day, rates: readonly ReferenceRate[], addedPoints: number): LateInterest {
  const known = new Map(rates.map((rate) => [rate.fromOn, rate.hundredths]))
  const start = later(
    addDays(lastDayBeforeLate(bill.dueOn, bill.respiteUntilOn), 1),
    bill.chargedUntilOn && addDays(bill.chargedUntilOn, 1),
  )
  const missing = new Set<Day>()
  let sum = 0n
  let days = 0
  let firstOn: Day | null = null
  let lastOn: Day | null = null
  for (let from = start; from <= on;) {
    const to = earliest(on, endOfHalfYear(from), ...bill.paid.map((one) => one.on).filter((day) => day >= from))
    const openOre = bill.amountOre - bill.paid.filter((one) => one.on < from).reduce((paid, one) => paid + one.amountOre, 0)
    const rate = known.get(halfYearOf(from))
    const length = daysBetween(from, to) + 1
    if (openOre > 0 && rate === undefined) missing.add(halfYearOf(from))
    if (openOre > 0 && rate !== undefined) {
      const otherYear = isLeapYear(yearOf(from)) ? 365 : 366
      sum += BigInt(openOre) * BigInt(rate + addedPoints * 100) * BigInt(length * otherYear)
      days += length
      firstOn ??= from
      lastOn = to
    }
    from = addDays(to, 1)
  }
  return { ore: Number((sum + WHOLE / 2n) / WHOLE), days, fromOn: firstOn, untilOn: lastOn, missing: [...missing].sort() }
}

/** The rates of the half-years in which some of the bills bore interest. */
export function ratesUsed(rates: readonly ReferenceRate[], bills: readonly Pick<LateInterest, 'fromOn' | 'untilOn'>[]): ReferenceRate[] {
  return rates.filter(({ fromOn: rateOn }) =>
    bills.some(({ fromOn, untilOn }) => fromOn !== null && untilOn !== null && halfYearOf(fromOn) <= rateOn && rateOn <= untilOn),
  )
}

/** The half-year a day lies in, by its first day. */
export function halfYearOf(day: Day): Day {
  return `${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? '01' : '07'}-01`
}

/** Hundredths of a percent, and both lengths of the year. */
const WHOLE = 10_000n * 365n * 366n

const endOfHalfYear = (day: Day): Day => `${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? '06-30' : '12-31'}`
const isLeapYear = (year: number) => daysBetween(`${year}-01-01`, `${year + 1}-01-01`) === 366
const earliest = (...days: Day[]): Day => days.reduce((first, day) => (day < first ? day : first))
const later = (day: Day, other: Day | null): Day => (other !== null && other > day ? other : day)
