import { describe, expect, test } from '@jest/globals'
import { expectedIfDueBefore, lossDays } from '../../server/domain/losses.js'

describe('expected losses', () => {
  test.each([
    ['2026-01-30', '2026-04-30', 90, false],
    ['2026-01-30', '2026-05-01', 90, true],
    ['2026-01-30', '2026-05-31', 90, true],
    ['2026-01-30', '2026-04-30', 89, true],
    ['2026-11-30', '2026-11-22', 90, false],
  ])('due %s, looked at %s with %i days: %s', (dueOn, on, days, expected) => {
    expect(dueOn < expectedIfDueBefore(on, days)).toBe(expected)
  })

  test('each month on its last day, the running one today, none to come', () => {
    expect(lossDays({ from: '2026-09', to: '2026-12' }, '2026-11-22')).toEqual([
      { month: '2026-09', on: '2026-09-30' },
      { month: '2026-10', on: '2026-10-31' },
      { month: '2026-11', on: '2026-11-22' },
    ])
    expect(lossDays({ from: '2027-01', to: '2027-12' }, '2026-11-22')).toEqual([])
  })
})
