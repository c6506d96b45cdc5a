/**
 * Drafts of notes: what somebody writes is kept while it is written, so that a time-out, a fallen browser or a door bell loses nothing
 * (domain.md §7: two thirds of the systems lack it). One draft a person and author. Each open form ("tab") has a key of its own and says
 * which version of the draft it goes on from. The later writing holds. What another tab had written is not lost: unless the later one
 * goes on from it, it stands beside the draft and is offered too. When a note is saved its own draft is gone, and the newest of the
 * others takes its place. A draft that nobody has touched for a dated number of days is thrown away at night.
 *
 * Worked example: tab A writes "Ringde" (version 1). Tab B, opened before that, writes "Mötte Sofia" (version 2): the draft is "Mötte
 * Sofia", beside it "Ringde". A writes "Ringde igen" (version 3): the draft is that, beside it "Mötte Sofia". A is saved as a note: the
 * draft is "Mötte Sofia", nothing beside it.
 */
import { addDays, type Day } from './calendar.js'

/** What is written, as typed: nothing of it need be right yet. */
export interface DraftText {
  kind: string | null
  reached: string | null
  happenedOn: string | null
  text: string
  correctsId: number | null
}

export interface WrittenIn extends DraftText {
  tab: string
  /** UTC instant */
  savedAt: string
}

export interface Draft extends WrittenIn {
  version: number
  /** what other tabs had written when a later one took over, oldest first */
  others: readonly WrittenIn[]
}

export interface Written extends WrittenIn {
  /** the version the form was shown with or was last answered; 0 when it showed none */
  version: number
}

/** The draft after a tab has written; null when there is nothing left to keep. */
export function keepDraft(draft: Draft | null, { version, ...written }: Written): Draft | null {
  const nothing = written.text.trim() === ''
  if (draft === null) return nothing ? null : { ...written, version: 1, others: [] }
  if (nothing) return withoutTab(draft, written.tab, version)
  const goesOn = draft.tab === written.tab || draft.version === version
  const { others, version: before, ...latest } = draft
  const beside = [...others, ...(goesOn ? [] : [latest])].filter(
    (other) => other.tab !== written.tab && !written.text.includes(other.text.trim()),
  )
  return { ...written, version: before + 1, others: beside }
}

/** The draft when what the tab wrote has become a note, or was emptied: the newest of the others, or none. */
export function withoutTab(draft: Draft, tab: string, version: number): Draft | null {
  if (draft.tab !== tab && draft.version !== version) return { ...draft, others: draft.others.filter((other) => other.tab !== tab) }
  const next = draft.others.at(-1)
  return next ? { ...next, version: draft.version + 1, others: draft.others.slice(0, -1) } : null
}

/** Drafts that nobody has touched since this day are thrown away today. */
export function oldDraftsUntil(today: Day, noteDraftDays: number): Day {
  return addDays(today, -noteDraftDays - 1)
}
