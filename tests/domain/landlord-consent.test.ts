import { describe, expect, test } from '@jest/globals'
import {
  consentOn,
  decideConsent,
  decideWithdrawal,
  isSameLandlord,
  type ConsentFact,
  type ConsentRefusal,
  type NewConsent,
  type WithdrawalRefusal,
} from '../../server/domain/landlord-consent.js'

const stadsbacken = { landlordId: 7, landlordName: 'Stadsbacken AB' }
const norrgarden = { landlordId: 8, landlordName: 'Norrgården' }
const rent: ConsentFact = { id: 1, ...stadsbacken, scope: 'RENT_ONLY', givenOn: '2026-11-10', untilOn: '2026-12-31', withdrawnOn: null }
const withdrawn: ConsentFact = { ...rent, withdrawnOn: '2026-11-20' }
const both: ConsentFact = { ...rent, id: 2, scope: 'RENT_AND_DISTURBANCE', untilOn: null }
const disturbance: ConsentFact = { ...rent, id: 3, scope: 'DISTURBANCE_ONLY' }

describe('what we may speak of with the landlord', () => {
  test.each<
    [string, ConsentFact[], typeof stadsbacken | { landlordId: null; landlordName: string }, string, [number | null, number | null]]
  >([
    ['nothing without a consent', [], stadsbacken, '2026-11-19', [null, null]],
    ['the rent, the day it is given', [rent], stadsbacken, '2026-11-10', [1, null]],
    ['not the day before', [rent], stadsbacken, '2026-11-09', [null, null]],
    ['the rent on its last day', [rent], stadsbacken, '2026-12-31', [1, null]],
    ['not the day after', [rent], stadsbacken, '2027-01-01', [null, null]],
    ['the rent the day before it is withdrawn', [withdrawn], stadsbacken, '2026-11-19', [1, null]],
    ['nothing the day it is withdrawn', [withdrawn], stadsbacken, '2026-11-20', [null, null]],
    ['disturbances only', [disturbance], stadsbacken, '2026-11-19', [null, 3]],
    ['two narrow ones together', [rent, disturbance], stadsbacken, '2026-11-19', [1, 3]],
    ['both by the one that holds longest', [rent, both, disturbance], stadsbacken, '2026-11-19', [2, 2]],
    ['a withdrawn one does not hide one that holds', [both, withdrawn], stadsbacken, '2026-11-25', [2, 2]],
    ['never with another landlord', [rent, both], norrgarden, '2026-11-19', [null, null]],
    ['with the same landlord outside the register', [both], { landlordId: null, landlordName: ' stadsbacken  ab' }, '2026-11-19', [2, 2]],
    [
      'never with a landlord without a name',
      [{ ...both, landlordName: null }],
      { landlordId: null, landlordName: '' },
      '2026-11-19',
      [null, null],
    ],
  ])('%s', (_, consents, landlord, day, wanted) => {
    const now = consentOn(consents, landlord, day)
    expect([now.RENT?.id ?? null, now.DISTURBANCE?.id ?? null]).toEqual(wanted)
  })

  test('two rows of the register are two landlords, whatever they are called', () =>
    expect(isSameLandlord(stadsbacken, { ...stadsbacken, landlordId: 9 })).toBe(false))
})

describe('a consent is written down', () => {
  const wish: NewConsent = { ...stadsbacken, scope: 'RENT_ONLY', givenOn: '2026-11-22', untilOn: '2026-11-23' }
  test.each<[string, Partial<NewConsent>, ConsentRefusal[]]>([
    ['given today, for a day more', {}, []],
    ['without an end', { untilOn: null }, []],
    ['long ago', { givenOn: '2024-01-01', untilOn: '2024-06-30' }, []],
    ['tomorrow', { givenOn: '2026-11-23', untilOn: null }, ['CONSENT_AFTER_TODAY']],
    ['ending the day it begins', { untilOn: '2026-11-22' }, ['CONSENT_ENDS_TOO_EARLY']],
    ['about nothing', { scope: null }, ['CONSENT_SCOPE_NEEDED']],
    ['to speak with nobody', { landlordId: null, landlordName: '  ' }, ['CONSENT_LANDLORD_NEEDED']],
    ['to speak with somebody outside the register', { landlordId: null, landlordName: 'Bolaget' }, []],
  ])('%s', (_, change, reasons) => {
    const answer = decideConsent({ ...wish, ...change }, '2026-11-22')
    expect(answer.refused ? answer.reasons : []).toEqual(reasons)
  })
})

describe('a consent is withdrawn', () => {
  test.each<[string, ConsentFact, string, WithdrawalRefusal[]]>([
    ['today', rent, '2026-11-22', []],
    ['the day it was given', rent, '2026-11-10', []],
    ['twice', withdrawn, '2026-11-22', ['WITHDRAWN_ALREADY']],
    ['tomorrow', rent, '2026-11-23', ['WITHDRAWAL_AFTER_TODAY']],
    ['before it was given', rent, '2026-11-09', ['WITHDRAWAL_BEFORE_GIVEN']],
    ['after its last day', { ...rent, untilOn: '2026-11-15' }, '2026-11-16', ['CONSENT_HAS_ENDED']],
  ])('%s', (_, consent, on, reasons) => {
    const answer = decideWithdrawal(consent, on, '2026-11-22')
    expect(answer.refused ? answer.reasons : []).toEqual(reasons)
  })
})
