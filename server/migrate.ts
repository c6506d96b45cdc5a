/**
 * Brings a database to the program's schema with Prisma's own schema engine, in its WebAssembly build from npm
 * (docs/decisions/0004): no binary is downloaded, and Prisma's own `_prisma_migrations` table is written.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { projectRoot } from './project-root.js'
import { dialectOf, type Dialect } from './dialect.js'

interface MigrationsList {
  baseDir: string
  lockfile: { path: string; content: string | null }
  shadowDbInitScript: string
  migrationDirectories: { path: string; migrationFile: { path: string; content: { tag: 'ok'; value: string } } }[]
}
interface SchemaEngine {
  diff(input: unknown): Promise<unknown>
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>
  diagnoseMigrationHistory(input: unknown): Promise<{
    history: { diagnostic: string; unpersistedMigrationNames?: string[]; unappliedMigrationNames?: string[] } | null
    failedMigrationNames: string[]
    editedMigrationNames: string[]
  }>
  free?(): void
}

/** The database was made by a newer program, or by a migration this program does not know. */
export class DatabaseTooNew extends Error {}

const filters = { externalTables: [], externalEnums: [] }

/** Applies what is missing; returns the names of the migrations applied (none the second time). Throws DatabaseTooNew. */
export async function migrate(url: string): Promise<string[]> {
  const dialect = dialectOf(url)
  if (dialect === 'sqlite') mkdirSync(dirname(sqliteFile(url)), { recursive: true })
  const { engine, close } = await schemaEngine(url)
  try {
    return await apply(engine, readMigrations(dialect))
  } finally {
    await close() // the engine locks an SQLite file for itself as long as its connection is open
  }
}

async function apply(engine: SchemaEngine, migrationsList: MigrationsList): Promise<string[]> {
  const unknown = await unknownMigrations(engine, migrationsList)
  if (unknown.length > 0) {
    throw new DatabaseTooNew(
      `Databasen är nyare än programmet: den har ändringarna ${unknown.join(', ')}, som det här programmet inte känner till. Uppgradera programmet. Inget är ändrat.`,
    )
  }
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters })
  return appliedMigrationNames
}

/** Migrations the database has had and this program does not know. */
async function unknownMigrations(engine: SchemaEngine, migrationsList: MigrationsList): Promise<string[]> {
  try {
    const state = await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: false })
    return state.history?.unpersistedMigrationNames ?? []
  } catch (error) {
    if ((error as { code?: string }).code === 'P1014') return [] // no migrations table yet: a new database
    throw error
  }
}

/** The file a `file:` address points at, from the project's root. */
export function sqliteFile(url: string): string {
  const file = url.replace(/^file:/, '')
  return file.startsWith('/') ? file : join(projectRoot, file)
}

/** Prisma's schema engine over the driver of the address. Close it when done. */
export async function schemaEngine(url: string): Promise<{ engine: SchemaEngine; close: () => Promise<void> }> {
  loadWasm()
  const sqlite = dialectOf(url) === 'sqlite'
  const pool = sqlite ? null : new pg.Pool({ connectionString: url, max: 2 })
  const driver =
    pool === null ? new PrismaBetterSqlite3({ url: url.includes(':memory:') ? ':memory:' : sqliteFile(url) }) : new PrismaPg(pool)
  const opened: { dispose(): Promise<void> }[] = []
  const connect = driver.connect.bind(driver)
  driver.connect = async () => {
    const connection = await connect()
    opened.push(connection)
    // Whole, so that a step is applied entirely or not at all; the driver would split it at every semicolon.
    if (pool !== null) connection.executeScript = async (script) => void (await pool.query(script))
    return connection as never
  }
  const factory = bindMigrationAwareSqlAdapterFactory(driver)
  const schema = readFileSync(join(projectRoot, schemaFolder(dialectOf(url)), 'schema.prisma'), 'utf8')
  const Engine = (bindings as unknown as { SchemaEngine: { new: (...args: unknown[]) => Promise<SchemaEngine> } }).SchemaEngine
  return {
    engine: await Engine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, factory),
    close: async () => {
      for (const connection of opened) await connection.dispose()
      if (pool !== null && !pool.ended) await pool.end()
    },
  }
}

const schemaFolder = (dialect: Dialect) => (dialect === 'sqlite' ? 'prisma' : 'prisma/postgresql')

function readMigrations(dialect: Dialect): MigrationsList {
  const baseDir = join(projectRoot, schemaFolder(dialect), 'migrations')
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: `provider = "${dialect}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') } },
    })),
  }
}

/** The part of WebAssembly used here: Node's types leave it to the browser's. */
interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: unknown }
}
/** The engine waits at most ten seconds for its lock and never clears that timer: without this every command would stay as long. */
function timersThatLetGo(): object {
  const [name = ''] = Object.keys(bindings).filter((key) => key.startsWith('__wbg_setTimeout_'))
  return { [name]: (call: () => void, ms: number) => setTimeout(call, ms >>> 0).unref() }
}

let loaded = false
function loadWasm(): void {
  if (loaded) return
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly
  const instance = new Instance(new Module(readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'))), {
    './schema_engine_bg.js': { ...bindings, ...timersThatLetGo() },
  })
  const set = bindings as unknown as { __wbg_set_wasm: (exports: unknown) => void }
  set.__wbg_set_wasm(instance.exports)
  ;(instance.exports as unknown as { __wbindgen_start: () => void }).__wbindgen_start()
  loaded = true
}
