import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { indicatorsCommand } from '../../server/cli/indicators.js'
import type { Context } from '../../server/cli/run.js'
import { INDICATOR_CODES } from '../../server/domain/codes.js'
import { caseFacts } from '../../server/features/indicators/case-facts-store.js'
import { caseCounting } from '../../server/features/indicators/counting.js'
import type { IndicatorFigure } from '../../server/features/indicators/figures.js'
import { nextActions } from '../../server/features/indicators/next-actions-store.js'
import type { NamedRow } from '../../server/features/indicators/rows-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { countedDb } from '../support/counted-db.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

const words = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')

interface Told {
  name: string
  /** [arrived, sender, kind] */
  notice?: [string, string, string]
  openedOn?: string
  outcome?: [string, string]
  events?: [string, string][]
  contacts?: [string, 'JA' | 'NEJ'][]
  children?: number[]
  protection?: string
  unitId?: number
  planned?: string
}

const kfm = (arrivedOn: string): Told['notice'] => [arrivedOn, 'KRONOFOGDEN', 'TID_FOR_AVHYSNING']
const landlord = (arrivedOn: string): Told['notice'] => [arrivedOn, 'HYRESVARD', 'UPPSAGNING']

/** A case as its notices, events and contacts; what is written down is written on its own day. */
async function tell(house: TestHouse, told: Told) {
  const { db, namndId } = house
  const unitId = told.unitId ?? house.unitId
  const { id: authorId } = await house.user('VRAKNINGSFOREBYGGARE')
  const [givenName = '', familyName = ''] = told.name.split(' ')
  const person = await makePerson(house, { givenName, familyName, children: told.children, protection: told.protection, unitId })
  const openedOn = told.openedOn ?? told.notice?.[0] ?? '2026-01-01'
  const at = (day: string) => `${day}T10:00:00.000Z`
  const opened = await db.prisma.preventionCase.create({
    data: {
      namndId,
      unitId,
      personId: person.id,
      caseNumber: `${openedOn.slice(0, 4)}-${person.id}`,
      address: `${familyName}vägen 5`,
      openedOn,
      recordedAt: at(openedOn),
      closedOn: told.outcome?.[0] ?? null,
    },
  })
  const caseId = opened.id
  let noticeId: number | null = null
  if (told.notice) {
    const [arrivedOn, sender, kind] = told.notice
    const row = await db.prisma.evictionNotice.create({
      data: { namndId, caseId, sender, kind, arrivedAt: at(arrivedOn), arrivedOn, children: 0, recordedAt: at(arrivedOn) },
    })
    noticeId = row.id
  }
  const events = [
    ...(told.planned ? [{ kind: 'EVICTION_PLANNED', happenedOn: told.planned, noticeId, recordedAt: at(openedOn) }] : []),
    ...(told.events ?? []).map(([happenedOn, kind]) => ({ kind, happenedOn, recordedAt: at(happenedOn) })),
    ...(told.outcome ? [{ kind: 'OUTCOME', happenedOn: told.outcome[0], outcome: told.outcome[1], recordedAt: at(told.outcome[0]) }] : []),
  ]
  await db.prisma.caseEvent.createMany({ data: events.map((event) => ({ namndId, caseId, ...event })) })
  await db.prisma.note.createMany({
    data: (told.contacts ?? []).map(([happenedOn, reached]) => ({
      namndId,
      personId: person.id,
      kind: 'CALL',
      reached,
      happenedOn,
      text: 'Ringde.',
      writtenAt: at(happenedOn),
      authorId,
    })),
  })
  return { person, caseId }
}

async function command(house: TestHouse, options: Context['options']): Promise<IndicatorFigure[]> {
  const { actor: someone } = await house.user('CHEF')
  const context = {
    house,
    actor: async () => ({ ...someone, userId: null, role: 'SYSTEM', unitId: null }),
    words: [],
    options,
    day: () => '',
  } as unknown as Context
  return (await indicatorsCommand.run(context)).answer as IndicatorFigure[]
}

