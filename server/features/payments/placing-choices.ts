/** Who a payment that waits could belong to, as choices on its page, and why it waits. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { kronor } from '../../domain/money.js'
import type { SignKind, Suggestion } from '../../domain/payment-matching.js'
import { monthName } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { sentence } from '../../web/swedish-words.js'
import { choiceOf } from './form.js'
import { showPeople } from './people-store.js'
import type { WaitingPayment } from './placing-store.js'
import { findPeople, openBillsOf, suggestPeople } from './suggestion-store.js'

/** Those the program suggests and those found by `q`; none where the money belongs to nobody by its kind, or is masked. */
export async function whoToChoose(db: Db, actor: Actor, payment: WaitingPayment, q: string) {
  const open = payment.unmatchedOre > 0 && payment.kind === 'PAYMENT' && payment.currency === 'SEK' && !payment.masked
  const suggestions = open
    ? await suggestPeople(db, actor, { ...payment, payerName: payment.payerNameAsWritten, reference: payment.referenceAsWritten })
    : []
  const hits = open ? await findPeople(db, actor, q) : []
  const chosen = [
    ...suggestions.map((one) => ({ personId: one.personId, reference: one.ocr, hint: suggestionWords(one) })),
    ...hits.filter((hit) => !suggestions.some((one) => one.personId === hit.personId)).map((hit) => ({ ...hit, hint: '' })),
  ]
  const people = await showPeople(
    db,
    actor,
    chosen.map((one) => one.personId),
  )
  const bills = await openBillsOf(
    db,
    actor,
    chosen.map((one) => one.personId),
  )
  const options = chosen.map((one) => {
    const debts = bills.filter((bill) => bill.personId === one.personId)
    const debt =
      debts.length === 0
        ? 'inga öppna avier'
        : `${kronor(debts.reduce((sum, bill) => sum + bill.openOre, 0))} öppet på ${debts.length === 1 ? 'en avi' : `${debts.length} avier`}`
    const person = people.get(one.personId)
    return {
      value: choiceOf(one),
      text: `${person?.name ?? ''} (${person?.ownId ?? ''})`,
      hint: [one.hint, debt].filter(Boolean).map(sentence).join('. '),
    }
  })
  return { open, options, hits: hits.length }
}

/** Why the payment waits. */
export function whyWaiting(payment: WaitingPayment): string {
  if (payment.reason === 'MAYBE_DUPLICATE') return label(payment.reason)
  if (payment.laid === 'REVERSED') return 'Motbokad. Välj vem pengarna hör till'
  if (payment.laid === 'IN_PART') return 'En del är bokförd, resten väntar'
  return payment.reason === null ? 'Avin finns nu. Bokför betalningen' : label(payment.reason)
}

function suggestionWords(one: Suggestion): string {
  const words = one.why.map((why) => signWords[why]).join(', ')
  return one.period && one.ocr ? `${words}. Avin för ${monthName(one.period)}` : words
}

const signWords: Record<SignKind, string> = {
  BILL_IN_MESSAGE: 'avins nummer står i betalningen',
  NEAR_REFERENCE: 'OCR-numret skiljer en siffra',
  PAID_BEFORE: 'samma betalare har betalat förut',
  SAME_NAME: 'samma namn',
  SAME_AMOUNT: 'samma belopp som en öppen avi',
}
