import { describe, expect, test } from '@jest/globals'
import { CASE_DEFINITIONS, caseIndicators, indexCases, type CaseFactsOfAll } from '../../server/domain/case-indicators.js'
import { CASE_INDICATORS, type CaseEventKind, type CaseIndicator, type CaseOutcome } from '../../server/domain/codes.js'
import type { IndicatorResult, PeriodWish } from '../../server/domain/indicators.js'
import type { ChildFact, ContactFact, EventFact, LostStay, NoticeFact } from '../../server/domain/indicators/case-facts.js'
import { stageOn } from '../../server/domain/indicators/g14-children.js'
import { READINGS, readingsOf, turned, switchesOf, type Reading } from '../../server/domain/indicators/readings.js'
import { targetText, targetFor } from '../../server/domain/indicators/targets.js'

const TODAY = '2026-11-22'
let id = 0
const at = (day: string) => `${day}T10:00:00.000Z`

interface Story {
  person?: number
  openedOn?: string
  closedOn?: string
  /** [arrived, who and what, children, recorded] */
  notices?: [string, 'KFM' | 'LANDLORD' | 'DISTURBANCE' | 'DEBT' | 'OWN' | 'APPLICATION', number?, string?][]
  /** [day, kind, outcome, number of the notice from 0, recorded] */
  events?: [string, CaseEventKind, (CaseOutcome | null)?, number?, string?][]
}

const WHAT = {
  KFM: ['KRONOFOGDEN', 'TID_FOR_AVHYSNING'],
  APPLICATION: ['KRONOFOGDEN', 'ANSOKAN'],
  LANDLORD: ['HYRESVARD', 'UPPSAGNING'],
  DISTURBANCE: ['HYRESVARD', 'STORNING'],
  DEBT: ['HYRESVARD', 'HYRESSKULD'],
  OWN: ['FORVALTNINGEN', 'UPPSAGNING'],
} as const

/** A small municipality told in stories; person n is the nth story's unless it says otherwise. */
function facts(
  stories: Story[],
  more: {
    contacts?: [number, string, boolean][]
    children?: ChildFact[]
    lostStays?: LostStay[]
    settings?: CaseFactsOfAll['settings']
  } = {},
): CaseFactsOfAll {
  const notices: NoticeFact[] = []
  const events: EventFact[] = []
  const cases = stories.map((story, n) => {
    const caseId = n + 1
    const own = (story.notices ?? []).map(([arrivedOn, what, children = 0, recorded = arrivedOn]): NoticeFact => {
      const [sender, kind] = WHAT[what]
      return { id: ++id, caseId, sender, kind, arrivedOn, children, recordedAt: at(recorded) }
    })
    notices.push(...own)
    for (const [happenedOn, kind, outcome = null, notice, recorded = happenedOn] of story.events ?? []) {
      const noticeId = notice === undefined ? null : (own[notice]?.id ?? null)
      events.push({ id: ++id, caseId, noticeId, kind, happenedOn, outcome, recordedAt: at(recorded) })
    }
    const openedOn = story.openedOn ?? story.notices?.[0]?.[0] ?? '2026-01-01'
    return { id: caseId, personId: story.person ?? caseId, openedOn, closedOn: story.closedOn ?? null, recordedAt: at(openedOn) }
  })
  const contacts = (more.contacts ?? []).map(([personId, on, reached]): ContactFact => ({ personId, on, reached, recordedAt: at(on) }))
  return { cases, notices, events, contacts, children: more.children ?? [], lostStays: more.lostStays ?? [], settings: more.settings ?? [] }
}

function of(code: CaseIndicator, told: CaseFactsOfAll, wish: Partial<PeriodWish> = {}, readings: Reading[] = []) {
  const report = caseIndicators(indexCases(told), { year: 2026, period: 'VB', today: TODAY, ...wish }, undefined, readings)
  const found = report.indicators.find((indicator) => indicator.code === code)
  if (!found) throw new Error(`no ${code}`)
  return found
}

