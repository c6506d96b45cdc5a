import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { EntryKind } from '../../server/domain/codes.js'
import {
  columnOf,
  datedOn,
  kindOf,
  MONTH_COLUMNS,
  monthAmounts,
  openFrom,
  reconciles,
  refuseClose,
  sumBy,
  sumOf,
  type Movement,
} from '../../server/domain/month-close.js'

const move = (kind: EntryKind, signedOre: number, turned: EntryKind | null = null): Movement => ({ kind, turned, signedOre })

describe('a month’s line', () => {
  test('the worked example', () => {
    const line = monthAmounts(1_200_000, [
      move('CHARGE', 648_000),
      move('CHARGE', 512_000),
      move('PAYMENT', -648_000),
      move('PAYMENT', -300_000),
      move('REVERSAL', 300_000, 'PAYMENT'),
      move('CREDIT', -48_000),
      move('WRITE_OFF', -100_000),
      move('REFUND', 20_000),
    ])
    expect(line).toEqual({
      openingOre: 1_200_000,
      chargedOre: 1_160_000,
      paidOre: 648_000,
      creditedOre: 48_000,
      writtenOffOre: 100_000,
      refundedOre: 20_000,
      transferredOre: 0,
      closingOre: 1_584_000,
    })
    expect(reconciles(line)).toBe(true)
  })

  test.each<[EntryKind, number, EntryKind | null, string, number]>([
    ['CHARGE', 100, null, 'chargedOre', 100],
    ['REVERSAL', -100, 'CHARGE', 'chargedOre', -100],
    ['PAYMENT', -100, null, 'paidOre', 100],
    ['REVERSAL', 100, 'PAYMENT', 'paidOre', -100],
    ['CREDIT', -100, null, 'creditedOre', 100],
    ['REVERSAL', 100, 'CREDIT', 'creditedOre', -100],
    ['WRITE_OFF', -100, null, 'writtenOffOre', 100],
    ['REVERSAL', 100, 'WRITE_OFF', 'writtenOffOre', -100],
    ['REFUND', 100, null, 'refundedOre', 100],
    ['REVERSAL', -100, 'REFUND', 'refundedOre', -100],
    ['TRANSFER', 100, null, 'transferredOre', 100],
    ['TRANSFER', -100, null, 'transferredOre', -100],
    ['REVERSAL', 100, 'TRANSFER', 'transferredOre', 100],
  ])('%s of %i that turns %s stands under %s as %i', (kind, signedOre, turned, column, ore) => {
    const line = monthAmounts(0, [move(kind, signedOre, turned)])
    expect(line).toMatchObject({ [column]: ore, closingOre: signedOre })
    expect(reconciles(line)).toBe(true)
  })

  test('every column has its kind, and back', () => {
    expect(MONTH_COLUMNS.map((column) => columnOf(kindOf(column), null))).toEqual([...MONTH_COLUMNS])
    expect(columnOf('REVERSAL', 'WRITE_OFF')).toBe('writtenOffOre')
    expect(() => columnOf('REVERSAL', null)).toThrow(RangeError)
  })

  test('whatever happens, it reconciles, and a month goes on where the one before ended', () => {
    const kinds: EntryKind[] = ['CHARGE', 'PAYMENT', 'CREDIT', 'WRITE_OFF', 'REFUND', 'TRANSFER']
    const moves = fc.array(
      fc.record({
        kind: fc.constantFrom<EntryKind>(...kinds, 'REVERSAL'),
        turned: fc.constantFrom(...kinds),
        signedOre: fc.integer({ min: -1e7, max: 1e7 }),
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), moves, moves, (opening, first, second) => {
        const one = monthAmounts(opening, first)
        const two = monthAmounts(one.closingOre, second)
        expect([reconciles(one), reconciles(two), two.closingOre]).toEqual([
          true,
          true,
          monthAmounts(opening, [...first, ...second]).closingOre,
        ])
        expect(reconciles(sumOf([one, two]))).toBe(true)
      }),
    )
  })

  test('lines are summed by cost centre', () => {
    const lines = [
      { ...monthAmounts(100, []), costCentre: '41220' },
      { ...monthAmounts(0, [move('CHARGE', 5)]), costCentre: '41230' },
      { ...monthAmounts(1, [move('PAYMENT', -7)]), costCentre: '41220' },
    ]
    expect(sumBy(lines, (line) => line.costCentre)).toEqual([
      { key: '41220', amounts: monthAmounts(101, [move('PAYMENT', -7)]) },
      { key: '41230', amounts: monthAmounts(0, [move('CHARGE', 5)]) },
    ])
  })
})

describe('closing', () => {
  test.each([
    ['2026-10', null, null],
    ['2026-10', '2026-09', null],
    ['2026-10', '2026-10', 'MONTH_CLOSED'],
    ['2026-09', '2026-10', 'MONTH_CLOSED'],
    ['2026-10', '2026-08', 'MONTH_NOT_NEXT'],
    ['2026-11', '2026-10', 'MONTH_NOT_ENDED'],
    ['2026-12', null, 'MONTH_NOT_ENDED'],
  ])('%s when closed through %s on 22 November: %s', (month, closedThrough, refusal) => {
    expect(refuseClose(month, closedThrough, '2026-11-22')).toBe(refusal)
  })

  test('a month may be closed on the first day after it', () => {
    expect([refuseClose('2026-10', '2026-09', '2026-10-31'), refuseClose('2026-10', '2026-09', '2026-11-01')]).toEqual([
      'MONTH_NOT_ENDED',
      null,
    ])
  })

  test.each([
    ['2026-10-28', '2026-11-01', '2026-11-01', '2026-10-28'],
    ['2019-01-01', '2026-11-01', '2026-11-01', '2019-01-01'],
    ['2026-11-01', '2026-11-01', '2026-11-01', null],
    ['2026-12-24', '2026-11-01', '2026-12-24', null],
    ['2026-10-28', null, '2026-10-28', null],
  ])('%s, open from %s, is dated %s and points at %s', (day, open, effectiveOn, belongsOn) => {
    expect(datedOn(day, open)).toEqual({ effectiveOn, belongsOn })
  })

  test('open from the month after the last closed one', () => {
    expect([openFrom('2026-12'), openFrom(null)]).toEqual(['2027-01-01', null])
  })
})
