import { describe, expect, test } from '@jest/globals'
import type { HousingForm, IndicatorCode, Outcome } from '../../server/domain/codes.js'
import type { ApartmentFacts, IndicatorFacts, StayFacts } from '../../server/domain/indicators.js'
import { DEFINITIONS, indexFacts, indicators, targetFor } from '../../server/domain/indicators.js'
import { TAKEOVER_INDICATORS } from '../../server/domain/codes.js'

const TODAY = '2027-03-01'

function form(startsOn: string, endsOn: string | null = null, of: HousingForm = 'FORSOKSLAGENHET') {
  return { form: of, startsOn, endsOn }
}

function apartment(id: number, forms: ApartmentFacts['forms'], leases: ApartmentFacts['leases'] = []): ApartmentFacts {
  return { id, forms, leases }
}

let nextId = 1
function stay(
  personId: number,
  apartmentId: number,
  startsOn: string,
  endsOn: string | null = null,
  outcome: Outcome | null = null,
): StayFacts {
  return { id: nextId++, personId, apartmentId, startsOn, endsOn, outcome }
}

function of(code: IndicatorCode, facts: IndicatorFacts, wish: Partial<Parameters<typeof indicators>[1]> = {}) {
  const { indicators: all } = indicators(facts, { year: 2026, period: 'VB', today: TODAY, ...wish })
  const found = all.find((indicator) => indicator.code === code)
  if (!found) throw new Error(`no ${code}`)
  return found
}

function nOfN(code: IndicatorCode, facts: IndicatorFacts, wish: Partial<Parameters<typeof indicators>[1]> = {}) {
  const { numerator, denominator } = of(code, facts, wish)
  return `${numerator.length}/${denominator.length}`
}

/** domain.md §1.3: 40 on 1 January, 6 new, 10 taken over, 2 returned. */
function workedExample(): IndicatorFacts {
  const apartments: ApartmentFacts[] = []
  const stays: StayFacts[] = []
  for (let id = 1; id <= 46; id++) {
    const startsOn = id <= 40 ? '2023-01-01' : '2026-03-01'
    const isReturned = id === 11 || id === 12
    apartments.push(apartment(id, [form(startsOn)], [{ startsOn, endsOn: isReturned ? '2026-06-01' : null }]))
    if (id <= 10) stays.push(stay(id, id, '2024-05-01', `2026-0${(id % 9) + 1}-15`, 'OVERTAG'))
    else if (isReturned) stays.push(stay(id, id, '2024-05-01', '2026-05-20', 'AVBRUTEN'))
    else stays.push(stay(id, id, startsOn))
  }
  return { apartments, stays }
}

describe('the worked example', () => {
  test.each([
    ['I1a', '10/46', 21.7],
    ['I1b', '10/44', 22.7],
    ['I1c', '10/34', 29.4],
  ] as const)('%s is %s = %d %%', (code, counted, percent) => {
    expect(nOfN(code, workedExample())).toBe(counted)
    expect(Math.round((of(code, workedExample()).value ?? 0) * 1000) / 10).toBe(percent)
  })

  test('the persons beside it: 12 stays ended, 46 persons active', () => {
    expect(nOfN('I2', workedExample())).toBe('10/12')
    expect(nOfN('I3', workedExample())).toBe('10/46')
  })

  test('an index read once gives the same as the facts', () => {
    const facts = workedExample()
    const wish = { year: 2026, period: 'VB', today: TODAY } as const
    expect(indicators(indexFacts(facts), wish)).toEqual(indicators(facts, wish))
  })
})

