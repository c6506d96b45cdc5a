/** The demo municipality's vräkningsförebyggare, who does what is done in its cases. */
import type { Actor } from '../../server/actor.js'
import type { Db } from '../../server/db.js'
import { addDays, type Day } from '../../server/domain/calendar.js'

export interface Worker {
  id: number
  name: string
  /** The worker so many days before the day of the demo. */
  on: (daysAgo: number) => Actor
}

/** Acts at `time` of the day (UTC, "09:45"); null where the municipality has none. */
export async function workerOf(db: Db, system: Actor, today: Day, time: string): Promise<Worker | null> {
  const role = 'VRAKNINGSFOREBYGGARE'
  const user = await db.prisma.user.findFirst({ where: { namndId: system.namndId, role }, orderBy: { id: 'asc' } })
  if (!user) return null
  const on = (daysAgo: number): Actor => {
    const day = addDays(today, -daysAgo)
    return { ...system, userId: user.id, name: user.name, role, today: day, now: `${day}T${time}:00.000Z` }
  }
  return { id: user.id, name: user.name, on }
}
