/** Who does the night's work, nämnd by nämnd: no user, the whole nämnd, and the log says which job it was. */
import type { Actor } from '../actor.js'
import type { House } from '../house.js'

/** One actor a nämnd, in order. `page` stands in the log, e.g. "nattlig gallring av utkast". */
export async function nightActors({ db, clock }: Pick<House, 'db' | 'clock'>, page: string): Promise<Actor[]> {
  const namnder = await db.prisma.namnd.findMany({ orderBy: { id: 'asc' } })
  return namnder.map(({ id }) => ({
    userId: null,
    name: 'nattarbetet',
    role: 'SYSTEM',
    namndId: id,
    unitId: null,
    page,
    now: clock.now(),
    today: clock.today(),
  }))
}
