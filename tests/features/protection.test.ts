/**
 * Hunts protected persons through the whole product: every GET and POST in the access table, every role, for everybody who is not
 * named. A new route is hunted from the day it stands in the table; a new kind of id in an address fails here until it has a value.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { arrears } from '../../server/cli/arrears.js'
import { indicatorsCommand } from '../../server/cli/indicators.js'
import { today } from '../../server/cli/today.js'
import { mayOpen, ROUTES } from '../../server/domain/access.js'
import { INDICATOR_CODES, LADDER_STEPS, LETTER_KINDS, ROLES, type Role } from '../../server/domain/codes.js'
import { setUserActive } from '../../server/features/administration/users-store.js'
import { makeFeed } from '../../server/features/own-settings/feed-store.js'
import { openPerson } from '../../server/features/people/person-store.js'
import { setProtection } from '../../server/features/people/protection-store.js'
import { openedRoutes } from '../../server/web/door.js'
import { camt, entry, structured } from '../bank-files/written.js'
import { browseAs } from '../support/browse.js'
import { command } from '../support/command.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { kinds, makeProtected, type Protected } from '../support/protected-people.js'
import { readable } from '../support/readable.js'
import { registerCsv } from '../support/registers.js'
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

/** The routes of the table that are open and that the role may enter; signing out is not for a hunter. */
function open(method: 'GET' | 'POST', role: Role): string[] {
  return Object.keys(ROUTES).filter(
    (route) => route.startsWith(`${method} `) && openedRoutes.has(route) && mayOpen(role, route) && !/logga-|valj-/.test(route),
  )
}

/** Headers as a reader sees them: a file's name or an address with its escapes undone. */
const headersOf = (headers: Record<string, unknown>) =>
  JSON.stringify(headers).replace(/(%[0-9a-f]{2})+/gi, (escaped) => decodeURIComponent(escaped))

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

/** What the one named has chosen and not yet taken in: a bank file with their payments, and lists with their names in wrong rows. */
async function uploadsOf(house: TestHouse, hidden: Protected[]): Promise<number[]> {
  const browser = await browseAs(house, 'BOSAMORDNARE', { name: 'Den Namngivna' })
  const bank = camt({
    entries: hidden.flatMap((one, n) => [
      entry({
        reference: `U${n}`,
        details: `<TxDtls><RmtInf>${structured(one.ocr)}</RmtInf><RltdPties><Dbtr><Nm>${one.bankName}</Nm></Dbtr></RltdPties></TxDtls>`,
      }),
      entry({ reference: `V${n}`, details: `<TxDtls><RltdPties><Dbtr><Nm>${one.bankName}</Nm></Dbtr></RltdPties></TxDtls>` }),
    ]),
  })
  const lists = registerCsv({
    personer: [
      ['person', 'personnummer', 'fornamn', 'efternamn', 'skyddad'],
      ...hidden.map((one, n) => [`HEMLIG-${n}`, '19811218-0000', one.secrets[4] ?? '', one.secrets[0] ?? '', 'KANSKE']),
    ],
  })
  const answers = [
    await browser.upload('/inbetalningar/importera', { field: 'file', name: 'bank.xml', bytes: bank }),
    await browser.upload('/importera-register', { field: 'fil', name: 'personer.csv', bytes: Buffer.from(lists[0]?.bytes ?? '') }),
  ]
  expect(answers.map((answer) => answer.status)).toEqual([303, 303])
  return answers.map((answer) => Number(/(\d+)$/.exec(String(answer.headers.location))?.[1]))
}

