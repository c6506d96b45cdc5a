/**
 * What the law says of each degree of seriousness, for the one who has to choose (12 kap. 25, 25 a and 42 §§ JB, domain.md §2). The degree is ours
 * to judge by what was reported; a court may judge otherwise.
 *
 * Worked example: music on a Saturday evening is minor; music every night until four is serious; threats against a neighbour may be especially
 * serious, and yet a home in second hand is never terminated for it before both the rättelseanmaning and the notice to socialnämnden.
 */
import type { Seriousness } from '../codes.js'

export const WHAT_THE_LAW_SAYS: Record<Seriousness, string> = {
  MINOR_DISTURBANCE: 'Det som grannar skäligen bör tåla. Ger ingen rätt att säga upp (12 kap. 25 och 42 §§ JB).',
  SERIOUS_DISTURBANCE:
    'Skadligt för hälsan eller sämre än vad grannar skäligen bör tåla. Hyresvärden ska anmana och underrätta socialnämnden (12 kap. 25 och 25 a §§ JB).',
  ESPECIALLY_SERIOUS:
    'Till exempel hot, våld eller brand. Får annars leda till uppsägning direkt, men i andra hand krävs alltid anmaning och underrättelse först (12 kap. 42 § JB).',
}
