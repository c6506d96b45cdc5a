import { describe, expect, test } from '@jest/globals'
import type { Role, TodayRule, UrgencyGroup } from '../../server/domain/codes.js'
import { ROLES, TODAY_RULES } from '../../server/domain/codes.js'
import type { HeadLeaseToday, OpenBill, StayToday, TodayFacts, TodayLine } from '../../server/domain/today.js'
import { linesFor, todayLines } from '../../server/domain/today.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'

const NONE: TodayFacts = { bills: [], stays: [], headLeases: [], takeovers: [], unmatched: [], cases: [] }

/** Moved in long ago, told, nothing due. */
function stay(other: Partial<StayToday> = {}): StayToday {
  return {
    id: 1,
    personId: 1,
    apartmentId: 1,
    startsOn: '2022-01-01',
    endsOn: null,
    outcome: null,
    contractUntilOn: null,
    landlordToldOn: '2022-01-01',
    recordedOn: '2022-01-01',
    doneMonths: [24],
    children: 0,
    ...other,
  }
}

function bill(other: Partial<OpenBill> = {}): OpenBill {
  return {
    id: 1,
    personId: 1,
    apartmentId: 1,
    tenancyId: 1,
    month: '2026-11',
    dueOn: '2026-10-30',
    amountOre: 648_000,
    openOre: 648_000,
    ...other,
  }
}

function lease(other: Partial<HeadLeaseToday> = {}): HeadLeaseToday {
  return { id: 1, apartmentId: 1, kind: 'OWN', startsOn: '2020-01-01', endsOn: null, noticeMonths: null, waiverUntilOn: null, ...other }
}

function only(facts: Partial<TodayFacts>, today: string): TodayLine | null {
  const lines = todayLines({ ...NONE, ...facts }, today)
  expect(lines.length).toBeLessThan(2)
  return lines[0] ?? null
}

const brief = (line: TodayLine | null) => line && { rule: line.rule, since: line.since, dueOn: line.dueOn, group: line.group }

