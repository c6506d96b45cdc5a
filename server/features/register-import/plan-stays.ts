/** The list `boenden` against the register: new stays, ends and outcomes, rents, takeovers; nobody in two places, no place twice. */
import { formOn } from '../../domain/apartments.js'
import { addDays } from '../../domain/calendar.js'
import type { Day } from '../../domain/calendar.js'
import type { Outcome } from '../../domain/codes.js'
import { refuseForm } from '../../domain/takeovers.js'
import type { ImportedStay } from './check-stays.js'
import { collisions, grouped } from './overlaps.js'
import type { HomesPlan } from './plan-apartments.js'
import type { Planning } from './planning.js'
import type { StoredRegister, StoredStay } from './register-store.js'

/** A stay as it will be, from the list or from the register. Own ids; `tenancyId` null = not stored yet, `row` 0 = not in the list. */
export interface StayFact {
  tenancyId: number | null
  row: number
  personId: string
  apartmentId: string
  startsOn: Day
  endsOn: Day | null
  outcome: Outcome | null
  /** The OCR number that follows the stay. */
  ocr: string | null
}

export interface StaysPlan {
  created: (StayFact & { rentOre: number | null })[]
  changed: (StayFact & { tenancyId: number; before: object; after: object })[]
  rentsCreated: { stay: StayFact; amountOre: number }[]
  rentsChanged: { id: number; amountOre: number }[]
  takeoversCreated: StayFact[]
  takeoversChanged: { id: number; transfersOn: Day }[]
  /** Every stay of the nämnd after the import. */
  facts: StayFact[]
}

/** A stay is known by person, apartment and first day. An empty end never reopens a stay that has ended. */
export function planStays(stays: readonly ImportedStay[], homes: HomesPlan, planning: Planning): StaysPlan {
  const { register, findings, tally, holds } = planning
  const names = ownIdsOf(register)
  const storedFacts = register.stays.map((stay) => factOf(stay, names))
  const stored = new Map(register.stays.map((stay, index) => [keyOf(storedFacts[index] as StayFact), stay]))
  const wanted: { stay: ImportedStay; fact: StayFact; known: StoredStay | undefined }[] = []
  for (const stay of stays) {
    if (![holds('boenden', stay.row, 'person', stay.personId), holds('boenden', stay.row, 'lagenhet', stay.apartmentId)].every(Boolean))
      continue
    const known = stored.get(keyOf(stay))
    const fact = {
      ...ends(stay, known, planning),
      tenancyId: known?.id ?? null,
      row: stay.row,
      personId: stay.personId,
      apartmentId: stay.apartmentId,
      startsOn: stay.startsOn,
      ocr: stay.ocr ?? known?.ocr ?? null,
    }
    if (fitsTakeover(fact, known, homes, planning)) wanted.push({ stay, fact, known })
  }
  refuseOverlaps(
    wanted.map(({ fact }) => fact),
    storedFacts,
    planning,
  )

  const plan: StaysPlan = {
    created: [],
    changed: [],
    rentsCreated: [],
    rentsChanged: [],
    takeoversCreated: [],
    takeoversChanged: [],
    facts: [],
  }
  for (const { stay, fact, known } of wanted) {
    if (findings.isRejected('boenden', stay.row)) continue
    plan.facts.push(fact)
    if (!known) {
      const rentOre = stay.rentOre ?? rentAtStart(fact, homes, register)
      plan.created.push({ ...fact, rentOre })
      if (rentOre !== null) plan.rentsCreated.push({ stay: fact, amountOre: rentOre })
      tally.mark('boenden', stay.row, 'created')
    } else tally.mark('boenden', stay.row, planChange(stay, fact, known, plan) ? 'changed' : 'unchanged')
    planTakeover(fact, register, plan)
  }
  const planned = new Set(plan.facts.map(keyOf))
  plan.facts.push(...storedFacts.filter((fact) => !planned.has(keyOf(fact))))
  return plan
}

/** How one stay is told from another. */
export const keyOf = ({ personId, apartmentId, startsOn }: Pick<StayFact, 'personId' | 'apartmentId' | 'startsOn'>): string =>
  `${personId}\n${apartmentId}\n${startsOn}`

function ends(
  { row, endsOn, outcome }: ImportedStay,
  known: StoredStay | undefined,
  { findings, has }: Planning,
): Pick<StayFact, 'endsOn' | 'outcome'> {
  if (endsOn === null && known && known.endsOn !== null && has('boenden', 'utflyttning')) {
    findings.warn('boenden', row, 'utflyttning', `Registret har utflyttning ${known.endsOn}. En tom cell ändrar inte det.`)
  }
  return { endsOn: endsOn ?? known?.endsOn ?? null, outcome: outcome ?? known?.outcome ?? null }
}

