/**
 * Rent missing: one line per person, at the most serious stage that has been reached.
 *
 * Days are counted from the latest day the rent can be meant to be paid (rent-due.ts: Saturdays and the three eves may count as vardag
 * in 12 kap. 20 § JB), so nobody is branded early. Stages at day 1, 3, 5 and 7 after it (VP 2019: "rutiner för snabb upptäckt och
 * felsökning vid utebliven hyresbetalning"; domain.md §9.1). More than a week late, while the stay goes on: the tenancy may be forfeit
 * (12 kap. 42 § 1 st. 1 JB); paying before the landlord has terminated saves it (43 §). The deadline of the early stages is the last day
 * before that. Whoever has moved out has no tenancy to lose, and no day is counted for what is too little (minor-rent.ts): the deadline is the
 * day the debt becomes an expected loss.
 *
 * A bill under anstånd is not missing until the respite has passed (respite.ts), and counts from its last day then. While the person's
 * reminders are paused (reminder-pauses.ts) the early stages are silent; the one that tells of forfeiture never is.
 *
 * What to do is what the rules of the next right action recommend for the household (eviction-prevention.ts), with its case where one is
 * open: the line and the person's page say the same. A followed plan that covers all that is late leaves nothing to say here, and whoever
 * sees the line of the case sees no second one.
 *
 * Worked example: November's rent, due Friday 2026-10-30 (31 October is alla helgons dag), 6 480 kr. On 2026-10-30 no line; on
 * 2026-10-31 RENT_MISSING_DAY_1 with the deadline 2026-11-06; on 2026-11-04 DAY_5; on 2026-11-07, day 8, FORFEITURE_POSSIBLE.
 */
