/** Everything by keyboard alone: sign in, past the menu, to search, through a form; the focus is always to be seen. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { accountOf } from '../support/demo-house.js'
import { openDemoTab, type DemoTab } from '../support/demo-tab.js'

let tab: DemoTab
let page: Page

beforeAll(async () => {
  tab = await openDemoTab(null)
  page = tab.page
})
afterAll(() => tab?.close())

test('signs in', async () => {
  const { email, password } = accountOf('BOSAMORDNARE')
  await page.goto(`${tab.house.base}/logga-in`)
  await tabTo('input[name=email]')
  await page.keyboard.type(email)
  await tabTo('input[name=password]')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/idag$/)
})

test('skips to the content, searches, opens the person', async () => {
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Hoppa till innehållet')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('innehall')
  const person = await tab.house.db.prisma.person.findFirstOrThrow({ where: { protection: 'NEJ' } })
  await page.goto(`${tab.house.base}/idag`)
  await tabTo('#sok')
  await page.keyboard.type(person.ownId)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/sok|\/personer\/\d+$/)
  if (/\/sok/.test(page.url())) {
    await tabTo(`main a[href="/personer/${person.id}"]`)
    await page.keyboard.press('Enter')
  }
  await page.waitForURL(new RegExp(`/personer/${person.id}$`))
})

test('fills in a note and saves it', async () => {
  await tabTo('main a[href*="anteckningar/ny"]')
  await page.keyboard.press('Enter')
  await page.waitForURL(/anteckningar\/ny/)
  await tabTo('textarea[name=text]')
  await page.keyboard.type('Skriven utan mus.')
  await tabTo('main form button[type=submit]')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/personer\/\d+(\/anteckningar)?$/)
  expect(await page.getByRole('main').innerText()).toContain('Skriven utan mus.')
})

test('every stop on the way through a page shows where the focus is, and none is a trap', async () => {
  for (const address of ['/idag', '/lagenheter', '/hyror', '/skulder', '/trappan', '/indikatorer/I1a', '/personer/ny']) {
    await page.goto(tab.house.base + address)
    const stops = new Set<string>()
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate<{ key: string; shown: boolean }>(shownFocus)
      if (stop.key === 'BODY') break
      expect([address, stop.key, stop.shown]).toEqual([address, stop.key, true])
      stops.add(stop.key)
    }
    expect(stops.size).toBeGreaterThan(8)
  }
})

async function tabTo(selector: string): Promise<void> {
  for (let n = 0; n < 150; n++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}

const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()')

/** The element in focus, and whether an outline, a border or a shadow tells so. */
const shownFocus = `(() => {
  const one = document.activeElement
  if (one === document.body) return { key: 'BODY', shown: true }
  const style = getComputedStyle(one), around = getComputedStyle(one.closest('.ds-field, label, tr') ?? one)
  const shown = one.matches('.ds-skip-link') ? one.getBoundingClientRect().top >= 0 : [style, around].some((of) => (of.outlineStyle !== 'none' && parseFloat(of.outlineWidth) > 0) || of.boxShadow !== 'none')
  return { key: one.outerHTML.slice(0, 120), shown }
})()`
