import { describe, expect, test } from '@jest/globals'
import type { DisturbanceStepKind, Role } from '../../server/domain/codes.js'
import { NOTHING_KNOWN, type HouseholdDisturbance, type HouseholdFacts } from '../../server/domain/household-facts.js'
import type { CaseFacts } from '../../server/domain/prevention-case.js'
import { linesFor, soonestOf, todayLines, type TodayFacts } from '../../server/domain/today.js'

const on = '2026-11-22'
const bill = {
  id: 1,
  personId: 7,
  apartmentId: 1,
  tenancyId: 1,
  month: '2026-11',
  dueOn: '2026-10-30',
  amountOre: 648_000,
  openOre: 648_000,
}
const stay = {
  id: 1,
  personId: 7,
  apartmentId: 1,
  startsOn: '2022-01-01',
  endsOn: null,
  outcome: null,
  contractUntilOn: null,
  landlordToldOn: '2022-01-01',
  recordedOn: '2022-01-01',
  doneMonths: [24],
  children: 2,
}
const report = {
  id: 1,
  reporter: 'FROM_NEIGHBOUR' as const,
  reportedOn: '2026-11-20',
  happenedOn: '2026-11-20',
  kind: 'NOISE' as const,
  seriousness: 'MINOR_DISTURBANCE' as const,
}
const step = (kind: DisturbanceStepKind, happenedOn: string) => ({ id: 1, kind, happenedOn, urgedBy: null })
const record: HouseholdDisturbance = { id: 5, openedOn: '2026-11-20', reports: [report], steps: [], secondHand: true, homeEndsOn: null }
const quieting = { ...record, steps: [step('SPOKE_WITH_HOUSEHOLD', '2026-11-20'), step('SUPPORT_DECLINED', '2026-11-20')] }
const about = { personId: 7, apartmentId: 1, tenancyId: 1, children: 2 }
const household = (more: Partial<HouseholdFacts> = {}): HouseholdFacts => ({
  ...NOTHING_KNOWN,
  bills: [{ ...bill, respiteUntilOn: null, isLivedIn: true }],
  monthlyRentOre: 648_000,
  ...more,
})
const terminated: CaseFacts = {
  openedOn: '2026-11-11',
  notices: [{ id: 1, sender: 'HYRESVARD', kind: 'UPPSAGNING', arrivedOn: '2026-11-11' }],
  events: [{ id: 1, kind: 'INQUIRY_OPENED', noticeId: 1, happenedOn: '2026-11-12', outcome: null }],
  contacts: [{ on: '2026-11-12', reached: true }],
  lateBills: [{ dueOn: '2026-10-30', respiteUntilOn: null }],
}
/** rent missing and a disturbance; what a case asks for too where one is given */
const facts = ({
  disturbance = record,
  of,
  ...more
}: Partial<TodayFacts> & { disturbance?: HouseholdDisturbance; of?: CaseFacts } = {}): TodayFacts => ({
  bills: [bill],
  stays: [stay],
  headLeases: [],
  takeovers: [],
  unmatched: [],
  cases: of ? [{ id: 3, personId: 7, children: 2, facts: { ...of, household: household({ disturbances: [disturbance] }) } }] : [],
  disturbances: [{ id: disturbance.id, ...about, facts: disturbance }],
  households: new Map([[7, household({ disturbances: [disturbance] })]]),
  ...more,
})
const brief = (role: Role, of: TodayFacts) =>
  linesFor(role, todayLines(of, on)).map((line) => [
    line.rule,
    (line.others ?? []).map((one) => one.rule),
    (line.also ?? []).map((one) => one.action),
  ])

