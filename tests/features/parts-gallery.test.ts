import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { createApp } from '../../server/app.js'
import { browse } from '../support/browse.js'
import { htmlFaults } from '../support/html-faults.js'
import { openTestHouse, type TestHouse } from '../support/test-house.js'

describe('the gallery of parts', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  test('shows them in development, as valid HTML', async () => {
    const answer = await browse(house).get('/delar')
    expect(answer.status).toBe(200)
    expect(await htmlFaults(answer.text)).toEqual([])
  })

  test('does not exist outside development', async () => {
    const app = createApp({ ...house, development: false })
    expect((await request(app).get('/delar')).status).toBe(404)
    expect((await request(app).get('/tillganglighet')).status).toBe(200)
  })
})
