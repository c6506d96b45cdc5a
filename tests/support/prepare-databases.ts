/** Once before all test files: a migrated SQLite file to copy and a real PostgreSQL with a migrated database to copy. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../server/migrate.js'
import { startPostgres } from './postgres.js'

/** Returns what ends it all. */
export async function prepareDatabases(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-test-'))
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
