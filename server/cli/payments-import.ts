import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { kronor } from '../domain/money.js'
import { importPaymentsFile } from '../features/payments/import-file.js'
import { Refused, type Command } from './run.js'

export const paymentsImport: Command = {
  usage: 'payments import FIL [--dry-run]',
  options: { 'dry-run': { type: 'boolean' } },
  words: 1,
  async run({ house, actor, words, options }) {
    const path = words[0] ?? ''
    if (!existsSync(path)) throw new Refused(`${path} finns inte`)
    if (!statSync(path).isFile()) throw new Refused(`${path} är en mapp. Välj en fil`)
    const dryRun = options['dry-run'] === true
    const result = await importPaymentsFile(house.db, await actor(), { name: basename(path), bytes: readFileSync(path) }, { dryRun })
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
      ],
    }
  },
}
