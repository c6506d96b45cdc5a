/** A protected person: only those named may see who it is. */
import { inTime, type Story } from '../story.js'

export const protectedPerson: Story = {
  name: 'protected person',
  share: 1,
  steps: (dice) => [{ form: 'FORSOKSLAGENHET', months: dice.between(40, 60) }],
  ending: () => 'EGET_KONTRAKT_ANNAN',
  pays: (bill, dice) => (bill.fromLast === 0 ? [] : inTime(dice)),
  children: (dice, year) => [year - dice.between(3, 12)],
  protection: 'SEKRETESSMARKERING',
}