async function idsOf(house: TestHouse, hidden: Protected[], uploads: number[]): Promise<Record<string, (string | number)[]>> {
  const { prisma } = house.db
  const landlord = await prisma.landlord.create({ data: { namndId: house.namndId, name: 'Stadsbacken', createdAt: house.clock.now() } })
  const account = await prisma.ownAccount.create({
    data: { namndId: house.namndId, kind: 'BANKGIRO', number: '50505055', name: 'Hyror', createdAt: house.clock.now() },
  })
  const imported = await prisma.paymentImport.create({
    data: {
      namndId: house.namndId,
      format: 'CAMT054',
      fileName: 'bank.xml',
      sha256: 'hunt',
      payments: 1,
      deductions: 0,
      netOre: 648_000n,
      bookedAt: house.clock.now(),
    },
  })
  const received = await prisma.receivedPayment.create({
    data: {
      namndId: house.namndId,
      importId: imported.id,
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
  const template = await prisma.contractTemplate.create({
    data: {
      namndId: house.namndId,
      unitId: house.unitId,
      name: 'Andrahand',
      version: 1,
      text: 'Hyran betalas i tid.',
      recordedAt: house.clock.now(),
    },
  })
  const letters = await lettersTo(house, hidden)
  const calendars = await Promise.all(ROLES.map(async (role) => makeFeed(house.db, (await house.user(role)).actor)))
  return {
    secret: calendars,
    letterId: letters.map((letter) => letter.id),
    batch: letters.flatMap((letter) => letter.batch ?? []),
    personId: hidden.map((one) => one.personId),
    tenancyId: hidden.flatMap((one) => one.tenancyIds),
    apartmentId: apartmentIds,
    voidId: [empty.id],
    landlordId: [landlord.id],
    accountId: [account.id],
    receivedId: [received.id, ...hidden.flatMap((one) => one.receivedIds)],
    importId: [imported.id],
    month: ['2026-10', '2026-11'],
    planId: hidden.map((one) => one.planId),
    respiteId: hidden.map((one) => one.respiteId),
    pauseId: hidden.map((one) => one.pauseId),
    caseId: hidden.map((one) => one.caseId),
    noticeId: hidden.map((one) => one.noticeId),
    disturbanceId: hidden.map((one) => one.disturbanceId),
    consentId: hidden.map((one) => one.consentId),
    userId: [(await house.user('BOENDESTOD')).id],
    unitId: [house.unitId],
    templateId: [template.id],
    uploadId: uploads,
    token: ['finns-inte'],
    code: [...INDICATOR_CODES],
    step: [...LADDER_STEPS],
  }
}

/** A letter of each kind to each of them, and one in a batch that was made before they were protected: with name, address and number. */
async function lettersTo(house: TestHouse, hidden: Protected[]) {
  const letters = hidden.flatMap((one, n) =>
    LETTER_KINDS.flatMap((kind, k) => [
      { one, kind, protection: 'SEKRETESSMARKERING', batch: null, number: 9_000 + n * 100 + k },
      { one, kind, protection: 'NEJ', batch: String(9_500 + n), number: 9_500 + n * 100 + k },
    ]),
  )
  return Promise.all(
    letters.map(({ one, kind, protection, batch, number }) => {
      const bill = { id: 1, what: `Hyra åt ${one.bankName}`, dueOn: '2026-10-30', ocr: one.ocr, amountOre: 1, openOre: 1 }
      const content = {
        kind,
        number,
        madeOn: testToday,
        bankgiro: '5050-1055',
        home: one.addresses[0],
        ocr: one.ocr,
        sender: { name: 'Lunda', unit: null, postAddress: 'Box 1', postcode: '12621', city: 'Lunda', phone: '08-1', email: null },
        recipient: { name: one.bankName, address: one.addresses, protection, identity: one.number },
        contact: { name: null, phone: '08-1' },
        basis: { protection, address: one.addresses, bills: [], bankgiro: null, balanceOre: 0, paused: false, respited: [], plan: null },
        bill,
        period: '2026-11',
        parts: [],
        earlier: [bill],
        earlierOre: 1,
        toGoodOre: 0,
        plan: null,
        bills: [bill],
        sumOre: 1,
        feeOre: 0,
        payBy: '2026-12-30',
        forfeitable: false,
        agreedOn: testToday,
        debtOre: 1,
        instalments: [],
        monthlyRentOre: 1,
        from: '2026-11',
        to: '2026-11',
        openingOre: 0,
        months: [],
        balanceOre: 1,
        late: [bill],
      }
      return house.db.prisma.letter.create({
        data: {
          namndId: house.namndId,
          unitId: house.unitId,
          personId: one.personId,
          kind,
          number,
          batch,
          content: JSON.stringify(content),
          createdAt: house.clock.now(),
        },
      })
    }),
  )
}
