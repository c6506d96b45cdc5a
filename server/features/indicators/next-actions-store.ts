/** The next right action of the cases on a page of rows, as the list of cases says it, on the day the rows are seen. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { settingsFor } from '../../settings.js'
import { caseWords } from '../eviction-prevention/case-page.js'
import { casesToday } from '../eviction-prevention/case-store.js'
import { titleOf } from '../eviction-prevention/next-words.js'
import type { NamedRow } from './rows-store.js'

/** By the id of the case; a case with nothing to do is not there. Only for rows that are shown, whose reading is written down. */
export async function nextActions(db: Db, actor: Actor, on: Day, rows: readonly NamedRow[]): Promise<Map<number, string>> {
  const shown = rows.flatMap((row) => (row?.case ? [{ id: row.case.id }] : []))
  if (shown.length === 0) return new Map()
  const settings = await settingsFor(db, { ...actor, today: on })
  const cases = await casesToday(db, actor, on, settings, sql`c."id" in (select k."id" from ${db.table(shown, { id: 'int' })} k)`)
  return new Map(
    cases.flatMap((one) => {
      const { next } = caseWords(one, on, settings)
      return next ? [[one.id, titleOf(next, on)] as const] : []
    }),
  )
}