describe('I1: what counts as an apartment', () => {
  const cases: [string, IndicatorFacts, { a: string; b: string; c: string }][] = [
    [
      'two persons in one apartment, both on the contract, count once',
      {
        apartments: [apartment(1, [form('2020-01-01')])],
        stays: [stay(1, 1, '2024-01-01', '2026-05-01', 'OVERTAG'), stay(2, 1, '2024-01-01', '2026-05-01', 'OVERTAG')],
      },
      { a: '1/1', b: '1/1', c: '1/0' },
    ],
    [
      're-let to a second person the same year counts once in N',
      {
        apartments: [apartment(1, [form('2020-01-01')])],
        stays: [stay(1, 1, '2024-01-01', '2026-03-01', 'AVBRUTEN'), stay(2, 1, '2026-03-15')],
      },
      { a: '0/1', b: '0/1', c: '0/1' },
    ],
    [
      'taken over, then leased again and re-let the same year, is one apartment, above and below',
      {
        apartments: [apartment(1, [form('2020-01-01', '2026-03-01'), form('2026-06-01')])],
        stays: [stay(1, 1, '2024-01-01', '2026-03-01', 'OVERTAG'), stay(2, 1, '2026-06-15')],
      },
      { a: '1/1', b: '1/1', c: '1/1' },
    ],
    [
      're-typed from träning to försök in the year counts from the change',
      {
        apartments: [apartment(1, [form('2020-01-01', '2026-09-01', 'TRANINGSLAGENHET'), form('2026-09-01')])],
        stays: [stay(1, 1, '2024-01-01')],
      },
      { a: '0/1', b: '0/1', c: '0/1' },
    ],
    [
      're-typed the year after does not count',
      {
        apartments: [apartment(1, [form('2020-01-01', '2027-01-01', 'TRANINGSLAGENHET'), form('2027-01-01')])],
        stays: [stay(1, 1, '2024-01-01')],
      },
      { a: '0/0', b: '0/0', c: '0/0' },
    ],
    [
      'takes over another apartment: this contract was not transferred',
      {
        apartments: [apartment(1, [form('2020-01-01')])],
        stays: [stay(1, 1, '2024-01-01', '2026-05-01', 'EGET_KONTRAKT_ANNAN')],
      },
      { a: '0/1', b: '0/1', c: '0/1' },
    ],
    [
      'a träningslägenhet never counts, whatever outcome was written',
      {
        apartments: [apartment(1, [form('2020-01-01', null, 'TRANINGSLAGENHET')])],
        stays: [stay(1, 1, '2024-01-01', '2026-05-01', 'OVERTAG')],
      },
      { a: '0/0', b: '0/0', c: '0/0' },
    ],
    [
      'a Bostad först contract taken over is not a försökslägenhet',
      {
        apartments: [apartment(1, [form('2020-01-01', null, 'BOSTAD_FORST')])],
        stays: [stay(1, 1, '2024-01-01', '2026-05-01', 'OVERTAG')],
      },
      { a: '0/0', b: '0/0', c: '0/0' },
    ],
    [
      'transferred on 1 January counts in the new year',
      {
        apartments: [apartment(1, [form('2020-01-01')], [{ startsOn: '2020-01-01', endsOn: '2026-01-01' }])],
        stays: [stay(1, 1, '2024-01-01', '2026-01-01', 'OVERTAG')],
      },
      { a: '1/1', b: '1/1', c: '1/0' },
    ],
    [
      'transferred on 1 January after counts in no way but as stock on 31 December',
      {
        apartments: [apartment(1, [form('2020-01-01')])],
        stays: [stay(1, 1, '2024-01-01', '2027-01-01', 'OVERTAG')],
      },
      { a: '0/1', b: '0/1', c: '0/1' },
    ],
    [
      'taken over last year without an end written down is no longer the nämnd’s',
      {
        apartments: [apartment(1, [form('2020-01-01')])],
        stays: [stay(1, 1, '2023-01-01', '2025-05-01', 'OVERTAG')],
      },
      { a: '0/0', b: '0/0', c: '0/0' },
    ],
    [
      'a head lease that ended, with a boendeform that was never closed, is no longer under contract',
      {
        apartments: [apartment(1, [form('2020-01-01')], [{ startsOn: '2020-01-01', endsOn: '2025-12-31' }])],
        stays: [],
      },
      { a: '0/0', b: '0/0', c: '0/0' },
    ],
    ['empty all year counts', { apartments: [apartment(1, [form('2020-01-01')])], stays: [] }, { a: '0/1', b: '0/1', c: '0/1' }],
  ]
  test.each(cases)('%s', (_, facts, { a, b, c }) => {
    expect({ a: nOfN('I1a', facts), b: nOfN('I1b', facts), c: nOfN('I1c', facts) }).toEqual({ a, b, c })
  })

  test('own home elsewhere and a träningslägenhet with OVERTAG are shown, not counted', () => {
    const facts = {
      apartments: [apartment(1, [form('2020-01-01')]), apartment(2, [form('2020-01-01', null, 'TRANINGSLAGENHET')])],
      stays: [stay(1, 1, '2024-01-01', '2026-05-01', 'EGET_KONTRAKT_ANNAN'), stay(2, 2, '2024-01-01', '2026-05-01', 'OVERTAG')],
    }
    expect(of('I1a', facts).beside).toEqual([{ kind: 'EGET_KONTRAKT_ANNAN', ids: [1] }])
    expect(of('I1a', facts).excluded).toEqual([{ reason: 'NOT_A_FORSOKSLAGENHET', ids: [2] }])
  })

  test('nothing to divide by is no value, not zero', () => {
    expect(of('I1a', { apartments: [], stays: [] }).value).toBeNull()
  })
})

