/**
 * A world of stays and months, written by the database itself: every stay has its person, its home, its rent and a bill a month;
 * 95 of 100 are paid in time, 3 in part, 2 not at all. The homes at risk among them are in case-world.ts. Fictitious, and the same each time.
 */
import { copyFileSync, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { rawSql, sql, openDb, type Db } from '../../server/db.js'
import type { Actor } from '../../server/actor.js'
import { nextMonth } from '../../server/domain/calendar.js'
import { migrate } from '../../server/migrate.js'
import { countTables } from '../../server/table-counts.js'
import type { Postgres } from '../support/postgres.js'
import { fillCases } from './case-world.js'
import { copiedToPostgresql } from './postgresql-world.js'

export interface World {
  name: string
  tenancies: number
  months: number
  db: Db
  /** a bosamordnare of the first unit */
  inUnit: Actor
  /** the one who charges and books for the whole nämnd */
  inNamnd: Actor
  /** the first month without bills */
  nextMonth: string
}

export const worldToday = '2026-11-24'
/** An enhet of the plans has about 300 places. */
export const staysInUnit = 300
const rentOre = 612_345
const lastCharged = '2026-11'
/** Counts up when the worlds hold something else, so that one kept from before is not taken for one of now. */
const version = 3

/**
 * Makes the world in a new file; minutes for the largest. With a folder to keep worlds in, it is made there once and a copy is used, so
 * that every run begins with the same. On PostgreSQL where a server is given.
 */
export async function makeWorld(folder: string, tenancies: number, months: number, keptIn?: string, postgres?: Postgres): Promise<World> {
  const name = `w${version}-${tenancies}-${months}.db`
  const file = join(folder, name)
  if (keptIn !== undefined) {
    const kept = join(keptIn, name)
    if (!existsSync(kept)) {
      await (await makeWorld(folder, tenancies, months)).db.close()
      copyFileSync(file, `${kept}.part`)
      renameSync(`${kept}.part`, kept) // kept when it is whole, never half of one that was broken off
    } else copyFileSync(kept, file)
  }
  await migrate(`file:${file}`)
  let db = openDb(`file:${file}`)
  if (keptIn === undefined) await fill(db, tenancies, months)
  if (postgres) {
    await db.close()
    db = openDb(await copiedToPostgresql(file, postgres, `w_${tenancies}_${months}`))
  }
  const actor = (userId: number, unitId: number | null): Actor => ({
    userId,
    unitId,
    name: 'Mätning',
    role: 'BOSAMORDNARE',
    namndId: 1,
    page: 'BENCH',
    now,
    today: worldToday,
  })
  return {
    name: `W(${tenancies}, ${months})`,
    tenancies,
    months,
    db,
    inUnit: actor(1, 1),
    inNamnd: actor(2, null),
    nextMonth: nextMonth(lastCharged),
  }
}

/** Something that the lists show is written, and the same as before: what is kept of them (docs/decisions/0013) is kept no longer. */
export function changeSomething({ db }: World): Promise<unknown> {
  return db.run(sql`update "Person" set "givenName" = "givenName" where "id" = 1`)
}

const now = `${worldToday}T09:00:00.000Z`

async function fill(db: Db, tenancies: number, months: number): Promise<void> {
  const units = Math.max(1, Math.round(tenancies / staysInUnit))
  const firstMonth = nextMonth(lastCharged, 1 - months)
  const guards = await db.rows<{ name: string; sql: string }>(sql`
    select "name", "sql" from sqlite_master where "sql" is not null and ("type" = 'trigger' or ("type" = 'index' and "tbl_name" in ('LedgerEntry', 'Allocation', 'ReceivedPayment')))`)
  await db.transaction(async (tx) => {
    const numbers = (n: number) => rawSql(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${n})`)
    for (const { name, sql: text } of guards)
      await tx.run(rawSql(`drop ${text.startsWith('CREATE TRIGGER') ? 'trigger' : 'index'} "${name}"`))
    await tx.run(sql`insert into "Namnd" ("id", "name", "createdAt") values (1, 'Mätnämnden', ${now})`)
    await tx.run(sql`${numbers(units)} insert into "Unit" ("id", "namndId", "name") select i, 1, 'Enhet ' || i from n`)
    await tx.run(sql`insert into "User" ("id", "namndId", "unitId", "email", "name", "role", "createdAt") values
      (1, 1, 1, 'bosamordnare@bench.example', 'Bo Samordnare', 'BOSAMORDNARE', ${now}), (2, 1, null, 'alla@bench.example', 'Alla Enheter', 'BOSAMORDNARE', ${now})`)
    await tx.run(sql`${numbers(tenancies)} insert into "Person" ("id", "namndId", "unitId", "ownId", "givenName", "familyName", "sortName", "searchName", "birthOn", "protection", "phone", "createdAt")
      select i, 1, 1 + i % ${units}, 'P' || i, 'Förnamn' || i, 'Efternamn' || i, 'efternamn' || i, 'fornamn' || i || ' efternamn' || i, '1980-01-01',
        case when i % 200 = 7 then 'SEKRETESSMARKERING' else 'NEJ' end, case when i % 10 <> 1 then '070-' || i end, ${now} from n`)
    await tx.run(
      sql`${numbers(40)} insert into "Landlord" ("id", "namndId", "name", "createdAt") select i, 1, 'Hyresvärden ' || i, ${now} from n`,
    )
    await tx.run(sql`${numbers(3 * tenancies)} insert into "Note" ("namndId", "personId", "kind", "reached", "happenedOn", "text", "writtenAt", "authorId")
      select 1, 1 + i % ${tenancies}, case i % 3 when 0 then 'CALL' when 1 then 'VISIT' else 'NOTE' end, null, '2026-0' || (1 + i % 9) || '-15', 'Samtal om hyran och vardagen.', ${now}, 1 from n`)
    await tx.run(
      sql`${numbers(tenancies)} insert into "HouseholdChild" ("personId", "birthYear", "residence", "recordedAt") select i, 2015, 'PERMANENT', ${now} from n where i % 4 = 0`,
    )
    await tx.run(sql`${numbers(tenancies)} insert into "Apartment" ("id", "namndId", "unitId", "ownId", "address", "apartmentNumber", "costCentre", "sortAddress", "searchAddress", "landlordId", "createdAt")
      select i, 1, 1 + i % ${units}, 'L' || i, 'Provgatan ' || i, '1101', '4122' || (i % 5), 'provgatan ' || i, 'provgatan ' || i,
        case when i % 25 > 0 then 1 + i % 40 end, ${now} from n`)
    await tx.run(sql`${numbers(tenancies)} insert into "HousingFormPeriod" ("apartmentId", "housingForm", "startsOn", "recordedAt")
      select i, case i % 3 when 0 then 'TRANINGSLAGENHET' else 'FORSOKSLAGENHET' end, '2000-01-01', ${now} from n`)
    await tx.run(
      sql`${numbers(tenancies)} insert into "HeadLease" ("apartmentId", "startsOn", "recordedAt") select i, '2000-01-01', ${now} from n`,
    )
    await tx.run(sql`${numbers(tenancies)} insert into "Tenancy" ("id", "namndId", "unitId", "apartmentId", "personId", "startsOn", "landlordToldOn", "recordedAt")
      select i, 1, 1 + i % ${units}, i, i, ${`${firstMonth}-01`}, ${`${firstMonth}-01`}, ${now} from n`)
    await tx.run(
      sql`${numbers(tenancies)} insert into "TenancyRent" ("tenancyId", "fromOn", "amountOre", "recordedAt") select i, ${`${firstMonth}-01`}, ${rentOre}, ${now} from n`,
    )
    await tx.run(sql`create temp table bill as
      ${numbers(months)}, m(k, period) as (select i, strftime('%Y-%m', ${`${firstMonth}-01`}, '+' || (i - 1) || ' months') from n)
      select (m.k - 1) * ${tenancies} + t."id" as id, t."id" as tenancy, m.period, date(m.period || '-01', '-1 day') as due,
        (t."id" * 7919 + m.k * 104729) % 100 as luck from m cross join "Tenancy" t order by 1`)
    await tx.run(
      sql`create temp table paid as select id, tenancy, due, case when luck < 95 then ${rentOre} else ${Math.floor(rentOre / 2)} end as ore from bill where luck < 98`,
    )
    await tx.run(sql`insert into "LedgerEntry" ("id", "namndId", "unitId", "personId", "tenancyId", "kind", "amountOre", "effectiveOn", "recordedAt", "period", "dueOn", "ocr",
        "housingForm", "costCentre", "openOre", "settledOn")
      select id, 1, 1 + tenancy % ${units}, tenancy, tenancy, 'CHARGE', ${rentOre}, due, ${now}, period, due, id || '00',
        case tenancy % 3 when 0 then 'TRANINGSLAGENHET' else 'FORSOKSLAGENHET' end, '4122' || (tenancy % 5),
        case when luck < 95 then 0 when luck < 98 then ${rentOre - Math.floor(rentOre / 2)} else ${rentOre} end, case when luck < 95 then due end from bill`)
    await tx.run(sql`insert into "ReceivedPayment" ("id", "namndId", "ordinal", "source", "kind", "amountOre", "currency", "bookedOn", "reference", "transactionKey", "recordedAt", "unmatchedOre")
      select id, 1, 1, 'BANK', 'PAYMENT', ore, 'SEK', due, id || '00', 'w:' || id, ${now}, 0 from paid`)
    await tx.run(sql`insert into "LedgerEntry" ("id", "namndId", "unitId", "personId", "tenancyId", "kind", "amountOre", "effectiveOn", "recordedAt", "ocr", "receivedId", "payerKind", "openOre",
        "housingForm", "costCentre")
      select ${tenancies * months} + id, 1, 1 + tenancy % ${units}, tenancy, tenancy, 'PAYMENT', ore, due, ${now}, id || '00', id, 'KLIENT', 0,
        case tenancy % 3 when 0 then 'TRANINGSLAGENHET' else 'FORSOKSLAGENHET' end, '4122' || (tenancy % 5) from paid`)
    await tx.run(
      sql`insert into "Allocation" ("namndId", "creditId", "chargeId", "amountOre", "effectiveOn", "recordedAt") select 1, ${tenancies * months} + id, id, ore, due, ${now} from paid`,
    )
    // Every tenth person has agreed on a year of instalments: one made, one check of it.
    await tx.run(sql`${numbers(tenancies)} insert into "RepaymentPlan" ("id", "namndId", "unitId", "personId", "agreedOn", "debtOre", "firstLumpOre", "instalmentOre", "frequency", "startsOn", "recordedAt")
      select i, 1, 1 + i % ${units}, i, '2026-06-01', ${rentOre}, 0, ${Math.ceil(rentOre / 12)}, 'MONTHLY', '2026-06-25', ${now} from n where i % 10 = 0`)
    await tx.run(sql`${numbers(12)} insert into "PlanInstalment" ("planId", "number", "dueOn", "amountOre")
      select q."id", i, date('2026-05-25', '+' || i || ' months'), q."instalmentOre" from "RepaymentPlan" q cross join n`)
    await tx.run(
      sql`insert into "PlanEvent" ("planId", "kind", "happenedOn", "recordedAt") select "id", 'MADE', "agreedOn", ${now} from "RepaymentPlan"`,
    )
    await tx.run(sql`insert into "PlanCheck" ("planId", "checkedOn", "expectedOre", "actualOre", "shortOre", "recordedAt")
      select "id", '2026-11-23', ${rentOre}, ${rentOre}, case when "id" % 30 = 0 then 50000 else 0 end, ${now} from "RepaymentPlan"`)
    await fillCases(tx, { tenancies, months, numbers, on: worldToday, now })
    for (const { sql: text } of guards) await tx.run(rawSql(text))
    await tx.run(rawSql('drop table bill'))
    await tx.run(rawSql('drop table paid'))
  })
  await countTables(db)
}
