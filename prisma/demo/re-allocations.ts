/** Two payments that were laid on the wrong month and are moved by hand, some days ago: after every payment, as the days were. */
import type { Actor } from '../../server/actor.js'
import { sql, type Db } from '../../server/db.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import { reAllocation } from '../../server/features/ledger-entries/re-allocation.js'
import { booker, overdue } from './ledger-entries.js'

const most = 2

export async function loadReAllocations(db: Db, actor: Actor, today: Day): Promise<void> {
  const living = await db.rows<{ id: number }>(sql`
    select distinct p."id" from "Person" p join "Tenancy" t on t."personId" = p."id" and t."endsOn" is null
    where p."namndId" = ${actor.namndId} and p."protection" = 'NEJ' order by p."id"`)
  const book = booker(db, actor)
  let moved = 0
  for (const { id } of living) {
    if (moved === most) return
    const booked = await book(id, addDays(today, -3), reAllocation, (money) => {
      const [bill] = overdue(money, today)
      const last = money.allocations.at(-1)
      return bill && last && last.chargeId !== bill.id
        ? { allocationId: last.id, billId: bill.id, reason: 'Skrev fel månad på betalningen' }
        : undefined
    })
    if (booked) moved++
  }
}
