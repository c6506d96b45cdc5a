/** A chef's question in a real browser: how many took over, how that is counted, who they are, and who has looked at one of them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { accountOf } from '../support/demo-house.js'
import { openDemoTab, type DemoTab } from '../support/demo-tab.js'

let tab: DemoTab
let page: Page

beforeAll(async () => {
  tab = await openDemoTab('CHEF')
  page = tab.page
})
afterAll(() => tab?.close())

test('goes from the share to the rows behind it', async () => {
  await page.goto(`${tab.house.base}/indikatorer?ar=2025`)
  const variant = page.getByRole('main').getByRole('link').and(page.locator('a[href*="/indikatorer/I1a"]')).first()
  await variant.click()
  await page.waitForURL(/indikatorer\/I1a/)
  const heading = await page.locator('#rader').innerText()
  const [numerator, denominator] = (/(\d+) av (\d+)/.exec(heading) ?? []).slice(1).map(Number)
  expect(denominator).toBeGreaterThan(numerator ?? 0)
  expect(numerator).toBeGreaterThan(0)
  const taken = page.locator('main section[aria-labelledby=rader] nav a').first()
  await taken.click()
  expect(await page.locator('main section[aria-labelledby=rader] table tbody tr').count()).toBe(numerator)
})

test('the figure with its rows fits the file that is taken home', async () => {
  const heading = await page.locator('#rader').innerText()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Hämta rader' }).click()])
  const text = await (await import('node:fs/promises')).readFile(await file.path(), 'utf8')
  const rows = text.trim().split('\n').length - 1
  expect(heading).toMatch(new RegExp(`\\b${rows}\\b`))
})

test('follows a row to the person, and sees who has looked', async () => {
  await page.locator('main section[aria-labelledby=rader] table a[href^="/personer/"]').first().click()
  await page.waitForURL(/\/personer\/\d+$/)
  const personId = /\d+$/.exec(page.url())?.[0]
  await page.goto(`${tab.house.base}/personer/${personId}/visningar`)
  expect(await page.getByRole('main').innerText()).toContain(accountOf('CHEF').name)
  expect(tab.complaints).toEqual([])
})

test('prints the page without menus, with all of the table', async () => {
  await page.goto(`${tab.house.base}/indikatorer/I1a?ar=2025`)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('header.top nav').isVisible()).toBe(false)
  expect(await page.locator('.top-search').isVisible()).toBe(false)
  expect(await page.locator('.foot .print-only').innerText()).toContain('sekretesshandling')
  expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
  await page.emulateMedia({ media: 'screen' })
})
