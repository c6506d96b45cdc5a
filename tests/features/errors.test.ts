import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { sql } from '../../server/db.js'
import { browse, browseAs } from '../support/browse.js'
import { htmlFaults } from '../support/html-faults.js'
import { openTestHouse, type TestHouse } from '../support/test-house.js'

describe('when something is wrong', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())

  test('the sign-in page keeps the address and never the password when it says no', async () => {
    const answer = await browse(house).post('/logga-in', { email: 'nagon@lunda.example', password: 'hemligt ord' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('value="nagon@lunda.example"')
    expect(answer.text).not.toContain('hemligt ord')
    expect(await htmlFaults(answer.text)).toEqual([])
  })

  test('a form without its token leads back to the form, where there is a page with it', async () => {
    const { agent } = await browseAs(house, 'ADMINISTRATOR')
    const form = await agent.post('/administration/namnd').type('form').send({ name: 'X' })
    expect(form.status).toBe(403)
    expect(form.text).toContain('<a href="/administration/namnd">Öppna sidan på nytt</a>')
    const button = await agent.post('/administration/anvandare/1/lank').type('form').send({})
    expect(button.text).toContain('<a href="/">Öppna sidan på nytt</a>')
  })

  test('too much text says how much is taken', async () => {
    const answer = await request(house.app)
      .post('/logga-in')
      .type('form')
      .send({ email: 'x'.repeat(1_200_000) })
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('Det du skickar får vara högst 1 MB')
    expect(answer.text).not.toContain('Filen')
  })

  test('our own fault says when it was and leads back to the page', async () => {
    const browser = await browseAs(house, 'ADMINISTRATOR')
    await house.db.run(sql`alter table "OwnAccount" rename to "Away"`)
    const answer = await browser.get('/administration/bankkonton')
    await house.db.run(sql`alter table "Away" rename to "OwnAccount"`)
    expect(answer.status).toBe(500)
    expect(answer.text).toContain('<a href="/administration/bankkonton">försök igen</a>')
    expect(answer.text).toMatch(/Fel 500, <time datetime="2026-11-22T/)
    expect(answer.text).not.toContain('OwnAccount')
    expect(await htmlFaults(answer.text)).toEqual([])
  })
})
