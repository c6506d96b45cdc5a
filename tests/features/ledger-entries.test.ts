/** What a bosamordnare books by hand on a person's ledger, through the door, on both engines. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { arrearsOn } from '../../server/features/arrears/store.js'
import { todayFacts } from '../../server/features/today/store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { choiceOf } from '../../server/features/payments/form.js'
import { addByHand } from '../../server/features/payments/placing-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { readable } from '../support/readable.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

type Fields = Record<string, string | string[]>

let serial = 0

/** What is read on a page, without its elements. */
const words = (page: string) => readable(page.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ')

/** The hidden fields of a check page: what its button sends. */
function hiddenFields(page: string): Fields {
  const fields: Fields = {}
  for (const [, name = '', value = ''] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)) {
    const text = value.replace(/&#34;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&')
    const known = fields[name]
    fields[name] = known === undefined ? text : [known, text].flat()
  }
  delete fields._csrf
  return fields
}

describe.each(engines)('the ledger by hand on %s', (engine) => {
  let house: TestHouse
  let bo: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    bo = await browseAs(house, 'BOSAMORDNARE')
  })
  afterAll(async () => {
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
    await house.close()
  })

  /** A person with October and November 2026 billed: 6 000 kr each, due 2026-09-30 and 2026-10-30. */
  async function tenant(bills = true) {
    const { actor } = await house.user('BOSAMORDNARE')
    const person = await makePerson(house)
    const apartment = await makeApartment(house, { address: `Avgiftsgatan ${++serial}`, costCentre: `5${serial}` })
    const tenancy = await makeTenancy(house, {
      personId: person.id,
      apartmentId: apartment.id,
      startsOn: bills ? '2026-10-01' : '2027-03-01',
    })
    if (bills) for (const month of ['2026-10', '2026-11']) await runCharges(house.db, actor, month)
    return { personId: person.id, tenancyId: tenancy.id, at: (page: string) => `/personer/${person.id}/hyra/${page}` }
  }
  async function pay(personId: number, amountOre: number, on = '2026-10-20', reference: string | null = null) {
    const { actor } = await house.user('BOSAMORDNARE')
    const done = await addByHand(house.db, actor, {
      personId,
      amountOre,
      paidOn: on,
      payerKind: 'KLIENT',
      reason: 'Prov',
      reference,
      key: `k${++serial}`,
    })
    expect(done.refused).toBe(false)
    return house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { personId, kind: 'PAYMENT' }, orderBy: { id: 'desc' } })
  }
  const entries = (personId: number) => house.db.prisma.ledgerEntry.findMany({ where: { personId }, orderBy: { id: 'asc' } })
  const shapes = async (personId: number) => (await entries(personId)).map((one) => [one.kind, one.amountOre, one.openOre])
  const balance = async (personId: number) =>
    (await entries(personId)).reduce(
      (sum, one) => sum + (one.direction ?? (['CHARGE', 'REFUND'].includes(one.kind) ? 1 : -1)) * one.amountOre,
      0,
    )

  /** Form, check, saved: the answer of each. */
  async function book(path: string, fields: Fields, browser = bo) {
    const check = await browser.post(path, fields)
    expect([check.status, check.text.includes('När du sparar')]).toEqual([200, true])
    const sent = hiddenFields(check.text)
    const saved = await browser.post(path, sent, `/personer/${path.split('/')[2]}/hyra`)
    return { check, sent, saved }
  }

  test('a one-off charge is in the balance, has its own OCR number, and is no rent', async () => {
    const { personId, tenancyId, at } = await tenant()
    const fields = { tenancyId: String(tenancyId), chargeKind: 'KEY', amount: '350', dueOn: '2026-12-22', reason: 'Borttappad nyckel' }
    const { check, saved } = await book(at('avgift'), fields)
    expect(check.text).toContain('Ta ut 350 kr'.replace(' kr', '\u00a0kr'))
    expect([saved.status, saved.headers.location]).toEqual([303, `/personer/${personId}/hyra`])
    const charge = (await entries(personId)).at(-1)
    expect(charge).toMatchObject({
      kind: 'CHARGE',
      chargeKind: 'KEY',
      amountOre: 35_000,
      openOre: 35_000,
      dueOn: '2026-12-22',
      period: null,
      effectiveOn: testToday,
    })
    expect(charge?.ocr).toMatch(new RegExp(`^${tenancyId}202613`))
    expect(charge?.costCentre).toMatch(/^5/)
    const ledger = await bo.get(`/personer/${personId}/hyra`)
    expect(ledger.text).toContain('Nyckel')
    expect(ledger.text).toMatch(/12\s350\skr/)
    // An overdue one is no arrears of rent, no line in Idag, no bill in the month matrix.
    const { actor } = await house.user('BOSAMORDNARE')
    await pay(personId, 1_200_000)
    await book(at('avgift'), { ...fields, chargeKind: 'DAMAGE', dueOn: testToday })
    const later = '2027-02-15'
    expect((await arrearsOn(house.db, { ...actor, today: later }, later)).some((row) => row.personId === personId)).toBe(false)
    expect(
      (await todayFacts(house.db, { ...actor, today: later }, later, DEFAULT_SETTINGS)).bills.some((bill) => bill.personId === personId),
    ).toBe(false)
    // Its OCR number finds it, before older debts.
    await pay(personId, 35_000, '2026-11-20', (await entries(personId)).at(-1)?.ocr ?? null)
    expect((await shapes(personId)).filter(([kind]) => kind === 'CHARGE').map(([, , open]) => open)).toEqual([0, 0, 35_000, 0])
  })

  test('a fee for a late debt is taken only where the nämnd does, never above the highest, and for a plan only a signed one', async () => {
    const { personId, tenancyId, at } = await tenant()
    const fields = {
      tenancyId: String(tenancyId),
      chargeKind: 'REMINDER_FEE',
      amount: '60',
      dueOn: '2026-12-22',
      reason: 'Påminnelse 12 november',
    }
    expect((await bo.get(at('avgift'))).text).not.toContain('Påminnelseavgift')
    const off = await bo.post(at('avgift'), fields)
    expect([off.status, off.text.includes('Nämnden tar inte ut den avgiften')]).toEqual([422, true])
    const taken = { namndId: house.namndId, value: '1', fromOn: '2026-01-01', source: 'Beslut', recordedAt: house.clock.now() }
    const rows = await Promise.all(
      ['chargesReminderFee', 'chargesPlanFee'].map((name) => house.db.prisma.setting.create({ data: { ...taken, name } })),
    )
    expect((await bo.get(at('avgift'))).text).toContain('Påminnelseavgift')
    const much = await bo.post(at('avgift'), { ...fields, amount: '60,01' })
    expect([much.status, much.text.includes('högre än lagen tillåter')]).toEqual([422, true])
    const plan = await bo.post(at('avgift'), { ...fields, chargeKind: 'PLAN_FEE', amount: '170' })
    expect([plan.status, plan.text.includes('skriftlig och undertecknad')]).toEqual([422, true])
    const { saved } = await book(at('avgift'), fields)
    expect([saved.status, (await entries(personId)).at(-1)]).toMatchObject([303, { chargeKind: 'REMINDER_FEE', amountOre: 6_000 }])
    await house.db.prisma.setting.deleteMany({ where: { id: { in: rows.map((row) => row.id) } } })
  })

  test('the form says what to write, and keeps what was typed', async () => {
    const { at, tenancyId } = await tenant()
    const empty = await bo.post(at('avgift'), {})
    expect([empty.status, empty.text.includes('Välj vad avgiften gäller'), empty.text.includes('Skriv beloppet')]).toEqual([
      422,
      true,
      true,
    ])
    const wrong = await bo.post(at('avgift'), {
      tenancyId: String(tenancyId),
      chargeKind: 'KEY',
      amount: '350',
      dueOn: '2026-11-01',
      reason: 'Kvar i fältet',
    })
    expect([wrong.status, wrong.text.includes('före i dag'), wrong.text.includes('Kvar i fältet')]).toEqual([422, true, true])
    const elsewhere = await tenant()
    const strangers = await bo.post(at('avgift'), {
      tenancyId: String(elsewhere.tenancyId),
      chargeKind: 'KEY',
      amount: '350',
      dueOn: '2026-12-01',
      reason: 'x',
    })
    expect(strangers.status).toBe(422)
    const check = await bo.post(at('avgift'), {
      tenancyId: String(tenancyId),
      chargeKind: 'KEY',
      amount: '350',
      dueOn: '2026-12-01',
      reason: 'x',
    })
    const back = await bo.post(at('avgift'), { ...hiddenFields(check.text), do: 'change' })
    expect([back.status, back.text.includes('value="350"')]).toEqual([200, true])
  })

  test('days without use are taken out of the bill by the day, once', async () => {
    const { personId, tenancyId, at } = await tenant()
    const fields = { tenancyId: String(tenancyId), fromOn: '2026-10-30', throughOn: '2026-11-03', reason: 'Vattenskada' }
    await book(at('nedsattning'), fields)
    // 2 days of October (31 days) and 3 of November (30 days).
    expect(await shapes(personId)).toEqual([
      ['CHARGE', 600_000, 561_290],
      ['CHARGE', 600_000, 540_000],
      ['CREDIT', 38_710, 0],
      ['CREDIT', 60_000, 0],
    ])
    const twice = await bo.post(at('nedsattning'), { ...fields, fromOn: '2026-11-03', throughOn: '2026-11-04' })
    expect([twice.status, twice.text.includes('redan krediterad')]).toEqual([422, true])
    const beyond = await bo.post(at('nedsattning'), { ...fields, fromOn: '2026-11-29', throughOn: '2026-12-02' })
    expect([beyond.status, beyond.text.includes('inte på någon avi')]).toEqual([422, true])
    // The rest of November: the month is never credited with more than its bill.
    await book(at('nedsattning'), { ...fields, fromOn: '2026-11-04', throughOn: '2026-11-30' })
    expect((await shapes(personId)).slice(0, 2)).toEqual([
      ['CHARGE', 600_000, 561_290],
      ['CHARGE', 600_000, 0],
    ])
    // A credit that was reversed may be given again.
    const credit = (await entries(personId)).find((one) => one.amountOre === 38_710)
    await book(at('motbokning'), { entryId: String(credit?.id), reason: 'Fel dagar' })
    await book(at('nedsattning'), { ...fields, fromOn: '2026-10-31', throughOn: '2026-10-31' })
    expect((await shapes(personId))[0]).toEqual(['CHARGE', 600_000, 580_645])
  })

  test('days after a move-out that were billed are credited, and what was paid for them is to the good', async () => {
    const { personId, tenancyId, at } = await tenant()
    await pay(personId, 1_200_000)
    await house.db.prisma.tenancy.update({ where: { id: tenancyId }, data: { endsOn: '2026-11-16' } })
    await book(at('nedsattning'), { tenancyId: String(tenancyId), fromOn: '2026-11-16', throughOn: '2026-11-30', reason: 'Flyttade ut' })
    expect((await shapes(personId)).at(-1)).toEqual(['CREDIT', 300_000, 300_000])
    expect(await balance(personId)).toBe(-300_000)
  })

  test('a stay that ends within what is billed: the ledger says so, leads to the credit, and is silent when it is made', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const { personId, tenancyId, at } = await tenant()
    await runCharges(house.db, actor, '2026-12')
    const out = `/boenden/${tenancyId}/utflyttning`
    const check = await bo.post(out, { movesOutOn: '2026-11-25', outcome: 'ANNAT', reason: 'Flyttar' })
    expect(readable(check.text)).toContain('Avierna till och med december 2026 är redan skapade')
    const saved = await bo.post(out, hiddenFields(check.text))
    expect(saved.headers.location).toBe(`/personer/${personId}/hyra`)

    const page = (await bo.get(`/personer/${personId}/hyra`)).text
    expect([await htmlFaults(page), /gäller 37\u00a0dagar efter utflyttningen/.test(page)]).toEqual([[], true])
    const href = (/href="([^"]+nedsattning[^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&').replaceAll('&#38;', '&')
    const form = (await bo.get(href)).text
    expect([form.includes('value="2026-11-25"'), form.includes('value="2026-12-31"'), form.includes('value="Utflyttad"')]).toEqual([
      true,
      true,
      true,
    ])
    await book(at('nedsattning'), { tenancyId: String(tenancyId), fromOn: '2026-11-25', throughOn: '2026-12-31', reason: 'Utflyttad' })
    expect((await bo.get(`/personer/${personId}/hyra`)).text).not.toContain('efter utflyttningen')
  })

  test('a bill that is sent and not due stands on the page, with what has paid it, and the balance says where that went', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const { personId } = await tenant()
    await runCharges(house.db, actor, '2026-12')
    await pay(personId, 1_800_000, '2026-11-20')
    const page = words((await bo.get(`/personer/${personId}/hyra`)).text)
    expect(page).toMatch(/6\s000\skr till godo, 6\s000\skr har gått till kommande avier/)
    expect(page).toMatch(/Hyra december 2026 OCR \d+ 2026-11-30 6\s000 0 betald/)
    expect(page).toMatch(/Betalade avierna för oktober 2026: 6\s000\skr, november 2026: 6\s000\skr, december 2026: 6\s000\skr/)
    expect((await bo.get(`/personer/${personId}/hyra?dag=2026-11-21`)).text).not.toContain('Kommande avier')
  })

  test('money that comes after a write-off is seen, with the way to take the loss back', async () => {
    const { personId, at } = await tenant()
    const [bill] = await entries(personId)
    await book(at('avskrivning'), {
      bills: [String(bill?.id)],
      decidedOn: '2026-11-20',
      decisionReference: 'SN 2026/7',
      reason: 'Ej anträffad',
    })
    expect(readable((await bo.get(`/personer/${personId}/hyra`)).text)).toContain('Skrev av avin för oktober 2026')
    expect((await bo.get(`/personer/${personId}/hyra`)).text).not.toContain('Motboka avskrivningen')
    await pay(personId, 700_000, '2026-11-21', bill?.ocr)
    const page = (await bo.get(`/personer/${personId}/hyra`)).text
    const writeOff = (await entries(personId)).find((one) => one.kind === 'WRITE_OFF')
    expect([
      page.includes(`motbokning?post=${writeOff?.id}`),
      /1\u00a0000\u00a0kr är till godo, och en skuld är avskriven/.test(page),
    ]).toEqual([true, true])
    await book(at('motbokning'), { entryId: String(writeOff?.id), reason: 'Betalade' })
    expect((await shapes(personId)).filter(([kind]) => kind === 'CHARGE').map((one) => one[2])).toEqual([500_000, 0])
    expect((await bo.get(`/personer/${personId}/hyra`)).text).not.toContain('Motboka avskrivningen')
  })

  test('a rent that changed within a billed month: the bill is reversed, billed anew by the day, and its payment pays it', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const { personId, tenancyId, at } = await tenant()
    await house.db.prisma.tenancy.update({ where: { id: tenancyId }, data: { startsOn: '2026-06-01' } })
    await house.db.prisma.tenancyRent.updateMany({ where: { tenancyId }, data: { fromOn: '2026-06-01' } })
    await runCharges(house.db, actor, '2026-06')
    const june = (await entries(personId)).find((one) => one.period === '2026-06')
    await pay(personId, 600_000, '2026-05-29', june?.ocr)
    await house.db.prisma.tenancyRent.create({ data: { tenancyId, fromOn: '2026-06-16', amountOre: 630_000, recordedAt: actor.now } })
    await book(at('motbokning'), { entryId: String(june?.id), reason: 'Ny hyra från den 16' })
    const page = (await bo.get(`/personer/${personId}/hyra`)).text
    expect([await htmlFaults(page), /Hyran för juni 2026 på [^<]+ är motbokad och har ingen ny avi/.test(page)]).toEqual([[], true])
    expect(page).toContain('href="/hyror/avisering?manad=2026-06"')
    expect((await bo.post('/hyror/avisering?manad=2026-06', { month: '2026-06' })).status).toBe(303)
    const anew = (await entries(personId)).find((one) => one.period === '2026-06' && one.reversedById === null)
    expect(anew?.amountOre).toBe(615_000) // 15 days at 6 000 and 15 at 6 300
    expect((await bo.get(`/personer/${personId}/hyra`)).text).not.toContain('har ingen ny avi')
  })

  test('a plain credit is never more than was charged', async () => {
    const { personId, tenancyId, at } = await tenant()
    const fields = { tenancyId: String(tenancyId), amount: '1 000', reason: 'Överenskommet' }
    await book(at('kreditering'), fields)
    expect((await shapes(personId))[0]).toEqual(['CHARGE', 600_000, 500_000])
    const most = await bo.post(at('kreditering'), { ...fields, amount: '11 000,01' })
    expect([most.status, most.text.includes('större än det som är debiterat')]).toEqual([422, true])
    await book(at('kreditering'), { ...fields, amount: '11 000' })
    expect(await balance(personId)).toBe(0)
  })

  test('a reversed payment goes back to "utan träff", and can be laid on the right person', async () => {
    const { personId, at } = await tenant()
    const payment = await pay(personId, 700_000)
    const page = await bo.get(at('motbokning'))
    expect(page.text).toContain(`value="${payment.id}"`)
    const { check, saved } = await book(at('motbokning'), { entryId: String(payment.id), reason: 'Hör till grannen' })
    expect(check.text).toContain('obetalt igen')
    expect(saved.status).toBe(303)
    expect((await shapes(personId)).slice(0, 2)).toEqual([
      ['CHARGE', 600_000, 600_000],
      ['CHARGE', 600_000, 600_000],
    ])
    const waiting = await bo.get('/inbetalningar/utan-traff')
    expect(waiting.text).toContain(`/inbetalningar/utan-traff/${payment.receivedId}`)
    expect(waiting.text).toContain('Motbokad. Välj vem pengarna hör till')
    const other = await tenant()
    const placing = { choice: choiceOf({ personId: other.personId, reference: null }) }
    const placed = await bo.post(`/inbetalningar/utan-traff/${payment.receivedId}`, placing)
    const confirmed = await bo.post(`/inbetalningar/utan-traff/${payment.receivedId}`, { ...hiddenFields(placed.text), checked: 'ja' })
    expect(confirmed.status).toBe(303)
    expect(await balance(other.personId)).toBe(500_000)
    const again = await bo.post(at('motbokning'), { entryId: String(payment.id), reason: 'Igen' })
    expect([again.status, again.text.includes('redan motbokad')]).toEqual([422, true])
    const theirs = await bo.post(at('motbokning'), { entryId: String((await entries(other.personId))[0]?.id), reason: 'Annans' })
    expect([theirs.status, theirs.text.includes('finns inte hos personen')]).toEqual([422, true])
  })

  test('money without a reference is written on the stay whose bill it pays, so that its cost centre is paid', async () => {
    const { personId, tenancyId } = await tenant()
    const next = await makeApartment(house, { costCentre: '59999' })
    await house.db.prisma.tenancy.update({ where: { id: tenancyId }, data: { endsOn: '2026-12-01' } })
    const second = await makeTenancy(house, { personId, apartmentId: next.id, startsOn: '2026-11-15' })
    const stays = []
    for (const ore of [600_000, 600_000, 100]) stays.push((await pay(personId, ore, '2026-11-20')).tenancyId)
    expect(stays).toEqual([tenancyId, tenancyId, second.id])
  })

  test('money to the good is sent back, the rest stays, and its payment cannot be reversed until the refund is', async () => {
    const { personId, at } = await tenant()
    const payment = await pay(personId, 1_500_000)
    const much = await bo.post(at('aterbetalning'), { amount: '3 000,01', paidOn: testToday, reason: 'x' })
    expect([much.status, much.text.includes('större än det som är till godo')]).toEqual([422, true])
    await book(at('aterbetalning'), { amount: '2 000', paidOn: '2026-11-20', reason: 'Betalade för mycket' })
    expect(await shapes(personId)).toEqual([
      ['CHARGE', 600_000, 0],
      ['CHARGE', 600_000, 0],
      ['PAYMENT', 1_500_000, 100_000],
      ['REFUND', 200_000, 0],
    ])
    expect(await balance(personId)).toBe(-100_000)
    const gone = await bo.post(at('motbokning'), { entryId: String(payment.id), reason: 'Fel' })
    expect([gone.status, gone.text.includes('Motboka det först')]).toEqual([422, true])
    const refund = (await entries(personId)).at(-1)
    await book(at('motbokning'), { entryId: String(refund?.id), reason: 'Kom i retur' })
    expect((await shapes(personId))[2]).toEqual(['PAYMENT', 1_500_000, 300_000])
    await book(at('motbokning'), { entryId: String(payment.id), reason: 'Fel' })
    expect(await balance(personId)).toBe(1_200_000)
  })

  test('money to the good moves to another stay with its cost centre, and back when it was wrong', async () => {
    const { personId, tenancyId, at } = await tenant()
    await pay(personId, 1_500_000)
    const none = await bo.get(at('overforing'))
    expect(none.text).toContain('bara ett boende')
    const apartment = await makeApartment(house, { costCentre: '777', housingForm: 'TRANINGSLAGENHET' })
    const next = await makeTenancy(house, { personId, apartmentId: apartment.id, startsOn: '2027-01-01' })
    await book(at('overforing'), { fromTenancyId: String(tenancyId), toTenancyId: String(next.id), amount: '2 500', reason: 'Flyttar' })
    expect(
      (await entries(personId)).slice(3).map((one) => [one.kind, one.direction, one.tenancyId, one.openOre, one.costCentre === '777']),
    ).toEqual([
      ['TRANSFER', 1, tenancyId, 0, false],
      ['TRANSFER', -1, next.id, 250_000, true],
    ])
    expect(await balance(personId)).toBe(-300_000)
    const page = await bo.get(at('motbokning'))
    expect([page.text.includes('Flytt från ett annat boende'), page.text.includes('Flytt till ett annat boende')]).toEqual([true, false])
    const giving = (await entries(personId)).at(-1)
    await book(at('motbokning'), { entryId: String(giving?.id), reason: 'Fel boende' })
    expect((await entries(personId)).map((one) => one.openOre)).toEqual([0, 0, 300_000, 0, 0, 0, 0])
  })

  test('late bills are written off by decision, by the chef too, on their own cost centre', async () => {
    const { personId, at } = await tenant()
    const chef = await browseAs(house, 'CHEF')
    const [october, november] = await entries(personId)
    await pay(personId, 100_000)
    const fields = {
      bills: [String(october?.id), String(november?.id)],
      decidedOn: '2026-11-20',
      decisionReference: 'SN 2026/114',
      reason: 'Dödsbo utan tillgångar',
    }
    const unsaid = await chef.post(at('avskrivning'), { ...fields, decisionReference: '' })
    expect([unsaid.status, unsaid.text.includes('beslutets nummer')]).toEqual([422, true])
    await book(at('avskrivning'), fields, chef)
    const written = (await entries(personId)).filter((one) => one.kind === 'WRITE_OFF')
    expect(written.map((one) => [one.amountOre, one.openOre, one.decisionReference, one.effectiveOn, one.costCentre])).toEqual([
      [500_000, 0, 'SN 2026/114', '2026-11-20', october?.costCentre],
      [600_000, 0, 'SN 2026/114', '2026-11-20', november?.costCentre],
    ])
    expect(await balance(personId)).toBe(0)
    const chefsList = await chef.get(`/personer/${personId}/hyra`)
    expect([chefsList.text.includes('Skriv av en skuld'), chefsList.text.includes('Ta ut en avgift')]).toEqual([true, false])
    const loss = await bo.post(at('motbokning'), { entryId: String(october?.id), reason: 'Fel hyra' })
    expect([loss.status, loss.text.includes('Motboka avskrivningen först')]).toEqual([422, true])
    // Somebody pays after all: the money is to the good until the write-off is reversed.
    await pay(personId, 600_000, '2026-11-21')
    await book(at('motbokning'), { entryId: String(written[1]?.id), reason: 'Betalade' })
    expect((await shapes(personId)).slice(0, 2)).toEqual([
      ['CHARGE', 600_000, 0],
      ['CHARGE', 600_000, 0],
    ])
    const early = await bo.post(at('avskrivning'), { ...fields, bills: [String(october?.id)] })
    expect([early.status, early.text.includes('redan betald')]).toEqual([422, true])
  })

  test('what a payment paid moves to another bill, and what is too much for it stays', async () => {
    const { personId, at } = await tenant()
    await pay(personId, 900_000)
    const [october, november, payment] = await entries(personId)
    const first = await house.db.prisma.allocation.findFirstOrThrow({ where: { creditId: payment?.id ?? 0, chargeId: october?.id ?? 0 } })
    await book(at('omfordelning'), { allocationId: String(first.id), billId: String(november?.id), reason: 'Skrev november på talongen' })
    expect((await shapes(personId)).slice(0, 2)).toEqual([
      ['CHARGE', 600_000, 300_000],
      ['CHARGE', 600_000, 0],
    ])
    const rows = await house.db.prisma.allocation.findMany({ where: { creditId: payment?.id ?? 0 }, orderBy: { id: 'asc' } })
    expect(rows.map((row) => [row.chargeId === october?.id, row.amountOre, row.undoesId === first.id])).toEqual([
      [true, 600_000, false],
      [false, 300_000, false],
      [true, -600_000, true],
      [false, 300_000, false],
      [true, 300_000, false],
    ])
    const stale = await bo.post(at('omfordelning'), { allocationId: String(first.id), billId: String(october?.id), reason: 'x' })
    expect([stale.status, stale.text.includes('betalar inte längre')]).toEqual([422, true])
  })

  test('the same check page sent twice is one booking, and one that is overtaken is told', async () => {
    const { personId, tenancyId, at } = await tenant()
    const fields = { tenancyId: String(tenancyId), amount: '100', reason: 'Dubbelklick' }
    const { sent } = await book(at('kreditering'), fields)
    const twice = await bo.post(at('kreditering'), sent)
    expect(twice.status).toBe(303)
    expect((await bo.get(`/personer/${personId}/hyra`)).text).toContain('Inget bokfördes en gång till')
    expect((await shapes(personId)).filter(([kind]) => kind === 'CREDIT')).toHaveLength(1)
    const check = await bo.post(at('kreditering'), fields)
    await pay(personId, 100)
    const overtaken = await bo.post(at('kreditering'), hiddenFields(check.text))
    expect([overtaken.status, overtaken.text.includes('Något har bokförts på personen')]).toEqual([422, true])
  })

  test('two who book the same money at once: one wins, the other is told, nothing doubles', async () => {
    const other = await browseAs(house, 'BOSAMORDNARE', { name: 'Kollega' })
    const both = async (path: string, mine: Fields, theirs: Fields = mine) => {
      const checks = [await bo.post(path, mine), await other.post(path, theirs)]
      const saved = await Promise.all(
        checks.map((check, index) => [bo, other][index]?.post(path, hiddenFields(check.text), path.replace(/\/[a-z]+$/, ''))),
      )
      expect(saved.map((answer) => answer?.status).sort()).toEqual([303, 422])
      expect(saved.find((answer) => answer?.status === 422)?.text).toContain('Något har bokförts på personen')
    }
    const { personId, at } = await tenant()
    const payment = await pay(personId, 1_500_000)
    await both(at('aterbetalning'), { amount: '3 000', paidOn: testToday, reason: 'Åter' })
    expect((await shapes(personId)).filter(([kind]) => kind === 'REFUND')).toHaveLength(1)
    const refund = (await entries(personId)).at(-1)
    await both(at('motbokning'), { entryId: String(refund?.id), reason: 'Fel' })
    await both(at('motbokning'), { entryId: String(payment.id), reason: 'Fel' })
    expect((await shapes(personId)).filter(([kind]) => kind === 'REVERSAL')).toHaveLength(2)
    const again = await tenant()
    await pay(again.personId, 600_000)
    const [, november] = await entries(again.personId)
    const allocation = await house.db.prisma.allocation.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await both(again.at('omfordelning'), { allocationId: String(allocation.id), billId: String(november?.id), reason: 'Fel avi' })
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })

  test('who may not, cannot: other roles, another nämnd, another enhet, a protected person', async () => {
    const { personId, tenancyId, at } = await tenant()
    const pages = ['avgift', 'nedsattning', 'kreditering', 'motbokning', 'aterbetalning', 'overforing', 'omfordelning', 'avskrivning']
    const support = await browseAs(house, 'BOENDESTOD')
    for (const page of pages) expect([page, (await support.get(at(page))).status]).toEqual([page, 403])
    const chef = await browseAs(house, 'CHEF')
    for (const page of pages) expect([page, (await chef.get(at(page))).status]).toEqual([page, page === 'avskrivning' ? 200 : 403])
    const elsewhere = await makeOtherNamnd(house)
    const strangers = await browseAs(house, 'BOSAMORDNARE', { namndId: elsewhere.namndId, unitId: null })
    for (const page of pages) expect([page, (await strangers.get(at(page))).status]).toEqual([page, 404])
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Andra enheten' } })
    const neighbours = await browseAs(house, 'BOSAMORDNARE', { unitId: unit.id })
    expect((await neighbours.get(at('avgift'))).status).toBe(404)
    const fields = { tenancyId: String(tenancyId), amount: '100', reason: 'x' }
    expect((await neighbours.post(at('kreditering'), fields, '/personer')).status).toBe(404)
    await house.db.prisma.person.update({ where: { id: personId }, data: { protection: 'SEKRETESSMARKERING' } })
    const hidden = await bo.get(at('motbokning'))
    expect([hidden.text.includes('Skyddad person'), hidden.text.includes('Avgiftsgatan')]).toEqual([true, false])
    expect((await bo.post(at('kreditering'), fields, '/personer')).status).toBe(404)
    expect(await entries(personId)).toHaveLength(2)
  })

  test('pages with nothing to do say so and lead back', async () => {
    const { personId, at } = await tenant(false)
    for (const [page, words] of [
      ['motbokning', 'Inget att motboka'],
      ['aterbetalning', 'Inget att betala tillbaka'],
      ['overforing', 'Inget att flytta'],
      ['omfordelning', 'Inget att flytta'],
      ['avskrivning', 'Inget att skriva av'],
    ] as const) {
      const { text } = await bo.get(at(page))
      expect([page, text.includes(words), text.includes(`href="/personer/${personId}/hyra"`)]).toEqual([page, true, true])
    }
    const log = await house.db.prisma.auditEvent.findMany({ where: { subject: 'LEDGER_ENTRY', action: 'CREATE' } })
    expect(log.length).toBeGreaterThan(10)
  })
})
