import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { indicatorsCommand } from '../../server/cli/indicators.js'
import { runCommand, type Context } from '../../server/cli/run.js'
import type { Actor } from '../../server/actor.js'
import type { IndicatorFigure } from '../../server/features/indicators/figures.js'
import { INDICATOR_CODES } from '../../server/domain/codes.js'
import { indicators } from '../../server/domain/indicators.js'
import { indicatorDefinitions } from '../../server/documents/indicator-definitions.js'
import { indicatorFacts } from '../../server/features/indicators/store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

/** What tables are read as: text without markup, no-break spaces as spaces. */
const words = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')

/** The year of domain.md §1.3: 40 on 1 January, 6 new, 10 taken over, 2 returned. Person n lives in apartment n, the last in none. */
async function workedExample(house: TestHouse) {
  const people = []
  const apartments = []
  for (let n = 1; n <= 46; n++) {
    const isReturned = n === 11 || n === 12
    const startsOn = n <= 40 ? '2023-01-01' : '2026-03-01'
    const apartment = await makeApartment(house, { address: `Orrvägen ${n}`, fromOn: startsOn, tillOn: isReturned ? '2026-06-01' : null })
    const person = await makePerson(house, { givenName: 'Nadia', familyName: `Osman${String(n).padStart(2, '0')}` })
    await makeTenancy(house, {
      personId: person.id,
      apartmentId: apartment.id,
      startsOn: n <= 12 ? '2024-05-01' : startsOn,
      endsOn: n <= 10 ? `2026-0${(n % 9) + 1}-15` : isReturned ? '2026-05-20' : null,
      outcome: n <= 10 ? 'OVERTAG' : isReturned ? 'AVBRUTEN' : null,
    })
    people.push(person)
    apartments.push(apartment)
  }
  return { people, apartments }
}

/** Runs the command's own function on the house of the test. */
async function command(house: TestHouse, options: Context['options']): Promise<IndicatorFigure[]> {
  const { actor: someone } = await house.user('CHEF')
  const actor: Actor = { ...someone, userId: null, role: 'SYSTEM', unitId: null }
  const context = { house, actor: async () => actor, words: [], options, day: () => '' } as Context
  return (await indicatorsCommand.run(context)).answer as IndicatorFigure[]
}

