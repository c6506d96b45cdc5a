import { describe, expect, test } from '@jest/globals'
import { amountOreOf, keysOfFile, kronor, normaliseAccount, stockholmDay } from '../../server/bank-files/fields.js'

describe('amounts are read as text, never as floating point', () => {
  test.each([
    ['1', 100],
    ['1.', 100],
    ['1234.5', 123_450],
    ['0.29', 29],
    ['1.15', 115],
    ['4.35', 435],
    ['+7.00', 700],
    ['0007.10', 710],
    ['0', 0],
    ['100.50000', 10_050],
    ['99999999999.99', 9_999_999_999_999],
    ['100.505', null],
    ['-1.00', null],
    ['1,50', null],
    ['1 000.00', null],
    ['1e3', null],
    ['', null],
    ['.', null],
    ['NaN', null],
    ['100000000000', null],
  ])('%s → %s', (text, amountOre) => expect(amountOreOf(text)).toBe(amountOre))
})

describe('days are calendar days in Stockholm', () => {
  test.each([
    ['2026-01-30', '2026-01-30'],
    ['2026-01-30+01:00', '2026-01-30'],
    ['2026-01-30Z', '2026-01-30'],
    ['2026-01-30T23:30:00', '2026-01-30'],
    ['2026-01-30T22:59:59Z', '2026-01-30'],
    ['2026-01-30T23:00:00Z', '2026-01-31'],
    ['2026-06-30T22:00:00.123Z', '2026-07-01'],
    ['2026-01-31T00:30:00+02:00', '2026-01-30'],
    ['2028-02-29', '2028-02-29'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['2026-04-31', null],
    ['30/1 2026', null],
    ['', null],
  ])('%s → %s', (text, day) => expect(stockholmDay(text)).toBe(day))
})

test.each([
  ['SE35 5000 0000 0549 1000 0003', 'SE3550000000054910000003'],
  ['se3550000000054910000003', 'SE3550000000054910000003'],
  ['5050-1055', '50501055'],
  ['0050501055', '50501055'],
  ['000', '0'],
  [' ', ''],
])('the account %s is %s', (text, account) => expect(normaliseAccount(text)).toBe(account))

test.each([
  [123_456_789, '1 234 567,89'],
  [5, '0,05'],
  [-190_000, '−1 900,00'],
])('%s öre is written %s', (amountOre, text) => expect(kronor(amountOre).replaceAll('\u00a0', ' ')).toBe(text))

test('payments that share a key are numbered, the same way every time', () => {
  const keys = () => {
    const keyOf = keysOfFile()
    return ['a', 'b', 'a', 'a'].map((key) => keyOf(key))
  }
  expect(new Set(keys()).size).toBe(4)
  expect(keys().slice(0, 2)).toEqual(['a', 'b'])
  expect(keys()).toEqual(keys())
})
