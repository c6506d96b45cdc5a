/** What the ways to end what waits share: the payment, the check page and the answer. */
import type { Request, Response } from 'express'
import type { Db } from '../../db.js'
import { kronor } from '../../domain/money.js'
import type { EndingRefusal } from '../../domain/payment-endings.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import type { FormErrors } from '../../web/read-form.js'
import type { Ended } from './ending-store.js'
import { paymentOf, type PaymentPage } from './payment-store.js'

export type Waiting = PaymentPage['payment']

/** A payment of which something waits, and which may be named. */
export async function waitingOne(db: Db, req: Request, res: Response): Promise<PaymentPage> {
  const facts = found(await db.reading((tx) => paymentOf(tx, actorOf(res), idOf(req, 'receivedId'))))
  if (facts.payment.masked || facts.details.undoneAt !== null) throw new NotFound()
  return facts
}

interface Confirmation {
  action: string
  fields: Record<string, unknown>
  items: { label: string; value: string }[]
  consequences: string[]
  submit: string
  back: string
  errors: FormErrors['errors']
}

/** Shows what is about to be noted; the form comes back with `shown` and, ticked, `checked`. */
export function confirmPage(res: Response, payment: Waiting, { items, fields, back, ...words }: Confirmation): void {
  page(
    res,
    'payments/check',
    {
      title: 'Kontrollera innan du sparar',
      active: 'rents',
      crumbs: [
        { href: paths.payments.url(), text: 'Inbetalningar' },
        { href: paths.payment.url({ receivedId: payment.id }), text: 'Betalningen' },
      ],
      groups: [{ id: 'stammer', title: 'Stämmer det här?', items }],
      fields: { ...fields, shown: 'ja' },
      check: 'Jag har kontrollerat att det stämmer',
      cancelHref: back,
      ...words,
    },
    words.errors.length > 0 ? 422 : 200,
  )
}

/** Back to the payment, or to `href`, with what was done or why not. */
export function answer(req: Request, res: Response, payment: Waiting, done: Ended, text: string, href?: string): void {
  if (done.refused) flash(req, refusals[done.reason], 'warning')
  else flash(req, text)
  res.redirect(303, href ?? paths.payment.url({ receivedId: payment.id }))
}

export const isChecked = (req: Request) => (req.body as Record<string, unknown>).checked === 'ja'
/** The check page was there, and nobody ticked it. */
export const uncheckedErrors = (req: Request) =>
  (req.body as Record<string, unknown>).shown === 'ja' ? [{ field: 'checked', message: 'Kontrollera att det stämmer' }] : []
/** In the payment's own currency. */
export const money = (payment: Waiting, ore: number) =>
  payment.currency === 'SEK' ? kronor(ore) : kronor(ore).replace(/kr$/, payment.currency)

export const refusals: Record<EndingRefusal, string> = {
  ALREADY_ENDED: 'Det finns inget kvar som väntar. Någon annan har hunnit före. Inget är ändrat.',
  TOO_MUCH: 'Beloppet är större än det som väntar',
  NOT_THIS_WAY: 'Betalningen kan inte avslutas så. Inget är ändrat.',
  TARGET_GONE: 'Betalningen som skulle tas tillbaka är redan motbokad eller har gått vidare. Inget är ändrat.',
  TARGET_MOVED_ON:
    'Pengar från betalningen är återbetalda eller flyttade till ett annat boende. Motboka det först, på personens sida Hyra. Inget är ändrat.',
}
