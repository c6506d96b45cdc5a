/**
 * The autogiro was not drawn: the rent is paid by hand this month, and the mandate is put right before the next (domain.md §9.2).
 *
 * Worked example: AUTOGIRO_STOPPED found 2026-11-03: by 2026-11-06.
 */
import { causeRule } from './cause.js'

export const restartAutogiro = causeRule('RESTART_AUTOGIRO', 'AUTOGIRO_STOPPED', {
  reason: 'autogirot drogs inte. Hjälp hushållet att betala månadens hyra och få medgivandet att gälla till nästa.',
})
