/** The people beside payments: a name for those the user may see, and nothing at all for others. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { joinSql, sql, type Db } from '../../db.js'
import { paths } from '../../paths.js'
import { inReach, mayBeShown } from '../../reach.js'

export interface ShownPerson {
  id: number
  ownId: string
  name: string
  birthOn: string | null
  href: string
  masked: boolean
  /** of another unit: nothing is said about the person, not even whether it is protected */
  outside: boolean
}

/** What may be shown of the people of one page (few), and the readings logged. A person of another unit is masked like a protected one. */
export async function showPeople(tx: Db, actor: Actor, personIds: readonly number[]): Promise<Map<number, ShownPerson>> {
  const ids = [...new Set(personIds)]
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<{
    id: number
    ownId: string
    givenName: string
    familyName: string
    birthOn: string | null
    shown: number
  }>(sql`
    select p."id", p."ownId", p."givenName", p."familyName", p."birthOn", ${mayBeShown(actor)} as "shown"
    from "Person" p where p."id" in (${joinSql(ids)}) and ${inReach(actor, 'p')}`)
  await recordReadings(
    tx,
    actor,
    rows.filter((row) => row.shown === 1).map((row) => row.id),
  )
  const shown = new Map(ids.map((id) => [id, maskedPerson(id)]))
  for (const row of rows) {
    if (row.shown !== 1) {
      shown.set(row.id, { ...maskedPerson(row.id), outside: false })
      continue
    }
    shown.set(row.id, {
      id: row.id,
      ownId: row.ownId,
      name: `${row.givenName} ${row.familyName}`,
      birthOn: row.birthOn,
      href: paths.person.url({ personId: row.id }),
      masked: false,
      outside: false,
    })
  }
  return shown
}

const maskedPerson = (id: number): ShownPerson => ({ id, ownId: '', name: '', birthOn: null, href: '', masked: true, outside: true })
