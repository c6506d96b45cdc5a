import { kronor } from '../domain/money.js'
import { hindranceWords } from '../features/payments/file-routes.js'
import { undoImport } from '../features/payments/undo-store.js'
import { Refused, type Command } from './run.js'

const usage = 'payments undo NUMMER --reason TEXT'

export const paymentsUndo: Command = {
  usage,
  options: { reason: { type: 'string' } },
  words: 1,
  async run({ house, actor, words, options }) {
    const importId = /^[1-9]\d{0,8}$/.test(words[0] ?? '') ? Number(words[0]) : null
    const reason = typeof options.reason === 'string' ? options.reason.trim() : ''
    if (importId === null) throw new Refused(`Skriv: ${usage}`)
    if (reason === '') throw new Refused('Skriv varför filen ångras med --reason "…"')
    const done = await undoImport(house.db, await actor(), importId, reason)
    if (done === null) throw new Refused(`Ingen inläst bankfil har nummer ${importId}`)
    if (done.refused) {
      const { hindrances } = done
      throw new Refused(['Filen kan inte ångras. Inget är ändrat.', ...hindrances.map((one) => hindranceWords(one).text)].join('\n'), {
        undone: false,
        hindrances,
      })
    }
    const { refused: _, ...counts } = done
    return {
      answer: { undone: true, importId, ...counts },
      lines: [`Filen är ångrad. ${counts.reversed} händelser är motbokade, ${kronor(counts.reversedOre)}.`],
    }
  },
}
