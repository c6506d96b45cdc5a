/** The list `lagenheter` against the register: apartments, boendeformer, head leases and rents, each with its dates. */
import { searchNameOf, sortTextOf } from '../../domain/names.js'
import { overlaps } from '../../domain/interval.js'
import type { FormPeriod } from '../../domain/apartments.js'
import type { ImportedApartment } from './check-apartments.js'
import { daysInWords } from './overlaps.js'
import type { Planning } from './planning.js'
import type { StoredApartment } from './register-store.js'

export interface ApartmentRow {
  ownId: string
  address: string
  postcode: string | null
  city: string | null
  landlord: string | null
  costCentre: string | null
  sortAddress: string
  searchAddress: string
}

export interface HomesPlan {
  landlords: string[]
  created: (ApartmentRow & { unitId: number })[]
  changed: (ApartmentRow & { id: number; before: object; after: object })[]
  formsCreated: { ownId: string; housingForm: string; startsOn: string; endsOn: string | null }[]
  formsChanged: { id: number; housingForm: string; endsOn: string | null }[]
  leasesCreated: { ownId: string; startsOn: string; endsOn: string | null }[]
  leasesChanged: { id: number; endsOn: string | null }[]
  /** By own id of the apartment. */
  rentsCreated: Map<string, { side: 'LANDLORD' | 'TENANT'; fromOn: string; amountOre: number }[]>
  /** New amounts by id of the rent. */
  rentsChanged: Map<number, number>
  /** The boendeformer as they will be, of every apartment the list has or the register reaches. */
  forms: Map<string, FormPeriod[]>
  /** Apartments whose boendeformer change: the steps of those who lived there follow. */
  retyped: Set<string>
}

/** What the list does not mention stays: a list with the latest row only erases no history. */
export function planApartments(apartments: readonly ImportedApartment[], planning: Planning): HomesPlan {
  const { register, findings, tally, unitId } = planning
  const plan: HomesPlan = {
    landlords: [],
    created: [],
    changed: [],
    formsCreated: [],
    formsChanged: [],
    leasesCreated: [],
    leasesChanged: [],
    rentsCreated: new Map(),
    rentsChanged: new Map(),
    forms: new Map(),
    retyped: new Set(),
  }
  for (const [ownId, { id }] of register.apartments) plan.forms.set(ownId, register.forms.get(id) ?? [])
  const landlords = new Set<string>()
  for (const apartment of apartments) {
    const { ownId } = apartment
    const stored = register.apartments.get(ownId)
    if (stored && !stored.reached) {
      for (const period of apartment.periods)
        findings.refuse('lagenheter', period.row, 'lagenhet', 'Beteckningen används redan i en annan enhet.')
      continue
    }
    if (stored && collides(apartment, stored.id, planning)) {
      for (const { row } of apartment.periods) {
        if (!findings.isRejected('lagenheter', row))
          findings.dropWith('lagenheter', row, 'lagenhet', 'En annan rad för samma lägenhet är fel.')
      }
      continue
    }
    const wanted = wantedApartment(apartment, stored, planning)
    if (wanted.landlord !== null && !register.landlords.has(wanted.landlord)) landlords.add(wanted.landlord)
    if (!stored) plan.created.push({ ...wanted, unitId })
    else tally.mark('lagenheter', apartment.row, planChange(wanted, stored, planning, plan) ? 'changed' : 'unchanged')
    planForms(apartment, stored?.id, planning, plan)
    planLeases(apartment, stored?.id, planning, plan)
    planRents(apartment, stored?.id, planning, plan)
  }
  plan.landlords = [...landlords]
  return plan
}

/** Rows that would overlap a boendeform or head lease the register has and the list does not mention. */
function collides({ periods, headLeases }: ImportedApartment, id: number, { register, findings, has }: Planning): boolean {
  let found = false
  const check = (
    column: string,
    what: string,
    mine: ImportedApartment['headLeases'],
    stored: { startsOn: string; endsOn: string | null }[],
  ) => {
    const others = stored.filter((one) => !mine.some((two) => two.startsOn === one.startsOn))
    for (const { row, startsOn, endsOn } of mine) {
      const other = others.find((one) => overlaps(one, { startsOn, endsOn }))
      if (!other) continue
      findings.refuse(
        'lagenheter',
        row,
        column,
        `Registret har redan ${what} ${daysInWords(other)}. Ta med den raden i listan, med sista dagen.`,
      )
      found = true
    }
  }
  const forms = register.forms.get(id) ?? []
  // Where the list has no column for the end, the register's end is what holds.
  const until = (column: string, rows: ImportedApartment['headLeases'], stored: { startsOn: string; endsOn: string | null }[]) =>
    has('lagenheter', column)
      ? rows
      : rows.map((row) => ({ ...row, endsOn: stored.find((one) => one.startsOn === row.startsOn)?.endsOn ?? null }))
  check('fran', 'boendeformen', until('till', periods, forms), forms)
  const leases = register.leases.get(id) ?? []
  check('avtal_fran', 'avtalet', until('avtal_till', headLeases, leases), leases)
  return found
}

