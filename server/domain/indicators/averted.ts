/**
 * When a notice is averted, and the share of notices that are (I4 and I5 differ in which notices only).
 * Averted: no eviction was carried out of that household from that home within the case, the application was withdrawn or called off
 * and the household lives there still (domain.md §1.3 I4). "Lives there still" has two readings: on the day of the outcome (default), or
 * checked (STILL_AT_HOME) the set number of days, 30, after the planned day, or after the outcome where no day was planned.
 * Moved out before the day (FLYTTAT_FORE) is not averted and has its own count. A notice without an outcome is undecided: left out and
 * shown (default), or counted as not averted. Under the second reading of averted one that nobody has checked is undecided too.
 * A notice belongs to the period it came in, so an early period's figure changes until all its notices are decided; it is preliminary
 * until then. Per household (second reading): all of a household's notices must be averted, and one undecided leaves it undecided.
 *
 * Worked example, T1, six notices: averted 3 (two of them about one household), withdrawn 1, carried out 1, undecided 1.
 * Per notice 4/5 = 80 %, 1 left out; with undecided counted 4/6 = 66.7 %; per household 3/4 = 75 %.
 */
import type { Day } from '../calendar.js'
import { addDays } from '../calendar.js'
import type { CaseOutcome } from '../codes.js'
import { KEPT_HOME, latest, outcomeOfNotice } from '../prevention-case.js'
import type { CaseStory, NoticeFact } from './case-facts.js'
import type { Reading } from './readings.js'
import type { Definition, Exclusion, IndicatorResult } from './result.js'
import { result } from './result.js'

export type Undecided = 'UNDECIDED' | 'CHECK_NOT_YET_DUE' | 'CHECK_MISSING'

export interface NoticeEnd {
  state: 'AVERTED' | 'NOT_AVERTED' | Undecided
  outcome: CaseOutcome | null
  on: Day | null
  plannedOn: Day | null
}

export type StoryNotice = NoticeFact & { story: CaseStory }

export interface AvertedWish {
  readings: readonly Reading[]
  today: Day
  /** After how many days it is seen whether the household lives there still. */
  atHomeAfterDays: number
}

/** How a notice ended, under the readings asked for. */
export function endOfNotice({ id, story }: StoryNotice, { readings, today, atHomeAfterDays }: AvertedWish): NoticeEnd {
  const planned = latest(
    story.events.filter((event) => event.noticeId === id),
    ['EVICTION_PLANNED'],
  )
  const plannedOn = planned?.happenedOn ?? null
  const ended = outcomeOfNotice(id, story.events)
  if (!ended) return { state: 'UNDECIDED', outcome: null, on: null, plannedOn }
  const seen = { ...ended, plannedOn }
  if (!KEPT_HOME.includes(ended.outcome)) return { ...seen, state: 'NOT_AVERTED' }
  if (!readings.includes('HOME_AT_LATER_CHECK')) return { ...seen, state: 'AVERTED' }
  const seenFromOn = addDays(plannedOn ?? ended.on, atHomeAfterDays)
  const isHome = story.events.some(({ kind, happenedOn }) => kind === 'STILL_AT_HOME' && happenedOn >= seenFromOn)
  return { ...seen, state: isHome ? 'AVERTED' : seenFromOn > today ? 'CHECK_NOT_YET_DUE' : 'CHECK_MISSING' }
}

/** The share of the notices that are averted; `leftOut` are other notices of the period that the words do not mean. */
export function avertedShare(
  definition: Definition,
  notices: readonly StoryNotice[],
  wish: AvertedWish,
  leftOut: { reason: Exclusion; ids: number[] }[] = [],
): IndicatorResult & { hasUndecided: boolean } {
  const perHousehold = wish.readings.includes('PER_HOUSEHOLD')
  const ends = notices.map((notice) => ({ notice, end: endOfNotice(notice, wish) }))
  const rows = perHousehold ? decidingNotices(ends) : ends
  const idsOf = (has: (end: NoticeEnd) => boolean) => rows.filter(({ end }) => has(end)).map(({ notice }) => notice.id)
  const undecided = (['UNDECIDED', 'CHECK_NOT_YET_DUE', 'CHECK_MISSING'] as const).map((reason) => ({
    reason,
    ids: idsOf(({ state }) => state === reason),
  }))
  const areCounted = wish.readings.includes('UNDECIDED_COUNTED')
  const decided = idsOf(({ state }) => state === 'AVERTED' || state === 'NOT_AVERTED')
  const open = undecided.flatMap(({ ids }) => ids)
  return {
    ...result(perHousehold ? { ...definition, rows: 'HOUSEHOLD' } : definition, {
      numerator: idsOf(({ state }) => state === 'AVERTED'),
      denominator: areCounted ? [...decided, ...open] : decided,
      excluded: [...(areCounted ? [] : undecided), ...leftOut],
      beside: [
        { kind: 'FLYTTAT_FORE', ids: idsOf(({ outcome }) => outcome === 'FLYTTAT_FORE') },
        ...(areCounted ? undecided.map(({ reason, ids }) => ({ kind: reason, ids })) : []),
      ],
      readings: wish.readings,
      ...(wish.readings.includes('HOME_AT_LATER_CHECK') ? { withinDays: wish.atHomeAfterDays } : {}),
    }),
    hasUndecided: open.length > 0,
  }
}

/** For each household the notice that decides: one not averted, else one undecided, else the last averted. */
function decidingNotices(ends: readonly { notice: StoryNotice; end: NoticeEnd }[]) {
  const rank = ({ state }: NoticeEnd) => (state === 'NOT_AVERTED' ? 2 : state === 'AVERTED' ? 0 : 1)
  const deciding = new Map<number, { notice: StoryNotice; end: NoticeEnd }>()
  for (const one of ends) {
    const known = deciding.get(one.notice.story.personId)
    if (!known || rank(one.end) >= rank(known.end)) deciding.set(one.notice.story.personId, one)
  }
  return [...deciding.values()]
}
