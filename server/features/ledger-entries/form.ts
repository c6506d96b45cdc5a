/** What is typed when something is booked by hand on a person's ledger. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar.js'
import { ONE_OFF_CHARGE_KINDS } from '../../domain/codes.js'
import { fieldOf, rowIdPattern } from '../../web/read-form.js'

const reason = (message: string) => fieldOf.text(message, 300)
const passed = (today: Day, message: string) => fieldOf.day(message).refine((day) => day <= today, 'Dagen har inte kommit än')
const chosenRows = (message: string) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.string().regex(rowIdPattern, message).transform(Number)).min(1, message).max(500, message),
  )

export const OneOffForm = () =>
  z.object({
    tenancyId: fieldOf.choice('Välj boende'),
    chargeKind: fieldOf.oneOf(ONE_OFF_CHARGE_KINDS, 'Välj vad avgiften gäller'),
    amount: fieldOf.kronor('Skriv beloppet'),
    dueOn: fieldOf.day('Skriv sista dagen att betala'),
    reason: reason('Skriv vad avgiften gäller'),
  })

export const DayCreditForm = () =>
  z.object({
    tenancyId: fieldOf.choice('Välj boende'),
    fromOn: fieldOf.day('Skriv den första dagen'),
    throughOn: fieldOf.day('Skriv den sista dagen'),
    reason: reason('Skriv varför dagarna inte ska kosta'),
  })

export const CreditForm = () =>
  z.object({
    tenancyId: fieldOf.choice('Välj boende'),
    amount: fieldOf.kronor('Skriv beloppet'),
    reason: reason('Skriv varför du krediterar'),
  })

export const ReversalForm = () => z.object({ entryId: fieldOf.choice('Välj posten som är fel'), reason: reason('Skriv vad som är fel') })

export const RefundForm = (today: Day) =>
  z.object({
    amount: fieldOf.kronor('Skriv beloppet'),
    paidOn: passed(today, 'Skriv dagen då pengarna betalas tillbaka'),
    reason: reason('Skriv varför pengarna betalas tillbaka'),
  })

export const TransferForm = () =>
  z.object({
    fromTenancyId: fieldOf.choice('Välj boendet som pengarna står på'),
    toTenancyId: fieldOf.choice('Välj boendet som pengarna ska till'),
    amount: fieldOf.kronor('Skriv beloppet'),
    reason: reason('Skriv varför pengarna flyttas'),
  })

export const WriteOffForm = (today: Day) =>
  z.object({
    bills: chosenRows('Välj minst en avi'),
    decidedOn: passed(today, 'Skriv dagen för beslutet'),
    decisionReference: fieldOf.text('Skriv beslutets nummer, till exempel SN 2026/114', 60),
    reason: reason('Skriv varför skulden skrivs av'),
  })

export const ReAllocationForm = () =>
  z.object({
    allocationId: fieldOf.choice('Välj betalningen som ska flyttas'),
    billId: fieldOf.choice('Välj avin som ska betalas'),
    reason: reason('Skriv varför betalningen flyttas'),
  })
