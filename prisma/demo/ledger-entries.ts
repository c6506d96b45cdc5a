/** What has been booked by hand over the last year: keys and damages, credits, wrong entries put right, a loss, a refund, a transfer. */
import type { Actor } from '../../server/actor.js'
import { sql, type Db } from '../../server/db.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import { isOverdue } from '../../server/domain/arrears.js'
import { addReceivedPayments } from '../../server/features/payments/received-store.js'
import { allocateOpenCredits, lockLedger } from '../../server/features/rent/allocation-store.js'
import type { Booking } from '../../server/features/ledger-entries/booking.js'
import { credit, dayCredit } from '../../server/features/ledger-entries/credits.js'
import { refund, transfer } from '../../server/features/ledger-entries/money-to-good.js'
import { oneOffCharge } from '../../server/features/ledger-entries/one-off-charge.js'
import { openBills, personMoney, type PersonMoney } from '../../server/features/ledger-entries/person-money-store.js'
import { reversal } from '../../server/features/ledger-entries/reversal.js'
import { writeOff } from '../../server/features/ledger-entries/write-off.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'

/** Books through the product's own rules; who does not have what a booking needs is passed over. */
export async function bookByHand(db: Db, actor: Actor, today: Day): Promise<void> {
  const people = await db.rows<{ id: number; stays: number; livesHere: number }>(sql`
    select p."id", count(*) as "stays", max(case when t."endsOn" is null then 1 else 0 end) as "livesHere"
    from "Person" p join "Tenancy" t on t."personId" = p."id" where p."namndId" = ${actor.namndId} and p."protection" = 'NEJ'
    group by p."id" order by p."id"`)
  const living = people.filter((person) => person.livesHere === 1)
  const moved = people.filter((person) => person.livesHere === 0)
  const every = (of: typeof people, nth: number, from: number) => of.filter((_, index) => index % nth === from).map((person) => person.id)
  const book = booker(db, actor)

  for (const [index, personId] of every(living, 17, 3).slice(0, 12).entries()) {
    const [chargeKind, amount, reason] = charges[index % charges.length] ?? ['KEY', 35_000, 'Nyckel']
    const on = addDays(today, -(20 + 23 * index))
    await book(
      personId,
      on,
      oneOffCharge,
      ({ stays: [stay] }) => stay && { tenancyId: stay.id, chargeKind, amount, dueOn: addDays(on, 30), reason },
    )
    if (index % 3 === 0) await payOneOff(db, actor, personId, addDays(on, 15))
  }
  for (const [index, personId] of every(living, 23, 5).slice(0, 6).entries()) {
    const on = addDays(today, -(12 + 31 * index))
    const days = { fromOn: addDays(on, -(6 + index)), throughOn: addDays(on, -2), reason: withoutUse[index % withoutUse.length] ?? '' }
    await book(personId, on, dayCredit, ({ stays: [stay] }) => stay && { tenancyId: stay.id, ...days })
  }
  for (const [index, personId] of every(living, 41, 7).slice(0, 3).entries()) {
    const on = addDays(today, -(9 + 50 * index))
    const amount = [50_000, 120_000, 30_000][index] ?? 0
    await book(personId, on, credit, ({ stays: [stay] }) => stay && { tenancyId: stay.id, amount, reason: 'Överenskommet efter klagomål' })
  }
  // A payment on the wrong person, put right: it waits, and somebody lays it where it belongs.
  for (const [index, personId] of every(living, 53, 11).slice(0, 3).entries()) {
    await book(personId, addDays(today, -(4 + 11 * index)), reversal, ({ entries }) => {
      const payment = entries.filter((entry) => entry.kind === 'PAYMENT' && entry.reversedById === null).at(-1)
      return payment && { entryId: payment.id, reason: 'Betalningen hör till en annan person' }
    })
  }
  let writtenOff = 0
  for (const personId of moved.map((person) => person.id)) {
    if (writtenOff === 3) break
    const decidedOn = addDays(today, -(40 + 35 * writtenOff))
    const decisionReference = `SN ${decidedOn.slice(0, 4)}/${114 + writtenOff}`
    const booked = await book(personId, decidedOn, writeOff, (money) => {
      const bills = overdue(money, addDays(decidedOn, -90)).map((bill) => bill.id)
      return bills.length === 0
        ? undefined
        : { bills, decidedOn, decisionReference, reason: 'Har flyttat utan att nås, kraven är utan verkan' }
    })
    if (booked) writtenOff++
  }
  // Paid too much: sent back after a move, moved along to the next home, or still there.
  for (const personId of every(moved, 9, 2).slice(0, 2)) {
    await payTooMuch(db, actor, personId, addDays(today, -33), 140_000)
    await book(personId, addDays(today, -19), refund, ({ entries }) => {
      const open = entries.filter((entry) => entry.kind === 'PAYMENT' && entry.openOre > 0).reduce((sum, entry) => sum + entry.openOre, 0)
      return open > 0 ? { amount: open, paidOn: addDays(today, -19), reason: 'Har flyttat och betalat för mycket' } : undefined
    })
  }
  for (const person of living.filter((one) => one.stays > 1).slice(0, 2)) {
    await payTooMuch(db, actor, person.id, addDays(today, -26), 90_000, 'OLDEST_STAY')
    await book(person.id, addDays(today, -14), transfer, ({ entries, stays }) => {
      const good = entries.find((entry) => entry.kind === 'PAYMENT' && entry.openOre > 0)
      const to = stays.find((stay) => stay.id !== good?.tenancyId)
      return (
        good && to && { fromTenancyId: good.tenancyId, toTenancyId: to.id, amount: good.openOre, reason: 'Bor i den nya lägenheten nu' }
      )
    })
  }
}

