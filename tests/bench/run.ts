/**
 * `npm run bench [-- --json] [-- --sizes 300x24,4000x60,25000x120]` (`--sizes=` reads a bank file only): each job of the product beside
 * its floor, in one run. Figures are ratios: the machine's own speed falls out of them. Nothing here is a test; the answers are for
 * people to read.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchBankFile } from './bank-file-booking.js'
import { benchChargeRun } from './charge-run.js'
import type { Result } from './measure.js'
import { benchHttp } from './over-http.js'
import { benchPages } from './pages.js'
import { benchReading } from './reading.js'
import { benchRentOnTime } from './rent-on-time.js'
import { makeWorld } from './world.js'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    sizes: { type: 'string', default: '300x24,4000x60,25000x120' },
    entries: { type: 'string', default: '100000' },
  },
})
const sizes = values.sizes
  .split(',')
  .filter((size) => size !== '')
  .map((size) => size.split('x').map(Number) as [number, number])
const say = (text: string) => void process.stderr.write(`${text}\n`)
const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-bench-'))
process.env.NODE_ENV = 'production'

try {
  const results: Result[] = []
  say('camt.054')
  const reading = await benchReading(Number(values.entries))
  results.push(reading.result)
  const http: object[] = []
  for (const [tenancies, months] of sizes) {
    const start = performance.now()
    const world = await makeWorld(folder, tenancies, months)
    say(`${world.name} made in ${((performance.now() - start) / 1000).toFixed(1)} s`)
    results.push(...(await benchPages(world)), await benchRentOnTime(world))
    const overHttp = await benchHttp(world)
    http.push({
      world: world.name,
      ...overHttp,
      share: overHttp.product.perSecond / overHttp.constants.perSecond,
      p99: overHttp.product.p99 / Math.max(1, overHttp.constants.p99),
    })
    results.push(await benchChargeRun(world), await benchBankFile(world))
    await world.db.close()
  }
  const growth = growthOf(results)
  if (values.json)
    process.stdout.write(
      `${JSON.stringify({ results, growth, reading: { grownMb: reading.grownMb, heldMs: reading.heldMs, heldCpuMs: reading.heldCpuMs }, http })}\n`,
    )
  else {
    console.table(
      results.map((row) => ({
        job: row.job,
        world: row.world,
        'product ms': round(row.productMs),
        'floor ms': round(row.floorMs),
        ratio: round(row.ratio),
        'at most': row.atMost === null ? '' : round(row.atMost),
        ok: row.atMost === null || row.ratio <= row.atMost,
      })),
    )
    console.table(growth)
    console.table(http)
    console.log(
      `camt.054: memory grew ${round(reading.grownMb)} MB, the event loop was held ${round(reading.heldMs)} ms at most, ${round(reading.heldCpuMs)} ms of it work`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** How much slower each job is in the largest world than in the smallest. */
function growthOf(results: readonly Result[]): { job: string; from: string; to: string; times: number }[] {
  return [...new Set(results.map((row) => row.job))].flatMap((job) => {
    const rows = results.filter((row) => row.job === job)
    const [first, last] = [rows[0], rows.at(-1)]
    return first && last && first !== last
      ? [{ job, from: first.world, to: last.world, times: round(last.productMs / first.productMs) }]
      : []
  })
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
