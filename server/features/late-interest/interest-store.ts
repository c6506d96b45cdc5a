/** Dröjsmålsränta of a person: what each late rent bill has borne, and the decision to charge it. The page has opened the person. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { addDays, yearOf, type Day, type Month } from '../../domain/calendar.js'
import { lateInterest, referenceRates, type InterestRefusal, type LateInterest, type ReferenceRate } from '../../domain/late-interest.js'
import { makeOcr, oneOffOcrBase } from '../../domain/ocr.js'
import { MOST_ONE_OFFS_A_YEAR } from '../../domain/one-off-charges.js'
import { legalDay } from '../../domain/paid-in-time.js'
import { settingsFor, toleranceFor } from '../../settings.js'
import { allocateOpenCredits, lockLedger } from '../rent/allocation-store.js'
import { addEntries } from '../rent/entry-store.js'
import { isRent } from '../rent/open-bills-sql.js'
import { respiteUntilOn } from '../respite/respite-sql.js'

export interface BillInterest extends LateInterest {
  chargeId: number
  tenancyId: number
  period: Month | null
  dueOn: Day
  openOre: number
  /** interest charged before, to and with this day */
  chargedUntilOn: Day | null
}
export interface PersonInterest {
  bills: BillInterest[]
  sumOre: number
  rates: ReferenceRate[]
  points: number
  /** half-years whose rate is missing, for days that some bill was late */
  missing: Day[]
  charges: boolean
}

/** The interest of the person's rent to and with a day, bill by bill; bills without any are left out. */
export async function interestOf(db: Db, actor: Actor, personId: number, on: Day): Promise<PersonInterest> {
  const settings = await settingsFor(db, actor)
  const rows = await db.prisma.setting.findMany({
    where: { namndId: actor.namndId, name: 'referenceRateHundredths' },
    orderBy: { id: 'asc' },
  })
  const rates = referenceRates(rows)
  const late = await db.rows<{
    id: number
    tenancyId: number
    period: Month | null
    dueOn: Day
    amountOre: number
    openOre: number
    respiteUntilOn: Day | null
  }>(sql`
    select e."id", e."tenancyId", e."period", e."dueOn", e."amountOre", e."openOre", ${respiteUntilOn(on)} as "respiteUntilOn"
    from "LedgerEntry" e
    where e."personId" = ${personId} and e."kind" = 'CHARGE' and ${isRent} and e."reversedById" is null and e."dueOn" < ${on}
      and (e."openOre" > 0 or e."settledOn" > e."dueOn") order by e."dueOn", e."id"`)
  const toleranceOn = await toleranceFor(db, actor)
  const paid = await db.rows<{ chargeId: number; on: Day; amountOre: number; isBooking: number }>(sql`
    select x."chargeId", case when k."kind" = 'CREDIT' then e."dueOn" else x."effectiveOn" end as "on", x."amountOre",
      case when k."kind" in ('PAYMENT', 'TRANSFER') and r."orderedOn" is null then 1 else 0 end as "isBooking"
    from "LedgerEntry" e join "Allocation" x on x."chargeId" = e."id"
      join "LedgerEntry" k on k."id" = x."creditId" left join "ReceivedPayment" r on r."id" = k."receivedId"
    where e."personId" = ${personId} and e."kind" = 'CHARGE' and ${isRent}`)
  const charged = await chargedUntil(db, personId)
  const bills = late
    .map((bill): BillInterest => {
      const chargedUntilOn = charged.get(bill.id) ?? null
      const own = paid
        .filter((one) => one.chargeId === bill.id)
        .map(({ amountOre, isBooking, on }) => ({ amountOre, on: legalDay(on, isBooking === 0, toleranceOn(bill.dueOn)) }))
      const interest = lateInterest({ ...bill, paid: own, chargedUntilOn }, on, rates, settings.lateInterestPoints)
      return {
        ...interest,
        chargeId: bill.id,
        tenancyId: bill.tenancyId,
        period: bill.period,
        dueOn: bill.dueOn,
        openOre: bill.openOre,
        chargedUntilOn,
      }
    })
    .filter((bill) => bill.ore > 0 || bill.missing.length > 0)
  return {
    bills,
    sumOre: bills.reduce((sum, bill) => sum + bill.ore, 0),
    rates,
    points: settings.lateInterestPoints,
    missing: [...new Set(bills.flatMap((bill) => bill.missing))].sort(),
    charges: settings.chargesLateInterest > 0,
  }
}

