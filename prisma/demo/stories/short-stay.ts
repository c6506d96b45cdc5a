/** Left Valet before the next step: according to plan, or not. */
import { inTime, type Story } from '../story.js'

export const shortStay: Story = {
  name: 'short stay',
  share: 12,
  steps: (dice) => [{ form: 'STODBOENDE', months: dice.between(2, 7) }],
  ending: (dice) => dice.pick(['AVSLUTAD_ENLIGT_PLAN', 'AVBRUTEN', 'AVBRUTEN', 'ANNAT', 'AVLIDEN']),
  pays: (bill, dice) => (bill.number === 2 ? [{ part: 1, days: dice.between(5, 20), payer: 'KLIENT' }] : inTime(dice)),
}
