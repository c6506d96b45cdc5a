/** The ladder as it is meant: after a year and a half in the försökslägenhet the contract becomes the household's own. */
import { inTime, type Story } from '../story.js'

export const takeover: Story = {
  name: 'takeover',
  share: 20,
  steps: (dice) => [
    { form: 'STODBOENDE', months: dice.between(4, 8) },
    { form: 'TRANINGSLAGENHET', months: dice.between(6, 9) },
    { form: 'FORSOKSLAGENHET', months: dice.between(15, 24) },
  ],
  ending: () => 'OVERTAG',
  pays: (bill, dice) => (bill.number % 11 === 7 ? [{ part: 1, days: dice.between(3, 9), payer: 'KLIENT' }] : inTime(dice)),
}
