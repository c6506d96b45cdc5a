/**
 * Sends what no browser of ours would to every route there is: wrong shapes, numbers too large, signs that databases, pages and files
 * give a meaning of their own. Whatever comes, the product answers, and answers for itself: no fault of ours (500), nothing unescaped.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mayOpen, ROUTES } from '../../server/domain/access.js'
import type { Role } from '../../server/domain/codes.js'
import { openedRoutes } from '../../server/web/door.js'
import { bgmaxWith, camt, entry } from '../bank-files/written.js'
import { addressesOf, idsOf, uploadsOf } from '../support/all-addresses.js'
import { browseAs, type Browser } from '../support/browse.js'
import { formsOf, type Form } from '../support/forms.js'
import { makeProtected } from '../support/protected-people.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

/** Who comes, in the order they are asked: the first who may open the route does. */
const comers: Role[] = ['BOSAMORDNARE', 'CHEF', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE', 'ADMINISTRATOR', 'CONTROLLER']

/** What PostgreSQL has an opinion of that SQLite has not. */
const hostileToPostgresql: Record<string, string> = {
  'too large for a column': '9999999999',
  'a NUL': 'a\0b',
  'signs of SQL': `%_\\'"; --`,
}
const hostileToAll: Record<string, string> = {
  ...hostileToPostgresql,
  'less than nothing': '-1',
  'the names of a prototype': '__proto__',
  'a method of every object': 'constructor',
  'the last day there is': '9999-12-31',
  'a month before all': '0000-00',
}
const hostileIds = ['9999999999', '2147483648', '1%00', '__proto__', '..%2F..', "1'--", '%E0%A4%A']

describe.each(engines)('hostile requests on %s', (engine) => {
  const hostileValues = engine === 'sqlite' ? hostileToAll : hostileToPostgresql
  let house: TestHouse
  let known: Record<string, (string | number)[]>
  const browsers = new Map<Role, Browser & { csrf: string }>()

  beforeAll(async () => {
    house = await openTestHouse(engine)
    const named = await house.user('BOSAMORDNARE', { name: 'Den Namngivna' })
    const one = await makeProtected(house, 0, { kind: 'NEJ', givenName: 'Vem', familyName: 'Somhelst', number: '197010632391' }, named.id)
    known = await idsOf(house, [one], await uploadsOf(house, [one]))
    known = Object.fromEntries(Object.entries(known).map(([name, values]) => [name, name === 'uploadId' ? values : values.slice(0, 1)]))
    known.batch = ['1'] // what these letters say is not what their kinds say
    for (const role of comers) {
      const browser = await browseAs(house, role)
      const page = await browser.get('/mina-installningar')
      browsers.set(role, { ...browser, csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '' })
    }
  })
  afterAll(() => house.close())

  const walk = (method: 'GET' | 'POST') =>
    Object.keys(ROUTES)
      .filter((route) => route.startsWith(`${method} `) && openedRoutes.has(route) && !/logga-ut|kalenderadress|:secret/.test(route))
      .flatMap((route) => {
        const role = comers.find((comer) => mayOpen(comer, route))
        return role === undefined ? [] : addressesOf(route, known).map((address) => ({ route, role, address }))
      })

  test('ids in addresses that no row can have are addresses that do not exist', async () => {
    const faults: string[] = []
    for (const { route, role } of [...walk('GET'), ...walk('POST')].filter(({ route }) => route.includes(':'))) {
      const browser = browsers.get(role)
      for (const id of hostileIds.slice(0, engine === 'sqlite' ? hostileIds.length : 3)) {
        const address = (route.split(' ')[1] ?? '').replace(/:\w+/g, id)
        const answer = await (route.startsWith('GET')
          ? browser?.agent.get(address)
          : browser?.agent.post(address).type('form').send({ _csrf: browser.csrf }))
        if ((answer?.status ?? 500) >= 500) faults.push(`${answer?.status} on ${route} with ${id}`)
      }
    }
    expect(faults).toEqual([])
  })

  test.each([...Object.entries(hostileValues), ['the same thing twice', null]])(
    'questions with %s',
    async (_, value) => {
      const faults: string[] = []
      const question = queryNames.map((name) => (value === null ? `${name}=1&${name}=x` : `${name}=${encodeURIComponent(value)}`)).join('&')
      expect(question.length).toBeLessThan(15_000) // a longer address is refused before anybody reads it
      for (const { role, address } of walk('GET')) {
        const answer = await browsers.get(role)?.agent.get(`${address}?${question}`)
        if ((answer?.status ?? 500) >= 500) faults.push(`${answer?.status} on ${address}`)
      }
      expect(faults).toEqual([])
    },
    60_000,
  )

  test('forms, filled in as they are asked for but for what is hostile', async () => {
    const faults: string[] = []
    for (const { route, role, address } of walk('POST')) {
      const browser = browsers.get(role)
      if (!browser) continue
      const asked = ROUTES[route.replace('POST', 'GET')] === undefined ? [] : formsOf((await browser.get(address)).text, address)
      const [form = { method: 'post', action: address, fields: {}, typed: [] }] = asked.filter(
        (one) => one.method === 'post' && one.action === address,
      )
      for (const [what, body] of hostileBodies(form, hostileValues)) {
        const answer = await browser.agent.post(address).type('form').send(`_csrf=${browser.csrf}&${body}`)
        if (answer.status >= 500) faults.push(`${answer.status} on ${route} with ${what}`)
      }
    }
    expect(faults).toEqual([])
  }, 240_000)

  test('forms with a file, with objects where texts are expected', async () => {
    const faults: string[] = []
    for (const { route, role, address } of walk('POST')) {
      const browser = browsers.get(role)
      if (!browser || ROUTES[route.replace('POST', 'GET')] === undefined) continue
      const [form] = formsOf((await browser.get(address)).text, address).filter(
        (one) => one.method === 'post' && one.encoding !== undefined,
      )
      if (!form) continue
      for (const ending of ['[x]', '[__proto__]', '[]', '[x][y]']) {
        const posted = browser.agent.post(address).field('_csrf', browser.csrf).field(`__proto__${ending}`, 'x')
        for (const name of Object.keys(form.fields)) if (name !== '_csrf') posted.field(`${name}${ending}`, 'a\0b')
        const answer = await posted.attach('fil', Buffer.from('a\0b;<?xml'), 'a\0b.csv').attach('file', Buffer.from('\0'), '../../x.xml')
        if (answer.status >= 500) faults.push(`${answer.status} on ${route} with ${ending}`)
      }
      for (const torn of ['--x\r\nwhat is this', '--x\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n', '']) {
        const answer = await browser.agent.post(address).set('Content-Type', 'multipart/form-data; boundary=x').send(torn)
        if (![400, 403].includes(answer.status)) faults.push(`${answer.status} on ${route} cut off: ${torn}`)
      }
    }
    expect(faults).toEqual([])
    expect(Object.prototype).not.toHaveProperty('x')
  })

  test('files with a NUL where a name or a message stands', async () => {
    const coordinator = await browseAs(house, 'BOSAMORDNARE')
    const names = 'person;fornamn;efternamn\r\nX1;A\0nna;Berg\0\r\n'
    const paid = camt({ entries: [entry({ details: '<TxDtls><RltdPties><Dbtr><Nm>A\0NNA</Nm></Dbtr></RltdPties></TxDtls>' })] }).toString()
    const files: [string, string, Buffer][] = [
      ['/importera-register', 'personer.csv', Buffer.from(`\ufeff${names}`, 'utf16le')],
      [
        '/inbetalningar/importera',
        'list.csv',
        Buffer.from(`\ufeffdatum;belopp;referens;avsandare\r\n2026-11-20;100,00;x\0y;A\0nna\r\n`, 'utf16le'),
      ],
      ['/inbetalningar/importera', 'bg.txt', bgmaxWith({ 3: '26A\0NNA BERG' + ' '.repeat(68) })],
      ['/inbetalningar/importera', 'bank.xml', Buffer.from(paid)],
      ['/inbetalningar/importera', 'bank.xml', Buffer.from(`\ufeff${paid.replace(/encoding="[^"]*"/, 'encoding="UTF-16"')}`, 'utf16le')],
    ]
    const statuses: [string, number][] = []
    for (const [address, name, bytes] of files) {
      const answer = await coordinator.upload(address, { field: address === '/importera-register' ? 'fil' : 'file', name, bytes })
      statuses.push([name, answer.status])
      if (answer.status !== 303) continue
      const shown = String(answer.headers.location)
      statuses.push([`${name} shown`, (await coordinator.get(shown)).status])
      statuses.push([`${name} booked`, (await coordinator.post(shown, { checked: 'ja' })).status])
    }
    expect(statuses.filter(([, status]) => status >= 500)).toEqual([])
  })
})

test('what is stored is shown as it was written, in no page as markup and in no file as a formula', async () => {
  const house = await openTestHouse()
  const named = await house.user('BOSAMORDNARE', { name: '<b>Den Namngivna</b>' })
  const bad = { givenName: '<img src=x>"\'&', familyName: '=cmd|<script>', number: '197010632391' }
  const one = await makeProtected(house, 0, { kind: 'NEJ', ...bad }, named.id)
  const known = await idsOf(house, [one], [])
  known.letterId = known.letterId?.slice(0, 3) ?? [] // what the others say is not what their kinds say
  known.uploadId = []
  known.batch = []
  await house.db.prisma.person.update({
    where: { id: one.personId },
    data: { phone: '+1<i>', email: '@x"><i>', caseReference: '\t=1+1<i>' },
  })
  await house.db.prisma.apartment.updateMany({ data: { address: '-1+1<i>', postcode: '<i>', city: '=1<i>', apartmentNumber: '<i>' } })
  await house.db.prisma.unit.updateMany({ data: { name: '=Enheten<i>' } })
  await house.db.prisma.landlord.updateMany({ data: { name: '@Värden<i>', phone: '<i>', email: '<i>' } })
  const faults: string[] = []
  let shown = 0
  for (const role of comers) {
    const browser = await browseAs(house, role, { name: '<b>Den Namngivna</b>' })
    for (const route of Object.keys(ROUTES).filter((one) => one.startsWith('GET ') && openedRoutes.has(one) && mayOpen(role, one))) {
      if (/logga-|valj-|:secret/.test(route)) continue
      for (const address of addressesOf(route, known)) {
        const answer = await browser.agent.get(address).responseType('blob')
        const text = (answer.body as Buffer).toString('utf8')
        const type = String(answer.headers['content-type'])
        if (type.includes('html') && /<(?:img src=x|script>|i>|b>Den N)/i.test(text)) faults.push(`markup on ${address}`)
        if (type.includes('csv') && /(?:^|;|\n)"?[\s]*[=+@]/.test(text.replace(/^\ufeff/, ''))) faults.push(`formula on ${address}`)
        if (text.includes('&lt;img src=x&gt;')) shown++
      }
    }
  }
  await house.close()
  expect(faults).toEqual([])
  expect(shown).toBeGreaterThan(100)
}, 120_000)

/** The name of every question that a page answers, as the forms and routes have them. */
const queryNames = namesIn(/(?:query\.(\w+)|^ {2,4}(\w+): (?:z|fieldOf|optional|texts?|trimmed|day|month|id)\b)/gm)

/** Ids that some form has, also those it has only once something else is chosen. */
const idNames = queryNames.filter((name) => /Id$/.test(name))

function namesIn(pattern: RegExp): string[] {
  const folder = join(import.meta.dirname, '../../server/features')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(form|routes)\.ts$/.test(name))
  const names = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(pattern)].map((found) => found[1] ?? found[2] ?? ''),
  )
  return [...new Set(names)].filter((name) => name !== '' && name !== '_csrf').sort()
}

/** The form as it is sent, twice over, and with what is hostile wherever one types, then wherever one chooses. */
function* hostileBodies(form: Form, hostileValues: Record<string, string>): Generator<[string, string]> {
  const { _csrf: _, ...own } = form.fields
  const encoded = (fields: Record<string, string | string[]>) =>
    Object.entries(fields)
      .flatMap(([name, value]) => [value].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`))
      .join('&')
  const twice = (fields: Record<string, string | string[]>) => `${encoded(fields)}&${encoded(fields)}`
  yield ['nothing', '']
  yield ['everything twice', twice(own)]
  yield [
    'ids the form did not ask for',
    encoded({ ...own, ...Object.fromEntries(idNames.map((name) => [name, own[name] ?? '9999999999'])) }),
  ]
  yield ['names of a prototype', '__proto__=x&constructor=x&toString=x']
  for (const [what, value] of Object.entries(hostileValues)) {
    const all = (names: string[]) => ({ ...own, ...Object.fromEntries(names.map((name) => [name, value])) })
    yield [`${what} wherever one types`, encoded(all(form.typed))]
    yield [`${what} wherever one chooses`, encoded(all(Object.keys(own).filter((name) => !form.typed.includes(name))))]
  }
}
