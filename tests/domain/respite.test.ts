import { describe, expect, test } from '@jest/globals'
import { decidePause, lastPauseDay } from '../../server/domain/reminder-pauses.js'
import {
  decideRespite,
  forfeitureFromWithRespite,
  lastDayBeforeLate,
  lastDayInTimeWithRespite,
  respiteDay,
  type RespiteRefusal,
} from '../../server/domain/respite.js'

describe('the days of a bill', () => {
  test.each<[string, string, string | null, string, string, string]>([
    ['without respite', '2026-10-30', null, '2026-10-30', '2026-11-02', '2026-11-07'],
    ['with it', '2026-10-30', '2026-12-07', '2026-12-07', '2026-12-08', '2026-12-15'],
    ['one that passed before the bill was late changes nothing', '2026-10-30', '2026-10-20', '2026-10-30', '2026-11-02', '2026-11-07'],
  ])('%s', (_, dueOn, until, lastOn, inTime, forfeitOn) => {
    expect([lastDayBeforeLate(dueOn, until), lastDayInTimeWithRespite(dueOn, until, 1), forfeitureFromWithRespite(dueOn, until)]).toEqual([
      lastOn,
      inTime,
      forfeitOn,
    ])
  })
})

describe('respite', () => {
  const bill = { dueOn: '2026-10-30', respiteUntilOn: null as string | null }
  test.each<[string, { dueOn: string; respiteUntilOn: string | null }[], string, string | RespiteRefusal[]]>([
    ['a bank day', [bill], '2026-12-07', '2026-12-07'],
    ['a Sunday moves to Monday', [bill], '2026-12-06', '2026-12-07'],
    ['Christmas Eve moves past the holidays', [bill], '2026-12-24', '2026-12-28'],
    ['nothing chosen', [], '2026-12-07', ['NOTHING_TO_RESPITE']],
    ['a day gone by', [bill], '2026-11-20', ['RESPITE_PASSED']],
    ['before the bill is due', [{ dueOn: '2026-11-30', respiteUntilOn: null }], '2026-11-30', ['RESPITE_BEFORE_DUE']],
    ['no longer than the one it has', [{ ...bill, respiteUntilOn: '2026-12-07' }], '2026-12-07', ['RESPITE_BEFORE_DUE']],
    ['longer than the one it has', [{ ...bill, respiteUntilOn: '2026-12-07' }], '2026-12-08', '2026-12-08'],
    ['longer than the setting', [bill], '2027-05-24', ['RESPITE_TOO_LONG']],
  ])('%s', (_, bills, until, wanted) => {
    const answer = decideRespite(bills, until, '2026-11-22', { respiteMonths: 6 })
    expect(answer.refused ? answer.reasons : answer.untilOn).toEqual(wanted)
  })

  test('the day as it is written down', () => expect(respiteDay('2026-12-05')).toBe('2026-12-07'))
})

describe('pause of reminders', () => {
  const settings = { pauseDays: 90 }
  test.each<[string, string, string | null, string[]]>([
    ['a week', '2026-11-30', null, []],
    ['today only', '2026-11-22', null, []],
    ['a day gone by', '2026-11-21', null, ['PAUSE_PASSED']],
    ['the longest', '2027-02-20', null, []],
    ['a day more', '2027-02-21', null, ['PAUSE_TOO_LONG']],
    ['one on top of another', '2026-11-30', '2026-11-25', ['PAUSE_RUNNING']],
    ['after one that has passed', '2026-11-30', '2026-11-21', []],
  ])('%s', (_, untilOn, pausedUntilOn, reasons) => {
    const answer = decidePause({ untilOn, pausedUntilOn }, '2026-11-22', settings)
    expect(answer.refused ? answer.reasons : []).toEqual(reasons)
  })
  test('the last day', () => expect(lastPauseDay('2026-11-22', settings)).toBe('2027-02-20'))
})
