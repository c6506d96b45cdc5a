/**
 * A sum the bank states beside what the file holds. Banks differ in whether they count all entries or the booked ones only: either is right.
 * Example: stated 100,00; entries 100,00 booked and 7,00 waiting → met by the booked ones.
 */
import type { BankFileControl, PageSum } from './bank-file.js'
import { kronor } from './fields.js'

/** `stated` must be there. */
export function controlOf(sum: PageSum, place: string): BankFileControl {
  const { inOre, stated } = sum
  const label = `${place}: ${sum.label}`
  const found = foundOf(sum)
  const ok = found === stated
  return inOre ? { label, statedOre: stated ?? 0, foundOre: found, ok } : { label, statedCount: stated ?? 0, foundCount: found, ok }
}

export function disagreement(sum: PageSum): string {
  const words = (value: number) => (sum.inOre ? kronor(value) : String(value))
  return `${sum.label} är ${words(sum.stated ?? 0)} enligt banken men ${words(foundOf(sum))} i filen.`
}

function foundOf({ stated, foundAll, foundBooked }: PageSum): number {
  return foundBooked === stated ? foundBooked : foundAll
}
