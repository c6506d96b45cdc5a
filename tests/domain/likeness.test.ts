import { describe, expect, test } from '@jest/globals'
import { likeness } from '../../server/domain/likeness.js'
import { searchNameOf } from '../../server/domain/names.js'

const person = (name: string, birthOn: string | null = null) => ({ searchName: searchNameOf(name), birthOn })

describe('how alike two people are', () => {
  test.each([
    ['Nadia Osman', '1988-04-12', 'Osman Nadia', '1988-04-12', 'SAME_NAME_AND_BIRTH'],
    ['Nadia Osman', '1988-04-12', 'Nadja Osman', '1988-04-12', 'ALIKE_AND_BIRTH'],
    ['Nadia Osman', '1988-04-12', 'Nadia Osman', '1961-01-30', 'SAME_NAME'],
    ['Nadia Osman', '1988-04-12', 'Nadja Osman', '1961-01-30', 'ALIKE'],
    ['Nadia Osman', '1988-04-12', 'Samir Osman', '1988-04-12', null],
    ['Nadia Osman', null, 'Nadia Osman', null, 'SAME_NAME'],
    ['Åsa Öberg', '1970-01-01', 'Asa Oberg', '1970-01-01', 'SAME_NAME_AND_BIRTH'],
    ['Anna Maria Lind', null, 'Anna Lind', null, 'ALIKE'],
    ['Bo Ek', null, 'Bo Al', null, null],
    ['Christoffersson Eva', null, 'Kristofferson Eva', null, null],
    ['Christofersson Evelin', null, 'Kristofersson Evelin', null, 'ALIKE'],
    ['Erik Alm', null, 'Eirk Alm', null, 'ALIKE'],
  ])('%s %s and %s %s: %s', (a, bornA, b, bornB, expected) => {
    expect(likeness(person(a, bornA), person(b, bornB))).toBe(expected)
    expect(likeness(person(b, bornB), person(a, bornA))).toBe(expected)
  })
})
