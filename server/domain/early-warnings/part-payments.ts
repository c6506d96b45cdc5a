/**
 * The rent comes in parts: of the latest bills at least the set number were paid on more than one day, or are past due and only partly paid, and
 * one of the two newest is among them. A bill under respite is paid in parts by agreement and says nothing.
 *
 * Worked example, two of the latest six: September and November were paid on two days each: a sign on 2026-11-22. September and October only, with
 * November and December paid at once: none on 2026-12-10.
 */
import { addDays } from '../calendar.js'
import { isOverdue } from '../arrears.js'
import { kronor } from '../money.js'
import { dayAndMonth, monthName } from '../swedish-dates.js'
import type { WarningRule } from './warning.js'

const newestThatCount = 2

export const partPayments: WarningRule = ({ bills }, today, settings) => {
  if (settings.warnsPartPayments === 0) return null
  const latest = bills.filter((bill) => !bill.respite && bill.amountOre > 0 && bill.dueOn <= today).slice(-settings.habitBills)
  const inParts = latest.filter(
    (bill) => bill.paymentDays >= 2 || (bill.openOre > 0 && bill.openOre < bill.amountOre && isOverdue(bill.dueOn, today)),
  )
  const newest = inParts.at(-1)
  if (!newest || inParts.length < settings.partPaymentBills || latest.indexOf(newest) < latest.length - newestThatCount) return null
  const names = inParts.map((bill) => (bill.month ? monthName(bill.month).slice(0, -5) : `den ${dayAndMonth(bill.dueOn)}`))
  const left = newest.openOre > 0 ? ` Av den senaste återstår ${kronor(newest.openOre)}.` : ''
  return {
    kind: 'PAYS_IN_PARTS',
    since: newest.dueOn,
    followUpBy: addDays(newest.dueOn, settings.earlyWarningDays),
    facts: `Hyran betalades i delar för ${listed(names)}, ${inParts.length} av de ${latest.length} senaste avierna.${left}`,
  }
}

const listed = (names: readonly string[]) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} och ${names.at(-1)}`)