describe('rent missing', () => {
  test.each<[string, string, TodayRule | null, string, UrgencyGroup]>([
    // Due Friday 30 October; Saturday 31 October is alla helgons dag.
    ['2026-10-30', '2026-10-30', null, '', 'BEVAKA'],
    ['2026-10-30', '2026-10-31', 'RENT_MISSING_DAY_1', '2026-11-06', 'VECKAN'],
    ['2026-10-30', '2026-11-01', 'RENT_MISSING_DAY_1', '2026-11-06', 'VECKAN'],
    ['2026-10-30', '2026-11-02', 'RENT_MISSING_DAY_3', '2026-11-06', 'VECKAN'],
    ['2026-10-30', '2026-11-04', 'RENT_MISSING_DAY_5', '2026-11-06', 'BRADSKAR'],
    ['2026-10-30', '2026-11-06', 'RENT_MISSING_DAY_7', '2026-11-06', 'BRADSKAR'],
    ['2026-10-30', '2026-11-07', 'FORFEITURE_POSSIBLE', '2026-11-07', 'BRADSKAR'],
    // Due Friday 30 January; Saturday 31 January may be a vardag, so day 1 is Sunday 1 February.
    ['2026-01-30', '2026-01-31', null, '', 'BEVAKA'],
    ['2026-01-30', '2026-02-01', 'RENT_MISSING_DAY_1', '2026-02-09', 'BEVAKA'],
    ['2026-01-30', '2026-02-09', 'RENT_MISSING_DAY_7', '2026-02-09', 'BRADSKAR'],
    ['2026-01-30', '2026-02-10', 'FORFEITURE_POSSIBLE', '2026-02-10', 'BRADSKAR'],
    // Due 30 December: 6 January is a holiday.
    ['2025-12-30', '2026-01-07', 'RENT_MISSING_DAY_7', '2026-01-07', 'BRADSKAR'],
    ['2025-12-30', '2026-01-08', 'FORFEITURE_POSSIBLE', '2026-01-08', 'BRADSKAR'],
  ])('due %s, on %s: %s', (dueOn, today, rule, deadline, group) => {
    const line = only({ bills: [bill({ dueOn })], stays: [stay()] }, today)
    expect(brief(line)).toEqual(rule && { rule, since: dueOn, dueOn: deadline, group })
  })

  test('a bill that is paid gives no line', () => {
    expect(only({ bills: [bill({ openOre: 0 })], stays: [stay()] }, '2026-11-22')).toBeNull()
  })

  test('one line per person, the most serious, with all that is late', () => {
    const bills = [bill({ id: 2, month: '2026-11' }), bill({ id: 1, month: '2026-10', dueOn: '2026-09-30' })]
    const line = only({ bills, stays: [stay({ children: 2 })] }, '2026-11-02')
    expect(line).toMatchObject({
      rule: 'FORFEITURE_POSSIBLE',
      since: '2026-09-30',
      dueOn: '2026-10-08',
      amountOre: 1_296_000,
      children: 2,
      action: { kind: 'DECIDE_ABOUT_ARREARS' },
    })
    expect(line?.reason).toContain('Hyran för oktober och november är obetald, 12\u00a0960\u00a0kr.')
  })

  test('a bill that is not late yet is not in the sum', () => {
    const bills = [bill(), bill({ id: 2, month: '2026-12', dueOn: '2026-11-30' })]
    expect(only({ bills, stays: [stay()] }, '2026-11-22')?.amountOre).toBe(648_000)
  })

  test.each<[string, OpenBill[], string]>([
    ['a part', [bill({ openOre: 100_050 })], 'Hyran för november är bara delvis betald, 1\u00a0000,50\u00a0kr återstår.'],
    [
      'four months, from last year',
      ['2025-12', '2026-01', '2026-02', '2026-03'].map((month, i) => bill({ id: i, month, dueOn: '2025-11-28' })),
      '4 hyror från december 2025 är obetalda, 25\u00a0920\u00a0kr.',
    ],
  ])('says %s', (_, bills, text) => {
    expect(only({ bills, stays: [stay()] }, '2026-11-22')?.reason).toContain(text)
  })

  test('who has moved out has no tenancy to lose', () => {
    const line = only({ bills: [bill()], stays: [stay({ endsOn: '2026-11-10', outcome: 'AVBRUTEN' })] }, '2026-11-22')
    expect(line).toMatchObject({ rule: 'RENT_MISSING_DAY_7', dueOn: '2027-01-28', group: 'BEVAKA' })
    expect(line?.reason).toContain('Boendet är avslutat.')
  })

  test('a new tenancy that is late comes before an old debt', () => {
    const facts = {
      bills: [bill({ dueOn: '2026-06-30', month: '2026-07', tenancyId: 9 }), bill({ id: 2 })],
      stays: [stay()],
    }
    expect(only(facts, '2026-11-02')).toMatchObject({ rule: 'RENT_MISSING_DAY_3', tenancyId: 1, amountOre: 1_296_000 })
  })

  test('the stages follow the setting', () => {
    const settings = { ...DEFAULT_SETTINGS, rentMissingDays: [2, 4] }
    const facts = { ...NONE, bills: [bill()], stays: [stay()] }
    const on = (day: string) => todayLines(facts, day, settings)[0]?.rule ?? null
    expect([on('2026-10-31'), on('2026-11-01'), on('2026-11-06')]).toEqual([null, 'RENT_MISSING_DAY_1', 'RENT_MISSING_DAY_3'])
  })
})

