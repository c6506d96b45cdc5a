/** Stored values as they are typed, to fill a form that changes them. */
import { swedishNumber } from './words.js'
import type { ApartmentFacts, Lease, StoredParticulars } from './store.js'
import { lastDayOf } from './timeline.js'

/** HeadLeaseForm's fields. */
export function headLeaseInput(lease: Lease): Record<string, unknown> {
  const { id, kind, startsOn, endsOn, noticeMonths, waiverReference, waiverApprovedOn, waiverUntilOn } = lease
  return { leaseId: id, kind, startsOn, lastOn: lastDayOf(endsOn), noticeMonths, waiverReference, waiverApprovedOn, waiverUntilOn }
}

/** ParticularsForm's fields. */
export function particularsInput(facts: ApartmentFacts, stored: StoredParticulars): Record<string, unknown> {
  const { postcode, city, areaName, squareMeters, rooms, costCentre, property } = stored
  return {
    ownId: facts.ownId,
    address: facts.address,
    apartmentNumber: facts.apartmentNumber,
    postcode,
    city,
    areaName,
    squareMeters: squareMeters === null ? null : swedishNumber(squareMeters),
    rooms: rooms === null ? null : swedishNumber(rooms),
    costCentre,
    landlordId: facts.landlordId,
    propertyId: property?.id,
    unitId: facts.unitId,
  }
}
