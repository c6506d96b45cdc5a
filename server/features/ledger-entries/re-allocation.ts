/** omfördelning: what a payment paid is moved to another open bill of the person. */
import { kronor } from '../../domain/money.js'
import { decideReAllocation, type ReAllocationRefusal } from '../../domain/re-allocations.js'
import { signOf } from '../../domain/rent-ledger.js'
import { paths } from '../../paths.js'
import { allocateParts, takeBackAllocation } from '../rent/allocation-store.js'
import { faultsOf, type Booking } from './booking.js'
import { ReAllocationForm } from './form.js'
import { openBills, type MoneyAllocation, type PersonMoney } from './person-money-store.js'
import { billChoice, billWords, entryName } from './words.js'

const mostShown = 20

const fieldOfRefusal: Record<ReAllocationRefusal, string> = {
  ALLOCATION_NOT_STANDING: 'allocationId',
  NOT_A_PAYMENT: 'allocationId',
  NO_OPEN_BILL: 'billId',
  SAME_BILL: 'billId',
}

export const reAllocation: Booking<{ allocationId: number; billId: number; reason: string }> = {
  path: paths.newReAllocation,
  view: 're-allocation',
  title: 'Flytta en betalning till en annan avi',
  form: ReAllocationForm,
  shown: (money) => ({ paid: paidBills(money).slice(0, mostShown), bills: openBills(money).map(billChoice) }),
  plan(money, value) {
    const allocation = money.allocations.find((one) => one.id === value.allocationId)
    const bill = openBills(money).find((one) => one.id === value.billId)
    const decision = decideReAllocation(allocation && { ...allocation, paidBill: hasPaidBill(money, allocation) }, bill)
    if (decision.refused || !allocation || !bill) return faultsOf(decision.refused ? decision.reasons : [], fieldOfRefusal)
    const { credit, charge } = ends(money, allocation)
    return {
      refused: false,
      check: {
        title: 'Betalningen',
        items: [
          { label: 'Betalning', value: credit ? entryName(credit) : '', note: credit?.effectiveOn },
          { label: 'Från', value: charge ? entryName(charge) : '' },
          { label: 'Till', value: entryName(bill) },
          { label: 'Belopp', value: kronor(decision.movedOre) },
          { label: 'Varför', value: value.reason },
        ],
      },
      consequences: [
        `${kronor(decision.movedOre)} betalar ${billWords(bill)} i stället. ${bill.openOre === decision.movedOre ? 'Den blir betald.' : `${kronor(bill.openOre - decision.movedOre)} är kvar att betala.`}`,
        `${kronor(decision.movedOre)} av ${charge ? billWords(charge) : 'avin'} är obetalt igen.`,
      ],
      submit: `Flytta ${kronor(decision.movedOre)}`,
      done: `${kronor(decision.movedOre)} betalar nu ${billWords(bill)}.`,
      async write(tx, actor) {
        await takeBackAllocation(tx, actor, allocation.id, value.reason)
        const { creditId } = allocation
        const effectiveOn = credit?.belongsOn ?? credit?.effectiveOn ?? allocation.effectiveOn
        const moved = { creditId, chargeId: bill.id, amountOre: decision.movedOre, effectiveOn, reason: value.reason }
        const stays = { ...moved, chargeId: allocation.chargeId, amountOre: decision.stays }
        await allocateParts(tx, actor, decision.stays > 0 ? [moved, stays] : [moved])
        return { entryId: creditId, after: { reAllocated: decision.movedOre, from: allocation.chargeId, to: bill.id } }
      },
    }
  },
}

/** What has paid bills, the newest first. */
const paidBills = (money: PersonMoney) =>
  money.allocations
    .filter((allocation) => hasPaidBill(money, allocation))
    .reverse()
    .map((allocation) => {
      const { credit, charge } = ends(money, allocation)
      return {
        value: String(allocation.id),
        text: `${kronor(allocation.amountOre)} har betalat ${charge ? billWords(charge) : ''}`,
        hint: credit ? `${entryName(credit)} ${credit.effectiveOn}` : undefined,
      }
    })

const ends = (money: PersonMoney, allocation: MoneyAllocation) => ({
  credit: money.entries.find((entry) => entry.id === allocation.creditId),
  charge: money.entries.find((entry) => entry.id === allocation.chargeId),
})

function hasPaidBill(money: PersonMoney, allocation: MoneyAllocation): boolean {
  const { credit, charge } = ends(money, allocation)
  if (!credit || charge?.kind !== 'CHARGE' || credit.kind === 'REVERSAL' || credit.kind === 'WRITE_OFF') return false
  return signOf(credit) === -1
}
