import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { cutOf, median, stepsOf, type Placed } from '../../server/features/ladder/board.js'
import { checkpointWords, debtTone } from '../../server/features/ladder/words.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

const words = (text: string) =>
  text
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')

/** What stands in one column of the board. */
const columnOf = (text: string, step: string) => {
  const from = text.indexOf(`aria-labelledby="steg-${step.toLowerCase()}"`)
  return from < 0 ? '' : words(text.slice(text.indexOf('>', from) + 1, text.indexOf('</section>', from)))
}

describe('the board put in order', () => {
  const one = (personId: number, other: Partial<Placed> = {}): Placed => ({
    personId,
    step: 'STODBOENDE',
    since: '2026-01-01',
    days: 10 * personId,
    shown: true,
    children: 0,
    overdueOre: 0,
    sortName: `namn ${personId}`,
    stay: null,
    checkpointOn: null,
    ...other,
  })

  test('nearest checkpoint first, then by name; hidden persons last, in an order that tells nothing', () => {
    const people = [
      one(1),
      one(2, { checkpointOn: '2026-12-01' }),
      one(3, { shown: false, sortName: 'aaa', checkpointOn: '2026-11-01', children: 4, overdueOre: 100 }),
      one(4, { checkpointOn: '2026-11-25', children: 1 }),
      one(5, { sortName: 'a', overdueOre: 1 }),
    ]
    const [first] = stepsOf(people)
    expect(first?.people.map((person) => person.personId)).toEqual([4, 2, 5, 1, 3])
    expect(first?.medianDays).toBe(30) // 10, 20, 40, 50: the hidden one's 30 is not counted
    expect(cutOf(people, 'barn').map((person) => person.personId)).toEqual([4])
    expect(cutOf(people, 'skuld').map((person) => person.personId)).toEqual([5])
    expect(cutOf(people, 'alla')).toHaveLength(5)
  })

  test.each<[number[], number | null]>([
    [[], null],
    [[7], 7],
    [[9, 1, 5], 5],
    [[1, 4], 3],
    [[10, 20, 40, 50], 30],
  ])('median of %j is %s', (days, middle) => {
    expect(median(days)).toBe(middle)
  })

  test.each([
    [1_200_000, 600_000, 'danger'],
    [1_199_999, 600_000, 'warning'],
    [300_000, 600_000, 'warning'],
    [299_999, 600_000, 'neutral'],
    [100, null, 'warning'],
  ] as const)('a debt of %s at a rent of %s is %s', (overdueOre, rentOre, tone) => {
    expect(debtTone(overdueOre, rentOre)).toBe(tone)
  })

  test('a checkpoint is near within seven days, and waits after its day', () => {
    expect(checkpointWords('2026-11-29', testToday)).toEqual({ on: '2026-11-29', soon: true, text: 'Kontrollstation' })
    expect(checkpointWords('2026-11-30', testToday).soon).toBe(false)
    expect(checkpointWords('2026-11-21', testToday)).toMatchObject({ soon: true, text: 'Kontrollstation väntar sedan' })
  })
})

