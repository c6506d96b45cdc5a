import { verifyLedger } from '../features/rent/verify-store.js'
import { Refused, type Command } from './run.js'

export const ledgerVerify: Command = {
  usage: 'ledger verify',
  words: 0,
  async run({ house }) {
    const answer = await verifyLedger(house.db)
    if (!answer.ok) throw new Refused(`Reskontran stämmer inte: ${answer.differences.length} skillnader.`, answer)
    return { answer, lines: ['Reskontran stämmer.'] }
  },
}
