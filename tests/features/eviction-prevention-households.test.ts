import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { HOUSEHOLD_EVENTS } from '../../server/domain/codes.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')

describe.each(engines)('a household before any notice, on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  let browser: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE')).actor
    browser = await browseAs(house, 'BOENDESTOD')
  })
  afterAll(() => house.close())

  /** Somebody who owes November's rent, due 30 October; today is 22 November 2026. */
  async function debtor(wish: Parameters<typeof makePerson>[1] = {}) {
    const person = await makePerson(house, wish)
    const home = await makeApartment(house, { namndId: wish.namndId, unitId: wish.unitId })
    await makeTenancy(house, { personId: person.id, apartmentId: home.id, namndId: wish.namndId, unitId: wish.unitId })
    if (wish.namndId === undefined) await runCharges(house.db, actor, '2026-11')
    return {
      id: person.id,
      page: `/personer/${person.id}`,
      events: `/personer/${person.id}/uppgifter`,
      form: `/personer/${person.id}/uppgifter/ny`,
    }
  }
  const next = async (page: string) => {
    const text = (await browser.get(page)).text
    return words(/<section class="next"[\s\S]*?<\/section>/.exec(text)?.[0] ?? '')
  }

  test('what is written about a household with an open case leads back to the case, and so do its consents', async () => {
    const { form, id } = await debtor()
    const opened = await house.db.prisma.preventionCase.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: id,
        caseNumber: `2026-${9000 + id}`,
        openedOn: '2026-11-20',
        address: 'Provgatan 1',
        recordedAt: house.clock.now(),
      },
    })
    const page = await browser.get(`${form}?slag=INSURANCE_SEEN`)
    expect(page.text).toMatch(new RegExp(`href="/arenden/${opened.id}"[^>]*>Avbryt`))
    const saved = await browser.post(form, { kind: 'INSURANCE_SEEN', happenedOn: '2026-11-22' })
    expect(saved.headers.location).toBe(`/arenden/${opened.id}`)
    const consents = await browser.get(`/personer/${id}/samtycken`)
    expect([await htmlFaults(consents.text), words(consents.text).includes(`Till ärende 2026-${9000 + id}`)]).toEqual([[], true])
  })

  test('who has grown up is no child of the household any more', async () => {
    const { id } = await debtor()
    for (const birthYear of [2001, 2008, 2015])
      await house.db.prisma.householdChild.create({ data: { personId: id, birthYear, recordedAt: house.clock.now() } })
    expect((await browser.get(`/arenden/nytt?person=${id}`)).text).toMatch(/name="children"[^>]*value="2"|value="2"[^>]*name="children"/)
    expect(words((await browser.get('/personer?urval=alla&barn=1')).text)).not.toContain('3 barn')
  })

  test('the person page says what to do, why, what holds too, and follows what is written', async () => {
    const { page, form, events, id } = await debtor()
    expect(await next(page)).toMatch(
      /Felsök obetald hyra, skulle vara gjort .*Hyran som förföll 30 oktober är inte betald.*Gäller också .*Föreslå avbetalning.*Ta ställning till obetald hyra/,
    )
    const asked = await browser.get(`${form}?slag=RENT_TROUBLESHOT`)
    expect([asked.status, await htmlFaults(asked.text)]).toEqual([200, []])
    const empty = await browser.post(form, { kind: 'RENT_TROUBLESHOT', happenedOn: '2026-11-23', text: 'Det som skrevs' })
    expect(empty.status).toBe(422)
    for (const said of ['Skriv en dag som har varit', 'Välj varför hyran inte är betald', 'Det som skrevs'])
      expect(empty.text).toContain(said)
    const written = {
      kind: 'RENT_TROUBLESHOT',
      cause: 'BENEFIT_LATE',
      happenedOn: '2026-11-22',
      untilOn: '2026-12-01',
      text: 'Försäkringskassan betalar ut senare.',
    }
    const saved = await browser.post(form, written)
    expect([saved.status, saved.headers.location]).toEqual([303, page])
    await browser.post(form, written)
    expect(await house.db.prisma.householdEvent.count({ where: { personId: id } })).toBe(1) // sent twice is written once
    expect(await next(page)).toMatch(/Följ upp det försenade bidraget, senast tis 1 dec .*Ge anstånd/)
    const list = await browser.get(events)
    expect([
      await htmlFaults(list.text),
      words(list.text).includes('bidraget är försenat Väntas 2026-12-01. Försäkringskassan betalar ut senare.'),
    ]).toEqual([[], true])
    await browser.post(form, { kind: 'CAUSE_HANDLED', happenedOn: '2026-11-22' })
    expect(await next(page)).toContain('Ring om obetald hyra')
    await browser.post(`/personer/${id}/paus`, { reason: 'PROMISED', untilOn: '2026-11-30' })
    expect(await next(page)).toMatch(/Ta ställning till obetald hyra.*Väntar Påminnelser pausade till mån 30 nov/)
    const audit = await house.db.prisma.auditEvent.findMany({ where: { personId: id, subject: 'HOUSEHOLD_EVENT' } })
    expect(audit).toHaveLength(2)
    await expect(house.db.prisma.householdEvent.updateMany({ where: { personId: id }, data: { cause: 'NO_MONEY' } })).rejects.toThrow()
  })

  test('every kind the rules read has its form and is written by it', async () => {
    const { form, id } = await debtor()
    expect(await htmlFaults((await browser.get(form)).text)).toEqual([])
    for (const kind of HOUSEHOLD_EVENTS) {
      expect([kind, (await browser.get(`${form}?slag=${kind}`)).status]).toEqual([kind, 200])
      const happenedOn = kind === 'HEARING_PLANNED' ? '2026-12-07' : '2026-11-20'
      const saved = await browser.post(form, { kind, happenedOn, cause: kind === 'RENT_TROUBLESHOT' ? 'FORGOTTEN' : '' })
      expect([kind, saved.status]).toEqual([kind, 303])
    }
    expect(await house.db.prisma.householdEvent.count({ where: { personId: id } })).toBe(HOUSEHOLD_EVENTS.length)
  })

  test('the list of homes at risk: those without a case, in the order that is said, each key on the row', async () => {
    const growing = await debtor({ givenName: 'Växande', familyName: 'Skuld' })
    const withChild = await debtor({ givenName: 'Barnfamilj', familyName: 'Skuld', children: [2019] })
    const inCase = await debtor({ givenName: 'Redan', familyName: 'Ärende' })
    const opened = await browser.upload(
      '/arenden/nytt',
      { field: 'document', name: 'brev.pdf', bytes: '%PDF-1.7 fictitious' },
      {
        personId: String(inCase.id),
        home: 'ours',
        sender: 'HYRESVARD',
        kind: 'UPPSAGNING',
        arrivedOn: '2026-11-20',
        servedOn: '2026-11-20',
        children: '0',
      },
      `/arenden/nytt?person=${inCase.id}`,
    )
    expect(opened.status).toBe(303)
    const early = await browser.get('/arenden?urval=utan')
    expect(await htmlFaults(early.text)).toEqual([])
    const rows = [...early.text.matchAll(/<h3><a [^>]*>([^<]*)/g)].map((match) => match[1])
    expect(rows.indexOf('Barnfamilj Skuld')).toBeLessThan(rows.indexOf('Växande Skuld')) // the same passed day: children first
    expect(rows).not.toContain('Redan Ärende')
    const row = words(/<li>(?:(?!<li>)[\s\S])*Växande Skuld[\s\S]*?<\/li>/.exec(early.text)?.[0] ?? '')
    expect(row).toMatch(/Felsök obetald hyra.*inget ärende Frist .*6 nov.* Hyror 1,0 månader Skulden växer Kontakt ingen/)
    expect(words(early.text)).toContain(
      'Ordning: först de vars frist har passerat, sedan närmaste frist enligt lagen, hushåll med barn, flest månadshyror',
    )
    const cases = words((await browser.get('/arenden')).text)
    expect(cases).toMatch(/Redan Ärende Besluta om utredning.*Frist .*Hyror 1,0 månader Skulden växer Kontakt ingen/)
    expect([growing.id, withChild.id].length).toBe(2)
  })

  test('who may not: reads only, sees nobody of another nämnd, and nothing of a protected person', async () => {
    const { form, events } = await debtor()
    const chef = await browseAs(house, 'CHEF')
    expect([(await chef.get(events)).status, (await chef.get(form)).status, (await chef.get(events)).text.includes('Ny uppgift')]).toEqual([
      200,
      403,
      false,
    ])
    expect((await (await browseAs(house, 'CONTROLLER')).get(events)).status).toBe(403)
    const other = await debtor(await makeOtherNamnd(house))
    expect([
      (await browser.get(other.events)).status,
      (await browser.post(other.form, { kind: 'INSURANCE_OUT', happenedOn: '2026-11-20' }, form)).status,
    ]).toEqual([404, 404])
    const hidden = await debtor({ protection: 'SEKRETESSMARKERING', givenName: 'Gömd' })
    const shown = await browser.get(hidden.events)
    expect([shown.text.includes('Skyddad person'), shown.text.includes('Gömd')]).toEqual([true, false])
    expect((await browser.post(hidden.form, { kind: 'INSURANCE_OUT', happenedOn: '2026-11-20' }, form)).status).toBe(404)
    expect(await house.db.prisma.householdEvent.count({ where: { personId: hidden.id } })).toBe(0)
  })
})
