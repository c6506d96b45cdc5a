/** Three rents went unpaid when the job ended; paid off in parts over half a year, and in time ever since. */
import { inTime, type Story } from '../story.js'

export const arrearsSolved: Story = {
  name: 'arrears solved',
  share: 10,
  steps: (dice) => [
    { form: 'TRANINGSLAGENHET', months: dice.between(9, 14) },
    { form: 'FORSOKSLAGENHET', months: dice.between(24, 40) },
  ],
  ending: () => 'OVERTAG',
  pays(bill, dice) {
    if (bill.number < 12 || bill.number > 14) return inTime(dice)
    return [
      { part: 0.25, days: dice.between(40, 50), payer: 'KLIENT' },
      { part: 0.25, days: dice.between(80, 95), payer: 'KLIENT' },
      { part: 0.5, days: dice.between(120, 150), payer: 'KLIENT' },
    ]
  },
}
