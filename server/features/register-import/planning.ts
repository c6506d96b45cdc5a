/** What the planning of every list has in hand: the register as it is, and where faults and counts go. */
import type { Actor } from '../../actor.js'
import type { Day } from '../../domain/calendar.js'
import type { SheetName } from './columns.js'
import type { Findings } from './findings.js'
import type { StoredRegister } from './register-store.js'
import type { Tally } from './tally.js'

export interface Planning {
  actor: Actor
  /** The enhet that new people and apartments get. */
  unitId: number
  today: Day
  register: StoredRegister
  findings: Findings
  tally: Tally
  /** Does the list have the column? A column that is not there changes nothing. */
  has: (sheet: SheetName, column: string) => boolean
  /** Will the person or apartment a row names be in the register? If not, the row drops out with the row it needs. */
  holds: (sheet: SheetName, row: number, column: 'person' | 'lagenhet', ownId: string) => boolean
}
