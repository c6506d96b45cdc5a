/** A payment typed by hand: who, when, how much and why, a check, and then the ledger. */
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { PAYER_KINDS } from '../../domain/codes.js'
import { kronor } from '../../domain/money.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { checkWords, refusalWords } from './check-page.js'
import { choiceOf, HandForm } from './form.js'
import { textOf } from './page-words.js'
import { showPeople } from './people-store.js'
import { addByHand } from './placing-store.js'
import { findPeople } from './suggestion-store.js'

export function handRoutes({ db }: House, { get, post }: Door): void {
  get(paths.newPayment, (req, res) => formPage(res, { who: textOf(req.query.person), paidOn: actorOf(res).today, payerKind: 'KLIENT' }))

  post(paths.newPayment, async (req, res) => {
    const actor = actorOf(res)
    const form = readForm(HandForm(actor.today), req.body)
    if (!form.ok) return formPage(res, form.input, form.errors)
    const { choice, ambiguous } = await whoIsMeant(req, res, form.value.who)
    if (ambiguous) return formPage(res, form.input, [{ field: 'choice', message: 'Välj vem av personerna det gäller' }], ambiguous)
    if (!choice) return formPage(res, form.input, [{ field: 'who', message: `Ingen hittas för ${form.value.who}` }])
    const payment = {
      ...choice,
      amountOre: form.value.amount,
      paidOn: form.value.paidOn,
      payerKind: form.value.payerKind,
      reason: form.value.reason,
    }
    const body = req.body as Record<string, unknown>
    const key = typeof body.key === 'string' && /^[0-9a-f-]{36}$/.test(body.key) ? body.key : null
    if (key === null || body.checked !== 'ja') {
      const words = await db.reading((tx) => checkWords(tx, actor, [payment], payment.paidOn))
      const errors = key === null ? [] : [{ field: 'checked', message: 'Kontrollera att det är rätt person' }]
      return page(
        res,
        'payments/check',
        {
          title: 'Kontrollera innan du bokför',
          active: 'rents',
          errors,
          crumbs: [{ href: paths.payments.url(), text: 'Inbetalningar' }],
          action: paths.newPayment.url(),
          fields: { ...typed(form.input), choice: choiceOf(choice), key: key ?? randomUUID() },
          groups: [
            ...words.groups,
            {
              id: 'betalningen',
              title: 'Betalningen',
              items: [
                { label: 'Betald', value: payment.paidOn },
                { label: 'Betalare', value: label(payment.payerKind) },
                { label: 'Varför för hand', value: payment.reason },
              ],
            },
          ],
          consequences: words.consequences,
          submit: `Bokför ${kronor(payment.amountOre)}`,
          cancelHref: paths.payments.url(),
          cancelText: 'Avbryt',
        },
        errors.length > 0 ? 422 : 200,
      )
    }
    const done = await addByHand(db, actor, { ...payment, key })
    if (done.refused)
      return formPage(
        res,
        form.input,
        done.reasons.map((reason) => ({ field: 'who', message: refusalWords[reason] })),
      )
    flash(
      req,
      done.again ? 'Betalningen var redan bokförd. Inget bokfördes en gång till.' : `${kronor(payment.amountOre)} är bokfört.`,
      done.again ? 'warning' : 'done',
    )
    res.redirect(303, paths.payments.url())
  })

  /** The one person that was typed or chosen, or those to choose among. */
  async function whoIsMeant(req: Request, res: Response, who: string) {
    const actor = actorOf(res)
    const people = await findPeople(db, actor, who)
    const chosen = people.find((one) => choiceOf(one) === (req.body as Record<string, unknown>).choice)
    if (chosen || people.length < 2) return { choice: chosen ?? people[0] ?? null, ambiguous: null }
    const named = await db.reading((tx) =>
      showPeople(
        tx,
        actor,
        people.map((one) => one.personId),
      ),
    )
    const options = people.map((one) => {
      const person = named.get(one.personId)
      return {
        value: choiceOf(one),
        text: `${person?.name ?? ''} (${person?.ownId ?? ''})`,
        hint: person?.birthOn ? `Född ${person.birthOn}` : undefined,
      }
    })
    return { choice: null, ambiguous: options }
  }
}

function formPage(res: Response, input: Record<string, unknown>, errors: FormErrors['errors'] = [], options: object[] = []): void {
  page(
    res,
    'payments/new',
    {
      title: 'Bokför en inbetalning för hand',
      active: 'rents',
      input,
      errors,
      options,
      payerKinds: choices(PAYER_KINDS),
    },
    errors.length > 0 ? 422 : 200,
  )
}

const typed = (input: Record<string, unknown>) => ({
  who: input.who,
  paidOn: input.paidOn,
  amount: input.amount,
  payerKind: input.payerKind,
  reason: input.reason,
})
