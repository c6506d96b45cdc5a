/** The arrears list as it is asked for: one page of it, or all of it to take home. Who is shown is logged as read. */
import type { Actor } from '../../actor.js'
import { recordChange, recordReadings } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { Settings } from '../../domain/policy.js'
import { keptUntilChanged } from '../../kept.js'
import { pageWithin } from '../../paging.js'
import { settingsFor } from '../../settings.js'
import { matrixChoices } from '../rent/month-matrix-store.js'
import { CUTS, dayAsked, knowledgeAsked, type ArrearsQuery, type Cut } from './form.js'
import { detailsOf, type RowDetails } from './row-details-store.js'
import { cutConditions, filtered, sorted } from './selection.js'
import { arrearsOn, lastPaymentDays, type ArrearsRow } from './store.js'

export const arrearsPageSize = 50

export interface DetailedRow extends ArrearsRow {
  details: RowDetails
}
type Choices = Awaited<ReturnType<typeof matrixChoices>>

export interface ArrearsList {
  on: Day
  dayError: string | null
  /** only what was booked by this day; null: all there is */
  knownOn: Day | null
  knownError: string | null
  settings: Settings
  /** what there is to filter by */
  choices: Choices
  /** everybody the filters let through, before the cut */
  all: ArrearsRow[]
  counts: Record<Cut, number>
  /** everybody in the cut */
  chosen: ArrearsRow[]
  page: number
  pages: number
  /** the rows of the page */
  rows: DetailedRow[]
}

/** One page. A page past the end is the last. */
export async function listPage(db: Db, actor: Actor, query: ArrearsQuery): Promise<ArrearsList> {
  const list = await chosenRows(db, actor, query)
  const { page, pages, offset } = pageWithin(query.sida, list.chosen.length, arrearsPageSize)
  const shown = sorted(list.chosen, query.sortera).slice(offset, offset + arrearsPageSize)
  const rows = await detailed(db, shown, list)
  await db.reading((tx) =>
    recordReadings(
      tx,
      actor,
      rows.map((row) => row.personId),
    ),
  )
  return { ...list, page, pages, rows }
}

export interface ExportedList extends Omit<ArrearsList, 'page' | 'pages'> {
  paidOn: Map<number, Day>
}

/** All of the selection, in its order. Written to the log as taken home, and everybody in it as read. */
export async function exportList(db: Db, actor: Actor, query: ArrearsQuery, format: 'csv' | 'xlsx'): Promise<ExportedList> {
  const list = await chosenRows(db, actor, query)
  const rows = await detailed(db, sorted(list.chosen, query.sortera), list)
  return db.reading(async (tx) => {
    const personIds = rows.map((row) => row.personId)
    await recordReadings(tx, actor, personIds)
    const { sida: _page, ...selection } = query
    await recordChange(tx, actor, {
      action: 'EXPORT',
      subject: 'RENT',
      after: { list: 'ARREARS', format, on: list.on, ...selection, rows: rows.length },
    })
    return { ...list, rows, paidOn: await lastPaymentDays(tx, personIds, list.on) }
  })
}

async function chosenRows(db: Db, actor: Actor, query: ArrearsQuery) {
  const { on, error } = dayAsked(query.dag, actor.today)
  const { knownOn, error: knownError } = knowledgeAsked(query.kand, actor.today)
  const { settings, choices, rows, details } = await wholeList(db, actor, on, knownOn)
  const all = filtered(rows, query)
  const within = cutConditions(actor, on, settings.noContactDays)
  const counts = Object.fromEntries(CUTS.map((cut) => [cut, all.filter(within[cut]).length])) as Record<Cut, number>
  return {
    on,
    dayError: error,
    knownOn,
    knownError,
    settings,
    choices,
    all,
    counts,
    chosen: query.urval ? all.filter(within[query.urval]) : all,
    details,
  }
}

interface WholeList {
  settings: Settings
  choices: Choices
  /** everybody in reach, most urgent first */
  rows: readonly ArrearsRow[]
  /** of those that have been shown, by person */
  details: Map<number, RowDetails>
}

/** Today's list is kept for the one who looks, until something of it changes; an earlier day's, or an earlier knowledge, is worked out each time. */
function wholeList(db: Db, actor: Actor, on: Day, knownOn: Day | null): Promise<WholeList> {
  const make = async () => {
    const settings = await settingsFor(db, actor)
    const rows = await arrearsOn(db, actor, on, { asOf: on < actor.today || knownOn !== null, knownOn, settings })
    const choices = await matrixChoices(db, actor)
    return { settings, choices, rows, details: new Map<number, RowDetails>() }
  }
  if (on !== actor.today || knownOn !== null) return make()
  return todaysLists(db, [actor.namndId, actor.unitId, actor.userId, on].join(), make)
}

/** A row weighs some hundreds of bytes: all lists that are kept, some tens of megabytes. */
const mostRowsKept = 30_000
const todaysLists = keptUntilChanged<WholeList>({ most: mostRowsKept, weightOf: ({ rows }) => rows.length })

/** Of protected people there are no details to show. */
async function detailed(
  db: Db,
  rows: readonly ArrearsRow[],
  { on, details }: Pick<WholeList, 'details'> & { on: Day },
): Promise<DetailedRow[]> {
  const lacking = rows.filter((row) => row.shown && !details.has(row.personId))
  if (lacking.length > 0) for (const [personId, found] of await detailsOf(db, lacking, on)) details.set(personId, found)
  return rows.map((row) => ({ ...row, details: (row.shown ? details.get(row.personId) : undefined) ?? NOTHING }))
}

const NOTHING: RowDetails = {
  contact: null,
  tried: null,
  plan: null,
  respiteUntilOn: null,
  pausedUntilOn: null,
  pauseReason: null,
  lastReminderOn: null,
  oldest: null,
  newest: null,
  latePaidOn: null,
  openCaseId: null,
  events: [],
  disturbances: [],
  stay: null,
}
