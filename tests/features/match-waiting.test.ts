/** Payments that came before anybody knew whose they were, and the bill or the reference that comes later. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { arrears } from '../../server/cli/arrears.js'
import { ledgerVerify } from '../../server/cli/ledger-verify.js'
import { paymentsImport } from '../../server/cli/payments-import.js'
import { registerImport } from '../../server/cli/register-import.js'
import { rentCharge } from '../../server/cli/rent-charge.js'
import { makeOcr, ocrBase } from '../../server/domain/ocr.js'
import { placeReceived } from '../../server/features/payments/placing-store.js'
import { addReceivedPayments, type IncomingPayment } from '../../server/features/payments/received-store.js'
import { readSheets } from '../../server/features/register-import/read-sheets.js'
import { importRegister } from '../../server/features/register-import/store.js'
import { lockLedger } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { camt, entry, structured } from '../bank-files/written.js'
import { browseAs } from '../support/browse.js'
import { command } from '../support/command.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy, type PersonWish } from '../support/fixtures.js'
import { readable } from '../support/readable.js'
import { registerCsv, writeFiles, type Lists } from '../support/registers.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

let keys = 0

/** Lists in which Lo owes August and November, each bill with a number of its own, and the stay with one that follows it. */
const lists = (bills: string[][] = []): Lists => ({
  lagenheter: [
    ['lagenhet', 'adress', 'boendeform', 'fran', 'hyra'],
    ['V1', 'Väntans väg 1', 'FORSOKSLAGENHET', '2020-01-01', '7000'],
  ],
  personer: [
    ['person', 'fornamn', 'efternamn'],
    ['V-1', 'Lo', 'Väntar'],
  ],
  boenden: [
    ['person', 'lagenhet', 'inflyttning', 'hyra', 'ocr'],
    ['V-1', 'V1', '2025-01-01', '7000', ''],
  ],
  avier: [['person', 'lagenhet', 'manad', 'forfallodag', 'belopp', 'ocr'], ...bills],
})

