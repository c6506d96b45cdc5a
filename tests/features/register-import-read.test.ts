import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import readXlsxFile from 'read-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import { csvBytes } from '../../server/documents/csv.js'
import { xlsxBytes } from '../../server/documents/xlsx.js'
import { checkRows } from '../../server/features/register-import/check-rows.js'
import type { CheckedRows, Known } from '../../server/features/register-import/check-rows.js'
import { stayKey } from '../../server/features/register-import/check-stays.js'
import { COLUMNS, SHEET_NAMES } from '../../server/features/register-import/columns.js'
import { readSheets } from '../../server/features/register-import/read-sheets.js'
import { readXlsx } from '../../server/documents/read-xlsx.js'
import type { ImportFile } from '../../server/features/register-import/read-sheets.js'
import { rejectedWorkbook } from '../../server/features/register-import/rejected-rows.js'
import { templateWorkbook } from '../../server/features/register-import/templates.js'

const TODAY = '2026-11-22'
const NOTHING_KNOWN: Known = { people: new Set(), apartments: new Set(), stays: new Set() }

const LISTS = {
  lagenheter: [
    'lagenhet;adress;boendeform;fran;till',
    'L1;Storgatan 1;TRANINGSLAGENHET;2019-01-01;2023-12-31',
    'L1;Storgatan 1;FORSOKSLAGENHET;2024-01-01;',
    'L2;Storgatan 2;FORSOKSLAGENHET;2019-01-01;',
  ],
  personer: ['person;personnummer;fornamn;efternamn', 'P1;19811218-9876;Kim;Ek', 'P2;;Lo;Ask'],
  boenden: ['person;lagenhet;inflyttning;utflyttning;utfall', 'P1;L1;2024-02-01;2026-04-01;OVERTAG', 'P2;L2;2025-01-15;;'],
  avier: ['person;lagenhet;manad;forfallodag;belopp;ocr', 'P1;L1;2024-02;2024-01-31;6 480,50;1234574'],
  betalningar: ['betaldag;belopp;ocr;betalare', '2024-01-31;6480.50;1234574;KLIENT'],
}
type Lists = Partial<Record<keyof typeof LISTS, string[]>>

function csvFiles(lists: Lists): ImportFile[] {
  return Object.entries(lists).map(([name, lines]) => ({ name: `${name}.csv`, bytes: Buffer.from(lines.join('\r\n'), 'utf8') }))
}

async function check(changed: Lists = {}, known: Known = NOTHING_KNOWN): Promise<CheckedRows> {
  const read = await readSheets(csvFiles({ ...LISTS, ...changed }))
  expect(read.errors).toEqual([])
  return checkRows(read, known, TODAY)
}

async function checkOnly(lists: Lists, known: Known = NOTHING_KNOWN): Promise<CheckedRows> {
  const read = await readSheets(csvFiles(lists))
  expect(read.errors).toEqual([])
  return checkRows(read, known, TODAY)
}

describe('five sound lists', () => {
  test('become values: öre, half-open days, identities', async () => {
    const checked = await check()
    expect(checked.errors).toEqual([])
    expect(checked.dependents).toEqual([])
    expect(checked.warnings).toEqual([])
    expect(checked.counts).toEqual({
      lagenheter: { rows: 3, accepted: 3, rejected: 0 },
      personer: { rows: 2, accepted: 2, rejected: 0 },
      boenden: { rows: 2, accepted: 2, rejected: 0 },
      avier: { rows: 1, accepted: 1, rejected: 0 },
      betalningar: { rows: 1, accepted: 1, rejected: 0 },
    })
    expect(checked.values.apartments[0]).toEqual({
      row: 3,
      ownId: 'L1',
      address: 'Storgatan 1',
      postcode: null,
      city: null,
      landlord: null,
      costCentre: null,
      // `till` is the last day it holds: the stored end is the day after.
      periods: [
        { row: 2, form: 'TRANINGSLAGENHET', startsOn: '2019-01-01', endsOn: '2024-01-01', rentOre: null },
        { row: 3, form: 'FORSOKSLAGENHET', startsOn: '2024-01-01', endsOn: null, rentOre: null },
      ],
      headLeases: [],
    })
    expect(checked.values.people[0]?.identity?.number).toBe('198112189876')
    // `utflyttning` is the move-out day, already the first day not included.
    expect(checked.values.stays[0]).toMatchObject({ startsOn: '2024-02-01', endsOn: '2026-04-01', outcome: 'OVERTAG' })
    expect(checked.values.bills[0]).toMatchObject({ month: '2024-02', dueOn: '2024-01-31', amountOre: 648_050, ocr: '1234574' })
    expect(checked.values.payments[0]).toMatchObject({ amountOre: 648_050, payer: 'KLIENT', personId: null, occurrence: 1 })
  })

  test('two equal payments are the first and the second', async () => {
    const { values } = await check({ betalningar: [...LISTS.betalningar, '2024-01-31;6480,5;1234574;KLIENT'] })
    expect(values.payments.map((payment) => payment.occurrence)).toEqual([1, 2])
  })
})

