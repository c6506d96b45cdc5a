/**
 * Tries to reach what is another nämnd's, another enhet's or a protected person's, from within: their ids in every address, and in every
 * field of the forms of one's own. Their rows have low ids and one's own have high, so that whatever comes to point at them is seen.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mayOpen, ROUTES } from '../../server/domain/access.js'
import type { Role } from '../../server/domain/codes.js'
import { rawSql, sql } from '../../server/db.js'
import { openedRoutes } from '../../server/web/door.js'
import { addressesOf, idsOf, uploadsOf } from '../support/all-addresses.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeOtherNamnd } from '../support/fixtures.js'
import { formsOf } from '../support/forms.js'
import { makeProtected, type Protected } from '../support/protected-people.js'
import { readable } from '../support/readable.js'
import { openTestHouse, type TestHouse } from '../support/test-house.js'

const comers: Role[] = ['BOSAMORDNARE', 'CHEF', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE', 'ADMINISTRATOR', 'CONTROLLER']
/** Ids below are the strangers'. */
const ownFrom = 700_000
/** What is done for the whole nämnd or enhet at once, the strangers' too. */
const forEverybody = /avisering|manadsbokslut/
type Known = Record<string, (string | number)[]>

describe('strangers', () => {
  let house: TestHouse
  let own: Known
  const strangers: { who: string; one: Protected; known: Known; namndId: number; unitId: number }[] = []
  const browsers = new Map<Role, Browser & { csrf: string }>()

  beforeAll(async () => {
    house = await openTestHouse()
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
    const away = { ...(await makeOtherNamnd(house)), protection: 'NEJ' as const }
    const beside = { namndId: house.namndId, unitId: unit.id, protection: 'NEJ' as const }
    const hidden = { namndId: house.namndId, unitId: house.unitId, protection: 'SEKRETESSMARKERING' as const }
    for (const [index, [who, place]] of Object.entries({
      'another nämnd': away,
      'another enhet': beside,
      'a protected person': hidden,
    }).entries()) {
      const { protection, namndId, unitId } = place
      const there: TestHouse = {
        ...house,
        namndId,
        unitId,
        user: (role, options = {}) => house.user(role, { namndId, unitId, name: `${role} i ${who}`, ...options }),
      }
      const named = await there.user('BOSAMORDNARE')
      const one = await makeProtected(
        there,
        index,
        {
          kind: protection,
          givenName: `Främmanda${index}`,
          familyName: `Utomstående${index}`,
          number: ['196408233234', '197010632391', '197411050008'][index] ?? '',
        },
        named.id,
      )
      const known: Known = namndId === house.namndId ? await besideIds(house, one) : await idsOf(there, [one], [])
      strangers.push({
        who,
        one,
        known: {
          ...known,
          ...(await hiddenIds(house, one)),
          ...(who !== 'a protected person' && { userId: [named.id], unitId: [unitId] }),
        },
        namndId,
        unitId,
      })
    }
    for (const { name } of await house.db.rows<{ name: string }>(
      sql`select "name" from sqlite_master where "sql" like '%AUTOINCREMENT%'`,
    )) {
      await house.db.run(sql`delete from sqlite_sequence where "name" = ${name}`)
      await house.db.run(sql`insert into sqlite_sequence ("name", "seq") values (${name}, ${ownFrom})`)
    }
    const named = await house.user('BOSAMORDNARE', { name: 'Den Namngivna' })
    const one = await makeProtected(house, 5, { kind: 'NEJ', givenName: 'Vem', familyName: 'Somhelst', number: '195203045677' }, named.id)
    own = await idsOf(house, [one], await uploadsOf(house, [one]))
    own.letterId = own.letterId?.slice(0, 1) ?? [] // what the others say is not what their kinds say
    for (const role of comers) {
      const browser = await browseAs(house, role)
      const page = await browser.get('/mina-installningar')
      browsers.set(role, { ...browser, csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '' })
    }
  })
  afterAll(() => house.close())

  const walk = (method: 'GET' | 'POST', known: Known) =>
    Object.keys(ROUTES)
      .filter(
        (route) =>
          route.startsWith(`${method} `) && openedRoutes.has(route) && !/logga-|valj-|kalenderadress|:secret|:batch|utskrifter/.test(route),
      )
      .flatMap((route) => {
        const role = comers.find((comer) => mayOpen(comer, route))
        return role === undefined ? [] : addressesOf(route, known).map((address) => ({ route, role, address }))
      })

  test('their ids in an address are not found, and nothing of theirs is said', async () => {
    const faults: string[] = []
    // A protected person of one's own enhet has a page that says so: protection.test.ts. An administrator has every enhet.
    for (const { who, known: all, namndId } of strangers.slice(0, 2)) {
      const { userId, unitId, ...inPlace } = all
      const known: Known = namndId === house.namndId ? inPlace : { ...inPlace, userId: userId ?? [], unitId: unitId ?? [] }
      const mixed = { ...own, ...known }
      for (const { route, role, address } of walk('GET', mixed).filter((one) => one.route.includes(':'))) {
        const answer = await browsers.get(role)?.agent.get(address).responseType('blob')
        faults.push(...leaksIn(readable(answer?.body as Buffer)).map((secret) => `${who}: ${secret} on ${address}`))
        if (isTheirs(route, known) && answer?.status !== 404) faults.push(`${who}: ${answer?.status} on ${address}`)
      }
      for (const { route, role, address } of walk('POST', mixed).filter((one) => isTheirs(one.route, known))) {
        const browser = browsers.get(role)
        const answer = await browser?.agent.post(address).type('form').send({ _csrf: browser.csrf, checked: 'ja' })
        if (answer?.status !== 404) faults.push(`${who}: ${answer?.status} on ${route}`)
      }
    }
    expect(faults).toEqual([])
  }, 120_000)

  test('their ids in the forms of one’s own do nothing to them, and tell nothing of them', async () => {
    const before = await theirs()
    const faults: string[] = []
    for (const { role, address } of walk('POST', own).filter(({ route }) => !forEverybody.test(route))) {
      const browser = browsers.get(role)
      if (!browser) continue
      const asked = await browser.get(address)
      const fields = formsOf(asked.text ?? '', address).filter((one) => one.method === 'post' && one.action === address)[0]?.fields ?? {}
      for (const { who, known, one } of strangers) {
        const foreign = { ...foreignFields(known, one) }
        const all = { ...fields, ...foreign, checked: 'ja', shown: 'ja', kontrollerad: 'ja', _csrf: browser.csrf }
        const bodies = [
          all,
          ...Object.keys(fields)
            .filter((name) => foreign[name] !== undefined)
            .map((name) => ({ ...fields, [name]: foreign[name], checked: 'ja', shown: 'ja', kontrollerad: 'ja', _csrf: browser.csrf })),
        ]
        for (const body of bodies) {
          const answer = await browser.agent.post(address).type('form').send(body)
          const sent = JSON.stringify(body).toLowerCase()
          faults.push(
            ...leaksIn(readable(answer.text ?? ''))
              .filter((secret) => !sent.includes(secret.toLowerCase()))
              .map((secret) => `${who}: ${secret} on POST ${address}`),
          )
          if (answer.status >= 500) faults.push(`${answer.status} on POST ${address}`)
        }
      }
    }
    expect([...new Set(faults)]).toEqual([])
    expect(await theirs()).toEqual(before)
    const done = await house.db.prisma.auditEvent.findMany({
      where: { action: { not: 'READ' }, page: { not: 'POST /logga-in' } },
      distinct: ['page'],
    })
    expect(done.length).toBeGreaterThan(10) // or nothing was tried
  }, 240_000)

  /** Does the route's own id, the last in the address, belong to them? */
  function isTheirs(route: string, known: Known): boolean {
    const last = /.*:(\w+)/.exec(route)?.[1] ?? ''
    return known[last] !== undefined && !['month', 'code', 'step', 'token', 'secret', 'uploadId', 'batch', 'receivedId'].includes(last)
  }

  function leaksIn(text: string): string[] {
    const lower = text.toLowerCase()
    return strangers.flatMap(({ one }) => [...one.secrets, ...one.addresses]).filter((secret) => lower.includes(secret.toLowerCase()))
  }

  /** Every row that is theirs or points at something of theirs, but what is logged of who tried. */
  async function theirs(): Promise<Record<string, string[]>> {
    const tables = await house.db.rows<{ name: string }>(
      sql`select "name" from sqlite_master where "type" = 'table' and "name" not like 'sqlite%' and "name" not like '\\_%' escape '\\'`,
    )
    const found: Record<string, string[]> = {}
    for (const { name } of tables) {
      if (['AuditEvent', 'Session', 'JobRun', 'Revision', 'ReceivedPayment', 'Allocation'].includes(name)) continue
      const rows = await house.db.rows<Record<string, unknown>>(sql`select * from ${rawSql(`"${name}"`)}`)
      found[name] = rows
        .filter((row) => Object.entries(row).some(([column, value]) => isForeign(column, value)))
        .map((row) => JSON.stringify({ ...row, openOre: null, settledOn: null }))
    }
    return found
  }

  function isForeign(column: string, value: unknown): boolean {
    if (typeof value !== 'number' || !/(^id|Id)$/.test(column) || value === 0) return false
    if (column === 'namndId') return value !== house.namndId
    if (column === 'unitId') return value !== house.unitId && value < ownFrom
    return value < ownFrom
  }
})

