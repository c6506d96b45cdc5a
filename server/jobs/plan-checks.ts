/** Each night every running repayment plan is checked on the day that has ended, nämnd by nämnd. */
import type { Actor } from '../actor.js'
import { addDays } from '../domain/calendar.js'
import { checkPlans } from '../features/repayment-plans/plan-check-store.js'
import type { House } from '../house.js'

/** Checks yesterday: what was booked that day has come in by now. Returns how many plans were checked and how many are broken. */
export async function checkPlansOfYesterday({ db, clock }: House): Promise<{ checked: number; broken: number; ended: number }> {
  const sum = { checked: 0, broken: 0, ended: 0 }
  for (const namnd of await db.prisma.namnd.findMany({ orderBy: { id: 'asc' } })) {
    const actor: Actor = {
      userId: null,
      name: 'nattarbetet',
      role: 'SYSTEM',
      namndId: namnd.id,
      unitId: null,
      page: 'nattlig kontroll av avbetalningsplaner',
      now: clock.now(),
      today: clock.today(),
    }
    const plans = await checkPlans(db, actor, addDays(actor.today, -1))
    sum.checked += plans.length
    sum.broken += plans.filter((plan) => plan.shortOre > 0).length
    sum.ended += plans.filter((plan) => plan.event === 'ENDED_PAID').length
  }
  return sum
}
