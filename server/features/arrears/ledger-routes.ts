/** One person's rent: every entry with the balance after it, what was done about it, as of a day and as it was known on one. */
import type { Request } from 'express'
import { may } from '../../domain/access.js'
import { billState } from '../../domain/bill-state.js'
import { addMonths, dayInStockholm, isDay, type Day } from '../../domain/calendar.js'
import { lastDayBeforeLate } from '../../domain/respite.js'
import { kronor } from '../../domain/money.js'
import { longDay, monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { toleranceFor } from '../../settings.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { plural } from '../../web/swedish-words.js'
import { agreementsOf } from '../respite/agreements-store.js'
import { entryName } from '../ledger-entries/words.js'
import { personLocals, personPage } from '../people/person-page.js'
import { paidDaysOf } from '../rent/paid-days-store.js'
import { payCell } from '../rent/rent-pages.js'
import { chargedTooFar, comingBills, monthsToBillAgain, type ChargedTooFar } from './coming-store.js'
import { ledgerLines, ownReferences, type LedgerLine } from './ledger-store.js'
import { eventWords, paidWords, timelineOf } from './timeline.js'
import { ledgerEvents, paidBy, planStairs } from './timeline-store.js'

/** How far back the chart goes, and how many months of entries are shown at first. */
const chartMonths = 24
const monthsShown = 12

export function ledgerRoutes(house: House, { get }: Door): void {
  get(paths.personLedger, async (req, res) => {
    const { db } = house
    const actor = actorOf(res)
    const person = await personPage(house, req, res)
    if (!person) return
    const personId = person.id
    const asked = viewAsked(req, actor.today)
    const { on, knownOn, isToday } = asked
    const view = { on, knownOn }
    const lines = await ledgerLines(db, actor, personId, view)
    const toleranceOn = await toleranceFor(db, actor)
    const settledWith = await paidDaysOf(db, actor, personId, view)
    // Arrears are rent; a one-off charge stands in the balance and among the lines.
    const bills = lines.filter((line) => line.kind === 'CHARGE' && line.reversedById === null && (line.chargeKind ?? 'RENT') === 'RENT')
    const overdue = bills.filter((bill) => bill.openOre > 0 && on > lastDayBeforeLate(bill.dueOn ?? on, bill.respiteUntilOn))
    const all = timelineOf(lines, await ledgerEvents(db, personId, view))
    const shown = req.query.allt === 'ja' ? all : all.slice(0, monthsShown)
    const isNow = isToday && !knownOn
    const coming = isNow ? await comingBills(db, actor, personId) : []
    const paid = paidWords(lines, [...lines.filter((line) => line.kind === 'CHARGE'), ...coming], await paidBy(db, actor, personId, view))
    const kept = { dag: isToday ? null : on, kand: knownOn }
    const hrefTo = anchors(shown, (id) => `${paths.personLedger.url({ personId }, { ...kept, allt: 'ja' })}#post-${id}`)
    const byId = new Map(lines.map((line) => [line.id, line]))
    page(res, 'arrears/ledger', {
      title: `Hyra: ${person.name}`,
      ...personLocals(person),
      ...asked,
      mayPay: may(actor.role, 'changeRents'),
      balanceOre: lines.at(-1)?.balanceOre ?? 0,
      overdueOre: overdue.reduce((sum, bill) => sum + bill.openOre, 0),
      overdueBills: overdue.length,
      paidAheadOre: coming.reduce((sum, bill) => sum + bill.amountOre - bill.openOre, 0),
      coming: coming.map((bill) => ({
        ...bill,
        what: entryName(bill),
        state: payCell(billState({ ...bill, paid: settledWith.get(bill.id) ?? null }, on, toleranceOn), on),
      })),
      toDo:
        isNow && may(actor.role, 'changeRents')
          ? toDoOf(personId, lines, await chargedTooFar(db, actor, personId), await monthsToBillAgain(db, actor, personId))
          : [],
      agreements: isNow ? await agreementsOf(db, actor, personId) : null,
      references: await ownReferences(db, actor, personId),
      chart: {
        from: addMonths(on, -chartMonths),
        changes: lines.map((line) => ({ on: line.effectiveOn, balanceOre: line.balanceOre })),
        plan: await planStairs(db, personId, on),
        months: all.map(({ items: _, ...month }) => ({ ...month, name: monthName(month.month) })),
      },
      months: shown.map((month) => ({
        ...month,
        name: monthName(month.month),
        items: month.items.map(({ entry, event }) =>
          entry === null
            ? { on: event.on, event: eventWords(event) }
            : { on: entry.effectiveOn, entry: { ...entryLocals(entry), paid: paid.get(entry.id) ?? null } },
        ),
      })),
      olderMonths: all.length - shown.length,
      allHref: paths.personLedger.url({ personId }, { ...kept, allt: 'ja' }),
    })

    function entryLocals(line: LedgerLine) {
      const turner = line.reversedById === null ? undefined : byId.get(line.reversedById)
      const turned =
        line.reversedById === null ? null : { href: hrefTo(line.reversedById), on: turner && dayInStockholm(turner.recordedAt) }
      const turns = line.reversesId === null ? null : byId.get(line.reversesId)
      return {
        ...line,
        what: entryName(line),
        turned,
        turns: turns ? { href: hrefTo(turns.id), what: entryName(turns).toLowerCase() } : null,
        state:
          line.kind === 'CHARGE' && line.reversedById === null
            ? payCell(billState({ ...line, dueOn: line.dueOn ?? on, paid: settledWith.get(line.id) ?? null }, on, toleranceOn), on)
            : null,
      }
    }
  })
}

/** What somebody has to put right, with the way to it. */
function toDoOf(
  personId: number,
  lines: readonly LedgerLine[],
  tooFar: readonly ChargedTooFar[],
  unbilled: Awaited<ReturnType<typeof monthsToBillAgain>>,
) {
  const stands = lines.filter((line) => line.reversedById === null)
  const goodOre = stands.reduce((sum, line) => sum + (line.signedOre < 0 ? line.openOre : 0), 0)
  const lost = stands.findLast((line) => line.kind === 'WRITE_OFF')
  return [
    ...tooFar.map(({ tenancyId, place, fromOn, throughOn, days }) => ({
      text: `Avierna för ${place} gäller ${plural(days, 'dag', 'dagar')} efter utflyttningen.`,
      detail: `${longDay(fromOn)} till och med ${longDay(throughOn)}.`,
      href: paths.newDayCredit.url({ personId }, { boende: tenancyId, fran: fromOn, till: throughOn, varfor: 'Utflyttad' }),
      action: 'Sätt ned hyran för dagarna',
    })),
    ...unbilled.map(({ period, place }) => ({
      text: `Hyran för ${monthName(period)} på ${place} är motbokad och har ingen ny avi.`,
      detail: 'En ny avi räknas på den hyra och de dagar som gäller nu.',
      href: paths.chargeRun.url({}, { manad: period }),
      action: `Avisera ${monthName(period)}`,
    })),
    ...(lost && goodOre > 0
      ? [
          {
            text: `${kronor(goodOre)} är till godo, och en skuld är avskriven.`,
            detail: 'Motboka avskrivningen, så betalar pengarna avin och kundförlusten minskar.',
            href: paths.newReversal.url({ personId }, { post: lost.id }),
            action: 'Motboka avskrivningen',
          },
        ]
      : []),
  ]
}

/** The day asked for and the day whose knowledge is asked for; what is no day, or has not come, is today with a message. */
function viewAsked(req: Request, today: Day) {
  const read = (name: string) => {
    const typed = String(req.query[name] ?? '').trim()
    const wrong = typed === '' ? null : !isDay(typed) ? 'Skriv dagen som ÅÅÅÅ-MM-DD' : null
    return { typed, wrong, day: typed === '' || wrong !== null ? null : typed }
  }
  const [dag, kand] = [read('dag'), read('kand')]
  const knownOn = kand.day !== null && kand.day < today ? kand.day : null
  const on = dag.day ?? today
  return { on, knownOn, isToday: on === today, dag, kand }
}

/** Where an entry stands: on this page, or on the one with every month. */
function anchors(shown: readonly { items: { entry: LedgerLine | null }[] }[], elsewhere: (id: number) => string): (id: number) => string {
  const here = new Set(shown.flatMap((month) => month.items.map(({ entry }) => entry?.id)))
  return (id) => (here.has(id) ? `#post-${id}` : elsewhere(id))
}
