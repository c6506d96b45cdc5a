/** What is typed when money is placed by somebody: a payment by hand, and whom a waiting payment belongs to. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar.js'
import { PAYER_KINDS } from '../../domain/codes.js'
import { isAmountOre } from '../../domain/money.js'
import { fieldOf } from '../../web/read-form.js'
import type { Placing } from './placing-store.js'

/** Rows in "Dela på flera". */
export const splitRows = 4

export const HandForm = (today: Day) =>
  z.object({
    who: fieldOf.text('Skriv vem det gäller: namn, eget id, personnummer eller OCR-nummer'),
    paidOn: fieldOf.day('Skriv vilken dag pengarna kom').refine((day) => day <= today, 'Dagen har inte varit än'),
    amount: fieldOf.kronor('Skriv beloppet').refine((ore) => ore > 0, 'Beloppet ska vara mer än noll'),
    payerKind: fieldOf.oneOf(PAYER_KINDS, 'Välj vem som betalade'),
    reason: fieldOf.text('Skriv varför du bokför för hand, till exempel kvitto eller besked från ekonomi', 500),
  })

const texts = z.preprocess((value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]), z.array(z.string()))

/** The check page's own answer: the placings as they were shown, and that somebody looked. */
export const CheckedForm = z.object({
  placing: texts.pipe(
    z.array(z.string().refine((text) => /^\d{1,9}\|\d{0,25}\|\d{1,10}$/.test(text) && isAmountOre(placingFromText(text).amountOre))),
  ),
  checked: fieldOf.ticked(),
})

/** A person chosen among suggestions or hits: "12" or "12|<OCR of the bill>". */
export function readChoice(text: unknown): { personId: number; reference: string | null } | null {
  const parts = typeof text === 'string' ? /^([1-9]\d{0,8})(?:\|(\d{2,25}))?$/.exec(text) : null
  return parts ? { personId: Number(parts[1]), reference: parts[2] ?? null } : null
}
export const choiceOf = (one: { personId: number; reference: string | null }) =>
  one.reference !== null && /^\d{2,25}$/.test(one.reference) ? `${one.personId}|${one.reference}` : String(one.personId)

export const placingAsText = (placing: Placing) => `${placing.personId}|${placing.reference ?? ''}|${placing.amountOre}`
export function placingFromText(text: string): Placing {
  const [personId, reference, amountOre] = text.split('|')
  return { personId: Number(personId), reference: reference || null, amountOre: Number(amountOre) }
}
