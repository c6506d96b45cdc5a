import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { endsInLuhnDigit, luhnDigit } from '../../server/domain/luhn.js'

test.each([
  ['123457', 4],
  ['701063239', 1],
  ['640823323', 4],
  ['811218987', 6],
  ['5050105', 5],
  ['0', 0],
])('the check digit of %s is %i', (digits, check) => {
  expect(luhnDigit(digits)).toBe(check)
  expect(endsInLuhnDigit(`${digits}${check}`)).toBe(true)
})

test.each(['', '0', '12a', '1234575', ' 1234574'])('%p has no check digit that holds', (text) => expect(endsInLuhnDigit(text)).toBe(false))

describe('what the check digit is for', () => {
  const digits = fc.stringMatching(/^\d{1,24}$/)

  test('one wrong digit is always found', () => {
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (base, at, by) => {
        const whole = `${base}${luhnDigit(base)}`
        const i = at % whole.length
        const wrong = whole.slice(0, i) + ((Number(whole[i]) + by) % 10) + whole.slice(i + 1)
        expect(endsInLuhnDigit(whole)).toBe(true)
        expect(endsInLuhnDigit(wrong)).toBe(false)
      }),
    )
  })
})
