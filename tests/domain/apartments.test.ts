import { describe, expect, test } from '@jest/globals'
import type { ApartmentLife, Conflict } from '../../server/domain/apartments.js'
import { availability, formOn, statusOf } from '../../server/domain/apartments.js'
import type { ApartmentStatus } from '../../server/domain/codes.js'
import type { Interval } from '../../server/domain/interval.js'

const from = (startsOn: string, endsOn: string | null = null): Interval => ({ startsOn, endsOn })

const LIFE: ApartmentLife = {
  leases: [from('2024-01-01', '2027-01-01')],
  forms: [{ form: 'FORSOKSLAGENHET', ...from('2024-01-01') }],
  tenancies: [{ id: 7, ...from('2025-03-01', '2026-11-15') }],
  voids: [{ id: 3, reason: 'RENOVATION', ...from('2024-05-01', '2024-06-01') }],
}

const tenancy: Conflict = { kind: 'TENANCY', id: 7, interval: from('2025-03-01', '2026-11-15') }
const renovation: Conflict = { kind: 'VOID', id: 3, reason: 'RENOVATION', interval: from('2024-05-01', '2024-06-01') }

describe('availability', () => {
  test.each<[string, Interval, Partial<ApartmentLife>, Conflict[] | { until: string | null }]>([
    ['in on the day the other moves out', from('2026-11-15'), {}, { until: '2027-01-01' }],
    ['in the day before', from('2026-11-14'), {}, [tenancy]],
    ['out on the day the other moves in', from('2025-01-01', '2025-03-01'), {}, { until: '2027-01-01' }],
    ['out the day after', from('2025-01-01', '2025-03-02'), {}, [tenancy]],
    ['until further notice before a booked stay', from('2025-01-01'), {}, [tenancy]],
    [
      'a stay without an end is in the way for ever',
      from('2026-12-01'),
      { tenancies: [{ id: 9, ...from('2026-01-01') }] },
      [{ kind: 'TENANCY', id: 9, interval: from('2026-01-01') }],
    ],
    ['during a void', from('2024-05-31', '2024-07-01'), {}, [renovation]],
    ['from the day the void ends', from('2024-06-01', '2024-07-01'), {}, { until: '2027-01-01' }],
    [
      'a void without an end',
      from('2026-12-01'),
      { voids: [{ id: 4, reason: 'DAMAGE', ...from('2026-11-20') }] },
      [{ kind: 'VOID', id: 4, reason: 'DAMAGE', interval: from('2026-11-20') }],
    ],
    ['everything in the way, in date order', from('2024-05-01', '2026-01-01'), {}, [renovation, tenancy]],
    ['before the head lease', from('2023-12-31', '2024-02-01'), {}, [{ kind: 'OUTSIDE_LEASE' }, { kind: 'NO_HOUSING_FORM' }]],
    ['past the head lease', from('2026-12-01', '2027-01-02'), {}, [{ kind: 'OUTSIDE_LEASE' }]],
    ['to the day the head lease ends', from('2026-12-01', '2027-01-01'), {}, { until: '2027-01-01' }],
    ['from the day the head lease has ended', from('2027-01-01'), {}, [{ kind: 'OUTSIDE_LEASE' }]],
    [
      'over two leases edge to edge',
      from('2026-12-01', '2027-06-01'),
      {
        leases: [from('2027-01-01', '2028-01-01'), from('2024-01-01', '2027-01-01')],
      },
      { until: '2028-01-01' },
    ],
    [
      'over a gap between two leases',
      from('2026-12-01', '2027-06-01'),
      {
        leases: [from('2024-01-01', '2027-01-01'), from('2027-01-02')],
      },
      [{ kind: 'OUTSIDE_LEASE' }],
    ],
    ['lease dates not known: the boendeform decides', from('2028-01-01'), { leases: [] }, { until: null }],
    ['lease until further notice', from('2028-01-01'), { leases: [from('2024-01-01')] }, { until: null }],
    [
      'boendeform ends first',
      from('2026-12-01'),
      { forms: [{ form: 'STODBOENDE', ...from('2024-01-01', '2026-12-15') }] },
      { until: '2026-12-15' },
    ],
    [
      're-typed during the stay',
      from('2026-12-01', '2027-01-01'),
      {
        forms: [
          { form: 'TRANINGSLAGENHET', ...from('2024-01-01', '2026-12-15') },
          { form: 'FORSOKSLAGENHET', ...from('2026-12-15') },
        ],
      },
      { until: '2027-01-01' },
    ],
    ['no boendeform', from('2026-12-01'), { forms: [] }, [{ kind: 'NO_HOUSING_FORM' }]],
  ])('%s', (_, wanted, other, expected) => {
    expect(availability({ ...LIFE, ...other }, wanted)).toEqual(
      Array.isArray(expected) ? { available: false, conflicts: expected } : { available: true, ...expected },
    )
  })
})

describe('status', () => {
  test.each<[string, string, Partial<ApartmentLife>, ApartmentStatus]>([
    ['before the head lease', '2023-12-31', {}, 'UPCOMING'],
    ['vacant', '2024-01-01', {}, 'VACANT'],
    ['void', '2024-05-01', {}, 'BEING_PREPARED'],
    ['void over', '2024-06-01', {}, 'VACANT'],
    ['moving-in day', '2025-03-01', {}, 'LET'],
    ['last night', '2026-11-14', {}, 'LET'],
    ['move-out day', '2026-11-15', {}, 'VACANT'],
    ['head lease over', '2027-01-01', {}, 'CLOSED'],
    ['head lease over, somebody still lives there', '2027-01-01', { tenancies: [{ id: 1, ...from('2026-12-01') }] }, 'LET'],
    ['boendeform to come', '2024-02-01', { forms: [{ form: 'STODBOENDE', ...from('2024-03-01') }] }, 'UPCOMING'],
    ['boendeform over', '2026-12-01', { forms: [{ form: 'STODBOENDE', ...from('2024-01-01', '2026-11-30') }] }, 'CLOSED'],
    ['no boendeform yet', '2026-12-01', { leases: [], forms: [] }, 'UPCOMING'],
    [
      'lease dates not known, boendeform over',
      '2026-12-01',
      { leases: [], forms: [{ form: 'STODBOENDE', ...from('2024-01-01', '2026-11-30') }] },
      'CLOSED',
    ],
  ])('%s', (_, today, other, status) => {
    expect(statusOf({ ...LIFE, ...other }, today)).toBe(status)
  })
})

test.each([
  ['2024-06-30', 'TRANINGSLAGENHET'],
  ['2024-07-01', 'FORSOKSLAGENHET'],
  ['2023-12-31', null],
])('the boendeform on %s is %s', (day, form) => {
  const forms = [
    { form: 'TRANINGSLAGENHET' as const, ...from('2024-01-01', '2024-07-01') },
    { form: 'FORSOKSLAGENHET' as const, ...from('2024-07-01') },
  ]
  expect(formOn(forms, day)).toBe(form)
})
