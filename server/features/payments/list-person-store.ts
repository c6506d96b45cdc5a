/** The people that a list of payments written by hand names: by own id or personnummer, and only those the writer may see. */
import type { Actor } from '../../actor.js'
import type { BankFile, FileRemark } from '../../bank-files/bank-file.js'
import { sql, type Db } from '../../db.js'
import { parseIdentity } from '../../domain/personnummer.js'
import { inReach, mayBeShown } from '../../reach.js'

/** The person of each post that names one, by its place in the file; and the posts whose person is not found. */
export async function namedInList(db: Db, actor: Actor, file: BankFile): Promise<{ people: Map<number, number>; errors: FileRemark[] }> {
  const people = new Map<number, number>()
  const errors: FileRemark[] = []
  const written = file.payments.flatMap(({ person, place }, index) => (person === null ? [] : [{ index, place, person: person.trim() }]))
  if (written.length === 0) return { people, errors }
  const asked = [...new Set(written.map((one) => one.person))].map((person) => {
    const identity = parseIdentity(person, actor.today)
    return { person, number: identity.ok ? identity.value.number : person }
  })
  const rows = await db.rows<{ person: string; personId: number }>(sql`
    select r."person", p."id" as "personId" from ${db.table(asked, { person: 'text', number: 'text' })} r
    join "Person" p on p."namndId" = ${actor.namndId} and (p."ownId" = r."person"
      or p."id" in (select i."personId" from "PersonIdentity" i where i."namndId" = ${actor.namndId} and i."number" = r."number"))
    where ${inReach(actor, 'p')} and (${mayBeShown(actor)} = 1 or ${actor.role} = 'SYSTEM')`)
  const found = new Map<string, Set<number>>()
  for (const { person, personId } of rows) found.set(person, (found.get(person) ?? new Set()).add(personId))
  for (const { index, place, person } of written) {
    const [personId, other] = found.get(person) ?? []
    if (personId === undefined) errors.push({ place, reason: `Person: ingen hittas för ${person}. Skriv eget id eller personnummer.` })
    else if (other !== undefined) errors.push({ place, reason: `Person: ${person} passar på flera personer. Skriv personnumret.` })
    else people.set(index, personId)
  }
  return { people, errors }
}
