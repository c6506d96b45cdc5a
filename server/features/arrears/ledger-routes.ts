/** A person's rent: what was charged and paid month by month, and how the debt has moved. */
import { may } from '../../domain/access.js'
import { billState } from '../../domain/bill-state.js'
import { addMonths, isDay, monthOf, type Day, type Month } from '../../domain/calendar.js'
import type { Role } from '../../domain/codes.js'
import { lastDayBeforeLate } from '../../domain/respite.js'
import { monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { agreementsOf } from '../respite/agreements-store.js'
import { debtOverTime } from '../people/debt-over-time.js'
import { personLocals, personPage } from '../people/person-page.js'
import { payCell } from '../rent/rent-pages.js'
import { allocationsOf, ledgerLines, ownReferences, type LedgerLine } from './ledger-store.js'

/** How far back the chart goes, and how many months of entries are shown at first. */
const chartMonths = 24
const monthsShown = 12

export function ledgerRoutes(house: House, { get }: Door): void {
  get(paths.personLedger, async (req, res) => {
    const actor = actorOf(res)
    const person = await personPage(house, req, res)
    if (!person) return
    const asked = String(req.query.dag ?? '')
    const on = isDay(asked) ? asked : actor.today
    const isToday = on === actor.today
    const lines = await ledgerLines(house.db, actor, person.id, { on })
    const { toleranceBankDays } = await settingsFor(house.db, actor)
    // Arrears are rent; a one-off charge stands in the balance and among the lines.
    const bills = lines.filter((line) => line.kind === 'CHARGE' && line.reversedById === null && (line.chargeKind ?? 'RENT') === 'RENT')
    const overdue = bills.filter((bill) => bill.openOre > 0 && on > lastDayBeforeLate(bill.dueOn ?? on, bill.respiteUntilOn))
    const all = byMonth(lines)
    const shown = req.query.allt === 'ja' ? all : all.slice(0, monthsShown)
    const months = shown.map(({ month, lines: of }) => ({
      month,
      lines: of.map((line) => ({
        ...line,
        what: whatOf(line),
        state:
          line.kind === 'CHARGE' && isToday ? payCell(billState({ ...line, dueOn: line.dueOn ?? on }, on, toleranceBankDays), on) : null,
      })),
    }))
    page(res, 'arrears/ledger', {
      title: `Hyra: ${person.name}`,
      ...personLocals(person),
      on,
      isToday,
      dayWrong: asked !== '' && !isDay(asked) ? asked : null,
      mayPay: may(actor.role as Role, 'changeRents'),
      balanceOre: lines.at(-1)?.balanceOre ?? 0,
      overdueOre: overdue.reduce((sum, bill) => sum + bill.openOre, 0),
      overdueBills: overdue.length,
      agreements: isToday ? await agreementsOf(house.db, actor, person.id) : null,
      references: await ownReferences(house.db, actor, person.id),
      debt: { from: addMonths(on, -chartMonths), changes: debtOverTime(bills, await allocationsOf(house.db, actor, person.id), on) },
      months,
      olderMonths: all.length - shown.length,
      allHref: paths.personLedger.url({ personId: person.id }, { allt: 'ja', dag: isToday ? null : on }),
    })
  })
}

/** Newest month and newest line first. */
function byMonth(lines: readonly LedgerLine[]): { month: Month; lines: LedgerLine[] }[] {
  const months: { month: Month; lines: LedgerLine[] }[] = []
  for (const line of [...lines].reverse()) {
    const month = monthOf(line.effectiveOn as Day)
    const last = months.at(-1)
    if (last?.month === month) last.lines.push(line)
    else months.push({ month, lines: [line] })
  }
  return months
}

function whatOf(line: LedgerLine): string {
  if (line.kind === 'CHARGE') return line.period ? `Hyra ${monthName(line.period)}` : label('CHARGE')
  return line.payerKind ? `${label(line.kind)}, ${label(line.payerKind).toLowerCase()}` : label(line.kind)
}
