/** A family whose rent comes from socialtjänsten, a few days late when the decision was. */
import { inTime, type Story } from '../story.js'

export const familyOnBenefit: Story = {
  name: 'family on benefit',
  share: 10,
  steps: (dice) => [
    { form: 'TRANINGSLAGENHET', months: dice.between(8, 12) },
    { form: 'FORSOKSLAGENHET', months: dice.between(18, 36) },
  ],
  ending: (dice) => dice.pick(['OVERTAG', 'EGET_KONTRAKT_ANNAN']),
  pays: (bill, dice) =>
    bill.number % 9 === 5 ? [{ part: 1, days: dice.between(4, 8), payer: 'SOCIALTJANST' }] : inTime(dice, 'SOCIALTJANST'),
  children: (dice, year) => Array.from({ length: dice.between(1, 3) }, (_, n) => year - dice.between(2, 6) - n * 3).sort(),
}
