import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { readBankFile } from '../../server/bank-files/read.js'
import { makeOcr, normalizeReference, ocrBase } from '../../server/domain/ocr.js'
import { importPaymentsFile } from '../../server/features/payments/import-file.js'
import { bookPayments, previewPayments, sha256Of } from '../../server/features/payments/import-store.js'
import { addReceivedPayments } from '../../server/features/payments/received-store.js'
import { lockLedger } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { bgmaxWith, camt, entry, structured, transaction } from '../bank-files/written.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

let references = 0
/** A notification with one booking a payment: [kronor, OCR, currency]. */
function file(...payments: [amount: string, ocr: string | null, currency?: string][]): string {
  return camt({
    entries: payments.map(([amount, ocr, currency]) =>
      entry({
        amount,
        currency: currency ?? 'SEK',
        reference: `R${++references}`,
        details:
          ocr === null
            ? ''
            : `<TxDtls><RmtInf>${structured(ocr)}</RmtInf><RltdPties><Dbtr><Nm>NADIA OSMAN</Nm></Dbtr></RltdPties></TxDtls>`,
      }),
    ),
  })
}

describe.each(engines)('payments on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE')).actor
  })
  afterAll(() => house.close())

  /** Somebody with bills of 6 000 kr for the months. */
  async function tenant(months: string[], wish: Parameters<typeof makePerson>[1] = {}) {
    const person = await makePerson(house, wish)
    const place = { namndId: wish.namndId, unitId: wish.unitId }
    const apartment = await makeApartment(house, place)
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, ...place })
    const whose = wish.namndId ? { ...actor, namndId: wish.namndId, unitId: wish.unitId ?? null } : actor
    for (const month of months) await runCharges(house.db, whose, month)
    const bills = await house.db.prisma.ledgerEntry.findMany({ where: { personId: person.id, kind: 'CHARGE' }, orderBy: { dueOn: 'asc' } })
    const ocr = (index: number) => bills[index]?.ocr ?? ''
    const open = async () =>
      (await house.db.prisma.ledgerEntry.findMany({ where: { personId: person.id, kind: 'CHARGE' }, orderBy: { dueOn: 'asc' } })).map(
        (bill) => bill.openOre,
      )
    return { person, tenancy, ocr, open }
  }
  const load = (text: string | Buffer, dryRun = false) =>
    importPaymentsFile(house.db, actor, { name: 'fil.xml', bytes: Buffer.from(text) }, { dryRun })
  const waiting = () =>
    house.db.prisma.receivedPayment.findMany({ where: { namndId: house.namndId, unmatchedOre: { gt: 0 } }, orderBy: { id: 'desc' } })
  const clean = async () => expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })

  test('an OCR pays its own bill first, and what is left pays the oldest', async () => {
    const nadia = await tenant(['2026-09', '2026-10'])
    expect(await load(file(['8000.00', nadia.ocr(1)]))).toMatchObject({
      ok: true,
      format: 'CAMT054',
      payments: 1,
      amountOre: 800_000,
      matched: 1,
      unmatched: 0,
      booked: 1,
    })
    expect(await nadia.open()).toEqual([400_000, 0])
    await clean()
  })

  test('references padded with zeros and spaces are the same reference', async () => {
    const leila = await tenant(['2026-10'])
    expect(await load(file(['6000.00', `0000 ${leila.ocr(0)}`]))).toMatchObject({ matched: 1 })
    expect(await leila.open()).toEqual([0])
  })

  test('a dry run books nothing', async () => {
    const before = await house.db.prisma.receivedPayment.count()
    expect(await load(file(['10.00', null]), true)).toMatchObject({ ok: true, unmatched: 1, booked: 0 })
    expect(await house.db.prisma.receivedPayment.count()).toBe(before)
  })

  test('without a reference money waits, also when the name and the amount are somebody’s', async () => {
    const nadia = await tenant(['2026-10'], { givenName: 'Nadia', familyName: 'Osman' })
    expect(await load(file(['6000.00', null]))).toMatchObject({ matched: 0, unmatched: 1, booked: 0 })
    expect(await nadia.open()).toEqual([600_000])
    expect((await waiting())[0]).toMatchObject({ amountOre: 600_000, unmatchedOre: 600_000 })
    await clean()
  })

  test('the same file again is all duplicates and books nothing', async () => {
    const nadia = await tenant(['2026-10'])
    const text = file(['1000.00', nadia.ocr(0)], ['77.00', null])
    expect(await load(text)).toMatchObject({ matched: 1, unmatched: 1, duplicates: 0, booked: 1 })
    expect(await load(text)).toMatchObject({ matched: 0, unmatched: 0, duplicates: 2, booked: 0 })
    expect(await nadia.open()).toEqual([500_000])
    await clean()
  })

  test('the same transaction in another file is skipped, the new one beside it is booked', async () => {
    const nadia = await tenant(['2026-10'])
    const known = entry({ amount: '1000.00', reference: 'SAME', details: transaction(null, nadia.ocr(0)) })
    const fresh = entry({ amount: '500.00', reference: 'FRESH', details: transaction(null, nadia.ocr(0)) })
    expect(await load(camt({ entries: [known] }))).toMatchObject({ matched: 1, booked: 1 })
    expect(await load(camt({ entries: [known, fresh], version: '02' }), true)).toMatchObject({ matched: 1, duplicates: 1, booked: 0 })
    expect(await load(camt({ entries: [known, fresh], version: '02' }))).toMatchObject({ matched: 1, duplicates: 1, booked: 1 })
    expect(await nadia.open()).toEqual([450_000])
    await clean()
  })

  test('two bookings of the same file at once double nothing', async () => {
    const nadia = await tenant(['2026-10'])
    const bytes = Buffer.from(file(['1000.00', nadia.ocr(0)]))
    const read = await readBankFile(bytes, 'fil.xml')
    if (!read.ok) throw new Error('unreadable')
    const book = () => bookPayments(house.db, actor, read.file, { sha256: sha256Of(bytes), fileName: 'fil.xml' })
    const done = await Promise.all([book(), book()])
    expect(done.map((one) => one.matched).sort()).toEqual([0, 1])
    expect(await nadia.open()).toEqual([500_000])
    await clean()
  })

  test('several references with amounts go to several people; without amounts only to one', async () => {
    const [nadia, leila] = [await tenant(['2026-09', '2026-10']), await tenant(['2026-09'])]
    const both = (first: string, second: string, withAmounts: boolean) =>
      camt({
        entries: [
          entry({
            amount: '9000.00',
            reference: `R${++references}`,
            details: `<TxDtls><RmtInf>${structured(first, withAmounts ? '6000.00' : undefined)}${structured(second, withAmounts ? '3000.00' : undefined)}</RmtInf></TxDtls>`,
          }),
        ],
      })
    expect(await load(both(nadia.ocr(0), leila.ocr(0), false))).toMatchObject({ matched: 0, unmatched: 1 })
    expect(await load(both(nadia.ocr(0), leila.ocr(0), true))).toMatchObject({ matched: 1 })
    expect([await nadia.open(), await leila.open()]).toEqual([[0, 600_000], [300_000]])
    expect(await load(both(nadia.ocr(1), nadia.ocr(0), false))).toMatchObject({ matched: 1 })
    expect(await nadia.open()).toEqual([0, 0])
    await clean()
  })

  test('a reference that stands on two people’s bills belongs to nobody', async () => {
    const [nadia, leila] = [await tenant(['2026-08']), await tenant([])]
    await house.db.prisma.ledgerEntry.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: leila.person.id,
        tenancyId: leila.tenancy.id,
        kind: 'CHARGE',
        amountOre: 100,
        openOre: 100,
        effectiveOn: '2026-01-30',
        dueOn: '2026-01-30',
        recordedAt: house.clock.now(),
        period: '2026-01',
        ocr: nadia.ocr(0),
      },
    })
    expect(await load(file(['6000.00', nadia.ocr(0)]))).toMatchObject({ matched: 0, unmatched: 1 })
    expect(await nadia.open()).toContain(600_000)
  })

  test('a payment before its bill waits on the person’s ledger and pays the bill when it comes', async () => {
    const early = await tenant([])
    expect(await load(file(['6000.00', makeOcr(ocrBase(early.tenancy.id, '2026-12'))]))).toMatchObject({ matched: 1, booked: 1 })
    await runCharges(house.db, actor, '2026-12')
    expect(await early.open()).toEqual([0])
    await clean()
  })

  test('euro and deductions are never booked by themselves, and never lost', async () => {
    const nadia = await tenant(['2026-10'])
    const text = camt({
      entries: [
        entry({
          amount: '600.00',
          currency: 'EUR',
          reference: `R${++references}`,
          details: `<TxDtls><RmtInf>${structured(nadia.ocr(0))}</RmtInf></TxDtls>`,
        }),
        entry({ amount: '50.00', direction: 'DBIT', reference: `R${++references}`, details: transaction(null, nadia.ocr(0)) }),
      ],
    })
    const answer = await load(text)
    expect(answer).toMatchObject({ payments: 1, deductions: 1, amountOre: -5_000, matched: 0, unmatched: 2, booked: 0 })
    expect(answer.ok && answer.warnings.some((warning) => warning.includes('EUR'))).toBe(true)
    expect(
      (await waiting())
        .slice(0, 2)
        .map((row) => [row.currency, row.kind, row.unmatchedOre])
        .sort(),
    ).toEqual([
      ['EUR', 'PAYMENT', 60_000],
      ['SEK', 'DEDUCTION', 5_000],
    ])
    expect(await nadia.open()).toEqual([600_000])
    await clean()
  })

  test('another nämnd’s OCR never finds its person, not even a bill that is still to come', async () => {
    const other = await makeOtherNamnd(house)
    const stranger = await tenant(['2026-10'], other)
    expect(await load(file(['6000.00', stranger.ocr(0)]))).toMatchObject({ matched: 0, unmatched: 1 })
    expect(await load(file(['6000.00', makeOcr(ocrBase(stranger.tenancy.id, '2026-12'))]))).toMatchObject({ matched: 0, unmatched: 1 })
    expect(await stranger.open()).toEqual([600_000])
  })

  test('an account that is not registered is a warning, and each account is judged by itself', async () => {
    await house.db.prisma.ownAccount.create({
      data: {
        namndId: house.namndId,
        kind: 'IBAN',
        number: 'SE35 5000 0000 0549 1000 0003',
        name: 'Hyreskontot',
        createdAt: house.clock.now(),
      },
    })
    const text = file(['10.00', null]).replace(
      '</BkToCstmrDbtCdtNtfctn>',
      `<Ntfctn><Id>N2</Id><Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id></Acct>${entry({ reference: 'X9' })}</Ntfctn></BkToCstmrDbtCdtNtfctn>`,
    )
    const read = await readBankFile(Buffer.from(text), 'fil.xml')
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    const plan = await previewPayments(house.db, actor, read.file, 'x')
    expect(plan.accounts.map((account) => account.own)).toEqual([true, false])
    const answer = await load(text, true)
    expect(answer.ok && answer.warnings).toContain('Kontot SE45 5000 0000 0583 9825 7466 är inte registrerat som nämndens eget.')
  })

  test('a file whose sums are wrong is refused in words with a row, and nothing of it is kept', async () => {
    const counts = async () => [
      await house.db.prisma.receivedPayment.count(),
      await house.db.prisma.uploadedFile.count(),
      await house.db.prisma.paymentImport.count(),
    ]
    const before = await counts()
    const wrong = bgmaxWith({ 20: null, 21: null, 22: null })
    const answer = await load(wrong)
    expect(answer.ok).toBe(false)
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const page = await browser.upload('/inbetalningar/importera', { field: 'file', name: 'fel.txt', bytes: wrong })
    expect(page.status).toBe(422)
    expect(page.text).toMatch(/Rad \d+/i)
    expect(await counts()).toEqual(before)
  })

  test('looked through and booked on the page; a second press doubles nothing', async () => {
    const nadia = await tenant(['2026-10'], { givenName: 'Nadia', familyName: 'Osman' })
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const chosen = await browser.upload('/inbetalningar/importera', {
      field: 'file',
      name: 'fil.xml',
      bytes: file(['6000.00', nadia.ocr(0)], ['12.00', null]),
    })
    expect(chosen.status).toBe(303)
    const address = String(chosen.headers.location)
    const preview = await browser.get(address)
    expect(preview.text).toContain('Bokför 1\u00a0post, 6\u00a0000\u00a0kr')
    expect(await htmlFaults(preview.text)).toEqual([])
    const found = await browser.get(`${address}?del=hittade`)
    expect(found.text).toContain('Nadia Osman')
    expect(await htmlFaults(found.text)).toEqual([])
    expect(await house.db.prisma.auditEvent.count({ where: { personId: nadia.person.id, action: 'READ' } })).toBe(1)
    const answers = [
      await browser.post(address, { accounts: 'ja' }),
      await browser.post(address, { accounts: 'ja' }, '/inbetalningar/importera'),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    expect(await nadia.open()).toEqual([0])
    expect(await house.db.prisma.ledgerEntry.count({ where: { personId: nadia.person.id, kind: 'PAYMENT' } })).toBe(1)
    expect(await house.db.prisma.auditEvent.count({ where: { personId: nadia.person.id, action: 'CREATE', subject: 'PAYMENT' } })).toBe(1)
    expect((await browser.get(address)).text).toContain('redan bokfört')
    await clean()
  })

  test('an unknown account must be confirmed before anything is booked', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const text = file(['13.00', null]).replace('SE3550000000054910000003', 'SE4550000000058398257466')
    const address = String(
      (await browser.upload('/inbetalningar/importera', { field: 'file', name: 'fil.xml', bytes: text })).headers.location,
    )
    const before = await house.db.prisma.receivedPayment.count()
    const asked = await browser.post(address, {})
    expect([asked.status, await house.db.prisma.receivedPayment.count()]).toEqual([422, before])
    expect(await htmlFaults(asked.text)).toEqual([])
    expect((await browser.post(address, { accounts: 'ja' })).status).toBe(303)
    expect(await house.db.prisma.receivedPayment.count()).toBe(before + 1)
  })

  test('another nämnd’s uploaded file is not there, and a protected payer is not named', async () => {
    const other = await makeOtherNamnd(house)
    const hidden = await tenant(['2026-10'], { givenName: 'Nadia', familyName: 'Osman', protection: 'SEKRETESSMARKERING' })
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const address = String(
      (await browser.upload('/inbetalningar/importera', { field: 'file', name: 'fil.xml', bytes: file(['6000.00', hidden.ocr(0)]) }))
        .headers.location,
    )
    const page = await browser.get(address)
    expect(page.text).toContain('Skyddad person')
    expect(page.text).not.toMatch(/osman/i)
    expect(page.text).not.toContain(normalizeReference(hidden.ocr(0)))
    const stranger = await browseAs(house, 'BOSAMORDNARE', other)
    expect((await stranger.get(address)).status).toBe(404)
  })

  /** A waiting payment from the payer, as its row. */
  async function waitingFrom(payerName: string, amount: string, ocr = '') {
    const details = `<TxDtls><RmtInf>${ocr ? structured(ocr) : '<Ustrd>hyra</Ustrd>'}</RmtInf><RltdPties><Dbtr><Nm>${payerName}</Nm></Dbtr></RltdPties></TxDtls>`
    expect(await load(camt({ entries: [entry({ amount, reference: `R${++references}`, details })] }))).toMatchObject({
      matched: 0,
      unmatched: 1,
    })
    const [row] = await waiting()
    if (!row) throw new Error('nothing waits')
    return { row, address: `/inbetalningar/utan-traff/${row.id}` }
  }
  const placingIn = (text: string) => [...text.matchAll(/name="placing" value="([^"]*)"/g)].map((found) => found[1] ?? '')

  test('a waiting payment is placed on the person somebody chooses and checks, once', async () => {
    const person = await tenant(['2026-09', '2026-10'], { givenName: 'Mikael', familyName: 'Strand' })
    const wrongDigit = person.ocr(1).slice(0, -1) + ((Number(person.ocr(1).at(-1)) + 1) % 10)
    const { address } = await waitingFrom('MIKAEL STRAND', '6000.00', wrongDigit)
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const page = await browser.get(address)
    expect(page.text).toContain('Mikael Strand')
    expect(page.text).toMatch(/OCR-numret skiljer en siffra/)
    expect(await htmlFaults(page.text)).toEqual([])
    expect((await browser.get('/inbetalningar/utan-traff')).text).toContain('MIKAEL STRAND')
    const check = await browser.post(address, { choice: `${person.person.id}|${person.ocr(1)}` })
    expect(check.text).toContain('Är det här rätt person?')
    expect(check.text).toContain('Avin för oktober 2026 blir betald')
    expect(await htmlFaults(check.text)).toEqual([])
    expect((await browser.post(address, { placing: placingIn(check.text) })).status).toBe(422)
    expect(await person.open()).toEqual([600_000, 600_000])
    const twice = [
      await browser.post(address, { placing: placingIn(check.text), checked: 'ja' }),
      await browser.post(address, { placing: placingIn(check.text), checked: 'ja' }, '/inbetalningar/importera'),
    ]
    expect(twice.map((answer) => answer.status)).toEqual([303, 303])
    expect(await person.open()).toEqual([600_000, 0])
    expect((await browser.get(address)).text).toContain('Det finns inget kvar att bokföra')
    await clean()
  })

  test('a payment is split on several people, and what is left waits', async () => {
    const [one, two] = [await tenant(['2026-09']), await tenant(['2026-09'])]
    const { row, address } = await waitingFrom('STIFTELSEN HJÄLP', '10000.00')
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const rows = { who1: one.person.ownId, amount1: '6 000', who2: two.ocr(0), amount2: '3 500,50' }
    expect((await browser.post(address, { ...rows, amount2: '4 000,01' })).status).toBe(422)
    expect((await browser.post(address, { ...rows, who2: 'ingen alls' })).text).toContain('Ingen hittas för ingen alls')
    const check = await browser.post(address, rows)
    expect(check.text).toContain('499,50\u00a0kr av betalningen väntar kvar')
    expect((await browser.post(address, { placing: placingIn(check.text), checked: 'ja' })).status).toBe(303)
    expect([await one.open(), await two.open()]).toEqual([[0], [249_950]])
    expect(await house.db.prisma.receivedPayment.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({ unmatchedOre: 49_950 })
    await clean()
  })

  test('the payer who has paid for somebody before is suggested again', async () => {
    const person = await tenant(['2026-09', '2026-10'])
    const paid = `<TxDtls><RmtInf>${structured(person.ocr(0))}</RmtInf><RltdPties><Dbtr><Nm>FARMOR BERG</Nm></Dbtr></RltdPties></TxDtls>`
    await load(camt({ entries: [entry({ amount: '6000.00', reference: `R${++references}`, details: paid })] }))
    const { address } = await waitingFrom('FARMOR BERG', '123.00')
    const page = await (await browseAs(house, 'BOSAMORDNARE')).get(address)
    expect(page.text).toContain('Samma betalare har betalat förut')
    expect(page.text).toContain(person.person.ownId)
  })

  test('by hand: checked, paid by the right kind of payer, once', async () => {
    const person = await tenant(['2026-09', '2026-10'], { givenName: 'Jonas', familyName: 'Bergkvist' })
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const typed = {
      who: person.person.ownId,
      paidOn: '2026-11-20',
      amount: '7 000',
      payerKind: 'SOCIALTJANST',
      reason: 'Besked från ekonomi',
    }
    expect(await htmlFaults((await browser.get('/inbetalningar/ny')).text)).toEqual([])
    expect((await browser.post('/inbetalningar/ny', { ...typed, paidOn: '2026-11-23' })).text).toContain('Dagen har inte varit än')
    expect((await browser.post('/inbetalningar/ny', { ...typed, who: 'finns inte' })).text).toContain('Ingen hittas för finns inte')
    const check = await browser.post('/inbetalningar/ny', typed)
    expect(check.text).toContain('Jonas Bergkvist')
    expect(check.text).toContain('Avin för september 2026 blir betald')
    expect(await htmlFaults(check.text)).toEqual([])
    const key = /name="key" value="([^"]*)"/.exec(check.text)?.[1] ?? ''
    expect(await person.open()).toEqual([600_000, 600_000])
    const twice = [
      await browser.post('/inbetalningar/ny', { ...typed, key, checked: 'ja' }),
      await browser.post('/inbetalningar/ny', { ...typed, key, checked: 'ja' }),
    ]
    expect(twice.map((answer) => answer.status)).toEqual([303, 303])
    expect(await person.open()).toEqual([0, 500_000])
    expect(await house.db.prisma.ledgerEntry.findMany({ where: { personId: person.person.id, kind: 'PAYMENT' } })).toMatchObject([
      { payerKind: 'SOCIALTJANST', effectiveOn: '2026-11-20' },
    ])
    const list = await browser.get('/inbetalningar?q=bergkvist')
    expect(list.text).toContain('Jonas Bergkvist')
    expect(await htmlFaults(list.text)).toEqual([])
    expect(await htmlFaults((await browser.get('/inbetalningar?visa=filer')).text)).toEqual([])
    await clean()
  })

  test('two of the same name: somebody chooses', async () => {
    const [one] = [
      await tenant(['2026-09'], { givenName: 'Anna', familyName: 'Likadan' }),
      await tenant(['2026-09'], { givenName: 'Anna', familyName: 'Likadan' }),
    ]
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const typed = { who: 'anna likadan', paidOn: '2026-11-20', amount: '100', payerKind: 'KLIENT', reason: 'Kvitto 1' }
    const asked = await browser.post('/inbetalningar/ny', typed)
    expect(asked.text).toContain('Vem av dem gäller det?')
    expect(await htmlFaults(asked.text)).toEqual([])
    const check = await browser.post('/inbetalningar/ny', { ...typed, choice: String(one.person.id) })
    expect(check.text).toContain(one.person.ownId)
  })

  test('a protected person is in no list, search, suggestion or check', async () => {
    const hidden = await tenant(['2026-10'], {
      givenName: 'Gömda',
      familyName: 'Hemligsson',
      ownId: 'HEMLIG1',
      protection: 'SEKRETESSMARKERING',
    })
    expect(await load(file(['100.00', hidden.ocr(0)]))).toMatchObject({ matched: 1 })
    const { address: unnamed } = await waitingFrom('OKÄND AB', '5900.00')
    const { address: named } = await waitingFrom('HEMLIGSSON GÖMDA', '5900.00')
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const typed = { who: 'HEMLIG1', paidOn: '2026-11-20', amount: '100', payerKind: 'KLIENT', reason: 'Kvitto 1' }
    const pages = [
      await browser.get('/inbetalningar'),
      await browser.get('/inbetalningar/utan-traff'),
      await browser.get(unnamed),
      await browser.get(`${unnamed}?q=HEMLIG1`),
      await browser.get(named),
      await browser.post(unnamed, { choice: String(hidden.person.id) }),
      await browser.post(unnamed, { placing: `${hidden.person.id}||100`, checked: 'ja' }),
      await browser.post('/inbetalningar/ny', typed),
    ]
    for (const page of pages) {
      expect(page.text).not.toMatch(/hemligsson|gömda/i)
      expect(page.text).not.toContain(hidden.ocr(0))
    }
    expect(pages.slice(5).map((page) => page.status)).toEqual([422, 422, 422])
    for (const q of ['hemligsson', 'HEMLIGSSON', hidden.ocr(0)])
      expect((await browser.get(`/inbetalningar?q=${q}`)).text).toContain('Ingen inbetalning passar urvalet')
    expect(await hidden.open()).toEqual([590_000])
  })

  test('another nämnd and another unit', async () => {
    const person = await tenant(['2026-10'], { givenName: 'Egen', familyName: 'Enhetsson' })
    await load(file(['50.00', person.ocr(0)]))
    const { row, address } = await waitingFrom('NÅGON ANNAN', '1.00')
    const other = await makeOtherNamnd(house)
    const stranger = await browseAs(house, 'BOSAMORDNARE', other)
    expect((await stranger.get(address)).status).toBe(404)
    expect((await stranger.post(address, { placing: `${person.person.id}||100`, checked: 'ja' }, '/inbetalningar/importera')).status).toBe(
      404,
    )
    for (const path of ['/inbetalningar', '/inbetalningar/utan-traff', '/inbetalningar?visa=filer']) {
      expect((await stranger.get(path)).text).not.toMatch(/Enhetsson|NÅGON ANNAN|fil\.xml/)
    }
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: `Andra enheten ${row.id}` } })
    const neighbour = await browseAs(house, 'BOSAMORDNARE', { unitId: unit.id })
    expect((await neighbour.get('/inbetalningar')).text).not.toContain('Enhetsson')
    expect((await neighbour.get('/inbetalningar?q=enhetsson')).text).toContain('Ingen inbetalning passar urvalet')
    expect((await neighbour.post(address, { placing: `${person.person.id}||100`, checked: 'ja' })).status).toBe(422)
    expect(await person.open()).toEqual([595_000])
  })

  test('the register’s payments come in once, by OCR or by person', async () => {
    const person = await tenant(['2026-08', '2026-09'])
    const rows = [
      {
        ordinal: 1,
        amountOre: 600_000,
        bookedOn: '2026-08-28',
        references: [{ reference: person.ocr(1), amountOre: null }],
        personId: null,
        transactionKey: 'register:1',
      },
      { ordinal: 2, amountOre: 100_000, bookedOn: '2026-08-29', references: [], personId: person.person.id, transactionKey: 'register:2' },
    ].map((row) => ({
      kind: 'PAYMENT' as const,
      currency: 'SEK',
      valueOn: null,
      orderedOn: null,
      message: null,
      payerName: null,
      payerKind: 'KLIENT' as const,
      reason: null,
      ...row,
    }))
    const add = () =>
      house.db.transaction(async (tx) => {
        await lockLedger(tx, house.namndId)
        return addReceivedPayments(tx, actor, rows, 'REGISTER')
      })
    expect(await add()).toEqual({ matched: 2, unmatched: 0, duplicates: 0, matchedOre: 700_000 })
    expect(await add()).toEqual({ matched: 0, unmatched: 0, duplicates: 2, matchedOre: 0 })
    expect(await person.open()).toEqual([500_000, 0])
    await clean()
  })
})
