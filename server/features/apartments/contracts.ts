/** "Kontrakt" on the apartment's page: second-hand contracts, the waiver and the head lease that hold today or are to come. */
import { addDays, type Day } from '../../domain/calendar.js'
import { label } from '../../labels.sv.js'
import type { ApartmentDetails, RentRow } from './store.js'

export interface ContractRow {
  what: string
  /** leads to the tenancy's page; null where there is none, or the tenant is hidden */
  tenancyId: number | null
  between: string
  from: Day
  /** move-out day for a stay, last day for the others; null = `open` is shown */
  to: Day | null
  open: string
  rentOre: number | null
  state: { tone: 'done' | 'warning' | 'neutral'; text: string }
}

/** The contracts that are not over, second-hand first. */
export function contractsOf({ facts, stays, landlord }: ApartmentDetails, landlordRent: RentRow | null, today: Day): ContractRow[] {
  const rows: ContractRow[] = []
  for (const stay of stays) {
    if (stay.endsOn !== null && stay.endsOn <= today) continue
    rows.push({
      what: 'Andrahandskontrakt',
      tenancyId: stay.person ? stay.id : null,
      between: stay.person ? `Nämnden och ${stay.person.name}` : 'Uthyrd',
      from: stay.startsOn,
      to: stay.endsOn,
      open: stay.contractUntilOn === null ? 'Tills vidare' : `Kontrakt till ${stay.contractUntilOn}`,
      rentOre: stay.rentOre,
      state: stateOf(stay.startsOn, today),
    })
  }
  for (const lease of facts.leases.toReversed()) {
    if (lease.endsOn !== null && lease.endsOn <= today) continue
    if (lease.waiverApprovedOn !== null || lease.waiverReference !== null) {
      const isOver = lease.waiverUntilOn !== null && lease.waiverUntilOn < today
      rows.push({
        what: 'Avstående från besittningsskydd',
        tenancyId: null,
        between: `Godkänt av hyresnämnden${lease.waiverReference ? `, ${lease.waiverReference}` : ''}`,
        from: lease.waiverApprovedOn ?? lease.startsOn,
        to: lease.waiverUntilOn,
        open: 'Utan slutdag',
        rentOre: null,
        state: isOver ? { tone: 'warning', text: 'Har gått ut' } : stateOf(lease.waiverApprovedOn ?? lease.startsOn, today),
      })
    }
    const isNow = lease.startsOn <= today
    rows.push({
      what: `Förstahandskontrakt, ${label(lease.kind).toLowerCase()}`,
      tenancyId: null,
      between: landlord ? `${landlord.name} och nämnden` : 'Hyresvärden och nämnden',
      from: lease.startsOn,
      to: lease.endsOn === null ? null : addDays(lease.endsOn, -1),
      open: 'Tills vidare',
      rentOre: isNow ? (landlordRent?.amountOre ?? null) : null,
      state: stateOf(lease.startsOn, today),
    })
  }
  return rows
}

const stateOf = (from: Day, today: Day): ContractRow['state'] =>
  from > today ? { tone: 'neutral', text: 'Planerat' } : { tone: 'done', text: 'Gäller' }
