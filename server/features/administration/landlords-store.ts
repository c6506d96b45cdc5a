/** The landlords the nämnd rents from. A closed one stays on the apartments it has, but is not offered for new ones. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import { searchNameOf, searchWordsOf, sortTextOf } from '../../domain/names.js'
import type { LandlordFormValue, LandlordsQueryValue } from './landlords-form.js'

export const landlordsPerPage = 25

export interface LandlordRow extends LandlordFormValue {
  id: number
  closedAt: string | null
  apartments: number
}

/** The page of landlords the query asks for, in Swedish order, with their apartments counted. Tens of rows: read in one query, cut here. */
export async function landlordsOf(
  db: Db,
  actor: Actor,
  query: LandlordsQueryValue,
): Promise<{ rows: LandlordRow[]; total: number; all: number }> {
  const everybody = (await landlordRows(db, actor)).sort((a, b) => (sortTextOf(a.name) < sortTextOf(b.name) ? -1 : 1))
  const words = searchWordsOf(query.q)
  const asked = everybody.filter(
    (landlord) =>
      (query.lage === 'alla' || (landlord.closedAt !== null) === (query.lage === 'avslutade')) &&
      words.every((word) => searchNameOf(landlord.name, landlord.contact ?? '', landlord.orgNumber ?? '').includes(word)),
  )
  const from = (query.sida - 1) * landlordsPerPage
  return { rows: asked.slice(from, from + landlordsPerPage), total: asked.length, all: everybody.length }
}

/** One landlord of the actor's nämnd, or null. */
export async function landlordOf(db: Db, actor: Actor, landlordId: number): Promise<LandlordRow | null> {
  return (await landlordRows(db, actor, landlordId))[0] ?? null
}

/** Null when the name is taken. */
export async function addLandlord(db: Db, actor: Actor, form: LandlordFormValue): Promise<number | null> {
  return db.transaction(async (tx) => {
    if (await isTaken(tx, actor, form.name, null)) return null
    const landlord = await tx.prisma.landlord.create({ data: { ...form, namndId: actor.namndId, createdAt: actor.now } })
    await recordChange(tx, actor, { action: 'CREATE', subject: 'LANDLORD', subjectId: landlord.id, after: form })
    return landlord.id
  })
}

/** Null where there is no such landlord, false when the name is taken. */
export async function changeLandlord(db: Db, actor: Actor, landlordId: number, form: LandlordFormValue): Promise<boolean | null> {
  return db.transaction(async (tx) => {
    const landlord = await landlordOf(tx, actor, landlordId)
    if (!landlord) return null
    if (await isTaken(tx, actor, form.name, landlordId)) return false
    await tx.prisma.landlord.update({ where: { id: landlordId }, data: form })
    const { name, orgNumber, contact, phone, email, postAddress, postcode, city } = landlord
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'LANDLORD',
      subjectId: landlordId,
      before: { name, orgNumber, contact, phone, email, postAddress, postcode, city },
      after: form,
    })
    return true
  })
}

/** Closes or opens again. Null where there is no such landlord. */
export async function setLandlordClosed(db: Db, actor: Actor, landlordId: number, closed: boolean): Promise<true | null> {
  return db.transaction(async (tx) => {
    const landlord = await landlordOf(tx, actor, landlordId)
    if (!landlord) return null
    if ((landlord.closedAt !== null) === closed) return true
    const closedAt = closed ? actor.now : null
    await tx.prisma.landlord.update({ where: { id: landlordId }, data: { closedAt } })
    await recordChange(tx, actor, {
      action: closed ? 'END' : 'CHANGE',
      subject: 'LANDLORD',
      subjectId: landlordId,
      before: { closedAt: landlord.closedAt },
      after: { closedAt },
    })
    return true
  })
}

async function landlordRows(db: Db, actor: Actor, id?: number): Promise<LandlordRow[]> {
  const rows = await db.prisma.landlord.findMany({
    where: { namndId: actor.namndId, ...(id === undefined ? {} : { id }) },
    include: { _count: { select: { apartments: true } } },
  })
  return rows.map(({ _count, ...row }) => ({ ...row, apartments: _count.apartments }))
}

async function isTaken(tx: Db, actor: Actor, name: string, exceptId: number | null): Promise<boolean> {
  const holder = await tx.prisma.landlord.findFirst({ where: { namndId: actor.namndId, name }, select: { id: true } })
  return holder !== null && holder.id !== exceptId
}
