/**
 * Writes the demo municipality, set-based: the same tables, bills, references and allocation as real work would have made. Only into
 * a database without people.
 */
import type { Actor } from '../../server/actor.js'
import { rawSql, sql, type Db } from '../../server/db.js'
import { addDays, addMonths, firstOfMonth, isBankDay, monthOf, nextMonth, type Day, type Month } from '../../server/domain/calendar.js'
import { checkpointMonthsDue } from './checkpoints.js'
import { POLICY } from '../../server/domain/policy.js'
import { searchNameOf, sortNameOf, sortTextOf } from '../../server/domain/names.js'
import { makeOcr, ocrBase } from '../../server/domain/ocr.js'
import { chargeForMonth } from '../../server/domain/rent-charges.js'
import { billDueOn } from '../../server/domain/rent-due.js'
import { stepOfHousingForm, directionOf } from '../../server/domain/ladder.js'
import type { LadderStep } from '../../server/domain/codes.js'
import { lockLedger } from '../../server/features/rent/allocation-store.js'
import { insertMany } from '../../server/many-rows.js'
import type { Dice } from './story.js'
import type { Household, Place } from './town.js'
import * as columns from './columns.js'
import { bookByHand } from './ledger-entries.js'
import { payBills, type DemoEntry } from './paid-bills.js'

export interface LoadInto {
  db: Db
  actor: Actor
  unitId: number
  /** responsible people, dealt out in turn */
  supporters: number[]
  socialWorkers: number[]
  /** who may see the protected */
  namedUserIds: number[]
  today: Day
  dice: Dice
}
export interface Loaded {
  people: number
  apartments: number
  tenancies: number
  bills: number
  payments: number
}

/** Households in portions, so that a nation fits in memory; each portion is one transaction. */
const householdsAtATime = 2_000

/** Loads places and households; returns how much it became. */
export async function loadTown(into: LoadInto, places: readonly Place[], households: readonly Household[]): Promise<Loaded> {
  const loaded: Loaded = { people: 0, apartments: places.length, tenancies: 0, bills: 0, payments: 0 }
  const apartmentIds = await into.db.transaction((tx) => loadPlaces(tx, into, places))
  for (let from = 0; from < households.length; from += householdsAtATime) {
    await into.db.transaction(async (tx) => {
      await lockLedger(tx, into.actor.namndId)
      await loadHouseholds(tx, into, households.slice(from, from + householdsAtATime), apartmentIds, loaded)
    })
  }
  await into.db.transaction((tx) => moveSequences(tx))
  await bookByHand(into.db, into.actor, into.today)
  return loaded
}

async function loadPlaces(tx: Db, into: LoadInto, places: readonly Place[]): Promise<Map<string, number>> {
  const { actor, unitId } = into
  const names = [...new Set(places.map((place) => place.landlord))]
  const landlords = new Map<string, number>()
  for (const name of names) {
    const known = await tx.prisma.landlord.upsert({
      where: { namndId_name: { namndId: actor.namndId, name } },
      update: {},
      create: { namndId: actor.namndId, name, phone: '08-000 00 00', createdAt: actor.now },
    })
    landlords.set(name, known.id)
  }
  let id = await nextId(tx, 'Apartment')
  const ids = new Map(places.map((place) => [place.ownId, id++]))
  const rowOf = (place: Place) => ids.get(place.ownId) ?? 0
  await insertMany(
    tx,
    'Apartment',
    columns.apartment,
    places.map((place) => ({
      id: rowOf(place),
      namndId: actor.namndId,
      unitId,
      ownId: place.ownId,
      landlordId: landlords.get(place.landlord),
      address: place.address,
      postcode: '126 34',
      city: 'Lunda',
      apartmentNumber: place.apartmentNumber,
      areaName: 'Lunda',
      squareMeters: place.squareMeters,
      rooms: place.rooms,
      costCentre: place.costCentre,
      sortAddress: sortTextOf(`${place.address} ${place.apartmentNumber}`),
      searchAddress: searchNameOf(`${place.address} ${place.apartmentNumber}`),
      createdAt: actor.now,
    })),
  )
  await insertMany(
    tx,
    'HousingFormPeriod',
    columns.formPeriod,
    places.map((place) => ({
      apartmentId: rowOf(place),
      housingForm: place.form,
      startsOn: place.startsOn,
      endsOn: place.endsOn,
      recordedAt: actor.now,
    })),
  )
  await insertMany(
    tx,
    'HeadLease',
    columns.headLease,
    places.map((place) => ({
      apartmentId: rowOf(place),
      kind: place.lease,
      startsOn: place.startsOn,
      endsOn: place.endsOn,
      noticeMonths: place.lease === 'BLOCK' ? 9 : 3,
      waiverReference: place.waiverUntilOn ? `HN ${place.startsOn.slice(0, 4)}-${rowOf(place)}` : null,
      waiverApprovedOn: place.waiverUntilOn ? place.startsOn : null,
      waiverUntilOn: place.waiverUntilOn,
      recordedAt: actor.now,
    })),
  )
  await insertMany(
    tx,
    'ApartmentRent',
    columns.apartmentRent,
    places.flatMap((place) =>
      ['LANDLORD', 'TENANT'].map((side) => ({
        apartmentId: rowOf(place),
        side,
        fromOn: place.startsOn,
        amountOre: place.rentOre,
        recordedAt: actor.now,
      })),
    ),
  )
  return ids
}

