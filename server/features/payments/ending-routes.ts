/** What waits comes to an end: sent back to whoever sent it, tied to what it takes back, exchanged, a copy, or not ours. */
import { z } from 'zod'
import type { Request, Response } from 'express'
import { kronor } from '../../domain/money.js'
import { longDay } from '../../domain/swedish-dates.js'
import { endingsOf, takenBack, type Ending, type EndingRefusal } from '../../domain/payment-endings.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { endReceived, exchangeReceived, returnReceived, takeBackPayment, type Ended } from './ending-store.js'
import { withAmounts } from './list-routes.js'
import { textOf } from './page-words.js'
import { paymentOf, type PaymentPage } from './payment-store.js'
import { titleOf } from './payment-routes.js'
import { partsToTakeBack, type TakeBackPart } from './take-back-store.js'

type Waiting = PaymentPage['payment']
type Way = Exclude<Ending, 'RETURN'>

const ReturnForm = z.object({
  amount: fieldOf.kronor('Skriv beloppet').refine((ore) => ore > 0, 'Beloppet ska vara mer än noll'),
  returnedOn: fieldOf.day('Skriv vilken dag pengarna skickades tillbaka'),
  reason: fieldOf.text('Skriv varför pengarna skickas tillbaka', 500),
})
const ReasonForm = z.object({ reason: fieldOf.text('Skriv varför', 500) })
const ExchangeForm = ReasonForm.extend({
  kronor: fieldOf.kronor('Skriv vad banken betalade i kronor').refine((ore) => ore > 0, 'Beloppet ska vara mer än noll'),
})

const refusals: Record<EndingRefusal, string> = {
  ALREADY_ENDED: 'Det finns inget kvar som väntar. Någon annan har hunnit före. Inget är ändrat.',
  TOO_MUCH: 'Beloppet är större än det som väntar',
  NOT_THIS_WAY: 'Betalningen kan inte avslutas så. Inget är ändrat.',
  TARGET_GONE: 'Betalningen som skulle tas tillbaka är redan motbokad eller har gått vidare. Inget är ändrat.',
  TARGET_MOVED_ON:
    'Pengar från betalningen är återbetalda eller flyttade till ett annat boende. Motboka det först, på personens sida Hyra. Inget är ändrat.',
}

