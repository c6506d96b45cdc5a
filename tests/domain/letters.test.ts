import { describe, expect, test } from '@jest/globals'
import {
  addressLines,
  leftOutOfBills,
  leftOutOfReminders,
  letterState,
  reminderFeeOre,
  stopReasons,
  waysToSend,
  type LetterBasis,
} from '../../server/domain/letters.js'

const home = ['Provgatan 1 lgh 1101', '126 34 Lunda']
const basis: LetterBasis = {
  protection: 'NEJ',
  address: home,
  bills: [{ id: 7, openOre: 648_000 }],
  bankgiro: '5050-1055',
  balanceOre: 648_000,
  paused: false,
  respited: [],
  plan: null,
}
const now = { ...basis, reversed: [] as number[] }
const today = '2026-11-22'

describe('a draft against today’s facts', () => {
  type Draft = Parameters<typeof stopReasons>[0]
  const reminder: Draft = { kind: 'REMINDER', basis, lastDay: '2026-12-02' }
  const bill: Draft = { kind: 'RENT_BILL', basis, lastDay: null }
  const plan: Draft = { kind: 'REPAYMENT_PLAN', basis: { ...basis, bills: [], plan: { id: 3, state: 'RUNNING' } }, lastDay: null }
  const overview: Draft = { kind: 'PAYMENT_OVERVIEW', basis: { ...basis, bills: [] }, lastDay: null }
  const planNow = { ...now, plan: { id: 3, state: 'RUNNING' as const } }
  test.each([
    ['nothing has happened', reminder, now, today, []],
    ['a part was paid', reminder, { ...now, bills: [{ id: 7, openOre: 448_000 }] }, today, ['AMOUNT_CHANGED']],
    ['all was paid', reminder, { ...now, bills: [{ id: 7, openOre: 0 }] }, today, ['PAID']],
    ['the bill is gone from the open ones', reminder, { ...now, bills: [] }, today, ['PAID']],
    ['the bill was reversed', reminder, { ...now, bills: [{ id: 7, openOre: 0 }], reversed: [7] }, today, ['REVERSED']],
    ['a pause and a payment', reminder, { ...now, paused: true, bills: [] }, today, ['PAID', 'PAUSED']],
    ['a respite on the bill', reminder, { ...now, respited: [7] }, today, ['RESPITE']],
    ['a respite on another bill', reminder, { ...now, respited: [8] }, today, []],
    ['a plan was agreed', reminder, planNow, today, ['PLAN_RUNNING']],
    ['a plan that is broken', reminder, { ...now, plan: { id: 3, state: 'BROKEN' as const } }, today, []],
    ['the last day itself', reminder, now, '2026-12-02', []],
    ['after its last day', reminder, now, '2026-12-03', ['DAY_PASSED']],
    ['protected now', reminder, { ...now, protection: 'SEKRETESSMARKERING' as const, address: [] }, today, ['PROTECTED_NOW']],
    ['moved', bill, { ...now, address: ['Provgatan 2', '126 34 Lunda'] }, today, ['ADDRESS_CHANGED']],
    ['moved out to nowhere we know', bill, { ...now, address: [] }, today, []],
    ['another bankgiro', bill, { ...now, bankgiro: '5201-3497' }, today, ['BANKGIRO_CHANGED']],
    ['an avi is not stopped by a pause', bill, { ...now, paused: true }, today, []],
    ['the plan stands', plan, planNow, today, []],
    ['the plan is broken, the paper still tells of it', plan, { ...planNow, plan: { id: 3, state: 'BROKEN' as const } }, today, []],
    ['another plan', plan, { ...now, plan: { id: 4, state: 'RUNNING' as const } }, today, ['PLAN_ENDED']],
    ['the plan has ended', plan, now, today, ['PLAN_ENDED']],
    ['something was booked', overview, { ...now, balanceOre: 1 }, today, ['BALANCE_CHANGED']],
  ])('%s', (_name, letter, facts, day, reasons) => {
    expect(stopReasons(letter, facts, day)).toEqual(reasons)
  })
  test('protected then and not any more', () => {
    const letter = { ...reminder, basis: { ...basis, protection: 'SEKRETESSMARKERING' as const, address: [] } }
    expect(stopReasons(letter, now, today)).toEqual(['NOT_PROTECTED_NOW'])
  })
})

describe('who gets a reminder', () => {
  const late = {
    lateOre: 648_000,
    lateAfterRespiteOre: 648_000,
    paused: false,
    plan: null,
    hasDraft: false,
    lastRemindedOn: null,
    recentFrom: '2026-11-08',
    hasAddress: true,
    protected: false,
  } as const
  test.each([
    [{}, null],
    [{ lateOre: 0 }, 'NO_DEBT'],
    [{ paused: true }, 'PAUSED'],
    [{ plan: 'RUNNING' as const }, 'PLAN_RUNNING'],
    [{ plan: 'BROKEN' as const }, null],
    [{ lateAfterRespiteOre: 0 }, 'RESPITE'],
    [{ hasDraft: true }, 'LETTER_EXISTS'],
    [{ lastRemindedOn: '2026-11-08' }, 'RECENTLY_REMINDED'],
    [{ lastRemindedOn: '2026-11-07' }, null],
    [{ hasAddress: false }, 'NO_POSTAL_ADDRESS'],
    [{ hasAddress: false, protected: true }, null],
  ])('%j: %s', (change, reason) => {
    expect(leftOutOfReminders({ ...late, ...change })).toBe(reason)
  })
})

describe('who gets an avi', () => {
  const bill = { openOre: 600_000, hasLetter: false, hasAddress: true, protected: false }
  test.each([
    [{}, null],
    [{ openOre: 0 }, 'ALREADY_PAID'],
    [{ hasLetter: true }, 'LETTER_EXISTS'],
    [{ hasAddress: false }, 'NO_POSTAL_ADDRESS'],
    [{ hasAddress: false, protected: true }, null],
  ])('%j: %s', (change, reason) => {
    expect(leftOutOfBills({ ...bill, ...change })).toBe(reason)
  })
})

test('the fee of a reminder', () => {
  expect(reminderFeeOre({ chargesReminderFee: 0, reminderFeeKronor: 60 })).toBe(0)
  expect(reminderFeeOre({ chargesReminderFee: 1, reminderFeeKronor: 60 })).toBe(6_000)
})

test('the window of the envelope', () => {
  const place = { address: 'Provgatan 1', apartmentNumber: '1101', postcode: '126 34', city: 'Lunda' }
  expect(addressLines(place)).toEqual(home)
  expect(addressLines({ ...place, postcode: '12634', apartmentNumber: null })).toEqual(['Provgatan 1', '126 34 Lunda'])
  for (const missing of [{ address: null }, { postcode: null }, { postcode: '1263' }, { city: null }, { city: '' }]) {
    expect(addressLines({ ...place, ...missing })).toEqual([])
  }
  expect(addressLines(null)).toEqual([])
})

test('how a letter may go, and what has become of it', () => {
  expect(waysToSend('NEJ')).toEqual(['POST', 'HAND'])
  expect(waysToSend('SKYDDAD_FOLKBOKFORING')).toEqual(['SKATTEVERKET', 'HAND'])
  expect(letterState({ sentAt: null, stoppedAt: null })).toBe('DRAFT')
  expect(letterState({ sentAt: 'x', stoppedAt: null })).toBe('SENT')
  expect(letterState({ sentAt: null, stoppedAt: 'x' })).toBe('STOPPED')
})
