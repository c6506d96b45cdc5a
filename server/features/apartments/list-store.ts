/** The list of apartments: filtered, sorted, summed and paged in the database; the tenant's name only where it may be shown. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { joinSql, noSql, rawSql, sql, type Db, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { ApartmentStatus, HousingForm } from '../../domain/codes.js'
import { searchWordsOf } from '../../domain/names.js'
import { pageWithin } from '../../paging.js'
import { inReach, mayBeShown } from '../../reach.js'
import type { ApartmentFilter, ApartmentSort } from './list-form.js'
import { formCodeOn, freeFrom, rentOn, rowOn, statusOn } from './status-sql.js'

export const apartmentsPerPage = 25

export interface ApartmentRow {
  id: number
  ownId: string
  address: string
  apartmentNumber: string | null
  rooms: number | null
  squareMeters: number | null
  landlord: string | null
  form: HousingForm | null
  status: ApartmentStatus
  landlordOre: number | null
  /** the contract's rent, or what a new contract starts with; null beside a hidden tenant */
  tenantOre: number | null
  /** null: empty, or let to somebody whose name is not shown */
  tenant: {
    id: number
    name: string
    sinceOn: Day
    endsOn: Day | null
    landlordToldOn: Day | null
    recordedAt: string
    takeoverOn: Day | null
  } | null
  emptySinceOn: Day | null
  voidReason: string | null
  voidUntilOn: Day | null
  leaseEndsOn: Day | null
  waiverUntilOn: Day | null
}

export interface ApartmentList {
  rows: ApartmentRow[]
  total: number
  landlordOre: number
  tenantOre: number
  page: number
  pages: number
}

/** One page of the list, the whole number of hits and their sums; writes that the shown tenants were read. Five statements. */
export async function apartmentList(db: Db, actor: Actor, filter: ApartmentFilter): Promise<ApartmentList> {
  return db.reading(async (tx) => {
    const sums = await sumsOf(tx, actor, filter)
    const { page, pages, offset } = pageWithin(filter.page, sums.total, apartmentsPerPage)
    const ids = await tx.rows<{ id: number }>(sql`${hits(actor, filter)}
      select h."id" from hits h left join "Tenancy" t on t."id" = h."tenancyId" left join "Person" p on p."id" = t."personId"
      left join "Landlord" l on l."id" = h."landlordId"
      order by ${orderBy(tx, actor, filter.sort, filter.descending)}, ${inTextOrder(tx, sql`h."sortAddress"`)}, h."id"
      limit ${apartmentsPerPage} offset ${offset}`)
    const rows = await rowsOf(tx, actor, ids)
    await recordReadings(
      tx,
      actor,
      rows.flatMap((row) => (row.tenant ? [row.tenant.id] : [])),
    )
    return { rows, ...sums, page, pages }
  })
}

export interface ApartmentFigures {
  byStatus: Partial<Record<ApartmentStatus, number>>
  /** places under contract today (not to come, not closed) */
  underContract: number
  byForm: { form: HousingForm; count: number }[]
  /** rent to the landlord a month for the places that stand empty today */
  emptyOre: number
}

/** The key numbers of the whole reach today, whatever the filter. */
export async function apartmentFigures(db: Db, actor: Actor): Promise<ApartmentFigures> {
  const rows = await db.rows<{ status: ApartmentStatus; form: HousingForm | null; count: number; landlordOre: number }>(sql`
    with homes as (select ${statusOn(actor.today)} as "status", ${formCodeOn(actor.today)} as "form",
      ${rentOn('LANDLORD', actor.today)} as "ore" from "Apartment" a where ${inReach(actor, 'a')})
    select h."status", h."form", count(*) as "count", coalesce(sum(h."ore"), 0) as "landlordOre" from homes h group by h."status", h."form"`)
  const figures: ApartmentFigures = { byStatus: {}, underContract: 0, byForm: [], emptyOre: 0 }
  const forms = new Map<HousingForm, number>()
  for (const { status, form, count, landlordOre } of rows) {
    figures.byStatus[status] = (figures.byStatus[status] ?? 0) + count
    if (status === 'UPCOMING' || status === 'CLOSED') continue
    figures.underContract += count
    if (form !== null) forms.set(form, (forms.get(form) ?? 0) + count)
    if (status !== 'LET') figures.emptyOre += landlordOre
  }
  figures.byForm = [...forms].map(([form, count]) => ({ form, count })).sort((a, b) => b.count - a.count)
  return figures
}

