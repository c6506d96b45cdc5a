/** The repayment plan that a letter tells of. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'

export interface PlanForLetter {
  id: number
  agreedOn: Day
  debtOre: number
  instalments: { number: number; dueOn: Day; amountOre: number }[]
}

/** The person's plan that has not ended, with its instalments. */
export async function runningPlanOf(db: Db, actor: Actor, personId: number): Promise<PlanForLetter | null> {
  return db.prisma.repaymentPlan.findFirst({
    where: { namndId: actor.namndId, personId, endedOn: null },
    select: {
      id: true,
      agreedOn: true,
      debtOre: true,
      instalments: { select: { number: true, dueOn: true, amountOre: true }, orderBy: { number: 'asc' } },
    },
  })
}

/** Each person's next instalment from today on, for an avi that reminds of the plan beside it. */
export async function nextInstalments(
  db: Db,
  actor: Actor,
  personIds: readonly number[],
): Promise<Map<number, { nextOn: Day; nextOre: number }>> {
  const rows = await db.rows<{ personId: number; nextOn: Day; nextOre: number }>(sql`
    select l."personId", i."dueOn" as "nextOn", i."amountOre" as "nextOre"
    from ${db.table(
      personIds.map((id) => ({ id })),
      { id: 'int' },
    )} w
    join "RepaymentPlan" l on l."personId" = w."id" and l."endedOn" is null and l."namndId" = ${actor.namndId}
    join "PlanInstalment" i on i."planId" = l."id"
    where i."dueOn" = (select min(x."dueOn") from "PlanInstalment" x where x."planId" = l."id" and x."dueOn" >= ${actor.today})`)
  return new Map(rows.map(({ personId, ...next }) => [personId, next]))
}
