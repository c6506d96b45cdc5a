import { describe, expect, test } from '@jest/globals'
import { checkpointToHold, nextCheckpoint } from '../../server/domain/checkpoints.js'
import type { NextCheckpoint } from '../../server/domain/checkpoints.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'

const MONTHS = DEFAULT_SETTINGS.checkpointMonths

describe('the next checkpoint', () => {
  test.each<[string, string, number[], string, NextCheckpoint | null]>([
    ['just moved in', '2026-11-22', [], '2026-11-22', { months: 3, dueOn: '2027-02-22', daysLeft: 92, missed: 0 }],
    ['held in time', '2025-11-26', [3, 6, 9], '2026-11-22', { months: 12, dueOn: '2026-11-26', daysLeft: 4, missed: 0 }],
    ['two have passed', '2025-11-26', [3], '2026-11-22', { months: 9, dueOn: '2026-08-26', daysLeft: -88, missed: 1 }],
    ['due today', '2026-08-22', [], '2026-11-22', { months: 3, dueOn: '2026-11-22', daysLeft: 0, missed: 0 }],
    [
      'a later one makes up for the ones before',
      '2025-11-26',
      [9],
      '2026-11-22',
      { months: 12, dueOn: '2026-11-26', daysLeft: 4, missed: 0 },
    ],
    ['held early', '2025-11-26', [3, 6, 9, 12], '2026-11-22', { months: 18, dueOn: '2027-05-26', daysLeft: 185, missed: 0 }],
    ['all held', '2024-01-01', [3, 6, 9, 12, 18, 24], '2026-11-22', null],
    ['the 31st in a short month', '2026-08-31', [3], '2026-11-22', { months: 6, dueOn: '2027-02-28', daysLeft: 98, missed: 0 }],
  ])('%s', (_, startsOn, done, today, expected) => {
    expect(nextCheckpoint(startsOn, done, today, MONTHS)).toEqual(expected)
  })

  test('the template may come in any order', () => {
    expect(nextCheckpoint('2026-01-01', [], '2026-02-01', [12, 2, 6])?.months).toBe(2)
  })
})

describe('a stay in the register', () => {
  test.each<[string, string, string, number | null]>([
    ['recorded when it began', '2025-01-10', '2025-01-08', 18],
    ['imported after 22 months: 18 is history, 24 comes', '2025-01-10', '2026-11-20', 24],
    ['imported after 19 months: 18 was not long ago', '2025-04-10', '2026-11-20', 18],
    ['imported after five years', '2021-01-10', '2026-11-20', null],
  ])('%s', (_, startsOn, recordedOn, months) => {
    const next = checkpointToHold({ startsOn, recordedOn, doneMonths: [] }, '2026-11-22', DEFAULT_SETTINGS)
    expect(next?.months ?? null).toBe(months)
  })
})
