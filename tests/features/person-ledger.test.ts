import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { allocateOpenCredits, lockLedger } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { reverseEntries } from '../../server/features/rent/reversal-store.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makePayment, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const textOf = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/ ([.,])/g, '$1')
    .trim()
/** The lines of the time line: day, what, and the balance where there is one. */
const linesOf = (page: string) =>
  [...page.slice(page.indexOf('id="reskontra"')).matchAll(/<tr(?: id="post-\d+")?(?: class="(?:event|struck)")?>[\s\S]*?<\/tr>/g)]
    .slice(1)
    .map(([row]) => {
      const cells = [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell))
      return [cells[0], cells[1]?.replace(/ OCR \d+/, ''), cells[4]].filter((cell) => cell !== undefined)
    })

describe.each(engines)("a person's ledger and what was done about it on %s", (engine) => {
  let house: TestHouse
  let personId = 0
  let paymentId = 0

  beforeAll(async () => {
    house = await openTestHouse(engine)
    const { actor } = await house.user('BOSAMORDNARE')
    const person = await makePerson(house, { givenName: 'Nadia', familyName: 'Osman' })
    personId = person.id
    const apartment = await makeApartment(house)
    const stay = await makeTenancy(house, { personId, apartmentId: apartment.id, startsOn: '2026-09-01', rentOre: 648_000 })
    // As it was on 20 October: two bills, one payment that was another's.
    const then = { ...actor, now: '2026-10-20T08:00:00.000Z', today: '2026-10-20' }
    for (const month of ['2026-09', '2026-10']) await runCharges(house.db, then, month)
    await makePayment(house, { personId, tenancyId: stay.id, amountOre: 648_000, on: '2026-09-28' })
    await house.db.transaction((tx) => allocateOpenCredits(tx, then))
    const payment = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { personId, kind: 'PAYMENT' } })
    paymentId = payment.id
    // Half past midnight in Sweden, the day before in UTC: the day is the Swedish one.
    const later = { ...actor, now: '2026-11-09T23:30:00.000Z', today: '2026-11-10' }
    await house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      await reverseEntries(tx, later, [paymentId], 'En annan hyresgästs pengar')
    })
    const note = { namndId: house.namndId, personId, authorId: actor.userId ?? 0 }
    await house.db.prisma.note.createMany({
      data: [
        {
          ...note,
          kind: 'CALL',
          reached: 'JA',
          happenedOn: '2026-10-08',
          text: 'Om hyran, betalar den 27.',
          writtenAt: '2026-10-08T09:00:00.000Z',
        },
        { ...note, kind: 'SMS', reached: 'NEJ', happenedOn: '2026-11-11', text: 'Sms om hyran.', writtenAt: '2026-11-11T09:00:00.000Z' },
        {
          ...note,
          kind: 'NOTE',
          reached: null,
          happenedOn: '2026-11-12',
          text: 'Bara en anteckning.',
          writtenAt: '2026-11-12T09:00:00.000Z',
        },
      ],
    })
    const bill = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { personId, period: '2026-10' } })
    await house.db.prisma.respite.create({
      data: {
        namndId: house.namndId,
        personId,
        chargeId: bill.id,
        untilOn: '2026-12-04',
        reason: 'Ny lönedag',
        recordedAt: '2026-11-11T23:30:00.000Z',
      },
    })
    const plan = await house.db.prisma.repaymentPlan.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId,
        agreedOn: '2026-11-13',
        debtOre: 648_000,
        firstLumpOre: 0,
        instalmentOre: 324_000,
        frequency: 'MONTHLY',
        startsOn: '2026-11-20',
        recordedAt: '2026-11-13T10:00:00.000Z',
        instalments: {
          create: [1, 2].map((number) => ({ number, dueOn: number === 1 ? '2026-11-20' : '2026-12-21', amountOre: 324_000 })),
        },
      },
    })
    await house.db.prisma.planEvent.createMany({
      data: [
        { planId: plan.id, kind: 'MADE', happenedOn: '2026-11-13', recordedAt: '2026-11-13T10:00:00.000Z' },
        { planId: plan.id, kind: 'BREACHED', happenedOn: '2026-11-21', shortOre: 324_000, recordedAt: '2026-11-21T01:00:00.000Z' },
      ],
    })
  })
  afterAll(() => house.close())

  test('money, contacts, respite and plan stand on one time line, with what was reversed struck and led to what turned it', async () => {
    const page = await (await browseAs(house, 'BOENDESTOD')).get(`/personer/${personId}/hyra`)
    expect(await htmlFaults(page.text)).toEqual([])
    const lines = linesOf(page.text)
    expect(lines.map(([on, what]) => [on, what])).toEqual([
      ['2026-11-21', 'Planen bröts, 3 240 kr'],
      ['2026-11-13', 'Planen gjordes'],
      ['2026-11-12', 'Anstånd till 4 december 2026 med hyran för oktober 2026 Ny lönedag'],
      ['2026-11-11', 'Sms utan svar Sms om hyran.'],
      ['2026-10-08', 'Samtal Om hyran, betalar den 27.'],
      ['2026-09-30', 'Hyra oktober 2026'],
      expect.arrayContaining([expect.stringMatching(/^Motbokning av inbetalning/)]),
      expect.arrayContaining([expect.stringMatching(/^Inbetalning.* Motbokad 2026-11-10/)]),
      ['2026-08-31', 'Hyra september 2026'],
    ])
    expect(page.text).not.toContain('Bara en anteckning')
    expect(page.text).toMatch(new RegExp(`<tr id="post-${paymentId}" class="struck">`))
    expect(page.text).toMatch(new RegExp(`Motbokning av <a href="#post-${paymentId}">`))
    expect(page.text).toContain('Plan</text>')
    expect(page.text).toMatch(/Saldo<\/dt>\s*<dd>12\s960\skr/u)
  })

  test('as of a day the wrong payment never was; as known before the correction it was', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const balance = async (query: string) =>
      /Saldo<\/dt>\s*<dd>([^<]+)<\/dd>\s*<dd>([^<]+)/u
        .exec((await browser.get(`/personer/${personId}/hyra?${query}`)).text)
        ?.slice(1)
        .map(textOf)
    expect(await balance('dag=2026-09-29')).toEqual(['6 480 kr', 'att betala'])
    expect(await balance('dag=2026-10-20')).toEqual(['12 960 kr', 'att betala'])
    const then = await browser.get(`/personer/${personId}/hyra?dag=2026-10-20&kand=2026-11-09`)
    expect(await htmlFaults(then.text)).toEqual([])
    expect(then.text).toContain('efter det som var bokfört')
    expect(then.text).not.toContain('Motbok')
    expect(then.text).not.toContain('Sms om hyran')
    for (const [query, said] of [
      ['dag=2026-02-30', 'Skriv dagen som ÅÅÅÅ-MM-DD'],
      ['kand=i+g%C3%A5r', 'Skriv dagen som ÅÅÅÅ-MM-DD'],
    ]) {
      const wrong = await browser.get(`/personer/${personId}/hyra?${query}`)
      expect([wrong.status, wrong.text.includes(said ?? '')]).toEqual([200, true])
    }
  })

  test('is nothing for other roles, and not there for another enhet', async () => {
    expect((await (await browseAs(house, 'CONTROLLER')).get(`/personer/${personId}/hyra`)).status).toBe(403)
    const other = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Andra enheten' } })
    expect((await (await browseAs(house, 'BOSAMORDNARE', { unitId: other.id })).get(`/personer/${personId}/hyra`)).status).toBe(404)
  })
})
