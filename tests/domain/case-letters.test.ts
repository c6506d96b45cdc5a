import { describe, expect, test } from '@jest/globals'
import {
  caseStopReasons,
  missingConsents,
  reachesOn,
  subjectsOf,
  typedAddressLines,
  type CaseStanding,
} from '../../server/domain/case-letters.js'
import type { CaseLetterKind, LandlordFact, SentHow } from '../../server/domain/codes.js'

const then: CaseStanding = {
  closed: false,
  noticeEnded: false,
  confirmed: false,
  copied: false,
  undertakenEvent: 0,
  declinedEvent: 0,
  debtPaidEvent: 0,
  supportAnswerEvent: 0,
  meetingId: 5,
  livesThere: true,
  landlordId: 1,
  responsibleId: 1,
  unpaidOre: 600_000,
  toldOre: 1_524_000,
  planId: 7,
  consents: { RENT: 1, DISTURBANCE: null },
  lastDayOn: '2026-12-02',
}
const reasons = (
  kind: CaseLetterKind,
  now: Partial<CaseStanding>,
  facts: LandlordFact[] = [],
  today = '2026-11-24',
  meetingOn: string | null = null,
) => caseStopReasons({ kind, standing: then, facts, meetingOn }, { ...then, ...now }, today)

describe('a draft no longer holds', () => {
  test.each<[CaseLetterKind, Partial<CaseStanding>, string[], LandlordFact[]]>([
    ['CONFIRMATION', {}, [], []],
    ['CONFIRMATION', { confirmed: true, responsibleId: 2 }, ['ALREADY_CONFIRMED', 'HANDLAGGARE_CHANGED'], []],
    ['CONFIRMATION', { livesThere: false, unpaidOre: 0 }, [], []], // Kronofogden is answered all the same
    ['CONFIRMATION_COPY', { copied: true, responsibleId: 2 }, ['ALREADY_COPIED'], []],
    ['MEETING_CALL', { closed: true, noticeEnded: true }, ['CASE_CLOSED'], []],
    ['MEETING_CALL', { noticeEnded: true, livesThere: false }, ['NOTICE_ENDED', 'PERSON_MOVED'], []],
    ['MEETING_CALL', { meetingId: 9 }, ['MEETING_MOVED'], []],
    ['MEETING_CALL', { meetingId: 0 }, ['MEETING_NOT_PLANNED_NOW'], []],
    ['SUPPORT_OFFER', { meetingId: 9 }, [], []],
    ['UNDERTAKING', { toldOre: 1_724_000 }, ['AMOUNT_CHANGED'], []],
    ['UNDERTAKING', { unpaidOre: 0, toldOre: 1_724_000 }, ['PAID'], []],
    ['UNDERTAKING', { debtPaidEvent: 9 }, ['PAID'], []],
    ['UNDERTAKING', { undertakenEvent: 9, declinedEvent: 8 }, ['ALREADY_UNDERTAKEN', 'UNDERTAKING_DECLINED'], []],
    ['UNDERTAKING', { landlordId: 2 }, ['LANDLORD_CHANGED'], []],
    ['LANDLORD_REPLY', { unpaidOre: 1 }, ['AMOUNT_CHANGED'], ['RENT_PAID_ON']],
    ['LANDLORD_REPLY', { unpaidOre: 1, planId: null }, [], ['DISTURBANCE_SPOKEN_OF']],
    ['LANDLORD_REPLY', { planId: null }, ['PLAN_ENDED'], ['PLAN_AGREED']],
    ['LANDLORD_REPLY', { consents: { RENT: null, DISTURBANCE: null } }, ['CONSENT_WITHDRAWN'], ['RENT_PAID_ON']],
    ['LANDLORD_REPLY', { consents: { RENT: 2, DISTURBANCE: null } }, [], ['RENT_PAID_ON']], // a new consent covers it
    ['LANDLORD_REPLY', { consents: { RENT: null, DISTURBANCE: null } }, [], ['DISTURBANCE_SPOKEN_OF']], // never had one: it waits
    ['SUPPORT_OFFER', { supportAnswerEvent: 3 }, ['SUPPORT_ANSWERED'], []],
    ['SUPPORT_OFFER', { unpaidOre: 0, debtPaidEvent: 4 }, [], []],
  ])('%s with %j: %j', (kind, now, expected, facts) => expect(reasons(kind, now, facts)).toEqual(expected))

  test('a draft from before meetings were planned is bound to none', () => {
    const { meetingId: _none, ...before } = then
    expect(caseStopReasons({ kind: 'MEETING_CALL', standing: before, facts: [], meetingOn: '2026-11-25' }, then, '2026-11-24')).toEqual([])
  })
  test('the last day counts, the day after does not; a meeting day holds to its end', () => {
    expect([reasons('UNDERTAKING', {}, [], '2026-12-02'), reasons('UNDERTAKING', {}, [], '2026-12-03')]).toEqual([[], ['PERIOD_OVER']])
    expect(reasons('UNDERTAKING', { lastDayOn: null }, [], '2027-12-03')).toEqual([])
    expect([
      reasons('MEETING_CALL', {}, [], '2026-11-24', '2026-11-24'),
      reasons('MEETING_CALL', {}, [], '2026-11-25', '2026-11-24'),
    ]).toEqual([[], ['MEETING_PASSED']])
  })
})

test.each<[SentHow, string, string]>([
  ['HAND', '2026-12-01', '2026-12-01'],
  ['SECURE_EMAIL', '2026-12-05', '2026-12-05'],
  ['POST', '2026-12-01', '2026-12-03'],
  ['REGISTERED', '2026-12-04', '2026-12-08'], // Friday: Monday and Tuesday
  ['POST', '2026-12-23', '2026-12-29'], // over Christmas
])('%s on %s is there on %s', (how, goneOn, there) => expect(reachesOn(how, goneOn, 2)).toBe(there))

test('what is told decides what must be consented to', () => {
  expect(subjectsOf(['RENT_PAID_ON', 'PLAN_AGREED'])).toEqual(['RENT'])
  expect(subjectsOf(['DISTURBANCE_SPOKEN_OF', 'RENT_PAID_ON'])).toEqual(['DISTURBANCE', 'RENT'])
  expect(missingConsents(['DISTURBANCE_SPOKEN_OF', 'RENT_PAID_ON'], then)).toEqual(['DISTURBANCE'])
})

test.each([
  ['Storgatan 5, 126 34 Lunda', ['Storgatan 5', '126 34 Lunda']],
  ['Storgatan 5 lgh 1101 12634 Lunda', ['Storgatan 5 lgh 1101', '126 34 Lunda']],
  ['Storgatan 5', []],
  [null, []],
])('%j is addressed %j', (typed, lines) => expect(typedAddressLines(typed)).toEqual(lines))
