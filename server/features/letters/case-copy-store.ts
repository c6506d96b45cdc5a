/** The copy of a confirmation, to the one who is to be evicted: made at once when the confirmation goes, or again when a copy was stopped. */
import type { Db } from '../../db.js'
import type { ConfirmationContent } from '../../documents/letters/content.js'
import { dayInStockholm } from '../../domain/calendar.js'
import { copyContent } from './case-contents.js'
import type { CaseForLetters } from './case-standing-store.js'
import type { Whom } from './contents.js'
import type { PlannedLetter } from './make-store.js'

/** Of the confirmation that went about the notice; null before one has gone. */
export async function planCopy(tx: Db, found: CaseForLetters, noticeId: number, whom: Whom): Promise<PlannedLetter | null> {
  const caseId = found.one.id
  const original = await tx.prisma.letter.findFirst({
    where: { caseId, noticeId, kind: 'CONFIRMATION', sentAt: { not: null } },
    orderBy: { id: 'desc' },
  })
  const notice = found.notices.find((one) => one.id === noticeId)
  if (!original?.sentAt || !notice) return null
  const sentOn = notice.confirmedOn ?? dayInStockholm(original.sentAt)
  const from = { whom, found, notice, standing: found.standingFor(noticeId) }
  const content = copyContent(from, JSON.parse(original.content) as ConfirmationContent, sentOn)
  return { person: whom.person, amountOre: 0, chargeId: null, planId: null, caseId, noticeId, copyOfId: original.id, content }
}
