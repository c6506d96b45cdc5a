import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from '../../server/db.js'
import { currentSteps } from '../../server/features/people/current-step.js'
import { debtOverTime } from '../../server/features/people/debt-over-time.js'
import { pageNameOf } from '../../server/features/people/page-names.js'
import { paths } from '../../server/paths.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

const words = (text: string) =>
  text
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')

const step = (house: TestHouse, personId: number, toStep: string | null, movesOn: string, reason = 'Enligt beslut') =>
  house.db.prisma.stepMove.create({
    data: { namndId: house.namndId, personId, toStep, direction: 'UP', movesOn, reason, recordedAt: house.clock.now() },
  })

const bill = (
  house: TestHouse,
  personId: number,
  tenancyId: number,
  period: string,
  dueOn: string,
  openOre: number,
  settledOn: string | null = null,
) =>
  house.db.prisma.ledgerEntry.create({
    data: {
      namndId: house.namndId,
      unitId: house.unitId,
      personId,
      tenancyId,
      kind: 'CHARGE',
      amountOre: 648_000,
      openOre,
      settledOn,
      effectiveOn: dueOn,
      dueOn,
      period,
      recordedAt: house.clock.now(),
    },
  })

const newPerson = { givenName: 'Amir', familyName: 'Rezai', identity: '19701063-2391', protection: 'NEJ' }

