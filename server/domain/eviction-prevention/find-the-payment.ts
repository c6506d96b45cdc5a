/**
 * Paid with a wrong OCR number: the money is here, among the payments without a match; place it, and the rent is not late
 * (domain.md §9.2).
 *
 * Worked example: WRONG_OCR found 2026-11-03: by 2026-11-06.
 */
import { causeRule } from './cause.js'

export const findThePayment = causeRule('FIND_THE_PAYMENT', 'WRONG_OCR', {
  reason: 'hyran är betald med fel OCR-nummer. Leta upp den bland inbetalningar utan träff och bokför den.',
})
