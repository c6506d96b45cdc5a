/** Once before all test files: a migrated SQLite file to copy and a real PostgreSQL with a migrated database to copy. */
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../server/migrate.js'
import { startPostgres } from './postgres.js'

/** Returns what ends it all. */
export async function prepareDatabases(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(place(), 'boendetrappa-test-'))
  const sqlite = `file:${join(folder, 'template.db')}`
  await migrate(sqlite)
  const postgres = await startPostgres()
  await postgres.createDatabase('template')
  await migrate(postgres.url('template'))
  process.env.TEST_FOLDER = folder
  process.env.TEST_POSTGRESQL_URL = postgres.url('')
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The tests' databases are many, small and thrown away: they lie in memory where the system has such a folder with room. Those of the
 * processes that are killed (tests/cli) lie on the disk.
 */
function place(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 4 * 1024 ** 3 ? memory : tmpdir()
}
