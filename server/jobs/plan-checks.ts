/** Each night every running repayment plan is checked on the day that has ended, nämnd by nämnd. */
import { addDays } from '../domain/calendar.js'
import { checkPlans } from '../features/repayment-plans/plan-check-store.js'
import type { House } from '../house.js'
import { nightActors } from './night-actors.js'

/** Checks yesterday: what was booked that day has come in by now. Returns how many plans were checked and how many are broken. */
export async function checkPlansOfYesterday(house: House): Promise<{ checked: number; broken: number; ended: number }> {
  const sum = { checked: 0, broken: 0, ended: 0 }
  for (const actor of await nightActors(house, 'nattlig kontroll av avbetalningsplaner')) {
    const plans = await checkPlans(house.db, actor, addDays(actor.today, -1))
    sum.checked += plans.length
    sum.broken += plans.filter((plan) => plan.shortOre > 0).length
    sum.ended += plans.filter((plan) => plan.event === 'ENDED_PAID').length
  }
  return sum
}
