/** One payment that waits: to choose a person for, or to split. Always with a check before. */
import type { Request, Response } from 'express'
import type { Actor } from '../../actor.js'
import { PAYER_KINDS, type PayerKind } from '../../domain/codes.js'
import { kronor, parseKronor } from '../../domain/money.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { checkWords, refusalWords } from './check-page.js'
import { CheckedForm, placingAsText, placingFromText, readChoice, splitRows } from './form.js'
import { withAmounts } from './list-routes.js'
import { textOf } from './page-words.js'
import { whoToChoose, whyWaiting } from './placing-choices.js'
import { placeReceived, waitingPayment, type Placing, type WaitingPayment } from './placing-store.js'
import { findPeople, mayBeNamed } from './suggestion-store.js'

export function placingRoutes({ db }: House, { get, post }: Door): void {
  get(paths.unmatchedPayment, (req, res) => choosePage(req, res))

  post(paths.unmatchedPayment, async (req, res) => {
    const actor = actorOf(res)
    const receivedId = idOf(req, 'receivedId')
    const body = (req.body ?? {}) as Record<string, unknown>
    const payment = found(await db.reading((tx) => waitingPayment(tx, actor, receivedId)))
    if (payment.masked) throw new NotFound()
    if (body.placing !== undefined) {
      const form = readForm(CheckedForm, body)
      if (!form.ok) return choosePage(req, res, form)
      const placings = form.value.placing.map(placingFromText)
      if (!(await allNamed(actor, placings))) return choosePage(req, res, notFoundErrors)
      if (!form.value.checked) {
        return checkPage(res, actor, payment, placings, payerKindIn(body), [
          { field: 'checked', message: 'Kontrollera att det är rätt person' },
        ])
      }
      const done = await placeReceived(db, actor, receivedId, placings, payerKindIn(body))
      if (done.refused) {
        if (!done.reasons.includes('ALREADY_PLACED'))
          return choosePage(req, res, { errors: done.reasons.map((reason) => ({ field: 'choice', message: refusalWords[reason] })) })
        flash(req, refusalWords.ALREADY_PLACED, 'warning')
      } else flash(req, `${kronor(done.placedOre)} är bokfört.`)
      return res.redirect(303, paths.unmatchedPayments.url())
    }
    const asked = await placingsAsked(actor, body, payment)
    if (asked.errors.length > 0) return choosePage(req, res, asked)
    if (!(await allNamed(actor, asked.placings))) return choosePage(req, res, notFoundErrors)
    await checkPage(res, actor, payment, asked.placings, payerKindIn(body))
  })

  async function choosePage(req: Request, res: Response, form: FormErrors = { errors: [] }) {
    const actor = actorOf(res)
    const body = (req.body ?? {}) as Record<string, unknown>
    const q = textOf(req.query.q)
    const shown = await db.reading(async (tx) => {
      const payment = found(await waitingPayment(tx, actor, idOf(req, 'receivedId')))
      return { payment: { ...withAmounts(payment), why: whyWaiting(payment) }, ...(await whoToChoose(tx, actor, payment, q)) }
    })
    page(
      res,
      'payments/unmatched-one',
      {
        title: shown.payment.masked
          ? 'Inbetalning utan träff'
          : `${shown.payment.payerName ?? 'Okänd betalare'}, ${shown.payment.unmatched}\u00a0kr`,
        active: 'rents',
        errors: form.errors,
        q,
        input: { payerKind: shown.payment.payerKind ?? '', ...body },
        payerKinds: [...choices(PAYER_KINDS), { value: '', text: 'Vet inte än' }],
        earlierHref: shown.payment.suspectOfId === null ? null : paths.payment.url({ receivedId: shown.payment.suspectOfId }),
        splitRows,
        ...shown,
      },
      form.errors.length > 0 ? 422 : 200,
    )
  }

  async function checkPage(
    res: Response,
    actor: Actor,
    payment: WaitingPayment,
    placings: readonly Placing[],
    payerKind: PayerKind | null,
    errors: { field: string; message: string }[] = [],
  ) {
    const words = await db.reading((tx) => checkWords(tx, actor, placings, payment.paidOn))
    const totalOre = placings.reduce((sum, placing) => sum + placing.amountOre, 0)
    const left = payment.unmatchedOre - totalOre
    page(
      res,
      'payments/check',
      {
        title: 'Kontrollera innan du bokför',
        active: 'rents',
        errors,
        crumbs: [
          { href: paths.payments.url(), text: 'Inbetalningar' },
          { href: paths.unmatchedPayments.url(), text: 'Utan träff' },
        ],
        action: paths.unmatchedPayment.url({ receivedId: payment.id }),
        fields: { placing: placings.map(placingAsText), payerKind: payerKind ?? undefined },
        groups: [
          ...words.groups,
          {
            id: 'betalningen',
            title: 'Betalningen',
            items: [
              { label: 'Betalare', value: payment.payerName ?? 'Okänd' },
              { label: 'Betald', value: payment.paidOn },
              { label: 'Vem betalade', value: payerKind === null ? 'Inte angivet' : label(payerKind) },
              { label: 'Text', value: payment.message || 'Ingen' },
            ],
          },
        ],
        consequences: left > 0 ? [...words.consequences, `${kronor(left)} av betalningen väntar kvar utan träff.`] : words.consequences,
        submit: `Bokför ${kronor(totalOre)}`,
        cancelHref: paths.unmatchedPayment.url({ receivedId: payment.id }),
      },
      errors.length > 0 ? 422 : 200,
    )
  }

  async function allNamed(actor: Actor, placings: readonly Placing[]): Promise<boolean> {
    const named = await mayBeNamed(db, actor, placings)
    return placings.every((placing) => named.has(placing.personId))
  }

  /** One person for all of it, or the rows of "Dela på flera". */
  async function placingsAsked(
    actor: Actor,
    body: Record<string, unknown>,
    payment: WaitingPayment,
  ): Promise<FormErrors & { placings: Placing[] }> {
    const errors: FormErrors['errors'] = []
    const placings: Placing[] = []
    for (let row = 1; row <= splitRows; row++) {
      const who = textOf(body[`who${row}`])
      const typed = textOf(body[`amount${row}`])
      if (who === '' && typed === '') continue
      const amountOre = parseKronor(typed)
      const people = await findPeople(db, actor, who)
      const [person] = people
      if (!person) errors.push({ field: `who${row}`, message: who === '' ? 'Skriv vem beloppet hör till' : `Ingen hittas för ${who}` })
      else if (people.length > 1)
        errors.push({ field: `who${row}`, message: `${who} passar på flera personer. Skriv eget id eller OCR-nummer` })
      if (amountOre === null || amountOre <= 0)
        errors.push({ field: `amount${row}`, message: 'Skriv beloppet med siffror, till exempel 6 480' })
      if (person && people.length === 1 && amountOre !== null && amountOre > 0) placings.push({ ...person, amountOre })
    }
    if (errors.length === 0 && placings.reduce((sum, placing) => sum + placing.amountOre, 0) > payment.unmatchedOre) {
      errors.push({ field: 'amount1', message: refusalWords.TOO_MUCH })
    }
    if (placings.length > 0 || errors.length > 0) return { errors, placings }
    const choice = readChoice(body.choice)
    if (!choice) return { errors: [{ field: 'choice', message: 'Välj en person, eller dela på flera' }], placings }
    return { errors, placings: [{ ...choice, amountOre: payment.unmatchedOre }] }
  }
}

const notFoundErrors: FormErrors = { errors: [{ field: 'choice', message: refusalWords.PERSON_NOT_FOUND }] }

const payerKindIn = (body: Record<string, unknown>): PayerKind | null => PAYER_KINDS.find((kind) => kind === body.payerKind) ?? null
