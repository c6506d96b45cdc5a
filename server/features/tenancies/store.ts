/** One stay as the actor may see it, and how it is taken before something is changed. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { FormPeriod } from '../../domain/apartments.js'
import { dayInStockholm, type Day, type Month } from '../../domain/calendar.js'
import type { HeadLeaseKind, Outcome } from '../../domain/codes.js'
import { inReach } from '../../reach.js'
import { nameOf } from '../apartments/words.js'
import { formPeriods, lockPlaceAndPerson } from './move-facts-store.js'

export interface PlannedTakeover {
  id: number
  approvedOn: Day | null
  transfersOn: Day
  /** the last day that the stay had before */
  stayEndedOn: Day | null
  decisionReference: string | null
  /** null: planned, not carried through */
  transferredAt: string | null
}
export interface StayDetails {
  id: number
  personId: number
  apartmentId: number
  place: string
  landlord: { name: string; contact: string | null; phone: string | null; email: string | null } | null
  forms: FormPeriod[]
  startsOn: Day
  endsOn: Day | null
  contractUntilOn: Day | null
  outcome: Outcome | null
  landlordToldOn: Day | null
  recordedOn: Day
  /** oldest first */
  rents: { fromOn: Day; amountOre: number }[]
  checkpoints: { months: number; heldOn: Day; note: string }[]
  takeover: PlannedTakeover | null
  lease: {
    kind: HeadLeaseKind
    endsOn: Day | null
    waiverReference: string | null
    waiverApprovedOn: Day | null
    waiverUntilOn: Day | null
  } | null
  /** the last month that has a bill; null when none has */
  chargedTo: Month | null
}

/** The person of a stay within reach; null where it is not there. Whether the person may be shown is asked of the person. */
export async function personOfStay(db: Db, actor: Actor, tenancyId: number): Promise<number | null> {
  const [row] = await db.rows<{ personId: number }>(sql`
    select t."personId" from "Tenancy" t where t."id" = ${tenancyId} and ${inReach(actor, 't')}`)
  return row?.personId ?? null
}

/** All that is known of a stay within reach, null where it is not there. The caller has opened the person first. */
export async function stayDetails(db: Db, actor: Actor, tenancyId: number): Promise<StayDetails | null> {
  const row = await db.prisma.tenancy.findFirst({
    where: { id: tenancyId, namndId: actor.namndId, ...(actor.unitId === null ? {} : { unitId: actor.unitId }) },
    include: {
      apartment: { include: { forms: { orderBy: { startsOn: 'asc' } }, headLeases: { orderBy: { startsOn: 'asc' } }, landlord: true } },
      rents: { orderBy: { fromOn: 'asc' } },
      checkpoints: { orderBy: { months: 'asc' } },
      takeover: true,
    },
  })
  if (!row) return null
  const { apartment } = row
  const asOf = row.endsOn !== null && row.endsOn < actor.today ? row.endsOn : actor.today
  const lease = apartment.headLeases.findLast((one) => one.startsOn <= asOf) ?? null
  return {
    id: row.id,
    personId: row.personId,
    apartmentId: row.apartmentId,
    place: nameOf(apartment),
    landlord: apartment.landlord,
    forms: formPeriods(apartment.forms),
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    contractUntilOn: row.contractUntilOn,
    outcome: row.outcome as Outcome | null,
    landlordToldOn: row.landlordToldOn,
    recordedOn: dayInStockholm(row.recordedAt),
    rents: row.rents,
    checkpoints: row.checkpoints,
    takeover: row.takeover,
    lease: lease && { ...lease, kind: lease.kind as HeadLeaseKind },
    chargedTo: await chargedTo(db, tenancyId),
  }
}

/** The last month that has a bill that stands; null when none has. */
export async function chargedTo(db: Db, tenancyId: number): Promise<Month | null> {
  const bills = await db.prisma.ledgerEntry.aggregate({ where: { tenancyId, kind: 'CHARGE', reversedById: null }, _max: { period: true } })
  return bills._max.period
}

/** The stay with its place and person taken for the rest of the transaction, as it stands then. The caller has opened the stay first. */
export async function lockedStay(tx: Db, actor: Actor, tenancyId: number): Promise<StayDetails> {
  const { apartmentId, personId } = await tx.prisma.tenancy.findUniqueOrThrow({ where: { id: tenancyId } })
  await lockPlaceAndPerson(tx, actor, apartmentId, personId)
  const stay = await stayDetails(tx, actor, tenancyId)
  if (!stay) throw new Error(`tenancy ${tenancyId} went out of reach`)
  return stay
}
