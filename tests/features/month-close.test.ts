import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { rawSql } from '../../server/db.js'
import { closedMonthWords } from '../../server/features/month-close/closed-store.js'
import { beforeClosing, closeMonth, listMonths, markOf, monthReport } from '../../server/features/month-close/store.js'
import { lockLedger } from '../../server/features/rent/allocation-store.js'
import { addEntries } from '../../server/features/rent/entry-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { camt, entry, transaction } from '../bank-files/written.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { bill, lower, pay, reverse } from '../support/ledger-writing.js'
import { readable } from '../support/readable.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

describe.each(engines)('month close on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  let otherUnit: number
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE', { unitId: null })).actor
    otherUnit = (await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Östra enheten' } })).id
  })
  afterAll(() => house.close())

  const clean = async () => expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  async function stay(costCentre: string, housingForm: string, unitId = house.unitId, wish: Parameters<typeof makePerson>[1] = {}) {
    const person = await makePerson(house, { ...wish, unitId })
    const apartment = await makeApartment(house, { costCentre, housingForm: housingForm as never, unitId })
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, unitId })
    return { personId: person.id, tenancyId: tenancy.id, unitId, person }
  }
  const only = ({ personId, tenancyId, unitId }: Awaited<ReturnType<typeof stay>>) => ({ personId, tenancyId, unitId })
  const linesOf = async (month: string, whose: Actor = actor) =>
    (await monthReport(house.db, whose, month)).lines.map((line) => [
      line.costCentre,
      line.housingForm,
      line.openingOre,
      line.chargedOre,
      line.paidOre,
      line.creditedOre,
      line.writtenOffOre,
      line.closingOre,
    ])
  let september: { id: number; stay: ReturnType<typeof only> }

  test('a month is counted per cost centre and boendeform, a reversal where its entry stands', async () => {
    const nadia = only(await stay('41230', 'FORSOKSLAGENHET'))
    const leila = only(await stay('41220', 'TRANINGSLAGENHET', otherUnit))
    await bill(house, actor, nadia, '2026-08', '2026-07-31', 600_000)
    september = { id: await bill(house, actor, nadia, '2026-09', '2026-08-31', 600_000), stay: nadia }
    await bill(house, actor, leila, '2026-09', '2026-08-31', 512_345)
    await pay(house, actor, nadia, 600_000, '2026-08-03')
    const wrong = await pay(house, actor, leila, 300_000, '2026-08-20')
    await reverse(house, actor, wrong.id)
    await pay(house, actor, leila, 512_345, '2026-09-01')
    await lower(house, actor, nadia, 'CREDIT', september.id, 48_000, '2026-09-10')
    expect(await linesOf('2026-08')).toEqual([
      ['41220', 'TRANINGSLAGENHET', 0, 512_345, 0, 0, 0, 512_345],
      ['41230', 'FORSOKSLAGENHET', 600_000, 600_000, 600_000, 0, 0, 600_000],
    ])
    expect(await linesOf('2026-09')).toEqual([
      ['41220', 'TRANINGSLAGENHET', 512_345, 0, 512_345, 0, 0, 0],
      ['41230', 'FORSOKSLAGENHET', 600_000, 0, 0, 48_000, 0, 552_000],
    ])
    await clean()
  })

  test('is closed from the page, once, after a look at the figures', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE', { unitId: null })
    const list = await browser.get('/hyror/manadsbokslut')
    expect([list.status, await htmlFaults(list.text)]).toEqual([200, []])
    const form = await browser.get('/hyror/manadsbokslut/2026-08/stang')
    expect(await htmlFaults(form.text)).toEqual([])
    expect(readable(form.text)).toContain('Alla månader före augusti 2026 räknas också som stängda')
    const seen = /name="seen" value="(\w+)"/.exec(form.text)?.[1] ?? ''
    const unchecked = await browser.post('/hyror/manadsbokslut/2026-08/stang', { seen })
    expect([unchecked.status, readable(unchecked.text).includes('Kryssa i att du har gått igenom siffrorna')]).toEqual([422, true])
    const stale = await browser.post('/hyror/manadsbokslut/2026-08/stang', { seen: '5', checked: 'ja' })
    expect([stale.status, readable(stale.text).includes('Siffrorna har ändrats')]).toEqual([422, true])
    const closed = await browser.post('/hyror/manadsbokslut/2026-08/stang', { seen, checked: 'ja' })
    expect([closed.status, closed.headers.location]).toEqual([303, '/hyror/manadsbokslut/2026-08'])
    const shown = await browser.get('/hyror/manadsbokslut/2026-08')
    expect(readable(shown.text)).toContain('Augusti 2026 är stängd. Poster som kommer sent dateras 1 september.')
    expect(await htmlFaults(shown.text)).toEqual([])
    expect(await closeMonth(house.db, actor, '2026-08', null)).toEqual({ refused: false, again: true })
    expect((await browser.get('/hyror/manadsbokslut/2026-08/stang')).status).toBe(303)
    expect(await house.db.prisma.monthClose.count({ where: { namndId: house.namndId } })).toBe(1)
    expect(await linesOf('2026-08')).toEqual([
      ['41220', 'TRANINGSLAGENHET', 0, 512_345, 0, 0, 0, 512_345],
      ['41230', 'FORSOKSLAGENHET', 600_000, 600_000, 600_000, 0, 0, 600_000],
    ])
    expect(await house.db.prisma.auditEvent.count({ where: { subject: 'MONTH_CLOSE' } })).toBe(1)
  })

  test('months are closed in order, when they have ended, and two at once close one', async () => {
    expect(await closeMonth(house.db, actor, '2026-10', null)).toEqual({ refused: true, reasons: ['MONTH_NOT_NEXT'] })
    const done = await Promise.all([closeMonth(house.db, actor, '2026-09', null), closeMonth(house.db, actor, '2026-09', null)])
    expect(done.map((one) => one.refused === false && one.again).sort()).toEqual([false, true])
    const october = { ...actor, today: '2026-10-31' }
    expect(await closeMonth(house.db, october, '2026-10', null)).toEqual({ refused: true, reasons: ['MONTH_NOT_ENDED'] })
    await clean()
  })

  test('what comes late is dated the first open day and points back; in time is by its own day', async () => {
    const late = await pay(house, actor, september.stay, 552_000, '2026-08-28')
    expect(late).toMatchObject({ effectiveOn: '2026-10-01', belongsOn: '2026-08-28', openOre: 0 })
    expect(await house.db.prisma.ledgerEntry.findUnique({ where: { id: september.id } })).toMatchObject({
      openOre: 0,
      settledOn: '2026-09-10',
    })
    const billed = await bill(house, actor, september.stay, '2026-07', '2026-06-30', 100_000)
    expect(await house.db.prisma.ledgerEntry.findUnique({ where: { id: billed } })).toMatchObject({
      effectiveOn: '2026-10-01',
      belongsOn: '2026-06-30',
      dueOn: '2026-06-30',
    })
    await reverse(house, actor, late.id)
    expect(await house.db.prisma.ledgerEntry.findFirst({ where: { reversesId: late.id } })).toMatchObject({
      effectiveOn: '2026-10-01',
      belongsOn: '2026-08-28',
    })
    expect((await linesOf('2026-09')).map((line) => line.at(-1))).toEqual([0, 552_000])
    await lower(house, actor, september.stay, 'WRITE_OFF', september.id, 500_000, '2026-09-30')
    expect(await linesOf('2026-10')).toEqual([['41230', 'FORSOKSLAGENHET', 552_000, 100_000, 0, 0, 500_000, 152_000]])
    await clean()
  })

  test('is not closed with other figures than were looked at, also where the balance is the same', async () => {
    const own = (await house.user('BOSAMORDNARE', { unitId: house.unitId })).actor
    const markFor = async (whose: Actor) => markOf((await monthReport(house.db, whose, '2026-10')).lines)
    const [seen, seenByOwn] = [await markFor(actor), await markFor(own)]
    const before = await linesOf('2026-10')
    const more = await bill(house, actor, september.stay, '2026-10', '2026-10-01', 10_000)
    await lower(house, actor, september.stay, 'CREDIT', more, 10_000, '2026-10-02')
    expect((await linesOf('2026-10')).map((line) => line.at(-1))).toEqual(before.map((line) => line.at(-1)))
    expect(await closeMonth(house.db, actor, '2026-10', seen)).toEqual({ refused: true, reasons: ['MONTH_CHANGED'] })
    expect(await closeMonth(house.db, own, '2026-10', seenByOwn)).toEqual({ refused: true, reasons: ['MONTH_CHANGED'] })
    expect(await closeMonth(house.db, own, '2026-10', await markFor(own))).toEqual({ refused: false, again: false })
    await clean()
  })

  test('the opening of a month is the closing of the one before, in every line', async () => {
    for (const [before, after] of [
      ['2026-08', '2026-09'],
      ['2026-09', '2026-10'],
      ['2026-10', '2026-11'],
    ] as const) {
      const [one, two] = [await monthReport(house.db, actor, before), await monthReport(house.db, actor, after)]
      const closing = one.lines
        .filter((line) => line.closingOre !== 0)
        .map((line) => [line.unitId, line.costCentre, line.housingForm, line.closingOre])
      const opening = two.lines
        .filter((line) => line.openingOre !== 0)
        .map((line) => [line.unitId, line.costCentre, line.housingForm, line.openingOre])
      expect(opening).toEqual(closing)
    }
    const months = await listMonths(house.db, actor, '2026-11')
    expect(months.map((one) => [one.month, one.closedAt !== null])).toEqual([
      ['2026-11', false],
      ['2026-10', true],
      ['2026-09', true],
      ['2026-08', true],
    ])
    for (const [index, one] of months.entries()) expect(one.openingOre).toBe(months[index + 1]?.closingOre ?? one.openingOre)
  })

  test('the database refuses an entry dated in a closed month, or before, and the open month takes it', async () => {
    const data = { namndId: house.namndId, ...september.stay, kind: 'CREDIT', amountOre: 100, recordedAt: actor.now }
    for (const effectiveOn of ['2026-10-31', '2026-08-01', '2019-01-01'])
      await expect(house.db.prisma.ledgerEntry.create({ data: { ...data, effectiveOn } })).rejects.toThrow(/month is closed|constraint/i)
    const other = await makeOtherNamnd(house)
    await house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      const days = ['2026-10-31', '2026-11-02', '2026-11-30']
      const ids = await addEntries(
        tx,
        actor,
        days.map((effectiveOn) => ({ ...september.stay, kind: 'CREDIT' as const, amountOre: 100, effectiveOn })),
      )
      const rows = await tx.prisma.ledgerEntry.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })
      expect(rows.map((row) => [row.effectiveOn, row.belongsOn])).toEqual([
        ['2026-11-01', '2026-10-31'],
        ['2026-11-02', null],
        ['2026-11-30', null],
      ])
    })
    // another nämnd's months are its own
    const stranger = await makePerson(house, other)
    const place = await makeApartment(house, other)
    const tenancy = await makeTenancy(house, { personId: stranger.id, apartmentId: place.id, ...other })
    await house.db.prisma.ledgerEntry.create({
      data: { ...data, ...other, personId: stranger.id, tenancyId: tenancy.id, effectiveOn: '2026-10-31', openOre: 100 },
    })
    await clean()
  })

  test('frozen figures are never changed or deleted, and verify names one that was', async () => {
    await expect(house.db.run(rawSql('update "MonthCloseLine" set "closingOre" = 1'))).rejects.toThrow(/facts/)
    await expect(house.db.run(rawSql('delete from "MonthClose"'))).rejects.toThrow(/facts/)
    const trigger = engine === 'sqlite' ? 'drop trigger "MonthCloseLine_facts_update"' : 'alter table "MonthCloseLine" disable trigger all'
    const [line] = await house.db.prisma.monthCloseLine.findMany({ where: { closingOre: 552_000 } })
    await house.db.run(rawSql(trigger))
    await house.db.run(rawSql(`update "MonthCloseLine" set "paidOre" = "paidOre" + 1 where "id" = ${line?.id}`))
    expect((await verifyLedger(house.db)).differences).toEqual([
      { table: 'MonthCloseLine', id: line?.id, column: 'paidOre', stored: Number(line?.paidOre) + 1, computed: Number(line?.paidOre) },
    ])
    await house.db.run(rawSql(`update "MonthCloseLine" set "paidOre" = "paidOre" - 1 where "id" = ${line?.id}`))
    await clean()
  })

  test('a user of one enhet sees its own lines, and of the rows its own people', async () => {
    const one = (await house.user('CHEF', { unitId: house.unitId })).actor
    const other = (await house.user('CHEF', { unitId: otherUnit })).actor
    expect((await linesOf('2026-08', one)).map((line) => line[0])).toEqual(['41230'])
    expect((await linesOf('2026-08', other)).map((line) => line[0])).toEqual(['41220'])
    expect((await linesOf('2026-11', other)).map((line) => line[0])).toEqual([])
    const nadia = await house.db.prisma.person.findUniqueOrThrow({ where: { id: september.stay.personId } })
    const address = '/hyror/manadsbokslut/2026-08/poster?kolumn=aviserat'
    const [own, others] = [await browseAs(house, 'CHEF', { unitId: house.unitId }), await browseAs(house, 'CHEF', { unitId: otherUnit })]
    expect((await own.get(address)).text).toContain(nadia.familyName)
    expect((await others.get(address)).text).not.toContain(nadia.familyName)
    expect(
      await house.db.prisma.auditEvent.count({
        where: { action: 'READ', personId: nadia.id, page: 'GET /hyror/manadsbokslut/2026-08/poster' },
      }),
    ).toBe(1)
  })

  test('every figure leads to its rows, and they sum to it', async () => {
    const browser = await browseAs(house, 'CHEF', { unitId: null })
    const page = await browser.get('/hyror/manadsbokslut/2026-10')
    const links = [...readable(page.text).matchAll(/<a href="(\/hyror\/manadsbokslut\/2026-10\/poster[^"]*)">([^<]*)<\/a>/g)]
    expect(links.length).toBeGreaterThanOrEqual(24)
    for (const [, href, figure] of links) {
      const rows = await browser.get(href ?? '')
      expect([href, rows.status, await htmlFaults(rows.text), readable(rows.text).includes(`${figure}\u00a0kr`)]).toEqual([
        href,
        200,
        [],
        true,
      ])
    }
  })

  test('a protected person is not named among the rows', async () => {
    const hidden = await stay('41230', 'FORSOKSLAGENHET', house.unitId, { protection: 'SEKRETESSMARKERING', familyName: 'Hemligsson' })
    await bill(house, actor, only(hidden), '2026-11', '2026-11-10', 700_000)
    for (const column of ['aviserat', 'utgaende']) {
      const page = await (await browseAs(house, 'CHEF', { unitId: null })).get(`/hyror/manadsbokslut/2026-11/poster?kolumn=${column}`)
      expect([readable(page.text).includes('Skyddad person'), page.text.includes('Hemligsson')]).toEqual([true, false])
    }
  })

  test('a controller reads sums, without groups in which somebody could be told, and no rows', async () => {
    const controller = await browseAs(house, 'CONTROLLER', { unitId: null })
    const page = await controller.get('/hyror/manadsbokslut/2026-08')
    expect([page.status, await htmlFaults(page.text), page.text.includes('/poster')]).toEqual([200, [], false])
    expect(readable(page.text)).toContain('Grupperna är så små att någon kan kännas igen. Bara summan visas.')
    expect(readable(page.text)).not.toContain('41220')
    expect((await controller.get('/hyror/manadsbokslut/2026-08/poster')).status).toBe(403)
    expect((await controller.get('/hyror/manadsbokslut/2026-11/stang')).status).toBe(403)
    const file = await controller.get('/hyror/manadsbokslut/2026-08/bokslut.csv')
    expect([file.status, file.text.includes('41220'), file.text.includes('Summa')]).toEqual([200, false, true])
    for (let n = 0; n < 5; n++) await bill(house, actor, only(await stay('41220', 'TRANINGSLAGENHET')), '2026-12', '2026-11-02', 1_000)
    const later = readable((await controller.get('/hyror/manadsbokslut/2026-11')).text)
    expect(later).not.toContain('41230') // two people: it joins the larger one, and then nothing is left to tell apart
    expect(later).toContain('Övriga, små grupper')
    const bosamordnare = await browseAs(house, 'BOENDESTOD')
    expect((await bosamordnare.get('/hyror/manadsbokslut/2026-10/stang')).status).toBe(403)
  })

  test('the files have every line and the sum, and the workbook opens', async () => {
    const browser = await browseAs(house, 'CHEF', { unitId: null })
    const csv = await browser.get('/hyror/manadsbokslut/2026-09/bokslut.csv')
    expect(csv.text.split('\r\n').filter(Boolean)).toEqual([
      '\ufeffMånad;Kostnadsställe;Boendeform;Ingående, kr;Aviserat, kr;Betalt, kr;Krediterat, kr;Avskrivet, kr;Återbetalt, kr;Flyttat, kr;Utgående, kr;Läge',
      '2026-09;41220;Träningslägenhet;5123,45;0;5123,45;0;0;0;0;0;Stängd',
      '2026-09;41230;Försökslägenhet;6000;0;0;480;0;0;0;5520;Stängd',
      '2026-09;Summa;;11123,45;0;5123,45;480;0;0;0;5520;Stängd',
    ])
    const xlsx = await browser.get('/hyror/manadsbokslut/2026-09/bokslut.xlsx')
    expect([xlsx.status, xlsx.headers['content-disposition']]).toEqual([200, 'attachment; filename=manadsbokslut-2026-09.xlsx'])
  })

  test('the check pages of what is booked say where it will be dated', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE', { unitId: null })
    const person = await house.db.prisma.person.findUniqueOrThrow({ where: { id: september.stay.personId } })
    const typed = { who: person.ownId, paidOn: '2026-10-28', amount: '100', payerKind: 'KLIENT', reason: 'Kvitto' }
    const check = await browser.post('/inbetalningar/ny', typed)
    expect(readable(check.text)).toContain('Oktober 2026 är stängd. Posten dateras 1 november och pekar på 28 oktober.')
    expect(readable((await browser.post('/inbetalningar/ny', { ...typed, paidOn: '2026-11-02' })).text)).not.toContain('är stängd')
    const july = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { personId: person.id, period: '2026-08', kind: 'CHARGE' } })
    const turned = { entryId: String(july.id), reason: 'Fel månad' }
    const reversal = await browser.post(`/personer/${person.id}/hyra/motbokning`, turned)
    expect(readable(reversal.text)).toContain(
      'Juli 2026 är stängd, och allt till och med oktober 2026. Posten dateras 1 november och pekar på 31 juli.',
    )
    const run = await browser.get('/hyror/avisering?manad=2026-10')
    expect([await htmlFaults(run.text), readable(run.text)]).toEqual([
      [],
      expect.stringMatching(/Oktober 2026 är stängd\. \d+ poster dateras 1 november och pekar på sin egen dag\./),
    ])
    const ocr = (await house.db.prisma.ledgerEntry.findUniqueOrThrow({ where: { id: september.id } })).ocr ?? ''
    const file = camt({
      entries: [entry({ amount: '10.00', reference: 'S1', booked: '<Dt>2026-10-28</Dt>', details: transaction(null, ocr) })],
    })
    const upload = await browser.upload('/inbetalningar/importera', { field: 'file', name: 'fil.xml', bytes: file })
    const preview = await browser.get(upload.headers.location ?? '')
    expect(readable(preview.text)).toContain('Oktober 2026 är stängd. En post dateras 1 november och pekar på sin egen dag.')
  })

  test('a stay whose bill was reversed has none, and whoever closes the month is told', async () => {
    const someone = only(await stay('41290', 'FORSOKSLAGENHET'))
    const without = async () => (await beforeClosing(house.db, actor, '2027-02')).withoutBill
    const before = await without()
    const wrong = await bill(house, actor, someone, '2027-02', '2027-01-29', 600_000)
    expect(await without()).toBe(before - 1)
    await reverse(house, actor, wrong)
    expect(await without()).toBe(before)
  })

  test('a row says what was charged: rent, a key, or that it was turned', async () => {
    const kim = only(await stay('41230', 'FORSOKSLAGENHET'))
    const key = { period: null, chargeKind: 'KEY', reason: 'Två borttappade nycklar' } as const
    await reverse(house, actor, await bill(house, actor, kim, '', '2026-11-12', 70_000, key))
    const rows = await (await browseAs(house, 'CHEF', { unitId: null })).get('/hyror/manadsbokslut/2026-11/poster?kolumn=aviserat')
    expect(readable(rows.text)).toContain('Nyckel. Två borttappade nycklar')
    expect(readable(rows.text)).toContain('Motbokning av nyckel')
  })

  test('what waits before a month is closed is kronor: euro are not added to them', async () => {
    const waits = async () => (await beforeClosing(house.db, actor, '2026-11')).waiting
    const before = await waits()
    for (const [n, currency] of ['SEK', 'EUR'].entries())
      await house.db.prisma.receivedPayment.create({
        data: {
          namndId: house.namndId,
          ordinal: n,
          source: 'BANK',
          kind: 'PAYMENT',
          amountOre: 45_000,
          unmatchedOre: 45_000,
          currency,
          bookedOn: '2026-11-19',
          transactionKey: `waits-${currency}`,
          recordedAt: house.clock.now(),
        },
      })
    expect(await waits()).toEqual({ payments: before.payments + 1, ore: before.ore + 45_000 })
  })

  test('a month that has not begun has no page', async () => {
    const browser = await browseAs(house, 'CHEF', { unitId: null })
    for (const month of ['2026-12', '2026-13', 'oktober']) expect((await browser.get(`/hyror/manadsbokslut/${month}`)).status).toBe(404)
  })
})

test('the words of a check page', () => {
  expect(closedMonthWords('2026-10-28', '2026-11-01')).toBe('Oktober 2026 är stängd. Posten dateras 1 november och pekar på 28 oktober.')
  expect(closedMonthWords('2026-11-01', '2026-11-01')).toBeNull()
  expect(closedMonthWords('2026-10-28', null)).toBeNull()
})
