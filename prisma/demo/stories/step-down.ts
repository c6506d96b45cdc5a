/** The försökslägenhet became too much: down to a träningslägenhet with more support. */
import { inTime, type Story } from '../story.js'

export const stepDown: Story = {
  name: 'step down',
  share: 5,
  steps: (dice) => [
    { form: 'TRANINGSLAGENHET', months: dice.between(6, 9) },
    { form: 'FORSOKSLAGENHET', months: dice.between(8, 12) },
    { form: 'TRANINGSLAGENHET', months: dice.between(10, 30) },
  ],
  ending: () => 'AVBRUTEN',
  pays: (bill, dice) =>
    bill.number % 5 === 4
      ? [
          { part: 0.5, days: dice.between(2, 12), payer: 'KLIENT' },
          { part: 0.5, days: dice.between(20, 40), payer: 'KLIENT' },
        ]
      : inTime(dice),
}
