/** Where a step of a disturbance is written down, the same from its own page, the household's and "I dag". */
import { may } from '../../domain/access.js'
import type { DisturbanceStepKind, Role } from '../../domain/codes.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'

/** Null for who only may read. */
export function stepLink(step: DisturbanceStepKind, disturbanceId: number, role: Role): { href: string; text: string } | null {
  if (!may(role, 'changeDisturbances')) return null
  return { href: paths.newDisturbanceStep.url({ disturbanceId }, { slag: step }), text: BUTTONS[step] ?? label(step) }
}

const BUTTONS: Partial<Record<DisturbanceStepKind, string>> = {
  SPOKE_WITH_HOUSEHOLD: 'Anteckna samtalet',
  URGED: 'Anteckna rättelseanmaningen',
  SOCIALNAMNDEN_TOLD: 'Anteckna underrättelsen',
  SUPPORT_OFFERED: 'Anteckna erbjudandet',
  SUPPORT_ACCEPTED: 'Anteckna svaret',
  LANDLORD_ANSWERED: 'Anteckna svaret till hyresvärden',
  FOUND_QUIET: 'Anteckna kontrollen',
  DISTURBANCE_CLOSED: 'Avsluta störningen',
}
