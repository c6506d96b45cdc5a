import { describe, expect, test } from '@jest/globals'
import { isDay } from '../../server/domain/calendar.js'
import type { PolicyName } from '../../server/domain/policy.js'
import { DEFAULT_SETTINGS, parsePolicyValue, POLICY, settingsOn } from '../../server/domain/policy.js'

describe('settings on a day', () => {
  const rows = [
    { name: 'headLeaseWarningDays', value: '90', fromOn: '2027-01-01' },
    { name: 'headLeaseWarningDays', value: '120', fromOn: '2026-07-01' },
    { name: 'checkpointMonths', value: '3, 12', fromOn: '2026-07-01' },
    { name: 'noSuchSetting', value: '1', fromOn: '2020-01-01' },
    { name: 'idleMinutes', value: 'en kvart', fromOn: '2020-01-01' },
  ]
  test.each<[string, number, readonly number[]]>([
    ['2026-06-30', 180, [3, 6, 9, 12, 18, 24]],
    ['2026-07-01', 120, [3, 12]],
    ['2026-12-31', 120, [3, 12]],
    ['2027-01-01', 90, [3, 12]],
  ])('%s', (day, headLeaseWarningDays, checkpointMonths) => {
    expect(settingsOn(day, rows)).toEqual({ ...DEFAULT_SETTINGS, headLeaseWarningDays, checkpointMonths })
  })
})

test.each<[PolicyName, string, number | number[] | null]>([
  ['idleMinutes', '30', 30],
  ['idleMinutes', ' 0 ', 0],
  ['idleMinutes', '1,5', null],
  ['idleMinutes', '-1', null],
  ['idleMinutes', '', null],
  ['rentMissingDays', '1, 3,5,7', [1, 3, 5, 7]],
  ['rentMissingDays', '2', [2]],
  ['rentMissingDays', '3,1', null],
  ['rentMissingDays', '3,3', null],
  ['rentMissingDays', '0,3', null],
])('%s typed as "%s" is %j', (name, text, value) => {
  expect(parsePolicyValue(name, text)).toEqual(value)
})

test('every number has a source and a day it holds from', () => {
  for (const { source, holdsFrom } of Object.values(POLICY)) {
    expect(source.length).toBeGreaterThan(20)
    expect(isDay(holdsFrom)).toBe(true)
  }
})
