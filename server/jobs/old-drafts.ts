/** Each night drafts of notes that nobody has touched for the nämnd's number of days are thrown away, nämnd by nämnd. */
import { throwOldDrafts } from '../features/people/draft-store.js'
import type { House } from '../house.js'
import { settingsFor } from '../settings.js'
import { nightActors } from './night-actors.js'

/** Returns how many went. */
export async function throwOldDraftsTonight(house: House): Promise<number> {
  let thrown = 0
  for (const actor of await nightActors(house, 'nattlig gallring av utkast')) {
    thrown += await throwOldDrafts(house.db, actor, (await settingsFor(house.db, actor)).noteDraftDays)
  }
  return thrown
}
