import { describe, expect, test } from '@jest/globals'
import type { PlanEventKind } from '../../server/domain/codes.js'
import { checkPlan, eventOfCheck, type RentBillOpen } from '../../server/domain/plan-checks.js'

const tolerance = { planToleranceBankDays: 3, toleranceBankDays: 1 }
const plan = {
  debtOre: 1_200_000,
  instalments: ['2026-11-30', '2026-12-30', '2027-02-01', '2027-03-01', '2027-03-30', '2027-04-30'].map((dueOn) => ({
    dueOn,
    amountOre: 200_000,
  })),
}
const old: RentBillOpen[] = [
  { dueOn: '2026-08-31', openOre: 600_000, respiteUntilOn: null },
  { dueOn: '2026-09-30', openOre: 600_000, respiteUntilOn: null },
]
const december = (openOre: number, respiteUntilOn: string | null = null): RentBillOpen => ({ dueOn: '2026-11-30', openOre, respiteUntilOn })

describe('a plan on a day', () => {
  test.each<[string, RentBillOpen[], string, { expectedOre: number; actualOre: number; shortOre: number; overdueOre: number }]>([
    ['the day it was made', old, '2026-11-22', { expectedOre: 1_200_000, actualOre: 1_200_000, shortOre: 0, overdueOre: 1_200_000 }],
    [
      'the third bank day after the first instalment, nothing paid; December’s rent late',
      [...old, december(600_000)],
      '2026-12-03',
      { expectedOre: 1_200_000, actualOre: 1_800_000, shortOre: 600_000, overdueOre: 1_800_000 },
    ],
    [
      'the day after it: both the instalment and the rent are missing',
      [...old, december(600_000)],
      '2026-12-04',
      { expectedOre: 1_000_000, actualOre: 1_800_000, shortOre: 800_000, overdueOre: 1_800_000 },
    ],
    [
      'caught up',
      [{ dueOn: '2026-08-31', openOre: 400_000, respiteUntilOn: null }, old[1] as RentBillOpen],
      '2026-12-08',
      { expectedOre: 1_000_000, actualOre: 1_000_000, shortOre: 0, overdueOre: 1_000_000 },
    ],
    [
      'the rent within its tolerance is not asked for yet',
      [...old, december(600_000)],
      '2026-12-01',
      { expectedOre: 1_200_000, actualOre: 1_200_000, shortOre: 0, overdueOre: 1_800_000 },
    ],
    [
      'the rent has respite',
      [...old, december(600_000, '2026-12-15')],
      '2026-12-03',
      { expectedOre: 1_200_000, actualOre: 1_200_000, shortOre: 0, overdueOre: 1_800_000 },
    ],
    [
      'the respite is over',
      [...old, december(600_000, '2026-12-15')],
      '2026-12-17',
      { expectedOre: 1_000_000, actualOre: 1_800_000, shortOre: 800_000, overdueOre: 1_800_000 },
    ],
    [
      'paid ahead: the rent may be late by as much',
      [{ dueOn: '2026-09-30', openOre: 600_000, respiteUntilOn: null }, december(400_000)],
      '2026-12-08',
      { expectedOre: 1_000_000, actualOre: 1_000_000, shortOre: 0, overdueOre: 1_000_000 },
    ],
    [
      'an öre short is short',
      [{ ...old[0], openOre: 1_000_001 } as RentBillOpen],
      '2026-12-04',
      { expectedOre: 1_000_000, actualOre: 1_000_001, shortOre: 1, overdueOre: 1_000_001 },
    ],
    ['nothing left', [], '2026-12-04', { expectedOre: 1_000_000, actualOre: 0, shortOre: 0, overdueOre: 0 }],
    [
      'after the last instalment nothing may be left',
      [{ ...old[0], openOre: 100 } as RentBillOpen],
      '2027-06-01',
      { expectedOre: 0, actualOre: 100, shortOre: 100, overdueOre: 100 },
    ],
  ])('%s', (_, bills, on, wanted) => {
    expect(checkPlan(plan, bills, on, tolerance)).toEqual(wanted)
  })
})

describe('what a check makes happen', () => {
  test.each<[string, { shortOre: number; overdueOre: number }, PlanEventKind | null, PlanEventKind | null]>([
    ['kept, as before', { shortOre: 0, overdueOre: 5 }, null, null],
    ['broken for the first time', { shortOre: 1, overdueOre: 5 }, null, 'BREACHED'],
    ['still broken', { shortOre: 2, overdueOre: 5 }, 'BREACHED', null],
    ['back', { shortOre: 0, overdueOre: 5 }, 'BREACHED', 'RETURNED'],
    ['still back', { shortOre: 0, overdueOre: 5 }, 'RETURNED', null],
    ['broken again', { shortOre: 1, overdueOre: 5 }, 'RETURNED', 'BREACHED'],
    ['paid', { shortOre: 0, overdueOre: 0 }, 'BREACHED', 'ENDED_PAID'],
  ])('%s', (_, result, latest, wanted) => {
    expect(eventOfCheck(result, latest)).toBe(wanted)
  })
})
