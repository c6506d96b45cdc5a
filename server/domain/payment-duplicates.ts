/**
 * Which posts of a bank file have come before. Three answers: certainly (skipped), perhaps (somebody looks), and a sum whose details
 * come now (the details take its place). Money is counted once, and never lost because two payments happen to look alike.
 *
 * Source: domain.md §5.5. A notification (camt.054) tells of the same bookings as the statement (camt.053) of the day, in any order,
 * and the statement may have only the sum of a booking that the notification shows payment by payment. BgMax and camt share no key.
 *
 * Certain: the same transaction key; or the same booking of the account (`entryKey`) whose whole sum has come in another file. Where
 * the bank gave the booking no number, that holds only between a notification and a statement: the statement has every booking of the
 * account, so two of 100 kr in each are two, not four. Perhaps: the same kind, amount and day from another file, and the same
 * reference, or the same person or payer where one of them has no reference.
 *
 * Worked example: the statement has one booking of 9 000 kr, B7, without details; it waits without a person. The notification then
 * shows B7 as 6 000 kr with OCR A and 3 000 kr with OCR B: both are new and replace the 9 000 kr, which nobody had touched. Had
 * somebody already placed the 9 000 kr, both would be known.
 */
import type { Day } from './calendar.js'

export interface PostToCompare {
  kind: 'PAYMENT' | 'DEDUCTION'
  amountOre: number
  currency: string
  bookedOn: Day
  orderedOn: Day | null
  transactionKey: string
  /** the bank's booking it is part of; null where nobody says */
  entryKey: string | null
  /** the references as they are kept, null without */
  reference: string | null
  payerName: string | null
  personIds: readonly number[]
}
export interface KnownPost extends PostToCompare {
  id: number
  /** of the file it came in; null: by hand or from the register */
  format: string | null
  /** nobody has placed, returned or ended any of it */
  untouched: boolean
}

export type PostOrigin = { origin: 'NEW' } | { origin: 'KNOWN' | 'MAYBE' | 'REPLACES'; ofId: number }

/** One answer for each post, in order. */
export function originsOf(posts: readonly PostToCompare[], format: string, known: readonly KnownPost[]): PostOrigin[] {
  const byKey = new Map(known.map((one) => [one.transactionKey, one]))
  const origins = posts.map((post): PostOrigin | null => {
    const same = byKey.get(post.transactionKey)
    return same ? { origin: 'KNOWN', ofId: same.id } : null
  })
  coverBookings(posts, format, known, origins)
  const alike = groupBy(known, looks)
  return posts.map((post, index) => {
    const origin = origins[index]
    if (origin) return origin
    const other = (alike.get(looks(post)) ?? []).find((one) => mayBeTheSame(post, one))
    return other ? { origin: 'MAYBE', ofId: other.id } : { origin: 'NEW' }
  })
}

/** Has the bank's number of the booking: the key ends with it (bank-files/camt-payments.ts). */
export const isNumbered = (entryKey: string) => !entryKey.endsWith('|')

/** Bookings whose sum has come already are known, or are the details of it. */
function coverBookings(posts: readonly PostToCompare[], format: string, known: readonly KnownPost[], origins: (PostOrigin | null)[]): void {
  const before = groupBy(
    known.filter((one) => one.entryKey !== null && (isNumbered(one.entryKey) || isPair(format, one.format))),
    (one) => one.entryKey ?? '',
  )
  if (before.size === 0) return
  const inFile = groupBy([...posts.keys()], (index) => posts[index]?.entryKey ?? '')
  for (const [entryKey, earlier] of before) {
    const indexes = inFile.get(entryKey) ?? []
    const asKnown = new Set(
      indexes.flatMap((index) => (origins[index] ? [origins[index].origin === 'KNOWN' ? origins[index].ofId : 0] : [])),
    )
    const rest = indexes.filter((index) => !origins[index])
    const uncounted = earlier.filter((one) => !asKnown.has(one.id))
    const [first] = uncounted
    if (!first || rest.length === 0) continue
    const shown = rest.flatMap((index) => posts[index] ?? [])
    if (uncounted.length === 1 && isBareSum(first) && first.untouched && net(shown) === net([first]) && !shown.every(isBareSum)) {
      for (const index of rest) origins[index] = { origin: 'REPLACES', ofId: first.id }
      continue
    }
    let left = Math.abs(net(uncounted))
    const whole = left >= Math.abs(net(shown))
    for (const index of rest) {
      const post = posts[index]
      if (!post || (!whole && post.amountOre > left)) continue
      origins[index] = { origin: 'KNOWN', ofId: first.id }
      left -= post.amountOre
    }
  }
}

/** A booking told as one sum: nothing says whose money it is. */
const isBareSum = (post: PostToCompare) => post.reference === null && post.payerName === null

/** A notification and a statement tell of the same bookings. */
function isPair(format: string, other: string | null): boolean {
  return (format === 'CAMT053' && other === 'CAMT054') || (format === 'CAMT054' && other === 'CAMT053')
}

const net = (posts: readonly PostToCompare[]) =>
  posts.reduce((sum, post) => sum + (post.kind === 'DEDUCTION' ? -post.amountOre : post.amountOre), 0)

const looks = (post: PostToCompare) => `${post.kind} ${post.amountOre} ${post.currency}`

function mayBeTheSame(post: PostToCompare, other: PostToCompare): boolean {
  const days = [post.bookedOn, post.orderedOn]
  if (![other.bookedOn, other.orderedOn].some((day) => day !== null && days.includes(day))) return false
  if (post.reference !== null && other.reference !== null) return post.reference === other.reference
  const samePayer = post.payerName !== null && other.payerName !== null && sameWords(post.payerName, other.payerName)
  return samePayer || post.personIds.some((personId) => other.personIds.includes(personId))
}

const sameWords = (a: string, b: string) => wordsOf(a) === wordsOf(b)
const wordsOf = (name: string) => name.toLocaleLowerCase('sv').split(/\s+/).sort().join(' ')

function groupBy<One>(all: Iterable<One>, keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}
