/** Reversals and the verification of the ledger, in the database on both engines. What a person does with them is in ledger-entries.test.ts. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { rawSql, sql, type Db } from '../../server/db.js'
import { balanceOn } from '../../server/domain/rent-ledger.js'
import { arrearsOn } from '../../server/features/arrears/store.js'
import { ledgerLines } from '../../server/features/arrears/ledger-store.js'
import { runNightly } from '../../server/jobs/nightly.js'
import { addReceivedPayments } from '../../server/features/payments/received-store.js'
import { lockLedger } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { addEntries } from '../../server/features/rent/entry-store.js'
import { reverseEntries } from '../../server/features/rent/reversal-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { browseAs } from '../support/browse.js'
import { htmlFaults } from '../support/html-faults.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

let serial = 0

describe.each(engines)('reversals on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    ;({ actor } = await house.user('BOSAMORDNARE'))
  })
  afterAll(() => house.close())

  const clean = async () => expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })

  /** A person with the rents of October and November 2026 billed, 6 000 kr each, due 2026-09-30 and 2026-10-30. */
  async function tenant(bills = true) {
    const person = await makePerson(house)
    const apartment = await makeApartment(house, { costCentre: '41229', housingForm: 'TRANINGSLAGENHET' })
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2026-10-01' })
    if (bills) for (const month of ['2026-10', '2026-11']) await runCharges(house.db, { ...actor, now: '2026-10-01T08:00:00.000Z' }, month)
    return { personId: person.id, tenancyId: tenancy.id }
  }

  async function pay(personId: number, amountOre: number, on: string, at = actor.now) {
    const transactionKey = `r:${++serial}`
    await house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      await addReceivedPayments(
        tx,
        { ...actor, now: at },
        [
          {
            ordinal: 1,
            kind: 'PAYMENT',
            amountOre,
            currency: 'SEK',
            bookedOn: on,
            valueOn: null,
            orderedOn: null,
            references: [],
            message: null,
            payerName: null,
            payerKind: 'KLIENT',
            personId,
            reason: null,
            transactionKey,
          },
        ],
        'REGISTER',
      )
    })
    return house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { received: { transactionKey } }, include: { received: true } })
  }

  const reverse = (ids: readonly number[], from: string | null = null, at = actor.now) =>
    house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      return reverseEntries(tx, { ...actor, now: at }, ids, 'Fel person', from)
    })

  const open = async (personId: number) =>
    (await house.db.prisma.ledgerEntry.findMany({ where: { personId }, orderBy: { id: 'asc' } })).map((entry) => [
      entry.kind,
      entry.openOre,
    ])

  test('every entry gets the cost centre and the boendeform of its place on its day', async () => {
    const { personId, tenancyId } = await tenant()
    const { apartmentId } = await house.db.prisma.tenancy.findUniqueOrThrow({ where: { id: tenancyId } })
    await house.db.prisma.housingFormPeriod.create({
      data: { apartmentId, housingForm: 'FORSOKSLAGENHET', startsOn: '2026-11-01', recordedAt: actor.now },
    })
    await pay(personId, 100, '2026-10-31')
    await pay(personId, 200, '2026-11-01')
    await pay(personId, 300, '2019-01-01') // before the place had any: its first
    const payments = await house.db.prisma.ledgerEntry.findMany({ where: { personId, kind: 'PAYMENT' }, orderBy: { id: 'asc' } })
    expect(payments.map((entry) => [entry.amountOre, entry.costCentre, entry.housingForm])).toEqual([
      [100, '41229', 'TRANINGSLAGENHET'],
      [200, '41229', 'FORSOKSLAGENHET'],
      [300, '41229', 'TRANINGSLAGENHET'],
    ])
    expect(await house.db.prisma.ledgerEntry.count({ where: { OR: [{ costCentre: null }, { housingForm: null }] } })).toBe(0)
  })

  test('ids come back in order, and what the caller says of the place stands', async () => {
    const { personId, tenancyId } = await tenant(false)
    const common = { unitId: house.unitId, personId, tenancyId, kind: 'CREDIT' as const, effectiveOn: '2026-11-01', reason: 'Prov' }
    const ids = await house.db.transaction((tx) =>
      addEntries(
        tx,
        actor,
        [3, 1, 2].map((amountOre) => ({ ...common, amountOre, costCentre: amountOre === 2 ? '99999' : null })),
      ),
    )
    const rows = await house.db.prisma.ledgerEntry.findMany({ where: { id: { in: ids } } })
    expect(ids.map((id) => rows.find((row) => row.id === id)).map((row) => [row?.amountOre, row?.costCentre])).toEqual([
      [3, '41229'],
      [1, '41229'],
      [2, '99999'],
    ])
  })

  test('a reversed payment opens its bills, waits without a match again, and is turned once', async () => {
    const { personId } = await tenant()
    const payment = await pay(personId, 900_000, '2026-10-20')
    expect(await open(personId)).toEqual([
      ['CHARGE', 0],
      ['CHARGE', 300_000],
      ['PAYMENT', 0],
    ])
    const done = await reverse([payment.id])
    expect(done).toMatchObject({ refused: false, reversed: [{ id: payment.id, personId }] })
    expect(await open(personId)).toEqual([
      ['CHARGE', 600_000],
      ['CHARGE', 600_000],
      ['PAYMENT', 0],
      ['REVERSAL', 0],
    ])
    const [received, reversal, turned] = await Promise.all([
      house.db.prisma.receivedPayment.findUniqueOrThrow({ where: { id: payment.receivedId ?? 0 } }),
      house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { reversesId: payment.id } }),
      house.db.prisma.ledgerEntry.findUniqueOrThrow({ where: { id: payment.id } }),
    ])
    expect(received.unmatchedOre).toBe(900_000)
    expect(reversal).toMatchObject({
      kind: 'REVERSAL',
      direction: 1,
      amountOre: 900_000,
      effectiveOn: '2026-10-20',
      receivedId: payment.receivedId,
    })
    expect(turned.reversedById).toBe(reversal.id)
    await clean()
    expect(await reverse([payment.id])).toMatchObject({ refused: true, reasons: ['ALREADY_REVERSED'] })
    expect(await reverse([reversal.id])).toMatchObject({ refused: true, reasons: ['IS_A_REVERSAL'] })
    expect(await reverse([999_999_999])).toMatchObject({ refused: true, reasons: ['ENTRY_NOT_FOUND'] })
    const elsewhere = await makeOtherNamnd(house)
    const strangers = await house.user('BOSAMORDNARE', { namndId: elsewhere.namndId, unitId: null })
    expect(await house.db.transaction((tx) => reverseEntries(tx, strangers.actor, [payment.id], 'x'))).toMatchObject({
      reasons: ['ENTRY_NOT_FOUND'],
    })
    expect(await house.db.prisma.ledgerEntry.count({ where: { personId } })).toBe(4)
    await expect(
      house.db.run(sql`
      insert into "LedgerEntry" ("namndId", "unitId", "personId", "tenancyId", "kind", "amountOre", "effectiveOn", "recordedAt", "reversesId", "direction")
      select "namndId", "unitId", "personId", "tenancyId", 'REVERSAL', "amountOre", "effectiveOn", "recordedAt", "reversesId", "direction"
      from "LedgerEntry" where "id" = ${reversal.id}`),
    ).rejects.toThrow()
  })

  test('a reversed bill gives its money to the next, was never late, and the month can be billed anew', async () => {
    const { personId, tenancyId } = await tenant()
    await pay(personId, 600_000, '2026-10-20')
    const [october] = await house.db.prisma.ledgerEntry.findMany({ where: { personId, period: '2026-10' } })
    await reverse([october?.id ?? 0])
    const bills = await house.db.prisma.ledgerEntry.findMany({ where: { personId, kind: 'CHARGE' }, orderBy: { period: 'asc' } })
    expect(bills.map((bill) => [bill.openOre, bill.settledOn])).toEqual([
      [0, '2026-09-30'],
      [0, '2026-10-20'],
    ])
    const listed = await arrearsOn(house.db, actor, '2026-10-10', { asOf: true })
    expect(listed.some((row) => row.personId === personId)).toBe(false)
    await house.db.prisma.tenancyRent.create({ data: { tenancyId, fromOn: '2026-10-02', amountOre: 300_000, recordedAt: actor.now } })
    expect(await runCharges(house.db, actor, '2026-10')).toMatchObject({ bills: 1 })
    expect(await runCharges(house.db, actor, '2026-10')).toMatchObject({ bills: 0 })
    const standing = await house.db.prisma.ledgerEntry.findMany({ where: { personId, period: '2026-10', reversedById: null } })
    expect(standing.map((bill) => bill.openOre)).toEqual([309_677])
    await clean()
  })

  test('as known before the reversal, the balance and the list are what they were', async () => {
    const { personId } = await tenant()
    const payment = await pay(personId, 1_200_000, '2026-10-01', '2026-11-02T09:00:00.000Z')
    await reverse([payment.id], null, '2026-11-20T09:00:00.000Z')
    const facts = (await house.db.prisma.ledgerEntry.findMany({ where: { personId } })) as never[]
    const seen = async (on: string, knownOn?: string) => {
      const lines = await ledgerLines(house.db, actor, personId, { on, knownOn })
      const openOre = lines.reduce((sum, line) => sum + (line.kind === 'CHARGE' ? line.openOre : -line.openOre), 0)
      expect([balanceOn(facts, { on, knownOn }), openOre]).toEqual([lines.at(-1)?.balanceOre ?? 0, lines.at(-1)?.balanceOre ?? 0])
      return lines.at(-1)?.balanceOre ?? 0
    }
    expect(await seen('2026-11-22')).toBe(1_200_000)
    expect(await seen('2026-11-22', '2026-09-30')).toBe(0)
    expect(await seen('2026-11-22', '2026-11-01')).toBe(1_200_000)
    expect(await seen('2026-11-22', '2026-11-19')).toBe(0)
    expect(await seen('2026-11-22', '2026-11-20')).toBe(1_200_000)
    expect(await seen('2026-10-05')).toBe(600_000)
    expect(await seen('2026-10-05', '2026-11-19')).toBe(-600_000)
    const owed = async (on: string, knownOn: string | null) =>
      (await arrearsOn(house.db, actor, on, { asOf: true, knownOn })).find((row) => row.personId === personId)?.overdueOre ?? 0
    expect([await owed('2026-11-22', '2026-11-19'), await owed('2026-11-22', '2026-11-20'), await owed('2026-11-22', null)]).toEqual([
      0, 1_200_000, 1_200_000,
    ])
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const list = async (query: string) => (await browser.get(`/skulder?${query}`)).text
    const isListed = async (query: string) => (await list(query)).includes(`/personer/${personId}/hyra"`)
    expect([await isListed('kand=2026-11-19'), await isListed('kand=2026-11-20'), await isListed('')]).toEqual([false, true, true])
    const known = await list('kand=2026-11-20')
    expect([
      await htmlFaults(known),
      /efter det som var bokfört\s+20\s+november/.test(known.replace(/<[^>]+>/g, '')),
      known.includes('Skapa påminnelser'),
    ]).toEqual([[], true, false])
    expect((await browser.get('/skulder.csv?kand=2026-11-19')).text).not.toContain(
      (await house.db.prisma.person.findUniqueOrThrow({ where: { id: personId } })).ownId,
    )
    for (const [day, said] of [
      ['2026-02-30', 'Skriv dagen som'],
      ['2027-01-01', 'Välj en dag som har varit'],
    ] as const)
      expect(await list(`kand=${day}`)).toContain(said)
  })

  test('money that came back on a later day had paid until then', async () => {
    const { personId } = await tenant()
    const payment = await pay(personId, 1_200_000, '2026-09-28')
    await reverse([payment.id], '2026-11-10')
    const owed = async (on: string) =>
      (await arrearsOn(house.db, actor, on, { asOf: true })).find((row) => row.personId === personId)?.overdueOre ?? 0
    expect([await owed('2026-11-09'), await owed('2026-11-10')]).toEqual([0, 1_200_000])
    await clean()
  })

  test('many are reversed at once, all or none', async () => {
    const people = [await tenant(), await tenant(), await tenant()]
    const payments = []
    for (const { personId } of people) payments.push((await pay(personId, 700_000, '2026-10-15')).id)
    const again = await pay(people[0]?.personId ?? 0, 50_000, '2026-10-16')
    await reverse([again.id])
    const before = await house.db.prisma.ledgerEntry.count()
    expect(await reverse([...payments, again.id])).toMatchObject({
      refused: true,
      hindered: [{ entryId: again.id, reason: 'ALREADY_REVERSED' }],
    })
    expect(await house.db.prisma.ledgerEntry.count()).toBe(before)
    expect(await reverse(payments)).toMatchObject({ refused: false })
    for (const { personId } of people)
      expect((await open(personId)).slice(0, 2)).toEqual([
        ['CHARGE', 600_000],
        ['CHARGE', 600_000],
      ])
    await clean()
  })

  test('verification names every projection and every broken fact, and the night says so', async () => {
    const { personId, tenancyId } = await tenant()
    const payment = await pay(personId, 700_000, '2026-10-15')
    const bill = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { personId, period: '2026-10' } })
    const night = async () => {
      await runNightly(house)
      return (await house.db.prisma.jobRun.findFirstOrThrow({ orderBy: { id: 'desc' } })).ok
    }
    expect(await night()).toBe('YES')
    const corrupted = [
      ['LedgerEntry', bill.id, 'openOre', 1, 0],
      ['LedgerEntry', payment.id, 'openOre', 5, 0],
      ['LedgerEntry', bill.id, 'settledOn', '2026-01-01', '2026-10-15'],
      ['LedgerEntry', bill.id, 'reversedById', payment.id, null],
      ['ReceivedPayment', payment.receivedId ?? 0, 'unmatchedOre', 7, 0],
    ] as const
    for (const [table, id, column, wrong, right] of corrupted) {
      const set = (value: string | number | null) =>
        house.db.run(sql`update ${rawSql(`"${table}" set "${column}"`)} = ${value} where "id" = ${id}`)
      await set(wrong)
      expect(await verifyLedger(house.db)).toEqual({ ok: false, differences: [{ table, id, column, stored: wrong, computed: right }] })
      expect(await night()).toBe('NO')
      await set(right)
    }
    await clean()
    /** Breaks something in a transaction that is then given up. */
    const wrongFact = async (breakIt: (tx: Db) => Promise<unknown>, expected: object[]) => {
      let found: object[] = []
      const givenUp = house.db.transaction(async (tx) => {
        await breakIt(tx)
        found = (await verifyLedger(tx)).differences
        throw new Error('given up')
      })
      await expect(givenUp).rejects.toThrow('given up')
      expect(found).toEqual(expected)
    }
    const other = await tenant()
    const common = { namndId: house.namndId, effectiveOn: '2026-11-01', recordedAt: actor.now }
    const entry = { ...common, unitId: house.unitId, personId, tenancyId, amountOre: 40 }
    const theirs = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { personId: other.personId, period: '2026-11' } })
    await wrongFact(
      (tx) => tx.prisma.allocation.create({ data: { ...common, creditId: payment.id, chargeId: bill.id, amountOre: 1 } }),
      [
        expect.objectContaining({ id: bill.id, column: 'allocated', computed: -1 }),
        expect.objectContaining({ id: bill.id, column: 'openOre' }),
        expect.objectContaining({ id: bill.id, column: 'settledOn' }),
        expect.objectContaining({ id: payment.id, column: 'allocated' }),
        expect.objectContaining({ id: payment.id, column: 'openOre' }),
      ],
    )
    await wrongFact(
      async (tx) => {
        const credit = await tx.prisma.ledgerEntry.create({ data: { ...entry, kind: 'CREDIT' } })
        await tx.prisma.allocation.create({ data: { ...common, creditId: credit.id, chargeId: theirs.id, amountOre: 40 } })
        await tx.prisma.ledgerEntry.update({ where: { id: theirs.id }, data: { openOre: theirs.openOre - 40 } })
      },
      [expect.objectContaining({ table: 'Allocation', column: 'joins' })],
    )
    await wrongFact(
      (tx) => tx.prisma.ledgerEntry.create({ data: { ...entry, kind: 'REFUND', openOre: 40 } }),
      [expect.objectContaining({ table: 'LedgerEntry', column: 'usedUp', computed: 40 })],
    )
    await wrongFact(
      (tx) => tx.prisma.ledgerEntry.create({ data: { ...entry, kind: 'TRANSFER', direction: -1, openOre: 40 } }),
      [expect.objectContaining({ table: 'LedgerEntry', column: 'transfers' })],
    )
    await wrongFact(
      (tx) => tx.prisma.ledgerEntry.create({ data: { ...entry, kind: 'REVERSAL', direction: 1, reversesId: payment.id } }),
      [
        expect.objectContaining({ id: payment.id, column: 'reversedById' }),
        expect.objectContaining({ column: 'usedUp', computed: 40 }),
        expect.objectContaining({ column: 'openOre' }),
        expect.objectContaining({ column: 'reverses', stored: 40, computed: 700_000 }),
      ],
    )
    await clean()
  })

  test('the database refuses to change or delete any fact of an entry or an allocation, and lets its projections change', async () => {
    const { personId } = await tenant()
    const payment = await pay(personId, 1, '2026-10-15')
    const allocation = await house.db.prisma.allocation.findFirstOrThrow({ where: { creditId: payment.id } })
    const values: Record<string, string | number> = {}
    for (const column of [
      'id',
      'namndId',
      'unitId',
      'personId',
      'tenancyId',
      'amountOre',
      'recordedById',
      'receivedId',
      'reversesId',
      'direction',
    ])
      values[column] = 1
    for (const column of [
      'kind',
      'effectiveOn',
      'recordedAt',
      'reason',
      'period',
      'dueOn',
      'ocr',
      'housingForm',
      'costCentre',
      'specification',
      'payerKind',
      'chargeKind',
      'belongsOn',
      'decisionReference',
    ])
      values[column] = 'x'
    const projections = ['openOre', 'settledOn', 'reversedById']
    const columns = Object.keys(await house.db.prisma.ledgerEntry.findFirstOrThrow())
    expect(columns.filter((column) => !(column in values)).sort()).toEqual(projections.sort())
    for (const [column, value] of Object.entries(values)) {
      const set = rawSql(`"${column}" = ${typeof value === 'number' ? value : `'${value}'`}`)
      await expect(house.db.run(sql`update "LedgerEntry" set ${set} where "id" = ${payment.id}`)).rejects.toThrow(/facts/)
    }
    await expect(house.db.prisma.ledgerEntry.deleteMany({ where: { id: payment.id } })).rejects.toThrow(/facts/)
    for (const column of Object.keys(allocation)) {
      const set = rawSql(`"${column}" = "${column}"`)
      await expect(house.db.run(sql`update "Allocation" set ${set} where "id" = ${allocation.id}`)).rejects.toThrow(/facts/)
    }
    await expect(house.db.prisma.allocation.deleteMany({ where: { id: allocation.id } })).rejects.toThrow(/facts/)
    await house.db.prisma.ledgerEntry.update({ where: { id: payment.id }, data: { openOre: 0, settledOn: null, reversedById: null } })
    await clean()
  })
})
