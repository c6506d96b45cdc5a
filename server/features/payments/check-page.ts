/** The check before money is placed: who it is, and which bills the money pays. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { kronor } from '../../domain/money.js'
import { allocate } from '../../domain/rent-ledger.js'
import { longDay, monthName } from '../../domain/swedish-dates.js'
import { closedMonthWords, firstOpenDay } from '../month-close/closed-store.js'
import { showPeople } from './people-store.js'
import type { Placing, PlacingRefusal } from './placing-store.js'
import { openBillsOf, type OpenBill } from './suggestion-store.js'

export const refusalWords: Record<PlacingRefusal, string> = {
  ALREADY_PLACED: 'Betalningen är redan bokförd på någon. Inget bokfördes en gång till.',
  TOO_MUCH: 'Beloppen är större än det som är kvar av betalningen.',
  NOT_PLACEABLE: 'Avdrag och andra valutor än kronor bokförs inte på någon person.',
  PERSON_NOT_FOUND: 'Personen finns inte i registret.',
  NO_STAY: 'Personen har inget boende att bokföra betalningen på.',
}

/** Groups and consequences of part `confirm`, in words. The people's readings are logged. */
export async function checkWords(tx: Db, actor: Actor, placings: readonly Placing[], on: Day) {
  const people = await showPeople(
    tx,
    actor,
    placings.map((placing) => placing.personId),
  )
  const bills = await openBillsOf(
    tx,
    actor,
    placings.map((placing) => placing.personId),
  )
  const groups = placings.map((placing, index) => {
    const person = people.get(placing.personId)
    return {
      id: `person-${index + 1}`,
      title: placings.length === 1 ? 'Är det här rätt person?' : `Person ${index + 1}. Är det rätt?`,
      items: [
        { label: 'Namn', value: person?.name ?? '' },
        { label: 'Född', value: person?.birthOn ? longDay(person.birthOn) : 'Okänt' },
        { label: 'Eget id', value: person?.ownId ?? '' },
        { label: 'Belopp', value: kronor(placing.amountOre) },
      ],
    }
  })
  const several = placings.length > 1
  const whole = [...new Set(placings.map((placing) => placing.personId))].flatMap((personId) =>
    consequencesFor(
      placings.filter((placing) => placing.personId === personId),
      bills.filter((bill) => bill.personId === personId),
      on,
    ).map((text) => (several ? `${people.get(personId)?.name ?? ''}: ${text}` : text)),
  )
  const closed = closedMonthWords(on, await firstOpenDay(tx, actor.namndId))
  const counts = `Betalningen räknas från den ${longDay(on)}, dagen då pengarna kom.`
  return {
    groups,
    consequences: [...whole, counts, ...(closed === null ? [] : [`${closed} Om hyran kom i tid avgörs av dagen då pengarna kom.`])],
  }
}

/** What the money pays, by the same rule as the ledger's own. */
function consequencesFor(placings: readonly Placing[], bills: readonly OpenBill[], on: Day): string[] {
  const credits = placings.map((placing, index) => ({ id: index, effectiveOn: on, openOre: placing.amountOre, ocr: placing.reference }))
  const parts = allocate(credits, bills)
  const paid = bills.flatMap((bill) => {
    const ore = parts.filter((part) => part.chargeId === bill.id).reduce((sum, part) => sum + part.amountOre, 0)
    if (ore === 0) return []
    const name = bill.period ? monthName(bill.period) : `som förföll ${bill.dueOn}`
    return [
      ore === bill.openOre
        ? `Avin ${forWords(bill, name)} blir betald, ${kronor(ore)}.`
        : `${kronor(ore)} går till avin ${forWords(bill, name)}. ${kronor(bill.openOre - ore)} är kvar att betala.`,
    ]
  })
  const left = credits.reduce((sum, credit) => sum + credit.openOre, 0) - parts.reduce((sum, part) => sum + part.amountOre, 0)
  return left > 0 ? [...paid, `${kronor(left)} ligger kvar som förskott och betalar nästa avi.`] : paid
}

const forWords = (bill: OpenBill, name: string) => (bill.period ? `för ${name}` : name)
