import { describe, expect, test } from '@jest/globals'
import { bgmaxRow, bgmaxWith, errorsOf, fixture, net, read, told } from './written.js'

describe('a BgMax file with its quirks', () => {
  test('every payment, with direction, references, payer and day', async () => {
    const file = await read(fixture('inbetalningar.bgmax.txt'))
    expect(file).toMatchObject({
      format: 'BGMAX',
      version: '01',
      accounts: ['50501055'],
      createdAt: '2026-01-30T16:30:35.000Z',
      warnings: [],
    })
    expect(file.payments.map((p) => [p.place, p.kind, p.amountOre, p.currency, p.bookedOn, p.payerName, p.payerAccount])).toEqual([
      ['rad 3', 'PAYMENT', 612_500, 'SEK', '2026-01-30', 'Åsa Öberg', null],
      ['rad 7', 'DEDUCTION', 50_000, 'SEK', '2026-01-30', 'Bo Exempel', null],
      ['rad 10', 'PAYMENT', 1_400_000, 'SEK', '2026-01-30', 'Socialförvaltningen Försörjningsstöd', '52013497'],
      ['rad 20', 'PAYMENT', 480_000, 'SEK', '2026-02-02', 'Cia Påhittad', null],
      ['rad 23', 'PAYMENT', 100, 'SEK', '2026-02-02', '', null],
      ['rad 26', 'PAYMENT', 30_000, 'EUR', '2026-02-02', '', null],
    ])
    expect(net(file)).toBe(612_500 - 50_000 + 1_400_000 + 480_000 + 100)
  })

  test('extra references join those of the payment row: added, without amount, in tabs, deducted', async () => {
    const { payments } = await read(fixture('inbetalningar.bgmax.txt'))
    expect(payments[2]).toMatchObject({
      references: [
        { reference: '100320260225', amountOre: 700_000 },
        { reference: '100320260126', amountOre: 700_000 },
        { reference: '1004202602034', amountOre: null },
        { reference: '77001', amountOre: -2_500 },
      ],
      message: 'Avser två månader och en äldre skuld',
    })
    expect(payments[3]?.references).toEqual([])
    expect(payments[4]?.references).toEqual([{ reference: 'Hyra feb', amountOre: null }])
  })

  test('the control sums are shown, stated beside found', async () => {
    const { controls } = await read(fixture('inbetalningar.bgmax.txt'))
    expect(controls).toHaveLength(10)
    expect(controls.every(({ ok }) => ok)).toBe(true)
    expect(controls[0]).toEqual({ label: 'Insättning 1, belopp', statedOre: 1_962_500, foundOre: 1_962_500, ok: true })
    expect(controls[8]).toEqual({ label: 'Extra referenser (22 och 23)', statedCount: 4, foundCount: 4, ok: true })
  })

  test('BGC serials repeat, keys do not', async () => {
    const { payments } = await read(fixture('inbetalningar.bgmax.txt'))
    expect(payments.filter(({ bankReference }) => bankReference === '000000000102')).toHaveLength(3)
    expect(new Set(payments.map(({ transactionKey }) => transactionKey)).size).toBe(6)
  })

  test.each([
    ['LF instead of CR LF', bgmaxWith({}, '\n')],
    ['a line end after the last row', Buffer.concat([bgmaxWith({}), Buffer.from('\r\n')])],
    ['blank rows at the end', Buffer.concat([bgmaxWith({}), Buffer.from('\r\n   \r\n\r\n')])],
    ['saved as UTF-8', Buffer.from(fixture('inbetalningar.bgmax.txt').toString('latin1'), 'utf8')],
    [
      'without any padding',
      Buffer.from(
        fixture('inbetalningar.bgmax.txt')
          .toString('latin1')
          .replace(/ +\r\n/g, '\r\n'),
        'latin1',
      ),
    ],
  ])('another copy gives the same payments and keys: %s', async (_, copy) => {
    const original = await read(fixture('inbetalningar.bgmax.txt'))
    expect((await read(copy)).payments).toEqual(original.payments)
  })

  test('the next deposit has other keys, even with the same payment in it', async () => {
    const original = await read(fixture('inbetalningar.bgmax.txt'))
    const next = await read(bgmaxWith({ 18: bgmaxRow(18, 46, '00076') }))
    expect(next.payments[0]?.transactionKey).not.toBe(original.payments[0]?.transactionKey)
    expect(next.payments[3]?.transactionKey).toBe(original.payments[3]?.transactionKey)
  })

  test('a test file and a payment of nothing are read with a warning', async () => {
    const file = await read(
      bgmaxWith({ 1: bgmaxRow(1, 45, 'T'), 23: bgmaxRow(23, 38, '0'.repeat(18)), 24: bgmaxRow(24, 51, '000000000000480000') }),
    )
    expect(told(file.warnings)).toEqual([
      'rad 1: Filen är märkt som testfil. Bokför den inte om den inte är en riktig bankfil.',
      'rad 23: Betalningen är på 0 kronor och läses inte in.',
    ])
    expect(file.payments).toHaveLength(5)
  })
})

