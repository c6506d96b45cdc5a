import { describe, expect, test } from '@jest/globals'
import type { HousingForm, Outcome } from '../../server/domain/codes.js'
import type { StepMoveFact } from '../../server/domain/ladder.js'
import { stepsFromStays } from '../../server/domain/steps-from-stays.js'

const TODAY = '2026-11-22'
const stay = (startsOn: string, endsOn: string | null, form: HousingForm | null, outcome: Outcome | null = null) => ({
  startsOn,
  endsOn,
  form,
  outcome,
})
const shown = (stays: ReturnType<typeof stay>[], recorded: StepMoveFact[] = []) =>
  stepsFromStays(stays, recorded, TODAY).map((move) => `${move.movesOn} ${move.direction} ${move.fromStep}>${move.toStep}`)

describe('the steps of stays', () => {
  test.each([
    [
      'the worked example: up, and up to an own contract',
      [stay('2024-02-10', '2026-04-01', 'FORSOKSLAGENHET', 'OVERTAG'), stay('2023-01-01', '2024-02-01', 'TRANINGSLAGENHET', 'STEG_UPP')],
      [
        '2023-01-01 IN null>TRANINGSLAGENHET',
        '2024-02-10 UP TRANINGSLAGENHET>FORSOKSLAGENHET',
        '2026-04-01 UP FORSOKSLAGENHET>EGET_KONTRAKT',
      ],
    ],
    [
      'a move on the same step is no step move',
      [stay('2024-01-01', '2025-01-01', 'FORSOKSLAGENHET', 'FLYTT_SAMMA_STEG'), stay('2025-01-01', null, 'FORSOKSLAGENHET')],
      ['2024-01-01 IN null>FORSOKSLAGENHET'],
    ],
    [
      'down, and beside the ladder',
      [
        stay('2024-01-01', '2025-01-01', 'FORSOKSLAGENHET', 'STEG_NED'),
        stay('2025-01-01', '2025-06-01', 'STODBOENDE'),
        stay('2025-06-01', null, 'BOSTAD_FORST'),
      ],
      ['2024-01-01 IN null>FORSOKSLAGENHET', '2025-01-01 DOWN FORSOKSLAGENHET>STODBOENDE', '2025-06-01 SIDEWAYS STODBOENDE>BOSTAD_FORST'],
    ],
    [
      'fourteen days between places are a move',
      [stay('2024-01-01', '2025-01-01', 'STODBOENDE', 'STEG_UPP'), stay('2025-01-15', null, 'TRANINGSLAGENHET')],
      ['2024-01-01 IN null>STODBOENDE', '2025-01-15 UP STODBOENDE>TRANINGSLAGENHET'],
    ],
    [
      'fifteen are an exit and a return',
      [stay('2024-01-01', '2025-01-01', 'STODBOENDE', 'STEG_UPP'), stay('2025-01-16', null, 'TRANINGSLAGENHET')],
      ['2024-01-01 IN null>STODBOENDE', '2025-01-01 OUT STODBOENDE>null', '2025-01-16 IN null>TRANINGSLAGENHET'],
    ],
    ['a jourlägenhet is tillfälligt boende', [stay('2026-01-01', null, 'JOURLAGENHET')], ['2026-01-01 IN null>TILLFALLIGT_BOENDE']],
    ['a planned end is no exit yet', [stay('2026-01-01', '2026-12-31', 'STODBOENDE')], ['2026-01-01 IN null>STODBOENDE']],
    [
      'an ended stay without outcome is an exit',
      [stay('2026-01-01', '2026-10-31', 'STODBOENDE')],
      ['2026-01-01 IN null>STODBOENDE', '2026-10-31 OUT STODBOENDE>null'],
    ],
    ['a place without boendeform gives no step', [stay('2026-01-01', null, null)], []],
  ])('%s', (_what, stays, moves) => {
    expect(shown(stays)).toEqual(moves)
  })

  test('a move a caseworker recorded that day holds, and the next one starts from it', () => {
    const recorded: StepMoveFact[] = [{ movesOn: '2024-01-01', toStep: 'STODBOENDE' }]
    expect(shown([stay('2024-01-01', '2025-01-01', 'TRANINGSLAGENHET', 'OVERTAG')], recorded)).toEqual([
      '2025-01-01 UP STODBOENDE>EGET_KONTRAKT',
    ])
  })
})
