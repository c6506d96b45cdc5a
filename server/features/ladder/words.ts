/** How loud a debt and a checkpoint are on the board (the status vocabulary: two rents red, half a rent amber). */
import { monthsOwed } from '../../domain/arrears.js'
import { addDays, type Day } from '../../domain/calendar.js'

/** Within so many days a checkpoint stands in bold. */
const soonDays = 7

/** The tone of a debt; without a known rent it is amber. */
export function debtTone(overdueOre: number, monthlyRentOre: number | null): 'danger' | 'warning' | 'neutral' {
  const months = monthsOwed({ overdueOre, monthlyRentOre })
  if (months !== null && months >= 2) return 'danger'
  return months === null || months >= 0.5 ? 'warning' : 'neutral'
}

/** The checkpoint as the part `board` wants it: one that has passed has waited since its day. */
export function checkpointWords(on: Day, today: Day): { on: Day; soon: boolean; text: string } {
  return { on, soon: on <= addDays(today, soonDays), text: on < today ? 'Kontrollstation väntar sedan' : 'Kontrollstation' }
}
