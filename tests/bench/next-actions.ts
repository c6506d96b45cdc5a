/**
 * The night's run over every household (C8): the rules alone, of households without a case and of those with one, and the whole run with its
 * reading and writing, first night and next. Hackney's job needs 49 queries and 6.5 ms a case.
 */
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { householdOn, type HouseholdAndCase } from '../../server/domain/eviction-prevention.js'
import { casesOfNamnd } from '../../server/features/eviction-prevention/case-store.js'
import { householdFacts } from '../../server/features/eviction-prevention/household-facts-store.js'
import { recordActions } from '../../server/features/eviction-prevention/history-store.js'
import { countedDb } from '../support/counted-db.js'
import { workedMs } from './held.js'
import { median } from './measure.js'
import { worldToday, type World } from './world.js'

export interface NightResult {
  world: string
  households: number
  /** of them in a case that goes on */
  cases: number
  /** every rule asked of every household without a case, milliseconds each */
  rulesMs: number
  /** the same of those with one, with its notices, events and legal days */
  caseRulesMs: number
  /** the first night writes a row for everybody */
  firstSeconds: number
  /** the nights after it write what is new */
  nextSeconds: number
  /** what the next night asks of the database, reading and writing */
  statements: number
}

export async function benchNextActions(world: World): Promise<NightResult> {
  const { db, inNamnd } = world
  const night = { ...inNamnd, userId: null, role: 'SYSTEM' as const }
  const start = performance.now()
  const { households } = await recordActions(db, night)
  const firstSeconds = (performance.now() - start) / 1000
  const again: number[] = []
  for (let round = 0; round < 3; round++) {
    const from = performance.now()
    await recordActions(db, night)
    again.push((performance.now() - from) / 1000)
  }
  const counted = { statements: 0, rows: 0 }
  await recordActions(countedDb(db, counted), night)

  const cases = (await casesOfNamnd(db, night, DEFAULT_SETTINGS)).filter((one) => one.closedOn === null)
  const inCase = new Set(cases.map((one) => one.personId))
  const ids = Array.from({ length: world.tenancies }, (_, n) => n + 1).filter((id) => !inCase.has(id))
  const facts = await householdFacts(db, ids, { on: worldToday, settings: DEFAULT_SETTINGS })
  const without = [...facts.values()].filter((one) => one.bills.length > 0).map((household) => ({ household, case: null }))
  const within = cases.flatMap(({ facts: of }) => (of.household ? [{ household: of.household, case: of }] : []))
  return {
    world: world.name,
    households,
    cases: within.length,
    rulesMs: rulesAlone(without),
    caseRulesMs: rulesAlone(within),
    firstSeconds,
    nextSeconds: median(again),
    statements: counted.statements,
  }
}

/**
 * Milliseconds each of this thread's own work, so that a busy machine does not count; of some thousands at least: the few cases of a small
 * world are asked again and again.
 */
function rulesAlone(households: readonly HouseholdAndCase[]): number {
  const times = Math.ceil(1000 / Math.max(1, households.length))
  const rounds: number[] = []
  for (let round = 0; round < 4; round++) {
    const from = workedMs()
    for (let time = 0; time < times; time++) for (const one of households) householdOn(one, worldToday, DEFAULT_SETTINGS)
    rounds.push((workedMs() - from) / (times * Math.max(1, households.length)))
  }
  return median(rounds.slice(1))
}