/** What the filters can be set to: landlords and cost centres that stand on an apartment in reach. */
export async function filterChoices(db: Db, actor: Actor): Promise<{ landlords: { id: number; name: string }[]; costCentres: string[] }> {
  const landlords = await db.rows<{ id: number; name: string }>(sql`
    select l."id", l."name" from "Landlord" l
    where exists (select 1 from "Apartment" a where a."landlordId" = l."id" and ${inReach(actor, 'a')}) order by ${inTextOrder(db, sql`lower(l."name")`)}`)
  const costCentres = await db.rows<{ costCentre: string }>(sql`
    select distinct a."costCentre" from "Apartment" a where a."costCentre" is not null and ${inReach(actor, 'a')} order by a."costCentre"`)
  return { landlords, costCentres: costCentres.map((row) => row.costCentre) }
}

async function sumsOf(tx: Db, actor: Actor, filter: ApartmentFilter): Promise<{ total: number; landlordOre: number; tenantOre: number }> {
  const [sums] = await tx.rows<{ total: number; landlordOre: number; tenantOre: number }>(sql`${hits(actor, filter)}
    select count(*) as "total", coalesce(sum(h."landlordOre"), 0) as "landlordOre", coalesce(sum(${tenantOre(actor)}), 0) as "tenantOre"
    from hits h left join "Tenancy" t on t."id" = h."tenancyId" left join "Person" p on p."id" = t."personId"`)
  return sums ?? { total: 0, landlordOre: 0, tenantOre: 0 }
}

/** `with hits as (…)`: the apartments that meet the filter, with what is derived of each today. */
function hits(actor: Actor, filter: ApartmentFilter): Sql {
  const today = actor.today
  const wanted: Sql[] = [inReach(actor, 'a')]
  for (const word of searchWordsOf(filter.q)) {
    const like = `%${word}%`
    wanted.push(
      sql`(a."searchAddress" like ${like} or lower(a."ownId") like ${like} or lower(coalesce(a."apartmentNumber", '')) like ${like})`,
    )
  }
  if (filter.landlordId !== null) wanted.push(sql`a."landlordId" = ${filter.landlordId}`)
  if (filter.costCentre !== null) wanted.push(sql`a."costCentre" = ${filter.costCentre}`)
  if (filter.freeOn !== null) wanted.push(freeFrom(filter.freeOn))
  const derived: Sql[] = []
  if (filter.status !== null) derived.push(sql`d."status" = ${filter.status}`)
  if (filter.form !== null) derived.push(sql`d."form" = ${filter.form}`)
  return sql`with derived as (
      select a."id", a."sortAddress", a."apartmentNumber", a."landlordId", ${statusOn(today)} as "status", ${formCodeOn(today)} as "form",
        ${rowOn('Tenancy', today)} as "tenancyId", ${rentOn('LANDLORD', today)} as "landlordOre", ${rentOn('TENANT', today)} as "startOre"
      from "Apartment" a where ${joinSql(wanted, ' and ')}
    ), hits as (select d.* from derived d ${derived.length > 0 ? sql`where ${joinSql(derived, ' and ')}` : noSql})`
}

/** The tenant's rent: the contract's where somebody lives there and may be shown, nothing beside a hidden tenant, else what is asked. */
function tenantOre(actor: Actor): Sql {
  return sql`(case when t."id" is null then h."startOre" when ${tenantShown(actor)} = 1 then ${contractRent(actor.today)} else null end)`
}

const contractRent = (day: Day): Sql => sql`(select r."amountOre" from "TenancyRent" r where r."tenancyId" = t."id" and r."fromOn" <= ${day}
  order by r."fromOn" desc limit 1)`

/** 1 where the tenant is within reach and not hidden from the actor. */
const tenantShown = (actor: Actor): Sql => sql`(case when ${inReach(actor, 'p')} then ${mayBeShown(actor)} else 0 end)`

