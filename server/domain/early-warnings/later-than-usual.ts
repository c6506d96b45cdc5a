/**
 * The newest rent is paid, or still unpaid, later than this person usually pays. The habit is the median of the days between due day and full
 * payment of the latest paid bills before it; bills with a respite and bills of 0 kr say nothing. Fewer paid bills than the set number are no
 * habit. Whoever always pays on the twelfth is not late by this rule, whatever the law says: that is another list.
 *
 * Worked example, five days: six bills were paid 3, 2, 2, 1, 2 and 4 days before their due day, the median is 2 days before. December's rent,
 * due Monday 2026-11-30, is usually paid 2026-11-28. Unpaid on 2026-12-03 it is a sign (five days later than usual); paid on 2026-12-02 it is none.
 */
import { addDays, daysBetween, type Day } from '../calendar.js'
import { dayAndMonth, monthName } from '../swedish-dates.js'
import type { WarningBill, WarningRule } from './warning.js'

export const laterThanUsual: WarningRule = ({ bills }, today, settings) => {
  if (settings.warnsLaterThanUsual === 0) return null
  const counted = bills.filter((bill) => !bill.respite && bill.amountOre > 0)
  const newest = counted.findLast((bill) => bill.dueOn <= today || bill.paidOn !== null)
  if (!newest) return null
  const habit = habitOf(
    counted.filter((bill) => bill.dueOn < newest.dueOn),
    settings,
  )
  if (habit === null) return null
  const usualOn = addDays(newest.dueOn, habit)
  const signOn = addDays(usualOn, settings.laterThanUsualDays)
  if ((newest.paidOn ?? today) < signOn) return null
  const rent = newest.month ? `Hyran för ${monthName(newest.month)}` : 'Den senaste hyran'
  const now =
    newest.paidOn === null
      ? `är inte betald, ${days(daysBetween(usualOn, today))} senare än vanligt`
      : `betalades ${dayAndMonth(newest.paidOn)}, ${days(daysBetween(usualOn, newest.paidOn))} senare än vanligt`
  return {
    kind: 'PAYS_LATER',
    since: signOn,
    followUpBy: addDays(signOn, settings.earlyWarningDays),
    facts: `${rent}, som förföll ${dayAndMonth(newest.dueOn)}, ${now}. Brukar betalas ${habitWords(habit)}.`,
  }
}

/** The median of the days from due day to payment: negative is before. Null: too few paid bills to be a habit. */
export function habitOf(
  earlier: readonly WarningBill[],
  { habitBills, habitLeastBills }: { habitBills: number; habitLeastBills: number },
): number | null {
  const waits = earlier
    .filter((bill): bill is WarningBill & { paidOn: Day } => bill.paidOn !== null)
    .slice(-habitBills)
    .map((bill) => daysBetween(bill.dueOn, bill.paidOn))
    .sort((a, b) => a - b)
  if (waits.length < Math.max(1, habitLeastBills)) return null
  const middle = Math.floor(waits.length / 2)
  const [upper = 0, lower = upper] = [waits[middle], waits.length % 2 === 0 ? waits[middle - 1] : waits[middle]]
  // Half a day is told in the tenant's favour: the later day.
  return Math.ceil((upper + lower) / 2)
}

const days = (n: number) => (n === 1 ? 'en dag' : `${n} dagar`)
const habitWords = (habit: number) =>
  habit === 0 ? 'på förfallodagen' : habit < 0 ? `${days(-habit)} före förfallodagen` : `${days(habit)} efter förfallodagen`
