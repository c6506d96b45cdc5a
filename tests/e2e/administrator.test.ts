/** A new colleague is let in: invited by a link that works once, chooses a password, signs in; later not let in any more. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { desk, signIn } from '../support/chromium.js'
import { openDemoTab, type DemoTab } from '../support/demo-tab.js'

const colleague = { name: 'Nya Kollegan', email: 'nya.kollegan@lunda.example', password: 'fem ord som ingen gissar' }

let tab: DemoTab
let administrator: Page
let address = ''

beforeAll(async () => {
  tab = await openDemoTab('ADMINISTRATOR')
  administrator = tab.page
})
afterAll(() => tab?.close())

test('the administratör invites and gets a link', async () => {
  await administrator.goto(`${tab.house.base}/administration/anvandare`)
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
  const context = await tab.browser.newContext({ viewport: desk })
  const page = await context.newPage()
  const path = new URL(address).pathname
  await page.goto(tab.house.base + path)
  for (const field of await page.locator('main input[type=password]').all()) await field.fill(colleague.password)
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL((url) => url.pathname !== path)
  const second = await page.goto(tab.house.base + path)
  expect(second?.status()).toBe(404)
  await context.clearCookies()
  await signIn(page, tab.house.base, colleague.email, colleague.password)
  expect(new URL(page.url()).pathname).toBe('/idag')

  await administrator.goto(`${tab.house.base}/administration/anvandare?q=kollegan`)
  await administrator.getByRole('link', { name: colleague.name }).click()
  await administrator.getByRole('button', { name: `Avaktivera ${colleague.name}` }).click()
  await administrator.getByRole('button', { name: `Släpp in ${colleague.name}` }).waitFor()
  await page.goto(`${tab.house.base}/idag`)
  expect(await page.getByRole('button', { name: 'Logga in' }).isVisible()).toBe(true)
  await context.close()
  expect(tab.complaints).toEqual([])
})