describe('stays', () => {
  test.each<[string, Partial<StayToday>, ReturnType<typeof brief>]>([
    ['nothing due', {}, null],
    [
      'landlord not told',
      { startsOn: '2026-11-20', recordedOn: '2026-11-18', landlordToldOn: null },
      { rule: 'LANDLORD_NOT_TOLD', since: '2026-11-18', dueOn: '2026-11-20', group: 'BRADSKAR' },
    ],
    [
      'landlord to be told of somebody who moves in next month',
      { startsOn: '2026-12-01', recordedOn: '2026-11-18', landlordToldOn: null },
      { rule: 'LANDLORD_NOT_TOLD', since: '2026-11-18', dueOn: '2026-12-01', group: 'BEVAKA' },
    ],
    [
      'checkpoint in four days',
      { startsOn: '2025-11-26', recordedOn: '2025-11-26', doneMonths: [9] },
      { rule: 'CHECKPOINT_DUE', since: '2026-11-12', dueOn: '2026-11-26', group: 'VECKAN' },
    ],
    ['checkpoint in fifteen days', { startsOn: '2025-12-07', recordedOn: '2025-12-07', doneMonths: [9] }, null],
    [
      'checkpoint of somebody who has moved out',
      { startsOn: '2025-11-26', recordedOn: '2025-11-26', endsOn: '2026-11-22', outcome: 'AVBRUTEN' },
      null,
    ],
    [
      'contract ends in 60 days',
      { contractUntilOn: '2027-01-21' },
      { rule: 'TENANCY_ENDING', since: '2026-11-22', dueOn: '2027-01-21', group: 'BEVAKA' },
    ],
    ['contract ends in 61 days', { contractUntilOn: '2027-01-22' }, null],
    [
      'contract ended, the stay goes on',
      { contractUntilOn: '2025-01-31' },
      { rule: 'TENANCY_ENDING', since: '2024-12-02', dueOn: '2025-01-31', group: 'BRADSKAR' },
    ],
    [
      'moves out, before the contract ends',
      { endsOn: '2026-11-30', contractUntilOn: '2027-06-30' },
      { rule: 'TENANCY_ENDING', since: '2026-10-01', dueOn: '2026-11-30', group: 'BEVAKA' },
    ],
    ['moves out with an outcome', { endsOn: '2026-11-30', outcome: 'STEG_NED' }, null],
    [
      'moved out without an outcome',
      { endsOn: '2026-11-15' },
      { rule: 'TENANCY_ENDING', since: '2026-11-15', dueOn: '2026-11-15', group: 'BRADSKAR' },
    ],
    ['moved out without an outcome long ago', { endsOn: '2026-10-21' }, null],
  ])('%s', (_, other, expected) => {
    expect(brief(only({ stays: [stay(other)] }, '2026-11-22'))).toEqual(expected)
  })
})

describe('head leases', () => {
  test.each<[string, HeadLeaseToday[], StayToday[], ReturnType<typeof brief>]>([
    ['until further notice', [lease()], [stay()], null],
    [
      'last day in 180 days',
      [lease({ endsOn: '2027-05-22' })],
      [],
      { rule: 'HEAD_LEASE_ENDING', since: '2026-11-22', dueOn: '2027-05-21', group: 'BEVAKA' },
    ],
    ['last day in 181 days', [lease({ endsOn: '2027-05-23' })], [], null],
    ['followed by a new one', [lease({ endsOn: '2026-12-01' }), lease({ id: 2, startsOn: '2026-12-01' })], [], null],
    ['over, nobody there', [lease({ endsOn: '2026-11-01' })], [], null],
    [
      'over, somebody there',
      [lease({ endsOn: '2026-11-01' })],
      [stay()],
      { rule: 'HEAD_LEASE_ENDING', since: '2026-05-04', dueOn: '2026-10-31', group: 'BRADSKAR' },
    ],
    [
      'waiver in 180 days',
      [lease({ waiverUntilOn: '2027-05-21' })],
      [stay()],
      { rule: 'WAIVER_ENDING', since: '2026-11-22', dueOn: '2027-05-21', group: 'BEVAKA' },
    ],
    ['waiver in 181 days', [lease({ waiverUntilOn: '2027-05-22' })], [stay()], null],
    [
      'waiver over',
      [lease({ waiverUntilOn: '2026-11-21' })],
      [stay()],
      { rule: 'WAIVER_ENDING', since: '2026-05-25', dueOn: '2026-11-21', group: 'BRADSKAR' },
    ],
    ['waiver over, nobody there', [lease({ waiverUntilOn: '2026-11-21' })], [], null],
  ])('%s', (_, headLeases, stays, expected) => {
    expect(brief(only({ headLeases, stays }, '2026-11-22'))).toEqual(expected)
  })

  test('says by when notice must be given, while it can be', () => {
    const ending = [lease({ endsOn: '2027-03-01', noticeMonths: 3 })]
    expect(only({ headLeases: ending }, '2026-11-30')?.reason).toBe(
      'Förstahandskontraktet går ut 28 februari 2027. Uppsägning ska göras senast 30 november.',
    )
    expect(only({ headLeases: ending }, '2026-12-01')?.reason).toBe('Förstahandskontraktet går ut 28 februari 2027.')
  })
})

