import { kronor } from '../domain/money.js'
import { arrearsOn } from '../features/arrears/store.js'
import type { Command } from './run.js'

export const arrears: Command = {
  usage: 'arrears --on ÅÅÅÅ-MM-DD',
  options: { on: { type: 'string' } },
  words: 0,
  async run({ house, actor, day }) {
    const rows = await arrearsOn(house.db, await actor(), day('on'), { asOf: true })
    const answer = rows.map(({ ownId, apartment, overdueOre, oldestDueOn, daysOverdue, openBills, lastPaidOn, children }) => ({
      person: ownId,
      apartment,
      overdueOre,
      oldestDueOn,
      daysOverdue,
      openBills,
      lastPaidOn,
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