/*
 * A small municipality, seen on 2026-11-22. Kronofogden's notices: averted Anna (Jan), carried out Bertil with two children (Mar),
 * averted Cecilia (came 28 April, decided 20 May), undecided David (Oct, eviction set in December, one child). Landlords': withdrawn
 * Erik (Feb), undecided Fatima (Nov, one child). 2025: carried out Gunnar in February.
 *   I4 VB 2/3, 1 undecided. T1 2/3, and when T1 ended 1/2. I5 1/1, 1 undecided. I8 1 of 1, two children. G8a 1 against 1.
 *   I9: reached Anna (accepted), David (declined), Erik (no answer) → 1/3; tried and never reached Bertil. G8b, three days: Anna 2 days,
 *   Bertil 9, Cecilia none, David the same day, Erik 3, Fatima opened on the 21st and not yet due → 3/5. G14: David and Fatima of 3.
 */
async function municipality(house: TestHouse) {
  await tell(house, {
    name: 'Anna Ask',
    notice: kfm('2026-01-12'),
    outcome: ['2026-02-02', 'AVVARJD'],
    contacts: [['2026-01-14', 'JA']],
    events: [['2026-01-20', 'SUPPORT_ACCEPTED']],
  })
  await tell(house, {
    name: 'Bertil Björk',
    notice: kfm('2026-03-03'),
    outcome: ['2026-03-30', 'VERKSTALLD'],
    contacts: [['2026-03-12', 'NEJ']],
    children: [2015, 2019],
  })
  await tell(house, { name: 'Cecilia Cederquist', notice: kfm('2026-04-28'), outcome: ['2026-05-20', 'AVVARJD'] })
  const david = await tell(house, {
    name: 'David Dal',
    notice: kfm('2026-10-05'),
    planned: '2026-12-10',
    contacts: [['2026-10-05', 'JA']],
    events: [['2026-10-06', 'SUPPORT_DECLINED']],
    children: [2014],
  })
  await tell(house, {
    name: 'Erik Ek',
    notice: landlord('2026-02-10'),
    outcome: ['2026-03-01', 'ATERKALLAD'],
    contacts: [['2026-02-13', 'JA']],
  })
  await tell(house, { name: 'Fatima Fura', notice: landlord('2026-11-21'), children: [2020] })
  await tell(house, { name: 'Gunnar Gran', notice: kfm('2025-01-03'), outcome: ['2025-02-10', 'VERKSTALLD'] })
  return { david }
}

