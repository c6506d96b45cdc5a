import { describe, expect, test } from '@jest/globals'
import { originsOf, type KnownPost, type PostToCompare } from '../../server/domain/payment-duplicates.js'

const post = (wish: Partial<PostToCompare> = {}): PostToCompare => ({
  kind: 'PAYMENT',
  amountOre: 600_000,
  currency: 'SEK',
  bookedOn: '2026-10-30',
  orderedOn: null,
  transactionKey: `t${++keys}`,
  entryKey: null,
  reference: null,
  payerName: null,
  personIds: [],
  ...wish,
})
let keys = 0
const known = (id: number, wish: Partial<KnownPost> = {}): KnownPost => ({ ...post(wish), id, format: 'CAMT053', untouched: true, ...wish })
const B7 = 'N|SE35|CRDT|900000|SEK|2026-10-30|B7'
const bare = 'N|SE35|CRDT|600000|SEK|2026-10-30|'

describe('a sum and its details', () => {
  const details = [post({ amountOre: 600_000, entryKey: B7, reference: 'A' }), post({ amountOre: 300_000, entryKey: B7, reference: 'B' })]
  test.each<[string, PostToCompare[], string, KnownPost[], string[]]>([
    [
      'the details take the place of a sum nobody touched',
      details,
      'CAMT054',
      [known(1, { amountOre: 900_000, entryKey: B7 })],
      ['REPLACES', 'REPLACES'],
    ],
    [
      'a sum that somebody placed stands',
      details,
      'CAMT054',
      [known(1, { amountOre: 900_000, entryKey: B7, untouched: false })],
      ['KNOWN', 'KNOWN'],
    ],
    [
      'the sum after its details is known',
      [post({ amountOre: 900_000, entryKey: B7 })],
      'CAMT053',
      details.map((one, i) => known(i + 1, { ...one, format: 'CAMT054' })),
      ['KNOWN'],
    ],
    [
      'details after details with other keys are known',
      details.map((one) => post({ ...one, transactionKey: `o${one.amountOre}` })),
      'CAMT053',
      details.map((one, i) => known(i + 1, { ...one, format: 'CAMT054' })),
      ['KNOWN', 'KNOWN'],
    ],
    [
      'the same sum twice is known',
      [post({ amountOre: 900_000, entryKey: B7 })],
      'CAMT053',
      [known(1, { amountOre: 900_000, entryKey: B7, format: 'CAMT053' })],
      ['KNOWN'],
    ],
  ])('%s', (_name, posts, format, before, wanted) => {
    expect(originsOf(posts, format, before).map((one) => one.origin)).toEqual(wanted)
  })
})

describe('a booking without a number', () => {
  const two = [post({ entryKey: bare, reference: 'A' }), post({ entryKey: bare, reference: 'C' })]
  test.each<[string, PostToCompare[], string, KnownPost[], string[]]>([
    [
      'is the same in a statement and a notification',
      [two[0] ?? post()],
      'CAMT053',
      [known(1, { entryKey: bare, reference: 'A', format: 'CAMT054' })],
      ['KNOWN'],
    ],
    [
      'two of the same sum are two: one known, one new',
      two,
      'CAMT053',
      [known(1, { entryKey: bare, reference: 'B', format: 'CAMT054' })],
      ['KNOWN', 'NEW'],
    ],
    [
      'is not told apart between two notifications',
      [post({ entryKey: bare, reference: 'C' })],
      'CAMT054',
      [known(1, { entryKey: bare, reference: 'B', format: 'CAMT054' })],
      ['NEW'],
    ],
  ])('%s', (_name, posts, format, before, wanted) => {
    expect(originsOf(posts, format, before).map((one) => one.origin)).toEqual(wanted)
  })
})

describe('another file, another key', () => {
  test.each<[string, Partial<PostToCompare>, Partial<KnownPost>, string]>([
    ['same reference, amount and day: perhaps', { reference: 'A' }, { reference: 'A', format: 'BGMAX' }, 'MAYBE'],
    [
      'typed by hand on the day the payer ordered it: perhaps',
      { personIds: [7], bookedOn: '2026-11-02', orderedOn: '2026-10-30' },
      { personIds: [7], format: null, reference: 'A' },
      'MAYBE',
    ],
    ['same payer without a reference: perhaps', { payerName: 'OSMAN NADIA' }, { payerName: 'Nadia Osman' }, 'MAYBE'],
    ['two references are two bills', { reference: 'A', personIds: [7] }, { reference: 'B', personIds: [7] }, 'NEW'],
    ['another day', { reference: 'A', bookedOn: '2026-11-02' }, { reference: 'A' }, 'NEW'],
    ['another amount', { reference: 'A', amountOre: 1 }, { reference: 'A' }, 'NEW'],
    ['a deduction is not its payment', { reference: 'A', kind: 'DEDUCTION' }, { reference: 'A' }, 'NEW'],
    ['two that say nothing', {}, {}, 'NEW'],
    ['the same key: certain', { transactionKey: 'k' }, { transactionKey: 'k' }, 'KNOWN'],
  ])('%s', (_name, asked, before, wanted) => {
    expect(originsOf([post(asked)], 'CAMT054', [known(1, before)]).map((one) => one.origin)).toEqual([wanted])
  })
})
