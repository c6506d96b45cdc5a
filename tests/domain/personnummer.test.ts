import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import personnummer from 'personnummer'
import { addDays } from '../../server/domain/calendar.js'
import { luhnDigit } from '../../server/domain/luhn.js'
import { formatIdentity, parseIdentity } from '../../server/domain/personnummer.js'

const TODAY = '2026-11-22'

/** A number with a right check digit, so that only what the test is about is wrong. */
const numbered = (yymmdd: string, sign = '', century = '', serial = '238') =>
  `${century}${yymmdd}${sign}${serial}${luhnDigit(yymmdd + serial)}`

describe('identities that hold', () => {
  test.each([
    ['701063-2391', 'SAMORDNINGSNUMMER', '197010632391', '1970-10-03', '19701063-2391'],
    ['19701063-2391', 'SAMORDNINGSNUMMER', '197010632391', '1970-10-03', '19701063-2391'],
    ['7010632391', 'SAMORDNINGSNUMMER', '197010632391', '1970-10-03', '19701063-2391'],
    [' 19 640823 3234 ', 'PERSONNUMMER', '196408233234', '1964-08-23', '19640823-3234'],
    ['811218\u20139876', 'PERSONNUMMER', '198112189876', '1981-12-18', '19811218-9876'],
  ])('%p', (text, kind, number, birthOn, display) => {
    expect(parseIdentity(text, TODAY)).toEqual({ ok: true, value: { kind, number, birthOn, display } })
  })

  test.each([
    ['this year, no sign', numbered('260101'), '2026-01-01'],
    ['this year, the child turns 100 later', numbered('260101', '-'), '2026-01-01'],
    ['this year, plus: 100 years ago', numbered('260101', '+'), '1926-01-01'],
    ['next year’s digits: last century', numbered('270101', '-'), '1927-01-01'],
    ['plus, turns 100 at the end of this year', numbered('261231', '+'), '1926-12-31'],
    ['plus, 110 years', numbered('160101', '+'), '1916-01-01'],
    ['plus where the century is written too', numbered('160101', '+', '19'), '1916-01-01'],
    ['29 February 2000', numbered('000229', '-'), '2000-02-29'],
    ['29 February 2024, 12 digits', numbered('240229', '-', '20'), '2024-02-29'],
    ['day 91, the 31st + 60', numbered('701091', '-'), '1970-10-31'],
    ['29 February + 60', numbered('000289', '-'), '2000-02-29'],
    ['born today', numbered('261122', '-'), '2026-11-22'],
  ])('%s', (_name, text, birthOn) => expect(parseIdentity(text, TODAY)).toMatchObject({ ok: true, value: { birthOn } }))
})

describe('identities that do not', () => {
  test.each([
    ['the last digit', '701063-2392', 'CHECK_DIGIT'],
    ['two digits changed places', '196408323234', 'DATE'],
    ['29 February 1900, by the plus sign', numbered('000229', '+'), 'DATE'],
    ['29 February 1900, by the century', numbered('000229', '-', '19'), 'DATE'],
    ['29 February 2025', numbered('250229', '-'), 'DATE'],
    ['month 13', numbered('701301', '-'), 'DATE'],
    ['day 0', numbered('701000', '-'), 'DATE'],
    ['day 60: neither kind', numbered('701060', '-'), 'DATE'],
    ['day 92', numbered('701092', '-'), 'DATE'],
    ['31 September + 60', numbered('700991', '-'), 'DATE'],
    ['born tomorrow', numbered('261123', '-'), 'FUTURE'],
    ['born tomorrow, with the century', numbered('261123', '-', '20'), 'FUTURE'],
    ['next century', numbered('260101', '-', '21'), 'FUTURE'],
    ['born before there were any', numbered('300101', '+'), 'DATE'],
    ['plus for a person who is not yet 100', numbered('700101', '+', '19'), 'FORMAT'],
    ['serial 000', numbered('700101', '-', '', '000'), 'FORMAT'],
    ['11 digits', '19701063239', 'FORMAT'],
    ['a reserve number with a letter', '701063-T391', 'FORMAT'],
    ['the hyphen in the wrong place', '7010-632391', 'FORMAT'],
    ['two signs', '701063--2391', 'FORMAT'],
    ['nothing', '', 'FORMAT'],
  ])('%s', (_name, text, reason) => expect(parseIdentity(text, TODAY)).toEqual({ ok: false, reason }))
})

test('says the same as the personnummer package of every born person', () => {
  const { valid } = personnummer as unknown as { valid: (text: string) => boolean }
  const digits = fc.tuple(fc.integer({ min: -36_000, max: 0 }), fc.integer({ min: 1, max: 999 }), fc.boolean(), fc.nat(9))
  fc.assert(
    fc.property(digits, ([ago, serial, coordination, check]) => {
      const birth = addDays(TODAY, ago).replaceAll('-', '')
      const day = String(Number(birth.slice(6)) + (coordination ? 60 : 0)).padStart(2, '0')
      const text = `${birth.slice(0, 6)}${day}${String(serial).padStart(3, '0')}${check}`
      expect(parseIdentity(text, TODAY).ok).toBe(valid(text))
    }),
    { numRuns: 3000 },
  )
})

test('shown as it is written', () => {
  expect(formatIdentity('197010632391')).toBe('19701063-2391')
  expect(formatIdentity('R-2026-0004')).toBe('R-2026-0004')
})

test('what is shown can be typed back', () => {
  for (const text of ['19701063-2391', '19640823-3234', '19811218-9876']) {
    expect(parseIdentity(text, TODAY)).toMatchObject({ ok: true, value: { display: text } })
  }
})
