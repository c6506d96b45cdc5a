import { kronor } from '../domain/money.js'
import { arrearsOn, lastPaymentDays } from '../features/arrears/store.js'
import type { Command } from './run.js'

export const arrears: Command = {
  usage: 'arrears --on ÅÅÅÅ-MM-DD',
  options: { on: { type: 'string' } },
  words: 0,
  async run({ house, actor, day }) {
    const rows = await arrearsOn(house.db, await actor(), day('on'), { asOf: true })
    const paidOn = await lastPaymentDays(
      house.db,
      rows.map((row) => row.personId),
      day('on'),
    )
    const answer = rows.map(({ personId, ownId, apartment, overdueOre, oldestDueOn, daysOverdue, openBills, children }) => ({
      person: ownId,
      apartment,
      overdueOre,
      oldestDueOn,
      daysOverdue,
      openBills,
      lastPaidOn: paidOn.get(personId) ?? null,
      children,
    }))
    return {
      answer,
      lines: rows.map(
        (row) =>
          `${row.ownId}\t${row.apartment ?? '–'}\t${kronor(row.overdueOre)}\t${row.oldestDueOn}\t${row.daysOverdue} dagar\t${row.openBills} avier`,
      ),
    }
  },
}
