import { describe, expect, test } from '@jest/globals'
import { searchNameOf, searchWordsOf, sortNameOf, sortTextOf } from '../../server/domain/names.js'

describe('names in Swedish order', () => {
  test('plain text order of the sort names is the order of the Swedish alphabet', () => {
    const inOrder: [family: string, given: string][] = [
      ['Andersson', 'Åsa'],
      ['Berg', 'Östen'],
      ['Berg Ek', 'Anna'],
      ['Berg-Ek', 'Bo'],
      ['Bergman', 'Anna'],
      ['Édouard', 'Jean'],
      ['Ek', 'Anna'],
      ['Müller', 'Eva'],
      ["O'Brien", 'Sean'],
      ['Wahl', 'Ann'],
      ['Zetterlund', 'Ann'],
      ['Åberg', 'Ann'],
      ['Åberg', 'Åke'],
      ['Älg', 'Ann'],
      ['Ö', 'Ann'],
      ['Østby', 'Kari'],
    ]
    const keys = inOrder.map(([family, given]) => sortNameOf(family, given))
    expect([...keys].sort((a, b) => (a < b ? -1 : 1))).toEqual(keys)
  })

  test.each([
    ['Åkesson', 'Pär-Olof', '~akesson  p~br olof'],
    ['Ängström', 'Bo', '~bngstr~cm  bo'],
    ['  de la  Cruz ', 'José', 'de la cruz  jose'],
  ])('%s, %s sorts as "%s"', (family, given, key) => {
    expect(sortNameOf(family, given)).toBe(key)
  })

  test.each([
    ['Tallbacksvägen 8', 'Tallbacksvägen 12'],
    ['Björkvägen 2 A', 'Björkvägen 2 B'],
    ['Zenitvägen 1', 'Åvägen 1'],
  ])('%s comes before %s', (first, second) => {
    expect(sortTextOf(first) < sortTextOf(second)).toBe(true)
  })

  test('a decomposed letter sorts and is found as a composed one', () => {
    expect(sortNameOf('Åberg'.normalize('NFD'), 'Eva')).toBe(sortNameOf('Åberg', 'Eva'))
    expect(searchNameOf('Åberg'.normalize('NFD'))).toBe(searchNameOf('Åberg'))
  })
})

describe('names to search in', () => {
  test.each([
    [['Pär-Olof', 'Åkesson'], 'par olof akesson'],
    [["Sean O'Brien"], 'sean obrien'],
    [['Łukasz', 'Đorđe'], 'lukasz dorde'],
    [['Tallbacksvägen 8, lgh 1102', '4711'], 'tallbacksvagen 8 lgh 1102 4711'],
  ])('%j is searched as "%s"', (parts, found) => {
    expect(searchNameOf(...parts)).toBe(found)
  })

  test.each([
    ['  Åkes pär ', ['akes', 'par']],
    ['%_"', []],
    ['a b c d e f g h', ['a', 'b', 'c', 'd', 'e', 'f']],
  ])('"%s" is looked for as %j', (typed, words) => {
    expect(searchWordsOf(typed)).toEqual(words)
  })
})
