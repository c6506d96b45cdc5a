/**
 * What every rule of the legal clock answers with: a day, what the day means, why it is that day in plain Swedish, and the law behind
 * it. Where the law can be read in more than one way, `reading` says which way was used (domain.md §2, §10). None of it is legal advice.
 *
 * Worked example: { kind: 'PAY_AT_LATEST', on: '2026-03-03', why: 'Betala senast 3 mars: tre veckor från 10 februari, då både delgivning
 * och meddelande var klara.', statute: '12 kap. 44 § JB', reading: null }.
 */
import type { Day } from '../calendar.js'
import type { LegalDateKind } from '../codes.js'

export interface LegalDate {
  kind: LegalDateKind
  on: Day
  why: string
  statute: string
  reading: string | null
  /** the notice it comes from, where it comes from one */
  noticeId?: number
}

/** In the order they come; on the same day the ones we must keep first. */
export function inOrder(dates: readonly LegalDate[]): LegalDate[] {
  const weight = (date: LegalDate) => (isOurs(date.kind) ? 0 : 1)
  return [...dates].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : weight(a) - weight(b)))
}

/** A day by which the tenant or the nämnd has to do something; the others only tell when something may happen. */
export function isOurs(kind: LegalDateKind): boolean {
  return OURS.has(kind)
}

const OURS: ReadonlySet<LegalDateKind> = new Set<LegalDateKind>([
  'PAY_BEFORE_FORFEITURE',
  'PAY_AT_LATEST',
  'UNDERTAKE_OWN_TARGET',
  'UNDERTAKE_AT_LATEST',
  'CONFIRM_SAME_DAY',
  'DECIDE_ON_INQUIRY',
  'COLLECT_PROPERTY_AT_LATEST',
])
