/** Credits: for days on which the home could not be used, worked out from the bills, or an amount with its reason. */
import { addDays, type Day } from '../../domain/calendar.js'
import { decideDayCredit, wholeMonthOf, type ChargedDays, type CreditableBill, type DayCreditRefusal } from '../../domain/day-credits.js'
import type { ClosedInterval } from '../../domain/interval.js'
import { kronor } from '../../domain/money.js'
import { signOf } from '../../domain/rent-ledger.js'
import { monthName } from '../../domain/swedish-dates.js'
import { paths } from '../../paths.js'
import { addEntries } from '../rent/entry-store.js'
import { faultsOf, type Booking } from './booking.js'
import { CreditForm, DayCreditForm } from './form.js'
import { openBills, type MoneyEntry, type MoneyStay, type PersonMoney } from './person-money-store.js'
import { placeOf, stayChoice } from './words.js'

const fieldOfRefusal: Record<DayCreditRefusal | 'NO_STAY_CHOSEN', string> = {
  NO_STAY_CHOSEN: 'tenancyId',
  NO_DAYS: 'throughOn',
  DAYS_NOT_CHARGED: 'fromOn',
  DAYS_CREDITED: 'fromOn',
  NOTHING_TO_CREDIT: 'fromOn',
}

interface DaysWithoutUse {
  tenancyId: number
  fromOn: Day
  throughOn: Day
  reason: string
}

export const dayCredit: Booking<DaysWithoutUse> = {
  path: paths.newDayCredit,
  view: 'day-credit',
  title: 'Sätt ned hyran för dagar',
  form: DayCreditForm,
  shown: (money) => ({ stays: money.stays.map(stayChoice) }),
  first: (money, query) => ({
    tenancyId: query.boende ?? money.stays[0]?.id,
    fromOn: query.fran,
    throughOn: query.till,
    reason: query.varfor,
  }),
  plan(money, value, today) {
    const stay = money.stays.find((one) => one.id === value.tenancyId)
    if (!stay) return faultsOf(['NO_STAY_CHOSEN'], fieldOfRefusal)
    const credited = creditedDays(money, stay.id)
    const decision = decideDayCredit(
      { startsOn: value.fromOn, endsOn: addDays(value.throughOn, 1) },
      creditableBills(money, stay),
      credited,
    )
    if (decision.refused) return faultsOf(decision.reasons, fieldOfRefusal)
    const { credits, amountOre } = decision
    const owedOre = (billId: number) => money.entries.find((entry) => entry.id === billId)?.openOre ?? 0
    return {
      refused: false,
      check: {
        title: 'Nedsättningen',
        items: [
          { label: 'Boende', value: placeOf(money, stay.id) },
          { label: 'Dagar', value: `${value.fromOn} till och med ${value.throughOn}` },
          { label: 'Belopp', value: kronor(amountOre) },
          { label: 'Varför', value: value.reason },
        ],
      },
      consequences: credits.map((credit) => {
        const paid = Math.min(credit.amountOre, owedOre(credit.billId))
        const rest = credit.amountOre - paid
        const days = credit.days === 1 ? '1 dag' : `${credit.days} dagar`
        const where =
          paid === 0
            ? 'Avin är betald, så beloppet är till godo.'
            : rest === 0
              ? 'Avin blir så mycket mindre.'
              : `${kronor(rest)} är till godo.`
        return `Hyran för ${monthName(credit.month)} sätts ned med ${kronor(credit.amountOre)} för ${days}. ${where}`
      }),
      submit: `Sätt ned hyran med ${kronor(amountOre)}`,
      done: `Hyran är nedsatt med ${kronor(amountOre)}.`,
      async write(tx, actor) {
        const ids = await addEntries(
          tx,
          actor,
          credits.map((credit) => ({
            unitId: stay.unitId,
            personId: money.personId,
            tenancyId: stay.id,
            kind: 'CREDIT',
            amountOre: credit.amountOre,
            effectiveOn: today,
            ocr: money.entries.find((entry) => entry.id === credit.billId)?.ocr ?? null,
            specification: JSON.stringify(credit.parts),
            reason: value.reason,
          })),
        )
        return { entryId: ids[0] ?? null, after: { kind: 'CREDIT', amountOre, from: value.fromOn, through: value.throughOn, entries: ids } }
      },
    }
  },
}

