/** What to do next for one household, with or without a case, and since when that has been first. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PreventionAction } from '../../domain/codes.js'
import { householdOn, type CaseOnDay } from '../../domain/eviction-prevention.js'
import { NOTHING_KNOWN } from '../../domain/household-facts.js'
import type { Settings } from '../../domain/policy.js'
import { caseOfPerson } from './case-store.js'
import { householdFacts } from './household-facts-store.js'

export interface HouseholdNow extends CaseOnDay {
  caseId: number | null
  /** since when the recommended action has been the first; today when it became so today */
  sinceOn: Day | null
}

/** The caller has opened the person. */
export async function householdNow(db: Db, actor: Actor, personId: number, settings: Settings): Promise<HouseholdNow> {
  const found = await caseOfPerson(db, actor, personId, settings)
  const asked = { on: actor.today, settings }
  const household = found?.facts.household ?? (await householdFacts(db, [personId], asked)).get(personId) ?? NOTHING_KNOWN
  const now = householdOn({ household, case: found?.facts ?? null }, actor.today, settings)
  const [next] = now.actions
  return { ...now, caseId: found?.id ?? null, sinceOn: next ? await firstSince(db, personId, next.action, actor.today) : null }
}

/** The night's history tells since when; what the night has not seen became so today. */
export async function firstSince(db: Db, personId: number, action: PreventionAction, today: Day): Promise<Day> {
  const [row] = await db.rows<{ sinceOn: Day }>(sql`
    select h."sinceOn" from "ActionHistory" h where h."personId" = ${personId} and h."action" = ${action} and h."endedOn" is null order by h."id" desc limit 1`)
  return row?.sinceOn ?? today
}
