/**
 * Small groups: where a figure is about so few people that somebody could be told, the group is not shown by itself outside the enhet
 * (domain.md §1.3: fewer than five, setting smallGroup). Groups that are too small are shown as one; when that one is still too small,
 * the smallest of the others joins it, so that nobody is told by subtracting from the sum.
 *
 * Worked example, smallGroup 5: groups of 3, 4, 9 and 30 people are shown as 9, 30 and "the others, 7". Groups of 3, 9 and 30 are shown
 * as 30 and "the others, 12". A single group of 3 is shown by nobody: nothing is left.
 */

export interface PeopleGroup {
  people: number
}

/** Which groups may be shown by themselves, and which only together; `together` is too few to be shown at all when `hidden`. */
export function smallGroups<Group extends PeopleGroup>(
  groups: readonly Group[],
  smallGroup: number,
): { shown: Group[]; together: Group[]; hidden: boolean } {
  const together = groups.filter((group) => group.people < smallGroup)
  const shown = groups.filter((group) => group.people >= smallGroup)
  const peopleOf = (some: readonly Group[]) => some.reduce((sum, group) => sum + group.people, 0)
  while (together.length > 0 && peopleOf(together) < smallGroup) {
    const smallest = [...shown].sort((a, b) => a.people - b.people)[0]
    if (!smallest) return { shown: [], together, hidden: peopleOf(together) > 0 }
    shown.splice(shown.indexOf(smallest), 1)
    together.push(smallest)
  }
  return { shown, together, hidden: false }
}