describe('reading a file', () => {
  const HEADER = ['Lägenhet*', 'ADRESS', 'Boende Form', 'från', 'Kostnads_ställe']
  const ROW = ['L1', 'Ågatan 1', 'Försökslägenhet', '2024-01-01', 'Ö-17']
  const list = (delimiter: string, quote = '') =>
    [HEADER, ROW].map((cells) => cells.map((cell) => quote + cell + quote).join(delimiter)).join('\r\n')
  test.each([
    ['UTF-8', Buffer.from(list(';'), 'utf8')],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${list(';')}`, 'utf8')],
    ['Windows-1252', Buffer.from(list(';'), 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${list('\t')}`, 'utf16le')],
    ['comma and quotes', Buffer.from(list(',', '"'), 'utf8')],
    ['sep= as Excel writes it', Buffer.from(`sep=,\r\n${list(',')}`, 'latin1')],
  ])('finds encoding, delimiter and names: %s', async (_name, bytes) => {
    const read = await readSheets([{ name: 'Lägenheter.CSV', bytes }])
    expect([read.errors, read.warnings]).toEqual([[], []])
    expect(read.sheets.get('lagenheter')).toEqual({
      columns: ['lagenhet', 'adress', 'boendeform', 'fran', 'kostnadsstalle'],
      rows: [
        {
          row: 2,
          cells: { lagenhet: 'L1', adress: 'Ågatan 1', boendeform: 'Försökslägenhet', fran: '2024-01-01', kostnadsstalle: 'Ö-17' },
        },
      ],
    })
    const { values } = checkRows(read, NOTHING_KNOWN, TODAY)
    expect(values.apartments[0]?.periods[0]?.form).toBe('FORSOKSLAGENHET')
  })

  test('names every starred column a list lacks, and takes nothing from that list', async () => {
    const read = await readSheets(csvFiles({ lagenheter: ['lagenhet;ort', 'L1;Hägersten'], personer: LISTS.personer }))
    expect(read.errors.map((error) => [error.sheet, error.row, error.column])).toEqual([
      ['lagenheter', null, 'adress'],
      ['lagenheter', null, 'boendeform'],
      ['lagenheter', null, 'fran'],
    ])
    expect([...read.sheets.keys()]).toEqual(['personer'])
  })

  test('keeps the row numbers Excel shows, past empty rows and line breaks in a cell', async () => {
    const text = ';;\r\nperson;förnamn;efternamn\r\n;;\r\nP1;"Kim\r\nAnna";Ek\r\nP2;Lo;Ask\r\n\r\n'
    const read = await readSheets([{ name: 'mapp/Personer.csv', bytes: Buffer.from(text) }])
    expect(read.errors).toEqual([])
    expect(read.sheets.get('personer')?.rows).toEqual([
      { row: 4, cells: { person: 'P1', fornamn: 'Kim\r\nAnna', efternamn: 'Ek' } },
      { row: 5, cells: { person: 'P2', fornamn: 'Lo', efternamn: 'Ask' } },
    ])
    expect(checkRows(read, NOTHING_KNOWN, TODAY).values.people[0]?.givenName).toBe('Kim Anna')
  })

  test('warns of what it does not know, and reads the rest', async () => {
    const read = await readSheets(
      csvFiles({ personer: ['person;fornamn;efternamn;skostorlek', 'P1;Kim;Ek;42'] }).concat({
        name: 'budget.csv',
        bytes: Buffer.from('a;b'),
      }),
    )
    expect(read.errors).toEqual([])
    expect(read.warnings.map((warning) => [warning.sheet, warning.column])).toEqual([
      ['personer', 'skostorlek'],
      ['budget', null],
    ])
    expect(read.sheets.get('personer')?.rows).toHaveLength(1)
  })

  test.each<[string, ImportFile[], RegExp]>([
    ['nothing', [], /Välj en/],
    [
      'the same list twice',
      [...csvFiles({ personer: LISTS.personer }), { name: 'PERSONER.csv', bytes: Buffer.from(LISTS.personer.join('\n')) }],
      /två gånger/,
    ],
    ['the same column twice', csvFiles({ personer: ['person;fornamn;efternamn;Förnamn', 'P1;a;b;c'] }), /två gånger/],
    ['a picture', [{ name: 'personer.csv', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]) }], /ingen textfil/],
    ['an open quote', csvFiles({ personer: ['person;fornamn;efternamn', 'P1;"Kim;Ek'] }), /Citattecknen/],
    ['no list of ours', [{ name: 'blad.csv', bytes: Buffer.from('a;b') }], /Ingen av listorna/],
    ['text called xlsx', [{ name: 'listor.xlsx', bytes: Buffer.from('person;fornamn') }], /ingen Excelarbetsbok/],
    ['an older workbook', [{ name: 'listor.xls', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]) }], /äldre Excelfil/],
    [
      'half a workbook',
      [{ name: 'listor.xlsx', bytes: Buffer.from('PK\u0003\u0004 cut off here and no directory') }],
      /ingen Excelarbetsbok/,
    ],
    ['a workbook and a list', [{ name: 'a.xlsx', bytes: Buffer.from('PK') }, ...csvFiles({ personer: LISTS.personer })], /antingen/],
    ['too much', [{ name: 'personer.csv', bytes: new Uint8Array(61 * 1024 * 1024) }], /större än 60 MB/],
  ])('refuses %s with a Swedish reason', async (_name, files, reason) => {
    const read = await readSheets(files)
    expect(read.errors).toHaveLength(1)
    expect(read.errors[0]?.reason).toMatch(reason)
  })

  test('refuses a workbook that says it unpacks to gigabytes, before unpacking it', async () => {
    const workbook = await xlsxBytes([{ name: 'personer', columns: [{ header: 'person' }], rows: [] }])
    const directory = workbook.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    workbook.writeUInt32LE(0xfffffff0, directory + 24)
    const read = await readSheets([{ name: 'listor.xlsx', bytes: workbook }])
    expect(read.errors.map((error) => error.reason)).toEqual([expect.stringContaining('för stor att läsa')])
  })

  test('a sheet inside a zip that is no workbook is refused, not thrown', async () => {
    const workbook = await xlsxBytes([{ name: 'personer', columns: [{ header: 'person' }], rows: [] }])
    const broken = Buffer.from(workbook.toString('latin1').replaceAll('xl/workbook.xml', 'xl/worbkook.xml'), 'latin1')
    const read = await readSheets([{ name: 'listor.xlsx', bytes: broken }])
    expect(read.errors.map((error) => error.reason)).toEqual([expect.stringContaining('går inte att läsa')])
  })
})

