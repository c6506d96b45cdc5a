/**
 * What letters rest on, for any number of people at once, in a handful of queries: read when one is made and again when it is sent.
 * "cross join" keeps SQLite to walking the people asked for, whatever it believes about how many they are.
 */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import { isOverdue } from '../../domain/arrears.js'
import { formatBankgiro } from '../../domain/bankgiro.js'
import type { Day, Month } from '../../domain/calendar.js'
import type { Protection } from '../../domain/codes.js'
import { addressLines, type PlanState } from '../../domain/letters.js'
import { formatIdentity } from '../../domain/personnummer.js'
import { isUnderRespite } from '../../domain/respite.js'
import { inReach, mayBeShown } from '../../reach.js'
import { planStateOf } from '../repayment-plans/plan-state-store.js'
import { pausedOn } from '../respite/pause-store.js'
import { respiteUntilOn } from '../respite/respite-sql.js'

export interface Addressee {
  id: number
  unitId: number
  unitName: string
  name: string
  sortName: string
  protection: Protection
  shown: boolean
  identity: string | null
  supporter: string | null
  supporterPhone: string | null
  tenancyId: number | null
  /** nobody lives there any more, or not yet */
  livesThere: boolean
  home: string | null
  address: string[]
  sortAddress: string
  monthlyRentOre: number | null
}
export interface OpenBill {
  id: number
  personId: number
  tenancyId: number
  period: Month | null
  chargeKind: string | null
  reason: string | null
  specification: string | null
  dueOn: Day
  ocr: string | null
  amountOre: number
  openOre: number
  late: boolean
  respited: boolean
  /** the last day of its respite, passed or not */
  respiteUntilOn: Day | null
}

/** The people among these in reach, with where their post goes today. Who may not be shown comes too: `shown` says so. */
export async function addresseesOf(db: Db, actor: Actor, personIds: readonly number[]): Promise<Map<number, Addressee>> {
  const rows = await db.rows<
    Omit<Addressee, 'shown' | 'identity' | 'home' | 'address' | 'livesThere'> & {
      shown: number
      number: string | null
      street: string | null
      apartmentNumber: string | null
      postcode: string | null
      city: string | null
      endsOn: Day | null
    }
  >(sql`
    select p."id", p."unitId", u."name" as "unitName", p."givenName" || ' ' || p."familyName" as "name", p."sortName", p."protection",
      ${mayBeShown(actor)} as "shown", s."name" as "supporter", s."phone" as "supporterPhone", t."id" as "tenancyId", t."endsOn",
      a."address" as "street", a."apartmentNumber", a."postcode", a."city", coalesce(a."sortAddress", '') as "sortAddress",
      (select i."number" from "PersonIdentity" i where i."personId" = p."id" order by i."id" desc limit 1) as "number",
      (select r."amountOre" from "TenancyRent" r where r."tenancyId" = t."id" and r."fromOn" <= ${actor.today} order by r."fromOn" desc limit 1) as "monthlyRentOre"
    from ${db.table(ids(personIds), { id: 'int' })} w
    cross join "Person" p
    join "Unit" u on u."id" = p."unitId"
    left join "User" s on s."id" = p."boendestodjareId" and s."deactivatedAt" is null
    left join "Tenancy" t on t."id" = (
      select x."id" from "Tenancy" x where x."personId" = p."id" and (x."endsOn" is null or x."endsOn" > ${actor.today})
      order by case when x."startsOn" <= ${actor.today} then 0 else 1 end, x."startsOn" desc, x."id" desc limit 1)
    left join "Apartment" a on a."id" = t."apartmentId"
    where p."id" = w."id" and ${inReach(actor, 'p')}`)
  return new Map(
    rows.map(({ shown, number, street, apartmentNumber, postcode, city, endsOn: _endsOn, ...row }) => {
      const lives = row.tenancyId !== null
      const home = street === null ? null : `${street}${apartmentNumber ? `, lgh ${apartmentNumber}` : ''}`
      return [
        row.id,
        {
          ...row,
          shown: shown === 1,
          identity: number === null ? null : formatIdentity(number),
          livesThere: lives,
          home,
          // the address of a protected person is never in a letter, nor in what is kept of it
          address: row.protection === 'NEJ' ? addressLines({ address: street, apartmentNumber, postcode, city }) : [],
        },
      ]
    }),
  )
}

