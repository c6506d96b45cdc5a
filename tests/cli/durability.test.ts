/** Bad luck: the process is killed in the middle, or two ask for the same thing at once. Afterwards it is all there once, or nothing. */
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { loadDemo } from '../../prisma/demo/municipality.js'
import { sql } from '../../server/db.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { bgmaxFile } from '../bench/bank-files.js'
import { cli, start } from '../support/command-line.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

const kills = 5

describe.each(engines)('on %s', (engine) => {
  let house: TestHouse
  let folder: string
  let words: string[]
  beforeAll(async () => {
    house = await openTestHouse(engine)
    await loadDemo(house, testToday, 'unit')
    folder = mkdtempSync(join(tmpdir(), 'boendetrappa-kill-'))
    const { namndId } = await house.db.prisma.tenancy.findFirstOrThrow()
    words = ['--namnd', String(namndId), '--today', testToday, '--json']
  }, 60_000)
  afterAll(async () => {
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const bills = (month: string) => house.db.prisma.ledgerEntry.count({ where: { period: month } })
  const run = (...command: string[]) => cli(house.url, [...command, ...words])

  test('two charge runs of the same month at the same moment charge nobody twice', async () => {
    const both = await Promise.all([run('rent', 'charge', '--month', '2026-12'), run('rent', 'charge', '--month', '2026-12')])
    const counts = both.map((one) => one.json<{ bills: number; alreadyCharged: number }>())
    expect(both.map((one) => one.code)).toEqual([0, 0])
    expect(counts.map((one) => one.bills).sort((a, b) => a - b)).toEqual([0, await bills('2026-12')])
    expect(counts.map((one) => one.alreadyCharged).sort((a, b) => a - b)).toEqual([0, await bills('2026-12')])
  })

  test('a bank file sent in twice at once is booked once', async () => {
    const { actor } = await house.user('BOSAMORDNARE', { unitId: null })
    const { namndId } = await house.db.prisma.tenancy.findFirstOrThrow()
    await runCharges(house.db, { ...actor, namndId }, '2027-01')
    const charged = await house.db.prisma.ledgerEntry.findMany({ where: { period: '2027-01' } })
    const file = join(folder, 'bank.txt')
    writeFileSync(
      file,
      bgmaxFile(
        charged.map((bill) => bill.ocr ?? ''),
        100_000,
        '2026-12-30',
      ),
    )
    const both = await Promise.all([run('payments', 'import', file), run('payments', 'import', file)])
    expect(both.map((one) => one.code)).toEqual([0, 0])
    expect(both.map((one) => one.json<{ matched: number }>().matched).sort((a, b) => a - b)).toEqual([0, charged.length])
    expect(await house.db.prisma.receivedPayment.count({ where: { bookedOn: '2026-12-30', amountOre: 100_000 } })).toBe(charged.length)
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })

  test(`killed at ${kills} moments, a charge run has charged everybody or nobody`, async () => {
    const started = Date.now()
    await run('rent', 'charge', '--month', '2027-02')
    const wholeMs = Date.now() - started
    const everybody = await bills('2027-02')
    for (let n = 0; n < kills; n++) {
      const month = `2027-${String(n + 3).padStart(2, '0')}`
      const child = start('cli.ts', house.url, ['rent', 'charge', '--month', month, ...words])
      const ended = once(child, 'close')
      await new Promise((done) => setTimeout(done, wholeMs * (0.5 + (0.5 * n) / kills)))
      child.kill('SIGKILL')
      await ended
      await settled()
      expect([0, everybody]).toContain(await bills(month))
      expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
    }
    const next = await run('rent', 'charge', '--month', '2027-03')
    expect(next.code).toBe(0)
    expect(await bills('2027-03')).toBe(everybody)
  })

  /** PostgreSQL notices that a client is gone a moment later. */
  async function settled(): Promise<void> {
    for (let tries = 0; engine === 'postgresql' && tries < 100; tries++) {
      const [row] = await house.db.rows<{ n: number }>(sql`
        select count(*) as "n" from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`)
      if (row?.n === 0) return
      await new Promise((done) => setTimeout(done, 50))
    }
  }
})
