import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { addDays, lastOfMonth, monthOf, nextMonth } from '../../server/domain/calendar.js'
import {
  judgeBill,
  ON_TIME_FORMS,
  ON_TIME_STATES,
  onTimeLevels,
  type BillPart,
  type OnTimeState,
} from '../../server/domain/rent-on-time.js'
import { lossesOf } from '../../server/features/rent-follow-up/losses-store.js'
import { billsBehind, onTimeReport, payersOf } from '../../server/features/rent-follow-up/on-time-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { bill, lower, pay, reverse, type Stay } from '../support/ledger-writing.js'
import { readable } from '../support/readable.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const year = { from: '2026-01', to: '2026-12' }

describe.each(engines)('rent in time and losses on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  let otherUnit: number
  const people = new Map<string, Stay & { familyName: string }>()
  const stay = (name: string) => {
    const found = people.get(name)
    if (!found) throw new Error(name)
    return { personId: found.personId, tenancyId: found.tenancyId, unitId: found.unitId }
  }
  async function move(
    name: string,
    housingForm: string,
    costCentre: string,
    unitId = house.unitId,
    wish: Parameters<typeof makePerson>[1] = {},
  ) {
    const person = await makePerson(house, { familyName: name, ...wish, unitId })
    const apartment = await makeApartment(house, { costCentre, housingForm: housingForm as never, unitId })
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, unitId, startsOn: '2024-01-01' })
    people.set(name, { personId: person.id, tenancyId: tenancy.id, unitId, familyName: name })
  }
  const billFor = (name: string, period: string, dueOn: string, amountOre = 600_000) =>
    bill(house, actor, stay(name), period, dueOn, amountOre)
  const report = (whose = actor, forms: (typeof ON_TIME_FORMS)[number][] = [...ON_TIME_FORMS]) =>
    onTimeReport(house.db, whose, { year, period: { from: '2026-01', to: '2026-08' }, forms })

  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE', { unitId: null })).actor
    otherUnit = (await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Östra enheten' } })).id
    await move('Annsson', 'FORSOKSLAGENHET', '41230')
    await move('Bosson', 'TRANINGSLAGENHET', '41220')
    await move('Ciasson', 'FORSOKSLAGENHET', '41230')
    await move('Dansson', 'FORSOKSLAGENHET', '41230', house.unitId, { protection: 'SEKRETESSMARKERING' })
    await move('Evasson', 'STODBOENDE', '41210')
    await move('Färdigsson', 'TRANINGSLAGENHET', '41220', otherUnit)
    // the worked example of domain/rent-on-time.ts
    await billFor('Annsson', '2026-02', '2026-01-30')
    await pay(house, actor, stay('Annsson'), 600_000, '2026-02-02')
    await billFor('Bosson', '2026-02', '2026-01-30')
    await pay(house, actor, stay('Bosson'), 600_000, '2026-02-03', { orderedOn: '2026-02-02', payerKind: 'SOCIALTJANST' })
    const cia = await billFor('Ciasson', '2026-02', '2026-01-30', 500_000)
    await pay(house, actor, stay('Ciasson'), 400_000, '2026-01-30', { payerKind: null })
    await lower(house, actor, stay('Ciasson'), 'CREDIT', cia, 100_000, '2026-03-12')
    const dan = await billFor('Dansson', '2026-02', '2026-01-30')
    await lower(house, actor, stay('Dansson'), 'CREDIT', dan, 600_000, '2026-02-20')
    await billFor('Annsson', '2026-03', '2026-02-27')
    await pay(house, actor, stay('Annsson'), 600_000, '2026-02-27', { payerKind: 'ANNAN' })
    await billFor('Bosson', '2026-03', '2026-02-27')
    await pay(house, actor, stay('Bosson'), 600_000, '2026-02-20')
    await billFor('Ciasson', '2026-03', '2026-02-27')
    // stödboende is no tränings- or försökslägenhet; the other enhet's; a bill that is not due
    await billFor('Evasson', '2026-02', '2026-01-30')
    await billFor('Färdigsson', '2026-02', '2026-01-30')
    await billFor('Annsson', '2026-12', '2026-11-30')
  })
  afterAll(() => house.close())

  test('the worked example, in the three levels', async () => {
    const ofUnit = { ...actor, unitId: house.unitId }
    const { months, period } = await report(ofUnit)
    expect(period).toMatchObject({ bills: { n: 4, N: 6 }, personMonths: { n: 4, N: 6 }, persons: { n: 1, N: 3 } })
    expect(period.excluded).toEqual({ ZERO_BILL: 0, CREDITED_BILL: 1, RESPITE_GIVEN: 0, NOT_DUE_YET: 0 })
    expect(months.map((one) => [one.month, one.bills, one.excluded.NOT_DUE_YET])).toEqual([
      ['2026-02', { n: 2, N: 3 }, 0],
      ['2026-03', { n: 2, N: 3 }, 0],
      ['2026-12', { n: 0, N: 0 }, 1],
    ])
    expect((await report(ofUnit, ['TRANINGSLAGENHET'])).period).toMatchObject({ bills: { n: 1, N: 2 }, persons: { n: 0, N: 1 } })
    expect((await report()).period).toMatchObject({ bills: { n: 4, N: 7 } })
    const payers = await payersOf(house.db, ofUnit, { period: year, forms: ON_TIME_FORMS })
    expect(Object.fromEntries(payers)).toEqual({ KLIENT: 2, ANNAN: 1, PAYER_UNKNOWN: 1 })
  })

  test('a respite given in time takes the bill out, one given when it was late does not, and one taken back counts again', async () => {
    await move('Gunsson', 'FORSOKSLAGENHET', '41230', otherUnit)
    const ofOther = { ...actor, unitId: otherUnit }
    const charge = await billFor('Gunsson', '2026-05', '2026-04-30')
    const give = (recordedAt: string) =>
      house.db.prisma.respite.create({
        data: {
          namndId: house.namndId,
          personId: stay('Gunsson').personId,
          chargeId: charge,
          untilOn: '2026-06-30',
          reason: 'Väntar på bidrag',
          recordedAt,
        },
      })
    const may = async () => (await report(ofOther)).months.find((one) => one.month === '2026-05')
    await give('2026-05-20T09:00:00.000Z')
    expect(await may()).toMatchObject({ bills: { n: 0, N: 1 }, excluded: { RESPITE_GIVEN: 0 } })
    const given = await give('2026-04-28T09:00:00.000Z')
    expect(await may()).toMatchObject({ bills: { n: 0, N: 0 }, excluded: { RESPITE_GIVEN: 1 } })
    await house.db.prisma.respite.update({ where: { id: given.id }, data: { endedAt: actor.now } })
    expect(await may()).toMatchObject({ bills: { n: 0, N: 1 } })
  })

  test('the statement judges as the rule does, whatever happens to a bill', async () => {
    let seed = 7
    const dice = (n: number) => (seed = (seed * 16_807) % 2_147_483_647) % n
    await move('Slumpsson', 'FORSOKSLAGENHET', '41230', otherUnit)
    const [dueDays, days] = [
      ['2024-12-30', '2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30', '2025-05-30'],
      ['01-29', '02-02', '02-27', '03-03', '04-01', '05-05', '06-02'],
    ]
    const expected: { id: number; state: OnTimeState }[] = []
    const told: { dueOn: string; amountOre: number; housingForm: string; parts: BillPart[] }[] = []
    for (let n = 0; n < 24; n++) {
      const housingForm = dice(2) ? 'FORSOKSLAGENHET' : 'TRANINGSLAGENHET'
      await move(`Prov${n}`, housingForm, '41230', otherUnit)
      const dueOn = dueDays[dice(dueDays.length)] ?? ''
      const amountOre = dice(9) === 0 ? 0 : 300_000
      const id = await billFor(
        `Prov${n}`,
        monthOf(dueOn) === '2024-12' ? '2025-01' : `2025-0${Number(dueOn.slice(5, 7)) + 1}`,
        dueOn,
        amountOre,
      )
      const parts: BillPart[] = []
      for (let left = amountOre; left > 0 && dice(6) > 0;) {
        const part = Math.min(left, [100_000, 150_000, 300_000][dice(3)] ?? 0)
        const on = `2025-${days[dice(days.length)]}`
        const kind = dice(5)
        left -= part
        if (kind === 0) await lower(house, actor, stay(`Prov${n}`), 'CREDIT', id, part, on)
        else if (kind === 1) await lower(house, actor, stay(`Prov${n}`), 'WRITE_OFF', id, part, on)
        else {
          const known = dice(2) === 0
          const paid = await pay(house, actor, stay(`Prov${n}`), part, on, { orderedOn: known ? on : null })
          if (dice(8) === 0) {
            await reverse(house, actor, paid.id)
            left += part
            continue
          }
          parts.push({ kind: 'PAID', amountOre: part, on, legalDayKnown: known })
          continue
        }
        parts.push({ kind: kind === 0 ? 'CREDITED' : 'WRITTEN_OFF', amountOre: part, on, legalDayKnown: false })
      }
      told.push({ dueOn, amountOre, housingForm, parts })
      expected.push({ id, state: judgeBill({ amountOre, dueOn, parts, respite: false }, actor.today, 1) })
    }
    const wish = { months: { from: '2025-01', to: '2025-12' }, forms: ON_TIME_FORMS, states: ON_TIME_STATES }
    const judged = await house.db.transaction((tx) => billsBehind(tx, actor, wish, 100, 0))
    const byId = (a: { id: number }, b: { id: number }) => a.id - b.id
    expect(judged.map(({ id, state }) => ({ id, state })).sort(byId)).toEqual(expected.sort(byId))
    expect(new Set(expected.map((one) => one.state)).size).toBeGreaterThan(2)
    const whole = await onTimeReport(house.db, actor, { year: wish.months, period: wish.months, forms: ON_TIME_FORMS })
    const levels = onTimeLevels(judged.map((one) => ({ personId: one.person?.id ?? 0, period: one.period, state: one.state })))
    expect({ bills: whole.period.bills, personMonths: whole.period.personMonths, persons: whole.period.persons }).toEqual(levels)

    // The losses of the same bills, each month by itself: what is open on its last day of a bill due more than 90 days before.
    const losses = await lossesOf(house.db, { ...actor, unitId: otherUnit }, wish.months)
    const naive = (month: string, form: string) => {
      const [on, forms] = [lastOfMonth(month), told.filter((one) => one.housingForm === form)]
      const late = forms.filter(({ dueOn }) => addDays(dueOn, 90) < on)
      const open = late.map(({ amountOre, parts }) => parts.reduce((ore, part) => ore - (part.on <= on ? part.amountOre : 0), amountOre))
      const off = forms.flatMap(({ parts }) => parts.filter((part) => part.kind === 'WRITTEN_OFF' && monthOf(part.on) === month))
      return [open.reduce((sum, ore) => sum + ore, 0), off.reduce((sum, part) => sum + part.amountOre, 0)]
    }
    const found = (lines: typeof losses.expected, month: string, form: string) =>
      lines.filter((line) => line.month === month && line.housingForm === form).reduce((sum, line) => sum + line.ore, 0)
    for (let month = '2025-01'; month <= '2025-12'; month = nextMonth(month))
      for (const form of ON_TIME_FORMS)
        expect([month, form, found(losses.expected, month, form), found(losses.realised, month, form)]).toEqual([
          month,
          form,
          ...naive(month, form),
        ])
    expect(losses.expected.length).toBeGreaterThan(10)
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })

  test('losses: the worked example of domain/losses.ts, month by month', async () => {
    await move('Förlustsson', 'TRANINGSLAGENHET', '41299')
    const late = await billFor('Förlustsson', '2026-02', '2026-01-30', 648_000)
    await pay(house, actor, stay('Förlustsson'), 300_000, '2026-06-12')
    const off = await lower(house, actor, stay('Förlustsson'), 'WRITE_OFF', late, 348_000, '2026-08-20')
    const of = async () => {
      const { expected, realised, days } = await lossesOf(house.db, actor, year)
      const own = (lines: typeof expected) =>
        lines.filter((line) => line.costCentre === '41299').map((line) => [line.month, line.housingForm, line.ore])
      return { days: days.length, expected: own(expected), realised: own(realised) }
    }
    expect(await of()).toEqual({
      days: 11,
      expected: [
        ['2026-05', 'TRANINGSLAGENHET', 648_000],
        ['2026-06', 'TRANINGSLAGENHET', 348_000],
        ['2026-07', 'TRANINGSLAGENHET', 348_000],
      ],
      realised: [['2026-08', 'TRANINGSLAGENHET', 348_000]],
    })
    await reverse(house, actor, off)
    expect((await of()).realised).toEqual([['2026-08', 'TRANINGSLAGENHET', 0]])
    expect((await of()).expected.map(([month]) => month)).toEqual([
      '2026-05',
      '2026-06',
      '2026-07',
      '2026-08',
      '2026-09',
      '2026-10',
      '2026-11',
    ])
  })

  test('a setting changed from a day holds from that day', async () => {
    await house.db.prisma.setting.create({
      data: {
        namndId: house.namndId,
        name: 'expectedLossDays',
        value: '60',
        fromOn: '2026-04-30',
        source: 'Nämndbeslut',
        recordedAt: actor.now,
      },
    })
    const { days, expected } = await lossesOf(house.db, actor, { from: '2026-03', to: '2026-04' })
    expect(days.map((day) => day.expectedLossDays)).toEqual([90, 60])
    expect(expected.filter((line) => line.costCentre === '41299').map((line) => [line.month, line.ore])).toEqual([['2026-04', 648_000]])
  })

  test('the pages show the figures with n of N and the rows behind, and log who was read', async () => {
    const browser = await browseAs(house, 'CHEF')
    for (const address of [
      '/hyror/uppfoljning',
      '/hyror/uppfoljning/hyra-i-tid',
      '/hyror/uppfoljning/hyra-i-tid?ar=2025&period=T2&enbart=ja&form=TRANINGSLAGENHET&rader=i-tid',
      '/hyror/uppfoljning/hyra-i-tid?manad=2026-03&rader=raknas-inte&sida=9',
      '/hyror/uppfoljning/hyra-i-tid?ar=1999',
      '/hyror/uppfoljning/kundforluster',
      '/hyror/uppfoljning/kundforluster?period=T2&visa=konstaterade&ks=41299&form=TRANINGSLAGENHET',
      '/hyror/uppfoljning/kundforluster?ar=2030',
    ]) {
      const page = await browser.get(address)
      expect([address, page.status, await htmlFaults(page.text)]).toEqual([address, 200, []])
    }
    const onTime = await browser.get('/hyror/uppfoljning/hyra-i-tid?period=T2&rader=raknas-inte')
    expect(readable(onTime.text)).toContain('1 av 4 personer')
    expect([onTime.text.includes('Dansson'), onTime.text.includes('Skyddad person')]).toEqual([false, true])
    const late = await browser.get('/hyror/uppfoljning/hyra-i-tid?manad=2026-03')
    expect([late.text.includes('Ciasson'), late.text.includes('Bosson'), late.text.includes('Färdigsson')]).toEqual([true, false, false])
    const read = { action: 'READ', personId: stay('Ciasson').personId, page: 'GET /hyror/uppfoljning/hyra-i-tid' }
    expect(await house.db.prisma.auditEvent.count({ where: read })).toBeGreaterThan(0)
    const losses = await browser.get('/hyror/uppfoljning/kundforluster?ks=41299')
    expect([losses.text.includes('Förlustsson'), readable(losses.text).includes('3\u00a0480')]).toEqual([true, true])
  })

  test('files: figures without small groups, rows with who is protected masked', async () => {
    const browser = await browseAs(house, 'CHEF')
    const figures = await browser.get('/hyror/uppfoljning/hyra-i-tid.csv?period=T1')
    expect([figures.status, figures.text.includes('färre än 5'), figures.text.includes('Ciasson')]).toEqual([200, true, false])
    const rows = await browser.get('/hyror/uppfoljning/hyra-i-tid/rader.csv?rader=raknas-inte')
    expect(rows.text.split('\r\n')[1]).toMatch(/Krediterad i sin helhet|Kan inte vara sen än/)
    expect([rows.text.includes('Skyddad person'), rows.text.includes('Dansson'), rows.text.includes('Färdigsson')]).toEqual([
      true,
      false,
      false,
    ])
    expect(
      await house.db.prisma.auditEvent.count({ where: { action: 'EXPORT', page: 'GET /hyror/uppfoljning/hyra-i-tid/rader.csv' } }),
    ).toBe(1)
    const losses = await browser.get('/hyror/uppfoljning/kundforluster.csv')
    expect([losses.status, losses.text.includes('färre än 5'), losses.text.includes('3480')]).toEqual([200, true, false])
  })

  test('a controller reads sums of more than a few, and no rows', async () => {
    const browser = await browseAs(house, 'CONTROLLER')
    for (const address of ['/hyror/uppfoljning', '/hyror/uppfoljning/hyra-i-tid', '/hyror/uppfoljning/kundforluster']) {
      const page = await browser.get(address)
      expect([
        address,
        page.status,
        await htmlFaults(page.text),
        /Ciasson|Förlustsson|id="rader"/.test(page.text),
        page.text.includes('färre än 5'),
      ]).toEqual([address, 200, [], false, true])
    }
    expect((await browser.get('/hyror/uppfoljning/hyra-i-tid/rader.csv')).status).toBe(403)
    expect((await browser.get('/hyror/uppfoljning')).text).toContain('href="/hyror/uppfoljning" aria-current="page"')
    const administrator = await browseAs(house, 'ADMINISTRATOR')
    expect((await administrator.get('/hyror/uppfoljning')).status).toBe(403)
  })
})
