import { describe, expect, test } from '@jest/globals'
import { EARLY_WARNINGS, type HouseholdEventKind } from '../../server/domain/codes.js'
import { earlyWarnings, signsToFollowUp, WARNING_RULES, type WarningBill, type WarningFacts } from '../../server/domain/early-warnings.js'
import { habitOf } from '../../server/domain/early-warnings/later-than-usual.js'
import { addDays } from '../../server/domain/calendar.js'
import { DEFAULT_SETTINGS, settingsOn, type SettingRow } from '../../server/domain/policy.js'

const bill = (dueOn: string, wait: number | null, more: Partial<WarningBill> = {}): WarningBill => ({
  month: null,
  dueOn,
  amountOre: 600_000,
  openOre: wait === null ? 600_000 : 0,
  paidOn: wait === null ? null : addDays(dueOn, wait),
  paymentDays: wait === null ? 0 : 1,
  respite: false,
  ...more,
})
const dueDays = ['2026-05-29', '2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30', '2026-10-30']
const habit = [-3, -2, -2, -1, -2, -4]
const usual = dueDays.map((dueOn, n) => bill(dueOn, habit[n] ?? 0))
const none: WarningFacts = { bills: [], plan: null, events: [], disturbance: null, stay: null, reachedOn: null }
const of = (more: Partial<WarningFacts>): WarningFacts => ({ ...none, ...more })
const found = (facts: WarningFacts, today: string, rows: SettingRow[] = []) =>
  earlyWarnings(facts, today, settingsOn(today, rows)).map(({ kind, since, followUpBy }) => `${kind} ${since} ${followUpBy}`)
const stay = { startsOn: '2026-01-01', recordedOn: '2026-01-01' }
let serial = 0
const event = (kind: HouseholdEventKind, happenedOn: string, untilOn: string | null = null) => ({
  id: ++serial,
  kind,
  happenedOn,
  untilOn,
  cause: null,
})
const seen = (happenedOn: string, untilOn: string | null = null) => event('INSURANCE_SEEN', happenedOn, untilOn)
const out = (happenedOn: string) => event('INSURANCE_OUT', happenedOn)
const stopped = (happenedOn: string, untilOn: string | null = null) => event('BENEFIT_STOPPED', happenedOn, untilOn)
const resumed = (happenedOn: string) => event('BENEFIT_RESUMED', happenedOn)
const insured = [seen('2026-11-01')]
const december = (wait: number | null, more: Partial<WarningBill> = {}) => bill('2026-11-30', wait, more)
const parts = (dueOn: string) => bill(dueOn, 3, { paymentDays: 2 })
const once = (dueOn: string) => bill(dueOn, -1)

describe('later than usual', () => {
  test.each<[string, WarningBill[], string, string[]]>([
    ['unpaid five days after the usual day', [...usual, december(null)], '2026-12-03', ['PAYS_LATER 2026-12-03 2026-12-10']],
    ['not before', [...usual, december(null)], '2026-12-02', []],
    ['paid four days later is none', [...usual, december(2)], '2026-12-10', []],
    ['paid five days later is', [...usual, december(3)], '2026-12-10', ['PAYS_LATER 2026-12-03 2026-12-10']],
    ['two paid bills are no habit', [...usual.slice(-2), december(null)], '2026-12-20', []],
    ['three are', [...usual.slice(-3), december(null)], '2026-12-20', ['PAYS_LATER 2026-12-03 2026-12-10']],
    ['who always pays on the twelfth is none', [...dueDays.map((day) => bill(day, 12)), december(null)], '2026-12-12', []],
    ['a respite says nothing', [...usual, december(null, { respite: true })], '2026-12-20', []],
    ['a bill of 0 kr says nothing', [...usual, december(null, { amountOre: 0, openOre: 0 })], '2026-12-20', []],
    ['only the newest is asked about', [...usual.slice(0, 5), bill('2026-10-30', 20), december(-2)], '2026-12-01', []],
    ['not due yet and unpaid', usual.concat(december(null)), '2026-11-22', []],
    [
      'the day of 29 February',
      [bill('2027-10-29', 0), bill('2027-11-30', 0), bill('2027-12-30', 0), bill('2028-01-31', 0), bill('2028-02-29', null)],
      '2028-03-05',
      ['PAYS_LATER 2028-03-05 2028-03-12'],
    ],
  ])('%s', (_what, bills, today, expected) => expect(found(of({ bills }), today)).toEqual(expected))

  test.each([
    [[-3, -2, -2, -1, -2, -4], -2],
    [[0, 3], null],
    [[0, 3, 8], 3],
    [[0, 3, 8, 9], 6],
    [[-5, -4, -4, -3], -4],
    [[90, 0, 0, 0, 0, 0, 0], 0],
  ])('the habit of %j is %j', (waits, expected) => {
    expect(
      habitOf(
        waits.map((wait, n) => bill(addDays('2026-01-30', 30 * n), wait)),
        DEFAULT_SETTINGS,
      ),
    ).toBe(expected)
  })

  test('tells the facts in plain words', () => {
    const [warning] = earlyWarnings(of({ bills: [...usual, december(null, { month: '2026-12' })] }), '2026-12-04', DEFAULT_SETTINGS)
    expect(warning?.facts).toBe(
      'Hyran för december 2026, som förföll 30 november, är inte betald, 6 dagar senare än vanligt. Brukar betalas 2 dagar före förfallodagen.',
    )
  })
})

