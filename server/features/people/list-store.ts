/** The list of people: found, filtered, sorted and paged in the database. Protected persons stand in it only for those named on them. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { joinSql, noSql, sql, type Db, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { LadderStep } from '../../domain/codes.js'
import { daysOnStep, stepOn } from '../../domain/ladder.js'
import { searchWordsOf } from '../../domain/names.js'
import { inReach, mayBeShown } from '../../reach.js'
import { isChild } from './children-sql.js'
import { currentStepOf, overdueByPerson } from './current-step.js'

export const peoplePerPage = 25
export const PEOPLE_SORTS = ['namn', '-namn', 'skuld', '-skuld', 'fodd', '-fodd'] as const
export type PeopleSort = (typeof PEOPLE_SORTS)[number]

export interface PeopleFilter {
  text: string
  /** a step, 'INGET' = on no step, null = all */
  step: LadderStep | 'INGET' | null
  mine: boolean
  inDebt: boolean
  withChildren: boolean
  sort: PeopleSort
  page: number
}

export interface ListedPerson {
  id: number
  name: string
  ownId: string
  birthOn: Day | null
  protection: string
  step: LadderStep | null
  days: number | null
  address: string | null
  apartmentId: number | null
  children: number
  overdueOre: number
  boendestodjare: string | null
}

/** One page of people, how many there are in all, and how many are hidden from the actor. Writes that the page's people were read. */
export async function listPeople(
  db: Db,
  actor: Actor,
  filter: PeopleFilter,
): Promise<{ people: ListedPerson[]; total: number; hidden: number }> {
  const people = sql`"Person" p left join ${overdueByPerson(actor)} d on d."personId" = p."id"`
  const wanted = sql`${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1${conditionsOf(actor, filter)}`
  return db.reading(async (tx) => {
    const [count] = await tx.rows<{ total: number }>(
      sql`select count(*) as "total" from ${filter.inDebt ? people : sql`"Person" p`} where ${wanted}`,
    )
    const [hidden] = await tx.rows<{ total: number }>(sql`
      select count(*) as "total" from "Person" p
      where ${inReach(actor, 'p')} and p."protection" = 'SEKRETESSMARKERING' and ${mayBeShown(actor)} = 0`)
    const rows = await tx.rows<Omit<ListedPerson, 'name' | 'step' | 'days'> & { givenName: string; familyName: string }>(sql`
      select p."id", p."givenName", p."familyName", p."ownId", p."birthOn", p."protection", coalesce(d."overdueOre", 0) as "overdueOre",
        (select count(*) from "HouseholdChild" c where c."personId" = p."id" and ${isChild('c', actor.today)}) as "children",
        (select u."name" from "User" u where u."id" = p."boendestodjareId") as "boendestodjare",
        a."address", a."id" as "apartmentId"
      from ${people} ${homeOf(actor.today)}
      where ${wanted}
      order by ${orderOf(filter.sort)} limit ${peoplePerPage} offset ${(filter.page - 1) * peoplePerPage}`)
    const moves = await tx.rows<{ personId: number; movesOn: Day; toStep: LadderStep | null }>(sql`
      select m."personId", m."movesOn", m."toStep" from ${tx.table(
        rows.map(({ id }) => ({ id })),
        { id: 'int' },
      )} r
      join "StepMove" m on m."personId" = r."id" order by m."id"`)
    await recordReadings(
      tx,
      actor,
      rows.map((row) => row.id),
    )
    const listed = rows.map(({ givenName, familyName, ...row }) => {
      const own = moves.filter((move) => move.personId === row.id)
      const overdueOre = Number(row.overdueOre) // sum() comes as text or number depending on the engine
      return {
        ...row,
        overdueOre,
        name: `${givenName} ${familyName}`,
        step: stepOn(own, actor.today)?.step ?? null,
        days: daysOnStep(own, actor.today),
      }
    })
    return { people: listed, total: count?.total ?? 0, hidden: hidden?.total ?? 0 }
  })
}

/** The home of today beside the person: the stay that is going on, the latest if there should be two. */
function homeOf(today: Day): Sql {
  return sql`left join "Tenancy" t on t."id" = (
      select max(o."id") from "Tenancy" o where o."personId" = p."id" and o."startsOn" <= ${today} and (o."endsOn" is null or o."endsOn" > ${today}))
    left join "Apartment" a on a."id" = t."apartmentId"`
}

function conditionsOf(actor: Actor, filter: PeopleFilter): Sql {
  const all: Sql[] = searchWordsOf(filter.text).map(
    (word) => sql` and (p."searchName" like ${`%${word}%`} or lower(p."ownId") like ${`%${word}%`})`,
  )
  if (filter.step === 'INGET') all.push(sql` and ${currentStepOf(actor.today)} is null`)
  else if (filter.step !== null) all.push(sql` and ${currentStepOf(actor.today)} = ${filter.step}`)
  if (filter.mine) all.push(sql` and (p."boendestodjareId" = ${actor.userId ?? 0} or p."socialsekreterareId" = ${actor.userId ?? 0})`)
  if (filter.inDebt) all.push(sql` and d."overdueOre" > 0`)
  if (filter.withChildren)
    all.push(sql` and exists (select 1 from "HouseholdChild" c where c."personId" = p."id" and ${isChild('c', actor.today)})`)
  return all.length === 0 ? noSql : joinSql(all, '')
}

const orders: Record<PeopleSort, Sql> = {
  namn: sql`p."sortName", p."id"`,
  '-namn': sql`p."sortName" desc, p."id" desc`,
  skuld: sql`coalesce(d."overdueOre", 0), p."sortName", p."id"`,
  '-skuld': sql`coalesce(d."overdueOre", 0) desc, p."sortName", p."id"`,
  fodd: sql`coalesce(p."birthOn", '9999'), p."sortName", p."id"`,
  '-fodd': sql`coalesce(p."birthOn", '') desc, p."sortName", p."id"`,
}
const orderOf = (sort: PeopleSort) => orders[sort]
