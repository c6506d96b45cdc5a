/** The rows behind one figure of a month: the entries, or who owed how much. */
import type { Month } from '../../domain/calendar.js'
import { monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { pageAsked, pageSize } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { queryOf, readFigureWish } from './form.js'
import { amountColumns, crumbsTo, monthAsked } from './month-pages.js'
import { COLUMN_SIGNS, COLUMN_WORDS } from './presentation.js'
import { balancesBehind, countBalances, countEntries, entriesBehind, type FigureWish } from './rows-store.js'

export function entriesRoutes({ db }: House, { get }: Door): void {
  get(paths.monthCloseEntries, async (req, res) => {
    const actor = actorOf(res)
    const month = monthAsked(req, actor)
    const wish: FigureWish = { month, ...readFigureWish(req.query) }
    const balances = wish.column === 'openingOre' || wish.column === 'closingOre'
    const shown = await db.reading(async (tx) => {
      const count = await (balances ? countBalances : countEntries)(tx, actor, wish)
      const paging = pageAsked(req.query.sida, count.total)
      const entries = balances ? [] : await entriesBehind(tx, actor, wish, pageSize, paging.offset)
      const people = balances ? await balancesBehind(tx, actor, wish, pageSize, paging.offset) : []
      return { count, paging, entries, people }
    })
    const lowers = COLUMN_SIGNS[wish.column] === '\u2212'
    const asShown = (ore: number) => (lowers ? -ore : ore) + 0
    page(res, 'month-close/entries', {
      title: `${COLUMN_WORDS[wish.column]} ${monthName(month)}`,
      active: 'rents',
      crumbs: crumbsTo(month),
      group: [
        wish.costCentre === undefined ? '' : (wish.costCentre ?? 'Utan kostnadsställe'),
        wish.housingForm === undefined ? '' : wish.housingForm === null ? 'Utan boendeform' : label(wish.housingForm),
      ]
        .filter(Boolean)
        .join(', '),
      balances,
      total: shown.count.total,
      sumOre: asShown(shown.count.signedOre),
      entries: shown.entries.map((entry) => ({ ...entry, shownOre: asShown(entry.signedOre), what: whatOf(entry) })),
      people: shown.people.map((row) => ({ ...row, shownOre: asShown(row.signedOre) })),
      columns: amountColumns.map((column) => ({
        href: paths.monthCloseEntries.url({ month }, queryOf({ ...wish, column: column.key })),
        text: column.text,
        current: column.key === wish.column,
      })),
      pager: {
        ...shown.paging,
        total: shown.count.total,
        size: pageSize,
        noun: 'poster',
        href: (n: number) => paths.monthCloseEntries.url({ month }, { ...queryOf(wish), sida: n }),
      },
    })
  })
}

const whatOf = (entry: { kind: string; turned: string | null; period: Month | null; chargeKind: string | null }) => {
  const named = (kind: string) =>
    label(kind === 'CHARGE' && entry.chargeKind !== null && entry.chargeKind !== 'RENT' ? entry.chargeKind : kind)
  const name = entry.turned === null ? named(entry.kind) : `${label(entry.kind)} av ${named(entry.turned).toLowerCase()}`
  return entry.period === null ? name : `${name}, ${monthName(entry.period)}`
}