/** The stay's rent bills that stand, with the days they charged. */
function creditableBills(money: PersonMoney, stay: MoneyStay): CreditableBill[] {
  return money.entries.flatMap((bill) => {
    if (bill.kind !== 'CHARGE' || bill.period === null || bill.tenancyId !== stay.id || bill.reversedById !== null) return []
    const parts = partsOf<ChargedDays>(bill)
    const charged = parts.length > 0 ? parts : wholeMonthOf(bill.period, bill.amountOre, stay)
    const creditedOre = standingDayCredits(money, stay.id)
      .filter((credit) => partsOf<ClosedInterval>(credit)[0]?.startsOn.startsWith(bill.period ?? ''))
      .reduce((sum, credit) => sum + credit.amountOre, 0)
    return [{ id: bill.id, month: bill.period, amountOre: bill.amountOre, charged, creditedOre }]
  })
}

const standingDayCredits = (money: PersonMoney, tenancyId: number) =>
  money.entries.filter(
    (entry) => entry.kind === 'CREDIT' && entry.specification !== null && entry.tenancyId === tenancyId && entry.reversedById === null,
  )

const creditedDays = (money: PersonMoney, tenancyId: number) =>
  standingDayCredits(money, tenancyId).flatMap((credit) => partsOf<ClosedInterval>(credit))

const partsOf = <Part>(entry: MoneyEntry): Part[] => (entry.specification === null ? [] : (JSON.parse(entry.specification) as Part[]))

export const credit: Booking<{ tenancyId: number; amount: number; reason: string }> = {
  path: paths.newCredit,
  view: 'credit',
  title: 'Kreditera ett belopp',
  form: CreditForm,
  shown: (money) => ({ stays: money.stays.map(stayChoice) }),
  first: (money) => ({ tenancyId: money.stays[0]?.id }),
  plan(money, value, today) {
    const fields = { NO_STAY_CHOSEN: 'tenancyId', NO_AMOUNT: 'amount', MORE_THAN_CHARGED: 'amount' }
    const stay = money.stays.find((one) => one.id === value.tenancyId)
    if (!stay) return faultsOf(['NO_STAY_CHOSEN'], fields)
    if (value.amount <= 0) return faultsOf(['NO_AMOUNT'], fields)
    if (value.amount > leftToCredit(money, stay.id)) return faultsOf(['MORE_THAN_CHARGED'], fields)
    const owedOre = openBills(money).reduce((sum, bill) => sum + bill.openOre, 0)
    const paid = Math.min(owedOre, value.amount)
    return {
      refused: false,
      check: {
        title: 'Krediteringen',
        items: [
          { label: 'Boende', value: placeOf(money, stay.id) },
          { label: 'Belopp', value: kronor(value.amount) },
          { label: 'Varför', value: value.reason },
        ],
      },
      consequences: [
        ...(paid > 0 ? [`${kronor(paid)} går till den äldsta obetalda avin.`] : []),
        ...(value.amount > paid ? [`${kronor(value.amount - paid)} är till godo och betalar nästa avi.`] : []),
      ],
      submit: `Kreditera ${kronor(value.amount)}`,
      done: `${kronor(value.amount)} är krediterat.`,
      async write(tx, actor) {
        const [entryId] = await addEntries(tx, actor, [
          {
            unitId: stay.unitId,
            personId: money.personId,
            tenancyId: stay.id,
            kind: 'CREDIT',
            amountOre: value.amount,
            effectiveOn: today,
            reason: value.reason,
          },
        ])
        return { entryId: entryId ?? null, after: { kind: 'CREDIT', amountOre: value.amount } }
      },
    }
  },
}

/** What has been charged on the stay and not been credited or reversed. */
function leftToCredit(money: PersonMoney, tenancyId: number): number {
  return money.entries
    .filter((entry) => entry.tenancyId === tenancyId && entry.reversedById === null && (entry.kind === 'CHARGE' || entry.kind === 'CREDIT'))
    .reduce((sum, entry) => sum + signOf(entry) * entry.amountOre, 0)
}
