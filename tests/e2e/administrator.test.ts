/** A new colleague is let in: invited by a link that works once, chooses a password, signs in; later not let in any more. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { complaintsIn, desk, launchChromium, signIn } from '../support/chromium.js'
import { accountOf, openDemoHouse, type DemoHouse } from '../support/demo-house.js'

const colleague = { name: 'Nya Kollegan', email: 'nya.kollegan@lunda.example', password: 'fem ord som ingen gissar' }

let house: DemoHouse
let browser: Browser
let administrator: Page
let complaints: string[]
let address = ''

beforeAll(async () => {
  house = await openDemoHouse()
  browser = await launchChromium()
  const context = await browser.newContext({ viewport: desk })
  complaints = complaintsIn(context)
  context.setDefaultTimeout(10_000)
  administrator = await context.newPage()
  const { email, password } = accountOf('ADMINISTRATOR')
  await signIn(administrator, house.base, email, password)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

test('the administratör invites and gets a link', async () => {
  await administrator.goto(`${house.base}/administration/anvandare`)
  await administrator.getByRole('link', { name: 'Bjud in användare' }).click()
  await administrator.getByLabel('Namn', { exact: true }).fill(colleague.name)
  await administrator.getByLabel('E-postadress').fill(colleague.email)
  await administrator.getByLabel('Roll').selectOption('BOENDESTOD')
  await administrator.getByLabel('Enhet').selectOption({ index: 1 })
  await administrator.locator('main form button[type=submit]').click()
  address = await administrator.getByRole('textbox', { name: 'Länk' }).inputValue()
  expect(address).toMatch(/\/valj-losenord\/[\w-]{20,}$/)
})

test('the colleague chooses a password by the link, once, and signs in', async () => {
  const context = await browser.newContext({ viewport: desk })
  const page = await context.newPage()
  const path = new URL(address).pathname
  await page.goto(house.base + path)
  for (const field of await page.locator('main input[type=password]').all()) await field.fill(colleague.password)
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL((url) => url.pathname !== path)
  const second = await page.goto(house.base + path)
  expect(second?.status()).toBe(404)
  await context.clearCookies()
  await signIn(page, house.base, colleague.email, colleague.password)
  expect(new URL(page.url()).pathname).toBe('/idag')

  await administrator.goto(`${house.base}/administration/anvandare?q=kollegan`)
  await administrator.getByRole('link', { name: colleague.name }).click()
  await administrator.getByRole('button', { name: `Avaktivera ${colleague.name}` }).click()
  await administrator.getByRole('button', { name: `Släpp in ${colleague.name}` }).waitFor()
  await page.goto(`${house.base}/idag`)
  expect(await page.getByRole('button', { name: 'Logga in' }).isVisible()).toBe(true)
  await context.close()
  expect(complaints).toEqual([])
})
