/**
 * Which free texts could name a person hidden from the actor: by name (domain/hidden-names.ts), by the reference of a bill or stay, by
 * a personal number, a telephone or an e-mail address. At most three queries however many the texts are.
 */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import { nameReader } from '../../domain/hidden-names.js'
import { normalizeReference, readOcr } from '../../domain/ocr.js'
import { mayBeShown } from '../../reach.js'

/** For each row, given as its texts (a payment's payer, message and reference): whether it could name somebody hidden. */
export async function namingHidden(db: Db, actor: Actor, rows: readonly (readonly (string | null)[])[]): Promise<boolean[]> {
  const people = rows.length === 0 ? [] : await hiddenPeople(db, actor)
  if (people.length === 0) return rows.map(() => false)
  const texts = rows.map((row) => row.filter((text) => text !== null).join('\n'))
  const readNames = nameReader(people)
  const names = texts.map(readNames)
  const numbers = texts.map(numbersIn)
  const shared = await borneOpenly(db, actor, new Set(names.flatMap((one) => (one.fullName ? [] : one.words))))
  const theirs = await numbersOfHidden(db, actor, new Set(numbers.flat()))
  for (const { phone, email } of people) {
    if (phone) theirs.add(phoneKey(phone))
    if (email) theirs.add(email.toLowerCase())
  }
  return texts.map((_, index) => {
    const { fullName = false, words = [] } = names[index] ?? {}
    return (
      fullName ||
      words.some((word) => !shared.has(word)) ||
      (numbers[index] ?? []).some((number) => theirs.has(number) || theirs.has(phoneKey(number)))
    )
  })
}

/** Whether anybody at all in the nämnd is hidden from the actor. */
export async function hidesSomebody(db: Db, actor: Actor): Promise<boolean> {
  return (await db.rows(sql`select 1 as "one" from "Person" p where ${hidden(actor)} limit 1`)).length > 0
}

const hidden = (actor: Actor) => sql`p."namndId" = ${actor.namndId} and p."protection" <> 'NEJ' and ${mayBeShown(actor)} = 0`

const hiddenPeople = (db: Db, actor: Actor) =>
  db.rows<{ givenName: string; familyName: string; phone: string | null; email: string | null }>(sql`
    select p."givenName", p."familyName", p."phone", p."email" from "Person" p where ${hidden(actor)}`)

/** Of these words, those that stand in the name of somebody whom everybody may see. */
async function borneOpenly(db: Db, actor: Actor, words: ReadonlySet<string>): Promise<Set<string>> {
  if (words.size === 0) return new Set()
  const asked = db.table(
    [...words].map((word) => ({ word })),
    { word: 'text' },
  )
  const rows = await db.rows<{ word: string }>(sql`
    select w."word" from ${asked} w where exists (
      select 1 from "Person" p where p."namndId" = ${actor.namndId} and p."protection" = 'NEJ'
        and (' ' || p."searchName" || ' ') like ('% ' || w."word" || ' %'))`)
  return new Set(rows.map((row) => row.word))
}

/** Of these numbers, those on a hidden person's bill or stay (or made by us for a bill of theirs to come), or their own. */
async function numbersOfHidden(db: Db, actor: Actor, numbers: ReadonlySet<string>): Promise<Set<string>> {
  if (numbers.size === 0) return new Set()
  const asked = [...numbers].map((number) => {
    const stay = readOcr(number)?.tenancyNumber ?? 0
    return { number, tenancyId: stay <= 2_147_483_647 ? stay : 0, centuries: /^\d{10}$/.test(number) ? 1 : 0 }
  })
  const rows = await db.rows<{ number: string }>(sql`
    select n."number" from ${db.table(asked, { number: 'text', tenancyId: 'int', centuries: 'int' })} n where
      exists (select 1 from "LedgerEntry" e join "Person" p on p."id" = e."personId" where e."ocr" = n."number" and ${hidden(actor)})
      or exists (select 1 from "Tenancy" t join "Person" p on p."id" = t."personId" where t."ocr" = n."number" and ${hidden(actor)})
      or exists (select 1 from "Tenancy" t join "Person" p on p."id" = t."personId" where t."id" = n."tenancyId" and ${hidden(actor)})
      or exists (select 1 from "PersonIdentity" i join "Person" p on p."id" = i."personId" where i."namndId" = ${actor.namndId}
        and i."number" = n."number" and ${hidden(actor)})
      or (n."centuries" = 1 and exists (select 1 from "PersonIdentity" i join "Person" p on p."id" = i."personId"
        where i."namndId" = ${actor.namndId} and i."number" in ('19' || n."number", '20' || n."number") and ${hidden(actor)}))`)
  return new Set(rows.map((row) => row.number))
}

/** What in a text could be a number of somebody: runs of digits, with and without the gaps between, and words with digits or an @. */
function numbersIn(text: string): string[] {
  const found = new Set<string>()
  for (const [spaced] of text.matchAll(/\d(?:[ -]?\d)*/g))
    for (const digits of [spaced.replace(/\D/g, ''), ...spaced.split(/\D/)]) found.add(digits)
  const words = (text.match(/[^\s=,;()]*[\d@][^\s=,;()]*/g) ?? []).flatMap((word) => [word, word.toUpperCase(), word.toLowerCase()])
  return [...new Set([...[...found].map(normalizeReference), ...words])].filter((number) => number.length >= shortestNumber)
}

const shortestNumber = 5
/** "070-174 06 90", "+46701740690" and "0701740690" are the same telephone. */
const phoneKey = (phone: string) => `tel ${phone.replace(/\D/g, '').replace(/^(00)?46|^0/, '')}`