describe('unmatched payments', () => {
  const payments = [
    { id: 1, paidOn: '2026-11-20', amountOre: 648_000 },
    { id: 2, paidOn: '2026-11-19', amountOre: 777_000 },
  ]
  test('one line for all, three bank days from the oldest', () => {
    const line = only({ unmatched: payments }, '2026-11-22')
    expect(line).toMatchObject({
      rule: 'UNMATCHED_PAYMENTS',
      personId: null,
      since: '2026-11-19',
      dueOn: '2026-11-24',
      amountOre: 1_425_000,
    })
    expect(line?.reason).toContain('2 inbetalningar, 14\u00a0250\u00a0kr, saknar träff. Den äldsta kom 19 november.')
  })

  const notKronor = (id: number) => ({ id, paidOn: '2026-11-20', amountOre: 0 })
  test.each([
    [
      'beside payments',
      [...payments, notKronor(3), notKronor(4)],
      '2 inbetalningar, 14\u00a0250\u00a0kr, saknar träff. Den äldsta kom 19 november. 2 poster i annan valuta eller med avdrag väntar också. Den som har betalat kan stå som sen.',
    ],
    ['alone', [notKronor(3)], 'En post i annan valuta eller med avdrag väntar utan träff. Den kom 20 november.'],
  ])('what is no kronor is not counted among those that are: %s', (_what, unmatched, reason) => {
    expect(only({ unmatched }, '2026-11-22')?.reason).toBe(reason)
  })

  test('not those that have not come yet on the day asked for', () => {
    expect(only({ unmatched: payments }, '2026-11-18')).toBeNull()
  })
})

describe('a planned takeover', () => {
  const planned = { tenancyId: 1, approvedOn: '2026-11-16', transfersOn: '2026-12-01', recordedOn: '2026-11-10' }

  test.each<[string, string | null, string, UrgencyGroup, string]>([
    [
      '2026-11-22',
      '2026-11-16',
      '2026-11-16',
      'BEVAKA',
      'Hyresvärden godkände övertaget 16 november. Kontraktet ska överlåtas 1 december.',
    ],
    [
      '2026-11-29',
      null,
      '2026-11-10',
      'BRADSKAR',
      'Hyresvärden har inte godkänt övertaget än (12 kap. 32 § JB). Kontraktet ska överlåtas 1 december.',
    ],
    ['2026-12-01', '2026-11-16', '2026-11-16', 'BRADSKAR', 'Hyresvärden godkände övertaget 16 november. Kontraktet ska överlåtas i dag.'],
    [
      '2026-12-02',
      '2026-11-16',
      '2026-11-16',
      'BRADSKAR',
      'Hyresvärden godkände övertaget 16 november. Kontraktet skulle överlåtas 1 december och det är inte genomfört.',
    ],
  ])('on %s, approved %s', (today, approvedOn, since, group, reason) => {
    const line = only({ stays: [stay()], takeovers: [{ ...planned, approvedOn }] }, today)
    expect(line).toMatchObject({ rule: 'TAKEOVER_COMING', since, dueOn: '2026-12-01', group, reason, personId: 1, apartmentId: 1 })
  })

  test.each(['2026-11-22', '2026-12-01', '2027-02-01'])('is the only line about the stay that ends with it, on %s', (today) => {
    const leaving = stay({ endsOn: '2026-12-01', doneMonths: [3, 6, 9, 12, 18, 24] })
    expect(only({ stays: [leaving], takeovers: [planned] }, today)?.rule).toBe('TAKEOVER_COMING')
  })

  test('none for a stay that has ended otherwise', () => {
    const ended = stay({ endsOn: '2026-11-20', outcome: 'AVBRUTEN' })
    expect(only({ stays: [ended], takeovers: [planned] }, '2026-11-22')).toBeNull()
    expect(only({ takeovers: [planned] }, '2026-11-22')).toBeNull()
  })
})

