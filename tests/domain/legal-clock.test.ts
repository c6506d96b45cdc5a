import { describe, expect, test } from '@jest/globals'
import { legalDates, type NoticeFacts } from '../../server/domain/legal-clock.js'
import { terminationForDisturbance } from '../../server/domain/legal-clock/disturbance.js'
import { forfeitureDates } from '../../server/domain/legal-clock/forfeiture.js'
import { inquiryDecisionDate } from '../../server/domain/legal-clock/inquiry-decision.js'
import { confirmationDate } from '../../server/domain/legal-clock/kronofogden-confirmation.js'
import { undertakingDates } from '../../server/domain/legal-clock/liability-undertaking.js'
import { lastDayAfterNotice, leaveBy, mustBeTerminated, terminateFixedTermBy } from '../../server/domain/legal-clock/notice-period.js'
import { propertyDate } from '../../server/domain/legal-clock/property-left-behind.js'
import { reinstatementPeriod } from '../../server/domain/legal-clock/reinstatement.js'
import { rightToStay } from '../../server/domain/legal-clock/second-hand.js'
import { vardagarFrom } from '../../server/domain/legal-clock/vardagar.js'

const days = (dates: readonly { kind: string; on: string }[]) => dates.map(({ kind, on }) => `${on} ${kind}`)

describe('vardagar', () => {
  test.each([
    ['2026-12-02', 2, true, '2026-12-04'],
    ['2026-12-02', 2, false, '2026-12-04'],
    ['2026-12-03', 2, true, '2026-12-05'],
    ['2026-12-03', 2, false, '2026-12-07'],
    ['2026-12-23', 2, true, '2026-12-28'], // julafton counts as one; then two holidays and a Sunday
    ['2026-12-23', 2, false, '2026-12-29'],
    ['2026-12-02', -3, false, '2026-11-27'],
    ['2026-12-02', 0, false, '2026-12-02'],
  ])('%s and %i more, Saturdays counted: %s: %s', (day, n, saturdays, wanted) => {
    expect(vardagarFrom(day, n, saturdays)).toBe(wanted)
  })
})

describe('forfeiture', () => {
  test.each([
    ['2026-10-30', '2026-11-06', '2026-11-07'],
    ['2026-01-30', '2026-02-09', '2026-02-10'], // Saturday the 31st may be meant, a week on is a Saturday
    ['2025-12-30', '2026-01-07', '2026-01-08'], // nyårsafton may be meant
  ])('due %s: pay by %s, may be forfeit from %s', (dueOn, last, from) => {
    expect(days(forfeitureDates(dueOn))).toEqual([`${last} PAY_BEFORE_FORFEITURE`, `${from} MAY_BE_FORFEIT`])
  })
  test('after a respite the week is counted from its last day, and the reason says so', () => {
    const dates = forfeitureDates('2026-10-30', '2026-12-07')
    expect(days(dates)).toEqual(['2026-12-14 PAY_BEFORE_FORFEITURE', '2026-12-15 MAY_BE_FORFEIT'])
    expect(dates[0]).toMatchObject({ why: 'Betala senast 14 december: en vecka efter anståndets sista dag 7 december.', reading: null })
  })
})

describe('reinstatement', () => {
  test.each([
    // served, told, Saturdays count, begins, last day, decidable from
    ['2026-02-06', '2026-02-10', true, '2026-02-10', '2026-03-03', '2026-03-06'],
    ['2026-02-10', '2026-02-06', true, '2026-02-10', '2026-03-03', '2026-03-06'],
    ['2026-11-09', '2026-11-11', true, '2026-11-11', '2026-12-02', '2026-12-05'],
    ['2026-11-09', '2026-11-12', true, '2026-11-12', '2026-12-03', '2026-12-06'],
    ['2026-11-09', '2026-11-12', false, '2026-11-12', '2026-12-03', '2026-12-08'],
    ['2026-12-16', '2026-12-16', false, '2026-12-16', '2027-01-07', '2027-01-12'], // three weeks on is trettondedagen
    ['2024-02-08', '2024-02-08', false, '2024-02-08', '2024-02-29', '2024-03-05'], // a leap day ends it
    ['2026-03-16', '2026-03-16', false, '2026-03-16', '2026-04-07', '2026-04-10'], // annandag påsk; summer time begins between
  ])(
    'served %s and told %s (Saturdays %s): from %s to %s, decidable %s',
    (servedOn, socialnamndenToldOn, saturdays, beginsOn, lastDayOn, decidable) => {
      const period = reinstatementPeriod({ servedOn, socialnamndenToldOn }, saturdays)
      expect([period.beginsOn, period.lastDayOn, period.dates[1]?.on]).toEqual([beginsOn, lastDayOn, decidable])
    },
  )

  test('says why in plain Swedish', () => {
    const { dates } = reinstatementPeriod({ servedOn: '2026-02-06', socialnamndenToldOn: '2026-02-10' }, true)
    expect(dates[0]?.why).toBe('Betala senast 3 mars: tre veckor från 10 februari, då både delgivning och meddelande var klara.')
    expect(dates[1]?.reading).toBe('Lördagar och aftnar räknas som vardagar.')
  })

  test.each([
    [null, null, 'Fristen har inte börjat: varken delgivning eller meddelande till socialnämnden är klart.'],
    ['2026-11-09', null, 'Fristen har inte börjat: socialnämnden har inte fått meddelandet. Hyresgästen delgavs 9 november.'],
    [null, '2026-11-11', 'Fristen har inte börjat: hyresgästen är inte delgiven. Meddelandet kom 11 november.'],
  ])('served %s, told %s: not begun', (servedOn, socialnamndenToldOn, wanted) => {
    expect(reinstatementPeriod({ servedOn, socialnamndenToldOn }, true)).toEqual({
      beginsOn: null,
      lastDayOn: null,
      dates: [],
      notBegun: wanted,
    })
  })
})