const nOfN = ({ numerator, denominator }: IndicatorResult) => `${numerator.length}/${denominator.length}`
const leftOut = ({ excluded }: IndicatorResult) => Object.fromEntries(excluded.map(({ reason, ids }) => [reason, ids.length]))
const beside = ({ beside }: IndicatorResult) => Object.fromEntries(beside.map(({ kind, ids }) => [kind, ids.length]))
const sums = ({ sums }: IndicatorResult) => Object.fromEntries(sums.map(({ kind, count }) => [kind, count]))
const child = (personId: number, birthYear: number, residence: ChildFact['residence'] = 'PERMANENT', removedOn: string | null = null) => ({
  personId,
  birthYear,
  residence,
  removedOn,
})

describe('I4: averted after Kronofogden', () => {
  // The worked example of i4-kronofogden.ts.
  const t1 = () =>
    facts([
      { notices: [['2026-01-12', 'KFM']], events: [['2026-02-02', 'OUTCOME', 'AVVARJD']] },
      { notices: [['2026-03-03', 'KFM']], events: [['2026-03-30', 'OUTCOME', 'VERKSTALLD']] },
      { notices: [['2026-04-28', 'KFM']], events: [['2026-05-20', 'OUTCOME', 'AVVARJD']] },
      { notices: [['2026-04-30', 'KFM']] },
    ])

  test('a notice belongs to the period it came in, whenever its outcome comes', () => {
    const now = of('I4', t1(), { period: 'T1' })
    expect(nOfN(now)).toBe('2/3')
    expect(leftOut(now)).toEqual({ UNDECIDED: 1 })
    expect(now.isPreliminary).toBe(true)
  })

  test('as it was known on 30 April: what was written later does not count', () => {
    const then = caseIndicators(indexCases(t1(), '2026-04-30T22:00:00.000Z'), { year: 2026, period: 'T1', today: '2026-04-30' })
    const [i4] = then.indicators
    expect(i4 && nOfN(i4)).toBe('1/2')
    expect(i4 && leftOut(i4)).toEqual({ UNDECIDED: 2 })
  })

  /*
   * A small municipality, 2026, Kronofogden's notices by arrival:
   *   T1 (Jan–Apr): 10 Jan averted, 20 Feb withdrawn, 30 Apr carried out            → 2 of 3 = 66.7 %
   *   May–Aug:      1 May averted, 31 Aug moved before                              → from January 3 of 5 = 60 %, the tertial alone 1 of 2
   *   Sep–Dec:      1 Sep averted, 2 Oct undecided                                  → from January 4 of 6 = 66.7 %, 1 undecided; alone 1 of 1
   *   31 Dec 2025 and an application of 5 May count in none of them.
   */
  const year = () =>
    facts(
      (
        [
          ['2025-12-31', 'AVVARJD'],
          ['2026-01-10', 'AVVARJD'],
          ['2026-02-20', 'ATERKALLAD'],
          ['2026-04-30', 'VERKSTALLD'],
          ['2026-05-01', 'AVVARJD'],
          ['2026-08-31', 'FLYTTAT_FORE'],
          ['2026-09-01', 'AVVARJD'],
          ['2026-10-02', null],
        ] as const
      )
        .map(([arrivedOn, outcome]): Story => ({
          notices: [[arrivedOn, 'KFM']],
          events: outcome ? [['2026-11-01', 'OUTCOME', outcome]] : [],
        }))
        .concat([{ notices: [['2026-05-05', 'APPLICATION']], events: [['2026-06-01', 'OUTCOME', 'AVVARJD']] }]),
    )
  test.each([
    ['T1', false, '2/3', {}],
    ['T2', false, '3/5', {}],
    ['T2', true, '1/2', {}],
    ['VB', false, '4/6', { UNDECIDED: 1 }],
    ['VB', true, '1/1', { UNDECIDED: 1 }],
  ] as const)('%s, tertial alone %s: %s', (period, only, counted, out) => {
    const found = of('I4', year(), { period, only })
    expect([nOfN(found), leftOut(found)]).toEqual([counted, out])
  })

  test('moved before is not averted and has its own count', () => {
    expect(beside(of('I4', year()))).toEqual({ FLYTTAT_FORE: 1 })
  })

  test('the target is 75 % from 2019, none before', () => {
    expect([targetFor('I4', 2018)?.percent, targetFor('I4', 2019)?.percent, targetFor('I4', 2026)?.percent]).toEqual([undefined, 75, 75])
    expect([targetFor('I5', 2022)?.percent, targetFor('I5', 2023)?.percent, targetFor('I8', 2023)?.percent]).toEqual([undefined, 55, 0])
    expect([targetText('I8', 0), targetText('I4', 75), targetText('I4', null)]).toEqual(['0', '75 %', '–'])
  })
})

