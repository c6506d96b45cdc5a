/** A boendestödjare's morning in a real browser: what is to be done today, whom it is about, a call written down. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { desk, phone } from '../support/chromium.js'
import { accountOf } from '../support/demo-house.js'
import { openDemoTab, type DemoTab } from '../support/demo-tab.js'

let tab: DemoTab
let page: Page

beforeAll(async () => {
  tab = await openDemoTab('BOENDESTOD', phone)
  page = tab.page
})
afterAll(() => tab?.close())

test('begins at what is to be done, on a phone', async () => {
  expect(new URL(page.url()).pathname).toBe('/idag')
  const first = page.locator('main .worklist li, main .worklist article').first()
  expect(await first.innerText()).toMatch(/Frist[\s\S]*Sedan/)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
})

test('goes from the missing rent to the person, and the visit is logged', async () => {
  await page
    .locator('main .worklist > *', { hasText: /Hyran för .+ (är|har|syns)/ })
    .first()
    .getByRole('link')
    .first()
    .click()
  if (!/\/personer\/\d+$/.test(page.url())) {
    await page.getByRole('main').getByRole('link', { name: /.+/ }).and(page.locator('a[href^="/personer/"]')).first().click()
  }
  await page.waitForURL(/\/personer\/\d+/)
  const personId = Number(/personer\/(\d+)/.exec(page.url())?.[1])
  const user = await tab.house.db.prisma.user.findUniqueOrThrow({ where: { email: accountOf('BOENDESTOD').email } })
  expect(await tab.house.db.prisma.auditEvent.count({ where: { personId, userId: user.id, action: 'READ' } })).toBeGreaterThan(0)
  await page.goto(`${tab.house.base}/personer/${personId}`)
})

test('writes down the call, and finds it on the person', async () => {
  await page.setViewportSize(desk)
  await page.getByRole('link', { name: 'Anteckna samtal' }).first().click()
  await page.waitForURL(/anteckningar\/ny/)
  await page.getByRole('button', { name: 'Spara anteckningen' }).click()
  expect(await page.locator('main .ds-error-summary').innerText()).toContain('Skriv')
  await page.getByLabel('Ja', { exact: true }).check()
  await page.getByLabel('Vad kom fram').fill('Autogirot gick inte igenom. Betalar i dag.')
  await page.getByRole('button', { name: 'Spara anteckningen' }).click()
  await page.waitForURL(/\/personer\/\d+(\/anteckningar)?$/)
  expect(await page.getByRole('main').innerText()).toContain('Autogirot gick inte igenom. Betalar i dag.')
  expect(tab.complaints).toEqual([])
})

test('text that was typed is still there after the page is left', async () => {
  const address = page.url().replace(/\/anteckningar$/, '')
  await page.goto(`${address}/anteckningar/ny`)
  await page.getByLabel('Vad kom fram').fill('Halvskriven rad')
  await page.waitForTimeout(1200)
  await page.goto(`${tab.house.base}/idag`)
  await page.goto(`${address}/anteckningar/ny`)
  expect(await page.getByLabel('Vad kom fram').inputValue()).toBe('Halvskriven rad')
})

test('a row of siblings that is wider than the phone shows the page one is on', async () => {
  await page.setViewportSize(phone)
  for (const address of ['/brev', '/hyror/uppfoljning', '/hyror']) {
    await page.goto(`${tab.house.base}${address}`)
    const box = await page.locator('.subnav [aria-current]').boundingBox()
    expect([address, (box?.x ?? -1) >= 0, (box?.x ?? 0) + (box?.width ?? 0) <= phone.width]).toEqual([address, true, true])
  }
})
