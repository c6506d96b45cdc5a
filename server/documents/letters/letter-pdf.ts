/** Letters as PDF: values in, bytes out. The same values give the same bytes. */
import { setImmediate } from 'node:timers/promises'
import { writeCaseLetter } from './case-letter.js'
import type { LetterContent } from './content.js'
import { writeForwardingInsert } from './forwarding-insert.js'
import { writePaymentOverview } from './payment-overview.js'
import { writeReminder } from './reminder.js'
import { writeRentBill } from './rent-bill.js'
import { writeRepaymentPlan } from './repayment-plan.js'
import { openDocument, Sheet, type Doc } from './sheet.js'
import { letterTitle } from './titles.js'

/** One letter, a protected person's with its sheet for Skatteverket on top. */
export async function letterPdf(letter: LetterContent): Promise<Buffer> {
  const doc = openDocument(letterTitle(letter), letter.madeOn)
  const bytes = collected(doc)
  if (letter.recipient.protection !== 'NEJ') {
    const insert = new Sheet(doc, `Följeblad till brev ${letter.number}`)
    writeForwardingInsert(insert, letter)
    insert.end()
  }
  writeLetter(doc, letter)
  doc.end()
  return bytes
}

/**
 * Many letters in one file, each with its own page numbers and a bookmark. Others get their turn between two letters, and what is
 * written leaves memory as it is read, so the file may be long. Letters to protected persons are never among them.
 */
export function lettersPdf(title: string, madeOn: string, letters: readonly LetterContent[]): Doc {
  if (letters.some((letter) => letter.recipient.protection !== 'NEJ'))
    throw new Error('a letter to a protected person is never in a bulk file')
  const doc = openDocument(title, madeOn)
  void (async () => {
    for (const letter of letters) {
      if (doc.destroyed) return
      writeLetter(doc, letter)
      doc.outline.addItem(`Brev ${letter.number}`)
      await setImmediate()
    }
    doc.end()
  })().catch((error: unknown) => doc.destroy(error instanceof Error ? error : new Error(String(error))))
  return doc
}

function writeLetter(doc: Doc, letter: LetterContent): void {
  const sheet = new Sheet(doc, `Brev ${letter.number}`)
  switch (letter.kind) {
    case 'RENT_BILL':
      writeRentBill(sheet, letter)
      break
    case 'REMINDER':
      writeReminder(sheet, letter)
      break
    case 'REPAYMENT_PLAN':
      writeRepaymentPlan(sheet, letter)
      break
    case 'PAYMENT_OVERVIEW':
      writePaymentOverview(sheet, letter)
      break
    default:
      writeCaseLetter(sheet, letter)
  }
  sheet.end()
}

async function collected(doc: Doc): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of doc) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
