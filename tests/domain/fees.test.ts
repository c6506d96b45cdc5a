import { expect, test } from '@jest/globals'
import { feeRefusals, highestFeeOre } from '../../server/domain/fees.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'

const taken = {
  ...DEFAULT_SETTINGS,
  chargesReminderFee: 1,
  chargesCollectionFee: 1,
  chargesPlanFee: 1,
} as unknown as typeof DEFAULT_SETTINGS

test.each([
  ['REMINDER_FEE', 6_000],
  ['COLLECTION_FEE', 18_000],
  ['PLAN_FEE', 17_000],
] as const)('%s: off from the start, at most %i öre where it is taken', (kind, highest) => {
  expect(highestFeeOre(kind, DEFAULT_SETTINGS)).toBeNull()
  expect(feeRefusals({ kind, amountOre: 100 }, true, DEFAULT_SETTINGS)).toEqual(['FEE_OFF'])
  expect(highestFeeOre(kind, taken)).toBe(highest)
  expect(feeRefusals({ kind, amountOre: highest }, true, taken)).toEqual([])
  expect(feeRefusals({ kind, amountOre: highest + 1 }, true, taken)).toEqual(['FEE_ABOVE_HIGHEST'])
})

test('a plan that is not signed costs nothing', () => {
  expect(feeRefusals({ kind: 'PLAN_FEE', amountOre: 17_001 }, false, taken)).toEqual(['FEE_ABOVE_HIGHEST', 'PLAN_NOT_SIGNED'])
  expect(feeRefusals({ kind: 'REMINDER_FEE', amountOre: 6_000 }, false, taken)).toEqual([])
})
