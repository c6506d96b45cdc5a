import { createServer, get as ask, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { firstAdministratorLink, makeSignInLink, signIn } from '../../server/features/session/store.js'
import { SessionStore } from '../../server/web/session-store.js'
import { browse, browseAs } from '../support/browse.js'
import { engines, openTestHouse, testPassword, type TestHouse } from '../support/test-house.js'

describe.each(engines)('signing in on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  test('a right password opens the door with a new session id', async () => {
    const { email } = await house.user('ADMINISTRATOR')
    const browser = browse(house)
    const before = (await browser.get('/logga-in')).headers['set-cookie']
    const answer = await browser.post('/logga-in', { email, password: testPassword })
    expect(answer.status).toBe(303)
    expect(answer.headers['set-cookie']).not.toEqual(before)
    expect((await browser.get('/')).headers.location).toBe('/administration')
  })

  test('unknown address, wrong password and locked account get the same answer', async () => {
    const { id, email } = await house.user('CHEF')
    const browser = browse(house)
    const unknown = await browser.post('/logga-in', { email: 'ingen@lunda.example', password: 'x' })
    const wrong = await browser.post('/logga-in', { email, password: 'x' })
    for (let attempt = 0; attempt < 5; attempt++) await browser.post('/logga-in', { email, password: 'x' })
    const locked = await browser.post('/logga-in', { email, password: testPassword })
    const plain = (text: string) => text.replace(/value="[^"]*"/g, '')
    expect([unknown.status, wrong.status, locked.status]).toEqual([422, 422, 422])
    expect(plain(wrong.text)).toBe(plain(unknown.text))
    expect(plain(locked.text)).toBe(plain(unknown.text))
    expect((await house.db.prisma.user.findUniqueOrThrow({ where: { id } })).lockedUntilAt).not.toBeNull()
    expect(await house.db.prisma.auditEvent.count({ where: { action: 'SIGN_IN_REFUSED', userId: id } })).toBeGreaterThanOrEqual(6)
  })

  test('many guesses at the same moment are as many failures', async () => {
    const { id, email } = await house.user('SOCIALSEKRETERARE')
    const guesses = Array.from({ length: 8 }, (_, n) => signIn(house, email, `gissning ${n}`))
    expect(await Promise.all(guesses)).toEqual(guesses.map(() => null))
    expect((await house.db.prisma.user.findUniqueOrThrow({ where: { id } })).lockedUntilAt).not.toBeNull()
    expect(await signIn(house, email, testPassword)).toBeNull()
  })

  test('signed out while a page is under way: the page does not write the session back', async () => {
    const store = new SessionStore(house.db, house.log)
    const session = { userId: 1, cookie: {} } as never
    const kept = (sid: string) => new Promise((resolve) => store.get(sid, (_error, content) => resolve(content)))
    await new Promise((done) => store.set('one', session, done))
    expect(await kept('one')).not.toBeNull()
    await new Promise((done) => store.destroy('one', done))
    await new Promise((done) => store.set('one', session, done))
    expect(await kept('one')).toBeNull()
  })

  test('a form from elsewhere is refused', async () => {
    const browser = await browseAs(house, 'CONTROLLER')
    const without = await browser.agent.post('/logga-ut').type('form').send({})
    const cross = await browser.agent.post('/logga-ut').set('Sec-Fetch-Site', 'cross-site').type('form').send({})
    expect([without.status, cross.status]).toEqual([403, 403])
  })

  test('cookies are httpOnly and SameSite=Lax, and no script or style may be inline', async () => {
    const answer = await browse(house).get('/logga-in')
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/)
    expect(answer.headers['content-security-policy']).toMatch(/script-src 'self'/)
    expect(answer.headers['content-security-policy']).not.toMatch(/unsafe/)
    expect(answer.text).not.toMatch(/ style="|<style|<script(?![^>]*\bsrc=)/)
  })
})

describe('signing in from where many are', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  test('whoever signs in comes back to a page of ours, whatever address was asked for', async () => {
    const { email } = await house.user('CHEF')
    const server = createServer(house.app as never).listen(0)
    const { port } = server.address() as AddressInfo
    const asked = await new Promise<IncomingMessage>((resolve) => ask({ port, path: 'http://elsewhere.example/idag' }, resolve))
    asked.resume()
    server.close()
    const browser = browse(house)
    const cookie = String(asked.headers['set-cookie']).split(';')[0] ?? ''
    const form = await browser.agent.get('/logga-in').set('Cookie', cookie)
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(form.text)?.[1]
    const answer = await browser.agent.post('/logga-in').set('Cookie', cookie).type('form').send({ email, password: testPassword, _csrf })
    expect([asked.statusCode, answer.status, answer.headers.location]).toEqual([401, 303, '/'])
  })

  test('wrong guesses from one address are stopped, a whole municipality in the morning is not', async () => {
    for (let n = 0; n < 32; n++) await browseAs(house, 'CHEF')
    const browser = browse(house)
    const { _csrf } = { _csrf: /name="_csrf" value="([^"]+)"/.exec((await browser.get('/logga-in')).text)?.[1] }
    const statuses: number[] = []
    for (let n = 0; n < 32; n++) {
      const answer = await browser.agent.post('/logga-in').type('form').send({ email: 'ingen@lunda.example', password: 'x', _csrf })
      statuses.push(answer.status)
    }
    expect([statuses[0], statuses.at(-1)]).toEqual([422, 429])
  })
})

describe.each(engines)('a one-time link on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  test('a newly chosen password ends the sessions that were open', async () => {
    const { id } = await house.user('CHEF')
    const open = await browseAs(house, 'CHEF')
    expect((await open.get('/idag')).status).toBe(200)
    const token = await house.db.transaction((tx) => makeSignInLink(tx, id, 1))
    const chosen = await browse(house).post(`/valj-losenord/${token}`, { password: 'helt nya ord i rad', repeated: 'helt nya ord i rad' })
    expect(chosen.status).toBe(303)
    expect((await open.get('/idag')).status).toBe(401)
    expect((await browse(house).get(`/valj-losenord/${token}`)).status).toBe(404)
  })

  test('the first start of an empty database makes one link, and the first administrator says who they are', async () => {
    const empty = await openTestHouse(engine)
    const token = await firstAdministratorLink(empty)
    const browser = browse(empty)
    const path = `/valj-losenord/${token}`
    expect((await browser.post(path, { password: 'fyra ord bredvid varandra', repeated: 'fyra ord bredvid varandra' })).status).toBe(422)
    const chosen = await browser.post(path, {
      name: 'Nils Grahn',
      email: 'Nils@Lunda.example',
      password: testPassword,
      repeated: testPassword,
    })
    expect(chosen.status).toBe(303)
    expect((await browser.post('/logga-in', { email: 'nils@lunda.example', password: testPassword })).headers.location).toBe('/')
    expect(await firstAdministratorLink(empty)).toBeNull()
    await empty.close()
  })
})
