/** Drafts are made here: the month's avier, reminders to those chosen, and one letter to one person. Nothing made here is sent. */
import type { Actor } from '../../actor.js'
import { recordChange, recordChanges } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { LetterContent } from '../../documents/letters/content.js'
import { addDays, dayInStockholm, type Month } from '../../domain/calendar.js'
import type { LeftOutReason, LetterKind } from '../../domain/codes.js'
import { leftOutOfBills, leftOutOfReminders, reminderFeeOre } from '../../domain/letters.js'
import { chunksOf, insertMany } from '../../many-rows.js'
import { inReach } from '../../reach.js'
import { settingsFor } from '../../settings.js'
import { lockLedger } from '../rent/allocation-store.js'
import { addresseesOf, bankgiroOf, openBillsFor, senderOf, standingOf, type Addressee, type OpenBill } from './basis-store.js'
import { reminderContent, rentBillContent, type Unnumbered, type Whom } from './contents.js'
import { nextInstalments } from './plan-store.js'

export interface PlannedLetter {
  person: Addressee
  amountOre: number
  chargeId: number | null
  planId: number | null
  /** of a letter in a case */
  caseId?: number
  noticeId?: number | null
  copyOfId?: number
  content: Unnumbered<LetterContent>
}
export interface LettersPlan {
  /** in the order of the addresses, as the post wants them */
  letters: PlannedLetter[]
  /** protected persons: made, but never in the bulk */
  aside: PlannedLetter[]
  leftOut: { person: Addressee; amountOre: number; reason: LeftOutReason }[]
  missing: Missing[]
}
/** What the nämnd must have written down before a letter can be made. */
export type Missing = 'SENDER' | 'BANKGIRO'
export interface Made {
  batches: string[]
  letterIds: number[]
  aside: number
}

/** The month's avier as they would be made now. Nothing is written. */
export async function planBillLetters(db: Db, actor: Actor, month: Month): Promise<LettersPlan> {
  const charges = await db.rows<{ id: number; personId: number; openOre: number; amountOre: number; hasLetter: number }>(sql`
    select e."id", e."personId", e."openOre", e."amountOre", case when exists (
      select 1 from "Letter" l where l."chargeId" = e."id" and l."kind" = 'RENT_BILL' and l."stoppedAt" is null and l."personId" = e."personId"
    ) then 1 else 0 end as "hasLetter"
    from "LedgerEntry" e where e."period" = ${month} and e."kind" = 'CHARGE' and e."reversedById" is null and ${inReach(actor, 'e')}`)
  const read = await readFacts(
    db,
    actor,
    charges.map((charge) => charge.personId),
  )
  const instalments = await nextInstalments(db, actor, [...read.people.keys()])
  const plan = emptyPlan(read)
  for (const charge of charges) {
    const whom = read.whomOf(charge.personId)
    if (!whom) continue
    const { person } = whom
    const bill = whom.bills.find((open) => open.id === charge.id)
    const reason = leftOutOfBills({
      openOre: charge.openOre,
      hasLetter: charge.hasLetter === 1,
      hasAddress: person.address.length > 0,
      protected: person.protection !== 'NEJ',
    })
    if (reason || !bill) plan.leftOut.push({ person, amountOre: charge.amountOre, reason: reason ?? 'ALREADY_PAID' })
    else
      put(plan, {
        person,
        amountOre: bill.openOre,
        chargeId: bill.id,
        planId: null,
        content: rentBillContent(whom, bill, instalments.get(person.id) ?? null),
      })
  }
  return inOrder(plan)
}

