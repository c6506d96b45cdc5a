/** Recomputes every closed month from the entries, and names each figure that is not what was frozen. Part of `ledger verify`. */
import { sql, type Db } from '../../db.js'
import { firstOfMonth, nextMonth, type Month } from '../../domain/calendar.js'
import { MONTH_FIGURES, monthAmounts, type MonthAmounts } from '../../domain/month-close.js'
import { groupedMoves, type GroupedMove, type MonthLine } from './store.js'

const keyOf = (line: Pick<MonthLine, 'unitId' | 'costCentre' | 'housingForm'>) =>
  JSON.stringify([line.unitId, line.costCentre, line.housingForm])

interface Close {
  id: number
  namndId: number
  month: Month
}

export interface ClosedDifference {
  table: 'MonthClose' | 'MonthCloseLine'
  id: number
  /** a frozen figure, or `lines`: other groups than those of the entries */
  column: 'lines' | keyof MonthAmounts
  stored: number
  computed: number
}

/** At most `limit` differences. The opening of a month is what its entries before it sum to, and so the closing of the month before. */
export async function closedMonths(db: Db, limit: number): Promise<ClosedDifference[]> {
  const closes = await db.rows<Close>(sql`select "id", "namndId", "month" from "MonthClose" order by "namndId", "month"`)
  const lines = await db.rows<MonthLine & { id: number; closeId: number }>(sql`select * from "MonthCloseLine" order by "closeId", "id"`)
  const differences: ClosedDifference[] = []
  for (const namndId of new Set(closes.map((close) => close.namndId))) {
    const own = closes.filter((close) => close.namndId === namndId)
    const last = own.at(-1)
    if (!last) continue
    const moves = await groupedMoves(db, { namndId, unitId: null }, null, firstOfMonth(nextMonth(last.month)))
    const expected = expectedLines(own, moves)
    for (const close of own) {
      const stored = lines.filter((line) => line.closeId === close.id)
      const computed = expected.get(close.id) ?? new Map<string, MonthAmounts>()
      if (stored.length !== computed.size || stored.some((line) => !computed.has(keyOf(line))))
        differences.push({ table: 'MonthClose', id: close.id, column: 'lines', stored: stored.length, computed: computed.size })
      for (const line of stored) {
        const amounts = computed.get(keyOf(line))
        for (const figure of amounts ? MONTH_FIGURES : [])
          if (amounts && line[figure] !== amounts[figure])
            differences.push({ table: 'MonthCloseLine', id: line.id, column: figure, stored: line[figure], computed: amounts[figure] })
      }
    }
  }
  return differences.slice(0, limit)
}

/** The lines of each close, by group: the balances are carried from month to month. */
function expectedLines(closes: readonly Close[], moves: readonly GroupedMove[]): Map<number, Map<string, MonthAmounts>> {
  const balances = new Map<string, number>()
  const add = (move: GroupedMove) => balances.set(keyOf(move), (balances.get(keyOf(move)) ?? 0) + move.signedOre)
  const answer = new Map<number, Map<string, MonthAmounts>>()
  const first = closes[0]?.month ?? ''
  for (const move of moves) if (move.month < first) add(move)
  for (const { id, month } of closes) {
    const now = moves.filter((move) => move.month === month)
    const groups = groupsOf(now)
    const lines = new Map<string, MonthAmounts>()
    for (const key of new Set([...balances.keys(), ...groups.keys()])) {
      const opening = balances.get(key) ?? 0
      const moved = groups.get(key) ?? []
      if (opening !== 0 || moved.length > 0) lines.set(key, monthAmounts(opening, moved))
    }
    for (const move of now) add(move)
    answer.set(id, lines)
  }
  return answer
}

function groupsOf(moves: readonly GroupedMove[]): Map<string, GroupedMove[]> {
  const groups = new Map<string, GroupedMove[]>()
  for (const move of moves) groups.set(keyOf(move), [...(groups.get(keyOf(move)) ?? []), move])
  return groups
}
