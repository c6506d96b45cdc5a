/** Received payments as a list: what came in, from whom, and whom it paid. Sorted, filtered and paged in the database. */
import type { Actor } from '../../actor.js'
import { joinSql, rawSql, sql, type Db, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PayerKind, PaymentSource } from '../../domain/codes.js'
import { parseKronor } from '../../domain/money.js'
import { searchWordsOf } from '../../domain/names.js'
import { normalizeReference } from '../../domain/ocr.js'
import { mayBeShown } from '../../reach.js'
import { hidesSomebody, namingHidden } from '../people/hidden-texts-store.js'
import { showPeople, type ShownPerson } from './people-store.js'
import { referencesFromText } from './received-store.js'
import type { BookedImport } from './undo-store.js'

export interface PaymentFilter {
  q: string
  source: PaymentSource | null
  /** MATCHED: all of it stands on ledgers; UNMATCHED: some of it does not */
  state: 'MATCHED' | 'UNMATCHED' | null
  month: string | null
  sort: 'dag' | 'belopp'
  descending: boolean
}

export interface ListedPayment {
  id: number
  kind: 'PAYMENT' | 'DEDUCTION'
  amountOre: number
  unmatchedOre: number
  currency: string
  bookedOn: Day
  /** the day it counts from */
  paidOn: Day
  payerKind: PayerKind | null
  source: PaymentSource
  payerName: string | null
  /** whom it paid may not be shown, or its texts could name somebody hidden: neither name, text nor reference is shown */
  masked: boolean
  reference: string
  message: string
  to: ShownPerson[]
}

/** One page of the list with its count and sum (SEK, deductions taken off); the readings of the people shown are logged. */
export async function listPayments(
  tx: Db,
  actor: Actor,
  filter: PaymentFilter,
  pageOf: (total: number) => { limit: number; offset: number },
): Promise<{ total: number; netOre: number; list: ListedPayment[] }> {
  const condition = await conditionOf(tx, actor, filter)
  const [count = { total: 0, netOre: 0 }] = await tx.rows<{ total: number; netOre: number }>(sql`
    select count(*) as "total",
      cast(coalesce(sum(case when r."currency" <> 'SEK' then 0 when r."kind" = 'DEDUCTION' then -r."amountOre" else r."amountOre" end), 0) as bigint) as "netOre"
    from "ReceivedPayment" r where ${condition}`)
  const { limit, offset } = pageOf(count.total)
  const turned = rawSql(filter.descending ? 'desc' : 'asc')
  const order = filter.sort === 'belopp' ? sql`r."amountOre" ${turned}, r."id" ${turned}` : sql`r."bookedOn" ${turned}, r."id" ${turned}`
  return { ...count, list: await showPayments(tx, actor, sql`where ${condition} order by ${order} limit ${limit} offset ${offset}`) }
}

/** The payments that a condition names (on ReceivedPayment r), with their people. */
export async function showPayments(tx: Db, actor: Actor, which: Sql): Promise<ListedPayment[]> {
  const rows = await tx.rows<Omit<ListedPayment, 'masked' | 'to'>>(sql`
    select r."id", r."kind", r."amountOre", r."unmatchedOre", r."currency", r."bookedOn", coalesce(r."orderedOn", r."bookedOn") as "paidOn", r."source", r."payerKind",
      r."payerName", coalesce(r."reference", '') as "reference", coalesce(r."message", '') as "message"
    from "ReceivedPayment" r ${which}`)
  const entries =
    rows.length === 0
      ? []
      : await tx.rows<{ receivedId: number; personId: number; stands: number }>(sql`
          select e."receivedId", e."personId", max(case when e."kind" = 'PAYMENT' and e."reversedById" is null then 1 else 0 end) as "stands"
          from "LedgerEntry" e where e."namndId" = ${actor.namndId} and e."receivedId" in (${joinSql(rows.map((row) => row.id))}) group by e."receivedId", e."personId" order by e."receivedId", e."personId"`)
  const people = await showPeople(
    tx,
    actor,
    entries.map((entry) => entry.personId),
  )
  const naming = await namingHidden(
    tx,
    actor,
    rows.map((row) => [row.payerName, row.message, row.reference]),
  )
  return rows.map((row, index) => {
    const laid = entries.filter((entry) => entry.receivedId === row.id)
    const to = laid.filter((entry) => entry.stands === 1).flatMap((entry) => people.get(entry.personId) ?? [])
    // Also whose ledger it once stood on by mistake: the payer's name would tell of them.
    const masked = laid.some((entry) => people.get(entry.personId)?.masked) || naming[index] === true
    const reference = referencesFromText(row.reference)
      .map((one) => one.reference)
      .join(', ')
    return { ...row, to, masked, ...(masked ? { payerName: null, reference: '', message: '' } : { reference }) }
  })
}

/** What the actor reaches of received money: the own unit's, and what stands on nobody's ledger. */
export function receivedInReach(actor: Actor): Sql {
  if (actor.unitId === null) return sql`r."namndId" = ${actor.namndId}`
  return sql`r."namndId" = ${actor.namndId} and (r."unmatchedOre" > 0
    or exists (select 1 from "LedgerEntry" u where u."receivedId" = r."id" and u."unitId" = ${actor.unitId})
    or not exists (select 1 from "LedgerEntry" u where u."receivedId" = r."id"))`
}