async function loadHouseholds(
  tx: Db,
  into: LoadInto,
  households: readonly Household[],
  apartmentIds: Map<string, number>,
  loaded: Loaded,
): Promise<void> {
  const { actor, unitId, today, dice } = into
  let personId = await nextId(tx, 'Person')
  let tenancyId = await nextId(tx, 'Tenancy')
  let entryId = await nextId(tx, 'LedgerEntry')
  let receivedId = await nextId(tx, 'ReceivedPayment')
  const rows: Record<keyof typeof tables, object[]> = {
    Person: [],
    PersonIdentity: [],
    HouseholdChild: [],
    ProtectionGrant: [],
    Note: [],
    Tenancy: [],
    TenancyRent: [],
    StepMove: [],
    Takeover: [],
    CheckpointHeld: [],
    ReceivedPayment: [],
    LedgerEntry: [],
  }
  const lastCharged = monthOf(today)
  // Whatever the day, somebody has just moved in and the landlord is not told yet.
  const newestOn = households
    .flatMap(({ stays, story }) => (story.protection ? [] : stays.filter((stay) => stay.endsOn === null).map((stay) => stay.startsOn)))
    .sort()
    .at(-1)
  for (const household of households) {
    const { who, story } = household
    const id = personId++
    const year = Number((household.stays[0]?.startsOn ?? today).slice(0, 4))
    const running = household.stays.find((stay) => stay.endsOn === null)
    rows.Person.push({
      id,
      namndId: actor.namndId,
      unitId,
      ownId: household.ownId,
      givenName: who.givenName,
      familyName: who.familyName,
      sortName: sortNameOf(who.familyName, who.givenName),
      searchName: searchNameOf(who.givenName, who.familyName),
      birthOn: who.birthOn,
      protection: story.protection ?? 'NEJ',
      phone: `070-174 ${String((id % 90) + 10)} ${String(((id * 7) % 90) + 10)}`,
      caseReference: `PARA-${20000 + id}`,
      createdAt: actor.now,
      socialsekreterareId: into.socialWorkers[id % into.socialWorkers.length] ?? null,
      boendestodjareId: running ? (into.supporters[id % into.supporters.length] ?? null) : null,
    })
    rows.PersonIdentity.push({ namndId: actor.namndId, personId: id, kind: 'PERSONNUMMER', number: who.number, recordedAt: actor.now })
    for (const birthYear of story.children?.(dice, year) ?? []) {
      rows.HouseholdChild.push({
        personId: id,
        birthYear,
        residence: dice.pick(['PERMANENT', 'PERMANENT', 'ALTERNATING']),
        recordedAt: actor.now,
      })
    }
    if (story.protection) for (const userId of into.namedUserIds) rows.ProtectionGrant.push({ personId: id, userId, grantedAt: actor.now })
    for (const note of running ? (story.notes ?? []) : []) {
      const happenedOn = addDays(today, -note.daysAgo)
      rows.Note.push({
        namndId: actor.namndId,
        personId: id,
        kind: note.kind,
        reached: note.reached,
        happenedOn,
        text: note.text,
        writtenAt: `${happenedOn}T09:00:00.000Z`,
        authorId: into.supporters[id % into.supporters.length] ?? into.namedUserIds[0],
      })
    }
    const bills: {
      tenancyId: number
      period: Month
      due: Day
      amountOre: number
      ocr: string
      form: string
      costCentre: string
      parts: unknown
    }[] = []
    let from: LadderStep | null = null
    for (const [n, stay] of household.stays.entries()) {
      const tenancy = tenancyId++
      const apartmentId = apartmentIds.get(stay.place.ownId)
      const next = household.stays[n + 1]
      const fresh = stay.endsOn === null && (addDays(stay.startsOn, 21) > today || stay.startsOn === newestOn)
      const isToBeTakenOver =
        story.takeoverPlanned && stay.endsOn === null && stay.place.form === 'FORSOKSLAGENHET' && addMonths(stay.startsOn, 12) < today
      const transfersOn = firstOfMonth(nextMonth(monthOf(today)))
      rows.Tenancy.push({
        id: tenancy,
        namndId: actor.namndId,
        unitId,
        apartmentId,
        personId: id,
        startsOn: stay.startsOn,
        endsOn: isToBeTakenOver ? transfersOn : stay.endsOn,
        outcome: stay.outcome,
        contractUntilOn: null,
        landlordToldOn: fresh ? null : stay.startsOn,
        recordedAt: `${stay.startsOn}T08:00:00.000Z`,
      })
      rows.TenancyRent.push({ tenancyId: tenancy, fromOn: stay.startsOn, amountOre: stay.place.rentOre, recordedAt: actor.now })
      const to = stepOfHousingForm(stay.place.form)
      rows.StepMove.push(move(into, id, tenancy, from, to, stay.startsOn, from === null ? 'Beslut om boende' : 'Kontrollstationen är klar'))
      from = to
      for (const months of checkpointMonthsDue(stay, today, POLICY.checkpointMonths.value)) {
        rows.CheckpointHeld.push({
          tenancyId: tenancy,
          months,
          heldOn: addMonths(stay.startsOn, months),
          note: 'Genomgång av hyra, boende och plan.',
          recordedAt: actor.now,
        })
      }
      if (stay.endsOn !== null && !next) {
        const own = stay.outcome === 'OVERTAG' || stay.outcome === 'EGET_KONTRAKT_ANNAN'
        rows.StepMove.push(
          move(
            into,
            id,
            own ? tenancy : null,
            from,
            own ? 'EGET_KONTRAKT' : null,
            stay.endsOn,
            own ? 'Eget förstahandskontrakt' : 'Boendet är avslutat',
          ),
        )
      }
      if (stay.outcome === 'OVERTAG' && stay.endsOn) {
        rows.Takeover.push({
          namndId: actor.namndId,
          tenancyId: tenancy,
          personId: id,
          apartmentId,
          approvedOn: addDays(stay.endsOn, -30),
          transfersOn: stay.endsOn,
          recordedAt: actor.now,
          transferredAt: `${stay.endsOn}T08:00:00.000Z`,
        })
      } else if (isToBeTakenOver) {
        rows.Takeover.push({
          namndId: actor.namndId,
          tenancyId: tenancy,
          personId: id,
          apartmentId,
          approvedOn: addDays(today, -6),
          transfersOn,
          recordedAt: actor.now,
          transferredAt: null,
        })
      }
      for (
        let month = monthOf(stay.startsOn);
        month <= lastCharged && (stay.endsOn === null || firstOfMonth(month) < stay.endsOn);
        month = nextMonth(month)
      ) {
        const charge = chargeForMonth({ month, rents: [{ fromOn: stay.startsOn, amountOre: stay.place.rentOre }], stay })
        if (charge.amountOre > 0) {
          bills.push({
            tenancyId: tenancy,
            period: month,
            due: billDueOn(month, stay.startsOn),
            amountOre: charge.amountOre,
            ocr: makeOcr(ocrBase(tenancy, month)),
            form: stay.place.form,
            costCentre: stay.place.costCentre,
            parts: charge.parts,
          })
        }
      }
    }
    for (const [n, bill] of bills.entries()) {
      rows.LedgerEntry.push({
        id: entryId++,
        namndId: actor.namndId,
        unitId,
        personId: id,
        tenancyId: bill.tenancyId,
        kind: 'CHARGE',
        amountOre: bill.amountOre,
        effectiveOn: bill.due,
        recordedAt: `${addDays(bill.due, -10)}T08:00:00.000Z`,
        period: bill.period,
        dueOn: bill.due,
        ocr: bill.ocr,
        housingForm: bill.form,
        costCentre: bill.costCentre,
        specification: JSON.stringify(bill.parts),
        receivedId: null,
        payerKind: null,
        openOre: bill.amountOre,
        settledOn: null,
      })
      loaded.bills++
      for (const pays of story.pays({ dueOn: bill.due, number: n, fromLast: bills.length - 1 - n }, dice)) {
        const on = bankDayFrom(addDays(bill.due, pays.days))
        if (on > today) continue
        const amountOre = pays.part === 1 ? bill.amountOre : Math.round((bill.amountOre * pays.part) / 10_000) * 10_000 // people pay in hundreds
        const received = receivedId++
        rows.ReceivedPayment.push({
          id: received,
          namndId: actor.namndId,
          ordinal: 1,
          source: 'BANK',
          kind: 'PAYMENT',
          amountOre,
          currency: 'SEK',
          bookedOn: on,
          valueOn: on,
          orderedOn: null,
          reference: bill.ocr,
          message: null,
          payerName: pays.payer === 'SOCIALTJANST' ? 'Ekonomiskt bistånd' : null,
          payerKind: pays.payer,
          transactionKey: `demo:${received}`,
          recordedAt: `${on}T10:00:00.000Z`,
          unmatchedOre: 0,
        })
        rows.LedgerEntry.push({
          id: entryId++,
          namndId: actor.namndId,
          unitId,
          personId: id,
          tenancyId: bill.tenancyId,
          kind: 'PAYMENT',
          amountOre,
          effectiveOn: on,
          recordedAt: `${on}T10:00:00.000Z`,
          period: null,
          dueOn: null,
          ocr: bill.ocr,
          housingForm: bill.form,
          costCentre: bill.costCentre,
          specification: null,
          receivedId: received,
          payerKind: pays.payer,
          openOre: amountOre,
          settledOn: null,
        })
        loaded.payments++
      }
    }
  }
  loaded.people += rows.Person.length
  loaded.tenancies += rows.Tenancy.length
  const entries = rows.LedgerEntry as DemoEntry[]
  const paid = payBills(entries)
  for (const entry of entries) if (entry.openOre > 0) entry.settledOn = null
  for (const [table, of] of Object.entries(tables)) await insertMany(tx, table, of, rows[table as keyof typeof tables])
  await insertMany(tx, 'Allocation', columns.allocation, paid)
}

