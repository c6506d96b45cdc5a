/**
 * Targets by year, as printed in the plans (domain.md §1.1). The latest target holds until a newer one, so a year between two plans
 * has the older plan's target; a year before the first has none. A nämnd adds rows of its own; a later row for the same year wins.
 *
 * Worked example: I1a has no target 2012, 30 % 2013, 30 % (KF 20 %) 2014 to 2022, 25 % from 2023. I2 has 100 % from 2013.
 */
import type { IndicatorCode } from '../codes.js'

export interface TargetRow {
  indicator: IndicatorCode
  year: number
  /** The unit's target, whole per cent. */
  percent: number | null
  /** Kommunfullmäktige's target, whole per cent. */
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
