/** A debt's row in words: the plan, the contacts, the deadline and the next step with the page that does it. */
import { nextArrearsAction, type ArrearsAction } from '../../domain/arrears-action.js'
import { daysLeft } from '../../domain/arrears-urgency.js'
import type { Day } from '../../domain/calendar.js'
import { amount, kronor } from '../../domain/money.js'
import { deadlineWords, shortDay } from '../../domain/swedish-dates.js'
import type { Settings } from '../../domain/policy.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
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
export const monthsText = (months: number | null) => (months === null ? '–' : months.toFixed(1).replace('.', ','))

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
  action: ArrearsAction
  text: string
  href: string | null
}

/** What to do next, and where. A wait says until when and leads nowhere. */
export function nextStep(
  row: ArrearsRow,
  details: RowDetails,
  on: Day,
  settings: Pick<Settings, 'noContactDays' | 'offerPlanPercent'>,
): NextStep {
  const { personId, overdueOre, monthlyRentOre, planShortOre, lastContactOn } = row
  const { pausedUntilOn, lastReminderOn } = details
  const action = nextArrearsAction({ overdueOre, monthlyRentOre, planShortOre, lastContactOn, pausedUntilOn, lastReminderOn }, on, settings)
  const note = (slag: string) => paths.newNote.url({ personId }, { slag })
  const text = label(action)
  switch (action) {
    case 'CALL_ABOUT_PLAN':
    case 'CALL_ABOUT_DEBT':
      return { action, text, href: note('CALL') }
    case 'OFFER_PLAN':
      return { action, text, href: paths.personPlan.url({ personId }) }
    case 'SEND_REMINDER':
      return { action, text, href: paths.personLetters.url({ personId }) }
    case 'WAIT_FOR_INSTALMENT':
      return { action, text: details.plan?.nextOn ? `${text} ${dateWords(details.plan.nextOn, on)}` : text, href: null }
    case 'WAIT_FOR_PAUSE':
      return { action, text: `${text} till ${dateWords(pausedUntilOn ?? on, on)}`, href: null }
    case 'WAIT_FOR_REMINDER':
      return { action, text: `${text} ${dateWords(lastReminderOn ?? on, on)}`, href: null }
  }
}

/** "6 nov", with the year when it is another. */
export function dateWords(day: Day, today: Day): string {
  const words = day.slice(0, 4) === today.slice(0, 4) ? shortDay(day, today).replace(/^\S+ /, '') : shortDay(day, today)
  return words.replaceAll(' ', '\u00a0')
}
