/** What the indicators are counted from, for everything the actor reaches: three set-based queries, and one for the nämnd's own targets. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { INDICATOR_CODES, type HousingForm, type IndicatorCode, type Outcome } from '../../domain/codes.js'
import type { ApartmentFacts, IndicatorFacts, StayFacts, TargetRow } from '../../domain/indicators.js'
import { TARGETS } from '../../domain/indicators.js'
import { inReach } from '../../reach.js'

/** Apartments that ever were a försökslägenhet, and those where an OVERTAG is written, with all their boendeformer, leases and stays. */
export async function indicatorFacts(db: Db, actor: Actor): Promise<IndicatorFacts> {
  const wanted = sql`${inReach(actor, 'a')} and (
    exists (select 1 from "HousingFormPeriod" w where w."apartmentId" = a."id" and w."housingForm" = 'FORSOKSLAGENHET')
    or exists (select 1 from "Tenancy" w where w."apartmentId" = a."id" and w."outcome" = 'OVERTAG'))`
  const forms = await db.rows<{ apartmentId: number; form: HousingForm; startsOn: Day; endsOn: Day | null }>(sql`
    select f."apartmentId", f."housingForm" as "form", f."startsOn", f."endsOn"
    from "HousingFormPeriod" f join "Apartment" a on a."id" = f."apartmentId" where ${wanted} order by f."apartmentId", f."startsOn"`)
  const leases = await db.rows<{ apartmentId: number; startsOn: Day; endsOn: Day | null }>(sql`
    select l."apartmentId", l."startsOn", l."endsOn"
    from "HeadLease" l join "Apartment" a on a."id" = l."apartmentId" where ${wanted} order by l."apartmentId", l."startsOn", l."id"`)
  const stays = await db.rows<Omit<StayFacts, 'outcome'> & { outcome: Outcome | null }>(sql`
    select t."id", t."personId", t."apartmentId", t."startsOn", t."endsOn", t."outcome"
    from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId" where ${wanted} and ${inReach(actor, 't')} order by t."id"`)
  return { apartments: apartmentsOf(forms, leases, stays), stays }
}

/** The targets of the plans, and after them the nämnd's own rows: the later row for a year wins. */
export async function targetsFor(db: Db, actor: Actor): Promise<TargetRow[]> {
  const rows = await db.prisma.annualTarget.findMany({ where: { namndId: actor.namndId }, orderBy: { id: 'asc' } })
  const own = rows.filter((row) => INDICATOR_CODES.some((code) => code === row.indicator))
  return [
    ...TARGETS,
    ...own.map(({ indicator, year, percent, kfPercent, source }) => ({
      indicator: indicator as IndicatorCode,
      year,
      percent,
      kfPercent,
      source,
    })),
  ]
}

function apartmentsOf(
  forms: readonly (ApartmentFacts['forms'][number] & { apartmentId: number })[],
  leases: readonly (ApartmentFacts['leases'][number] & { apartmentId: number })[],
  stays: readonly StayFacts[],
): ApartmentFacts[] {
  const apartments = new Map<number, { id: number; forms: ApartmentFacts['forms'][number][]; leases: ApartmentFacts['leases'][number][] }>()
  const apartment = (id: number) => {
    const known = apartments.get(id) ?? { id, forms: [], leases: [] }
    apartments.set(id, known)
    return known
  }
  for (const { apartmentId, ...form } of forms) apartment(apartmentId).forms.push(form)
  for (const { apartmentId, ...lease } of leases) apartment(apartmentId).leases.push(lease)
  for (const { apartmentId } of stays) apartment(apartmentId)
  return [...apartments.values()]
}
