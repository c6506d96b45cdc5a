/** Small builders of rows for tests: what a rule does not care about gets a plain value. Fictitious people only. */
import { searchNameOf, sortNameOf, sortTextOf } from '../../server/domain/names.js'
import type { TestHouse } from './test-house.js'

let serial = 0

export interface PersonWish {
  ownId?: string
  givenName?: string
  familyName?: string
  protection?: string
  namndId?: number
  unitId?: number
  birthOn?: string | null
  children?: number[]
}

/** A person of the register. */
export async function makePerson(house: TestHouse, wish: PersonWish = {}) {
  const n = ++serial
  const givenName = wish.givenName ?? `Förnamn${n}`
  const familyName = wish.familyName ?? `Efternamn${n}`
  return house.db.prisma.person.create({
    data: {
      namndId: wish.namndId ?? house.namndId,
      unitId: wish.unitId ?? house.unitId,
      ownId: wish.ownId ?? `P${n}`,
      givenName,
      familyName,
      sortName: sortNameOf(familyName, givenName),
      searchName: searchNameOf(givenName, familyName),
      birthOn: wish.birthOn === undefined ? '1980-01-01' : wish.birthOn,
      protection: wish.protection ?? 'NEJ',
      createdAt: house.clock.now(),
      children: { create: (wish.children ?? []).map((birthYear) => ({ birthYear, recordedAt: house.clock.now() })) },
    },
  })
}

export interface ApartmentWish {
  ownId?: string
  address?: string
  housingForm?: string
  fromOn?: string
  tillOn?: string | null
  rentOre?: number | null
  costCentre?: string
  namndId?: number
  unitId?: number
}

/** An apartment with one boendeform, a head lease and a rent. */
export async function makeApartment(house: TestHouse, wish: ApartmentWish = {}) {
  const n = ++serial
  const fromOn = wish.fromOn ?? '2020-01-01'
  const address = wish.address ?? `Provgatan ${n}`
  const rents =
    wish.rentOre === null
      ? []
      : ['LANDLORD', 'TENANT'].map((side) => ({ side, fromOn, amountOre: wish.rentOre ?? 600_000, recordedAt: house.clock.now() }))
  return house.db.prisma.apartment.create({
    data: {
      namndId: wish.namndId ?? house.namndId,
      unitId: wish.unitId ?? house.unitId,
      ownId: wish.ownId ?? `L${n}`,
      address,
      apartmentNumber: '1101',
      costCentre: wish.costCentre ?? '41220',
      sortAddress: sortTextOf(address),
      searchAddress: searchNameOf(address),
      createdAt: house.clock.now(),
      forms: {
        create: {
          housingForm: wish.housingForm ?? 'FORSOKSLAGENHET',
          startsOn: fromOn,
          endsOn: wish.tillOn ?? null,
          recordedAt: house.clock.now(),
        },
      },
      headLeases: { create: { startsOn: fromOn, endsOn: wish.tillOn ?? null, recordedAt: house.clock.now() } },
      rents: { create: rents },
    },
  })
}

export interface TenancyWish {
  personId: number
  apartmentId: number
  startsOn?: string
  endsOn?: string | null
  outcome?: string | null
  rentOre?: number | null
  namndId?: number
  unitId?: number
}

/** A stay, with its own rent unless rentOre is null. */
export async function makeTenancy(house: TestHouse, wish: TenancyWish) {
  const startsOn = wish.startsOn ?? '2025-01-01'
  return house.db.prisma.tenancy.create({
    data: {
      namndId: wish.namndId ?? house.namndId,
      unitId: wish.unitId ?? house.unitId,
      personId: wish.personId,
      apartmentId: wish.apartmentId,
      startsOn,
      endsOn: wish.endsOn ?? null,
      outcome: wish.outcome ?? null,
      recordedAt: house.clock.now(),
      rents:
        wish.rentOre === null
          ? undefined
          : { create: { fromOn: startsOn, amountOre: wish.rentOre ?? 600_000, recordedAt: house.clock.now() } },
    },
  })
}

/** A second nämnd with its enhet: nothing of it may ever be seen from the first. */
export async function makeOtherNamnd(house: TestHouse) {
  const namnd = await house.db.prisma.namnd.create({
    data: { name: `Annan nämnd ${++serial}`, createdAt: house.clock.now(), units: { create: { name: 'Enheten' } } },
    include: { units: true },
  })
  return { namndId: namnd.id, unitId: namnd.units[0]?.id ?? 0 }
}

/** A payment that stands on the person's ledger, not yet allocated. */
export async function makePayment(
  house: TestHouse,
  wish: { personId: number; tenancyId: number; amountOre: number; on: string; ocr?: string | null },
) {
  const received = await house.db.prisma.receivedPayment.create({
    data: {
      namndId: house.namndId,
      ordinal: 1,
      source: 'HAND',
      kind: 'PAYMENT',
      amountOre: wish.amountOre,
      currency: 'SEK',
      bookedOn: wish.on,
      transactionKey: `test:${++serial}`,
      recordedAt: house.clock.now(),
      unmatchedOre: 0,
    },
  })
  return house.db.prisma.ledgerEntry.create({
    data: {
      namndId: house.namndId,
      unitId: house.unitId,
      personId: wish.personId,
      tenancyId: wish.tenancyId,
      kind: 'PAYMENT',
      amountOre: wish.amountOre,
      effectiveOn: wish.on,
      recordedAt: house.clock.now(),
      ocr: wish.ocr ?? null,
      receivedId: received.id,
      openOre: wish.amountOre,
    },
  })
}
