/**
 * Is the person about to be written perhaps in the register already? Names are spelled in more than one way and children are given
 * their parents' names, so nothing is decided here: those who are alike are shown beside the form, the likeliest first.
 *
 * Source: domain.md §7 (a wrong personnummer in a search that nobody noticed is a reported fault of the systems in use).
 * Names are compared as search names (names.ts), so "Åsa" and "Asa" are the same and the order of the names does not matter.
 *
 * Worked example: new "Nadia Osman" born 1988-04-12. "Osman Nadia" born the same day is SAME_NAME_AND_BIRTH; "Nadja Osman" born the same
 * day is ALIKE_AND_BIRTH (one letter apart); "Nadia Osman" born 1961-01-30 is SAME_NAME; "Nadja Osman" born another day is ALIKE;
 * "Samir Osman" is nothing.
 */
import type { Day } from './calendar.js'

export const LIKENESSES = ['SAME_NAME_AND_BIRTH', 'ALIKE_AND_BIRTH', 'SAME_NAME', 'ALIKE'] as const
export type Likeness = (typeof LIKENESSES)[number]

export interface NamedPerson {
  searchName: string
  birthOn: Day | null
}

/** How alike two people are, null when they are not. */
export function likeness(a: NamedPerson, b: NamedPerson): Likeness | null {
  const sameBirth = a.birthOn !== null && a.birthOn === b.birthOn
  const [first, second] = [inOrder(a.searchName), inOrder(b.searchName)]
  if (first.join(' ') === second.join(' ')) return sameBirth ? 'SAME_NAME_AND_BIRTH' : 'SAME_NAME'
  const [fewer, more] = first.length <= second.length ? [first, second] : [second, first]
  const alike = fewer.length > 1 && fewer.every((word) => more.some((other) => areAlike(word, other)))
  if (alike) return sameBirth ? 'ALIKE_AND_BIRTH' : 'ALIKE'
  return null
}

/** Two words are alike when one change of a letter makes them one; in long words two changes. */
function areAlike(a: string, b: string): boolean {
  return editDistance(a, b) <= (Math.min(a.length, b.length) >= 8 ? 2 : Math.min(a.length, b.length) >= 4 ? 1 : 0)
}

/** Letters to change, add, remove or swap with the next to make one word the other (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let least = Math.min((last[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1)
      line.push(least)
    }
    beforeLast = last
    last = line
  }
  return last[b.length] ?? 0
}

const inOrder = (searchName: string) => searchName.split(' ').sort()
