import { describe, expect, test } from '@jest/globals'
import { makeOcr } from '../../server/domain/ocr.js'
import {
  matchPayment,
  nearReferences,
  paidOn,
  rankSuggestions,
  type OwnerOf,
  type PaymentToMatch,
  type Sign,
} from '../../server/domain/payment-matching.js'

const leila = { personId: 1, tenancyId: 11, unitId: 1, period: '2026-11' }
const leilaNext = { ...leila, period: '2026-12' }
const jonas = { personId: 2, tenancyId: 12, unitId: 1, period: '2026-11' }
const bills: Record<string, ReturnType<OwnerOf>> = { A: leila, A2: leilaNext, B: jonas, SHARED: 'SEVERAL_PEOPLE' }
const ownerOf: OwnerOf = (reference) => bills[reference]
const payment = (amountOre: number, references: [string, number | null][], wish: Partial<PaymentToMatch> = {}): PaymentToMatch => ({
  kind: 'PAYMENT',
  amountOre,
  currency: 'SEK',
  references: references.map(([reference, part]) => ({ reference, amountOre: part })),
  ...wish,
})

describe('whose a payment is', () => {
  test.each<[string, PaymentToMatch, [string, number, number][]]>([
    ['one reference', payment(648_000, [['A', null]]), [['A', 1, 648_000]]],
    ['one reference, more than the bill', payment(900_000, [['A', null]]), [['A', 1, 900_000]]],
    ['one reference with the whole amount', payment(648_000, [['A', 648_000]]), [['A', 1, 648_000]]],
    [
      'two people with amounts (the worked example)',
      payment(1_112_000, [
        ['A', 648_000],
        ['B', 464_000],
      ]),
      [
        ['A', 1, 648_000],
        ['B', 2, 464_000],
      ],
    ],
    [
      'two bills of one person with amounts',
      payment(1_000, [
        ['A', 400],
        ['A2', 600],
      ]),
      [
        ['A', 1, 400],
        ['A2', 1, 600],
      ],
    ],
    [
      'two bills of one person without amounts',
      payment(1_000, [
        ['A2', null],
        ['A', null],
      ]),
      [['A2', 1, 1_000]],
    ],
    [
      'a deducted reference of the same person',
      payment(800, [
        ['A', 1_000],
        ['A2', -200],
      ]),
      [['A', 1, 800]],
    ],
  ])('%s', (_, paid, expected) => {
    const match = matchPayment(paid, ownerOf)
    expect(match.matched && match.parts.map((part) => [part.reference, part.personId, part.amountOre])).toEqual(expected)
  })

  test.each<[string, PaymentToMatch, string]>([
    ['no reference', payment(1_000, []), 'NO_REFERENCE'],
    ['a reference on no bill', payment(1_000, [['X', null]]), 'UNKNOWN_REFERENCE'],
    [
      'one known and one unknown',
      payment(1_000, [
        ['A', 500],
        ['X', 500],
      ]),
      'UNKNOWN_REFERENCE',
    ],
    ['a reference on bills of two people', payment(1_000, [['SHARED', null]]), 'SEVERAL_PEOPLE'],
    [
      'two people without amounts',
      payment(1_000, [
        ['A', null],
        ['B', null],
      ]),
      'SEVERAL_PEOPLE',
    ],
    [
      'one person’s deduction from another’s payment',
      payment(800, [
        ['A', 1_000],
        ['B', -200],
      ]),
      'SEVERAL_PEOPLE',
    ],
    [
      'amounts that do not add up',
      payment(1_000, [
        ['A', 400],
        ['B', 500],
      ]),
      'PARTS_DO_NOT_SUM',
    ],
    [
      'amounts on only some references',
      payment(1_000, [
        ['A', 1_000],
        ['A2', null],
      ]),
      'PARTS_DO_NOT_SUM',
    ],
    ['money that leaves', payment(1_000, [['A', null]], { kind: 'DEDUCTION' }), 'DEDUCTION'],
    ['euro', payment(1_000, [['A', null]], { currency: 'EUR' }), 'OTHER_CURRENCY'],
  ])('%s waits', (_, paid, reason) => {
    expect(matchPayment(paid, ownerOf)).toEqual({ matched: false, reason })
  })

  test('it counts from the day the bank took the order, where that is known', () => {
    expect(paidOn({ orderedOn: '2026-11-28', bookedOn: '2026-11-30' })).toBe('2026-11-28')
    expect(paidOn({ orderedOn: null, bookedOn: '2026-11-30' })).toBe('2026-11-30')
  })
})

describe('references a slip away', () => {
  const right = makeOcr('4711202611')
  test.each([
    ['one digit wrong', right.slice(0, 5) + ((Number(right[5]) + 1) % 10) + right.slice(6)],
    ['the last digit wrong', right.slice(0, -1) + ((Number(right.at(-1)) + 3) % 10)],
    ['neighbours swapped', right.slice(0, 1) + right.charAt(2) + right.charAt(1) + right.slice(3)],
    ['a digit missing', right.slice(0, 4) + right.slice(5)],
    ['a digit too many', right.slice(0, 4) + '9' + right.slice(4)],
  ])('%s', (_, typed) => {
    expect(nearReferences(typed)).toContain(right)
  })
  test('never itself, never for text, and never many', () => {
    expect(nearReferences(right)).not.toContain(right)
    expect(nearReferences('hyra nov')).toEqual([])
    expect(nearReferences(right).length).toBeLessThan(300)
  })
})

describe('who it may be', () => {
  const sign = (personId: number, why: Sign['why'], ocr: string | null = null): Sign => ({
    personId,
    why,
    ocr,
    period: ocr === null ? null : '2026-11',
  })
  test('most signs first, and each sign once', () => {
    const ranked = rankSuggestions(
      [sign(2, 'SAME_NAME'), sign(1, 'PAID_BEFORE'), sign(2, 'SAME_NAME'), sign(2, 'NEAR_REFERENCE', '123')],
      [sign(1, 'SAME_AMOUNT')],
    )
    expect(ranked).toEqual([
      { personId: 1, ocr: null, period: null, why: ['PAID_BEFORE', 'SAME_AMOUNT'] },
      { personId: 2, ocr: '123', period: '2026-11', why: ['SAME_NAME', 'NEAR_REFERENCE'] },
    ])
  })
  test('a slip that may be either of two bills names neither, but a number in the message does', () => {
    expect(rankSuggestions([sign(1, 'NEAR_REFERENCE', '123'), sign(1, 'NEAR_REFERENCE', '124')], [])[0]?.ocr).toBeNull()
    expect(rankSuggestions([sign(1, 'NEAR_REFERENCE', '123'), sign(1, 'BILL_IN_MESSAGE', '124')], [])[0]?.ocr).toBe('124')
  })
  test('an amount that many bills have only strengthens other signs', () => {
    const everybody = [1, 2, 3, 4, 5, 6].map((personId) => sign(personId, 'SAME_AMOUNT'))
    expect(rankSuggestions([], everybody)).toEqual([])
    expect(rankSuggestions([sign(6, 'SAME_NAME')], everybody)).toMatchObject([{ personId: 6, why: ['SAME_NAME', 'SAME_AMOUNT'] }])
    expect(rankSuggestions([], everybody.slice(0, 2)).map((one) => one.personId)).toEqual([1, 2])
  })
})
