import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { pageAsked, pageWithin } from '../server/paging.js'
import { fieldOf } from '../server/web/read-form.js'

test.each<[unknown, number]>([
  ['3', 3],
  ['0', 1],
  ['-1', 1],
  ['2.5', 1],
  ['9999999', 1],
  ['två', 1],
  [['2', '3'], 1],
  [undefined, 1],
])('?sida=%p asks for page %i', (asked, page) => {
  expect(z.object({ sida: fieldOf.pageNumber() }).parse(asked === undefined ? {} : { sida: asked })).toEqual({ sida: page })
})

test('a page past the end is the last, and an empty list has one', () => {
  expect(pageWithin(2, 101, 50)).toEqual({ page: 2, pages: 3, offset: 50 })
  expect(pageWithin(9, 100, 50)).toEqual({ page: 2, pages: 2, offset: 50 })
  expect(pageAsked('4', 0)).toEqual({ page: 1, pages: 1, offset: 0 })
})
