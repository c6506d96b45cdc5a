import { expect, test } from '@jest/globals'
import { lawOfStay, propertyOfStay, type StayLawFacts } from '../../server/domain/legal-clock/stay-law.js'

const settings = { securityOfTenureMonths: 24 }
const stay: StayLawFacts = {
  startsOn: '2025-02-01',
  endsOn: null,
  contractUntilOn: null,
  blockLease: false,
  waiver: null,
  outcome: null,
}

test('the worked example: a stay until further notice', () => {
  expect(lawOfStay(stay, '2026-11-15', settings)).toMatchObject({
    rightToStay: { from: '2027-02-01' },
    notice: { lastDayOn: '2027-02-28', leaveByOn: '2027-03-01' },
    fixedTerm: null,
  })
})

test.each([
  ['a block lease gives a right from the first day', { blockLease: true }, '2025-02-01'],
  ['a waiver without an end takes it away', { waiver: { approvedOn: '2025-01-10', untilOn: null } }, null],
  ['a waiver that ends after it', { waiver: { approvedOn: '2025-01-10', untilOn: '2028-01-31' } }, '2028-02-01'],
])('%s', (_, change, from) => {
  expect(lawOfStay({ ...stay, ...change }, '2026-11-15', settings)?.rightToStay.from).toBe(from)
})

test.each([
  ['over nine months goes on by itself', '2027-01-31', { terminateBy: '2026-10-31', goesOnOtherwise: true, leaveByOn: '2027-02-01' }],
  ['a short one ends by itself', '2025-07-31', { terminateBy: '2025-04-30', goesOnOtherwise: false, leaveByOn: '2025-08-01' }],
])('a fixed term: %s', (_, contractUntilOn, wanted) => {
  const law = lawOfStay({ ...stay, contractUntilOn }, '2025-03-01', settings)
  expect([law?.notice, law?.fixedTerm]).toMatchObject([null, wanted])
})

test('before the move-in a notice is counted from the move-in; after the move-out there is nothing to say', () => {
  expect(lawOfStay({ ...stay, startsOn: '2026-12-10' }, '2026-11-15', settings)?.notice?.lastDayOn).toBe('2027-03-31')
  expect(lawOfStay({ ...stay, endsOn: '2026-11-15' }, '2026-11-15', settings)).toBeNull()
  expect(lawOfStay({ ...stay, endsOn: '2026-11-16' }, '2026-11-15', settings)).not.toBeNull()
})

test.each([
  ['evicted', '2026-11-10', 'AVHYST', '2026-11-15', '2027-05-10'],
  ['on the last day', '2026-05-15', 'AVHYST', '2026-11-16', '2026-11-16'],
  ['after it', '2026-05-15', 'AVHYST', '2026-11-17', undefined],
  ['moved on by own will', '2026-11-10', 'STEG_UPP', '2026-11-15', undefined],
  ['not moved out yet', '2026-11-20', 'AVHYST', '2026-11-15', undefined],
  ['left on 31 August, six months on is the end of February', '2026-08-31', 'UPPSAGD', '2026-11-15', '2027-03-01'],
] as const)('property left behind: %s', (_, endsOn, outcome, today, wanted) => {
  expect(propertyOfStay({ endsOn, outcome }, today)?.on).toBe(wanted)
})
