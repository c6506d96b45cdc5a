/**
 * What the night does, each step safe to run twice: expired sessions go, the ledger is recomputed and any difference is shouted in the
 * log, the repayment plans are checked on the day that has ended, drafts of notes that nobody has touched for long are thrown away, the
 * next action of every household is looked through, and the database counts what its tables hold.
 */
import { Cron } from 'croner'
import type { House } from '../house.js'
import { countTables } from '../table-counts.js'
import { verifyLedger } from '../features/rent/verify-store.js'
import { throwOldDraftsTonight } from './old-drafts.js'
import { recordNextActions } from './next-actions.js'
import { checkPlansOfYesterday } from './plan-checks.js'
import { MUNICIPAL_ZONE } from '../domain/calendar.js'

const atNight = '17 2 * * *'

/** Starts the clock of the night; returns what stops it. */
export function startNightly(house: House): () => void {
  const job = new Cron(
    atNight,
    { timezone: MUNICIPAL_ZONE, protect: true, catch: (error) => house.log.error({ err: error }, 'nightly work failed') },
    () => runNightly(house),
  )
  return () => job.stop()
}

/** One night's work, written as a JobRun. */
export async function runNightly(house: House): Promise<void> {
  const run = await house.db.prisma.jobRun.create({ data: { job: 'nightly', startedAt: new Date().toISOString() } })
  const { count } = await house.db.prisma.session.deleteMany({ where: { expiresAt: { lt: new Date().toISOString() } } })
  const ledger = await verifyLedger(house.db)
  if (!ledger.ok)
    house.log.error({ differences: ledger.differences.slice(0, 20), count: ledger.differences.length }, 'the ledger does not add up')
  const plans = await checkPlansOfYesterday(house)
  const drafts = await throwOldDraftsTonight(house)
  const actions = await recordNextActions(house)
  await countTables(house.db)
  await house.db.prisma.jobRun.update({
    where: { id: run.id },
    data: {
      endedAt: new Date().toISOString(),
      ok: ledger.ok ? 'YES' : 'NO',
      detail: JSON.stringify({ expiredSessions: count, differences: ledger.differences.length, plans, drafts, actions }),
    },
  })
}
