/** One letter to one person, as it would be made now; null when there is nothing to write about. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { PaymentOverviewContent } from '../../documents/letters/content.js'
import { monthOf, nextMonth, type Day, type Month } from '../../domain/calendar.js'
import type { RentLetterKind } from '../../domain/codes.js'
import { reminderFeeOre } from '../../domain/letters.js'
import { settingsFor } from '../../settings.js'
import type { OpenBill } from './basis-store.js'
import { paymentOverviewContent, reminderContent, rentBillContent, repaymentPlanContent, type Whom } from './contents.js'
import { readFacts, type Missing, type PlannedLetter } from './make-store.js'
import { nextInstalments, runningPlanOf } from './plan-store.js'

export interface OneLetter {
  kind: RentLetterKind
  chargeId: number | null
  from: Month | null
  to: Month | null
}
export interface PersonLetterChoices {
  missing: Missing[]
  bills: OpenBill[]
  lateOre: number
  hasPlan: boolean
  hasAddress: boolean
  paused: boolean
}

/** What can be written to the person now. */
export async function choicesFor(db: Db, actor: Actor, personId: number): Promise<PersonLetterChoices | null> {
  const read = await readFacts(db, actor, [personId])
  const whom = read.whomOf(personId)
  if (!whom) return null
  return {
    missing: read.missing,
    bills: [...whom.bills],
    lateOre: whom.bills.filter((bill) => bill.late && !bill.respited).reduce((sum, bill) => sum + bill.openOre, 0),
    hasPlan: whom.standing.plan !== null,
    hasAddress: whom.person.address.length > 0,
    paused: whom.standing.paused,
  }
}

export async function planOne(db: Db, actor: Actor, personId: number, wish: OneLetter): Promise<PlannedLetter | null> {
  const read = await readFacts(db, actor, [personId])
  const whom = read.whomOf(personId)
  if (!whom?.person.shown || read.missing.includes('SENDER')) return null
  if (wish.kind !== 'PAYMENT_OVERVIEW' && read.missing.length > 0) return null
  const { person } = whom
  switch (wish.kind) {
    case 'RENT_BILL': {
      const bill = whom.bills.find((open) => open.id === wish.chargeId)
      if (!bill) return null
      const instalment = (await nextInstalments(db, actor, [personId])).get(personId) ?? null
      return { person, amountOre: bill.openOre, chargeId: bill.id, planId: null, content: rentBillContent(whom, bill, instalment) }
    }
    case 'REMINDER': {
      const settings = await settingsFor(db, actor)
      const content = reminderContent(whom, settings, reminderFeeOre(settings))
      return content.sumOre === 0 ? null : { person, amountOre: content.sumOre + content.feeOre, chargeId: null, planId: null, content }
    }
    case 'REPAYMENT_PLAN': {
      const plan = await runningPlanOf(db, actor, personId)
      return plan && { person, amountOre: plan.debtOre, chargeId: null, planId: plan.id, content: repaymentPlanContent(whom, plan) }
    }
    case 'PAYMENT_OVERVIEW': {
      const to = wish.to ?? monthOf(actor.today)
      const content = paymentOverviewContent(whom, await monthsOf(db, whom, wish.from ?? nextMonth(to, -11), to))
      return { person, amountOre: content.balanceOre, chargeId: null, planId: null, content }
    }
  }
}

/** What was charged, paid and otherwise changed in each month, by the day it belongs to, with what was left after it. */
async function monthsOf(
  db: Db,
  { actor, person }: Whom,
  from: Month,
  to: Month,
): Promise<Pick<PaymentOverviewContent, 'from' | 'to' | 'openingOre' | 'months'>> {
  const rows = await db.rows<{ month: Month; chargedOre: number; paidOre: number; otherOre: number }>(sql`
    select substr(b."on", 1, 7) as "month", sum(case when b."kind" = 'CHARGE' then b."ore" else 0 end) as "chargedOre",
      sum(case when b."kind" = 'PAYMENT' then -b."ore" else 0 end) as "paidOre",
      sum(case when b."kind" in ('CHARGE', 'PAYMENT') then 0 else b."ore" end) as "otherOre"
    from (
      select e."kind", case when e."kind" = 'CHARGE' and e."period" is not null then e."period" else coalesce(e."belongsOn", e."effectiveOn") end as "on",
        coalesce(e."direction", case when e."kind" in ('CHARGE', 'REFUND') then 1 else -1 end) * e."amountOre" as "ore"
      from "LedgerEntry" e where e."personId" = ${person.id} and e."namndId" = ${actor.namndId}
    ) b group by substr(b."on", 1, 7) order by 1`)
  const of = new Map(rows.map((row) => [row.month, row]))
  const net = (row: { chargedOre: number; paidOre: number; otherOre: number }) => row.chargedOre - row.paidOre + row.otherOre
  let balanceOre = rows.filter((row) => row.month < from).reduce((sum, row) => sum + net(row), 0)
  const openingOre = balanceOre
  const months: PaymentOverviewContent['months'] = []
  for (let month: Day = from; month <= to; month = nextMonth(month)) {
    const row = of.get(month) ?? { chargedOre: 0, paidOre: 0, otherOre: 0 }
    balanceOre += net(row)
    months.push({ month, chargedOre: row.chargedOre, paidOre: row.paidOre, otherOre: row.otherOre, balanceOre })
  }
  return { from, to, openingOre, months }
}
