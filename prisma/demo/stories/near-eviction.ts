/** A family close to losing the home: the last rents are unpaid and nobody answers. */
import { inTime, type Story } from '../story.js'

export const nearEviction: Story = {
  name: 'near eviction',
  share: 2,
  steps: (dice) => [
    { form: 'STODBOENDE', months: dice.between(5, 8) },
    { form: 'FORSOKSLAGENHET', months: 60 },
  ],
  ending: () => 'AVHYST',
  pays: (bill, dice) =>
    bill.fromLast < 2 ? [] : bill.number % 7 === 3 ? [{ part: 1, days: dice.between(6, 12), payer: 'KLIENT' }] : inTime(dice),
  children: (dice, year) => [year - dice.between(5, 9)],
  notes: [
    { daysAgo: 45, kind: 'CALL', reached: 'JA', text: 'Samtal om förra hyran. Ny lönedag, den 27. Betalar när lönen kommer.' },
    { daysAgo: 11, kind: 'SMS', reached: 'NEJ', text: 'Sms om hyran, inget svar.' },
    { daysAgo: 4, kind: 'SMS', reached: 'NEJ', text: 'Sms om hyran, inget svar.' },
  ],
}
