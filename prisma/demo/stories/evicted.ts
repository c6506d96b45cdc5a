/** It did not hold: evicted, and the debt stays on the ledger after the move. */
import { inTime, type Story } from '../story.js'

export const evicted: Story = {
  name: 'evicted',
  share: 3,
  steps: (dice) => [
    { form: 'TRANINGSLAGENHET', months: dice.between(6, 8) },
    { form: 'FORSOKSLAGENHET', months: dice.between(10, 14) },
  ],
  ending: () => 'AVHYST',
  pays: (bill, dice) => (bill.fromLast < 4 ? [] : inTime(dice)),
}
