/**
 * Which letters are kept as PDF: all but the avier. A reminder, a plan or an overview is one person's paper, and it is kept as it went
 * out. Avier go out by the hundred every month and are kept as values: the same values give the same bytes (documents/letters).
 */
import { eachLetter } from '../../documents/letters/in-a-thread.js'
import type { Checked } from './send-store.js'

/** The bytes of those that will be sent and are kept, by letter. */
export async function keptPdfs(drafts: readonly Checked[]): Promise<Map<number, Uint8Array>> {
  const kept = drafts.filter((draft) => draft.kind !== 'RENT_BILL' && draft.reasons.length === 0)
  const files = await eachLetter(kept.map((draft) => draft.content))
  return new Map(kept.flatMap(({ id }, n) => (files[n] ? [[id, files[n]]] : [])))
}
