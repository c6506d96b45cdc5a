/** Month close: the lines of a month as they stand, and the closing of it. The rule is domain/month-close.ts. */
import { createHash } from 'node:crypto'
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db, type Sql } from '../../db.js'
import { firstOfMonth, nextMonth, type Day, type Month } from '../../domain/calendar.js'
import {
  MONTH_FIGURES,
  monthAmounts,
  openFrom,
  refuseClose,
  type MonthAmounts,
  type MonthCloseRefusal,
  type Movement,
} from '../../domain/month-close.js'
import { insertMany } from '../../many-rows.js'
import { inReach } from '../../reach.js'
import { lockLedger } from '../rent/allocation-store.js'
import { closedThrough } from './closed-store.js'

export interface MonthLine extends MonthAmounts {
  unitId: number
  costCentre: string | null
  housingForm: string | null
}
export interface MonthReport {
  month: Month
  /** null: it is open, and the lines are as they stand now */
  closedAt: string | null
  closedBy: string | null
  lines: MonthLine[]
}
/** Whose lines: the actor's reach, or the whole nämnd when the month is closed. */
type Whose = Pick<Actor, 'namndId' | 'unitId'>

/** What adds to the debt, and what takes from it, as SQL on LedgerEntry e. */
export const signedOre = sql`(coalesce(e."direction", case when e."kind" in ('CHARGE', 'REFUND') then 1 else -1 end) * e."amountOre")`

/** The month's lines in reach: frozen if it is closed, else counted now. */
export async function monthReport(db: Db, actor: Actor, month: Month): Promise<MonthReport> {
  const close = await db.prisma.monthClose.findUnique({ where: { namndId_month: { namndId: actor.namndId, month } } })
  if (!close) return { month, closedAt: null, closedBy: null, lines: await countLines(db, actor, month) }
  const by = close.closedById === null ? null : await db.prisma.user.findUnique({ where: { id: close.closedById }, select: { name: true } })
  return { month, closedAt: close.closedAt, closedBy: by?.name ?? null, lines: await frozenLines(db, actor, close.id) }
}

/** A short text that is another one as soon as a figure is: what somebody has looked at before they close the month. */
export function markOf(lines: readonly MonthLine[]): string {
  const figures = lines.map((line) => [line.unitId, line.costCentre, line.housingForm, ...MONTH_FIGURES.map((figure) => line[figure])])
  return createHash('sha256').update(JSON.stringify(figures)).digest('hex').slice(0, 32)
}

/**
 * Closes the month for the whole nämnd. `again` when it was closed already: then nothing is written. Nor is it where the lines in the actor's
 * reach are not those with the mark that was `seen`; null: nobody has looked (the demo).
 */
export async function closeMonth(
  db: Db,
  actor: Actor,
  month: Month,
  seen: string | null,
): Promise<{ refused: false; again: boolean } | { refused: true; reasons: MonthCloseRefusal[] }> {
  return db.longTransaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const refusal = refuseClose(month, await closedThrough(tx, actor.namndId), actor.today)
    if (refusal === 'MONTH_CLOSED') return { refused: false, again: true }
    if (refusal !== null) return { refused: true, reasons: [refusal] }
    const lines = await countLines(tx, { namndId: actor.namndId, unitId: null }, month)
    const shown = actor.unitId === null ? lines : lines.filter((line) => line.unitId === actor.unitId)
    if (seen !== null && seen !== markOf(shown)) return { refused: true, reasons: ['MONTH_CHANGED'] }
    const close = await tx.prisma.monthClose.create({
      data: { namndId: actor.namndId, month, closedAt: actor.now, closedById: actor.userId },
    })
    await insertMany(
      tx,
      'MonthCloseLine',
      lineColumns,
      lines.map((line) => ({ closeId: close.id, ...line })),
    )
    const closingOre = lines.reduce((sum, line) => sum + line.closingOre, 0)
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'MONTH_CLOSE',
      subjectId: close.id,
      after: { month, lines: lines.length, closingOre },
    })
    return { refused: false, again: false }
  })
}

