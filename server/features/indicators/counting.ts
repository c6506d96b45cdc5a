/**
 * The two families of indicators behind one door: those of takeovers and those of homes at risk. Pages, files and the command ask for a
 * report of a period, the rows behind a figure and the years there are, and need not know which family they ask.
 */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { endOfDayInStockholm, yearOf, type Day } from '../../domain/calendar.js'
import { caseIndicators, countedFrom, indexCases } from '../../domain/case-indicators.js'
import { CASE_INDICATORS, type IndicatorCode } from '../../domain/codes.js'
import { indexFacts, indicators, type IndicatorReport, type PeriodWish, type ReportedIndicator } from '../../domain/indicators.js'
import { askedFor, type Reading } from '../../domain/indicators/readings.js'
import { caseFacts, firstDays } from './case-facts-store.js'
import { caseRowsBehind } from './case-rows-behind.js'
import { rowsBehind, type Cut, type RowsBehind } from './rows-behind.js'
import { indicatorFacts, targetsFor } from './store.js'

export interface Counting {
  hasFacts: boolean
  /** That can be chosen: from the first there is something of to the one that runs, the latest first. */
  years: number[]
  /** Every indicator of the family, or only those asked for where that is less work. */
  report(wish: PeriodWish, readings?: readonly Reading[], codes?: readonly IndicatorCode[]): IndicatorReport
  /** The figures as they were known when a day ended; null where the facts do not say when they became known. */
  reportAsKnown: ((wish: PeriodWish, knownOn: Day, indicator: ReportedIndicator) => IndicatorReport) | null
  rows(indicator: ReportedIndicator, report: IndicatorReport, cut: Cut, today: Day): RowsBehind
}

export function isOfCases(code: IndicatorCode): boolean {
  return CASE_INDICATORS.some((one) => one === code)
}

export function countingOf(code: IndicatorCode): typeof takeoverCounting {
  return isOfCases(code) ? caseCounting : takeoverCounting
}

export async function takeoverCounting(db: Db, actor: Actor): Promise<Counting> {
  const index = indexFacts(await indicatorFacts(db, actor))
  const targets = await targetsFor(db, actor)
  const starts = [...index.contracts.values()].flatMap((intervals) => intervals.map(({ startsOn }) => startsOn))
  return {
    hasFacts: index.contracts.size > 0 || index.trialStays.length > 0,
    years: yearsFrom([...starts, ...index.trialStays.slice(0, 1).map(({ entryOn }) => entryOn)], actor.today),
    report: (wish) => indicators(index, wish, targets),
    reportAsKnown: null,
    rows: (indicator, { period }, cut) => rowsBehind(index, indicator, period, cut),
  }
}

/** With a period only that period is counted, from the cases that have to do with it: the rows and the years before need them all. */
export async function caseCounting(db: Db, actor: Actor, only: PeriodWish | null = null): Promise<Counting> {
  const facts = await caseFacts(db, actor, only && countedFrom(only))
  const index = indexCases(facts)
  const targets = await targetsFor(db, actor)
  const first = await firstDays(db, actor)
  return {
    hasFacts: first.ofCases !== null,
    years: yearsFrom(
      [first.ofCases, first.ofStays].filter((day) => day !== null),
      actor.today,
    ),
    report: (wish, readings = [], codes) => caseIndicators(index, wish, targets, askedFor(readings), codes && ofCases(codes)),
    reportAsKnown: (wish, knownOn, { code, readings }) =>
      caseIndicators(
        indexCases(facts, endOfDayInStockholm(knownOn)),
        { ...wish, today: knownOn },
        targets,
        askedFor(readings),
        ofCases([code]),
      ),
    rows: (indicator, { period }, cut, today) => caseRowsBehind(index, indicator, period, cut, today),
  }
}

const ofCases = (codes: readonly IndicatorCode[]) => CASE_INDICATORS.filter((code) => codes.includes(code))

function yearsFrom(days: readonly Day[], today: Day): number[] {
  const first = days.reduce((a, b) => (b < a ? b : a), today)
  const last = yearOf(today)
  return Array.from({ length: last - yearOf(first) + 1 }, (_, back) => last - back)
}
