/** "Att veta" in the list: the one thing about an apartment today that changes what to do, the most pressing first. */
import { addDays, dayInStockholm, daysBetween, type Day } from '../../domain/calendar.js'
import type { Settings } from '../../domain/policy.js'
import { dayAndMonth, longDay } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { landlordNoticeDue } from '../../domain/tenancies.js'
import type { ApartmentRow } from './list-store.js'

export interface Sign {
  tone: 'danger' | 'warning' | 'progress' | 'done' | 'neutral'
  text: string
}

/** The sign of one row, null when there is nothing to say. Nothing about a hidden tenant's stay is told. */
export function worthKnowing(row: ApartmentRow, today: Day, settings: Settings): Sign | null {
  if (row.tenant && landlordToTell({ ...row.tenant, startsOn: row.tenant.sinceOn }, today, settings)) {
    return { tone: 'danger', text: 'Hyresvärden är inte underrättad' }
  }
  if (row.tenant?.takeoverOn) return { tone: 'done', text: `Övertas ${near(row.tenant.takeoverOn, today)}` }
  if (isNear(row.leaseEndsOn, today, settings.headLeaseWarningDays)) {
    return { tone: 'warning', text: `Inhyrningen slutar ${near(addDays(row.leaseEndsOn, -1), today)}` }
  }
  if (isNear(row.waiverUntilOn, today, settings.waiverWarningDays)) {
    return { tone: 'warning', text: `Avståendet gäller till ${near(row.waiverUntilOn, today)}` }
  }
  if (row.status === 'BEING_PREPARED' && row.voidReason !== null) {
    return {
      tone: 'neutral',
      text: row.voidUntilOn ? `${label(row.voidReason)}, klar ${near(row.voidUntilOn, today)}` : label(row.voidReason),
    }
  }
  if (row.status === 'VACANT' && row.emptySinceOn !== null && row.emptySinceOn < today) {
    const days = daysBetween(row.emptySinceOn, today)
    return { tone: days >= 30 ? 'warning' : 'progress', text: `Tom i ${days} ${days === 1 ? 'dag' : 'dagar'}` }
  }
  return null
}

/** Must the landlord still be told of the tenant (12 kap. 39 § JB)? Not of stays that were history when they were recorded. */
export function landlordToTell(
  stay: { startsOn: Day; endsOn: Day | null; landlordToldOn: Day | null; recordedAt: string },
  today: Day,
  settings: Settings,
): boolean {
  const dueOn = landlordNoticeDue({ ...stay, recordedOn: dayInStockholm(stay.recordedAt) }, today, settings)
  return dueOn !== null && dueOn <= today
}

const near = (day: Day, today: Day) => (day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(day) : longDay(day))

const isNear = (day: Day | null, today: Day, days: number): day is Day => day !== null && day >= today && daysBetween(today, day) <= days
