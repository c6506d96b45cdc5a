import { describe, expect, test } from '@jest/globals'
import { zipSync } from 'fflate'
import { xlsxBytes, type XlsxValue } from '../../server/documents/xlsx.js'
import { errorsOf, read, told } from './written.js'

const heading = 'Dag;Belopp;OCR;Person;Betalare;Betalartyp;Meddelande'
const rows = [
  '2026-01-30;6 480,00;1001202602030;;Åsa Öberg;klient;Hyra februari',
  '2026-01-30;500;;P-17;Socialförvaltningen;SOCIALTJANST;',
  '2026-02-02;1 234,50;1001202602030;P-18;;;',
]
const csv = [heading, ...rows].join('\r\n')
const workbook = (...sheets: [string, XlsxValue[][]][]) =>
  xlsxBytes(
    sheets.map(([name, [header = [], ...body]]) => ({ name, columns: header.map((cell) => ({ header: String(cell) })), rows: body })),
  )

describe('a list of payments written by hand', () => {
  test('becomes payments in the shape of a bank file', async () => {
    const file = await read(csv)
    expect(file).toMatchObject({ format: 'PAYMENT_LIST', accounts: [], warnings: [], controls: [], pages: [] })
    expect(
      file.payments.map((p) => [p.place, p.bookedOn, p.amountOre, p.references[0]?.reference ?? null, p.person, p.payerName, p.payerKind]),
    ).toEqual([
      ['rad 2', '2026-01-30', 648_000, '1001202602030', null, 'Åsa Öberg', 'KLIENT'],
      ['rad 3', '2026-01-30', 50_000, null, 'P-17', 'Socialförvaltningen', 'SOCIALTJANST'],
      ['rad 4', '2026-02-02', 123_450, '1001202602030', 'P-18', '', null],
    ])
    expect(file.payments[0]).toMatchObject({ kind: 'PAYMENT', currency: 'SEK', message: 'Hyra februari', ordinal: 1, receivingAccount: '' })
  })

  test('columns by the names the pages use and the old encoding know are found, and a lacking one is named', async () => {
    const renamed = csv.replace('Dag;', 'Bokföringsdag;')
    expect((await read(Buffer.from(renamed, 'latin1'))).payments).toHaveLength(3)
    expect((await read(csv.replace('Dag;', 'Betald;'))).payments).toHaveLength(3)
    expect(told(await errorsOf(csv.replace('Dag;', 'När;')))).toEqual(['filen: Betalningslistan saknar kolumnen dag. Utgå från mallen.'])
    expect(told(await errorsOf(csv.replace('Belopp;', 'Hur mycket;')))).toEqual([
      'filen: Betalningslistan saknar kolumnen belopp. Utgå från mallen.',
    ])
  })

  test.each<[string, string | Buffer]>([
    ['tabs', csv.replaceAll(';', '\t')],
    [
      'commas and quotes',
      [heading, ...rows]
        .map((row) =>
          row
            .split(';')
            .map((cell) => `"${cell}"`)
            .join(','),
        )
        .join('\n'),
    ],
    ['Excel’s own first line', `sep=;\r\n${csv}`],
    ['a byte order mark', `\ufeff${csv}`],
    ['Latin-1', Buffer.from(csv, 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${csv}`, 'utf16le')],
    ['other names and order of letters', csv.replace(heading, 'BETALDAG; Belopp (kr) ;ocr-nummer;Eget id;Namn;Typ av betalare;Anteckning')],
    ['a template’s stars', csv.replace('Dag;Belopp', 'dag*;belopp*')],
    ['days without hyphens', csv.replaceAll('2026-01-30', '20260130').replace('2026-02-02', '2026/02/02')],
    ['amounts as others write them', csv.replace('6 480,00', '6480').replace('1 234,50', '1.234,50 kr')],
  ])('the same with %s', async (_, copy) => {
    expect((await read(copy)).payments).toEqual((await read(csv)).payments)
  })

  test('a dash and a euro sign of Windows', async () => {
    const list = Buffer.from(csv.replace('Hyra februari', 'Hyra \u0096 2 \u0080'), 'latin1')
    expect((await read(list)).payments[0]?.message).toBe('Hyra – 2 €')
  })

  test('as a workbook: days and amounts as Excel has them, another sheet beside', async () => {
    const day = (text: string) => new Date(`${text}T00:00:00Z`)
    const bytes = await workbook(
      [
        'Lista',
        [
          heading.split(';'),
          [day('2026-01-30'), 6480, '1001202602030', null, 'Åsa Öberg', 'klient', 'Hyra februari'],
          [day('2026-01-30'), 500, null, 'P-17', 'Socialförvaltningen', 'SOCIALTJANST', null],
          [day('2026-02-02'), 1234.5, '1001202602030', 'P-18', null, null, null],
        ],
      ],
      ['Annat', [['hej'], ['du']]],
    )
    expect((await read(bytes)).payments).toEqual((await read(csv)).payments)
    expect((await read(Buffer.from(zipSync({ 'januari.xlsx': bytes })))).payments).toEqual((await read(csv)).payments)
  })

  test('a title above, empty rows between and a sum below: rows keep their numbers, the sum is a control', async () => {
    const list = ['Inbetalningar i januari', '', heading, rows[0], ';;;;;;', rows[1], 'Summa;6 980'].join('\n')
    const file = await read(list)
    expect(file.payments.map(({ place }) => place)).toEqual(['rad 4', 'rad 6'])
    expect(file.controls).toEqual([{ label: 'Listans summa', statedOre: 698_000, foundOre: 698_000, ok: true }])
    expect(told(await errorsOf(list.replace('6 980', '6 981')))).toEqual(['rad 7: Summan är 6 981,00 men raderna blir 6 980,00.'])
    expect(told(await errorsOf(`${list}\n${rows[0]}`))).toEqual(['rad 8: Raden kommer efter summaraden.'])
  })

  test('the register’s own list of payments is read too', async () => {
    const file = await read('betaldag*;belopp*;ocr;person;betalare\n2024-01-31;6 480,00;202611004229;;KLIENT')
    expect(file.payments[0]).toMatchObject({ payerKind: 'KLIENT', payerName: '' })
  })

  test('the same list again has the same keys, two equal rows have two, and a corrected row alone is new', async () => {
    const keys = async (list: string) => (await read(list)).payments.map(({ transactionKey }) => transactionKey)
    const twice = [heading, rows[0], rows[0], rows[1]].join('\n')
    expect(new Set(await keys(twice)).size).toBe(3)
    expect(await keys(twice)).toEqual(await keys(twice))
    const corrected = await keys(twice.replace('500', '501'))
    expect(corrected.slice(0, 2)).toEqual((await keys(twice)).slice(0, 2))
    expect(corrected[2]).not.toBe((await keys(twice))[2])
  })
})

describe('a list is refused whole, each error with its row and column', () => {
  test.each<[string, string, string]>([
    ['no day', ';1;123;;;;', 'rad 2, kolumn Dag: Dagen saknas.'],
    ['no such day', '2026-02-30;1;123;;;;', 'rad 2, kolumn Dag: Dagen finns inte i kalendern.'],
    ['the day first', '30/1 2026;1;123;;;;', 'rad 2, kolumn Dag: Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2026-11-30.'],
    ['no amount', '2026-01-30;;123;;;;', 'rad 2, kolumn Belopp: Beloppet saknas.'],
    ['an amount of nothing', '2026-01-30;0;123;;;;', 'rad 2, kolumn Belopp: Beloppet ska vara mer än noll.'],
    ['a negative amount', '2026-01-30;-5;123;;;;', 'rad 2, kolumn Belopp: Beloppet är mindre än noll.'],
    [
      'letters in the amount',
      '2026-01-30;sex tusen;123;;;;',
      'rad 2, kolumn Belopp: Skriv beloppet i kronor, till exempel 6 480 eller 6480,50.',
    ],
    [
      'an OCR that lost its digits',
      '2026-01-30;1;2,02611E+11;;;;',
      'rad 2, kolumn OCR: Excel har tappat siffror i numret. Gör cellen till text och skriv numret på nytt.',
    ],
    ['nobody', '2026-01-30;1;;;Åsa;;', 'rad 2, kolumn OCR: Fyll i OCR-nummer eller person, så att betalningen hittar rätt.'],
    [
      'an unknown kind of payer',
      '2026-01-30;1;123;;;granne;',
      'rad 2, kolumn Betalartyp: Skriv klient, socialtjänst eller annan, eller lämna cellen tom.',
    ],
    ['an error of Excel', '2026-01-30;#REF!;123;;;;', 'rad 2, kolumn Belopp: Cellen visar ett fel från Excel (#REF!). Skriv in värdet.'],
  ])('%s', async (_, row, reason) => {
    expect(told(await errorsOf([heading, row, rows[0]].join('\n')))).toEqual([reason])
  })

  test('every error of every row, at most twenty', async () => {
    expect(told(await errorsOf([heading, 'x;y;123;;;;', ...rows, ';1;123;;;;'].join('\n')))).toHaveLength(3)
    expect(await errorsOf([heading, ...Array.from({ length: 50 }, () => ';1;123;;;;')].join('\n'))).toHaveLength(20)
  })

  test('a column twice, quotes that do not close, and two sheets of payments', async () => {
    expect(told(await errorsOf(`Dag;Datum;Belopp\n2026-01-30;2026-01-30;1`))[0]).toBe(
      'rad 1, kolumn Datum: Kolumnen dag finns två gånger. Behåll en av dem.',
    )
    expect((await errorsOf(`${heading}\n2026-01-30;"1;123;;;;\n`))[0]?.reason).toMatch(/^Citattecknen går inte ihop/)
    const table: XlsxValue[][] = [
      ['Dag', 'Belopp'],
      ['2026-01-30', 1],
    ]
    expect(told(await errorsOf(await workbook(['A', table], ['B', table])))).toEqual([
      'filen: Både bladet A och bladet B har betalningar. Läs in ett blad i taget.',
    ])
  })

  test('a workbook without the columns, one that is too large, and an old one', async () => {
    expect((await errorsOf(await workbook(['A', [['hej'], ['du']]])))[0]?.reason).toMatch(/^Arbetsboken är ingen betalningslista/)
    expect((await errorsOf(`${csv}\n${'x'.repeat(5_000_000)}`))[0]?.reason).toBe('Listan är större än 4 MB. Dela upp den.')
    expect(told(await errorsOf([heading, ...Array.from({ length: 20_001 }, () => rows[1])].join('\n')))[0]).toBe(
      'Filen: Listan har fler än 20 000 rader. Dela upp den.',
    )
    expect((await errorsOf(Buffer.from('d0cf11e0a1b11ae1', 'hex')))[0]?.reason).toMatch(/äldre Excelfil/)
  })
})
