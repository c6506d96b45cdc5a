/** The whole main job by command, from an empty database to the figures, on both engines. Amounts are worked out by hand. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { commands } from '../../server/cli/commands.js'
import { openDb, type Db } from '../../server/db.js'
import { bgmaxFile } from '../bench/bank-files.js'
import { camt, entry, structured } from '../bank-files/written.js'
import { command } from '../support/command.js'
import { cli, type Run } from '../support/command-line.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const lists = {
  lagenheter: [
    'lagenhet;adress;boendeform;fran;hyra;kostnadsstalle',
    'F1;Storgatan 1;FORSOKSLAGENHET;2024-01-01;6 480;4712',
    'F2;Storgatan 2;FORSOKSLAGENHET;2024-01-01;6 000,00;4712',
    'T1;Ågatan 3;TRANINGSLAGENHET;2024-01-01;5000;4711',
  ],
  personer: ['person;fornamn;efternamn;skyddad;barn', 'P-1;Kim;Ek;NEJ;2015', 'P-2;Lo;Ask;NEJ;', 'P-3;Åke;Ödman;SEKRETESSMARKERING;'],
  boenden: ['person;lagenhet;inflyttning;hyra', 'P-1;F1;2025-01-01;6480', 'P-2;F2;2026-11-11;6000', 'P-3;T1;2025-06-01;5000'],
}

describe.each(engines)('by command on %s', (engine) => {
  let house: TestHouse
  let url: string
  let db: Db
  let folder: string
  const run = (...words: string[]) => cli(url, [...words, '--json', '--today', '2026-11-24'])
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const done = (answer: Run) => {
    expect([answer.code, answer.stdout.trim().split('\n').length]).toEqual([0, 1])
    return answer.json<Record<string, unknown>>()
  }

  beforeAll(async () => {
    house = await openTestHouse(engine) // migrated, with one nämnd and one enhet
    url = house.url
    db = openDb(url)
    folder = mkdtempSync(join(tmpdir(), 'boendetrappa-cli-'))
  })
  afterAll(async () => {
    await db.close()
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('migrate, and again: nothing to do', async () => {
    expect(done(await run('migrate'))).toEqual({ applied: [] })
  })

  test('user add takes the password from stdin and never prints it', async () => {
    const answer = await cli(
      url,
      ['user', 'add', '--email', 'ny@lunda.example', '--name', 'Ny Kollega', '--role', 'CHEF', '--password-stdin', '--json'],
      'fyra ord som ingen vet\n',
    )
    expect(done(answer)).toMatchObject({ email: 'ny@lunda.example', role: 'CHEF' })
    expect(answer.stdout + answer.stderr).not.toContain('fyra ord')
    expect((await run('user', 'add', '--email', 'ny@lunda.example', '--name', 'Ny', '--role', 'CHEF')).code).toBe(2)
    expect((await run('user', 'add', '--email', 'x@lunda.example', '--name', 'X', '--role', 'KUNG')).code).toBe(2)
  })

  test('register import: looked at, stored, and stored again without change', async () => {
    for (const [name, rows] of Object.entries(lists)) file(`${name}.csv`, rows.join('\r\n'))
    const looked = done(await run('register', 'import', folder, '--dry-run'))
    expect(looked).toMatchObject({ stored: false, errors: [] })
    expect(await db.prisma.person.count()).toBe(0)
    const first = done(await run('register', 'import', folder))
    expect(first).toMatchObject({
      stored: true,
      errors: [],
      sheets: {
        lagenheter: { rows: 3, created: 3, changed: 0, unchanged: 0, rejected: 0 },
        personer: { rows: 3, created: 3 },
        boenden: { rows: 3, created: 3 },
      },
    })
    expect(done(await run('register', 'import', folder))).toMatchObject({
      sheets: { boenden: { rows: 3, created: 0, changed: 0, unchanged: 3 } },
    })
    file('boenden.csv', [...lists.boenden, 'P-1;F2;2026-13-01;1'].join('\n'))
    const wrong = await run('register', 'import', folder)
    expect(wrong.code).toBe(2)
    expect(wrong.json<{ errors: object[] }>().errors).toContainEqual(
      expect.objectContaining({ sheet: 'boenden', row: 5, column: 'inflyttning' }),
    )
  })

  test('rent charge: pro rata once, and nobody twice', async () => {
    // 6 480 + 6 000 × 20/30 + 5 000 kr
    const month = { month: '2026-11', dueOn: '2026-10-30', bills: 3, chargedOre: 648_000 + 400_000 + 500_000, alreadyCharged: 0 }
    expect(done(await run('rent', 'charge', '--month', '2026-11', '--dry-run'))).toMatchObject(month)
    expect(await db.prisma.ledgerEntry.count()).toBe(0)
    expect(done(await run('rent', 'charge', '--month', '2026-11'))).toMatchObject(month)
    expect(done(await run('rent', 'charge', '--month', '2026-11'))).toMatchObject({ bills: 0, chargedOre: 0, alreadyCharged: 3 })
  })

  test('payments import: BgMax and camt.054, each booked once', async () => {
    const ocrOf = async (ownId: string) =>
      (await db.prisma.ledgerEntry.findFirstOrThrow({ where: { kind: 'CHARGE', tenancy: { person: { ownId } } } })).ocr ?? ''
    const bgmax = file('bank.txt', bgmaxFile([await ocrOf('P-1')], 648_000, '2026-11-02'))
    expect(done(await run('payments', 'import', bgmax, '--dry-run'))).toMatchObject({ format: 'BGMAX', matched: 1, booked: false })
    expect(done(await run('payments', 'import', bgmax))).toMatchObject({
      format: 'BGMAX',
      payments: 1,
      deductions: 0,
      amountOre: 648_000,
      matched: 1,
      unmatched: 0,
      duplicates: 0,
      booked: true,
      warnings: [expect.stringContaining('inte registrerat')],
    })
    expect(done(await run('payments', 'import', bgmax))).toMatchObject({ matched: 0, duplicates: 1, booked: false })
    const paid = (ocr: string) => `<TxDtls><RmtInf>${structured(ocr)}</RmtInf></TxDtls>`
    const notice = file(
      'bank.xml',
      camt({
        entries: [
          entry({ amount: '2000.00', reference: 'A1', booked: '<Dt>2026-11-20</Dt>', details: paid(await ocrOf('P-2')) }),
          entry({ amount: '77.00', reference: 'A2', booked: '<Dt>2026-11-20</Dt>', details: paid('123455') }),
        ],
      }),
    )
    expect(done(await run('payments', 'import', notice))).toMatchObject({
      format: 'CAMT054',
      payments: 2,
      amountOre: 207_700,
      matched: 1,
      unmatched: 1,
      booked: true,
    })
  })

  test('arrears, today, indicators and ledger verify', async () => {
    const arrears = (await run('arrears', '--on', '2026-11-24')).json<object[]>()
    expect(arrears).toEqual([
      expect.objectContaining({
        person: 'P-3',
        apartment: null,
        overdueOre: 500_000,
        oldestDueOn: '2026-10-30',
        daysOverdue: 25,
        openBills: 1,
      }),
      expect.objectContaining({
        person: 'P-2',
        apartment: 'F2',
        overdueOre: 200_000,
        oldestDueOn: '2026-11-11',
        daysOverdue: 13,
        openBills: 1,
      }),
    ])
    expect(
      (await run('arrears', '--on', '2026-11-13'))
        .json<{ person: string; overdueOre: number }[]>()
        .map((row) => [row.person, row.overdueOre]),
    ).toEqual([
      ['P-3', 500_000],
      ['P-2', 400_000],
    ])
    const today = (await run('today', '--on', '2026-11-24', '--role', 'BOSAMORDNARE')).json<Record<string, string>[]>()
    expect(today.map((line) => [line.rule, line.person])).toEqual(
      expect.arrayContaining([
        ['FORFEITURE_POSSIBLE', 'P-3'],
        ['UNMATCHED_PAYMENTS', null],
      ]),
    )
    for (const line of today) expect(Object.keys(line)).toEqual(expect.arrayContaining(['rule', 'person', 'reason', 'since', 'dueOn']))
    const [share] = (await run('indicators', '--year', '2026', '--period', 'T2', '--code', 'I1a')).json<object[]>()
    expect(share).toMatchObject({ code: 'I1a', numerator: 0, denominator: 2, percent: 0, target: 25, excluded: 0 })
    expect(done(await run('ledger', 'verify'))).toEqual({ ok: true, differences: [] })
    const everything = [arrears, today, share].map((answer) => JSON.stringify(answer)).join()
    for (const secret of ['Åke', 'Ödman', 'Ågatan']) expect(everything).not.toContain(secret)
  })

  test('backup: a file that opens and holds the same', async () => {
    const copy = join(folder, 'copy.db')
    expect(done(await run('backup', copy))).toMatchObject({ file: expect.stringContaining('copy.db') })
    expect((await cli(`file:${copy}`, ['ledger', 'verify', '--json'])).json()).toEqual({ ok: true, differences: [] })
    expect((await cli(`file:${copy}`, ['arrears', '--on', '2026-11-24', '--json'])).json<object[]>()).toHaveLength(2)
    expect((await run('backup', copy)).code).toBe(2)
  })
})

test('a refusal as a script meets it: exit 2, one document on stdout, the reason on stderr', async () => {
  const house = await openTestHouse()
  const answer = await cli(house.url, ['rent', 'charge', '--month', '2026-13', '--json'])
  expect([answer.code, answer.stderr.trim()]).toEqual([2, '--month ska vara en månad som ÅÅÅÅ-MM, till exempel 2026-12'])
  expect(answer.json()).toEqual({ error: answer.stderr.trim() })
  await house.close()
})

describe('what cannot be done is refused with the reason, and nothing is stored', () => {
  let house: TestHouse
  let folder: string
  beforeAll(async () => {
    house = await openTestHouse()
    folder = mkdtempSync(join(tmpdir(), 'boendetrappa-cli-'))
    writeFileSync(join(folder, 'empty.xml'), '')
    writeFileSync(join(folder, 'cut.txt'), bgmaxFile(['1234574'], 100, '2026-11-02').subarray(0, 150))
    writeFileSync(join(folder, 'cut.xml'), camt({ entries: [entry({}), entry({ reference: 'R2' })] }).slice(0, 700))
  })
  afterAll(async () => {
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each([
    [['nonsense'], 'Välj ett kommando'],
    [['rent', 'charge'], '--month'],
    [['rent', 'charge', '--month', '2026-13'], '--month ska vara en månad'],
    [['arrears', '--on', '2026-02-29'], '--on ska vara en dag'],
    [['indicators', '--year', '26'], '--year ska vara ett år'],
    [['indicators', '--year', '2026', '--code', 'I99'], '--code ska vara'],
    [['today', '--on', '2026-11-24', '--role', 'KUNG'], '--role'],
    [['payments', 'import'], 'Skriv: payments import'],
    [['payments', 'import', 'finns-inte.xml'], 'finns inte'],
    [['payments', 'import', '.'], 'är en mapp'],
    [['payments', 'import', 'FOLDER/empty.xml'], 'Filen är tom'],
    [['payments', 'import', 'FOLDER/cut.txt'], 'Inget är bokfört'],
    [['payments', 'import', 'FOLDER/cut.xml'], 'Inget är bokfört'],
    [['register', 'import', 'finns-inte'], 'finns inte'],
  ])('%j', async (words, reason) => {
    const { code, answer } = await command(house, commands, ...words.map((word) => word.replace('FOLDER', folder)))
    expect([code, answer.error]).toEqual([2, expect.stringContaining(reason)])
    expect(await house.db.prisma.receivedPayment.count()).toBe(0)
  })
})
