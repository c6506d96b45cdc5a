/**
 * `npm run bench` (`-- --help` tells its options): each job of the product beside its floor, turn by turn in one run, and whether what was
 * asked for is reached. Figures are ratios: the machine's own speed falls out of them. Nothing here is a test; the answers are for people to read.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchBankFile } from './bank-file-booking.js'
import { benchCaseIndicators } from './case-indicators.js'
import { benchChargeRun } from './charge-run.js'
import type { Result } from './measure.js'
import { benchHttp, type HttpResult } from './over-http.js'
import { benchNextActions, type NightResult } from './next-actions.js'
import { benchPages } from './pages.js'
import { benchReading } from './reading.js'
import { benchRentOnTime } from './rent-on-time.js'
import { benchToday } from './today.js'
import { growthOf, thresholds } from './thresholds.js'
import { startPostgres } from '../support/postgres.js'
import { makeWorld } from './world.js'

const JOBS = ['reading', 'pages', 'indicators', 'today', 'nights', 'http', 'charging', 'bankfile'] as const
type Job = (typeof JOBS)[number]

const help = `npm run bench -- [options]
  --sizes 300x24,25000x120   the worlds: stays x months; none (--sizes=) reads a bank file only
  --only today,nights        these jobs alone: ${JOBS.join(', ')}
  --keep FOLDER              make the worlds there once, and begin each run with a copy
  --entries 100000           how many entries the bank file that is read has
  --engine postgresql        the other engine
  --json                     the answers for a program
`

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string', default: JOBS.join(',') },
    json: { type: 'boolean' },
    sizes: { type: 'string', default: '300x24,300x120,4000x60,25000x120' },
    entries: { type: 'string', default: '100000' },
    keep: { type: 'string' },
    engine: { type: 'string', default: 'sqlite' },
  },
})
if (values.help) {
  process.stdout.write(help)
  process.exit()
}
const chosen = values.only.split(',')
const stranger = chosen.find((job) => !(JOBS as readonly string[]).includes(job))
if (stranger !== undefined) throw new Error(`there is no job "${stranger}": ${JOBS.join(', ')}`)
const asks = (job: Job) => chosen.includes(job)
const sizes = values.sizes
  .split(',')
  .filter((size) => size !== '')
  .map((size) => size.split('x').map(Number) as [number, number])
const say = (text: string) => void process.stderr.write(`${text}\n`)
const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-bench-'))
const postgres = values.engine === 'postgresql' ? await startPostgres() : undefined
process.env.NODE_ENV = 'production'

try {
  const results: Result[] = []
  if (asks('reading')) say('camt.054')
  const reading = asks('reading') ? await benchReading(Number(values.entries)) : null
  if (reading) results.push(reading.result)
  const http: HttpResult[] = []
  const nights: NightResult[] = []
  for (const [tenancies, months] of sizes) {
    const start = performance.now()
    const world = await makeWorld(folder, tenancies, months, values.keep, postgres)
    say(`${world.name} made in ${((performance.now() - start) / 1000).toFixed(1)} s`)
    if (asks('pages')) results.push(...(await benchPages(world)))
    if (asks('indicators')) results.push(await benchRentOnTime(world), ...(await benchCaseIndicators(world)))
    if (asks('today')) results.push(await benchToday(world))
    if (asks('nights')) nights.push(await benchNextActions(world))
    if (asks('http')) http.push(await benchHttp(world))
    if (asks('charging') || asks('bankfile')) results.push(await benchChargeRun(world)) // what the bank file pays
    if (asks('bankfile')) results.push(await benchBankFile(world))
    await world.db.close()
  }
  const growth = growthOf(results)
  const asked = thresholds({ results, growth, reading, http, nights })
  if (values.json) {
    const read = reading && { grownMb: reading.grownMb, heldMs: reading.heldMs, heldCpuMs: reading.heldCpuMs }
    process.stdout.write(`${JSON.stringify({ asked, results, growth, reading: read, http, nights })}\n`)
  } else {
    console.table(
      results.map((row) => ({
        job: row.job,
        world: row.world,
        'product ms': round(row.productMs),
        'floor ms': round(row.floorMs),
        ratio: round(row.ratio),
      })),
    )
    console.table(growth)
    console.table(
      nights.map(({ world, households, cases, rulesMs, caseRulesMs, firstSeconds, nextSeconds, statements }) => ({
        world,
        households,
        'rules, ms each': Math.round(rulesMs * 10_000) / 10_000,
        cases,
        'of a case, ms': Math.round(caseRulesMs * 10_000) / 10_000,
        'first night s': round(firstSeconds),
        'next night s': round(nextSeconds),
        statements,
      })),
    )
    console.table(
      http.map(({ world, product, constants, changing }) => ({
        world,
        'pages a second': round(product.perSecond),
        'while something changes': round(changing.perSecond),
        'from constants': round(constants.perSecond),
        'p99 ms': product.p99,
        'constants p99 ms': constants.p99,
      })),
    )
    console.table(
      asked.map(({ what, world, found, wanted, ok }) => ({ what, world, found: round(found), wanted, ok: ok ? 'ok' : 'not ok' })),
    )
  }
} finally {
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