describe('I2: who left', () => {
  const place = apartment(1, [form('2020-01-01')])
  const other = apartment(2, [form('2020-01-01')])
  const training = apartment(3, [form('2020-01-01', null, 'TRANINGSLAGENHET')])
  const apartments = [place, other, training]

  test.each<[Outcome | null, string, string[]]>([
    ['OVERTAG', '1/1', []],
    ['AVBRUTEN', '0/1', []],
    ['AVHYST', '0/1', []],
    ['STEG_NED', '0/1', []],
    ['EGET_KONTRAKT_ANNAN', '0/1', []],
    [null, '0/1', []],
    ['AVLIDEN', '0/0', ['AVLIDEN']],
    ['FLYTT_SAMMA_STEG', '0/0', ['FLYTT_SAMMA_STEG']],
  ])('%s gives %s', (outcome, counted, excluded) => {
    const facts = { apartments, stays: [stay(1, 1, '2024-01-01', '2026-05-01', outcome)] }
    expect(nOfN('I2', facts)).toBe(counted)
    expect(of('I2', facts).excluded).toEqual(excluded.map((reason) => ({ reason, ids: [1] })))
  })

  test('moved to another försökslägenhet and took that one over: counted once, not left out', () => {
    const facts = {
      apartments,
      stays: [stay(1, 1, '2024-01-01', '2026-02-01', 'FLYTT_SAMMA_STEG'), stay(1, 2, '2026-02-01', '2026-11-01', 'OVERTAG')],
    }
    expect(nOfN('I2', facts)).toBe('1/1')
    expect(of('I2', facts).excluded).toEqual([])
  })

  test('a stay in a träningslägenhet is not asked about', () => {
    expect(nOfN('I2', { apartments, stays: [stay(1, 3, '2024-01-01', '2026-02-01', 'STEG_UPP')] })).toBe('0/0')
  })

  test('a stay that was re-typed counts by what the place was on the last night', () => {
    const retyped = apartment(4, [form('2020-01-01', '2025-06-01', 'TRANINGSLAGENHET'), form('2025-06-01')])
    const facts = { apartments: [retyped], stays: [stay(1, 4, '2024-01-01', '2026-02-01', 'OVERTAG')] }
    expect(nOfN('I2', facts)).toBe('1/1')
    expect(nOfN('I1a', facts)).toBe('1/1')
  })

  test('an outcome nobody wrote down is shown beside', () => {
    const facts = { apartments, stays: [stay(7, 1, '2024-01-01', '2026-02-01', null)] }
    expect(of('I2', facts).beside).toEqual([{ kind: 'OUTCOME_MISSING', ids: [7] }])
  })

  test('15 ended: 10 taken over, 3 cancelled, 1 evicted, 1 died is 10/14', () => {
    const outcomes: Outcome[] = [...Array<Outcome>(10).fill('OVERTAG'), 'AVBRUTEN', 'AVBRUTEN', 'AVBRUTEN', 'AVHYST', 'AVLIDEN']
    const facts = {
      apartments: outcomes.map((_, i) => apartment(i + 1, [form('2020-01-01')])),
      stays: outcomes.map((outcome, i) => stay(i + 1, i + 1, '2024-01-01', '2026-04-01', outcome)),
    }
    expect(nOfN('I2', facts)).toBe('10/14')
  })
})

