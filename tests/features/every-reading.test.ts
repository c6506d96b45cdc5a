/** Walks every page, file and calendar there is: where a person's name, number or address stands in the answer, the log has a row of it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mayOpen, ROUTES } from '../../server/domain/access.js'
import type { Role } from '../../server/domain/codes.js'
import { openedRoutes } from '../../server/web/door.js'
import { addressesOf, idsOf, uploadsOf } from '../support/all-addresses.js'
import { browseAs } from '../support/browse.js'
import { makeProtected, type Protected } from '../support/protected-people.js'
import { readable } from '../support/readable.js'
import { openTestHouse, type TestHouse } from '../support/test-house.js'

let house: TestHouse
let one: Protected
let known: Record<string, (string | number)[]>

beforeAll(async () => {
  house = await openTestHouse()
  const named = await house.user('BOSAMORDNARE', { name: 'Den Namngivna' })
  one = await makeProtected(house, 0, { kind: 'NEJ', givenName: 'Zebrida', familyName: 'Quistelius', number: '197010632391' }, named.id)
  known = await idsOf(house, [one], await uploadsOf(house, [one]))
  known.letterId = known.letterId?.slice(0, 3) ?? []
})
afterAll(() => house.close())

test.each<Role>(['BOSAMORDNARE', 'CHEF', 'CONTROLLER', 'ADMINISTRATOR'])('%s reads nobody without a row in the log', async (role) => {
  const browser = await browseAs(house, role)
  const faults: string[] = []
  let read = 0
  for (const route of Object.keys(ROUTES)) {
    if (!route.startsWith('GET ') || !openedRoutes.has(route) || !mayOpen(role, route) || /:batch|:token/.test(route)) continue
    for (const address of [...addressesOf(route, known), ...(route.includes(':') ? [] : [`${route.slice(4)}?q=zebr`])]) {
      const last = (await house.db.prisma.auditEvent.aggregate({ _max: { id: true } }))._max.id ?? 0
      const answer = await browser.agent.get(address).responseType('blob')
      // What the bank wrote of money that is nobody's yet is of nobody, and what was typed is the reader's own.
      const text = readable(answer.body as Buffer).replaceAll(/value="[^"]*"|Hyra Zebrida Quistelius/g, '')
      const told = [one.secrets[0], one.secrets[3], one.number].filter((secret) => secret !== undefined && text.includes(secret))
      if (told.length === 0) continue
      read++
      const rows = await house.db.prisma.auditEvent.findMany({ where: { id: { gt: last }, personId: one.personId } })
      if (rows.length === 0) faults.push(`${told.join()} on ${address}`)
    }
  }
  expect(faults).toEqual([])
  expect(read > 20).toBe(mayOpen(role, 'GET /personer'))
})
