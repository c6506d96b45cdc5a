import { describe, expect, test } from '@jest/globals'
import { decideHeadLease, decideHousingForm, decideVoid, decideVoidEnd, firstDayHeld } from '../../server/domain/apartment-changes.js'
import type { ApartmentLife } from '../../server/domain/apartments.js'
import type { HousingForm } from '../../server/domain/codes.js'
import type { Interval } from '../../server/domain/interval.js'

const from = (startsOn: string, endsOn: string | null = null): Interval => ({ startsOn, endsOn })
const form = (id: number, code: HousingForm, startsOn: string, endsOn: string | null = null) => ({ id, form: code, startsOn, endsOn })
const training = form(1, 'TRANINGSLAGENHET', '2024-01-01')
const planned = form(2, 'FORSOKSLAGENHET', '2026-07-01')
const closed = form(1, 'TRANINGSLAGENHET', '2024-01-01', '2026-07-01')

describe('boendeform from a day', () => {
  test.each<[string, (typeof training)[], HousingForm | null, string, object]>([
    ['closes the one before', [training], 'FORSOKSLAGENHET', '2026-07-01', { closes: 1, corrects: null }],
    ['the first', [], 'FORSOKSLAGENHET', '2026-07-01', { closes: null, corrects: null }],
    ['the same as in force', [training], 'TRANINGSLAGENHET', '2026-07-01', { reasons: ['FORM_IN_FORCE'], inTheWay: training }],
    ['before one that is planned', [closed, planned], 'BOSTAD_FORST', '2025-01-01', { reasons: ['FORM_PLANNED_LATER'], inTheWay: planned }],
    ['before the first', [training], 'BOSTAD_FORST', '2023-12-31', { reasons: ['FORM_PLANNED_LATER'], inTheWay: training }],
    ['the same day corrects', [closed, planned], 'BOSTAD_FORST', '2026-07-01', { closes: null, corrects: 2 }],
    ['after one that has ended', [closed], 'TRANINGSLAGENHET', '2026-07-01', { closes: null, corrects: null }],
    ['inside one with an end: ends sooner', [closed], 'BOSTAD_FORST', '2026-06-01', { closes: 1, corrects: null }],
    ['none: ends', [training], null, '2026-07-01', { closes: 1, corrects: null }],
    ['none where there is none', [closed], null, '2026-07-01', { reasons: ['FORM_NOT_THERE'], inTheWay: null }],
    ['none from the first day: nothing is left of it', [closed, planned], null, '2026-07-01', { closes: 2, corrects: null }],
    [
      'after one that was emptied',
      [closed, form(2, 'FORSOKSLAGENHET', '2026-07-01', '2026-07-01')],
      'BOSTAD_FORST',
      '2026-06-01',
      { closes: 1, corrects: null },
    ],
  ])('%s', (_, forms, code, day, expected) => {
    expect(decideHousingForm(forms, code, day)).toEqual({ refused: 'reasons' in expected, ...expected })
  })
})

describe('head lease', () => {
  test.each<[string, Interval[], Interval, boolean]>([
    ['the first', [], from('2024-01-01'), false],
    ['edge to edge', [from('2022-01-01', '2024-01-01')], from('2024-01-01'), false],
    ['a day in common', [from('2022-01-01', '2024-01-02')], from('2024-01-01'), true],
    ['beside an open one', [from('2022-01-01')], from('2024-01-01', '2025-01-01'), true],
  ])('%s', (_, others, lease, refused) => {
    expect(decideHeadLease(others, lease)).toEqual(refused ? { refused, reasons: ['LEASE_OVERLAPS'], inTheWay: others[0] } : { refused })
  })
})

const life: ApartmentLife = {
  leases: [from('2024-01-01', '2027-01-01')],
  forms: [training],
  tenancies: [{ id: 7, ...from('2026-03-01', '2026-06-01') }],
  voids: [{ id: 3, reason: 'CLEANING', ...from('2026-06-01', '2026-06-10') }],
}

describe('void', () => {
  test.each<[string, ApartmentLife, Interval, string[]]>([
    ['in an empty stretch', life, from('2026-01-01', '2026-03-01'), []],
    ['the day the tenant has moved out, over another void', life, from('2026-06-01', '2026-06-05'), ['VOID_OVERLAPS']],
    ['the last night of the tenant', life, from('2026-05-31', '2026-06-01'), ['VOID_WHILE_LET']],
    ['without an end before a stay', life, from('2026-01-01'), ['VOID_WHILE_LET', 'VOID_OVERLAPS']],
    ['without an end, nothing to come', life, from('2026-06-10'), []],
    ['past the head lease', life, from('2026-12-01', '2027-01-02'), ['VOID_OUTSIDE_LEASE']],
    ['before the boendeform', { ...life, forms: [] }, from('2026-01-01', '2026-02-01'), []],
    ['no day at all', life, from('2026-01-01', '2026-01-01'), ['VOID_ENDS_BEFORE_START']],
  ])('%s', (_, facts, wanted, reasons) => {
    expect(decideVoid(facts, wanted)).toMatchObject(reasons.length > 0 ? { refused: true, reasons } : { refused: false })
  })

  const booked = { ...life, tenancies: [{ id: 8, ...from('2026-06-15') }] }
  test.each<[string, string, string[]]>([
    ['sooner', '2026-06-05', []],
    ['later, up to the next stay', '2026-06-15', []],
    ['into the next stay', '2026-06-16', ['VOID_WHILE_LET']],
    ['on its first day', '2026-06-01', ['VOID_ENDS_BEFORE_START']],
  ])('ended %s', (_, endsOn, reasons) => {
    expect(decideVoidEnd(booked, 3, endsOn)).toMatchObject(reasons.length > 0 ? { refused: true, reasons } : { refused: false })
  })

  test('the conflict names what is in the way', () => {
    expect(decideVoid(life, from('2026-05-31', '2026-06-02'))).toEqual({
      refused: true,
      reasons: ['VOID_WHILE_LET', 'VOID_OVERLAPS'],
      conflicts: [
        { kind: 'TENANCY', id: 7, interval: from('2026-03-01', '2026-06-01') },
        { kind: 'VOID', id: 3, reason: 'CLEANING', interval: from('2026-06-01', '2026-06-10') },
      ],
    })
  })
})

test.each<[string, Interval[], Interval[], string | null]>([
  [
    'the earliest of head leases and boendeformer',
    [from('2024-03-01')],
    [from('2024-02-01', '2025-01-01'), from('2025-01-01')],
    '2024-02-01',
  ],
  ['a boendeform alone', [], [from('2024-02-01')], '2024-02-01'],
  ['nothing written down', [], [], null],
])('the first day the place is held: %s', (_what, leases, forms, day) => {
  expect(firstDayHeld({ leases, forms })).toBe(day)
})
