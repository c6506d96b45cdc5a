/**
 * A disturbance as its reports and steps tell it: how serious, when it last disturbed, who has been spoken with, what the law needs. What
 * one neighbour should tolerate from another is minor; "störningar i boendet" are what should not have to be tolerated (12 kap. 25 § JB).
 *
 * Worked example: reported 2026-11-02 (serious, the night before), talked with 2026-11-03, reported again 2026-11-09 (minor). The worst is
 * serious, the latest disturbance is of 2026-11-09, and nobody has talked with the household since it was reported again.
 */
import type { Day } from '../calendar.js'
import {
  SERIOUSNESS,
  type DisturbanceKind,
  type DisturbanceReporter,
  type DisturbanceStepKind,
  type NoticeSender,
  type Seriousness,
} from '../codes.js'

export interface ReportFact {
  id: number
  reporter: DisturbanceReporter
  reportedOn: Day
  happenedOn: Day
  kind: DisturbanceKind
  seriousness: Seriousness
}

export interface StepFact {
  id: number
  kind: DisturbanceStepKind
  happenedOn: Day
  urgedBy: NoticeSender | null
}

export interface DisturbanceRecord {
  openedOn: Day
  reports: readonly ReportFact[]
  steps: readonly StepFact[]
  /** the home is one of ours: its tenant has it in second hand, and förvaltningen is the landlord */
  secondHand: boolean
  /** the day the stay ended, or will end; null: it goes on, or is not ours */
  homeEndsOn: Day | null
}

export interface DisturbanceState {
  worst: Seriousness
  /** the latest day it is known to have disturbed: reported, or found by ourselves */
  latestOn: Day
  /** the latest day we learned that it disturbs */
  learnedOn: Day
  spokenOn: Day | null
  urgedOn: Day | null
  socialnamndenToldOn: Day | null
  /** the day from which it is no longer minor: what was reported is serious, or it went on after a talk; null while it is minor */
  seriousFrom: Day | null
  checkedOn: Day | null
  closed: { on: Day; unfounded: boolean } | null
}

/** What is known of a disturbance now. */
export function stateOf({ reports, steps }: Pick<DisturbanceRecord, 'reports' | 'steps'>): DisturbanceState {
  const found = daysOf(steps, ['FOUND_DISTURBING'])
  const spoken = daysOf(steps, ['SPOKE_WITH_HOUSEHOLD'])
  const [firstTalk] = spoken
  const serious = reports.filter((report) => report.seriousness !== 'MINOR_DISTURBANCE').map((report) => report.reportedOn)
  const after = firstTalk === undefined ? [] : [...reports.map((report) => report.happenedOn), ...found].filter((day) => day > firstTalk)
  const end = steps.findLast((step) => ENDINGS.includes(step.kind))
  return {
    worst: worstOf(reports),
    latestOn: last([...reports.map((report) => report.happenedOn), ...found]) ?? '',
    learnedOn: last([...reports.map((report) => report.reportedOn), ...found]) ?? '',
    spokenOn: last(spoken),
    // The first of each is what the law asks for; a later one takes nothing back.
    urgedOn: daysOf(steps, ['URGED'])[0] ?? null,
    socialnamndenToldOn: daysOf(steps, ['SOCIALNAMNDEN_TOLD'])[0] ?? null,
    seriousFrom: [...serious, ...after].sort()[0] ?? null,
    checkedOn: last(daysOf(steps, ['FOUND_QUIET', 'FOUND_DISTURBING'])),
    closed: end ? { on: end.happenedOn, unfounded: end.kind === 'REPORT_UNFOUNDED' } : null,
  }
}

/** Days of the steps of these kinds, in order. */
export function daysOf(steps: readonly StepFact[], kinds: readonly DisturbanceStepKind[]): Day[] {
  return steps
    .filter((step) => kinds.includes(step.kind))
    .map((step) => step.happenedOn)
    .sort()
}

export function last(days: readonly Day[]): Day | null {
  return days.reduce<Day | null>((latest, day) => (latest === null || day > latest ? day : latest), null)
}

const ENDINGS: readonly DisturbanceStepKind[] = ['DISTURBANCE_CLOSED', 'REPORT_UNFOUNDED']

function worstOf(reports: readonly ReportFact[]): Seriousness {
  const ranks = reports.map((report) => SERIOUSNESS.indexOf(report.seriousness))
  return SERIOUSNESS[Math.max(0, ...ranks)] ?? 'MINOR_DISTURBANCE'
}
