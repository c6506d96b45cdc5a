import { describe, expect, test } from '@jest/globals'
import type { HousingForm } from '../../server/domain/codes.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import type { TakeoverRefusal, TakeoverStage, TakeoverWish } from '../../server/domain/takeovers.js'
import { decideTakeover, TAKEOVER_REFUSAL_SOURCES, takeoverStage } from '../../server/domain/takeovers.js'

const always = (form: HousingForm) => [{ form, startsOn: '2020-01-01', endsOn: null }]

const WISH: TakeoverWish = {
  stay: { startsOn: '2024-12-01', endsOn: null, outcome: null },
  forms: always('FORSOKSLAGENHET'),
  landlordApprovedOn: '2026-11-16',
  transfersOn: '2026-12-01',
}

test('the worked example', () => {
  expect(decideTakeover(WISH, DEFAULT_SETTINGS)).toEqual({
    refused: false,
    takeover: {
      transfersOn: '2026-12-01',
      stay: { endsOn: '2026-12-01', outcome: 'OVERTAG' },
      stepMove: { toStep: 'EGET_KONTRAKT', movesOn: '2026-12-01' },
      interview: { fromOn: '2027-03-01', dueOn: '2027-06-01' },
    },
  })
})

test.each<[string, Partial<TakeoverWish>]>([
  ['on the day of the approval', { landlordApprovedOn: '2026-12-01' }],
  ['on the planned move-out day', { stay: { ...WISH.stay, endsOn: '2026-12-01' } }],
  ['a Bostad först contract', { forms: always('BOSTAD_FORST') }],
  [
    'a place that became försökslägenhet the night before',
    {
      forms: [
        { form: 'TRANINGSLAGENHET', startsOn: '2020-01-01', endsOn: '2026-11-30' },
        { form: 'FORSOKSLAGENHET', startsOn: '2026-11-30', endsOn: null },
      ],
    },
  ],
  ['a boendeform that ends with the transfer', { forms: [{ form: 'FORSOKSLAGENHET', startsOn: '2020-01-01', endsOn: '2026-12-01' }] }],
])('allowed: %s', (_, other) => {
  expect(decideTakeover({ ...WISH, ...other }, DEFAULT_SETTINGS).refused).toBe(false)
})

test.each<[string, Partial<TakeoverWish>, TakeoverRefusal[]]>([
  ['a träningslägenhet', { forms: always('TRANINGSLAGENHET') }, ['TRANING_CANNOT_BE_TAKEN_OVER']],
  [
    'a place that becomes försökslägenhet on the transfer day',
    {
      forms: [
        { form: 'TRANINGSLAGENHET', startsOn: '2020-01-01', endsOn: '2026-12-01' },
        { form: 'FORSOKSLAGENHET', startsOn: '2026-12-01', endsOn: null },
      ],
    },
    ['TRANING_CANNOT_BE_TAKEN_OVER'],
  ],
  ['a stödboende', { forms: always('STODBOENDE') }, ['FORM_CANNOT_BE_TAKEN_OVER']],
  ['a jourlägenhet', { forms: always('JOURLAGENHET') }, ['FORM_CANNOT_BE_TAKEN_OVER']],
  ['a place without a boendeform', { forms: [] }, ['FORM_CANNOT_BE_TAKEN_OVER']],
  ['without the landlord’s approval', { landlordApprovedOn: null }, ['LANDLORD_NOT_APPROVED']],
  ['the day before the approval', { landlordApprovedOn: '2026-12-02' }, ['BEFORE_APPROVAL']],
  ['a stay that has ended', { stay: { ...WISH.stay, endsOn: '2026-11-01', outcome: 'AVBRUTEN' } }, ['STAY_NOT_ONGOING']],
  ['after the planned move-out day', { stay: { ...WISH.stay, endsOn: '2026-11-30' } }, ['STAY_NOT_ONGOING']],
  ['on the day of moving in', { stay: { ...WISH.stay, startsOn: '2026-12-01' } }, ['STAY_NOT_ONGOING']],
  [
    'two reasons at once',
    { forms: always('TRANINGSLAGENHET'), landlordApprovedOn: null },
    ['TRANING_CANNOT_BE_TAKEN_OVER', 'LANDLORD_NOT_APPROVED'],
  ],
])('refused: %s', (_, other, reasons) => {
  expect(decideTakeover({ ...WISH, ...other }, DEFAULT_SETTINGS)).toEqual({ refused: true, reasons })
})

test('the refusal of a träningslägenhet names its source', () => {
  expect(TAKEOVER_REFUSAL_SOURCES.TRANING_CANNOT_BE_TAKEN_OVER).toContain('Bostadsförmedlingen')
})

describe('stages', () => {
  test.each<[string | null, string | null, boolean, TakeoverStage]>([
    [null, null, false, 'LANDLORD_APPROVAL'],
    [null, '2026-12-01', false, 'LANDLORD_APPROVAL'],
    ['2026-11-16', null, false, 'TRANSFER_DATE'],
    ['2026-11-16', '2026-12-01', false, 'TRANSFER'],
    ['2026-11-16', '2026-12-01', true, 'DONE'],
  ])('approved %s, transfers %s, transferred %s: %s', (landlordApprovedOn, transfersOn, transferred, stage) => {
    expect(takeoverStage({ landlordApprovedOn, transfersOn, transferred })).toBe(stage)
  })
})