describe.each(engines)('people on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  test('the list is in Swedish order, in reach only, and every shown person is a reading', async () => {
    const other = await makeOtherNamnd(house)
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
    for (const [familyName, givenName] of [
      ['Öman', 'Eva'],
      ['Zetter', 'Eva'],
      ['Åman', 'Eva'],
      ['Äng', 'Eva'],
      ['Zetter Ek', 'Ann'],
    ] as const) {
      await makePerson(house, { familyName, givenName })
    }
    await makePerson(house, { familyName: 'Främling', ...other })
    await makePerson(house, { familyName: 'Grannenhet', unitId: unit.id })
    const browser = await browseAs(house, 'BOENDESTOD')
    const before = await house.db.prisma.auditEvent.count({ where: { action: 'READ' } })
    const answer = await browser.get('/personer')
    expect(answer.status).toBe(200)
    expect([...answer.text.matchAll(/<th scope="row"><a[^>]*>([^<]+)/g)].map((match) => match[1])).toEqual([
      'Eva Zetter',
      'Ann Zetter Ek',
      'Eva Åman',
      'Eva Äng',
      'Eva Öman',
    ])
    expect(answer.text).not.toMatch(/Främling|Grannenhet/)
    expect(await htmlFaults(answer.text)).toEqual([])
    expect((await house.db.prisma.auditEvent.count({ where: { action: 'READ' } })) - before).toBe(5)
  })

  test('step, debt, children and mine cut the list; the step is the latest that has come', async () => {
    const { id: userId } = await house.user('BOENDESTOD')
    const person = await makePerson(house, { familyName: 'Urval', givenName: 'Una', children: [2019] })
    await house.db.prisma.person.update({ where: { id: person.id }, data: { boendestodjareId: userId } })
    const home = await makeApartment(house)
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    await step(house, person.id, 'TRANINGSLAGENHET', '2025-01-01')
    await step(house, person.id, 'FORSOKSLAGENHET', '2026-01-01')
    await step(house, person.id, 'FORSOKSLAGENHET', '2026-03-01')
    await step(house, person.id, 'EGET_KONTRAKT', '2026-12-01')
    await bill(house, person.id, stay.id, '2026-10', '2026-09-30', 648_000)
    const browser = await browseAs(house, 'BOENDESTOD')
    for (const [query, there] of [
      ['steg=FORSOKSLAGENHET', true],
      ['steg=EGET_KONTRAKT', false],
      ['steg=TRANINGSLAGENHET', false],
      ['steg=INGET', false],
      ['skuld=ja', true],
      ['barn=ja', true],
      ['mina=ja', true],
      ['q=urv+una', true],
      ['q=una+urvak', false],
      ['steg=FORSOKSLAGENHET&skuld=ja&barn=ja&mina=ja&q=una&sortera=-skuld', true],
      ['steg=FEL&sida=x&sortera=y', true],
    ] as const) {
      expect([query, (await browser.get(`/personer?${query}`)).text.includes('Una Urval')]).toEqual([query, there])
    }
    const steps = await house.db.rows<{ personId: number; step: string; since: string }>(
      sql`select * from ${currentSteps(house.namndId, testToday)} s`,
    )
    expect(steps.filter((row) => row.personId === person.id)).toEqual([
      { personId: person.id, step: 'FORSOKSLAGENHET', since: '2026-01-01' },
    ])
  })

  test('the list is paged and keeps its state in the links', async () => {
    for (let n = 0; n < 30; n++) await makePerson(house, { familyName: `Sidsson${String(n).padStart(2, '0')}`, givenName: 'Per' })
    const browser = await browseAs(house, 'CHEF')
    const first = await browser.get('/personer?q=sidsson&sortera=-namn')
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await browser.get(next)
    expect(words(first.text)).toContain('30 personer')
    expect([first.text.match(/Per Sidsson/g)?.length, second.text.match(/Per Sidsson/g)?.length]).toEqual([25, 5])
    expect(second.text).toContain('Sidsson00')
  })

  test('the page shows the figures, the debt and what is nearest', async () => {
    const person = await makePerson(house, { familyName: 'Osman', givenName: 'Nadia', birthOn: '1988-04-12', children: [2018] })
    const home = await makeApartment(house, { address: 'Tallbacksvägen 8' })
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id, startsOn: '2025-05-23', rentOre: 648_000 })
    await step(house, person.id, 'TRANINGSLAGENHET', '2024-07-02')
    await step(house, person.id, 'FORSOKSLAGENHET', '2025-05-01', 'Hyran betald i tid')
    await bill(house, person.id, stay.id, '2026-03', '2026-02-27', 0, '2026-03-08')
    await bill(house, person.id, stay.id, '2026-04', '2026-03-31', 0, '2026-03-30')
    await bill(house, person.id, stay.id, '2026-10', '2026-09-30', 648_000)
    await bill(house, person.id, stay.id, '2026-11', '2026-10-30', 648_000)
    await bill(house, person.id, stay.id, '2026-12', '2026-11-30', 648_000)
    const browser = await browseAs(house, 'CHEF')
    const answer = await browser.get(paths.person.url({ personId: person.id }))
    expect(answer.status).toBe(200)
    const text = words(answer.text)
    expect(text).toContain('Skuld 12 960 kr 2,0 månadshyror')
    expect(text).toContain('På steget 570 dagar sedan 1 maj 2025')
    expect(text).toContain('Nästa kontrollstation mån 23 nov')
    expect(text).toContain('Hyra i tid 2026 1 av 4 en sen, två obetalda')
    expect(text).toContain('Bor på Tallbacksvägen 8, lgh 1101')
    expect(text).toContain('Hyresvärden ska underrättas')
    expect(text).toContain('Vem har tittat')
    expect(await htmlFaults(answer.text)).toEqual([])
    expect(await house.db.prisma.auditEvent.count({ where: { personId: person.id, action: 'READ' } })).toBe(1)
    const readings = words((await browser.get(paths.personReadings.url({ personId: person.id }))).text)
    expect(readings).toMatch(/CHEF \d+ Personens sida/)
  })

  test('a person in another nämnd or enhet is not there', async () => {
    const other = await makeOtherNamnd(house)
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Mottagningen' } })
    const browser = await browseAs(house, 'SOCIALSEKRETERARE')
    for (const person of [await makePerson(house, other), await makePerson(house, { unitId: unit.id })]) {
      for (const path of [
        paths.person,
        paths.editPerson,
        paths.personIdentities,
        paths.personHousehold,
        paths.personProtection,
        paths.notes,
        paths.newNote,
      ]) {
        expect((await browser.get(path.url({ personId: person.id }))).status).toBe(404)
      }
      for (const path of [paths.editPerson, paths.personIdentities, paths.personHousehold, paths.personProtection, paths.newNote]) {
        const answer = await browser.post(
          path.url({ personId: person.id }),
          { kind: 'NOTE', happenedOn: testToday, text: 'x' },
          '/personer',
        )
        expect(answer.status).toBe(404)
      }
      expect(await house.db.prisma.auditEvent.count({ where: { personId: person.id } })).toBe(0)
    }
    const all = await browseAs(house, 'CHEF', { unitId: null })
    expect((await all.get('/personer?sortera=-namn')).status).toBe(200)
  })

  test('nothing is saved before the check, and what was typed is kept', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const people = () => house.db.prisma.person.count()
    const before = await people()
    const wrong = await browser.post('/personer/ny', { ...newPerson, identity: '19701063-2397', phone: '070-174 06 88', childYear1: '18' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Personnumrets sista siffra stämmer inte')
    expect(wrong.text).toContain('value="070-174 06 88"')
    expect(wrong.text).toContain('value="19701063-2397"')
    expect(wrong.text).toContain('href="#childYear1"')
    expect(await htmlFaults(wrong.text)).toEqual([])
    const check = await browser.post('/personer/ny', { ...newPerson, childYear1: '2018', childResidence1: 'ALTERNATING' })
    expect(check.status).toBe(200)
    expect(words(check.text)).toContain('Amir Rezai född 3 oktober 1970')
    expect(await htmlFaults(check.text)).toEqual([])
    const unticked = await browser.post('/personer/ny/kontrollera', { ...newPerson }, '/personer/ny')
    expect([unticked.status, unticked.text.includes('kryssa i rutan')]).toEqual([422, true])
    const back = await browser.post('/personer/ny/kontrollera', { ...newPerson, phone: '070-174 06 88', gor: 'andra' }, '/personer/ny')
    expect([back.status, back.text.includes('value="070-174 06 88"')]).toEqual([200, true])
    expect(await people()).toBe(before)

    const saved = await browser.post(
      '/personer/ny/kontrollera',
      { ...newPerson, childYear1: '2018', childResidence1: 'ALTERNATING', kontrollerad: 'ja' },
      '/personer/ny',
    )
    expect(saved.status).toBe(303)
    const row = await house.db.prisma.person.findFirstOrThrow({
      where: { identities: { some: { number: '197010632391' } } },
      include: { children: true, identities: true },
    })
    expect(saved.headers.location).toBe(`/personer/${row.id}`)
    expect(row).toMatchObject({ ownId: `P${row.id}`, birthOn: '1970-10-03', unitId: house.unitId, sortName: 'rezai  amir' })
    expect(row.children).toMatchObject([{ birthYear: 2018, residence: 'ALTERNATING' }])
    expect(row.identities).toMatchObject([{ kind: 'SAMORDNINGSNUMMER' }])
    expect(await house.db.prisma.auditEvent.count({ where: { personId: row.id, action: 'CREATE' } })).toBe(1)
    expect(words((await browser.get(`/personer/${row.id}`)).text)).toContain('Amir Rezai finns nu i registret.')
  })

  test('who is alike is shown at the check, and a number somebody has is refused', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    await makePerson(house, { givenName: 'Nadja', familyName: 'Ahmed', birthOn: '1964-08-23' })
    const check = await browser.post('/personer/ny', { ...newPerson, givenName: 'Nadia', familyName: 'Ahmed', identity: '640823-3234' })
    expect(words(check.text)).toContain('En person är lik Nadja Ahmed , född 1964-08-23 Liknande namn, samma födelsedag')
    const holder = await makePerson(house, { givenName: 'Har', familyName: 'Numret' })
    await house.db.prisma.personIdentity.create({
      data: { namndId: house.namndId, personId: holder.id, kind: 'PERSONNUMMER', number: '198112189876', recordedAt: house.clock.now() },
    })
    const taken = await browser.post('/personer/ny', { ...newPerson, identity: '811218-9876' })
    expect([taken.status, taken.text.includes('Numret hör redan till Har Numret')]).toEqual([422, true])
    await house.db.prisma.person.update({ where: { id: holder.id }, data: { protection: 'SEKRETESSMARKERING' } })
    const hidden = await browser.post('/personer/ny', { ...newPerson, identity: '811218-9876' })
    expect([hidden.status, hidden.text.includes('Har Numret'), hidden.text.includes('Numret kan inte sparas här')]).toEqual([
      422,
      false,
      true,
    ])
    const again = await browser.post(
      '/personer/ny/kontrollera',
      { ...newPerson, identity: '811218-9876', kontrollerad: 'ja' },
      '/personer/ny',
    )
    expect(again.status).toBe(422)
  })

  test('a person without a number needs a birth day; a reserve number is kept as such', async () => {
    const browser = await browseAs(house, 'SOCIALSEKRETERARE')
    const fields = { givenName: 'Utan', familyName: 'Nummer', identity: '', reserve: 'r 2026-17', protection: 'NEJ', kontrollerad: 'ja' }
    expect((await browser.post('/personer/ny/kontrollera', fields, '/personer/ny')).text).toContain(
      'Skriv födelsedagen när personnummer saknas',
    )
    expect((await browser.post('/personer/ny/kontrollera', { ...fields, birthOn: '1990-02-03' }, '/personer/ny')).status).toBe(303)
    const row = await house.db.prisma.personIdentity.findFirstOrThrow({ where: { number: 'R2026-17' } })
    expect(row.kind).toBe('RESERVE')
  })

  test('changes are saved with before and after, and a role without the right is refused', async () => {
    const person = await makePerson(house, { givenName: 'Före', familyName: 'Bytet' })
    const url = paths.editPerson.url({ personId: person.id })
    const browser = await browseAs(house, 'BOSAMORDNARE')
    expect((await browser.post(url, { givenName: '', familyName: 'Åter' })).status).toBe(422)
    const { id } = await house.user('SOCIALSEKRETERARE')
    const wrongRole = await browser.post(url, { givenName: 'Efter', familyName: 'Åter', boendestodjareId: String(id) })
    expect(wrongRole.status).toBe(422)
    expect(
      (await browser.post(url, { givenName: 'Efter', familyName: 'Åter', birthOn: '1980-01-01', socialsekreterareId: String(id) })).status,
    ).toBe(303)
    expect(await house.db.prisma.person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({
      sortName: '~ater  efter',
      searchName: 'efter ater',
      socialsekreterareId: id,
    })
    const change = await house.db.prisma.auditEvent.findFirstOrThrow({ where: { personId: person.id, action: 'CHANGE' } })
    expect([JSON.parse(change.before ?? ''), JSON.parse(change.after ?? '')]).toEqual([
      { givenName: 'Före', familyName: 'Bytet', socialsekreterareId: null },
      { givenName: 'Efter', familyName: 'Åter', socialsekreterareId: id },
    ])
    const support = await browseAs(house, 'BOENDESTOD')
    expect((await support.get(url)).status).toBe(403)
    expect((await support.get(paths.person.url({ personId: person.id }))).text).not.toContain(url)
  })

  test('a new number is in force, the old one is history and still found', async () => {
    const person = await makePerson(house, { givenName: 'Ny', familyName: 'Siffra' })
    const url = paths.personIdentities.url({ personId: person.id })
    const browser = await browseAs(house, 'BOSAMORDNARE')
    expect((await browser.post(url, { reserve: 'RES-1' })).status).toBe(303)
    expect((await browser.post(url, { identity: '19640823-3234' })).status).toBe(303)
    expect((await browser.post(url, { identity: '6408233234' })).text).toContain('Personen har redan det numret')
    const page = await browser.get(url)
    expect(words(page.text)).toMatch(/19640823-3234 Personnummer Gäller .* RES-1 Reservnummer Tidigare/)
    expect(await htmlFaults(page.text)).toEqual([])
    expect((await browser.get('/sok?q=res-1')).headers.location).toBe(`/personer/${person.id}`)
  })

  test('children are added and removed without losing what was', async () => {
    const person = await makePerson(house)
    const url = paths.personHousehold.url({ personId: person.id })
    const browser = await browseAs(house, 'SOCIALSEKRETERARE')
    expect((await browser.post(url, { birthYear: '18', residence: 'PERMANENT' })).status).toBe(422)
    expect((await browser.post(url, { birthYear: '2018', residence: 'CONTACT' })).status).toBe(303)
    const child = await house.db.prisma.householdChild.findFirstOrThrow({ where: { personId: person.id } })
    const stranger = await makePerson(house, { children: [2015] })
    const strange = await house.db.prisma.householdChild.findFirstOrThrow({ where: { personId: stranger.id } })
    expect((await browser.post(url, { childId: String(strange.id) })).status).toBe(404)
    expect((await browser.post(url, { childId: String(child.id) })).status).toBe(303)
    const page = await browser.get(url)
    expect(words(page.text)).toMatch(/Tidigare i hushållet .* 2018 Umgänge/)
    expect(await htmlFaults(page.text)).toEqual([])
    expect((await house.db.prisma.householdChild.findUniqueOrThrow({ where: { id: strange.id } })).removedAt).toBeNull()
  })

  test('notes are only added; a correction points back', async () => {
    const person = await makePerson(house)
    const url = paths.newNote.url({ personId: person.id })
    const browser = await browseAs(house, 'BOENDESTOD')
    const empty = await browser.post(url, { kind: 'CALL', reached: 'JA', happenedOn: testToday, text: '' })
    expect([empty.status, empty.text.includes('Skriv vad som kom fram')]).toEqual([422, true])
    const future = await browser.post(url, { kind: 'NOTE', happenedOn: '2026-11-23', text: 'Kommer i morgon' })
    expect([future.status, future.text.includes('Kommer i morgon')]).toEqual([422, true])
    expect((await browser.post(url, { kind: 'SMS', reached: 'NEJ', happenedOn: '2026-11-18', text: '' })).status).toBe(303)
    expect((await browser.post(url, { kind: 'CALL', reached: 'JA', happenedOn: '2026-11-19', text: 'Betalar den 25 <b>' })).status).toBe(
      303,
    )
    const note = await house.db.prisma.note.findFirstOrThrow({ where: { personId: person.id, kind: 'CALL' } })
    expect((await browser.get(`${url}?rattar=${note.id}`)).text).toContain('Betalar den 25 &lt;b&gt;</textarea>')
    const correction = { kind: 'CALL', reached: 'JA', happenedOn: '2026-11-19', text: 'Betalar den 27', correctsId: String(note.id) }
    expect((await browser.post(url, correction)).status).toBe(303)
    const elsewhere = paths.newNote.url({ personId: (await makePerson(house)).id })
    expect((await browser.post(elsewhere, correction)).status).toBe(404)
    const list = await browser.get(paths.notes.url({ personId: person.id }))
    expect(words(list.text)).toContain('Sms utan svar')
    expect(words(list.text)).toMatch(/Betalar den 27 .*rättar samtal 2026-11-19/)
    expect(words(list.text)).toContain('rättad, se den nyare')
    expect(await htmlFaults(list.text)).toEqual([])
    expect((await house.db.prisma.note.findUniqueOrThrow({ where: { id: note.id } })).text).toBe('Betalar den 25 <b>')
  })
})