const charges: ['KEY' | 'DAMAGE' | 'OTHER_CHARGE', number, string][] = [
  ['KEY', 35_000, 'En borttappad nyckel'],
  ['DAMAGE', 240_000, 'Trasig innerdörr'],
  ['KEY', 70_000, 'Två borttappade nycklar'],
  ['OTHER_CHARGE', 45_000, 'Felparkering på gården'],
  ['DAMAGE', 118_000, 'Krossad ruta i vardagsrummet'],
]
const withoutUse = ['Vattenskada i badrummet', 'Sanering mot skadedjur', 'Ingen värme', 'Stambyte i huset']

export const overdue = (money: PersonMoney, on: Day) => openBills(money).filter((bill) => isOverdue(bill.dueOn, on))

/** Books for a person, as of a day gone by; false when there was nothing to book. */
export function booker(db: Db, actor: Actor) {
  return async <Value>(
    personId: number,
    on: Day,
    booking: Booking<Value>,
    valueOf: (money: PersonMoney) => Value | undefined,
  ): Promise<boolean> => {
    const then = { ...actor, now: `${on}T09:30:00.000Z`, today: on }
    return db.transaction(async (tx) => {
      await lockLedger(tx, actor.namndId)
      const money = await personMoney(tx, then, personId)
      const value = valueOf(money)
      const plan = value && booking.plan(money, value, on, DEFAULT_SETTINGS)
      if (!plan || plan.refused) return false
      await plan.write(tx, then)
      await allocateOpenCredits(tx, then, [personId])
      return true
    })
  }
}

/** Pays the person's latest one-off charge, by its OCR number. */
async function payOneOff(db: Db, actor: Actor, personId: number, on: Day): Promise<void> {
  const charge = await db.prisma.ledgerEntry.findFirst({
    where: { personId, kind: 'CHARGE', period: null, openOre: { gt: 0 } },
    orderBy: { id: 'desc' },
  })
  if (charge?.ocr) await received(db, actor, on, { amountOre: charge.openOre, reference: charge.ocr, personId: null })
}

/** Money that no bill needs: what is owed, and so much more. */
async function payTooMuch(db: Db, actor: Actor, personId: number, on: Day, moreOre: number, onStay?: 'OLDEST_STAY'): Promise<void> {
  const open = await db.prisma.ledgerEntry.aggregate({ where: { personId, kind: 'CHARGE' }, _sum: { openOre: true } })
  const first =
    onStay &&
    (await db.prisma.ledgerEntry.findFirst({ where: { personId, kind: 'CHARGE', ocr: { not: null } }, orderBy: { dueOn: 'asc' } }))
  await received(db, actor, on, { amountOre: (open._sum.openOre ?? 0) + moreOre, reference: first?.ocr ?? null, personId })
}

async function received(
  db: Db,
  actor: Actor,
  on: Day,
  payment: { amountOre: number; reference: string | null; personId: number | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    await addReceivedPayments(
      tx,
      { ...actor, now: `${on}T10:00:00.000Z`, today: on },
      [
        {
          ordinal: 1,
          kind: 'PAYMENT',
          amountOre: payment.amountOre,
          currency: 'SEK',
          bookedOn: on,
          valueOn: on,
          orderedOn: null,
          references: payment.reference === null ? [] : [{ reference: payment.reference, amountOre: null }],
          message: null,
          payerName: null,
          payerKind: 'KLIENT',
          personId: payment.personId,
          reason: null,
          transactionKey: `demo:for-hand:${payment.reference ?? ''}:${payment.personId ?? ''}:${on}`,
        },
      ],
      'BANK',
    )
  })
}
