/** What the apartment's page shows, worked out from its facts. */
import { formOn, statusOf } from '../../domain/apartments.js'
import type { Day } from '../../domain/calendar.js'
import { contains, isEmpty } from '../../domain/interval.js'
import { percent } from '../../domain/money.js'
import type { Settings } from '../../domain/policy.js'
import { occupancyOf } from '../../domain/occupancy.js'
import { contractsOf } from './contracts.js'
import { occupancyChart, type NamedSegment } from './occupancy-chart.js'
import type { ApartmentDetails, RentRow, Stay } from './store.js'
import { lastDayOf, timelineOf } from './timeline.js'
import { nameOf, sizeWords } from './words.js'
import { landlordToTell } from './worth-knowing.js'

/** Locals of apartments/show. */
export function detailLocals(details: ApartmentDetails, today: Day, settings: Settings) {
  const { facts, rents, stays } = details
  const tenancyNow = stays.find((stay) => contains(stay, today)) ?? null
  const state = statusOf(facts, today)
  const landlordRent = rentNow(rents, 'LANDLORD', today)
  const occupancy = occupancyOf(facts, today)
  const segments = occupancy.segments.map((segment): NamedSegment => ({ ...segment, words: wordsOf(segment, stays) }))
  return {
    ...details,
    apartment: facts,
    title: nameOf(facts),
    size: sizeWords(details),
    state,
    form: formOn(facts.forms, today),
    tenancyNow,
    leaseNow: facts.leases.find((lease) => contains(lease, today)) ?? null,
    comingStays: stays.filter((stay) => stay.startsOn > today),
    openVoids: facts.voids.filter((gap) => gap.endsOn === null || gap.endsOn > today),
    forms: facts.forms.filter((form) => !isEmpty(form)).toReversed(),
    leases: facts.leases.toReversed(),
    voids: facts.voids.toReversed(),
    lastDayOf,
    rentNow: { LANDLORD: landlordRent, TENANT: rentNow(rents, 'TENANT', today) },
    contracts: contractsOf(details, landlordRent, today),
    landlordToTell: tenancyNow?.person ? landlordToTell(tenancyNow, today, settings) : false,
    // A new tenant can be planned as soon as everybody who has the place has a day of moving out.
    canBeLet: state !== 'CLOSED' && facts.forms.length > 0 && facts.tenancies.every((stay) => stay.endsOn !== null),
    occupancy: segments
      .map((segment) => ({
        ...segment,
        stay: stays.find((stay) => stay.id === segment.tenancyId) ?? null,
        form: formOn(facts.forms, segment.startsOn),
      }))
      .toReversed(),
    occupancyWords:
      occupancy.totalDays > 0
        ? `Uthyrd ${percent(occupancy.letDays, occupancy.totalDays)} av dagarna, ${occupancy.letDays} av ${occupancy.totalDays}`
        : '',
    chart: segments.length > 0 ? occupancyChart(segments, facts.forms, today) : null,
    timeline: timelineOf(details),
  }
}

function wordsOf(segment: { tenancyId: number | null; days: number }, stays: readonly Stay[]): string {
  if (segment.tenancyId === null) return `Tom ${segment.days} ${segment.days === 1 ? 'dag' : 'dagar'}`
  return stays.find((stay) => stay.id === segment.tenancyId)?.person?.name ?? 'Uthyrd'
}

function rentNow(rents: readonly RentRow[], side: RentRow['side'], today: Day): RentRow | null {
  return rents.find((rent) => rent.side === side && rent.fromOn <= today) ?? null
}
