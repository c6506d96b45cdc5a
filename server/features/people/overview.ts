/** From a person's facts to what the page says: the figures, the way on the ladder, what is nearest, the contract. No database here. */
import { monthsOwed } from '../../domain/arrears.js'
import { billState } from '../../domain/bill-state.js'
import { addDays, dayInStockholm, daysBetween, yearOf, type Day } from '../../domain/calendar.js'
import { checkpointToHold } from '../../domain/checkpoints.js'
import type { LadderStep } from '../../domain/codes.js'
import { contains } from '../../domain/interval.js'
import { stepOn } from '../../domain/ladder.js'
import { lastDayBeforeLate, lastDayInTimeWithRespite } from '../../domain/respite.js'
import { debtOverTime } from './debt-over-time.js'
import type { Facts } from './overview-store.js'

/** Everything the page shows about steps, money and dates, as of today. Amounts in öre. */
export function overviewOf(facts: Facts, today: Day) {
  const stay = facts.stays.find((one) => contains(one, today)) ?? facts.stays.find((one) => one.startsOn > today) ?? null
  const rentOre = stay?.rents.filter((rent) => rent.fromOn <= (stay.startsOn > today ? stay.startsOn : today)).at(-1)?.amountOre ?? null
  const overdue = facts.bills.filter(
    (bill) => bill.openOre > 0 && bill.dueOn !== null && today > lastDayBeforeLate(bill.dueOn, bill.respiteUntilOn),
  )
  const debtOre = overdue.reduce((sum, bill) => sum + bill.openOre, 0)
  const current = stepOn(facts.moves, today)
  const checkpoint =
    stay && stay.startsOn <= today
      ? checkpointToHold(
          { startsOn: stay.startsOn, recordedOn: dayInStockholm(stay.recordedAt), doneMonths: stay.checkpoints.map((held) => held.months) },
          today,
          facts.settings,
        )
      : null
  return {
    current,
    days: current ? daysBetween(current.since, today) : null,
    checkpoint,
    stay,
    stayIsComing: stay !== null && stay.startsOn > today,
    rentOre,
    debtOre,
    debtInRents: debtOre > 0 ? monthsOwed({ overdueOre: debtOre, monthlyRentOre: rentOre }) : null,
    punctuality: punctualityOf(facts, today),
    ladder: ladderStays(facts, today),
    debtChanges: debtOverTime(facts.bills, facts.allocations, today),
    billsOfYear: facts.bills
      .filter((bill) => bill.dueOn !== null && bill.dueOn < today && (bill.openOre > 0 || bill.period?.startsWith(today.slice(0, 4))))
      .reverse(),
    nearest: nearestOf(facts, today, stay, checkpoint),
  }
}

/** Of this year's bills that are settled or late: paid in time, paid late or written off, unpaid. One that can still be paid
 * in time, is credited or of 0 kr is not counted. */
function punctualityOf(facts: Facts, today: Day) {
  const counted = { year: yearOf(today), inTime: 0, late: 0, unpaid: 0 }
  for (const bill of facts.bills) {
    if (!bill.period?.startsWith(String(counted.year)) || bill.dueOn === null) continue
    const { dueOn } = bill
    const { state } = billState({ ...bill, dueOn }, today, facts.toleranceOn)
    if (bill.openOre > 0) {
      counted.unpaid += today > lastDayInTimeWithRespite(dueOn, bill.respiteUntilOn, facts.toleranceOn(dueOn)) ? 1 : 0
    } else if (state === 'PAID') counted.inTime += 1
    else if (state === 'LATE' || state === 'WRITTEN_OFF') counted.late += 1
  }
  return { ...counted, of: counted.inTime + counted.late + counted.unpaid }
}

/** The steps one after another for the chart; the reason is the one given when the person left the step. */
function ladderStays(facts: Facts, today: Day) {
  const stays: { step: LadderStep; startsOn: Day; endsOn: Day | null; reason?: string }[] = []
  for (const move of facts.moves.filter((one) => one.movesOn <= today)) {
    const before = stays.at(-1)
    if (before && before.endsOn === null) {
      if (before.step === move.toStep) continue
      before.endsOn = move.movesOn
      before.reason = move.reason
    }
    if (move.toStep !== null) stays.push({ step: move.toStep, startsOn: move.movesOn, endsOn: null })
  }
  return stays.filter((stay) => stay.endsOn === null || stay.endsOn > stay.startsOn)
}

/** Dates to keep, nearest first. */
function nearestOf(facts: Facts, today: Day, stay: Facts['stays'][number] | null, checkpoint: ReturnType<typeof checkpointToHold>) {
  const all: { on: Day; what: string }[] = []
  if (checkpoint) all.push({ on: checkpoint.dueOn, what: `Kontrollstation ${checkpoint.months} månader` })
  if (stay && stay.startsOn > today) all.push({ on: stay.startsOn, what: 'Inflyttning' })
  if (stay && stay.startsOn <= today && stay.landlordToldOn === null && stay.endsOn === null) {
    all.push({ on: stay.startsOn, what: 'Hyresvärden ska underrättas' })
  }
  if (stay?.contractUntilOn) all.push({ on: stay.contractUntilOn, what: 'Andrahandskontraktet går ut' })
  if (stay?.endsOn && stay.endsOn > today) all.push({ on: stay.endsOn, what: 'Utflyttning' })
  if (stay?.takeover && stay.takeover.transferredAt === null) all.push({ on: stay.takeover.transfersOn, what: 'Övertag av kontraktet' })
  const nextMove = facts.moves.find((move) => move.movesOn > today)
  if (nextMove) all.push({ on: nextMove.movesOn, what: 'Stegbyte' })
  const nextBill = facts.bills.find((bill) => bill.openOre > 0 && bill.dueOn !== null && bill.dueOn >= today)
  if (nextBill?.dueOn) all.push({ on: nextBill.dueOn, what: 'Hyran förfaller' })
  return all.sort((a, b) => (a.on < b.on ? -1 : 1)).map((item) => ({ ...item, tone: toneOf(item.on, today) }))
}

/** How loud a date is: passed, today and tomorrow red, within two days amber, within the week blue (docs: the status vocabulary). */
function toneOf(on: Day, today: Day): 'danger' | 'warning' | 'progress' | 'neutral' {
  if (on <= addDays(today, 1)) return 'danger'
  if (on <= addDays(today, 2)) return 'warning'
  return on <= addDays(today, 7) ? 'progress' : 'neutral'
}
