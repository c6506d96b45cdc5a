import { describe, expect, test } from '@jest/globals'
import { decideFirstSign, type FirstSignRefusal, type NewFirstSign } from '../../server/domain/first-sign.js'

describe('a case at the first sign', () => {
  const sign: NewFirstSign = { sign: 'RENT_LATE', text: null, seenOn: '2026-11-20', home: { tenancyId: 7 } }
  test.each<[string, Partial<NewFirstSign>, FirstSignRefusal[]]>([
    ['in our own home', {}, []],
    ['today', { seenOn: '2026-11-22' }, []],
    ['at any address', { home: { address: 'Älggatan 22' } }, []],
    ['tomorrow', { seenOn: '2026-11-23' }, ['SIGN_AFTER_TODAY']],
    ['nowhere', { home: null }, ['SIGN_ADDRESS_MISSING']],
    ['something else, said', { sign: 'OTHER_SIGN', text: 'Grannen ringde' }, []],
    ['something else, not said', { sign: 'OTHER_SIGN', text: ' ' }, ['SIGN_IN_WORDS_NEEDED']],
  ])('%s', (_, change, reasons) => {
    const answer = decideFirstSign({ ...sign, ...change }, '2026-11-22')
    expect(answer.refused ? answer.reasons : []).toEqual(reasons)
  })
})
