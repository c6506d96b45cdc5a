import { describe, expect, test } from '@jest/globals'
import { DISTURBANCE_ACTIONS, PREVENTION_ACTIONS, type DisturbanceStepKind } from '../../server/domain/codes.js'
import { decideReport, decideStep, sameHome, type NewStep } from '../../server/domain/disturbance-records.js'
import {
  DISTURBANCE_RULES,
  disturbanceOn,
  type DisturbanceRecord,
  type ReportFact,
  type StepFact,
} from '../../server/domain/disturbances.js'
import { stateOf } from '../../server/domain/disturbances/open-disturbance.js'
import { DEFAULT_SETTINGS, settingsOn } from '../../server/domain/policy.js'

let serial = 0
const report = (happenedOn: string, more: Partial<ReportFact> = {}): ReportFact => ({
  id: ++serial,
  reporter: 'FROM_NEIGHBOUR',
  reportedOn: happenedOn,
  happenedOn,
  kind: 'NOISE',
  seriousness: 'MINOR_DISTURBANCE',
  ...more,
})
const step = (kind: DisturbanceStepKind, happenedOn: string): StepFact => ({
  id: ++serial,
  kind,
  happenedOn,
  urgedBy: kind === 'URGED' ? 'FORVALTNINGEN' : null,
})
const record = (reports: ReportFact[], steps: StepFact[] = [], more: Partial<DisturbanceRecord> = {}): DisturbanceRecord => ({
  openedOn: reports[0]?.happenedOn ?? '2026-11-01',
  reports,
  steps,
  secondHand: true,
  homeEndsOn: null,
  ...more,
})
const actions = (facts: DisturbanceRecord, today: string, settings = DEFAULT_SETTINGS) =>
  disturbanceOn(facts, today, settings).actions.map(({ action, dueOn }) => `${action} ${dueOn}`)
const serious = { seriousness: 'SERIOUS_DISTURBANCE' } as const
const worst = { seriousness: 'ESPECIALLY_SERIOUS' } as const
const byLandlord = { reporter: 'FROM_LANDLORD' } as const
const answered = [step('SUPPORT_OFFERED', '2026-11-03'), step('SUPPORT_DECLINED', '2026-11-03')]

