import { describe, expect, test } from '@jest/globals'
import type { MailOutcome, TodayRule, UrgencyGroup } from '../../server/domain/codes.js'
import { digestCounts, isDigestTime, isWorthMailing, nextStep } from '../../server/domain/mail-digest.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import type { TodayLine } from '../../server/domain/today.js'

const line = (rule: TodayRule, dueOn: string, group: UrgencyGroup, personId: number): TodayLine => ({
  rule,
  roles: [],
  personId,
  apartmentId: null,
  tenancyId: null,
  reason: '',
  since: dueOn,
  dueOn,
  group,
  action: { kind: 'CALL_ABOUT_RENT' },
  children: 0,
  amountOre: null,
})

describe('the counts of a morning', () => {
  const lines = [
    line('FORFEITURE_POSSIBLE', '2026-11-07', 'BRADSKAR', 1),
    line('RENT_MISSING_DAY_7', '2026-11-23', 'BRADSKAR', 2),
    line('CHECKPOINT_DUE', '2026-11-26', 'VECKAN', 3),
    line('CHECKPOINT_DUE', '2026-11-23', 'BRADSKAR', 4),
    line('HEAD_LEASE_ENDING', '2027-03-31', 'BEVAKA', 5),
  ]

  test('are those of the page; the day of a masked line is not counted', () => {
    expect(digestCounts(lines, (one) => one.personId === 4, ['2026-11-24'], '2026-11-23')).toEqual({
      groups: { BRADSKAR: 3, VECKAN: 1, BEVAKA: 1 },
      overdue: 1,
      today: 1,
      kinds: [
        { rule: 'RENT_MISSING_DAY_7', count: 1 },
        { rule: 'FORFEITURE_POSSIBLE', count: 1 },
        { rule: 'CHECKPOINT_DUE', count: 2 },
        { rule: 'HEAD_LEASE_ENDING', count: 1 },
      ],
      legal: 1,
    })
  })

  test('are worth a mail when something is urgent or due within the week', () => {
    const worth = (...of: number[]) =>
      isWorthMailing(
        digestCounts(
          of.map((n) => lines[n] as TodayLine),
          () => false,
          [],
          '2026-11-23',
        ),
      )
    expect([worth(), worth(4), worth(2), worth(0)]).toEqual([false, false, true, true])
  })
})

describe('the time of the day', () => {
  test.each<[string, string, boolean]>([
    ['2026-11-23', '2026-11-23T05:59:00.000Z', false], // 06.59
    ['2026-11-23', '2026-11-23T06:00:00.000Z', true],
    ['2026-11-23', '2026-11-23T10:59:00.000Z', true],
    ['2026-11-23', '2026-11-23T11:00:00.000Z', false], // noon
    ['2026-06-29', '2026-06-29T05:00:00.000Z', true], // 07.00 in summer time
    ['2026-11-22', '2026-11-22T08:00:00.000Z', false], // Sunday
    ['2026-12-24', '2026-12-24T08:00:00.000Z', false],
    ['2027-01-06', '2027-01-06T08:00:00.000Z', false],
  ])('%s at %s: %s', (today, nowAt, is) => expect(isDigestTime(today, nowAt, DEFAULT_SETTINGS)).toBe(is))
})

describe('the next step of a digest taken at 07.00', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 6, minute)).toISOString()
  const tried = (minute: number, outcome: MailOutcome | null) => ({ startedAt: at(minute), outcome })
  test.each<[string, { startedAt: string; outcome: MailOutcome | null }[], number, string]>([
    ['not tried yet', [], 0, 'TRY'],
    ['never tried, an hour later', [], 60, 'GIVE_UP'],
    ['under way, or broken off with its process', [tried(0, null)], 5, 'DONE'],
    ['sent', [tried(0, 'MAIL_SENT')], 20, 'DONE'],
    ['refused for good', [tried(0, 'MAIL_REFUSED')], 20, 'DONE'],
    ['perhaps arrived', [tried(0, 'MAIL_UNSURE')], 20, 'DONE'],
    ['nothing to do', [tried(0, 'MAIL_NOT_NEEDED')], 20, 'DONE'],
    ['delayed just now', [tried(0, 'MAIL_DELAYED')], 9, 'WAIT'],
    ['delayed ten minutes ago', [tried(0, 'MAIL_DELAYED')], 10, 'TRY'],
    ['delayed again', [tried(0, 'MAIL_DELAYED'), tried(10, 'MAIL_DELAYED')], 15, 'WAIT'],
    ['delayed for an hour', [tried(0, 'MAIL_DELAYED'), tried(50, 'MAIL_DELAYED')], 60, 'GIVE_UP'],
    ['given up', [tried(0, 'MAIL_DELAYED'), tried(60, 'MAIL_GIVEN_UP')], 65, 'DONE'],
  ])('%s', (_, attempts, minute, step) => expect(nextStep(at(0), attempts, at(minute), DEFAULT_SETTINGS)).toBe(step))
})