/** Reminders to these people, as far as the actor may see them. Nothing is written. */
export async function planReminders(db: Db, actor: Actor, personIds: readonly number[]): Promise<LettersPlan> {
  const settings = await settingsFor(db, actor)
  const read = await readFacts(db, actor, personIds)
  const earlier = await earlierReminders(db, actor, [...read.people.keys()])
  const plan = emptyPlan(read)
  for (const person of read.people.values()) {
    const whom = read.whomOf(person.id)
    if (!whom || !person.shown) continue
    const late = whom.bills.filter((bill) => bill.late)
    const sum = (bills: readonly OpenBill[]) => bills.reduce((total, bill) => total + bill.openOre, 0)
    const known = earlier.get(person.id)
    const reason = leftOutOfReminders({
      lateOre: sum(late),
      lateAfterRespiteOre: sum(late.filter((bill) => !bill.respited)),
      paused: whom.standing.paused,
      plan: whom.standing.plan?.state ?? null,
      hasDraft: known?.hasDraft ?? false,
      lastRemindedOn: known?.sentAt ? dayInStockholm(known.sentAt) : null,
      recentFrom: addDays(actor.today, -settings.reminderIntervalDays),
      hasAddress: person.address.length > 0,
      protected: person.protection !== 'NEJ',
    })
    if (reason) plan.leftOut.push({ person, amountOre: sum(late), reason })
    else {
      const content = reminderContent(whom, settings, reminderFeeOre(settings))
      put(plan, { person, amountOre: content.sumOre + content.feeOre, chargeId: null, planId: null, content })
    }
  }
  return inOrder(plan)
}

/** Makes what `plan` says at this moment, under the nämnd's lock: two at once make one set, with numbers in a row. */
export async function makeBulk(db: Db, actor: Actor, plan: (tx: Db) => Promise<LettersPlan>): Promise<Made | Missing[]> {
  return db.longTransaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const { letters, aside, missing } = await plan(tx)
    if (missing.length > 0) return missing
    const { lettersPerBatch } = await settingsFor(tx, actor)
    const made: Made = { batches: [], letterIds: [], aside: aside.length }
    for (const some of chunksOf(letters, Math.max(1, lettersPerBatch))) {
      const batch = String(await nextNumber(tx, actor))
      made.letterIds.push(...(await saveLetters(tx, actor, some, batch)))
      made.batches.push(batch)
      await recordChange(tx, actor, {
        action: 'CREATE',
        subject: 'LETTER',
        after: { batch, kind: some[0]?.content.kind, letters: some.length },
      })
    }
    await saveLetters(tx, actor, aside, null)
    return made
  })
}

/** Makes one draft from a plan made under the lock; gives its id. Pressed twice, it is the same draft. */
export async function makeOne(db: Db, actor: Actor, plan: (tx: Db) => Promise<PlannedLetter | null>): Promise<number | null> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const letter = await plan(tx)
    if (letter === null) return null
    const drafts = await tx.prisma.letter.findMany({
      where: { namndId: actor.namndId, personId: letter.person.id, kind: letter.content.kind, batch: null, sentAt: null, stoppedAt: null },
      select: { id: true, number: true, content: true },
    })
    const same = drafts.find((draft) => draft.content === JSON.stringify({ number: draft.number, ...letter.content }))
    return same?.id ?? (await saveLetters(tx, actor, [letter], null))[0] ?? null
  })
}

/** Everything a letter to any of the people needs, read at once. */
export async function readFacts(db: Db, actor: Actor, personIds: readonly number[]) {
  const people = await addresseesOf(db, actor, personIds)
  const reached = [...people.keys()]
  const bills = new Map<number, OpenBill[]>()
  for (const bill of await openBillsFor(db, actor, reached)) {
    const known = bills.get(bill.personId)
    if (known) known.push(bill)
    else bills.set(bill.personId, [bill])
  }
  const standing = await standingOf(db, actor, reached)
  const bankgiro = await bankgiroOf(db, actor)
  const sender = await senderOf(db, actor)
  const missing: Missing[] = [...(sender ? [] : ['SENDER' as const]), ...(bankgiro ? [] : ['BANKGIRO' as const])]
  const nobody = { name: '', postAddress: '', postcode: '', city: '', phone: '', email: null }
  const whomOf = (personId: number): Whom | null => {
    const person = people.get(personId)
    if (!person) return null
    const stands = standing.get(personId) ?? { paused: false, plan: null, balanceOre: 0, toGoodOre: 0 }
    return { actor, sender: sender ?? nobody, bankgiro, person, standing: stands, bills: bills.get(personId) ?? [] }
  }
  return { people, missing, whomOf }
}