async function conditionOf(db: Db, actor: Actor, filter: PaymentFilter): Promise<Sql> {
  const all = [receivedInReach(actor), sql`r."undoneAt" is null`]
  if (filter.source) all.push(sql`r."source" = ${filter.source}`)
  if (filter.state === 'UNMATCHED') all.push(sql`r."unmatchedOre" > 0`)
  if (filter.state === 'MATCHED') all.push(sql`r."unmatchedOre" = 0`)
  if (filter.month) {
    const [from, until] = [`${filter.month}-00`, `${filter.month}-99`] // as text: every day of the month lies between
    all.push(sql`r."bookedOn" between ${from} and ${until}`)
  }
  if (filter.q !== '') all.push(await searchFor(db, actor, filter.q, joinSql(all, ' and ')))
  return joinSql(all, ' and ')
}

/** By reference, amount, payer or person. Never finds what is masked: a search that answers would tell what the row hides. */
async function searchFor(db: Db, actor: Actor, q: string, among: Sql): Promise<Sql> {
  const reference = normalizeReference(q)
  const amountOre = parseKronor(q)
  const words = searchWordsOf(q)
  const ways = [
    /^\d{3,25}$/.test(reference) ? sql`r."reference" like ${`%${reference}%`}` : null,
    amountOre === null ? null : sql`r."amountOre" = ${Math.abs(amountOre)}`,
    words.length === 0 ? null : joinSql(q.trim().split(/\s+/).slice(0, 6).map(inPayerName), ' and '),
    words.length === 0
      ? null
      : sql`exists (select 1 from "LedgerEntry" e join "Person" p on p."id" = e."personId"
          where e."receivedId" = r."id" and ${joinSql(
            words.map((word) => sql`p."searchName" like ${`%${word}%`}`),
            ' and ',
          )})`,
  ].filter((way) => way !== null)
  if (ways.length === 0) return sql`1 = 0`
  const own = actor.unitId === null ? sql`1 = 1` : sql`p."unitId" = ${actor.unitId}`
  const found = sql`(${joinSql(
    ways.map((way) => sql`(${way})`),
    ' or ',
  )}) and not exists (
      select 1 from "LedgerEntry" e join "Person" p on p."id" = e."personId" where e."receivedId" = r."id" and not (${own} and ${mayBeShown(actor)} = 1)
    )`
  const unsaid = await namingHiddenAmong(db, actor, sql`${among} and ${found}`)
  return unsaid.length === 0 ? found : sql`${found} and r."id" not in (select u."id" from ${db.table(unsaid, { id: 'int' })} u)`
}

/** Of the payments that a condition names, those whose texts could name somebody hidden; read some at a time. */
async function namingHiddenAmong(db: Db, actor: Actor, condition: Sql): Promise<{ id: number }[]> {
  if (!(await hidesSomebody(db, actor))) return []
  const naming: { id: number }[] = []
  for (let after = 0, size = 20_000; ;) {
    const rows = await db.rows<{ id: number; payerName: string | null; message: string | null; reference: string | null }>(sql`
      select r."id", r."payerName", r."message", r."reference" from "ReceivedPayment" r
      where ${condition} and r."id" > ${after} order by r."id" limit ${size}`)
    const named = await namingHidden(
      db,
      actor,
      rows.map((row) => [row.payerName, row.message, row.reference]),
    )
    naming.push(...rows.filter((_, index) => named[index]).map(({ id }) => ({ id })))
    after = rows.at(-1)?.id ?? 0
    if (rows.length < size) return naming
  }
}

/** Banks write names in capitals or as they please, and two engines do not agree on å and Å. */
function inPayerName(word: string): Sql {
  const spellings = [
    word,
    word.toLocaleUpperCase('sv'),
    word.toLocaleLowerCase('sv'),
    word.charAt(0).toLocaleUpperCase('sv') + word.slice(1).toLocaleLowerCase('sv'),
  ]
  return sql`(${joinSql(
    [...new Set(spellings)].map((spelling) => sql`r."payerName" like ${`%${spelling}%`}`),
    ' or ',
  )})`
}

type ListedImport = Pick<
  BookedImport,
  'id' | 'format' | 'fileName' | 'payments' | 'deductions' | 'netOre' | 'bookedAt' | 'bookedBy' | 'undoneAt' | 'waiting'
>

/** The bank files that were booked, newest first. */
export async function listImports(db: Db, actor: Actor, limit: number, offset: number) {
  return db.rows<ListedImport>(sql`
    select i."id", i."format", i."fileName", i."payments", i."deductions", i."netOre", i."bookedAt", i."undoneAt", u."name" as "bookedBy",
      (select count(*) from "ReceivedPayment" r where r."importId" = i."id" and r."unmatchedOre" > 0) as "waiting"
    from "PaymentImport" i left join "User" u on u."id" = i."bookedById"
    where i."namndId" = ${actor.namndId} order by i."id" desc limit ${limit} offset ${offset}`)
}
export const countImports = (db: Db, actor: Actor) => db.prisma.paymentImport.count({ where: { namndId: actor.namndId } })
