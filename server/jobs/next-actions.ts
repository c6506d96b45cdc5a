/** Each night the next right action of every household is worked out, nämnd by nämnd, and what is new is written as history. */
import { recordActions, type NightOfActions } from '../features/eviction-prevention/history-store.js'
import type { House } from '../house.js'
import { nightActors } from './night-actors.js'

export async function recordNextActions(house: Pick<House, 'db' | 'clock'>): Promise<NightOfActions> {
  const sum: NightOfActions = { households: 0, recommended: 0, began: 0, ended: 0 }
  for (const actor of await nightActors(house, 'nattlig genomgång av åtgärder')) {
    const night = await recordActions(house.db, actor)
    for (const key of ['households', 'recommended', 'began', 'ended'] as const) sum[key] += night[key]
  }
  return sum
}
