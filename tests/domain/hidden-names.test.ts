import { describe, expect, test } from '@jest/globals'
import { nameReader } from '../../server/domain/hidden-names.js'

describe('texts that could name somebody', () => {
  const read = nameReader([
    { givenName: 'Zebrida', familyName: 'Berg' },
    { givenName: 'Maj Ann-Sofie', familyName: 'af Åkesson' },
  ])

  test.each([
    ['BERG ZEBRIDA', true, ['berg', 'zebrida']],
    ['hyra Zébrida', false, ['zebrida']],
    ['Anna Berg', false, ['berg']],
    ['zebran bergman', false, []],
    ['zebridahyran', false, []],
    ['hyra maj', false, []],
    ['Maj Akesson', true, ['akesson']],
    ['Sofie, hälsar Åkesson', true, ['sofie', 'akesson']],
    ['af Ugglas', false, []],
    ['Zebrida Åkesson', false, ['zebrida', 'akesson']],
    ['', false, []],
  ])('%p', (text, fullName, words) => {
    expect(read(text)).toEqual({ fullName, words })
  })
})