describe('in parts', () => {
  test.each<[string, WarningBill[], string, string[]]>([
    [
      'two of the latest, the newest among them',
      [parts('2026-09-30'), once('2026-10-30'), parts('2026-11-30')],
      '2026-12-05',
      ['PAYS_IN_PARTS 2026-11-30 2026-12-07'],
    ],
    ['one is none', [once('2026-09-30'), once('2026-10-30'), parts('2026-11-30')], '2026-12-05', []],
    ['old ones are none', [parts('2026-08-31'), parts('2026-09-30'), once('2026-10-30'), once('2026-11-30')], '2026-12-05', []],
    [
      'past due and partly paid counts',
      [parts('2026-10-30'), bill('2026-11-30', null, { openOre: 200_000, paymentDays: 1 })],
      '2026-12-05',
      ['PAYS_IN_PARTS 2026-11-30 2026-12-07'],
    ],
    [
      'partly paid ahead does not',
      [parts('2026-09-30'), once('2026-10-30'), bill('2026-12-30', null, { openOre: 200_000, paymentDays: 1 })],
      '2026-12-05',
      [],
    ],
  ])('%s', (_what, bills, today, expected) =>
    expect(found(of({ bills }), today).filter((line) => line.startsWith('PAYS_IN_PARTS'))).toEqual(expected),
  )
})

describe('plan, benefit, disturbance', () => {
  test.each<[string, Partial<WarningFacts>, string, string[]]>([
    ['a broken plan', { plan: { shortOre: 150_000, brokenOn: '2026-11-18' } }, '2026-11-22', ['PLAN_NOT_KEPT 2026-11-18 2026-11-25']],
    [
      'found broken today, before the night',
      { plan: { shortOre: 1, brokenOn: null } },
      '2026-11-22',
      ['PLAN_NOT_KEPT 2026-11-22 2026-11-29'],
    ],
    ['a plan that is followed', { plan: { shortOre: 0, brokenOn: '2026-10-01' } }, '2026-11-22', []],
    ['a benefit that stopped', { events: [stopped('2026-11-15')] }, '2026-11-22', ['BENEFIT_GONE 2026-11-15 2026-11-22']],
    ['and is paid again', { events: [stopped('2026-11-15'), resumed('2026-11-20')] }, '2026-11-22', []],
    ['on the same day the word written last holds', { events: [stopped('2026-11-15'), resumed('2026-11-15')] }, '2026-11-22', []],
    [
      'stopped again',
      { events: [stopped('2026-11-01'), resumed('2026-11-10'), stopped('2026-11-20')] },
      '2026-11-22',
      ['BENEFIT_GONE 2026-11-20 2026-11-27'],
    ],
    ['90 days later', { events: [stopped('2026-08-24')] }, '2026-11-22', ['BENEFIT_GONE 2026-08-24 2026-08-31']],
    ['91 days later the rent tells', { events: [stopped('2026-08-23')] }, '2026-11-22', []],
    ['a stop that is over', { events: [stopped('2026-11-01', '2026-11-21')] }, '2026-11-22', []],
    [
      'a disturbance',
      { disturbance: { openedOn: '2026-11-02', latestOn: '2026-11-09', reports: 2 } },
      '2026-11-22',
      ['HOME_DISTURBED 2026-11-02 2026-11-16'],
    ],
  ])('%s', (_what, more, today, expected) => expect(found(of(more), today)).toEqual(expected))
})

