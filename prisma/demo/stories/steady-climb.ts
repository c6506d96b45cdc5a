/** Climbs steadily, pays in time, and still lives in the försökslägenhet. */
import { inTime, type Story } from '../story.js'

export const steadyClimb: Story = {
  name: 'steady climb',
  share: 22,
  steps: (dice) => [
    { form: 'STODBOENDE', months: dice.between(6, 10) },
    { form: 'TRANINGSLAGENHET', months: dice.between(8, 12) },
    { form: 'FORSOKSLAGENHET', months: dice.between(22, 34) },
  ],
  ending: () => 'OVERTAG',
  pays: (_bill, dice) => inTime(dice),
}
