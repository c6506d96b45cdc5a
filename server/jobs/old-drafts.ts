/** Each night drafts of notes that nobody has touched for the nämnd's number of days are thrown away, nämnd by nämnd. */
import type { Actor } from '../actor.js'
import { throwOldDrafts } from '../features/people/draft-store.js'
import type { House } from '../house.js'
import { settingsFor } from '../settings.js'

/** Returns how many went. */
export async function throwOldDraftsTonight({ db, clock }: House): Promise<number> {
  let thrown = 0
  for (const namnd of await db.prisma.namnd.findMany({ orderBy: { id: 'asc' } })) {
    const actor: Actor = {
      userId: null,
      name: 'nattarbetet',
      role: 'SYSTEM',
      namndId: namnd.id,
      unitId: null,
      page: 'nattlig gallring av utkast',
      now: clock.now(),
      today: clock.today(),
    }
    thrown += await throwOldDrafts(db, actor, (await settingsFor(db, actor)).noteDraftDays)
  }
  return thrown
}
