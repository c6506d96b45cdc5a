import { describe, expect, test } from '@jest/globals'
import { keepDraft, oldDraftsUntil, withoutTab, type Draft, type Written } from '../../server/domain/note-drafts.js'

const wrote = (tab: string, version: number, text: string): Written => ({
  tab,
  version,
  text,
  kind: 'CALL',
  reached: null,
  happenedOn: '2026-11-22',
  correctsId: null,
  savedAt: '2026-11-22T10:00:00.000Z',
})
const told = (draft: Draft | null) =>
  draft && [draft.tab, draft.version, draft.text, ...draft.others.map((other) => `${other.tab}: ${other.text}`)]
const after = (...all: Written[]) => all.reduce<Draft | null>((draft, written) => keepDraft(draft, written), null)

describe('what is kept', () => {
  test.each<[string, Written[], unknown[] | null]>([
    ['nothing of nothing', [wrote('A', 0, ' ')], null],
    ['the first words', [wrote('A', 0, 'Ringde')], ['A', 1, 'Ringde']],
    ['the later words of the same tab', [wrote('A', 0, 'Ringde'), wrote('A', 1, 'Ringde igen')], ['A', 2, 'Ringde igen']],
    ['an answer that never came back changes nothing', [wrote('A', 0, 'Ringde'), wrote('A', 0, 'Ringde igen')], ['A', 2, 'Ringde igen']],
    ['a new tab that goes on from the draft', [wrote('A', 0, 'Ringde'), wrote('B', 1, 'Mötte')], ['B', 2, 'Mötte']],
    [
      'two tabs: the later holds, the other is beside it',
      [wrote('A', 0, 'Ringde'), wrote('B', 0, 'Mötte')],
      ['B', 2, 'Mötte', 'A: Ringde'],
    ],
    [
      'and back again',
      [wrote('A', 0, 'Ringde'), wrote('B', 0, 'Mötte'), wrote('A', 1, 'Ringde igen')],
      ['A', 3, 'Ringde igen', 'B: Mötte'],
    ],
    [
      'what the later words hold already is not kept twice',
      [wrote('A', 0, 'Ringde'), wrote('B', 0, 'Ringde. Mötte')],
      ['B', 2, 'Ringde. Mötte'],
    ],
    ['three tabs lose nothing', [wrote('A', 0, 'Ett'), wrote('B', 0, 'Två'), wrote('C', 0, 'Tre')], ['C', 3, 'Tre', 'A: Ett', 'B: Två']],
    ['emptied', [wrote('A', 0, 'Ringde'), wrote('A', 1, '')], null],
    [
      'emptied in one tab, the other takes its place',
      [wrote('A', 0, 'Ringde'), wrote('B', 0, 'Mötte'), wrote('B', 2, '')],
      ['A', 3, 'Ringde'],
    ],
    ['empty in a tab that never wrote', [wrote('A', 0, 'Ringde'), wrote('B', 0, '')], ['A', 1, 'Ringde']],
  ])('%s', (_, written, wanted) => expect(told(after(...written))).toEqual(wanted))
})

describe('when a note is saved', () => {
  const two = after(wrote('A', 0, 'Ringde'), wrote('B', 0, 'Mötte')) as Draft
  test.each<[string, Draft, string, number, unknown[] | null]>([
    ['its draft is gone', after(wrote('A', 0, 'Ringde')) as Draft, 'A', 1, null],
    ['also without script: the form went on from the version', after(wrote('A', 0, 'Ringde')) as Draft, 'C', 1, null],
    ['of the newest tab: the other takes its place', two, 'B', 2, ['A', 3, 'Ringde']],
    ['of the other tab: the draft stays', two, 'A', 1, ['B', 2, 'Mötte']],
    ['of a tab that had no draft: both stay', two, 'C', 0, ['B', 2, 'Mötte', 'A: Ringde']],
  ])('%s', (_, draft, tab, version, wanted) => expect(told(withoutTab(draft, tab, version))).toEqual(wanted))
})

test('a draft untouched since 24 August is thrown away on 23 November', () => expect(oldDraftsUntil('2026-11-23', 90)).toBe('2026-08-24'))
