/**
 * Signs of trouble before any notice (early-warnings.ts): one line a person with every sign that nothing else follows up, due on the nearest day.
 * Who has an open prevention case is followed up there, and how a rent that is past due comes is told by its own line (rent-missing.ts).
 *
 * Worked example, 2026-11-22: a benefit that stopped 2026-11-18 (by the 25th) and a home insurance that runs out 2026-12-15: one line, since the
 * 15th when the insurance began to be asked for, due 2026-11-25.
 */
import type { Day } from '../calendar.js'
import type { EarlyWarningKind, Role } from '../codes.js'
import { warningsToFollowUp } from '../early-warnings.js'
import type { Settings } from '../policy.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const EARLY_WARNING_ROLES: readonly Role[] = ['BOENDESTOD']

export function earlyWarning({ warnings, cases, bills }: Pick<TodayFacts, 'warnings' | 'cases' | 'bills'>, today: Day, settings: Settings): FoundLine[] {
  if (!warnings) return []
  const inCase = new Set(cases.map((one) => one.personId))
  const owes = new Set(bills.map((bill) => bill.personId))
  return warnings.flatMap((one): FoundLine[] => {
    const signs = inCase.has(one.personId)
      ? []
      : warningsToFollowUp(one.facts, today, settings).filter((sign) => !(owes.has(one.personId) && OF_THE_RENT.includes(sign.kind)))
    const [first, ...more] = signs
    if (!first) return []
    const earliest = (a: Day, b: Day) => (a < b ? a : b)
    return [
      {
        rule: 'EARLY_WARNING',
        roles: EARLY_WARNING_ROLES,
        personId: one.personId,
        apartmentId: one.apartmentId,
        tenancyId: one.tenancyId,
        reason: signs.map((sign) => sign.facts).join(' '),
        since: more.reduce((day, sign) => earliest(day, sign.since), first.since),
        dueOn: more.reduce((day, sign) => earliest(day, sign.followUpBy), first.followUpBy),
        action: { kind: 'FOLLOW_UP_SIGNS', onlyInsurance: signs.every((sign) => INSURANCE.includes(sign.kind)) },
        children: one.children,
        amountOre: null,
      },
    ]
  })
}

const INSURANCE: readonly EarlyWarningKind[] = ['INSURANCE_ENDING', 'INSURANCE_UNSEEN']
const OF_THE_RENT: readonly EarlyWarningKind[] = ['PAYS_LATER', 'PAYS_IN_PARTS']
