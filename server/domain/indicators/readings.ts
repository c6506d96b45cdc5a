/**
 * Readings: where the plans' words can be understood in two ways, both are built and one is the default (domain.md §1.3, §10.1). Which
 * one a figure was counted by stands in its heading and in every file.
 *
 * Worked example: I4 by default is PER_NOTICE, UNDECIDED_LEFT_OUT, HOME_ON_OUTCOME_DAY. Asked for PER_HOUSEHOLD it is PER_HOUSEHOLD,
 * UNDECIDED_LEFT_OUT, HOME_AT_LATER_CHECK only where that was asked for too.
 */
import type { IndicatorCode } from '../codes.js'

export const READINGS = [
  'PER_NOTICE',
  'PER_HOUSEHOLD',
  'UNDECIDED_LEFT_OUT',
  'UNDECIDED_COUNTED',
  'HOME_ON_OUTCOME_DAY',
  'HOME_AT_LATER_CHECK',
  'TERMINATIONS_ONLY',
  'WITH_DISTURBANCES',
] as const
export type Reading = (typeof READINGS)[number]

/** The default first. */
export type Switch = readonly [Reading, Reading]
const perWhat: Switch = ['PER_NOTICE', 'PER_HOUSEHOLD']
const undecided: Switch = ['UNDECIDED_LEFT_OUT', 'UNDECIDED_COUNTED']
const averted: Switch = ['HOME_ON_OUTCOME_DAY', 'HOME_AT_LATER_CHECK']
const whichNotices: Switch = ['TERMINATIONS_ONLY', 'WITH_DISTURBANCES']

const SWITCHES: Partial<Record<IndicatorCode, readonly Switch[]>> = {
  I4: [perWhat, undecided, averted],
  I5: [perWhat, undecided, averted, whichNotices],
}

/** The switches of an indicator; none where its words leave no choice. */
export function switchesOf(code: IndicatorCode): readonly Switch[] {
  return SWITCHES[code] ?? []
}

/** One reading of each switch: the one asked for, else the default. */
export function readingsOf(code: IndicatorCode, asked: readonly Reading[] = []): Reading[] {
  return switchesOf(code).map(([byDefault, other]) => (asked.includes(other) ? other : byDefault))
}

/** The same readings with one switch turned over. */
export function turned(readings: readonly Reading[], [byDefault, other]: Switch): Reading[] {
  return readings.map((reading) => (reading === byDefault ? other : reading === other ? byDefault : reading))
}

/** Those that are not the default: what an address has to say. */
export function askedFor(readings: readonly Reading[]): Reading[] {
  return readings.filter((reading) => READINGS.indexOf(reading) % 2 === 1)
}