export function endingRoutes({ db }: House, { get, post }: Door): void {
  get(paths.paymentReturn, (req, res) => returnPage(req, res))
  post(paths.paymentReturn, async (req, res) => {
    const actor = actorOf(res)
    const { payment } = await waiting(req, res)
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

  get(paths.paymentSettlement, (req, res) => settlePage(req, res))
  post(paths.paymentSettlement, async (req, res) => {
    const actor = actorOf(res)
    const facts = await waiting(req, res)
    const { payment } = facts
    const body = (req.body ?? {}) as Record<string, unknown>
    const way = waysOf(facts).find((one) => one === body.way)
    if (!way) return settlePage(req, res, { errors: [{ field: 'way', message: 'Välj vad som ska hända' }] })
    if (way === 'TAKE_BACK') return takeBack(req, res, payment, body)
    if (way === 'EXCHANGE') {
      const form = readForm(ExchangeForm, body)
      if (!form.ok) return settlePage(req, res, form)
      const done = await exchangeReceived(db, actor, payment.id, { kronorOre: form.value.kronor, reason: form.value.reason })
      const next = done.refused || done.otherId === null ? undefined : paths.payment.url({ receivedId: done.otherId })
      return answer(
        req,
        res,
        payment,
        done,
        `${kronor(form.value.kronor)} har kommit in i stället för ${money(payment, payment.unmatchedOre)}.`,
        next,
      )
    }
    const form = readForm(ReasonForm, body)
    if (!form.ok) return settlePage(req, res, form)
    const done = await endReceived(db, actor, payment.id, { kind: way, reason: form.value.reason })
    answer(req, res, payment, done, way === 'DUPLICATE' ? 'Betalningen är avslutad som dubblett.' : 'Betalningen är avslutad som inte vår.')
  })

  async function takeBack(req: Request, res: Response, payment: Waiting, body: Record<string, unknown>) {
    const actor = actorOf(res)
    const form = readForm(ReasonForm, body)
    const parts = await db.reading((tx) => partsToTakeBack(tx, actor, deductionOf(payment), textOf(req.query.q)))
    const part = parts.find((one) => partValue(one) === body.part)
    if (!part || !form.ok)
      return settlePage(req, res, {
        errors: [...(part ? [] : [{ field: 'part', message: 'Välj vilken betalning avdraget tar tillbaka' }]), ...form.errors],
      })
    const { takenOre, standsOre } = takenBack(payment.unmatchedOre, part.amountOre)
    if (!isChecked(req)) {
      const whose = part.payment.to.find((person) => person.id === part.personId)
      const left = payment.unmatchedOre - takenOre
      return confirmPage(res, payment, {
        action: paths.paymentSettlement.url({ receivedId: payment.id }, { q: textOf(req.query.q) }),
        fields: { way: 'TAKE_BACK', part: partValue(part), reason: form.value.reason },
        items: [
          { label: 'Avdraget', value: `${kronor(payment.amountOre)}, ${longDay(payment.paidOn)}` },
          { label: 'Betalningen', value: `${kronor(part.payment.amountOre)}, ${longDay(part.payment.paidOn)}` },
          { label: 'Bokförd på', value: whose ? whose.name || 'Annan enhet' : 'Ingen, den väntar' },
          { label: 'Varför', value: form.value.reason },
        ],
        consequences: [
          whose
            ? `${kronor(takenOre)} motbokas på ${whose.name}s reskontra från ${longDay(payment.paidOn)}. Avier som betalningen betalade blir obetalda igen.`
            : `${kronor(takenOre)} av betalningen väntar inte längre.`,
          ...(whose && standsOre > 0 ? [`${kronor(standsOre)} av betalningen står kvar från ${longDay(part.payment.paidOn)}.`] : []),
          ...(left > 0 ? [`${kronor(left)} av avdraget väntar kvar.`] : []),
        ],
        submit: `Ta tillbaka ${kronor(takenOre)}`,
        back: paths.paymentSettlement.url({ receivedId: payment.id }),
        errors: uncheckedErrors(req),
      })
    }
    const asked = { paymentId: part.payment.id, entryId: part.entryId, reason: form.value.reason }
    answer(req, res, payment, await takeBackPayment(db, actor, payment.id, asked), `${kronor(takenOre)} är taget tillbaka.`)
  }

  async function returnPage(req: Request, res: Response, form: FormErrors & { input?: Record<string, unknown> } = { errors: [] }) {
    const { payment } = await waiting(req, res)
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

  async function settlePage(req: Request, res: Response, form: FormErrors = { errors: [] }) {
    const actor = actorOf(res)
    const facts = await waiting(req, res)
    const { payment } = facts
    const q = textOf(req.query.q)
    const ways = waysOf(facts)
    const parts = ways.includes('TAKE_BACK') ? await db.reading((tx) => partsToTakeBack(tx, actor, deductionOf(payment), q)) : []
    page(
      res,
      'payments/settle',
      {
        title: payment.kind === 'DEDUCTION' ? 'Hantera avdraget' : 'Avsluta betalningen',
        active: 'rents',
        errors: form.errors,
        payment: withAmounts(payment),
        heading: titleOf(facts),
        q,
        ways: ways.map((way) => ({ value: way, ...wayWords[way] })),
        only: ways.length === 1 ? ways[0] : null,
        parts: parts.map((part) => ({ value: partValue(part), ...partWords(part) })),
        suspectHref: facts.details.suspectOfId === null ? null : paths.payment.url({ receivedId: facts.details.suspectOfId }),
        input: { way: ways[0], ...((req.body ?? {}) as Record<string, unknown>) },
      },
      form.errors.length > 0 ? 422 : 200,
    )
  }

  /** A payment of which something waits, and which may be named. */
  async function waiting(req: Request, res: Response): Promise<PaymentPage> {
    const facts = found(await db.reading((tx) => paymentOf(tx, actorOf(res), idOf(req, 'receivedId'))))
    if (facts.payment.masked || facts.details.undoneAt !== null) throw new NotFound()
    return facts
  }
}

const wayWords: Record<Way, { text: string; hint: string }> = {
  TAKE_BACK: { text: 'Avdraget tar tillbaka en betalning', hint: 'Betalningen motbokas på personens reskontra.' },
  EXCHANGE: { text: 'Banken har växlat pengarna till kronor', hint: 'Beloppet i kronor kommer in som en egen betalning.' },
  DUPLICATE: { text: 'Det är samma betalning som en tidigare', hint: 'Pengarna räknas en gång.' },
  NOT_OURS: { text: 'Pengarna är inte våra', hint: 'Till exempel en överföring mellan kommunens konton.' },
}

/** A copy is the likeliest where it looks like one, and can be meant for any other too. */
function waysOf({ payment, details }: PaymentPage): Way[] {
  const ways = endingsOf({ ...payment, suspected: details.suspectOfId !== null }).filter((way) => way !== 'RETURN')
  return ways.length === 0 || ways.includes('DUPLICATE') ? ways : [...ways, 'DUPLICATE']
}

const deductionOf = (payment: Waiting) => ({ ...payment, reference: payment.reference.replaceAll(', ', ' ') || null })
const partValue = (part: TakeBackPart) => `${part.payment.id}|${part.entryId ?? ''}`
function partWords(part: TakeBackPart) {
  const whose = part.payment.to.find((person) => person.id === part.personId)
  return {
    text: `${kronor(part.amountOre)}, ${part.payment.paidOn}, ${whose ? whose.name || 'Annan enhet' : 'väntar utan träff'}`,
    hint: [part.payment.payerName, part.payment.reference && `OCR ${part.payment.reference}`].filter(Boolean).join(', '),
  }
}

const isChecked = (req: Request) => (req.body as Record<string, unknown>).checked === 'ja'
/** The check page was there, and nobody ticked it. */
const uncheckedErrors = (req: Request) =>
  (req.body as Record<string, unknown>).shown === 'ja' ? [{ field: 'checked', message: 'Kontrollera att det stämmer' }] : []
const money = (payment: Waiting, ore: number) => (payment.currency === 'SEK' ? kronor(ore) : kronor(ore).replace(/kr$/, payment.currency))

interface Confirmation {
  action: string
  fields: Record<string, unknown>
  items: { label: string; value: string }[]
  consequences: string[]
  submit: string
  back: string
  errors: FormErrors['errors']
}

function confirmPage(res: Response, payment: Waiting, { items, fields, back, ...words }: Confirmation): void {
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

function answer(req: Request, res: Response, payment: Waiting, done: Ended, text: string, href?: string): void {
  if (done.refused) flash(req, refusals[done.reason], 'warning')
  else flash(req, text)
  res.redirect(303, href ?? paths.payment.url({ receivedId: payment.id }))
}
