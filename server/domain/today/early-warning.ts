/**
 * Early signs about a household (early-warnings.ts) that the one order has an action for (eviction-prevention.ts): a line each with the rule's own
 * reason and day, which I dag shows as one (household-line.ts). Who has an open prevention case is followed up there, and how a rent that is
 * past due comes is told by its own line (rent-missing.ts).
 *
 * Worked example, 2026-11-22: a benefit that stopped 2026-11-18 (by the 21st) and a home insurance that runs out 2026-12-15: "Hjälp hushållet att
 * ansöka om pengar" since the 18th, and in the same line "Fråga om hemförsäkringen", since the 15th of November, due 2026-12-15.
 */
import type { Day } from '../calendar.js'
import type { EarlyWarningKind, PreventionAction, Role } from '../codes.js'
import { earlyWarnings } from '../early-warnings.js'
import { askingAmong } from '../eviction-prevention.js'
import { NOTHING_KNOWN, type HouseholdFacts } from '../household-facts.js'
import type { Settings } from '../policy.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const EARLY_WARNING_ROLES: readonly Role[] = ['BOENDESTOD']

/** What is done about each sign; the others have lines of their own. */
const SIGNS_OF: Partial<Record<PreventionAction, readonly EarlyWarningKind[]>> = {
  SECURE_THE_INCOME: ['BENEFIT_GONE'],
  ASK_ABOUT_RENT: ['PAYS_LATER', 'PAYS_IN_PARTS'],
  SECURE_INSURANCE: ['INSURANCE_ENDING'],
  ASK_ABOUT_INSURANCE: ['INSURANCE_ENDING', 'INSURANCE_UNSEEN'],
}

const actionsFor = askingAmong(Object.keys(SIGNS_OF) as PreventionAction[])

export function earlyWarning(
  { warnings, cases, bills, plans = [], disturbances = [] }: Pick<TodayFacts, 'warnings' | 'cases' | 'bills' | 'plans' | 'disturbances'>,
  today: Day,
  settings: Settings,
): FoundLine[] {
  if (!warnings) return []
  const inCase = new Set(cases.map((one) => one.personId))
  const owes = new Set(bills.map((bill) => bill.personId))
  const planOf = new Map(plans.map((plan) => [plan.personId, { ...plan, nextOn: null }]))
  const disturbed = new Map(disturbances.map((one) => [one.personId, [{ id: one.id, ...one.facts }]]))
  return warnings.flatMap((one): FoundLine[] => {
    const { personId, apartmentId, tenancyId, children, facts } = one
    if (inCase.has(personId)) return []
    const household: HouseholdFacts = {
      ...NOTHING_KNOWN,
      events: facts.events,
      stay: facts.stay,
      habit: owes.has(personId) ? [] : facts.bills,
      lastReachedOn: facts.reachedOn,
      plan: planOf.get(personId) ?? null,
      disturbances: disturbed.get(personId) ?? [],
    }
    const actions = actionsFor(household, today, settings)
    const signs = actions.length === 0 ? [] : earlyWarnings({ ...facts, bills: household.habit }, today, settings)
    return actions.flatMap((next): FoundLine[] => {
      const kinds = SIGNS_OF[next.action]
      if (!kinds) return []
      const since = signs.filter((sign) => kinds.includes(sign.kind)).map((sign) => sign.since)
      return [
        {
          rule: 'EARLY_WARNING',
          roles: EARLY_WARNING_ROLES,
          personId,
          apartmentId,
          tenancyId,
          reason: next.reason,
          since: since.reduce((a, b) => (a < b ? a : b), since[0] ?? today),
          dueOn: next.dueOn,
          action: { kind: 'FOLLOW_UP_SIGNS', next },
          children,
          amountOre: null,
        },
      ]
    })
  })
}
