import { kronor } from '../domain/money.js'
import { checkPlans } from '../features/repayment-plans/plan-check-store.js'
import { label } from '../labels.sv.js'
import type { Command } from './run.js'

export const plansCheck: Command = {
  usage: 'plans check --on ÅÅÅÅ-MM-DD',
  options: { on: { type: 'string' } },
  words: 0,
  async run({ house, actor, day }) {
    const as = await actor()
    const on = day('on')
    const plans = await checkPlans(house.db, as, on)
    const people = await house.db.prisma.person.findMany({
      where: { id: { in: plans.map((plan) => plan.personId) }, namndId: as.namndId },
      select: { id: true, ownId: true },
    })
    const ownIds = new Map(people.map((person) => [person.id, person.ownId]))
    const checked = plans.map(({ planId, personId, agreedOn, expectedOre, actualOre, shortOre, event }) => ({
      plan: planId,
      person: ownIds.get(personId) ?? null,
      agreedOn,
      expectedOre,
      actualOre,
      shortOre,
      kept: shortOre === 0,
      event,
    }))
    // A day that has not come is worked out as if nothing more were paid; a check is only written of a day that has been.
    const written = on <= as.today
    return {
      answer: { on, written, plans: checked },
      lines: [
        ...checked.map(
          (one) => `${one.person}\t${one.kept ? 'följs' : `bruten med ${kronor(one.shortOre)}`}${one.event ? `\t${label(one.event)}` : ''}`,
        ),
        written ? `${checked.length} planer kontrollerade ${on}.` : `${on} har inte varit än: inget är sparat.`,
      ],
    }
  },
}
