import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createApp } from '../../server/app.js'
import { INDICATOR_CODES } from '../../server/domain/codes.js'
import { POLICY } from '../../server/domain/policy.js'
import { setUserActive } from '../../server/features/administration/users-store.js'
import { label, policyNames } from '../../server/labels.sv.js'
import { browse, browseAs, type Browser } from '../support/browse.js'
import { makeOtherNamnd, makePerson } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testPassword, testToday, type TestHouse } from '../support/test-house.js'

const linkIn = (text: string) => /value="http:\/\/[^"/]+(\/valj-losenord\/[^"]+)"/.exec(text)?.[1] ?? 'no link on the page'
const newPassword = 'helt nya ord i rad'

const pages = ['', '/anvandare', '/anvandare/ny', '/enheter', '/namnd', '/hyresvardar', '/bankkonton', '/installningar', '/mal'].map(
  (page) => `/administration${page}`,
)

/** What the log holds about a subject, oldest first. */
async function logged(house: TestHouse, subject: string, subjectId?: number) {
  const events = await house.db.prisma.auditEvent.findMany({
    where: { subject, ...(subjectId === undefined ? {} : { subjectId }) },
    orderBy: { id: 'asc' },
  })
  return events.map((event) => [event.action, JSON.parse(event.before ?? 'null'), JSON.parse(event.after ?? 'null')])
}

describe.each(engines)('administration on %s', (engine) => {
  let house: TestHouse
  let administrator: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    administrator = await browseAs(house, 'ADMINISTRATOR', { unitId: null, name: 'Ada Admin' })
  })
  afterAll(() => house.close())

  const invite = async (email: string, fields: Record<string, string> = {}) => {
    const answer = await administrator.post('/administration/anvandare/ny', {
      name: 'Bo Ek',
      email,
      role: 'BOENDESTOD',
      unitId: String(house.unitId),
      ...fields,
    })
    const user = await house.db.prisma.user.findUnique({ where: { email } })
    return { answer, userId: user?.id ?? 0, link: linkIn(answer.text) }
  }

  test.each(pages)('%s is valid HTML and names nobody of the register', async (page) => {
    const answer = await administrator.get(page)
    expect(answer.status).toBe(200)
    expect(await htmlFaults(answer.text)).toEqual([])
  })

  test.each(['CONTROLLER', 'CHEF', 'BOENDESTOD', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE'] as const)('%s cannot enter', async (role) => {
    const browser = await browseAs(house, role)
    for (const page of pages) expect([page, (await browser.get(page)).status]).toEqual([page, 403])
  })

  test('a bosamordnare comes in to the landlords and no further', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    for (const page of pages)
      expect([page, (await browser.get(page)).status]).toEqual([page, page === '/administration/hyresvardar' ? 200 : 403])
    const list = await browser.get('/administration/hyresvardar')
    expect(list.text).not.toContain('href="/administration"')
    expect((await browser.post('/administration/hyresvardar', { name: 'Stadsbacken' })).status).toBe(303)
  })

  describe('users', () => {
    test('an invitation gives a link that works once, with its expiry; the log has no token', async () => {
      const { answer, userId, link } = await invite('Bo.Ek@Lunda.Example ', { name: ' Bo Ek ' })
      expect(answer.status).toBe(200)
      expect(userId).toBe(0) // stored in lower case
      const user = await house.db.prisma.user.findUniqueOrThrow({ where: { email: 'bo.ek@lunda.example' }, include: { links: true } })
      expect(user).toMatchObject({ name: 'Bo Ek', role: 'BOENDESTOD', unitId: house.unitId, namndId: house.namndId, passwordHash: null })
      const hours = (Date.parse(user.links[0]?.expiresAt ?? '') - Date.now()) / 3_600_000
      expect(hours).toBeGreaterThan(167.9)
      expect(hours).toBeLessThanOrEqual(168)
      expect(answer.text).toContain(`datetime="${user.links[0]?.expiresAt}"`)
      expect(await htmlFaults(answer.text)).toEqual([])

      const visitor = browse(house)
      expect((await visitor.post(link, { password: newPassword, repeated: newPassword })).status).toBe(303)
      expect((await visitor.get(link)).status).toBe(404)
      expect((await visitor.post('/logga-in', { email: 'bo.ek@lunda.example', password: newPassword })).status).toBe(303)

      const token = link.split('/').at(-1) ?? ''
      expect(await logged(house, 'USER', user.id)).toEqual([
        ['CREATE', null, { name: 'Bo Ek', email: 'bo.ek@lunda.example', phone: null, role: 'BOENDESTOD', unitId: house.unitId }],
        ['CHANGE', null, { password: 'chosen' }],
      ])
      const everything =
        JSON.stringify(await house.db.prisma.auditEvent.findMany()) + JSON.stringify(await house.db.prisma.session.findMany())
      expect(everything).not.toContain(token)
      expect((await administrator.get(`/administration/anvandare/${user.id}`)).text).not.toContain(token)
    })

    test('the settings of the day say how long an invitation and a reset hold', async () => {
      const setting = { namndId: house.namndId, fromOn: '2026-01-01', source: 'Prov', recordedAt: house.clock.now() }
      await house.db.prisma.setting.createMany({
        data: [
          { ...setting, name: 'invitationHours', value: '2' },
          { ...setting, name: 'resetHours', value: '3' },
        ],
      })
      const { userId } = await invite('tid@lunda.example')
      await house.db.prisma.user.update({ where: { id: userId }, data: { passwordHash: 'x' } })
      await administrator.post(`/administration/anvandare/${userId}/lank`, {}, `/administration/anvandare/${userId}`)
      const links = await house.db.prisma.signInLink.findMany({ where: { userId }, orderBy: { id: 'asc' } })
      expect(links.map((link) => Math.round((Date.parse(link.expiresAt) - Date.parse(link.createdAt)) / 3_600_000))).toEqual([2, 3])
      await house.db.prisma.setting.deleteMany({ where: { namndId: house.namndId } })
    })

    test('a link that has expired is dead', async () => {
      const { userId, link } = await invite('sen@lunda.example')
      expect((await browse(house).get(link)).status).toBe(200)
      await house.db.prisma.signInLink.updateMany({ where: { userId }, data: { expiresAt: new Date(Date.now() - 1000).toISOString() } })
      expect((await browse(house).get(link)).status).toBe(404)
    })

    test('a new link ends the old one, and is written down without itself', async () => {
      const { userId, link } = await invite('ny@lunda.example')
      const answer = await administrator.post(`/administration/anvandare/${userId}/lank`, {}, `/administration/anvandare/${userId}`)
      const second = linkIn(answer.text)
      expect([answer.status, (await browse(house).get(link)).status, (await browse(house).get(second)).status]).toEqual([200, 404, 200])
      expect(JSON.stringify((await logged(house, 'USER', userId)).at(-1))).toMatch(/linkExpiresAt/)
    })

    test('a link leads to the address of the product, whatever house the request names', async () => {
      const { id } = await house.user('BOENDESTOD')
      const app = createApp({ ...house, publicUrl: 'https://trappan.lunda.example' })
      const { agent } = await browseAs({ ...house, app }, 'ADMINISTRATOR', { unitId: null, name: 'Ada Admin' })
      const page = await agent.get(`/administration/anvandare/${id}`)
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1]
      const answer = await agent.post(`/administration/anvandare/${id}/lank`).set('Host', 'elsewhere.example').type('form').send({ _csrf })
      expect(answer.text).toContain('value="https://trappan.lunda.example/valj-losenord/')
      expect(answer.text).not.toContain('elsewhere.example')
    })

    test('deactivated: signed out at once, no sign-in, links dead, also when let back in', async () => {
      const { id, email } = await house.user('CHEF', { name: 'Carin Chef' })
      const chef = await browseAs(house, 'CHEF', { name: 'Carin Chef' })
      const page = `/administration/anvandare/${id}`
      const link = linkIn((await administrator.post(`${page}/lank`, {}, page)).text)
      const home = async () => (await chef.get('/')).status
      expect(await home()).toBe(303)
      expect((await administrator.post(`${page}/avaktivering`, { state: 'INACTIVE' }, page)).status).toBe(303)
      expect(await home()).toBe(401)
      expect((await browse(house).get(link)).status).toBe(404)
      expect((await browse(house).post('/logga-in', { email, password: testPassword })).status).toBe(422)
      const shown = await administrator.get(page)
      expect(shown.text).toContain('Avaktiverad')
      expect(shown.text).not.toContain('Gör en ny länk')
      expect((await administrator.agent.post(`${page}/lank`).type('form').send({})).status).toBe(403)
      expect((await administrator.post(`${page}/lank`, {}, page)).status).toBe(404)

      expect((await administrator.post(`${page}/avaktivering`, { state: 'ACTIVE' }, page)).status).toBe(303)
      expect((await browse(house).get(link)).status).toBe(404)
      expect((await browse(house).post('/logga-in', { email, password: testPassword })).status).toBe(303)
      expect((await logged(house, 'USER', id)).slice(-2)).toEqual([
        ['END', { active: true }, { active: false }],
        ['CHANGE', { active: false }, { active: true }],
      ])
    })

    test('name, address, role and enhet are changed with before and after in the log', async () => {
      const { userId } = await invite('byt@lunda.example')
      const page = `/administration/anvandare/${userId}`
      const answer = await administrator.post(page, {
        name: 'Bo Alm',
        email: 'bo.alm@lunda.example',
        phone: '08-508 120 14',
        role: 'CONTROLLER',
        unitId: 'alla',
      })
      expect(answer.status).toBe(303)
      expect((await logged(house, 'USER', userId)).at(-1)).toEqual([
        'CHANGE',
        { name: 'Bo Ek', email: 'byt@lunda.example', phone: null, role: 'BOENDESTOD', unitId: house.unitId },
        { name: 'Bo Alm', email: 'bo.alm@lunda.example', phone: '08-508 120 14', role: 'CONTROLLER', unitId: null },
      ])
    })

    test.each([
      [{ email: 'inte en adress' }, 'Skriv e-postadressen som namn@kommun.se'],
      [{ name: ' ' }, 'Skriv namnet'],
      [{ role: 'KUNG' }, 'Välj roll'],
      [{ unitId: '' }, 'Välj enhet'],
      [{ unitId: '999999' }, 'Välj en enhet i listan'],
    ])('%j is refused with the words kept', async (wrong, message) => {
      const { answer } = await invite('fel@lunda.example', wrong)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(message)
      expect(answer.text).toContain('<title>Fel: ')
      expect(await htmlFaults(answer.text)).toEqual([])
      expect(await house.db.prisma.user.count({ where: { email: 'fel@lunda.example' } })).toBe(0)
    })

    test('the only one named on a protected person stays until somebody else is named, and the administratör learns no name', async () => {
      const sole = await house.user('BOENDESTOD', { name: 'Ensam Utsedd' })
      const second = await house.user('SOCIALSEKRETERARE', { name: 'Andra Utsedda' })
      const person = await makePerson(house, { givenName: 'Zebrida', familyName: 'Quistelius', protection: 'SKYDDAD_FOLKBOKFORING' })
      await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId: sole.id, grantedAt: house.clock.now() } })
      const page = `/administration/anvandare/${sole.id}`
      const fields = { name: 'Ensam Utsedd', email: sole.email, role: 'BOENDESTOD', unitId: String(house.unitId) }
      const elsewhere = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Enheten bredvid' } })
      for (const refused of [
        await administrator.post(`${page}/avaktivering`, { state: 'INACTIVE' }, page),
        await administrator.post(page, { ...fields, role: 'CONTROLLER', unitId: 'alla' }),
        await administrator.post(page, { ...fields, unitId: String(elsewhere.id) }),
      ]) {
        expect(refused.status).toBe(422)
        expect(refused.text).toContain('ensam utsedd att se en skyddad person')
        expect(refused.text).not.toMatch(/Zebrida|Quistelius/)
        expect(await htmlFaults(refused.text)).toEqual([])
      }
      expect(await house.db.prisma.user.findUnique({ where: { id: sole.id } })).toMatchObject({
        deactivatedAt: null,
        role: 'BOENDESTOD',
        unitId: house.unitId,
      })
      expect((await administrator.post(page, { ...fields, unitId: 'alla' })).status).toBe(303)
      await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId: second.id, grantedAt: house.clock.now() } })
      expect((await administrator.post(`${page}/avaktivering`, { state: 'INACTIVE' }, page)).status).toBe(303)
      const last = `/administration/anvandare/${second.id}`
      expect((await administrator.post(`${last}/avaktivering`, { state: 'INACTIVE' }, last)).status).toBe(422)
    })

    test('an address is used by one only, however it is written', async () => {
      await invite('samma@lunda.example')
      const again = await invite('SAMMA@lunda.example')
      expect(again.answer.status).toBe(422)
      expect(again.answer.text).toContain('E-postadressen används redan av någon annan')
      const { userId } = await invite('annan@lunda.example')
      const change = await administrator.post(`/administration/anvandare/${userId}`, {
        name: 'X',
        email: 'samma@lunda.example',
        role: 'CHEF',
        unitId: 'alla',
      })
      expect(change.status).toBe(422)
    })

    test('the last administrator who can sign in stays one', async () => {
      const { id, email } = await house.user('ADMINISTRATOR', { unitId: null, name: 'Ada Admin' })
      await invite('inbjuden.admin@lunda.example', { role: 'ADMINISTRATOR' }) // has not chosen a password: does not count
      const page = `/administration/anvandare/${id}`
      const demoted = await administrator.post(page, { name: 'Ada Admin', email, role: 'CHEF', unitId: 'alla' })
      const deactivated = await administrator.post(`${page}/avaktivering`, { state: 'INACTIVE' }, page)
      expect([demoted.status, deactivated.status]).toEqual([422, 422])
      expect(demoted.text).toContain('Det måste finnas en administratör som kan logga in')
      expect(deactivated.text).toContain('Det måste finnas en administratör som kan logga in')
      expect(await htmlFaults(deactivated.text)).toEqual([])
      expect(await house.db.prisma.user.findUniqueOrThrow({ where: { id } })).toMatchObject({ role: 'ADMINISTRATOR', deactivatedAt: null })
      expect((await administrator.post(page, { name: 'Ada Ny', email, role: 'ADMINISTRATOR', unitId: 'alla' })).status).toBe(303)
    })

    test('two administrators who take each other away at once: one of them stays', async () => {
      const { namndId } = await makeOtherNamnd(house)
      const one = await house.user('ADMINISTRATOR', { namndId, unitId: null, name: 'Ett' })
      const two = await house.user('ADMINISTRATOR', { namndId, unitId: null, name: 'Två' })
      const answers = await Promise.all([
        setUserActive(house.db, one.actor, two.id, false),
        setUserActive(house.db, two.actor, one.id, false),
      ])
      expect(answers.sort()).toEqual(['DONE', 'LAST_ADMINISTRATOR'])
      expect(await house.db.prisma.user.count({ where: { namndId, role: 'ADMINISTRATOR', deactivatedAt: null } })).toBe(1)
    })

    test('the list: Swedish order, filters in the address, 25 a page', async () => {
      const { namndId, unitId } = await makeOtherNamnd(house)
      const other = await browseAs(house, 'ADMINISTRATOR', { namndId, unitId: null, name: 'Örjan Sist' })
      const names = ['Åsa Ek', 'Zara Ek', ...Array.from({ length: 26 }, (_, n) => `Anna ${String(n + 1).padStart(2, '0')}`)]
      await house.db.prisma.user.createMany({
        data: names.map((name, n) => ({
          namndId,
          unitId,
          name,
          email: `lista${n}.${namndId}@lunda.example`,
          role: 'CHEF',
          createdAt: house.clock.now(),
        })),
      })
      const namesIn = (text: string) =>
        [...text.matchAll(/<th scope="row"><a href="\/administration\/anvandare\/\d+">([^<]+)</g)].map((match) => match[1])
      const [page1, page2] = [await other.get('/administration/anvandare'), await other.get('/administration/anvandare?sida=2')]
      expect(namesIn(page1.text)).toHaveLength(25)
      expect(namesIn(page2.text)).toEqual(['Anna 26', 'Zara Ek', 'Åsa Ek', 'Örjan Sist'])
      expect(namesIn((await other.get('/administration/anvandare?q=åsa')).text)).toEqual(['Åsa Ek'])
      expect(namesIn((await other.get('/administration/anvandare?roll=ADMINISTRATOR')).text)).toEqual(['Örjan Sist'])
      const none = await other.get('/administration/anvandare?q=finnsinte')
      expect(none.text).toContain('Ingen användare passar urvalet')
      expect(await htmlFaults(page1.text)).toEqual([])
      expect(await htmlFaults(none.text)).toEqual([])
      expect((await other.get('/administration/anvandare?sida=x&roll=KUNG')).status).toBe(200)
    })
  })

  describe('another nämnd', () => {
    test('its users, enheter, landlords and accounts are not there', async () => {
      const { namndId, unitId } = await makeOtherNamnd(house)
      const stranger = await house.user('CHEF', { namndId, unitId, name: 'Frida Främmande' })
      const landlord = await house.db.prisma.landlord.create({ data: { namndId, name: 'Främmande hus', createdAt: house.clock.now() } })
      const account = await house.db.prisma.ownAccount.create({
        data: { namndId, kind: 'BANKGIRO', number: '50501055', name: 'Främmande konto', createdAt: house.clock.now() },
      })
      const before = JSON.stringify([
        await house.db.prisma.user.findMany({ where: { namndId } }),
        await house.db.prisma.landlord.findMany({ where: { namndId } }),
      ])

      const user = `/administration/anvandare/${stranger.id}`
      const gets = [user, `/administration/enheter/${unitId}`, `/administration/hyresvardar/${landlord.id}`]
      for (const page of gets) expect([page, (await administrator.get(page)).status]).toEqual([page, 404])
      const posts: [string, Record<string, string>][] = [
        [user, { name: 'Tagen', email: 'tagen@lunda.example', role: 'CHEF', unitId: 'alla' }],
        [`${user}/lank`, {}],
        [`${user}/avaktivering`, { state: 'INACTIVE' }],
        [`/administration/enheter/${unitId}`, { name: 'Tagen' }],
        [`/administration/hyresvardar/${landlord.id}`, { name: 'Tagen' }],
        [`/administration/hyresvardar/${landlord.id}/avsluta`, { state: 'CLOSED' }],
        [`/administration/bankkonton/${account.id}/avsluta`, {}],
      ]
      for (const [page, fields] of posts)
        expect([page, (await administrator.post(page, fields, '/administration/namnd')).status]).toEqual([page, 404])
      for (const page of pages) expect([page, (await administrator.get(page)).text.includes('Främmande')]).toEqual([page, false])

      expect((await invite('in@lunda.example', { unitId: String(unitId) })).answer.status).toBe(422)
      expect(
        (
          await administrator.post('/administration/namnd', {
            name: (await house.db.prisma.namnd.findUniqueOrThrow({ where: { id: namndId } })).name,
          })
        ).status,
      ).toBe(422)
      const after = JSON.stringify([
        await house.db.prisma.user.findMany({ where: { namndId } }),
        await house.db.prisma.landlord.findMany({ where: { namndId } }),
      ])
      expect(after).toBe(before)
      expect(await house.db.prisma.ownAccount.findUniqueOrThrow({ where: { id: account.id } })).toMatchObject({ closedAt: null })
      expect(await house.db.prisma.signInLink.count({ where: { userId: stranger.id } })).toBe(0)
    })
  })

  test('nämnd and enheter: renamed, added, never two of one name', async () => {
    expect((await administrator.post('/administration/namnd', { name: 'Socialnämnden' })).status).toBe(303)
    expect(await logged(house, 'NAMND')).toEqual([['CHANGE', { name: 'Lunda stadsdelsnämnd' }, { name: 'Socialnämnden' }]])
    expect((await administrator.get('/administration')).text).toContain('Socialnämnden')
    const half = await administrator.post('/administration/namnd', { name: 'Socialnämnden', phone: 'ring', kronofogdenCity: 'Sundbyberg' })
    expect(half.status).toBe(422)
    expect(half.text).toContain('telefonnumret med siffror')
    const address = await administrator.post('/administration/namnd', { name: 'Socialnämnden', kronofogdenCity: 'Sundbyberg' })
    expect([address.status, address.text.includes('Skriv postnumret, eller lämna hela adressen tom')]).toEqual([422, true])

    expect((await administrator.post('/administration/enheter', { name: 'Boendeenheten' })).status).toBe(303)
    const twice = await administrator.post('/administration/enheter', { name: 'Boendeenheten' })
    expect([twice.status, twice.text.includes('Nämnden har redan en enhet med det namnet')]).toEqual([422, true])
    const page = `/administration/enheter/${house.unitId}`
    expect((await administrator.post(page, { name: 'Boendeenheten' })).status).toBe(422)
    expect((await administrator.post(page, { name: '' })).text).toContain('Skriv enhetens namn')
    expect((await administrator.post(page, { name: 'Vuxenenheten Norr' })).status).toBe(303)
    expect((await administrator.get('/administration/enheter')).text).toContain('Vuxenenheten Norr')
    expect(await htmlFaults((await administrator.get(page)).text)).toEqual([])
    expect(await logged(house, 'UNIT', house.unitId)).toEqual([['CHANGE', { name: 'Vuxenenheten' }, { name: 'Vuxenenheten Norr' }]])
  })

  test('landlords: added, changed, closed, opened again', async () => {
    const filled = { name: 'Åbo Hus', orgNumber: '5560125790', contact: 'Eva Alm', phone: '08-123 456 78', email: 'eva@abo.example' }
    const wrong = await administrator.post('/administration/hyresvardar', {
      ...filled,
      orgNumber: '556012-5791',
      phone: 'ring',
      email: 'eva',
    })
    expect(wrong.status).toBe(422)
    for (const message of ['tio siffror', 'telefonnumret med siffror', 'namn@hyresvard.se']) expect(wrong.text).toContain(message)
    expect(await htmlFaults(wrong.text)).toEqual([])
    expect((await administrator.post('/administration/hyresvardar', filled)).status).toBe(303)
    expect((await administrator.post('/administration/hyresvardar', filled)).text).toContain('Det finns redan en hyresvärd med det namnet')
    const row = await house.db.prisma.landlord.findFirstOrThrow({ where: { name: 'Åbo Hus' } })
    expect(row).toMatchObject({ namndId: house.namndId, orgNumber: '556012-5790', closedAt: null })

    const page = `/administration/hyresvardar/${row.id}`
    expect((await administrator.post(page, { ...filled, contact: '' })).status).toBe(303)
    expect((await administrator.post(`${page}/avsluta`, { state: 'CLOSED' }, page)).status).toBe(303)
    expect((await administrator.get('/administration/hyresvardar')).text).not.toContain('>Åbo Hus</a>')
    const closed = await administrator.get('/administration/hyresvardar?lage=avslutade&q=abo')
    expect(closed.text).toContain('>Åbo Hus</a>')
    expect(await htmlFaults(closed.text)).toEqual([])
    expect(await htmlFaults((await administrator.get(page)).text)).toEqual([])
    expect((await administrator.post(`${page}/avsluta`, { state: 'OPEN' }, page)).status).toBe(303)
    expect((await house.db.prisma.landlord.findUniqueOrThrow({ where: { id: row.id } })).closedAt).toBeNull()
    expect((await logged(house, 'LANDLORD', row.id)).map(([action]) => action)).toEqual(['CREATE', 'CHANGE', 'END', 'CHANGE'])
  })

  test('own accounts: checked, stored as bank files write them, closed and opened again', async () => {
    const add = (kind: string, number: string) => administrator.post('/administration/bankkonton', { kind, number, name: 'Hyror' })
    for (const [kind, number, message] of [
      ['BANKGIRO', '5050-1056', 'Bankgironumret stämmer inte'],
      ['PLUSGIRO', '902003-4', 'Plusgironumret stämmer inte'],
      ['IBAN', 'SE45 5000 0000 0583 9825 7467', 'IBAN stämmer inte'],
      ['KONTO', '12', '7 till 15 siffror'],
      ['GIRO', '5050-1055', 'Välj slag av konto'],
    ] as const) {
      const answer = await add(kind, number)
      expect([kind, answer.status, answer.text.includes(message)]).toEqual([kind, 422, true])
      expect(await htmlFaults(answer.text)).toEqual([])
    }
    for (const [kind, number] of [
      ['BANKGIRO', '5050-1055'],
      ['PLUSGIRO', '90 20 03-3'],
      ['IBAN', 'se45 5000 0000 0583 9825 7466'],
      ['KONTO', '8327-9, 934 267 145-9'],
    ] as const) {
      expect([kind, (await add(kind, number)).status]).toEqual([kind, 303])
    }
    const stored = await house.db.prisma.ownAccount.findMany({ where: { namndId: house.namndId }, orderBy: { id: 'asc' } })
    expect(stored.map((one) => one.number)).toEqual(['50501055', '9020033', 'SE4550000000058398257466', '832799342671459'])
    expect((await add('BANKGIRO', '50501055')).text).toContain('Kontot finns redan')

    const list = await administrator.get('/administration/bankkonton')
    expect(list.text).toContain('SE45 5000 0000 0583 9825 7466')
    expect(await htmlFaults(list.text)).toEqual([])
    const closing = `/administration/bankkonton/${stored[0]?.id ?? 0}/avsluta`
    expect((await administrator.post(closing, {}, '/administration/bankkonton')).status).toBe(303)
    expect((await administrator.post(closing, {}, '/administration/bankkonton')).status).toBe(404)
    expect((await add('BANKGIRO', '5050-1055')).status).toBe(303)
    expect(await house.db.prisma.ownAccount.count({ where: { namndId: house.namndId, closedAt: null } })).toBe(4)
    expect((await logged(house, 'OWN_ACCOUNT', stored[0]?.id)).map(([action]) => action)).toEqual(['CREATE', 'END', 'CHANGE'])
  })

  test('settings: every number has its page; a new value holds from its day, the old one stays', async () => {
    const list = await administrator.get('/administration/installningar')
    for (const name of Object.keys(POLICY)) {
      expect(list.text).toContain(`/administration/installningar?namn=${name}`)
      const one = await administrator.get(`/administration/installningar?namn=${name}`)
      expect([name, one.status, one.text.includes(policyNames[name as keyof typeof POLICY])]).toEqual([name, 200, true])
      expect(await htmlFaults(one.text)).toEqual([])
    }
    expect((await administrator.get('/administration/installningar?namn=toString')).status).toBe(404)

    const add = (fields: Record<string, string>) =>
      administrator.post(
        '/administration/installningar',
        { name: 'headLeaseWarningDays', value: '120', fromOn: testToday, source: 'VP 2027', ...fields },
        '/administration/installningar?namn=headLeaseWarningDays',
      )
    for (const [fields, message] of [
      [{ value: 'många' }, 'Skriv ett helt tal'],
      [{ value: '-1' }, 'Skriv ett helt tal'],
      [{ name: 'checkpointMonths', value: '6, 3' }, 'stigande ordning'],
      [{ name: 'idleMinutes', value: '0' }, 'Med 0 kommer ingen in'],
      [{ source: ' ' }, 'Skriv var beslutet står'],
      [{ fromOn: '2026-02-30' }, 'ÅÅÅÅ-MM-DD'],
      [{ fromOn: '1999-01-01' }, 'Skriv en dag från'],
    ] as const) {
      const answer = await add(fields)
      expect([fields, answer.status, answer.text.includes(message)]).toEqual([fields, 422, true])
      expect(await htmlFaults(answer.text)).toEqual([])
    }
    for (const [fields, message] of [
      [{ name: 'referenceRateHundredths', value: '200' }, 'Skriv räntan i procent, till exempel 2,25'],
      [{ name: 'chargesLateInterest', value: '', source: '' }, 'Välj ja eller nej'],
      [{ fromOn: '2099-01-01' }, 'Dagen är mer än två år bort'],
    ] as const) {
      const answer = await add(fields)
      expect([message, answer.status, answer.text.includes(message)]).toEqual([message, 422, true])
    }
    expect((await add({ name: '__proto__' })).status).toBe(404)
    expect(await house.db.prisma.setting.count()).toBe(0)

    expect((await add({})).status).toBe(303)
    expect((await add({ value: '90', fromOn: '2027-01-01', source: 'VP 2028' })).status).toBe(303)
    expect((await add({ name: 'checkpointMonths', value: '3,6 , 9' })).status).toBe(303)
    const after = (await administrator.get('/administration/installningar')).text
    expect(after).toMatch(/120 dagar[\s\S]{0,400}VP 2027[\s\S]{0,200}90 dagar från/)
    expect(after).toContain('3, 6 och 9 månader')
    const history = (await administrator.get('/administration/installningar?namn=headLeaseWarningDays')).text
    expect([...history.matchAll(/>(90|120|180) dagar</g)].map((match) => match[1])).toEqual(['90', '120', '180'])
    expect(history).toContain('Ada ')
    expect(await logged(house, 'SETTING')).toEqual([
      [
        'CHANGE',
        { name: 'headLeaseWarningDays', value: '180' },
        { name: 'headLeaseWarningDays', value: '120', fromOn: testToday, source: 'VP 2027' },
      ],
      [
        'CHANGE',
        { name: 'headLeaseWarningDays', value: '120' },
        { name: 'headLeaseWarningDays', value: '90', fromOn: '2027-01-01', source: 'VP 2028' },
      ],
      [
        'CHANGE',
        { name: 'checkpointMonths', value: '3,6,9,12,18,24' },
        { name: 'checkpointMonths', value: '3,6,9', fromOn: testToday, source: 'VP 2027' },
      ],
    ])
  })

  test('settings: a rate is typed and shown in percent, stored in hundredths', async () => {
    const rate = { name: 'referenceRateHundredths', fromOn: '2026-07-01', source: 'Riksbanken' }
    const page = `/administration/installningar?namn=${rate.name}`
    for (const value of ['2,25 %', '2.5'])
      expect((await administrator.post('/administration/installningar', { ...rate, value }, page)).status).toBe(303)
    const stored = await house.db.prisma.setting.findMany({ where: { name: rate.name }, orderBy: { id: 'asc' } })
    expect(stored.map((row) => row.value)).toEqual(['225', '250'])
    expect((await administrator.get(page)).text).toContain('2,25 procent')
    await house.db.prisma.setting.deleteMany({ where: { name: rate.name } })
  })

  test('targets: the plans’ own, then the nämnd’s, with a source', async () => {
    const year = (text: string) => /<caption[^>]*>Mål \d{4}<\/caption>[\s\S]*?<\/table>/.exec(text)?.[0] ?? ''
    const before = await administrator.get('/administration/mal?ar=2014')
    expect(year(before.text)).toMatch(/I1a:[\s\S]*?30 %[\s\S]*?20 %[\s\S]*?Verksamhetsplan 2014/)
    for (const code of INDICATOR_CODES) expect(before.text).toContain(`${code}: ${label(code)}`)
    const add = (fields: Record<string, string>) =>
      administrator.post('/administration/mal', {
        indicator: 'I1a',
        year: '2027',
        percent: '28',
        kfPercent: '',
        source: 'VP 2027',
        ...fields,
      })
    for (const [fields, message] of [
      [{ source: '' }, 'Skriv var målet står'],
      [{ percent: '101' }, 'från 0 till 100'],
      [{ indicator: 'I99' }, 'Välj indikator'],
      [{ year: '27' }, 'året med fyra siffror'],
    ] as const) {
      const answer = await add(fields)
      expect([fields, answer.status, answer.text.includes(message)]).toEqual([fields, 422, true])
      expect(await htmlFaults(answer.text)).toEqual([])
    }
    expect((await add({})).headers.location).toBe('/administration/mal?ar=2027')
    const after = await administrator.get('/administration/mal?ar=2027')
    expect(year(after.text)).toMatch(/I1a:[\s\S]*?28 %[\s\S]*?VP 2027/)
    expect(year((await administrator.get('/administration/mal?ar=2026')).text)).toMatch(/I1a:[\s\S]*?25 %/)
    expect(await htmlFaults(after.text)).toEqual([])
    expect(await logged(house, 'TARGET')).toEqual([
      [
        'CHANGE',
        { year: 2023, percent: 25, kfPercent: null, source: 'Verksamhetsplan 2023' },
        { indicator: 'I1a', year: 2027, percent: 28, kfPercent: null, source: 'VP 2027' },
      ],
    ])
  })
})
