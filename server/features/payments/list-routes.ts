/** The list of received payments, and the bank files they came in. */
import { may } from '../../domain/access.js'
import { isMonth } from '../../domain/calendar.js'
import { PAYMENT_SOURCES } from '../../domain/codes.js'
import { amount } from '../../domain/money.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { pageAsked, pageSize } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { rentSubnav } from '../rent/rent-pages.js'
import { countImports, listImports, listPayments, type ListedPayment, type PaymentFilter } from './list-store.js'
import { textOf } from './page-words.js'

export function listRoutes({ db }: House, { get }: Door): void {
  get(paths.payments, async (req, res) => {
    const actor = actorOf(res)
    const subnav = rentSubnav('payments', may(actor.role, 'changeRents'))
    const imports = await countImports(db, actor)
    if (req.query.visa === 'filer') {
      const paging = pageAsked(req.query.sida, imports)
      const files = await listImports(db, actor, pageSize, paging.offset)
      const href = (n: number) => paths.payments.url({}, { visa: 'filer', sida: n })
      return page(res, 'payments/imports', {
        title: 'Inlästa bankfiler',
        active: 'rents',
        files,
        subnav,
        pager: { ...paging, total: imports, size: pageSize, href },
      })
    }
    const filter = readFilter(req.query)
    const pagingOf = (total: number) => pageAsked(req.query.sida, total)
    const { list, total, netOre } = await db.reading((tx) =>
      listPayments(tx, actor, filter, (total) => ({ limit: pageSize, offset: pagingOf(total).offset })),
    )
    const href = (n: number) => paths.payments.url({}, { ...queryOf(filter), sida: n })
    page(res, 'payments/index', {
      title: 'Inbetalningar',
      active: 'rents',
      subnav,
      filter,
      imports,
      total,
      netOre,
      columns: columnsOf(filter),
      rows: list.map(withAmounts),
      sources: choices(PAYMENT_SOURCES),
      filtered: filter.q !== '' || filter.source !== null || filter.state !== null || filter.month !== null,
      hidden: { sortera: queryOf(filter).sortera ?? undefined },
      pager: { ...pagingOf(total), total, size: pageSize, href },
    })
  })
}

/** Amounts as they are read in a list: a deduction with minus, another currency with its name. */
export function withAmounts<Payment extends ListedPayment>(payment: Payment) {
  const write = (ore: number) =>
    `${payment.kind === 'DEDUCTION' ? '\u2212' : ''}${amount(ore)}${payment.currency === 'SEK' ? '' : `\u00a0${payment.currency}`}`
  return { ...payment, amount: write(payment.amountOre), unmatched: write(payment.unmatchedOre) }
}

const states = { vantar: 'UNMATCHED', klara: 'MATCHED' } as const
const isState = (text: string): text is keyof typeof states => text in states

function readFilter(query: Record<string, unknown>): PaymentFilter {
  const [state, month, sort] = [textOf(query.lage), textOf(query.manad), textOf(query.sortera)]
  return {
    q: textOf(query.q),
    source: PAYMENT_SOURCES.find((source) => source === query.kalla) ?? null,
    state: isState(state) ? states[state] : null,
    month: isMonth(month) ? month : null,
    sort: sort.endsWith('belopp') ? 'belopp' : 'dag',
    descending: sort === '' || sort.startsWith('-'),
  }
}

function queryOf(filter: PaymentFilter): Record<string, string | null> {
  const sort = `${filter.descending ? '-' : ''}${filter.sort}`
  return {
    q: filter.q,
    kalla: filter.source,
    lage: Object.entries(states).find(([, state]) => state === filter.state)?.[0] ?? null,
    manad: filter.month,
    sortera: sort === '-dag' ? null : sort,
  }
}

function columnsOf(filter: PaymentFilter) {
  const sorted = (key: PaymentFilter['sort']) => ({
    href: paths.payments.url({}, queryOf({ ...filter, sort: key, descending: filter.sort === key ? !filter.descending : true })),
    sorted: filter.sort === key ? (filter.descending ? 'descending' : 'ascending') : undefined,
  })
  return [
    { key: 'on', text: 'Kom in', ...sorted('dag') },
    { key: 'payer', text: 'Betalare' },
    { key: 'to', text: 'Betalar för' },
    { key: 'reference', text: 'OCR', secondary: true },
    { key: 'payerKind', text: 'Vem betalade', secondary: true },
    { key: 'source', text: 'Källa', secondary: true },
    { key: 'amount', text: 'Belopp, kr', num: true, ...sorted('belopp') },
  ]
}