describe('undertaking', () => {
  test('has an own target three vardagar before the last day', () => {
    expect(days(undertakingDates('2026-12-02', 3))).toEqual(['2026-11-27 UNDERTAKE_OWN_TARGET', '2026-12-02 UNDERTAKE_AT_LATEST'])
  })
})

describe('disturbance', () => {
  const facts = { urgedOn: '2026-11-03', socialnamndenToldOn: '2026-11-05', serious: false, secondHand: true, latestOn: '2026-11-02' }
  test.each([
    ['quiet since both were done', {}, null],
    ['the same day is not after', { latestOn: '2026-11-05' }, null],
    ['again after both', { latestOn: '2026-11-08' }, '2026-11-08'],
    ['not told', { socialnamndenToldOn: null, latestOn: '2026-11-08' }, null],
    ['not urged', { urgedOn: null, latestOn: '2026-11-08' }, null],
    ['serious in first hand', { serious: true, secondHand: false, urgedOn: null, socialnamndenToldOn: null }, '2026-11-02'],
    ['serious in second hand: urging and telling all the same', { serious: true, urgedOn: null }, null],
  ])('%s', (_, change, wanted) => {
    expect(terminationForDisturbance({ ...facts, ...change }).mayTerminateFrom).toBe(wanted)
  })
  test('by the paragraph that says so: always in second hand is the fourth, before a termination the third', () => {
    const statute = (secondHand: boolean) => terminationForDisturbance({ ...facts, secondHand, urgedOn: null }).statute
    expect([statute(true), statute(false)]).toEqual([
      '12 kap. 25 a § och 42 § fjärde stycket JB',
      '12 kap. 25 a § och 42 § tredje stycket JB',
    ])
  })
  test('names everything that is lacking', () => {
    expect(terminationForDisturbance({ ...facts, urgedOn: null, socialnamndenToldOn: null }).why).toBe(
      'Hyresvärden får inte säga upp än: hyresgästen har inte fått en rättelseanmaning och socialnämnden är inte underrättad. Det gäller alltid när den som stör bor i andra hand.',
    )
  })
})

describe('the right to stay in second hand', () => {
  const one = { startsOn: '2024-12-01', blockLease: false, waiver: null }
  test.each([
    ['one apartment', one, '2026-12-01', false],
    ['a block lease', { ...one, blockLease: true }, '2024-12-01', false],
    ['a waiver', { ...one, waiver: { approvedOn: '2024-11-15', untilOn: '2027-11-30' } }, '2027-12-01', false],
    ['a waiver that ended before', { ...one, waiver: { approvedOn: '2024-11-15', untilOn: '2025-11-30' } }, '2026-12-01', false],
    ['a waiver until further notice', { ...one, blockLease: true, waiver: { approvedOn: '2024-11-15', untilOn: null } }, null, false],
    ['a waiver nobody approved', { ...one, waiver: { approvedOn: null, untilOn: null } }, '2026-12-01', true],
    ['moved in on a leap day', { ...one, startsOn: '2024-02-29' }, '2026-02-28', false],
  ])('%s', (_, facts, from, question) => {
    const right = rightToStay(facts, 24)
    expect([right.from, right.question !== null]).toEqual([from, question])
  })
})

