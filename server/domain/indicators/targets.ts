/**
 * Targets by year, as printed in the plans (domain.md §1.1). The latest target holds until a newer one, so a year between two plans
 * has the older plan's target; a year before the first has none. A nämnd adds rows of its own; a later row for the same year wins.
 *
 * A target is whole per cent where the indicator is a share, and a number where it is a count: I8 has 0 evictions.
 *
 * Worked example: I1a has no target 2012, 30 % 2013, 30 % (KF 20 %) 2014 to 2022, 25 % from 2023. I2 has 100 % from 2013,
 * I4 75 % from 2019.
 */
import type { IndicatorCode } from '../codes.js'

export interface TargetRow {
  indicator: IndicatorCode
  year: number
  /** The unit's target: whole per cent, or the number itself where the indicator is a count. */
  percent: number | null
  /** Kommunfullmäktige's target, in the same measure. */
  kfPercent: number | null
  source: string
}

const SHARE_OF_TAKEOVERS = ['I1a', 'I1b', 'I1c', 'I3'] as const

/** The targets the product starts with. */
export const TARGETS: readonly TargetRow[] = [
  ...SHARE_OF_TAKEOVERS.flatMap((indicator) => [
    { indicator, year: 2013, percent: 30, kfPercent: null, source: 'Verksamhetsplan 2013' },
    { indicator, year: 2014, percent: 30, kfPercent: 20, source: 'Verksamhetsplan 2014' },
    { indicator, year: 2023, percent: 25, kfPercent: null, source: 'Verksamhetsplan 2023' },
  ]),
  { indicator: 'I2', year: 2013, percent: 100, kfPercent: null, source: 'Verksamhetsplan 2013' },
  { indicator: 'I2', year: 2014, percent: 100, kfPercent: null, source: 'Verksamhetsplan 2014' },
  { indicator: 'I4', year: 2019, percent: 75, kfPercent: null, source: 'Verksamhetsplan 2019' },
  { indicator: 'I5', year: 2023, percent: 55, kfPercent: null, source: 'Verksamhetsplan 2023' },
  { indicator: 'I8', year: 2023, percent: 0, kfPercent: null, source: 'Verksamhetsplan 2023' },
  { indicator: 'I9', year: 2023, percent: 100, kfPercent: null, source: 'Verksamhetsplan 2023' },
  { indicator: 'G8b', year: 2023, percent: 100, kfPercent: null, source: 'Verksamhetsplan 2023, ”samtliga fall”' },
]

/** The target that holds for an indicator in a year, null where no plan has set one yet. */
export function targetFor(indicator: IndicatorCode, year: number, rows: readonly TargetRow[] = TARGETS): TargetRow | null {
  let holds: TargetRow | null = null
  for (const row of rows) {
    if (row.indicator !== indicator || row.year > year) continue
    if (holds === null || row.year >= holds.year) holds = row
  }
  return holds
}

/** Indicators whose target is a number and not a share. */
const COUNTED: readonly IndicatorCode[] = ['I8', 'G8a', 'G14']

/** "75 %" of a share, "0" of a count, "–" where there is none. */
export function targetText(indicator: IndicatorCode, target: number | null): string {
  if (target === null) return '–'
  return COUNTED.includes(indicator) ? String(target) : `${target} %`
}
