/**
 * The small fields of a bank file: amounts, days, accounts and keys. Amounts are read digit by digit as text, never as floating point.
 * Example: "1234.5" → 123450 öre; "2026-01-30T23:30:00Z" → 2026-01-31 (Stockholm); "0009912346" → "9912346".
 */
import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'

/** Hundredths of the currency from an ISO 20022 amount (point, no thousands separator, no sign but +); null when it is no such amount. */
export function amountOreOf(text: string): number | null {
  const parts = /^\+?0*(\d{1,11})(?:\.(\d{2}))?$/.exec(text)
  if (parts) return Number(parts[1]) * 100 + Number(parts[2] ?? 0)
  const odd = /^\+?0*(\d{1,11})(?:\.(\d{0,5}))?$/.exec(text)
  if (!odd) return null
  const decimals = (odd[2] ?? '').padEnd(2, '0')
  return /^0*$/.test(decimals.slice(2)) ? Number(odd[1]) * 100 + Number(decimals.slice(0, 2)) : null
}

/** Öre as kronor for a message: 123450 → "1 234,50" (no-break spaces). */
export function kronor(amountOre: number): string {
  const whole = String(Math.trunc(Math.abs(amountOre) / 100)).replace(/\B(?=(\d{3})+$)/g, '\u00a0')
  return `${amountOre < 0 ? '\u2212' : ''}${whole},${String(Math.abs(amountOre) % 100).padStart(2, '0')}`
}

/** The calendar day in Stockholm of an ISO `Dt` (2026-01-30, also with a zone) or `DtTm`; null when there is no such day. */
export function stockholmDay(text: string): string | null {
  const seen = daysSeen.get(text)
  if (seen !== undefined) return seen
  const day = readDay(text)
  if (daysSeen.size > 5_000) daysSeen.clear()
  daysSeen.set(text, day)
  return day
}

// A file of 100,000 payments has a handful of different days: read each once.
const daysSeen = new Map<string, string | null>()

function readDay(text: string): string | null {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:(T\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  if (!parts) return null
  const [, day = '', time, zone] = parts
  if (!isDay(day)) return null
  return time && zone ? DateTime.fromISO(`${day}${time}${zone}`, { zone: 'Europe/Stockholm' }).toISODate() : day
}

/** A day that exists, as YYYY-MM-DD. */
export function isDay(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  if (year < 1900 || month < 1 || month > 12 || date < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return date <= (month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31)
}

/** An instant in UTC from an ISO text (Stockholm where it names no zone), else the text itself. */
export function utcInstant(text: string): string {
  return DateTime.fromISO(text, { zone: 'Europe/Stockholm' }).toUTC().toISO() ?? text
}

/** An account so that two ways of writing it agree: letters and digits only, upper case, a bare number without its leading zeros. */
export function normaliseAccount(text: string): string {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return /^\d+$/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain
}

/** A stable key of facts that name nobody, readable: account, day, amount, the bank's reference (last, since it may hold anything). */
export function openKeyOf(parts: readonly (string | number | null)[]): string {
  const key = parts.join('|')
  return key.length > 120 ? keyOf(parts) : key
}

/** A short stable key of some parts. A hash, so that names and account numbers do not lie readable in an index. */
export function keyOf(parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

/** Makes every transactionKey unique in its file: payments that the bank's own numbers do not tell apart are numbered in file order. */
export function keysOfFile(): (key: string) => string {
  const seen = new Set<string>()
  const again = new Map<string, number>()
  return (key) => {
    if (!seen.has(key)) {
      seen.add(key)
      return key
    }
    const times = (again.get(key) ?? 1) + 1
    again.set(key, times)
    return keyOf([key, times])
  }
}
