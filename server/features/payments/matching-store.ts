/** Whose bill each reference stands on, for a whole bank file in two queries; and the stay a person's payment is written on. */
import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import { firstOfMonth, nextMonth, type Day, type Month } from '../../domain/calendar.js'
import { normalizeReference, readOcr } from '../../domain/ocr.js'
import type { OwnerOf, ReferenceOwner } from '../../domain/payment-matching.js'
import { chunksOf, mapInTurns } from '../../many-rows.js'

/**
 * Looks up references (any spelling) in the actor's whole nämnd: the bank account is the nämnd's, not a unit's. A reference that is on
 * no bill yet, but was made by us for a month of a stay, leads to that stay: somebody paid before the bill.
 */
export async function ownersOf(db: Db, actor: Actor, references: Iterable<string>): Promise<OwnerOf> {
  const asked = [...new Set(await mapInTurns([...references], normalizeReference))].filter((reference) => reference !== '')
  const owners: Owners = new Map()
  // A few at a time: the answer of a large file would hold the program while it is read.
  for (const some of chunksOf(asked, referencesAtATime)) {
    await addOwnersOfBills(db, actor, some, owners)
    await addStaysOwnReferences(db, actor, some, owners)
    await addOwnersOfComingBills(db, actor, some, owners)
    if (asked.length > referencesAtATime) await setImmediate()
  }
  return (reference) => owners.get(normalizeReference(reference))
}

type Owners = Map<string, ReferenceOwner | 'SEVERAL_PEOPLE'>
const referencesAtATime = 1000

async function addOwnersOfBills(db: Db, actor: Actor, asked: readonly string[], owners: Owners): Promise<void> {
  const wanted = db.table(
    asked.map((reference) => ({ reference })),
    { reference: 'text' },
  )
  // One look in the index per reference, whatever the database believes about the size of its tables (PostgreSQL after a large load).
  const onBill = sql`from "LedgerEntry" c where c."ocr" = r."reference" and c."kind" = 'CHARGE' and c."namndId" = ${actor.namndId}`
  const bills = await db.rows<ReferenceOwner & { reference: string; people: number }>(sql`
    select f."reference", f."people", e."personId", e."tenancyId", e."unitId", e."period"
    from (
      select r."reference", (select max(c."id") ${onBill}) as "chargeId",
        (select case when min(c."personId") < max(c."personId") then 2 else 1 end ${onBill}) as "people"
      from ${wanted} r
    ) f join "LedgerEntry" e on e."id" = f."chargeId"`)
  for (const { reference, people, ...owner } of bills) owners.set(reference, people > 1 ? 'SEVERAL_PEOPLE' : owner)
}

/** Somebody paid before the bill: the reference is one of ours for a month of a stay. */
async function addOwnersOfComingBills(db: Db, actor: Actor, asked: readonly string[], owners: Owners): Promise<void> {
  const ahead = asked.flatMap((reference) => {
    const read = owners.has(reference) ? null : readOcr(reference)
    if (!read || read.tenancyNumber > 2_147_483_647) return []
    return [
      {
        reference,
        tenancyId: read.tenancyNumber,
        period: read.month,
        from: firstOfMonth(read.month),
        until: firstOfMonth(nextMonth(read.month)),
      },
    ]
  })
  if (ahead.length === 0) return
  // The nämnd is checked afterwards: asked for here, a database may walk every stay of it once per reference.
  const stays = await db.rows<ReferenceOwner & { reference: string; period: Month; namndId: number }>(sql`
    select r."reference", r."period", t."id" as "tenancyId", t."personId", t."unitId", t."namndId"
    from ${db.table(ahead, { reference: 'text', tenancyId: 'int', period: 'text', from: 'text', until: 'text' })} r
    join "Tenancy" t on t."id" = r."tenancyId"
    where t."startsOn" < r."until" and (t."endsOn" is null or t."endsOn" >= r."from")`)
  for (const { reference, namndId, ...owner } of stays) if (namndId === actor.namndId) owners.set(reference, owner)
}

/** A reference that follows a stay leads to its person, with or without a bill; the latest stay where it has followed several. */
async function addStaysOwnReferences(db: Db, actor: Actor, asked: readonly string[], owners: Owners): Promise<void> {
  const stays = await db.rows<Omit<ReferenceOwner, 'period'> & { reference: string; namndId: number }>(sql`
    select r."reference", t."id" as "tenancyId", t."personId", t."unitId", t."namndId"
    from ${db.table(
      asked.map((reference) => ({ reference })),
      { reference: 'text' },
    )} r join "Tenancy" t on t."ocr" = r."reference"
    order by t."startsOn", t."id"`)
  for (const { reference, namndId, ...stay } of stays) {
    if (namndId !== actor.namndId) continue
    const known = owners.get(reference)
    if (known === undefined || (known !== 'SEVERAL_PEOPLE' && known.period === null && known.personId === stay.personId)) {
      owners.set(reference, { ...stay, period: null })
    } else if (known === 'SEVERAL_PEOPLE' || known.personId !== stay.personId) owners.set(reference, 'SEVERAL_PEOPLE')
  }
}

/**
 * The stay on which a person's payment without a bill is written: that of the oldest open bill, which it pays, so that the cost centre
 * that charged is the one that is paid. Without any: the latest that had begun on the day, else the first that will.
 * Keyed `personId day`; a person who never had a stay is missing.
 */
export async function staysOf(
  db: Db,
  actor: Actor,
  wanted: readonly { personId: number; on: Day }[],
): Promise<Map<string, ReferenceOwner>> {
  const stays = new Map<string, ReferenceOwner>()
  if (wanted.length === 0) return stays
  const rows = await db.rows<{ personId: number; on: Day; tenancyId: number; unitId: number; namndId: number }>(sql`
    select s."personId", s."on", s."unitId", s."namndId", coalesce((
        select e."tenancyId" from "LedgerEntry" e
        where e."personId" = s."personId" and e."kind" = 'CHARGE' and e."openOre" > 0 and e."namndId" = s."namndId" and e."unitId" = s."unitId"
        order by e."dueOn", e."id" limit 1), s."tenancyId") as "tenancyId"
    from (
      select r."personId", r."on", t."id" as "tenancyId", t."unitId", t."namndId",
        row_number() over (partition by r."personId", r."on" order by
          case when t."startsOn" <= r."on" then 0 else 1 end,
          case when t."startsOn" <= r."on" then t."startsOn" end desc, t."startsOn", t."id") as "rank"
      from (select distinct "personId", "on" from ${db.table(wanted, { personId: 'int', on: 'text' })} w) r
      join "Tenancy" t on t."personId" = r."personId"
    ) s where s."rank" = 1`)
  for (const { personId, on, tenancyId, unitId, namndId } of rows)
    if (namndId === actor.namndId) stays.set(`${personId} ${on}`, { personId, tenancyId, unitId, period: null })
  return stays
}
