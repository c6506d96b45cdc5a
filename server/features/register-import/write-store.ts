/** Writes what an import planned: a fixed number of statements however many rows, in the order that rows need each other. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import { insertMany, updateMany, chunksOf } from '../../many-rows.js'
import type { ImportPlan } from './plan.js'
import { keyOf } from './plan-stays.js'
import type { StayFact } from './plan-stays.js'
import { IMPORTED_REASON } from './plan-steps.js'

/** The rows' own numbers after the import, by the lists' own ids. */
export interface WrittenIds {
  people: Map<string, { id: number; unitId: number }>
  apartments: Map<string, { id: number; unitId: number; costCentre: string | null }>
  tenancyOf: (stay: StayFact) => number
}

/** Everything but the money. */
export async function writeRegister(tx: Db, actor: Actor, plan: ImportPlan): Promise<WrittenIds> {
  const apartments = await writeHomes(tx, actor, plan)
  const people = await writePeople(tx, actor, plan)
  const tenancyOf = await writeStays(tx, actor, plan, people, apartments)
  return { people, apartments, tenancyOf }
}

async function writeHomes(tx: Db, { namndId, now }: Actor, { homes }: ImportPlan): Promise<WrittenIds['apartments']> {
  await insertMany(
    tx,
    'Landlord',
    { namndId: 'int', name: 'text', createdAt: 'text' },
    homes.landlords.map((name) => ({ namndId, name, createdAt: now })),
  )
  const landlords = new Map(
    (await tx.rows<{ id: number; name: string }>(sql`select "id", "name" from "Landlord" where "namndId" = ${namndId}`)).map((row) => [
      row.name,
      row.id,
    ]),
  )
  const landlordId = (name: string | null) => (name === null ? null : (landlords.get(name) ?? null))
  const columns = {
    landlordId: 'int',
    address: 'text',
    postcode: 'text',
    city: 'text',
    costCentre: 'text',
    sortAddress: 'text',
    searchAddress: 'text',
  } as const
  await insertMany(
    tx,
    'Apartment',
    { namndId: 'int', unitId: 'int', ownId: 'text', createdAt: 'text', ...columns },
    homes.created.map((row) => ({ ...row, namndId, createdAt: now, landlordId: landlordId(row.landlord) })),
  )
  await updateMany(
    tx,
    'Apartment',
    columns,
    homes.changed.map((row) => ({ ...row, landlordId: landlordId(row.landlord) })),
  )
  const apartments = new Map(
    (
      await tx.rows<{ id: number; ownId: string; unitId: number; costCentre: string | null }>(sql`
      select "id", "ownId", "unitId", "costCentre" from "Apartment" where "namndId" = ${namndId}`)
    ).map((row) => [row.ownId, row]),
  )
  const placed = <Row extends { ownId: string }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, apartmentId: idIn(apartments, row.ownId), recordedAt: now }))
  await updateMany(tx, 'HousingFormPeriod', { housingForm: 'text', endsOn: 'text' }, homes.formsChanged)
  await insertMany(
    tx,
    'HousingFormPeriod',
    { apartmentId: 'int', housingForm: 'text', startsOn: 'text', endsOn: 'text', recordedAt: 'text' },
    placed(homes.formsCreated),
  )
  await updateMany(tx, 'HeadLease', { endsOn: 'text' }, homes.leasesChanged)
  await insertMany(
    tx,
    'HeadLease',
    { apartmentId: 'int', startsOn: 'text', endsOn: 'text', recordedAt: 'text', kind: 'text' },
    placed(homes.leasesCreated).map((row) => ({ ...row, kind: 'OWN' })),
  )
  await updateMany(
    tx,
    'ApartmentRent',
    { amountOre: 'int' },
    [...homes.rentsChanged].map(([id, amountOre]) => ({ id, amountOre })),
  )
  await insertMany(
    tx,
    'ApartmentRent',
    { apartmentId: 'int', side: 'text', fromOn: 'text', amountOre: 'int', recordedAt: 'text' },
    placed([...homes.rentsCreated].flatMap(([ownId, rents]) => rents.map((rent) => ({ ...rent, ownId })))),
  )
  return apartments
}

async function writePeople(tx: Db, { namndId, now }: Actor, { people: plan }: ImportPlan): Promise<WrittenIds['people']> {
  const columns = {
    givenName: 'text',
    familyName: 'text',
    sortName: 'text',
    searchName: 'text',
    birthOn: 'text',
    protection: 'text',
  } as const
  await insertMany(
    tx,
    'Person',
    { namndId: 'int', unitId: 'int', ownId: 'text', createdAt: 'text', ...columns },
    plan.created.map((row) => ({ ...row, namndId, createdAt: now })),
  )
  await updateMany(tx, 'Person', columns, plan.changed)
  const people = new Map(
    (
      await tx.rows<{ id: number; ownId: string; unitId: number }>(sql`
      select "id", "ownId", "unitId" from "Person" where "namndId" = ${namndId}`)
    ).map((row) => [row.ownId, row]),
  )
  const theirs = <Row extends { ownId: string }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, namndId, personId: idIn(people, row.ownId), recordedAt: now }))
  await insertMany(
    tx,
    'PersonIdentity',
    { namndId: 'int', personId: 'int', kind: 'text', number: 'text', recordedAt: 'text' },
    theirs(plan.numbers),
  )
  await updateMany(
    tx,
    'HouseholdChild',
    { removedAt: 'text' },
    plan.childrenRemoved.map(({ id }) => ({ id, removedAt: now })),
  )
  await insertMany(
    tx,
    'HouseholdChild',
    { personId: 'int', birthYear: 'int', recordedAt: 'text', residence: 'text' },
    theirs(plan.childrenAdded).map((row) => ({ ...row, residence: 'PERMANENT' })),
  )
  return people
}

