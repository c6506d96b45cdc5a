/** Who a waiting payment may come from: never more than a suggestion, with the reasons beside it. */
import type { Actor } from '../../actor.js'
import { joinSql, sql, type Db } from '../../db.js'
import type { Month } from '../../domain/calendar.js'
import { searchWordsOf } from '../../domain/names.js'
import { normalizeReference } from '../../domain/ocr.js'
import { nearReferences, rankSuggestions, type Sign, type Suggestion } from '../../domain/payment-matching.js'
import { inReach, mayBeShown } from '../../reach.js'
import { search } from '../search/store.js'
import { ownersOf } from './matching-store.js'
import { referencesFromText } from './received-store.js'

const fewest = 5

/** The likeliest people, best first, all of whom may be shown. */
export async function suggestPeople(
  db: Db,
  actor: Actor,
  payment: { payerName: string | null; reference: string | null; message: string | null; unmatchedOre: number },
): Promise<Suggestion[]> {
  const signs: Sign[] = []
  const inMessage = (payment.message ?? '').match(/\d{4,25}/g) ?? []
  const digits = [...new Set([...referencesFromText(payment.reference).map((one) => one.reference), ...inMessage])].slice(0, 5)
  const typed = new Set(digits)
  const alike = [...typed, ...digits.flatMap(nearReferences)]
  if (alike.length > 0) {
    const bills = await db.rows<{ personId: number; ocr: string; period: Month | null }>(sql`
      select distinct e."personId", e."ocr", e."period" from "LedgerEntry" e
      where e."ocr" in (${joinSql(alike)}) and e."kind" = 'CHARGE' and ${inReach(actor, 'e')}`)
    signs.push(...bills.map((bill): Sign => ({ ...bill, why: typed.has(bill.ocr) ? 'BILL_IN_MESSAGE' : 'NEAR_REFERENCE' })))
  }
  if (payment.payerName) {
    signs.push(
      ...(await db.rows<Sign>(sql`
        select e."personId", 'PAID_BEFORE' as "why", null as "ocr", null as "period"
        from "ReceivedPayment" r join "LedgerEntry" e on e."receivedId" = r."id"
        where r."namndId" = ${actor.namndId} and r."payerName" = ${payment.payerName} and e."kind" = 'PAYMENT' and e."reversedById" is null
          and ${inReach(actor, 'e')}
        group by e."personId" order by max(r."id") desc limit ${fewest}`)),
    )
    const words = searchWordsOf(payment.payerName).filter((word) => word.length > 1)
    if (words.length > 0) {
      const named = joinSql(
        words.map((word) => sql`p."searchName" like ${`%${word}%`}`),
        ' and ',
      )
      signs.push(
        ...(await db.rows<Sign>(sql`
          select p."id" as "personId", 'SAME_NAME' as "why", null as "ocr", null as "period" from "Person" p
          where ${inReach(actor, 'p')} and ${named} order by p."id" limit ${2 * fewest}`)),
      )
    }
  }
  const sameAmount = await db.rows<Sign>(sql`
    select e."personId", 'SAME_AMOUNT' as "why", null as "ocr", null as "period" from "LedgerEntry" e
    where ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and e."openOre" = ${payment.unmatchedOre} and e."openOre" > 0
    order by e."dueOn", e."id" limit 200`)
  const shown = await mayBeNamed(db, actor, [...signs, ...sameAmount])
  return rankSuggestions(
    signs.filter((sign) => shown.has(sign.personId)),
    sameAmount.filter((sign) => shown.has(sign.personId)),
  )
}

/** People that what was typed can mean: name, own id, personnummer or OCR number. The bill's reference comes along. */
export async function findPeople(db: Db, actor: Actor, typed: string): Promise<{ personId: number; reference: string | null }[]> {
  if (typed.trim() === '') return []
  const hits = await search(db, actor, typed)
  const found = [
    ...hits.bills.map((bill) => ({ personId: bill.personId, reference: bill.ocr as string | null })),
    ...hits.people.map((person) => ({ personId: person.id, reference: null })),
  ]
  const owner = (await ownersOf(db, actor, [typed]))(typed)
  if (
    found.length === 0 &&
    owner !== undefined &&
    owner !== 'SEVERAL_PEOPLE' &&
    (await mayBeNamed(db, actor, [owner])).has(owner.personId)
  ) {
    found.push({ personId: owner.personId, reference: normalizeReference(typed) })
  }
  return found.filter((one, index) => found.findIndex((other) => other.personId === one.personId) === index)
}

/** Of these few people, those in reach who may be shown by name. */
export async function mayBeNamed(db: Db, actor: Actor, people: readonly { personId: number }[]): Promise<Set<number>> {
  const ids = [...new Set(people.map((one) => one.personId))]
  if (ids.length === 0) return new Set()
  const rows = await db.rows<{ id: number }>(sql`
    select p."id" from "Person" p where p."id" in (${joinSql(ids)}) and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1`)
  return new Set(rows.map((row) => row.id))
}

export interface OpenBill {
  id: number
  personId: number
  openOre: number
  dueOn: string
  ocr: string | null
  period: Month | null
}

/** The unpaid bills of some people, oldest first. */
export async function openBillsOf(db: Db, actor: Actor, personIds: readonly number[]): Promise<OpenBill[]> {
  if (personIds.length === 0) return []
  return db.rows<OpenBill>(sql`
    select e."id", e."personId", e."openOre", e."dueOn", e."ocr", e."period" from "LedgerEntry" e
    where ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and e."openOre" > 0 and e."personId" in (${joinSql([...new Set(personIds)])})
    order by e."dueOn", e."id"`)
}
