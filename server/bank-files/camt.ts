/**
 * camt.054 (notification) and camt.053 (statement), .02 to .13: ISO 20022's way to tell what came into an account. domain.md §5.5.
 * Elements are matched by local name along the paths of camt-paths.ts, whatever their namespace or prefix, and no tree is built.
 * No DTD and no entities but XML's own five; depth, text and size have a ceiling. XML that is not well-formed gives its row and column,
 * and nothing else. A file is scanned quickly first, and read anew through saxes where the scanner gives it up.
 */
import { asResult, type BankFileResult, refuse, warn } from './bank-file.js'
import type { TextDecoding, XmlEncoding } from './bytes.js'
import { newReading, type Reading } from './camt-reading.js'
import { saxesReader } from './camt-saxes.js'
import { scanCamt } from './camt-scan.js'

export type Pieces = AsyncIterable<Uint8Array>

/** Reads a whole camt.053 or camt.054 message; all payments or errors with their place. `again` gives the same pieces once more. */
export async function readCamt(
  pieces: Pieces,
  { encoding, decoding }: XmlEncoding,
  again: (() => Pieces | null) | null,
): Promise<BankFileResult> {
  if (!again) return resultOf(await readThroughSaxes(pieces, decoding()))
  const reading = newReading()
  if (await scanCamt(reading, pieces, encoding)) return resultOf(reading)
  const anew = again()
  return resultOf(anew ? await readThroughSaxes(anew, decoding()) : reading)
}

async function readThroughSaxes(pieces: Pieces, decode: TextDecoding): Promise<Reading> {
  const reading = newReading()
  const xml = saxesReader(reading)
  for await (const piece of pieces) {
    if (!xml.write(decode(piece))) break
  }
  if (!reading.stopped) xml.end(decode(null))
  return reading
}

function resultOf(reading: Reading): BankFileResult {
  if (!reading.stopped && reading.format === null) {
    refuse(reading.findings, 'Filen', 'Filen är inte en camt.054 eller camt.053.')
  }
  if (reading.payments.length === 0) warn(reading.findings, 'Filen', 'Filen har inga betalningar.')
  return asResult(reading.findings, {
    format: reading.format ?? 'CAMT054',
    version: reading.version,
    messageId: reading.messageId,
    createdAt: reading.createdAt,
    accounts: [...reading.accounts],
    payments: reading.payments,
    pages: reading.pages,
    controls: reading.controls,
  })
}
