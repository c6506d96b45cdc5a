import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mayOpen, ROUTES } from '../../server/domain/access.js'
import { ROLES } from '../../server/domain/codes.js'
import { openedRoutes } from '../../server/web/door.js'
import { browse, browseAs, type Browser } from '../support/browse.js'
import { openTestHouse, type TestHouse } from '../support/test-house.js'

const addressOf = (route: string) => route.split(' ')[1]?.replace(/:\w+/g, '999999') ?? ''

describe('every role at every door', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  test('the table lists just the routes that are open', () => {
    expect([...openedRoutes].sort()).toEqual(Object.keys(ROUTES).sort())
  })

  test('nobody signed in gets the sign-in page', async () => {
    const browser = browse(house)
    for (const route of Object.keys(ROUTES).filter((one) => one.startsWith('GET') && ROUTES[one] !== 'PUBLIC')) {
      expect([route, (await browser.get(addressOf(route))).status]).toEqual([route, 401])
    }
  })

  test.each(ROLES)('%s', async (role) => {
    const browser: Browser = await browseAs(house, role)
    for (const route of Object.keys(ROUTES)) {
      if (route === 'POST /logga-in' || route === 'POST /logga-ut') continue
      const answer = route.startsWith('GET')
        ? await browser.get(addressOf(route))
        : await browser.agent.post(addressOf(route)).type('form').send({})
      // A role that may come in meets the page, a redirect, a missing row or the form's own guard; one that may not always meets 403.
      const refused = answer.status === 403 && answer.text.includes('Sidan är inte för din roll')
      expect([route, refused, answer.status < 500]).toEqual([route, !mayOpen(role, route), true])
    }
  })
})
