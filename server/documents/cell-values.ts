/** One cell of a list to one typed value, or the Swedish reason why not. A reader for each kind of column. */
import { types } from 'node:util'
import { addDays, isDay, yearOf } from '../domain/calendar.js'
import type { Day, Month } from '../domain/calendar.js'
import {
  CASE_OUTCOMES,
  HOUSING_FORMS,
  NOTICE_KINDS,
  NOTICE_SENDERS,
  OUTCOMES,
  PAYER_KINDS,
  PROTECTIONS,
  SUPPORT_ANSWERS,
} from '../domain/codes.js'
import type { CaseOutcome, HousingForm, NoticeKind, NoticeSender, Outcome, PayerKind, Protection, SupportAnswer } from '../domain/codes.js'
import { MAX_AMOUNT_ORE, kronor, parseKronor } from '../domain/money.js'
import { normalizeReference } from '../domain/ocr.js'
import { parseIdentity } from '../domain/personnummer.js'
import type { Identity, IdentityRefusal } from '../domain/personnummer.js'
import { foldName } from './fold-name.js'

export type Cell = string | number | Date | null
export type ColumnKind = keyof KindValues

/** What the keys of a template's example rows begin with, so that no example gets in. */
const EXAMPLE_PREFIX = 'EXEMPEL'

/** What each kind of column becomes: days as `YYYY-MM-DD`, amounts in whole öre, `lastDay` as the first day after it. */
export interface KindValues {
  id: string
  text: string
  postcode: string
  housingForm: HousingForm
  day: Day
  lastDay: Day
  month: Month
  kronor: number
  ocr: string
  identity: Identity
  protection: Protection
  birthYears: number[]
  outcome: Outcome
  payer: PayerKind
  noticeSender: NoticeSender
  noticeKind: NoticeKind
  /** PAGAR = not decided yet */
  noticeOutcome: CaseOutcome | 'PAGAR'
  supportAnswer: SupportAnswer
  count: number
}

export interface Unreadable {
  reason: string
}

type Readers = { [K in ColumnKind]: (cell: Exclude<Cell, null>, today: Day) => KindValues[K] | Unreadable }

/** Reads a cell that is not empty. `today` decides the century of a short personnummer and which birth years are possible. */
export function readCell<K extends ColumnKind>(kind: K, cell: Exclude<Cell, null>, today: Day): KindValues[K] | Unreadable {
  if (typeof cell === 'string' && /^#[A-Z/0]+[!?]?$/i.test(cell.trim()) && EXCEL_ERRORS.has(foldName(cell))) {
    return refused(`Cellen visar ett fel från Excel (${cell.trim()}). Skriv in värdet.`)
  }
  return READERS[kind](cell, today)
}

export function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === 'object' && value !== null && 'reason' in value
}

/** A Date that comes from another thread may not be an instance of this one's Date. */
const { isDate } = types
const EXCEL_ERRORS = new Set(['na', 'ref', 'value', 'div0', 'num', 'name', 'null', 'varde', 'referens', 'namn', 'saknas', 'spill'])
const MAX_TEXT = 200
const MAX_ID = 60
/** Excel keeps fifteen digits of a number and turns the rest into zeros. */
const EXCEL_DIGITS = 15

const READERS: Readers = {
  id(cell) {
    const text = asText(cell)
    if (isUnreadable(text)) return text
    if (text.length > MAX_ID) return refused(`Beteckningen är längre än ${MAX_ID} tecken.`)
    if (text.toUpperCase().startsWith(EXAMPLE_PREFIX)) return refused('Raden är mallens exempel. Ta bort raden.')
    return text
  },
  text(cell) {
    const text = asText(cell)
    if (isUnreadable(text)) return text
    return text.length > MAX_TEXT ? refused(`Texten är längre än ${MAX_TEXT} tecken.`) : text
  },
  postcode(cell) {
    const digits =
      typeof cell === 'number'
        ? String(cell).padStart(5, '0')
        : String(cell)
            .replace(/^SE?-?/i, '')
            .replace(/[\s\u00a0]/g, '')
    return /^\d{5}$/.test(digits) ? digits : refused('Ett postnummer har fem siffror.')
  },
  housingForm: (cell) => codeOf(HOUSING_FORMS, cell),
  outcome: (cell) => codeOf(OUTCOMES, cell),
  protection: (cell) => codeOf(PROTECTIONS, cell),
  payer: (cell) => codeOf(PAYER_KINDS, cell),
  noticeSender: (cell) => codeOf(NOTICE_SENDERS, cell),
  noticeKind: (cell) => codeOf(NOTICE_KINDS, cell),
  noticeOutcome: (cell) => codeOf([...CASE_OUTCOMES, 'PAGAR'], cell),
  supportAnswer: (cell) => codeOf(SUPPORT_ANSWERS, cell),
  count(cell) {
    const text = isDate(cell) ? '' : String(cell).trim()
    return /^\d{1,2}$/.test(text) ? Number(text) : refused('Skriv antalet med siffror, till exempel 2.')
  },
  day: dayOf,
  lastDay(cell) {
    const day = dayOf(cell)
    return typeof day === 'string' ? addDays(day, 1) : day
  },
  month(cell) {
    if (isDate(cell)) return dayText(cell).slice(0, 7)
    const text = String(cell).trim()
    return isKnownDay(`${text}-01`) ? text : refused('Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-11.')
  },
  kronor(cell) {
    const ore = typeof cell === 'number' ? oreOf(cell) : isDate(cell) ? refused(NOT_AN_AMOUNT) : oreOfText(cell)
    if (isUnreadable(ore)) return ore
    if (ore < 0) return refused('Beloppet är mindre än noll.')
    return ore
  },
  ocr(cell) {
    if (typeof cell === 'number' && String(Math.abs(cell)).length > EXCEL_DIGITS) return refused(LOST_DIGITS)
    const text = asText(cell)
    if (isUnreadable(text)) return text
    if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(text)) return refused(LOST_DIGITS)
    const digits = normalizeReference(text)
    return /^\d{2,25}$/.test(digits) ? digits : refused('Ett OCR-nummer har bara siffror, 2 till 25 stycken.')
  },
  identity(cell, today) {
    if (isDate(cell)) return refused(TURNED_INTO_DATE)
    // Excel drops leading zeros of a number: 0105051234 arrives as 105051234.
    const text = typeof cell === 'number' ? String(cell).padStart(10, '0') : cell.trim()
    const identity = parseIdentity(text, today)
    return identity.ok ? identity.value : refused(IDENTITY_REASONS[identity.reason])
  },
  birthYears(cell, today) {
    if (isDate(cell)) return refused(TURNED_INTO_DATE)
    const years = (typeof cell === 'number' ? yearsOfNumber(cell) : cell.split(/[,;\s]+/).filter(Boolean)).map(asYear)
    const possible = years.every((year) => year !== null && year >= 1900 && year <= yearOf(today))
    return possible
      ? years.filter((year) => year !== null)
      : refused('Skriv barnens födelseår med fyra siffror och komma emellan, till exempel 2015, 2018.')
  },
}

