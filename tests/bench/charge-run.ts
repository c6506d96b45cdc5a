/** The month's charge run against one INSERT … SELECT of the same bills. Each turn takes a month of its own: facts cannot be taken back. */
import { sql } from '../../server/db.js'
import { firstOfMonth, nextMonth } from '../../server/domain/calendar.js'
import { dueOn } from '../../server/domain/rent-due.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { measure } from './measure.js'
import type { World } from './world.js'

export async function benchChargeRun(world: World) {
  const { db, inNamnd } = world
  const start = world.nextMonth
  const result = await measure(
    'charge run',
    world.name,
    2,
    (turn) => runCharges(db, inNamnd, nextMonth(start, turn)),
    (turn) => {
      const month = nextMonth(start, turn)
      const due = dueOn(month)
      return db.transaction((tx) =>
        tx.run(sql`
          insert into "LedgerEntry" ("namndId", "unitId", "personId", "tenancyId", "kind", "amountOre", "effectiveOn", "recordedAt", "recordedById", "period", "dueOn",
            "ocr", "housingForm", "costCentre", "specification", "openOre")
          select 1, t."unitId", t."personId", t."id", 'CHARGE', r."amountOre", ${due}, ${inNamnd.now}, 2, ${month}, ${due},
            t."id" || ${month.replace('-', '')} || '00', f."housingForm", a."costCentre", '[]', r."amountOre"
          from "Tenancy" t join "TenancyRent" r on r."tenancyId" = t."id" join "Apartment" a on a."id" = t."apartmentId"
            join "HousingFormPeriod" f on f."apartmentId" = a."id"
          where t."startsOn" < ${firstOfMonth(nextMonth(month))} and t."endsOn" is null`),
      )
    },
  )
  world.nextMonth = nextMonth(start, 12)
  return result
}
