/** Writes the bills and payments an import planned; what is open is then paid, the bill's own OCR number first. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { firstOfMonth, nextMonth } from '../../domain/calendar.js'
import { makeOcr, ocrBase } from '../../domain/ocr.js'
import { chunksOf } from '../../many-rows.js'
import { matchWaiting } from '../payments/waiting-store.js'
import { addReceivedPayments } from '../payments/received-store.js'
import { allocateOpenCredits } from '../rent/allocation-store.js'
import { addCharges } from '../rent/charge-run-store.js'
import type { HomesPlan } from './plan-apartments.js'
import type { ImportPlan } from './plan.js'
import type { WrittenIds } from './write-store.js'

export async function writeMoney(tx: Db, actor: Actor, plan: ImportPlan, ids: WrittenIds): Promise<void> {
  const { bills, payments } = plan.money
  for (const some of chunksOf(bills)) {
    await addCharges(
      tx,
      actor,
      some.map(({ stay, month, dueOn, amountOre, ocr }) => {
        const tenancyId = ids.tenancyOf(stay)
        const apartment = ids.apartments.get(stay.apartmentId)
        return {
          unitId: apartment?.unitId ?? 0,
          personId: ids.people.get(stay.personId)?.id ?? 0,
          tenancyId,
          amountOre,
          period: month,
          dueOn,
          ocr: ocr ?? makeOcr(ocrBase(tenancyId, month)),
          housingForm: formInMonth(plan.homes, stay.apartmentId, firstOfMonth(nextMonth(month))),
          costCentre: apartment?.costCentre ?? null,
          specification: null,
        }
      }),
    )
  }
  // Money that came before the lists did comes before the lists' own payments, by the day it counts from as by the day it was known.
  const { created, changed } = plan.stays
  if (bills.length + created.length + changed.length > 0) await matchWaiting(tx, actor)
  // In the order the money came, so that what came first pays first however the list is sorted.
  const inOrder = [...payments].sort((a, b) => (a.paidOn === b.paidOn ? a.row - b.row : a.paidOn < b.paidOn ? -1 : 1))
  for (const some of chunksOf(inOrder)) {
    await addReceivedPayments(
      tx,
      actor,
      some.map(({ row, paidOn, amountOre, ocr, personId, payer, transactionKey }) => ({
        ordinal: row,
        kind: 'PAYMENT' as const,
        amountOre,
        currency: 'SEK',
        bookedOn: paidOn,
        valueOn: null,
        orderedOn: null,
        references: ocr === null ? [] : [{ reference: ocr, amountOre: null }],
        message: null,
        payerName: null,
        payerKind: payer,
        personId: personId === null ? null : (ids.people.get(personId)?.id ?? null),
        reason: null,
        transactionKey,
      })),
      'REGISTER',
    )
  }
  if (bills.length > 0) await allocateOpenCredits(tx, actor)
}

/** The boendeform that held last in the month, as the charge run writes it on its bills. */
function formInMonth(homes: HomesPlan, apartmentId: string, monthEnd: string): string | null {
  const periods = (homes.forms.get(apartmentId) ?? []).filter((period) => period.startsOn < monthEnd)
  return periods.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1)).at(-1)?.form ?? null
}