describe('a damaged BgMax file is refused with the row', () => {
  test('line ends without end', async () => {
    const source = Buffer.concat([fixture('inbetalningar.bgmax.txt'), Buffer.alloc(5_000_000, '\r\n')])
    source.fill('\n', 5_000)
    expect(told(await errorsOf(source))[0]).toBe('rad 4000001: Filen har fler än fyra miljoner rader. Be banken att dela upp den.')
  })

  test.each<[string, Record<number, string | null>, string[]]>([
    [
      'the deposit says another amount',
      { 18: bgmaxRow(18, 51, '000000000001962501') },
      ['rad 18: Insättningens belopp är 19 625,01 men betalningarna blir 19 625,00.'],
    ],
    [
      'the deposit says another number',
      { 18: bgmaxRow(18, 72, '00000004') },
      ['rad 18: Antalet betalningar är 4 enligt insättningen men 3 i filen.'],
    ],
    [
      'a payment is missing',
      { 23: null },
      [
        'rad 23: Insättningens belopp är 4 801,00 men betalningarna blir 4 800,00.',
        'rad 23: Antalet betalningar är 2 enligt insättningen men 1 i filen.',
        'rad 27: Betalningar (20): slutposten säger 5 men filen har 4.',
      ],
    ],
    ['an extra reference is missing', { 14: null }, ['rad 27: Extra referenser (22 och 23): slutposten säger 4 men filen har 3.']],
    [
      'the end says another number of deductions',
      { 28: '7000000005000000020000000400000003' },
      ['rad 28: Avdrag (21): slutposten säger 2 men filen har 1.'],
    ],
    ['the end is missing', { 28: null }, ['Filen: Filen är inte hel: slutposten (70) saknas.']],
    [
      'a deposit is missing',
      { 18: null },
      [
        'rad 18: Avsnittet som börjar på rad 2 saknar insättningspost (15).',
        'rad 23: Insättningens belopp är 4 801,00 men betalningarna blir 24 426,00.',
        'rad 23: Antalet betalningar är 2 enligt insättningen men 5 i filen.',
        'rad 27: Insättningar (15): slutposten säger 3 men filen har 2.',
      ],
    ],
    ['an unknown record', { 5: '24 vad är det här' }, ['rad 5: Posttypen ”24” finns inte i BgMax.']],
    ['a row that is too long', { 5: `${'27Storgatan 2'.padEnd(80)}x` }, ['rad 5: Raden är längre än 80 tecken.']],
    [
      'letters in the amount',
      { 26: bgmaxRow(26, 50, 'X') },
      [
        'rad 26: Beloppet (tecken 38–55) är inte ett tal.',
        'rad 27: Insättningens belopp är 300,00 men betalningarna blir 0,00.',
        'rad 27: Antalet betalningar är 1 enligt insättningen men 0 i filen.',
      ],
    ],
    ['a day that does not exist', { 18: bgmaxRow(18, 38, '20260230') }, ['rad 18: Betalningsdagen (tecken 38–45) är inte ett datum.']],
    ['another currency in the deposit', { 27: bgmaxRow(27, 69, 'SEK') }, ['rad 27: Valutan är SEK men avsnittet är i EUR.']],
    ['a row after the end', { 28: '7000000005000000010000000400000003\r\n25mer' }, ['rad 29: Raden kommer efter slutposten (70).']],
    [
      'two files in one',
      { 28: `7000000005000000010000000400000003\r\n${bgmaxRow(1, 45, 'P')}` },
      ['rad 29: Raden kommer efter slutposten (70).'],
    ],
    [
      'a text row before any payment',
      { 3: '25fri text', 4: '26namn', 5: null, 6: null },
      ['rad 3: Raden hör inte till någon betalning.', 'rad 4: Raden hör inte till någon betalning.'],
    ],
  ])('%s', async (_, changes, reasons) => {
    const errors = told(await errorsOf(bgmaxWith(changes)))
    expect(errors.slice(0, reasons.length)).toEqual(reasons)
  })

  test('one payment of more than the ledger can hold', async () => {
    const [first] = told(await errorsOf(bgmaxWith({ 3: bgmaxRow(3, 38, '000000002147483648') })))
    expect(first).toBe('rad 3: Beloppet 21 474 836,48 är större än 21 474 836,47.')
  })

  test('a cut file is refused wherever it is cut', async () => {
    const whole = fixture('inbetalningar.bgmax.txt')
    for (let length = 8; length < whole.length; length += 7) {
      expect((await errorsOf(whole.subarray(0, length))).length).toBeGreaterThan(0)
    }
  })
})
