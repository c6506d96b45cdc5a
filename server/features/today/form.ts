/** The state of "I dag" as it stands in the URL. What cannot be read is the usual page. */
import { z } from 'zod'
import type { UrgencyGroup } from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

/** The words for the groups in the address. */
export const GROUP_SLUGS: Record<UrgencyGroup, string> = { BRADSKAR: 'bradskar', VECKAN: 'veckan', BEVAKA: 'bevaka' }

export const TodayQuery = z.object({
  /** `mina` or `alla`; null: what suits the role */
  urval: z.enum(['mina', 'alla']).nullable().catch(null).default(null),
  /** one group in full */
  visa: z
    .string()
    .transform((slug) => (Object.keys(GROUP_SLUGS) as UrgencyGroup[]).find((group) => GROUP_SLUGS[group] === slug) ?? null)
    .nullable()
    .catch(null)
    .default(null),
  sida: fieldOf.pageNumber(),
})
export type TodayQuery = z.infer<typeof TodayQuery>
