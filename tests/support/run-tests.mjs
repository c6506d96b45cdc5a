// The whole suite, and one plain closing line: `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-result-'))
const result = join(folder, 'result.json')
const run = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${result}`,
    ...process.argv.slice(2),
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(result, 'utf8'))
  const failed = numFailedTests + numRuntimeErrorTestSuites
  console.log(`\n${numPassedTests} passed, ${failed} failed`)
  process.exitCode = run.status === 0 && numFailedTestSuites === 0 && numPassedTests > 0 ? 0 : 1
} catch {
  console.log('\n0 passed, 1 failed')
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
