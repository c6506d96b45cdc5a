/** Writes on the ledger as the product does, for tests about what is read from it: bills, payments, credits, write-offs, reversals. */
import type { Actor } from '../../server/actor.js'
import { addReceivedPayments, type IncomingPayment } from '../../server/features/payments/received-store.js'
import { allocateOpenCredits, allocateParts, lockLedger } from '../../server/features/rent/allocation-store.js'
import { addEntries, type NewEntry } from '../../server/features/rent/entry-store.js'
import { reverseEntries } from '../../server/features/rent/reversal-store.js'
import type { TestHouse } from './test-house.js'

let serial = 0

export interface Stay {
  personId: number
  tenancyId: number
  unitId: number
}

/** A rent bill of the stay; the due day is the one given. */
export async function bill(
  house: TestHouse,
  actor: Actor,
  stay: Stay,
  period: string,
  dueOn: string,
  amountOre: number,
  more: Partial<NewEntry> = {},
) {
  const ids = await write(house, actor, [
    { ...stay, kind: 'CHARGE', period, dueOn, effectiveOn: dueOn, amountOre, ocr: `77${++serial}`, ...more },
  ])
  return ids[0] ?? 0
}

/** A payment by the bank's booking day; `orderedOn` where the file said it. */
export async function pay(
  house: TestHouse,
  actor: Actor,
  stay: Stay,
  amountOre: number,
  bookedOn: string,
  more: Partial<IncomingPayment> = {},
) {
  const transactionKey = `written:${++serial}`
  await house.db.transaction(async (tx) => {
    await lockLedger(tx, house.namndId)
    const payment: IncomingPayment = {
      ordinal: 1,
      kind: 'PAYMENT',
      amountOre,
      currency: 'SEK',
      bookedOn,
      valueOn: null,
      orderedOn: null,
      references: [],
      message: null,
      payerName: null,
      payerKind: 'KLIENT',
      personId: stay.personId,
      reason: null,
      transactionKey,
      ...more,
    }
    await addReceivedPayments(tx, actor, [payment], 'REGISTER')
  })
  return house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { received: { transactionKey } } })
}

/** A credit or write-off of a bill. */
export async function lower(
  house: TestHouse,
  actor: Actor,
  stay: Stay,
  kind: 'CREDIT' | 'WRITE_OFF',
  chargeId: number,
  amountOre: number,
  effectiveOn: string,
) {
  const [id = 0] = await house.db.transaction(async (tx) => {
    await lockLedger(tx, house.namndId)
    const ids = await addEntries(tx, actor, [{ ...stay, kind, amountOre, effectiveOn, reason: 'Beslut i prov' }])
    await allocateParts(tx, actor, [{ creditId: ids[0] ?? 0, chargeId, amountOre, effectiveOn }])
    return ids
  })
  return id
}

export async function reverse(house: TestHouse, actor: Actor, entryId: number) {
  const done = await house.db.transaction(async (tx) => {
    await lockLedger(tx, house.namndId)
    return reverseEntries(tx, actor, [entryId], 'Fel i prov')
  })
  if (done.refused) throw new Error(done.reasons.join())
}

async function write(house: TestHouse, actor: Actor, entries: readonly NewEntry[]): Promise<number[]> {
  return house.db.transaction(async (tx) => {
    await lockLedger(tx, house.namndId)
    const ids = await addEntries(tx, actor, entries)
    await allocateOpenCredits(tx, actor)
    return ids
  })
}
