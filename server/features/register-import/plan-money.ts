/**
 * The lists `avier` and `betalningar` against the register. A bill and a payment are facts: they are added or they are not, never
 * changed.
 */
import type { Db } from '../../db.js'
import { firstOfMonth, nextMonth } from '../../domain/calendar.js'
import { nights, monthInterval } from '../../domain/interval.js'
import { kronor } from '../../domain/money.js'
import type { ImportedBill, ImportedPayment } from './check-money.js'
import { stayKey } from './check-stays.js'
import { knownPayments, ownersOfBills, storedBills } from './money-store.js'
import { grouped } from './overlaps.js'
import type { StayFact, StaysPlan } from './plan-stays.js'
import type { Planning } from './planning.js'

export interface MoneyPlan {
  bills: (ImportedBill & { stay: StayFact })[]
  /** `personId` is whose it is where the list says so, by id or by the stay's OCR number. */
  payments: (ImportedPayment & { transactionKey: string })[]
}

export async function planMoney(
  db: Db,
  bills: readonly ImportedBill[],
  payments: readonly ImportedPayment[],
  stays: StaysPlan,
  planning: Planning,
): Promise<MoneyPlan> {
  const owners = await ocrOwners(db, bills, payments, stays, planning)
  const planned = await planBills(db, bills, stays, owners, planning)
  for (const bill of planned) if (bill.ocr !== null) owners.set(bill.ocr, bill.personId)
  return { bills: planned, payments: await planPayments(db, payments, owners, planning) }
}

async function planBills(
  db: Db,
  bills: readonly ImportedBill[],
  stays: StaysPlan,
  owners: Map<string, string>,
  planning: Planning,
): Promise<MoneyPlan['bills']> {
  const { findings, tally } = planning
  const byPlace = grouped(stays.facts, (fact) => stayKey(fact.personId, fact.apartmentId))
  const found: MoneyPlan['bills'] = []
  for (const bill of bills) {
    const stay = stayOf(bill, byPlace.get(stayKey(bill.personId, bill.apartmentId)) ?? [])
    if (!stay) findings.dropWith('avier', bill.row, 'person', 'Boendet som avin hör till är fel.')
    else if (planning.holds('avier', bill.row, 'person', bill.personId)) {
      const ofStay = stay.ocr !== null && owners.get(stay.ocr) === bill.personId ? stay.ocr : null
      found.push({ ...bill, ocr: bill.ocr ?? ofStay, stay })
    }
  }
  const known = await storedBills(
    db,
    found.map(({ stay, month }) => ({ tenancyId: stay.tenancyId, period: month })),
  )
  const added: MoneyPlan['bills'] = []
  for (const bill of found) {
    const { row, stay, month } = bill
    const stored = stay.tenancyId === null ? undefined : known.get(`${stay.tenancyId} ${month}`)
    if (stored) {
      if (stored.amountOre !== bill.amountOre) {
        findings.refuse(
          'avier',
          row,
          'belopp',
          `Avin finns redan, på ${kronor(stored.amountOre)}. En avi ändras inte. Rätta den i systemet.`,
        )
        continue
      }
      if (stored.dueOn !== bill.dueOn)
        findings.warn('avier', row, 'forfallodag', `Avin finns redan, med förfallodag ${stored.dueOn}. Den ändras inte.`)
      tally.mark('avier', row, 'unchanged')
      continue
    }
    if (bill.ocr !== null && (owners.get(bill.ocr) ?? bill.personId) !== bill.personId) {
      findings.refuse('avier', row, 'ocr', 'OCR-numret står på en annan persons avi i registret.')
      continue
    }
    tally.mark('avier', row, 'created')
    added.push(bill)
  }
  return added
}

/** The stay with most nights in the month; a bill outside every stay belongs to the latest that had begun, else the first. */
function stayOf({ month }: ImportedBill, stays: readonly StayFact[]): StayFact | undefined {
  const inMonth = stays.map((stay) => ({ stay, nights: nights(stay, monthInterval(month)) })).sort((a, b) => b.nights - a.nights)
  if ((inMonth[0]?.nights ?? 0) > 0) return inMonth[0]?.stay
  const inOrder = [...stays].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  return inOrder.findLast((stay) => stay.startsOn < firstOfMonth(nextMonth(month))) ?? inOrder[0]
}

async function planPayments(
  db: Db,
  payments: readonly ImportedPayment[],
  owners: Map<string, string>,
  planning: Planning,
): Promise<MoneyPlan['payments']> {
  const { actor, findings, tally, holds } = planning
  const keyed = payments.map((payment) => ({ ...payment, transactionKey: transactionKeyOf(payment) }))
  const known = await knownPayments(db, actor, keyed)
  const added: MoneyPlan['payments'] = []
  for (const payment of keyed) {
    if (payment.personId !== null && !holds('betalningar', payment.row, 'person', payment.personId)) continue
    if (known.has(payment.transactionKey)) {
      tally.mark('betalningar', payment.row, 'unchanged')
      continue
    }
    const owner = payment.ocr === null ? undefined : owners.get(payment.ocr)
    if (owner !== undefined && payment.personId !== null && owner !== payment.personId) {
      findings.refuse('betalningar', payment.row, 'ocr', 'OCR-numret och personen hör inte ihop. Rätta det ena eller ta bort det.')
      continue
    }
    tally.mark('betalningar', payment.row, 'created')
    added.push({ ...payment, personId: payment.personId ?? owner ?? null })
  }
  return added
}

/** The same row in the same list is the same payment, however often the list is imported. */
const transactionKeyOf = ({ paidOn, amountOre, ocr, personId, payer, occurrence }: ImportedPayment): string =>
  ['register', paidOn, amountOre, ocr ?? '', personId ?? '', payer ?? '', occurrence].join(':')

/** Whose each OCR number of the lists is: a bill's in the register, a stay's in the list. Own ids of people within reach only. */
async function ocrOwners(
  db: Db,
  bills: readonly ImportedBill[],
  payments: readonly ImportedPayment[],
  stays: StaysPlan,
  planning: Planning,
): Promise<Map<string, string>> {
  const { actor, findings } = planning
  const asked = new Set([...bills, ...payments, ...stays.facts].flatMap(({ ocr }) => (ocr === null ? [] : [ocr])))
  const owners = await ownersOfBills(db, actor, [...asked])
  for (const { ocr, personId, row } of stays.facts) {
    if (ocr === null) continue
    if ((owners.get(ocr) ?? personId) === personId) owners.set(ocr, personId)
    else
      findings.warn(
        'boenden',
        row,
        'ocr',
        'OCR-numret står på en annan persons avi i registret. Betalningar med det väntar tills någon väljer person.',
      )
  }
  return owners
}
