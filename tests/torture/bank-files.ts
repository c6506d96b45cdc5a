/** Reads mutated bank files one after the other; books a sample of them. */
import { join } from 'node:path'
import type { Actor } from '../../server/actor.js'
import { openDb, type Db } from '../../server/db.js'
import { readBankFile } from '../../server/bank-files/read.js'
import { bookPayments, previewPayments, sha256Of } from '../../server/features/payments/import-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { migrate } from '../../server/migrate.js'
import { differsThroughSaxes, faultOf } from './judge.js'
import { mutatedFiles, type MutatedFile } from './mutated-files.js'

const MOST_MS = 10_000
const MOST_MB = 200
const SAMPLE = 25
const now = '2026-11-24T09:00:00.000Z'

/** What was wrong; the figures are printed. */
export async function tortureFiles(folder: string, count: number, seed: number): Promise<string[]> {
  const url = `file:${join(folder, 'torture.db')}`
  await migrate(url)
  const db = openDb(url)
  const actor = await someActor(db)
  const wrong: string[] = []
  const tally = { read: 0, refused: 0, booked: 0, slowestMs: 0, slowest: '', mostMb: 0, most: '' }
  // The first file of each kind loads code that stays.
  for await (const file of mutatedFiles(50, seed + 1)) await readBankFile(file.source, 'filen')
  for await (const file of mutatedFiles(count, seed)) {
    const watch = watchMemory()
    const start = performance.now()
    const result = await readBankFile(file.source, 'filen').catch((error: unknown) => String(error))
    const ms = performance.now() - start
    const mb = watch()
    if (ms > tally.slowestMs) [tally.slowestMs, tally.slowest] = [ms, file.name]
    if (mb > tally.mostMb) [tally.mostMb, tally.most] = [mb, file.name]
    if (ms > MOST_MS) wrong.push(`${file.name}: ${Math.round(ms)} ms`)
    if (mb > MOST_MB) wrong.push(`${file.name}: ${Math.round(mb)} MB`)
    if (typeof result === 'string') {
      wrong.push(`${file.name}: threw ${result}`)
      continue
    }
    tally[result.ok ? 'read' : 'refused'] += 1
    const fault = faultOf(result, file)
    if (fault) wrong.push(`${file.name}: ${fault}`)
    if (await differsThroughSaxes(result, file)) wrong.push(`${file.name}: another result through saxes`)
    if ((tally.read + tally.refused) % SAMPLE === 0 && file.bytes) {
      const trouble = await bookOrNot(db, actor, file)
      tally.booked += 1
      if (trouble) wrong.push(`${file.name}: ${trouble}`)
    }
    if ((tally.read + tally.refused) % 1000 === 0) console.log(`${tally.read + tally.refused} filer`)
  }
  await db.close()
  console.log(
    `${count} muterade bankfiler: ${tally.read} lästa, ${tally.refused} nekade på svenska, ${tally.booked} prövade mot databasen.\n` +
      `Långsammast ${Math.round(tally.slowestMs)} ms (${tally.slowest}), mest minne ${Math.round(tally.mostMb)} MB (${tally.most}).`,
  )
  return wrong
}

/** Through preview and booking: all of the file or nothing, and the ledger in order afterwards. */
export async function bookOrNot(db: Db, actor: Actor, file: MutatedFile): Promise<string | null> {
  const bytes = file.bytes ?? Buffer.alloc(0)
  const before = await db.prisma.receivedPayment.count()
  const result = await readBankFile(bytes, 'filen')
  if (!result.ok) return (await db.prisma.receivedPayment.count()) === before ? null : 'something was stored of a refused file'
  const plan = await previewPayments(db, actor, result.file, sha256Of(bytes))
  if ((await db.prisma.receivedPayment.count()) !== before) return 'the preview stored something'
  // A list that names people nobody has is told so at the preview, and is never booked.
  if (plan.errors.length > 0) return null
  await bookPayments(db, actor, result.file, { sha256: sha256Of(bytes), fileName: 'filen' })
  const keys = plan.posts.flatMap(({ state, payment }) => (state === 'DUPLICATE' ? [] : [payment.transactionKey]))
  const stored = await db.prisma.receivedPayment.count({ where: { transactionKey: { in: keys } } })
  if (stored !== keys.length) return `${stored} of ${keys.length} payments are stored`
  const verified = await verifyLedger(db)
  return verified.ok ? null : `the ledger: ${JSON.stringify(verified.differences)}`
}

async function someActor(db: Db): Promise<Actor> {
  const namnd = await db.prisma.namnd.create({ data: { name: 'Provnämnden', createdAt: now, units: { create: { name: 'Enheten' } } } })
  const user = await db.prisma.user.create({
    data: { namndId: namnd.id, unitId: null, email: 'prov@torture.example', name: 'Prov', role: 'BOSAMORDNARE', createdAt: now },
  })
  return {
    userId: user.id,
    name: user.name,
    role: 'BOSAMORDNARE',
    namndId: namnd.id,
    unitId: null,
    page: 'TORTURE',
    now,
    today: '2026-11-24',
  }
}

function watchMemory(): () => number {
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
  return () => {
    clearInterval(timer)
    return (Math.max(most, process.memoryUsage.rss()) - before) / 1024 / 1024
  }
}