describe('home insurance', () => {
  test.each<[string, Partial<WarningFacts>, string, string[]]>([
    ['runs out: not before the warning', { stay, events: [seen('2026-02-10', '2026-12-15')] }, '2026-11-14', []],
    ['from the warning', { stay, events: [seen('2026-02-10', '2026-12-15')] }, '2026-11-15', ['INSURANCE_ENDING 2026-11-15 2026-12-15']],
    [
      'and after it has run out',
      { stay, events: [seen('2026-02-10', '2026-12-15')] },
      '2027-01-10',
      ['INSURANCE_ENDING 2026-11-15 2026-12-15'],
    ],
    ['renewed', { stay, events: [seen('2026-02-10', '2026-12-15'), seen('2026-12-01', '2027-12-15')] }, '2026-12-16', []],
    [
      'seen on 29 February without an end: to 28 February',
      { stay, events: [seen('2024-02-29')] },
      '2025-01-29',
      ['INSURANCE_ENDING 2025-01-29 2025-02-28'],
    ],
    ['and not the day before', { stay, events: [seen('2024-02-29')] }, '2025-01-28', []],
    [
      'until 29 February: from 30 January',
      { stay, events: [seen('2027-03-01', '2028-02-29')] },
      '2028-01-30',
      ['INSURANCE_ENDING 2028-01-30 2028-02-29'],
    ],
    ['missing', { stay, events: [out('2026-11-03')] }, '2026-11-22', ['INSURANCE_ENDING 2026-11-03 2026-11-10']],
    ['missing and then seen', { stay, events: [out('2026-11-03'), seen('2026-11-10')] }, '2026-11-22', []],
    [
      'never seen: the day after the thirty',
      { stay: { ...stay, startsOn: '2026-10-01' } },
      '2026-11-01',
      ['INSURANCE_UNSEEN 2026-11-01 2026-11-08'],
    ],
    ['not on the thirtieth', { stay: { ...stay, startsOn: '2026-10-01' } }, '2026-10-31', []],
    ['no home of ours', { events: [out('2026-11-03')] }, '2026-11-22', []],
  ])('%s', (_what, more, today, expected) => expect(found(of(more), today)).toEqual(expected))
})

describe('each sign', () => {
  const all = of({
    bills: [...usual.slice(0, 4), parts('2026-10-30'), parts('2026-11-30')].map((one, n) =>
      n === 5 ? { ...one, paidOn: '2026-12-08' } : one,
    ),
    plan: { shortOre: 1, brokenOn: '2026-12-01' },
    events: [stopped('2026-11-20'), out('2026-12-01')],
    disturbance: { openedOn: '2026-12-01', latestOn: '2026-12-01', reports: 1 },
    stay,
  })
  const switches = {
    PAYS_LATER: 'warnsLaterThanUsual',
    PAYS_IN_PARTS: 'warnsPartPayments',
    PLAN_NOT_KEPT: 'warnsPlanBreached',
    BENEFIT_GONE: 'warnsBenefitStopped',
    HOME_DISTURBED: 'warnsDisturbance',
    INSURANCE_ENDING: 'warnsInsuranceEnding',
    INSURANCE_UNSEEN: 'warnsInsuranceUnseen',
  } as const
  const kindsOf = (facts: WarningFacts, today: string, rows: SettingRow[] = []) =>
    found(facts, today, rows).map((line) => line.split(' ')[0])

  test('stands in one order, one rule each', () => {
    expect(kindsOf(all, '2026-12-10')).toEqual(EARLY_WARNINGS.filter((kind) => kind !== 'INSURANCE_UNSEEN'))
    expect(WARNING_RULES).toHaveLength(EARLY_WARNINGS.length)
  })

  test.each(EARLY_WARNINGS)('%s is switched off from a day and on again from another', (kind) => {
    const facts = kind === 'INSURANCE_UNSEEN' ? { ...all, events: [] } : all
    const rows = [
      { name: switches[kind], value: '0', fromOn: '2026-12-10' },
      { name: switches[kind], value: '1', fromOn: '2026-12-12' },
    ]
    expect(['2026-12-09', '2026-12-10', '2026-12-11', '2026-12-12'].map((today) => kindsOf(facts, today, rows).includes(kind))).toEqual([
      true,
      false,
      false,
      true,
    ])
  })

  test('asks for something to be done until somebody has asked', () => {
    const kinds = ['PAYS_LATER', 'PAYS_IN_PARTS', 'INSURANCE_ENDING', 'INSURANCE_UNSEEN'] as const
    const left = (facts: WarningFacts) => signsToFollowUp(kinds, facts, '2026-12-10', DEFAULT_SETTINGS).map(({ kind }) => kind)
    expect(left(all)).toEqual(['PAYS_LATER', 'PAYS_IN_PARTS', 'INSURANCE_ENDING'])
    expect(left({ ...all, reachedOn: '2026-12-09' })).toEqual(['INSURANCE_ENDING'])
    expect(left({ ...all, reachedOn: '2026-11-25' })).toEqual(['PAYS_LATER', 'PAYS_IN_PARTS', 'INSURANCE_ENDING'])
    expect(left({ ...none, stay: { startsOn: '2026-09-01', recordedOn: '2026-09-02' } })).toEqual(['INSURANCE_UNSEEN'])
    expect(left({ ...none, stay: { startsOn: '2026-08-01', recordedOn: '2026-08-02' } })).toEqual([])
    expect(left({ ...none, stay: { startsOn: '2021-09-01', recordedOn: '2026-09-02' } })).toEqual([])
    expect(left({ ...none, stay, events: insured })).toEqual([])
  })
})
