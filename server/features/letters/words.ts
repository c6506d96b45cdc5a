/** Words and states that the letters' pages share. */
import { LEFT_OUT_REASONS, type LeftOutReason, type StopReason } from '../../domain/codes.js'
import { letterState } from '../../domain/letters.js'
import { stamp } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { lowerFirst } from '../../web/swedish-words.js'
import type { LetterRow } from './list-store.js'
import type { LettersPlan, Missing } from './make-store.js'

/** A letter as a row of a table: without name or link where the person is protected from the reader. */
export function rowOf(letter: LetterRow) {
  const shown = letter.name !== null
  return {
    number: letter.number,
    href: shown ? paths.letter.url({ letterId: letter.id }) : null,
    kind: label(letter.kind),
    person: { href: paths.person.url({ personId: letter.personId }), name: letter.name, masked: !shown },
    status: statusOf(letter),
    what: whatHappened(letter),
  }
}

export function statusOf(letter: Pick<LetterRow, 'sentAt' | 'stoppedAt'>): { tone: string; text: string } {
  const state = letterState(letter)
  return { tone: state === 'SENT' ? 'done' : state === 'STOPPED' ? 'neutral' : 'progress', text: label(state) }
}

/** "Skickat 2026-11-22 09.10 av Karin Ekdahl, med posten"; why a stopped one was stopped. */
export function whatHappened(letter: LetterRow): string {
  if (letter.sentAt) return `${stamp(letter.sentAt)}, ${letter.sentBy ?? 'systemet'}, ${label(letter.sentHow ?? 'POST').toLowerCase()}`
  if (letter.stoppedAt) return reasonWords(letter.stopReason)
  return `${stamp(letter.createdAt)}, ${letter.createdBy ?? 'systemet'}`
}

function reasonWords(codes: string | null): string {
  const words = (codes ?? '').split(' ').filter(Boolean).map(label)
  return words.map((word, n) => (n === 0 ? word : lowerFirst(word))).join(', ')
}
export const reasonsOf = (reasons: readonly StopReason[]) => reasonWords(reasons.join(' '))

/** What must be written down first, and where. */
export const missingWords: Record<Missing, { text: string; path: string; page: string }> = {
  SENDER: {
    text: 'Nämndens adress och telefon saknas. De står överst i varje brev.',
    path: paths.namnd.url(),
    page: 'Administration, Nämnd',
  },
  BANKGIRO: {
    text: 'Nämndens bankgiro saknas. Utan det går det inte att betala.',
    path: paths.ownAccounts.url(),
    page: 'Administration, Bankkonton',
  },
}

/** Those left out, by reason, each with how many and the first of them. */
export function leftOutGroups(
  plan: LettersPlan,
): { reason: LeftOutReason; heading: string; count: number; rows: { person: object; amountOre: number }[] }[] {
  return LEFT_OUT_REASONS.map((reason) => {
    const of = plan.leftOut.filter((one) => one.reason === reason)
    return {
      reason,
      heading: label(reason),
      count: of.length,
      rows: of.slice(0, 25).map(({ person, amountOre }) => ({
        person: { href: paths.person.url({ personId: person.id }), name: person.shown ? person.name : null, masked: !person.shown },
        amountOre,
      })),
    }
  }).filter((group) => group.count > 0)
}
