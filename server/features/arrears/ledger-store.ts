/** One person's ledger: every entry with the balance after it, as of a day. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import type { EntryKind, PayerKind } from '../../domain/codes.js'
import { signOf } from '../../domain/rent-ledger.js'
import { inReach, mayBeShown } from '../../reach.js'

export interface LedgerLine {
  id: number
  kind: EntryKind
  effectiveOn: Day
  amountOre: number
  /** + adds to the debt, − takes from it */
  signedOre: number
  balanceOre: number
  period: Month | null
  dueOn: Day | null
  ocr: string | null
  openOre: number
  settledOn: Day | null
  payerKind: PayerKind | null
  reason: string | null
  source: string | null
}
export interface PersonLedger {
  personId: number
  ownId: string
  name: string | null
  shown: boolean
  protection: string
  lines: LedgerLine[]
  balanceOre: number
}

/** The ledger in the order it counts; null when the person is not in reach. Written as a reading. */
export async function personLedger(db: Db, actor: Actor, personId: number, on: Day): Promise<PersonLedger | null> {
  return db.transaction(async (tx) => {
    const [person] = await tx.rows<{ id: number; ownId: string; name: string; shown: number; protection: string }>(sql`
      select p."id", p."ownId", p."givenName" || ' ' || p."familyName" as "name", p."protection", ${mayBeShown(actor)} as "shown"
      from "Person" p where p."id" = ${personId} and ${inReach(actor, 'p')}`)
    if (!person || (person.shown === 0 && person.protection === 'SKYDDAD_FOLKBOKFORING')) return null
    await recordReadings(tx, actor, [personId])
    const shown = person.shown === 1
    const entries = shown
      ? await tx.rows<Omit<LedgerLine, 'signedOre' | 'balanceOre'> & { reversed: EntryKind | null }>(sql`
          select e."id", e."kind", e."effectiveOn", e."amountOre", e."period", e."dueOn", e."ocr", e."openOre", e."settledOn", e."payerKind",
            e."reason", r."source", x."kind" as "reversed"
          from "LedgerEntry" e left join "ReceivedPayment" r on r."id" = e."receivedId" left join "LedgerEntry" x on x."id" = e."reversesId"
          where e."personId" = ${personId} and ${inReach(actor, 'e')} and e."effectiveOn" <= ${on}
          order by e."effectiveOn", e."id"`)
      : []
    let balanceOre = 0
    const lines = entries.map(({ reversed, ...entry }) => {
      const signedOre = signOf(entry.kind, reversed ?? undefined) * entry.amountOre
      balanceOre += signedOre
      return { ...entry, signedOre, balanceOre }
    })
    return { personId, ownId: person.ownId, name: shown ? person.name : null, shown, protection: person.protection, lines, balanceOre }
  })
}
