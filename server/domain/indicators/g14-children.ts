/**
 * G14: the register of cases where a child risks losing its home: how many went on when the period ended, and how many during it.
 * VP 2023: "Föra statistik över och prioritera de ärenden där barn riskerar att bli eller redan är föremål för vräkning och hemlöshet".
 * The rows show risk, step, next action and days since the last contact, the highest risk first. The risk is the stage the matter has
 * come to, by what has come in by the day: from a debt told of to an eviction with a day; a day that was called off is a judgment again.
 * Which children count: case-facts.ts, on the last day of the period or the day the case ended.
 *
 * Worked example, VB 2026 on 2026-11-22, cases with children: one with an eviction set (child born 2015), one terminated (2018, 2020),
 * one that ended in May. 2 went on, of 3 during the year, with 3 children; eviction set 1, terminated 1.
 */
import type { Day } from '../calendar.js'
import { RISK_STAGES, type NoticeKind, type RiskStage } from '../codes.js'
import { overlaps } from '../interval.js'
import { addDays } from '../calendar.js'
import { latest } from '../prevention-case.js'
import type { CaseIndex, CaseStory } from './case-facts.js'
import { childrenOn } from './case-facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition, IndicatorResult } from './result.js'
import { result } from './result.js'

export const G14_DEFINITION = {
  code: 'G14',
  wording:
    'Föra statistik över och prioritera de ärenden där barn riskerar att bli eller redan är föremål för vräkning och hemlöshet, samt arbeta för att ge stöd till mer stadigvarande och långsiktiga boendelösningar.',
  source: 'Verksamhetsplan 2023',
  numeratorText: 'Ärenden med barn som pågår på periodens sista dag',
  denominatorText: 'Ärenden med barn som pågått någon gång under perioden',
  rows: 'CASE',
  measure: 'COUNT',
} as const satisfies Definition

export function casesWithChildren(index: CaseIndex, { days, lastOn }: ReportPeriod): IndicatorResult {
  const during = index.cases.filter((story) => goesOnIn(story, days) && childrenOn(index, story, seenOn(story, lastOn)).count > 0)
  const atEnd = during.filter(({ endedOn }) => endedOn === null || endedOn > lastOn)
  const stages = atEnd.map((story) => stageOn(story, lastOn))
  return result(G14_DEFINITION, {
    numerator: atEnd.map(({ id }) => id),
    denominator: during.map(({ id }) => id),
    sums: [
      { kind: 'CHILDREN', count: atEnd.reduce((sum, story) => sum + childrenOn(index, story, lastOn).count, 0) },
      ...[...RISK_STAGES]
        .reverse()
        .map((kind) => ({ kind, count: stages.filter((stage) => stage === kind).length }))
        .filter(({ count }) => count > 0),
    ],
  })
}

/** The day a case is seen on: the last of the period, or the day it ended. */
export function seenOn({ endedOn }: CaseStory, lastOn: Day): Day {
  return endedOn !== null && endedOn < lastOn ? endedOn : lastOn
}

const STAGE_OF: Record<NoticeKind, RiskStage> = {
  HYRESSKULD: 'RENT_OWED',
  RATTELSEANMANING: 'WARNED',
  STORNING: 'WARNED',
  UPPSAGNING: 'TERMINATED',
  ANSOKAN: 'SUED',
  UTSLAG: 'JUDGED',
  TID_FOR_AVHYSNING: 'EVICTION_SET',
}

/** How far the matter has come on a day. */
export function stageOn(story: CaseStory, day: Day): RiskStage {
  let furthest = 0
  for (const notice of story.notices) {
    if (notice.arrivedOn > day) continue
    const own = story.events.filter(
      (event) => event.noticeId === notice.id && (event.kind !== 'EVICTION_CALLED_OFF' || event.happenedOn <= day),
    )
    const isCalledOff = latest(own, ['EVICTION_PLANNED', 'EVICTION_CALLED_OFF'])?.kind === 'EVICTION_CALLED_OFF'
    furthest = Math.max(furthest, RISK_STAGES.indexOf(isCalledOff ? 'JUDGED' : STAGE_OF[notice.kind]))
  }
  return RISK_STAGES[furthest] ?? 'RISK_KNOWN'
}

function goesOnIn({ knownOn, endedOn }: CaseStory, days: ReportPeriod['days']): boolean {
  return overlaps({ startsOn: knownOn, endsOn: endedOn === null ? null : addDays(endedOn, 1) }, days)
}