describe('the readings of averted', () => {
  // The worked example of averted.ts: averted 3 (two about one household), withdrawn 1, carried out 1, undecided 1.
  const six = () =>
    facts([
      {
        notices: [
          ['2026-01-10', 'KFM'],
          ['2026-02-10', 'KFM'],
        ],
        events: [['2026-03-01', 'OUTCOME', 'AVVARJD']],
      },
      { notices: [['2026-01-11', 'KFM']], events: [['2026-02-01', 'OUTCOME', 'AVVARJD']] },
      { notices: [['2026-01-12', 'KFM']], events: [['2026-02-01', 'OUTCOME', 'ATERKALLAD']] },
      { notices: [['2026-01-13', 'KFM']], events: [['2026-02-01', 'OUTCOME', 'VERKSTALLD']] },
      { notices: [['2026-01-14', 'KFM']] },
    ])
  test.each([
    [[], '4/5', 'NOTICE', { UNDECIDED: 1 }, {}],
    [['UNDECIDED_COUNTED'], '4/6', 'NOTICE', {}, { UNDECIDED: 1 }],
    [['PER_HOUSEHOLD'], '3/4', 'HOUSEHOLD', { UNDECIDED: 1 }, {}],
    [['PER_HOUSEHOLD', 'UNDECIDED_COUNTED'], '3/5', 'HOUSEHOLD', {}, { UNDECIDED: 1 }],
  ] as const)('%j gives %s', (readings, counted, rows, out, shown) => {
    const found = of('I4', six(), { period: 'T1' }, [...readings])
    expect([nOfN(found), found.rows, leftOut(found), beside(found)]).toEqual([counted, rows, out, shown])
    for (const reading of readings) expect(found.readings).toContain(reading)
  })

  test.each([
    ['one averted, one carried out: not averted', 'VERKSTALLD', '0/1', {}],
    ['one averted, one undecided: undecided', null, '0/0', { UNDECIDED: 1 }],
  ] as const)('a household with two notices, %s', (_, second, counted, out) => {
    const told = facts([
      {
        notices: [
          ['2026-01-10', 'KFM'],
          ['2026-02-10', 'KFM'],
        ],
        events: [
          ['2026-02-01', 'OUTCOME', 'AVVARJD', 0],
          ...(second ? [['2026-03-01', 'OUTCOME', second, 1] as ['2026-03-01', 'OUTCOME', 'VERKSTALLD', number]] : []),
        ],
      },
    ])
    const found = of('I4', told, {}, ['PER_HOUSEHOLD'])
    expect([nOfN(found), leftOut(found)]).toEqual([counted, out])
  })

  test.each<[string, Story['events'], string, object]>([
    [
      'seen at home 30 days after the planned day: averted',
      [
        ['2026-02-20', 'EVICTION_PLANNED', null, 0, '2026-01-10'],
        ['2026-02-01', 'OUTCOME', 'AVVARJD'],
        ['2026-03-22', 'STILL_AT_HOME'],
      ],
      '1/1',
      {},
    ],
    [
      'seen 29 days after it: not yet seen',
      [
        ['2026-02-20', 'EVICTION_PLANNED', null, 0, '2026-01-10'],
        ['2026-02-01', 'OUTCOME', 'AVVARJD'],
        ['2026-03-21', 'STILL_AT_HOME'],
      ],
      '0/0',
      { CHECK_MISSING: 1 },
    ],
    [
      'no planned day: 30 days after the outcome',
      [
        ['2026-02-01', 'OUTCOME', 'ATERKALLAD'],
        ['2026-03-03', 'STILL_AT_HOME'],
      ],
      '1/1',
      {},
    ],
    ['30 days have not gone', [['2026-11-01', 'OUTCOME', 'AVVARJD']], '0/0', { CHECK_NOT_YET_DUE: 1 }],
    [
      'lost the home after all: a newer outcome',
      [
        ['2026-02-01', 'OUTCOME', 'AVVARJD'],
        ['2026-04-01', 'OUTCOME', 'VERKSTALLD'],
      ],
      '0/1',
      {},
    ],
  ])('lives there at a later check, %s', (_, events, counted, out) => {
    const found = of('I4', facts([{ notices: [['2026-01-10', 'KFM']], events }]), {}, ['HOME_AT_LATER_CHECK'])
    expect([nOfN(found), leftOut(found)]).toEqual([counted, out])
  })

  test('every reading is one of a pair, the default first, and can be turned over and back', () => {
    expect(READINGS.filter((_, n) => n % 2 === 0)).toEqual(switchesOf('I5').map(([byDefault]) => byDefault))
    for (const one of switchesOf('I5')) expect(turned(turned(readingsOf('I5'), one), one)).toEqual(readingsOf('I5'))
    expect(readingsOf('I8')).toEqual([])
  })
})

