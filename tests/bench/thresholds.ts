/** What issues B5 and C8 ask for, and whether a run reached it. The largest world counts; for "Idag", whose page is the same anywhere, each does. */
import type { Result } from './measure.js'
import type { NightResult } from './next-actions.js'
import type { HttpResult } from './over-http.js'

export interface Asked {
  what: string
  world: string
  found: number
  wanted: string
  ok: boolean
}
export interface Growth {
  job: string
  from: string
  to: string
  times: number
}
interface Run {
  results: readonly Result[]
  growth: readonly Growth[]
  /** null: not asked for */
  reading: { grownMb: number; heldMs: number; heldCpuMs: number } | null
  http: readonly HttpResult[]
  nights: readonly NightResult[]
}

const atMost = (what: string, world: string, found: number, limit: number): Asked => ({
  what,
  world,
  found,
  wanted: `at most ${limit}`,
  ok: found <= limit,
})
const atLeast = (what: string, world: string, found: number, limit: number): Asked => ({
  what,
  world,
  found,
  wanted: `at least ${limit}`,
  ok: found >= limit,
})

/** Each threshold of the issue beside what the run found. */
export function thresholds({ results, growth, reading, http, nights }: Run): Asked[] {
  const [file] = results.filter((row) => row.job === 'camt.054 read')
  const jobs = [...new Set(results.map((row) => row.job))].flatMap((job) => {
    const rows = results.filter((row) => row.job === job)
    return isToday(job) ? rows : rows.slice(-1)
  })
  const page = http.at(-1)
  const [smallest, night] = [nights[0], nights.at(-1)]
  return [
    ...(file && reading
      ? [
          atLeast('camt.054 read, of the speed of bare saxes', file.world, file.floorMs / file.productMs, 0.7),
          atMost('camt.054 read, memory grew, MB', file.world, reading.grownMb, 150),
          atMost('camt.054 read, event loop held, ms of work', file.world, reading.heldCpuMs, 50),
        ]
      : []),
    ...jobs.flatMap((row) =>
      row === file || row.atMost === null ? [] : [atMost(`${row.job}, times its floor`, row.world, row.ratio, row.atMost)],
    ),
    ...jobs.flatMap((row) =>
      row.heldCpuMs === undefined ? [] : [atMost(`${row.job}, event loop held, ms of work`, row.world, row.heldCpuMs, 50)],
    ),
    ...jobs.flatMap(({ job, world, page }) =>
      page === undefined ? [] : [atMost(`${job}, the slowest of ${page.answered} pages meanwhile, ms`, world, page.slowestMs, 250)],
    ),
    ...growth
      .filter((row) => row.job.startsWith('arrears page'))
      .map((row) => atMost(`${row.job}, times slower than ${row.from}`, row.to, row.times, 3)),
    ...growth
      .filter((row) => isToday(row.job) && monthsOf(row.from) === monthsOf(row.to))
      .map((row) => atMost(`${row.job}, times slower than ${row.from}`, row.to, row.times, 1.5)),
    ...(smallest && night
      ? [
          atMost('next actions at night, rules alone, ms a household', night.world, night.rulesMs, 0.065),
          atMost('next actions at night, rules alone, ms a household with a case', night.world, night.caseRulesMs, 0.065),
          atMost('next actions at night, the first night, s', night.world, night.firstSeconds, 5),
          atMost('next actions at night, the whole run, s', night.world, night.nextSeconds, 5),
          atMost(`next actions at night, statements, as many as in ${smallest.world}`, night.world, night.statements, smallest.statements),
        ]
      : []),
    ...(page
      ? [
          atLeast('arrears page over HTTP, of the requests a second of constants', page.world, page.share, 0.4),
          atMost('arrears page over HTTP, times the p99 of constants', page.world, page.p99, 3),
        ]
      : []),
  ]
}

/** How much slower each job is in the largest world than in the smallest; "Idag" in each than in each before it, to tell size from history. */
export function growthOf(results: readonly Result[]): Growth[] {
  return [...new Set(results.map((row) => row.job))].flatMap((job) => {
    const rows = results.filter((row) => row.job === job)
    const compared = isToday(job) ? rows : rows.filter((_, i) => i === 0 || i === rows.length - 1)
    return compared.flatMap((to, i) =>
      compared.slice(0, i).map((from) => ({ job, from: from.world, to: to.world, times: to.productMs / from.productMs })),
    )
  })
}

/** "no slower at national than at unit size" (C8): the same years behind both; more of them is more to read of the same people. */
const monthsOf = (world: string) => /\d+(?=\))/.exec(world)?.[0]

const isToday = (job: string) => job.startsWith('Idag')
