import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { nextMonth } from '../../server/domain/calendar.js'
import { checkOcr, makeOcr, normalizeReference, ocrBase, readOcr } from '../../server/domain/ocr.js'
import { parseIdentity } from '../../server/domain/personnummer.js'

test.each([
  ['12345', '1234574'],
  ['2026110042', '202611004229'],
  ['4711202611', '471120261121'],
  ['12345678', '1234567806'],
])('%s becomes %s', (base, ocr) => expect(makeOcr(base)).toBe(ocr))

test.each(['', '12a', '1 2', '123456789012345678901234'])('%p is no base', (base) => expect(() => makeOcr(base)).toThrow(RangeError))

test.each([
  ['1234574', 'LENGTH_AND_CHECK_DIGIT', '1234574'],
  ['123455', 'CHECK_DIGIT', '123455'],
  ['2026 1100 4229', 'LENGTH_AND_CHECK_DIGIT', '202611004229'],
  ['0000000000000202611004229', 'LENGTH_AND_CHECK_DIGIT', '202611004229'],
  ['18', 'CHECK_DIGIT', '18'],
  ['1234575', null, '1234575'],
  ['1', null, '1'],
  ['', null, ''],
  ['0000', null, '0'],
  ['HYRA123455', null, 'HYRA123455'],
  ['12345678901234567890123456', null, '12345678901234567890123456'],
])('%p holds by %p', (text, control, digits) => expect(checkOcr(text)).toEqual({ ok: control !== null, digits, control }))

test.each([
  [' 00012 345\u00a0574 ', '12345574'],
  ['Hyra 007', 'Hyra007'],
  ['000', '0'],
])('%p is compared as %p', (text, expected) => expect(normalizeReference(text)).toBe(expected))

describe('our own references', () => {
  const tenancyNumber = fc.integer({ min: 1, max: 2_147_483_647 })
  const month = fc.integer({ min: 0, max: 12 * 70 }).map((n) => nextMonth('2020-01', n))

  test('the tenancy and the month can be read back, also with zeros in front', () => {
    fc.assert(
      fc.property(tenancyNumber, month, (tenancyNumber, month) => {
        const ocr = makeOcr(ocrBase(tenancyNumber, month))
        expect(ocr.length).toBeLessThanOrEqual(25)
        expect(readOcr(ocr)).toEqual({ tenancyNumber, month })
        expect(readOcr(ocr.padStart(25, '0'))).toEqual({ tenancyNumber, month })
      }),
    )
  })

  test('none can be read as a personnummer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), month, (tenancyNumber, month) => {
        const reason = parseIdentity(makeOcr(ocrBase(tenancyNumber, month)), '2090-12-31')
        expect(reason.ok).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })

  test.each(['1234574', '123455', '4711202613', '471120261122', 'HYRA'])('%s is not ours', (text) => expect(readOcr(text)).toBeNull())

  test('a tenancy number is a whole number from 1', () => {
    expect(() => ocrBase(0, '2026-11')).toThrow(RangeError)
    expect(() => ocrBase(1.5, '2026-11')).toThrow(RangeError)
  })
})
