/** What is booked by hand on a ledger: one-off charges, credits for days, refunds, transfers, write-offs and re-allocations. */
import { describe, expect, test } from '@jest/globals'
import { chargedAfterMoveOut, decideDayCredit, wholeMonthOf, type CreditableBill } from '../../server/domain/day-credits.js'
import { decideRefund, decideTransfer } from '../../server/domain/money-to-good.js'
import { makeOcr, oneOffOcrBase, readOcr } from '../../server/domain/ocr.js'
import { decideOneOffCharge } from '../../server/domain/one-off-charges.js'
import { decideReAllocation } from '../../server/domain/re-allocations.js'
import { decideWriteOff } from '../../server/domain/write-offs.js'

const today = '2026-11-22'

test.each([
  [35_000, '2026-12-31', 0, null],
  [35_000, '2026-11-22', 86, null],
  [0, '2026-12-31', 0, ['NO_AMOUNT']],
  [35_000, '2026-11-21', 0, ['DUE_BEFORE_TODAY']],
  [35_000, '2027-11-23', 0, ['DUE_TOO_FAR']],
  [0, '2026-01-01', 87, ['NO_AMOUNT', 'DUE_BEFORE_TODAY', 'TOO_MANY_CHARGES']],
])('a charge of %i öre due %s, after %i others: refused %j', (amountOre, dueOn, earlier, reasons) => {
  const decision = decideOneOffCharge({ amountOre, dueOn }, earlier, today)
  expect(decision.refused ? decision.reasons : null).toEqual(reasons)
})

test('the OCR number of a one-off charge is never taken for a rent', () => {
  expect(oneOffOcrBase(4711, 2026, 2)).toBe('4711202614')
  for (let nth = 1; nth <= 87; nth++) expect(readOcr(makeOcr(oneOffOcrBase(12, 2026, nth)))).toBeNull()
  expect(() => oneOffOcrBase(4711, 2026, 88)).toThrow()
})

describe('a credit for days', () => {
  const november: CreditableBill = {
    id: 1,
    month: '2026-11',
    amountOre: 600_000,
    charged: [{ startsOn: '2026-11-01', endsOn: '2026-12-01', monthlyOre: 600_000 }],
    creditedOre: 0,
  }
  // A rent that changes twice within the month: 10 days at 6 000, 5 at 6 300, 15 at 6 600.
  const changing: CreditableBill = {
    ...november,
    amountOre: 635_000,
    charged: [
      { startsOn: '2026-11-01', endsOn: '2026-11-11', monthlyOre: 600_000 },
      { startsOn: '2026-11-11', endsOn: '2026-11-16', monthlyOre: 630_000 },
      { startsOn: '2026-11-16', endsOn: '2026-12-01', monthlyOre: 660_000 },
    ],
  }
  const leapDay: CreditableBill = {
    id: 2,
    month: '2028-02',
    amountOre: 580_000,
    charged: [{ startsOn: '2028-02-01', endsOn: '2028-03-01', monthlyOre: 580_000 }],
    creditedOre: 0,
  }
  const october: CreditableBill = {
    ...november,
    id: 3,
    month: '2026-10',
    charged: [{ startsOn: '2026-10-20', endsOn: '2026-11-01', monthlyOre: 600_000 }],
    amountOre: 232_258,
  }

  test.each([
    ['the worked example', '2026-11-03', '2026-11-08', [november], [], 100_000],
    ['the whole month', '2026-11-01', '2026-12-01', [november], [], 600_000],
    ['over two rents', '2026-11-10', '2026-11-12', [changing], [], (600_000 + 630_000) / 30],
    ['all of a month with three rents', '2026-11-01', '2026-12-01', [changing], [], 635_000],
    ['the 29th of February', '2028-02-29', '2028-03-01', [leapDay], [], 20_000],
    ['over two months', '2026-10-30', '2026-11-02', [october, november], [], 38_710 + 20_000],
    ['never more than the bill', '2026-11-01', '2026-12-01', [{ ...november, creditedOre: 550_000 }], [], 50_000],
    [
      'days before and after those credited',
      '2026-11-08',
      '2026-11-09',
      [november],
      [{ startsOn: '2026-11-03', endsOn: '2026-11-08' }],
      20_000,
    ],
    ['a day twice', '2026-11-07', '2026-11-10', [november], [{ startsOn: '2026-11-03', endsOn: '2026-11-08' }], ['DAYS_CREDITED']],
    ['days without a bill', '2026-11-28', '2026-12-03', [november], [], ['DAYS_NOT_CHARGED']],
    ['days before the move-in', '2026-10-19', '2026-10-21', [october], [], ['DAYS_NOT_CHARGED']],
    ['the last day before the first', '2026-11-03', '2026-11-03', [november], [], ['NO_DAYS']],
    ['a month that is credited in full', '2026-11-01', '2026-11-02', [{ ...november, creditedOre: 600_000 }], [], ['NOTHING_TO_CREDIT']],
  ])('%s: %s to %s', (_what, startsOn, endsOn, bills, credited, expected) => {
    const decision = decideDayCredit({ startsOn, endsOn }, bills, credited)
    expect(decision.refused ? decision.reasons : decision.amountOre).toEqual(expected)
  })

  test('a bill that does not say its days shares its amount over those of the stay in the month', () => {
    expect(wholeMonthOf('2026-11', 300_000, { startsOn: '2026-11-16', endsOn: null })).toEqual([
      { startsOn: '2026-11-16', endsOn: '2026-12-01', monthlyOre: 600_000 },
    ])
    expect(wholeMonthOf('2026-11', 300_000, { startsOn: '2026-12-01', endsOn: null })).toEqual([])
    expect(wholeMonthOf('2026-11', 300_000, { startsOn: '2026-11-05', endsOn: '2026-11-05' })).toEqual([])
  })
})

