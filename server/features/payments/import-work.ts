/**
 * Reading and booking a bank file as work that goes on while pages are answered: how far it has come, and what came of it. One work an
 * upload at a time: who asks for the same again waits for the same answer. Kept in memory only: what is lost when the program stops is
 * read again from the kept files, and a booking that was not finished was never begun (one transaction).
 */
import { setTimeout } from 'node:timers/promises'
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import type { House } from '../../house.js'
import {
  bookPayments,
  planStamp,
  previewPayments,
  type BookedFile,
  type FileIdentity,
  type PaymentsPreview,
  type SuspectChoice,
} from './import-store.js'
import type { PaymentFile } from './plan-store.js'
import { readGiven, type ReadOutcome } from './read-upload.js'
import type { GivenFile } from './upload-store.js'

export type BookOutcome = { ok: true; booked: BookedFile } | { ok: false }

export interface Work<Outcome> {
  done: number
  total: number
  /** who began it, and when */
  by: string
  userId: number | null
  outcome: Promise<Outcome>
  /** what came of it, once it has */
  result: Outcome | null
  /** whoever began it has been told */
  told: boolean
}

interface Works {
  reading: Map<string, Work<ReadOutcome>>
  booking: Map<string, Work<BookOutcome>>
  previews: Map<string, { stamp: string; plan: PaymentsPreview }>
}

const works = new WeakMap<Db, Works>()
const worksOf = (db: Db): Works => {
  const known = works.get(db) ?? { reading: new Map(), booking: new Map(), previews: new Map() }
  works.set(db, known)
  return known
}
/** Files held as read: a large one takes some hundred megabytes. */
const filesHeld = 3

/** Reads the files, or gives the reading that goes on or is done already. */
export function readFiles(db: Db, actor: Actor, sha256: string, files: () => Promise<readonly GivenFile[]>): Work<ReadOutcome> {
  const { reading } = worksOf(db)
  const key = `${actor.namndId} ${sha256}`
  const known = reading.get(key)
  if (known) return known
  const work = begin<ReadOutcome>(actor, 0, async (work) => {
    const given = await files()
    work.total = given.reduce((sum, file) => sum + file.bytes.length, 0)
    return readGiven(given, (bytes) => (work.done += bytes))
  })
  work.outcome.catch(() => reading.delete(key))
  reading.set(key, work)
  for (const old of [...reading.keys()].slice(0, -filesHeld)) reading.delete(old)
  return work
}

/** A reading that ended in errors, once they are told. */
export const forgetReading = (db: Db, actor: Actor, sha256: string) => worksOf(db).reading.delete(`${actor.namndId} ${sha256}`)

/** Books the upload, or gives the booking that goes on. */
export function bookFile(
  house: House,
  actor: Actor,
  file: PaymentFile,
  identity: FileIdentity,
  suspects: SuspectChoice,
): { work: Work<BookOutcome>; mine: boolean } {
  const { booking } = worksOf(house.db)
  const key = `${actor.namndId} ${identity.sha256}`
  const known = booking.get(key)
  if (known && known.result === null) return { work: known, mine: false }
  const work = begin<BookOutcome>(actor, file.payments.length, async (work) => {
    try {
      const progress = async (done: number) => {
        work.done += done
        await setTimeout(0)
      }
      return { ok: true, booked: await bookPayments(house.db, actor, file, identity, { suspects, progress }) }
    } catch (error) {
      house.log.error({ err: error, page: actor.page }, 'a bank file could not be booked; nothing of it was')
      return { ok: false }
    }
  })
  booking.set(key, work)
  for (const old of [...booking.keys()].slice(0, -50)) if (booking.get(old)?.result) booking.delete(old)
  return { work, mine: true }
}

/** The booking of the upload that goes on, or the one that ended last. */
export const bookingOf = (db: Db, actor: Actor, sha256: string) => worksOf(db).booking.get(`${actor.namndId} ${sha256}`) ?? null

/** The plan of a file; of a large one the plan made before, as long as nothing has come since. */
export async function planOf(db: Db, actor: Actor, file: PaymentFile, sha256: string): Promise<PaymentsPreview> {
  if (file.payments.length < largeFile) return previewPayments(db, actor, file, sha256)
  const { previews } = worksOf(db)
  const key = `${actor.namndId} ${sha256}`
  const stamp = await planStamp(db)
  const known = previews.get(key)
  if (known?.stamp === stamp) return known.plan
  const plan = await previewPayments(db, actor, file, sha256)
  previews.set(key, { stamp, plan })
  for (const old of [...previews.keys()].slice(0, -filesHeld)) previews.delete(old)
  return plan
}

const largeFile = 2000

/** Waits for the outcome a while; null when it is not there yet. */
export async function within<Outcome>(work: Work<Outcome>, ms: number): Promise<Outcome | null> {
  if (work.result !== null) return work.result
  const stop = new AbortController()
  const late = setTimeout(ms, null, { signal: stop.signal }).catch(() => null)
  return Promise.race([work.outcome, late]).finally(() => stop.abort())
}

function begin<Outcome>(actor: Actor, total: number, run: (work: Work<Outcome>) => Promise<Outcome>): Work<Outcome> {
  const work: Work<Outcome> = {
    done: 0,
    total,
    by: actor.name,
    userId: actor.userId,
    outcome: Promise.resolve() as never,
    result: null,
    told: false,
  }
  work.outcome = run(work).then((outcome) => (work.result = outcome))
  work.outcome.catch(() => undefined) // whoever waits for it is told
  return work
}