describe('I5: averted after the landlord', () => {
  // The worked example of i5-landlord.ts, and what the nämnd sends itself.
  const told = () =>
    facts([
      { notices: [['2026-01-10', 'LANDLORD']], events: [['2026-02-01', 'OUTCOME', 'AVVARJD']] },
      // A later notice from Kronofogden takes nothing away, and is in I4.
      {
        notices: [
          ['2026-01-11', 'LANDLORD'],
          ['2026-03-01', 'KFM'],
        ],
        events: [['2026-04-01', 'OUTCOME', 'AVVARJD']],
      },
      { notices: [['2026-01-12', 'LANDLORD']], events: [['2026-02-01', 'OUTCOME', 'ATERKALLAD']] },
      { notices: [['2026-01-13', 'LANDLORD']], events: [['2026-02-01', 'OUTCOME', 'VERKSTALLD']] },
      { notices: [['2026-01-14', 'LANDLORD']], events: [['2026-02-01', 'OUTCOME', 'FLYTTAT_FORE']] },
      { notices: [['2026-01-15', 'DISTURBANCE']], events: [['2026-02-01', 'OUTCOME', 'AVVARJD']] },
      { notices: [['2026-01-16', 'OWN']], events: [['2026-02-01', 'OUTCOME', 'AVVARJD']] },
      { notices: [['2026-01-17', 'DEBT']], events: [['2026-02-01', 'OUTCOME', 'AVVARJD']] },
    ])
  test('terminations count, disturbances and our own stand apart', () => {
    const found = of('I5', told())
    expect([nOfN(found), leftOut(found), beside(found)]).toEqual(['3/5', { DISTURBANCE_NOTICE: 1, OWN_NOTICE: 1 }, { FLYTTAT_FORE: 1 }])
    expect(nOfN(of('I4', told()))).toBe('1/1')
  })
  test('or disturbances too', () => {
    const found = of('I5', told(), {}, ['WITH_DISTURBANCES'])
    expect([nOfN(found), leftOut(found)]).toEqual(['4/6', { OWN_NOTICE: 1 }])
  })
})

