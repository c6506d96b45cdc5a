/**
 * Whatever is done to a ledger, in whatever order, nothing is made and nothing is lost: the open amounts add up to the balance, the
 * received money is on a ledger or waits, the same payment comes in once, and a day asked for later is what it was when it was asked.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Actor } from '../../server/actor.js'
import { addDays } from '../../server/domain/calendar.js'
import { balanceOn, signOf, type LedgerFact } from '../../server/domain/rent-ledger.js'
import { arrearsOn } from '../../server/features/arrears/store.js'
import { ledgerLines } from '../../server/features/arrears/ledger-store.js'
import type { Booking } from '../../server/features/ledger-entries/booking.js'
import { credit } from '../../server/features/ledger-entries/credits.js'
import { refund, transfer } from '../../server/features/ledger-entries/money-to-good.js'
import { openBills, personMoney, toGood, type PersonMoney } from '../../server/features/ledger-entries/person-money-store.js'
import { reAllocation } from '../../server/features/ledger-entries/re-allocation.js'
import { reversal } from '../../server/features/ledger-entries/reversal.js'
import { writeOff } from '../../server/features/ledger-entries/write-off.js'
import { addReceivedPayments } from '../../server/features/payments/received-store.js'
import { allocateOpenCredits, lockLedger } from '../../server/features/rent/allocation-store.js'
import { addBills } from '../../server/features/rent/entry-store.js'
import { reverseEntries } from '../../server/features/rent/reversal-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'

interface Tenant {
  personId: number
  /** an earlier stay and the present one */
  stays: [number, number]
  bills: number
}

const firstDay = '2026-01-05'
const day = fc.integer({ min: 0, max: 200 }).map((n) => addDays(firstDay, n))
const ore = fc.integer({ min: 1, max: 900_000 })
const ocr = fc.constantFrom(null, 'A', 'B')
const bill = fc.record({ what: fc.constant('BILL' as const), on: day, ore, ocr })
const payment = fc.record({ what: fc.constant('PAY' as const), on: day, ore, ocr, key: fc.nat(5) })
const pick = fc.nat(20)
const byHand = fc.record({ what: fc.constantFrom('REVERSE', 'CREDIT', 'REFUND', 'TRANSFER', 'WRITE_OFF', 'RE_ALLOCATE'), pick, ore })
const step = fc.oneof({ weight: 3, arbitrary: bill }, { weight: 3, arbitrary: payment }, { weight: 4, arbitrary: byHand })
type Step = { what: string; on?: string; ore: number; ocr?: string | null; key?: number; pick?: number }