describe('the list', () => {
  const facts: TodayFacts = {
    bills: [
      bill({ id: 1, personId: 1, tenancyId: 1, openOre: 900_000, amountOre: 900_000 }),
      bill({ id: 2, personId: 2, tenancyId: 2 }),
      bill({ id: 3, personId: 3, tenancyId: 3, openOre: 700_000, amountOre: 700_000 }),
    ],
    stays: [
      stay({ id: 1, personId: 1, apartmentId: 1 }),
      stay({ id: 2, personId: 2, apartmentId: 2, children: 1 }),
      stay({ id: 3, personId: 3, apartmentId: 3 }),
      stay({ id: 4, personId: 4, apartmentId: 4, startsOn: '2026-11-20', recordedOn: '2026-11-20', landlordToldOn: null, doneMonths: [] }),
    ],
    headLeases: [lease({ apartmentId: 1, endsOn: '2027-01-01', waiverUntilOn: '2026-12-20' })],
    cases: [],
    takeovers: [],
    unmatched: [{ id: 1, paidOn: '2026-11-20', amountOre: 100 }],
  }

  test('nearest deadline first, then children, then amount', () => {
    expect(todayLines(facts, '2026-11-22').map(({ rule, personId }) => [rule, personId])).toEqual([
      ['FORFEITURE_POSSIBLE', 2],
      ['FORFEITURE_POSSIBLE', 1],
      ['FORFEITURE_POSSIBLE', 3],
      ['LANDLORD_NOT_TOLD', 4],
      ['UNMATCHED_PAYMENTS', null],
      ['WAIVER_ENDING', 1],
      ['HEAD_LEASE_ENDING', 1],
    ])
  })

  test('the order of the facts does not matter', () => {
    const turned = { ...facts, bills: [...facts.bills].reverse(), stays: [...facts.stays].reverse() }
    expect(todayLines(turned, '2026-11-22')).toEqual(todayLines(facts, '2026-11-22'))
  })

  test.each<[Role, TodayRule[]]>([
    ['BOSAMORDNARE', ['FORFEITURE_POSSIBLE', 'LANDLORD_NOT_TOLD', 'UNMATCHED_PAYMENTS', 'WAIVER_ENDING', 'HEAD_LEASE_ENDING']],
    ['BOENDESTOD', ['FORFEITURE_POSSIBLE']],
    ['SOCIALSEKRETERARE', ['FORFEITURE_POSSIBLE']],
    ['VRAKNINGSFOREBYGGARE', ['FORFEITURE_POSSIBLE']],
    ['CHEF', ['FORFEITURE_POSSIBLE', 'WAIVER_ENDING', 'HEAD_LEASE_ENDING']],
    ['CONTROLLER', []],
    ['ADMINISTRATOR', []],
  ])('%s sees %j', (role, rules) => {
    const seen = linesFor(role, todayLines(facts, '2026-11-22')).map(({ rule }) => rule)
    expect([...new Set(seen)]).toEqual(rules)
    expect(linesFor(role, todayLines(facts, '2026-11-22', undefined, role))).toEqual(linesFor(role, todayLines(facts, '2026-11-22')))
  })

  test('lines use only the rules and roles that have labels, and each says why', () => {
    for (const line of todayLines(facts, '2026-11-22')) {
      expect(TODAY_RULES).toContain(line.rule)
      for (const role of line.roles) expect(ROLES).toContain(role)
      expect(line.reason).toMatch(/\.$/)
    }
  })

  test('a quiet day is empty', () => {
    expect(todayLines({ ...NONE, stays: [stay()], headLeases: [lease()] }, '2026-11-22')).toEqual([])
  })
})

test('a day of a whole city, 4,000 stays and as many late bills, is worked out in a moment', () => {
  const many = Array.from({ length: 4000 }, (_, i) => i + 1)
  const facts: TodayFacts = {
    bills: many.map((id) => bill({ id, personId: id, tenancyId: id })),
    stays: many.map((id) => stay({ id, personId: id, apartmentId: id, startsOn: '2024-01-15', doneMonths: [] })),
    headLeases: many.map((id) => lease({ id, apartmentId: id, endsOn: '2027-01-01' })),
    takeovers: [],
    unmatched: [],
    cases: [],
  }
  const startedAt = performance.now()
  expect(todayLines(facts, '2026-11-22')).toHaveLength(12_000)
  expect(performance.now() - startedAt).toBeLessThan(3000)
})