describe('the next right action in a disturbance', () => {
  test.each<[string, DisturbanceRecord, string, string[]]>([
    [
      'minor, just reported on a Friday',
      record([report('2026-11-20')]),
      '2026-11-22',
      ['CONTACT_ABOUT_DISTURBANCE 2026-11-23', 'CHECK_IF_QUIET 2026-11-27'],
    ],
    [
      'a landlord reports a serious one: everything at once, the household first',
      record([report('2026-11-20', { ...serious, ...byLandlord })]),
      '2026-11-22',
      [
        'CONTACT_ABOUT_DISTURBANCE 2026-11-23',
        'ANSWER_LANDLORD 2026-11-24',
        'URGE_IN_WRITING 2026-11-25',
        'TELL_SOCIALNAMNDEN 2026-11-25',
        'CHECK_IF_QUIET 2026-11-27',
      ],
    ],
    [
      'especially serious: the same day',
      record([report('2026-11-20', worst)], [step('URGED', '2026-11-20'), step('SOCIALNAMNDEN_TOLD', '2026-11-20')]),
      '2026-11-20',
      ['CONTACT_ABOUT_DISTURBANCE 2026-11-20', 'CHECK_IF_QUIET 2026-11-27'],
    ],
    [
      'not reached: again within a vardag',
      record([report('2026-11-20')], [step('NOT_REACHED', '2026-11-23')]),
      '2026-11-23',
      ['CONTACT_ABOUT_DISTURBANCE 2026-11-24', 'CHECK_IF_QUIET 2026-11-27'],
    ],
    [
      'reached: offer support, check in a week',
      record([report('2026-11-02')], [step('SPOKE_WITH_HOUSEHOLD', '2026-11-03')]),
      '2026-11-04',
      ['OFFER_SUPPORT 2026-11-10', 'CHECK_IF_QUIET 2026-11-10'],
    ],
    [
      'minor again after the talk is no longer minor',
      record(
        [report('2026-11-02'), report('2026-11-08', { reportedOn: '2026-11-09' })],
        [step('SPOKE_WITH_HOUSEHOLD', '2026-11-03'), ...answered],
      ),
      '2026-11-09',
      ['CONTACT_ABOUT_DISTURBANCE 2026-11-10', 'URGE_IN_WRITING 2026-11-11', 'TELL_SOCIALNAMNDEN 2026-11-11', 'CHECK_IF_QUIET 2026-11-16'],
    ],
    [
      'urged: socialnämnden within three vardagar of it',
      record([report('2026-11-02', serious)], [step('SPOKE_WITH_HOUSEHOLD', '2026-11-03'), ...answered, step('URGED', '2026-11-05')]),
      '2026-11-06',
      ['TELL_SOCIALNAMNDEN 2026-11-10', 'CHECK_IF_QUIET 2026-11-10'],
    ],
    [
      'a home of their own is for its landlord to urge',
      record([report('2026-11-02', serious)], [step('SPOKE_WITH_HOUSEHOLD', '2026-11-03'), ...answered], { secondHand: false }),
      '2026-11-04',
      ['CHECK_IF_QUIET 2026-11-10'],
    ],
    [
      'found disturbing by ourselves: talk again',
      record(
        [report('2026-11-02')],
        [
          step('SPOKE_WITH_HOUSEHOLD', '2026-11-03'),
          ...answered,
          step('FOUND_DISTURBING', '2026-11-11'),
          step('URGED', '2026-11-11'),
          step('SOCIALNAMNDEN_TOLD', '2026-11-11'),
        ],
      ),
      '2026-11-12',
      ['CONTACT_ABOUT_DISTURBANCE 2026-11-12', 'CHECK_IF_QUIET 2026-11-18'],
    ],
    [
      'the last check is on the day the quiet time is over',
      record([report('2026-11-03')], [step('SPOKE_WITH_HOUSEHOLD', '2026-11-03'), ...answered, step('FOUND_QUIET', '2026-11-28')]),
      '2026-11-29',
      ['CHECK_IF_QUIET 2026-12-03'],
    ],
    [
      'quiet and checked: close',
      record([report('2026-11-03')], [step('SPOKE_WITH_HOUSEHOLD', '2026-11-03'), ...answered, step('FOUND_QUIET', '2026-12-03')]),
      '2026-12-03',
      ['CLOSE_DISTURBANCE 2026-12-04'],
    ],
    [
      'over 29 February: quiet 30 days from 30 January 2028 is to 29 February',
      record([report('2028-01-30')], [step('SPOKE_WITH_HOUSEHOLD', '2028-01-31'), ...answered, step('FOUND_QUIET', '2028-02-24')]),
      '2028-02-25',
      ['CHECK_IF_QUIET 2028-02-29'],
    ],
    [
      'and in a year without it to 1 March',
      record([report('2027-01-30')], [step('SPOKE_WITH_HOUSEHOLD', '2027-02-01'), ...answered, step('FOUND_QUIET', '2027-02-24')]),
      '2027-02-25',
      ['CHECK_IF_QUIET 2027-03-01'],
    ],
    [
      'contact over Christmas waits for the next day the office is open',
      record([report('2026-12-23')]),
      '2026-12-23',
      ['CONTACT_ABOUT_DISTURBANCE 2026-12-28', 'CHECK_IF_QUIET 2026-12-30'],
    ],
    [
      'moved out: close first',
      record([report('2026-11-03')], [step('SPOKE_WITH_HOUSEHOLD', '2026-11-03'), ...answered], { homeEndsOn: '2026-11-20' }),
      '2026-11-20',
      ['CLOSE_DISTURBANCE 2026-11-23'],
    ],
    [
      'moved out before anybody had talked: nobody is left to talk with, the landlord is answered',
      record([report('2026-11-18', { ...serious, ...byLandlord })], [], { homeEndsOn: '2026-11-20' }),
      '2026-11-20',
      ['ANSWER_LANDLORD 2026-11-20', 'CLOSE_DISTURBANCE 2026-11-23'],
    ],
    ['closed: nothing', record([report('2026-11-03')], [step('REPORT_UNFOUNDED', '2026-11-04')]), '2026-11-20', []],
  ])('%s', (_what, facts, today, expected) => expect(actions(facts, today)).toEqual(expected))

  test("stands in one order, each rule with its own action, the same as the household's", () => {
    const all = record([report('2026-11-02', { ...serious, ...byLandlord })], [step('SPOKE_WITH_HOUSEHOLD', '2026-11-01')], {
      homeEndsOn: '2026-11-05',
    })
    const found = DISTURBANCE_RULES.map((rule) => rule({ ...all, state: stateOf(all) }, '2026-11-20', DEFAULT_SETTINGS)?.action)
    expect(found).toEqual([...DISTURBANCE_ACTIONS])
    expect(PREVENTION_ACTIONS.filter((code) => found.includes(code as never))).toEqual([...DISTURBANCE_ACTIONS])
  })

  test('a dated setting moves the day from its own day on', () => {
    const rows = [{ name: 'disturbanceContactVardagar', value: '3', fromOn: '2026-12-01' }]
    const facts = record([report('2026-11-20')])
    expect([
      actions(facts, '2026-11-22', settingsOn('2026-11-30', rows))[0],
      actions(facts, '2026-12-01', settingsOn('2026-12-01', rows))[0],
    ]).toEqual(['CONTACT_ABOUT_DISTURBANCE 2026-11-23', 'CONTACT_ABOUT_DISTURBANCE 2026-11-25'])
  })
})

