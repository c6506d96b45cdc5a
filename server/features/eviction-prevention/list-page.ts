/**
 * The list of homes at risk, with or without a case: each row says what it stands where it stands for, in the order of arrears-urgency.ts
 * (nearest day of the law, children, months of rent owed, where the debt is going, days without contact), and what to do next.
 */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import type { Db } from '../../db.js'
import { byUrgency, type UrgencyFacts } from '../../domain/arrears-urgency.js'
import { monthsOwed } from '../../domain/arrears.js'
import { debtTrend, trendSince } from '../../domain/arrears-trend.js'
import { daysBetween, type Day } from '../../domain/calendar.js'
import type { Role } from '../../domain/codes.js'
import { householdOn, type CaseOnDay } from '../../domain/eviction-prevention.js'
import { NOTHING_KNOWN } from '../../domain/household-facts.js'
import { oneDecimal } from '../../domain/money.js'
import type { Settings } from '../../domain/policy.js'
import { lateRent } from '../../domain/rent-state.js'
import { longDay, shortDay } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { sentence } from '../../web/swedish-words.js'
import { arrearsOn, type ArrearsRow } from '../arrears/store.js'
import { dueWords } from '../today/line-words.js'
import type { CaseWords } from './case-page.js'
import type { OpenCase } from './case-store.js'
import { householdFacts } from './household-facts-store.js'
import { heldWords, placeOf, titleOf, type ActionPlace } from './next-words.js'
import { lateRentThen, peopleInCases } from './urgency-store.js'

/** A case with the keys of its place in the list. */
export interface RankedCase {
  one: OpenCase
  words: CaseWords
  urgency: UrgencyFacts
}

/** The cases most urgent first; the trend costs one query for all of them. */
export async function ranked(
  db: Db,
  cases: readonly { one: OpenCase; words: CaseWords }[],
  today: Day,
  settings: Settings,
): Promise<RankedCase[]> {
  const earlier = await lateRentThen(
    db,
    cases.map(({ one }) => one.personId),
    trendSince(today, settings.arrearsTrendMonths),
  )
  const all = cases.map(({ one, words }): RankedCase => {
    const household = one.facts.household ?? NOTHING_KNOWN
    const overdueOre = lateRent(household, today, settings)?.lateOre ?? 0
    const urgency = {
      deadline: words.nearest === null ? null : { payBy: words.nearest.on, hasPassed: words.nearest.on < today },
      children: one.shown ? one.children : 0,
      monthlyRentOre: household.monthlyRentOre,
      trend: debtTrend(earlier.get(one.personId) ?? 0, overdueOre, settings.arrearsTrendPercent),
      lastContactOn: household.lastReachedOn,
      overdueOre,
      personId: one.personId,
    }
    return { one, words, urgency }
  })
  // Protected people last: between two others their day, and so what has happened, could be guessed.
  return all.sort((a, b) => Number(b.one.shown) - Number(a.one.shown) || byUrgency(a.urgency, b.urgency))
}

/** Ended cases as they are looked for: the last that ended first, protected people last all the same. */
export function newestFirst(cases: readonly RankedCase[]): RankedCase[] {
  const endedOn = ({ one }: RankedCase) => (one.shown ? (one.closedOn ?? '') : '')
  return [...cases].sort(
    (a, b) =>
      Number(b.one.shown) - Number(a.one.shown) || (endedOn(a) > endedOn(b) ? -1 : endedOn(a) < endedOn(b) ? 1 : b.one.id - a.one.id),
  )
}

export interface EarlyHousehold {
  row: ArrearsRow
  now: CaseOnDay | null
}

/** Households with late rent and no case, most urgent first: one page of them. Those shown are logged as read. */
export async function earlyHouseholds(db: Db, actor: Actor, settings: Settings, page: number, size: number) {
  const inCases = await peopleInCases(db, actor)
  const all = (await arrearsOn(db, actor, actor.today, { settings })).filter((row) => !inCases.has(row.personId))
  all.sort((a, b) => Number(b.shown) - Number(a.shown)) // protected people last; the others keep their order
  const rows = all.slice((page - 1) * size, page * size)
  const shown = rows.filter((row) => row.shown).map((row) => row.personId)
  const facts = await householdFacts(db, shown, { on: actor.today, settings })
  await db.reading((tx) => recordReadings(tx, actor, shown))
  const households = rows.map((row): EarlyHousehold => {
    const household = facts.get(row.personId)
    return { row, now: household ? householdOn({ household, case: null }, actor.today, settings) : null }
  })
  return { total: all.length, households }
}

/** What the order goes by, as the row shows it. */
function urgencyFacts(urgency: UrgencyFacts, today: Day): { label: string; value: string }[] {
  const months = monthsOwed(urgency)
  const { lastContactOn } = urgency
  return [
    {
      label: 'Hyror',
      value: urgency.overdueOre === 0 ? 'ingen skuld hos oss' : months === null ? 'hyran saknas' : `${oneDecimal(months)} månader`,
    },
    ...(urgency.overdueOre === 0 ? [] : [{ label: 'Skulden', value: label(urgency.trend.trend).toLowerCase() }]),
    { label: 'Kontakt', value: lastContactOn === null ? 'ingen' : shortDay(lastContactOn, today) },
  ]
}

export function caseItem({ one, words, urgency }: RankedCase, today: Day, role: Role) {
  if (!one.shown) return { masked: true }
  const { next, outcome } = words
  const place = { personId: one.personId, caseId: one.id }
  return {
    masked: false,
    title: outcome && !next ? `${one.name}: ${label(outcome.outcome).toLowerCase()}` : one.name,
    href: words.href,
    ...doing(next ? [next, ...words.also] : [], words.held, place, today, role),
    why: next?.reason ?? (outcome ? `Avslutat ${longDay(outcome.on)}.` : 'Inget att göra just nu.'),
    children: one.children,
    address: one.address,
    meta: `${one.caseNumber}${one.responsible ? `, ${one.responsible}` : ', ingen ansvarig'}`,
    due: words.nearest ? dueWords(words.nearest.on, today) : null,
    since: one.openedOn,
    sinceDays: daysBetween(one.openedOn, today),
    facts: urgencyFacts(urgency, today),
  }
}

export function earlyItem({ row, now }: EarlyHousehold, today: Day, role: Role) {
  if (!row.shown || !now) return { masked: true }
  const [next] = now.actions
  const payBy = row.deadline?.payBy ?? null
  return {
    masked: false,
    title: row.name,
    href: paths.person.url({ personId: row.personId }),
    ...doing(now.actions, now.held, { personId: row.personId, caseId: null }, today, role),
    why: next?.reason ?? 'Inget ska göras nu.',
    children: row.children,
    address: row.address,
    meta: 'inget ärende',
    due: payBy === null ? null : dueWords(payBy, today),
    since: row.oldestDueOn,
    sinceDays: daysBetween(row.oldestDueOn, today),
    facts: urgencyFacts(row, today),
  }
}

function doing(actions: CaseOnDay['actions'], held: CaseOnDay['held'], place: ActionPlace, today: Day, role: Role) {
  const [next] = actions
  return {
    action: next ? titleOf(next, today) : held[0] ? `Väntar: ${sentence(heldWords(held[0], today))}` : null,
    link: next ? placeOf(next, place, role) : null,
  }
}