describe.each(engines)('the takeover indicators on %s', (engine) => {
  let house: TestHouse
  let example: Awaited<ReturnType<typeof workedExample>>
  let chef: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    example = await workedExample(house)
    chef = await browseAs(house, 'CHEF')
  })
  afterAll(() => house.close())

  test('the worked example gives 21,7, 22,7 and 29,4 on the page, and each with its words, plan and target', async () => {
    const answer = await chef.get('/indikatorer')
    const text = words(answer.text)
    expect(answer.status).toBe(200)
    expect(text).toMatch(/Lägenheter under perioden 21,7 % 10 av 46 lägenheter/)
    expect(text).toMatch(/sista dagen och övertagna 22,7 % 10 av 44 lägenheter/)
    expect(text).toMatch(/Lägenheter sista dagen 29,4 % 10 av 34 lägenheter/)
    expect(text).toMatch(/Avslutade boenden 83,3 % 10 av 12 personer/)
    expect(text).toMatch(/Personer med insats 21,7 % 10 av 46 personer/)
    for (const months of [12, 18, 24, 36]) expect(text).toContain(`Inflyttade, inom ${months} månader`)
    expect(text).toContain(
      '”Andelen försökslägenheter som övergått till eget kontrakt relaterat till totala antalet försökslägenheter i nämnden”',
    )
    expect(text).toContain('Vuxenenhetens verksamhetsplaner 2013 och 2014')
    expect(text).toContain('3,3 procentenheter under målet 25 %')
    expect(text).toContain('Når målet 25 %')
    expect(text).toContain('Preliminärt 1 januari till 22 november 2026')
  })

  test('the same figures stand in the CSV file and in the answer of the command', async () => {
    const answer = await chef.get('/indikatorer.csv')
    expect(answer.headers['content-type']).toMatch(/text\/csv/)
    const lines = answer.text.split('\r\n')
    expect(lines.find((line) => line.startsWith('I1a;'))).toMatch(/;2026;VB;2026-01-01;2026-11-22;10;46;21,7;25;;0;Preliminär;Andel;;$/)
    expect(lines.find((line) => line.startsWith('I1b;'))).toContain(';10;44;22,7;25;')
    expect(lines.find((line) => line.startsWith('I1c;'))).toContain(';10;34;29,4;25;')

    const figures = await command(house, { year: '2026' })
    expect(figures.map(({ code }) => code)).toEqual([...INDICATOR_CODES])
    const [a, b, c] = figures
    expect(a).toMatchObject({ period: 'VB', numerator: 10, denominator: 46, percent: 21.7, target: 25, excluded: 0, preliminary: true })
    expect([a?.percent, b?.percent, c?.percent]).toEqual([21.7, 22.7, 29.4])
    expect(a?.wording).toMatch(/^Andelen försökslägenheter som övergått till eget kontrakt/)
  })

  test('T1 is January to April, T2 from January, and the tertial alone on request', async () => {
    const counted = async (options: Context['options']) => {
      const [figure] = await command(house, { year: '2026', code: 'i1A', ...options })
      return `${figure?.numerator}/${figure?.denominator} ${figure?.startsOn} ${figure?.lastOn} ${figure?.preliminary}`
    }
    // Transfers on the 15th of February to September, and on the tenth in February again (n = 1 … 10, month n % 9 + 1).
    expect(await counted({ period: 'T1' })).toBe('5/46 2026-01-01 2026-04-30 false')
    expect(await counted({ period: 'T2' })).toBe('9/46 2026-01-01 2026-08-31 false')
    expect(await counted({ period: 'T2', only: true })).toBe('4/41 2026-05-01 2026-08-31 false')
    expect(await counted({ period: 'VB' })).toBe('10/46 2026-01-01 2026-11-22 true')
    const text = words((await chef.get('/indikatorer?period=T2&enbart=ja')).text)
    expect(text).toContain('1 maj till 31 augusti 2026')
    expect(text).toContain('4 av 41 lägenheter')
  })

  test('a whole year that has passed is not preliminary; one to come has no value, never 0', async () => {
    const [past] = await command(house, { year: '2025', code: 'I1a' })
    expect(past).toMatchObject({ numerator: 0, denominator: 40, percent: 0, preliminary: false })
    const [before] = await command(house, { year: '2012', code: 'I1a' })
    expect(before).toMatchObject({ numerator: 0, denominator: 0, percent: null, target: null })
    const [coming] = await command(house, { year: '2027', code: 'I1a' })
    expect(coming).toMatchObject({ denominator: 0, percent: null, preliminary: true })
    const text = words((await chef.get('/indikatorer?ar=2012')).text)
    expect(text).toMatch(/Lägenheter under perioden – 0 av 0/)
    expect(text).toContain('Inget mål är satt för året.')
  })

  test('one code, all I1 variants, and codes that do not exist', async () => {
    expect((await command(house, { year: '2026', code: 'i1' })).map(({ code }) => code)).toEqual(['I1a', 'I1b', 'I1c'])
    expect((await command(house, { year: '2026', code: 'I2B12' })).map(({ code }) => code)).toEqual(['I2b12'])
    await expect(command(house, { year: '2026', code: 'I99' })).rejects.toThrow(/--code/)
    await expect(command(house, { year: '2026', period: 'T3' })).rejects.toThrow(/--period/)
    await expect(command(house, { year: 'i år' })).rejects.toThrow(/--year/)
    expect((await chef.get('/indikatorer/I99')).status).toBe(404)
  })

  test('a target of the nämnd wins over the plan, and only for the nämnd', async () => {
    const other = await makeOtherNamnd(house)
    const row = { indicator: 'I1a', year: 2025, source: 'Verksamhetsplan 2025', recordedAt: house.clock.now() }
    await house.db.prisma.annualTarget.create({ data: { ...row, namndId: other.namndId, percent: 99 } })
    expect((await command(house, { year: '2026', code: 'I1a' }))[0]?.target).toBe(25)
    const own = await house.db.prisma.annualTarget.create({ data: { ...row, namndId: house.namndId, percent: 20, kfPercent: 15 } })
    expect((await command(house, { year: '2026', code: 'I1a' }))[0]?.target).toBe(20)
    expect((await command(house, { year: '2024', code: 'I1a' }))[0]?.target).toBe(25)
    const text = words((await chef.get('/indikatorer/I1a')).text)
    expect(text).toContain('Når målet 20 %')
    expect(text).toContain('Verksamhetsplan 2025. Kommunfullmäktiges mål: 15 %')
    await house.db.prisma.annualTarget.delete({ where: { id: own.id } })
  })

  test('one indicator shows the years as a chart with its table, and the rows behind both sides', async () => {
    const answer = await chef.get('/indikatorer/I1a')
    const text = words(answer.text)
    expect(answer.text).toMatch(/<svg[^>]* role="img"/)
    expect(answer.text).toMatch(/class="chart-point"\s+data-open/)
    expect(text).toContain('2023–2026, procent')
    expect(text).toMatch(/2026 10 46 21,7 % 25 % Preliminär/)
    expect(text).toMatch(/2025 0 40 0,0 % 25 % Fastställd/)
    expect(text).toContain('Raderna bakom 10 av 46')
    expect(text).toMatch(/Övertagna 10 Alla i nämnaren 46 Inte övertagna 36 Räknas inte 0/)
    expect(text).toMatch(/Nadia Osman08 Orrvägen 8, 1101 2024-05-01 2026-09-15 28/)
    expect(text).toMatch(/Genomsnitt \d\d,\d/)
    expect(answer.text).toContain(`href="/personer/${example.people[7]?.id}"`)

    const others = words((await chef.get('/indikatorer/I1a?rader=ovriga')).text)
    expect(others).toContain('Visar 1–25 av 36')
    expect(others).not.toContain('Nadia')
    const last = await chef.get('/indikatorer/I1a?rader=ovriga&sida=2')
    expect(words(last.text)).toContain('Visar 26–36 av 36')
    expect(last.text).toContain('rader=ovriga')
    const people = words((await chef.get('/indikatorer/I2?rader=ovriga')).text)
    expect(people).toMatch(/Nadia Osman12 Orrvägen 12, 1101 2024-05-01 2026-05-20 Avbruten 24/)
  })

  test('a cohort is followed for its months: the rows are those who moved in, and who goes on stands beside', async () => {
    // Twelve moved in on 2024-05-01; five had taken over by 2026-05-01, seven still lived there.
    const [within12] = await command(house, { year: '2024', code: 'I2b12' })
    const [within24] = await command(house, { year: '2024', code: 'I2b24' })
    const [within36] = await command(house, { year: '2024', code: 'I2b36' })
    expect(within12).toMatchObject({ numerator: 0, denominator: 12, percent: 0, preliminary: false })
    expect(within24).toMatchObject({ numerator: 5, denominator: 12, percent: 41.7, target: null, preliminary: false })
    expect(within36).toMatchObject({ numerator: 10, denominator: 12, percent: 83.3, preliminary: true })
    const text = words((await chef.get('/indikatorer/I2b24?ar=2024&sortera=namn')).text)
    expect(text).toMatch(/Tog över 5 Alla i nämnaren 12 Tog inte över 7 Räknas inte 0 Visas bredvid 7/)
    expect(text).toMatch(/Nadia Osman01 Orrvägen 1, 1101 2024-05-01 2026-02-15 21/)
    expect(text).not.toContain('Osman04')
    const beside = words((await chef.get('/indikatorer/I2b24?ar=2024&rader=bredvid&sortera=namn')).text)
    expect(beside).toMatch(/Nadia Osman04 Orrvägen 4, 1101 2024-05-01 2026-05-15 Övertog kontraktet Pågår 24/)
  })

  test('rows are sorted in the database, the way the address says', async () => {
    const names = async (address: string) =>
      [...words((await chef.get(address)).text).matchAll(/Nadia (Osman\d+)/g)].map(([, name]) => name)
    const rising = await names('/indikatorer/I1a?sortera=namn')
    expect(rising).toHaveLength(10)
    expect(rising).toEqual([...rising].sort())
    expect(await names('/indikatorer/I1a?sortera=-namn')).toEqual([...rising].reverse())
    expect((await names('/indikatorer/I1a'))[0]).toBe('Osman08')
  })

  test('who was shown is written down, and that rows were taken out', async () => {
    const { id } = await house.user('CHEF')
    const readings = (page: string) => house.db.prisma.auditEvent.count({ where: { userId: id, action: 'READ', page } })
    const before = await readings('GET /indikatorer/I1a')
    await chef.get('/indikatorer/I1a')
    expect((await readings('GET /indikatorer/I1a')) - before).toBe(10)
    const file = await chef.get('/indikatorer/I2/rader.csv?rader=namnare')
    expect(file.text.trim().split('\r\n')).toHaveLength(13)
    expect(await readings('GET /indikatorer/I2/rader.csv')).toBe(12)
    const exported = await house.db.prisma.auditEvent.findFirstOrThrow({ where: { userId: id, action: 'EXPORT' }, orderBy: { id: 'desc' } })
    expect(exported.subject).toBe('INDICATOR')
    expect(JSON.parse(exported.after ?? '')).toMatchObject({ code: 'I2', year: 2026, cut: 'DENOMINATOR', rows: 12 })
  })

  test('a controller reads every figure and no row', async () => {
    const controller = await browseAs(house, 'CONTROLLER')
    for (const address of ['/indikatorer', '/indikatorer/I1a', '/indikatorer/I2?rader=namnare', '/indikatorer.csv']) {
      const answer = await controller.get(address)
      expect([address, answer.status]).toEqual([address, 200])
      expect(answer.text).not.toMatch(/Osman|Orrvägen|rader\.csv|\/personer\/\d|\/lagenheter\/\d|Raderna bakom/)
    }
    expect((await controller.get('/indikatorer/I1a/rader.csv')).status).toBe(403)
    const administrator = await browseAs(house, 'ADMINISTRATOR')
    expect((await administrator.get('/indikatorer')).status).toBe(403)
  })

  test('html-validate has nothing against the pages, and nothing is inline', async () => {
    for (const address of [
      '/indikatorer',
      '/indikatorer?period=T2&enbart=ja&ar=2012',
      '/indikatorer/I1a',
      '/indikatorer/I2b12',
      '/indikatorer/I1a?rader=ovriga',
    ]) {
      const { text } = await chef.get(address)
      expect([address, await htmlFaults(text)]).toEqual([address, []])
      expect(text).not.toMatch(/ style="|undefined|NaN|\[object/)
    }
  })
})