describe('a household has one line', () => {
  test('the worked example: talk about the disturbance, and the rent is "gäller också"', () => {
    const [line, ...more] = linesFor('BOENDESTOD', todayLines(facts(), on))
    expect(more).toEqual([])
    expect(line).toMatchObject({
      rule: 'DISTURBANCE_OPEN',
      dueOn: '2026-11-23',
      group: 'BRADSKAR',
      amountOre: 648_000,
      action: { what: 'CONTACT_ABOUT_DISTURBANCE' },
    })
    expect(line?.others).toMatchObject([
      { rule: 'FORFEITURE_POSSIBLE', dueOn: '2026-11-07', action: { next: { action: 'TROUBLESHOOT_RENT' } } },
    ])
    expect(line && soonestOf(line)).toBe('2026-11-07')
    expect(line?.also?.map((one) => one.action)).toEqual(['OFFER_PLAN', 'SEND_REMINDER', 'CHECK_IF_QUIET'])
  })

  const quiet = facts({ disturbance: quieting })
  const inCase = facts({ of: terminated })
  test.each<[Role, TodayFacts, unknown[]]>([
    // a check can wait until the rent is looked after
    ['BOENDESTOD', quiet, [['FORFEITURE_POSSIBLE', ['DISTURBANCE_OPEN'], ['OFFER_PLAN', 'SEND_REMINDER']]]],
    ['BOSAMORDNARE', quiet, [['FORFEITURE_POSSIBLE', ['DISTURBANCE_OPEN'], ['OFFER_PLAN', 'SEND_REMINDER']]]],
    // a chef sees the rent that may cost the home, and no disturbance that is looked after in time
    ['CHEF', quiet, [['FORFEITURE_POSSIBLE', [], ['OFFER_PLAN', 'SEND_REMINDER']]]],
    // the case is theirs: it comes first, and the rent's own line is not for them
    [
      'SOCIALSEKRETERARE',
      inCase,
      [['CASE_ACTION', ['DISTURBANCE_OPEN'], ['TROUBLESHOOT_RENT', 'OFFER_SUPPORT', 'OFFER_PLAN', 'SEND_REMINDER', 'CHECK_IF_QUIET']]],
    ],
    [
      'VRAKNINGSFOREBYGGARE',
      inCase,
      [['CASE_ACTION', ['DISTURBANCE_OPEN'], ['TROUBLESHOOT_RENT', 'OFFER_SUPPORT', 'OFFER_PLAN', 'SEND_REMINDER', 'CHECK_IF_QUIET']]],
    ],
    ['CONTROLLER', inCase, []],
  ])('%s', (role, of, expected) => expect(brief(role, of)).toEqual(expected))

  test('lines that say the same action are one: a broken plan is told by the rent it is for', () => {
    const plan = { agreedOn: '2026-11-02', signedOn: '2026-11-03', shortOre: 200_000, brokenOn: '2026-11-17', nextOn: null }
    const broken = facts({ disturbances: [], plans: [{ id: 1, personId: 7, ...plan }], households: new Map([[7, household({ plan })]]) })
    expect(brief('BOENDESTOD', broken)).toEqual([['FORFEITURE_POSSIBLE', [], ['TROUBLESHOOT_RENT', 'SEND_REMINDER']]])
    expect(linesFor('BOENDESTOD', todayLines(broken, on))[0]?.action).toMatchObject({ next: { action: 'FOLLOW_UP_PLAN' } })
  })

  test('of two households each its own, the one whose nearest day is first; lines about the flat stay alone', () => {
    const other = { id: 6, ...about, personId: 8, tenancyId: 2, apartmentId: 2 }
    const both = facts({
      disturbances: [
        { id: 5, ...about, facts: record },
        { ...other, facts: record },
      ],
      stays: [
        stay,
        {
          ...stay,
          id: 2,
          personId: 8,
          apartmentId: 2,
          landlordToldOn: null,
          startsOn: '2026-11-21',
          recordedOn: '2026-11-21',
          doneMonths: [],
        },
      ],
    })
    expect(linesFor('BOSAMORDNARE', todayLines(both, on)).map((line) => [line.rule, line.personId])).toEqual([
      ['DISTURBANCE_OPEN', 7],
      ['LANDLORD_NOT_TOLD', 8],
      ['DISTURBANCE_OPEN', 8],
    ])
  })
})