describe('what the page counts', () => {
  test('the debt day by day, as the file says', () => {
    const bills = [{ id: 1, dueOn: '2026-02-27', amountOre: 648_000, settledOn: '2026-03-08' }]
    expect(
      debtOverTime(
        bills,
        [
          { chargeId: 1, amountOre: 200_000, effectiveOn: '2026-03-03' },
          { chargeId: 1, amountOre: 448_000, effectiveOn: '2026-03-08' },
        ],
        testToday,
      ),
    ).toEqual([
      { on: '2026-03-01', debtOre: 648_000 },
      { on: '2026-03-03', debtOre: 448_000 },
      { on: '2026-03-08', debtOre: 0 },
    ])
    expect(debtOverTime([{ ...bills[0]!, settledOn: '2026-02-26' }], [], testToday)).toEqual([])
  })

  test.each([
    ['GET /personer/7', 'personens sida'],
    ['POST /personer/ny', 'ny person, lika personer'],
    ['GET /personer/7/anteckningar', 'anteckningar'],
    ['HEAD /PERSONER/7/', 'personens sida'],
    ['GET /nagot/annat', '/nagot/annat'],
    ['cli arrears', 'kommandot arrears'],
  ])('%s is called "%s"', (page, name) => {
    expect(pageNameOf(page)).toBe(name)
  })
})
