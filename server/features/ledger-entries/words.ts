/** What an entry, a bill and a stay are called in forms and on check pages. */
import type { Day } from '../../domain/calendar.js'
import { kronor } from '../../domain/money.js'
import { monthName } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { lowerFirst } from '../../web/swedish-words.js'
import { closedMonthWords } from '../month-close/closed-store.js'
import type { MoneyEntry, MoneyStay, PersonMoney } from './person-money-store.js'

type Named = Pick<MoneyEntry, 'kind' | 'direction' | 'chargeKind' | 'period' | 'payerKind'>

/** "Hyra november 2026", "Nyckel", "Inbetalning, klienten", "Flytt till ett annat boende". */
export function entryName(entry: Named): string {
  switch (entry.kind) {
    case 'CHARGE':
      if (entry.period !== null) return `Hyra ${monthName(entry.period)}`
      return entry.chargeKind === null ? label('CHARGE') : label(entry.chargeKind)
    case 'PAYMENT':
      return entry.payerKind === null ? label('PAYMENT') : `${label('PAYMENT')}, ${label(entry.payerKind).toLocaleLowerCase('sv')}`
    case 'TRANSFER':
      return entry.direction === 1 ? 'Flytt till ett annat boende' : 'Flytt från ett annat boende'
    default:
      return label(entry.kind)
  }
}

/** "hyra november 2026, förfaller 2026-10-30": the bill in a sentence. */
export function billWords(bill: Named & { dueOn: string | null }): string {
  const name = entryName(bill)
  return `${lowerFirst(name)}${bill.period === null && bill.dueOn !== null ? `, förfaller ${bill.dueOn}` : ''}`
}

export const billChoice = (bill: MoneyEntry) => ({
  value: String(bill.id),
  text: `${entryName(bill)}, ${kronor(bill.openOre)} kvar`,
  hint: bill.dueOn === null ? undefined : `Förfaller ${bill.dueOn}${bill.ocr === null ? '' : `, OCR ${bill.ocr}`}`,
})

export const stayChoice = (stay: MoneyStay) => ({
  value: String(stay.id),
  text: `${stay.place}, från ${stay.startsOn}${stay.endsOn === null ? '' : ` till ${stay.endsOn}`}`,
})

/** Where a booking of the day is dated when its month is closed; nothing when it is open. */
export function closedWords(money: PersonMoney, day: Day): string[] {
  const words = closedMonthWords(day, money.firstOpenOn)
  return words === null ? [] : [words]
}

/** The stay as it is said in a sentence. */
export function placeOf(money: PersonMoney, tenancyId: number): string {
  return money.stays.find((stay) => stay.id === tenancyId)?.place ?? ''
}