/** Charges the interest as a bill of its own. Charged once: the next time counts from the day after. `seenOre` is what the check page showed. */
export async function chargeInterest(
  db: Db,
  actor: Actor,
  personId: number,
  { reason, seenOre }: { reason: string; seenOre: number },
): Promise<{ refused: false; ore: number } | { refused: true; reasons: InterestRefusal[] }> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const interest = await interestOf(tx, actor, personId, actor.today)
    const bills = interest.bills.filter((bill) => bill.ore > 0)
    const newest = bills.at(-1)
    if (!interest.charges) return { refused: true, reasons: ['INTEREST_OFF'] }
    if (!newest) return { refused: true, reasons: ['NO_INTEREST'] }
    if (interest.sumOre !== seenOre) return { refused: true, reasons: ['INTEREST_CHANGED'] }
    const stay = await tx.prisma.tenancy.findUniqueOrThrow({ where: { id: newest.tenancyId }, select: { unitId: true } })
    const earlier = await oneOffsOf(tx, newest.tenancyId, yearOf(actor.today))
    if (earlier >= MOST_ONE_OFFS_A_YEAR) return { refused: true, reasons: ['TOO_MANY_INTERESTS'] }
    const specification = JSON.stringify({
      interest: bills.map(({ chargeId, fromOn, untilOn, ore }) => ({ chargeId, fromOn, untilOn, ore })),
    })
    const [entryId] = await addEntries(tx, actor, [
      {
        unitId: stay.unitId,
        personId,
        tenancyId: newest.tenancyId,
        kind: 'CHARGE',
        chargeKind: 'INTEREST',
        amountOre: interest.sumOre,
        effectiveOn: actor.today,
        dueOn: addDays(actor.today, (await settingsFor(tx, actor)).oneOffPayDays),
        ocr: makeOcr(oneOffOcrBase(newest.tenancyId, yearOf(actor.today), earlier + 1)),
        reason,
        specification,
      },
    ])
    await allocateOpenCredits(tx, actor, [personId])
    const after = { kind: 'CHARGE', chargeKind: 'INTEREST', amountOre: interest.sumOre, reason }
    await recordChange(tx, actor, { action: 'CREATE', subject: 'RENT', subjectId: entryId ?? null, personId, after })
    return { refused: false, ore: interest.sumOre }
  })
}

/** How many one-off charges the stay has had in the year, reversed ones too: their OCR numbers are taken. */
async function oneOffsOf(db: Db, tenancyId: number, year: number): Promise<number> {
  const [row] = await db.rows<{ n: number }>(sql`
    select count(*) as "n" from "LedgerEntry" e where e."tenancyId" = ${tenancyId} and e."kind" = 'CHARGE' and not (${isRent})
      and substr(coalesce(e."belongsOn", e."effectiveOn"), 1, 4) = ${String(year)}`)
  return row?.n ?? 0
}

/** The last day interest has been charged for, bill by bill; a charge that was reversed was none. */
async function chargedUntil(db: Db, personId: number): Promise<Map<number, Day>> {
  const rows = await db.rows<{ specification: string | null }>(sql`
    select e."specification" from "LedgerEntry" e
    where e."personId" = ${personId} and e."kind" = 'CHARGE' and e."chargeKind" = 'INTEREST' and e."reversedById" is null order by e."id"`)
  const until = new Map<number, Day>()
  for (const row of rows) {
    const { interest = [] } = JSON.parse(row.specification ?? '{}') as { interest?: { chargeId: number; untilOn: Day }[] }
    for (const one of interest) until.set(one.chargeId, one.untilOn)
  }
  return until
}
