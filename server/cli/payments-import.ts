import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { kronor } from '../domain/money.js'
import { importPaymentsFile } from '../features/payments/import-file.js'
import { SUSPECT_CHOICES } from '../features/payments/import-store.js'
import { Refused, type Command } from './run.js'

const usage = 'payments import FIL [FIL …] [--dry-run] [--suspects wait|skip|book]'

export const paymentsImport: Command = {
  usage,
  options: { 'dry-run': { type: 'boolean' }, suspects: { type: 'string' } },
  async run({ house, actor, words, options }) {
    if (words.length === 0) throw new Refused(`Skriv: ${usage}`)
    for (const path of words) {
      if (!existsSync(path)) throw new Refused(`${path} finns inte`)
      if (!statSync(path).isFile()) throw new Refused(`${path} är en mapp. Välj en fil`)
    }
    const suspects = SUSPECT_CHOICES.find((one) => one.toLowerCase() === (options.suspects ?? 'wait'))
    if (!suspects) throw new Refused('--suspects ska vara wait (vänta utan träff), skip (hoppa över) eller book (bokför)')
    const dryRun = options['dry-run'] === true
    const files = words.map((path) => ({ name: basename(path), bytes: readFileSync(path) }))
    const result = await importPaymentsFile(house.db, await actor(), files, { dryRun, suspects })
    if (!result.ok) {
      throw new Refused([...result.errors.map((one) => `${one.place}: ${one.reason}`), 'Inget är bokfört.'].join('\n'), {
        errors: result.errors,
        booked: false,
      })
    }
    const { ok: _, ...counts } = result
    // true when this call put something new in the books: false for a dry run, and for a file that was booked before
    const answer = { ...counts, booked: !dryRun && counts.matched + counts.unmatched > 0 }
    return {
      answer,
      lines: [
        ...answer.warnings.map((text) => `Obs: ${text}`),
        `${answer.format}: ${answer.payments} inbetalningar, ${answer.deductions} avdrag, ${kronor(answer.amountOre)}.`,
        `Träff ${answer.matched}, utan träff ${answer.unmatched}, redan bokförda ${answer.duplicates}. ${dryRun ? 'Inget är bokfört (--dry-run).' : `Bokförda ${counts.booked}.`}`,
        ...(answer.suspected > 0 ? [`${answer.suspected} kan vara samma som en tidigare betalning och väntar utan träff.`] : []),
        ...(answer.importId === null ? [] : [`Filens nummer är ${answer.importId} (payments undo ${answer.importId}).`]),
      ],
    }
  },
}
