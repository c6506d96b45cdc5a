import { describe, expect, test } from '@jest/globals'
import type { ApartmentLife } from '../../server/domain/apartments.js'
import { occupancyOf } from '../../server/domain/occupancy.js'

const life = (tenancies: [string, string | null][], lease: [string, string | null] = ['2026-01-01', null]): ApartmentLife => ({
  leases: [{ startsOn: lease[0], endsOn: lease[1] }],
  forms: [],
  voids: [],
  tenancies: tenancies.map(([startsOn, endsOn], index) => ({ id: index + 1, startsOn, endsOn })),
})

describe('occupancy on 2026-01-31', () => {
  test.each<[string, ApartmentLife, [number | null, string, string | null, number][], number, number]>([
    [
      'the worked example',
      life([['2026-01-11', '2026-01-21']]),
      [
        [null, '2026-01-01', '2026-01-11', 10],
        [1, '2026-01-11', '2026-01-21', 10],
        [null, '2026-01-21', null, 10],
      ],
      10,
      30,
    ],
    ['still let', life([['2026-01-01', null]]), [[1, '2026-01-01', null, 30]], 30, 30],
    ['a known end to come', life([['2026-01-01', '2026-03-01']]), [[1, '2026-01-01', '2026-03-01', 30]], 30, 30],
    [
      'in on the day the other moves out: no gap',
      life([
        ['2026-01-15', null],
        ['2026-01-01', '2026-01-15'],
      ]),
      [
        [2, '2026-01-01', '2026-01-15', 14],
        [1, '2026-01-15', null, 16],
      ],
      30,
      30,
    ],
    [
      'two at the same time are not counted twice',
      life([
        ['2026-01-01', '2026-01-21'],
        ['2026-01-11', '2026-01-31'],
      ]),
      [
        [1, '2026-01-01', '2026-01-21', 20],
        [2, '2026-01-21', '2026-01-31', 10],
      ],
      30,
      30,
    ],
    [
      'the head lease is over',
      life([['2026-01-01', '2026-01-11']], ['2026-01-01', '2026-01-21']),
      [
        [1, '2026-01-01', '2026-01-11', 10],
        [null, '2026-01-11', '2026-01-21', 10],
      ],
      10,
      20,
    ],
    [
      'taken over, and leased again later: not empty in between',
      {
        ...life([['2026-01-01', '2026-01-11']]),
        leases: [
          { startsOn: '2026-01-01', endsOn: '2026-01-11' },
          { startsOn: '2026-01-21', endsOn: null },
        ],
      },
      [
        [1, '2026-01-01', '2026-01-11', 10],
        [null, '2026-01-21', null, 10],
      ],
      10,
      20,
    ],
    [
      'one lease after the other, and two that overlap, are one',
      {
        ...life([]),
        leases: [
          { startsOn: '2026-01-06', endsOn: '2026-01-21' },
          { startsOn: '2026-01-01', endsOn: '2026-01-11' },
          { startsOn: '2026-01-21', endsOn: null },
        ],
      },
      [[null, '2026-01-01', null, 30]],
      0,
      30,
    ],
    ['a stay to come is not yet seen', life([['2026-02-15', null]]), [[null, '2026-01-01', null, 30]], 0, 30],
    ['not begun', life([], ['2026-02-01', null]), [], 0, 0],
  ])('%s', (_, facts, segments, letDays, totalDays) => {
    const occupancy = occupancyOf(facts, '2026-01-31')
    expect(occupancy.segments.map((one) => [one.tenancyId, one.startsOn, one.endsOn, one.days])).toEqual(segments)
    expect([occupancy.letDays, occupancy.totalDays]).toEqual([letDays, totalDays])
  })
})