describe.each(engines)('who counts and who sees on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  test('an empty house says what to do', async () => {
    const chef = await browseAs(house, 'CHEF')
    const answer = await chef.get('/indikatorer')
    expect(words(answer.text)).toContain('Inga försökslägenheter än')
    expect(await htmlFaults(answer.text)).toEqual([])
    expect(await htmlFaults((await chef.get('/indikatorer/I3')).text)).toEqual([])
  })

  test('a träningslägenhet taken over is never counted, and stands among what does not count', async () => {
    const apartment = await makeApartment(house, { housingForm: 'TRANINGSLAGENHET', address: 'Tallbacksvägen 4' })
    const person = await makePerson(house, { givenName: 'Hanna', familyName: 'Nilsson' })
    await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, endsOn: '2026-05-01', outcome: 'OVERTAG' })
    const figures = await command(house, { year: '2026' })
    expect(figures.map(({ numerator }) => numerator)).toEqual(figures.map(() => 0))
    expect(figures.map(({ denominator }) => denominator)).toEqual(figures.map(() => 0))
    expect(figures[0]).toMatchObject({ percent: null, excluded: 1 })
    const chef = await browseAs(house, 'CHEF')
    const text = words((await chef.get('/indikatorer/I1a?rader=raknas-inte')).text)
    expect(text).toMatch(/Hanna Nilsson Tallbacksvägen 4, 1101 2025-01-01 2026-05-01 Övertog kontraktet Inte en försökslägenhet 16/)
  })

  test('a small group is not written out in the file, and is on the page', async () => {
    const apartment = await makeApartment(house, { address: 'Ljungstigen 3' })
    const person = await makePerson(house, { givenName: 'Bo', familyName: 'Hansson' })
    await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, endsOn: '2026-02-01', outcome: 'OVERTAG' })
    const chef = await browseAs(house, 'CHEF')
    const line = (await chef.get('/indikatorer.csv')).text.split('\r\n').find((one) => one.startsWith('I2;'))
    expect(line).toContain(';färre än 5;färre än 5;färre än 5;100;')
    expect(words((await chef.get('/indikatorer')).text)).toContain('100,0 % 1 av 1 personer')
    const { namndId } = house
    await house.db.prisma.setting.create({
      data: { namndId, name: 'smallGroup', value: '1', fromOn: '2026-01-01', source: 'Beslut', recordedAt: house.clock.now() },
    })
    const open = (await chef.get('/indikatorer.csv')).text.split('\r\n').find((one) => one.startsWith('I2;'))
    expect(open).toContain(';1;1;100;100;')
  })

  test('another nämnd and another enhet see their own, and the whole nämnd sees both enheter', async () => {
    const other = await makeOtherNamnd(house)
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
    const apartment = await makeApartment(house, { address: 'Kvarnbacken 18', unitId: unit.id })
    const person = await makePerson(house, { givenName: 'Ali', familyName: 'Demir', unitId: unit.id })
    await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, unitId: unit.id, endsOn: '2026-06-01', outcome: 'OVERTAG' })
    const seen = async (browser: Browser) => {
      const page = await browser.get('/indikatorer/I2?rader=namnare')
      const file = await browser.get('/indikatorer/I2/rader.csv?rader=namnare')
      return [/Ali Demir/, /Bo Hansson/].map((name) => `${name.test(page.text)} ${name.test(file.text)}`)
    }
    expect(await seen(await browseAs(house, 'CHEF'))).toEqual(['false false', 'true true'])
    expect(await seen(await browseAs(house, 'CHEF', { unitId: unit.id }))).toEqual(['true true', 'false false'])
    expect(await seen(await browseAs(house, 'CHEF', { unitId: null }))).toEqual(['true true', 'true true'])
    expect(await seen(await browseAs(house, 'CHEF', { ...other }))).toEqual(['false false', 'false false'])
    const { actor } = await house.user('CHEF', { ...other })
    expect(await indicatorFacts(house.db, actor)).toEqual({ apartments: [], stays: [] })
  })

  test.each(['SEKRETESSMARKERING', 'SKYDDAD_FOLKBOKFORING'])(
    '%s: no name, no apartment and no day in any rows or file',
    async (protection) => {
      const apartment = await makeApartment(house, { address: 'Hemliga gatan 7', fromOn: '2022-02-02' })
      const person = await makePerson(house, { givenName: 'Sture', familyName: 'Gömd', protection })
      await makeTenancy(house, {
        personId: person.id,
        apartmentId: apartment.id,
        startsOn: '2023-03-03',
        endsOn: '2026-04-04',
        outcome: 'OVERTAG',
      })
      const chef = await browseAs(house, 'CHEF')
      for (const code of ['I1a', 'I1b', 'I1c', 'I2', 'I3']) {
        for (const cut of ['taljare', 'namnare', 'ovriga', 'raknas-inte', 'bredvid']) {
          for (const year of [2024, 2026]) {
            for (const address of [
              `/indikatorer/${code}?rader=${cut}&ar=${year}&sortera=namn`,
              `/indikatorer/${code}/rader.csv?rader=${cut}&ar=${year}`,
            ]) {
              const { status, text } = await chef.get(address)
              expect([address, status]).toEqual([address, 200])
              expect(text).not.toMatch(/Sture|Gömd|Hemliga gatan|2023-03-03|2026-04-04|2022-02-02/)
              expect(text).not.toContain(`/personer/${person.id}"`)
              expect(text).not.toContain(`/lagenheter/${apartment.id}"`)
            }
          }
        }
      }
      const rows = (await chef.get('/indikatorer/I2')).text
      expect(rows).toContain('Skyddad person')
      expect(rows).not.toContain('Genomsnitt')
      expect((await chef.get('/indikatorer/I1a/rader.csv')).text).toContain('Skyddad person;;;;;;')
      expect(await house.db.prisma.auditEvent.count({ where: { action: 'READ', personId: person.id } })).toBe(0)

      const named = await browseAs(house, 'SOCIALSEKRETERARE')
      const { id: userId } = await house.user('SOCIALSEKRETERARE')
      await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId, grantedAt: house.clock.now() } })
      expect(words((await named.get('/indikatorer/I1a')).text)).toMatch(/Sture Gömd Hemliga gatan 7, 1101 2023-03-03 2026-04-04/)
    },
  )

  test('two people who took over together are one row, and masked together', async () => {
    const apartment = await makeApartment(house, { address: 'Delade vägen 1' })
    const shown = await makePerson(house, { givenName: 'Ewa', familyName: 'Malmström' })
    const second = await makePerson(house, { givenName: 'Stefan', familyName: 'Ros' })
    for (const { id } of [shown, second])
      await makeTenancy(house, { personId: id, apartmentId: apartment.id, endsOn: '2026-07-01', outcome: 'OVERTAG' })
    const chef = await browseAs(house, 'CHEF')
    expect(words((await chef.get('/indikatorer/I1a')).text)).toMatch(/Ewa Malmström och 1 till Delade vägen 1/)
    await house.db.prisma.person.update({ where: { id: second.id }, data: { protection: 'SEKRETESSMARKERING' } })
    const masked = (await chef.get('/indikatorer/I1a')).text
    expect(masked).toContain('Skyddad person')
    expect(masked).not.toMatch(/Ewa Malmström|Delade vägen/)
  })

  test('the facts from the database give what the rules say of the same facts', async () => {
    const { actor } = await house.user('CHEF', { unitId: null })
    const facts = await indicatorFacts(house.db, actor)
    const report = indicators(facts, { year: 2026, period: 'VB', today: actor.today })
    const figures = await command(house, { year: '2026' })
    expect(figures.slice(0, report.indicators.length).map(({ numerator }) => numerator)).toEqual(
      report.indicators.map(({ numerator }) => numerator.length),
    )
  })
})

