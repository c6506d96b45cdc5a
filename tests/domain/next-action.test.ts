import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { addDays } from '../../server/domain/calendar.js'
import {
  CASE_EVENTS,
  DISTURBANCE_ACTIONS,
  HOUSEHOLD_EVENTS,
  MISSING_RENT_CAUSES,
  PREVENTION_ACTIONS,
  type DisturbanceStepKind,
  type HouseholdEventKind,
  type MissingRentCause,
} from '../../server/domain/codes.js'
import { disturbanceOn } from '../../server/domain/disturbances.js'
import { debtOn, householdOn, PREVENTION_RULES, recommendedOn, type HouseholdAndCase } from '../../server/domain/eviction-prevention.js'
import {
  NOTHING_KNOWN,
  type HouseholdBill,
  type HouseholdDisturbance,
  type HouseholdEventFact,
  type HouseholdFacts,
  type HouseholdPlan,
  type WarningBill,
} from '../../server/domain/household-facts.js'
import { decideHouseholdEvent } from '../../server/domain/household-records.js'
import { DEFAULT_SETTINGS, settingsOn } from '../../server/domain/policy.js'
import type { CaseFacts, CaseNotice } from '../../server/domain/prevention-case.js'
import { rentMissing } from '../../server/domain/today/rent-missing.js'
import { forfeitingBills, lateRent, lateRentOfDebt, type LateRent } from '../../server/domain/rent-state.js'
import { lateDaysOf } from '../../server/domain/respite.js'
import { GROUPS } from '../../server/features/eviction-prevention/household-event-routes.js'

const rent = 648_000
/** November's rent, due Friday 30 October (31 October is alla helgons dag), unpaid. */
const november: HouseholdBill = { dueOn: '2026-10-30', amountOre: rent, openOre: rent, respiteUntilOn: null, isLivedIn: true }
const october: HouseholdBill = { ...november, dueOn: '2026-09-30' }
let serial = 0
const event = (kind: HouseholdEventKind, happenedOn: string, more: Partial<HouseholdEventFact> = {}): HouseholdEventFact => ({
  id: ++serial,
  kind,
  happenedOn,
  untilOn: null,
  cause: null,
  ...more,
})
const found = (cause: MissingRentCause, on = '2026-11-03', more: Partial<HouseholdEventFact> = {}) =>
  event('RENT_TROUBLESHOT', on, { cause, ...more })
const household = (more: Partial<HouseholdFacts> = {}): HouseholdFacts => ({
  ...NOTHING_KNOWN,
  bills: [november],
  monthlyRentOre: rent,
  ...more,
})
const plan = (more: Partial<HouseholdPlan> = {}): HouseholdPlan => ({
  agreedOn: '2026-11-02',
  signedOn: '2026-11-03',
  shortOre: 0,
  brokenOn: null,
  nextOn: '2026-11-30',
  ...more,
})
const on = (facts: HouseholdFacts, today: string, of: CaseFacts | null = null) =>
  householdOn({ household: facts, case: of }, today, DEFAULT_SETTINGS)
const actions = (facts: HouseholdFacts, today: string, of: CaseFacts | null = null) =>
  on(facts, today, of).actions.map((one) => `${one.action} ${one.dueOn}`)
const held = (facts: HouseholdFacts, today: string) => on(facts, today).held.map((one) => `${one.hold} ${one.untilOn}`)

/** lived in since long, an insurance seen */
const stay = { startsOn: '2026-01-01', recordedOn: '2026-01-01' }

const debtNotice: CaseNotice = { id: 1, sender: 'HYRESVARD', kind: 'HYRESSKULD', arrivedOn: '2026-11-11' }
const openCase = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  openedOn: '2026-11-11',
  notices: [debtNotice],
  events: [
    { id: 1, kind: 'INQUIRY_NOT_OPENED', noticeId: 1, happenedOn: '2026-11-12', outcome: null },
    { id: 2, kind: 'SUPPORT_ACCEPTED', noticeId: null, happenedOn: '2026-11-12', outcome: null },
  ],
  contacts: [{ on: '2026-11-12', reached: true }],
  lateBills: [],
  ...more,
})

