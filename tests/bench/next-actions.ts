/**
 * The night's run over every household (C8): the rules alone, and the whole run with its reading and writing, first night and next. Hackney's
 * job needs 49 queries and 6.5 ms a case.
 */
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { householdOn, type HouseholdAndCase } from '../../server/domain/eviction-prevention.js'
import { householdFacts } from '../../server/features/eviction-prevention/household-facts-store.js'
import { recordActions } from '../../server/features/eviction-prevention/history-store.js'
import { median } from './measure.js'
import { worldToday, type World } from './world.js'

export interface NightResult {
  world: string
  households: number
  /** every rule asked of every household, milliseconds each */
  rulesMs: number
  /** the first night writes a row for everybody */
  firstSeconds: number
  /** the nights after it write what is new */
  nextSeconds: number
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
  const ids = Array.from({ length: world.tenancies }, (_, n) => n + 1)
  const facts = await householdFacts(db, ids, { on: worldToday, settings: DEFAULT_SETTINGS })
  const all: HouseholdAndCase[] = [...facts.values()].filter((one) => one.bills.length > 0).map((household) => ({ household, case: null }))
  const rules: number[] = []
  for (let round = 0; round < 3; round++) {
    const from = performance.now()
    for (const one of all) householdOn(one, worldToday, DEFAULT_SETTINGS)
    rules.push((performance.now() - from) / Math.max(1, all.length))
  }
  return { world: world.name, households, rulesMs: median(rules), firstSeconds, nextSeconds: median(again) }
}
