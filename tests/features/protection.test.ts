/**
 * Hunts protected persons through the whole product: every GET and POST in the access table, every role, for everybody who is not
 * named. A new route is hunted from the day it stands in the table; a new kind of id in an address fails here until it has a value.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { arrears } from '../../server/cli/arrears.js'
import { indicatorsCommand } from '../../server/cli/indicators.js'
import { today } from '../../server/cli/today.js'
import { mayOpen } from '../../server/domain/access.js'
import { ROLES } from '../../server/domain/codes.js'
import { setUserActive } from '../../server/features/administration/users-store.js'
import { openPerson } from '../../server/features/people/person-store.js'
import { setProtection } from '../../server/features/people/protection-store.js'
import { addressesOf, hasParameter, idsOf, open, uploadsOf } from '../support/all-addresses.js'
import { browseAs } from '../support/browse.js'
import { command } from '../support/command.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { kinds, makeProtected, type Protected } from '../support/protected-people.js'
import { readable } from '../support/readable.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

/** Pages about places: an address may stand there, the person may not. */
const aboutPlaces = /^\/(lagenheter|sok|hyresgaster\/ny|administration|importera-register)/
/** So many of the addresses found on pages (filters, sorting, months, years) are walked of one kind: same page, same parameters. */
const mostOfAKind = 2
const kindOf = (address: string) => address.replace(/=[^&]*/g, '').replace(/\d+/g, '0')

