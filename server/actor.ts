/** Who acts or looks, where and when: passed to every store, so that reach, protection and the log never depend on anything ambient. */
import type { Role } from './domain/codes.js'
import type { Day } from './domain/calendar.js'

export interface Actor {
  /** null: the command line or a nightly job */
  userId: number | null
  name: string
  role: Role | 'SYSTEM'
  namndId: number
  /** null: every unit of the nämnd */
  unitId: number | null
  /** method and path without its query, or the command */
  page: string
  now: string
  today: Day
}

/** A user who is signed in and acts: what every page behind the door has. */
export interface ActingUser extends Actor {
  userId: number
  role: Role
}
