import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sql } from '../../server/db.js'
import { allocate } from '../../server/domain/rent-ledger.js'
import { arrearsOn } from '../../server/features/arrears/store.js'
import { ownersOf } from '../../server/features/payments/matching-store.js'
import { allocateOpenCredits } from '../../server/features/rent/allocation-store.js'
import { planChargeRun, runCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { browseAs } from '../support/browse.js'
import { htmlFaults } from '../support/html-faults.js'
import { makeApartment, makeOtherNamnd, makePayment, makePerson, makeTenancy } from '../support/fixtures.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

describe.each(engines)('the ledger on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  const stay = async (wish: { startsOn?: string; endsOn?: string | null; rentOre?: number | null } = {}) => {
    const person = await makePerson(house)
    const apartment = await makeApartment(house)
    return makeTenancy(house, { personId: person.id, apartmentId: apartment.id, ...wish })
  }

  test('a charge run bills each stay by the day, due the last bank day, and nobody twice', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const whole = await stay({ startsOn: '2025-01-01' })
    const movesIn = await stay({ startsOn: '2026-11-11', rentOre: 600_000 })
    const movesOut = await stay({ startsOn: '2025-01-01', endsOn: '2026-11-16', rentOre: 600_000 })
    const sameDay = await stay({ startsOn: '2026-11-05', endsOn: '2026-11-05' })
    const before = await stay({ startsOn: '2025-01-01', endsOn: '2026-11-01' })
    const plan = await planChargeRun(house.db, actor, '2026-11')
    const first = await runCharges(house.db, actor, '2026-11')
    const again = await runCharges(house.db, actor, '2026-11')
    expect(plan).toMatchObject({ bills: 3, chargedOre: 600_000 + 400_000 + 300_000, dueOn: '2026-10-30' })
    expect(first).toMatchObject({ bills: 3, chargedOre: 1_300_000, alreadyCharged: 0 })
    expect(again).toMatchObject({ bills: 0, chargedOre: 0, alreadyCharged: 3 })
    const bills = await house.db.prisma.ledgerEntry.findMany({ where: { period: '2026-11' }, orderBy: { tenancyId: 'asc' } })
    expect(bills.map((bill) => [bill.tenancyId, bill.amountOre])).toEqual([
      [whole.id, 600_000],
      [movesIn.id, 400_000],
      [movesOut.id, 300_000],
    ])
    expect(bills.some((bill) => [sameDay.id, before.id].includes(bill.tenancyId))).toBe(false)
  })

  test('before a run the page says what will be late at once, and where days have no rent', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const late = await stay({ startsOn: '2026-10-01', endsOn: '2026-10-20' })
    const rentless = async (protection: string) => {
      const person = await makePerson(house, { protection })
      const apartment = await makeApartment(house, { rentOre: null, address: protection === 'NEJ' ? 'Hyreslösa gatan 3' : 'Gömda gatan 4' })
      return makeTenancy(house, {
        personId: person.id,
        apartmentId: apartment.id,
        startsOn: '2026-10-05',
        endsOn: '2026-10-15',
        rentOre: null,
      })
    }
    const [open, hidden] = [await rentless('NEJ'), await rentless('SEKRETESSMARKERING')]
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const page = (await browser.get('/hyror/avisering?manad=2026-10')).text
    expect(await htmlFaults(page)).toEqual([])
    expect(page).toMatch(/får en förfallodag som har passerat/)
    expect(page).toContain(`<a href="/boenden/${open.id}/hyra">Hyreslösa gatan 3, lgh 1101</a>, 10\u00a0dagar utan hyra`)
    expect([page.includes('Gömda gatan'), page.includes(`/boenden/${hidden.id}`), page.includes('Skyddad person, 10')]).toEqual([
      false,
      false,
      true,
    ])
    expect((await browser.get('/hyror/avisering?manad=2027-01')).text).not.toContain('har passerat')
    for (const { id } of [late, open, hidden])
      await house.db.prisma.tenancy.update({ where: { id }, data: { endsOn: '2026-10-05', startsOn: '2026-10-05' } })
    expect((await planChargeRun(house.db, actor, '2026-10')).withoutRent).toEqual([])
  })

  test('two runs at once charge once', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const runs = await Promise.all([runCharges(house.db, actor, '2026-12'), runCharges(house.db, actor, '2026-12')])
    const bills = await house.db.prisma.ledgerEntry.count({ where: { period: '2026-12' } })
    expect(runs.reduce((sum, run) => sum + run.bills, 0)).toBe(bills)
  })

  test('a payment before its bill pays the bill when it comes', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const tenancy = await stay({ startsOn: '2027-02-01' })
    await makePayment(house, { personId: tenancy.personId, tenancyId: tenancy.id, amountOre: 700_000, on: '2027-01-20' })
    await runCharges(house.db, actor, '2027-02')
    const bill = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { period: '2027-02', tenancyId: tenancy.id } })
    expect([bill.openOre, bill.settledOn]).toEqual([0, '2027-01-20'])
    const payment = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { kind: 'PAYMENT', personId: tenancy.personId } })
    expect(payment.openOre).toBe(100_000)
  })

  test('set-based allocation is the rule of the domain, for any bills and payments', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2023-0${1 + (n % 9)}-${String(n).padStart(2, '0')}`)
    const ore = fc.integer({ min: 1, max: 2_000_00 })
    const ocr = fc.constantFrom(null, 'A', 'B', 'C')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ dueOn: day, openOre: ore, ocr }), { maxLength: 6 }),
        fc.array(fc.record({ effectiveOn: day, openOre: ore, ocr }), { maxLength: 6 }),
        async (charges, credits) => {
          const tenancy = await stay({ startsOn: '2022-01-01' })
          const common = {
            namndId: house.namndId,
            unitId: house.unitId,
            personId: tenancy.personId,
            tenancyId: tenancy.id,
            recordedAt: house.clock.now(),
          }
          const bills = []
          for (const [n, charge] of charges.entries()) {
            bills.push(
              await house.db.prisma.ledgerEntry.create({
                data: {
                  ...common,
                  kind: 'CHARGE',
                  amountOre: charge.openOre,
                  openOre: charge.openOre,
                  effectiveOn: charge.dueOn,
                  dueOn: charge.dueOn,
                  ocr: charge.ocr,
                  period: `20${20 + n}-01`,
                },
              }),
            )
          }
          const payments = []
          for (const credit of credits) {
            const made = await makePayment(house, {
              personId: tenancy.personId,
              tenancyId: tenancy.id,
              amountOre: credit.openOre,
              on: credit.effectiveOn,
              ocr: credit.ocr,
            })
            payments.push({ id: made.id, effectiveOn: credit.effectiveOn, openOre: credit.openOre, ocr: credit.ocr })
          }
          await house.db.transaction((tx) => allocateOpenCredits(tx, actor, [tenancy.personId]))
          const stored = await house.db.rows<{ creditId: number; chargeId: number; amountOre: number }>(sql`
            select a."creditId", a."chargeId", sum(a."amountOre") as "amountOre" from "Allocation" a
            join "LedgerEntry" e on e."id" = a."chargeId" where e."personId" = ${tenancy.personId} group by a."creditId", a."chargeId"`)
          const wanted = allocate(
            payments,
            bills.map((bill) => ({ ...bill, dueOn: bill.dueOn ?? '' })),
          )
          // Which payment of a group pays which bill may differ; what each bill and each payment has left may not.
          const sums = (parts: { creditId: number; chargeId: number; amountOre: number }[], key: 'creditId' | 'chargeId') =>
            Object.fromEntries(
              [
                ...new Map(
                  parts.map((part) => [
                    part[key],
                    parts.filter((one) => one[key] === part[key]).reduce((sum, one) => sum + Number(one.amountOre), 0),
                  ]),
                ),
              ].sort((a, b) => a[0] - b[0]),
            )
          expect(sums(stored, 'chargeId')).toEqual(sums(wanted, 'chargeId'))
          expect(sums(stored, 'creditId')).toEqual(sums(wanted, 'creditId'))
        },
      ),
      { numRuns: engine === 'sqlite' ? 60 : 25 },
    )
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })

  test('verification names a projection that somebody has changed', async () => {
    const bill = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { kind: 'CHARGE', openOre: { gt: 0 } } })
    await house.db.run(sql`update "LedgerEntry" set "openOre" = "openOre" + 1 where "id" = ${bill.id}`)
    expect(await verifyLedger(house.db)).toEqual({
      ok: false,
      differences: [{ table: 'LedgerEntry', id: bill.id, column: 'openOre', stored: bill.openOre + 1, computed: bill.openOre }],
    })
    await house.db.run(sql`update "LedgerEntry" set "openOre" = "openOre" - 1 where "id" = ${bill.id}`)
  })

  test('the database itself refuses to change or delete a fact', async () => {
    const bill = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { kind: 'CHARGE' } })
    await expect(house.db.run(sql`update "LedgerEntry" set "amountOre" = 1 where "id" = ${bill.id}`)).rejects.toThrow()
    await expect(house.db.run(sql`delete from "LedgerEntry" where "id" = ${bill.id}`)).rejects.toThrow()
    await expect(house.db.run(sql`delete from "Allocation"`)).rejects.toThrow()
    await expect(house.db.run(sql`update "AuditEvent" set "actor" = 'x'`)).rejects.toThrow()
  })
})

describe.each(engines)('arrears on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  test('nobody is late before the latest plausible day, and an earlier day is computed from the facts', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const person = await makePerson(house, { ownId: 'P-sen', children: [2015, 2018] })
    const apartment = await makeApartment(house, { ownId: 'L-sen' })
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2025-01-01', rentOre: 600_000 })
    for (const month of ['2026-01', '2026-02']) await runCharges(house.db, actor, month)
    await makePayment(house, { personId: person.id, tenancyId: tenancy.id, amountOre: 900_000, on: '2026-02-10' })
    await house.db.transaction((tx) => allocateOpenCredits(tx, actor))
    const rows = async (on: string) =>
      (await arrearsOn(house.db, actor, on, { asOf: true })).map((row) => [
        row.ownId,
        row.apartment,
        row.overdueOre,
        row.oldestDueOn,
        row.daysOverdue,
        row.openBills,
        row.children,
      ])
    // January's rent is due Tuesday 30 December; New Year's Eve is the latest plausible day.
    expect(await rows('2025-12-31')).toEqual([])
    expect(await rows('2026-01-01')).toEqual([['P-sen', 'L-sen', 600_000, '2025-12-30', 2, 1, 2]])
    expect(await rows('2026-01-31')).toEqual([['P-sen', 'L-sen', 600_000, '2025-12-30', 32, 1, 2]])
    expect(await rows('2026-02-01')).toEqual([['P-sen', 'L-sen', 1_200_000, '2025-12-30', 33, 2, 2]])
    expect(await rows('2026-02-10')).toEqual([['P-sen', 'L-sen', 300_000, '2026-01-30', 11, 1, 2]])
    const now = await arrearsOn(house.db, actor, house.clock.today())
    expect(now).toEqual(await arrearsOn(house.db, actor, house.clock.today(), { asOf: true }))
  })

  test('another nämnd and another enhet see nothing, and a protected person stands without name and home', async () => {
    const other = await makeOtherNamnd(house)
    const elsewhere = await house.user('BOSAMORDNARE', { namndId: other.namndId, unitId: null })
    expect(await arrearsOn(house.db, elsewhere.actor, house.clock.today())).toEqual([])
    await house.db.prisma.person.updateMany({ data: { protection: 'SEKRETESSMARKERING' } })
    const { actor, id } = await house.user('CHEF')
    const [masked] = await arrearsOn(house.db, actor, house.clock.today())
    expect(masked).toMatchObject({ shown: false, name: null, apartment: null, address: null, apartmentId: null })
    const person = await house.db.prisma.person.findFirstOrThrow()
    await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId: id, grantedAt: house.clock.now() } })
    const [named] = await arrearsOn(house.db, actor, house.clock.today())
    expect(named).toMatchObject({ shown: true, apartment: 'L-sen' })
  })
})

describe.each(engines)('a reference that follows the stay on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  test('stands on every bill, and pays the oldest first, also before there is a bill', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const person = await makePerson(house)
    const apartment = await makeApartment(house)
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2026-01-01', rentOre: 500_000 })
    await house.db.prisma.tenancy.update({ where: { id: tenancy.id }, data: { ocr: '7654324' } })
    const owner = (await ownersOf(house.db, actor, ['7654324']))('0007654324')
    expect(owner).toMatchObject({ personId: person.id, tenancyId: tenancy.id, period: null })
    await runCharges(house.db, actor, '2026-01')
    await runCharges(house.db, actor, '2026-02')
    await makePayment(house, { personId: person.id, tenancyId: tenancy.id, amountOre: 700_000, on: '2026-02-01', ocr: '7654324' })
    await house.db.transaction((tx) => allocateOpenCredits(tx, actor))
    const bills = await house.db.prisma.ledgerEntry.findMany({ where: { kind: 'CHARGE' }, orderBy: { period: 'asc' } })
    expect(bills.map((bill) => [bill.ocr, bill.openOre])).toEqual([
      ['7654324', 0],
      ['7654324', 300_000],
    ])
    const other = await makeTenancy(house, { personId: (await makePerson(house)).id, apartmentId: (await makeApartment(house)).id })
    await house.db.prisma.tenancy.update({ where: { id: other.id }, data: { ocr: '7654324' } })
    expect((await ownersOf(house.db, actor, ['7654324']))('7654324')).toBe('SEVERAL_PEOPLE')
  })
})