const tables = {
  Person: columns.person,
  PersonIdentity: columns.identity,
  HouseholdChild: columns.child,
  ProtectionGrant: columns.grant,
  Note: columns.note,
  Tenancy: columns.tenancy,
  TenancyRent: columns.tenancyRent,
  StepMove: columns.stepMove,
  Takeover: columns.takeover,
  CheckpointHeld: columns.checkpoint,
  ReceivedPayment: columns.received,
  LedgerEntry: columns.entry,
} as const

function move(
  into: LoadInto,
  personId: number,
  tenancyId: number | null,
  fromStep: LadderStep | null,
  toStep: LadderStep | null,
  movesOn: Day,
  reason: string,
) {
  return {
    namndId: into.actor.namndId,
    personId,
    tenancyId,
    fromStep,
    toStep,
    direction: directionOf(fromStep, toStep),
    movesOn,
    reason,
    decisionReference: `SN ${movesOn.slice(0, 4)}/${personId}`,
    recordedAt: `${movesOn}T08:00:00.000Z`,
  }
}

function bankDayFrom(day: Day): Day {
  let on = day
  while (!isBankDay(on)) on = addDays(on, 1)
  return on
}

async function nextId(tx: Db, table: string): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(sql`select coalesce(max("id"), 0) + 1 as "id" from ${rawSql(`"${table}"`)}`)
  return row?.id ?? 1
}

/** Ids were given by us: PostgreSQL's own counters go on after them. */
async function moveSequences(tx: Db): Promise<void> {
  if (tx.dialect !== 'postgresql') return
  for (const table of ['Apartment', 'Person', 'Tenancy', 'LedgerEntry', 'ReceivedPayment']) {
    await tx.rows(
      sql`select setval(pg_get_serial_sequence(${`"${table}"`}, 'id'), (select coalesce(max("id"), 1) from ${rawSql(`"${table}"`)}))`,
    )
  }
}