const amountColumns = {
  openingOre: 'int',
  chargedOre: 'int',
  paidOre: 'int',
  creditedOre: 'int',
  writtenOffOre: 'int',
  refundedOre: 'int',
  transferredOre: 'int',
  closingOre: 'int',
} as const
const lineColumns = { closeId: 'int', unitId: 'int', costCentre: 'text', housingForm: 'text', ...amountColumns } as const

/** The frozen lines of a closed month, in reach. */
async function frozenLines(db: Db, whose: Whose, closeId: number): Promise<MonthLine[]> {
  return db.rows<MonthLine>(sql`
    select l."unitId", l."costCentre", l."housingForm", l."openingOre", l."chargedOre", l."paidOre", l."creditedOre", l."writtenOffOre",
      l."refundedOre", l."transferredOre", l."closingOre"
    from "MonthCloseLine" l where l."closeId" = ${closeId} ${ofUnit(whose, sql`l."unitId"`)}
    order by l."costCentre", l."housingForm", l."unitId"`)
}

/** Counts a month from the closing of the latest closed one before it and the entries since: one query of each. */
async function countLines(db: Db, whose: Whose, month: Month): Promise<MonthLine[]> {
  const base = await db.prisma.monthClose.findFirst({ where: { namndId: whose.namndId, month: { lt: month } }, orderBy: { month: 'desc' } })
  const before = base ? await frozenLines(db, whose, base.id) : []
  const moves = await groupedMoves(db, whose, openFrom(base?.month ?? null), firstOfMonth(nextMonth(month)))
  const groups = new Map<string, Group>()
  const groupOf = (row: Pick<MonthLine, 'unitId' | 'costCentre' | 'housingForm'>) => {
    const key = JSON.stringify([row.costCentre, row.housingForm, row.unitId])
    const known = groups.get(key) ?? {
      unitId: row.unitId,
      costCentre: row.costCentre,
      housingForm: row.housingForm,
      openingOre: 0,
      movements: [],
    }
    groups.set(key, known)
    return known
  }
  for (const line of before) groupOf(line).openingOre += line.closingOre
  for (const move of moves) {
    if (move.month < month) groupOf(move).openingOre += move.signedOre
    else groupOf(move).movements.push(move)
  }
  return [...groups.values()]
    .filter((group) => group.openingOre !== 0 || group.movements.length > 0)
    .map(({ movements, openingOre, ...group }) => ({ ...group, ...monthAmounts(openingOre, movements) }))
    .sort((a, b) => compare(a.costCentre, b.costCentre) || compare(a.housingForm, b.housingForm) || a.unitId - b.unitId)
}

interface Group extends Pick<MonthLine, 'unitId' | 'costCentre' | 'housingForm' | 'openingOre'> {
  movements: Movement[]
}
export interface GroupedMove extends Movement {
  month: Month
  unitId: number
  costCentre: string | null
  housingForm: string | null
}

/** What was entered from a day to before another, summed by month, unit, cost centre, boendeform and kind. */
export async function groupedMoves(db: Db, whose: Whose, from: Day | null, before: Day): Promise<GroupedMove[]> {
  return db.rows<GroupedMove>(sql`
    select substr(e."effectiveOn", 1, 7) as "month", e."unitId", e."costCentre", e."housingForm", e."kind" as "kind", x."kind" as "turned",
      sum(${signedOre}) as "signedOre"
    from "LedgerEntry" e left join "LedgerEntry" x on x."id" = (case when e."kind" = 'REVERSAL' then e."reversesId" end)
    where e."namndId" = ${whose.namndId} ${ofUnit(whose, sql`e."unitId"`)} and e."effectiveOn" >= ${from ?? ''} and e."effectiveOn" < ${before}
    group by substr(e."effectiveOn", 1, 7), e."unitId", e."costCentre", e."housingForm", e."kind", x."kind"
    order by 1, 2, 3, 4, 5, 6`)
}

const ofUnit = (whose: Whose, column: Sql): Sql => (whose.unitId === null ? sql`` : sql`and ${column} = ${whose.unitId}`)
const compare = (a: string | null, b: string | null) => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0)

export interface MonthInList extends MonthAmounts {
  month: Month
  closedAt: string | null
}

/** Months open for entries that are shown when none is closed yet. */
const shownWhenNoneClosed = 12

