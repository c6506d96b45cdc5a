import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { amount, divideRounded, isAmountOre, kronor, MAX_AMOUNT_ORE, parseKronor, percent } from '../../server/domain/money.js'

/** The tests write a common space where the text has a no-break one. */
const spaced = (text: string) => text.replaceAll(' ', '\u00a0')

describe('kronor as typed', () => {
  test.each([
    ['1 234,50', 123_450],
    ['1234.50', 123_450],
    ['1.234,50', 123_450],
    ['1.234.567,50', 123_456_750],
    ['6 480', 648_000],
    ['6\u00a0480', 648_000],
    ['6\u202f480 kr', 648_000],
    ['6480kr', 648_000],
    ['6 480:-', 648_000],
    ['6\u00a0480,-', 648_000],
    ['6480 kronor', 648_000],
    [':-', null],
    ['6480 :\u2013', 648_000],
    [' 6480 KR ', 648_000],
    ['6480,5', 648_050],
    ['0', 0],
    ['0,05', 5],
    ['-120', -12_000],
    ['\u2212120,25', -12_025],
    ['\u2212 1 200', -120_000],
    ['-0', 0],
    ['21474836,47', MAX_AMOUNT_ORE],
  ])('%p is %i öre', (text, ore) => expect(parseKronor(text)).toBe(ore))

  test.each([
    '',
    'kr',
    '4890 SEK',
    '1.234,5x',
    '1,234',
    '1.234',
    '12,345',
    '1,234.50',
    '1 23',
    '12 34,50',
    '1234 567',
    '1 234\u00a0567',
    '1  234',
    ',50',
    '50,',
    '--5',
    '5-',
    '5.-',
    ':-',
    '+5',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '١٢',
    '21474836,48',
    '99999999999999999999',
    '12\n34',
  ])('%p is refused', (text) => expect(parseKronor(text)).toBeNull())

  test('what is shown can be typed back, with and without the unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_AMOUNT_ORE, max: MAX_AMOUNT_ORE }), (ore) => {
        expect(parseKronor(kronor(ore))).toBe(ore)
        expect(parseKronor(amount(ore))).toBe(ore)
      }),
    )
  })

  test('any text gives whole öre within the limit, or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-0-9., ]{0,14}$/)), (text) => {
        const ore = parseKronor(text)
        expect(ore === null || (!Object.is(ore, -0) && isAmountOre(Math.abs(ore)))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('kronor as shown', () => {
  test.each([
    [648_000, '6 480 kr'],
    [648_050, '6 480,50 kr'],
    [5, '0,05 kr'],
    [0, '0 kr'],
    [99_900, '999 kr'],
    [23_166_000, '231 660 kr'],
    [123_456_789_00, '123 456 789 kr'],
    [-12_025, '\u2212120,25 kr'],
  ])('%i öre is %p', (ore, text) => {
    expect(kronor(ore)).toBe(spaced(text))
    expect(amount(ore)).toBe(spaced(text.replace(' kr', '')))
  })

  test('the same as the Swedish locale writes whole kronor', () => {
    const swedish = new Intl.NumberFormat('sv-SE')
    fc.assert(fc.property(fc.integer(), (n) => expect(amount(n * 100)).toBe(swedish.format(n))))
  })
})

describe('shares', () => {
  test.each([
    [10, 46, '21,7 %'],
    [10, 44, '22,7 %'],
    [10, 34, '29,4 %'],
    [0, 40, '0,0 %'],
    [40, 40, '100,0 %'],
    [1, 2000, '0,1 %'],
    [1, 2001, '0,0 %'],
    [2, 3, '66,7 %'],
    [-1, 3, '\u221233,3 %'],
    [50, 4, '1 250,0 %'],
  ])('%i of %i is %s', (n, N, text) => expect(percent(n, N)).toBe(spaced(text)))

  test('no value is a dash, never 0 %', () => {
    expect(percent(0, 0)).toBe('–')
    expect(percent(3, 0)).toBe('–')
  })
})

describe('rounding', () => {
  test.each([
    [1, 2, 1],
    [-1, 2, -1],
    [1, -2, -1],
    [-1, -2, 1],
    [5, 10, 1],
    [4, 10, 0],
    [-4, 10, 0],
    [0, 7, 0],
    [648_000 * 13, 30, 280_800],
    [100 * 17, 31, 55],
    [Number.MAX_SAFE_INTEGER, 2, 4_503_599_627_370_496],
  ])('%i / %i is %i', (n, d, expected) => expect(divideRounded(n, d)).toBe(expected))

  test('is exact where floating point is not', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000_000 }), (n, d) => {
        const [bigN, bigD] = [BigInt(Math.abs(n)), BigInt(d)]
        const expected = Number((2n * bigN + bigD) / (2n * bigD))
        expect(Math.abs(divideRounded(n, d))).toBe(expected)
        expect(divideRounded(-n, d) + divideRounded(n, d)).toBe(0)
      }),
    )
  })

  test('a fraction or a zero to divide by is our own fault', () => {
    expect(() => divideRounded(1.5, 2)).toThrow(RangeError)
    expect(() => divideRounded(1, 0)).toThrow(RangeError)
  })
})

test.each([
  [0, true],
  [MAX_AMOUNT_ORE, true],
  [MAX_AMOUNT_ORE + 1, false],
  [-1, false],
  [1.5, false],
  [NaN, false],
  ['100', false],
  [null, false],
])('isAmountOre(%p) is %p', (value, expected) => expect(isAmountOre(value)).toBe(expected))
