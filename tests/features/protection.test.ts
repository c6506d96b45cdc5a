/**
 * Hunts protected persons through the whole product: every GET and POST in the access table, every role, for everybody who is not
 * named. A new route is hunted from the day it stands in the table; a new kind of id in an address fails here until it has a value.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mayOpen, ROUTES } from '../../server/domain/access.js'
import { INDICATOR_CODES, LADDER_STEPS, ROLES, type Protection, type Role } from '../../server/domain/codes.js'
import { setUserActive } from '../../server/features/administration/users-store.js'
import { openPerson } from '../../server/features/people/person-store.js'
import { setProtection } from '../../server/features/people/protection-store.js'
import { openedRoutes } from '../../server/web/door.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { readable } from '../support/readable.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

interface Protected {
  personId: number
  apartmentIds: number[]
  tenancyIds: number[]
  /** what nobody unnamed may read anywhere */
  secrets: string[]
  /** the addresses: not to be read where the person is or could be */
  addresses: string[]
  number: string
  ocr: string
}

/** Pages about places: an address may stand there, the person may not. */
const aboutPlaces = /^GET \/(lagenheter|sok|hyresgaster\/ny|administration|importera-register)/

const kinds: { kind: Protection; givenName: string; familyName: string; number: string }[] = [
  { kind: 'SEKRETESSMARKERING', givenName: 'Zebrida', familyName: 'Quistelius', number: '197010632391' },
  { kind: 'SKYDDAD_FOLKBOKFORING', givenName: 'Xantippa', familyName: 'Wrangstedt', number: '196408233234' },
]

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
    known = await idsOf(house, hidden)
  })
  afterAll(() => house.close())

  test('those named see the person: what the hunt looks for is really there', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE', { name: 'Den Namngivna' })
    for (const one of hidden) {
      const text = readable((await browser.get(`/personer/${one.personId}`)).text)
      for (const secret of one.secrets.slice(0, 4)) expect(text).toContain(secret)
      expect((await browser.get(`/sok?q=${one.number}`)).headers.location).toBe(`/personer/${one.personId}`)
      expect(readable((await browser.get('/personer')).text)).toContain(one.secrets[0])
    }
  })

  test.each(ROLES)(
    '%s finds nothing on any page',
    async (role) => {
      const browser = await browseAs(house, role)
      const leaks: string[] = []
      for (const route of open('GET', role)) {
        for (const address of addressesOf(route, known)) {
          for (const url of hasParameter(route) ? [address] : [address, `${address}?q=zebr`, `${address}?q=wrangst`]) {
            const answer = await browser.agent.get(url).responseType('blob')
            if (answer.status >= 500) leaks.push(`${route}: ${answer.status} on ${url}`)
            const text = readable(answer.body as Buffer) + String(answer.headers.location ?? '')
            leaks.push(...leaksIn(text, aboutPlaces.test(route)).map((secret) => `${route}: ${secret} on ${url}`))
          }
        }
      }
      expect(leaks).toEqual([])
    },
    240_000,
  )

  test.each(ROLES.filter((role) => mayOpen(role, 'GET /sok')))(
    '%s does not find them by the exact number, name, own id, phone or OCR',
    async (role) => {
      const browser = await browseAs(house, role)
      for (const one of hidden) {
        for (const q of [one.number, `${one.number.slice(0, 8)}-${one.number.slice(8)}`, one.number.slice(2), one.ocr, ...one.secrets]) {
          const answer = await browser.get(`/sok?q=${encodeURIComponent(q)}`)
          expect([q, answer.status, answer.text.includes('Inget hittades')]).toEqual([q, 200, true])
          const list = await browser.get(`/personer?q=${encodeURIComponent(q)}`)
          expect([q, list.text.includes('Ingen person passar urvalet')]).toEqual([q, true])
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
      for (const route of open('POST', role).filter((one) => /:(personId|tenancyId)/.test(one))) {
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

/** The routes of the table that are open and that the role may enter; signing out is not for a hunter. */
function open(method: 'GET' | 'POST', role: Role): string[] {
  return Object.keys(ROUTES).filter(
    (route) => route.startsWith(`${method} `) && openedRoutes.has(route) && mayOpen(role, route) && !/logga-|valj-/.test(route),
  )
}

const hasParameter = (route: string) => route.includes(':')

/** Every address of the route: each of its ids with each value known. */
function addressesOf(route: string, known: Record<string, (string | number)[]>): string[] {
  const pattern = route.split(' ')[1] ?? ''
  const parameter = /:(\w+)/.exec(pattern)?.[1]
  if (parameter === undefined) return [pattern]
  const values = known[parameter]
  if (!values) throw new Error(`protection.test.ts has no value for :${parameter} in ${route}: give it one in idsOf`)
  return values.flatMap((value) => addressesOf(`GET ${pattern.replace(`:${parameter}`, String(value))}`, known))
}

async function idsOf(house: TestHouse, hidden: Protected[]): Promise<Record<string, (string | number)[]>> {
  const { prisma } = house.db
  const landlord = await prisma.landlord.create({ data: { namndId: house.namndId, name: 'Stadsbacken', createdAt: house.clock.now() } })
  const account = await prisma.ownAccount.create({
    data: { namndId: house.namndId, kind: 'BANKGIRO', number: '50505055', name: 'Hyror', createdAt: house.clock.now() },
  })
  const received = await prisma.receivedPayment.create({
    data: {
      namndId: house.namndId,
      ordinal: 1,
      source: 'HAND',
      kind: 'PAYMENT',
      amountOre: 648_000,
      unmatchedOre: 648_000,
      currency: 'SEK',
      bookedOn: '2026-11-20',
      reference: 'hyran',
      transactionKey: 'hunt:1',
      recordedAt: house.clock.now(),
    },
  })
  const apartmentIds = hidden.flatMap((one) => one.apartmentIds)
  const empty = await prisma.void.create({
    data: { apartmentId: apartmentIds[0] ?? 0, startsOn: '2027-06-01', reason: 'RENOVATION', recordedAt: house.clock.now() },
  })
  return {
    personId: hidden.map((one) => one.personId),
    tenancyId: hidden.flatMap((one) => one.tenancyIds),
    apartmentId: apartmentIds,
    voidId: [empty.id],
    landlordId: [landlord.id],
    accountId: [account.id],
    receivedId: [received.id],
    userId: [(await house.user('BOENDESTOD')).id],
    unitId: [house.unitId],
    uploadId: [1],
    token: ['finns-inte'],
    code: [...INDICATOR_CODES],
    step: [...LADDER_STEPS],
  }
}

/** A protected person with a whole life: number, contact, children, two homes of which one was taken over, steps, debt, notes. */
async function makeProtected(house: TestHouse, index: number, one: (typeof kinds)[number], namedId: number): Promise<Protected> {
  const { prisma } = house.db
  const recordedAt = house.clock.now()
  const person = await makePerson(house, {
    ...one,
    protection: one.kind,
    ownId: `HEMLIG-${index}`,
    birthOn: '1970-10-03',
    children: [1999 + index],
  })
  const phone = `070-174 06 9${index}`
  const email = `dold${index}@hemligt.example`
  const caseReference = `AKT-ZQ-${index}`
  await prisma.person.update({ where: { id: person.id }, data: { phone, email, caseReference } })
  await prisma.personIdentity.create({
    data: { namndId: house.namndId, personId: person.id, kind: 'PERSONNUMMER', number: one.number, recordedAt },
  })
  await prisma.protectionGrant.create({ data: { personId: person.id, userId: namedId, grantedAt: recordedAt } })
  const note = `Hemlig uppgift ${index} ur samtalet`
  await prisma.note.create({
    data: {
      namndId: house.namndId,
      personId: person.id,
      kind: 'CALL',
      happenedOn: '2026-11-18',
      text: note,
      writtenAt: recordedAt,
      authorId: namedId,
    },
  })
  const addresses = [`Dolda gränden ${index + 1}`, `Gömda stigen ${index + 1}`]
  const [home, before] = [await makeApartment(house, { address: addresses[0] }), await makeApartment(house, { address: addresses[1] })]
  const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id, startsOn: '2026-02-24' })
  const taken = await makeTenancy(house, {
    personId: person.id,
    apartmentId: before.id,
    startsOn: '2024-01-01',
    endsOn: '2026-02-24',
    outcome: 'OVERTAG',
  })
  await prisma.takeover.create({
    data: {
      namndId: house.namndId,
      tenancyId: taken.id,
      personId: person.id,
      apartmentId: before.id,
      approvedOn: '2026-01-10',
      transfersOn: '2026-02-24',
      transferredAt: recordedAt,
      recordedAt,
    },
  })
  for (const [toStep, movesOn, direction] of [
    ['TRANINGSLAGENHET', '2023-01-01', 'IN'],
    ['FORSOKSLAGENHET', '2024-01-01', 'UP'],
  ] as const) {
    await prisma.stepMove.create({
      data: { namndId: house.namndId, personId: person.id, tenancyId: taken.id, toStep, movesOn, direction, reason: note, recordedAt },
    })
  }
  const ocr = `99887700${index}13`
  for (const [period, dueOn] of [
    ['2026-10', '2026-09-30'],
    ['2026-11', '2026-10-30'],
  ] as const) {
    await prisma.ledgerEntry.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: person.id,
        tenancyId: stay.id,
        kind: 'CHARGE',
        amountOre: 648_000,
        openOre: 648_000,
        effectiveOn: dueOn,
        dueOn,
        period,
        ocr,
        recordedAt,
      },
    })
  }
  const dashed = `${one.number.slice(0, 8)}-${one.number.slice(8)}`
  return {
    personId: person.id,
    apartmentIds: [home.id, before.id],
    tenancyIds: [stay.id, taken.id],
    secrets: [
      one.familyName,
      phone,
      email,
      caseReference,
      one.givenName,
      `HEMLIG-${index}`,
      note,
      dashed,
      one.number,
      one.number.slice(2),
      phone.replace(/\D/g, ''),
      ocr,
    ],
    addresses,
    number: one.number,
    ocr,
  }
}
