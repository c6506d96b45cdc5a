/** Everything that has happened and is planned in an apartment, as one list of dated lines. */
import { addDays, type Day } from '../../domain/calendar.js'
import { isEmpty } from '../../domain/interval.js'
import { amount } from '../../domain/money.js'
import { label } from '../../labels.sv.js'
import type { ApartmentDetails, RentRow } from './store.js'

export interface TimelineEvent {
  on: Day
  what: string
  detail: string
  /** the person whose page the detail leads to */
  personId: number | null
}

/** Newest first; on the same day what ends stands before what begins. A hidden tenant's outcome and rent are not in it. */
export function timelineOf({ facts, rents, stays }: ApartmentDetails): TimelineEvent[] {
  const events: (TimelineEvent & { order: number })[] = []
  const add = (on: Day | null, what: string, detail = '', personId: number | null = null, order = 1) => {
    if (on !== null) events.push({ on, what, detail, personId, order })
  }
  for (const lease of facts.leases) {
    add(lease.startsOn, 'Inhyrningen börjar', label(lease.kind))
    add(lastDayOf(lease.endsOn), 'Inhyrningens sista dag', label(lease.kind), null, 0)
    add(lease.waiverApprovedOn, 'Avståendet godkänns', lease.waiverReference ?? '')
    add(lease.waiverUntilOn, 'Avståendets sista dag', lease.waiverReference ?? '', null, 0)
  }
  for (const form of facts.forms) {
    if (isEmpty(form)) continue
    add(form.startsOn, 'Boendeform', label(form.form))
    const isFollowed = facts.forms.some((other) => other.startsOn === form.endsOn)
    if (!isFollowed) add(lastDayOf(form.endsOn), 'Boendeformens sista dag', label(form.form), null, 0)
  }
  for (const rent of rents) add(rent.fromOn, sideWords[rent.side], `${amount(rent.amountOre)} kr i månaden`)
  for (const gap of facts.voids) {
    add(gap.startsOn, 'Tomperiod börjar', label(gap.reason))
    add(gap.endsOn, 'Tomperiod slutar, kan hyras ut', label(gap.reason), null, 0)
  }
  for (const stay of facts.tenancies) {
    const shown = stays.find((one) => one.id === stay.id)?.person ?? null
    const outcome = stays.find((one) => one.id === stay.id)?.outcome ?? null
    const name = shown?.name ?? 'Uthyrd'
    add(stay.startsOn, 'Inflyttning', name, shown?.id ?? null)
    add(stay.endsOn, outcome && shown ? `Utflyttning, ${label(outcome).toLowerCase()}` : 'Utflyttning', name, shown?.id ?? null, 0)
  }
  return events.sort((a, b) => (a.on === b.on ? b.order - a.order : a.on < b.on ? 1 : -1)).map(({ order: _, ...event }) => event)
}

const sideWords: Record<RentRow['side'], string> = { LANDLORD: 'Hyra till hyresvärden', TENANT: 'Hyra från hyresgästen' }

/** The last day a half-open period holds, as it is shown: "t.o.m.". */
export const lastDayOf = (endsOn: Day | null): Day | null => (endsOn === null ? null : addDays(endsOn, -1))