/** What a field of that name would hold, were it theirs. */
function foreignFields(known: Known, one: Protected): Record<string, string> {
  const first = (name: string) => String(known[name]?.[0] ?? known.personId?.[0])
  const of: Record<string, string> = {
    who: one.ocr,
    choice: first('personId'),
    person: first('personId'),
    named: first('userId'),
    placing: `${first('personId')}||100000`,
  }
  for (const name of [
    'personId',
    'tenancyId',
    'apartmentId',
    'caseId',
    'noticeId',
    'documentId',
    'landlordId',
    'propertyId',
    'userId',
    'unitId',
    'entryId',
    'billId',
    'chargeId',
    'allocationId',
    'childId',
    'leaseId',
    'letterId',
    'planId',
    'meetingId',
    'disturbanceId',
    'consentId',
  ])
    of[name] = first(name)
  return {
    ...of,
    bills: first('chargeId'),
    lines: first('chargeId'),
    'personId[]': first('personId'),
    fromTenancyId: first('tenancyId'),
    toTenancyId: first('tenancyId'),
    responsibleId: first('userId'),
    withUserId: first('userId'),
    signedById: first('userId'),
    socialsekreterareId: first('userId'),
    boendestodjareId: first('userId'),
    replaces: first('letterId'),
    correctsId: first('noteId'),
  }
}

