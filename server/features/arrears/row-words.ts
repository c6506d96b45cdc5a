/** A debt's row in words: the plan, the contacts, the deadline and the next step with the page that does it. */
import { daysLeft } from '../../domain/arrears-urgency.js'
import { addDays, type Day } from '../../domain/calendar.js'
import type { PauseReason, PreventionAction, Role } from '../../domain/codes.js'
import { debtOn } from '../../domain/eviction-prevention.js'
import { NOTHING_KNOWN, type HouseholdFacts } from '../../domain/household-facts.js'
import { amount, kronor, oneDecimal } from '../../domain/money.js'
import { deadlineWords, shortDay } from '../../domain/swedish-dates.js'
import type { Settings } from '../../domain/policy.js'
import { lateRentOfDebt, type LateRent } from '../../domain/rent-state.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { heldWords, placeOf } from '../eviction-prevention/next-words.js'
import type { RowDetails } from './row-details-store.js'
import type { ArrearsRow } from './store.js'

export interface Words {
  tone: 'danger' | 'warning' | 'progress' | null
  text: string
  meta: string | null
  href?: string
}

/** half a rent or more warns, two rents or more is red: the design's words for debt */
export function monthsTone(months: number | null): 'neutral' | 'warning' | 'danger' {
  if (months === null || months < 0.5) return 'neutral'
  return months >= 2 ? 'danger' : 'warning'
}

/** "2,0" */
export const monthsText = (months: number | null) => (months === null ? '–' : oneDecimal(months))

/** "+6 480", "−540", "0" */
export function changeText(changeOre: number): string {
  return changeOre > 0 ? `+${amount(changeOre)}` : amount(changeOre)
}

/** The plan that runs, and whatever makes us wait: respite for a bill, a pause of reminders. */
export function planWords(row: ArrearsRow, details: RowDetails, today: Day): Words {
  const { plan, respiteUntilOn, pausedUntilOn } = details
  const waits = [
    respiteUntilOn && `Anstånd till ${dateWords(respiteUntilOn, today)}`,
    pausedUntilOn && `Påminnelser pausade till ${dateWords(pausedUntilOn, today)}`,
  ].filter((text) => typeof text === 'string')
  if (plan === null || row.planShortOre === null) {
    const [first, ...others] = waits
    return { tone: null, text: first ?? 'Ingen', meta: others.join('. ') || null }
  }
  const href = paths.personPlan.url({ personId: row.personId })
  if (row.planShortOre > 0) return { tone: 'danger', text: `Bruten med ${kronor(row.planShortOre)}`, meta: waits.join('. ') || null, href }
  const next = plan.nextOn === null ? null : `Nästa ${dateWords(plan.nextOn, today)}`
  return {
    tone: null,
    text: `${kronor(plan.instalmentOre)}, ${plan.instalmentsLeft} kvar`,
    meta: [next, ...waits].filter(Boolean).join('. ') || null,
    href,
  }
}

/** The last contact, and when the person was tried after it in vain. */
export function contactWords({ contact, tried }: RowDetails, today: Day): Words {
  const sought = tried && `Sökt ${dateWords(tried.happenedOn, today)}`
  return { tone: null, text: contact === null ? 'Ingen' : `${label(contact.kind)} ${dateWords(contact.happenedOn, today)}`, meta: sought }
}

/** The legal deadline with how far away it is; null without one. */
export function deadlineOf(row: ArrearsRow, on: Day): { tone: 'danger' | 'warning' | 'progress' | 'neutral'; text: string } | null {
  if (row.deadline === null) return null
  const { payBy, hasPassed } = row.deadline
  if (hasPassed) return { tone: 'danger', text: `Gick ut ${dateWords(payBy, on)}` }
  const days = daysLeft(row.deadline, on) ?? 0
  const tone = days <= 1 ? 'danger' : days === 2 ? 'warning' : days <= 7 ? 'progress' : 'neutral'
  return { tone, text: `Frist ${deadlineWords(payBy, on)}, ${dateWords(payBy, on)}` }
}

export interface NextStep {
  /** null: there is a case, or nothing but to wait */
  action: PreventionAction | null
  text: string
  href: string | null
}

/** What to do next, and where, by the rules the person's own page goes by. A case has its own page; a wait says until when and leads nowhere. */
export function nextStep(row: ArrearsRow, details: RowDetails, on: Day, settings: Settings, role: Role | null): NextStep {
  const { personId } = row
  if (details.openCaseId !== null) return { action: null, text: 'Se ärendet', href: paths.case.url({ caseId: details.openCaseId }) }
  const { actions, held } = debtOn(householdOf(row, details), lateRentOf(row, details, on), on, settings)
  const [next] = actions
  if (next)
    return {
      action: next.action,
      text: label(next.action),
      href: role === null ? null : (placeOf(next, { personId, caseId: null }, role)?.href ?? null),
    }
  const [first] = held
  return { action: null, text: first ? heldWords(first, on) : 'Avvakta', href: null }
}

/** What the list reads of a household; that somebody can be called or is responsible is seen on the person's page. */
function householdOf(row: ArrearsRow, details: RowDetails): HouseholdFacts {
  const { plan, pausedUntilOn, pauseReason, events, disturbances, stay, contact, tried, lastReminderOn, latePaidOn } = details
  return {
    ...NOTHING_KNOWN,
    monthlyRentOre: row.monthlyRentOre,
    latePaidOn,
    plan:
      row.planShortOre === null
        ? null
        : {
            agreedOn: row.oldestDueOn,
            signedOn: row.oldestDueOn,
            shortOre: row.planShortOre,
            brokenOn: null,
            nextOn: plan?.nextOn ?? null,
          },
    pause: pausedUntilOn === null ? null : { untilOn: pausedUntilOn, reason: (pauseReason ?? 'ANNAT') as PauseReason },
    events,
    disturbances,
    stay,
    lastReachedOn: row.lastContactOn ?? contact?.happenedOn ?? null,
    lastTriedOn: tried?.happenedOn ?? null,
    lastReminderOn,
    hasResponsible: row.boendestodjareId !== null || row.socialsekreterareId !== null,
  }
}

function lateRentOf(row: ArrearsRow, details: RowDetails, on: Day): LateRent {
  const followed = row.planShortOre === 0
  return lateRentOfDebt(
    {
      lateOre: row.overdueOre,
      months: row.monthsOwed,
      oldest: details.oldest ?? { dueOn: row.oldestDueOn, respiteUntilOn: null },
      newest: details.newest ?? { dueOn: row.oldestDueOn, respiteUntilOn: null },
      forfeitFrom: row.deadline === null || followed ? null : addDays(row.deadline.payBy, 1),
      latePaidOn: details.latePaidOn,
    },
    on,
  )
}

/** "6 nov", with the year when it is another. */
export function dateWords(day: Day, today: Day): string {
  const words = day.slice(0, 4) === today.slice(0, 4) ? shortDay(day, today).replace(/^\S+ /, '') : shortDay(day, today)
  return words.replaceAll(' ', '\u00a0')
}
