/** Lets the demo's payments pay its bills as they came, so that the ledger as it was known on a day is what it would have been. */
import { allocate } from '../../server/domain/rent-ledger.js'
import type { Day } from '../../server/domain/calendar.js'

export interface DemoEntry {
  id: number
  namndId: number
  personId: number
  kind: string
  effectiveOn: Day
  recordedAt: string
  dueOn: Day | null
  ocr: string | null
  openOre: number
  settledOn: Day | null
}

/** The allocations of the people's entries, each written when both of what it joins were; what is left open stands on the entries. */
export function payBills(entries: readonly DemoEntry[]): object[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return [...new Set(entries.map((entry) => entry.personId))].flatMap((personId) => {
    const own = entries.filter((entry) => entry.personId === personId)
    const bills = own.filter((entry) => entry.kind === 'CHARGE').map((entry) => ({ ...entry, dueOn: entry.dueOn ?? entry.effectiveOn }))
    return allocate(
      own.filter((entry) => entry.kind !== 'CHARGE'),
      bills,
    ).flatMap(({ creditId, chargeId, amountOre }) => {
      const [credit, bill] = [byId.get(creditId), byId.get(chargeId)]
      if (!credit || !bill) return []
      credit.openOre -= amountOre
      bill.openOre -= amountOre
      if (bill.settledOn === null || credit.effectiveOn > bill.settledOn) bill.settledOn = credit.effectiveOn
      const recordedAt = credit.recordedAt > bill.recordedAt ? credit.recordedAt : bill.recordedAt
      return [{ namndId: credit.namndId, creditId, chargeId, amountOre, effectiveOn: credit.effectiveOn, recordedAt }]
    })
  })
}
