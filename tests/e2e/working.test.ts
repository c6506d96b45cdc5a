/** Long work says that it goes on, and pressing again asks for nothing more. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { desk, launchChromium, signIn } from '../support/chromium.js'
import { accountOf, openDemoHouse, type DemoHouse } from '../support/demo-house.js'

let house: DemoHouse
let browser: Browser
let page: Page

beforeAll(async () => {
  house = await openDemoHouse()
  browser = await launchChromium()
  page = await (await browser.newContext({ viewport: desk })).newPage()
  const { email, password } = accountOf('BOSAMORDNARE')
  await signIn(page, house.base, email, password)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

test('a bank file that takes its time', async () => {
  let sent = 0
  await page.route('**/inbetalningar/importera', async (route) => {
    if (route.request().method() === 'POST') {
      sent += 1
      await new Promise((done) => setTimeout(done, 1500))
    }
    await route.continue()
  })
  await page.goto(`${house.base}/inbetalningar/importera`)
  await page.locator('main input[type=file]').setInputFiles({ name: 'tom.txt', mimeType: 'text/plain', buffer: Buffer.from('ingen bankfil') })
  const button = page.locator('main form button[type=submit]')
  await button.click({ noWaitAfter: true })
  await page.getByText('Läser bankfilen.').waitFor()
  expect(await page.locator('form[aria-busy=true] [role=status] progress').isVisible()).toBe(true)
  await button.click({ noWaitAfter: true })
  await page.locator('.ds-error-summary').waitFor()
  expect(sent).toBe(1)
  expect(await page.getByText('Läser bankfilen.').isVisible()).toBe(false)
})
