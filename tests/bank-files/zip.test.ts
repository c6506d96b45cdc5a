import { describe, expect, test } from '@jest/globals'
import { zipSync, type Zippable } from 'fflate'
import { readBankFile, readBankFiles } from '../../server/bank-files/read.js'
import { camt, entry, errorsOf, fixture, net, read, told } from './written.js'

const zipOf = (files: Zippable) => Buffer.from(zipSync(files))
const [list, notice, statement] = ['inbetalningar.bgmax.txt', 'avisering-v08.camt054.xml', 'kontoutdrag-v02.camt053.xml'] as const

describe('a zip archive', () => {
  test.each([list, notice, statement])('with one bank file reads as that file: %s', async (name) => {
    expect(await read(zipOf({ [`mapp/${name}`]: fixture(name) }))).toEqual(await read(fixture(name)))
  })

  test('packed without compression, with what systems put beside', async () => {
    const zip = zipOf({ [list]: [fixture(list), { level: 0 }], '__MACOSX/._x': Buffer.from('x'), 'mapp/.DS_Store': Buffer.from('x') })
    expect(await read(zip)).toEqual(await read(fixture(list)))
  })

  test('in a stream of small pieces', async () => {
    const zip = zipOf({ [notice]: fixture(notice) })
    async function* pieces() {
      for (let from = 0; from < zip.length; from += 100) yield zip.subarray(from, from + 100)
    }
    expect(await readBankFile(pieces(), 'filen')).toEqual(await readBankFile(fixture(notice), 'filen'))
  })

  test('with several messages: all payments in order, and what stands in two of them once', async () => {
    const { files, result } = await readBankFiles([
      { name: 'allt.zip', bytes: zipOf({ [list]: fixture(list), [notice]: fixture(notice), [statement]: fixture(statement) }) },
    ])
    expect(files.map((file) => [file.name, file.result.ok && file.result.file.payments.length])).toEqual([
      [list, 6],
      [notice, 5],
      [statement, 4],
    ])
    if (!result.ok) throw new Error(JSON.stringify(result.errors))
    const { file } = result
    expect(file.payments.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
    expect(file.payments.map(({ place }) => place).slice(5, 7)).toEqual([`${list}, rad 26`, `${notice}, Ntry 1, TxDtls 1`])
    expect(new Set(file.payments.map(({ transactionKey }) => transactionKey)).size).toBe(12)
    expect(told(file.warnings)).toContain(`${statement}: 3 betalningar finns också i en annan av filerna och räknas en gång.`)
    expect(file).toMatchObject({ format: 'CAMT054', version: '', accounts: ['50501055', 'SE3550000000054910000003'] })
    expect(file.controls).toHaveLength(19)
    expect(file.controls.every(({ ok, label }) => ok && label.includes(', '))).toBe(true)
  })

  test('nothing comes of any file when one of them is wrong', async () => {
    const zip = zipOf({ [list]: fixture(list), 'läs mig.txt': Buffer.from('hej'), 'b.xml': fixture(notice).subarray(0, 900) })
    const errors = told(await errorsOf(zip))
    expect(errors[0]).toBe(
      'läs mig.txt: Filen är inte en bankfil. Välj en fil av typen camt.054, camt.053 eller BgMax, eller en betalningslista enligt mallen.',
    )
    expect(errors[1]).toMatch(/^b.xml, rad \d+, kolumn \d+: Filen är inte hel/)
  })
})

describe('a zip archive that is refused', () => {
  const one = () => zipOf({ [list]: fixture(list) })
  const changed = (change: (zip: Buffer, directory: number) => void) => {
    const zip = one()
    change(zip, zip.readUInt32LE(zip.length - 6))
    return zip
  }
  test.each<[string, () => Buffer, string]>([
    ['empty', () => zipOf({}), 'filen: Zip-filen är tom.'],
    ['folders only', () => zipOf({ 'mapp/': new Uint8Array() }), 'filen: Zip-filen är tom.'],
    [
      'cut',
      () => one().subarray(0, -30),
      'filen: Zip-filen är skadad eller inte hel. Packa filerna på nytt, eller läs in dem utan att packa dem.',
    ],
    [
      'a start only',
      () => Buffer.from('PK\u0003\u0004rest'),
      'filen: Zip-filen är skadad eller inte hel. Packa filerna på nytt, eller läs in dem utan att packa dem.',
    ],
    [
      'with a password',
      () => changed((zip, at) => zip.writeUInt16LE(1, at + 8)),
      `filen: ${list}: Filen är skyddad med lösenord. Packa upp zip-filen och läs in bankfilen som ligger i den.`,
    ],
    [
      'packed in a rare way',
      () => changed((zip, at) => zip.writeUInt16LE(12, at + 10)),
      `filen: ${list}: Filen är packad på ett sätt som inte går att läsa. Packa upp zip-filen och läs in bankfilen som ligger i den.`,
    ],
    [
      'zip64',
      () => changed((zip, at) => zip.writeUInt32LE(0xffffffff, at + 24)),
      `filen: ${list}: Filen är för stor för att läsas ur en zip-fil. Packa upp den och läs in bankfilen som den är.`,
    ],
    [
      'with another file than its control sum is of',
      () => changed((zip, at) => zip.writeUInt32LE(0, at + 16)),
      `${list}: Zip-filen är skadad eller inte hel. Packa filerna på nytt, eller läs in dem utan att packa dem.`,
    ],
    [
      'with bytes changed inside',
      () => changed((zip) => zip.fill(0xff, 80, 120)),
      `${list}: Zip-filen är skadad eller inte hel. Packa filerna på nytt, eller läs in dem utan att packa dem.`,
    ],
    [
      'with a place beyond its end',
      () => changed((zip, at) => zip.writeUInt32LE(0x7fffffff, at + 42)),
      `${list}: Zip-filen är skadad eller inte hel. Packa filerna på nytt, eller läs in dem utan att packa dem.`,
    ],
    ['in another archive', () => zipOf({ 'inre.zip': one() }), 'inre.zip: Det ligger en zip-fil i zip-filen. Packa upp den yttre först.'],
    [
      'with too many files',
      () => zipOf(Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`${n}.txt`, fixture(list)]))),
      'filen: Zip-filen har 201 filer. Läs in högst 200 åt gången.',
    ],
    [
      'with a name that leads elsewhere and cannot be shown',
      () => zipOf({ '../../etc/a\u0007b\\c\u202e.txt': Buffer.from('hej') }),
      'c.txt: Filen är inte en bankfil. Välj en fil av typen camt.054, camt.053 eller BgMax, eller en betalningslista enligt mallen.',
    ],
  ])('%s', async (_, zip, reason) => {
    expect(told(await errorsOf(zip()))).toEqual([reason])
  })

  test('a bomb is unpacked no further than to where it is refused', async () => {
    const spaces = zipOf({ 'bomb.xml': Buffer.concat([Buffer.from('<Document>'), Buffer.alloc(60 * 1024 * 1024, ' ')]) })
    expect(spaces.length).toBeLessThan(100_000)
    expect(told(await errorsOf(spaces))[0]).toMatch(/^rad 1, kolumn \d+: Filen har ett stycke utan innehåll som är orimligt långt/)
    const elements = zipOf({ 'bomb.xml': Buffer.from(`<Document>${'<a></a>'.repeat(500_000)}</Document>`) })
    expect(await readBankFile(elements, 'filen', 1024 * 1024)).toEqual({
      ok: false,
      errors: [{ place: 'bomb.xml', reason: 'Filen är större än 1 MB. Be banken att dela upp den.' }],
    })
  })

  test('an archive that says less than it holds', async () => {
    const zip = changed((bytes, at) => bytes.writeUInt32LE(100, at + 24))
    expect((await errorsOf(zip)).at(0)?.reason).toMatch(/^(Zip-filen är skadad|Filen är inte hel)/)
  })
})

