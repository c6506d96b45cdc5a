/** How much there is behind each line of the start page of Administration. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'

export interface AdministrationCounts {
  namnd: string
  users: number
  invited: number
  units: number
  landlords: number
  accounts: number
  settings: number
  targets: number
}

/** One row of counts for the actor's nämnd: active users, those of them who have not chosen a password yet, and what is open. */
export async function administrationCounts(db: Db, actor: Actor): Promise<AdministrationCounts> {
  const [counts] = await db.rows<AdministrationCounts>(sql`
    select n."name" as "namnd",
      (select count(*) from "User" u where u."namndId" = n."id" and u."deactivatedAt" is null) as "users",
      (select count(*) from "User" u where u."namndId" = n."id" and u."deactivatedAt" is null and u."passwordHash" is null) as "invited",
      (select count(*) from "Unit" e where e."namndId" = n."id") as "units",
      (select count(*) from "Landlord" l where l."namndId" = n."id" and l."closedAt" is null) as "landlords",
      (select count(*) from "OwnAccount" a where a."namndId" = n."id" and a."closedAt" is null) as "accounts",
      (select count(distinct s."name") from "Setting" s where s."namndId" = n."id") as "settings",
      (select count(*) from "AnnualTarget" t where t."namndId" = n."id") as "targets"
    from "Namnd" n where n."id" = ${actor.namndId}`)
  if (!counts) throw new Error(`nämnd ${actor.namndId} is missing`)
  return counts
}
