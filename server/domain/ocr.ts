/**
 * OCR references: 2 to 25 digits, the last a check digit by modulus 10, the one before it (by our choice) the last digit of the whole
 * length, both control digits counted (domain.md §5.2).
 *
 * Ours are the tenancy's own number followed by the month, so an old bill paid again still finds the person. Never a personnummer: the
 * tenancy number is the system's own, and the century "20" of the month stands where a personnummer has its month, so no OCR of 10 or
 * 12 digits can be read as one.
 *
 * Worked example: 12345 → 12345 + 7 (seven digits in all) + 4 = 1234574. Tenancy 4711, November 2026: 4711202611 → 471120261121.
 */
import { isMonth } from './calendar.js'
import type { Month } from './calendar.js'
import { endsInLuhnDigit, luhnDigit } from './luhn.js'

const MAX_DIGITS = 25

export type OcrCheck =
  { ok: true; digits: string; control: 'LENGTH_AND_CHECK_DIGIT' | 'CHECK_DIGIT' } | { ok: false; digits: string; control: null }

/** The reference for a base of digits: length digit and check digit added. The base is ours, so a wrong one is our own fault. */
export function makeOcr(base: string): string {
  if (!/^\d+$/.test(base) || base.length + 2 > MAX_DIGITS) throw new RangeError(`not a base for an OCR number: ${base}`)
  const withLength = `${base}${(base.length + 2) % 10}`
  return `${withLength}${luhnDigit(withLength)}`
}

/**
 * Is this a sound reference, and by which control? A reference that only has a check digit (older systems) may by chance, one in ten,
 * look as if it had a length digit too: `control` says what the digits allow, not what the sender meant.
 */
export function checkOcr(text: string): OcrCheck {
  const digits = normalizeReference(text)
  if (digits.length > MAX_DIGITS || !endsInLuhnDigit(digits)) return { ok: false, digits, control: null }
  const lengthDigit = Number(digits.at(-2))
  return { ok: true, digits, control: digits.length > 2 && lengthDigit === digits.length % 10 ? 'LENGTH_AND_CHECK_DIGIT' : 'CHECK_DIGIT' }
}

/**
 * The form in which references are stored and compared: without spaces, and, if it is all digits, without leading zeros, since bank
 * files pad to 25 digits with zeros and none of our references begins with one. Other text keeps its zeros.
 */
export function normalizeReference(text: string): string {
  const compact = text.replace(/\s/g, '')
  return /^\d+$/.test(compact) ? compact.replace(/^0+(?=\d)/, '') : compact
}

/** The base for a tenancy's bill for a month: the tenancy's number (a whole number from 1) and YYYYMM. */
export function ocrBase(tenancyNumber: number, month: Month): string {
  if (!Number.isSafeInteger(tenancyNumber) || tenancyNumber < 1) throw new RangeError(`not a tenancy number: ${tenancyNumber}`)
  return `${tenancyNumber}${month.replace('-', '')}`
}

/**
 * The base for a stay's one-off charge, the nth of the year (1 to 87): 13 to 99 stands where a rent has its month, so it is never taken
 * for one. Tenancy 4711, the second of 2026: 4711202614.
 */
export function oneOffOcrBase(tenancyNumber: number, year: number, nth: number): string {
  if (!Number.isSafeInteger(nth) || nth < 1 || nth > 87) throw new RangeError(`not the number of a charge in a year: ${nth}`)
  return `${tenancyNumber}${year}${12 + nth}`
}

/** The tenancy and month that one of our own references was made from; null for a reference that cannot be ours. */
export function readOcr(text: string): { tenancyNumber: number; month: Month } | null {
  const check = checkOcr(text)
  if (check.control !== 'LENGTH_AND_CHECK_DIGIT') return null
  const match = /^(\d{1,15})(\d{4})(\d{2})\d{2}$/.exec(check.digits)
  const month = match ? `${match[2]}-${match[3]}` : ''
  return match && isMonth(month) ? { tenancyNumber: Number(match[1]), month } : null
}