async function writeStays(
  tx: Db,
  actor: Actor,
  plan: ImportPlan,
  people: WrittenIds['people'],
  apartments: WrittenIds['apartments'],
): Promise<WrittenIds['tenancyOf']> {
  const { namndId, now, userId } = actor
  const { stays, steps } = plan
  const recorded = { namndId, recordedAt: now, recordedById: userId }
  await updateMany(
    tx,
    'Tenancy',
    { endsOn: 'text', outcome: 'text', ocr: 'text' },
    stays.changed.map(({ tenancyId, endsOn, outcome, ocr }) => ({ id: tenancyId, endsOn, outcome, ocr })),
  )
  await insertMany(
    tx,
    'Tenancy',
    {
      namndId: 'int',
      unitId: 'int',
      apartmentId: 'int',
      personId: 'int',
      startsOn: 'text',
      endsOn: 'text',
      outcome: 'text',
      ocr: 'text',
      recordedAt: 'text',
      recordedById: 'int',
    },
    stays.created.map(({ startsOn, endsOn, outcome, ocr, personId, apartmentId }) => ({
      ...recorded,
      startsOn,
      endsOn,
      outcome,
      ocr,
      personId: idIn(people, personId),
      apartmentId: idIn(apartments, apartmentId),
      unitId: apartments.get(apartmentId)?.unitId,
    })),
  )
  const tenancies = await tenancyIds(tx, namndId)
  const tenancyOf = (stay: StayFact): number => {
    const id = tenancies.get(keyOf(stay))
    if (id === undefined) throw new Error('a planned stay was not written')
    return id
  }
  await updateMany(tx, 'TenancyRent', { amountOre: 'int' }, stays.rentsChanged)
  await insertMany(
    tx,
    'TenancyRent',
    { tenancyId: 'int', fromOn: 'text', amountOre: 'int', recordedAt: 'text', recordedById: 'int' },
    stays.rentsCreated.map(({ stay, amountOre }) => ({ ...recorded, tenancyId: tenancyOf(stay), fromOn: stay.startsOn, amountOre })),
  )
  await updateMany(tx, 'Takeover', { transfersOn: 'text' }, stays.takeoversChanged)
  await insertMany(
    tx,
    'Takeover',
    {
      namndId: 'int',
      tenancyId: 'int',
      personId: 'int',
      apartmentId: 'int',
      transfersOn: 'text',
      transferredAt: 'text',
      recordedAt: 'text',
      recordedById: 'int',
    },
    stays.takeoversCreated.map((stay) => ({
      ...recorded,
      tenancyId: tenancyOf(stay),
      personId: idIn(people, stay.personId),
      apartmentId: idIn(apartments, stay.apartmentId),
      transfersOn: stay.endsOn,
      transferredAt: now,
    })),
  )
  for (const some of chunksOf(steps.removed))
    await tx.run(sql`delete from "StepMove" where "id" in (select r."id" from ${tx.table(some, { id: 'int' })} r)`)
  await insertMany(
    tx,
    'StepMove',
    {
      namndId: 'int',
      personId: 'int',
      tenancyId: 'int',
      fromStep: 'text',
      toStep: 'text',
      direction: 'text',
      movesOn: 'text',
      reason: 'text',
      recordedAt: 'text',
      recordedById: 'int',
    },
    steps.created.map(({ stay, ...move }) => ({
      ...recorded,
      ...move,
      personId: idIn(people, stay.personId),
      tenancyId: tenancyOf(stay),
      reason: IMPORTED_REASON,
    })),
  )
  return tenancyOf
}

async function tenancyIds(tx: Db, namndId: number): Promise<Map<string, number>> {
  const rows = await tx.rows<{ id: number; personId: string; apartmentId: string; startsOn: string }>(sql`
    select t."id", p."ownId" as "personId", a."ownId" as "apartmentId", t."startsOn" from "Tenancy" t
    join "Person" p on p."id" = t."personId" join "Apartment" a on a."id" = t."apartmentId" where t."namndId" = ${namndId}`)
  return new Map(rows.map((row) => [keyOf(row), row.id]))
}

function idIn(rows: ReadonlyMap<string, { id: number }>, ownId: string): number {
  const row = rows.get(ownId)
  if (!row) throw new Error('a planned row was not written')
  return row.id
}
