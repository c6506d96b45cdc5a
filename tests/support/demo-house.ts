/** The demo municipality, served on loopback at a fixed day: what the journeys in Chromium walk through. */
import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { demoAccounts, demoPassword, loadDemo } from '../../prisma/demo/municipality.js'
import type { Role } from '../../server/domain/codes.js'
import { ensureNamnd, hashPassword } from '../../server/features/session/store.js'
import type { House } from '../../server/house.js'
import { serve } from '../../server/index.js'
import { openHouse } from '../../server/open-house.js'
import { testToday } from './test-house.js'

export interface DemoHouse extends House {
  /** where it answers, without a slash at the end */
  base: string
  stop(): Promise<void>
}

/** A municipality of the test file's own: it may change what it likes. */
export async function openDemoHouse(): Promise<DemoHouse> {
  const file = fileNamed(randomBytes(8).toString('hex'))
  copyFileSync(await loadedDemo(), file)
  return served(await openHouse({ url: `file:${file}`, today: testToday, logLevel: process.env.TEST_LOG ?? 'silent', development: true }))
}

/** A house with colleagues but without people, apartments or accounts: where the journey that begins with today's lists begins. */
export async function openEmptyHouse(): Promise<DemoHouse> {
  const file = fileNamed(randomBytes(8).toString('hex'))
  copyFileSync(join(process.env.TEST_FOLDER ?? '', 'template.db'), file)
  const house = await openHouse({ url: `file:${file}`, today: testToday, logLevel: process.env.TEST_LOG ?? 'silent' })
  const { id: namndId } = await ensureNamnd(house.db)
  const unit = await house.db.prisma.unit.findFirstOrThrow({ where: { namndId } })
  const passwordHash = await hashPassword(demoPassword)
  await house.db.prisma.user.createMany({
    data: demoAccounts.map((one) => ({ ...one, namndId, unitId: unit.id, passwordHash, createdAt: house.clock.now() })),
  })
  return served(house)
}

/** The demo's account of a role. */
export function accountOf(role: Role): { email: string; password: string; name: string } {
  const account = demoAccounts.find((one) => one.role === role)
  if (!account) throw new Error(`the demo has no ${role}`)
  return { email: account.email, password: demoPassword, name: account.name }
}

/** Loaded once in a run, by whichever test file comes first; the rename makes the file appear whole. */
async function loadedDemo(): Promise<string> {
  const ready = fileNamed('ready')
  if (existsSync(ready)) return ready
  const file = fileNamed(`loading-${process.pid}`)
  copyFileSync(join(process.env.TEST_FOLDER ?? '', 'template.db'), file)
  const house = await openHouse({ url: `file:${file}`, today: testToday, logLevel: 'silent' })
  await loadDemo(house, testToday, 'unit')
  await house.db.close() // the last connection folds the write-ahead log into the file
  renameSync(file, ready)
  return ready
}

async function served(house: House): Promise<DemoHouse> {
  const { address, stop } = await serve(house, { host: '127.0.0.1', port: 0 })
  return { ...house, base: address, stop }
}

const fileNamed = (name: string) => join(process.env.TEST_FOLDER ?? '', `demo-${name}.db`)
