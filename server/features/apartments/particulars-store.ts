/** A new apartment, and its particulars; a landlord or property that is new is made in the same transaction. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import { searchNameOf, sortTextOf } from '../../domain/names.js'
import type { NewApartment, Particulars } from './form.js'
import { lockApartment } from './change-store.js'

export type SaveFault = 'OWN_ID_TAKEN' | 'LANDLORD_UNKNOWN' | 'PROPERTY_UNKNOWN' | 'UNIT_UNKNOWN'
export type Saved = { id: number } | { fault: SaveFault }

/** The apartment with its boendeform, head lease and rents, all or nothing. */
export async function createApartment(db: Db, actor: Actor, form: NewApartment): Promise<Saved> {
  return db.transaction(async (tx) => {
    const unitId = await unitOf(tx, actor, form.unitId)
    if (unitId === null) return { fault: 'UNIT_UNKNOWN' }
    const fault = await faultOf(tx, actor, form, null)
    if (fault) return { fault }
    const fields = await fieldsOf(tx, actor, form)
    const recordedAt = actor.now
    const { kind, ...lease } = leaseOf(form)
    const rentFromOn = form.leaseStartsOn ?? form.formFromOn
    const rents = [
      { side: 'LANDLORD', fromOn: rentFromOn, amountOre: form.landlordRent, recordedAt },
      { side: 'TENANT', fromOn: form.formFromOn, amountOre: form.tenantRent, recordedAt },
    ].flatMap(({ amountOre, ...rent }) => (amountOre === null ? [] : [{ ...rent, amountOre }]))
    const { id } = await tx.prisma.apartment.create({
      data: {
        ...fields,
        namndId: actor.namndId,
        unitId,
        createdAt: recordedAt,
        forms: { create: { housingForm: form.housingForm, startsOn: form.formFromOn, recordedAt } },
        headLeases: { create: form.leaseStartsOn === null ? [] : [{ ...lease, kind, startsOn: form.leaseStartsOn, recordedAt }] },
        rents: { create: rents },
      },
    })
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'APARTMENT',
      subjectId: id,
      after: { ...form, unitId, landlordId: fields.landlordId, propertyId: fields.propertyId },
    })
    return { id }
  })
}

/** New particulars. Only what differs is written to the log. Null: no such apartment. */
export async function changeApartment(db: Db, actor: Actor, id: number, form: Particulars): Promise<Saved | null> {
  return db.transaction(async (tx) => {
    if (!(await lockApartment(tx, actor, id))) return null
    const stored = await tx.prisma.apartment.findUniqueOrThrow({ where: { id } })
    const unitId = await unitOf(tx, actor, form.unitId ?? stored.unitId)
    if (unitId === null) return { fault: 'UNIT_UNKNOWN' }
    const fault = await faultOf(tx, actor, form, id)
    if (fault) return { fault }
    const fields = await fieldsOf(tx, actor, form)
    const wanted: Record<string, unknown> = { ...fields, unitId }
    const was = stored as Record<string, unknown>
    const differing = Object.keys(wanted).filter((name) => wanted[name] !== was[name] && name !== 'sortAddress' && name !== 'searchAddress')
    if (differing.length === 0) return { id }
    await tx.prisma.apartment.update({ where: { id }, data: { ...fields, unitId } })
    const only = (row: Record<string, unknown>) => Object.fromEntries(differing.map((name) => [name, row[name]]))
    await recordChange(tx, actor, { action: 'CHANGE', subject: 'APARTMENT', subjectId: id, before: only(was), after: only(wanted) })
    return { id }
  })
}

export interface ParticularsChoices {
  landlords: { id: number; name: string }[]
  properties: { id: number; name: string }[]
  /** empty where the actor works in one unit */
  units: { id: number; name: string }[]
}