describe.each(engines)('the indicators of homes at risk on %s', (engine) => {
  let house: TestHouse
  let chef: Browser
  let david: Awaited<ReturnType<typeof tell>>
  beforeAll(async () => {
    house = await openTestHouse(engine)
    ;({ david } = await municipality(house))
    chef = await browseAs(house, 'CHEF')
  })
  afterAll(() => house.close())

  test('a chef finds every one on the first page, with the plan’s words, target and what stands beside', async () => {
    const answer = await chef.get('/indikatorer')
    const text = words(answer.text)
    expect(await htmlFaults(answer.text)).toEqual([])
    for (const said of [
      /Avvärjda efter meddelande från Kronofogden 66,7 % 2 av 3 meddelanden 8,3 procentenheter under målet 75 %/,
      /Per meddelande\. Ej avgjorda räknas inte\. Avvärjd: bor kvar på utfallsdagen\. Räknas inte: 1 \(ej avgjort 1\)/,
      /från hyresvärden 100,0 % 1 av 1 meddelanden Når målet 55 %/,
      /Vräkningar som berör barn 1 av 1 avhysning under perioden 1 fler än målet 0/,
      /Tar emot stöd 33,3 % 1 av 3 personer/,
      /ej nådda 1/,
      /Avhysningar mot året före 1 avhysning, 1 samma dagar 2025 Lika många som 2025/,
      /Uppsökta i tid 60,0 % 3 av 5 ärenden/,
      /Inom 3 dagar\. .*samma dag 1, senare men i tid 2, för sent 1, inget försök 1/,
      /Ärenden med barn 2 av 3 ärenden under perioden/,
      /barn 2, avhysning planerad 1, uppsagd 1/,
    ])
      expect(text).toMatch(said)
    for (const code of ['I4', 'I5', 'I8', 'I9', 'G8a', 'G8b', 'G14']) expect(answer.text).toContain(`href="/indikatorer/${code}"`)
    for (const anchor of ['trappan', 'hyra', 'vrakningar']) expect(answer.text).toContain(`id="${anchor}"`)
  })

  test('I4: the readings in the heading, each switch beside, the years, the rows', async () => {
    const answer = await chef.get('/indikatorer/I4')
    const text = words(answer.text)
    expect(await htmlFaults(answer.text)).toEqual([])
    expect(text).toMatch(/Per meddelande Ej avgjorda räknas inte Avvärjd: bor kvar på utfallsdagen T1 T2/)
    expect(text).toMatch(/Per hushåll 66,7 % 2 av 3 hushåll/)
    expect(text).toMatch(/Ej avgjorda räknas som inte avvärjda 50,0 % 2 av 4 meddelanden/)
    expect(text).toMatch(/bor kvar vid kontrollen efteråt 0,0 % 0 av 1 meddelanden/)
    expect(text).toMatch(/2026 2 3 66,7 % 75 % Preliminär/)
    expect(text).toMatch(/2025 0 1 0,0 % 75 % Fastställd/)
    expect(text).toMatch(/Raderna bakom 2 av 3 Avvärjda 2 Alla i nämnaren 3 Inte avvärjda 1 Räknas inte 1/)
    expect(text).toMatch(/Anna Ask 2026-\d+ 2026-01-12 Avvärjd, hushållet bor kvar 2026-02-02 0/)
    expect(answer.text).toContain(`/arenden/`)
    const turned = words((await chef.get('/indikatorer/I4?rakna=ej-avgjorda-raknas,per-hushall')).text)
    expect(turned).toMatch(/Per hushåll Ej avgjorda räknas som inte avvärjda/)
    expect(turned).toMatch(/50,0 % 2 av 4 hushåll/)
    const out = words((await chef.get('/indikatorer/I4?rader=raknas-inte')).text)
    expect(out).toMatch(/David Dal 2026-\d+ 2026-10-05 2026-12-10 1 Ej avgjort/)
  })

  test('T1 is counted by what is known now, and says how it was when it ended', async () => {
    const text = words((await chef.get('/indikatorer/I4?period=T1')).text)
    expect(text).toMatch(/66,7 % 2 av 3 meddelanden/)
    expect(text).toMatch(/När perioden slutade 1 av 2 meddelanden/)
    // Nothing has changed since the year before ended.
    expect(words((await chef.get('/indikatorer/I4?ar=2025')).text)).not.toContain('När perioden slutade')
    expect(words((await chef.get('/indikatorer/I4?period=T2&enbart=ja')).text)).toMatch(/– 0 av 0 meddelanden/)
  })

  test('a count of none is a zero, a share of nothing a dash', async () => {
    const text = words((await chef.get('/indikatorer?ar=2025')).text)
    expect(text).toMatch(/Vräkningar som berör barn 0 av 1 avhysning under perioden Når målet 0/)
    expect(text).toMatch(/från hyresvärden – 0 av 0 meddelanden/)
    expect(text).toMatch(/Avhysningar mot året före 1 avhysning, 0 samma dagar 2024 1 fler än 2024/)
    const chart = words((await chef.get('/indikatorer/I8')).text)
    expect(chart).toMatch(/2026 1 1 0 Preliminär/)
    expect(chart).toMatch(/2025 0 1 0 Fastställd/)
    expect(chart).toContain('Bertil Björk')
    expect(chart).toContain('Barn 2')
  })

  test('rows of the others: support, outreach, the year before', async () => {
    const rows = async (address: string) => words((await chef.get(address)).text)
    expect(await rows('/indikatorer/I9')).toMatch(
      /Anna Ask 2026-\d+ 2026-01-14 2 Stöd accepteras|Anna Ask 2026-\d+ 2026-01-14 2 \S.* 2026-01-20/,
    )
    expect(await rows('/indikatorer/I9?rader=raknas-inte')).toMatch(/Bertil Björk .* Ej nådda/)
    expect(await rows('/indikatorer/G8b?rader=ovriga')).toMatch(/Bertil Björk 2026-\d+ 2026-03-03 2026-03-12 9/)
    const before = await rows('/indikatorer/G8a?rader=namnare')
    expect(before).toMatch(/Under perioden 1 Året före 1/)
    expect(before).toContain('Gunnar Gran')
    expect(await rows('/indikatorer/I8')).toMatch(/Bertil Björk 2026-\d+ Björkvägen 5 2026-03-03 2026-03-30 2/)
  })

  test('G14 lists the highest risk first, with next action and days since contact', async () => {
    const answer = await chef.get('/indikatorer/G14')
    const text = words(answer.text)
    expect(await htmlFaults(answer.text)).toEqual([])
    expect(text).toMatch(/Pågår 2 Under perioden 3 Har slutat 1/)
    expect(text).toMatch(/David Dal 2026-\d+ Avhysning planerad \S.*? 47 1 Fatima Fura 2026-\d+ Uppsagd/)
    const file = (await chef.get('/indikatorer/G14/rader.csv')).text
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n')
    expect(file[0]).toBe('Person;Ärende;Risk;Steg;Nästa åtgärd;Dagar sedan kontakt;Barn')
    expect(file[1]).toMatch(/^David Dal;2026-\d+;Avhysning planerad;;[^;]+;47;1$/)
    expect(file).toHaveLength(3)
  })

  test('G14 works out the next action of the cases on the page and reads no others', async () => {
    const { actor } = await house.user('CHEF')
    const row = { case: { id: david.caseId, number: '2026-1' } } as NamedRow
    const asked = async () => {
      const counted = { statements: 0, rows: 0 }
      const found = await nextActions(countedDb(house.db, counted), actor, testToday, [row, null])
      return { ...counted, found: [...found.keys()] }
    }
    const few = await asked()
    expect(few.found).toEqual([david.caseId])
    for (let n = 0; n < 5; n++)
      await tell(house, { name: `Andra Öppna${n}`, notice: landlord('2019-03-03'), contacts: [['2019-03-04', 'NEJ']] })
    expect(await asked()).toEqual(few)
    expect(few.statements).toBeLessThan(20)
  })

  test('files: the readings stand in them, few are not written out, none is 0', async () => {
    const lines = (await chef.get('/indikatorer.csv')).text.split('\r\n')
    const line = (code: string) => lines.find((one) => one.startsWith(`${code};`)) ?? ''
    expect(line('I4')).toMatch(
      /;färre än 5;färre än 5;färre än 5;75;;färre än 5;Preliminär;Andel;;Per meddelande\. Ej avgjorda räknas inte\. Avvärjd: bor kvar på utfallsdagen$/,
    )
    expect(line('I8')).toMatch(/;färre än 5;färre än 5;;0;;0;Preliminär;Antal;Barn: färre än 5/)
    // Five in the denominator: the share is written.
    expect(line('G8b')).toMatch(/;3;5;60;100;;färre än 5;|;3;5;60;100;;1;/)
    const past = (await chef.get('/indikatorer.csv?ar=2024')).text.split('\r\n').find((one) => one.startsWith('I8;'))
    expect(past).toMatch(/;0;0;;0;;0;Fastställd;Antal;/)
    const rows = (await chef.get('/indikatorer/I4/rader.csv?rakna=per-hushall&rader=namnare')).text.trim().split('\r\n')
    expect(rows[0]).toContain('Person;Ärende;Kom in;Planerad avhysning;Utfall;Utfallsdag;Barn;Räknesätt')
    expect(rows).toHaveLength(4)
    expect(rows[1]).toMatch(/;Per hushåll\. Ej avgjorda räknas inte\. Avvärjd/)
    const { id } = await house.user('CHEF')
    const exported = await house.db.prisma.auditEvent.findFirstOrThrow({ where: { userId: id, action: 'EXPORT' }, orderBy: { id: 'desc' } })
    expect(JSON.parse(exported.after ?? '')).toMatchObject({
      code: 'I4',
      cut: 'DENOMINATOR',
      rows: 3,
      readings: ['PER_HOUSEHOLD', 'UNDECIDED_LEFT_OUT', 'HOME_ON_OUTCOME_DAY'],
    })
    expect(await house.db.prisma.auditEvent.count({ where: { userId: id, action: 'READ', page: 'GET /indikatorer/I4/rader.csv' } })).toBe(3)
  })

  test('the command answers the same, with what stands beside and the readings', async () => {
    const [i4] = await command(house, { year: '2026', code: 'i4' })
    expect(i4).toMatchObject({
      measure: 'SHARE',
      numerator: 2,
      denominator: 3,
      percent: 66.7,
      target: 75,
      excluded: 1,
      readings: ['PER_NOTICE', 'UNDECIDED_LEFT_OUT', 'HOME_ON_OUTCOME_DAY'],
    })
    const [i8] = await command(house, { year: '2026', code: 'I8' })
    expect(i8).toMatchObject({ measure: 'COUNT', numerator: 1, denominator: 1, percent: null, target: 0, sums: { CHILDREN: 2 } })
    expect((await command(house, { year: '2026', code: 'g8' })).map(({ code }) => code)).toEqual(['G8a', 'G8b'])
    const [turned] = await command(house, { year: '2026', code: 'I4', reading: 'ej-avgjorda-raknas' })
    expect(turned).toMatchObject({ numerator: 2, denominator: 4, excluded: 0 })
    await expect(command(house, { year: '2026', reading: 'hur-som-helst' })).rejects.toThrow(/--reading/)
  })

  test('a controller reads every figure and no row', async () => {
    const controller = await browseAs(house, 'CONTROLLER')
    for (const code of INDICATOR_CODES) {
      const answer = await controller.get(`/indikatorer/${code}`)
      expect([code, answer.status]).toEqual([code, 200])
      expect(answer.text).not.toMatch(/Ask|Björk|Cederquist|rader\.csv|\/personer\/\d|\/arenden\/\d|Raderna bakom/)
      expect((await controller.get(`/indikatorer/${code}/rader.csv`)).status).toBe(403)
    }
    expect((await (await browseAs(house, 'ADMINISTRATOR')).get('/indikatorer/I4')).status).toBe(403)
  })

  test('another enhet and another nämnd see their own', async () => {
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
    await tell(house, { name: 'Hassan Hed', notice: kfm('2024-06-01'), outcome: ['2024-07-01', 'AVVARJD'], unitId: unit.id })
    const seen = async (browser: Browser) => /Hassan Hed/.test((await browser.get('/indikatorer/I4?ar=2024')).text)
    expect(await seen(chef)).toBe(false)
    expect(await seen(await browseAs(house, 'CHEF', { unitId: unit.id }))).toBe(true)
    expect(await seen(await browseAs(house, 'CHEF', { unitId: null }))).toBe(true)
    const other = await makeOtherNamnd(house)
    const { actor } = await house.user('CHEF', { ...other })
    const none = await caseFacts(house.db, actor)
    expect([none.cases, none.notices, none.events, none.contacts, none.children, none.lostStays]).toEqual([[], [], [], [], [], []])
  })

  test.each(['SEKRETESSMARKERING', 'SKYDDAD_FOLKBOKFORING'])(
    '%s counts, and no name, address, case or day is in any row or file',
    async (protection) => {
      const { person, caseId } = await tell(house, {
        name: 'Sture Gömd',
        notice: kfm('2023-03-03'),
        planned: '2023-04-07',
        outcome: ['2023-04-04', 'VERKSTALLD'],
        contacts: [['2023-03-05', 'JA']],
        events: [['2023-03-06', 'SUPPORT_ACCEPTED']],
        children: [2016],
        protection,
      })
      const home = await makeApartment(house, { address: 'Hemliga gatan 7' })
      await makeTenancy(house, {
        personId: person.id,
        apartmentId: home.id,
        startsOn: '2022-02-02',
        endsOn: '2023-09-09',
        outcome: 'UPPSAGD',
      })
      for (const code of ['I4', 'I5', 'I8', 'I9', 'G8a', 'G8b', 'G14']) {
        for (const cut of ['taljare', 'namnare', 'ovriga', 'raknas-inte', 'bredvid']) {
          for (const address of [
            `/indikatorer/${code}?ar=2023&rader=${cut}&sortera=namn`,
            `/indikatorer/${code}/rader.csv?ar=2023&rader=${cut}`,
          ]) {
            const { status, text } = await chef.get(address)
            expect([address, status]).toEqual([address, 200])
            expect(text).not.toMatch(/Sture|Gömd|Hemliga gatan|2023-0[349]-|2022-02-02/)
            expect(text).not.toMatch(new RegExp(`/personer/${person.id}"|/arenden/${caseId}"|2023-${person.id}\\b`))
          }
        }
      }
      expect((await chef.get('/indikatorer/I4?ar=2023&rader=namnare')).text).toContain('Skyddad person')
      expect((await chef.get('/indikatorer/I4/rader.csv?ar=2023&rader=namnare')).text).toContain('Skyddad person;;;;;;;Per meddelande')
      expect(await house.db.prisma.auditEvent.count({ where: { action: 'READ', personId: person.id } })).toBe(0)
      const { id: userId } = await house.user('SOCIALSEKRETERARE')
      await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId, grantedAt: house.clock.now() } })
      const named = await browseAs(house, 'SOCIALSEKRETERARE')
      expect(words((await named.get('/indikatorer/I8?ar=2023')).text)).toMatch(/Sture Gömd/)
    },
  )

  test('a note that was corrected does not count, its correction does', async () => {
    const { id: authorId } = await house.user('VRAKNINGSFOREBYGGARE')
    const note = await house.db.prisma.note.findFirstOrThrow({ where: { personId: david.person.id } })
    const before = (await command(house, { year: '2026', code: 'I9' }))[0]
    await house.db.prisma.note.create({
      data: {
        namndId: house.namndId,
        personId: david.person.id,
        kind: 'CALL',
        reached: 'NEJ',
        happenedOn: '2026-10-09',
        text: 'Fel dag.',
        correctsId: note.id,
        writtenAt: house.clock.now(),
        authorId,
      },
    })
    const [g8b] = await command(house, { year: '2026', code: 'G8b' })
    // The first attempt is now the day of the answer, one day after.
    expect(g8b?.sums).toMatchObject({ OUTREACH_IN_TIME: 3 })
    expect((await command(house, { year: '2026', code: 'I9' }))[0]?.numerator).toBe(before?.numerator)
  })

  test('a period is counted from its own cases as from all of them', async () => {
    const { actor } = await house.user('CHEF')
    // A stay that was lost long after Kronofogden had set a time in an older case.
    const { person } = await tell(house, {
      name: 'Hanna Hassel',
      notice: kfm('2019-02-03'),
      outcome: ['2019-03-03', 'AVVARJD'],
      children: [2016],
    })
    const home = await makeApartment(house)
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id, startsOn: '2018-01-01' })
    await house.db.prisma.tenancy.update({ where: { id: stay.id }, data: { endsOn: '2026-06-01', outcome: 'UPPSAGD' } })
    const readings = ['PER_HOUSEHOLD', 'UNDECIDED_COUNTED'] as const
    for (const year of [2019, 2025, 2026])
      for (const wish of [{ period: 'VB' }, { period: 'T1' }, { period: 'T2', only: true }] as const) {
        const asked = { ...wish, year, today: testToday }
        const [own, all] = [
          { statements: 0, rows: 0 },
          { statements: 0, rows: 0 },
        ]
        const narrow = (await caseCounting(countedDb(house.db, own), actor, asked)).report(asked, readings)
        const wide = (await caseCounting(countedDb(house.db, all), actor)).report(asked, readings)
        expect(narrow).toEqual(wide)
        expect(own.statements).toBe(all.statements)
        if (year === 2026) expect(own.rows).toBeLessThan(all.rows)
      }
  })

  test('a page makes the same few queries however many cases there are', async () => {
    const { actor } = await house.user('CHEF')
    const asked = async () => {
      const counted = { statements: 0, rows: 0 }
      await caseFacts(countedDb(house.db, counted), actor)
      return counted
    }
    const few = await asked()
    for (let n = 0; n < 5; n++) await tell(house, { name: `Fler Personer${n}`, notice: kfm('2020-03-03') })
    const more = await asked()
    expect([few.statements, more.statements]).toEqual([7, 7])
    expect(more.rows).toBeGreaterThan(few.rows)
  })
})
