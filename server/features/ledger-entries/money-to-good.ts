/** What is to a person's good goes back to the person, or to another of the person's stays. */
import type { Day } from '../../domain/calendar.js'
import { amount, kronor } from '../../domain/money.js'
import { decideRefund, decideTransfer, sumToGood, type ToGoodRefusal, type UsedMoney } from '../../domain/money-to-good.js'
import { paths } from '../../paths.js'
import { allocateParts } from '../rent/allocation-store.js'
import { addEntries } from '../rent/entry-store.js'
import { faultsOf, type Booking } from './booking.js'
import { RefundForm, TransferForm } from './form.js'
import { toGood, type PersonMoney } from './person-money-store.js'
import { closedWords, placeOf, stayChoice } from './words.js'

const refundField: Record<ToGoodRefusal, string> = {
  NO_AMOUNT: 'amount',
  MORE_THAN_TO_GOOD: 'amount',
  DAY_NOT_COME: 'paidOn',
  SAME_STAY: 'amount',
}
const transferField: Record<ToGoodRefusal | 'NO_STAY_CHOSEN', string> = {
  ...refundField,
  SAME_STAY: 'toTenancyId',
  NO_STAY_CHOSEN: 'fromTenancyId',
}

export const refund: Booking<{ amount: number; paidOn: Day; reason: string }> = {
  path: paths.newRefund,
  view: 'refund',
  title: 'Betala tillbaka pengar',
  form: RefundForm,
  shown: (money) => ({ toGoodOre: sumToGood(toGood(money)) }),
  first: (money, _query, today) => ({ amount: amountToGood(money), paidOn: today }),
  plan(money, value, today) {
    const credits = toGood(money)
    const decision = decideRefund({ amountOre: value.amount, on: value.paidOn }, credits, today)
    if (decision.refused) return faultsOf(decision.reasons, refundField)
    const left = sumToGood(credits) - value.amount
    return {
      refused: false,
      check: {
        title: 'Återbetalningen',
        items: [
          { label: 'Belopp', value: kronor(value.amount) },
          { label: 'Dag', value: value.paidOn },
          { label: 'Varför', value: value.reason },
        ],
      },
      consequences: [
        'Återbetalningen bokförs här. Själva utbetalningen gör du i ekonomisystemet.',
        left === 0 ? 'Inget är kvar till godo.' : `${kronor(left)} är kvar till godo.`,
        ...closedWords(money, value.paidOn),
      ],
      submit: `Bokför återbetalning, ${kronor(value.amount)}`,
      done: `Återbetalningen ${kronor(value.amount)} är bokförd.`,
      async write(tx, actor) {
        const stays = byStay(decision.used)
        const ids = await addEntries(
          tx,
          actor,
          stays.map(({ tenancyId, amountOre }) => ({
            unitId: unitOf(money, tenancyId),
            personId: money.personId,
            tenancyId,
            kind: 'REFUND',
            amountOre,
            effectiveOn: value.paidOn,
            reason: value.reason,
          })),
        )
        const entryOf = new Map(stays.map(({ tenancyId }, index) => [tenancyId, ids[index] ?? 0]))
        await allocateParts(
          tx,
          actor,
          decision.used.map(({ creditId, tenancyId, amountOre }) => ({
            creditId,
            chargeId: entryOf.get(tenancyId) ?? 0,
            amountOre,
            effectiveOn: value.paidOn,
            reason: value.reason,
          })),
        )
        return { entryId: ids[0] ?? null, after: { kind: 'REFUND', amountOre: value.amount, entries: ids } }
      },
    }
  },
}

export const transfer: Booking<{ fromTenancyId: number; toTenancyId: number; amount: number; reason: string }> = {
  path: paths.newTransfer,
  view: 'transfer',
  title: 'Flytta pengar mellan boenden',
  form: TransferForm,
  shown: (money) => ({
    toGoodOre: sumToGood(toGood(money)),
    stays: money.stays.map(stayChoice),
    from: stayIds(money).map(({ tenancyId, amountOre }) => ({
      value: String(tenancyId),
      text: `${placeOf(money, tenancyId)}, ${kronor(amountOre)} till godo`,
    })),
  }),
  first: (money) => {
    const [from] = stayIds(money)
    return {
      fromTenancyId: from?.tenancyId,
      toTenancyId: money.stays.find((stay) => stay.id !== from?.tenancyId)?.id,
      amount: from ? amount(from.amountOre) : '',
    }
  },
  plan(money, value, today) {
    const [from, to] = [value.fromTenancyId, value.toTenancyId].map((id) => money.stays.find((stay) => stay.id === id))
    if (!from || !to) return faultsOf(['NO_STAY_CHOSEN'], transferField)
    const decision = decideTransfer({ amountOre: value.amount, fromTenancyId: from.id, toTenancyId: to.id }, toGood(money))
    if (decision.refused) return faultsOf(decision.reasons, transferField)
    return {
      refused: false,
      check: {
        title: 'Flytten',
        items: [
          { label: 'Från', value: from.place },
          { label: 'Till', value: to.place },
          { label: 'Belopp', value: kronor(value.amount) },
          { label: 'Varför', value: value.reason },
        ],
      },
      consequences: [
        `${kronor(value.amount)} lämnar ${from.place} och är till godo på ${to.place}, i dess kostnadsställe och boendeform.`,
        'Personens saldo är detsamma. Pengarna betalar nästa avi.',
      ],
      submit: `Flytta ${kronor(value.amount)}`,
      done: `${kronor(value.amount)} är flyttat till ${to.place}.`,
      async write(tx, actor) {
        const common = {
          personId: money.personId,
          kind: 'TRANSFER' as const,
          amountOre: value.amount,
          effectiveOn: today,
          reason: value.reason,
        }
        const [taking] = await addEntries(tx, actor, [{ ...common, unitId: from.unitId, tenancyId: from.id, direction: 1 }])
        const chargeId = taking ?? 0
        await allocateParts(
          tx,
          actor,
          decision.used.map(({ creditId, amountOre }) => ({ creditId, chargeId, amountOre, effectiveOn: today, reason: value.reason })),
        )
        const [giving] = await addEntries(tx, actor, [
          { ...common, unitId: to.unitId, tenancyId: to.id, direction: -1, reversesId: chargeId },
        ])
        return { entryId: giving ?? null, after: { kind: 'TRANSFER', amountOre: value.amount, from: from.id, to: to.id } }
      },
    }
  },
}

/** The used money by the stay it stood on: its cost centre gives it back. */
function byStay(used: readonly UsedMoney[]): { tenancyId: number; amountOre: number }[] {
  return [...new Set(used.map((one) => one.tenancyId))].map((tenancyId) => ({
    tenancyId,
    amountOre: used.filter((one) => one.tenancyId === tenancyId).reduce((sum, one) => sum + one.amountOre, 0),
  }))
}

const stayIds = (money: PersonMoney) =>
  byStay(toGood(money).map((entry) => ({ creditId: entry.id, tenancyId: entry.tenancyId, amountOre: entry.openOre })))

const unitOf = (money: PersonMoney, tenancyId: number) =>
  money.entries.find((entry) => entry.tenancyId === tenancyId)?.unitId ?? money.stays.find((stay) => stay.id === tenancyId)?.unitId ?? 0

const amountToGood = (money: PersonMoney) => {
  const ore = sumToGood(toGood(money))
  return ore > 0 ? amount(ore) : ''
}
