/**
 * The household disputes the rent or the state of the home. Whoever holds back rent risks the tenancy even when right; 12 kap. 21 § JB lets
 * the tenant deposit it with länsstyrelsen instead. The complaint is dealt with at once (VP 2013/14, domain.md §1.2 G19).
 *
 * Worked example: RENT_DISPUTED found 2026-11-03: by 2026-11-06.
 */
import { causeRule } from './cause.js'

export const settleDispute = causeRule('SETTLE_DISPUTE', 'RENT_DISPUTED', {
  reason:
    'hyran eller lägenheten är tvistig. Ta upp klagomålet nu och berätta att hyran kan sättas ned hos länsstyrelsen i stället för att hållas inne.',
  statute: '12 kap. 21 § JB',
})