/** Every closed month and the open ones up to this month, the latest first, each with its sums in reach: four queries whatever there is. */
export async function listMonths(db: Db, actor: Actor, thisMonth: Month): Promise<MonthInList[]> {
  const closed = await db.rows<MonthInList>(sql`
    select c."month", c."closedAt", coalesce(sum(l."openingOre"), 0) as "openingOre", coalesce(sum(l."chargedOre"), 0) as "chargedOre",
      coalesce(sum(l."paidOre"), 0) as "paidOre", coalesce(sum(l."creditedOre"), 0) as "creditedOre", coalesce(sum(l."writtenOffOre"), 0) as "writtenOffOre",
      coalesce(sum(l."refundedOre"), 0) as "refundedOre", coalesce(sum(l."transferredOre"), 0) as "transferredOre", coalesce(sum(l."closingOre"), 0) as "closingOre"
    from "MonthClose" c left join "MonthCloseLine" l on l."closeId" = c."id" ${ofUnit(actor, sql`l."unitId"`)}
    where c."namndId" = ${actor.namndId} group by c."month", c."closedAt" order by c."month"`)
  const last = closed.at(-1)
  const from = last ? nextMonth(last.month) : nextMonth(thisMonth, 1 - shownWhenNoneClosed)
  const moves = await groupedMoves(db, actor, openFrom(last?.month ?? null), firstOfMonth(nextMonth(thisMonth)))
  let openingOre = last?.closingOre ?? moves.filter((move) => move.month < from).reduce((sum, move) => sum + move.signedOre, 0)
  const open: MonthInList[] = []
  for (let month = from; month <= thisMonth; month = nextMonth(month)) {
    const amounts = monthAmounts(
      openingOre,
      moves.filter((move) => move.month === month),
    )
    open.push({ month, closedAt: null, ...amounts })
    openingOre = amounts.closingOre
  }
  return [...closed, ...open].reverse()
}

export interface BeforeClosing {
  waiting: { payments: number; ore: number }
  /** stays of the month that have no bill for it */
  withoutBill: number
}

/** What somebody should know before the month is closed: money that waits without a person, and stays without a bill. */
export async function beforeClosing(db: Db, actor: Actor, month: Month): Promise<BeforeClosing> {
  const [from, before] = [firstOfMonth(month), firstOfMonth(nextMonth(month))]
  const [waiting] = await db.rows<{ payments: number; ore: number }>(sql`
    select count(*) as "payments", coalesce(sum(r."unmatchedOre"), 0) as "ore" from "ReceivedPayment" r
    where r."namndId" = ${actor.namndId} and r."unmatchedOre" > 0 and r."kind" = 'PAYMENT' and r."currency" = 'SEK' and r."undoneAt" is null
      and coalesce(r."orderedOn", r."bookedOn") < ${before}`)
  const [stays] = await db.rows<{ stays: number }>(sql`
    select count(*) as "stays" from "Tenancy" t
    where ${inReach(actor, 't')} and t."startsOn" < ${before} and (t."endsOn" is null or t."endsOn" > ${from})
      and not exists (select 1 from "LedgerEntry" e where e."period" = ${month} and e."tenancyId" = t."id" and e."reversedById" is null)`)
  return { waiting: { payments: waiting?.payments ?? 0, ore: waiting?.ore ?? 0 }, withoutBill: stays?.stays ?? 0 }
}

/** People behind each group up to and with the month, for those who may read sums only. */
export async function peopleBehind(
  db: Db,
  actor: Actor,
  month: Month,
  by: 'costCentre' | 'housingForm' | 'both',
): Promise<Map<string, number>> {
  const [costCentre, housingForm] = [
    by === 'housingForm' ? sql`''` : sql`coalesce(e."costCentre", '')`,
    by === 'costCentre' ? sql`''` : sql`coalesce(e."housingForm", '')`,
  ]
  const rows = await db.rows<{ key: string; people: number }>(sql`
    select g."key", count(*) as "people" from (
      select distinct ${costCentre} || '|' || ${housingForm} as "key", e."personId" from "LedgerEntry" e
      where ${inReach(actor, 'e')} and e."effectiveOn" < ${firstOfMonth(nextMonth(month))}
    ) g group by g."key"`)
  return new Map(rows.map((row) => [row.key, row.people]))
}
