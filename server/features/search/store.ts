/**
 * One search for everything a caseworker has in hand: a name, a number in any writing, the register's own id, an address, an OCR
 * number. A protected person is never found by those who are not named, not even by the exact number.
 */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { joinSql, sql, type Db, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { searchWordsOf } from '../../domain/names.js'
import { normalizeReference } from '../../domain/ocr.js'
import { parseIdentity } from '../../domain/personnummer.js'
import { inReach, mayBeShown } from '../../reach.js'

/** The most that is shown of each kind; the page says when there are more. */
const mostHits = 20

export interface Hits {
  people: { id: number; name: string; birthOn: Day | null; ownId: string }[]
  apartments: { id: number; address: string; apartmentNumber: string | null; ownId: string }[]
  bills: { id: number; personId: number; name: string; period: string | null; ocr: string }[]
  /** there were more than are shown */
  morePeople: boolean
  moreApartments: boolean
  /** it looked like a personnummer, but the last digit is wrong */
  wrongCheckDigit: boolean
}

/** Everything found in the actor's reach, and the readings of the people shown written. */
export async function search(db: Db, actor: Actor, typed: string): Promise<Hits> {
  const text = typed.trim().slice(0, 200)
  const words = searchWordsOf(text)
  const empty: Hits = { people: [], apartments: [], bills: [], morePeople: false, moreApartments: false, wrongCheckDigit: false }
  if (words.length === 0) return empty
  return db.reading(async (tx) => {
    const people = await tx.rows<{ id: number; givenName: string; familyName: string; birthOn: Day | null; ownId: string }>(sql`
      select p."id", p."givenName", p."familyName", p."birthOn", p."ownId" from "Person" p
      where ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1 and (${joinSql(personMatches(actor, text, words), ' or ')})
      order by p."sortName", p."id" limit ${mostHits + 1}`)
    const apartments = await tx.rows<Hits['apartments'][number]>(sql`
      select a."id", a."address", a."apartmentNumber", a."ownId" from "Apartment" a
      where ${inReach(actor, 'a')} and ((${allWords(sql`a."searchAddress"`, words)}) or lower(a."ownId") = ${text.toLowerCase()})
      order by a."sortAddress", a."id" limit ${mostHits + 1}`)
    const reference = normalizeReference(text)
    const bills = /^\d{4,25}$/.test(reference)
      ? await tx.rows<{ id: number; personId: number; givenName: string; familyName: string; period: string | null; ocr: string }>(sql`
          select e."id", e."personId", p."givenName", p."familyName", e."period", e."ocr" from "LedgerEntry" e join "Person" p on p."id" = e."personId"
          where e."ocr" = ${reference} and e."kind" = 'CHARGE' and ${inReach(actor, 'e')} and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1
          order by e."period" desc, e."id" desc limit ${mostHits}`)
      : []
    const shown = people.slice(0, mostHits)
    await recordReadings(tx, actor, [...shown.map((person) => person.id), ...bills.map((bill) => bill.personId)])
    const identity = parseIdentity(text, actor.today)
    return {
      people: shown.map(({ givenName, familyName, ...person }) => ({ ...person, name: `${givenName} ${familyName}` })),
      apartments: apartments.slice(0, mostHits),
      bills: bills.map(({ givenName, familyName, ...bill }) => ({ ...bill, name: `${givenName} ${familyName}` })),
      morePeople: people.length > mostHits,
      moreApartments: apartments.length > mostHits,
      wrongCheckDigit: !identity.ok && identity.reason === 'CHECK_DIGIT' && bills.length === 0,
    }
  })
}

/** The ways in which what was typed can mean a person: by name, by own id, by a number (also an old one), by birth date. */
function personMatches(actor: Actor, text: string, words: readonly string[]): Sql[] {
  const matches = [sql`(${allWords(sql`p."searchName"`, words)})`, sql`lower(p."ownId") = ${text.toLowerCase()} or p."ownId" = ${text}`]
  const identity = parseIdentity(text, actor.today)
  const number = identity.ok ? identity.value.number : text.toUpperCase().replace(/\s/g, '')
  matches.push(sql`exists (select 1 from "PersonIdentity" i where i."personId" = p."id" and i."number" = ${number})`)
  const born = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text)
  if (born) matches.push(sql`p."birthOn" = ${`${born[1]}-${born[2]}-${born[3]}`}`)
  return matches
}

/** Every word stands somewhere in the search text. */
function allWords(column: Sql, words: readonly string[]): Sql {
  return joinSql(
    words.map((word) => sql`${column} like ${`%${word}%`}`),
    ' and ',
  )
}
