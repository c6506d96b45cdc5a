import { describe, expect, test } from '@jest/globals'
import { smallGroups } from '../../server/domain/small-groups.js'

describe('small groups', () => {
  test.each([
    [[3, 4, 9, 30], [9, 30], [3, 4], false],
    [[3, 9, 30], [30], [3, 9], false],
    [[9, 30], [9, 30], [], false],
    [[3], [], [3], true],
    [[0, 9], [], [0, 9], false],
    [[1, 1], [], [1, 1], true],
    [[0], [], [0], false],
    [[], [], [], false],
  ])('%j is shown as %j and together %j', (people, shown, together, hidden) => {
    const of = (groups: readonly { people: number }[]) => groups.map((group) => group.people)
    const answer = smallGroups(
      people.map((one) => ({ people: one })),
      5,
    )
    expect({ shown: of(answer.shown), together: of(answer.together), hidden: answer.hidden }).toEqual({ shown, together, hidden })
  })
})