describe('money to the good', () => {
  const credits = [
    { id: 2, tenancyId: 20, effectiveOn: '2026-11-01', openOre: 50_000 },
    { id: 1, tenancyId: 10, effectiveOn: '2026-10-03', openOre: 100_000 },
  ]
  test.each([
    [
      120_000,
      today,
      [
        [1, 100_000],
        [2, 20_000],
      ],
    ],
    [
      150_000,
      today,
      [
        [1, 100_000],
        [2, 50_000],
      ],
    ],
    [160_000, today, ['MORE_THAN_TO_GOOD']],
    [0, today, ['NO_AMOUNT']],
    [100, '2026-11-23', ['DAY_NOT_COME']],
  ])('sending back %i öre on %s', (amountOre, on, expected) => {
    const decision = decideRefund({ amountOre, on }, credits, today)
    expect(decision.refused ? decision.reasons : decision.used.map((one) => [one.creditId, one.amountOre])).toEqual(expected)
  })
  test.each([
    [60_000, 10, 20, [[1, 60_000]]],
    [60_000, 20, 10, ['MORE_THAN_TO_GOOD']],
    [60_000, 10, 10, ['SAME_STAY']],
  ])('moving %i öre from stay %i to stay %i', (amountOre, fromTenancyId, toTenancyId, expected) => {
    const decision = decideTransfer({ amountOre, fromTenancyId, toTenancyId }, credits)
    expect(decision.refused ? decision.reasons : decision.used.map((one) => [one.creditId, one.amountOre])).toEqual(expected)
  })
})

test.each([
  [[1], '2026-11-20', 448_000],
  [[1, 1], '2026-11-20', 448_000],
  [[], '2026-11-20', ['NO_BILL_CHOSEN']],
  [[1, 3], '2026-11-20', ['BILL_NOT_OPEN']],
  [[1, 2], '2026-11-20', ['BILL_NOT_LATE']],
  [[1], '2026-11-23', ['DECIDED_LATER']],
  [[1], '2026-02-28', ['BILL_NOT_LATE']], // Saturday the 28th is the last day under the other reading of 20 §
])('writing off %j, decided %s', (chosen, decidedOn, expected) => {
  const open = [
    { id: 1, dueOn: '2026-02-27', openOre: 448_000 },
    { id: 2, dueOn: '2026-11-30', openOre: 600_000 },
  ]
  const decision = decideWriteOff(chosen, open, decidedOn, today)
  expect(decision.refused ? decision.reasons : decision.amountOre).toEqual(expected)
})

test.each([
  [{ paidBill: true }, { id: 9, openOre: 500_000 }, [500_000, 148_000]],
  [{ paidBill: true }, { id: 9, openOre: 700_000 }, [648_000, 0]],
  [{ paidBill: true }, { id: 9, openOre: 0 }, ['NO_OPEN_BILL']],
  [{ paidBill: true }, { id: 5, openOre: 100 }, ['SAME_BILL']],
  [{ paidBill: true }, undefined, ['NO_OPEN_BILL']],
  [{ paidBill: false }, { id: 9, openOre: 500_000 }, ['NOT_A_PAYMENT']],
  [undefined, { id: 9, openOre: 500_000 }, ['ALLOCATION_NOT_STANDING']],
])('moving a payment %j to %j', (allocation, bill, expected) => {
  const decision = decideReAllocation(allocation && { id: 1, creditId: 4, chargeId: 5, amountOre: 648_000, ...allocation }, bill)
  expect(decision.refused ? decision.reasons : [decision.movedOre, decision.stays]).toEqual(expected)
})

test.each([
  ['2026-11-25', [], '2026-11-25 2027-01-01'],
  ['2026-11-25', [['2026-11-25', '2026-12-01']], '2026-12-01 2027-01-01'],
  ['2026-11-25', [['2026-11-28', '2026-12-01']], '2026-11-25 2026-11-28'],
  ['2026-11-25', [['2026-11-01', '2027-01-01']], null],
  ['2027-01-01', [], null],
  ['2026-12-31', [], '2026-12-31 2027-01-01'],
])('November and December are charged, the stay ends %s, %j is credited: too far is %s', (endsOn, credited, expected) => {
  const days = (pairs: readonly (readonly string[])[]) => pairs.map(([startsOn = '', end = '']) => ({ startsOn, endsOn: end }))
  const charged = days([
    ['2026-12-01', '2027-01-01'],
    ['2026-11-01', '2026-12-01'],
  ])
  const found = chargedAfterMoveOut(endsOn, charged, days(credited))
  expect(found && `${found.startsOn} ${found.endsOn}`).toBe(expected)
})
