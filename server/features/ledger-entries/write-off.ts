/** avskrivning: late bills that will not be paid are written off by decision. A realised loss on the bill's own cost centre. */
import { kronor } from '../../domain/money.js'
import type { Day } from '../../domain/calendar.js'
import { isOverdue } from '../../domain/arrears.js'
import { decideWriteOff, type WriteOffRefusal } from '../../domain/write-offs.js'
import { paths } from '../../paths.js'
import { allocateParts } from '../rent/allocation-store.js'
import { addEntries } from '../rent/entry-store.js'
import { faultsOf, type Booking } from './booking.js'
import { WriteOffForm } from './form.js'
import { openBills } from './person-money-store.js'
import { billChoice, billWords, closedWords } from './words.js'

const fieldOfRefusal: Record<WriteOffRefusal, string> = {
  NO_BILL_CHOSEN: 'bills',
  BILL_NOT_OPEN: 'bills',
  BILL_NOT_LATE: 'bills',
  DECIDED_LATER: 'decidedOn',
}

export const writeOff: Booking<{ bills: number[]; decidedOn: Day; decisionReference: string; reason: string }> = {
  path: paths.newWriteOff,
  view: 'write-off',
  title: 'Skriv av en skuld',
  form: WriteOffForm,
  shown: (money, today) => ({
    bills: openBills(money)
      .filter((bill) => isOverdue(bill.dueOn, today))
      .map(billChoice),
  }),
  first: (_money, _query, today) => ({ decidedOn: today }),
  plan(money, value, today) {
    const decision = decideWriteOff(value.bills, openBills(money), value.decidedOn, today)
    if (decision.refused) return faultsOf(decision.reasons, fieldOfRefusal)
    const { bills, amountOre } = decision
    return {
      refused: false,
      check: {
        title: 'Avskrivningen',
        items: [
          ...bills.map((bill) => ({ label: `Förföll ${bill.dueOn}`, value: kronor(bill.openOre), note: billWords(bill) })),
          { label: 'Summa', value: kronor(amountOre) },
          { label: 'Beslut', value: value.decisionReference, note: value.decidedOn },
          { label: 'Varför', value: value.reason },
        ],
      },
      consequences: [
        'Skulden tas bort ur saldot och räknas som konstaterad kundförlust.',
        'Betalar personen ändå är pengarna till godo. Motboka då avskrivningen, så betalar de avin.',
        ...closedWords(money, value.decidedOn),
      ],
      submit: `Skriv av ${kronor(amountOre)}`,
      done: `${kronor(amountOre)} är avskrivet.`,
      async write(tx, actor) {
        const ids = await addEntries(
          tx,
          actor,
          bills.map((bill) => ({
            unitId: bill.unitId,
            personId: money.personId,
            tenancyId: bill.tenancyId,
            kind: 'WRITE_OFF',
            amountOre: bill.openOre,
            effectiveOn: value.decidedOn,
            reason: value.reason,
            decisionReference: value.decisionReference,
            housingForm: bill.housingForm,
            costCentre: bill.costCentre,
            chargeKind: bill.chargeKind,
          })),
        )
        await allocateParts(
          tx,
          actor,
          bills.map((bill, index) => ({
            creditId: ids[index] ?? 0,
            chargeId: bill.id,
            amountOre: bill.openOre,
            effectiveOn: value.decidedOn,
            reason: value.reason,
          })),
        )
        return { entryId: ids[0] ?? null, after: { kind: 'WRITE_OFF', amountOre, decision: value.decisionReference, entries: ids } }
      },
    }
  },
}
