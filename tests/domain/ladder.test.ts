import { describe, expect, test } from '@jest/globals'
import type { HousingForm, LadderStep, StepDirection } from '../../server/domain/codes.js'
import type { StepMoveRefusal, StepMoveWarning, StepMoveWish } from '../../server/domain/ladder.js'
import { daysOnStep, decideStepMove, directionOf, stepOfHousingForm, stepOn } from '../../server/domain/ladder.js'

const WISH: StepMoveWish = {
  moves: [{ movesOn: '2026-01-10', toStep: 'TRANINGSLAGENHET' }],
  to: 'FORSOKSLAGENHET',
  on: '2026-11-01',
  reason: ' Betalar i tid sedan mars. ',
  decisionReference: 'Dnr 2026/118',
  stayGoesOn: false,
}

test.each<[LadderStep | null, LadderStep | null, StepDirection]>([
  [null, 'STODBOENDE', 'IN'],
  ['EGET_KONTRAKT', null, 'OUT'],
  ['STODBOENDE', 'TRANINGSLAGENHET', 'UP'],
  ['TRANINGSLAGENHET', 'FORSOKSLAGENHET', 'UP'],
  ['FORSOKSLAGENHET', 'EGET_KONTRAKT', 'UP'],
  ['FORSOKSLAGENHET', 'STODBOENDE', 'DOWN'],
  ['STODBOENDE', 'TILLFALLIGT_BOENDE', 'DOWN'],
  ['TILLFALLIGT_BOENDE', 'STODBOENDE', 'UP'],
  ['TRANINGSLAGENHET', 'BOSTAD_FORST', 'SIDEWAYS'],
  ['BOSTAD_FORST', 'EGET_KONTRAKT', 'SIDEWAYS'],
])('from %s to %s is %s', (from, to, direction) => {
  expect(directionOf(from, to)).toBe(direction)
})

describe('a step move', () => {
  test('gives the row to store', () => {
    expect(decideStepMove(WISH)).toEqual({
      refused: false,
      warnings: [],
      move: {
        fromStep: 'TRANINGSLAGENHET',
        toStep: 'FORSOKSLAGENHET',
        movesOn: '2026-11-01',
        direction: 'UP',
        reason: 'Betalar i tid sedan mars.',
        decisionReference: 'Dnr 2026/118',
      },
    })
  })

  test.each<[string, Partial<StepMoveWish>, StepMoveRefusal[]]>([
    ['to the same step', { to: 'TRANINGSLAGENHET' }, ['SAME_STEP']],
    ['the day before the latest move', { on: '2026-01-09' }, ['BEFORE_LATEST_MOVE']],
    ['without a reason', { reason: '  ' }, ['REASON_MISSING']],
    ['off a ladder never stepped on', { moves: [], to: null }, ['NOT_ON_LADDER']],
    ['off it twice', { moves: [...WISH.moves, { movesOn: '2026-05-01', toStep: null }], to: null }, ['NOT_ON_LADDER']],
    ['everything wrong', { to: 'TRANINGSLAGENHET', on: '2025-12-31', reason: '' }, ['SAME_STEP', 'BEFORE_LATEST_MOVE', 'REASON_MISSING']],
  ])('refused: %s', (_, other, reasons) => {
    expect(decideStepMove({ ...WISH, ...other })).toEqual({ refused: true, reasons })
  })

  test.each<[string, Partial<StepMoveWish>, StepDirection, StepMoveWarning[]]>([
    ['on the day of the latest move', { on: '2026-01-10' }, 'UP', []],
    ['over a step', { moves: [{ movesOn: '2026-01-10', toStep: 'STODBOENDE' }] }, 'UP', ['SKIPS_STEP']],
    ['down two steps is no skip', { moves: [{ movesOn: '2026-01-10', toStep: 'FORSOKSLAGENHET' }], to: 'STODBOENDE' }, 'DOWN', []],
    ['the first step may be any', { moves: [] }, 'IN', []],
    ['without a decision reference', { decisionReference: ' ' }, 'UP', ['DECISION_REFERENCE_MISSING']],
    [
      'to an own contract while the stay goes on',
      { moves: [{ movesOn: '2026-01-10', toStep: 'FORSOKSLAGENHET' }], to: 'EGET_KONTRAKT', stayGoesOn: true },
      'UP',
      ['OWN_CONTRACT_WITHOUT_STAY_ENDED'],
    ],
    ['off the ladder', { to: null }, 'OUT', []],
  ])('allowed: %s', (_, other, direction, warnings) => {
    expect(decideStepMove({ ...WISH, ...other })).toMatchObject({ refused: false, move: { direction }, warnings })
  })
})

describe('where somebody stands', () => {
  const moves = [
    { movesOn: '2025-06-01', toStep: 'TRANINGSLAGENHET' as const },
    { movesOn: '2025-01-10', toStep: 'STODBOENDE' as const },
    { movesOn: '2025-09-01', toStep: 'TRANINGSLAGENHET' as const },
    { movesOn: '2026-03-01', toStep: null },
  ]
  test.each<[string, { step: LadderStep; since: string } | null, number | null]>([
    ['2025-01-09', null, null],
    ['2025-01-10', { step: 'STODBOENDE', since: '2025-01-10' }, 0],
    ['2025-06-01', { step: 'TRANINGSLAGENHET', since: '2025-06-01' }, 0],
    ['2025-09-02', { step: 'TRANINGSLAGENHET', since: '2025-06-01' }, 93],
    ['2026-03-01', null, null],
  ])('on %s', (day, step, days) => {
    expect(stepOn(moves, day)).toEqual(step)
    expect(daysOnStep(moves, day)).toBe(days)
  })

  test('the worked example: 316 days', () => {
    expect(daysOnStep(WISH.moves, '2026-11-22')).toBe(316)
  })
})

test.each<[HousingForm, LadderStep]>([
  ['STODBOENDE', 'STODBOENDE'],
  ['TRANINGSLAGENHET', 'TRANINGSLAGENHET'],
  ['FORSOKSLAGENHET', 'FORSOKSLAGENHET'],
  ['BOSTAD_FORST', 'BOSTAD_FORST'],
  ['JOURLAGENHET', 'TILLFALLIGT_BOENDE'],
])('who lives in %s is on %s', (form, step) => {
  expect(stepOfHousingForm(form)).toBe(step)
})
