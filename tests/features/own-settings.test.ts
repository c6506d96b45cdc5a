/** Mina inställningar and the own calendar by its secret address (server/features/own-settings/). */
import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import pino from 'pino'
import request from 'supertest'
import { createApp } from '../../server/app.js'
import type { Role } from '../../server/domain/codes.js'
import { browse, browseAs, type Browser } from '../support/browse.js'
import { htmlFaults } from '../support/html-faults.js'
import { addCaseEvent, monday, openMorning, type Morning } from '../support/mornings.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

interface FeedEvent {
  uid: string
  title: string
  on: string
  allDay: boolean
  href: string
}
const readCalendar = (text: string): FeedEvent[] =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      title: event.summary,
      on: event.startDate.toString(),
      allDay: event.startDate.isDate,
      href: String(component.getFirstPropertyValue('url')),
    }
  })

describe.each(engines)('mina inställningar on %s', (engine) => {
  let morning: Morning
  beforeAll(async () => {
    morning = await openMorning(engine)
  })
  afterAll(() => morning.house.close())

  const read = async (path: string) => readCalendar((await request(morning.house.app).get(path)).text)
  const userOf = (role: Role, name: string) => morning.house.user(role, { name })

  test('is reached from every page by who has an I dag, and by nobody else', async () => {
    const browser = await browseAs(morning.house, 'CHEF')
    expect((await browser.get('/idag')).text).toContain('<a href="/mina-installningar">Mina inställningar</a>')
    const page = await browser.get('/mina-installningar')
    expect([page.status, await htmlFaults(page.text)]).toEqual([200, []])
    expect(page.text).toContain('E-post är inte inkopplad här.')
    expect(page.text).toContain('Vardagar från klockan 7')
    const controller = await browseAs(morning.house, 'CONTROLLER')
    const nothing = await controller.get('/mina-installningar')
    expect([nothing.status, await htmlFaults(nothing.text), nothing.text.includes('Du har ingen kalenderadress.')]).toEqual([200, [], true])
    for (const address of ['/mina-installningar', '/mina-installningar/kalenderadress'])
      expect((await controller.post(address, { mailDigest: 'YES' }, '/mina-installningar')).status).toBe(403)
  })

  test('keeps the choice of daily e-mail, and asks when there is none', async () => {
    const { id } = await morning.house.user('CHEF')
    const browser = await browseAs(morning.house, 'CHEF')
    const chosen = async () => (await morning.house.db.prisma.user.findUniqueOrThrow({ where: { id } })).mailDigest
    const empty = await browser.post('/mina-installningar', {})
    expect([empty.status, await chosen()]).toEqual([422, null])
    expect(empty.text).toContain('Välj om du vill ha daglig e-post')
    for (const choice of ['YES', 'YES', 'NO']) expect((await browser.post('/mina-installningar', { mailDigest: choice })).status).toBe(303)
    expect(await chosen()).toBe('NO')
    const audit = await morning.house.db.prisma.auditEvent.findMany({ where: { userId: id, subject: 'USER' }, orderBy: { id: 'asc' } })
    expect(audit.map((row) => [row.before, row.after])).toEqual([
      ['{"mailDigest":null}', '{"mailDigest":"YES"}'],
      ['{"mailDigest":"YES"}', '{"mailDigest":"NO"}'],
    ])
  })

  test('an address is shown once, kept as a hash, renewed and removed; what does not work is one and the same answer', async () => {
    const browser = await browseAs(morning.house, 'CHEF', { name: 'Chef Ett' })
    const { id } = await userOf('CHEF', 'Chef Ett')
    const first = await createFeed(browser)
    const secret = first.slice('/kalender/'.length, -'.ics'.length)
    expect((await browser.get('/mina-installningar')).text).not.toContain(secret)
    expect(JSON.stringify(await morning.house.db.prisma.calendarFeed.findMany())).not.toContain(secret)
    const open = await request(morning.house.app).get(first)
    expect(open.status).toBe(200)
    expect(open.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="boendetrappan.ics"',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    })
    expect(open.headers['set-cookie']).toBeUndefined()

    const second = await createFeed(browser)
    const closed = async (path: string) => {
      const { status, text } = await request(morning.house.app).get(path)
      return [status, text.replace(/[0-9a-f-]{36}/, '')]
    }
    const wrong = await closed(`/kalender/${'A'.repeat(43)}.ics`)
    expect(wrong[0]).toBe(404)
    expect(await closed(first)).toEqual(wrong)
    expect((await request(morning.house.app).get(second)).status).toBe(200)
    const { prisma } = morning.house.db
    for (const data of [{ deactivatedAt: `${monday}T05:00:00.000Z` }, { deactivatedAt: null, role: 'ADMINISTRATOR' }]) {
      await prisma.user.update({ where: { id }, data })
      expect(await closed(second)).toEqual(wrong)
    }
    await prisma.user.update({ where: { id }, data: { role: 'CHEF' } })
    expect((await request(morning.house.app).get(second)).status).toBe(200)
    expect((await browser.post('/mina-installningar/kalenderadress/ta-bort', {}, '/mina-installningar')).status).toBe(303)
    expect(await closed(second)).toEqual(wrong)
    expect((await browser.post('/mina-installningar/kalenderadress/ta-bort', {}, '/mina-installningar')).status).toBe(303) // twice is once
    const audit = await prisma.auditEvent.findMany({ where: { userId: id, subject: 'CALENDAR_FEED' }, orderBy: { id: 'asc' } })
    expect(audit.map((row) => row.action)).toEqual(['CREATE', 'EXPORT', 'END', 'CREATE', 'EXPORT', 'END'])
  })

  test('who has lost "I dag" can still remove the old address, and gets it back with nothing', async () => {
    const { id } = await userOf('CHEF', 'Byter Roll')
    const browser = await browseAs(morning.house, 'CHEF', { name: 'Byter Roll' })
    const path = await createFeed(browser)
    const { prisma } = morning.house.db
    await prisma.user.update({ where: { id }, data: { role: 'CONTROLLER' } })
    const page = await browser.get('/mina-installningar')
    expect([page.status, page.text.includes('Ta bort adressen'), page.text.includes('Daglig e-post</h2>')]).toEqual([200, true, false])
    expect((await browser.post('/mina-installningar/kalenderadress/ta-bort', {}, '/mina-installningar')).status).toBe(303)
    await prisma.user.update({ where: { id }, data: { role: 'CHEF' } })
    expect((await request(morning.house.app).get(path)).status).toBe(404)
  })

  test('two clicks at once leave one address that works', async () => {
    const browser = await browseAs(morning.house, 'CHEF', { name: 'Chef Snabb' })
    const { id } = await userOf('CHEF', 'Chef Snabb')
    const page = await browser.get('/mina-installningar')
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const click = () => browser.agent.post('/mina-installningar/kalenderadress').type('form').send({ _csrf })
    const answers = await Promise.all([click(), click()])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect(await morning.house.db.prisma.calendarFeed.count({ where: { userId: id, revokedAt: null } })).toBe(1)
  })

  test('a reading is logged once a day, and the secret never', async () => {
    const browser = await browseAs(morning.house, 'BOSAMORDNARE', { name: 'Bosamordnare Två' })
    const { id } = await userOf('BOSAMORDNARE', 'Bosamordnare Två')
    const path = await createFeed(browser)
    const written: string[] = []
    const log = pino({ level: 'debug' }, new Writable({ write: (line: Buffer, _, done) => (written.push(line.toString()), done()) }))
    const readings = () => morning.house.db.prisma.auditEvent.count({ where: { userId: id, subject: 'CALENDAR_FEED', action: 'EXPORT' } })
    const app = createApp({ ...morning.house, log })
    for (let n = 0; n < 3; n++) expect((await request(app).get(`${path}?q=1`)).status).toBe(200)
    expect(await readings()).toBe(1)
    for (const odd of [`/${path}`, path.replace('kalender', 'Kalender'), `${path}/`, path.slice(0, -4)]) await request(app).get(odd)
    const tomorrow = createApp({ ...morning.house, log, clock: { today: () => '2026-11-24', now: () => '2026-11-24T06:00:00.000Z' } })
    await request(tomorrow).get(path)
    expect(await readings()).toBe(2)
    const secret = path.slice('/kalender/'.length, -'.ics'.length)
    expect(written.join('')).toContain('/kalender/…')
    expect(written.join('').toLowerCase()).not.toContain(secret.toLowerCase())
    const kept = JSON.stringify(await morning.house.db.prisma.auditEvent.findMany({ where: { userId: id } }))
    expect(kept).not.toContain(secret)
  })

  test('holds the legal days of the own cases, which vanish when they are kept, and names nobody', async () => {
    const browser = await browseAs(morning.house, 'VRAKNINGSFOREBYGGARE', { name: 'Vera Ansvarig' })
    const { id } = await userOf('VRAKNINGSFOREBYGGARE', 'Vera Ansvarig')
    const { prisma } = morning.house.db
    const path = await createFeed(browser)
    const ofCase = async () =>
      (await read(path))
        .filter((event) => event.href.endsWith(`/arenden/${morning.caseId}`))
        .map(({ title, on, allDay }) => [title, on, allDay])
    expect(await ofCase()).toEqual([]) // nobody's yet: counted among the lines
    expect((await read(path)).map((event) => event.title)).toContain('Besluta om utredning ska inledas (1 sak i I dag)')
    await prisma.preventionCase.update({ where: { id: morning.caseId }, data: { responsibleId: id } })
    expect(await ofCase()).toEqual([
      ['Frist: besluta om utredning ska inledas', '2026-11-12', true],
      ['Eget mål: besked om åtagande hos hyresvärden', '2026-11-27', true],
      ['Sista dag att betala hela skulden', '2026-12-02', true],
      ['Sista dag att åta sig hyran skriftligen', '2026-12-02', true],
      ['Avhysning får beslutas', '2026-12-05', true],
    ])
    const before = await read(path)
    expect(new Set(before.map((event) => event.uid)).size).toBe(before.length)
    expect(before.every((event) => /^[0-9a-f]{40}@/.test(event.uid))).toBe(true)
    await addCaseEvent(morning.house, morning.caseId, { kind: 'UNDERTAKEN', happenedOn: monday })
    expect((await ofCase()).map(([title]) => title)).toEqual(['Frist: besluta om utredning ska inledas', 'Avhysning får beslutas'])
    const after = await read(path)
    expect(before.filter((event) => after.some((one) => one.uid === event.uid && one.title === event.title))).toHaveLength(after.length)

    const notice = await prisma.evictionNotice.create({
      data: {
        namndId: morning.house.namndId,
        caseId: morning.caseId,
        sender: 'KRONOFOGDEN',
        kind: 'TID_FOR_AVHYSNING',
        children: 0,
        arrivedAt: `${monday}T07:00:00.000Z`,
        arrivedOn: monday,
        recordedAt: `${monday}T07:00:00.000Z`,
      },
    })
    await addCaseEvent(morning.house, morning.caseId, {
      kind: 'EVICTION_PLANNED',
      happenedOn: '2026-12-14',
      noticeId: notice.id,
      atTime: '10.00',
    })
    expect(await ofCase()).toContainEqual(['Frist: bekräfta till Kronofogden, med kopia till hyresgästen', monday, true])
    expect(await ofCase()).toContainEqual(['Planerad avhysning', '2026-12-14T10:00:00', false])
    const { text } = await request(morning.house.app).get(path)
    expect(text).toContain('BEGIN:VTIMEZONE')
    const words = text.replace(/\r\n[ \t]/g, '').replace(/^UID:.*$/gm, '')
    expect(
      morning.secrets.filter((secret) => new RegExp(`(?<![\\p{L}\\d])${secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u').test(words)),
    ).toEqual([])

    await addCaseEvent(morning.house, morning.caseId, { kind: 'OUTCOME', happenedOn: monday, outcome: 'AVVARJD' })
    expect(await ofCase()).toEqual([]) // to follow up when thirty days have gone
  })

  test('of the lines of I dag each kind and day is one event, without those of protected people', async () => {
    const countIn = (events: FeedEvent[]) => events.reduce((sum, event) => sum + Number(/\((\d+) sak/.exec(event.title)?.[1] ?? 0), 0)
    const named = await browseAs(morning.house, 'BOSAMORDNARE', { name: 'Birgitta Namnkunnig' })
    const unnamed = await browseAs(morning.house, 'BOSAMORDNARE', { name: 'Bosamordnare Fyra' })
    const [all, fewer] = [await read(await createFeed(named)), await read(await createFeed(unnamed))]
    const onPage = async (browser: Browser) => {
      const { text } = await browser.get('/idag')
      const counts = [...text.matchAll(/<span class="count">(\d+)<\/span>/g)].map((match) => Number(match[1]))
      // what stands in a household's line with a day of its own is an event too
      const inLines = text.match(/<li>[^<]*(, senast |skulle vara gjort)/g)?.length ?? 0
      return [counts.reduce((sum, n) => sum + n, 0) + inLines, text.match(/Skyddad person:/g)?.length ?? 0] as const
    }
    const [total, masked] = await onPage(unnamed)
    expect(masked).toBeGreaterThan(3)
    expect(countIn(fewer)).toBe(total - masked)
    expect(countIn(all)).toBe((await onPage(named))[0])
    expect((await onPage(named))[1]).toBe(0)
    expect(all.every((event) => event.allDay && event.href.endsWith('/idag'))).toBe(true)
  })

  test('nobody signed in comes to the settings', async () => {
    expect((await browse(morning.house).get('/mina-installningar')).status).toBe(401)
  })
})

describe('a calendar on the internet', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  test('who guesses is stopped, and whose calendar asks too often', async () => {
    const browser = await browseAs(house, 'CHEF')
    const path = await createFeed(browser)
    const app = createApp(house)
    const statuses = async (paths: string[]) => {
      const all = []
      for (const one of paths) all.push((await request(app).get(one)).status)
      return all
    }
    expect(new Set(await statuses(Array<string>(30).fill(path)))).toEqual(new Set([200]))
    expect(await statuses([path])).toEqual([429])
    const guesses = Array.from({ length: 30 }, (_, n) => `/kalender/${String(n).padStart(43, 'x')}.ics`)
    expect((await statuses(guesses)).at(-2)).toBe(404)
    expect(await statuses(['/kalender/ett-till.ics'])).toEqual([429])
  })
})

/** Creates an address by the page; gives the path that is shown once. */
async function createFeed(browser: Browser): Promise<string> {
  const shown = await browser.post('/mina-installningar/kalenderadress', {}, '/mina-installningar')
  expect(shown.status).toBe(200)
  const address = /value="http:\/\/[^"/]+(\/kalender\/[\w-]{43}\.ics)"/.exec(shown.text)?.[1]
  if (!address) throw new Error('no address is shown')
  return address
}
