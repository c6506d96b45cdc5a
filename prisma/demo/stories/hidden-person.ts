/** Skyddad folkbokföring: for everybody not named, the person does not exist. */
import { inTime, type Story } from '../story.js'

export const hiddenPerson: Story = {
  name: 'hidden person',
  share: 1,
  steps: (dice) => [{ form: 'TRANINGSLAGENHET', months: dice.between(50, 60) }],
  ending: () => 'ANNAT',
  pays: (_bill, dice) => inTime(dice),
  protection: 'SKYDDAD_FOLKBOKFORING',
}