describe('I2b: cohorts', () => {
  const apartments = [1, 2, 3, 4, 5].map((id) => apartment(id, [form('2020-01-01')]))
  const facts = {
    apartments,
    stays: [
      stay(1, 1, '2024-01-15', '2024-12-15', 'OVERTAG'),
      stay(2, 2, '2024-03-01', '2025-11-01', 'OVERTAG'),
      stay(3, 3, '2024-05-01', '2024-07-01', 'AVBRUTEN'),
      stay(4, 4, '2024-06-01'),
    ],
  }

  test.each<[IndicatorCode, string, number[], boolean]>([
    ['I2b12', '1/4', [2, 4], false],
    ['I2b18', '1/4', [2, 4], false],
    ['I2b24', '2/4', [4], false],
    ['I2b36', '2/4', [4], true],
  ])('%s of the cohort 2024 is %s, still living there %j', (code, counted, ongoing, isPreliminary) => {
    const found = of(code, facts, { year: 2024 })
    expect(`${found.numerator.length}/${found.denominator.length}`).toBe(counted)
    expect(found.beside).toEqual([{ kind: 'STILL_LIVING_THERE', ids: ongoing }])
    expect(found.isPreliminary).toBe(isPreliminary)
  })

  test('on the very day the months are over it counts, the day after it does not', () => {
    const onTheDay = { apartments, stays: [stay(1, 1, '2024-01-15', '2025-01-15', 'OVERTAG')] }
    const dayAfter = { apartments, stays: [stay(1, 1, '2024-01-15', '2025-01-16', 'OVERTAG')] }
    expect(nOfN('I2b12', onTheDay, { year: 2024 })).toBe('1/1')
    expect(nOfN('I2b12', dayAfter, { year: 2024 })).toBe('0/1')
  })

  test('a move within the same decision keeps the clock and is no new entry', () => {
    const moved = {
      apartments,
      stays: [stay(1, 1, '2024-01-15', '2025-01-01', 'FLYTT_SAMMA_STEG'), stay(1, 5, '2025-01-01', '2025-06-01', 'OVERTAG')],
    }
    expect(nOfN('I2b12', moved, { year: 2024 })).toBe('0/1')
    expect(nOfN('I2b18', moved, { year: 2024 })).toBe('1/1')
    expect(nOfN('I2b18', moved, { year: 2025 })).toBe('0/0')
  })

  test('whoever lived there when it became a försökslägenhet enters that day', () => {
    const retyped = apartment(9, [form('2020-01-01', '2025-06-01', 'TRANINGSLAGENHET'), form('2025-06-01')])
    const lives = { apartments: [retyped], stays: [stay(1, 9, '2024-01-01')] }
    expect(nOfN('I2b12', lives, { year: 2024 })).toBe('0/0')
    expect(nOfN('I2b12', lives, { year: 2025 })).toBe('0/1')
  })
})

