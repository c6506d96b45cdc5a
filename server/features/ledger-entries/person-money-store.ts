/** Everything of one person's ledger that a booking by hand is decided on: stays, entries, and what paid what. Five queries. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import type { EntryKind, PayerKind, PaymentSource } from '../../domain/codes.js'
import { signOf, type Direction } from '../../domain/rent-ledger.js'
import { inReach } from '../../reach.js'
import { firstOpenDay } from '../month-close/closed-store.js'

export interface MoneyStay {
  id: number
  unitId: number
  startsOn: Day
  endsOn: Day | null
  place: string
}
export interface MoneyEntry {
  id: number
  unitId: number
  tenancyId: number
  kind: EntryKind
  direction: Direction | null
  chargeKind: string | null
  amountOre: number
  openOre: number
  effectiveOn: Day
  belongsOn: Day | null
  dueOn: Day | null
  period: Month | null
  ocr: string | null
  reason: string | null
  specification: string | null
  housingForm: string | null
  costCentre: string | null
  payerKind: PayerKind | null
  source: PaymentSource | null
  receivedId: number | null
  reversesId: number | null
  reversedById: number | null
}
export interface MoneyAllocation {
  id: number
  creditId: number
  chargeId: number
  amountOre: number
  effectiveOn: Day
  undoesId: number | null
}
export interface PersonMoney {
  personId: number
  stays: MoneyStay[]
  /** oldest first */
  entries: MoneyEntry[]
  /** those that stand */
  allocations: MoneyAllocation[]
  /** a repayment plan runs that the person has signed */
  hasSignedPlan: boolean
  /** the first day that takes entries; null when every day does */
  firstOpenOn: Day | null
  /** changes whenever anything is booked on the person */
  seen: string
}

/** The person's money in reach. Whoever asks has opened the person. */
export async function personMoney(db: Db, actor: Actor, personId: number): Promise<PersonMoney> {
  const stays = await db.rows<MoneyStay>(sql`
    select t."id", t."unitId", t."startsOn", t."endsOn", a."address" as "place" from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId"
    where t."personId" = ${personId} and ${inReach(actor, 't')} order by t."startsOn" desc, t."id" desc`)
  const entries = await db.rows<MoneyEntry>(sql`
    select e."id", e."unitId", e."tenancyId", e."kind", e."direction", e."chargeKind", e."amountOre", e."openOre", e."effectiveOn", e."belongsOn", e."dueOn",
      e."period", e."ocr", e."reason", e."specification", e."housingForm", e."costCentre", e."payerKind", r."source", e."receivedId", e."reversesId",
      e."reversedById"
    from "LedgerEntry" e left join "ReceivedPayment" r on r."id" = e."receivedId"
    where e."personId" = ${personId} and ${inReach(actor, 'e')} order by e."effectiveOn", e."id"`)
  const allocations = await db.rows<MoneyAllocation>(sql`
    select a."id", a."creditId", a."chargeId", a."amountOre", a."effectiveOn", a."undoesId" from "LedgerEntry" e join "Allocation" a on a."creditId" = e."id"
    where e."personId" = ${personId} and ${inReach(actor, 'e')} order by a."id"`)
  const undone = new Set(allocations.map((one) => one.undoesId))
  const newest = entries.reduce((last, entry) => Math.max(last, entry.id), 0)
  return {
    personId,
    stays,
    entries,
    allocations: allocations.filter((one) => one.undoesId === null && !undone.has(one.id)),
    hasSignedPlan:
      (await db.prisma.repaymentPlan.count({ where: { personId, namndId: actor.namndId, endedOn: null, signedOn: { not: null } } })) > 0,
    firstOpenOn: await firstOpenDay(db, actor.namndId),
    seen: `${newest}.${allocations.at(-1)?.id ?? 0}`,
  }
}

/** Bills with something unpaid, the oldest first. */
export const openBills = (money: PersonMoney) =>
  money.entries
    .flatMap((entry) => (entry.kind === 'CHARGE' && entry.openOre > 0 && entry.dueOn !== null ? [{ ...entry, dueOn: entry.dueOn }] : []))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id - b.id))

/** Money to the person's good, the oldest first. */
export const toGood = (money: PersonMoney) => money.entries.filter((entry) => entry.openOre > 0 && signOf(entry) === -1)

/** Has this very check page been sent before? Its key stands with what it did. */
export async function alreadyBooked(tx: Db, personId: number, key: string): Promise<boolean> {
  const rows = await tx.rows<{ id: number }>(sql`
    select v."id" from "AuditEvent" v where v."personId" = ${personId} and v."subject" = 'LEDGER_ENTRY' and v."after" like ${`%"key":"${key}"%`} limit 1`)
  return rows.length > 0
}
