/** The letters that belong to the next action in a case and do not write its event: one link each, in the case's own list of letters. */
import type { CaseLetterKind, PreventionAction } from '../../domain/codes.js'
import { paths } from '../../paths.js'

const OF_ACTION: Partial<Record<PreventionAction, { kind: CaseLetterKind; text: string }[]>> = {
  REACH_THE_HOUSEHOLD: [
    { kind: 'MEETING_CALL', text: 'Kalla till möte' },
    { kind: 'SUPPORT_OFFER', text: 'Erbjud stöd i ett brev' },
  ],
  OFFER_SUPPORT: [{ kind: 'SUPPORT_OFFER', text: 'Erbjud stöd i ett brev' }],
  MEET_BEFORE_EVICTION: [{ kind: 'MEETING_CALL', text: 'Kalla till möte' }],
}

/** For the recommended action and those that hold too, each letter once. */
export function suggestedLetters(caseId: number, actions: readonly { action: PreventionAction }[]): { href: string; text: string }[] {
  const letters = new Map(actions.flatMap(({ action }) => (OF_ACTION[action] ?? []).map(({ kind, text }) => [kind, text] as const)))
  return [...letters].map(([kind, text]) => ({ href: paths.newCaseLetter.url({ caseId }, { slag: kind }), text }))
}
