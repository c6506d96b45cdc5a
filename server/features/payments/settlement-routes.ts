/** What waits comes to an end: tied to what it takes back, exchanged, a copy, or not ours. */
import { z } from 'zod'
import type { Request, Response } from 'express'
import { kronor } from '../../domain/money.js'
import { endingsOf, takenBack, type Ending } from '../../domain/payment-endings.js'
import { longDay } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { answer, confirmPage, isChecked, money, uncheckedErrors, waitingOne, type Waiting } from './ending-page.js'
import { endReceived, exchangeReceived, takeBackPayment } from './ending-store.js'
import { withAmounts } from './list-routes.js'
import { textOf } from './page-words.js'
import { titleOf } from './payment-routes.js'
import type { PaymentPage } from './payment-store.js'
import { partsToTakeBack, type TakeBackPart } from './take-back-store.js'

type Way = Exclude<Ending, 'RETURN'>

const ReasonForm = z.object({ reason: fieldOf.text('Skriv varför', 500) })
const ExchangeForm = ReasonForm.extend({
  kronor: fieldOf.kronor('Skriv vad banken betalade i kronor').refine((ore) => ore > 0, 'Beloppet ska vara mer än noll'),
})

export function settlementRoutes({ db }: House, { get, post }: Door): void {
  get(paths.paymentSettlement, (req, res) => settlePage(req, res))
  post(paths.paymentSettlement, async (req, res) => {
    const actor = actorOf(res)
    const facts = await waitingOne(db, req, res)
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

  async function settlePage(req: Request, res: Response, form: FormErrors = { errors: [] }) {
    const actor = actorOf(res)
    const facts = await waitingOne(db, req, res)
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
