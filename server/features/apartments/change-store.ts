/** What changes in an apartment. Each verb locks the apartment, asks the rule with the facts of that moment, and writes row and log together. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import * as rules from '../../domain/apartment-changes.js'
import type { Day } from '../../domain/calendar.js'
import type { HousingForm } from '../../domain/codes.js'
import type { HeadLeaseWish, RentWish, VoidWish } from './form.js'
import { inReach } from '../../reach.js'
import { apartmentFacts, type ApartmentFacts } from './store.js'

/**
 * Takes the apartment for the rest of the transaction, so that two who save at the same time see each other's rows: every booking of a
 * place goes through here. Null where it is not there or not within reach.
 */
export async function lockApartment(tx: Db, actor: Actor, id: number): Promise<ApartmentFacts | null> {
  const touched = await tx.run(sql`update "Apartment" as a set "ownId" = a."ownId" where a."id" = ${id} and ${inReach(actor, 'a')}`)
  return touched === 1 ? apartmentFacts(tx, actor, id) : null
}

/** A new boendeform from a day on, or none (null). Null: no such apartment. */
export function changeHousingForm(db: Db, actor: Actor, id: number, form: HousingForm | null, fromOn: Day) {
  return onApartment(db, actor, id, async (tx, facts) => {
    const decision = rules.decideHousingForm(facts.forms, form, fromOn)
    if (decision.refused) return decision
    const before = facts.forms.find((period) => period.id === (decision.corrects ?? decision.closes)) ?? null
    if (decision.closes !== null) await tx.prisma.housingFormPeriod.update({ where: { id: decision.closes }, data: { endsOn: fromOn } })
    if (form !== null && decision.corrects !== null) {
      const reopened = before?.endsOn === before?.startsOn ? { endsOn: null } : {}
      await tx.prisma.housingFormPeriod.update({ where: { id: decision.corrects }, data: { housingForm: form, ...reopened } })
    } else if (form !== null) {
      await tx.prisma.housingFormPeriod.create({ data: { apartmentId: id, housingForm: form, startsOn: fromOn, recordedAt: actor.now } })
    }
    await changed(tx, actor, id, { housingForm: before }, { housingForm: { form, fromOn } })
    return decision
  })
}

/** Adds a head lease, or changes or ends the one with `leaseId`. Null: no such apartment or lease. */
export function saveHeadLease(db: Db, actor: Actor, id: number, { leaseId, ...lease }: HeadLeaseWish) {
  return onApartment(db, actor, id, async (tx, facts) => {
    const before = leaseId === null ? null : facts.leases.find((one) => one.id === leaseId)
    if (before === undefined) return null
    const decision = rules.decideHeadLease(
      facts.leases.filter((one) => one.id !== leaseId),
      lease,
    )
    if (decision.refused) return decision
    if (leaseId === null) await tx.prisma.headLease.create({ data: { apartmentId: id, ...lease, recordedAt: actor.now } })
    else await tx.prisma.headLease.update({ where: { id: leaseId }, data: lease })
    await changed(tx, actor, id, { headLease: before }, { headLease: { id: leaseId, ...lease } })
    return decision
  })
}

/**
 * A rent from a day on; the same side and day as an earlier row corrects it. 'UNCHANGED' when it holds already; refused before the place
 * was held.
 */
export function setRent(db: Db, actor: Actor, id: number, rent: RentWish) {
  return onApartment(db, actor, id, async (tx, facts): Promise<'ADDED' | 'CORRECTED' | 'UNCHANGED' | { heldFrom: Day }> => {
    const heldFrom = rules.firstDayHeld(facts)
    if (heldFrom !== null && rent.fromOn < heldFrom) return { heldFrom }
    const rows = await tx.prisma.apartmentRent.findMany({
      where: { apartmentId: id, side: rent.side, fromOn: { lte: rent.fromOn } },
      orderBy: { fromOn: 'desc' },
      take: 1,
    })
    const before = rows[0] ?? null
    if (before?.amountOre === rent.amountOre) return 'UNCHANGED'
    const isSameDay = before?.fromOn === rent.fromOn
    if (isSameDay) await tx.prisma.apartmentRent.update({ where: { id: before.id }, data: { amountOre: rent.amountOre } })
    else await tx.prisma.apartmentRent.create({ data: { apartmentId: id, ...rent, recordedAt: actor.now } })
    const was = before && { side: before.side, fromOn: before.fromOn, amountOre: before.amountOre }
    await changed(tx, actor, id, { rent: was }, { rent })
    return isSameDay ? 'CORRECTED' : 'ADDED'
  })
}

/** A period when the apartment cannot be let. Null: no such apartment. */
export function addVoid(db: Db, actor: Actor, id: number, gap: VoidWish) {
  return onApartment(db, actor, id, async (tx, facts) => {
    const decision = rules.decideVoid(facts, gap)
    if (decision.refused) return decision
    const row = await tx.prisma.void.create({ data: { apartmentId: id, ...gap, recordedAt: actor.now, recordedById: actor.userId } })
    await changed(tx, actor, id, null, { void: { id: row.id, ...gap } })
    return decision
  })
}

/** Sets the day from which the apartment can be let again. Null: no such apartment or void. */
export function endVoid(db: Db, actor: Actor, id: number, voidId: number, endsOn: Day) {
  return onApartment(db, actor, id, async (tx, facts) => {
    const gap = facts.voids.find((one) => one.id === voidId)
    if (!gap) return null
    const decision = rules.decideVoidEnd(facts, voidId, endsOn)
    if (decision.refused) return decision
    await tx.prisma.void.update({ where: { id: voidId }, data: { endsOn } })
    await changed(tx, actor, id, { void: { id: voidId, endsOn: gap.endsOn } }, { void: { id: voidId, endsOn } })
    return decision
  })
}

/** The void was wrong: it stays in the log but counts for nothing. Null: no such apartment or void. */
export function cancelVoid(db: Db, actor: Actor, id: number, voidId: number): Promise<true | null> {
  return onApartment(db, actor, id, async (tx, facts) => {
    const gap = facts.voids.find((one) => one.id === voidId)
    if (!gap) return null
    await tx.prisma.void.update({ where: { id: voidId }, data: { cancelledAt: actor.now } })
    const { startsOn, endsOn, reason } = gap
    await recordChange(tx, actor, {
      action: 'END',
      subject: 'APARTMENT',
      subjectId: id,
      before: { void: { id: voidId, startsOn, endsOn, reason } },
      after: { void: { id: voidId, cancelledAt: actor.now } },
    })
    return true
  })
}

function onApartment<Result>(
  db: Db,
  actor: Actor,
  id: number,
  work: (tx: Db, facts: ApartmentFacts) => Promise<Result>,
): Promise<Result | null> {
  return db.transaction(async (tx) => {
    const facts = await lockApartment(tx, actor, id)
    return facts ? work(tx, facts) : null
  })
}

function changed(tx: Db, actor: Actor, subjectId: number, before: object | null, after: object): Promise<void> {
  return recordChange(tx, actor, { action: 'CHANGE', subject: 'APARTMENT', subjectId, before, after })
}
