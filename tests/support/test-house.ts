/** A house on a database of its own (a copy of the migrated template), on either engine, at a fixed day. */
import { randomBytes } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { createApp } from '../../server/app.js'
import type { Actor } from '../../server/actor.js'
import { openDb } from '../../server/db.js'
import type { Dialect } from '../../server/dialect.js'
import type { Role } from '../../server/domain/codes.js'
import { hashPassword } from '../../server/features/session/store.js'
import { clockAt, type House } from '../../server/house.js'

export const engines: Dialect[] = ['sqlite', 'postgresql']
export const testToday = '2026-11-22'
export const testPassword = 'fyra ord bredvid varandra'

export interface TestHouse extends House {
  url: string
  namndId: number
  unitId: number
  app: ReturnType<typeof createApp>
  /** a user of the role, made once, with testPassword */
  user(
    role: Role,
    options?: { namndId?: number; unitId?: number | null; name?: string },
  ): Promise<{ id: number; email: string; actor: Actor }>
  close(): Promise<void>
}

let passwordHash: Promise<string> | undefined

/** In the folder where one is given, else where the tests' databases lie. */
export async function openTestHouse(engine: Dialect = 'sqlite', today: string = testToday, folder?: string): Promise<TestHouse> {
  const url = await copyDatabase(engine, folder)
  const db = openDb(url)
  const house: House = {
    db,
    clock: clockAt(today),
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    development: true,
    secureCookies: false,
  }
  const namnd = await db.prisma.namnd.create({
    data: { name: 'Lunda stadsdelsnämnd', createdAt: house.clock.now(), units: { create: { name: 'Vuxenenheten' } } },
    include: { units: true },
  })
  const unitId = namnd.units[0]?.id ?? 0
  const users = new Map<string, { id: number; email: string; actor: Actor }>()
  return {
    ...house,
    url,
    namndId: namnd.id,
    unitId,
    app: createApp(house),
    async user(role, options = {}) {
      const key = JSON.stringify([role, options])
      const known = users.get(key)
      if (known) return known
      passwordHash ??= hashPassword(testPassword)
      const email = `${role.toLowerCase()}-${users.size}@lunda.example`
      const row = await db.prisma.user.create({
        data: {
          namndId: options.namndId ?? namnd.id,
          unitId: options.unitId === undefined ? unitId : options.unitId,
          email,
          name: options.name ?? `${role} ${users.size}`,
          role,
          passwordHash: await passwordHash,
          createdAt: house.clock.now(),
        },
      })
      const actor: Actor = {
        userId: row.id,
        name: row.name,
        role,
        namndId: row.namndId,
        unitId: row.unitId,
        page: 'TEST',
        now: house.clock.now(),
        today,
      }
      const made = { id: row.id, email, actor }
      users.set(key, made)
      return made
    },
    async close() {
      await db.close()
      if (engine === 'postgresql' && folder !== undefined) await leaveFolder(url)
    },
  }
}

async function copyDatabase(engine: Dialect, folder?: string): Promise<string> {
  const name = `t${randomBytes(8).toString('hex')}`
  if (engine === 'sqlite') {
    const ours = process.env.TEST_FOLDER ?? ''
    const file = join(folder ?? ours, `${name}.db`)
    copyFileSync(join(ours, 'template.db'), file)
    return `file:${file}`
  }
  const client = await postgresqlServer()
  try {
    await client.query('select pg_advisory_lock(1)') // a template is copied by one at a time
    if (folder !== undefined) await client.query(`create tablespace ${name} location '${folder}'`)
    await client.query(`create database ${name} template template ${folder === undefined ? '' : `tablespace ${name}`}`)
  } finally {
    await client.end()
  }
  return `${process.env.TEST_POSTGRESQL_URL ?? ''}${name}`
}

/** The server lets go of a folder of its own before that is taken away. */
async function leaveFolder(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const client = await postgresqlServer()
  await client.query(`drop database ${name} with (force)`)
  await client.query(`drop tablespace ${name}`)
  await client.end()
}

async function postgresqlServer(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: `${process.env.TEST_POSTGRESQL_URL ?? ''}postgres` })
  await client.connect()
  return client
}
