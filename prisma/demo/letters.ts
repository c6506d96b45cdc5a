/**
 * The letters of the demo municipality: this month's avier, sent; reminders, some sent, some waiting; one stopped; plans handed over; a
 * protected person's. The sent ones have no PDF of their own: it is made again from the values.
 */
import type { Actor } from '../../server/actor.js'
import { sql, type Db } from '../../server/db.js'
import { addDays, monthOf, type Day } from '../../server/domain/calendar.js'
import type { RentLetterKind, SentHow } from '../../server/domain/codes.js'
import { dueOn } from '../../server/domain/rent-due.js'
import type { OpenBill } from '../../server/features/letters/basis-store.js'
import { rentBillContent } from '../../server/features/letters/contents.js'
import { makeBulk, makeOne, planReminders, readFacts, type LettersPlan } from '../../server/features/letters/make-store.js'
import { planOne } from '../../server/features/letters/one-store.js'
import { stopDrafts } from '../../server/features/letters/send-store.js'

/** More people than this and only their first hundreds get letters: the demo of a nation is about the lists. */
const mostLetters = 400

export async function loadLetters(db: Db, actor: Actor, bosamordnareId: number, today: Day): Promise<void> {
  const on = (day: Day): Actor => ({
    ...actor,
    userId: bosamordnareId,
    name: 'Karin Ekdahl',
    role: 'BOSAMORDNARE',
    now: `${day}T09:10:00.000Z`,
    today: day,
  })
  const madeOn = addDays(dueOn(monthOf(today)), -10)
  await makeBulk(db, on(madeOn), (tx) => monthAsItWas(tx, on(madeOn)))
  await markAll(db, on(addDays(madeOn, 1)))

  const late = await db.rows<{ personId: number }>(sql`
    select e."personId" from "LedgerEntry" e join "Person" p on p."id" = e."personId"
    where e."kind" = 'CHARGE' and e."openOre" > 0 and e."dueOn" < ${addDays(today, -20)} and e."namndId" = ${actor.namndId}
    group by e."personId" order by e."personId" limit 24`)
  const ids = late.map((row) => row.personId)
  const some = (from: number) => ids.filter((_, n) => n % 3 === from)
  const reminded = on(addDays(today, -9))
  await makeBulk(db, reminded, (tx) => planReminders(tx, reminded, some(0)))
  await markAll(db, reminded)

  await oneByOne(db, on(addDays(today, -3)), 'REPAYMENT_PLAN', 'HAND')
  const stopped = await single(db, on(addDays(today, -2)), some(1), 'REMINDER')
  if (stopped !== null) await stopDrafts(db, on(addDays(today, -1)), { letterId: stopped })
  await single(db, on(today), some(2), 'PAYMENT_OVERVIEW')
  await makeBulk(db, on(today), (tx) => planReminders(tx, on(today), [...some(1), ...some(2)]))
}

/** A letter to the first of the people to whom there is something to write; its id. */
async function single(db: Db, actor: Actor, personIds: readonly number[], kind: RentLetterKind): Promise<number | null> {
  const open = await db.prisma.person.findMany({ where: { id: { in: [...personIds] }, protection: 'NEJ' }, orderBy: { id: 'asc' } })
  for (const { id } of open) {
    const made = await makeOne(db, actor, (tx) => planOne(tx, actor, id, { kind, chargeId: null, from: null, to: null }))
    if (made !== null) return made
  }
  return null
}

/** A letter to each who has a plan, handed over when it was signed. */
async function oneByOne(db: Db, actor: Actor, kind: RentLetterKind, sentHow: SentHow): Promise<void> {
  const plans = await db.prisma.repaymentPlan.findMany({
    where: { namndId: actor.namndId, endedOn: null },
    orderBy: { id: 'asc' },
    take: 3,
  })
  for (const { personId } of plans) {
    const id = await single(db, actor, [personId], kind)
    if (id !== null) await db.prisma.letter.update({ where: { id }, data: { sentAt: actor.now, sentById: actor.userId, sentHow } })
  }
}

/** The month's avier as they were before anything was paid. */
async function monthAsItWas(tx: Db, actor: Actor): Promise<LettersPlan> {
  const bills = await tx.rows<OpenBill>(sql`
    select e."id", e."personId", e."tenancyId", e."period", e."chargeKind", e."reason", e."specification", e."dueOn", e."ocr", e."amountOre", e."amountOre" as "openOre"
    from "LedgerEntry" e where e."period" = ${monthOf(addDays(actor.today, 14))} and e."kind" = 'CHARGE' and e."namndId" = ${actor.namndId}
    order by e."id" limit ${mostLetters}`)
  const read = await readFacts(
    tx,
    actor,
    bills.map((bill) => bill.personId),
  )
  const plan: LettersPlan = { letters: [], aside: [], leftOut: [], missing: read.missing }
  for (const bill of bills) {
    const whom = read.whomOf(bill.personId)
    if (!whom) continue
    const content = rentBillContent({ ...whom, bills: [] }, { ...bill, late: false, respited: false }, null)
    const letter = { person: whom.person, amountOre: bill.openOre, chargeId: bill.id, planId: null, content }
    if (whom.person.protection !== 'NEJ') plan.aside.push(letter)
    else if (whom.person.address.length > 0) plan.letters.push(letter)
  }
  return plan
}

/** Everything made together so far went by post; the protected persons' letters are left for those who may see them. */
async function markAll(db: Db, actor: Actor): Promise<void> {
  await db.prisma.letter.updateMany({
    where: { namndId: actor.namndId, batch: { not: null }, sentAt: null, stoppedAt: null },
    data: { sentAt: actor.now, sentById: actor.userId, sentHow: 'POST' },
  })
}
