/** The lists `avier` and `betalningar`. A bill belongs to a stay; a payment finds its person by OCR number or by the person's id. */
import { firstOfMonth, monthOf } from '../../domain/calendar.js'
import type { Day, Month } from '../../domain/calendar.js'
import type { PayerKind } from '../../domain/codes.js'
import { stayKey } from './check-stays.js'
import type { ImportedStay } from './check-stays.js'
import type { Findings } from './findings.js'
import { grouped } from './overlaps.js'
import { readRows } from './read-rows.js'
import type { ReadSheet } from './read-sheets.js'
import type { References } from './references.js'

export interface ImportedBill {
  row: number
  personId: string
  apartmentId: string
  month: Month
  dueOn: Day
  amountOre: number
  ocr: string | null
}

export interface ImportedPayment {
  row: number
  paidOn: Day
  amountOre: number
  ocr: string | null
  personId: string | null
  /** Null = the list does not say. */
  payer: PayerKind | null
  /** 1 for the first row with these very values, 2 for the second: two equal payments are two, the same list twice is none. */
  occurrence: number
}

interface BillFacts {
  findings: Findings
  references: References
  stays: ImportedStay[]
  stayList: ReadSheet | undefined
  known: { stays: ReadonlySet<string> }
  today: Day
}

export function checkBills(list: ReadSheet | undefined, facts: BillFacts): ImportedBill[] {
  const { findings, references, known } = facts
  const stays = grouped(facts.stays, (stay) => stayKey(stay.personId, stay.apartmentId))
  const wrongStays = rejectedStays(facts)
  const firstRows = new Map<string, number>()
  const bills: ImportedBill[] = []
  for (const { row, person, lagenhet, manad, forfallodag, belopp, ocr } of readRows('avier', list, findings, facts.today)) {
    const refuse = (column: string, reason: string) => findings.refuse('avier', row, column, reason)
    if (![references.hold('avier', row, 'person', person), references.hold('avier', row, 'lagenhet', lagenhet)].every(Boolean)) continue

    const key = stayKey(person, lagenhet)
    const own = stays.get(key)
    const wrongRow = wrongStays.get(key)
    if (!own && !known.stays.has(key)) {
      if (wrongRow === undefined) refuse('person', 'Personen har inget boende i lägenheten. Lägg till det i boenden.')
      else findings.dropWith('avier', row, 'person', `Raden hör till boenden rad ${wrongRow}, som är fel.`)
      continue
    }
    const monthKey = `${key}\n${manad}`
    const sameMonth = firstRows.get(monthKey)
    if (sameMonth !== undefined) {
      refuse('manad', `Samma person, lägenhet och månad står på rad ${sameMonth}. Lägg ihop beloppen på en rad.`)
      continue
    }
    if (belopp === 0) {
      refuse('belopp', 'Beloppet är noll.')
      continue
    }
    if (!references.ownOcr('avier', row, ocr, person)) continue
    if (own && !known.stays.has(key) && !own.some((stay) => touchesMonth(stay, manad))) {
      findings.warn('avier', row, 'manad', 'Personen bor inte i lägenheten den månaden enligt boenden.')
    }
    firstRows.set(monthKey, row)
    bills.push({ row, personId: person, apartmentId: lagenhet, month: manad, dueOn: forfallodag, amountOre: belopp, ocr })
  }
  return bills
}

interface PaymentFacts {
  findings: Findings
  references: References
  today: Day
}

export function checkPayments(list: ReadSheet | undefined, { findings, references, today }: PaymentFacts): ImportedPayment[] {
  const payments: ImportedPayment[] = []
  const occurrences = new Map<string, number>()
  for (const { row, betaldag, belopp, ocr, person, betalare } of readRows('betalningar', list, findings, today)) {
    const refuse = (column: string, reason: string) => findings.refuse('betalningar', row, column, reason)
    if (ocr === null && person === null) refuse('ocr', 'Fyll i ocr eller person, annars hittar betalningen inte fram.')
    if (betaldag > today) refuse('betaldag', 'Dagen har inte varit än.')
    if (belopp === 0) refuse('belopp', 'Beloppet är noll.')
    if (person !== null) references.hold('betalningar', row, 'person', person)
    if (findings.isRejected('betalningar', row)) continue
    const key = `${betaldag} ${belopp} ${ocr} ${betalare} ${person}`
    const occurrence = (occurrences.get(key) ?? 0) + 1
    occurrences.set(key, occurrence)
    payments.push({ row, paidOn: betaldag, amountOre: belopp, ocr, personId: person, payer: betalare, occurrence })
  }
  return payments
}

/** The first rejected row of every person in an apartment, so that the bills can say which row to put right. */
function rejectedStays({ stayList, findings }: BillFacts): Map<string, number> {
  const rows = new Map<string, number>()
  for (const { row, cells } of stayList?.rows ?? []) {
    const key = stayKey(String(cells.person ?? '').trim(), String(cells.lagenhet ?? '').trim())
    if (findings.isRejected('boenden', row) && !rows.has(key)) rows.set(key, row)
  }
  return rows
}

function touchesMonth(stay: ImportedStay, month: Month): boolean {
  return monthOf(stay.startsOn) <= month && (stay.endsOn === null || stay.endsOn > firstOfMonth(month))
}
