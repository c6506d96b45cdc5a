import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'
import type { ConsentScope } from '../../server/domain/codes.js'

// features/landlord-meeting/ and the landlord's page: rent and disturbance facts only, and only where a consent holds
describe.each(engines)('what a landlord may be told on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  let landlordId: number
  let otherId: number
  let serial = 0
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'BOSAMORDNARE', { name: 'Karin Ekdahl' })
    const make = (name: string) => house.db.prisma.landlord.create({ data: { namndId: house.namndId, name, createdAt: house.clock.now() } })
    landlordId = (await make('Stadsbacken')).id
    otherId = (await make('Norrgården')).id
  })
  afterAll(() => house.close())

  interface Wish {
    scope?: ConsentScope | null
    protection?: string
    untilOn?: string | null
    withdrawnOn?: string | null
    forLandlord?: number
    unitId?: number
    namndId?: number
  }
  /** A household that owes 6 000 kr and disturbs, with secrets in every place where one could be written. */
  async function household(wish: Wish = {}) {
    const n = ++serial
    const { prisma } = house.db
    const where = { namndId: wish.namndId ?? house.namndId, unitId: wish.unitId ?? house.unitId }
    const person = await makePerson(house, {
      ...where,
      givenName: `Namn${n}x`,
      familyName: `Efter${n}x`,
      protection: wish.protection ?? 'NEJ',
    })
    const home = await makeApartment(house, { ...where, address: `Hemgatan ${n}x` })
    await prisma.apartment.update({ where: { id: home.id }, data: { landlordId } })
    const stay = await makeTenancy(house, { ...where, personId: person.id, apartmentId: home.id })
    await prisma.ledgerEntry.create({
      data: {
        ...where,
        personId: person.id,
        tenancyId: stay.id,
        kind: 'CHARGE',
        amountOre: 600_000,
        openOre: 600_000,
        effectiveOn: '2026-09-10',
        recordedAt: house.clock.now(),
        period: '2026-10',
        dueOn: '2026-09-30',
      },
    })
    const told = { namndId: where.namndId, recordedAt: house.clock.now() }
    await prisma.disturbance.create({
      data: {
        ...where,
        personId: person.id,
        tenancyId: stay.id,
        openedOn: '2026-11-18',
        recordedAt: house.clock.now(),
        reports: {
          create: [
            {
              ...told,
              reporter: 'FROM_NEIGHBOUR',
              reporterName: `Granne${n}x`,
              reporterContact: `070-${n}x`,
              reportedOn: '2026-11-19',
              happenedOn: '2026-11-18',
              kind: 'QUARREL',
              seriousness: 'SERIOUS_DISTURBANCE',
              text: `anmälan${n}x`,
            },
          ],
        },
        steps: {
          create: [
            { ...told, kind: 'SPOKE_WITH_HOUSEHOLD', happenedOn: '2026-11-19', text: `samtal${n}x` },
            { ...told, kind: 'SUPPORT_OFFERED', happenedOn: '2026-11-19', supportKind: 'BUDGET_ADVICE', text: `stöd${n}x` },
            { ...told, kind: 'LANDLORD_ANSWERED', happenedOn: '2026-11-20', text: `Svar${n}s` },
          ],
        },
      },
    })
    await prisma.note.create({
      data: {
        namndId: where.namndId,
        personId: person.id,
        kind: 'NOTE',
        happenedOn: '2026-11-19',
        authorId: 1,
        text: `not${n}x`,
        writtenAt: house.clock.now(),
      },
    })
    if (wish.scope)
      await prisma.landlordConsent.create({
        data: {
          namndId: where.namndId,
          personId: person.id,
          landlordId: wish.forLandlord ?? landlordId,
          landlordName: null,
          scope: wish.scope,
          givenOn: '2026-11-01',
          givenHow: 'WRITTEN',
          untilOn: wish.untilOn ?? null,
          text: `samtycke${n}x`,
          recordedAt: house.clock.now(),
          withdrawnOn: wish.withdrawnOn ?? null,
        },
      })
    return { n, person, home, stay }
  }
  const csv = async (by: Browser = browser, id = landlordId) => {
    const answer = await by.agent.get(`/administration/hyresvardar/${id}/avstamning.csv`)
    return { status: answer.status, text: answer.text ?? '', lines: (answer.text ?? '').trim().split('\r\n') }
  }
  const lineOf = (lines: string[], n: number) => lines.find((line) => line.includes(`Hemgatan ${n}x`)) ?? null

  test('each subject only with its consent, and nothing but rent and disturbance', async () => {
    const rent = await household({ scope: 'RENT_ONLY' })
    const disturbance = await household({ scope: 'DISTURBANCE_ONLY' })
    const both = await household({ scope: 'RENT_AND_DISTURBANCE', untilOn: '2026-11-22' })
    const none = await household()
    const ended = await household({ scope: 'RENT_AND_DISTURBANCE', untilOn: '2026-11-21' })
    const withdrawn = await household({ scope: 'RENT_AND_DISTURBANCE', withdrawnOn: '2026-11-20' })
    const elsewhere = await household({ scope: 'RENT_AND_DISTURBANCE', forLandlord: otherId })
    const hidden = await household({ scope: 'RENT_AND_DISTURBANCE', protection: 'SEKRETESSMARKERING' })
    const secret = await household({ scope: 'RENT_AND_DISTURBANCE', protection: 'SKYDDAD_FOLKBOKFORING' })
    const { id: userId } = await house.user('BOSAMORDNARE', { name: 'Karin Ekdahl' })
    for (const { person } of [hidden, secret])
      await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId, grantedAt: house.clock.now() } })

    const { status, text, lines } = await csv()
    expect(status).toBe(200)
    expect(lineOf(lines, rent.n)).toBe(`Hemgatan ${rent.n}x;1101;Namn${rent.n}x Efter${rent.n}x;6000;1;2026-09-30;inget samtycke;;;`)
    expect(lineOf(lines, disturbance.n)).toBe(
      `Hemgatan ${disturbance.n}x;1101;Namn${disturbance.n}x Efter${disturbance.n}x;inget samtycke;;;1;2026-11-18;Bråk eller skrik;2026-11-20`,
    )
    expect(lineOf(lines, both.n)).toContain(';6000;1;2026-09-30;1;2026-11-18;Bråk eller skrik;')
    const page = await browser.get(`/administration/hyresvardar/${landlordId}/avstamning`)
    expect(await htmlFaults(page.text)).toEqual([])
    const shown = await browser.get(`/administration/hyresvardar/${landlordId}`)
    for (const out of [text, page.text]) {
      for (const { n } of [none, ended, withdrawn, elsewhere, hidden, secret])
        for (const word of [`Hemgatan ${n}x`, `Namn${n}x`]) expect([word, out.includes(word)]).toEqual([word, false])
    }
    // The landlord's page: disturbances of homes that are not protected, and no name at all.
    expect(await htmlFaults(shown.text)).toEqual([])
    for (const { n } of [rent, disturbance, both, none]) expect(shown.text).toContain(`Hemgatan ${n}x`)
    for (const { n } of [hidden, secret]) expect(shown.text).not.toContain(`Hemgatan ${n}x`)
    for (const out of [text, page.text, shown.text])
      for (let n = 1; n <= serial; n++)
        for (const word of [
          `Granne${n}x`,
          `070-${n}x`,
          `anmälan${n}x`,
          `samtal${n}x`,
          `stöd${n}x`,
          `not${n}x`,
          `samtycke${n}x`,
          `Svar${n}s`,
        ])
          expect([word, out.includes(word)]).toEqual([word, false])
    expect(shown.text).not.toMatch(/Namn\d+x|Efter\d+x/)
    // Nothing that is asked for in the address gives more.
    for (const more of ['?alla=1', '?samtycke=nej', '?person=1', `?landlordId=${otherId}`, '?skyddade=1'])
      expect((await browser.agent.get(`/administration/hyresvardar/${landlordId}/avstamning.csv${more}`)).text).toBe(text)
    expect((await csv(browser, otherId)).lines).toHaveLength(1)
    const exported = await house.db.prisma.auditEvent.findMany({ where: { action: 'EXPORT', subject: 'LANDLORD', subjectId: landlordId } })
    expect(new Set(exported.map((row) => row.personId))).toEqual(new Set([rent, disturbance, both].map(({ person }) => person.id)))
  })

  test('only who meets landlords gets it: other enheter, nämnder and roles do not', async () => {
    const mine = await household({ scope: 'RENT_AND_DISTURBANCE' })
    const other = await makeOtherNamnd(house)
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Enhet två' } })
    expect((await csv(await browseAs(house, 'BOSAMORDNARE', other))).status).toBe(404)
    const beside = await browseAs(house, 'BOSAMORDNARE', { unitId: unit.id })
    expect(lineOf((await csv(beside)).lines, mine.n)).toBeNull()
    expect((await beside.get(`/administration/hyresvardar/${landlordId}`)).text).not.toContain(`Hemgatan ${mine.n}x`)
    for (const role of ['BOENDESTOD', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE', 'CHEF', 'CONTROLLER', 'ADMINISTRATOR'] as const) {
      const by = await browseAs(house, role)
      expect([role, (await csv(by)).status, (await by.get(`/administration/hyresvardar/${landlordId}/avstamning`)).status]).toEqual([
        role,
        403,
        403,
      ])
    }
    const administrator = await browseAs(house, 'ADMINISTRATOR')
    const seen = await administrator.get(`/administration/hyresvardar/${landlordId}`)
    expect([seen.status, seen.text.includes('Hemgatan'), seen.text.includes('störningar')]).toEqual([200, false, false])
  })
})
