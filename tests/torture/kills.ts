/** Kills processes at many random moments: tests/cli/durability.test.ts, with more moments than the tests have time for. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What was wrong; the test tells its figures. */
export function tortureKills(kills: number, seed: number): string[] {
  const { status } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', 'tests/cli/durability.test.ts', '-t', 'killed'],
    {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, KILLS: String(kills), SEED: String(seed) },
      stdio: 'inherit',
    },
  )
  return status === 0 ? [] : ['processer som dödades lämnade något halvt efter sig']
}
