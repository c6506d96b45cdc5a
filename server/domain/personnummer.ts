/**
 * Personnummer and samordningsnummer. Folkbokföringslag (1991:481) 18 §, domain.md §5.1: YYMMDD-NNNC, the hyphen becomes a plus sign in
 * the year the person turns 100; C is the check digit by modulus 10 of the nine digits before it; a samordningsnummer has the day + 60.
 * Stored with the century, 12 digits. The day in a number may be a neighbour of the real birth day, so the two are never compared.
 *
 * Ten digits: the century is the latest that does not put the year after this one, a hundred years earlier with a plus sign.
 * Own code, since the rules here are stricter than the personnummer package's (the plus sign is checked, the future refused);
 * the package is the oracle in the test.
 *
 * Worked example: "701063-2391" on 2026-11-22 is the samordningsnummer 197010632391, born 1970-10-03, shown as 19701063-2391.
 */
import { isDay, yearOf } from './calendar.js'
import type { Day } from './calendar.js'
import { endsInLuhnDigit } from './luhn.js'

export type IdentityKind = 'PERSONNUMMER' | 'SAMORDNINGSNUMMER'

export interface Identity {
  kind: IdentityKind
  /** 12 digits, the day + 60 kept for a samordningsnummer. */
  number: string
  /** The day the number carries. */
  birthOn: Day
  display: string
}

/** FORMAT: not 10 or 12 digits. DATE: no such day. CHECK_DIGIT: a digit is wrong. FUTURE: born after today. */
export type IdentityRefusal = 'FORMAT' | 'DATE' | 'CHECK_DIGIT' | 'FUTURE'

/** Nobody born earlier was alive when personnummer came in 1947. */
const EARLIEST_BIRTH_YEAR = 1840

/** What a person typed, as an identity: 10 or 12 digits, with or without spaces and the hyphen or plus sign before the last four. */
export function parseIdentity(text: string, today: Day): { ok: true; value: Identity } | { ok: false; reason: IdentityRefusal } {
  const match = /^(\d{2})?(\d{2})(\d{4})([-+]?)(\d{3})(\d)$/.exec(text.replace(/\s/g, '').replace(/[\u2010-\u2015\u2212]/, '-'))
  if (!match) return refused('FORMAT')
  const [, century, yy = '', mmdd = '', sign = '', serial = '', check = ''] = match
  const year = century ? Number(century + yy) : inferredYear(Number(yy), sign === '+', yearOf(today))
  if (serial === '000' || (century && sign === '+' && year > yearOf(today) - 100)) return refused('FORMAT')

  const dayDigits = Number(mmdd.slice(2))
  const kind = dayDigits > 60 ? 'SAMORDNINGSNUMMER' : 'PERSONNUMMER'
  const day = String(kind === 'SAMORDNINGSNUMMER' ? dayDigits - 60 : dayDigits).padStart(2, '0')
  const birthOn = `${String(year).padStart(4, '0')}-${mmdd.slice(0, 2)}-${day}`
  if (year < EARLIEST_BIRTH_YEAR || !isDay(birthOn)) return refused('DATE')
  if (!endsInLuhnDigit(`${yy}${mmdd}${serial}${check}`)) return refused('CHECK_DIGIT')
  if (birthOn > today) return refused('FUTURE')

  const number = `${year}${mmdd}${serial}${check}`
  return { ok: true, value: { kind, number, birthOn, display: formatIdentity(number) } }
}

/** "197010632391" → "19701063-2391"; what is not 12 digits (a reserve id) comes back as it was. */
export function formatIdentity(number: string): string {
  return /^\d{12}$/.test(number) ? `${number.slice(0, 8)}-${number.slice(8)}` : number
}

function inferredYear(yy: number, plus: boolean, thisYear: number): number {
  const latest = thisYear - ((thisYear - yy) % 100)
  return plus ? latest - 100 : latest
}

function refused(reason: IdentityRefusal): { ok: false; reason: IdentityRefusal } {
  return { ok: false, reason }
}
