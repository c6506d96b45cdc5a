/**
 * The arrears list of a day gone by, against a model in memory that keeps nothing but bills, payments and what paid what, and is
 * made of the rules alone (domain/rent-ledger.ts, domain/arrears.ts).
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Actor } from '../../server/actor.js'
import { sql } from '../../server/db.js'
import { daysOverdue, isOverdue, monthsOwed } from '../../server/domain/arrears.js'
import { debtTrend, trendSince } from '../../server/domain/arrears-trend.js'
import { byUrgency, legalDeadline } from '../../server/domain/arrears-urgency.js'
import { addDays, nextMonth } from '../../server/domain/calendar.js'
import { countedFrom, minorOreOf } from '../../server/domain/minor-rent.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { forfeitureFrom } from '../../server/domain/rent-due.js'
import { allocate } from '../../server/domain/rent-ledger.js'
import { arrearsOn, lastPaymentDays } from '../../server/features/arrears/store.js'
import { addReceivedPayments } from '../../server/features/payments/received-store.js'
import { allocateOpenCredits, lockLedger } from '../../server/features/rent/allocation-store.js'
import { addCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

interface ModelBill {
  id: number
  dueOn: string
  amountOre: number
  ocr: string | null
}
interface ModelPart {
  creditId: number
  chargeId: number
  amountOre: number
  effectiveOn: string
}
interface Model {
  personId: number
  tenancyId: number
  children: number
  rentOre: number
  bills: ModelBill[]
  payments: { id: number; effectiveOn: string; amountOre: number; ocr: string | null }[]
  parts: ModelPart[]
}

/** Half a year to and a month past the due days, so that most lists have somebody in them; never after today. */
const firstDay = '2026-03-01'
const day = fc.integer({ min: 0, max: 260 }).map((n) => addDays(firstDay, n))
const ore = fc.integer({ min: 1, max: 900_000 })
const ocr = fc.constantFrom(null, 'A', 'B')
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('BILL' as const), who: fc.nat(2), on: day, ore, ocr }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('PAYMENT' as const), who: fc.nat(2), on: day, ore, ocr }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('TAKE_BACK' as const), who: fc.nat(2), later: fc.nat(20), which: fc.nat(5) }) },
)

