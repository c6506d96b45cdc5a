import { describe, expect, test } from '@jest/globals'
import { balanceOn, hindersReversal, signOf, type LedgerFact } from '../../server/domain/rent-ledger.js'

const fact = (
  kind: LedgerFact['kind'],
  amountOre: number,
  effectiveOn: string,
  recordedAt: string,
  direction: 1 | -1 | null = null,
): LedgerFact => ({
  kind,
  direction,
  amountOre,
  effectiveOn,
  recordedAt,
})

test.each([
  ['CHARGE', null, 1],
  ['REFUND', null, 1],
  ['PAYMENT', null, -1],
  ['CREDIT', null, -1],
  ['WRITE_OFF', null, -1],
  ['REVERSAL', 1, 1],
  ['REVERSAL', -1, -1],
  ['TRANSFER', 1, 1],
  ['TRANSFER', -1, -1],
] as const)('%s with direction %s counts %i', (kind, direction, sign) => {
  expect(signOf({ kind, direction })).toBe(sign)
})

describe('a balance', () => {
  // The worked example on top of the rule: the payment was another person's, and was reversed on 20 November.
  const ledger = [
    fact('CHARGE', 648_000, '2026-10-30', '2026-10-15T08:00:00.000Z'),
    fact('PAYMENT', 600_000, '2026-10-28', '2026-10-28T09:00:00.000Z'),
    fact('CREDIT', 8_000, '2026-10-31', '2026-10-31T09:00:00.000Z'),
    fact('REVERSAL', 600_000, '2026-10-28', '2026-11-20T09:00:00.000Z', 1),
  ]
  test.each([
    ['2026-10-27', undefined, 0],
    ['2026-10-28', undefined, 0],
    ['2026-10-30', undefined, 648_000],
    ['2026-11-01', undefined, 640_000],
    ['2026-11-01', '2026-11-19', 40_000],
    ['2026-11-01', '2026-11-20', 640_000],
    ['2026-11-01', '2026-10-20', 648_000],
    ['2026-11-01', '2026-10-14', 0],
  ])('as of %s, known on %s: %i öre', (on, knownOn, owed) => {
    expect(balanceOn(ledger, { on, knownOn })).toBe(owed)
  })

  test('what is recorded late in the evening is known that day in Sweden, not the next in UTC', () => {
    const late = [
      fact('CHARGE', 100, '2026-06-01', '2026-06-30T21:59:59.000Z'),
      fact('CHARGE', 1, '2026-06-01', '2026-06-30T22:00:00.000Z'),
    ]
    expect(balanceOn(late, { on: '2026-07-01', knownOn: '2026-06-30' })).toBe(100)
    expect(balanceOn(late, { on: '2026-07-01', knownOn: '2026-07-01' })).toBe(101)
  })
})

test.each([
  [{ kind: 'CHARGE', reversedById: null, usedElsewhere: false, writtenOff: false }, null],
  [{ kind: 'PAYMENT', reversedById: null, usedElsewhere: false, writtenOff: false }, null],
  [{ kind: 'TRANSFER', reversedById: null, usedElsewhere: false, writtenOff: false }, null],
  [{ kind: 'PAYMENT', reversedById: 7, usedElsewhere: false, writtenOff: false }, 'ALREADY_REVERSED'],
  [{ kind: 'REVERSAL', reversedById: null, usedElsewhere: false, writtenOff: false }, 'IS_A_REVERSAL'],
  [{ kind: 'PAYMENT', reversedById: null, usedElsewhere: true, writtenOff: false }, 'MONEY_GONE_ON'],
  [{ kind: 'CHARGE', reversedById: null, usedElsewhere: false, writtenOff: true }, 'WRITTEN_OFF'],
] as const)('%j can be reversed unless %s', (entry, hinder) => {
  expect(hindersReversal(entry)).toBe(hinder)
})
