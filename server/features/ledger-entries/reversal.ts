/** motbokning: an entry that is wrong is turned, with the reason. A payment then waits without a match again. */
import { kronor } from '../../domain/money.js'
import { hindersReversal, signOf, type ReversalRefusal } from '../../domain/rent-ledger.js'
import { monthName } from '../../domain/swedish-dates.js'
import { paths } from '../../paths.js'
import { reverseEntries } from '../rent/reversal-store.js'
import { faultsOf, type Booking } from './booking.js'
import { ReversalForm } from './form.js'
import type { MoneyEntry, PersonMoney } from './person-money-store.js'
import { billWords, closedWords, entryName, placeOf } from './words.js'

/** The newest are the ones somebody has got wrong; an older one is chosen from its line in the ledger. */
const mostShown = 20

const fieldOfRefusal: Record<ReversalRefusal, string> = {
  ENTRY_NOT_FOUND: 'entryId',
  ALREADY_REVERSED: 'entryId',
  IS_A_REVERSAL: 'entryId',
  MONEY_GONE_ON: 'entryId',
  WRITTEN_OFF: 'entryId',
}

export const reversal: Booking<{ entryId: number; reason: string }> = {
  path: paths.newReversal,
  view: 'reversal',
  title: 'Motboka en post',
  form: ReversalForm,
  shown: (money) => ({
    entries: reversible(money).slice(0, mostShown).map(entryChoice),
    older: reversible(money).slice(mostShown).map(entryChoice),
  }),
  first: (_money, query) => ({ entryId: query.post }),
  plan(money, value) {
    const entry = money.entries.find((one) => one.id === value.entryId)
    const hinder = entry
      ? hindersReversal({ ...entry, usedElsewhere: hasGoneOn(money, entry), writtenOff: isWrittenOff(money, entry) })
      : 'ENTRY_NOT_FOUND'
    if (!entry || hinder !== null) return faultsOf([hinder ?? 'ENTRY_NOT_FOUND'], fieldOfRefusal)
    return {
      refused: false,
      check: {
        title: 'Posten som motbokas',
        items: [
          { label: 'Post', value: entryName(entry), note: entry.reason ?? undefined },
          { label: 'Dag', value: entry.effectiveOn },
          { label: 'Belopp', value: kronor(entry.amountOre) },
          { label: 'Boende', value: placeOf(money, entry.tenancyId) },
          { label: 'Vad som är fel', value: value.reason },
        ],
      },
      consequences: [...consequencesOf(money, entry), ...closedWords(money, entry.belongsOn ?? entry.effectiveOn)],
      submit: `Motboka ${kronor(entry.amountOre)}`,
      done: entry.kind === 'PAYMENT' ? 'Inbetalningen är motbokad och väntar utan träff.' : `${entryName(entry)} är motbokad.`,
      async write(tx, actor) {
        const done = await reverseEntries(tx, actor, [entry.id], value.reason)
        if (done.refused) throw new Error(`entry ${entry.id} was refused inside the lock: ${done.reasons.join(', ')}`)
        return { entryId: entry.id, after: { reversed: done.reversed.map((one) => one.id), reason: value.reason } }
      },
    }
  },
}

function consequencesOf(money: PersonMoney, entry: MoneyEntry): string[] {
  const used = money.allocations.filter((one) => one.creditId === entry.id)
  const paidBills = used.flatMap((one) => {
    const bill = money.entries.find((other) => other.id === one.chargeId)
    return bill?.kind === 'CHARGE' ? [`${kronor(one.amountOre)} av ${billWords(bill)} är obetalt igen.`] : []
  })
  const counts = `Motbokningen räknas från ${entry.belongsOn ?? entry.effectiveOn}, samma dag som posten.`
  switch (entry.kind) {
    case 'PAYMENT':
      return [`Pengarna tas bort från personen och väntar i listan Utan träff.`, ...paidBills, counts]
    case 'CHARGE': {
      const paid = entry.amountOre - entry.openOre
      return [
        'Avin tas bort ur saldot och räknas inte som skuld.',
        ...(paid > 0 ? [`${kronor(paid)} som har betalat den går till andra obetalda avier, eller är till godo.`] : []),
        ...(entry.period === null ? [] : [`Hyran för ${monthName(entry.period)} kan aviseras igen.`]),
        counts,
      ]
    }
    case 'REFUND':
      return [`${kronor(entry.amountOre)} är till godo igen.`, counts]
    case 'TRANSFER':
      return ['Båda hälfterna av flytten tas tillbaka.', ...paidBills, counts]
    default:
      return [...paidBills, counts]
  }
}

/** Was its money sent back, or moved to another stay? */
function hasGoneOn(money: PersonMoney, entry: MoneyEntry): boolean {
  const halves = entry.kind === 'TRANSFER' ? money.entries.filter((one) => one.id === entry.reversesId || one.reversesId === entry.id) : []
  return [entry, ...halves]
    .filter((one) => signOf(one) === -1)
    .some((one) =>
      money.allocations.some((allocation) => {
        const to = money.entries.find((other) => other.id === allocation.chargeId)
        return allocation.creditId === one.id && to !== undefined && to.kind !== 'CHARGE' && to.kind !== 'REVERSAL'
      }),
    )
}

/** Has the bill, or some of it, been written off? */
const isWrittenOff = (money: PersonMoney, entry: MoneyEntry) =>
  entry.kind === 'CHARGE' &&
  money.allocations.some(
    (allocation) => allocation.chargeId === entry.id && money.entries.find((one) => one.id === allocation.creditId)?.kind === 'WRITE_OFF',
  )

/** Newest first. A transfer is one thing: only its giving half is shown. */
const reversible = (money: PersonMoney) =>
  money.entries
    .filter((entry) => entry.kind !== 'REVERSAL' && entry.reversedById === null && !(entry.kind === 'TRANSFER' && entry.direction === 1))
    .reverse()

const entryChoice = (entry: MoneyEntry) => ({
  value: String(entry.id),
  text: `${entryName(entry)}, ${kronor(entry.amountOre)}`,
  hint: [entry.effectiveOn, entry.reason].filter(Boolean).join('. '),
})