describe('I8 and G8: evictions', () => {
  // The worked examples of i8-evictions-with-children.ts and g8-evictions.ts.
  const told = () =>
    facts(
      [
        // Two notices of one eviction are one eviction, on Kronofogden's day.
        {
          notices: [
            ['2026-01-03', 'LANDLORD'],
            ['2026-03-03', 'KFM'],
          ],
          events: [
            ['2026-03-31', 'OUTCOME', 'VERKSTALLD', 0],
            ['2026-03-30', 'OUTCOME', 'VERKSTALLD', 1],
          ],
        },
        { notices: [['2026-05-03', 'KFM']], events: [['2026-06-04', 'OUTCOME', 'VERKSTALLD']] },
        { notices: [['2025-01-03', 'KFM']], events: [['2025-02-10', 'OUTCOME', 'VERKSTALLD']] },
        { notices: [['2025-04-03', 'KFM']], events: [['2025-05-15', 'OUTCOME', 'VERKSTALLD']] },
        { notices: [['2025-11-03', 'KFM']], events: [['2025-12-12', 'OUTCOME', 'VERKSTALLD']] },
        { notices: [['2026-07-03', 'KFM']], events: [['2026-08-04', 'OUTCOME', 'AVVARJD']] },
      ],
      {
        children: [
          child(1, 2015),
          child(1, 2019, 'CONTACT'),
          child(2, 2007),
          child(2, 2012, 'PERMANENT', '2026-05-31'),
          child(6, 2015),
          child(9, 2010),
        ],
        lostStays: [
          { tenancyId: 71, personId: 9, startsOn: '2025-01-01', endsOn: '2026-08-31', outcome: 'UPPSAGD' },
          { tenancyId: 72, personId: 8, startsOn: '2025-01-01', endsOn: '2026-08-31', outcome: 'UPPSAGD' },
          // Kronofogden came: an eviction already.
          { tenancyId: 73, personId: 1, startsOn: '2025-01-01', endsOn: '2026-03-30', outcome: 'AVHYST' },
        ],
      },
    )
  test('evictions that concern children, the children, and families who left without Kronofogden', () => {
    const found = of('I8', told())
    expect([nOfN(found), found.value]).toEqual(['1/2', 1])
    expect(sums(found)).toEqual({ CHILDREN: 2, CHILDREN_PERMANENT: 1, CHILDREN_CONTACT: 1 })
    expect(found.beside).toEqual([{ kind: 'ENDED_WITHOUT_KFM', ids: [71] }])
  })
  test('a time that Kronofogden once set for another home, or that was averted, does not hide a home lost without it', () => {
    const lost = (personId: number, startsOn: string) => ({
      tenancyId: 80 + personId,
      personId,
      startsOn,
      endsOn: '2026-08-31',
      outcome: 'UPPSAGD' as const,
    })
    const world = facts(
      [
        { notices: [['2024-03-03', 'KFM']], events: [['2024-04-01', 'OUTCOME', 'VERKSTALLD']] }, // the home before
        { notices: [['2026-02-03', 'KFM']], events: [['2026-03-01', 'OUTCOME', 'AVVARJD']] }, // saved, terminated later
        { notices: [['2026-07-03', 'KFM']], events: [['2026-08-30', 'OUTCOME', 'FLYTTAT_FORE']] }, // left before the set time
        { notices: [['2026-07-03', 'KFM']] }, // not decided yet
      ],
      {
        children: [1, 2, 3, 4].map((person) => child(person, 2015)),
        lostStays: [lost(1, '2025-01-01'), lost(2, '2025-01-01'), lost(3, '2025-01-01'), lost(4, '2025-01-01')],
      },
    )
    expect(of('I8', world).beside).toEqual([{ kind: 'ENDED_WITHOUT_KFM', ids: [81, 82] }])
  })
  test.each([
    ['T1', false, '1/1'],
    ['T2', false, '1/2'],
    ['T2', true, '0/1'],
    ['VB', false, '1/2'],
  ] as const)('%s, tertial alone %s: %s', (period, only, counted) => expect(nOfN(of('I8', told(), { period, only }))).toBe(counted))
  test('an outcome that was taken back is none', () => {
    const told = facts([
      {
        notices: [['2026-01-03', 'KFM']],
        events: [
          ['2026-02-03', 'OUTCOME', 'VERKSTALLD'],
          ['2026-02-05', 'CASE_REOPENED'],
        ],
      },
    ])
    expect([nOfN(of('I8', told)), nOfN(of('I4', told)), leftOut(of('I4', told))]).toEqual(['0/0', '0/0', { UNDECIDED: 1 }])
  })
  test('none is a counted zero, never nothing', () => {
    const none = of('I8', facts([]))
    expect([nOfN(none), none.value]).toEqual(['0/0', 0])
    expect(of('I4', facts([])).value).toBeNull()
    expect(of('I8', told(), { year: 2024 }).value).toBe(0)
  })
  test('more children told in the notice than the register has', () => {
    const found = of(
      'I8',
      facts([{ notices: [['2026-01-03', 'KFM', 3]], events: [['2026-02-03', 'OUTCOME', 'VERKSTALLD']] }], { children: [child(1, 2015)] }),
    )
    expect(sums(found)).toEqual({ CHILDREN: 3, CHILDREN_PERMANENT: 1, CHILDREN_TOLD: 2 })
  })
  test('a running year is set against the same days of the year before', () => {
    const found = of('G8a', told())
    expect([nOfN(found), beside(found), sums(found)]).toEqual(['2/2', { EVICTED_WITH_CHILDREN: 1 }, { WITH_CHILDREN_YEAR_BEFORE: 0 }])
    // All of 2025 against all of 2024.
    expect(nOfN(of('G8a', told(), { year: 2025 }))).toBe('3/0')
    expect(nOfN(of('G8a', told(), { period: 'T2', only: true }))).toBe('1/1')
  })
  test.each([
    // 28 February 2027 is among the same days, whether 2028 has come to the 28th or the 29th; the 29th of 2028 is not, seen from 2029.
    [2028, '2028-02-27', '0/0'],
    [2028, '2028-02-28', '0/1'],
    [2028, '2028-02-29', '1/1'],
    [2029, '2029-02-28', '0/0'],
    [2029, '2029-03-01', '0/1'],
    [2028, '2027-12-31', '0/0'], // not begun
  ])('the same days of the year before, over leap days: %s on %s', (year, today, counted) => {
    const told = facts(
      ['2027-02-28', '2028-02-29'].map((on) => ({ notices: [['2026-01-03', 'KFM']], events: [[on, 'OUTCOME', 'VERKSTALLD']] })),
    )
    expect(nOfN(of('G8a', told, { year, today }))).toBe(counted)
  })
})

