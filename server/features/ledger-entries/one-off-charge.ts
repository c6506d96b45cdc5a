/** A one-off charge: a key, a damage, something else. A bill of its own that is no rent. */
import { FEE_KINDS, ONE_OFF_CHARGE_KINDS, type ChargeKind, type FeeKind } from '../../domain/codes.js'
import { feeRefusals, highestFeeOre, type FeeRefusal } from '../../domain/fees.js'
import { addDays, yearOf } from '../../domain/calendar.js'
import { kronor } from '../../domain/money.js'
import { sumToGood } from '../../domain/money-to-good.js'
import { makeOcr, oneOffOcrBase } from '../../domain/ocr.js'
import { decideOneOffCharge, type OneOffRefusal } from '../../domain/one-off-charges.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { addEntries } from '../rent/entry-store.js'
import { faultsOf, type Booking } from './booking.js'
import { OneOffForm } from './form.js'
import { placeOf, stayChoice } from './words.js'
import { toGood, type PersonMoney } from './person-money-store.js'

const fieldOfRefusal: Record<OneOffRefusal | FeeRefusal, string> = {
  FEE_OFF: 'chargeKind',
  FEE_ABOVE_HIGHEST: 'amount',
  PLAN_NOT_SIGNED: 'chargeKind',
  NO_AMOUNT: 'amount',
  DUE_BEFORE_TODAY: 'dueOn',
  DUE_TOO_FAR: 'dueOn',
  TOO_MANY_CHARGES: 'tenancyId',
}

interface OneOff {
  tenancyId: number
  chargeKind: ChargeKind
  amount: number
  dueOn: string
  reason: string
}

export const oneOffCharge: Booking<OneOff> = {
  path: paths.newOneOffCharge,
  view: 'one-off-charge',
  title: 'Ta ut en avgift',
  form: OneOffForm,
  shown: (money, _today, settings) => ({
    stays: money.stays.map(stayChoice),
    kinds: choices(ONE_OFF_CHARGE_KINDS.filter((kind) => !isFee(kind) || highestFeeOre(kind, settings) !== null)),
  }),
  first: (money, _query, today, { oneOffPayDays }) => ({ tenancyId: money.stays[0]?.id, dueOn: addDays(today, oneOffPayDays) }),
  plan(money, value, today, settings) {
    const stay = money.stays.find((one) => one.id === value.tenancyId)
    if (!stay) return faultsOf(['NO_STAY_CHOSEN'], { NO_STAY_CHOSEN: 'tenancyId' })
    const earlier = oneOffsOf(money, stay.id, yearOf(today))
    const decision = decideOneOffCharge({ amountOre: value.amount, dueOn: value.dueOn }, earlier, today)
    const asFee = isFee(value.chargeKind)
      ? feeRefusals({ kind: value.chargeKind, amountOre: value.amount }, money.hasSignedPlan, settings)
      : []
    if (decision.refused || asFee.length > 0) return faultsOf([...(decision.refused ? decision.reasons : []), ...asFee], fieldOfRefusal)
    const ocr = makeOcr(oneOffOcrBase(stay.id, yearOf(today), earlier + 1))
    const good = sumToGood(toGood(money))
    const paidOre = Math.min(good, value.amount)
    return {
      refused: false,
      check: {
        title: 'Avgiften',
        items: [
          { label: 'Gäller', value: label(value.chargeKind), note: value.reason },
          { label: 'Boende', value: placeOf(money, stay.id) },
          { label: 'Belopp', value: kronor(value.amount) },
          { label: 'Sista dag att betala', value: value.dueOn },
          { label: 'OCR-nummer', value: ocr },
        ],
      },
      consequences: [
        'Avgiften läggs till i saldot. Den är ingen hyra och räknas inte som hyresskuld.',
        ...(paidOre > 0 ? [`${kronor(paidOre)} som är till godo betalar avgiften.`] : []),
      ],
      submit: `Ta ut ${kronor(value.amount)}`,
      done: `Avgiften ${kronor(value.amount)} är bokförd med OCR-nummer ${ocr}.`,
      async write(tx, actor) {
        const [entryId] = await addEntries(tx, actor, [
          {
            unitId: stay.unitId,
            personId: money.personId,
            tenancyId: stay.id,
            kind: 'CHARGE',
            chargeKind: value.chargeKind,
            amountOre: value.amount,
            effectiveOn: today,
            dueOn: value.dueOn,
            ocr,
            reason: value.reason,
          },
        ])
        return {
          entryId: entryId ?? null,
          after: { kind: 'CHARGE', chargeKind: value.chargeKind, amountOre: value.amount, dueOn: value.dueOn, ocr },
        }
      },
    }
  },
}

const isFee = (kind: ChargeKind): kind is FeeKind => FEE_KINDS.some((fee) => fee === kind)

/** How many one-off charges the stay has had in the year, reversed ones too: their OCR numbers are taken. */
function oneOffsOf(money: PersonMoney, tenancyId: number, year: number): number {
  return money.entries.filter(
    (entry) =>
      entry.tenancyId === tenancyId &&
      entry.kind === 'CHARGE' &&
      (entry.chargeKind ?? 'RENT') !== 'RENT' &&
      yearOf(entry.belongsOn ?? entry.effectiveOn) === year,
  ).length
}
