/**
 * Which rows stand behind an indicator of homes at risk: for each notice, case, eviction or person counted, the days and words that
 * decided it. Pure; names and addresses are fetched afterwards, and only for the page that is shown (rows-store.ts).
 */
import { daysBetween, type Day } from '../../domain/calendar.js'
import { avertedWish, type CaseIndex, type CaseStory } from '../../domain/case-indicators.js'
import { RISK_STAGES } from '../../domain/codes.js'
import type { IndicatorResult, ReportPeriod } from '../../domain/indicators.js'
import { endOfNotice } from '../../domain/indicators/averted.js'
import { childrenOfPerson, childrenOn } from '../../domain/indicators/case-facts.js'
import { seenOn, stageOn } from '../../domain/indicators/g14-children.js'
import { firstAttempt } from '../../domain/indicators/g8-outreach.js'
import { contains } from '../../domain/interval.js'
import { signedIds, type CaseBehind, type Cut, type RowsBehind } from './rows-behind.js'

/** The rows of one cut, not yet sorted. */
export function caseRowsBehind(index: CaseIndex, indicator: IndicatorResult, period: ReportPeriod, cut: Cut, today: Day): RowsBehind {
  const rowOf = rowMaker(index, indicator, period, today)
  const rows = [...signedIds(indicator, cut)].flatMap(([id, sign]): CaseBehind[] => {
    const row = sign === 'ENDED_WITHOUT_KFM' ? lostStayRow(index, id) : rowOf(id)
    return row === null ? [] : [{ ...row, groupId: id, sign }]
  })
  return { kind: 'CASES', on: period.lastOn, rows }
}

type Row = Omit<CaseBehind, 'groupId' | 'sign'>

function rowMaker(index: CaseIndex, indicator: IndicatorResult, period: ReportPeriod, today: Day): (id: number) => Row | null {
  const ofCase = (make: (story: CaseStory) => Row) => (id: number) => {
    const story = index.byId.get(id)
    return story ? make(story) : null
  }
  switch (indicator.code) {
    case 'I4':
    case 'I5':
      return noticeRows(index, indicator, today)
    case 'I9':
      return personRows(index, period)
    case 'G8b':
      return ofCase((story) => {
        const triedOn = firstAttempt(story)
        const days = triedOn === null ? null : Math.max(0, daysBetween(story.knownOn, triedOn))
        return { ...plain(story), endsOn: triedOn, cells: { days } }
      })
    case 'G14':
      return ofCase((story) => {
        const on = seenOn(story, period.lastOn)
        const stage = stageOn(story, on)
        const contacts = story.triedOn.filter((day) => day <= on)
        const contactOn = contacts.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null)
        const cells = {
          stage,
          contactDays: contactOn === null ? null : daysBetween(contactOn, on),
          children: childrenOn(index, story, on).count,
        }
        return {
          ...plain(story),
          endsOn: story.endedOn !== null && story.endedOn <= period.lastOn ? story.endedOn : null,
          rank: RISK_STAGES.indexOf(stage),
          cells,
        }
      })
    default:
      return ofCase((story) => ({
        ...plain(story),
        endsOn: story.evictedOn,
        cells: { children: story.evictedOn === null ? null : childrenOn(index, story, story.evictedOn).count },
      }))
  }
}

const plain = (story: CaseStory) => ({
  personId: story.personId,
  caseId: story.id,
  tenancyId: null,
  startsOn: story.knownOn,
  endsOn: null,
  rank: 0,
})

function noticeRows(index: CaseIndex, { readings }: IndicatorResult, today: Day): (id: number) => Row | null {
  const byId = new Map(index.notices.map((notice) => [notice.id, notice]))
  const wish = avertedWish(index, { today }, readings)('I4')
  return (id) => {
    const notice = byId.get(id)
    if (!notice) return null
    const { outcome, on, plannedOn } = endOfNotice(notice, { ...wish, readings })
    const children = childrenOn(index, notice.story, on ?? notice.arrivedOn).count
    return { ...plain(notice.story), startsOn: notice.arrivedOn, endsOn: on, cells: { notice: notice.kind, plannedOn, outcome, children } }
  }
}

/** The person's latest case with an attempt in the period: the first day of contact, the latest answer. */
function personRows(index: CaseIndex, { days, lastOn }: ReportPeriod): (id: number) => Row | null {
  const latestOf = new Map<number, CaseStory>()
  for (const story of index.cases) {
    const isReached = story.reachedOn.some((on) => contains(days, on))
    const known = latestOf.get(story.personId)
    if (isReached || (!known && story.triedOn.some((on) => contains(days, on)))) latestOf.set(story.personId, story)
  }
  return (id) => {
    const story = latestOf.get(id)
    if (!story) return null
    const inPeriod = (some: readonly Day[]) => some.filter((on) => contains(days, on)).sort()
    const answers = story.events.filter(
      ({ kind, happenedOn }) => (kind === 'SUPPORT_ACCEPTED' || kind === 'SUPPORT_DECLINED') && happenedOn <= lastOn,
    )
    const answer = answers.findLast(({ kind }) => kind === 'SUPPORT_ACCEPTED') ?? answers.at(-1) ?? null
    return {
      ...plain(story),
      startsOn: inPeriod(story.reachedOn)[0] ?? null,
      endsOn: answer?.happenedOn ?? null,
      cells: { attempts: new Set(inPeriod(story.triedOn)).size, answer: answer?.kind ?? null },
    }
  }
}

/** A family whose stay ended without Kronofogden: no case needs to be there. */
function lostStayRow(index: CaseIndex, tenancyId: number): Row | null {
  const stay = index.lostStays.find((one) => one.tenancyId === tenancyId)
  if (!stay) return null
  const children = childrenOfPerson(index, stay.personId, stay.endsOn).length
  return { personId: stay.personId, caseId: null, tenancyId, startsOn: null, endsOn: stay.endsOn, rank: 0, cells: { children } }
}
