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
  await page
    .locator('main input[type=file]')
    .setInputFiles({ name: 'tom.txt', mimeType: 'text/plain', buffer: Buffer.from('ingen bankfil') })
  const during = await page.evaluate<{ busy: string | null; words: string; bars: number }>(pressTwice)
  expect(during).toEqual({ busy: 'true', words: 'Läser bankfilen. Stanna på sidan.', bars: 1 })
  await page.locator('.ds-error-summary').waitFor()
  expect(sent).toBe(1)
  expect(await page.locator('form[data-working]').getAttribute('aria-busy')).toBe(null)
})

/** Runs in the page, before the browser leaves it. */
const pressTwice = `(() => {
  const form = document.querySelector('form[data-working]'), button = form.querySelector('button[type=submit]')
  button.click()
  button.click()
  const status = form.querySelector('[role=status]')
  return { busy: form.getAttribute('aria-busy'), words: status.textContent, bars: status.querySelectorAll('progress').length }
})()`
