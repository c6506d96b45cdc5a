/** A BgMax file read, matched, booked, allocated and logged, against the same rows laid in by raw SQL. Each turn pays a month of its own. */
import { sql, type Db } from '../../server/db.js'
import { nextMonth } from '../../server/domain/calendar.js'
import { dueOn } from '../../server/domain/rent-due.js'
import { readBankFile } from '../../server/bank-files/read.js'
import { bookPayments, sha256Of } from '../../server/features/payments/import-store.js'
import { bgmaxFile } from './bank-files.js'
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
  return measure(
    'bank file booked',
    world.name,
    2,
    async (turn) => {
      const bytes = files[turn]?.bytes ?? Buffer.alloc(0)
      const read = await readBankFile(bytes, 'fil.txt')
      if (!read.ok) throw new Error(JSON.stringify(read.errors))
      const booked = await bookPayments(db, inNamnd, read.file, { sha256: sha256Of(bytes), fileName: 'fil.txt' })
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
}

/** The least that has to be written: payments, entries, allocations, open amounts, and who did it. */
async function bookByHand(tx: Db, rows: { ocr: string; key: string }[], amountOre: number, on: string, now: string): Promise<void> {
  const [last] = await tx.rows<{ received: number; entry: number }>(
    sql`select (select coalesce(max("id"), 0) from "ReceivedPayment") as "received", (select coalesce(max("id"), 0) from "LedgerEntry") as "entry"`,
  )
  const { received, entry } = last ?? { received: 0, entry: 0 }
  const table = tx.table(rows, { ocr: 'text', key: 'text' })
  await tx.run(sql`insert into "ReceivedPayment" ("namndId", "ordinal", "source", "kind", "amountOre", "currency", "bookedOn", "reference", "transactionKey", "recordedAt", "unmatchedOre")
    select 1, 1, 'BANK', 'PAYMENT', ${amountOre}, 'SEK', ${on}, r."ocr", r."key", ${now}, 0 from ${table} r`)
  await tx.run(sql`insert into "LedgerEntry" ("namndId", "unitId", "personId", "tenancyId", "kind", "amountOre", "effectiveOn", "recordedAt", "ocr", "receivedId", "openOre")
    select 1, c."unitId", c."personId", c."tenancyId", 'PAYMENT', ${amountOre}, ${on}, ${now}, c."ocr", p."id", 0
    from "ReceivedPayment" p join "LedgerEntry" c on c."ocr" = p."reference" and c."kind" = 'CHARGE' where p."id" > ${received}`)
  await tx.run(sql`insert into "Allocation" ("namndId", "creditId", "chargeId", "amountOre", "effectiveOn", "recordedAt")
    select 1, e."id", c."id", ${amountOre}, ${on}, ${now} from "LedgerEntry" e join "LedgerEntry" c on c."ocr" = e."ocr" and c."kind" = 'CHARGE' where e."id" > ${entry}`)
  await tx.run(
    sql`update "LedgerEntry" set "openOre" = 0, "settledOn" = ${on} from (select "chargeId" from "Allocation" where "creditId" > ${entry}) a where "LedgerEntry"."id" = a."chargeId"`,
  )
  await tx.run(sql`insert into "AuditEvent" ("namndId", "at", "userId", "actor", "action", "subject", "subjectId", "personId", "page", "after")
    select 1, ${now}, 2, 'Mätning', 'CREATE', 'PAYMENT', e."receivedId", e."personId", 'BENCH', '{}' from "LedgerEntry" e where e."id" > ${entry}`)
}
