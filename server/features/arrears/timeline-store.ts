/** What stands beside the money on a person's ledger: contacts, plans, respites, pauses and letters, and what paid what. Two queries. */
import type { Actor } from '../../actor.js'
import { noSql, rawSql, sql, type Db } from '../../db.js'
import { dayInStockholm, endOfDayInStockholm, type Day } from '../../domain/calendar.js'
import type { LedgerView } from '../../domain/rent-ledger.js'
import { inReach } from '../../reach.js'
import { isContact } from './facts-sql.js'

export interface LedgerEvent {
  source: 'CONTACT' | 'PLAN' | 'RESPITE' | 'PAUSE' | 'LETTER'
  id: number
  on: Day
  /** kind of note, plan event or letter, reason of a pause */
  code: string
  /** of a contact: whether the person was reached; of a respite: the month of its bill */
  extra: string | null
  text: string | null
  amountOre: number | null
  untilOn: Day | null
}

/** The events of the view, oldest first. */
export async function ledgerEvents(db: Db, personId: number, { on, knownOn = null }: LedgerView): Promise<LedgerEvent[]> {
  const known = (column: string) => (knownOn === null ? noSql : sql`and ${rawSql(column)} < ${endOfDayInStockholm(knownOn)}`)
  const nothing = { text: rawSql('cast(null as text)'), ore: rawSql('cast(null as integer)') }
  const until = endOfDayInStockholm(on)
  const rows = await db.rows<LedgerEvent>(sql`
    select 'CONTACT' as "source", n."id", n."happenedOn" as "on", n."kind" as "code", n."reached" as "extra", n."text" as "text",
      ${nothing.ore} as "amountOre", ${nothing.text} as "untilOn"
    from "Note" n where n."personId" = ${personId} and n."happenedOn" <= ${on} and ${isContact(false)} ${known('n."writtenAt"')}
    union all select 'PLAN', v."id", v."happenedOn", v."kind", ${nothing.text}, v."reason", v."shortOre", ${nothing.text}
    from "RepaymentPlan" q join "PlanEvent" v on v."planId" = q."id"
    where q."personId" = ${personId} and v."happenedOn" <= ${on} ${known('v."recordedAt"')}
    union all select 'RESPITE', r."id", r."recordedAt", 'RESPITE', e."period", r."reason", ${nothing.ore}, r."untilOn"
    from "Respite" r join "LedgerEntry" e on e."id" = r."chargeId"
    where r."personId" = ${personId} and r."recordedAt" < ${until} ${known('r."recordedAt"')}
    union all select 'PAUSE', r."id", r."recordedAt", r."reason", ${nothing.text}, r."note", ${nothing.ore}, r."untilOn"
    from "ReminderPause" r where r."personId" = ${personId} and r."recordedAt" < ${until} ${known('r."recordedAt"')}
    union all select 'LETTER', l."id", l."sentAt", l."kind", ${nothing.text}, ${nothing.text}, ${nothing.ore}, ${nothing.text}
    from "Letter" l where l."personId" = ${personId} and l."sentAt" < ${until} ${known('l."sentAt"')}
    order by 2`)
  // A contact and a plan's event have a day of their own; the others were written at an instant, whose day is the Swedish one.
  return rows
    .map((row) => ({ ...row, on: row.on.length > 10 ? dayInStockholm(row.on) : row.on }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

export interface Paid {
  creditId: number
  chargeId: number
  amountOre: number
}

/** What paid what, in the view: each payment or credit with each bill, what was taken back taken off. */
export async function paidBy(db: Db, actor: Actor, personId: number, { on, knownOn = null }: LedgerView): Promise<Paid[]> {
  return db.rows<Paid>(sql`
    select a."creditId", a."chargeId", sum(a."amountOre") as "amountOre"
    from "LedgerEntry" e join "Allocation" a on a."chargeId" = e."id"
    where e."personId" = ${personId} and ${inReach(actor, 'e')} and a."effectiveOn" <= ${on}
      ${knownOn === null ? noSql : sql`and a."recordedAt" < ${endOfDayInStockholm(knownOn)}`}
    group by a."creditId", a."chargeId" having sum(a."amountOre") <> 0 order by a."chargeId"`)
}

/** What the running plan says may be left from each of its days on, oldest first; empty without a plan. */
export async function planStairs(db: Db, personId: number, on: Day): Promise<{ on: Day; leftOre: number }[]> {
  const rows = await db.rows<{ debtOre: number; agreedOn: Day; dueOn: Day; amountOre: number }>(sql`
    select q."debtOre", q."agreedOn", i."dueOn", i."amountOre" from "RepaymentPlan" q join "PlanInstalment" i on i."planId" = q."id"
    where q."personId" = ${personId} and q."agreedOn" <= ${on} and (q."endedOn" is null or q."endedOn" > ${on})
    order by q."id", i."number"`)
  const [first] = rows
  if (!first) return []
  let leftOre = first.debtOre
  return [{ on: first.agreedOn, leftOre }, ...rows.map((row) => ({ on: row.dueOn, leftOre: (leftOre -= row.amountOre) }))]
}
