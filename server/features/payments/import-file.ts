/** Reads and books (or, in a dry run, only counts) files given as bytes: the command `payments import`. */
import type { Actor } from '../../actor.js'
import type { BankFile, FileRemark } from '../../bank-files/bank-file.js'
import type { Db } from '../../db.js'
import { bookPayments, previewPayments, type SuspectChoice } from './import-store.js'
import { warningTexts } from './import-words.js'
import { readGiven } from './read-upload.js'
import { sha256OfUpload, uploadName, type GivenFile } from './upload-store.js'

export interface PaymentsImport {
  /** null: nothing was booked */
  importId: number | null
  format: BankFile['format']
  payments: number
  deductions: number
  amountOre: number
  matched: number
  unmatched: number
  /** of the unmatched, those that may have come before */
  suspected: number
  duplicates: number
  warnings: string[]
  /** posts that went to a person's ledger; the unmatched are kept too, and wait */
  booked: number
}

export async function importPaymentsFile(
  db: Db,
  actor: Actor,
  given: GivenFile | readonly GivenFile[],
  options: { dryRun: boolean; suspects?: SuspectChoice },
): Promise<({ ok: true } & PaymentsImport) | { ok: false; errors: FileRemark[] }> {
  const files = 'bytes' in given ? [given] : given
  const read = await readGiven(files)
  if (!read.ok) return read
  const sha256 = await sha256OfUpload(files)
  const plan = await previewPayments(db, actor, read.file, sha256)
  if (plan.errors.length > 0) return { ok: false, errors: plan.errors }
  const identity = { sha256, fileName: uploadName(files) }
  const done = options.dryRun ? null : await bookPayments(db, actor, read.file, identity, { suspects: options.suspects })
  return {
    ok: true,
    importId: done?.importId ?? null,
    format: plan.format,
    payments: plan.payments,
    deductions: plan.deductions,
    amountOre: plan.amountOre,
    matched: done?.matched ?? plan.matched.count,
    unmatched: done?.unmatched ?? plan.unmatched.count + plan.suspected.count,
    suspected: done?.suspected ?? plan.suspected.count,
    duplicates: done?.duplicates ?? plan.duplicates.count,
    warnings: warningTexts(plan),
    booked: done?.matched ?? 0,
  }
}
