import { describe, expect, test } from '@jest/globals'
import { endingsOf, hindersEnding, takenBack, type WaitingMoney } from '../../server/domain/payment-endings.js'

const money = (wish: Partial<WaitingMoney> = {}): WaitingMoney => ({
  kind: 'PAYMENT',
  currency: 'SEK',
  unmatchedOre: 648_000,
  suspected: false,
  ...wish,
})

describe('the ways out of waiting money', () => {
  test.each<[string, Partial<WaitingMoney>, string[]]>([
    ['kronor', {}, ['RETURN', 'NOT_OURS']],
    ['kronor that may be a copy', { suspected: true }, ['DUPLICATE', 'RETURN', 'NOT_OURS']],
    ['a deduction', { kind: 'DEDUCTION' }, ['TAKE_BACK', 'NOT_OURS']],
    ['euro', { currency: 'EUR' }, ['EXCHANGE', 'RETURN', 'NOT_OURS']],
    ['euro going out', { kind: 'DEDUCTION', currency: 'EUR' }, ['NOT_OURS']],
    ['nothing left', { unmatchedOre: 0 }, []],
  ])('%s', (_name, wish, ways) => {
    expect(endingsOf(money(wish))).toEqual(ways)
  })

  test.each<[string, Partial<WaitingMoney>, Parameters<typeof hindersEnding>[1], number, string | null]>([
    ['a part sent back', {}, 'RETURN', 1, null],
    ['all of it', {}, 'RETURN', 648_000, null],
    ['more than there is', {}, 'RETURN', 648_001, 'TOO_MUCH'],
    ['nothing', {}, 'RETURN', 0, 'TOO_MUCH'],
    ['ended by another meanwhile', { unmatchedOre: 0 }, 'RETURN', 1, 'ALREADY_ENDED'],
    ['kronor are not exchanged', {}, 'EXCHANGE', 1, 'NOT_THIS_WAY'],
    ['a deduction is not sent back', { kind: 'DEDUCTION' }, 'RETURN', 1, 'NOT_THIS_WAY'],
    ['anything can turn out to be a copy', {}, 'DUPLICATE', 648_000, null],
  ])('%s', (_name, wish, ending, amountOre, refusal) => {
    expect(hindersEnding(money(wish), ending, amountOre)).toBe(refusal)
  })

  test.each([
    [648_000, 648_000, { takenOre: 648_000, standsOre: 0 }],
    [100_000, 648_000, { takenOre: 100_000, standsOre: 548_000 }],
    [700_000, 648_000, { takenOre: 648_000, standsOre: 0 }],
  ])('%i of %i taken back', (deductionOre, partOre, parts) => {
    expect(takenBack(deductionOre, partOre)).toEqual(parts)
  })
})
