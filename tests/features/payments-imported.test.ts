/** A bank file from the choice of it to the ledger and back: overlaps, doubts, two at once, failures, and undoing it as a whole. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { sql } from '../../server/db.js'
import { importPaymentsFile } from '../../server/features/payments/import-file.js'
import { bookPayments } from '../../server/features/payments/import-store.js'
import { readGiven } from '../../server/features/payments/read-upload.js'
import { undoImport } from '../../server/features/payments/undo-store.js'
import { sha256OfUpload } from '../../server/features/payments/upload-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { bgmaxFile } from '../bench/bank-files.js'
import { camt, entry, structured } from '../bank-files/written.js'
import { billedTenant } from '../support/billed-tenant.js'
import { browseAs } from '../support/browse.js'
import { countedDb } from '../support/counted-db.js'
import { htmlFaults } from '../support/html-faults.js'
import { readable as plain } from '../support/readable.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

let numbers = 0
const readable = (text: string) => plain(text).replaceAll('\u00a0', ' ')

describe.each(engines)('a bank file on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE')).actor
  })
  afterAll(() => house.close())

  const tenant = (months?: readonly string[], wish?: Parameters<typeof billedTenant>[3]) => billedTenant(house, actor, months, wish)
  const given = (text: string, name = 'fil.xml') => ({ name, bytes: Buffer.from(text) })
  const load = async (...texts: string[]) => {
    const answer = await importPaymentsFile(
      house.db,
      actor,
      texts.map((text, n) => given(text, `fil-${n}.xml`)),
      { dryRun: false },
    )
    if (!answer.ok) throw new Error(JSON.stringify(answer.errors))
    return answer
  }
  const paid = (amount: string, ocr: string, name = '') =>
    `<TxDtls><Amt Ccy="SEK">${amount}</Amt><RmtInf>${structured(ocr)}</RmtInf>${name && `<RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties>`}</TxDtls>`
  const clean = async () => expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  const number = () => `B${++numbers}`
  const sums = () =>
    house.db
      .rows(sql`select "personId", sum(case when coalesce("direction", case when "kind" in ('CHARGE', 'REFUND') then 1 else -1 end) = 1
      then "amountOre" else -"amountOre" end) as "ore" from "LedgerEntry" group by "personId" order by "personId"`)

  describe('a notification and a statement of the same day', () => {
    const both = async (ref: string) => {
      const [one, two] = [await tenant(), await tenant()]
      const details = paid('6000.00', one.ocr) + paid('5000.00', two.ocr)
      return {
        one,
        two,
        notice: camt({ entries: [entry({ amount: '11000.00', reference: ref, details })] }),
        statement: camt({ kind: '053', entries: [entry({ amount: '11000.00', reference: ref })] }),
        detailed: camt({ kind: '053', entries: [entry({ amount: '11000.00', reference: ref, details })] }),
      }
    }
    const received = () =>
      house.db.prisma.receivedPayment.aggregate({ where: { namndId: house.namndId, undoneAt: null }, _sum: { amountOre: true } })

    test.each<[string, ('notice' | 'statement' | 'detailed')[]]>([
      ['the notification first, then the sum', ['notice', 'statement']],
      ['the sum first, then the notification', ['statement', 'notice']],
      ['the details twice', ['notice', 'detailed']],
      ['the details twice, the statement first', ['detailed', 'notice']],
    ])('%s: counted once, on the right people', async (_name, order) => {
      const files = await both(number())
      const before = (await received())._sum.amountOre ?? 0
      for (const kind of order) await load(files[kind])
      expect([await files.one.open(), await files.two.open()]).toEqual([[0], [100_000]])
      expect(((await received())._sum.amountOre ?? 0) - before).toBe(1_100_000)
      await clean()
    })

    test('also where the bank gave the booking no number', async () => {
      const files = await both('')
      const before = (await received())._sum.amountOre ?? 0
      await load(files.statement)
      await load(files.notice)
      expect([await files.one.open(), await files.two.open()]).toEqual([[0], [100_000]])
      expect(((await received())._sum.amountOre ?? 0) - before).toBe(1_100_000)
      await clean()
    })

    test('both at once are one import and counted once', async () => {
      const files = await both(number())
      expect(await load(files.statement, files.notice)).toMatchObject({ matched: 2, unmatched: 0, duplicates: 1 })
      expect([await files.one.open(), await files.two.open()]).toEqual([[0], [100_000]])
      await clean()
    })

    test('a sum that somebody has placed stands, and the details are known', async () => {
      const files = await both(number())
      await load(files.statement)
      const sum = await house.db.prisma.receivedPayment.findFirstOrThrow({ where: { amountOre: 1_100_000, unmatchedOre: 1_100_000 } })
      const browser = await browseAs(house, 'BOSAMORDNARE')
      const address = `/inbetalningar/utan-traff/${sum.id}`
      await browser.post(address, { placing: `${files.one.person.id}||1100000`, checked: 'ja' })
      expect(await load(files.notice)).toMatchObject({ matched: 0, unmatched: 0, duplicates: 2 })
      await clean()
    })

    test('the details are undone: the sum waits again', async () => {
      const files = await both(number())
      await load(files.statement)
      const { importId } = await load(files.notice)
      expect(await undoImport(house.db, actor, importId ?? 0, 'Prov')).toMatchObject({
        refused: false,
        payments: 2,
        reversed: 2,
        revived: 1,
      })
      expect([await files.one.open(), await files.two.open()]).toEqual([[600_000], [600_000]])
      await clean()
      expect(await load(files.notice)).toMatchObject({ matched: 2 })
      expect([await files.one.open(), await files.two.open()]).toEqual([[0], [100_000]])
      await clean()
    })
  })

  test.each([
    ['the notification', 'notice', 'statement'],
    ['the statement', 'statement', 'notice'],
  ] as const)('%s is undone: its payments come in from the other file, which is read again', async (_name, first, second) => {
    const one = await tenant()
    const ref = number()
    const details = paid('6000.00', one.ocr)
    const files = {
      notice: camt({ entries: [entry({ amount: '6000.00', reference: ref, details })] }),
      statement: camt({ kind: '053', entries: [entry({ amount: '6000.00', reference: ref, details })] }),
    }
    const { importId } = await load(files[first])
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const chosen = await browser.upload('/inbetalningar/importera', { field: 'file', name: 'andra.xml', bytes: files[second] })
    expect(readable((await browser.get(chosen.headers.location ?? '')).text)).toContain('Allt i filen är redan bokfört')
    const later = await load(files[second])
    expect(later).toMatchObject({ matched: 0, duplicates: 1 })

    expect(readable((await browser.get(`/inbetalningar/filer/${importId}/angra`)).text)).toContain('Läs sedan in fil-0.xml igen')
    await browser.post(`/inbetalningar/filer/${importId}/angra`, { reason: 'Fel fil', checked: 'ja' })
    expect(await one.open()).toEqual([600_000])
    const undone = await browser.get(`/inbetalningar/filer/${importId}`)
    expect([await htmlFaults(undone.text), undone.text.includes(`href="${chosen.headers.location}"`)]).toEqual([[], true])

    await browser.post(chosen.headers.location ?? '', { accounts: 'ja' })
    expect(await one.open()).toEqual([0])
    expect((await browser.get(`/inbetalningar/filer/${importId}`)).text).not.toContain('Läs in igen')
    expect(await load(files[second])).toMatchObject({ importId: null, matched: 0, duplicates: 1 })
    expect(await undoImport(house.db, actor, later.importId ?? 0, 'Prov')).toMatchObject({ refused: false, payments: 1, reversed: 1 })
    expect(await load(files[first])).toMatchObject({ matched: 1 })
    await clean()
  })

  test('the pages of one statement chosen together are one import, and a missing page is said', async () => {
    const [one, two] = [await tenant(), await tenant()]
    const ref = [number(), number()]
    const sheet = (page: number, last: boolean, details: string) =>
      camt({
        kind: '053',
        header: `<StmtPgntn><PgNb>${page}</PgNb><LastPgInd>${last}</LastPgInd></StmtPgntn>`,
        entries: [entry({ amount: '6000.00', reference: ref[page - 1] ?? '', details })],
      })
    const pages = [sheet(1, false, paid('6000.00', one.ocr)), sheet(2, true, paid('6000.00', two.ocr))]
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const alone = await browser.upload('/inbetalningar/importera', { field: 'file', name: 'sida-1.xml', bytes: pages[0] ?? '' })
    expect(readable((await browser.get(String(alone.headers.location))).text)).toMatch(/Läs in de andra sidorna/)
    const done = await load(...pages)
    expect(done).toMatchObject({ matched: 2, payments: 2 })
    expect(done.warnings.join()).not.toMatch(/andra sidorna/)
    expect(await house.db.prisma.paymentImport.count({ where: { id: done.importId ?? 0 } })).toBe(1)
    expect([await one.open(), await two.open()]).toEqual([[0], [0]])
  })

  test('what may have come before is told apart, waits by itself, and nobody books it by accident', async () => {
    const nadia = await tenant(['2026-10'], { givenName: 'Nadia', familyName: 'Dubbel' })
    const inCamt = camt({
      entries: [entry({ amount: '2000.00', reference: number(), booked: '<Dt>2026-10-30</Dt>', details: paid('2000.00', nadia.ocr) })],
    })
    const inBgmax = bgmaxFile([nadia.ocr], 200_000, '2026-10-30').toString('latin1')
    await load(inCamt)
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const address = String(
      (await browser.upload('/inbetalningar/importera', { field: 'file', name: 'bgmax.txt', bytes: Buffer.from(inBgmax, 'latin1') }))
        .headers.location,
    )
    const preview = await browser.get(address)
    expect(readable(preview.text)).toMatch(/Kan vara dubbletter/)
    expect(await htmlFaults(preview.text)).toEqual([])
    expect((await browser.post(address, { accounts: 'ja', suspects: 'NÅGOT' })).status).toBe(422)
    expect((await browser.post(address, { accounts: 'ja', suspects: 'WAIT' })).status).toBe(303)
    expect(await nadia.open()).toEqual([400_000])
    const copy = await house.db.prisma.receivedPayment.findFirstOrThrow({ where: { suspectOfId: { not: null } }, orderBy: { id: 'desc' } })
    expect(copy.unmatchedOre).toBe(200_000)
    await runCharges(house.db, actor, '2026-11') // looks for whom waiting payments belong to
    expect((await house.db.prisma.receivedPayment.findUniqueOrThrow({ where: { id: copy.id } })).unmatchedOre).toBe(200_000)
    expect(readable((await browser.get('/inbetalningar/utan-traff')).text)).toMatch(/Kan vara samma som en tidigare/)
    const one = await browser.get(`/inbetalningar/utan-traff/${copy.id}`)
    expect(readable(one.text)).toMatch(/Kan vara samma som en tidigare betalning/)
    expect(await htmlFaults(one.text)).toEqual([])
    const end = `/inbetalningar/${copy.id}/avsluta`
    expect((await browser.post(end, { way: 'DUPLICATE', reason: '' })).status).toBe(422)
    expect((await browser.post(end, { way: 'DUPLICATE', reason: 'Samma i två filer' })).status).toBe(303)
    const done = await browser.get('/inbetalningar/utan-traff?visa=klart')
    expect(readable(done.text)).toMatch(/Samma i två filer/)
    expect(await htmlFaults(done.text)).toEqual([])
    await clean()
  })

  test.each([
    ['SKIP', '2026-10-28', [400_000], 0],
    ['BOOK', '2026-10-29', [200_000], 1],
  ] as const)('doubtful ones: %s', async (suspects, on, open, received) => {
    const nadia = await tenant()
    await load(
      camt({ entries: [entry({ amount: '2000.00', reference: number(), booked: `<Dt>${on}</Dt>`, details: paid('2000.00', nadia.ocr) })] }),
    )
    const before = await house.db.prisma.receivedPayment.count()
    const bytes = bgmaxFile([nadia.ocr], 200_000, on)
    await importPaymentsFile(house.db, actor, { name: 'bg.txt', bytes }, { dryRun: false, suspects })
    expect(await nadia.open()).toEqual(open)
    expect((await house.db.prisma.receivedPayment.count()) - before).toBe(received)
  })

  test('a file without anything booked says so, and one without a match does not boast of what it booked', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const chosen = async (text: string) =>
      (await browser.upload('/inbetalningar/importera', { field: 'file', name: 'f.xml', bytes: text })).headers.location ?? ''
    const empty = (await browser.get(await chosen(camt({ entries: [entry({ status: '<Cd>PDNG</Cd>', reference: number() })] })))).text
    expect([await htmlFaults(empty), empty.includes('Filen har inga betalningar att bokföra'), empty.includes('redan bokfört')]).toEqual([
      [],
      true,
      false,
    ])
    await browser.post(await chosen(camt({ entries: [entry({ amount: '71.00', reference: number() })] })), { accounts: 'ja' })
    const list = readable((await browser.get('/inbetalningar/utan-traff')).text)
    expect([list.includes('1 post väntar utan träff'), list.includes('0 poster är bokförda')]).toEqual([true, false])
  })

  test('two people book the same file at once: one does, the other is told', async () => {
    const nadia = await tenant()
    const text = camt({ entries: [entry({ amount: '1000.00', reference: number(), details: paid('1000.00', nadia.ocr) })] })
    const [one, other] = [await browseAs(house, 'BOSAMORDNARE'), await browseAs(house, 'BOSAMORDNARE', { name: 'Kollegan' })]
    const address = String((await one.upload('/inbetalningar/importera', { field: 'file', name: 'fil.xml', bytes: text })).headers.location)
    const answers = await Promise.all([one.post(address, { accounts: 'ja' }), other.post(address, { accounts: 'ja' })])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    expect(await nadia.open()).toEqual([500_000])
    const told = [await one.get('/inbetalningar?visa=filer'), await other.get('/inbetalningar?visa=filer')].map((page) =>
      readable(page.text),
    )
    expect(told.filter((page) => /1 post är bokförd/.test(page))).toHaveLength(1)
    expect(told.filter((page) => /är redan bokförd|bokför fil.xml just nu/.test(page))).toHaveLength(1)
    expect(readable((await other.get(address)).text)).toMatch(/Allt i filen är redan bokfört/)
    await clean()
  })

  test('a booking that fails books nothing and loses neither the file nor the choices', async () => {
    const nadia = await tenant()
    const text = camt({ entries: [entry({ amount: '1000.00', reference: number(), details: paid('1000.00', nadia.ocr) })] })
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const address = String(
      (await browser.upload('/inbetalningar/importera', { field: 'file', name: 'fil.xml', bytes: text })).headers.location,
    )
    const before = [
      await house.db.prisma.receivedPayment.count(),
      await house.db.prisma.paymentImport.count(),
      await house.db.prisma.ledgerEntry.count(),
    ]
    // Something in the way at the very end: the row of the log cannot be written.
    await house.db.run(
      engine === 'sqlite'
        ? sql`create trigger "stop" before insert on "AuditEvent" when new."subject" = 'PAYMENT_IMPORT' begin select raise(abort, 'full'); end`
        : sql`alter table "AuditEvent" add constraint "stop" check ("subject" <> 'PAYMENT_IMPORT') not valid`,
    )
    const failed = await browser.post(address, { accounts: 'ja' })
    expect(failed.status).toBe(503)
    expect(readable(failed.text)).toMatch(/Filen kunde inte bokföras/)
    expect(failed.text).toMatch(/name="accounts"[^>]*checked/)
    await house.db.run(engine === 'sqlite' ? sql`drop trigger "stop"` : sql`alter table "AuditEvent" drop constraint "stop"`)
    const after = [
      await house.db.prisma.receivedPayment.count(),
      await house.db.prisma.paymentImport.count(),
      await house.db.prisma.ledgerEntry.count(),
    ]
    expect(after).toEqual(before)
    expect((await browser.post(address, { accounts: 'ja' })).status).toBe(303)
    expect(await nadia.open()).toEqual([500_000])
    await clean()
  })

  test('a thousand payments are undone as reversals, in a number of statements that does not grow, and come in again', async () => {
    const few = await tenant()
    const small = await load(camt({ entries: [entry({ amount: '100.00', reference: number(), details: paid('100.00', few.ocr) })] }))
    const counted = [
      { statements: 0, rows: 0 },
      { statements: 0, rows: 0 },
    ] as const
    expect(await undoImport(countedDb(house.db, counted[0]), actor, small.importId ?? 0, 'Fel fil')).toMatchObject({
      refused: false,
      reversed: 1,
    })

    const people = await Promise.all(Array.from({ length: 4 }, () => tenant([])))
    await runCharges(house.db, actor, '2026-09')
    const bills = await house.db.prisma.ledgerEntry.findMany({
      where: { period: '2026-09', personId: { in: people.map((one) => one.person.id) } },
      orderBy: { id: 'asc' },
    })
    const references = Array.from({ length: 1000 }, (_, n) => bills[n % bills.length]?.ocr ?? '')
    const bytes = bgmaxFile(references, 1_000, '2026-11-20')
    const before = await sums()
    const loaded = async () => {
      const answer = await importPaymentsFile(house.db, actor, { name: 'tusen.txt', bytes }, { dryRun: false })
      if (!answer.ok || answer.importId === null) throw new Error(JSON.stringify(answer))
      expect(answer).toMatchObject({ matched: 1000, duplicates: 0 })
      return answer.importId
    }
    const importId = await loaded()
    const booked = await sums()
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const address = `/inbetalningar/filer/${importId}/angra`
    const check = await browser.get(address)
    expect(readable(check.text)).toMatch(/1 000 bokförda betalningar hos 4 personer motbokas, 10 000 kr/)
    expect(await htmlFaults(check.text)).toEqual([])
    expect((await browser.post(address, { reason: '', checked: 'ja' })).status).toBe(422)
    expect((await browser.post(address, { reason: 'Fel fil' })).status).toBe(422)
    expect(await sums()).toEqual(booked)
    expect(await undoImport(countedDb(house.db, counted[1]), actor, importId, 'Fel fil')).toMatchObject({ refused: false, reversed: 1000 })
    expect(counted[1].statements).toBe(counted[0].statements)
    expect(await sums()).toEqual(before)
    await clean()
    const file = await browser.get(`/inbetalningar/filer/${importId}`)
    expect(readable(file.text)).toMatch(/Filen är ångrad/)
    expect(await htmlFaults(file.text)).toEqual([])
    expect((await browser.post(address, { reason: 'Igen', checked: 'ja' }, '/inbetalningar/ny')).status).toBe(303)
    expect(await sums()).toEqual(before)
    const again = await loaded()
    expect(await sums()).toEqual(booked)
    const done = await browser.post(`/inbetalningar/filer/${again}/angra`, { reason: 'Fel fil', checked: 'ja' })
    expect([done.status, done.headers.location]).toEqual([303, `/inbetalningar/filer/${again}`])
    expect(await sums()).toEqual(before)
    await clean()
  })

  test('a file says what stands of it in parts that add up to its sum: kronor never beside euro, a deduction taken away', async () => {
    const nadia = await tenant()
    const { importId } = await load(
      camt({
        entries: [
          entry({ amount: '1000.00', reference: number(), details: paid('1000.00', nadia.ocr) }),
          entry({ amount: '620.00', reference: number() }),
          entry({ amount: '450.00', currency: 'EUR', reference: number() }),
          entry({ amount: '310.00', reference: number(), direction: 'DBIT' }),
        ],
      }),
    )
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const notOurs = await house.db.prisma.receivedPayment.findFirstOrThrow({ where: { importId, amountOre: 62_000 } })
    const ended = await browser.post(`/inbetalningar/${notOurs.id}/avsluta`, { way: 'NOT_OURS', reason: 'Kommunens egen omföring' })
    expect(ended.status).toBe(303)

    const address = `/inbetalningar/filer/${importId}`
    const file = await browser.get(address)
    expect(await htmlFaults(file.text)).toEqual([])
    const words = (text: string) => readable(text.replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ')
    const said = words(file.text)
    expect(said).toContain('I filen 3 inbetalningar och 1 avdrag Summa 1 310 kr')
    expect(said).toContain(
      'Bokfört på personer 1 1 000 Väntar utan träff 1 −310 Avslutat, står inte på någon 1 620 Väntar i EUR, räknas inte om 1 450 EUR',
    )
    const undoing = words((await browser.get(`${address}/angra`)).text)
    expect(undoing).toContain('I filen 3 inbetalningar och 1 avdrag, 1 310 kr')
    expect(undoing).toContain('1 post utan träff tas bort ur listan, −310 kr. 1 post i EUR tas bort ur listan, 450 EUR.')
    await clean()
  })

  test('a file is not undone when money went on or a month is closed, and why is said', async () => {
    const nadia = await tenant()
    const other = await load(
      camt({
        entries: [
          entry({ amount: '100.00', reference: number(), booked: '<Dt>2026-03-02</Dt>', details: paid('100.00', nadia.ocr) }),
          entry({ amount: '50.00', reference: number() }),
        ],
      }),
    )
    const importId = other.importId ?? 0
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const waits = await house.db.prisma.receivedPayment.findFirstOrThrow({ where: { importId, unmatchedOre: 5_000 } })
    const back = `/inbetalningar/${waits.id}/tillbaka`
    const asked = { amount: '20', returnedOn: '2026-11-20', reason: 'Fel mottagare' }
    expect((await browser.post(back, { ...asked, amount: '50,01' })).status).toBe(422)
    const check = await browser.post(back, asked)
    expect(readable(check.text)).toMatch(/30 kr väntar kvar utan träff/)
    expect(await htmlFaults(check.text)).toEqual([])
    expect((await browser.post(back, { ...asked, checked: 'ja' })).status).toBe(303)
    expect((await house.db.prisma.receivedPayment.findUniqueOrThrow({ where: { id: waits.id } })).unmatchedOre).toBe(3_000)
    const address = `/inbetalningar/filer/${importId}/angra`
    expect(readable((await browser.get(address)).text)).toMatch(/skickade tillbaka till avsändaren/)
    const refused = await browser.post(address, { reason: 'Prov', checked: 'ja' }, '/inbetalningar/ny')
    expect(refused.status).toBe(422)
    expect(await house.db.prisma.paymentImport.findUniqueOrThrow({ where: { id: importId } })).toMatchObject({ undoneAt: null })

    const closed = await load(
      camt({
        entries: [entry({ amount: '100.00', reference: number(), booked: '<Dt>2026-03-03</Dt>', details: paid('100.00', nadia.ocr) })],
      }),
    )
    await clean() // the month closed below has no lines of its own
    await house.db.prisma.monthClose.create({ data: { namndId: house.namndId, month: '2026-03', closedAt: house.clock.now() } })
    expect(await undoImport(house.db, actor, closed.importId ?? 0, 'Prov')).toEqual({
      refused: true,
      hindrances: [{ why: 'MONTH_CLOSED', month: '2026-03' }],
    })
    expect(readable((await browser.get(`/inbetalningar/filer/${closed.importId}/angra`)).text)).toMatch(/mars 2026 är stängd/i)
  })

  test('who may not, and another nämnd', async () => {
    const nadia = await tenant()
    const { importId } = await load(camt({ entries: [entry({ amount: '10.00', reference: number(), details: paid('10.00', nadia.ocr) })] }))
    const [row] = await house.db.prisma.receivedPayment.findMany({ where: { importId: importId ?? 0 } })
    const reader = await browseAs(house, 'BOENDESTOD')
    expect((await reader.get(`/inbetalningar/${row?.id}`)).status).toBe(200)
    expect((await reader.get(`/inbetalningar/filer/${importId}`)).text).not.toContain('Ångra filen')
    for (const path of [
      `/inbetalningar/filer/${importId}/angra`,
      `/inbetalningar/${row?.id}/betalare`,
      `/inbetalningar/${row?.id}/tillbaka`,
      `/inbetalningar/${row?.id}/avsluta`,
    ])
      expect([path, (await reader.get(path)).status]).toEqual([path, 403])
    const namnd = await house.db.prisma.namnd.create({ data: { name: `Annan ${numbers}`, createdAt: house.clock.now() } })
    const stranger = await browseAs(house, 'BOSAMORDNARE', { namndId: namnd.id, unitId: null })
    for (const path of [
      `/inbetalningar/filer/${importId}`,
      `/inbetalningar/filer/${importId}/angra`,
      `/inbetalningar/${row?.id}`,
      `/inbetalningar/${row?.id}/avsluta`,
    ])
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404])
    expect(
      (await stranger.post(`/inbetalningar/filer/${importId}/angra`, { reason: 'Prov', checked: 'ja' }, '/inbetalningar/ny')).status,
    ).toBe(404)
  })

  test('a large file is read and booked in turns: other work is never held long', async () => {
    const references = Array.from({ length: 6000 }, (_, n) => String(9_000_000_000 + n))
    const bytes = bgmaxFile(references, 1_000, '2026-05-20')
    const files = [{ name: 'stor.txt', bytes }]
    const read = await readGiven(files)
    if (!read.ok) throw new Error('unreadable')
    let done = 0
    const progress = async (some: number) => {
      done += some
      await new Promise((resolve) => setImmediate(resolve))
    }
    const booked = await bookPayments(
      house.db,
      actor,
      read.file,
      { sha256: await sha256OfUpload(files), fileName: 'stor.txt' },
      { progress },
    )
    expect(booked).toMatchObject({ matched: 0, unmatched: 6000 })
    expect(done).toBeGreaterThan(2000)
  })
})