describe('reading a workbook', () => {
  test('Excel days, numbers, months that became days, and lost zeros', async () => {
    const day = (text: string) => ({ value: new Date(`${text}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' })
    const bytes = await writeExcelFile([
      { sheet: 'Anteckningar', data: [['Något annat']] },
      {
        sheet: 'LÄGENHETER',
        data: [
          ['Lägenhet', 'Adress', 'Postnummer', 'Boendeform', 'Från', 'Hyra', 'Avtal från', 'Avtal till'],
          [101, 'Storgatan 1', 12631, 'Försökslägenhet', day('2024-01-01'), 6480.1 + 0.2, day('2024-01-01'), day('2026-12-31')],
        ],
      },
      {
        sheet: 'Personer',
        data: [
          ['Person', 'Personnummer', 'Förnamn', 'Efternamn', 'Barn'],
          [7, 198112189876, 'Kim', '=Ek', 2015.201],
          [8, 6408233234, 'Lo', 'Ask', 2018],
        ],
      },
      {
        sheet: 'Boenden',
        data: [
          ['Person', 'Lägenhet', 'Inflyttning'],
          [7, 101, day('2024-02-01')],
        ],
      },
      {
        sheet: 'Avier',
        data: [
          ['Person', 'Lägenhet', 'Månad', 'Förfallodag', 'Belopp', 'OCR'],
          [7, 101, day('2024-02-01'), day('2024-01-31'), 6480, 1234574],
          [7, 101, '2024-03', day('2024-02-29'), 6480.125, '1234574'],
        ],
      },
    ]).toBuffer()
    const read = await readSheets([{ name: 'listor.xlsx', bytes }])
    expect(read.errors).toEqual([])
    expect(read.warnings.map((warning) => warning.sheet)).toEqual(['Anteckningar'])
    const { values, errors } = checkRows(read, NOTHING_KNOWN, TODAY)
    expect(errors).toEqual([{ sheet: 'avier', row: 3, column: 'belopp', reason: 'Beloppet har fler än två decimaler.' }])
    expect(values.apartments).toEqual([
      expect.objectContaining({
        ownId: '101',
        postcode: '12631',
        periods: [{ row: 2, form: 'FORSOKSLAGENHET', startsOn: '2024-01-01', endsOn: null, rentOre: 648_030 }],
        headLeases: [{ row: 2, startsOn: '2024-01-01', endsOn: '2027-01-01' }],
      }),
    ])
    // Swedish Excel makes the two years "2015,2010" the number 2015,201.
    expect(values.people.map((person) => [person.ownId, person.identity?.number, person.familyName, person.childBirthYears])).toEqual([
      ['7', '198112189876', '=Ek', [2015, 2010]],
      ['8', '196408233234', 'Ask', [2018]],
    ])
    expect(values.bills).toEqual([
      expect.objectContaining({ row: 2, month: '2024-02', dueOn: '2024-01-31', amountOre: 648_000, ocr: '1234574' }),
    ])
  })

  test('a stray cell in the last corner of a sheet is refused, and the process lives', async () => {
    const farCell = (xml: string) => xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    const bytes = await writeExcelFile([{ sheet: 'personer', data: [['person'], ['P1']] }], {
      features: [{ files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform: farCell } } } }],
    }).toBuffer()
    // With a lower ceiling than in earnest, to reach it sooner.
    expect(await readXlsx(bytes, null, { heapMb: 128 })).toEqual({ reason: expect.stringContaining('för stor att läsa') })
  })

  test('a note to the right of the list is passed over with a warning, not an error', async () => {
    const bytes = await writeExcelFile([
      {
        sheet: 'personer',
        data: [
          ['person', 'fornamn', 'efternamn', null, 'Anteckning'],
          ['P1', 'Kim', 'Ek', null, 'ring'],
          [null, null, null, null, 'ring även'],
        ],
      },
    ]).toBuffer()
    const read = await readSheets([{ name: 'listor.xlsx', bytes }])
    expect(read.errors).toEqual([])
    expect(read.warnings.map((warning) => warning.column)).toEqual(['Anteckning'])
    expect(read.sheets.get('personer')?.rows.map((row) => row.row)).toEqual([2])
  })
})

describe('cells that cannot be read', () => {
  test.each<[keyof typeof LISTS, string, string, string, RegExp]>([
    [
      'lagenheter',
      'boendeform',
      'lagenhet;adress;boendeform;fran',
      'L9;Vägen 1;HOTELL;2024-01-01',
      /Skriv STODBOENDE, .* eller JOURLAGENHET/,
    ],
    ['lagenheter', 'fran', 'lagenhet;adress;boendeform;fran', 'L9;Vägen 1;STODBOENDE;2024-02-30', /finns inte i kalendern/],
    ['lagenheter', 'fran', 'lagenhet;adress;boendeform;fran', 'L9;Vägen 1;STODBOENDE;1/2 2024', /ÅÅÅÅ-MM-DD/],
    ['lagenheter', 'adress', 'lagenhet;adress;boendeform;fran', 'L9;;STODBOENDE;2024-01-01', /tom men behövs/],
    ['lagenheter', 'lagenhet', 'lagenhet;adress;boendeform;fran', 'EXEMPEL-L1;Vägen 1;STODBOENDE;2024-01-01', /mallens exempel/],
    ['lagenheter', 'postnummer', 'lagenhet;adress;boendeform;fran;postnummer', 'L9;V 1;STODBOENDE;2024-01-01;1263', /fem siffror/],
    ['lagenheter', 'hyra', 'lagenhet;adress;boendeform;fran;hyra', 'L9;V 1;STODBOENDE;2024-01-01;1.234', /Skriv beloppet i kronor/],
    ['lagenheter', 'till', 'lagenhet;adress;boendeform;fran;till', 'L9;V 1;STODBOENDE;2024-01-02;2024-01-01', /före första dagen/],
    [
      'lagenheter',
      'avtal_fran',
      'lagenhet;adress;boendeform;fran;avtal_till',
      'L9;V 1;STODBOENDE;2024-01-01;2024-12-31',
      /första dag saknas/,
    ],
    ['personer', 'personnummer', 'person;fornamn;efternamn;personnummer', 'P9;A;B;19811218-9875', /sista siffra stämmer inte/],
    ['personer', 'personnummer', 'person;fornamn;efternamn;personnummer', 'P9;A;B;1981', /ÅÅÅÅMMDD-NNNN/],
    ['personer', 'skyddad', 'person;fornamn;efternamn;skyddad', 'P9;A;B;kanske', /SEKRETESSMARKERING/],
    ['personer', 'barn', 'person;fornamn;efternamn;barn', 'P9;A;B;"15, 18"', /fyra siffror/],
    ['personer', 'barn', 'person;fornamn;efternamn;barn', 'P9;A;B;2031', /fyra siffror/],
    ['personer', 'fornamn', 'person;fornamn;efternamn', 'P9;#N/A;B', /fel från Excel/],
    ['avier', 'manad', 'person;lagenhet;manad;forfallodag;belopp', 'P1;L1;2024-13;2024-01-31;100', /ÅÅÅÅ-MM/],
    ['avier', 'belopp', 'person;lagenhet;manad;forfallodag;belopp', 'P1;L1;2024-02;2024-01-31;-100', /mindre än noll/],
    ['avier', 'belopp', 'person;lagenhet;manad;forfallodag;belopp', 'P1;L1;2024-02;2024-01-31;0', /noll/],
    ['avier', 'ocr', 'person;lagenhet;manad;forfallodag;belopp;ocr', 'P1;L1;2024-02;2024-01-31;100;2,0261E+11', /tappat siffror/],
    ['betalningar', 'ocr', 'betaldag;belopp;ocr;person', '2024-01-31;100;;', /ocr eller person/],
    ['betalningar', 'betaldag', 'betaldag;belopp;ocr', '2026-11-23;100;1234574', /inte varit än/],
    ['betalningar', 'person', 'betaldag;belopp;person', '2024-01-31;100;P77', /varken i listan personer eller i registret/],
  ])('%s.%s', async (sheet, column, header, row, reason) => {
    const { errors, counts } = await check({ [sheet]: [header, row] })
    const own = errors.filter((error) => error.sheet === sheet)
    expect(own).toEqual([{ sheet, row: 2, column, reason: expect.stringMatching(reason) }])
    expect(counts[sheet]).toEqual({ rows: 1, accepted: 0, rejected: 1 })
  })

  test('no reason repeats a name or a personnummer', async () => {
    const { errors } = await check({
      personer: ['person;personnummer;fornamn;efternamn', 'P1;19811218-9876;Kim;Ek', 'P2;19811218-9876;Lo;Ask', 'P3;19811218-9870;Bo;Alm'],
    })
    expect(errors.filter((error) => error.column === 'personnummer').map((error) => error.row)).toEqual([3, 4])
    expect(JSON.stringify(errors)).not.toMatch(/1218|Kim|Ask|Alm/)
  })
})

describe('rows against each other', () => {
  test.each<[string, Lists, [string, number, string, RegExp][]]>([
    ['the same person twice', { personer: [...LISTS.personer, 'P2;;Lo;Ask'] }, [['personer', 4, 'person', /redan på rad 3/]]],
    [
      'two boendeformer on one day',
      {
        lagenheter: [
          'lagenhet;adress;boendeform;fran;till',
          'L1;A;STODBOENDE;2019-01-01;2024-01-01',
          'L1;A;FORSOKSLAGENHET;2024-01-01;',
          'L2;B;FORSOKSLAGENHET;2019-01-01;',
        ],
      },
      [['lagenheter', 3, 'fran', /2019-01-01 till och med 2024-01-01 \(rad 2\)/]],
    ],
    [
      'two addresses of one apartment',
      { lagenheter: [...LISTS.lagenheter, 'L2;Storgatan 3;STODBOENDE;2018-01-01;2018-12-31'] },
      [['lagenheter', 5, 'adress', /annat på rad 4/]],
    ],
    [
      'two head leases on one day',
      {
        lagenheter: [
          'lagenhet;adress;boendeform;fran;till;avtal_fran;avtal_till',
          'L1;A;STODBOENDE;2019-01-01;2023-12-31;2019-01-01;2024-06-30',
          'L1;A;FORSOKSLAGENHET;2024-01-01;;2024-06-30;',
          'L2;B;STODBOENDE;2019-01-01;;;',
        ],
      },
      [['lagenheter', 3, 'avtal_fran', /2019-01-01 till och med 2024-06-30/]],
    ],
    [
      'two people in one apartment',
      { boenden: [...LISTS.boenden.slice(0, 2), 'P2;L1;2026-03-31;;'] },
      [['boenden', 3, 'lagenhet', /2024-02-01 till 2026-04-01 \(rad 2\)/]],
    ],
    ['moving in the day another moves out', { boenden: [...LISTS.boenden.slice(0, 2), 'P2;L1;2026-04-01;;'] }, []],
    [
      'one person in two apartments',
      { boenden: [...LISTS.boenden, 'P2;L1;2026-05-01;;'] },
      [['boenden', 4, 'person', /från 2025-01-15 och tills vidare \(rad 3\)/]],
    ],
    [
      'an outcome without a move-out',
      { boenden: [...LISTS.boenden.slice(0, 2), 'P2;L2;2025-01-15;;AVBRUTEN'] },
      [['boenden', 3, 'utflyttning', /utfall men ingen/]],
    ],
    [
      'moving out before moving in',
      { boenden: [...LISTS.boenden.slice(0, 2), 'P2;L2;2025-01-15;2025-01-15;ANNAT'] },
      [['boenden', 3, 'utflyttning', /efter inflyttningen/]],
    ],
    [
      'a takeover of a träningslägenhet, judged by the last night',
      {
        boenden: ['person;lagenhet;inflyttning;utflyttning;utfall', 'P1;L1;2020-02-01;2024-01-01;OVERTAG', 'P2;L2;2025-01-15;;'],
        avier: LISTS.avier.slice(0, 1),
      },
      [['boenden', 2, 'utfall', /TRANINGSLAGENHET kan inte tas över/]],
    ],
    [
      'an apartment nobody knows',
      { boenden: [...LISTS.boenden, 'P2;L7;2020-01-15;2020-02-01;ANNAT'] },
      [['boenden', 4, 'lagenhet', /Lägenheten finns varken/]],
    ],
    ['a bill without a stay', { avier: [...LISTS.avier, 'P2;L1;2024-02;2024-01-31;100;'] }, [['avier', 3, 'person', /inget boende/]]],
    ['two bills for one month', { avier: [...LISTS.avier, 'P1;L1;2024-02;2024-01-31;100;'] }, [['avier', 3, 'manad', /rad 2/]]],
    [
      'one OCR number for two people',
      { avier: [...LISTS.avier, 'P2;L2;2025-02;2025-01-31;100;1234574'] },
      [['avier', 3, 'ocr', /annan person i avier rad 2/]],
    ],
  ])('%s', async (_name, changed, expected) => {
    const { errors, dependents } = await check(changed)
    expect(errors).toEqual(expected.map(([sheet, row, column, reason]) => ({ sheet, row, column, reason: expect.stringMatching(reason) })))
    if (expected.length === 0) expect(dependents).toEqual([])
  })

  test('what the register already has need not stand in the lists', async () => {
    const known: Known = { people: new Set(['P1']), apartments: new Set(['L1']), stays: new Set([stayKey('P1', 'L1')]) }
    const { errors, values } = await checkOnly({ avier: LISTS.avier }, known)
    expect(errors).toEqual([])
    expect(values.bills).toHaveLength(1)
    expect((await checkOnly({ avier: LISTS.avier })).errors.map((error) => error.column)).toEqual(['person', 'lagenhet'])
  })

  test('warns of an ended stay without an outcome, and of a stay where the place has no boendeform', async () => {
    const { errors, warnings } = await check({ boenden: [...LISTS.boenden.slice(0, 2), 'P2;L2;2018-12-01;2019-06-01;'] })
    expect(errors).toEqual([])
    expect(warnings.map((warning) => [warning.row, warning.column])).toEqual([
      [3, 'utfall'],
      [3, 'inflyttning'],
    ])
  })
})

describe('passing over rows that are wrong', () => {
  const personer = ['person;personnummer;fornamn;efternamn', 'P1;19811218-9875;=Kim;Ek', 'P2;;Lo;Ask']
  let read: Awaited<ReturnType<typeof readSheets>>
  let checked: CheckedRows
  beforeAll(async () => {
    read = await readSheets(csvFiles({ ...LISTS, personer }))
    checked = checkRows(read, NOTHING_KNOWN, TODAY)
  })

  test('takes the rows that depend on them along, and says on which row the fault is', () => {
    expect(checked.errors).toEqual([
      { sheet: 'personer', row: 2, column: 'personnummer', reason: 'Personnumrets sista siffra stämmer inte.' },
    ])
    expect(checked.dependents).toEqual([
      { sheet: 'boenden', row: 2, column: 'person', reason: 'Raden hör till personer rad 2, som är fel.' },
      { sheet: 'avier', row: 2, column: 'person', reason: 'Raden hör till personer rad 2, som är fel.' },
    ])
    expect(checked.values.people.map((person) => person.ownId)).toEqual(['P2'])
    expect(checked.values.stays.map((stay) => stay.personId)).toEqual(['P2'])
    expect(checked.values.bills).toEqual([])
    expect(checked.values.payments).toHaveLength(1)
    expect(checked.counts.boenden).toEqual({ rows: 2, accepted: 1, rejected: 1 })
  })

  test('the bills of a refused stay go with it', async () => {
    const result = await check({ boenden: ['person;lagenhet;inflyttning;utflyttning', 'P1;L1;2024-02-01;2024-01-01', 'P2;L2;2025-01-15;'] })
    expect(result.dependents).toEqual([{ sheet: 'avier', row: 2, column: 'person', reason: 'Raden hör till boenden rad 2, som är fel.' }])
  })

  test('the workbook of rejected rows imports again when put right', async () => {
    const bytes = await rejectedWorkbook(read, checked)
    if (!bytes) throw new Error('expected rejected rows')
    const again = await readSheets([{ name: 'fel.xlsx', bytes }])
    expect([again.errors, again.warnings]).toEqual([[], []])
    expect([...again.sheets.keys()]).toEqual(['personer', 'boenden', 'avier'])
    const sheets = await readXlsxFile(bytes)
    expect(sheets[0]?.data[0]).toEqual(['person', 'personnummer', 'fornamn', 'efternamn', 'orsak'])
    expect(sheets[0]?.data[1]).toEqual(['P1', '19811218-9875', '=Kim', 'Ek', 'personnummer: Personnumrets sista siffra stämmer inte.'])

    const person = again.sheets.get('personer')?.rows[0]
    if (person) person.cells.personnummer = '19811218-9876'
    const { values, errors, dependents } = checkRows(again, { ...NOTHING_KNOWN, apartments: new Set(['L1', 'L2']) }, TODAY)
    expect([errors, dependents]).toEqual([[], []])
    expect(values.bills).toHaveLength(1)
  })

  test('the apostrophe that our own CSV files put before a formula goes away again', async () => {
    const bytes = csvBytes(['person', 'fornamn', 'efternamn'], [['P1', '=Kim', 'Ek']])
    const again = await readSheets([{ name: 'personer.csv', bytes }])
    expect(again.sheets.get('personer')?.rows[0]?.cells.fornamn).toBe('=Kim')
  })
})

test('many people who lived in one apartment one after another, each with a bill: no row is compared with all others', async () => {
  const boenden = ['person;lagenhet;inflyttning;utflyttning;utfall']
  const personer = ['person;fornamn;efternamn']
  const avier = ['person;lagenhet;manad;forfallodag;belopp']
  const start = Date.UTC(1900, 0, 1)
  const day = (n: number) => new Date(start + n * 86_400_000).toISOString().slice(0, 10)
  for (let i = 0; i < 20_000; i += 1) {
    personer.push(`P${i};A;B`)
    boenden.push(`P${i};L1;${day(i)};${day(i + 1)};ANNAT`)
    avier.push(`P${i};L1;${day(i).slice(0, 7)};${day(i)};100`)
  }
  const lagenheter = ['lagenhet;adress;boendeform;fran', 'L1;Vägen 1;STODBOENDE;1900-01-01']
  const { errors, values } = await checkOnly({ lagenheter, personer, boenden, avier })
  expect(errors).toEqual([])
  expect([values.people.length, values.stays.length, values.bills.length]).toEqual([20_000, 20_000, 20_000])
}, 20_000)

describe('templates', () => {
  test('import cleanly once the example rows are gone, and are refused while they stand', async () => {
    const bytes = await templateWorkbook()
    const read = await readSheets([{ name: 'mall.xlsx', bytes }])
    expect([read.errors, read.warnings]).toEqual([[], []])
    for (const sheet of SHEET_NAMES) {
      expect(read.sheets.get(sheet)?.columns).toEqual(COLUMNS[sheet].map((column) => column.name))
      expect(read.sheets.get(sheet)?.rows).toHaveLength(1)
    }
    const withExamples = checkRows(read, NOTHING_KNOWN, TODAY)
    expect(Object.values(withExamples.values).flat()).toEqual([])
    expect(new Set(withExamples.errors.map((error) => error.reason))).toEqual(new Set(['Raden är mallens exempel. Ta bort raden.']))

    for (const list of read.sheets.values()) list.rows = []
    const emptied = checkRows(read, NOTHING_KNOWN, TODAY)
    expect([emptied.errors, emptied.dependents, emptied.warnings]).toEqual([[], [], []])
  })

  test('every example is right but for its name', async () => {
    const read = await readSheets([{ name: 'mall.xlsx', bytes: await templateWorkbook() }])
    for (const { cells } of [...read.sheets.values()].flatMap(({ rows }) => rows))
      for (const [column, cell] of Object.entries(cells)) if (typeof cell === 'string') cells[column] = cell.replace('EXEMPEL-', '')
    const checked = checkRows(read, NOTHING_KNOWN, TODAY)
    expect([read.errors, checked.errors, checked.dependents, checked.warnings]).toEqual([[], [], [], []])
    expect(Object.values(checked.values).map((list) => list.length)).toEqual([1, 1, 1, 1, 1, 1])
  })
})

test('docs/import.md lists every column of every list, starred where it is required', () => {
  const guide = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8')
  for (const sheet of SHEET_NAMES) {
    const section = guide.split(/^### /m).find((part) => part.startsWith(`\`${sheet}\``)) ?? ''
    const listed = [...section.matchAll(/^\| `(\w+)`(\*?) \|/gm)].map((match) => [match[1], match[2] === '*'])
    expect(listed).toEqual(COLUMNS[sheet].map((column) => [column.name, column.required]))
  }
})

describe('documents', () => {
  test('CSV: byte order mark, semicolons, decimal comma, formulas defused, negative numbers left alone', () => {
    const bytes = csvBytes(
      ['Namn', 'Hyra, kr'],
      [
        ['=1+1', 6480.5],
        ['+46', -12],
        ['@a;b', null],
        [' -x', 0],
      ],
    )
    expect(bytes.toString('utf8')).toBe("\ufeffNamn;Hyra, kr\r\n'=1+1;6480,5\r\n'+46;-12\r\n\"'@a;b\";\r\n' -x;0\r\n")
  })

  test('xlsx: text stays text, zeros and formulas included', async () => {
    const day = new Date('2026-11-30T00:00:00Z')
    const bytes = await xlsxBytes([
      {
        name: 'Blad',
        columns: [{ header: 'a' }, { header: 'b' }, { header: 'c' }, { header: 'd' }],
        rows: [['=1+1', '0012', 6480.5, day]],
      },
    ])
    expect(await readXlsxFile(bytes)).toEqual([
      {
        sheet: 'Blad',
        data: [
          ['a', 'b', 'c', 'd'],
          ['=1+1', '0012', 6480.5, day],
        ],
      },
    ])
  })
})
