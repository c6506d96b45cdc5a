/** Pays something every month, never all of it: the debt grows quietly. */
import { inTime, type Story } from '../story.js'

export const partPayer: Story = {
  name: 'part payer',
  share: 2,
  steps: (dice) => [
    { form: 'STODBOENDE', months: dice.between(6, 9) },
    { form: 'TRANINGSLAGENHET', months: 40 },
  ],
  ending: () => 'AVBRUTEN',
  pays: (bill, dice) => (bill.fromLast < 6 ? [{ part: 0.75, days: dice.between(0, 6), payer: 'KLIENT' }] : inTime(dice)),
}
