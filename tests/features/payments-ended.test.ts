/** The page of a payment, who paid, and how money that waits comes to an end; and lists of payments written by hand. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { paymentsImport } from '../../server/cli/payments-import.js'
import { paymentsUndo } from '../../server/cli/payments-undo.js'
import { importPaymentsFile } from '../../server/features/payments/import-file.js'
import { paymentTemplate } from '../../server/features/payments/template-routes.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { camt, entry, structured } from '../bank-files/written.js'
import { billedTenant } from '../support/billed-tenant.js'
import { browseAs } from '../support/browse.js'
import { command } from '../support/command.js'
import { htmlFaults } from '../support/html-faults.js'
import { readable as plain } from '../support/readable.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

let numbers = 0
const readable = (text: string) => plain(text).replaceAll('\u00a0', ' ')

describe.each(engines)('payments and their ends on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE')).actor
  })
  afterAll(() => house.close())

  const tenant = (months?: readonly string[], wish?: Parameters<typeof billedTenant>[3]) => billedTenant(house, actor, months, wish)
  const post = (
    amount: string,
    ocr: string | null,
    wish: { name?: string; on?: string; ordered?: string; out?: boolean; currency?: string } = {},
  ) =>
    entry({
      amount,
      currency: wish.currency ?? 'SEK',
      direction: wish.out ? 'DBIT' : 'CRDT',
      reference: `E${++numbers}`,
      booked: `<Dt>${wish.on ?? '2026-11-02'}</Dt>`,
      details: `<TxDtls>${ocr ? `<RmtInf>${structured(ocr)}</RmtInf>` : ''}<RltdPties><Dbtr><Nm>${wish.name ?? `BETALARE ${numbers}`}</Nm></Dbtr></RltdPties>${
        wish.ordered ? `<RltdDts><AccptncDtTm>${wish.ordered}T10:00:00+01:00</AccptncDtTm></RltdDts>` : ''
      }</TxDtls>`,
    })
  async function load(...entries: string[]) {
    const answer = await importPaymentsFile(house.db, actor, { name: 'fil.xml', bytes: Buffer.from(camt({ entries })) }, { dryRun: false })
    if (!answer.ok) throw new Error(JSON.stringify(answer.errors))
    const rows = await house.db.prisma.receivedPayment.findMany({ where: { importId: answer.importId ?? 0 }, orderBy: { ordinal: 'asc' } })
    return { ...answer, rows, id: rows[0]?.id ?? 0 }
  }
  const row = (id: number) => house.db.prisma.receivedPayment.findUniqueOrThrow({ where: { id } })
  const clean = async () => expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  const sound = async (text: string) => expect(await htmlFaults(text)).toEqual([])

  test('the page shows the three days and which of them counts', async () => {
    const nadia = await tenant(['2026-10'], { givenName: 'Nadia', familyName: 'Sidan' })
    const told = await load(post('7000.00', nadia.ocr, { on: '2026-11-03', ordered: '2026-10-30' }))
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const page = await browser.get(`/inbetalningar/${told.id}`)
    await sound(page.text)
    const words = readable(page.text).replace(/\s+/g, ' ')
    expect(words).toMatch(/Räknas från.{0,80}2026-10-30.{0,60}Dagen då betalarens bank tog emot uppdraget/)
    expect(words).toMatch(/Bokförd av banken.{0,80}2026-11-03/)
    expect(words).toMatch(/avin för oktober 2026 6 000 kr, förskott 1 000 kr/)
    const untold = await load(post('100.00', nadia.ocr, { on: '2026-11-03' }))
    expect(readable((await browser.get(`/inbetalningar/${untold.id}`)).text)).toMatch(/Banken säger inte när uppdraget togs emot/)
    expect(await house.db.prisma.ledgerEntry.findFirst({ where: { receivedId: told.id } })).toMatchObject({ effectiveOn: '2026-10-30' })
  })

  test('who paid is asked for, proposed the next time, and a correction is kept', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const nadia = await tenant()
    const first = await load(post('100.00', nadia.ocr, { name: 'FÖRVALTNINGEN AB' }))
    const address = `/inbetalningar/${first.id}/betalare`
    await sound((await browser.get(address)).text)
    expect((await browser.post(address, { payerKind: '' })).status).toBe(422)
    expect((await browser.post(address, { payerKind: 'SOCIALTJANST', remember: 'ja' })).status).toBe(303)
    expect((await load(post('101.00', nadia.ocr, { name: 'Förvaltningen AB' }))).rows).toMatchObject([{ payerKind: 'SOCIALTJANST' }])
    expect((await browser.post(address, { payerKind: 'ANNAN', reason: 'Det var en god man' })).status).toBe(303)
    const page = readable((await browser.get(`/inbetalningar/${first.id}`)).text)
    expect(page).toMatch(/Betalare: Någon annan, förut Socialtjänsten/)
    expect(page).toMatch(/Det var en god man/)
    expect(await house.db.prisma.auditEvent.count({ where: { subject: 'PAYMENT', subjectId: first.id, action: 'CHANGE' } })).toBe(2)
    expect((await load(post('102.00', null, { name: 'FÖRVALTNINGEN AB' }))).rows).toMatchObject([{ payerKind: 'SOCIALTJANST' }])
  })

  test('who paid can be told as the money is placed', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const nadia = await tenant()
    const { id } = await load(post('6000.00', null, { name: 'FARFAR STEN' }))
    const address = `/inbetalningar/utan-traff/${id}`
    const check = await browser.post(address, { choice: String(nadia.person.id), payerKind: 'ANNAN' })
    expect(readable(check.text)).toMatch(/Någon annan/)
    await browser.post(address, { placing: `${nadia.person.id}||600000`, payerKind: 'ANNAN', checked: 'ja' })
    expect(await row(id)).toMatchObject({ payerKind: 'ANNAN', unmatchedOre: 0 })
    expect(await house.db.prisma.ledgerEntry.findFirst({ where: { receivedId: id } })).toMatchObject({ payerKind: 'ANNAN' })
    const again = await load(post('10.00', null, { name: 'FARFAR STEN' }))
    expect((await browser.get(`/inbetalningar/utan-traff/${again.id}`)).text).toMatch(/value="ANNAN" checked/)
    expect(readable((await browser.get('/inbetalningar/utan-traff?visa=klart')).text)).toMatch(/FARFAR STEN[\s\S]*Bokförd på person/)
  })

  test('money is sent back in two parts, and stays to be seen', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const { id } = await load(post('500.00', null, { name: 'FEL MOTTAGARE AB' }))
    const address = `/inbetalningar/${id}/tillbaka`
    await sound((await browser.get(address)).text)
    const asked = { amount: '200', returnedOn: '2026-11-20', reason: 'Fel konto' }
    expect(readable((await browser.post(address, { ...asked, returnedOn: '2026-10-01' })).text)).toMatch(/innan de kom/)
    expect(readable((await browser.post(address, { ...asked, returnedOn: '2026-11-23' })).text)).toMatch(/har inte varit än/)
    expect((await browser.post(address, { ...asked, shown: 'ja' })).status).toBe(422)
    expect((await row(id)).unmatchedOre).toBe(50_000)
    expect((await browser.post(address, { ...asked, checked: 'ja' })).status).toBe(303)
    expect((await row(id)).unmatchedOre).toBe(30_000)
    const [one, two] = await Promise.all([
      browser.post(address, { ...asked, amount: '300', checked: 'ja' }),
      (await browseAs(house, 'BOSAMORDNARE', { name: 'Kollegan' })).post(address, { ...asked, amount: '300', checked: 'ja' }),
    ])
    expect([one.status, two.status].every((status) => status === 303 || status === 404 || status === 422)).toBe(true)
    expect((await row(id)).unmatchedOre).toBe(0)
    expect((await house.db.prisma.receivedReturn.aggregate({ where: { receivedId: id }, _sum: { amountOre: true } }))._sum.amountOre).toBe(
      50_000,
    )
    const page = await browser.get(`/inbetalningar/${id}`)
    await sound(page.text)
    expect(readable(page.text)).toMatch(/Skickad tillbaka[\s\S]{0,80}Fel konto/)
    await clean()
  })

  test('a deduction takes back its payment: the bill is unpaid again from that day', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const nadia = await tenant(['2026-10'], { givenName: 'Nadia', familyName: 'Återtagen' })
    const paid = await load(post('6000.00', nadia.ocr, { name: 'NADIA BETALAR', on: '2026-10-28' }))
    const { id } = await load(post('6000.00', null, { name: 'NADIA BETALAR', on: '2026-11-04', out: true }))
    expect(await nadia.open()).toEqual([0])
    const list = await browser.get('/inbetalningar/utan-traff')
    expect(list.text).toContain(`/inbetalningar/${id}/avsluta`)
    const address = `/inbetalningar/${id}/avsluta`
    const form = await browser.get(address)
    await sound(form.text)
    const laid = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { receivedId: paid.id, kind: 'PAYMENT' } })
    const value = `${paid.id}|${laid.id}`
    expect(form.text).toContain(`value="${value}"`)
    expect((await browser.post(address, { way: 'TAKE_BACK', reason: 'Återtaget' })).status).toBe(422)
    const check = await browser.post(address, { way: 'TAKE_BACK', part: value, reason: 'Återtaget' })
    await sound(check.text)
    expect(readable(check.text)).toMatch(/6 000 kr motbokas på Nadia Återtagens reskontra från 4 november 2026/)
    expect(await nadia.open()).toEqual([0])
    const twice = [
      await browser.post(address, { way: 'TAKE_BACK', part: value, reason: 'Återtaget', checked: 'ja' }),
      await browser.post(address, { way: 'TAKE_BACK', part: value, reason: 'Återtaget', checked: 'ja' }, '/inbetalningar/ny'),
    ]
    expect(twice.map((answer) => answer.status)).toEqual([303, 422])
    expect(await nadia.open()).toEqual([600_000])
    expect([(await row(id)).unmatchedOre, (await row(paid.id)).unmatchedOre]).toEqual([0, 0])
    expect(await house.db.prisma.ledgerEntry.findFirst({ where: { receivedId: paid.id, kind: 'REVERSAL' } })).toMatchObject({
      effectiveOn: '2026-11-04',
    })
    for (const page of [id, paid.id]) await sound((await browser.get(`/inbetalningar/${page}`)).text)
    await clean()
  })

  test('a smaller deduction leaves the rest standing; one that waits is taken back where it waits', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const nadia = await tenant()
    const paid = await load(post('6000.00', nadia.ocr, { name: 'DEL BETALAR', on: '2026-10-28' }))
    const laid = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { receivedId: paid.id, kind: 'PAYMENT' } })
    const part = await load(post('1000.50', null, { name: 'DEL BETALAR', on: '2026-11-04', out: true }))
    await browser.post(`/inbetalningar/${part.id}/avsluta`, {
      way: 'TAKE_BACK',
      part: `${paid.id}|${laid.id}`,
      reason: 'Delvis',
      checked: 'ja',
    })
    expect(await nadia.open()).toEqual([100_050])
    // Until the bank took it the whole had paid; from then on what is left of it.
    const figures = async (day: string) =>
      [
        ...readable((await browser.get(`/personer/${nadia.person.id}/hyra?dag=${day}`)).text).matchAll(
          /<dt>(?:Saldo|Förfallen hyra)<\/dt>\s*<dd[^>]*>([^<]+)</g,
        ),
      ].map(([, value]) => value?.trim())
    expect([await figures('2026-10-27'), await figures('2026-11-01'), await figures('2026-11-04'), await figures('2026-11-22')]).toEqual([
      ['6 000 kr', '6 000 kr'],
      ['0 kr', '0 kr'],
      ['1 000,50 kr', '1 000,50 kr'],
      ['1 000,50 kr', '1 000,50 kr'],
    ])
    expect((await row(paid.id)).unmatchedOre).toBe(0)
    await clean()
    const waits = await load(post('300.00', null, { name: 'VÄNTAR BETALAR', on: '2026-10-28' }))
    const whole = await load(post('300.00', null, { name: 'VÄNTAR BETALAR', on: '2026-11-04', out: true }))
    await browser.post(`/inbetalningar/${whole.id}/avsluta`, { way: 'TAKE_BACK', part: `${waits.id}|`, reason: 'Ångrat', checked: 'ja' })
    expect([(await row(waits.id)).unmatchedOre, (await row(whole.id)).unmatchedOre]).toEqual([0, 0])
    await clean()
  })

  test('money that was sent back to the person comes back first, and whoever ties the deduction is told how', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const nadia = await tenant()
    const paid = await load(post('7000.00', nadia.ocr, { name: 'FÖR MYCKET', on: '2026-10-28' }))
    const laid = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { receivedId: paid.id, kind: 'PAYMENT' } })
    const refund = `/personer/${nadia.person.id}/hyra/aterbetalning`
    const check = await browser.post(refund, { amount: '1 000', paidOn: '2026-11-02', reason: 'För mycket' })
    const sent = Object.fromEntries(
      [...check.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, value]),
    )
    expect((await browser.post(refund, sent)).status).toBe(303)
    const part = await load(post('7000.00', null, { name: 'FÖR MYCKET', on: '2026-11-04', out: true }))
    const tied = await browser.post(`/inbetalningar/${part.id}/avsluta`, {
      way: 'TAKE_BACK',
      part: `${paid.id}|${laid.id}`,
      reason: 'Studs',
      checked: 'ja',
    })
    expect(tied.status).toBe(303)
    expect((await browser.get(tied.headers.location ?? '')).text).toContain('Motboka det först, på personens sida Hyra')
    expect((await row(part.id)).unmatchedOre).toBe(700_000)
    await clean()
  })

  test('euro becomes the kronor the bank paid, and finds its person; what is not ours is ended with a reason', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const nadia = await tenant()
    const { id } = await load(post('600.00', nadia.ocr, { currency: 'EUR' }))
    const address = `/inbetalningar/${id}/avsluta`
    await sound((await browser.get(address)).text)
    expect((await browser.post(address, { way: 'EXCHANGE', reason: 'Kontoutdraget' })).status).toBe(422)
    const done = await browser.post(address, { way: 'EXCHANGE', kronor: '6 000', reason: 'Kontoutdraget' })
    expect(done.status).toBe(303)
    expect(await nadia.open()).toEqual([0])
    expect((await row(id)).unmatchedOre).toBe(0)
    await sound((await browser.get(String(done.headers.location))).text)
    const out = await load(post('5.00', null, { out: true }))
    expect((await browser.post(`/inbetalningar/${out.id}/avsluta`, { way: 'NOT_OURS', reason: 'Bankavgift' })).status).toBe(303)
    expect((await row(out.id)).unmatchedOre).toBe(0)
    expect(readable((await browser.get('/inbetalningar/utan-traff?visa=klart')).text)).toMatch(/Bankavgift/)
    const ended = await browser.get('/inbetalningar?lage=klara')
    expect([await htmlFaults(ended.text), ended.text.includes('>Avslutad<')]).toEqual([[], true])
    await clean()
  })

  test('split on several people to the öre, also where a bill is no rent', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const [one, two] = [await tenant(), await tenant()]
    await house.db.prisma.ledgerEntry.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: two.person.id,
        tenancyId: two.tenancy.id,
        kind: 'CHARGE',
        chargeKind: 'KEY',
        amountOre: 33_333,
        openOre: 33_333,
        effectiveOn: '2026-09-01',
        dueOn: '2026-09-01',
        recordedAt: house.clock.now(),
      },
    })
    const { id } = await load(post('1000.01', null, { name: 'STIFTELSEN ÖRET' }))
    const address = `/inbetalningar/utan-traff/${id}`
    const rows = { who1: one.person.ownId, amount1: '666,68', who2: two.person.ownId, amount2: '333,33' }
    const check = await browser.post(address, rows)
    const placing = [...check.text.matchAll(/name="placing" value="([^"]*)"/g)].map((found) => found[1] ?? '')
    expect((await browser.post(address, { placing, checked: 'ja' })).status).toBe(303)
    expect(await one.open()).toEqual([533_332])
    expect(await two.open()).toEqual([0, 600_000])
    expect((await row(id)).unmatchedOre).toBe(0)
    await clean()
  })

  test('a protected person’s payment tells nothing on its own page or its ends', async () => {
    const hidden = await tenant(['2026-10'], { givenName: 'Gömda', familyName: 'Hemligsson', protection: 'SEKRETESSMARKERING' })
    const { rows } = await load(post('100.00', hidden.ocr, { name: 'NÅGON' }), post('101.00', null, { name: 'HEMLIGSSON GÖMDA' }))
    const browser = await browseAs(house, 'BOSAMORDNARE')
    for (const { id } of rows) {
      const page = await browser.get(`/inbetalningar/${id}`)
      expect(page.status).toBe(200)
      expect(page.text).not.toMatch(/hemligsson|gömda|NÅGON/i)
      expect(page.text).not.toContain(hidden.ocr)
      for (const end of ['betalare', 'tillbaka', 'avsluta']) expect((await browser.get(`/inbetalningar/${id}/${end}`)).status).toBe(404)
    }
  })

  describe('a list written by hand', () => {
    const csv = (...rows: string[]) => ['dag;belopp;ocr;person;betalare;betalartyp;meddelande', ...rows].join('\n')
    test('is looked through, booked and undone as a bank file', async () => {
      const [nadia, leila] = [await tenant(), await tenant()]
      const browser = await browseAs(house, 'BOSAMORDNARE')
      const text = csv(
        `2026-11-02;6000;${nadia.ocr};;Nadia;klient;`,
        `2026-11-02;500,50;;${leila.person.ownId};Kontoret;socialtjänst;Bistånd`,
        'Summa;6500,50;;;;;',
      )
      const address = String(
        (await browser.upload('/inbetalningar/importera', { field: 'file', name: 'lista.csv', bytes: text })).headers.location,
      )
      const preview = await browser.get(address)
      await sound(preview.text)
      expect(readable(preview.text)).toMatch(/Bokför 2 poster, 6 500,50 kr/)
      expect((await browser.post(address, { accounts: 'ja' })).status).toBe(303)
      expect([await nadia.open(), await leila.open()]).toEqual([[0], [549_950]])
      expect(await house.db.prisma.receivedPayment.findMany({ where: { source: 'LIST' }, orderBy: { id: 'asc' } })).toMatchObject([
        { payerKind: 'KLIENT' },
        { payerKind: 'SOCIALTJANST' },
      ])
      const imported = await house.db.prisma.paymentImport.findFirstOrThrow({ where: { format: 'PAYMENT_LIST' } })
      await browser.post(`/inbetalningar/filer/${imported.id}/angra`, { reason: 'Fel lista', checked: 'ja' })
      expect([await nadia.open(), await leila.open()]).toEqual([[600_000], [600_000]])
      await clean()
    })

    test('with errors is told by row and column, and cannot be booked', async () => {
      const nadia = await tenant()
      const hidden = await tenant([], { protection: 'SEKRETESSMARKERING' })
      const browser = await browseAs(house, 'BOSAMORDNARE')
      const wrong = await browser.upload('/inbetalningar/importera', {
        field: 'file',
        name: 'fel.csv',
        bytes: csv('2026-13-02;sex;;X1;;vän;'),
      })
      expect(wrong.status).toBe(422)
      expect(readable(wrong.text)).toMatch(/rad 2, kolumn belopp/i)
      const text = csv(
        `2026-11-02;1;;FINNS-INTE;;;`,
        `2026-11-02;2;${nadia.ocr};${(await tenant([])).person.ownId};;;`,
        `2026-11-02;3;;${hidden.person.ownId};;;`,
        `2026-11-23;4;${nadia.ocr};;;;`,
      )
      const address = String(
        (await browser.upload('/inbetalningar/importera', { field: 'file', name: 'fel2.csv', bytes: text })).headers.location,
      )
      const preview = await browser.get(address)
      await sound(preview.text)
      expect(readable(preview.text)).toMatch(/rad 2: Person: ingen hittas för FINNS-INTE/)
      expect(readable(preview.text)).toMatch(/rad 3: OCR-numret hör till någon annan/)
      expect(readable(preview.text)).toMatch(/rad 4: Person: ingen hittas/)
      expect(readable(preview.text)).toMatch(/rad 5: Dagen har inte kommit än/)
      expect((await browser.post(address, {}, '/inbetalningar/ny')).status).toBe(422)
      expect(await house.db.prisma.receivedPayment.count({ where: { amountOre: { in: [100, 200, 300, 400] } } })).toBe(0)
    })

    test('the template can be fetched, and its example row is never booked', async () => {
      const browser = await browseAs(house, 'BOSAMORDNARE')
      const answer = await browser.get('/inbetalningar/mall.xlsx')
      expect([answer.status, answer.headers['content-disposition']]).toEqual([200, expect.stringMatching(/mall-betalningar\.xlsx/)])
      const read = await importPaymentsFile(house.db, actor, { name: 'mall.xlsx', bytes: await paymentTemplate() }, { dryRun: true })
      expect(read).toMatchObject({ ok: false, errors: [{ reason: expect.stringMatching(/mallens exempel/) }] })
    })
  })

  test('the commands: several files as one, what may be copies, undone with a reason', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'betalningar-'))
    const nadia = await tenant()
    const files = [post('100.00', nadia.ocr, { name: 'KOMMANDO' }), post('200.00', null)].map((text, n) => {
      const path = join(folder, `fil-${n}.xml`)
      writeFileSync(path, camt({ entries: [text] }).replace('<Id>N1</Id>', `<Id>K${n}</Id>`))
      return path
    })
    const commands = { 'payments import': paymentsImport, 'payments undo': paymentsUndo }
    const run = (...words: string[]) => command(house, commands, 'payments', ...words)
    const done = await run('import', ...files)
    expect(done).toMatchObject({ code: 0, answer: { payments: 2, matched: 1, unmatched: 1, booked: true } })
    const importId = String(done.answer.importId)
    expect(await run('undo', importId)).toMatchObject({ code: 2, answer: { error: expect.stringMatching(/--reason/) } })
    expect(await run('undo', '999999', '--reason', 'x')).toMatchObject({
      code: 2,
      answer: { error: expect.stringMatching(/Ingen inläst bankfil/) },
    })
    expect(await run('undo', importId, '--reason', 'Fel fil')).toMatchObject({
      code: 0,
      answer: { undone: true, payments: 2, reversed: 1, reversedOre: 10_000 },
    })
    expect(await run('undo', importId, '--reason', 'Fel fil')).toMatchObject({
      code: 2,
      answer: { undone: false, hindrances: [{ why: 'ALREADY_UNDONE' }] },
    })
    expect(await run('import', ...files, '--suspects', 'kanske')).toMatchObject({ code: 2 })
    expect(await nadia.open()).toEqual([600_000])
    await clean()
  })
})