describe('what the law asks for', () => {
  test.each<[string, DisturbanceRecord, string | null, string]>([
    ['second hand, however serious: both first', record([report('2026-11-02', worst)]), null, 'Hyresvärden får inte säga upp än'],
    [
      'second hand, urged only',
      record([report('2026-11-02', worst)], [step('URGED', '2026-11-03')]),
      null,
      'socialnämnden är inte underrättad',
    ],
    [
      'both done and quiet since',
      record([report('2026-11-02', serious)], [step('URGED', '2026-11-03'), step('SOCIALNAMNDEN_TOLD', '2026-11-05')]),
      null,
      'Ingen störning är känd efter 5 november',
    ],
    [
      'both done and disturbed again',
      record(
        [report('2026-11-02', serious), report('2026-11-08')],
        [step('URGED', '2026-11-03'), step('SOCIALNAMNDEN_TOLD', '2026-11-05'), step('URGED', '2026-11-10')],
      ),
      '2026-11-08',
      'Störningen fortsatte 8 november',
    ],
    [
      'a home of their own, especially serious',
      record([report('2026-11-02', worst)], [], { secondHand: false }),
      '2026-11-02',
      'Hyresvärden får säga upp direkt',
    ],
  ])('%s', (_what, facts, from, why) => {
    const { termination, dates } = disturbanceOn(facts, '2026-11-12', DEFAULT_SETTINGS)
    expect([termination.mayTerminateFrom, termination.why]).toEqual([from, expect.stringContaining(why)])
    expect(dates.find((date) => date.what === 'MAY_TERMINATE')?.on).toBe(from)
  })
})

describe('what may be written', () => {
  const facts = record([report('2026-11-03')], [step('FOUND_QUIET', '2026-12-01')])
  const written = (more: Partial<NewStep>): NewStep => ({
    kind: 'FOUND_QUIET',
    happenedOn: '2026-12-01',
    urgedBy: null,
    supportKind: null,
    text: null,
    ...more,
  })
  test.each<[string, DisturbanceRecord, Partial<NewStep>, string[]]>([
    ['a check', facts, {}, []],
    ['closing before the quiet time', facts, { kind: 'DISTURBANCE_CLOSED' }, ['NOT_QUIET_YET', 'LAST_CHECK_MISSING']],
    ['closing without a check at the end of it', facts, { kind: 'DISTURBANCE_CLOSED', happenedOn: '2026-12-03' }, ['LAST_CHECK_MISSING']],
    [
      'closing with it',
      { ...facts, steps: [step('FOUND_QUIET', '2026-12-03')] },
      { kind: 'DISTURBANCE_CLOSED', happenedOn: '2026-12-03' },
      [],
    ],
    ['closing when the stay has ended', { ...facts, homeEndsOn: '2026-11-30' }, { kind: 'DISTURBANCE_CLOSED' }, []],
    ['tomorrow', facts, { happenedOn: '2026-12-11' }, ['STEP_AFTER_TODAY']],
    ['before the first', facts, { happenedOn: '2026-11-02' }, ['STEP_BEFORE_REPORT']],
    ['urged by nobody', facts, { kind: 'URGED' }, ['URGED_BY_NEEDED']],
    ['an answer without words', facts, { kind: 'LANDLORD_ANSWERED' }, ['STEP_TEXT_NEEDED']],
    ['support of no kind', facts, { kind: 'SUPPORT_OFFERED' }, ['SUPPORT_KIND_NEEDED']],
    ['after the end', { ...facts, steps: [step('DISTURBANCE_CLOSED', '2026-12-05')] }, {}, ['DISTURBANCE_ENDED']],
  ])('%s', (_what, of, more, reasons) => {
    const decision = decideStep(of, written(more), '2026-12-10', DEFAULT_SETTINGS)
    expect(decision.refused ? decision.reasons : []).toEqual(reasons)
  })

  test('a report is of a day that has been, of a home', () => {
    expect(decideReport({ reportedOn: '2026-11-23', happenedOn: '2026-11-24', home: null }, '2026-11-22')).toEqual({
      refused: true,
      reasons: ['REPORTED_AFTER_TODAY', 'DISTURBED_AFTER_REPORT', 'ADDRESS_MISSING'],
    })
    expect(decideReport({ reportedOn: '2026-11-22', happenedOn: '2026-11-22', home: { tenancyId: 1 } }, '2026-11-22').refused).toBe(false)
  })

  test.each([
    [{ tenancyId: 1, address: null }, { tenancyId: 1, address: null }, true],
    [{ tenancyId: 1, address: null }, { tenancyId: null, address: 'Storgatan 1' }, false],
    [{ tenancyId: null, address: 'Storgatan 1, lgh 2' }, { tenancyId: null, address: ' storgatan  1 lgh 2.' }, true],
    [{ tenancyId: null, address: 'Storgatan 1' }, { tenancyId: null, address: 'Storgatan 11' }, false],
  ])('%j and %j', (a, b, same) => expect(sameHome(a, b)).toBe(same))
})