describe.each(engines)('protected persons on %s', (engine) => {
  let house: TestHouse
  const hidden: Protected[] = []
  let known: Record<string, (string | number)[]>

  beforeAll(async () => {
    house = await openTestHouse(engine)
    const named = await house.user('BOSAMORDNARE', { name: 'Den Namngivna' })
    for (const [index, one] of kinds.entries()) hidden.push(await makeProtected(house, index, one, named.id))
    const open = await makePerson(house, { givenName: 'Vem', familyName: 'Somhelst' })
    const home = await makeApartment(house, { address: 'Vanliga vägen 1' })
    await makeTenancy(house, { personId: open.id, apartmentId: home.id })
    known = await idsOf(house, hidden, await uploadsOf(house, hidden))
  })
  afterAll(() => house.close())

  test('those named see the person: what the hunt looks for is really there', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE', { name: 'Den Namngivna' })
    for (const one of hidden) {
      const text = readable((await browser.get(`/personer/${one.personId}`)).text)
      for (const secret of one.secrets.slice(0, 4)) expect(text).toContain(secret)
      expect((await browser.get(`/sok?q=${one.number}`)).headers.location).toBe(`/personer/${one.personId}`)
      expect(readable((await browser.get('/personer')).text)).toContain(one.secrets[0])
      expect(readable((await browser.get(`/inbetalningar?q=${one.bankName}`)).text)).toContain(one.ocr)
      expect(readable((await browser.get('/inbetalningar/utan-traff')).text)).toContain(one.bankName)
    }
  })

  test.each(ROLES)(
    '%s finds nothing on any page',
    async (role) => {
      const browser = await browseAs(house, role)
      const leaks: string[] = []
      const urls = open('GET', role).flatMap((route) =>
        addressesOf(route, known).flatMap((address) =>
          hasParameter(route) ? [address] : [address, `${address}?q=zebr`, `${address}?q=wrangst`],
        ),
      )
      const listed = urls.length
      const seen = new Set(urls)
      const kinds = new Map<string, number>()
      for (let at = 0; at < urls.length; at++) {
        const url = urls[at] ?? ''
        const answer = await browser.agent.get(url).responseType('blob')
        if (answer.status >= 500) leaks.push(`${answer.status} on ${url}`)
        const text = readable(answer.body as Buffer)
        leaks.push(...leaksIn(`${text}\n${headersOf(answer.headers)}`, aboutPlaces.test(url)).map((secret) => `${secret} on ${url}`))
        for (const [, found = ''] of text.matchAll(/(?:href|action)="(\/[^"#]*\?[^"#]+)"/g)) {
          const alike = kinds.get(kindOf(found)) ?? 0
          if (seen.has(found) || alike === mostOfAKind) continue
          kinds.set(kindOf(found), alike + 1)
          seen.add(found)
          urls.push(found)
        }
      }
      expect(urls.length).toBeGreaterThan(listed / 2)
      expect(leaks).toEqual([])
    },
    240_000,
  )

  test('the command line names nobody protected, and no home of theirs', async () => {
    const commands = { arrears, today, indicators: indicatorsCommand }
    const asked = [
      ...['2026-10-31', '2026-11-22'].map((on) => ['arrears', '--on', on]),
      ...ROLES.flatMap((role) => ['2026-11-09', '2026-11-22'].map((on) => ['today', '--on', on, '--role', role])),
      ...['T1', 'T2', 'VB'].map((period) => ['indicators', '--year', '2026', '--period', period]),
    ]
    let aboutThem = 0
    for (const words of asked) {
      const { code, text, answer } = await command(house, commands, ...words)
      expect([words, code]).toEqual([words, 0])
      // The register's own id stands for the person where the machine reads; nothing else does.
      expect([words, leaksIn(text.replaceAll(/"HEMLIG-\d"/g, '""'), false)]).toEqual([words, []])
      const rows = answer as unknown as { person?: string | null; apartment?: string | null }[]
      const theirs = rows.filter((row) => row.person?.startsWith('HEMLIG'))
      expect([words, theirs.filter((row) => row.apartment !== null)]).toEqual([words, []])
      aboutThem += theirs.length
    }
    expect(aboutThem).toBeGreaterThan(0)
  })

  test.each(ROLES.filter((role) => mayOpen(role, 'GET /sok')))(
    '%s does not find them by the exact number, name, own id, phone or OCR',
    async (role) => {
      const browser = await browseAs(house, role)
      for (const one of hidden) {
        for (const q of new Set([...one.secrets, one.bankName, 'Anhörig', one.ocr.slice(2)])) {
          const answer = await browser.get(`/sok?q=${encodeURIComponent(q)}`)
          expect([q, answer.status, answer.text.includes('Inget hittades')]).toEqual([q, 200, true])
          const list = await browser.get(`/personer?q=${encodeURIComponent(q)}`)
          expect([q, list.text.includes('Ingen person passar urvalet')]).toEqual([q, true])
          if (!mayOpen(role, 'GET /inbetalningar')) continue
          const payments = await browser.get(`/inbetalningar?q=${encodeURIComponent(q)}`)
          expect([q, payments.text.includes('Ingen inbetalning passar urvalet')]).toEqual([q, true])
        }
      }
    },
  )

  test.each(ROLES)(
    '%s can do nothing to them',
    async (role) => {
      const browser = await browseAs(house, role)
      const { id: userId } = await house.user(role)
      const got: string[] = []
      for (const route of open('POST', role).filter((one) => /:(personId|tenancyId|letterId)/.test(one))) {
        for (const address of addressesOf(route, known)) {
          for (const fields of [{}, likelyFields]) {
            const answer = await browser.post(address, fields, '/finns-inte')
            if (![403, 404].includes(answer.status)) got.push(`${route}: ${answer.status} on ${address}`)
            got.push(...leaksIn(readable(answer.text), false).map((secret) => `${route}: ${secret} on ${address}`))
          }
        }
      }
      expect(got).toEqual([])
      const personIds = hidden.map((one) => one.personId)
      expect(await house.db.prisma.auditEvent.count({ where: { personId: { in: personIds }, userId, action: { not: 'READ' } } })).toBe(0)
    },
    240_000,
  )

  test('sekretessmarkering shows its own page state; skyddad folkbokföring is as if it did not exist', async () => {
    const browser = await browseAs(house, 'CHEF')
    const [marked, secret] = hidden as [Protected, Protected]
    const state = await browser.get(`/personer/${marked.personId}`)
    expect([state.status, state.text.includes('Skyddad person'), state.text.includes('Den Namngivna')]).toEqual([200, true, true])
    expect(
      await house.db.prisma.auditEvent.count({ where: { personId: marked.personId, page: `GET /personer/${marked.personId}` } }),
    ).toBeGreaterThan(0)
    const gone = await browser.get(`/personer/${secret.personId}`)
    const never = await browser.get('/personer/999999')
    expect([gone.status, never.status]).toEqual([404, 404])
    const plain = (text: string) => text.replace(/value="[^"]*"|[0-9a-f-]{36}/g, '')
    expect(plain(gone.text)).toBe(plain(never.text))
    const list = readable((await browser.get('/personer')).text)
    expect(list).toContain('En person med skyddade uppgifter visas inte här')
  })

  test('a new person who is alike, or has the number, gives nothing away', async () => {
    const browser = await browseAs(house, 'SOCIALSEKRETERARE')
    for (const { givenName, familyName, number } of kinds) {
      const fields = { givenName, familyName, birthOn: '1970-10-03', protection: 'NEJ' }
      const alike = await browser.post('/personer/ny', fields)
      expect([alike.status, alike.text.includes('Ingen annan i registret är lik')]).toEqual([200, true])
      const taken = await browser.post('/personer/ny', { ...fields, givenName: 'A', familyName: 'B', identity: number })
      expect([taken.status, taken.text.includes('Numret kan inte sparas här')]).toEqual([422, true])
      expect(leaksIn(readable(taken.text).replaceAll(`value="${number}"`, ''), false)).toEqual([])
    }
  })

  test('whoever protects is named, names others, and can never leave the person with nobody', async () => {
    const person = await makePerson(house, { givenName: 'Snart', familyName: 'Skyddad' })
    const url = `/personer/${person.id}/skydd`
    const social = await browseAs(house, 'SOCIALSEKRETERARE')
    const { id: socialId } = await house.user('SOCIALSEKRETERARE')
    const { id: supportId } = await house.user('BOENDESTOD')
    const support = await browseAs(house, 'BOENDESTOD')
    const namedNow = async () =>
      (await house.db.prisma.protectionGrant.findMany({ where: { personId: person.id, revokedAt: null } }))
        .map((grant) => grant.userId)
        .sort()

    expect((await social.post(url, { protection: 'SKYDDAD_FOLKBOKFORING' })).status).toBe(303)
    expect(await namedNow()).toEqual([socialId])
    expect((await support.get(`/personer/${person.id}`)).status).toBe(404)
    expect((await social.post(url, { protection: 'SKYDDAD_FOLKBOKFORING', named: String(supportId) })).status).toBe(303)
    expect(await namedNow()).toEqual([socialId, supportId].sort())
    expect((await support.get(`/personer/${person.id}`)).status).toBe(200)
    expect((await social.post(url, { protection: 'SEKRETESSMARKERING', named: '999999' })).status).toBe(422)
    expect((await social.post(url, { protection: 'SEKRETESSMARKERING' })).status).toBe(303)
    expect(await namedNow()).toEqual([socialId])
    const change = await house.db.prisma.auditEvent.findFirstOrThrow({
      where: { personId: person.id, action: 'CHANGE' },
      orderBy: { id: 'desc' },
    })
    expect(JSON.parse(change.after ?? '')).toEqual({ protection: 'SEKRETESSMARKERING', named: [socialId] })
    expect((await social.post(url, { protection: 'NEJ' })).status).toBe(303)
    expect(await namedNow()).toEqual([])
    expect((await support.get(`/personer/${person.id}`)).status).toBe(200)
  })

  test('the one who stays named is not deactivated in the same moment as the others are taken away', async () => {
    for (const first of ['names', 'users'] as const) {
      const person = await makePerson(house, { protection: 'SEKRETESSMARKERING' })
      const stays = await house.user('SOCIALSEKRETERARE', { name: `Stannar när ${first} kommer först` })
      const goes = await house.user('BOENDESTOD', { name: `Går när ${first} kommer först` })
      const administrator = await house.user('ADMINISTRATOR')
      await house.db.prisma.protectionGrant.createMany({
        data: [stays, goes].map(({ id }) => ({ personId: person.id, userId: id, grantedAt: house.clock.now() })),
      })
      const opened = await openPerson(house.db, stays.actor, person.id)
      if (opened?.state !== 'SHOWN') throw new Error('not named')
      const names = () => setProtection(house.db, stays.actor, opened.person, 'SEKRETESSMARKERING', [])
      const users = () => setUserActive(house.db, administrator.actor, stays.id, false)
      const answers = await Promise.all(first === 'names' ? [names(), users()] : [users(), names()])
      expect([
        [true, { onlyNamedOn: 1 }],
        [{ onlyNamedOn: 1 }, true],
        ['DONE', false],
        [false, 'DONE'],
      ]).toContainEqual(answers)
      const left = await house.db.prisma.protectionGrant.findMany({
        where: { personId: person.id, revokedAt: null },
        include: { user: true },
      })
      expect(left.filter((grant) => grant.user.deactivatedAt === null).length).toBe(1)
    }
  })

  function leaksIn(text: string, aboutPlace: boolean): string[] {
    const lower = text.toLowerCase()
    return hidden
      .flatMap((one) => [...one.secrets, ...(aboutPlace ? [] : one.addresses)])
      .filter((secret) => lower.includes(secret.toLowerCase()))
  }
})

/** What most forms of the product would accept, so that nothing is refused for the form's sake. */
const likelyFields = {
  givenName: 'Ny',
  familyName: 'Nyss',
  birthOn: '1980-01-01',
  protection: 'NEJ',
  reserve: 'RES-99',
  birthYear: '2018',
  residence: 'PERMANENT',
  kind: 'NOTE',
  happenedOn: testToday,
  text: 'x',
  toStep: 'EGET_KONTRAKT',
  step: 'EGET_KONTRAKT',
  movesOn: testToday,
  reason: 'x',
  heldOn: testToday,
  months: '3',
  endsOn: testToday,
  movesOutOn: testToday,
  outcome: 'ANNAT',
  toldOn: testToday,
  fromOn: '2027-01-01',
  amount: '5000',
  kontrollerad: 'ja',
}

/** Headers as a reader sees them: a file's name or an address with its escapes undone. */
const headersOf = (headers: Record<string, unknown>) =>
  JSON.stringify(headers).replace(/(%[0-9a-f]{2})+/gi, (escaped) => decodeURIComponent(escaped))
