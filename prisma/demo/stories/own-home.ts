/** Found another apartment in the housing queue: an own contract, but not a takeover. */
import { inTime, type Story } from '../story.js'

export const ownHome: Story = {
  name: 'own home elsewhere',
  share: 4,
  steps: (dice) => [
    { form: 'TRANINGSLAGENHET', months: dice.between(8, 12) },
    { form: 'FORSOKSLAGENHET', months: dice.between(12, 20) },
  ],
  ending: () => 'EGET_KONTRAKT_ANNAN',
  pays: (_bill, dice) => inTime(dice),
}
