import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1')
const report = {
  home: 'ours',
  reporter: 'FROM_LANDLORD',
  reportedOn: '2026-11-20',
  happenedOn: '2026-11-19',
  atTime: '23:10',
  minutes: '150',
  kind: 'NOISE',
  seriousness: 'SERIOUS_DISTURBANCE',
  text: 'Bas genom golvet till halv två.',
}

// features/disturbances/: from the first report until it is quiet
describe.each(engines)('disturbances on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  let serial = 0
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'BOSAMORDNARE', { name: 'Karin Ekdahl' })
  })
  afterAll(() => house.close())

  async function household() {
    const person = await makePerson(house, { givenName: 'Mona', familyName: `Lindgren${engine.slice(0, 3)}${++serial}` })
    const home = await makeApartment(house)
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    return { person, home, stay }
  }
  async function send(personId: number, fields: Record<string, string> = {}, by: Browser = browser) {
    return by.post('/storningar/ny', { personId: String(personId), ...report, ...fields }, `/storningar/ny?person=${personId}`)
  }
  async function open(fields: Record<string, string> = {}) {
    const made = await household()
    const answer = await send(made.person.id, fields)
    expect([answer.status, words(answer.text)]).toEqual([303, expect.anything()])
    const url = String(answer.headers.location)
    return { ...made, url, id: Number(/\d+$/.exec(url)?.[0]) }
  }
  const step = (id: number, fields: Record<string, string>) =>
    browser.post(
      `/storningar/${id}/atgarder/ny`,
      { happenedOn: '2026-11-22', ...fields },
      `/storningar/${id}/atgarder/ny?slag=${fields.kind}`,
    )

  test('a report opens a disturbance with its next right action, its days and what the law asks for', async () => {
    const { url, person } = await open()
    const answer = await browser.get(url)
    expect(await htmlFaults(answer.text)).toEqual([])
    const text = words(answer.text)
    for (const said of [
      'Prata med hushållet om störningen, senast mån 23 nov',
      'Svara hyresvärden om störningen, senast tis 24 nov',
      'Ge en skriftlig rättelseanmaning, senast ons 25 nov',
      'Hyresvärden får inte säga upp än',
      'Det gäller alltid när den som stör bor i andra hand.',
      'Bas genom golvet till halv två.',
      'Klockan 23.10 i 150 minuter',
    ])
      expect(text).toContain(said)
    const list = words((await browser.get('/storningar')).text)
    expect(list).toContain(`Mona ${person.familyName}`)
    const log = await house.db.prisma.auditEvent.findMany({ where: { personId: person.id } })
    expect(log.map((row) => `${row.action} ${row.subject}`)).toEqual(
      expect.arrayContaining(['CREATE DISTURBANCE', 'CREATE DISTURBANCE_REPORT', 'READ PERSON']),
    )
  })

  test('a new report of the same home joins, what is sent twice is written once, another home is another disturbance', async () => {
    const { id, person, stay } = await open()
    expect((await send(person.id)).headers.location).toBe(`/storningar/${id}`)
    const second = await send(person.id, {
      reporter: 'FROM_NEIGHBOUR',
      reporterName: 'Granne Gunnel',
      happenedOn: '2026-11-20',
      kind: 'QUARREL',
    })
    expect(second.headers.location).toBe(`/storningar/${id}`)
    const other = await send(person.id, { home: 'other', address: 'Långt bort 3' })
    expect(other.headers.location).not.toBe(`/storningar/${id}`)
    expect((await send(person.id, { home: 'other', address: ' långt bort 3.' })).headers.location).toBe(other.headers.location)
    const { prisma } = house.db
    expect(await prisma.disturbanceReport.count({ where: { disturbanceId: id } })).toBe(2)
    expect((await prisma.disturbance.findUniqueOrThrow({ where: { id } })).tenancyId).toBe(stay.id)
    const answers = await Promise.all([
      step(id, { kind: 'SPOKE_WITH_HOUSEHOLD', text: 'Ska sänka' }),
      step(id, { kind: 'SPOKE_WITH_HOUSEHOLD', text: 'Ska sänka' }),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    expect(await prisma.disturbanceStep.count({ where: { disturbanceId: id } })).toBe(1)
    await expect(prisma.disturbanceReport.updateMany({ where: { disturbanceId: id }, data: { text: 'ändrad' } })).rejects.toThrow()
    await expect(prisma.disturbanceStep.deleteMany({ where: { disturbanceId: id } })).rejects.toThrow()
    await expect(prisma.disturbance.updateMany({ where: { id }, data: { openedOn: '2026-01-01' } })).rejects.toThrow()
  })

  test('two at once about the same home give one disturbance', async () => {
    const { person } = await household()
    const other = await browseAs(house, 'BOENDESTOD')
    const answers = await Promise.all([send(person.id), send(person.id, { text: 'Ringde i går kväll' }, other)])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    const found = await house.db.prisma.disturbance.findMany({ where: { personId: person.id }, include: { reports: true } })
    expect(found.map((one) => one.reports.length)).toEqual([2])
  })

  test('every wrong field gets its message and what was typed is kept', async () => {
    const { person } = await household()
    const wrong = await send(person.id, {
      atTime: 'klockan tio',
      minutes: 'en timme',
      kind: '',
      seriousness: '',
      text: '',
      reporterName: 'Bo <b>',
    })
    expect(wrong.status).toBe(422)
    for (const said of [
      'Skriv klockslaget som TT.MM',
      'Skriv hur många minuter',
      'Välj vad som störde',
      'Välj hur allvarlig',
      'Skriv vad som anmäldes',
      'Bo &lt;b&gt;',
    ])
      expect(wrong.text).toContain(said)
    const refused = await send(person.id, { reportedOn: '2026-11-23', happenedOn: '2026-11-24', home: 'other', address: '' })
    expect(refused.status).toBe(422)
    expect(wrong.text).not.toContain('Skriv högst 5 tecken')
    for (const said of ['Anmälan kan inte ha kommit efter i dag', 'Störningen kan inte ha varit efter', 'Skriv adressen till bostaden'])
      expect(refused.text).toContain(said)
    expect(await house.db.prisma.disturbance.count({ where: { personId: person.id } })).toBe(0)
  })

  test('what is done steers what is next, and nothing closes before it is quiet and checked', async () => {
    const { id, url, person } = await open({ reportedOn: '2026-10-16', happenedOn: '2026-10-15' })
    for (const [fields, said] of [
      [{ kind: 'LANDLORD_ANSWERED' }, 'Skriv vad det gäller'],
      [{ kind: 'URGED' }, 'Välj vem som gav rättelseanmaningen'],
      [{ kind: 'SUPPORT_OFFERED' }, 'Välj vad som erbjöds'],
      [{ kind: 'SPOKE_WITH_HOUSEHOLD', happenedOn: '2026-10-10' }, 'Det första om störningen anmäldes senare'],
      [{ kind: 'DISTURBANCE_CLOSED' }, 'Anteckna först en kontroll'],
      [{ kind: 'DISTURBANCE_CLOSED', happenedOn: '2026-11-10' }, 'inte varit tyst så länge'],
    ] as const) {
      const answer = await step(id, fields)
      expect([fields.kind, answer.status, answer.text.includes(said)]).toEqual([fields.kind, 422, true])
    }
    const done: Record<string, string>[] = [
      { kind: 'SPOKE_WITH_HOUSEHOLD', happenedOn: '2026-10-19' },
      { kind: 'LANDLORD_ANSWERED', happenedOn: '2026-10-19', text: 'Vi har pratat med den som bor där.' },
      { kind: 'URGED', happenedOn: '2026-10-20', urgedBy: 'FORVALTNINGEN' },
    ]
    for (const fields of done) expect((await step(id, fields)).status).toBe(303)
    const half = words((await browser.get(url)).text)
    expect(half).toContain('Underrätta socialnämnden om störningen, skulle vara gjort')
    expect(half).toContain('Öppna ett ärende med meddelandet')
    const notice = await browser.get(`/arenden/nytt?person=${person.id}&fran=FORVALTNINGEN&slag=RATTELSEANMANING&kom=2026-10-20`)
    expect(notice.text).toMatch(/value="RATTELSEANMANING" checked|checked value="RATTELSEANMANING"|value="RATTELSEANMANING"[^>]*checked/)
    expect(notice.text).toContain('value="2026-10-20"')
    expect((await step(id, { kind: 'SOCIALNAMNDEN_TOLD', happenedOn: '2026-10-21' })).status).toBe(303)
    expect((await step(id, { kind: 'SUPPORT_OFFERED', happenedOn: '2026-10-21', supportKind: 'HOUSING_SUPPORT' })).status).toBe(303)
    expect((await step(id, { kind: 'SUPPORT_DECLINED', happenedOn: '2026-10-22' })).status).toBe(303)
    expect(words((await browser.get(url)).text)).toContain('Kontrollera om det är tyst')
    expect((await step(id, { kind: 'FOUND_QUIET', happenedOn: '2026-11-20' })).status).toBe(303)
    expect(words((await browser.get(url)).text)).toContain('Avsluta störningen, senast mån 23 nov')
    expect((await step(id, { kind: 'DISTURBANCE_CLOSED' })).status).toBe(303)
    const closed = words((await browser.get(url)).text)
    expect(closed).toContain('Det blev tyst. Avslutad 22 november 2026.')
    expect(words((await browser.get('/storningar?urval=tysta')).text)).toContain(person.familyName)
    expect((await step(id, { kind: 'FOUND_QUIET', text: 'igen' })).status).toBe(422)
    expect((await browser.get(`/storningar/${id}/anmalningar/ny`)).status).toBe(404)
    expect((await send(person.id)).headers.location).not.toBe(url)
  })

  test('a report that is not true is closed with the reason', async () => {
    const { id, url } = await open()
    expect((await step(id, { kind: 'REPORT_UNFOUNDED' })).status).toBe(422)
    expect((await step(id, { kind: 'REPORT_UNFOUNDED', text: 'Ljudet kom från grannhuset.' })).status).toBe(303)
    expect(words((await browser.get(url)).text)).toContain('Anmälan stämde inte. Avslutad 22 november 2026.')
  })

  test('nobody else gets in: another nämnd, another enhet, a role without people, a protected person', async () => {
    const { id, person } = await open()
    const addresses = [
      `/storningar/${id}`,
      `/storningar/${id}/anmalningar/ny`,
      `/storningar/${id}/atgarder/ny`,
      `/storningar/${id}/atgarder/ny?slag=URGED`,
      `/storningar/ny?person=${person.id}`,
    ]
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: `Enhet ${id}` } })
    const strangers = [
      await browseAs(house, 'BOSAMORDNARE', await makeOtherNamnd(house)),
      await browseAs(house, 'SOCIALSEKRETERARE', { unitId: unit.id }),
    ]
    for (const stranger of strangers) {
      for (const address of addresses) expect([address, (await stranger.get(address)).status]).toEqual([address, 404])
      expect((await stranger.get('/storningar')).text).not.toContain(person.familyName)
      expect(
        (await stranger.post(`/storningar/${id}/atgarder/ny`, { kind: 'URGED' }, '/storningar/ny').catch(() => ({ status: 404 }))).status,
      ).toBe(404)
    }
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const) {
      const other = await browseAs(house, role)
      for (const address of addresses) expect([address, (await other.get(address)).status]).toEqual([address, 403])
    }
    const chef = await browseAs(house, 'CHEF')
    const seen = await chef.get(`/storningar/${id}`)
    expect([seen.status, seen.text.includes('Anteckna åtgärd'), (await chef.get(`/storningar/${id}/atgarder/ny`)).status]).toEqual([
      200,
      false,
      403,
    ])
    await house.db.prisma.person.update({ where: { id: person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    for (const address of addresses) expect([address, (await browser.get(address)).status]).toEqual([address, 404])
    const list = await browser.get('/storningar')
    expect([list.text.includes(person.familyName), list.text.includes('Skyddad person')]).toEqual([false, true])
    await house.db.prisma.person.update({ where: { id: person.id }, data: { protection: 'SKYDDAD_FOLKBOKFORING' } })
    expect((await browser.get('/storningar')).text).not.toContain('Skyddad person')
  })
})