function orderBy(tx: Db, actor: Actor, sort: ApartmentSort, descending: boolean): Sql {
  const way = rawSql(descending ? 'desc' : 'asc')
  const text = (column: Sql) => inTextOrder(tx, column)
  const by: Record<ApartmentSort, Sql> = {
    adress: text(sql`h."sortAddress"`),
    lgh: text(sql`h."apartmentNumber"`),
    form: text(sql`h."form"`),
    vard: text(sql`lower(l."name")`),
    lage: text(sql`h."status"`),
    hyra: sql`h."landlordOre"`,
    hyresgasthyra: tenantOre(actor),
    // Hidden tenants stand together last, so that the order gives nothing away.
    namn: text(sql`(case when ${tenantShown(actor)} = 1 then p."sortName" end)`),
    sedan: text(sql`(case when ${tenantShown(actor)} = 1 then t."startsOn" end)`),
  }
  return sql`case when ${by[sort]} is null then 1 else 0 end, ${by[sort]} ${way}`
}

/** PostgreSQL sorts by the server's language unless told not to; SQLite by the letters' codes, which the sort columns are written for. */
function inTextOrder(db: Db, column: Sql): Sql {
  return db.dialect === 'postgresql' ? sql`(${column}) collate "C"` : column
}

async function rowsOf(tx: Db, actor: Actor, ids: readonly { id: number }[]): Promise<ApartmentRow[]> {
  if (ids.length === 0) return []
  const today = actor.today
  const rows = await tx.rows<StoredRow>(sql`
    select h.*, l."name" as "landlord", ${tenantOre(actor)} as "tenantOre", ${tenantShown(actor)} as "shown", p."id" as "personId",
      p."givenName", p."familyName", t."startsOn" as "sinceOn", t."endsOn" as "stayEndsOn", t."landlordToldOn", t."recordedAt",
      (select k."transfersOn" from "Takeover" k where k."tenancyId" = t."id" and k."transferredAt" is null) as "takeoverOn",
      b."endsOn" as "leaseEndsOn", b."waiverUntilOn", v."reason" as "voidReason", v."endsOn" as "voidUntilOn"
    from (select a."id", a."ownId", a."address", a."apartmentNumber", a."rooms", a."squareMeters", a."landlordId",
        ${statusOn(today)} as "status", ${formCodeOn(today)} as "form", ${rowOn('Tenancy', today)} as "tenancyId",
        ${rowOn('HeadLease', today)} as "leaseId", ${rentOn('LANDLORD', today)} as "landlordOre", ${rentOn('TENANT', today)} as "startOre",
        (select x."id" from "Void" x where x."apartmentId" = a."id" and x."cancelledAt" is null and x."startsOn" <= ${today}
          and (x."endsOn" is null or x."endsOn" > ${today}) order by x."startsOn" limit 1) as "voidId",
        coalesce((select max(x."endsOn") from "Tenancy" x where x."apartmentId" = a."id" and x."endsOn" <= ${today}),
          (select min(x."startsOn") from "HeadLease" x where x."apartmentId" = a."id"),
          (select min(x."startsOn") from "HousingFormPeriod" x where x."apartmentId" = a."id")) as "emptySinceOn"
      from "Apartment" a where a."id" in (${joinSql(ids.map(({ id }) => id))}) and ${inReach(actor, 'a')}) h
    left join "Tenancy" t on t."id" = h."tenancyId" left join "Person" p on p."id" = t."personId"
    left join "Landlord" l on l."id" = h."landlordId" left join "HeadLease" b on b."id" = h."leaseId" left join "Void" v on v."id" = h."voidId"`)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap(({ id }) => {
    const row = byId.get(id)
    return row ? [shownRow(row)] : []
  })
}

type StoredRow = Omit<ApartmentRow, 'tenant'> & {
  shown: number
  personId: number | null
  givenName: string
  familyName: string
  sinceOn: Day
  stayEndsOn: Day | null
  landlordToldOn: Day | null
  recordedAt: string
  takeoverOn: Day | null
}

function shownRow(stored: StoredRow): ApartmentRow {
  const { shown, personId, givenName, familyName, sinceOn, stayEndsOn, landlordToldOn, recordedAt, takeoverOn, ...row } = stored
  if (personId === null || shown !== 1) return { ...row, tenant: null }
  const tenant = { id: personId, name: `${givenName} ${familyName}`, sinceOn, endsOn: stayEndsOn, landlordToldOn, recordedAt, takeoverOn }
  return { ...row, tenant }
}
