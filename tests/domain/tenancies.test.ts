import { describe, expect, test } from '@jest/globals'
import type { HousingForm, Outcome } from '../../server/domain/codes.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import type { MoveInRefusal, MoveInWarning, MoveInWish, MoveOutRefusal, MoveOutWish } from '../../server/domain/tenancies.js'
import {
  decideMoveIn,
  decideMoveOut,
  landlordNoticeDue,
  outcomeOfMove,
  outcomesFor,
  stepAfterMoveOut,
} from '../../server/domain/tenancies.js'

const WISH: MoveInWish = {
  wanted: { startsOn: '2026-11-15', endsOn: '2027-11-15' },
  apartment: {
    leases: [{ startsOn: '2024-01-01', endsOn: null }],
    forms: [{ form: 'FORSOKSLAGENHET', startsOn: '2024-01-01', endsOn: null }],
    tenancies: [{ id: 7, startsOn: '2025-03-01', endsOn: '2026-11-15' }],
    voids: [],
  },
  personStays: [{ id: 5, startsOn: '2025-01-01', endsOn: '2026-11-15' }],
  leaseKind: 'OWN',
  waiver: null,
}

describe('moving in', () => {
  test.each<[string, Partial<MoveInWish>, MoveInWarning[]]>([
    ['the day the other moves out, and the person moves out of the last place', {}, []],
    ['block lease without a waiver', { leaseKind: 'BLOCK' }, ['BLOCK_LEASE_WITHOUT_WAIVER']],
    ['block lease with a waiver that lasts', { leaseKind: 'BLOCK', waiver: { untilOn: '2027-11-14' } }, []],
    ['a waiver one day short', { waiver: { untilOn: '2027-11-13' } }, ['WAIVER_ENDS_BEFORE_CONTRACT']],
    ['a waiver without an end', { wanted: { startsOn: '2026-11-15', endsOn: null }, waiver: { untilOn: null } }, []],
    [
      'a waiver with an end, until further notice',
      { wanted: { startsOn: '2026-11-15', endsOn: null }, waiver: { untilOn: '2030-01-01' } },
      ['WAIVER_ENDS_BEFORE_CONTRACT'],
    ],
    ['two years exactly', { wanted: { startsOn: '2026-11-15', endsOn: '2028-11-15' } }, []],
    ['more than two years', { wanted: { startsOn: '2026-11-15', endsOn: '2028-11-16' } }, ['TWO_YEARS_WITHOUT_WAIVER']],
    ['until further notice', { wanted: { startsOn: '2026-11-15', endsOn: null } }, ['TWO_YEARS_WITHOUT_WAIVER']],
    [
      'until further notice in a head lease that ends',
      {
        wanted: { startsOn: '2026-11-15', endsOn: null },
        apartment: { ...WISH.apartment, leases: [{ startsOn: '2024-01-01', endsOn: '2027-06-01' }] },
      },
      ['LEASE_ENDS'],
    ],
  ])('%s', (_, other, warnings) => {
    expect(decideMoveIn({ ...WISH, ...other }, DEFAULT_SETTINGS)).toMatchObject({
      refused: false,
      tellLandlordOn: '2026-11-15',
      warnings,
    })
  })

  test.each<[string, Partial<MoveInWish>, MoveInRefusal[], (number | null)[]]>([
    ['the day before the other moves out', { wanted: { startsOn: '2026-11-14', endsOn: null }, personStays: [] }, ['APARTMENT_TAKEN'], [7]],
    ['the person lives elsewhere', { personStays: [{ id: 5, startsOn: '2025-01-01', endsOn: null }] }, ['PERSON_LIVES_ELSEWHERE'], [5]],
    ['both at once', { wanted: { startsOn: '2026-11-14', endsOn: null } }, ['APARTMENT_TAKEN', 'PERSON_LIVES_ELSEWHERE'], [7, 5]],
    [
      'lives there already: named once',
      { wanted: { startsOn: '2026-11-01', endsOn: null }, personStays: [{ id: 7, startsOn: '2025-03-01', endsOn: '2026-11-15' }] },
      ['APARTMENT_TAKEN'],
      [7],
    ],
    [
      'under repair',
      { apartment: { ...WISH.apartment, voids: [{ id: 2, reason: 'DAMAGE', startsOn: '2026-11-15', endsOn: null }] } },
      ['APARTMENT_VOID'],
      [2],
    ],
    [
      'the nämnd does not have it yet',
      { apartment: { ...WISH.apartment, leases: [{ startsOn: '2026-12-01', endsOn: null }] } },
      ['OUTSIDE_LEASE'],
      [null],
    ],
    [
      'somebody else comes after the contract, but a stay has no end of its own',
      { apartment: { ...WISH.apartment, tenancies: [{ id: 9, startsOn: '2027-12-01', endsOn: null }] } },
      ['APARTMENT_TAKEN'],
      [9],
    ],
    [
      'the person moves somewhere else later',
      { personStays: [{ id: 6, startsOn: '2028-01-01', endsOn: null }] },
      ['PERSON_LIVES_ELSEWHERE'],
      [6],
    ],
    ['somebody is to take over the contract', { takeoverOn: '2026-12-01' }, ['APARTMENT_TO_BE_TAKEN_OVER'], []],
    ['in and out the same day before', { stayExists: true }, ['STAY_EXISTS'], []],
    ['no boendeform', { apartment: { ...WISH.apartment, forms: [] } }, ['NO_HOUSING_FORM'], [null]],
    ['out before in', { wanted: { startsOn: '2026-11-15', endsOn: '2026-11-14' } }, ['ENDS_BEFORE_START'], []],
    ['out on the day in', { wanted: { startsOn: '2026-11-15', endsOn: '2026-11-15' } }, ['ENDS_BEFORE_START'], []],
  ])('refused: %s', (_, other, reasons, conflictIds) => {
    const decision = decideMoveIn({ ...WISH, ...other }, DEFAULT_SETTINGS)
    expect(decision).toMatchObject({ refused: true, reasons })
    if (!decision.refused) throw new Error('not refused')
    expect(decision.conflicts.map((conflict) => ('id' in conflict ? conflict.id : null))).toEqual(conflictIds)
  })
})

