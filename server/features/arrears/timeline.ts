/**
 * A person's money and what was done about it, on one time line: newest month first, and in it newest day first. Each month has what
 * was charged and what came in, and the balance at its end (peers.md: Hackney's page groups payments and actions the same way).
 */
import type { EntryKind, PlanEventKind } from '../../domain/codes.js'
import { monthOf, type Day, type Month } from '../../domain/calendar.js'
import { kronor } from '../../domain/money.js'
import { dayAndMonth, longDay, monthName } from '../../domain/swedish-dates.js'
import { label, planEventNames } from '../../labels.sv.js'
import { noteTitle } from '../people/words.js'
import type { LedgerLine } from './ledger-store.js'
import type { LedgerEvent, Paid } from './timeline-store.js'

export interface TimelineMonth {
  month: Month
  /** + and − of the month's entries, both positive */
  inOre: number
  outOre: number
  /** the balance when the month ended, or where the view ends */
  balanceOre: number
  items: ({ entry: LedgerLine; event: null } | { entry: null; event: LedgerEvent })[]
}

/** The months that hold anything. `lines` and `events` come oldest first. */
export function timelineOf(lines: readonly LedgerLine[], events: readonly LedgerEvent[]): TimelineMonth[] {
  const months = new Map<Month, TimelineMonth>()
  const monthOfDay = (on: Day) => {
    const month = monthOf(on)
    const known = months.get(month) ?? { month, inOre: 0, outOre: 0, balanceOre: 0, items: [] }
    months.set(month, known)
    return known
  }
  for (const entry of lines) {
    const month = monthOfDay(entry.effectiveOn)
    if (entry.signedOre > 0) month.inOre += entry.signedOre
    else month.outOre -= entry.signedOre
    month.items.push({ entry, event: null })
  }
  for (const event of events) monthOfDay(event.on).items.push({ entry: null, event })
  let balanceOre = 0
  const oldestFirst = [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
  for (const month of oldestFirst) {
    balanceOre += month.inOre - month.outOre
    month.balanceOre = balanceOre
    // Newest first; of one day the money in its order, last first, and what was done about it above.
    month.items = month.items
      .map((item, n) => ({ item, n }))
      .sort((a, b) => compare(dayOf(b.item), dayOf(a.item)) || b.n - a.n)
      .map(({ item }) => item)
  }
  return oldestFirst.reverse()
}

const dayOf = (item: TimelineMonth['items'][number]): Day => item.entry?.effectiveOn ?? item.event?.on ?? ''
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** An event in words: "Samtal utan svar" and its text, "Planen bröts, 1 080 kr", "Anstånd till 4 december med hyran för november 2026". */
export function eventWords(event: LedgerEvent): { strong: string; text: string | null } {
  switch (event.source) {
    case 'CONTACT':
      return { strong: noteTitle({ kind: event.code, reached: event.extra }), text: shortened(event.text) }
    case 'PLAN':
      return {
        strong: planEventNames[event.code as PlanEventKind] + (event.amountOre ? `, ${kronor(event.amountOre)}` : ''),
        text: event.text,
      }
    case 'RESPITE':
      return {
        strong: `Anstånd till ${longDay(event.untilOn ?? event.on)}${event.extra ? ` med hyran för ${monthName(event.extra)}` : ''}`,
        text: event.text,
      }
    case 'PAUSE':
      return {
        strong: `Påminnelser pausade till ${longDay(event.untilOn ?? event.on)}: ${label(event.code).toLowerCase()}`,
        text: event.text,
      }
    case 'LETTER':
      return { strong: `${label(event.code)} skickad`, text: null }
  }
}

const longestText = 160
const shortened = (text: string | null) => (text !== null && text.length > longestText ? `${text.slice(0, longestText).trimEnd()} …` : text)

/**
 * What each payment and credit did: "Betalade avierna för september 2026: 4 000 kr, oktober 2026: 2 480 kr". A reversal says what it
 * turns itself.
 */
export function paidWords(
  lines: readonly Pick<LedgerLine, 'id' | 'kind'>[],
  bills: readonly Pick<LedgerLine, 'id' | 'period' | 'dueOn'>[],
  paid: readonly Paid[],
): Map<number, string> {
  const billOf = new Map(bills.map((bill) => [bill.id, bill]))
  const kindOf = new Map(lines.map((line) => [line.id, line.kind]))
  const of = new Map<number, string[]>()
  for (const { creditId, chargeId, amountOre } of paid) {
    const bill = billOf.get(chargeId)
    if (!bill || kindOf.get(creditId) === 'REVERSAL') continue
    const what = bill.period ? monthName(bill.period) : bill.dueOn ? `avgift ${dayAndMonth(bill.dueOn)}` : 'avgift'
    of.set(creditId, [...(of.get(creditId) ?? []), `${what}: ${kronor(amountOre)}`])
  }
  return new Map(
    [...of].map(([id, parts]) => [id, `${verbOf(kindOf.get(id))} ${parts.length === 1 ? 'avin' : 'avierna'} för ${parts.join(', ')}`]),
  )
}

const verbOf = (kind: EntryKind | undefined) => (kind === 'WRITE_OFF' ? 'Skrev av' : kind === 'CREDIT' ? 'Minskade' : 'Betalade')