function fitsTakeover(
  { row, apartmentId, endsOn, outcome }: StayFact,
  known: StoredStay | undefined,
  homes: HomesPlan,
  planning: Planning,
): boolean {
  const refuse = (reason: string) => planning.findings.refuse('boenden', row, 'utfall', reason)
  if (known && known.outcome === 'OVERTAG' && outcome !== 'OVERTAG' && planning.register.takeovers.has(known.id)) {
    refuse('Boendet är ett övertag i registret. Det ändras inte genom import.')
    return false
  }
  if (outcome !== 'OVERTAG' || endsOn === null || (known?.outcome === 'OVERTAG' && known.endsOn === endsOn)) return true
  const form = formOn(homes.forms.get(apartmentId) ?? [], addDays(endsOn, -1))
  if (refuseForm(form) === null) return true
  refuse(
    form === null
      ? `Lägenheten har ingen boendeform ${addDays(endsOn, -1)}, så kontraktet kan inte tas över. Se fran och till i lagenheter.`
      : `Ett kontrakt på en plats som är ${form} kan inte tas över. Se utfallet, eller boendeformen.`,
  )
  return false
}

/** Rows against the stays the register has and the list does not. The other stay is named by own id, unless it must not be known. */
function refuseOverlaps(wanted: StayFact[], storedFacts: StayFact[], { register, findings }: Planning): void {
  const inList = new Set(wanted.map(keyOf))
  const others = storedFacts.filter((fact) => !inList.has(keyOf(fact)))
  const when = ({ startsOn, endsOn }: StayFact) => `från ${startsOn} ${endsOn === null ? 'och tills vidare' : `till ${endsOn}`}`
  const isOpen = (fact: StayFact) => {
    const person = register.people.get(fact.personId)
    return person?.reached === true && person.shown && register.apartments.get(fact.apartmentId)?.reached === true
  }
  const check = (column: 'lagenhet' | 'person', idOf: (fact: StayFact) => string, text: (other: StayFact) => string) => {
    const groups = grouped([...wanted.filter((fact) => !findings.isRejected('boenden', fact.row)), ...others], idOf)
    for (const id of new Set(wanted.map(idOf))) {
      for (const { later, earlier } of collisions(groups.get(id) ?? [])) {
        const [mine, other] = later.row > 0 ? [later, earlier] : [earlier, later]
        if (mine.row > 0) findings.refuse('boenden', mine.row, column, text(other))
      }
    }
  }
  check(
    'lagenhet',
    (fact) => fact.apartmentId,
    (other) => `Lägenheten ${other.apartmentId} är enligt registret bebodd${isOpen(other) ? ` av ${other.personId}` : ''} ${when(other)}.`,
  )
  check(
    'person',
    (fact) => fact.personId,
    (other) =>
      `Personen ${other.personId} bor enligt registret${isOpen(other) ? ` i ${other.apartmentId}` : ' i en annan lägenhet'} ${when(other)}.`,
  )
}

function planChange(stay: ImportedStay, fact: StayFact, known: StoredStay, plan: StaysPlan): boolean {
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = {}
  for (const field of ['endsOn', 'outcome', 'ocr'] as const) {
    if (known[field] === fact[field]) continue
    before[field] = known[field]
    after[field] = fact[field]
  }
  if (stay.rentOre !== null && stay.rentOre !== known.rentOre) {
    before.rentOre = known.rentOre
    after.rentOre = stay.rentOre
    if (known.rentId === null) plan.rentsCreated.push({ stay: fact, amountOre: stay.rentOre })
    else plan.rentsChanged.push({ id: known.rentId, amountOre: stay.rentOre })
  }
  if (Object.keys(after).length === 0) return false
  plan.changed.push({ ...fact, tenancyId: known.id, before, after })
  return true
}

function planTakeover(fact: StayFact, register: StoredRegister, plan: StaysPlan): void {
  if (fact.outcome !== 'OVERTAG' || fact.endsOn === null) return
  const stored = fact.tenancyId === null ? undefined : register.takeovers.get(fact.tenancyId)
  if (!stored) plan.takeoversCreated.push(fact)
  else if (stored.transfersOn !== fact.endsOn) plan.takeoversChanged.push({ id: stored.id, transfersOn: fact.endsOn })
}

/** What the place costs a new tenant on the first day: the contract starts with it. */
function rentAtStart({ apartmentId, startsOn }: StayFact, homes: HomesPlan, register: StoredRegister): number | null {
  const id = register.apartments.get(apartmentId)?.id
  const stored =
    id === undefined
      ? []
      : (register.rents.get(id) ?? []).map((rent) => ({
          ...rent,
          amountOre: homes.rentsChanged.get(rent.id) ?? rent.amountOre,
        }))
  const rents = [...stored, ...(homes.rentsCreated.get(apartmentId) ?? [])].filter(
    (rent) => rent.side === 'TENANT' && rent.fromOn <= startsOn,
  )
  return rents.sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1)).at(-1)?.amountOre ?? null
}

interface OwnIds {
  people: Map<number, string>
  apartments: Map<number, string>
}

function ownIdsOf(register: StoredRegister): OwnIds {
  return {
    people: new Map([...register.people].map(([ownId, { id }]) => [id, ownId])),
    apartments: new Map([...register.apartments].map(([ownId, { id }]) => [id, ownId])),
  }
}

function factOf(stay: StoredStay, names: OwnIds): StayFact {
  return {
    tenancyId: stay.id,
    row: 0,
    personId: names.people.get(stay.personId) ?? '',
    apartmentId: names.apartments.get(stay.apartmentId) ?? '',
    startsOn: stay.startsOn,
    endsOn: stay.endsOn,
    outcome: stay.outcome,
    ocr: stay.ocr,
  }
}
