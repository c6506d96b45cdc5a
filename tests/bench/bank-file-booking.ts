/** A BgMax file read, matched, booked, allocated and logged, against the same rows laid in by raw SQL. Each turn pays a month of its own. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Db } from '../../server/db.js'
import { nextMonth } from '../../server/domain/calendar.js'
import { dueOn } from '../../server/domain/rent-due.js'
import { readBankFile } from '../../server/bank-files/read.js'
import { bookPayments, sha256Of } from '../../server/features/payments/import-store.js'
import { openPerson } from '../../server/features/people/person-store.js'
import { bgmaxFile } from './bank-files.js'
import { watchTurns } from './held.js'
import { measure } from './measure.js'
import type { World } from './world.js'

/** Pays the months that the charge-run bench has charged and nobody has paid. */
export async function benchBankFile(world: World) {
  const { db, inNamnd } = world
  const files: { bytes: Buffer; references: string[]; amountOre: number; on: string }[] = []
  for (let turn = 0; turn < 12; turn++) {
    const month = nextMonth(world.nextMonth, turn - 12)
    const bills = await db.rows<{ ocr: string; amountOre: number }>(
      sql`select "ocr", "amountOre" from "LedgerEntry" where "period" = ${month} and "openOre" > 0`,
    )
    const references = bills.map((bill) => bill.ocr)
    const amountOre = bills[0]?.amountOre ?? 0
    files.push({ bytes: bgmaxFile(references, amountOre, dueOn(month)), references, amountOre, on: dueOn(month) })
  }
  let heldCpuMs = 0
  let page = { slowestMs: 0, answered: 0 }
  const result = await measure(
    'bank file booked',
    world.name,
    2,
    async (turn) => {
      const bytes = files[turn]?.bytes ?? Buffer.alloc(0)
      const read = await readBankFile(bytes, 'fil.txt')
      if (!read.ok) throw new Error(JSON.stringify(read.errors))
      const watching = turn === 0 ? askForPages(world) : null // in the turn that is not timed
      const held = watchTurns()
      const booked = await bookPayments(db, inNamnd, read.file, { sha256: sha256Of(bytes), fileName: 'fil.txt' })
      heldCpuMs = Math.max(heldCpuMs, held().heldCpuMs)
      if (watching) page = await watching()
      if (booked.matched !== files[turn]?.references.length) throw new Error(`booked ${JSON.stringify(booked)}`)
    },
    async (turn) => {
      const { references, amountOre, on } = files[turn] ?? { references: [], amountOre: 0, on: '' }
      await db.transaction((tx) =>
        bookByHand(
          tx,
          references.map((ocr, i) => ({ ocr, key: `floor:${turn}:${i}` })),
          amountOre,
          on,
          inNamnd.now,
        ),
      )
    },
  )
  return { ...result, heldCpuMs, page }
}

/** Somebody opens one person's page after another, each logged, until asked how long the slowest took. */
function askForPages({ db, inNamnd, tenancies }: World): () => Promise<{ slowestMs: number; answered: number }> {
  let asking = true
  let [slowestMs, answered] = [0, 0]
  const done = (async () => {
    while (asking) {
      const start = performance.now()
      if (!(await openPerson(db, inNamnd, 1 + ((answered * 7) % tenancies)))) throw new Error('no such person')
      slowestMs = Math.max(slowestMs, performance.now() - start)
      answered++
      await sleep(20)
    }
  })()
  return async () => {
    asking = false
    await done
    return { slowestMs, answered }
  }
}

/**
 * The least that has to be written: the file, the payments as they came, entries with the cost centre and the boendeform that the month is
 * closed by, allocations, open amounts, and who did it. Nothing is looked up that the product has to look up: the floor knows that every
 * reference is on one bill, that the bill is open with just that amount, and that nothing has come before.
 */
async function bookByHand(tx: Db, rows: { ocr: string; key: string }[], amountOre: number, on: string, now: string): Promise<void> {
  const [last] = await tx.rows<{ file: number; received: number; entry: number; allocation: number }>(sql`
    select (select coalesce(max("id"), 0) from "PaymentImport") as "file", (select coalesce(max("id"), 0) from "ReceivedPayment") as "received",
      (select coalesce(max("id"), 0) from "LedgerEntry") as "entry", (select coalesce(max("id"), 0) from "Allocation") as "allocation"`)
  const { file, received, entry, allocation } = last ?? { file: 0, received: 0, entry: 0, allocation: 0 }
  await tx.run(sql`insert into "PaymentImport" ("namndId", "format", "fileName", "sha256", "payments", "deductions", "netOre", "bookedAt", "bookedById")
    values (1, 'BGMAX', 'fil.txt', ${`floor ${file}`}, ${rows.length}, 0, ${amountOre * rows.length}, ${now}, 2)`)
  const table = tx.table(
    rows.map((row, i) => ({ ...row, ordinal: i + 1 })),
    { ordinal: 'int', ocr: 'text', key: 'text' },
  )
  await tx.run(sql`insert into "ReceivedPayment" ("namndId", "importId", "ordinal", "source", "kind", "amountOre", "currency", "bookedOn", "reference", "transactionKey", "recordedAt", "recordedById", "unmatchedOre")
    select 1, f."id", r."ordinal", 'BANK', 'PAYMENT', ${amountOre}, 'SEK', ${on}, r."ocr", r."key", ${now}, 2, 0 from ${table} r join "PaymentImport" f on f."id" > ${file}`)
  await tx.run(sql`insert into "LedgerEntry" ("namndId", "unitId", "personId", "tenancyId", "kind", "amountOre", "effectiveOn", "recordedAt", "recordedById", "ocr", "housingForm", "costCentre", "receivedId", "openOre")
    select 1, c."unitId", c."personId", c."tenancyId", 'PAYMENT', ${amountOre}, ${on}, ${now}, 2, c."ocr", c."housingForm", c."costCentre", p."id", 0
    from "ReceivedPayment" p join "LedgerEntry" c on c."ocr" = p."reference" and c."kind" = 'CHARGE' where p."id" > ${received}`)
  await tx.run(sql`insert into "Allocation" ("namndId", "creditId", "chargeId", "amountOre", "effectiveOn", "recordedAt", "recordedById")
    select 1, e."id", c."id", ${amountOre}, ${on}, ${now}, 2 from "LedgerEntry" e cross join "LedgerEntry" c
    where c."ocr" = e."ocr" and c."kind" = 'CHARGE' and e."id" > ${entry}`) // "cross": from the few that are new, not through all bills
  await tx.run(sql`update "LedgerEntry" set "openOre" = 0, "settledOn" = ${on}
    from (select "chargeId" from "Allocation" where "id" > ${allocation}) a where "LedgerEntry"."id" = a."chargeId"`)
  await tx.run(sql`insert into "AuditEvent" ("namndId", "at", "userId", "actor", "action", "subject", "subjectId", "personId", "page", "after")
    select 1, ${now}, 2, 'Mätning', 'CREATE', 'PAYMENT', e."receivedId", e."personId", 'BENCH', '{"amountOre":' || e."amountOre" || ',"effectiveOn":"' || e."effectiveOn" || '"}'
    from "LedgerEntry" e where e."id" > ${entry}`)
}
