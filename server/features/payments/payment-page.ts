/** What the page of one payment says: what the bank said, where the money went, what happened, and what comes next. */
import { endingsOf } from '../../domain/payment-endings.js'
import { amount, kronor } from '../../domain/money.js'
import { longDay, monthName } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { withAmounts } from './list-routes.js'
import type { PaymentEvent, PaymentPage, PlacedPart } from './payment-store.js'

/** Locals of views/payments/payment.ejs. `handles`: may do something with it. */
export function paymentWords({ payment, details, parts, events }: PaymentPage, handles: boolean) {
  const shown = withAmounts(payment)
  const standing = parts.filter((part) => part.reversed === null)
  return {
    payment: shown,
    details,
    payerKind: details.payerKind ? label(details.payerKind) : null,
    days: dayWords(payment.bookedOn, details.valueOn, details.orderedOn),
    went: [
      ...standing.map((part) => ({ person: part.person, text: usedFor(part), amountOre: part.amountOre })),
      ...events
        .filter((event) => gone.includes(event.kind))
        .map((event) => ({ person: null, text: label(event.kind), why: event.reason, amountOre: event.amountOre })),
      ...(payment.unmatchedOre > 0 ? [{ person: null, text: 'Väntar utan träff', amountOre: payment.unmatchedOre }] : []),
    ].map((row) => ({ ...row, amount: amountOf(payment.currency, row.amountOre) })),
    history: historyOf(details, parts, events),
    next: handles && details.undoneAt === null ? nextStep(payment, details) : null,
    returnHref:
      handles && endingsOf({ ...payment, suspected: false }).includes('RETURN')
        ? paths.paymentReturn.url({ receivedId: payment.id })
        : null,
    payerHref: handles && details.undoneAt === null && !payment.masked ? paths.paymentPayer.url({ receivedId: payment.id }) : null,
    fileHref: details.importId === null ? null : paths.paymentImportFile.url({ importId: details.importId }),
    undone:
      details.undoneAt === null
        ? null
        : details.replacedById === null
          ? 'Bankfilen som betalningen kom i är ångrad. Betalningen räknas inte.'
          : 'Betalningens detaljer kom i en senare fil. Summan räknas där, inte här.',
  }
}

/** The day that counts says why it counts. */
function dayWords(bookedOn: string, valueOn: string | null, orderedOn: string | null) {
  return {
    booked: bookedOn,
    value: valueOn,
    ordered: orderedOn,
    counts: orderedOn ?? bookedOn,
    why:
      orderedOn === null
        ? 'Banken säger inte när uppdraget togs emot. Därför räknas bokföringsdagen, och betalningen får vara på väg så länge som inställningen anger innan hyran är sen.'
        : 'Dagen då betalarens bank tog emot uppdraget räknas som betalningsdag (12 kap. 20 § jordabalken).',
  }
}

function usedFor(part: PlacedPart): string {
  const bills = part.bills.map((bill) => `${billName(bill)} ${kronor(bill.amountOre)}`)
  const left = part.openOre > 0 ? [`förskott ${kronor(part.openOre)}`] : []
  return [...bills, ...left].join(', ')
}

const billName = (bill: PlacedPart['bills'][number]) => {
  if (bill.kind === 'REFUND') return 'återbetalt'
  if (bill.kind === 'TRANSFER') return 'flyttat till ett annat boende'
  return bill.period ? `avin för ${monthName(bill.period)}` : bill.dueOn ? `avin som förföll ${bill.dueOn}` : 'avi'
}

const gone: readonly PaymentEvent['kind'][] = ['RETURNED', 'TAKES_BACK', 'TAKEN_BACK', 'EXCHANGED', 'DUPLICATE', 'NOT_OURS']
const amountOf = (currency: string, ore: number) => `${amount(ore)}${currency === 'SEK' ? '' : ` ${currency}`}`

interface HistoryRow {
  at: string
  by: string | null
  strong: string
  text: string
  otherId?: number | null
}

function historyOf(details: PaymentPage['details'], parts: readonly PlacedPart[], events: readonly PaymentEvent[]) {
  const whom = (part: PlacedPart) => (part.person.outside ? 'en annan enhet' : part.person.masked ? 'skyddad person' : part.person.name)
  const rows: HistoryRow[] = [
    { at: details.recordedAt, by: details.recordedBy, strong: 'Kom in', text: details.fileName ? `Med ${details.fileName}` : '' },
    ...parts.map((part) => ({
      at: part.recordedAt,
      by: part.recordedBy,
      strong: `${kronor(part.amountOre)} bokfört på ${whom(part)}`,
      text: part.reason ?? '',
    })),
    ...parts.flatMap(({ reversed, ...part }) =>
      reversed === null
        ? []
        : [
            {
              at: reversed.at,
              by: reversed.by,
              strong: `${kronor(part.amountOre)} motbokat på ${whom({ ...part, reversed })}, från ${longDay(reversed.on)}`,
              text: reversed.reason ?? '',
            },
          ],
    ),
    ...events
      .filter((event) => event.kind !== 'PLACED')
      .map((event) => ({
        at: event.at,
        by: event.by,
        strong:
          event.kind === 'PAYER_KIND'
            ? `Betalare: ${event.payerKind ? label(event.payerKind) : ''}${event.before ? `, förut ${label(event.before)}` : ''}`
            : label(event.kind),
        text: event.reason ?? '',
        otherId: event.otherId,
      })),
    ...(details.undoneAt === null
      ? []
      : [
          {
            at: details.undoneAt,
            by: null,
            strong: details.replacedById === null ? 'Ångrad med sin fil' : 'Ersatt av sina detaljer',
            text: '',
          },
        ]),
  ]
  return rows
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((row) => ({ ...row, href: row.otherId ? paths.payment.url({ receivedId: row.otherId }) : null }))
}

/** One thing to do, or none. */
function nextStep(payment: PaymentPage['payment'], details: PaymentPage['details']) {
  if (payment.masked) return null
  const receivedId = payment.id
  if (payment.unmatchedOre > 0 && payment.kind === 'PAYMENT' && payment.currency === 'SEK')
    return {
      title: 'Välj vem pengarna hör till',
      reason: `${kronor(payment.unmatchedOre)} väntar utan träff.`,
      primary: { href: paths.unmatchedPayment.url({ receivedId }), text: 'Välj person' },
      second: { href: paths.paymentSettlement.url({ receivedId }), text: 'Hör inte till någon' },
    }
  if (payment.unmatchedOre > 0)
    return {
      title: payment.kind === 'DEDUCTION' ? 'Para ihop avdraget med betalningen det tar tillbaka' : 'Ange vad banken betalade i kronor',
      reason: payment.kind === 'DEDUCTION' ? 'Betalningen motbokas då på personens reskontra.' : 'Beloppet räknas inte om av sig självt.',
      primary: {
        href: paths.paymentSettlement.url({ receivedId }),
        text: payment.kind === 'DEDUCTION' ? 'Hantera avdraget' : 'Hantera betalningen',
      },
    }
  if (details.payerKind === null && payment.kind === 'PAYMENT')
    return {
      title: 'Ange vem som betalade',
      reason: 'Indikatorn om hyra i tid räknar bara det som klienten själv betalar.',
      primary: { href: paths.paymentPayer.url({ receivedId }), text: 'Ange betalare' },
    }
  return null
}