describe.each(engines)('payments before their bill on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeEach(async () => {
    house = await openTestHouse(engine)
    ;({ actor } = await house.user('BOSAMORDNARE'))
  })
  afterEach(() => house.close())

  /** Takes payments in by their references; returns their ids. */
  async function receive(...wishes: (Partial<IncomingPayment> & { ocr?: string; by?: Actor })[]): Promise<number[]> {
    const ids: number[] = []
    for (const { ocr, by = actor, ...wish } of wishes) {
      const payment: IncomingPayment = {
        ordinal: 1,
        kind: 'PAYMENT',
        amountOre: 600_000,
        currency: 'SEK',
        bookedOn: '2026-11-16',
        valueOn: null,
        orderedOn: null,
        references: ocr === undefined ? [] : [{ reference: ocr, amountOre: null }],
        message: null,
        payerName: 'OKÄND BETALARE',
        payerKind: null,
        personId: null,
        reason: null,
        transactionKey: `väntar:${++keys}`,
        ...wish,
      }
      await house.db.transaction(async (tx) => {
        await lockLedger(tx, by.namndId)
        await addReceivedPayments(tx, by, [payment], 'BANK')
      })
      ids.push((await house.db.prisma.receivedPayment.findFirstOrThrow({ where: { transactionKey: payment.transactionKey } })).id)
    }
    return ids
  }
  const left = async (...ids: number[]) =>
    Promise.all(ids.map(async (id) => (await house.db.prisma.receivedPayment.findUniqueOrThrow({ where: { id } })).unmatchedOre))
  const entriesOf = (personId: number) =>
    house.db.prisma.ledgerEntry.findMany({ where: { personId }, orderBy: [{ kind: 'asc' }, { effectiveOn: 'asc' }, { id: 'asc' }] })
  /** A stay of 6 000 kr a month. */
  async function stay(wish: PersonWish & { endsOn?: string } = {}) {
    const { endsOn = null, ...who } = wish
    const person = await makePerson(house, who)
    const place = { namndId: who.namndId, unitId: who.unitId }
    const apartment = await makeApartment(house, place)
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2026-01-01', endsOn, ...place })
    return { person, tenancy, ocrOf: (month: string) => makeOcr(ocrBase(tenancy.id, month)) }
  }
  const prolong = (tenancyId: number, ocr?: string) =>
    house.db.prisma.tenancy.update({ where: { id: tenancyId }, data: { endsOn: null, ...(ocr === undefined ? {} : { ocr }) } })
  const bring = async (some: Lists, by = actor, unitId = house.unitId) => {
    const done = await importRegister(house.db, by, await readSheets(registerCsv(some)), { unitId, skipRejected: false })
    expect(done.errors).toEqual([])
  }
  const clean = async () => expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })

  test('the charge run that brings the bill finds the payment, at the day it was paid, and everything follows', async () => {
    const { person, tenancy, ocrOf } = await stay({ givenName: 'Tidig', familyName: 'Betalsson', endsOn: '2026-12-01' })
    const [booked = 0, ordered = 0] = await receive(
      { ocr: ocrOf('2027-01'), amountOre: 400_000, bookedOn: '2026-11-17' },
      { ocr: ocrOf('2027-01'), amountOre: 300_000, bookedOn: '2026-11-19', orderedOn: '2026-11-18', payerKind: 'SOCIALTJANST' },
    )
    expect(await left(booked, ordered)).toEqual([400_000, 300_000])
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const seen = async () => [
      readable((await browser.get('/inbetalningar/utan-traff')).text).includes('OKÄND BETALARE'),
      /2 inbetalningar, 7\s000\skr, saknar träff/.test(readable((await browser.get('/idag')).text)),
      (readable((await browser.get(`/personer/${person.id}/hyra`)).text).match(/Inbetalning/g) ?? []).length > 0,
    ]
    expect(await seen()).toEqual([true, true, false])

    await prolong(tenancy.id)
    const run = await browser.post('/hyror/avisering', { month: '2027-01' })
    expect(readable((await browser.get(String(run.headers.location))).text)).toContain(
      '2 inbetalningar som väntade utan träff har hittat sina hyresgäster.',
    )
    expect(await left(booked, ordered)).toEqual([0, 0])
    expect(
      (await entriesOf(person.id)).map((one) => [one.kind, one.amountOre, one.effectiveOn, one.openOre, one.settledOn, one.payerKind]),
    ).toEqual([
      ['CHARGE', 600_000, '2026-12-30', 0, '2026-11-18', null],
      ['PAYMENT', 400_000, '2026-11-17', 0, null, null],
      ['PAYMENT', 300_000, '2026-11-18', 100_000, null, 'SOCIALTJANST'],
    ])
    expect(await seen()).toEqual([false, false, true])
    const log = await house.db.prisma.auditEvent.findMany({ where: { subject: 'PAYMENT' }, orderBy: { id: 'asc' } })
    expect(log.map((row) => [row.action, row.subjectId, row.personId, row.userId, JSON.parse(row.after ?? '') as unknown])).toEqual([
      ['CREATE', booked, person.id, actor.userId, { amountOre: 400_000, effectiveOn: '2026-11-17' }],
      ['CREATE', ordered, person.id, actor.userId, { amountOre: 300_000, effectiveOn: '2026-11-18' }],
      ['CHANGE', null, null, actor.userId, { matchedAfterWaiting: 2, amountOre: 700_000 }],
    ])
    await clean()
    expect(await runCharges(house.db, actor, '2027-01')).toMatchObject({ bills: 0, matchedWaiting: 0 })
    expect((await entriesOf(person.id)).length).toBe(3)
  })

  test('the register that brings the bill, or a reference for the stay, finds the payment', async () => {
    const [forBill = 0, forStay = 0] = await receive(
      { ocr: '0001 234574', amountOre: 700_000, bookedOn: '2026-08-03' },
      { ocr: '778899', amountOre: 250_000, bookedOn: '2026-09-28' },
    )
    await bring(lists([['V-1', 'V1', '2026-08', '2026-07-31', '7000', '1234574']]))
    expect(await left(forBill, forStay)).toEqual([0, 250_000])
    const lo = await house.db.prisma.person.findFirstOrThrow({ where: { ownId: 'V-1' } })
    expect((await entriesOf(lo.id)).map((one) => [one.kind, one.effectiveOn, one.openOre, one.settledOn])).toEqual([
      ['CHARGE', '2026-07-31', 0, '2026-08-03'],
      ['PAYMENT', '2026-08-03', 0, null],
    ])
    const withReference = lists([['V-1', 'V1', '2026-08', '2026-07-31', '7000', '1234574']])
    await bring({ ...withReference, boenden: [withReference.boenden?.[0] ?? [], ['V-1', 'V1', '2025-01-01', '7000', '778899']] })
    expect(await left(forStay)).toEqual([0])
    expect((await entriesOf(lo.id)).at(-1)).toMatchObject({ kind: 'PAYMENT', effectiveOn: '2026-09-28', openOre: 250_000 })
    await clean()
  })

  test('money that waited pays before money that came after it', async () => {
    await receive({ ocr: '1234574', amountOre: 900_000, bookedOn: '2026-08-03' })
    await bring({
      ...lists([
        ['V-1', 'V1', '2026-08', '2026-07-31', '7000', '1234574'],
        ['V-1', 'V1', '2026-09', '2026-08-31', '7000', ''],
      ]),
      betalningar: [
        ['betaldag', 'belopp', 'person', 'betalare'],
        ['2026-09-15', '5000', 'V-1', 'KLIENT'],
        ['2026-09-20', '1000', 'V-1', 'KLIENT'],
      ],
    })
    const lo = await house.db.prisma.person.findFirstOrThrow({ where: { ownId: 'V-1' } })
    expect((await entriesOf(lo.id)).map((one) => [one.kind, one.amountOre, one.openOre, one.settledOn])).toEqual([
      ['CHARGE', 700_000, 0, '2026-08-03'],
      ['CHARGE', 700_000, 0, '2026-09-15'],
      ['PAYMENT', 900_000, 0, null],
      ['PAYMENT', 500_000, 0, null],
      ['PAYMENT', 100_000, 100_000, null],
    ])
    await clean()
  })

  test('other currencies, money that left again, two people’s references and what somebody has begun to place stay waiting', async () => {
    const { person, tenancy, ocrOf } = await stay({ endsOn: '2026-12-01' })
    const other = await stay()
    const ocr = ocrOf('2027-01')
    const placed = await receive({ ocr, amountOre: 50_000 })
    const ids = await receive(
      { ocr, currency: 'EUR', amountOre: 10_000 },
      { ocr, kind: 'DEDUCTION', amountOre: 20_000 },
      { references: [ocr, other.ocrOf('2027-01')].map((reference) => ({ reference, amountOre: null })), amountOre: 30_000 },
      { references: [ocr, 'okänd'].map((reference) => ({ reference, amountOre: 20_000 })), amountOre: 40_000 },
      { references: [ocr, other.ocrOf('2027-01')].map((reference) => ({ reference, amountOre: 30_000 })), amountOre: 60_000 },
    )
    expect(
      await placeReceived(house.db, actor, placed[0] ?? 0, [{ personId: other.person.id, reference: null, amountOre: 10_000 }]),
    ).toEqual({
      refused: false,
      placedOre: 10_000,
    })
    await prolong(tenancy.id)
    expect(await runCharges(house.db, actor, '2027-01')).toMatchObject({ bills: 2, matchedWaiting: 1 })
    expect(await left(...placed, ...ids)).toEqual([40_000, 10_000, 20_000, 30_000, 40_000, 0])
    const paid = async (personId: number) => (await entriesOf(personId)).filter((one) => one.kind === 'PAYMENT').map((one) => one.amountOre)
    expect([await paid(person.id), await paid(other.person.id)]).toEqual([[30_000], [10_000, 30_000]])
    await clean()
  })

  test('another nämnd’s bill takes no money, and another enhet’s person gets theirs without being shown', async () => {
    const elsewhere = await makeOtherNamnd(house)
    const stranger = (await house.user('BOSAMORDNARE', { namndId: elsewhere.namndId, unitId: null })).actor
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Grannenheten' } })
    const [mine = 0] = await receive({ ocr: '1234574' })
    await bring(lists([['V-1', 'V1', '2026-08', '2026-07-31', '7000', '1234574']]), stranger, elsewhere.unitId)
    expect(await left(mine)).toEqual([600_000])

    const neighbour = await stay({ givenName: 'Grannen', familyName: 'Intillsson', unitId: unit.id, endsOn: '2026-12-01' })
    const [theirs = 0] = await receive({ ocr: neighbour.ocrOf('2027-01'), payerName: null })
    await prolong(neighbour.tenancy.id)
    await stay()
    // The run of the own enhet: the bank account is the nämnd's, so what waits is looked through whole.
    expect(await runCharges(house.db, actor, '2027-01')).toMatchObject({ bills: 1, matchedWaiting: 1 })
    expect(await left(theirs)).toEqual([0])
    expect(await entriesOf(neighbour.person.id)).toMatchObject([{ kind: 'PAYMENT', unitId: unit.id, openOre: 600_000 }])
    const browser = await browseAs(house, 'BOSAMORDNARE')
    for (const path of ['/inbetalningar', '/hyror?ar=2027', '/inbetalningar/utan-traff'])
      expect(readable((await browser.get(path)).text)).not.toMatch(/Intillsson|Grannen\b/)
    await clean()
  })

  test('a protected person gets the payment, and is shown to nobody who is not named', async () => {
    const hidden = await stay({ givenName: 'Gömda', familyName: 'Hemligsson', protection: 'SKYDDAD_FOLKBOKFORING', endsOn: '2026-12-01' })
    const ocr = hidden.ocrOf('2027-01')
    const [id = 0] = await receive({ ocr, payerName: 'HEMLIGSSON GÖMDA' })
    await prolong(hidden.tenancy.id)
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const run = await browser.post('/hyror/avisering', { month: '2027-01' })
    expect(await left(id)).toEqual([0])
    expect(await entriesOf(hidden.person.id)).toMatchObject([{ kind: 'CHARGE', openOre: 0 }, { kind: 'PAYMENT' }])
    for (const path of [String(run.headers.location), '/inbetalningar', '/inbetalningar/utan-traff', `/inbetalningar?q=${ocr}`]) {
      const text = readable((await browser.get(path)).text)
      expect(text).not.toMatch(/hemligsson|gömda/i)
      if (!path.includes('?q=')) expect(text).not.toContain(ocr)
    }
    expect((await browser.get(`/inbetalningar/utan-traff/${id}`)).text).not.toMatch(/hemligsson|gömda/i)
    await clean()
  })

  test('two runs at once, and a run while somebody places the payment, lay it once', async () => {
    const { person, tenancy, ocrOf } = await stay({ endsOn: '2026-12-01' })
    const [id = 0] = await receive({ ocr: ocrOf('2027-01') })
    await prolong(tenancy.id)
    const [first, second, placed] = await Promise.all([
      runCharges(house.db, actor, '2027-01'),
      runCharges(house.db, actor, '2027-01'),
      placeReceived(house.db, actor, id, [{ personId: person.id, reference: null, amountOre: 600_000 }]),
    ])
    expect(first.matchedWaiting + second.matchedWaiting + (placed.refused ? 0 : 1)).toBe(1)
    expect((await entriesOf(person.id)).map((one) => [one.kind, one.openOre])).toEqual([
      ['CHARGE', 0],
      ['PAYMENT', 0],
    ])
    await clean()
  })

  test('by command: bank file, register, charge run, and the ledger holds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-vantar-'))
    const commands = {
      'payments import': paymentsImport,
      'register import': registerImport,
      'rent charge': rentCharge,
      'ledger verify': ledgerVerify,
      arrears,
    }
    const run = (...words: string[]) => command(house, commands, ...words)
    const paid = (reference: string, ocr: string, amount: string, booked: string) =>
      entry({ reference, amount, booked: `<Dt>${booked}</Dt>`, details: `<TxDtls><RmtInf>${structured(ocr)}</RmtInf></TxDtls>` })
    const [bank = ''] = writeFiles(folder, [
      {
        name: 'bank.xml',
        bytes: Buffer.from(
          camt({ entries: [paid('A', '1234574', '7000.00', '2026-08-03'), paid('B', '778899', '5000.00', '2026-11-03')] }),
        ),
      },
    ])
    writeFiles(join(folder, 'listor'), registerCsv(lists([['V-1', 'V1', '2026-08', '2026-07-31', '7000', '1234574']])))
    expect(await run('payments', 'import', bank)).toMatchObject({ code: 0, answer: { matched: 0, unmatched: 2 } })
    expect(await run('register', 'import', join(folder, 'listor'))).toMatchObject({ code: 0, answer: { stored: true } })
    expect(
      await house.db.prisma.receivedPayment.findMany({ select: { reference: true, unmatchedOre: true }, orderBy: { id: 'asc' } }),
    ).toEqual([
      { reference: '1234574', unmatchedOre: 0 },
      { reference: '778899', unmatchedOre: 500_000 },
    ])
    const { id } = await house.db.prisma.tenancy.findFirstOrThrow()
    await prolong(id, '778899')
    expect(await run('rent', 'charge', '--month', '2026-11', '--dry-run')).toMatchObject({
      code: 0,
      answer: { bills: 1, matchedWaiting: null },
    })
    expect(await run('rent', 'charge', '--month', '2026-11')).toMatchObject({ code: 0, answer: { bills: 1, matchedWaiting: 1 } })
    expect(await run('arrears', '--on', '2026-11-02')).toMatchObject({ code: 0, answer: [{ person: 'V-1', overdueOre: 700_000 }] })
    expect(await run('arrears', '--on', '2026-11-22')).toMatchObject({
      code: 0,
      answer: [{ person: 'V-1', overdueOre: 200_000, openBills: 1 }],
    })
    expect(await run('ledger', 'verify')).toMatchObject({ code: 0, answer: { ok: true, differences: [] } })
  }, 30_000)
})
