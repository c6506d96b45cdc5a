/** Bad luck: the process is killed in the middle, or two ask for the same thing at once. Afterwards it is all there once, or nothing. */
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { loadDemo } from '../../prisma/demo/municipality.js'
import { sql } from '../../server/db.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { addDays, nextMonth } from '../../server/domain/calendar.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { bgmaxFile } from '../bench/bank-files.js'
import { cli, start } from '../support/command-line.js'
import { randomOf } from '../torture/mutated-files.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

/** `npm run torture` asks for fifty. */
const kills = Number(process.env.KILLS ?? 5)
const random = randomOf(Number(process.env.SEED ?? 1))
const told = (text: string) => void (process.env.KILLS && process.stderr.write(`${text}\n`))

describe.each(engines)('on %s', (engine) => {
  let house: TestHouse
  const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-kill-'))
  let words: string[]
  beforeAll(async () => {
    house = await openTestHouse(engine)
    await loadDemo(house, testToday, 'unit')
    const { namndId } = await house.db.prisma.tenancy.findFirstOrThrow()
    words = ['--namnd', String(namndId), '--today', testToday, '--json']
  }, 60_000)
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await house.close()
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

  test(
    `killed at ${kills} moments, a charge run has charged everybody or nobody`,
    async () => {
      const wholeMs = await taking(() => run('rent', 'charge', '--month', '2027-02'))
      let [nobody, everybody] = [0, 0]
      let month = '2027-03'
      for (let n = 0; n < kills; n++) {
        await killed(['rent', 'charge', '--month', month], wholeMs)
        expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
        const charged = await bills(month)
        if (charged === 0) nobody++
        else {
          everybody++
          const again = await run('rent', 'charge', '--month', month)
          expect(again.json()).toMatchObject({ bills: 0, alreadyCharged: charged })
          month = nextMonth(month)
        }
      }
      told(`charge run: ${nobody} times nobody, ${everybody} times everybody`)
      const last = await run('rent', 'charge', '--month', month)
      expect(last.json()).toMatchObject({ bills: await bills(month), alreadyCharged: 0 })
    },
    60_000 + kills * 30_000,
  )

  test(
    `killed at ${kills} moments, a bank file is booked whole or not at all`,
    async () => {
      const references = (await house.db.prisma.ledgerEntry.findMany({ where: { kind: 'CHARGE', ocr: { not: null } } })).map(
        (bill) => bill.ocr ?? '',
      )
      // Half of them nobody's, so that there are many rows to be in the middle of.
      const all = [...references, ...Array.from({ length: 3_000 }, (_, n) => `88${n}`)]
      // Another day each, since a deposit of the same day and number is the same deposit.
      const dayOf = (amountOre: number) => addDays('2026-08-01', amountOre)
      const fileOf = (amountOre: number) => {
        const file = join(folder, `bank-${amountOre}.txt`)
        writeFileSync(file, bgmaxFile(all, amountOre, dayOf(amountOre)))
        return file
      }
      const booked = (amountOre: number) => house.db.prisma.receivedPayment.count({ where: { bookedOn: dayOf(amountOre), amountOre } })
      const wholeMs = await taking(() => run('payments', 'import', fileOf(1)))
      expect(await booked(1)).toBe(all.length)
      let [nothing, whole] = [0, 0]
      let amountOre = 2
      for (let n = 0; n < kills; n++) {
        await killed(['payments', 'import', fileOf(amountOre)], wholeMs)
        const count = await booked(amountOre)
        expect([0, all.length]).toContain(count)
        expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
        if (count === 0) nothing++
        else {
          whole++
          amountOre++
        }
      }
      told(`bank file of ${all.length} payments: ${nothing} times nothing, ${whole} times all`)
      expect((await run('payments', 'import', fileOf(amountOre))).code).toBe(0)
      expect(await booked(amountOre)).toBe(all.length)
    },
    60_000 + kills * 30_000,
  )

  async function taking(work: () => Promise<unknown>): Promise<number> {
    const started = Date.now()
    await work()
    return Date.now() - started
  }

  /** Starts the command and kills it at a random moment of the latter part of what it takes: before that the program only starts. */
  async function killed(command: string[], wholeMs: number): Promise<void> {
    const child = start('cli.ts', house.url, [...command, ...words])
    const ended = once(child, 'close')
    await new Promise((done) => setTimeout(done, wholeMs * (0.4 + 0.6 * random())))
    child.kill('SIGKILL')
    await ended
    await settled()
  }

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