const NOT_AN_AMOUNT = 'Skriv beloppet i kronor, till exempel 6 480 eller 6480,50.'
const NOT_A_DAY = 'Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2026-11-30.'
const LOST_DIGITS = 'Excel har tappat siffror i numret. Gör cellen till text och skriv numret på nytt.'
const TURNED_INTO_DATE = 'Excel har gjort om cellen till ett datum. Gör cellen till text och skriv värdet på nytt.'

const IDENTITY_REASONS: Record<IdentityRefusal, string> = {
  FORMAT: 'Ett personnummer skrivs ÅÅÅÅMMDD-NNNN. Har personen inget: lämna cellen tom.',
  DATE: 'Personnumrets dag finns inte i kalendern.',
  CHECK_DIGIT: 'Personnumrets sista siffra stämmer inte.',
  FUTURE: 'Personnumrets dag har inte varit än.',
}

function refused(reason: string): Unreadable {
  return { reason }
}

function asText(cell: Exclude<Cell, null>): string | Unreadable {
  if (isDate(cell)) return refused(TURNED_INTO_DATE)
  if (typeof cell === 'number') return String(cell)
  return cell
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

/** A code as written, or with å, ä, ö and spaces: "Försökslägenhet" is FORSOKSLAGENHET. */
function codeOf<C extends string>(codes: readonly C[], cell: Exclude<Cell, null>): C | Unreadable {
  const folded = foldName(String(cell))
  return codes.find((code) => foldName(code) === folded) ?? refused(`Skriv ${codes.slice(0, -1).join(', ')} eller ${codes.at(-1)}.`)
}

function dayOf(cell: Exclude<Cell, null>): Day | Unreadable {
  const text = isDate(cell) ? dayText(cell) : String(cell).trim()
  if (isKnownDay(text)) return text
  // Some systems write midnight after the day.
  const withMidnight = /^(\d{4}-\d{2}-\d{2})[ T]00:00(?::00(?:\.0+)?)?$/.exec(text)?.[1]
  if (withMidnight && isDay(withMidnight)) return withMidnight
  return refused(/^\d{4}-\d{2}-\d{2}$/.test(text) ? 'Dagen finns inte i kalendern.' : NOT_A_DAY)
}

/** A list of 300 000 bills names a few hundred days. Only days that exist are remembered, so it cannot grow beyond the calendar. */
const knownDays = new Set<Day>()

function isKnownDay(text: string): text is Day {
  if (knownDays.has(text)) return true
  if (!isDay(text)) return false
  knownDays.add(text)
  return true
}

/** Excel's days come as midnight UTC. */
function dayText(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

/** Excel counts in binary fractions: 6480,10 may arrive as 6480.0999999999995. More than two decimals in earnest is refused. */
function oreOf(kr: number): number | Unreadable {
  const ore = Math.round(kr * 100)
  if (Math.abs(ore) > MAX_AMOUNT_ORE) return refused(`Beloppet är större än ${kronor(MAX_AMOUNT_ORE)}.`)
  return Math.abs(kr * 100 - ore) < 1e-4 ? ore : refused('Beloppet har fler än två decimaler.')
}

function oreOfText(text: string): number | Unreadable {
  return parseKronor(text) ?? refused(NOT_AN_AMOUNT)
}

/** In Swedish Excel "2015,2018" becomes the number 2015.2018: two years, the second perhaps without its last zero. */
function yearsOfNumber(value: number): string[] {
  if (Number.isInteger(value)) return [String(value)]
  return value.toFixed(4).split('.')
}

function asYear(text: string): number | null {
  return /^\d{4}$/.test(text) ? Number(text) : null
}