describe('the order of the rules', () => {
  test('no two have the same rank or the same action, and it is the order of the codes', () => {
    expect(PREVENTION_RULES.map((rule) => rule.action)).toEqual([...PREVENTION_ACTIONS])
    expect(new Set(PREVENTION_ACTIONS).size).toBe(PREVENTION_ACTIONS.length)
  })
  test('a rule that guards a day of the law is held back by nothing, but a meeting that comes by its day', () => {
    const legal = [
      'CONFIRM_TO_KRONOFOGDEN',
      'DECIDE_ON_INQUIRY',
      'SETTLE_THE_DEBT',
      'ASK_WHEN_SERVED',
      'MEET_BEFORE_EVICTION',
      'DECIDE_ABOUT_ARREARS',
      'FOLLOW_UP_PLAN',
      ...DISTURBANCE_ACTIONS,
    ]
    expect(
      PREVENTION_RULES.filter((rule) => legal.includes(rule.action))
        .flatMap((rule) => rule.heldBackBy)
        .filter((hold) => hold !== 'WAIT_FOR_MEETING'),
    ).toEqual([])
  })
  test('every kind of event is read by a rule or a figure, and every kind about a household can be written', () => {
    const sources = [
      'server/domain',
      'server/domain/eviction-prevention',
      'server/domain/indicators',
      'server/domain/early-warnings',
    ].flatMap((folder) => {
      try {
        return readdirSync(folder)
          .filter((file) => file.endsWith('.ts') && file !== 'codes.ts' && file !== 'household-records.ts' && file !== 'case-records.ts')
          .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
      } catch {
        return []
      }
    })
    const read = (code: string) => sources.some((text) => text.replace(/\/\*\*[\s\S]*?\*\//g, '').includes(`'${code}'`))
    const onlyTold = ['NEW_RESPONSIBLE'] // who took over is read by people; the rules read who is responsible
    expect([...CASE_EVENTS, ...HOUSEHOLD_EVENTS].filter((code) => !read(code))).toEqual(onlyTold)
    expect(MISSING_RENT_CAUSES.filter((code) => code !== 'CAUSE_UNKNOWN' && !read(code))).toEqual([])
    expect(GROUPS.flatMap((group) => group.kinds).sort()).toEqual([...HOUSEHOLD_EVENTS].sort())
  })
  test('the recommended one is the first of all, whatever the facts', () => {
    const cases = [null, openCase()]
    const households = [
      household(),
      household({ plan: plan() }),
      household({ bills: [november, october] }),
      household({ events: [found('NO_MONEY')] }),
    ]
    for (const of of cases)
      for (const facts of households)
        for (let day = 1; day <= 30; day++) {
          const both: HouseholdAndCase = { household: facts, case: of }
          const today = `2026-11-${String(day).padStart(2, '0')}`
          expect(recommendedOn(both, today, DEFAULT_SETTINGS)).toEqual(householdOn(both, today, DEFAULT_SETTINGS).actions[0] ?? null)
        }
  })
})

describe('a rent that is missing, day by day', () => {
  test.each<[string, string[]]>([
    ['2026-10-30', []],
    ['2026-10-31', ['LOOK_FOR_RENT 2026-10-31']],
    ['2026-11-01', ['LOOK_FOR_RENT 2026-10-31']],
    ['2026-11-02', ['TROUBLESHOOT_RENT 2026-11-04']],
    ['2026-11-05', ['TROUBLESHOOT_RENT 2026-11-04']],
    ['2026-11-06', ['TROUBLESHOOT_RENT 2026-11-04', 'OFFER_PLAN 2026-11-06', 'SEND_REMINDER 2026-11-06']],
    [
      '2026-11-07',
      ['TROUBLESHOOT_RENT 2026-11-04', 'OFFER_PLAN 2026-11-06', 'SEND_REMINDER 2026-11-06', 'DECIDE_ABOUT_ARREARS 2026-11-07'],
    ],
    // asked for a month; then the debt is the question
    ['2026-11-30', ['CALL_ABOUT_RENT 2026-11-04', 'OFFER_PLAN 2026-11-06', 'SEND_REMINDER 2026-11-06', 'DECIDE_ABOUT_ARREARS 2026-11-07']],
  ])('on %s', (today, expected) => {
    expect(actions(household(), today)).toEqual(expected)
  })

  test.each<[MissingRentCause, string]>([
    ['AUTOGIRO_STOPPED', 'RESTART_AUTOGIRO 2026-11-06'],
    ['BENEFIT_LATE', 'FOLLOW_UP_BENEFIT 2026-11-06'],
    ['WRONG_OCR', 'FIND_THE_PAYMENT 2026-11-06'],
    ['WRONG_ACCOUNT', 'MOVE_THE_PAYMENT 2026-11-06'],
    ['RENT_DISPUTED', 'SETTLE_DISPUTE 2026-11-06'],
    ['FORGOTTEN', 'AGREE_ON_A_DAY 2026-11-06'],
    ['NO_MONEY', 'SECURE_THE_INCOME 2026-11-06'],
    ['CAUSE_UNKNOWN', 'CALL_ABOUT_RENT 2026-11-04'],
  ])('the cause %s leads to %s', (cause, expected) => {
    const events = [found(cause)]
    expect(actions(household({ events }), '2026-11-04')[0]).toBe(expected)
    if (cause === 'CAUSE_UNKNOWN') return
    const handled = household({ events: [...events, event('CAUSE_HANDLED', '2026-11-04')], lastReachedOn: '2026-11-04' })
    expect(actions(handled, '2026-11-05')).toEqual([])
  })

  test.each<[string, Partial<HouseholdFacts>, string, string[]]>([
    [
      'a late benefit is awaited until its day',
      { events: [found('BENEFIT_LATE', '2026-11-03', { untilOn: '2026-11-12' })], lastReachedOn: '2026-11-03' },
      '2026-11-04',
      ['FOLLOW_UP_BENEFIT 2026-11-12'],
    ],
    [
      'a new month is asked about anew',
      { bills: [october, november], events: [found('WRONG_OCR', '2026-10-08')], lastReachedOn: '2026-11-01' },
      '2026-11-03',
      [
        'TROUBLESHOOT_RENT 2026-11-04',
        'OFFER_SUPPORT 2026-11-08',
        'OFFER_PLAN 2026-10-07',
        'SEND_REMINDER 2026-10-07',
        'DECIDE_ABOUT_ARREARS 2026-10-08',
      ],
    ],
    ['the rent is paid', { bills: [{ ...november, openOre: 0 }] }, '2026-11-22', []],
    ['a respite is not late', { bills: [{ ...november, respiteUntilOn: '2026-12-07' }] }, '2026-12-07', []],
    ['it is after it', { bills: [{ ...november, respiteUntilOn: '2026-12-07' }] }, '2026-12-08', ['LOOK_FOR_RENT 2026-12-08']],
    [
      'reached, support and plan declined, reminded',
      {
        events: [
          found('NO_MONEY'),
          event('CAUSE_HANDLED', '2026-11-05'),
          event('SUPPORT_DECLINED', '2026-11-10'),
          event('PLAN_DECLINED', '2026-11-10'),
        ],
        lastReachedOn: '2026-11-10',
        lastReminderOn: '2026-11-10',
      },
      '2026-11-22',
      ['DECIDE_ABOUT_ARREARS 2026-11-07'],
    ],
    [
      'support is offered a week after the talk',
      {
        events: [found('FORGOTTEN'), event('CAUSE_HANDLED', '2026-11-05'), event('PLAN_DECLINED', '2026-11-05')],
        lastReachedOn: '2026-11-05',
      },
      '2026-11-06',
      ['OFFER_SUPPORT 2026-11-12', 'SEND_REMINDER 2026-11-06'],
    ],
    [
      'an offer waits for its answer',
      {
        events: [
          found('FORGOTTEN'),
          event('CAUSE_HANDLED', '2026-11-05'),
          event('PLAN_DECLINED', '2026-11-05'),
          event('SUPPORT_OFFERED', '2026-11-06'),
        ],
        lastReachedOn: '2026-11-06',
      },
      '2026-11-06',
      ['OFFER_SUPPORT 2026-11-13', 'SEND_REMINDER 2026-11-06'],
    ],
    [
      'a benefit that stopped, every rent paid',
      { bills: [], events: [event('BENEFIT_STOPPED', '2026-11-12')] },
      '2026-11-13',
      ['SECURE_THE_INCOME 2026-11-15'],
    ],
    [
      'a stop that is over after its last day',
      { bills: [], events: [event('BENEFIT_STOPPED', '2026-11-12', { untilOn: '2026-11-21' })] },
      '2026-11-22',
      [],
    ],
    ['after 90 days the rent tells', { bills: [], events: [event('BENEFIT_STOPPED', '2026-08-23')] }, '2026-11-22', []],
    [
      'paid again',
      { bills: [], events: [event('BENEFIT_STOPPED', '2026-11-12'), event('BENEFIT_RESUMED', '2026-11-20')] },
      '2026-11-22',
      [],
    ],
    ['no insurance', { stay, bills: [], events: [event('INSURANCE_OUT', '2026-11-10')] }, '2026-11-22', ['SECURE_INSURANCE 2026-11-17']],
    ['no home of ours: no insurance to put right', { bills: [], events: [event('INSURANCE_OUT', '2026-11-10')] }, '2026-11-22', []],
    [
      'the insurance has run out',
      { stay, bills: [], events: [event('INSURANCE_SEEN', '2026-01-10', { untilOn: '2026-11-30' })] },
      '2026-12-01',
      ['SECURE_INSURANCE 2026-12-01'],
    ],
    [
      'it has not: asked for',
      { stay, bills: [], events: [event('INSURANCE_SEEN', '2026-01-10', { untilOn: '2026-11-30' })] },
      '2026-11-30',
      ['ASK_ABOUT_INSURANCE 2026-11-30'],
    ],
    ['nor soon', { stay, bills: [], events: [event('INSURANCE_SEEN', '2026-01-10', { untilOn: '2027-11-30' })] }, '2026-11-30', []],
    [
      'nobody to call and nobody to do it',
      { canBeReached: false, hasResponsible: false },
      '2026-11-01',
      ['LOOK_FOR_RENT 2026-10-31', 'NAME_RESPONSIBLE 2026-10-31', 'ADD_CONTACT_WAY 2026-11-02'],
    ],
    [
      'moved out: no tenancy to lose',
      {
        bills: [{ ...november, isLivedIn: false }],
        lastReachedOn: '2026-11-20',
        events: [found('NO_MONEY'), event('CAUSE_HANDLED', '2026-11-05'), event('SUPPORT_DECLINED', '2026-11-10')],
      },
      '2026-11-22',
      ['OFFER_PLAN 2026-11-06', 'SEND_REMINDER 2026-11-06'],
    ],
  ])('%s', (_, more, today, expected) => {
    expect(actions(household(more), today)).toEqual(expected)
  })
})

describe('what holds back, and nothing more', () => {
  const paused = { pause: { untilOn: '2026-11-30', reason: 'PROMISED' as const } }
  test('a pause keeps the chase back, not the days of the law', () => {
    expect(actions(household(paused), '2026-11-04')).toEqual([])
    expect(held(household(paused), '2026-11-04')).toEqual(['WAIT_FOR_PAUSE 2026-11-30'])
    expect(actions(household(paused), '2026-11-22')).toEqual(['DECIDE_ABOUT_ARREARS 2026-11-07'])
    expect(actions(household(paused), '2026-12-01')[0]).toBe('CALL_ABOUT_RENT 2026-11-04')
    // the cause that is ours to deal with goes on
    expect(actions(household({ ...paused, events: [found('WRONG_OCR')] }), '2026-11-04')).toEqual(['FIND_THE_PAYMENT 2026-11-06'])
  })
  test('a followed plan covers what was owed when it was made; a broken one comes first', () => {
    expect(actions(household({ plan: plan() }), '2026-11-22')).toEqual([])
    expect(held(household({ plan: plan() }), '2026-11-22')).toEqual(['WAIT_FOR_INSTALMENT 2026-11-30'])
    const broken = household({ plan: plan({ shortOre: 200_000, brokenOn: '2026-11-17' }), ...paused })
    expect(actions(broken, '2026-11-22')).toEqual(['FOLLOW_UP_PLAN 2026-11-17', 'DECIDE_ABOUT_ARREARS 2026-11-07'])
    expect(actions(household({ plan: plan({ signedOn: null }) }), '2026-11-09')).toEqual(['SIGN_PLAN 2026-11-09'])
  })
  test('a hearing keeps reminders and plans back until it is held or called off', () => {
    const events = [found('RENT_DISPUTED'), event('CAUSE_HANDLED', '2026-11-04'), event('SUPPORT_DECLINED', '2026-11-04')]
    const waiting = household({ lastReachedOn: '2026-11-20', events: [...events, event('HEARING_PLANNED', '2026-12-07')] })
    expect(actions(waiting, '2026-11-22')).toEqual(['DECIDE_ABOUT_ARREARS 2026-11-07'])
    expect(held(waiting, '2026-11-22')).toEqual(['WAIT_FOR_HEARING 2026-12-07'])
    expect(actions(waiting, '2026-12-01')[0]).toBe('PREPARE_HEARING 2026-12-04')
    expect(actions(waiting, '2026-12-08')[0]).toBe('NOTE_HEARING 2026-12-08')
    const over = household({ lastReachedOn: '2026-11-20', events: [...waiting.events, event('HEARING_CALLED_OFF', '2026-11-22')] })
    expect(actions(over, '2026-11-22')).toEqual(['OFFER_PLAN 2026-11-06', 'SEND_REMINDER 2026-11-06', 'DECIDE_ABOUT_ARREARS 2026-11-07'])
  })
  test('a reminder that has just gone out is waited for', () => {
    expect(held(household({ lastReminderOn: '2026-11-10' }), '2026-11-22')).toEqual(['WAIT_FOR_REMINDER 2026-11-10'])
  })
})

describe('a part payment steps the chase back, and does not forget it', () => {
  const steps = [
    found('FORGOTTEN'),
    event('CAUSE_HANDLED', '2026-11-04'),
    event('SUPPORT_DECLINED', '2026-11-05'),
    event('PLAN_DECLINED', '2026-11-05'),
  ]
  const part = { ...november, openOre: 348_000 }
  test.each<[string, Partial<HouseholdFacts>, string[]]>([
    [
      'reminded on the 10th, nothing paid',
      { bills: [november], lastReachedOn: '2026-11-09', lastReminderOn: '2026-11-10' },
      ['DECIDE_ABOUT_ARREARS 2026-11-07'],
    ],
    [
      '3 000 kr on the 14th: remind about the rest',
      { lastReachedOn: '2026-11-09', lastReminderOn: '2026-11-10', latePaidOn: '2026-11-14' },
      ['SEND_REMINDER 2026-11-24', 'DECIDE_ABOUT_ARREARS 2026-11-07'],
    ],
    [
      'on the 9th, before the reminder: it stands',
      { lastReachedOn: '2026-11-08', lastReminderOn: '2026-11-10', latePaidOn: '2026-11-09' },
      ['DECIDE_ABOUT_ARREARS 2026-11-07'],
    ],
    [
      'spoken with on the 9th, paid on the 14th: call about the rest',
      { lastReachedOn: '2026-11-09', latePaidOn: '2026-11-14' },
      ['CALL_ABOUT_RENT 2026-11-17', 'SEND_REMINDER 2026-11-06', 'DECIDE_ABOUT_ARREARS 2026-11-07'],
    ],
    [
      'only the cause is known: ask about the rest',
      { latePaidOn: '2026-11-14' },
      ['TROUBLESHOOT_RENT 2026-11-17', 'SEND_REMINDER 2026-11-06', 'DECIDE_ABOUT_ARREARS 2026-11-07'],
    ],
  ])('%s', (_, more, expected) => {
    expect(actions(household({ bills: [part], events: steps, ...more }), '2026-11-15')).toEqual(expected)
  })
})

describe('a disturbance stands in the same order', () => {
  const report = {
    id: 1,
    reporter: 'FROM_LANDLORD' as const,
    reportedOn: '2026-11-20',
    happenedOn: '2026-11-20',
    kind: 'NOISE' as const,
    seriousness: 'SERIOUS_DISTURBANCE' as const,
  }
  const step = (kind: DisturbanceStepKind, happenedOn: string) => ({ id: ++serial, kind, happenedOn, urgedBy: null })
  const disturbance = (more: Partial<HouseholdDisturbance> = {}): HouseholdDisturbance => ({
    id: 5,
    openedOn: '2026-11-20',
    reports: [report],
    steps: [],
    secondHand: true,
    homeEndsOn: null,
    ...more,
  })
  const block = [
    'CONTACT_ABOUT_DISTURBANCE 2026-11-23',
    'ANSWER_LANDLORD 2026-11-24',
    'URGE_IN_WRITING 2026-11-25',
    'TELL_SOCIALNAMNDEN 2026-11-25',
  ]
  const spoken = [step('SPOKE_WITH_HOUSEHOLD', '2026-11-20'), step('LANDLORD_ANSWERED', '2026-11-20')]
  const offered = [...spoken, step('URGED', '2026-11-20'), step('SOCIALNAMNDEN_TOLD', '2026-11-20')]
  const quiet = [...offered, step('SUPPORT_DECLINED', '2026-11-20')]
  const late = ['TROUBLESHOOT_RENT 2026-11-04', 'OFFER_PLAN 2026-11-06', 'SEND_REMINDER 2026-11-06', 'DECIDE_ABOUT_ARREARS 2026-11-07']
  test.each<[string, Partial<HouseholdFacts>, string, string[]]>([
    ['alone: as on its own page', { bills: [], disturbances: [disturbance()] }, '2026-11-22', [...block, 'CHECK_IF_QUIET 2026-11-27']],
    [
      'before a missing rent, and the check after it',
      { disturbances: [disturbance()] },
      '2026-11-22',
      [...block, ...late, 'CHECK_IF_QUIET 2026-11-27'],
    ],
    [
      'a pause and a followed plan hold the chase back, not the law',
      { disturbances: [disturbance()], pause: { untilOn: '2026-11-30', reason: 'PROMISED' }, plan: plan() },
      '2026-11-22',
      [...block, 'CHECK_IF_QUIET 2026-11-27'],
    ],
    [
      'nor does a hearing, which comes first',
      { bills: [], disturbances: [disturbance()], events: [event('HEARING_PLANNED', '2026-11-26')] },
      '2026-11-22',
      ['PREPARE_HEARING 2026-11-25', ...block, 'CHECK_IF_QUIET 2026-11-27'],
    ],
    [
      'before a broken plan',
      { bills: [], disturbances: [disturbance({ steps: spoken })], plan: plan({ shortOre: 1, brokenOn: '2026-11-17' }) },
      '2026-11-22',
      [
        'URGE_IN_WRITING 2026-11-25',
        'TELL_SOCIALNAMNDEN 2026-11-25',
        'FOLLOW_UP_PLAN 2026-11-17',
        'OFFER_SUPPORT 2026-11-27',
        'CHECK_IF_QUIET 2026-11-27',
      ],
    ],
    [
      'support is offered in its own place',
      {
        disturbances: [disturbance({ steps: offered })],
        lastReachedOn: '2026-11-20',
        events: [
          found('FORGOTTEN'),
          event('CAUSE_HANDLED', '2026-11-04'),
          event('SUPPORT_DECLINED', '2026-11-05'),
          event('PLAN_DECLINED', '2026-11-05'),
        ],
        lastReminderOn: '2026-11-10',
      },
      '2026-11-22',
      ['OFFER_SUPPORT 2026-11-27', 'DECIDE_ABOUT_ARREARS 2026-11-07', 'CHECK_IF_QUIET 2026-11-27'],
    ],
    [
      'quiet and checked: close it',
      { bills: [], disturbances: [disturbance({ steps: [...quiet, step('FOUND_QUIET', '2026-12-20')] })] },
      '2026-12-20',
      ['CLOSE_DISTURBANCE 2026-12-21'],
    ],
    [
      'of two each action once, on the nearest day',
      {
        bills: [],
        disturbances: [disturbance({ steps: quiet }), disturbance({ id: 6, steps: [...quiet, step('FOUND_DISTURBING', '2026-11-21')] })],
      },
      '2026-11-22',
      ['CONTACT_ABOUT_DISTURBANCE 2026-11-23', 'CHECK_IF_QUIET 2026-11-27'],
    ],
    ['closed', { bills: [], disturbances: [disturbance({ steps: [step('REPORT_UNFOUNDED', '2026-11-21')] })] }, '2026-11-22', []],
  ])('%s', (_, more, today, expected) => {
    expect(actions(household(more), today)).toEqual(expected)
  })
  test('says the reason, the law and the step of its own page', () => {
    const facts = household({ bills: [], disturbances: [disturbance({ steps: spoken })] })
    const [first] = on(facts, '2026-11-22').actions
    const [own] = disturbanceOn(disturbance({ steps: spoken }), '2026-11-22', DEFAULT_SETTINGS).actions
    expect(first).toEqual({
      action: own?.action,
      dueOn: own?.dueOn,
      reason: own?.reason,
      statute: own?.statute,
      noticeId: null,
      done: null,
      writes: null,
      disturbance: { id: 5, step: 'URGED' },
    })
  })
  test('comes after what a notice asks for', () => {
    const kronofogden: CaseFacts = {
      ...openCase(),
      notices: [{ id: 2, sender: 'KRONOFOGDEN', kind: 'UTSLAG', arrivedOn: '2026-11-20' }],
      events: [],
    }
    expect(actions(household({ bills: [], disturbances: [disturbance()] }), '2026-11-22', kronofogden).slice(0, 3)).toEqual([
      'DECIDE_ON_INQUIRY 2026-11-23',
      ...block.slice(0, 2),
    ])
  })
})

describe('an early sign is acted on where nothing else is', () => {
  const paid = (dueOn: string, wait: number, more: Partial<WarningBill> = {}): WarningBill => ({
    month: null,
    dueOn,
    amountOre: rent,
    openOre: 0,
    paidOn: addDays(dueOn, wait),
    paymentDays: 1,
    respite: false,
    ...more,
  })
  const usual = ['2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30'].map((dueOn) => paid(dueOn, 0))
  const habit = [...usual, paid('2026-10-30', 13)]
  const calm: Partial<HouseholdFacts> = {
    bills: [],
    habit,
    stay,
    events: [event('INSURANCE_SEEN', '2026-11-01', { untilOn: '2027-12-01' })],
  }
  const quiet: HouseholdDisturbance = {
    id: 5,
    openedOn: '2026-11-20',
    reports: [
      {
        id: 1,
        reporter: 'FROM_NEIGHBOUR',
        reportedOn: '2026-11-20',
        happenedOn: '2026-11-20',
        kind: 'NOISE',
        seriousness: 'MINOR_DISTURBANCE',
      },
    ],
    steps: [],
    secondHand: true,
    homeEndsOn: null,
  }
  test.each<[string, Partial<HouseholdFacts>, CaseFacts | null, string[]]>([
    ['paid later than usual: ask', calm, null, ['ASK_ABOUT_RENT 2026-11-11']],
    [
      'and in parts: asked once, by the nearest day',
      { ...calm, habit: [...usual.slice(1), paid('2026-09-30', 0, { paymentDays: 2 }), paid('2026-10-30', 13, { paymentDays: 2 })] },
      null,
      ['ASK_ABOUT_RENT 2026-11-06'],
    ],
    ['spoken with since', { ...calm, lastReachedOn: '2026-11-20' }, null, []],
    ['spoken with before it', { ...calm, lastReachedOn: '2026-11-01' }, null, ['ASK_ABOUT_RENT 2026-11-11']],
    [
      'a rent is missing: that is the question',
      { ...calm, bills: [november], lastReachedOn: '2026-10-01' },
      null,
      ['TROUBLESHOOT_RENT 2026-11-04', 'OFFER_PLAN 2026-11-06', 'SEND_REMINDER 2026-11-06', 'DECIDE_ABOUT_ARREARS 2026-11-07'],
    ],
    ['a plan that is followed is how they pay', { ...calm, plan: plan() }, null, []],
    [
      'a broken one is followed up, once',
      { ...calm, plan: plan({ shortOre: 1, brokenOn: '2026-11-17' }) },
      null,
      ['FOLLOW_UP_PLAN 2026-11-17'],
    ],
    [
      'a disturbance has its own talk',
      { ...calm, disturbances: [quiet] },
      null,
      ['CONTACT_ABOUT_DISTURBANCE 2026-11-23', 'CHECK_IF_QUIET 2026-11-27'],
    ],
    ['a case too', { ...calm, mayTellLandlord: true, landlordIsKnown: true }, openCase({ notices: [] }), []],
    [
      'a benefit that stopped is one action, not two',
      { ...calm, habit: usual, events: [...(calm.events ?? []), event('BENEFIT_STOPPED', '2026-11-18')] },
      null,
      ['SECURE_THE_INCOME 2026-11-21'],
    ],
    [
      'an insurance nobody has seen',
      { bills: [], stay: { startsOn: '2026-10-01', recordedOn: '2026-10-01' } },
      null,
      ['ASK_ABOUT_INSURANCE 2026-11-08'],
    ],
    ['of a stay that was history when it was written', { bills: [], stay: { startsOn: '2021-10-01', recordedOn: '2026-10-01' } }, null, []],
    [
      'one that is out is put right, and not asked for too',
      { bills: [], stay, events: [event('INSURANCE_OUT', '2026-11-10')] },
      null,
      ['SECURE_INSURANCE 2026-11-17'],
    ],
    [
      'seen long ago without a last day',
      { bills: [], stay, events: [event('INSURANCE_SEEN', '2025-12-10')] },
      null,
      ['ASK_ABOUT_INSURANCE 2026-12-10'],
    ],
    [
      'insurance beside a missing rent, last',
      {
        ...calm,
        events: [
          found('NO_MONEY'),
          event('CAUSE_HANDLED', '2026-11-04'),
          event('PLAN_DECLINED', '2026-11-04'),
          event('SUPPORT_DECLINED', '2026-11-04'),
          event('INSURANCE_OUT', '2026-11-10'),
        ],
        bills: [november],
        lastReachedOn: '2026-11-20',
        lastReminderOn: '2026-11-20',
      },
      null,
      ['DECIDE_ABOUT_ARREARS 2026-11-07', 'SECURE_INSURANCE 2026-11-17'],
    ],
  ])('%s', (_, more, of, expected) => {
    expect(actions(household(more), '2026-11-22', of)).toEqual(expected)
  })
  test.each([
    ['warnsLaterThanUsual', calm],
    ['warnsInsuranceUnseen', { bills: [], stay: { startsOn: '2026-10-01', recordedOn: '2026-10-01' } }],
    ['warnsInsuranceEnding', { bills: [], stay, events: [event('INSURANCE_SEEN', '2025-12-10')] }],
  ])('%s switches the action off with the sign', (name, more) => {
    const settings = settingsOn('2026-11-22', [{ name, value: '0', fromOn: '2026-11-22' }])
    expect(householdOn({ household: household(more), case: null }, '2026-11-22', settings).actions).toEqual([])
  })
})

describe('the landlord hears nothing without consent', () => {
  test.each<[string, Partial<HouseholdFacts>, Partial<CaseFacts>, string[]]>([
    ['asked first', { mayTellLandlord: false }, {}, ['ASK_FOR_CONSENT 2026-11-14']],
    ['declined', { mayTellLandlord: false, events: [event('CONSENT_DECLINED', '2026-11-13')] }, {}, []],
    ['with consent told', { mayTellLandlord: true }, {}, ['TELL_THE_LANDLORD 2026-11-18']],
    ['told', { mayTellLandlord: true, events: [event('LANDLORD_TOLD_OF_DEBT', '2026-11-14')] }, {}, []],
    ['our own claim', { mayTellLandlord: false }, { notices: [{ ...debtNotice, sender: 'FORVALTNINGEN' }] }, []],
    [
      'nobody knows who the landlord is',
      { mayTellLandlord: false, landlordIsKnown: false },
      { isOurHome: true },
      ['ASK_FOR_CONSENT 2026-11-14', 'NAME_THE_LANDLORD 2026-11-12'],
    ],
    ['nobody is responsible', { mayTellLandlord: null }, { hasResponsible: false }, ['NAME_RESPONSIBLE 2026-11-12']],
  ])('%s', (_, more, of, expected) => {
    expect(actions(household({ bills: [], ...more }), '2026-11-15', openCase(of))).toEqual(expected)
  })
  test('a notice that says another amount than the ledger is checked, once', () => {
    const facts = household({
      bills: [november],
      mayTellLandlord: null,
      events: [found('NO_MONEY'), event('CAUSE_HANDLED', '2026-11-04'), event('PLAN_DECLINED', '2026-11-04')],
      lastReminderOn: '2026-11-10',
    })
    const told = (amountOre: number, more: Partial<CaseFacts> = {}) =>
      openCase({ isOurHome: true, household: facts, notices: [{ ...debtNotice, amountOre }], ...more })
    const checks = (of: CaseFacts) => actions(facts, '2026-11-15', of).filter((one) => one.startsWith('CHECK'))
    expect(checks(told(1_524_000))).toEqual(['CHECK_NOTICE_AMOUNT 2026-11-12'])
    expect(checks(told(700_000))).toEqual([])
    const checked = { id: 9, kind: 'AMOUNT_CHECKED' as const, noticeId: 1, happenedOn: '2026-11-13', outcome: null }
    expect(checks(told(1_524_000, { events: [...openCase().events, checked] }))).toEqual([])
  })
})

describe('a debt in a list, from what the list has summed up', () => {
  test.each<[string, HouseholdFacts]>([
    ['nothing done', household({ bills: [october, november] })],
    ['a respite that has passed', household({ bills: [{ ...october, respiteUntilOn: '2026-11-20' }] })],
    ['two, the older under respite longest', household({ bills: [{ ...october, respiteUntilOn: '2026-11-19' }, november] })],
    ['paused', household({ pause: { untilOn: '2026-11-30', reason: 'PROMISED' } })],
    ['a plan that is followed', household({ plan: plan() })],
    [
      'part paid after the reminder',
      household({ events: [found('FORGOTTEN')], lastReachedOn: '2026-11-09', lastReminderOn: '2026-11-10', latePaidOn: '2026-11-14' }),
    ],
  ])('%s: the same as of the household', (_, facts) => {
    const { lateOre, months, oldestDueOn, newestDueOn, forfeitFrom } = lateRent(facts, '2026-11-22', DEFAULT_SETTINGS) ?? ({} as LateRent)
    const billOf = (dueOn: string) => facts.bills.find((bill) => bill.dueOn === dueOn) ?? november
    const [oldest, newest] = [billOf(oldestDueOn), billOf(newestDueOn)]
    const debt = lateRentOfDebt({ lateOre, months, oldest, newest, forfeitFrom, latePaidOn: facts.latePaidOn }, '2026-11-22')
    const { actions, held } = debtOn(facts, debt, '2026-11-22', DEFAULT_SETTINGS)
    expect({ actions, held }).toEqual({ actions: on(facts, '2026-11-22').actions, held: on(facts, '2026-11-22').held })
  })
})

describe('the line of I dag about the same rent', () => {
  const bill = { id: 1, personId: 7, apartmentId: 1, tenancyId: 1, month: '2026-11', dueOn: '2026-10-30', amountOre: rent, openOre: rent }
  const stay = {
    id: 1,
    personId: 7,
    apartmentId: 1,
    startsOn: '2025-01-01',
    endsOn: null,
    outcome: null,
    contractUntilOn: null,
    landlordToldOn: '2025-01-01',
    recordedOn: '2025-01-01',
    doneMonths: [],
    children: 0,
  }
  const lines = (facts: HouseholdFacts, today: string, of: CaseFacts | null = null, openOre = rent) =>
    rentMissing(
      {
        bills: [{ ...bill, openOre }],
        stays: [stay],
        households: new Map([[7, facts]]),
        cases: of ? [{ id: 3, personId: 7, children: 0, facts: of }] : [],
      },
      today,
      DEFAULT_SETTINGS,
    )
  test('says what the rules recommend, with the case where one is open', () => {
    expect(lines(household(), '2026-11-04')[0]?.action).toMatchObject({
      kind: 'CALL_ABOUT_RENT',
      next: { action: 'TROUBLESHOOT_RENT' },
      caseId: null,
    })
    const inCase = lines(household({ mayTellLandlord: true }), '2026-12-04', openCase())[0]
    expect(inCase).toMatchObject({ rule: 'FORFEITURE_POSSIBLE', action: { next: { action: 'OFFER_PLAN' }, caseId: 3 } })
    expect(inCase?.roles).toEqual(['BOENDESTOD', 'BOSAMORDNARE', 'CHEF']) // the others have the line of the case
  })
  test('is as late as what is recommended, where that is not about the rent', () => {
    const facts = household({
      bills: [{ ...november, openOre: 6_000 }],
      events: [event('RENT_TROUBLESHOT', '2026-11-04', { cause: 'NO_MONEY' }), event('BENEFIT_STOPPED', '2026-11-14')],
    })
    const [next] = householdOn({ household: facts, case: null }, '2026-11-22', DEFAULT_SETTINGS).actions
    expect(next).toMatchObject({ action: 'SECURE_THE_INCOME' })
    expect(lines(facts, '2026-11-22', null, 6_000)).toMatchObject([
      { dueOn: next?.dueOn, action: { next: { action: 'SECURE_THE_INCOME' } } },
    ])
    expect(lines(household(), '2026-11-04')).toMatchObject([{ dueOn: '2026-11-06' }]) // the rent's own day
  })
  test('is silent where a followed plan covers what is late', () => {
    expect(lines(household({ plan: plan() }), '2026-11-22')).toEqual([])
    expect(lines(household({ plan: plan({ shortOre: 1 }) }), '2026-11-22')).toHaveLength(1)
  })
})

describe('how late the rent is', () => {
  test('the worked example of rent-state.ts', () => {
    const bills = [{ ...november, dueOn: '2026-08-31', openOre: 248_000 }, november]
    expect(lateRent(household({ bills }), '2026-11-22', DEFAULT_SETTINGS)).toMatchObject({
      lateOre: 896_000,
      oldestDueOn: '2026-08-31',
      newestDueOn: '2026-10-30',
      forfeitFrom: '2026-09-08',
    })
    expect(lateRent(household({ bills, plan: plan({ agreedOn: '2026-10-01' }) }), '2026-11-22', DEFAULT_SETTINGS)?.forfeitFrom).toBe(
      '2026-11-07',
    )
  })
})

describe('the bills that can make a tenancy forfeit', () => {
  test('are those lateRent counts from, whatever there is of respites, plans, moves and little sums', () => {
    let seed = 1242
    const dice = (n: number) => {
      seed = (seed * 16807) % 2147483647
      return Math.floor((seed / 2147483647) * n)
    }
    let counted = 0
    for (let world = 0; world < 500; world++) {
      const bills = Array.from({ length: dice(5) }, () => {
        const dueOn = `2026-${String(1 + dice(11)).padStart(2, '0')}-${String(1 + dice(28)).padStart(2, '0')}`
        return {
          ...november,
          dueOn,
          openOre: [0, 4_000, 8_000, 300_000][dice(4)] ?? 0,
          isLivedIn: dice(4) > 0,
          respiteUntilOn: dice(3) === 0 ? '2026-11-09' : null,
        }
      })
      const facts = household({ bills, plan: dice(3) === 0 ? plan({ agreedOn: '2026-06-01', shortOre: dice(2) }) : null })
      const forfeiting = forfeitingBills(facts, '2026-11-22', DEFAULT_SETTINGS)
      const first = forfeiting.map((bill) => lateDaysOf(bill.dueOn, bill.respiteUntilOn).forfeitFrom).sort()[0] ?? null
      expect(first).toBe(lateRent(facts, '2026-11-22', DEFAULT_SETTINGS)?.forfeitFrom ?? null)
      if (first !== null) counted += 1
    }
    expect(counted).toBeGreaterThan(100)
  })
})

describe('what may be written about a household', () => {
  test.each<[Parameters<typeof decideHouseholdEvent>[0], string[]]>([
    [{ kind: 'RENT_TROUBLESHOT', happenedOn: '2026-11-22', untilOn: null, cause: null }, ['CAUSE_NEEDED']],
    [{ kind: 'RENT_TROUBLESHOT', happenedOn: '2026-11-22', untilOn: '2026-12-01', cause: 'BENEFIT_LATE' }, []],
    [{ kind: 'HEARING_PLANNED', happenedOn: '2026-11-20', untilOn: null, cause: null }, ['HEARING_BEFORE_TODAY']],
    [{ kind: 'HEARING_PLANNED', happenedOn: '2026-12-20', untilOn: null, cause: null }, []],
    [
      { kind: 'INSURANCE_SEEN', happenedOn: '2026-11-23', untilOn: '2026-11-20', cause: null },
      ['LEARNED_AFTER_TODAY', 'UNTIL_BEFORE_EVENT'],
    ],
  ])('%j', (written, reasons) => {
    const decision = decideHouseholdEvent(written, '2026-11-22')
    expect(decision.refused ? decision.reasons : []).toEqual(reasons)
  })
})
