/** Long work says that it goes on, and pressing again asks for nothing more. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openDemoTab, type DemoTab } from '../support/demo-tab.js'

let tab: DemoTab
let page: Page

beforeAll(async () => {
  tab = await openDemoTab('BOSAMORDNARE')
  page = tab.page
})
afterAll(() => tab?.close())

test('a bank file that takes its time', async () => {
  let sent = 0
  await page.route('**/inbetalningar/importera', async (route) => {
    if (route.request().method() === 'POST') {
      sent += 1
      await new Promise((done) => setTimeout(done, 1500))
    }
    await route.continue()
  })
  await page.goto(`${tab.house.base}/inbetalningar/importera`)
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