describe('I9: support accepted', () => {
  // The worked example of i9-support.ts: persons 1 to 7.
  const told = () =>
    facts(
      [
        {
          notices: [['2026-01-10', 'DEBT']],
          events: [
            ['2026-01-12', 'SUPPORT_DECLINED'],
            ['2026-02-20', 'SUPPORT_ACCEPTED'],
          ],
        },
        { notices: [['2026-01-10', 'DEBT']], events: [['2026-01-15', 'SUPPORT_ACCEPTED']] },
        { notices: [['2026-01-10', 'DEBT']], events: [['2026-03-15', 'SUPPORT_ACCEPTED']] },
        { notices: [['2026-01-10', 'DEBT']], events: [['2026-01-15', 'SUPPORT_DECLINED']] },
        { notices: [['2026-01-10', 'DEBT']] },
        { notices: [['2026-01-10', 'DEBT']], events: [['2026-01-15', 'NOT_REACHED']] },
        { notices: [['2026-01-10', 'DEBT']] },
        // Closed before the call: no contact in the case.
        { notices: [['2026-01-10', 'DEBT']], events: [['2026-01-20', 'OUTCOME', 'ATERKALLAD']] },
      ],
      {
        contacts: [
          [1, '2026-02-10', true],
          [3, '2026-01-14', false],
          [3, '2026-02-14', true],
          [5, '2026-01-14', true],
          [7, '2026-01-14', false],
          [8, '2026-02-14', true],
        ],
      },
    )
  test('three of five, two never reached, one has not answered', () => {
    const found = of('I9', told())
    expect([nOfN(found), leftOut(found), beside(found)]).toEqual(['3/5', { NEVER_REACHED: 2 }, { ANSWER_MISSING: 1 }])
  })
  test.each([
    ['T1', false, '3/5'],
    // Nobody was reached after April.
    ['T2', true, '0/0'],
  ] as const)('%s, tertial alone %s: %s', (period, only, counted) => expect(nOfN(of('I9', told(), { period, only }))).toBe(counted))
  test('an answer after the period is not of the period', () => {
    const found = of('I9', told(), { today: '2026-02-28' })
    // By the end of February person 3 is reached and has not answered.
    expect([nOfN(found), beside(found)]).toEqual(['2/5', { ANSWER_MISSING: 2 }])
  })
})

