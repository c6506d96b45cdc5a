/** The page of one payment, who paid it, and how what waits of it comes to an end. */
import { z } from 'zod'
import type { Request, Response } from 'express'
import { may } from '../../domain/access.js'
import { PAYER_KINDS } from '../../domain/codes.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { paymentWords } from './payment-page.js'
import { changePayerKind, paymentOf, type PaymentPage } from './payment-store.js'

const PayerForm = z.object({
  payerKind: fieldOf.oneOf(PAYER_KINDS, 'Välj vem som betalade'),
  reason: fieldOf.optionalText(500),
  remember: fieldOf.ticked(),
})

export function paymentRoutes({ db }: House, { get, post }: Door): void {
  get(paths.payment, async (req, res) => {
    const actor = actorOf(res)
    const facts = found(await db.reading((tx) => paymentOf(tx, actor, idOf(req, 'receivedId'))))
    const words = paymentWords(facts, may(actor.role, 'changeRents'))
    page(res, 'payments/payment', { title: titleOf(facts), active: 'rents', ...words })
  })

  get(paths.paymentPayer, async (req, res) => payerPage(req, res))
  post(paths.paymentPayer, async (req, res) => {
    const actor = actorOf(res)
    const receivedId = idOf(req, 'receivedId')
    await openPayment(req, res)
    const form = readForm(PayerForm, req.body)
    if (!form.ok) return payerPage(req, res, form)
    const { changed } = await changePayerKind(db, actor, receivedId, form.value)
    flash(req, changed ? 'Betalaren är ändrad.' : 'Betalaren var redan så. Inget är ändrat.', changed ? 'done' : 'warning')
    res.redirect(303, paths.payment.url({ receivedId }))
  })

  async function payerPage(req: Request, res: Response, form: FormErrors & { input?: Record<string, unknown> } = { errors: [] }) {
    const { payment, details } = await openPayment(req, res)
    page(
      res,
      'payments/payer',
      {
        title: details.payerKind === null ? 'Vem betalade?' : 'Ändra vem som betalade',
        active: 'rents',
        errors: form.errors,
        payment,
        proposed: details.payerKind === null && details.proposedKind !== null,
        first: details.payerKind === null,
        input: form.input ?? { payerKind: details.payerKind ?? details.proposedKind, remember: 'ja' },
        payerKinds: choices(PAYER_KINDS),
      },
      form.errors.length > 0 ? 422 : 200,
    )
  }

  /** The payment, which must be one that may be named and has not been undone. */
  async function openPayment(req: Request, res: Response): Promise<PaymentPage> {
    const facts = found(await db.reading((tx) => paymentOf(tx, actorOf(res), idOf(req, 'receivedId'))))
    if (facts.payment.masked || facts.details.undoneAt !== null) throw new NotFound()
    return facts
  }
}

export const titleOf = ({ payment }: PaymentPage) =>
  payment.masked ? 'Inbetalning' : `${payment.payerName ?? (payment.kind === 'DEDUCTION' ? 'Avdrag' : 'Okänd betalare')}`
