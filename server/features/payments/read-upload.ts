/** What somebody chose at once, read as one file: several bank files, the pages of a statement, an archive of them. */
import type { FileRemark } from '../../bank-files/bank-file.js'
import { readBankFiles } from '../../bank-files/read.js'
import type { PaymentFile } from './plan-store.js'
import type { GivenFile } from './upload-store.js'

export type ReadOutcome = { ok: true; file: PaymentFile } | { ok: false; errors: FileRemark[] }

/** Reads the files; `told` hears of bytes as they are read. Pages are answered meanwhile. */
export async function readGiven(given: readonly GivenFile[], told: (bytes: number) => void = () => undefined): Promise<ReadOutcome> {
  const { files, result } = await readBankFiles(given.map(({ name, bytes }) => ({ name, bytes: piecesTold(bytes, told) })))
  if (!result.ok) return result
  const read = files.flatMap((one) => (one.result.ok ? [one.result.file] : []))
  if (new Set(read.map((one) => one.format)).size < 2) return { ok: true, file: result.file }
  const formats = new Map(read.flatMap((one) => one.payments.map((post) => [post.transactionKey, one.format] as const)))
  return { ok: true, file: { ...result.file, formats } }
}

/** A source that can be read twice, as an unusual file is (bank-files/camt-scan.ts): bytes are told once. */
function piecesTold(bytes: Uint8Array, told: (bytes: number) => void): () => AsyncGenerator<Uint8Array> {
  let furthest = 0
  return async function* () {
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      const piece = bytes.subarray(from, from + pieceBytes)
      yield piece
      const to = from + piece.length
      if (to > furthest) told(to - furthest)
      furthest = Math.max(furthest, to)
    }
  }
}
const pieceBytes = 512 * 1024