describe.each(engines)('the ladder on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'BOSAMORDNARE')
  })
  afterAll(() => house.close())

  const stepMove = (personId: number, toStep: string | null, movesOn: string, namndId = house.namndId) =>
    house.db.prisma.stepMove.create({
      data: { namndId, personId, toStep, direction: 'IN', movesOn, reason: 'Enligt beslut', recordedAt: house.clock.now() },
    })
  const stepsOfPerson = (personId: number) => house.db.prisma.stepMove.findMany({ where: { personId }, orderBy: { id: 'asc' } })
  const onStep = async (toStep: string, wish: Parameters<typeof makePerson>[1] = {}, since = '2026-10-23') => {
    const person = await makePerson(house, wish)
    await stepMove(person.id, toStep, since, wish.namndId)
    return person
  }

  test('an empty board says what to do', async () => {
    const answer = await browser.get('/trappan')
    expect([answer.status, await htmlFaults(answer.text)]).toEqual([200, []])
    expect(words(answer.text)).toContain('Ingen står på trappan än')
    expect(answer.text).toContain('href="/importera-register"')
    expect(words((await (await browseAs(house, 'CHEF')).get('/trappan')).text)).not.toContain('Importera register')
  })

  test('each step has its people with days, children, debt, takeover and next checkpoint', async () => {
    const person = await onStep('FORSOKSLAGENHET', { givenName: 'Nadia', familyName: 'Osman', children: [2018] }, '2025-11-24')
    const home = await makeApartment(house, { address: 'Tallbacksvägen 8' })
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id, startsOn: '2025-11-24' })
    for (const months of [3, 6, 9]) {
      await house.db.prisma.checkpointHeld.create({
        data: { tenancyId: stay.id, months, heldOn: '2026-08-24', note: 'Bra', recordedAt: house.clock.now() },
      })
    }
    const bill = {
      kind: 'CHARGE',
      amountOre: 1_300_000,
      openOre: 1_296_000,
      effectiveOn: '2026-09-30',
      dueOn: '2026-09-30',
      period: '2026-10',
    }
    await house.db.prisma.ledgerEntry.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: person.id,
        tenancyId: stay.id,
        ...bill,
        recordedAt: house.clock.now(),
      },
    })
    const leaver = await onStep('FORSOKSLAGENHET', { givenName: 'Mikael', familyName: 'Strand' })
    const left = await makeTenancy(house, { personId: leaver.id, apartmentId: (await makeApartment(house)).id, endsOn: '2026-12-01' })
    const plan = {
      tenancyId: left.id,
      personId: leaver.id,
      apartmentId: left.apartmentId,
      approvedOn: '2026-11-01',
      transfersOn: '2026-12-01',
    }
    await house.db.prisma.takeover.create({ data: { namndId: house.namndId, ...plan, recordedAt: house.clock.now() } })
    await makeApartment(house, { housingForm: 'STODBOENDE' })
    const own = await onStep('EGET_KONTRAKT', { givenName: 'Sofia', familyName: 'Lindgren' }, '2026-01-10')
    await onStep('EGET_KONTRAKT', { familyName: 'Längesen' }, '2025-11-22')
    await onStep('STODBOENDE', { familyName: 'Kommande' }, '2026-12-01')
    const gone = await onStep('STODBOENDE', { familyName: 'Utflyttad' })
    await stepMove(gone.id, null, '2026-11-01')

    const answer = await browser.get('/trappan')
    expect([answer.status, await htmlFaults(answer.text)]).toEqual([200, []])
    const trial = columnOf(answer.text, 'FORSOKSLAGENHET')
    expect(trial).toContain('Försökslägenhet 2 2 av 2 uthyrda · median 197 dagar')
    expect(trial).toContain('Nadia Osman 363 dagar 1 barn Skuld 12 960 kr Kontrollstation tis 24 nov')
    expect(trial).toContain('Mikael Strand 30 dagar Övertar tis 1 dec')
    expect(answer.text).toContain('data-tone="danger">Skuld')
    expect(columnOf(answer.text, 'EGET_KONTRAKT')).toContain('Eget kontrakt 1 följs i 12 månader · median 316 dagar Sofia Lindgren')
    expect(columnOf(answer.text, 'STODBOENDE')).toContain('Stödboende 0 0 av 1 uthyrda Ingen just nu.')
    expect(answer.text).toContain(`href="/personer/${own.id}"`)
    expect(answer.text).not.toMatch(/Längesen|Kommande|Utflyttad|Bredvid trappan/)
    expect(words(answer.text)).toContain('2 personer står på trappan i dag och 1 har fått eget kontrakt det senaste året')

    expect(columnOf((await browser.get('/trappan?urval=barn')).text, 'FORSOKSLAGENHET')).not.toContain('Mikael Strand')
    expect(columnOf((await browser.get('/trappan?urval=skuld')).text, 'FORSOKSLAGENHET')).toContain('Nadia Osman')
    expect((await browser.get('/trappan?urval=fel')).status).toBe(200)

    const step = await browser.get('/trappan/FORSOKSLAGENHET?urval=barn')
    expect([step.status, await htmlFaults(step.text)]).toEqual([200, []])
    expect(words(step.text)).toContain('Nadia Osman 363 Tallbacksvägen 8, lgh 1101 1 barn 12 960 kr tis 24 nov')
    expect(step.text).toContain(`href="/boenden/${stay.id}/kontrollstationer"`)
    const watcher = await (await browseAs(house, 'VRAKNINGSFOREBYGGARE')).get('/trappan/FORSOKSLAGENHET')
    expect([watcher.status, watcher.text.includes('/kontrollstationer'), watcher.text.includes('/hyresgaster/ny')]).toEqual([
      200,
      false,
      false,
    ])
    for (const address of ['/trappan/forsokslagenhet', '/trappan/FEL']) expect((await browser.get(address)).status).toBe(404)
    expect((await browser.get('/trappan/BOSTAD_FORST')).status).toBe(200)
  })

  test('those who are shown are read, and nobody else', async () => {
    const before = await house.db.prisma.auditEvent.findMany({ where: { action: 'READ' }, select: { id: true } })
    await browser.get('/trappan?urval=barn')
    const read = await house.db.prisma.auditEvent.findMany({ where: { action: 'READ', id: { notIn: before.map((event) => event.id) } } })
    expect(read.map((event) => event.page)).toEqual(['GET /trappan'])
  })

  test('beside the ladder: Bostad först and tillfälligt boende, when somebody is there', async () => {
    await onStep('BOSTAD_FORST', { givenName: 'Bo', familyName: 'Först' })
    const answer = await browser.get('/trappan')
    expect(await htmlFaults(answer.text)).toEqual([])
    expect(words(answer.text)).toContain('Bredvid trappan')
    expect(columnOf(answer.text, 'BOSTAD_FORST')).toContain('Bo Först')
    expect(columnOf(answer.text, 'TILLFALLIGT_BOENDE')).toBe('')
  })

  test("many on a step: the nearest on the board, all on the step's own pages", async () => {
    for (let n = 0; n < 30; n++) await onStep('TRANINGSLAGENHET', { givenName: 'Per', familyName: `Sidsson${String(n).padStart(2, '0')}` })
    const board = columnOf((await browser.get('/trappan')).text, 'TRANINGSLAGENHET')
    expect([board.match(/Sidsson/g)?.length, board.includes('Visa alla 30')]).toEqual([6, true])
    const first = await browser.get('/trappan/TRANINGSLAGENHET')
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1] ?? ''
    const second = await browser.get(next)
    expect([first.text.match(/Sidsson/g)?.length, second.text.match(/Sidsson/g)?.length]).toEqual([25, 5])
    expect(words((await browser.get('/trappan/TRANINGSLAGENHET?sida=9')).text)).toContain('Sidan är tom')
    expect(words((await browser.get('/trappan/TRANINGSLAGENHET?urval=barn')).text)).toContain('Ingen på steget just nu passar urvalet')
  })

  test('another nämnd and another enhet are not there; a chef of all enheter sees both', async () => {
    const elsewhere = await makeOtherNamnd(house)
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
    await onStep('STODBOENDE', { familyName: 'Främling', ...elsewhere })
    await onStep('STODBOENDE', { familyName: 'Grannenhet', unitId: unit.id })
    for (const address of ['/trappan', '/trappan/STODBOENDE']) {
      expect((await browser.get(address)).text).not.toMatch(/Främling|Grannenhet/)
      const all = (await (await browseAs(house, 'CHEF', { unitId: null })).get(address)).text
      expect([all.includes('Grannenhet'), all.includes('Främling')]).toEqual([true, false])
    }
  })

  test('protected persons: one kind is somebody without a name, the other is not there; those named see both', async () => {
    const named = await house.user('SOCIALSEKRETERARE', { name: 'Den Namngivna' })
    for (const protection of ['SEKRETESSMARKERING', 'SKYDDAD_FOLKBOKFORING']) {
      const person = await onStep('TILLFALLIGT_BOENDE', {
        protection,
        givenName: 'Zebrida',
        familyName: `Quist${protection}`,
        children: [2020],
      })
      await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId: named.id, grantedAt: house.clock.now() } })
    }
    const board = await browser.get('/trappan')
    expect(await htmlFaults(board.text)).toEqual([])
    expect(columnOf(board.text, 'TILLFALLIGT_BOENDE')).toBe(
      ' Tillfälligt boende 1 Skyddad person Visa alla 1 på steget Tillfälligt boende ',
    )
    const step = await browser.get('/trappan/TILLFALLIGT_BOENDE')
    expect(await htmlFaults(step.text)).toEqual([])
    expect([
      words(step.text).includes('1 person '),
      /Quist|Zebrida|30/.test(words(step.text).split('per 22 november')[1] ?? 'Quist'),
    ]).toEqual([true, false])
    expect(words((await browser.get('/trappan/TILLFALLIGT_BOENDE?urval=barn')).text)).toContain('Ingen på steget just nu passar urvalet')
    const insider = await (await browseAs(house, 'SOCIALSEKRETERARE', { name: 'Den Namngivna' })).get('/trappan')
    expect(columnOf(insider.text, 'TILLFALLIGT_BOENDE')).toMatch(/^ Tillfälligt boende 2 .*Zebrida Quist.*Zebrida Quist/)
  })

  describe('a new step', () => {
    const wish = { toStep: 'FORSOKSLAGENHET', movesOn: testToday, reason: 'Hyran betald <i tid>', decisionReference: 'SN 2026/9' }

    test('is checked, saved once with day, reason and decision, and listed', async () => {
      const person = await onStep('TRANINGSLAGENHET')
      const at = `/personer/${person.id}/stegbyten/nytt`
      const form = await browser.get(at)
      expect([form.status, await htmlFaults(form.text), form.text.includes('value="TRANINGSLAGENHET"')]).toEqual([200, [], false])
      const checked = await browser.post(at, wish)
      expect([checked.status, await htmlFaults(checked.text)]).toEqual([200, []])
      expect(words(checked.text)).toContain('Från Träningslägenhet Till Försökslägenhet Riktning Uppåt')
      expect(await stepsOfPerson(person.id)).toHaveLength(1)
      expect((await browser.post(at, { ...wish, do: 'change' })).text).toContain('Hyran betald &lt;i tid&gt;')
      const both = await Promise.all([1, 2].map(() => browser.post(at, { ...wish, checked: 'ja' }, '/trappan')))
      expect(both.map((answer) => answer.status)).toEqual([303, 303])
      const [, saved, ...more] = await stepsOfPerson(person.id)
      expect(more).toEqual([])
      expect(saved).toMatchObject({ fromStep: 'TRANINGSLAGENHET', ...wish, direction: 'UP', tenancyId: null })
      const audit = await house.db.prisma.auditEvent.findMany({ where: { personId: person.id, action: 'CREATE' } })
      expect(audit.map((event) => [event.subject, event.subjectId, JSON.parse(event.after ?? '{}').decisionReference])).toEqual([
        ['STEP_MOVE', saved?.id, 'SN 2026/9'],
      ])
      const list = await browser.get(`/personer/${person.id}/stegbyten`)
      expect([list.status, await htmlFaults(list.text)]).toEqual([200, []])
      expect(words(list.text)).toMatch(/2026-11-22 Försökslägenhet Uppåt .*SN 2026\/9 BOSAMORDNARE 0 .*2026-10-23/)
      expect((await browser.get(`/personer/${person.id}`)).text).toContain(`/personer/${person.id}/stegbyten"`)
    })

    test.each([
      ['STODBOENDE', 'DOWN', 'STODBOENDE'],
      ['BOSTAD_FORST', 'SIDEWAYS', 'BOSTAD_FORST'],
      ['EGET_KONTRAKT', 'UP', 'EGET_KONTRAKT'],
      ['OUT', 'OUT', null],
    ])('from träningslägenhet to %s is %s', async (toStep, direction, stored) => {
      const person = await onStep('TRANINGSLAGENHET')
      const answer = await browser.post(`/personer/${person.id}/stegbyten/nytt`, { ...wish, toStep, checked: 'ja' })
      expect([answer.status, answer.headers.location]).toEqual([303, `/personer/${person.id}`])
      expect((await stepsOfPerson(person.id)).at(-1)).toMatchObject({ direction, toStep: stored })
    })

    test('what to know is said before it is saved', async () => {
      const person = await onStep('STODBOENDE')
      await makeTenancy(house, { personId: person.id, apartmentId: (await makeApartment(house)).id })
      const answer = await browser.post(`/personer/${person.id}/stegbyten/nytt`, {
        ...wish,
        toStep: 'EGET_KONTRAKT',
        decisionReference: '',
      })
      for (const said of ['Personen hoppar över ett steg', 'Beslutets diarienummer saknas', 'Personen har kvar sitt andrahandskontrakt']) {
        expect(words(answer.text)).toContain(said)
      }
    })

    test.each([
      ['the same step', { toStep: 'TRANINGSLAGENHET' }, 'Personen står redan på steget'],
      ['before the latest', { movesOn: '2026-10-22' }, 'Det finns ett senare stegbyte'],
      ['no reason', { reason: ' ' }, 'Skriv skälet'],
      ['no step', { toStep: '' }, 'Välj steg'],
      ['no day', { movesOn: '' }, 'Skriv dagen för stegbytet'],
      ['a day that does not exist', { movesOn: '2027-02-29' }, 'Skriv dagen som ÅÅÅÅ-MM-DD'],
      ['far ahead', { movesOn: '2028-11-23' }, 'Dagen är mer än två år bort'],
    ])('refused: %s', async (_what, wrong, message) => {
      const person = await onStep('TRANINGSLAGENHET')
      for (const checked of [{}, { checked: 'ja' }]) {
        const fields = { ...wish, ...wrong, ...checked } as Record<string, string>
        const answer = await browser.post(`/personer/${person.id}/stegbyten/nytt`, fields)
        expect([answer.status, words(answer.text).includes(message), answer.text.includes('value="SN 2026/9"')]).toEqual([422, true, true])
        expect(await htmlFaults(answer.text)).toEqual([])
      }
      expect(await stepsOfPerson(person.id)).toHaveLength(1)
    })

    test('somebody who is on no step has none to leave', async () => {
      const person = await makePerson(house)
      const at = `/personer/${person.id}/stegbyten/nytt`
      expect((await browser.get(at)).text).not.toContain('Lämnar trappan')
      expect(words((await browser.get(`/personer/${person.id}/stegbyten`)).text)).toContain('Inget stegbyte är registrerat än')
      const answer = await browser.post(at, { ...wish, toStep: 'OUT', checked: 'ja' })
      expect([answer.status, words(answer.text).includes('Personen står inte på trappan')]).toEqual([422, true])
    })

    test('roles, another nämnd and protected persons', async () => {
      const person = await onStep('TRANINGSLAGENHET')
      for (const [role, list, form] of [
        ['BOENDESTOD', 200, 403],
        ['CHEF', 200, 403],
        ['SOCIALSEKRETERARE', 200, 200],
        ['CONTROLLER', 403, 403],
        ['ADMINISTRATOR', 403, 403],
      ] as const) {
        const as = await browseAs(house, role)
        const asked = await as.get(`/personer/${person.id}/stegbyten`)
        expect([role, asked.status, (await as.get(`/personer/${person.id}/stegbyten/nytt`)).status]).toEqual([role, list, form])
        expect([role, asked.text.includes('/stegbyten/nytt')]).toEqual([role, form === 200])
      }
      const foreign = await makePerson(house, await makeOtherNamnd(house))
      const hidden = await makePerson(house, { protection: 'SKYDDAD_FOLKBOKFORING' })
      const marked = await makePerson(house, { protection: 'SEKRETESSMARKERING', familyName: 'Quistelius' })
      for (const [{ id }, status] of [
        [foreign, 404],
        [hidden, 404],
        [marked, 200],
      ] as const) {
        for (const address of [`/personer/${id}/stegbyten`, `/personer/${id}/stegbyten/nytt`]) {
          const answer = await browser.get(address)
          expect([address, answer.status, answer.text.includes('Quistelius')]).toEqual([address, status, false])
        }
        expect((await browser.post(`/personer/${id}/stegbyten/nytt`, { ...wish, checked: 'ja' }, '/trappan')).status).toBe(404)
        expect(await stepsOfPerson(id)).toEqual([])
      }
    })
  })
})
