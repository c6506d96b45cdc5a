/** The money of a case: what our own ledger says of the household, over two years, and what is agreed about it. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { monthsOwed } from '../../domain/arrears.js'
import { addMonths, monthOf, type Day } from '../../domain/calendar.js'
import { lastDayBeforeLate } from '../../domain/respite.js'
import { monthName } from '../../domain/swedish-dates.js'
import { ledgerLines, type LedgerLine } from '../arrears/ledger-store.js'
import { planStairs } from '../arrears/timeline-store.js'
import { agreementsOf } from '../respite/agreements-store.js'

const chartMonths = 24

/** Null where the household has never had a bill from us: its debt is what the notices say. */
export async function caseMoney(db: Db, actor: Actor, personId: number, monthlyRentOre: number | null) {
  const lines = await ledgerLines(db, actor, personId, { on: actor.today })
  if (lines.length === 0) return null
  const overdue = lines.filter(
    (line) =>
      line.kind === 'CHARGE' &&
      line.reversedById === null &&
      (line.chargeKind ?? 'RENT') === 'RENT' &&
      line.openOre > 0 &&
      actor.today > lastDayBeforeLate(line.dueOn ?? actor.today, line.respiteUntilOn),
  )
  const overdueOre = overdue.reduce((sum, line) => sum + line.openOre, 0)
  const from = addMonths(actor.today, -chartMonths)
  return {
    balanceOre: lines.at(-1)?.balanceOre ?? 0,
    overdueOre,
    overdueBills: overdue.length,
    months: overdueOre > 0 ? monthsOwed({ overdueOre, monthlyRentOre }) : null,
    agreements: await agreementsOf(db, actor, personId),
    chart: {
      from,
      changes: lines.map((line) => ({ on: line.effectiveOn, balanceOre: line.balanceOre })),
      plan: await planStairs(db, personId, actor.today),
      months: monthsOf(lines, from),
    },
  }
}

/** What each month of the chart ended with, the newest first. */
function monthsOf(lines: readonly LedgerLine[], from: Day): { name: string; balanceOre: number }[] {
  const last = new Map<string, number>()
  for (const line of lines) if (line.effectiveOn >= from) last.set(monthOf(line.effectiveOn), line.balanceOre)
  return [...last].reverse().map(([month, balanceOre]) => ({ name: monthName(month), balanceOre }))
}
