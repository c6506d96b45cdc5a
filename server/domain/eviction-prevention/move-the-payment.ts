/**
 * Paid to another account than ours: ask the household for the receipt and whoever got the money to send it on (domain.md §9.2).
 *
 * Worked example: WRONG_ACCOUNT found 2026-11-03: by 2026-11-06.
 */
import { causeRule } from './cause.js'

export const moveThePayment = causeRule('MOVE_THE_PAYMENT', 'WRONG_ACCOUNT', {
  reason: 'hyran är betald till fel konto. Be om kvittot och hjälp hushållet att få pengarna tillbaka eller skickade hit.',
})
