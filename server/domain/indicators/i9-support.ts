/**
 * I9: of the persons with whom contact was established in a case in the period, the share who accept support.
 * VP 2023: "Andel personer som tar emot stöd vid kontakt med Vräkningsförebyggarna", target 100 %.
 * Contact is established by a call, visit, letter, text or meeting that reached the person, a meeting that was held, or an answer to the
 * offer of support. The answer counts whether it came at the first contact or a later one in the same case, by the end of the period;
 * who first declined and then accepted has accepted. Persons who were only tried are "ej nådda", apart. Whoever works in the case, the
 * contact counts: the case is the prevention work.
 *
 * Worked example, 2026: reached 5: 3 accepted (one of them at the third contact, having declined at the first), 1 declined, 1 has not
 * answered; 2 were tried and never reached. 3/5 = 60 %, ej nådda 2.
 */
import { contains } from '../interval.js'
import type { CaseIndex } from './case-facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition, IndicatorResult } from './result.js'
import { result } from './result.js'

export const I9_DEFINITION = {
  code: 'I9',
  wording: 'Andel personer som tar emot stöd vid kontakt med Vräkningsförebyggarna',
  source: 'Verksamhetsplan 2023, enhetens indikator',
  numeratorText: 'Personer som tog emot stöd vid första eller en senare kontakt i samma ärende',
  denominatorText: 'Personer som vräkningsförebyggarna fick kontakt med under perioden',
  rows: 'PERSON',
  measure: 'SHARE',
} as const satisfies Definition

export function supportIndicator(index: CaseIndex, { days, lastOn }: ReportPeriod): IndicatorResult {
  const reached = new Set<number>()
  const tried = new Set<number>()
  const accepted = new Set<number>()
  const answered = new Set<number>()
  for (const story of index.cases) {
    if (story.triedOn.some((on) => contains(days, on))) tried.add(story.personId)
    if (!story.reachedOn.some((on) => contains(days, on))) continue
    reached.add(story.personId)
    const answers = story.events.filter(({ happenedOn }) => happenedOn <= lastOn)
    if (answers.some(({ kind }) => kind === 'SUPPORT_ACCEPTED')) accepted.add(story.personId)
    if (answers.some(({ kind }) => kind === 'SUPPORT_ACCEPTED' || kind === 'SUPPORT_DECLINED')) answered.add(story.personId)
  }
  return result(I9_DEFINITION, {
    numerator: accepted,
    denominator: reached,
    excluded: [{ reason: 'NEVER_REACHED', ids: [...tried].filter((id) => !reached.has(id)) }],
    beside: [{ kind: 'ANSWER_MISSING', ids: [...reached].filter((id) => !answered.has(id)) }],
  })
}