describe('notice periods', () => {
  test.each([
    ['2026-11-15', '2027-02-28'],
    ['2026-11-30', '2027-02-28'],
    ['2026-12-01', '2027-03-31'],
    ['2023-11-29', '2024-02-29'],
  ])('terminated %s until further notice: ends with %s', (on, wanted) => expect(lastDayAfterNotice(on)).toBe(wanted))
  test.each([
    ['2026-04-01', '2027-03-31', '2026-12-31'],
    ['2026-11-01', '2026-12-31', '2026-12-24'],
    ['2026-11-01', '2026-11-14', '2026-11-13'],
    ['2026-11-01', '2027-01-31', '2027-01-24'], // three months exactly is not over three months
    ['2026-11-01', '2027-02-01', '2026-11-01'],
    // The end of a month three months before the end of a month, however many days each has.
    ['2026-05-01', '2027-04-30', '2027-01-31'],
    ['2026-03-01', '2027-02-28', '2026-11-30'],
    ['2027-03-01', '2028-02-29', '2027-11-30'],
    ['2026-06-01', '2027-05-31', '2027-02-28'],
    ['2026-06-01', '2027-05-30', '2027-02-28'],
    ['2026-03-01', '2027-02-27', '2026-11-27'],
  ])('a fixed term %s to %s is terminated by %s', (startsOn, lastDayOn, wanted) => {
    expect(terminateFixedTermBy({ startsOn, lastDayOn })).toBe(wanted)
  })
  test.each([
    ['2026-01-01', '2026-09-30', false],
    ['2026-01-01', '2026-10-01', true],
  ])('%s to %s must be terminated: %s', (startsOn, lastDayOn, wanted) => expect(mustBeTerminated({ startsOn, lastDayOn })).toBe(wanted))
  test.each([
    ['2027-02-28', '2027-03-01'],
    ['2027-03-31', '2027-04-01'],
    ['2026-12-31', '2027-01-04'], // nyårsdagen, Saturday, Sunday
  ])('the last day %s: left by noon %s', (last, wanted) => expect(leaveBy(last)).toBe(wanted))
})

describe('the confirmation to Kronofogden', () => {
  test('is for the day of arrival, also a Saturday', () => expect(confirmationDate('2026-11-21').on).toBe('2026-11-21'))
})

test('an inquiry is decided within the set number of vardagar', () => {
  expect(inquiryDecisionDate('2026-11-20', 1).on).toBe('2026-11-23')
  expect(inquiryDecisionDate('2026-11-20', 0).on).toBe('2026-11-20')
})

describe('property left behind', () => {
  test.each([
    ['2026-06-15', '2026-07-01', '2026-10-01'],
    ['2026-06-15', null, '2026-12-15'],
    ['2026-06-15', '2026-11-01', '2026-12-15'], // urged late: six months from leaving come first
    ['2026-04-05', '2026-08-30', '2026-10-05'],
    ['2026-01-31', null, '2026-07-31'],
  ])('left %s, urged %s: by %s', (leftOn, urgedOn, wanted) => expect(propertyDate({ leftOn, urgedOn }).on).toBe(wanted))
})

describe('the clock as a whole', () => {
  const readings = { saturdaysCount: true, undertakingMarginVardagar: 3, inquiryDecisionVardagar: 1 }
  const termination: NoticeFacts = {
    sender: 'HYRESVARD',
    kind: 'UPPSAGNING',
    arrivedOn: '2026-11-11',
    servedOn: '2026-11-09',
    plannedEvictionOn: null,
    inquiryDecidedOn: null,
  }
  const time: NoticeFacts = {
    ...termination,
    sender: 'KRONOFOGDEN',
    kind: 'TID_FOR_AVHYSNING',
    arrivedOn: '2026-12-07',
    servedOn: null,
    plannedEvictionOn: '2026-12-21',
  }

  test('before any notice the oldest late bill decides', () => {
    expect(
      days(
        legalDates(
          {
            lateBills: [
              { dueOn: '2026-10-30', respiteUntilOn: null },
              { dueOn: '2026-09-30', respiteUntilOn: null },
            ],
            notices: [],
          },
          readings,
        ),
      ),
    ).toEqual(['2026-10-07 PAY_BEFORE_FORFEITURE', '2026-10-08 MAY_BE_FORFEIT'])
  })
  test('a bill with a respite counts from it, so a later bill can come first', () => {
    const lateBills = [
      { dueOn: '2026-08-31', respiteUntilOn: '2026-11-16' },
      { dueOn: '2026-10-30', respiteUntilOn: null },
    ]
    expect(days(legalDates({ lateBills, notices: [] }, readings))).toEqual([
      '2026-11-06 PAY_BEFORE_FORFEITURE',
      '2026-11-07 MAY_BE_FORFEIT',
    ])
  })
  test('a termination, and then the time of the eviction', () => {
    expect(
      days(legalDates({ lateBills: [{ dueOn: '2026-09-30', respiteUntilOn: null }], notices: [time, termination] }, readings)),
    ).toEqual([
      '2026-11-12 DECIDE_ON_INQUIRY',
      '2026-11-27 UNDERTAKE_OWN_TARGET',
      '2026-12-02 PAY_AT_LATEST',
      '2026-12-02 UNDERTAKE_AT_LATEST',
      '2026-12-05 EVICTION_MAY_BE_DECIDED',
      '2026-12-07 CONFIRM_SAME_DAY',
      '2026-12-08 DECIDE_ON_INQUIRY',
      '2026-12-21 EVICTION_DAY',
    ])
  })
  test('not served yet: only the decision', () => {
    expect(days(legalDates({ lateBills: [], notices: [{ ...termination, servedOn: null }] }, readings))).toEqual([
      '2026-11-12 DECIDE_ON_INQUIRY',
    ])
  })
  test('decided: the day is gone from the clock', () => {
    expect(
      days(legalDates({ lateBills: [], notices: [{ ...termination, servedOn: null, inquiryDecidedOn: '2026-11-11' }] }, readings)),
    ).toEqual([])
  })
})
