/** A note is kept while it is written, in a real browser: public/js/note-autosave.js against the whole program. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, BrowserContext } from 'playwright-core'
import { complaintsIn, launchChromium, signIn } from '../support/chromium.js'
import { makePerson } from '../support/fixtures.js'
import { openTestHouse, testPassword, type TestHouse } from '../support/test-house.js'

let house: TestHouse
let server: Server
let base: string
let browser: Browser
let email: string
beforeAll(async () => {
  house = await openTestHouse()
  server = house.app.listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
  email = (await house.user('VRAKNINGSFOREBYGGARE')).email
})
afterAll(async () => {
  await browser?.close()
  server?.close()
  await house?.close()
})

async function desk(): Promise<BrowserContext> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, base, email, testPassword)
  return context
}

test('typing is kept by itself, offered at another desk, and locked when it is saved', async () => {
  const person = await makePerson(house)
  const form = `${base}/personer/${person.id}/anteckningar/ny`
  const [one, other] = [await desk(), await desk()]
  const complaints = [complaintsIn(one), complaintsIn(other)]
  const page = await one.newPage()
  await page.goto(form)
  await page.getByLabel('Vad kom fram').fill('Ringde, ingen svarade')
  await page.getByText('Det du skrev är sparat som utkast').waitFor()

  const elsewhere = await other.newPage()
  await elsewhere.goto(form)
  expect(await elsewhere.getByLabel('Vad kom fram').inputValue()).toBe('Ringde, ingen svarade')
  await elsewhere.getByLabel('Vad kom fram').fill('Ringde, ingen svarade. Ringer i morgon')
  await elsewhere.getByLabel('Nej', { exact: true }).check()
  await elsewhere.getByText('Det du skrev är sparat som utkast, ').waitFor()

  // the first desk loads the page anew: the newer draft wins over what lay in the tab
  await page.reload()
  expect(await page.getByLabel('Vad kom fram').inputValue()).toBe('Ringde, ingen svarade. Ringer i morgon')
  await page.getByRole('button', { name: 'Spara anteckningen' }).click()
  await page.waitForURL(`${base}/personer/${person.id}`)
  expect(await house.db.prisma.noteDraft.count()).toBe(0)
  expect((await house.db.prisma.note.findMany({ where: { personId: person.id } })).map(({ text, reached }) => [text, reached])).toEqual([
    ['Ringde, ingen svarade. Ringer i morgon', 'NEJ'],
  ])
  expect(complaints.flat()).toEqual([])
})

test('leaving the page keeps what was typed a moment ago; a time-out loses nothing', async () => {
  const person = await makePerson(house)
  const form = `${base}/personer/${person.id}/anteckningar/ny`
  const context = await desk()
  const page = await context.newPage()
  await page.goto(form)
  await page.getByLabel('Vad kom fram').fill('Hann inte spara')
  await page.goto(`${base}/personer`)
  await soon(
    async () => (await house.db.prisma.noteDraft.findMany({ where: { personId: person.id } })).map(({ text }) => text),
    ['Hann inte spara'],
  )

  await page.goto(form)
  await house.db.prisma.session.deleteMany({})
  await page.getByLabel('Vad kom fram').fill('Skrivet efter att passet tog slut')
  await page.getByText('Utkastet går inte att spara just nu').waitFor()
  await page.getByRole('button', { name: 'Spara anteckningen' }).click()
  await signIn(page, base, email, testPassword)
  await page.goto(form)
  expect(await page.getByLabel('Vad kom fram').inputValue()).toBe('Skrivet efter att passet tog slut')
})

/** What a request under way changes soon. */
async function soon<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    if (JSON.stringify(await read()) === JSON.stringify(wanted)) return
    await new Promise((later) => setTimeout(later, 50))
  }
  expect(await read()).toEqual(wanted)
}