describe('G8: outreach', () => {
  // The worked example of g8-outreach.ts.
  const told = (settings: CaseFactsOfAll['settings'] = []) =>
    facts(
      [
        { openedOn: '2026-10-01' },
        { notices: [['2026-10-05', 'LANDLORD']], openedOn: '2026-10-07' },
        { openedOn: '2026-10-12' },
        { openedOn: '2026-11-01' },
        { openedOn: '2026-11-21' },
        { openedOn: '2026-11-03', events: [['2026-11-04', 'OUTCOME', 'ATERKALLAD']] },
      ],
      {
        contacts: [
          [1, '2026-10-01', false],
          [2, '2026-10-08', true],
          [3, '2026-10-20', true],
        ],
        settings,
      },
    )
  test('within three days of the first sign, and the days as a distribution', () => {
    const found = of('G8b', told())
    expect([nOfN(found), leftOut(found)]).toEqual(['2/4', { OUTREACH_ENDED_BEFORE: 1, OUTREACH_NOT_YET_DUE: 1 }])
    expect(sums(found)).toEqual({ OUTREACH_SAME_DAY: 1, OUTREACH_IN_TIME: 1, OUTREACH_LATE: 1, OUTREACH_NONE: 1 })
  })
  test('by the setting of the day the risk became known', () => {
    const found = of('G8b', told([{ name: 'outreachDays', value: '10', fromOn: '2026-10-10' }]))
    // 12 October had ten days, and 20 October was in time; 1 November too, and they have gone.
    expect(nOfN(found)).toBe('3/4')
    expect(nOfN(of('G8b', told([{ name: 'outreachDays', value: '2', fromOn: '2026-01-01' }])))).toBe('1/4')
  })
})

describe('G14: cases with children', () => {
  const told = () =>
    facts(
      [
        {
          notices: [
            ['2026-09-01', 'LANDLORD'],
            ['2026-11-01', 'KFM'],
          ],
          events: [['2026-12-10', 'EVICTION_PLANNED', null, 1, '2026-11-01']],
        },
        { notices: [['2026-10-01', 'LANDLORD']] },
        { notices: [['2026-02-01', 'LANDLORD']], events: [['2026-05-10', 'OUTCOME', 'AVVARJD']] },
        { notices: [['2026-02-01', 'LANDLORD']] },
        { openedOn: '2025-02-01', closedOn: '2025-12-31' },
      ],
      { children: [child(1, 2015), child(2, 2018, 'ALTERNATING'), child(2, 2020), child(3, 2015), child(5, 2015)] },
    )
  test('went on on the last day, of those during the period, by risk', () => {
    const found = of('G14', told())
    expect([nOfN(found), found.value]).toEqual(['2/3', 2])
    expect(sums(found)).toEqual({ CHILDREN: 3, EVICTION_SET: 1, TERMINATED: 1 })
    // On 30 April the case that ended in May went on; the autumn's were not known.
    expect(nOfN(of('G14', told(), { period: 'T1' }))).toBe('1/1')
    expect(nOfN(of('G14', told(), { year: 2025 }))).toBe('0/1')
  })
  test('an eviction called off is a judgment again; without a notice the risk is only known', () => {
    const index = indexCases(
      facts([
        {
          notices: [
            ['2026-09-01', 'DEBT'],
            ['2026-10-01', 'KFM'],
          ],
          events: [
            ['2026-12-10', 'EVICTION_PLANNED', null, 1],
            ['2026-11-10', 'EVICTION_CALLED_OFF', null, 1],
          ],
        },
        { openedOn: '2026-10-01' },
      ]),
    )
    const [first, second] = index.cases
    if (!first || !second) throw new Error('two cases')
    expect([stageOn(first, '2026-09-15'), stageOn(first, '2026-11-09'), stageOn(first, '2026-11-10'), stageOn(second, TODAY)]).toEqual([
      'RENT_OWED',
      'EVICTION_SET',
      'JUDGED',
      'RISK_KNOWN',
    ])
  })
})

test('every indicator has its definition, in order, and its words', () => {
  expect(CASE_DEFINITIONS.map(({ code }) => code)).toEqual([...CASE_INDICATORS])
  for (const { code, measure } of CASE_DEFINITIONS) expect([code, targetText(code, 1)]).toEqual([code, measure === 'SHARE' ? '1 %' : '1'])
})