describe('the command line', () => {
  test('an unknown code is refused with 2', async () => {
    const out: string[] = []
    const write = process.stdout.write.bind(process.stdout)
    const writeErr = process.stderr.write.bind(process.stderr)
    const house = await openTestHouse('sqlite')
    const url = process.env.DATABASE_URL
    process.env.DATABASE_URL = house.url
    process.stdout.write = ((text: string) => out.push(text) > 0) as typeof process.stdout.write
    process.stderr.write = (() => true) as typeof process.stderr.write
    try {
      const commands = { indicators: indicatorsCommand }
      expect(await runCommand(commands, ['indicators', '--year', '2026', '--code', 'I99', '--json'])).toBe(2)
      expect(await runCommand(commands, ['indicators', '--year', '2026', '--today', '2026-11-22', '--json'])).toBe(0)
      expect((JSON.parse(out.at(-1) ?? '') as IndicatorFigure[])[0]).toMatchObject({
        code: 'I1a',
        numerator: 0,
        denominator: 0,
        percent: null,
      })
    } finally {
      process.stdout.write = write
      process.stderr.write = writeErr
      if (url === undefined) delete process.env.DATABASE_URL
      else process.env.DATABASE_URL = url
      await house.close()
    }
  }, 30_000)
})

describe('docs/indicators.md', () => {
  test('is what the definitions say', () => {
    expect(readFileSync(new URL('../../docs/indicators.md', import.meta.url), 'utf8')).toBe(indicatorDefinitions())
  })
})
