/** Rent that is too little for a day of forfeiture: the function, the household's late rent and the line of I dag say the same. */
import { describe, expect, test } from '@jest/globals'
import { countedFrom, type OwedSince } from '../../server/domain/minor-rent.js'
import { DEFAULT_SETTINGS, type Settings } from '../../server/domain/policy.js'
import { lateRent } from '../../server/domain/rent-state.js'
import { rentMissing } from '../../server/domain/today/rent-missing.js'

const owed = (...bills: [on: string, openOre: number][]): OwedSince[] => bills.map(([on, openOre]) => ({ on, openOre }))

test.each<[what: string, bills: OwedSince[], limitOre: number, from: string | null]>([
  ['nothing is owed', [], 100_00, null],
  ['80 kr of an old bill', owed(['2025-09-08', 80_00]), 100_00, null],
  ['just the limit', owed(['2025-09-08', 100_00]), 100_00, null],
  ['an öre more', owed(['2025-09-08', 100_01]), 100_00, '2025-09-08'],
  ["this month's rent beside 80 kr of last year's", owed(['2025-09-08', 80_00], ['2026-11-07', 6_480_00]), 100_00, '2026-11-07'],
  ['two bills with little each, more together: the oldest', owed(['2026-10-07', 60_00], ['2026-09-08', 60_00]), 100_00, '2026-09-08'],
  ['all rent counts', owed(['2025-09-08', 1]), 0, '2025-09-08'],
])('%s', (_, bills, limitOre, from) => {
  expect(countedFrom(bills, limitOre)).toBe(from)
})

describe('what it decides', () => {
  const today = '2026-11-22'
  const bill = {
    id: 1,
    personId: 1,
    tenancyId: 1,
    apartmentId: 1,
    month: '2025-09',
    dueOn: '2025-08-29',
    amountOre: 6_480_00,
    openOre: 80_00,
  }
  const november = { ...bill, id: 2, month: '2026-11', dueOn: '2026-10-30', openOre: 6_480_00 }
  const stay = { id: 1, personId: 1, apartmentId: 1, startsOn: '2025-01-01', endsOn: null, children: 0 }
  const line = (bills: readonly (typeof bill)[], settings: Settings = DEFAULT_SETTINGS) => {
    const [found] = rentMissing({ bills, stays: [stay], paused: new Map() } as never, today, settings)
    return [found?.rule, found?.dueOn, found?.roles.length]
  }
  const forfeitFrom = (bills: readonly (typeof bill)[]) =>
    lateRent(
      {
        bills: bills.map((one) => ({ ...one, respiteUntilOn: null, isLivedIn: true })) as never,
        monthlyRentOre: 6_480_00,
        latePaidOn: null,
        plan: null,
      },
      today,
      DEFAULT_SETTINGS,
    )?.forfeitFrom

  test('80 kr is chased as rent that is missing, by those who do that, and no tenancy is said to be at risk', () => {
    expect(line([bill])).toEqual(['RENT_MISSING_DAY_7', '2025-11-28', 2])
    expect(forfeitFrom([bill])).toBe(null)
    expect(line([bill], { ...DEFAULT_SETTINGS, minorRentKronor: 50 })[0]).toBe('FORFEITURE_POSSIBLE')
  })

  test('beside a whole rent it is that one that counts', () => {
    expect(line([bill, november])).toEqual(['FORFEITURE_POSSIBLE', '2026-11-07', 5])
    expect(forfeitFrom([bill, november])).toBe('2026-11-07')
  })
})