async function earlierReminders(db: Db, actor: Actor, personIds: readonly number[]) {
  const rows = await db.rows<{ personId: number; sentAt: string | null; drafts: number }>(sql`
    select l."personId", max(l."sentAt") as "sentAt", sum(case when l."sentAt" is null then 1 else 0 end) as "drafts"
    from ${db.table(
      personIds.map((id) => ({ id })),
      { id: 'int' },
    )} w join "Letter" l on l."personId" = w."id"
    where l."namndId" = ${actor.namndId} and l."kind" = 'REMINDER' and l."stoppedAt" is null group by l."personId"`)
  return new Map(rows.map((row) => [row.personId, { sentAt: row.sentAt, hasDraft: row.drafts > 0 }]))
}

function emptyPlan(read: { missing: Missing[] }): LettersPlan {
  return { letters: [], aside: [], leftOut: [], missing: read.missing }
}

const put = (plan: LettersPlan, letter: PlannedLetter) => (letter.person.protection === 'NEJ' ? plan.letters : plan.aside).push(letter)

function inOrder(plan: LettersPlan): LettersPlan {
  const key = ({ person }: { person: Addressee }) => [person.address.at(-1) ?? '', person.sortAddress, person.sortName]
  const compare = (a: { person: Addressee }, b: { person: Addressee }) => {
    const [left, right] = [key(a), key(b)]
    for (const [n, text] of left.entries()) if (text !== right[n]) return text < (right[n] ?? '') ? -1 : 1
    return a.person.id - b.person.id
  }
  return { ...plan, letters: plan.letters.sort(compare), aside: plan.aside.sort(compare), leftOut: plan.leftOut.sort(compare) }
}

/** Numbers are in a row per nämnd: whoever asks holds the nämnd's lock. */
async function nextNumber(tx: Db, actor: Actor): Promise<number> {
  const [last] = await tx.rows<{ number: number | null }>(
    sql`select max("number") as "number" from "Letter" where "namndId" = ${actor.namndId}`,
  )
  return (last?.number ?? firstNumber - 1) + 1
}
const firstNumber = 1001

/** Saves letters with numbers in a row; the caller holds the nämnd's lock. */
export async function saveLetters(tx: Db, actor: Actor, letters: readonly PlannedLetter[], batch: string | null): Promise<number[]> {
  if (letters.length === 0) return []
  const first = await nextNumber(tx, actor)
  await insertMany(
    tx,
    'Letter',
    columns,
    letters.map(({ person, chargeId, planId, caseId, noticeId, copyOfId, content }, n) => ({
      namndId: actor.namndId,
      unitId: person.unitId,
      personId: person.id,
      kind: content.kind satisfies LetterKind,
      number: first + n,
      content: JSON.stringify({ number: first + n, ...content }),
      batch,
      chargeId,
      planId,
      caseId: caseId ?? null,
      noticeId: noticeId ?? null,
      copyOfId: copyOfId ?? null,
      createdAt: actor.now,
      createdById: actor.userId,
    })),
  )
  const saved = await tx.rows<{ id: number; personId: number; number: number; kind: string }>(sql`
    select "id", "personId", "number", "kind" from "Letter" where "namndId" = ${actor.namndId} and "number" >= ${first} order by "number"`)
  await recordChanges(
    tx,
    actor,
    { action: 'CREATE', subject: 'LETTER' },
    saved.map(({ id, personId, number, kind }) => ({ subjectId: id, personId, after: { number, kind } })),
  )
  return saved.map((row) => row.id)
}

const columns = {
  namndId: 'int',
  unitId: 'int',
  personId: 'int',
  kind: 'text',
  number: 'int',
  content: 'text',
  batch: 'text',
  chargeId: 'int',
  planId: 'int',
  caseId: 'int',
  noticeId: 'int',
  copyOfId: 'int',
  createdAt: 'text',
  createdById: 'int',
} as const