/** Open bills of the people, oldest first, each with whether it is late and whether a respite runs on it. */
export async function openBillsFor(db: Db, actor: Actor, personIds: readonly number[]): Promise<OpenBill[]> {
  const rows = await db.rows<Omit<OpenBill, 'late' | 'respited'>>(sql`
    select e."id", e."personId", e."tenancyId", e."period", e."chargeKind", e."reason", e."specification", e."dueOn", e."ocr", e."amountOre", e."openOre",
      ${respiteUntilOn(actor.today)} as "respiteUntilOn"
    from ${db.table(ids(personIds), { id: 'int' })} w
    cross join "LedgerEntry" e
    where e."personId" = w."id" and e."kind" = 'CHARGE' and e."openOre" > 0 and e."namndId" = ${actor.namndId}
    order by e."personId", e."dueOn", e."id"`)
  return rows.map((row) => ({ ...row, late: isOverdue(row.dueOn, actor.today), respited: isUnderRespite(row.respiteUntilOn, actor.today) }))
}

/** Of these bills: what is open on each, and whether it has been reversed. */
export async function billsNow(
  db: Db,
  actor: Actor,
  chargeIds: readonly number[],
): Promise<Map<number, { openOre: number; reversed: boolean }>> {
  const rows = await db.rows<{ id: number; openOre: number; reversed: number }>(sql`
    select e."id", e."openOre", case when e."reversedById" is null then 0 else 1 end as "reversed"
    from ${db.table(ids(chargeIds), { id: 'int' })} w join "LedgerEntry" e on e."id" = w."id" where e."namndId" = ${actor.namndId}`)
  return new Map(rows.map((row) => [row.id, { openOre: row.openOre, reversed: row.reversed === 1 }]))
}

export interface Standing {
  paused: boolean
  plan: { id: number; state: PlanState } | null
  balanceOre: number
  toGoodOre: number
}

/** Pause, plan, balance and what is to their good, of each of the people. How the plan stands is worked out now, as on every other page. */
export async function standingOf(db: Db, actor: Actor, personIds: readonly number[]): Promise<Map<number, Standing>> {
  const rows = await db.rows<{
    id: number
    balanceOre: number | null
    toGoodOre: number | null
  }>(sql`
    select w."id",
      (select sum(coalesce(e."direction", case when e."kind" in ('CHARGE', 'REFUND') then 1 else -1 end) * e."amountOre") from "LedgerEntry" e
        where e."personId" = w."id" and e."namndId" = ${actor.namndId}) as "balanceOre",
      (select sum(e."openOre") from "LedgerEntry" e where e."personId" = w."id" and e."openOre" > 0 and e."kind" <> 'CHARGE') as "toGoodOre"
    from ${db.table(ids(personIds), { id: 'int' })} w`)
  const plans = await planStateOf(db, actor, [...new Set(personIds)], actor.today)
  const planOf = (personId: number): Standing['plan'] => {
    const plan = plans.get(personId)
    return plan ? { id: plan.id, state: plan.state === 'BROKEN' ? 'BROKEN' : 'RUNNING' } : null
  }
  const paused = await pausedOn(db, personIds, actor.today)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        paused: paused.has(row.id),
        plan: planOf(row.id),
        balanceOre: row.balanceOre ?? 0,
        toGoodOre: row.toGoodOre ?? 0,
      },
    ]),
  )
}

/** The nämnd's bankgiro as it is printed, or null when it has none. */
export async function bankgiroOf(db: Db, actor: Actor): Promise<string | null> {
  const account = await db.prisma.ownAccount.findFirst({
    where: { namndId: actor.namndId, kind: 'BANKGIRO', closedAt: null },
    orderBy: { id: 'asc' },
    select: { number: true },
  })
  return account ? formatBankgiro(account.number) : null
}

/** Name, address and phone of the nämnd; null while any of what a letter must have is missing. */
export async function senderOf(db: Db, actor: Actor) {
  const { name, postAddress, postcode, city, phone, email } = await db.prisma.namnd.findUniqueOrThrow({ where: { id: actor.namndId } })
  return postAddress && postcode && city && phone ? { name, postAddress, postcode, city, phone, email } : null
}

const ids = (some: readonly number[]) => [...new Set(some)].map((id) => ({ id }))
