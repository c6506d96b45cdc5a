/** From facts to what a letter says. Pure: the stores read, this puts together, server/documents/letters shows. */
import type { Actor } from '../../actor.js'
import type {
  LetterFrame,
  NamedBill,
  PaymentOverviewContent,
  ReminderContent,
  RentBillContent,
  RepaymentPlanContent,
  Sender,
} from '../../documents/letters/content.js'
import { addDays, daysInMonth, type Day, type Month } from '../../domain/calendar.js'
import { countedFrom, minorOreOf } from '../../domain/minor-rent.js'
import type { Settings } from '../../domain/policy.js'
import type { ChargePart } from '../../domain/rent-charges.js'
import { dayAndMonth, monthName } from '../../domain/swedish-dates.js'
import { forfeitureFromWithRespite } from '../../domain/respite.js'
import type { Addressee, OpenBill, Standing } from './basis-store.js'

/** Without its number, which is given when it is saved. */
export type Unnumbered<C> = C extends unknown ? Omit<C, 'number'> : never

export interface Whom {
  actor: Actor
  sender: Omit<Sender, 'unit'>
  bankgiro: string | null
  person: Addressee
  standing: Standing
  /** the person's open bills */
  bills: readonly OpenBill[]
}

export function rentBillContent(whom: Whom, bill: OpenBill, plan: { nextOn: Day; nextOre: number } | null): Unnumbered<RentBillContent> {
  const earlier = whom.bills.filter((other) => other.id !== bill.id && other.late).map(named)
  return {
    kind: 'RENT_BILL',
    ...frame(whom, [bill]),
    bill: named(bill),
    period: bill.period,
    home: whom.person.protection === 'NEJ' ? (whom.person.home ?? '') : '',
    bankgiro: whom.bankgiro ?? '',
    parts: partsOf(bill),
    earlier,
    earlierOre: earlier.reduce((sum, other) => sum + other.openOre, 0),
    toGoodOre: whom.standing.toGoodOre,
    plan,
  }
}

export function reminderContent(
  whom: Whom,
  settings: Pick<Settings, 'reminderPayDays' | 'minorRentKronor'>,
  feeOre: number,
): Unnumbered<ReminderContent> {
  const bills = whom.bills.filter((bill) => bill.late && !bill.respited)
  const { today } = whom.actor
  const forfeitFrom = countedFrom(
    bills
      .filter((bill) => bill.tenancyId === whom.person.tenancyId && isRent(bill))
      .map(({ openOre, dueOn, respiteUntilOn }) => ({ openOre, on: forfeitureFromWithRespite(dueOn, respiteUntilOn) })),
    minorOreOf(settings),
  )
  const payBy = addDays(today, settings.reminderPayDays)
  return {
    kind: 'REMINDER',
    ...frame(whom, bills),
    home: whom.person.protection === 'NEJ' ? whom.person.home : null,
    bankgiro: whom.bankgiro ?? '',
    bills: bills.map(named),
    sumOre: bills.reduce((sum, bill) => sum + bill.openOre, 0),
    feeOre,
    payBy,
    forfeitable: forfeitFrom !== null && forfeitFrom <= today,
    payBeforeOn: forfeitFrom !== null && forfeitFrom > today && forfeitFrom <= payBy ? addDays(forfeitFrom, -1) : null,
  }
}

export function repaymentPlanContent(
  whom: Whom,
  plan: { agreedOn: Day; debtOre: number; instalments: readonly { number: number; dueOn: Day; amountOre: number }[] },
): Unnumbered<RepaymentPlanContent> {
  let leftOre = plan.debtOre
  return {
    kind: 'REPAYMENT_PLAN',
    ...frame(whom, []),
    bankgiro: whom.bankgiro ?? '',
    ocr: whom.bills.find((bill) => bill.late)?.ocr ?? whom.bills[0]?.ocr ?? null,
    agreedOn: plan.agreedOn,
    debtOre: plan.debtOre,
    instalments: plan.instalments.map(({ number, dueOn, amountOre }) => {
      leftOre -= amountOre
      return { number, dueOn, amountOre, leftOre: Math.max(0, leftOre) }
    }),
    monthlyRentOre: whom.person.monthlyRentOre,
  }
}

export function paymentOverviewContent(
  whom: Whom,
  period: { from: Month; to: Month; openingOre: number; months: PaymentOverviewContent['months'] },
): Unnumbered<PaymentOverviewContent> {
  return {
    kind: 'PAYMENT_OVERVIEW',
    ...frame(whom, []),
    ...period,
    balanceOre: period.months.at(-1)?.balanceOre ?? period.openingOre,
    late: whom.bills.filter((bill) => bill.late).map(named),
  }
}

/** Head, window and basis of a letter to the person. */
export function frame({ actor, sender, bankgiro, person, standing, bills }: Whom, told: readonly OpenBill[]): Omit<LetterFrame, 'number'> {
  return {
    madeOn: actor.today,
    sender: { ...sender, unit: person.unitName },
    recipient: {
      name: person.name,
      address: person.address,
      protection: person.protection,
      identity: person.protection === 'NEJ' ? null : person.identity,
    },
    contact: { name: person.supporter, phone: (person.supporter === null ? null : person.supporterPhone) ?? sender.phone },
    basis: {
      protection: person.protection,
      address: person.address,
      bills: told.map(({ id, openOre }) => ({ id, openOre })),
      bankgiro,
      balanceOre: standing.balanceOre,
      paused: standing.paused,
      respited: bills.filter((bill) => bill.respited).map((bill) => bill.id),
      plan: standing.plan,
    },
  }
}

const isRent = (bill: OpenBill) => bill.chargeKind === null || bill.chargeKind === 'RENT'

function named(bill: OpenBill): NamedBill {
  const what = bill.period && isRent(bill) ? `Hyra ${monthName(bill.period)}` : (bill.reason ?? 'Avi')
  return { id: bill.id, what, dueOn: bill.dueOn, ocr: bill.ocr, amountOre: bill.amountOre, openOre: bill.openOre }
}

/** The lines of the bill's specification; one line for the whole where it has none. */
function partsOf(bill: OpenBill): RentBillContent['parts'] {
  const parts = readParts(bill.specification)
  if (parts.length === 0 || bill.period === null) return [{ what: named(bill).what, days: null, amountOre: bill.amountOre }]
  const whole = daysInMonth(bill.period)
  return parts.map((part) => ({
    what:
      part.days === whole
        ? `Hyra ${monthName(bill.period ?? '')}`
        : `Hyra ${dayAndMonth(part.startsOn)}–${dayAndMonth(addDays(part.endsOn, -1))}`,
    days: part.days === whole ? null : part.days,
    amountOre: part.amountOre,
  }))
}

function readParts(specification: string | null): ChargePart[] {
  try {
    const parts: unknown = JSON.parse(specification ?? '[]')
    return Array.isArray(parts) && parts.every((part) => typeof (part as ChargePart).amountOre === 'number') ? (parts as ChargePart[]) : []
  } catch {
    return []
  }
}