describe('moving out', () => {
  const stay = { startsOn: '2025-03-01', endsOn: null, outcome: null }
  const wish: MoveOutWish = { stay, form: 'FORSOKSLAGENHET', movesOutOn: '2026-11-15', outcome: 'AVSLUTAD_ENLIGT_PLAN' }

  test.each<[string, Partial<MoveOutWish>, MoveOutRefusal[]]>([
    ['before moving in', { movesOutOn: '2025-02-28' }, ['BEFORE_MOVE_IN']],
    ['twice', { stay: { ...stay, endsOn: '2026-01-01', outcome: 'AVBRUTEN' } }, ['ALREADY_MOVED_OUT']],
    ['övertag of a träningslägenhet', { form: 'TRANINGSLAGENHET', outcome: 'OVERTAG' }, ['TRANING_CANNOT_BE_TAKEN_OVER']],
    ['övertag of a stödboende', { form: 'STODBOENDE', outcome: 'OVERTAG' }, ['OUTCOME_NOT_FROM_THIS_FORM']],
    ['another way than the planned takeover', { takeoverPlanned: true }, ['TAKEOVER_PLANNED']],
    ['a step up from försökslägenhet', { outcome: 'STEG_UPP' }, ['OUTCOME_NOT_FROM_THIS_FORM']],
    [
      'two reasons at once',
      { movesOutOn: '2025-01-01', form: 'TRANINGSLAGENHET', outcome: 'OVERTAG' },
      ['BEFORE_MOVE_IN', 'TRANING_CANNOT_BE_TAKEN_OVER'],
    ],
  ])('refused: %s', (_, other, reasons) => {
    expect(decideMoveOut({ ...wish, ...other })).toEqual({ refused: true, reasons })
  })

  test.each(['2025-03-01', '2026-11-15', '2027-01-31'])('allowed on %s', (movesOutOn) => {
    expect(decideMoveOut({ ...wish, movesOutOn })).toEqual({ refused: false, endsOn: movesOutOn, outcome: 'AVSLUTAD_ENLIGT_PLAN' })
  })

  test.each<[HousingForm, Outcome[]]>([
    ['STODBOENDE', ['OVERTAG']],
    ['TRANINGSLAGENHET', ['OVERTAG']],
    ['FORSOKSLAGENHET', ['STEG_UPP']],
    ['BOSTAD_FORST', ['STEG_UPP', 'STEG_NED']],
    ['JOURLAGENHET', ['OVERTAG', 'STEG_NED']],
  ])('%s cannot end with %j', (form, impossible) => {
    for (const outcome of impossible) expect(outcomesFor(form)).not.toContain(outcome)
    expect(outcomesFor(form)).toHaveLength(11 - impossible.length)
  })
})