describe.each(engines)('what holds of a ledger on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    ;({ actor } = await house.user('BOSAMORDNARE'))
  })
  afterAll(() => house.close())

  async function tenant(): Promise<Tenant> {
    const { id: personId } = await makePerson(house)
    const stays = []
    for (const startsOn of ['2024-01-01', '2026-01-01']) {
      const apartment = await makeApartment(house)
      stays.push((await makeTenancy(house, { personId, apartmentId: apartment.id, startsOn })).id)
    }
    return { personId, stays: stays as [number, number], bills: 0 }
  }

  /** Does one thing, as it would have been done at the instant. What cannot be done is refused and changes nothing. */
  async function take(who: Tenant, one: Step, now = actor.now): Promise<void> {
    const then = { ...actor, now, today: now.slice(0, 10) }
    const reference = one.ocr ? `${one.ocr}${who.personId}` : null
    await house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      const { personId } = who
      if (one.what === 'BILL') {
        const month = who.bills++
        const period = `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
        const common = { unitId: house.unitId, personId, tenancyId: who.stays[month % 2] ?? 0, kind: 'CHARGE' as const, amountOre: one.ore }
        await addBills(tx, then, [{ ...common, effectiveOn: one.on ?? '', dueOn: one.on, period, ocr: reference }])
        await allocateOpenCredits(tx, then, [personId])
      } else if (one.what === 'PAY') {
        await addReceivedPayments(tx, then, [incoming(who, one, reference)], 'REGISTER')
      } else {
        const money = await personMoney(tx, then, personId)
        const plan = planOf(one, money, who, then.today)
        if (plan && !plan.refused) {
          await plan.write(tx, then)
          await allocateOpenCredits(tx, then, [personId])
        }
      }
    })
  }

  function incoming(who: Tenant, one: Step, reference: string | null) {
    return {
      ordinal: 1,
      kind: 'PAYMENT' as const,
      amountOre: one.ore,
      currency: 'SEK',
      bookedOn: one.on ?? '',
      valueOn: null,
      orderedOn: null,
      references: reference === null ? [] : [{ reference, amountOre: null }],
      message: null,
      payerName: null,
      payerKind: 'KLIENT' as const,
      personId: who.personId,
      reason: null,
      transactionKey: `${who.personId}:${one.key ?? 0}`,
    }
  }

  function planOf(one: Step, money: PersonMoney, who: Tenant, today: string) {
    const nth = <Row>(rows: readonly Row[]): Row | undefined => rows[(one.pick ?? 0) % Math.max(1, rows.length)]
    const plan = <Value>(booking: Booking<Value>, value: Value | null) =>
      value === null ? null : booking.plan(money, value, today, DEFAULT_SETTINGS)
    const reason = 'Prov'
    const good = nth(toGood(money))
    const owed = nth(openBills(money))
    const entry = nth(money.entries)
    const allocation = nth(money.allocations)
    const amount = Math.min(one.ore, good?.openOre ?? 0)
    switch (one.what) {
      case 'REVERSE':
        return plan(reversal, entry ? { entryId: entry.id, reason } : null)
      case 'CREDIT':
        return plan(credit, { tenancyId: nth(who.stays) ?? 0, amount: one.ore, reason })
      case 'REFUND':
        return plan(refund, amount > 0 ? { amount, paidOn: today, reason } : null)
      case 'TRANSFER':
        return plan(
          transfer,
          good ? { fromTenancyId: good.tenancyId, toTenancyId: who.stays.find((id) => id !== good.tenancyId) ?? 0, amount, reason } : null,
        )
      case 'WRITE_OFF':
        return plan(writeOff, owed ? { bills: [owed.id], decidedOn: today, decisionReference: 'SN 1', reason } : null)
      default:
        return plan(reAllocation, allocation && owed ? { allocationId: allocation.id, billId: owed.id, reason } : null)
    }
  }

  /** What the person's ledger comes to, by its facts and by its open amounts. */
  async function sums({ personId }: Tenant) {
    const entries = await house.db.prisma.ledgerEntry.findMany({ where: { personId } })
    const facts = entries as unknown as LedgerFact[]
    const open = (bills: boolean) =>
      entries.filter((entry) => (entry.kind === 'CHARGE') === bills).reduce((sum, entry) => sum + entry.openOre, 0)
    const received = await house.db.prisma.receivedPayment.findMany({ where: { transactionKey: { startsWith: `${personId}:` } } })
    const receivedIds = new Set(received.map((row) => row.id))
    const onLedger = facts
      .filter((_, index) => receivedIds.has(entries[index]?.receivedId ?? 0))
      .reduce((sum, fact) => sum - signOf(fact) * fact.amountOre, 0)
    return {
      balanceOre: balanceOn(facts, { on: '9999-12-31' }),
      owedOre: open(true),
      toGoodOre: open(false),
      cameOre: received.reduce((sum, row) => sum + row.amountOre, 0),
      onLedgerOre: onLedger,
      waitsOre: received.reduce((sum, row) => sum + row.unmatchedOre, 0),
      payments: received.length,
    }
  }
  async function holds(who: Tenant): Promise<void> {
    const now = await sums(who)
    expect([now.owedOre - now.toGoodOre, now.onLedgerOre + now.waitsOre]).toEqual([now.balanceOre, now.cameOre])
    expect([Math.min(now.owedOre, now.toGoodOre), now.owedOre >= 0, now.toGoodOre >= 0]).toEqual([0, true, true])
  }

  test('after every step the open amounts are the balance, and what was asked of a day is what it answers later', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), day, async (steps, on) => {
        const who = await tenant()
        const asked: { knownOn: string; balanceOre: number; overdueOre: number }[] = []
        const see = async (knownOn?: string) => {
          const lines = await ledgerLines(house.db, actor, who.personId, { on, knownOn })
          const openOre = lines.reduce((sum, line) => sum + (line.kind === 'CHARGE' ? line.openOre : -line.openOre), 0)
          const balanceOre = lines.at(-1)?.balanceOre ?? 0
          expect(openOre).toBe(balanceOre)
          const listed = (await arrearsOn(house.db, actor, on, { asOf: true, knownOn })).find((row) => row.personId === who.personId)
          return { balanceOre, overdueOre: listed?.overdueOre ?? 0 }
        }
        for (const [index, one] of steps.entries()) {
          const knownOn = addDays('2026-08-01', index)
          await take(who, one, `${knownOn}T12:00:00.000Z`)
          await holds(who)
          asked.push({ knownOn, ...(await see()) })
        }
        for (const { knownOn, ...then } of asked) expect(await see(knownOn)).toEqual(then)
      }),
      { numRuns: engine === 'sqlite' ? 25 : 10 },
    )
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  }, 300_000)

  test('bills, payments, the same payments again, credits and reversals come to the same in any order', async () => {
    const base = fc.array(fc.oneof(bill, payment), { minLength: 2, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        base.chain((steps) => fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length }), fc.subarray(steps))),
        async ([steps, shuffled, reversed]) => {
          // A payment's key is its step: the same one again is the same payment, and no two are alike.
          const keyed = new Map(steps.map((one, index) => [one, { ...one, key: index }]))
          const run = async (order: readonly Step[], turned: readonly Step[]) => {
            const who = await tenant()
            const idOf = new Map<Step, number>()
            for (const one of order) {
              await take(who, one)
              const last = await house.db.prisma.ledgerEntry.findFirstOrThrow({
                where: { personId: who.personId },
                orderBy: { id: 'desc' },
              })
              idOf.set(one, last.id)
            }
            for (const one of order) if (one.what === 'PAY') await take(who, one) // the file comes once more
            await house.db.transaction(async (tx) => {
              await lockLedger(tx, house.namndId)
              expect(
                (
                  await reverseEntries(
                    tx,
                    actor,
                    turned.map((one) => idOf.get(one) ?? 0),
                    'Fel',
                  )
                ).refused,
              ).toBe(false)
            })
            for (const one of order) if (one.what === 'PAY') await take(who, one) // and after its payments were reversed
            await holds(who)
            return sums(who)
          }
          const asKeyed = (list: readonly Step[]) => list.map((one) => keyed.get(one as never) ?? one)
          const first = await run(asKeyed(steps), asKeyed(reversed))
          const second = await run(asKeyed(shuffled), asKeyed([...reversed].reverse()))
          expect(second).toEqual(first)
          expect(first.payments).toBe(steps.filter((one) => one.what === 'PAY').length)
        },
      ),
      { numRuns: engine === 'sqlite' ? 20 : 8 },
    )
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  }, 300_000)

  test('as of a day is what comes of replaying what counts by it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(bill, payment), { minLength: 2, maxLength: 8 }), day, async (steps, on) => {
        const keyed = steps.map((one, index) => ({ ...one, key: index }))
        const [whole, replayed] = [await tenant(), await tenant()]
        for (const one of keyed) await take(whole, one)
        for (const one of keyed.filter((some) => some.on <= on)) await take(replayed, one)
        const balance = async (who: Tenant, view: { on: string }) =>
          (await ledgerLines(house.db, actor, who.personId, view)).at(-1)?.balanceOre ?? 0
        expect(await balance(whole, { on })).toBe(await balance(replayed, { on: testToday }))
      }),
      { numRuns: engine === 'sqlite' ? 20 : 8 },
    )
  }, 300_000)
})
