/**
 * The daily e-mail: how much there is to do, in numbers. It says what "I dag" opens with for the same user, and no more: of somebody who is
 * protected from the user it counts the line in its group, as the page does, and not its day. It goes out in the morning of a vardag, when
 * something is urgent or due within the week, once. One that the mail server did not take is tried again for an hour and then given up; one
 * that was broken off after the text was handed over may have arrived, and is not sent again.
 *
 * Source: issue C6 (counts and links, never names); domain.md §4 for protected persons.
 *
 * Worked example, Monday 2026-11-23: rents due 7 November (FORFEITURE_POSSIBLE) and today, a checkpoint on 26 November, a head lease that ends
 * in March: 2 urgent of which 1 passed and 1 today, 1 this week, 1 to watch. Taken 07.00, refused for a while 07.00 and 07.10, accepted 07.20.
 * Refused at 07.00, 07.10 … 07.50: given up at 08.00.
 */
import { DateTime } from 'luxon'
import { isVardag1930, MUNICIPAL_ZONE, type Day } from './calendar.js'
import { TODAY_RULES, URGENCY_GROUPS, type MailOutcome, type TodayRule, type UrgencyGroup } from './codes.js'
import type { Settings } from './policy.js'
import { soonestOf, type TodayLine } from './today.js'

export interface DigestCounts {
  /** as the headings of the page count them */
  groups: Record<UrgencyGroup, number>
  /** of those whose day the user may see: passed, and today */
  overdue: number
  today: number
  /** in the order of the rules, those that have lines */
  kinds: { rule: TodayRule; count: number }[]
  /** days of the legal clock that the user may see, within the week */
  legal: number
}

/** Counts the user's own lines. `isMasked`: the line is about somebody protected from the user. */
export function digestCounts(
  lines: readonly TodayLine[],
  isMasked: (line: TodayLine) => boolean,
  legalDays: readonly Day[],
  today: Day,
): DigestCounts {
  const count = (which: (line: TodayLine) => boolean) => lines.filter(which).length
  return {
    groups: Object.fromEntries(URGENCY_GROUPS.map((group) => [group, count((line) => line.group === group)])) as DigestCounts['groups'],
    overdue: count((line) => !isMasked(line) && soonestOf(line) < today),
    today: count((line) => !isMasked(line) && soonestOf(line) === today),
    kinds: TODAY_RULES.map((rule) => ({ rule, count: count((line) => line.rule === rule) })).filter((kind) => kind.count > 0),
    legal: legalDays.length,
  }
}

/** Is there anything to write about? What is only to be watched is not. */
export function isWorthMailing(counts: DigestCounts): boolean {
  return counts.groups.BRADSKAR + counts.groups.VECKAN > 0
}

/** May the mail of the day be begun now? Its retries go on for their hour. */
export function isDigestTime(today: Day, nowAt: string, settings: Pick<Settings, 'digestHour' | 'digestLatestHour'>): boolean {
  const { hour } = DateTime.fromISO(nowAt, { zone: MUNICIPAL_ZONE })
  return isVardag1930(today) && hour >= settings.digestHour && hour < settings.digestLatestHour
}

export interface MailAttemptFact {
  startedAt: string
  /** null: under way in some process, or broken off with it */
  outcome: MailOutcome | null
}

/** What to do about a digest that was taken: try now, wait, give up, or nothing more. */
export function nextStep(
  takenAt: string,
  attempts: readonly MailAttemptFact[],
  nowAt: string,
  settings: Pick<Settings, 'digestRetryMinutes' | 'digestGiveUpMinutes'>,
): 'TRY' | 'WAIT' | 'GIVE_UP' | 'DONE' {
  const last = attempts.at(-1)
  if (last && last.outcome !== 'MAIL_DELAYED') return 'DONE'
  if (minutesBetween(takenAt, nowAt) >= settings.digestGiveUpMinutes) return 'GIVE_UP'
  return last && minutesBetween(last.startedAt, nowAt) < settings.digestRetryMinutes ? 'WAIT' : 'TRY'
}

function minutesBetween(fromAt: string, toAt: string): number {
  return DateTime.fromISO(toAt).diff(DateTime.fromISO(fromAt), 'minutes').minutes
}