function wantedApartment(apartment: ImportedApartment, stored: StoredApartment | undefined, { has, register }: Planning): ApartmentRow {
  const keep = <V>(column: string, value: V, before: V | undefined): V =>
    has('lagenheter', column) || before === undefined ? value : before
  const storedLandlord = [...register.landlords].find(([, id]) => id === stored?.landlordId)?.[0] ?? null
  const { ownId, address } = apartment
  return {
    ownId,
    address,
    postcode: keep('postnummer', apartment.postcode, stored?.postcode),
    city: keep('ort', apartment.city, stored?.city),
    landlord: has('lagenheter', 'hyresvard') || !stored ? apartment.landlord : storedLandlord,
    costCentre: keep('kostnadsstalle', apartment.costCentre, stored?.costCentre),
    sortAddress: sortTextOf(address),
    searchAddress: searchNameOf(address),
  }
}

function planChange(wanted: ApartmentRow, stored: StoredApartment, { register }: Planning, plan: HomesPlan): boolean {
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = {}
  for (const field of ['address', 'postcode', 'city', 'costCentre'] as const) {
    if (stored[field] === wanted[field]) continue
    before[field] = stored[field]
    after[field] = wanted[field]
  }
  const landlordId = wanted.landlord === null ? null : register.landlords.get(wanted.landlord)
  if (landlordId !== stored.landlordId) after.landlord = wanted.landlord
  if (Object.keys(after).length === 0) return false
  plan.changed.push({ ...wanted, id: stored.id, before, after })
  return true
}

function planForms(
  { ownId, periods }: ImportedApartment,
  id: number | undefined,
  { register, tally, has }: Planning,
  plan: HomesPlan,
): void {
  const stored = (id === undefined ? undefined : register.forms.get(id)) ?? []
  const result = new Map<string, FormPeriod>(stored.map((period) => [period.startsOn, period]))
  for (const { row, form, startsOn, endsOn: written } of periods) {
    const same = stored.find((period) => period.startsOn === startsOn)
    const endsOn = has('lagenheter', 'till') || !same ? written : same.endsOn
    result.set(startsOn, { form, startsOn, endsOn })
    if (!same) plan.formsCreated.push({ ownId, housingForm: form, startsOn, endsOn })
    else if (same.form !== form || same.endsOn !== endsOn) plan.formsChanged.push({ id: same.id, housingForm: form, endsOn })
    const isChanged = !same || same.form !== form || same.endsOn !== endsOn
    tally.mark('lagenheter', row, same ? (isChanged ? 'changed' : 'unchanged') : 'created')
    if (isChanged) plan.retyped.add(ownId)
  }
  plan.forms.set(ownId, [...result.values()])
}

function planLeases(
  { ownId, headLeases }: ImportedApartment,
  id: number | undefined,
  { register, tally, has }: Planning,
  plan: HomesPlan,
): void {
  const stored = (id === undefined ? undefined : register.leases.get(id)) ?? []
  for (const { row, startsOn, endsOn } of headLeases) {
    const same = stored.find((lease) => lease.startsOn === startsOn)
    if (!same) plan.leasesCreated.push({ ownId, startsOn, endsOn })
    else if (has('lagenheter', 'avtal_till') && same.endsOn !== endsOn) plan.leasesChanged.push({ id: same.id, endsOn })
    else continue
    tally.mark('lagenheter', row, 'changed')
  }
}

/** The list has one rent: what the nämnd pays, and, until somebody says otherwise, what a new tenant pays. */
function planRents({ ownId, periods }: ImportedApartment, id: number | undefined, { register, tally }: Planning, plan: HomesPlan): void {
  const stored = (id === undefined ? undefined : register.rents.get(id)) ?? []
  for (const { row, startsOn, rentOre } of periods) {
    if (rentOre === null) continue
    const [landlord, tenant] = (['LANDLORD', 'TENANT'] as const).map((side) =>
      stored.find((rent) => rent.side === side && rent.fromOn === startsOn),
    )
    const isOurs = tenant === undefined || tenant.amountOre === landlord?.amountOre
    for (const [side, rent] of [
      ['LANDLORD', landlord],
      ['TENANT', tenant],
    ] as const) {
      if (rent?.amountOre === rentOre || (side === 'TENANT' && !isOurs)) continue
      if (rent) plan.rentsChanged.set(rent.id, rentOre)
      else plan.rentsCreated.set(ownId, [...(plan.rentsCreated.get(ownId) ?? []), { side, fromOn: startsOn, amountOre: rentOre }])
      tally.mark('lagenheter', row, 'changed')
    }
  }
}
