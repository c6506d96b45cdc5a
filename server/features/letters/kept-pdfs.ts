/**
 * Which letters are kept as PDF: all but the avier. A reminder, a plan or an overview is one person's paper, and it is kept as it went
 * out. Avier go out by the hundred every month and are kept as values: the same values give the same bytes (documents/letters).
 */
import { setImmediate } from 'node:timers/promises'
import { letterPdf } from '../../documents/letters/letter-pdf.js'
import type { Checked } from './send-store.js'

/** The bytes of those that will be sent and are kept, by letter; others get their turn between two. */
export async function keptPdfs(drafts: readonly Checked[]): Promise<Map<number, Uint8Array>> {
  const pdfs = new Map<number, Uint8Array>()
  for (const draft of drafts) {
    if (draft.kind === 'RENT_BILL' || draft.reasons.length > 0) continue
    pdfs.set(draft.id, await letterPdf(draft.content))
    await setImmediate()
  }
  return pdfs
}