describe('I3: persons active', () => {
  test('counts persons, not stays, and those who left in the year', () => {
    const apartments = [1, 2, 3].map((id) => apartment(id, [form('2020-01-01')]))
    const stays = [
      stay(1, 1, '2024-01-01', '2026-02-01', 'FLYTT_SAMMA_STEG'),
      stay(1, 2, '2026-02-01', '2026-11-01', 'OVERTAG'),
      stay(2, 3, '2024-01-01', '2026-01-02', 'AVBRUTEN'),
      stay(3, 1, '2026-02-01'),
      stay(4, 3, '2020-01-01', '2025-12-31', 'OVERTAG'),
    ]
    expect(nOfN('I3', { apartments, stays })).toBe('1/3')
  })
})

describe('periods', () => {
  const apartments = [1, 2, 3].map((id) => apartment(id, [form('2020-01-01')]))
  const stays = [
    stay(1, 1, '2024-01-01', '2026-04-30', 'OVERTAG'),
    stay(2, 2, '2024-01-01', '2026-08-31', 'OVERTAG'),
    stay(3, 3, '2024-01-01', '2026-12-31', 'OVERTAG'),
  ]
  const facts = { apartments, stays }

  test.each([
    ['T1', false, '1/3'],
    ['T2', false, '2/3'],
    ['VB', false, '3/3'],
    ['T1', true, '1/3'],
    ['T2', true, '1/2'],
    ['VB', true, '1/1'],
  ] as const)('%s, only that tertial %s: %s', (period, only, counted) => {
    expect(nOfN('I1a', facts, { period, only })).toBe(counted)
  })

  test.each([
    ['2026-08-31', '2026-08-31', true, '2/3'],
    ['2026-08-30', '2026-08-30', true, '1/3'],
    ['2026-12-31', '2026-12-31', false, '3/3'],
    ['2027-05-01', '2026-12-31', false, '3/3'],
  ])('VB 2026 asked on %s counts to %s, preliminary %s: %s', (today, lastOn, isPreliminary, counted) => {
    const { period } = indicators(facts, { year: 2026, period: 'VB', today })
    expect(period).toMatchObject({ lastOn, isPreliminary })
    expect(nOfN('I1a', facts, { today })).toBe(counted)
  })

  test('a year that has not begun has no values', () => {
    const { indicators: all, period } = indicators(facts, { year: 2028, period: 'VB', today: TODAY })
    expect(period.isPreliminary).toBe(true)
    expect(all.map(({ value }) => value)).toEqual(TAKEOVER_INDICATORS.map(() => null))
  })
})

describe('targets and definitions', () => {
  test.each<[IndicatorCode, number, number | null, number | null]>([
    ['I1a', 2012, null, null],
    ['I1a', 2013, 30, null],
    ['I1b', 2014, 30, 20],
    ['I1c', 2022, 30, 20],
    ['I3', 2023, 25, null],
    ['I1a', 2026, 25, null],
    ['I2', 2013, 100, null],
    ['I2', 2026, 100, null],
    ['I2b12', 2026, null, null],
  ])('%s %i: %p %%, KF %p %%', (code, year, percent, kfPercent) => {
    const target = targetFor(code, year)
    expect({ percent: target?.percent ?? null, kfPercent: target?.kfPercent ?? null }).toEqual({ percent, kfPercent })
  })

  test('the definitions come in the order of the codes', () => {
    expect(DEFINITIONS.map(({ code }) => code)).toEqual([...TAKEOVER_INDICATORS])
  })
})

test('a nation of 25,000 stays and ten years is counted in seconds', () => {
  const apartments = Array.from({ length: 8000 }, (_, i) => apartment(i, [form('2015-01-01')]))
  const stays = Array.from({ length: 25_000 }, (_, i) => {
    const year = 2015 + (i % 10)
    return stay(i % 20_000, i % 8000, `${year}-02-01`, `${year + 1}-01-15`, i % 3 ? 'AVBRUTEN' : 'FLYTT_SAMMA_STEG')
  })
  const startedAt = performance.now()
  const index = indexFacts({ apartments, stays })
  for (let year = 2016; year <= 2026; year++) indicators(index, { year, period: 'VB', today: TODAY })
  expect(performance.now() - startedAt).toBeLessThan(5000)
})
