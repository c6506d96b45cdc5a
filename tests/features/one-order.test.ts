import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { recordActions } from '../../server/features/eviction-prevention/history-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1')

// November's rent is missing, and the landlord has reported a serious disturbance on Friday 2026-11-20; today is Sunday the 22nd.
describe.each(engines)('one household, one order, on %s', (engine) => {
  let house: TestHouse
  let night: Actor
  let browser: Browser
  let id = 0
  let name = ''
  let disturbance = ''
  beforeAll(async () => {
    house = await openTestHouse(engine)
    night = { ...(await house.user('BOSAMORDNARE')).actor, role: 'SYSTEM', userId: null }
    browser = await browseAs(house, 'BOENDESTOD')
    const person = await makePerson(house, { givenName: 'Nadia', familyName: 'Ordning', children: [2019] })
    const worker = await house.user('BOENDESTOD', { name: 'Samir Haddad' })
    await house.db.prisma.person.update({ where: { id: person.id }, data: { phone: '070-174 25 25', boendestodjareId: worker.id } })
    const home = await makeApartment(house)
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    await house.db.prisma.tenancy.update({ where: { id: stay.id }, data: { landlordToldOn: '2021-01-01' } })
    await runCharges(house.db, { ...night, role: 'BOSAMORDNARE' }, '2026-11')
    const told = { namndId: house.namndId, recordedAt: '2026-11-20T10:00:00.000Z' }
    const opened = await house.db.prisma.disturbance.create({
      data: {
        ...told,
        unitId: house.unitId,
        personId: person.id,
        tenancyId: stay.id,
        openedOn: '2026-11-20',
        reports: {
          create: [
            {
              ...told,
              reporter: 'FROM_LANDLORD',
              reportedOn: '2026-11-20',
              happenedOn: '2026-11-20',
              kind: 'NOISE',
              seriousness: 'SERIOUS_DISTURBANCE',
              text: 'Hög musik hela natten',
            },
          ],
        },
      },
    })
    ;[id, name, disturbance] = [person.id, 'Nadia Ordning', `/storningar/${opened.id}`]
  })
  afterAll(() => house.close())

  const section = (text: string) => words(/<section class="next"[\s\S]*?<\/section>/.exec(text)?.[0] ?? '')
  const line = (text: string) =>
    words((text.match(/<li>(?:(?!<li>\s*<div>)[\s\S])*?<h3>[\s\S]*?<\/dl>/g) ?? []).find((item) => item.includes(name)) ?? '')
  const done = (kind: string, more: Record<string, string> = {}) =>
    browser.post(`${disturbance}/atgarder/ny`, { kind, happenedOn: '2026-11-22', ...more })
  const firstAtNight = async () => {
    await recordActions(house.db, night)
    return (await house.db.prisma.actionHistory.findMany({ where: { personId: id, endedOn: null } })).map((row) => row.action)
  }

  test('the disturbance comes first, in the same words everywhere, and the rent is "gäller också"', async () => {
    const person = section((await browser.get(`/personer/${id}`)).text)
    expect(person).toMatch(
      /Nästa rätta åtgärd Prata med hushållet om störningen, senast mån 23 nov Anmäld 20 november\. .*Gäller också Svara hyresvärden om störningen, senast tis 24 nov Ge en skriftlig rättelseanmaning, senast ons 25 nov Underrätta socialnämnden om störningen.*Felsök obetald hyra, skulle vara gjort/,
    )
    expect(person).toContain('Anteckna samtalet')
    const own = await browser.get(disturbance)
    expect([
      await htmlFaults(own.text),
      section(own.text).includes('Prata med hushållet om störningen, senast mån 23 nov'),
      own.text.includes('Först för hushållet'),
    ]).toEqual([[], true, false])
    for (const page of ['/skulder', '/arenden?urval=utan'])
      expect(words((await browser.get(page)).text)).toContain('Prata med hushållet om störningen')
    const today = await browser.get('/idag')
    expect(await htmlFaults(today.text)).toEqual([])
    expect(words(today.text).match(new RegExp(name, 'g'))).toHaveLength(2) // one line: its title, and the same on its button
    expect(line(today.text)).toMatch(
      /Prata med hushållet om störningen: Nadia Ordning Anmäld 20 november\. .*Gäller också Felsök obetald hyra, skulle vara gjort .*Hyran för november är obetald.*förverkad.* Svara hyresvärden om störningen, ge en skriftlig rättelseanmaning, underrätta socialnämnden om störningen och \d till/,
    )
    expect(await firstAtNight()).toEqual(['CONTACT_ABOUT_DISTURBANCE'])
  })

  test('each role sees one line about the household, and what is for it', async () => {
    for (const role of ['BOSAMORDNARE', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE'] as const) {
      const said = line((await (await browseAs(house, role, { name: role })).get('/idag')).text)
      expect([role, said]).toEqual([
        role,
        expect.stringMatching(/^ ?Prata med hushållet om störningen: Nadia.*Gäller också Ta ställning till obetald hyra/),
      ])
    }
    // nothing of the disturbance is late, so the chef sees the rent that may cost the home
    expect(line((await (await browseAs(house, 'CHEF')).get('/idag')).text)).toMatch(
      /^ ?Ta ställning till obetald hyra för Nadia Ordning (?!.*störningen)/,
    )
  })

  test('when the disturbance has what it needs the rent comes first, and its own page says so', async () => {
    expect((await done('SPOKE_WITH_HOUSEHOLD', { happenedOn: '2026-11-21' })).status).toBe(303)
    await done('LANDLORD_ANSWERED', { text: 'Vi har pratat med den som bor där.' })
    expect(section((await browser.get(`/personer/${id}`)).text)).toContain('Ge en skriftlig rättelseanmaning, senast ons 25 nov')
    // neither a pause of reminders nor anything else about the rent holds it back
    await browser.post(`/personer/${id}/paus`, { reason: 'PROMISED', untilOn: '2026-11-30' })
    expect(section((await browser.get(`/personer/${id}`)).text)).toMatch(/Ge en skriftlig rättelseanmaning.*Väntar Påminnelser pausade/)
    await done('URGED', { urgedBy: 'FORVALTNINGEN' })
    await done('SOCIALNAMNDEN_TOLD')
    await done('SUPPORT_DECLINED')
    const person = section((await browser.get(`/personer/${id}`)).text)
    expect(person).toMatch(/Nästa rätta åtgärd Ta ställning till obetald hyra.*Gäller också Kontrollera om det är tyst, senast lör 28 nov/)
    const own = words((await browser.get(disturbance)).text)
    expect(own).toMatch(
      /Först för hushållet: Ta ställning till obetald hyra, skulle vara gjort .*Nästa rätta åtgärd Kontrollera om det är tyst, senast lör 28 nov/,
    )
    expect(line((await browser.get('/idag')).text)).toMatch(
      /^ ?Ta ställning till obetald hyra: Nadia Ordning .*Gäller också Kontrollera om det är tyst, senast lör 28 nov/,
    )
    expect(words((await browser.get('/skulder')).text)).toContain('Ta ställning till obetald hyra')
    expect(await firstAtNight()).toEqual(['DECIDE_ABOUT_ARREARS'])
  })

  test('in a case what the notice asks for comes before it, on the page of the case too', async () => {
    await done('FOUND_DISTURBING')
    const opened = await browser.upload(
      '/arenden/nytt',
      { field: 'document', name: 'brev.pdf', bytes: '%PDF-1.7 fictitious' },
      {
        personId: String(id),
        home: 'ours',
        sender: 'HYRESVARD',
        kind: 'UPPSAGNING',
        arrivedOn: '2026-11-20',
        servedOn: '2026-11-20',
        children: '1',
      },
      `/arenden/nytt?person=${id}`,
    )
    const page = opened.headers.location ?? ''
    expect(page).toMatch(/^\/arenden\/\d+$/)
    const order =
      /Besluta om utredning ska inledas.*Gäller också Få skulden betald eller besluta om åtagande.*Prata med hushållet om störningen/
    expect(section((await browser.get(page)).text)).toMatch(order)
    expect(section((await browser.get(`/personer/${id}`)).text)).toMatch(order)
    expect(words((await browser.get(disturbance)).text)).toContain('Först för hushållet: Besluta om utredning ska inledas')
    const social = await browseAs(house, 'SOCIALSEKRETERARE', { name: 'SOCIALSEKRETERARE' })
    expect(line((await social.get('/idag')).text)).toMatch(
      /^ ?Besluta om utredning ska inledas: Nadia Ordning .*Gäller också Prata med hushållet om störningen/,
    )
    expect(await firstAtNight()).toEqual(['DECIDE_ON_INQUIRY'])
  })
})
