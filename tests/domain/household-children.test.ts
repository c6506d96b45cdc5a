import { expect, test } from '@jest/globals'
import { isChildOn } from '../../server/domain/household-children.js'

test.each([
  ['2026-11-22', [2008, 2015]],
  ['2025-06-01', [2007, 2008, 2015]],
  ['2027-01-01', [2015, 2027]],
])('who is a child on %s', (day, children) => {
  expect([2007, 2008, 2015, 2027].filter((birthYear) => isChildOn(birthYear, day))).toEqual(children)
})