describe.each(engines)('arrears of a day gone by on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    ;({ actor } = await house.user('BOSAMORDNARE'))
  })
  afterAll(() => house.close())

  async function somebody(children: number): Promise<Model> {
    const rentOre = 500_000 + children * 100_000
    const person = await makePerson(house, { children: Array.from({ length: children }, (_, n) => 2015 + n) })
    const apartment = await makeApartment(house)
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2020-01-01', rentOre })
    return { personId: person.id, tenancyId: tenancy.id, children, rentOre, bills: [], payments: [], parts: [] }
  }

  /** What is left of bills and payments pays, in the database and in the model. */
  function pay(one: Model): void {
    const paid = (of: 'creditId' | 'chargeId', id: number) =>
      one.parts.filter((part) => part[of] === id).reduce((sum, part) => sum + part.amountOre, 0)
    const parts = allocate(
      one.payments.map((payment) => ({ ...payment, openOre: payment.amountOre - paid('creditId', payment.id) })),
      one.bills.map((bill) => ({ ...bill, openOre: bill.amountOre - paid('chargeId', bill.id) })),
    )
    const dayOf = new Map(one.payments.map((payment) => [payment.id, payment.effectiveOn]))
    one.parts.push(...parts.map((part) => ({ ...part, effectiveOn: dayOf.get(part.creditId) ?? '' })))
  }

  const own = (one: Model, reference: string | null) => (reference === null ? null : `${reference}${one.personId}`)

  async function bill(one: Model, wish: { on: string; ore: number; ocr: string | null }): Promise<void> {
    const period = nextMonth('2010-01', one.bills.length) // any month that has no bill: what counts is the due day
    await house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      await addCharges(tx, actor, [
        {
          unitId: house.unitId,
          personId: one.personId,
          tenancyId: one.tenancyId,
          amountOre: wish.ore,
          period,
          dueOn: wish.on,
          ocr: own(one, wish.ocr) ?? '',
          housingForm: null,
          costCentre: null,
          specification: null,
        },
      ])
      await allocateOpenCredits(tx, actor, [one.personId])
    })
    const { id } = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { tenancyId: one.tenancyId, period } })
    one.bills.push({ id, dueOn: wish.on, amountOre: wish.ore, ocr: own(one, wish.ocr) ?? '' })
  }

  async function payment(one: Model, wish: { on: string; ore: number; ocr: string | null }): Promise<void> {
    const reference = own(one, wish.ocr)
    const transactionKey = `${one.personId}:${one.payments.length}`
    await house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      await addReceivedPayments(
        tx,
        actor,
        [
          {
            ordinal: 1,
            kind: 'PAYMENT',
            amountOre: wish.ore,
            currency: 'SEK',
            bookedOn: wish.on,
            valueOn: null,
            orderedOn: null,
            references: reference === null ? [] : [{ reference, amountOre: null }],
            message: null,
            payerName: null,
            payerKind: 'KLIENT',
            personId: one.personId,
            reason: null,
            transactionKey,
          },
        ],
        'REGISTER',
      )
    })
    const entry = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { received: { transactionKey } } })
    one.payments.push({ id: entry.id, effectiveOn: wish.on, amountOre: wish.ore, ocr: reference })
  }

  /** A row with its sign turned, from a later day: what the payment paid is open again, and pays anew. */
  async function takeBack(one: Model, wish: { later: number; which: number }): Promise<void> {
    const taken = new Set((await house.db.prisma.allocation.findMany({ where: { undoesId: { not: null } } })).map((row) => row.undoesId))
    const standing = await house.db.prisma.allocation.findMany({
      where: { undoesId: null, chargeId: { in: one.bills.map((some) => some.id) } },
      orderBy: { id: 'asc' },
    })
    const left = standing.filter((row) => !taken.has(row.id))
    const row = left[wish.which % Math.max(1, left.length)]
    if (!row) return
    const effectiveOn = [addDays(row.effectiveOn, wish.later), testToday].sort()[0] ?? testToday
    await house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      const { id, ...facts } = row
      await tx.prisma.allocation.create({ data: { ...facts, amountOre: -row.amountOre, effectiveOn, undoesId: id, reason: 'Fel avi' } })
      await tx.run(sql`update "LedgerEntry" set "openOre" = "openOre" + ${row.amountOre}, "settledOn" = null
        where "id" in (${row.chargeId}, ${row.creditId})`)
      await allocateOpenCredits(tx, actor, [one.personId])
    })
    one.parts.push({ creditId: row.creditId, chargeId: row.chargeId, amountOre: -row.amountOre, effectiveOn })
  }

  const openOn = (one: Model, on: string) =>
    one.bills
      .map((some) => ({
        ...some,
        openOre:
          some.amountOre -
          one.parts.filter((part) => part.chargeId === some.id && part.effectiveOn <= on).reduce((sum, part) => sum + part.amountOre, 0),
      }))
      .filter((some) => some.openOre > 0 && isOverdue(some.dueOn, on))

  function listed(one: Model, on: string) {
    const open = openOn(one, on)
    if (open.length === 0) return []
    const overdueOre = open.reduce((sum, some) => sum + some.openOre, 0)
    const oldestDueOn = open.map((some) => some.dueOn).sort()[0] ?? ''
    const facts = { overdueOre, oldestDueOn, children: one.children, monthlyRentOre: one.rentOre }
    const paidOn = one.payments.map((some) => some.effectiveOn).filter((some) => some <= on)
    return [
      {
        personId: one.personId,
        ...facts,
        daysOverdue: daysOverdue(oldestDueOn, on),
        openBills: open.length,
        lastPaidOn: paidOn.sort().at(-1) ?? null,
        monthsOwed: monthsOwed(facts),
        trend: debtTrend(overdueThen(one, trendSince(on, 1)), overdueOre, 10),
      },
    ]
  }

  const overdueThen = (one: Model, on: string): number => openOn(one, on).reduce((sum, some) => sum + some.openOre, 0)

  /** Nobody here has moved out or been in contact, and everything owed is rent. */
  const keysOf = (row: ReturnType<typeof listed>[number], one: Model | undefined, on: string) => ({
    ...row,
    deadline: legalDeadline(
      countedFrom(
        (one ? openOn(one, on) : []).map(({ dueOn, openOre }) => ({ on: forfeitureFrom(dueOn), openOre })),
        minorOreOf(DEFAULT_SETTINGS),
      ),
      on,
    ),
    lastContactOn: null,
  })

  test('is what the rules give of the bills and payments that counted by then, most urgent first', async () => {
    let rowsSeen = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 12 }),
        fc.array(day, { minLength: 2, maxLength: 4 }),
        async (steps, days) => {
          const people = [await somebody(0), await somebody(1), await somebody(2)]
          for (const one of steps) {
            const who = people[one.who]
            if (!who) continue
            if (one.what === 'BILL') await bill(who, one)
            else if (one.what === 'PAYMENT') await payment(who, one)
            else await takeBack(who, one)
            pay(who)
          }
          const ids = new Set(people.map((one) => one.personId))
          const shown = async (on: string, asOf: boolean) => {
            const paidOn = await lastPaymentDays(house.db, [...ids], on)
            return (await arrearsOn(house.db, actor, on, { asOf }))
              .filter((row) => ids.has(row.personId))
              .map(
                ({
                  personId,
                  overdueOre,
                  oldestDueOn,
                  children,
                  monthlyRentOre,
                  daysOverdue: late,
                  openBills,
                  monthsOwed: months,
                  trend,
                }) => ({
                  personId,
                  overdueOre,
                  oldestDueOn,
                  children,
                  monthlyRentOre,
                  daysOverdue: late,
                  openBills,
                  lastPaidOn: paidOn.get(personId) ?? null,
                  monthsOwed: months,
                  trend,
                }),
              )
          }
          for (const on of [...days, testToday]) {
            const keys = (row: ReturnType<typeof listed>[number]) =>
              keysOf(
                row,
                people.find((one) => one.personId === row.personId),
                on,
              )
            const wanted = people.flatMap((one) => listed(one, on)).sort((a, b) => byUrgency(keys(a), keys(b)))
            expect([on, await shown(on, true)]).toEqual([on, wanted])
            rowsSeen += wanted.length
          }
          expect(await shown(testToday, false)).toEqual(await shown(testToday, true))
        },
      ),
      { numRuns: engine === 'sqlite' ? 50 : 25, endOnFailure: true },
    )
    expect(rowsSeen).toBeGreaterThan(50)
    expect(await arrearsOn(house.db, actor, testToday)).toEqual(await arrearsOn(house.db, actor, testToday, { asOf: true }))
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  }, 180_000)

  test('a payment laid anew counts from its day: what its old bill had too much in between makes no other debt smaller', async () => {
    const one = await somebody(2)
    await payment(one, { on: '2026-10-12', ore: 365_978, ocr: 'B' })
    await bill(one, { on: '2026-05-24', ore: 559_271, ocr: 'A' })
    pay(one)
    await bill(one, { on: '2026-03-31', ore: 64_486, ocr: null })
    pay(one)
    await takeBack(one, { later: 15, which: 0 })
    pay(one)
    const row = (await arrearsOn(house.db, actor, testToday, { asOf: true })).find((some) => some.personId === one.personId)
    expect([row?.overdueOre, row?.trend]).toEqual([257_779, { changeOre: 257_779, trend: 'GROWING' }])
  })

  test('a bill that a payment settled, and that was taken back, was open in between and not before', async () => {
    const one = await somebody(0)
    await bill(one, { on: '2026-03-31', ore: 500_000, ocr: null })
    await payment(one, { on: '2026-04-10', ore: 500_000, ocr: null })
    const overdue = async (on: string) =>
      (await arrearsOn(house.db, actor, on, { asOf: true })).find((row) => row.personId === one.personId)?.overdueOre ?? 0
    expect([await overdue('2026-03-31'), await overdue('2026-04-09'), await overdue('2026-04-10')]).toEqual([0, 500_000, 0])
    await house.db.transaction(async (tx) => {
      const row = await tx.prisma.allocation.findFirstOrThrow({ where: { chargeId: one.bills[0]?.id ?? 0 } })
      const { id, ...facts } = row
      await tx.prisma.allocation.create({ data: { ...facts, amountOre: -row.amountOre, effectiveOn: '2026-05-04', undoesId: id } })
      await tx.run(sql`update "LedgerEntry" set "openOre" = "openOre" + ${row.amountOre}, "settledOn" = null
        where "id" in (${row.chargeId}, ${row.creditId})`)
    })
    expect([await overdue('2026-04-09'), await overdue('2026-05-03'), await overdue('2026-05-04')]).toEqual([500_000, 0, 500_000])
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })
})
