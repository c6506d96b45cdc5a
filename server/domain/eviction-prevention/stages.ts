/**
 * The stages of a rent that is missing, as days after the last day it could be paid (dated setting rentMissingDays; VP 2019 "snabb
 * upptäckt och felsökning"): look for it, find out why, be in touch, remind. A setting with fewer days lets stages share their day.
 *
 * Worked example with 1, 3, 5 and 7: due 2026-10-30; look from 31 October, find out why from 2 November, have done so by 4 November, remind
 * from 6 November.
 */
import type { Settings } from '../policy.js'

type Stages = Pick<Settings, 'rentMissingDays'>

export const lookFrom = ({ rentMissingDays }: Stages): number => rentMissingDays[0] ?? 1
export const troubleshootFrom = (settings: Stages): number => settings.rentMissingDays[1] ?? lookFrom(settings)
export const inTouchBy = (settings: Stages): number => settings.rentMissingDays[2] ?? lastStage(settings)
export const lastStage = (settings: Stages): number => settings.rentMissingDays.at(-1) ?? 7
