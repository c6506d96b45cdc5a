/** What waits without a person, and what was done of late with what waited. */
import { may } from '../../domain/access.js'
import { amount } from '../../domain/money.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { pageAsked, pageSize } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { rentSubnav } from '../rent/rent-pages.js'
import { withAmounts } from './list-routes.js'
import { whyWaiting } from './placing-choices.js'
import { countDone, countWaiting, listDone, listWaiting, type WaitingPayment } from './placing-store.js'

export function unmatchedRoutes({ db }: House, { get }: Door): void {
  get(paths.unmatchedPayments, async (req, res) => {
    const actor = actorOf(res)
    const isDone = req.query.visa === 'klart'
    const [waits, done] = [await countWaiting(db, actor), await countDone(db, actor)]
    const total = isDone ? done : waits
    const paging = pageAsked(req.query.sida, total)
    const href = (n: number) => paths.unmatchedPayments.url({}, { visa: isDone ? 'klart' : null, sida: n })
    const cuts = [
      { href: paths.unmatchedPayments.url(), text: 'Väntar', count: waits, current: !isDone },
      { href: paths.unmatchedPayments.url({}, { visa: 'klart' }), text: 'Klart', count: done, current: isDone },
    ]
    const shared = {
      title: 'Utan träff',
      active: 'rents',
      total,
      cuts,
      subnav: rentSubnav('unmatched', may(actor.role, 'changeRents')),
      pager: { ...paging, total, size: pageSize, href },
    }
    if (isDone) {
      const rows = await db.reading((tx) => listDone(tx, actor, pageSize, paging.offset))
      return page(res, 'payments/done', {
        ...shared,
        rows: rows.map((row) => ({ ...row, what: label(row.kind), amount: amountIn(row.payment, row.amountOre) })),
      })
    }
    const rows = await db.reading((tx) => listWaiting(tx, actor, pageSize, paging.offset))
    page(res, 'payments/unmatched', {
      ...shared,
      rows: rows.map((row) => ({ ...withAmounts(row), why: whyWaiting(row), href: hrefOf(row) })),
    })
  })
}

/** Money that belongs to nobody by its kind has its own way to an end. */
const hrefOf = (row: WaitingPayment) =>
  row.kind === 'PAYMENT' && row.currency === 'SEK'
    ? paths.unmatchedPayment.url({ receivedId: row.id })
    : paths.paymentSettlement.url({ receivedId: row.id })
const amountIn = (payment: { kind: string; currency: string }, ore: number) =>
  `${payment.kind === 'DEDUCTION' ? '\u2212' : ''}${amount(ore)}${payment.currency === 'SEK' ? '' : `\u00a0${payment.currency}`}`
