import { isMonth } from '../domain/calendar.js'
import { kronor } from '../domain/money.js'
import { planChargeRun, runCharges } from '../features/rent/charge-run-store.js'
import { Refused, type Command } from './run.js'

export const rentCharge: Command = {
  usage: 'rent charge --month ÅÅÅÅ-MM [--dry-run]',
  options: { month: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  words: 0,
  async run({ house, actor, options }) {
    const month = options.month
    if (typeof month !== 'string' || !isMonth(month)) throw new Refused('--month ska vara en månad som ÅÅÅÅ-MM, till exempel 2026-12')
    const who = await actor()
    const run = options['dry-run'] ? await planChargeRun(house.db, who, month) : await runCharges(house.db, who, month)
    const { dueOn, bills, chargedOre, alreadyCharged, withoutRent } = run
    // A dry run writes no bills, so what they would match is not known.
    const matchedWaiting = 'matchedWaiting' in run ? run.matchedWaiting : null
    return {
      answer: { month, dueOn, bills, chargedOre, alreadyCharged, withoutRent, matchedWaiting },
      lines: [
        `${options['dry-run'] ? 'Skulle avisera' : 'Aviserade'} ${bills} hyror, ${kronor(chargedOre)}, för ${month}. Förfaller ${dueOn}.`,
        `Redan aviserade: ${alreadyCharged}. Boenden utan hyra någon dag: ${withoutRent.length}.`,
        ...(matchedWaiting ? [`Väntande inbetalningar som hittade sin hyresgäst: ${matchedWaiting}.`] : []),
      ],
    }
  },
}
