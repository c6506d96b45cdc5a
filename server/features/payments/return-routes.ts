/** Some of what waits, or all, is sent back to whoever sent it. */
import { z } from 'zod'
import type { Request, Response } from 'express'
import { endingsOf } from '../../domain/payment-endings.js'
import { longDay } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, type Door } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { answer, confirmPage, isChecked, money, refusals, uncheckedErrors, waitingOne } from './ending-page.js'
import { returnReceived } from './ending-store.js'
import { withAmounts } from './list-routes.js'

const ReturnForm = z.object({
  amount: fieldOf.kronor('Skriv beloppet').refine((ore) => ore > 0, 'Beloppet ska vara mer än noll'),
  returnedOn: fieldOf.day('Skriv vilken dag pengarna skickades tillbaka'),
  reason: fieldOf.text('Skriv varför pengarna skickas tillbaka', 500),
})

export function returnRoutes({ db }: House, { get, post }: Door): void {
  get(paths.paymentReturn, (req, res) => returnPage(req, res))
  post(paths.paymentReturn, async (req, res) => {
    const actor = actorOf(res)
    const { payment } = await waitingOne(db, req, res)
    const form = readForm(ReturnForm, req.body)
    if (!form.ok) return returnPage(req, res, form)
    const { amount: amountOre, returnedOn, reason } = form.value
    const early = returnedOn < payment.bookedOn ? 'Pengarna kan inte skickas tillbaka innan de kom' : null
    const wrongDay = returnedOn > actor.today ? 'Dagen har inte varit än' : early
    if (wrongDay) return returnPage(req, res, { errors: [{ field: 'returnedOn', message: wrongDay }], input: form.input })
    if (amountOre > payment.unmatchedOre)
      return returnPage(req, res, { errors: [{ field: 'amount', message: refusals.TOO_MUCH }], input: form.input })
    if (!isChecked(req)) {
      const left = payment.unmatchedOre - amountOre
      return confirmPage(res, payment, {
        action: paths.paymentReturn.url({ receivedId: payment.id }),
        fields: { amount: form.input.amount, returnedOn, reason },
        items: [
          { label: 'Till', value: payment.payerName ?? 'Okänd betalare' },
          { label: 'Belopp', value: money(payment, amountOre) },
          { label: 'Skickat', value: longDay(returnedOn) },
          { label: 'Varför', value: reason },
        ],
        consequences: [
          'Betalningen visas som tillbakaskickad. Den betalar ingen avi.',
          ...(left > 0 ? [`${money(payment, left)} väntar kvar utan träff.`] : []),
          'Programmet skickar inga pengar. Det gör du i banken.',
        ],
        submit: `Anteckna ${money(payment, amountOre)} som tillbakaskickat`,
        back: paths.paymentReturn.url({ receivedId: payment.id }),
        errors: uncheckedErrors(req),
      })
    }
    answer(
      req,
      res,
      payment,
      await returnReceived(db, actor, payment.id, { amountOre, returnedOn, reason }),
      `${money(payment, amountOre)} är antecknat som tillbakaskickat.`,
    )
  })

  async function returnPage(req: Request, res: Response, form: FormErrors & { input?: Record<string, unknown> } = { errors: [] }) {
    const { payment } = await waitingOne(db, req, res)
    if (!endingsOf({ ...payment, suspected: false }).includes('RETURN')) throw new NotFound()
    const shown = withAmounts(payment)
    page(
      res,
      'payments/return',
      {
        title: 'Skicka tillbaka till avsändaren',
        active: 'rents',
        errors: form.errors,
        payment: shown,
        input: form.input ?? { amount: shown.unmatched.split('\u00a0E')[0], returnedOn: actorOf(res).today },
      },
      form.errors.length > 0 ? 422 : 200,
    )
  }
}
