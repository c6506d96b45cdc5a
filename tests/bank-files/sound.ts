import { expect } from '@jest/globals'
import type { BankFileResult } from '../../server/bank-files/bank-file.js'

/** A result is a file whose numbers hold together, or errors in Swedish with a place: nothing else, whatever the bytes. */
export function expectSound(result: BankFileResult): void {
  if (!result.ok) {
    expect(result.errors.length).toBeGreaterThan(0)
    for (const { place, reason } of result.errors) {
      expect(place).not.toBe('')
      expect(reason).toMatch(/^[A-ZÅÄÖ].*[.]$/)
    }
    return
  }
  const { payments } = result.file
  expect(payments.map(({ ordinal }) => ordinal)).toEqual(payments.map((_, index) => index + 1))
  expect(new Set(payments.map(({ transactionKey }) => transactionKey)).size).toBe(payments.length)
  for (const { amountOre, currency, bookedOn } of payments) {
    expect(Number.isSafeInteger(amountOre) && amountOre > 0).toBe(true)
    expect(currency).toMatch(/^[A-Z]{3}$/)
    expect(bookedOn ?? '2026-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/)
  }
}
