/**
 * `npx tsx prisma/make-migration.ts NAME`: writes the step from the schema in git's HEAD (or from nothing) to the schema
 * on disk, for both engines. Read it before you commit it; data moves are written by hand into the same file.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemaEngine } from '../server/migrate.js'
import { startPostgres } from '../tests/support/postgres.js'

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error('usage: make-migration NAME (a-z, 0-9, _)')
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)

const postgres = await startPostgres()
await postgres.createDatabase('diff')
for (const [schemaPath, folder, url] of [
  ['prisma/schema.prisma', 'prisma/migrations', 'file::memory:'],
  ['prisma/postgresql/schema.prisma', 'prisma/postgresql/migrations', postgres.url('diff')],
] as const) {
  const first = !existsSync(folder) || readdirSync(folder).every((entry) => entry.endsWith('.toml'))
  const content = readFileSync(schemaPath, 'utf8')
  const from = first
    ? { tag: 'empty' }
    : {
        tag: 'schemaDatamodel',
        files: [{ path: schemaPath, content: execFileSync('git', ['show', `HEAD:${schemaPath}`], { encoding: 'utf8' }) }],
      }
  const { engine, close } = await schemaEngine(url)
  const result = await engine.diff({
    from,
    to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content }] },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  } as never)
  await close()
  const sql = (result as unknown as { stdout: string | null }).stdout ?? ''
  const target = join(folder, `${stamp}_${name}`)
  mkdirSync(target, { recursive: true })
  writeFileSync(join(target, 'migration.sql'), sql)
  console.log(target, sql.length)
}
await postgres.stop()
process.exit(0)
