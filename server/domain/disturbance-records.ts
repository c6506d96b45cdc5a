/**
 * What may be written about a disturbance. A report is of a day that has been; a step too, and not before the first report. Closing needs the
 * quiet time and a last check that says quiet, unless the household has moved out; an unfounded report is closed with the reason. What the
 * landlord was answered, what was done and why a report is unfounded is written in words.
 *
 * Source: VP 2013 and 2014 (G19, G20: every complaint documented and followed up, domain.md §1.2), 12 kap. 25 and 25 a §§ JB.
 *
 * Worked example, quiet for 30 days: disturbed 2026-11-03, found quiet 2026-12-01. Closing 2026-12-03 is refused (the last check is of too early
 * a day); with a check on 2026-12-03 it is written. Closing on 2026-12-01 is refused for both reasons.
 */
import { addDays, type Day } from './calendar.js'
import type { DisturbanceStepKind, NoticeSender, SupportKind } from './codes.js'
import type { Decision } from './decision.js'
import { daysOf, stateOf, type DisturbanceRecord } from './disturbances/open-disturbance.js'
import type { Settings } from './policy.js'

export type ReportRefusal = 'REPORTED_AFTER_TODAY' | 'DISTURBED_AFTER_REPORT' | 'ADDRESS_MISSING'

export interface NewReport {
  reportedOn: Day
  happenedOn: Day
  /** our own stay, or an address; null: neither was told */
  home: { tenancyId: number } | { address: string } | null
}

export function decideReport(report: NewReport, today: Day): Decision<object, ReportRefusal> {
  const reasons: ReportRefusal[] = []
  if (report.reportedOn > today) reasons.push('REPORTED_AFTER_TODAY')
  if (report.happenedOn > report.reportedOn) reasons.push('DISTURBED_AFTER_REPORT')
  if (report.home === null) reasons.push('ADDRESS_MISSING')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}

/** Is it the same home? Addresses are compared without case and spaces. */
export function sameHome(a: HomeOfRecord, b: HomeOfRecord): boolean {
  if (a.tenancyId !== null || b.tenancyId !== null) return a.tenancyId === b.tenancyId
  return plain(a.address) === plain(b.address)
}
export interface HomeOfRecord {
  tenancyId: number | null
  address: string | null
}
const plain = (address: string | null) => (address ?? '').toLowerCase().replace(/[\s.,]+/g, '')

export type StepRefusal =
  | 'STEP_AFTER_TODAY'
  | 'STEP_BEFORE_REPORT'
  | 'DISTURBANCE_ENDED'
  | 'NOT_QUIET_YET'
  | 'LAST_CHECK_MISSING'
  | 'STEP_TEXT_NEEDED'
  | 'URGED_BY_NEEDED'
  | 'SUPPORT_KIND_NEEDED'

export interface NewStep {
  kind: DisturbanceStepKind
  happenedOn: Day
  urgedBy: NoticeSender | null
  supportKind: SupportKind | null
  text: string | null
}

export const STEPS_WITH_TEXT: readonly DisturbanceStepKind[] = ['DISTURBANCE_MEASURE', 'LANDLORD_ANSWERED', 'REPORT_UNFOUNDED']
/** Who can give a rättelseanmaning. */
export const URGED_BY = ['HYRESVARD', 'FORVALTNINGEN'] as const satisfies readonly NoticeSender[]

export function decideStep(facts: DisturbanceRecord, step: NewStep, today: Day, settings: Settings): Decision<object, StepRefusal> {
  const reasons: StepRefusal[] = []
  const state = stateOf(facts)
  if (state.closed) return { refused: true, reasons: ['DISTURBANCE_ENDED'] }
  if (step.happenedOn > today) reasons.push('STEP_AFTER_TODAY')
  if (step.happenedOn < facts.openedOn) reasons.push('STEP_BEFORE_REPORT')
  if (step.kind === 'URGED' && step.urgedBy === null) reasons.push('URGED_BY_NEEDED')
  if (step.kind === 'SUPPORT_OFFERED' && step.supportKind === null) reasons.push('SUPPORT_KIND_NEEDED')
  if (STEPS_WITH_TEXT.includes(step.kind) && !step.text) reasons.push('STEP_TEXT_NEEDED')
  const movedOut = facts.homeEndsOn !== null && facts.homeEndsOn <= step.happenedOn
  if (step.kind === 'DISTURBANCE_CLOSED' && !movedOut) {
    const quietFrom = addDays(state.latestOn, settings.disturbanceQuietDays)
    if (step.happenedOn < quietFrom) reasons.push('NOT_QUIET_YET')
    if (!daysOf(facts.steps, ['FOUND_QUIET']).some((day) => day >= quietFrom && day <= step.happenedOn)) reasons.push('LAST_CHECK_MISSING')
  }
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}