describe('from one place to another', () => {
  test.each<[HousingForm | null, HousingForm, Outcome]>([
    ['STODBOENDE', 'TRANINGSLAGENHET', 'STEG_UPP'],
    ['JOURLAGENHET', 'FORSOKSLAGENHET', 'STEG_UPP'],
    ['FORSOKSLAGENHET', 'TRANINGSLAGENHET', 'STEG_NED'],
    ['TRANINGSLAGENHET', 'TRANINGSLAGENHET', 'FLYTT_SAMMA_STEG'],
    ['BOSTAD_FORST', 'FORSOKSLAGENHET', 'FLYTT_SAMMA_STEG'],
    [null, 'STODBOENDE', 'FLYTT_SAMMA_STEG'],
  ])('%s to %s: %s', (from, to, outcome) => {
    expect(outcomeOfMove(from, to)).toBe(outcome)
    expect(outcomesFor(from)).toContain(outcome)
  })

  test.each<[Outcome, ReturnType<typeof stepAfterMoveOut>]>([
    ['OVERTAG', 'EGET_KONTRAKT'],
    ['EGET_KONTRAKT_ANNAN', 'EGET_KONTRAKT'],
    ['STEG_UPP', 'NEW_STAY'],
    ['STEG_NED', 'NEW_STAY'],
    ['FLYTT_SAMMA_STEG', 'NEW_STAY'],
    ['AVLIDEN', null],
    ['AVHYST', null],
    ['AVSLUTAD_ENLIGT_PLAN', null],
  ])('after %s: %s', (outcome, step) => {
    expect(stepAfterMoveOut(outcome)).toBe(step)
  })
})

describe('telling the landlord (12 kap. 39 § JB)', () => {
  const stay = { startsOn: '2026-11-20', endsOn: null, landlordToldOn: null, recordedOn: '2026-11-18' }

  test.each<[string, Partial<Parameters<typeof landlordNoticeDue>[0]>, string | null]>([
    ['a new tenant', {}, '2026-11-20'],
    ['told', { landlordToldOn: '2026-11-20' }, null],
    ['moved out again', { endsOn: '2026-11-22' }, null],
    ['moves in next month', { startsOn: '2026-12-01' }, '2026-12-01'],
    ['never told, recorded when it was new, stays for ever', { startsOn: '2025-01-10', recordedOn: '2025-01-08' }, '2025-01-10'],
    ['imported history', { startsOn: '2021-05-01', recordedOn: '2026-11-01' }, null],
    ['90 days old when recorded', { startsOn: '2026-08-20', recordedOn: '2026-11-18' }, '2026-08-20'],
    ['91 days old when recorded', { startsOn: '2026-08-19', recordedOn: '2026-11-18' }, null],
    ['asked for a day before it was recorded', { recordedOn: '2027-08-01' }, '2026-11-20'],
  ])('%s', (_, other, dueOn) => {
    expect(landlordNoticeDue({ ...stay, ...other }, '2026-11-22', DEFAULT_SETTINGS)).toBe(dueOn)
  })
})
