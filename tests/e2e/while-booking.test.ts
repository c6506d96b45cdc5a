/**
 * Every page while somebody books for long, on SQLite's one writer: it is answered, and the log says of it what it says otherwise
 * (docs/decisions/0017). Nothing is timed: the one who writes is not done before every page has been answered.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { APIRequestContext, Browser } from 'playwright-core'
import { sql } from '../../server/db.js'
import { mayOpen, ROUTES } from '../../server/domain/access.js'
import { ROLES, type Role } from '../../server/domain/codes.js'
import { launchChromium, signIn } from '../support/chromium.js'
import { accountOf, openDemoHouse, type DemoHouse } from '../support/demo-house.js'
import { addressesOf } from './demo-addresses.js'

/** A link that is used up, the signing out, and a calendar that notes once a day that it was read: not pages that somebody waits for. */
const others = /valj-losenord|logga-|\.ics$/
const readRoutes = Object.keys(ROUTES).filter((route) => route.startsWith('GET ') && !others.test(route))

let house: DemoHouse
let browser: Browser
let addressOf: (pattern: string) => string
const askingAs = new Map<Role, APIRequestContext>()

beforeAll(async () => {
  house = await openDemoHouse()
  browser = await launchChromium()
  for (const role of ROLES) {
    const page = await (await browser.newContext()).newPage()
    const { email, password } = accountOf(role)
    await signIn(page, house.base, email, password)
    askingAs.set(role, page.request)
    if (role === 'BOSAMORDNARE') addressOf = await addressesOf(house, page)
  }
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

test('every page is answered, and the log is the same as when nobody writes', async () => {
  await walk() // what a first reading keeps is kept
  const usual = await logOf(walk)
  // Sessions that have rested a minute are due to be written again.
  const aMinuteAgo = new Date(Date.now() - 60_000).toISOString()
  await house.db.run(
    sql`update "Session" set "content" = json_set("content", '$.lastSeenAt', ${aMinuteAgo}) where json_valid("content") and "content" like '{%'`,
  )
  let letGo = () => {}
  let booked: Promise<unknown> = Promise.resolve()
  await new Promise<void>((begun) => {
    booked = house.db.longTransaction(async (tx) => {
      await tx.run(sql`update "Unit" set "name" = "name"`)
      begun()
      await new Promise<void>((done) => (letGo = done))
    })
  })
  const meanwhile = await logOf(async () => {
    await walk()
    letGo()
    await booked
    await house.db.run(sql`update "Unit" set "name" = "name"`) // after whom the rows of the pages had their turn
  })
  expect(meanwhile.length).toBeGreaterThan(500)
  expect(meanwhile).toEqual(usual)
}, 240_000)

async function walk(): Promise<void> {
  for (const route of readRoutes) {
    const role = ROLES.find((one) => mayOpen(one, route)) ?? 'CHEF'
    const answer = await askingAs.get(role)?.get(house.base + addressOf(route.slice('GET '.length)), { timeout: 30_000 })
    expect([route, answer?.status()]).toEqual([route, 200])
  }
}

/** What is logged while the work goes on, without when. */
async function logOf(work: () => Promise<void>): Promise<string[]> {
  const [{ last } = { last: 0 }] = await house.db.rows<{ last: number }>(sql`select max("id") as "last" from "AuditEvent"`)
  await work()
  const rows = await house.db.rows<object>(sql`
    select "userId", "action", "subject", "subjectId", "personId", "page", "after" from "AuditEvent" where "id" > ${last}`)
  return rows.map((row) => JSON.stringify(row)).sort()
}
