/**
 * The list `boenden`: one person at a time in an apartment, one apartment at a time for a person, an outcome only when the stay ends,
 * and no takeover of a place whose contract cannot be taken over (domain.md §3: a träningslägenhet never).
 */
import { formOn } from '../../domain/apartments.js'
import { addDays } from '../../domain/calendar.js'
import type { Day } from '../../domain/calendar.js'
import type { Outcome } from '../../domain/codes.js'
import { FORMS_TO_TAKE_OVER } from '../../domain/takeovers.js'
import type { ImportedApartment } from './check-apartments.js'
import type { Findings } from './findings.js'
import { collisions, grouped } from './overlaps.js'
import { readRows } from './read-rows.js'
import type { ReadSheet } from './read-sheets.js'
import type { References } from './references.js'

/** Half-open: `endsOn` is the move-out day, the first day the person does not live there; its night is not counted. */
export interface ImportedStay {
  row: number
  personId: string
  apartmentId: string
  startsOn: Day
  endsOn: Day | null
  outcome: Outcome | null
  /** The month's rent from the resident. */
  rentOre: number | null
  ocr: string | null
}

/** How a person's stay in an apartment is named where only "lives or lived there" matters. */
export function stayKey(personId: string, apartmentId: string): string {
  return `${personId}\n${apartmentId}`
}

interface StayFacts {
  findings: Findings
  references: References
  apartments: ImportedApartment[]
  today: Day
}

export function checkStays(list: ReadSheet | undefined, { findings, references, apartments, today }: StayFacts): ImportedStay[] {
  const apartmentsById = new Map(apartments.map((apartment) => [apartment.ownId, apartment]))
  const stays: ImportedStay[] = []
  for (const row of readRows('boenden', list, findings, today)) {
    const stay: ImportedStay = {
      row: row.row,
      personId: row.person,
      apartmentId: row.lagenhet,
      startsOn: row.inflyttning,
      endsOn: row.utflyttning,
      outcome: row.utfall,
      rentOre: row.hyra,
      ocr: row.ocr,
    }
    const sound = [
      references.hold('boenden', row.row, 'person', row.person),
      references.hold('boenden', row.row, 'lagenhet', row.lagenhet),
      hasSoundEnd(stay, findings, today),
      fitsTheForm(stay, apartmentsById.get(row.lagenhet), findings),
    ].every(Boolean)
    if (sound && references.ownOcr('boenden', row.row, row.ocr, row.person)) stays.push(stay)
  }
  refuseCollisions(stays, (stay) => stay.apartmentId, 'lagenhet', 'Lägenheten är redan bebodd', findings)
  const left = stays.filter((stay) => !findings.isRejected('boenden', stay.row))
  refuseCollisions(left, (stay) => stay.personId, 'person', 'Personen bor redan i en lägenhet', findings)
  return left.filter((stay) => !findings.isRejected('boenden', stay.row))
}

function hasSoundEnd({ row, startsOn, endsOn, outcome }: ImportedStay, findings: Findings, today: Day): boolean {
  if (endsOn === null && outcome !== null) {
    findings.refuse('boenden', row, 'utflyttning', 'Raden har ett utfall men ingen utflyttning.')
    return false
  }
  if (endsOn !== null && endsOn <= startsOn) {
    findings.refuse('boenden', row, 'utflyttning', 'Utflyttningen ska vara efter inflyttningen.')
    return false
  }
  if (endsOn !== null && endsOn <= today && outcome === null) {
    findings.warn('boenden', row, 'utfall', 'Boendet är slut men utfallet är tomt. Det räknas inte som övertag.')
  }
  return true
}

function fitsTheForm(
  { row, startsOn, endsOn, outcome }: ImportedStay,
  apartment: ImportedApartment | undefined,
  findings: Findings,
): boolean {
  if (!apartment) return true
  if (formOn(apartment.periods, startsOn) === null) {
    findings.warn('boenden', row, 'inflyttning', 'Lägenheten har ingen boendeform den dagen. Se fran och till i lagenheter.')
  }
  if (outcome !== 'OVERTAG' || endsOn === null || endsOn <= startsOn) return true
  const form = formOn(apartment.periods, addDays(endsOn, -1))
  if (form === null || FORMS_TO_TAKE_OVER.includes(form)) return true
  findings.refuse(
    'boenden',
    row,
    'utfall',
    `Ett kontrakt på en plats som är ${form} kan inte tas över. Se utfallet, eller boendeformen i lagenheter.`,
  )
  return false
}

function refuseCollisions(
  stays: ImportedStay[],
  keyOf: (stay: ImportedStay) => string,
  column: 'lagenhet' | 'person',
  what: string,
  findings: Findings,
): void {
  for (const group of grouped(stays, keyOf).values()) {
    for (const { later, earlier } of collisions(group)) {
      const until = earlier.endsOn === null ? 'och tills vidare' : `till ${earlier.endsOn}`
      findings.refuse('boenden', later.row, column, `${what} från ${earlier.startsOn} ${until} (rad ${earlier.row}).`)
    }
  }
}