describe('the pages of one statement', () => {
  const page = (number: number, last: boolean, entries: string[], summary = '', id = 'N1') =>
    Buffer.from(
      camt({ entries, summary, header: `<NtfctnPgntn><PgNb>${number}</PgNb><LastPgInd>${last}</LastPgInd></NtfctnPgntn>` }).replace(
        '<Id>N1</Id>',
        `<Id>${id}</Id>`,
      ),
    )
  const sum = (count: number, kr: string) =>
    `<TxsSummry><TtlCdtNtries><NbOfNtries>${count}</NbOfNtries><Sum>${kr}</Sum></TtlCdtNtries></TxsSummry>`
  const entries = (from: number, count: number) => Array.from({ length: count }, (_, n) => entry({ reference: `R${from + n}` }))
  const upload = async (...pages: Buffer[]) => {
    const { result } = await readBankFiles(pages.map((bytes, index) => ({ name: `${index + 1}.xml`, bytes })))
    return result
  }
  const account = 'Konto SE3550000000054910000003'

  test.each([
    ['the sum of all on the first', [sum(5, '500.00'), '', '']],
    ['the sum of all on the last', ['', '', sum(5, '500.00')]],
    ['the sum of all on each', [sum(5, '500.00'), sum(5, '500.00'), sum(5, '500.00')]],
    ['the sum of each on each', [sum(2, '200.00'), sum(2, '200.00'), sum(1, '100.00')]],
  ])('whole, with %s: nothing more is said of pages', async (_, [a, b, c]) => {
    const pages = [page(1, false, entries(1, 2), a), page(2, false, entries(3, 2), b), page(3, true, entries(5, 1), c)]
    const result = await upload(...pages)
    if (!result.ok) throw new Error(JSON.stringify(result.errors))
    expect(told(result.file.warnings)).toEqual([])
    expect(net(result.file)).toBe(50_000)
    expect(result.file.controls).toEqual([
      { label: `${account}: Antal insättningar`, statedCount: 5, foundCount: 5, ok: true },
      { label: `${account}: Summa insättningar`, statedOre: 50_000, foundOre: 50_000, ok: true },
    ])
    expect(await upload(...pages.toReversed())).toMatchObject({ ok: true, file: { warnings: [] } })
  })

  test('two files in an archive, as the bank packs them: the sum of both is met, and two like payments are two', async () => {
    const [one, two] = ['utdrag-sida-1.camt053.xml', 'utdrag-sida-2.camt053.xml'] as const
    expect(told((await read(fixture(one))).warnings)).toEqual([
      'Konto 50501055: Filen är sida 1 av utdraget. Läs in de andra sidorna också.',
      'Konto 50501055: Antal insättningar är 3 enligt banken men 2 i filen. Utdraget är en av flera sidor, så summan kan gälla alla sidor.',
      'Konto 50501055: Summa insättningar är 11 120,00 enligt banken men 8 800,00 i filen. Utdraget är en av flera sidor, så summan kan gälla alla sidor.',
    ])
    const file = await read(zipOf({ [two]: fixture(two), [one]: fixture(one) }))
    expect(file).toMatchObject({ format: 'CAMT053', version: '13', warnings: [], accounts: ['50501055'] })
    expect(file.payments.map(({ amountOre, valueOn }) => [amountOre, valueOn])).toEqual([
      [232_000, '2026-02-02'],
      [648_000, '2026-02-02'],
      [232_000, '2026-02-02'],
    ])
    expect(new Set(file.payments.map(({ transactionKey }) => transactionKey)).size).toBe(3)
    expect(file.controls.map(({ ok }) => ok)).toEqual([true, true])
  })

  test('whole, but with another sum: refused', async () => {
    const result = await upload(page(1, false, entries(1, 2), sum(3, '300.01')), page(2, true, entries(3, 1)))
    expect(result.ok || told(result.errors)).toEqual([`${account}: Summa insättningar är 300,01 enligt banken men 300,00 i filen.`])
  })

  test('without one of them: read with a warning that names those that are there', async () => {
    const result = await upload(page(1, false, entries(1, 2), sum(9, '900.00')), page(3, true, entries(5, 1)))
    expect(result.ok && told(result.file.warnings)[0]).toBe(
      `${account}: Alla sidor av utdraget är inte med, bara sida 1, 3. Läs in de andra sidorna också.`,
    )
  })

  test('like payments without a reference of the bank on two pages are two, and pages of another statement are no help', async () => {
    const unnamed = [entry({ reference: '' })]
    const result = await upload(page(1, false, unnamed), page(2, true, unnamed))
    expect(result.ok && new Set(result.file.payments.map(({ transactionKey }) => transactionKey)).size).toBe(2)
    const same = await upload(page(1, false, [entry()]), page(2, true, [entry()]))
    expect(same.ok && same.file.payments).toHaveLength(2)
    const other = await upload(page(1, false, entries(1, 1)), page(2, true, entries(2, 1), '', 'N2'))
    expect(other.ok && other.file.warnings).toHaveLength(2)
  })

  test('the same page twice counts once', async () => {
    const [one, two] = [page(1, false, entries(1, 2), sum(3, '300.00')), page(2, true, entries(3, 1))]
    const result = await upload(one, two, one)
    expect(result.ok && net(result.file)).toBe(30_000)
    expect(result.ok && told(result.file.warnings)).toEqual(['3.xml: 2 betalningar finns också i en annan av filerna och räknas en gång.'])
  })
})
