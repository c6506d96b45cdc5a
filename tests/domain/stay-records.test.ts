import { describe, expect, test } from '@jest/globals'
import type { CheckpointRefusal, RentRefusal } from '../../server/domain/stay-records.js'
import { decideCheckpointHeld, decideRent, mayBeTold } from '../../server/domain/stay-records.js'

describe('a new rent', () => {
  const stay = { startsOn: '2026-02-01', endsOn: '2026-11-15', rents: [{ fromOn: '2026-02-01' }] }

  test.each<[string, string, RentRefusal[]]>([
    ['in the middle of the stay', '2026-07-01', []],
    ['the last night', '2026-11-14', []],
    ['from a day that has one', '2026-02-01', ['RENT_DAY_TAKEN']],
    ['before moving in', '2026-01-31', ['RENT_BEFORE_MOVE_IN']],
    ['on the day of moving out', '2026-11-15', ['RENT_AFTER_MOVE_OUT']],
  ])('%s', (_what, fromOn, reasons) => {
    const answer = decideRent(stay, fromOn)
    expect(answer.refused ? answer.reasons : []).toEqual(reasons)
  })

  test('a stay without an end takes any later day; one in and out the same day takes none', () => {
    expect(decideRent({ ...stay, endsOn: null }, '2030-01-01')).toEqual({ refused: false, fromOn: '2030-01-01' })
    const noNight = decideRent({ ...stay, endsOn: stay.startsOn, rents: [] }, stay.startsOn)
    expect(noNight.refused && noNight.reasons).toEqual(['RENT_AFTER_MOVE_OUT'])
  })
})

describe('a kontrollstation that was held', () => {
  const stay = { startsOn: '2026-02-01', heldMonths: [3] }
  const template = [3, 6, 9]

  test.each<[string, { months: number; heldOn: string }, CheckpointRefusal[]]>([
    ['on its day', { months: 6, heldOn: '2026-08-01' }, []],
    ['on the day of moving in', { months: 6, heldOn: '2026-02-01' }, []],
    ['today', { months: 9, heldOn: '2026-11-22' }, []],
    ['twice', { months: 3, heldOn: '2026-05-04' }, ['CHECKPOINT_HELD']],
    ['not in the template', { months: 4, heldOn: '2026-06-01' }, ['NOT_A_CHECKPOINT']],
    ['before moving in', { months: 6, heldOn: '2026-01-31' }, ['HELD_BEFORE_MOVE_IN']],
    ['tomorrow', { months: 6, heldOn: '2026-11-23' }, ['HELD_AFTER_TODAY']],
    ['two reasons at once', { months: 3, heldOn: '2026-01-31' }, ['CHECKPOINT_HELD', 'HELD_BEFORE_MOVE_IN']],
  ])('%s', (_what, checkpoint, reasons) => {
    const answer = decideCheckpointHeld(stay, checkpoint, '2026-11-22', template)
    expect(answer.refused ? answer.reasons : []).toEqual(reasons)
  })
})

test.each([
  ['2025-02-01', true],
  ['2025-01-31', false],
  ['1926-02-01', false],
  ['2026-11-22', true],
])('a landlord told %s of somebody who moves in 2026-02-01: %s', (toldOn, may) => {
  expect(mayBeTold('2026-02-01', toldOn)).toBe(may)
})