/** What the form can choose among: the nämnd's landlords that are not closed (and the apartment's own), properties and units. */
export async function particularsChoices(db: Db, actor: Actor, landlordId: number | null = null): Promise<ParticularsChoices> {
  const { namndId } = actor
  const select = { id: true, name: true }
  const landlords = await db.prisma.landlord.findMany({ where: { namndId, OR: [{ closedAt: null }, { id: landlordId ?? 0 }] }, select })
  const properties = await db.prisma.property.findMany({ where: { namndId }, select })
  const units = actor.unitId === null ? await db.prisma.unit.findMany({ where: { namndId }, select }) : []
  return { landlords: byName(landlords), properties: byName(properties), units: byName(units) }
}

const byName = <Row extends { name: string }>(rows: Row[]) => rows.sort((a, b) => a.name.localeCompare(b.name, 'sv'))

function leaseOf(form: NewApartment) {
  const { waiverReference, waiverApprovedOn, waiverUntilOn, noticeMonths } = form
  return { kind: form.leaseKind, endsOn: form.leaseEndsOn, noticeMonths, waiverReference, waiverApprovedOn, waiverUntilOn }
}

/** What is wrong with the choices, asked before anything is written: what is made and then refused would stay. */
async function faultOf(tx: Db, actor: Actor, form: Particulars, id: number | null): Promise<SaveFault | null> {
  const { namndId } = actor
  const sameOwnId = await tx.prisma.apartment.findUnique({ where: { namndId_ownId: { namndId, ownId: form.ownId } }, select: { id: true } })
  if (sameOwnId && sameOwnId.id !== id) return 'OWN_ID_TAKEN'
  if (form.landlordId !== null && (await tx.prisma.landlord.count({ where: { id: form.landlordId, namndId } })) === 0)
    return 'LANDLORD_UNKNOWN'
  if (form.propertyId !== null && (await tx.prisma.property.count({ where: { id: form.propertyId, namndId } })) === 0)
    return 'PROPERTY_UNKNOWN'
  return null
}

/** The columns of the particulars, with landlord and property made where they are new. */
async function fieldsOf(tx: Db, actor: Actor, form: Particulars) {
  const landlordId = await landlordOf(tx, actor, form)
  const propertyId = await propertyOf(tx, actor, form, landlordId)
  const { ownId, address, apartmentNumber, postcode, city, areaName, squareMeters, rooms, costCentre } = form
  return {
    ownId,
    address,
    apartmentNumber,
    postcode,
    city,
    areaName,
    squareMeters,
    rooms,
    costCentre,
    landlordId,
    propertyId,
    sortAddress: sortTextOf(address),
    searchAddress: searchNameOf(address),
  }
}

/** A new name that is there already is that one. */
async function landlordOf(tx: Db, actor: Actor, { landlordId, newLandlord: name }: Particulars): Promise<number | null> {
  const { namndId } = actor
  if (name === null) return landlordId
  const known = await tx.prisma.landlord.findUnique({ where: { namndId_name: { namndId, name } }, select: { id: true } })
  if (known) return known.id
  const { id } = await tx.prisma.landlord.create({ data: { namndId, name, createdAt: actor.now } })
  await recordChange(tx, actor, { action: 'CREATE', subject: 'LANDLORD', subjectId: id, after: { name } })
  return id
}

async function propertyOf(
  tx: Db,
  actor: Actor,
  { propertyId, newProperty: name }: Particulars,
  landlordId: number | null,
): Promise<number | null> {
  const { namndId } = actor
  if (name === null) return propertyId
  const known = await tx.prisma.property.findUnique({ where: { namndId_name: { namndId, name } }, select: { id: true } })
  return known?.id ?? (await tx.prisma.property.create({ data: { namndId, name, landlordId } })).id
}

/** The own unit; who has them all chooses one of the nämnd's, and where there is only one it is that. Null: no such unit. */
async function unitOf(tx: Db, actor: Actor, chosen: number | null): Promise<number | null> {
  if (actor.unitId !== null) return actor.unitId
  const units = await tx.prisma.unit.findMany({ where: { namndId: actor.namndId }, select: { id: true } })
  if (chosen === null) return units.length === 1 ? (units[0]?.id ?? null) : null
  return units.some((unit) => unit.id === chosen) ? chosen : null
}
