/**
 * Every page of the product in a real browser: each route that is read, as somebody who may read it, and each form sent in empty.
 * Nothing to blame at 1280 or 320 px: markup, accessibility, sideways scroll, the browser's own complaints.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page, Response } from 'playwright-core'
import { mayOpen, ROUTES } from '../../server/domain/access.js'
import { ROLES, type Role } from '../../server/domain/codes.js'
import { complaintsIn, desk, launchChromium, signIn } from '../support/chromium.js'
import { accountOf, openDemoHouse, type DemoHouse } from '../support/demo-house.js'
import { pageFaults } from '../support/page-faults.js'
import { addressesOf } from './demo-addresses.js'

const readRoutes = Object.keys(ROUTES).filter((route) => route.startsWith('GET '))
/** Answers with another page when there is nothing to show: asked for, and nothing more. */
const leadsElsewhere = ['GET /', 'GET /fortsatt']
/** Files to take home: an answer, but no page. */
const isFile = (route: string) => /\.(csv|xlsx|pdf|ics)$|\/dokument$/.test(route)

let house: DemoHouse
let browser: Browser
let addressOf: (pattern: string) => string
const signedIn = new Map<string, Promise<Tab>>()
interface Tab {
  page: Page
  complaints: string[]
}

beforeAll(async () => {
  house = await openDemoHouse()
  browser = await launchChromium()
  addressOf = await addressesOf(house, (await tabOf('BOSAMORDNARE')).page)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

describe('every route that is read', () => {
  test.each(readRoutes.filter((route) => !isFile(route)))('%s', async (route) => {
    const tab = await tabOf(whoMayOpen(route))
    const pattern = route.slice('GET '.length)
    expect(await lookAt(tab, addressOf(pattern), 200, !leadsElsewhere.includes(route))).toEqual([])
  })

  test.each(readRoutes.filter(isFile))('%s is a file', async (route) => {
    const { page } = await tabOf(whoMayOpen(route))
    const answer = await page.request.get(house.base + addressOf(route.slice('GET '.length)))
    expect(answer.status()).toBe(200)
    expect(answer.headers()['content-disposition']).toMatch(/^attachment; filename="?[a-z0-9-]+\.(csv|xlsx|pdf|ics|docx)"?$/i)
    expect((await answer.body()).length).toBeGreaterThan(50)
  })
})

describe('pages in a state of their own', () => {
  test.each([
    '/sok?q=an',
    '/sok?q=finns-inte',
    '/hyror?sida=2',
    '/hyror?skuld=ja',
    '/hyror?visa=belopp',
    '/personer?sida=2',
    '/lagenheter?sida=2',
    '/skulder?sida=99',
    '/skulder?dag=2026-10-15&sortera=-skuld',
    '/skulder?dag=i-morgon&urval=brutna',
  ])('%s', async (address) => {
    expect(await lookAt(await tabOf('BOSAMORDNARE'), address, 200)).toEqual([])
  })

  test('a protected person, for one who is not named', async () => {
    const person = await house.db.prisma.person.findFirstOrThrow({ where: { protection: 'SEKRETESSMARKERING' } })
    const tab = await tabOf('BOENDESTOD')
    expect(await lookAt(tab, `/personer/${person.id}`, 200)).toEqual([])
    expect(await tab.page.getByRole('main').innerText()).not.toContain(person.familyName)
  })

  test('an address that does not exist, and a page for other roles', async () => {
    expect(await lookAt(await tabOf('BOSAMORDNARE'), '/finns-inte', 404)).toEqual([])
    expect(await lookAt(await tabOf('BOENDESTOD'), '/administration', 403)).toEqual([])
    expect(await lookAt(await tabOf(null), '/finns-inte', 404)).toEqual([])
  })
})

/** The gallery's forms are there to be looked at. */
const forShow = ['GET /delar']

/** Last: a form that asks for nothing is carried out. */
describe('every form sent in empty', () => {
  test.each(readRoutes.filter((route) => !isFile(route) && ![...leadsElsewhere, ...forShow].includes(route)))(
    'the forms of %s',
    async (route) => {
      const { page, complaints } = await tabOf(whoMayOpen(route))
      const address = house.base + addressOf(route.slice('GET '.length))
      await page.setViewportSize(desk)
      await page.goto(address)
      const forms = await page.locator('main form[method=post]').count()
      const faults: string[] = []
      for (let number = 0; number < forms; number++) {
        await page.goto(address)
        const answer = await sendEmpty(page, number)
        if (answer === null) continue
        const [status, said] = [answer.status(), `form ${number + 1} of ${forms}`]
        if (status !== 200 && status !== 422) faults.push(`${said} answers ${status}`)
        if (status !== 422) continue
        if ((await page.locator('main .ds-error-summary, main .flash, main [role=alert]').count()) === 0)
          faults.push(`${said} says nothing is wrong`)
        faults.push(...(await pageFaults(page, await answer.text())).map((fault) => `${said}: ${fault}`))
      }
      expect([...faults, ...complaints.splice(0)]).toEqual([])
    },
  )
})

async function lookAt(tab: Tab, address: string, status: number, stays = true): Promise<string[]> {
  await tab.page.setViewportSize(desk)
  const answer = await tab.page.goto(house.base + address)
  const faults = answer?.status() === status ? [] : [`answers ${answer?.status()}`]
  const { pathname } = new URL(tab.page.url())
  if (stays && pathname !== address.replace(/\?.*/, '')) faults.push(`leads to ${pathname}`)
  return [...faults, ...(await pageFaults(tab.page, (await answer?.text()) ?? '')), ...tab.complaints.splice(0)]
}

/** Sends the page's form number `number` with every field emptied. Null when it has gone since the page was counted. */
async function sendEmpty(page: Page, number: number): Promise<Response | null> {
  const form = page.locator('main form[method=post]').nth(number)
  if ((await form.count()) === 0) return null
  const [answer] = await Promise.all([page.waitForNavigation(), form.evaluate(sendEmptied)])
  return answer
}
/** Runs in the page. */
function sendEmptied(element: unknown): void {
  const form = element as {
    elements: Iterable<{ type: string; value: string; checked: boolean }>
    noValidate: boolean
    requestSubmit(): void
  }
  for (const field of form.elements) {
    if (['hidden', 'submit'].includes(field.type)) continue
    if (['checkbox', 'radio'].includes(field.type)) field.checked = false
    else field.value = ''
  }
  form.noValidate = true
  form.requestSubmit()
}

function whoMayOpen(route: string): Role | null {
  const role = (['BOSAMORDNARE', 'CHEF', 'ADMINISTRATOR', ...ROLES] as Role[]).find((one) => mayOpen(one, route))
  return ROUTES[route] === 'PUBLIC' ? null : (role ?? null)
}

/** One tab for each role, signed in once. */
function tabOf(role: Role | null): Promise<Tab> {
  const key = role ?? 'nobody'
  const known = signedIn.get(key)
  if (known) return known
  const made = (async () => {
    const context = await browser.newContext({ viewport: desk })
    context.setDefaultTimeout(15_000)
    const complaints = complaintsIn(context)
    const page = await context.newPage()
    if (role !== null) {
      const { email, password } = accountOf(role)
      await signIn(page, house.base, email, password)
    }
    return { page, complaints }
  })()
  signedIn.set(key, made)
  return made
}
