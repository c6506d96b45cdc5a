import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runNightly } from '../../server/jobs/nightly.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makePerson } from '../support/fixtures.js'
import { engines, openTestHouse, testPassword, type TestHouse } from '../support/test-house.js'

describe.each(engines)('an idle time-out on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  /** As if the page had stood untouched since yesterday. */
  const goIdle = async () => {
    for (const row of await house.db.prisma.session.findMany()) {
      if (!row.content.startsWith('{')) continue
      const content = { ...(JSON.parse(row.content) as object), lastSeenAt: '2020-01-01T00:00:00.000Z' }
      await house.db.prisma.session.update({ where: { id: row.id }, data: { content: JSON.stringify(content) } })
    }
  }
  const tokenOf = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const writeNote = async (browser: Browser, personId: number) => {
    const path = `/personer/${personId}/anteckningar/ny`
    const form = await browser.get(path)
    await goIdle()
    return browser.agent
      .post(path)
      .type('form')
      .send({ _csrf: tokenOf(form.text), kind: 'CALL', reached: 'JA', happenedOn: '2026-11-20', text: 'Hon betalar när lönen kommer' })
  }

  test('shows the sign-in page, and the same user gets the typed text back', async () => {
    const person = await makePerson(house)
    const { email } = await house.user('BOENDESTOD')
    const browser = await browseAs(house, 'BOENDESTOD')
    const refused = await writeNote(browser, person.id)
    expect(refused.status).toBe(401)
    expect(refused.text).toContain('Det du skrev finns kvar')
    const signedIn = await browser.agent
      .post('/logga-in')
      .type('form')
      .send({ _csrf: tokenOf(refused.text), email, password: testPassword })
    expect([signedIn.status, signedIn.headers.location]).toEqual([303, '/fortsatt'])
    const resumed = await browser.get('/fortsatt')
    expect(resumed.text).toContain('Hon betalar när lönen kommer')
    expect(await house.db.prisma.note.count({ where: { personId: person.id } })).toBe(0)
  })

  test('gives another user nothing of it', async () => {
    const person = await makePerson(house)
    const browser = await browseAs(house, 'BOENDESTOD')
    const refused = await writeNote(browser, person.id)
    const other = await house.user('CHEF')
    const signedIn = await browser.agent
      .post('/logga-in')
      .type('form')
      .send({ _csrf: tokenOf(refused.text), email: other.email, password: testPassword })
    expect(signedIn.headers.location).not.toBe('/fortsatt')
    expect((await browser.get('/fortsatt')).status).toBe(303)
  })

  test('the night removes expired sessions and verifies the ledger', async () => {
    await house.db.prisma.session.create({ data: { id: 'old', content: '{}', expiresAt: '2020-01-01T00:00:00.000Z' } })
    await runNightly(house)
    expect(await house.db.prisma.session.count({ where: { id: 'old' } })).toBe(0)
    expect(await house.db.prisma.jobRun.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({ job: 'nightly', ok: 'YES' })
  })
})
