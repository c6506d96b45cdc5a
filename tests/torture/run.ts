/**
 * `npm run torture [-- --files 10000] [--seed 1] [--kills 50]`: what takes too long for the tests. Mutated bank files: each a Swedish
 * error or a right result, within ten seconds and 200 MB, a sample of them also booked, with `ledger verify` after each. And processes
 * that are killed in the middle (kills.ts). Prints figures; the exit code is 1 when anything was wrong.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { tortureFiles } from './bank-files.js'
import { tortureKills } from './kills.js'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '50' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-torture-'))
try {
  const wrong = [
    ...(Number(values.files) > 0 ? await tortureFiles(folder, Number(values.files), Number(values.seed)) : []),
    ...(Number(values.kills) > 0 ? tortureKills(Number(values.kills), Number(values.seed)) : []),
  ]
  for (const one of wrong) console.log(`FEL ${one}`)
  console.log(wrong.length === 0 ? 'Allt höll.' : `${wrong.length} fel.`)
  process.exitCode = wrong.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
