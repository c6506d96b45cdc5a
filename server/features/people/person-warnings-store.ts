/** The early warnings about one person, each with where its answer is written down. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { EarlyWarningKind, HouseholdEventKind } from '../../domain/codes.js'
import { earlyWarnings, type EarlyWarning } from '../../domain/early-warnings.js'
import type { Settings } from '../../domain/policy.js'
import { paths } from '../../paths.js'
import { warningFactsOf } from './early-warning-store.js'

export interface WarningInWords extends EarlyWarning {
  write: { href: string; text: string } | null
}

export async function personWarnings(db: Db, actor: Actor, personId: number, settings: Settings): Promise<WarningInWords[]> {
  const [one] = await warningFactsOf(db, actor, sql`p."id" = ${personId}`, actor.today, settings)
  if (!one) return []
  return earlyWarnings(one.facts, actor.today, settings).map((warning) => {
    const answer = ANSWERS[warning.kind]
    return {
      ...warning,
      write: answer ? { href: paths.newHouseholdEvent.url({ personId }, { slag: answer.slag }), text: answer.text } : null,
    }
  })
}

const ANSWERS: Partial<Record<EarlyWarningKind, { slag: HouseholdEventKind; text: string }>> = {
  PAYS_LATER: { slag: 'RENT_TROUBLESHOT', text: 'Anteckna felsökning' },
  BENEFIT_GONE: { slag: 'BENEFIT_RESUMED', text: 'Betalas den igen' },
  INSURANCE_ENDING: { slag: 'INSURANCE_SEEN', text: 'Anteckna försäkring' },
  INSURANCE_UNSEEN: { slag: 'INSURANCE_SEEN', text: 'Anteckna försäkring' },
}
