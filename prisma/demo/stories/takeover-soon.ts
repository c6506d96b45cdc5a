/** The landlord has approved: the contract is taken over next month. */
import { inTime, type Story } from '../story.js'

export const takeoverSoon: Story = {
  name: 'takeover soon',
  share: 3,
  steps: (dice) => [
    { form: 'TRANINGSLAGENHET', months: dice.between(8, 10) },
    { form: 'FORSOKSLAGENHET', months: 48 },
  ],
  ending: () => 'OVERTAG',
  pays: (_bill, dice) => inTime(dice),
  takeoverPlanned: true,
  notes: [{ daysAgo: 6, kind: 'MEETING', reached: 'JA', text: 'Hyresvärden har godkänt övertaget. Alla tre parter ska skriva under.' }],
}
