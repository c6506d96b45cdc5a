import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { browse, browseAs } from '../support/browse.js'
import { htmlFaults } from '../support/html-faults.js'
import { openTestHouse, type TestHouse } from '../support/test-house.js'

describe('the accessibility statement', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  test('is open to everybody, and valid HTML', async () => {
    const answer = await browse(house).get('/tillganglighet')
    expect(answer.status).toBe(200)
    expect(await htmlFaults(answer.text)).toEqual([])
  })

  test('has the search field for those who may find people', async () => {
    expect((await (await browseAs(house, 'BOSAMORDNARE')).get('/tillganglighet')).text).toContain('role="search"')
    for (const role of ['ADMINISTRATOR', 'CONTROLLER'] as const) {
      expect((await (await browseAs(house, role)).get('/tillganglighet')).text).not.toContain('role="search"')
    }
  })
})
