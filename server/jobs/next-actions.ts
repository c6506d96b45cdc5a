/** Each night the next right action of every household is worked out, nämnd by nämnd, and what is new is written as history. */
import type { Actor } from '../actor.js'
import { recordActions, type NightOfActions } from '../features/eviction-prevention/history-store.js'
import type { House } from '../house.js'

export async function recordNextActions({ db, clock }: Pick<House, 'db' | 'clock'>): Promise<NightOfActions> {
  const sum: NightOfActions = { households: 0, recommended: 0, began: 0, ended: 0 }
  for (const namnd of await db.prisma.namnd.findMany({ orderBy: { id: 'asc' } })) {
    const actor: Actor = {
      userId: null,
      name: 'nattarbetet',
      role: 'SYSTEM',
      namndId: namnd.id,
      unitId: null,
      page: 'nattlig genomgång av åtgärder',
      now: clock.now(),
      today: clock.today(),
    }
    const night = await recordActions(db, actor)
    for (const key of ['households', 'recommended', 'began', 'ended'] as const) sum[key] += night[key]
  }
  return sum
}