/** Ids of what a person of one's own nämnd has. */
async function besideIds(house: TestHouse, one: Protected): Promise<Known> {
  const letter = await house.db.prisma.letter.create({
    data: {
      namndId: house.namndId,
      personId: one.personId,
      kind: 'REMINDER',
      number: 8000 + one.personId,
      content: '{}',
      createdAt: house.clock.now(),
      unitId: (await house.db.prisma.person.findUniqueOrThrow({ where: { id: one.personId } })).unitId,
    },
  })
  return {
    personId: [one.personId],
    tenancyId: one.tenancyIds,
    apartmentId: one.apartmentIds,
    planId: [one.planId],
    respiteId: [one.respiteId],
    pauseId: [one.pauseId],
    caseId: [one.caseId],
    noticeId: [one.noticeId],
    consentId: [one.consentId],
    disturbanceId: [one.disturbanceId],
    letterId: [letter.id],
  }
}

/** Ids that stand in no address, only in forms. */
async function hiddenIds(house: TestHouse, one: Protected): Promise<Known> {
  const { prisma } = house.db
  const of = { where: { personId: one.personId } }
  const charge = await prisma.ledgerEntry.findFirstOrThrow({ where: { personId: one.personId, kind: 'CHARGE' } })
  const payment = await prisma.ledgerEntry.findFirstOrThrow({ where: { personId: one.personId, kind: 'PAYMENT' } })
  return {
    chargeId: [charge.id],
    billId: [charge.id],
    entryId: [payment.id],
    childId: [(await prisma.householdChild.findFirstOrThrow(of)).id],
    noteId: [(await prisma.note.findFirstOrThrow(of)).id],
    documentId: [(await prisma.evictionNotice.findUniqueOrThrow({ where: { id: one.noticeId } })).documentId ?? 0],
    leaseId: [(await prisma.headLease.findFirstOrThrow({ where: { apartmentId: one.apartmentIds[0] } })).id],
  }
}