import type { Day } from '../calendar.js'
import { addDays, daysBetween, yearOf } from '../calendar.js'
import type { PreventionAction, Role, TodayRule } from '../codes.js'
import { householdOn } from '../eviction-prevention.js'
import type { HouseholdFacts } from '../household-facts.js'
import { contains } from '../interval.js'
import { kronor } from '../money.js'
import { countedFrom, minorOreOf } from '../minor-rent.js'
import type { Settings } from '../policy.js'
import { outcomeOf } from '../prevention-case.js'
import { lateDaysOf } from '../respite.js'
import { dayAndMonth, monthName } from '../swedish-dates.js'
import { CASE_ROLES, withoutOwnLines } from './case-action.js'
import type { OpenBill, TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const RENT_MISSING_ROLES: readonly Role[] = ['BOENDESTOD', 'BOSAMORDNARE']
export const FORFEITURE_ROLES: readonly Role[] = ['BOENDESTOD', 'BOSAMORDNARE', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE', 'CHEF']

/** The actions whose deadline is the rent's own. */
export const ABOUT_THE_RENT: readonly PreventionAction[] = [
  'LOOK_FOR_RENT',
  'TROUBLESHOOT_RENT',
  'CALL_ABOUT_RENT',
  'SEND_REMINDER',
  'DECIDE_ABOUT_ARREARS',
]

/** The rules of the stages, in order; the settings say on which day each begins. */
const STAGES = ['RENT_MISSING_DAY_1', 'RENT_MISSING_DAY_3', 'RENT_MISSING_DAY_5', 'RENT_MISSING_DAY_7'] as const

export function rentMissing(
  facts: Pick<TodayFacts, 'bills' | 'stays' | 'paused' | 'households'> & Partial<Pick<TodayFacts, 'cases'>>,
  today: Day,
  settings: Settings,
): FoundLine[] {
  const late = new Map<number, OpenBill[]>()
  for (const bill of facts.bills) {
    if (bill.openOre <= 0) continue
    if (stageOf(daysBetween(daysOf(bill).lateAfter, today), settings) === null) continue
    const bills = late.get(bill.personId)
    if (bills) bills.push(bill)
    else late.set(bill.personId, [bill])
  }
  const stays = new Map(facts.stays.map((stay) => [stay.id, stay]))
  const caseOf = new Map((facts.cases ?? []).filter((one) => outcomeOf(one.facts.events) === null).map((one) => [one.personId, one]))
  const lines: FoundLine[] = []
  for (const bills of late.values()) {
    const lateAfter = (bill: OpenBill) => daysOf(bill).lateAfter
    bills.sort((a, b) => (lateAfter(a) < lateAfter(b) ? -1 : lateAfter(a) > lateAfter(b) ? 1 : a.id - b.id))
    const livesIn = (bill: OpenBill) => {
      const stay = stays.get(bill.tenancyId)
      return stay !== undefined && contains(stay, today)
    }
    // The oldest bill is the most serious, but only where there is a tenancy left to lose.
    const worst = bills.find(livesIn) ?? bills[0]
    if (!worst) continue
    const latestOn = lateAfter(worst)
    const forfeitOn = countedFrom(
      bills.filter(livesIn).map((bill) => ({ openOre: bill.openOre, on: daysOf(bill).forfeitFrom })),
      minorOreOf(settings),
    )
    const isForfeit = forfeitOn !== null && today >= forfeitOn
    const rule = isForfeit ? 'FORFEITURE_POSSIBLE' : stageOf(daysBetween(latestOn, today), settings)
    if (rule === null || (!isForfeit && facts.paused?.has(worst.personId))) continue
    const household = facts.households?.get(worst.personId)
    if (household && isCovered(household, bills)) continue
    const known = caseOf.get(worst.personId) ?? null
    const actions = household && withoutOwnLines(householdOn({ household, case: known?.facts ?? null }, today, settings).actions, today)
    const next = actions && (actions[0] ?? null)
    const roles = isForfeit ? FORFEITURE_ROLES : RENT_MISSING_ROLES
    const lossOn = addDays(latestOn, settings.expectedLossDays)
    const rentDueOn = isForfeit ? forfeitOn : forfeitOn !== null ? addDays(forfeitOn, -1) : lossOn
    // What is asked for besides the rent has a day of its own: the line is as late as the household's page says that it is.
    const dueOn = next && !ABOUT_THE_RENT.includes(next.action) && next.dueOn < rentDueOn ? next.dueOn : rentDueOn
    lines.push({
      rule,
      roles: known ? roles.filter((role) => !CASE_ROLES.includes(role)) : roles,
      personId: worst.personId,
      apartmentId: worst.apartmentId,
      tenancyId: worst.tenancyId,
      reason: `${unpaid(bills, today)} ${consequence(rule, livesIn(worst), forfeitOn)}`,
      since: bills[0]?.dueOn ?? worst.dueOn,
      dueOn,
      action: {
        kind: isForfeit ? 'DECIDE_ABOUT_ARREARS' : 'CALL_ABOUT_RENT',
        ...(next === undefined ? {} : { next, caseId: known?.id ?? null }),
      },
      children: stays.get(worst.tenancyId)?.children ?? 0,
      amountOre: sumOpen(bills),
      covers: actions ?? [],
    })
  }
  return lines
}

/** Everything late was owed when a plan was made that is followed. */
function isCovered({ plan }: HouseholdFacts, bills: readonly OpenBill[]): boolean {
  return plan !== null && plan.shortOre === 0 && bills.every((bill) => bill.dueOn < plan.agreedOn)
}

const daysOf = (bill: OpenBill) => lateDaysOf(bill.dueOn, bill.respiteUntilOn ?? null)

/** The latest stage whose day has come, null before the first. A setting with fewer days has fewer stages. */
function stageOf(daysAfter: number, settings: Pick<Settings, 'rentMissingDays'>): TodayRule | null {
  const reached = STAGES.filter((_, i) => daysAfter >= (settings.rentMissingDays[i] ?? Infinity))
  return reached.at(-1) ?? null
}

/** "Hyran för oktober och november är obetald, 12 960 kr." More than three months are counted instead of named. */
function unpaid(bills: readonly OpenBill[], today: Day): string {
  const months = [...new Set(bills.map((bill) => bill.month))].sort()
  const names = months.map((month) => {
    const name = monthName(month)
    return yearOf(month) === yearOf(today) ? name.slice(0, -5) : name
  })
  const isPart = bills.every((bill) => bill.openOre < bill.amountOre)
  const amount = kronor(sumOpen(bills))
  if (months.length > 3) {
    const what = `${months.length} hyror från ${names[0]}`
    return isPart ? `${what} är bara delvis betalda, ${amount} återstår.` : `${what} är obetalda, ${amount}.`
  }
  const what = `Hyran för ${listed(names)}`
  return isPart ? `${what} är bara delvis betald, ${amount} återstår.` : `${what} är obetald, ${amount}.`
}

function consequence(rule: TodayRule, livesThere: boolean, forfeitOn: Day | null): string {
  if (!livesThere) return 'Boendet är avslutat.'
  if (rule === 'FORFEITURE_POSSIBLE') {
    return 'Den är mer än en vecka sen och hyresrätten kan vara förverkad (12 kap. 42 § JB). Betalning före uppsägning räddar kontraktet.'
  }
  if (rule === 'RENT_MISSING_DAY_1') return 'En betalning i sista stund kan synas först nästa bankdag.'
  if (forfeitOn === null) return 'Det är så lite att ingen dag för förverkande räknas.'
  return `Sista dag att betala innan hyresrätten kan vara förverkad är ${dayAndMonth(addDays(forfeitOn, -1))} (12 kap. 42 § JB).`
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} och ${names.at(-1)}`
}

function sumOpen(bills: readonly OpenBill[]): number {
  return bills.reduce((sum, bill) => sum + bill.openOre, 0)
}
