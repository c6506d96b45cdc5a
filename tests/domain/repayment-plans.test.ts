import { describe, expect, test } from '@jest/globals'
import type { PlanFrequency } from '../../server/domain/codes.js'
import { isBankDay } from '../../server/domain/calendar.js'
import { decidePlan, schedulePlan, type PlanAgreement, type PlanRefusal, type PlanTerms } from '../../server/domain/repayment-plans.js'

const settings = { planMonths: 24 }
const terms = (change: Partial<PlanTerms> = {}): PlanTerms => ({
  debtOre: 1_000_050,
  firstLumpOre: 200_000,
  instalmentOre: 300_000,
  frequency: 'MONTHLY',
  startsOn: '2026-11-30',
  ...change,
})
const days = (change: Partial<PlanTerms>) => {
  const answer = schedulePlan(terms(change), settings)
  return answer.refused ? answer.reasons : answer.instalments.map((one) => [one.dueOn, one.amountOre])
}

describe('the instalments', () => {
  test.each<[string, Partial<PlanTerms>, [string, number][]]>([
    [
      'of the worked example',
      {},
      [
        ['2026-11-30', 200_000],
        ['2026-12-30', 300_000],
        ['2027-02-01', 300_000],
        ['2027-03-01', 200_050],
      ],
    ],
    [
      'without a lump begin on the first day',
      { firstLumpOre: 0, debtOre: 700_000 },
      [
        ['2026-11-30', 300_000],
        ['2026-12-30', 300_000],
        ['2027-02-01', 100_000],
      ],
    ],
    ['all at once', { firstLumpOre: 1_000_050 }, [['2026-11-30', 1_000_050]]],
    [
      'on the 31st fall on the last day of a short month, and on the 31st again after it',
      { debtOre: 400_000, firstLumpOre: 0, instalmentOre: 100_000, startsOn: '2027-01-31' },
      // 31 January 2027 is a Sunday, 28 February too, 31 March a Wednesday, 30 April a Friday
      [
        ['2027-02-01', 100_000],
        ['2027-03-01', 100_000],
        ['2027-03-31', 100_000],
        ['2027-04-30', 100_000],
      ],
    ],
    [
      'weekly, over Christmas and Trettondag jul',
      { debtOre: 30_000, firstLumpOre: 0, instalmentOre: 10_000, frequency: 'WEEKLY', startsOn: '2026-12-23' },
      [
        ['2026-12-23', 10_000],
        ['2026-12-30', 10_000],
        ['2027-01-07', 10_000],
      ],
    ],
    [
      'every two weeks',
      { debtOre: 25_000, firstLumpOre: 0, instalmentOre: 10_000, frequency: 'EVERY_TWO_WEEKS', startsOn: '2026-12-11' },
      [
        ['2026-12-11', 10_000],
        ['2026-12-28', 10_000],
        ['2027-01-08', 5_000],
      ],
    ],
  ])('%s', (_, change, wanted) => {
    expect(days(change)).toEqual(wanted)
  })

  test('sum to the debt to the öre, fall on bank days and the last is never larger, whatever the terms', () => {
    for (const frequency of ['WEEKLY', 'EVERY_TWO_WEEKS', 'MONTHLY'] as PlanFrequency[]) {
      for (let n = 1; n < 300; n++) {
        const debtOre = n * 7_919 + 1
        const answer = schedulePlan(
          { debtOre, firstLumpOre: n % 3 === 0 ? n * 11 : 0, instalmentOre: 77_777, frequency, startsOn: '2026-12-31' },
          settings,
        )
        if (answer.refused) continue
        const amounts = answer.instalments.map((one) => one.amountOre)
        expect(amounts.reduce((sum, ore) => sum + ore, 0)).toBe(debtOre)
        expect(amounts.at(-1)).toBeLessThanOrEqual(Math.max(77_777, amounts[0] ?? 0))
        expect(answer.instalments.every((one, i) => isBankDay(one.dueOn) && one.number === i + 1)).toBe(true)
        expect(answer.endsOn).toBe(answer.instalments.at(-1)?.dueOn)
      }
    }
  })
})

describe('what is no plan', () => {
  const agreement: PlanAgreement = { ...terms(), agreedOn: '2026-11-22', signedOn: null, hasRunningPlan: false }
  test.each<[string, Partial<PlanAgreement>, PlanRefusal[]]>([
    ['no debt', { debtOre: 0 }, ['PLAN_WITHOUT_DEBT']],
    ['never ends', { instalmentOre: 0 }, ['NEVER_ENDS']],
    ['a lump above the debt', { firstLumpOre: 1_000_051 }, ['LUMP_ABOVE_DEBT']],
    ['an instalment above what is left', { instalmentOre: 800_051 }, ['INSTALMENT_ABOVE_DEBT']],
    ['longer than the setting', { instalmentOre: 30_000 }, ['PLAN_TOO_LONG']],
    ['one öre a week for ever', { instalmentOre: 1, frequency: 'WEEKLY' }, ['PLAN_TOO_LONG']],
    ['a second one', { hasRunningPlan: true }, ['PLAN_EXISTS']],
    [
      'everything wrong at once',
      { hasRunningPlan: true, startsOn: '2026-11-21', signedOn: '2026-11-20', debtOre: 0 },
      ['PLAN_EXISTS', 'STARTS_BEFORE_AGREED', 'SIGNED_BEFORE_AGREED', 'PLAN_WITHOUT_DEBT'],
    ],
  ])('%s', (_, change, reasons) => {
    expect(decidePlan({ ...agreement, ...change }, settings)).toMatchObject({ refused: true, reasons })
  })

  test('exactly as long as the setting is one', () => {
    // lump on 30 November and 24 months more, the last on 30 November 2028
    const answer = decidePlan({ ...agreement, debtOre: 2_600_000, firstLumpOre: 200_000, instalmentOre: 100_000 }, settings)
    expect(answer).toMatchObject({ refused: false, endsOn: '2028-11-30' })
    expect(decidePlan({ ...agreement, debtOre: 2_600_001, firstLumpOre: 200_000, instalmentOre: 100_000 }, settings).refused).toBe(true)
  })
})
