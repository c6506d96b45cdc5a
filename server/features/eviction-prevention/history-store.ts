/**
 * What is recommended for every household of a nämnd, and the history of it: a row begins the night an action becomes the first, and ends
 * the night it is no longer. The same few queries for one household as for a city; safe to run twice. Pages never wait for it: they
 * work the action out from the facts and ask here only since when.
 */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import { recommendedOn, type HouseholdAndCase, type NextAction } from '../../domain/eviction-prevention.js'
import type { PreventionAction } from '../../domain/codes.js'
import { insertMany, mapInTurns, updateMany } from '../../many-rows.js'
import { settingsFor } from '../../settings.js'
import { openOn } from '../disturbances/facts-store.js'
import { lockLedger } from '../rent/allocation-store.js'
import { isRent } from '../rent/open-bills-sql.js'
import { casesOfNamnd } from './case-store.js'
import { householdFacts } from './household-facts-store.js'

export interface Recommended {
  personId: number
  caseId: number | null
  next: NextAction
}

export interface NightOfActions {
  households: number
  recommended: number
  began: number
  ended: number
}

/** Works out the recommended action of every household of the nämnd, and writes what is new. */
export async function recordActions(db: Db, actor: Actor): Promise<NightOfActions> {
  const { households, recommended } = await recommendedForAll(db, actor)
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const open = await tx.rows<{ id: number; personId: number; caseId: number | null; action: PreventionAction }>(sql`
      select h."id", h."personId", h."caseId", h."action" from "ActionHistory" h where h."namndId" = ${actor.namndId} and h."endedOn" is null`)
    const standing = new Map(open.map((row) => [row.personId, row]))
    const began = recommended.filter(({ personId, caseId, next }) => {
      const row = standing.get(personId)
      return row?.action !== next.action || row.caseId !== caseId
    })
    const now = new Map(recommended.map((one) => [one.personId, one]))
    const ended = open.filter((row) => {
      const one = now.get(row.personId)
      return one?.next.action !== row.action || one.caseId !== row.caseId
    })
    await updateMany(
      tx,
      'ActionHistory',
      { endedOn: 'text', endedAt: 'text' },
      ended.map(({ id }) => ({ id, endedOn: actor.today, endedAt: actor.now })),
    )
    await insertMany(
      tx,
      'ActionHistory',
      { namndId: 'int', personId: 'int', caseId: 'int', action: 'text', dueOn: 'text', sinceOn: 'text', recordedAt: 'text' },
      began.map(({ personId, caseId, next }) => ({
        namndId: actor.namndId,
        personId,
        caseId,
        action: next.action,
        dueOn: next.dueOn,
        sinceOn: actor.today,
        recordedAt: actor.now,
      })),
    )
    return { households, recommended: recommended.length, began: began.length, ended: ended.length }
  })
}

/** What the rules say of everybody with a home of ours, late rent, something written down, a disturbance or a case. */
async function recommendedForAll(db: Db, actor: Actor): Promise<{ households: number; recommended: Recommended[] }> {
  const settings = await settingsFor(db, actor)
  const asked = { on: actor.today, settings }
  const cases = await casesOfNamnd(db, actor, settings)
  const inCase = new Set(cases.map((one) => one.personId))
  const people = await db.rows<{ personId: number }>(sql`
    select distinct e."personId" from "LedgerEntry" e
    where e."namndId" = ${actor.namndId} and e."unitId" in (select u."id" from "Unit" u where u."namndId" = ${actor.namndId})
      and e."kind" = 'CHARGE' and e."openOre" > 0 and e."dueOn" < ${actor.today} and ${isRent}
    union select v."personId" from "HouseholdEvent" v where v."namndId" = ${actor.namndId}
    union select t."personId" from "Tenancy" t
      where t."namndId" = ${actor.namndId} and t."startsOn" <= ${actor.today} and (t."endsOn" is null or t."endsOn" > ${actor.today})
    union select d."personId" from "Disturbance" d where d."namndId" = ${actor.namndId} and ${openOn(actor.today)}`)
  const others = people.flatMap(({ personId }) => (inCase.has(personId) ? [] : [personId]))
  const facts = await householdFacts(db, others, asked)
  const all: { personId: number; caseId: number | null; of: HouseholdAndCase }[] = []
  for (const { id, personId, facts: of } of cases)
    if (of.household) all.push({ personId, caseId: id, of: { household: of.household, case: of } })
  for (const [personId, household] of facts) all.push({ personId, caseId: null, of: { household, case: null } })
  const found = await mapInTurns(all, ({ personId, caseId, of }) => ({ personId, caseId, next: recommendedOn(of, actor.today, settings) }))
  return { households: all.length, recommended: found.filter((one): one is Recommended => one.next !== null) }
}
