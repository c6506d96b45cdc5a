/**
 * Each morning the daily e-mail, to those who want it and have something to do: every five minutes it is seen who is left, and written to in the
 * background (digest-sending.ts). Safe to run twice, in one process or two.
 */
import { Cron } from 'croner'
import type { Actor } from '../actor.js'
import { MUNICIPAL_ZONE } from '../domain/calendar.js'
import type { MailOutcome } from '../domain/codes.js'
import { isDigestTime, nextStep, type DigestCounts } from '../domain/mail-digest.js'
import type { Settings } from '../domain/policy.js'
import * as store from '../features/own-settings/digest-store.js'
import { ownLines } from '../features/own-settings/own-lines-store.js'
import type { House } from '../house.js'
import { settingsFor } from '../settings.js'
import { countsOf, sendAll, type Due, type Outcomes } from './digest-sending.js'

const everyFiveMinutes = '*/5 * * * *'

export interface DigestRun {
  recipients: number
  outcomes: Outcomes
}
export interface DigestOptions {
  /** one nämnd only */
  namndId?: number
  /** at once, whatever the hour and the day */
  now?: boolean
  /** asked between one mail and the next */
  stopped?: () => boolean
}

/** Starts the mornings; returns what stops them, when what is being sent has gone. */
export function startMailDigests(house: House): () => Promise<void> {
  if (!house.mail) return () => Promise.resolve()
  let stopped = false
  let running: Promise<unknown> = Promise.resolve()
  const failed = (error: unknown) => house.log.error({ err: error }, 'the daily e-mail failed')
  const job = new Cron(everyFiveMinutes, { timezone: MUNICIPAL_ZONE, protect: true, catch: failed }, () => {
    running = runMailDigests(house, { stopped: () => stopped }).catch(failed)
    return running as Promise<void>
  })
  return async () => {
    stopped = true
    job.stop()
    await running
  }
}

/** One round over the nämnder, written as a JobRun where there was anybody to write to. */
export async function runMailDigests(house: House, options: DigestOptions = {}): Promise<DigestRun> {
  const total: DigestRun = { recipients: 0, outcomes: {} }
  for (const namnd of await house.db.prisma.namnd.findMany({ orderBy: { id: 'asc' }, select: { id: true } })) {
    if (options.namndId !== undefined && options.namndId !== namnd.id) continue
    const today = house.clock.today()
    const settings = await settingsFor(house.db, { namndId: namnd.id, today })
    const due = await dueIn(house, namnd.id, settings, options.now ?? false)
    if (due.length === 0) continue
    const startedAt = house.clock.now()
    const outcomes: Outcomes = {}
    const failed = await sendAll(house, settings, due, outcomes, options.stopped ?? (() => false)).catch((error: unknown) => {
      house.log.error({ err: error, namnd: namnd.id }, 'the daily e-mail failed') // the other nämnder get theirs, and this one tries again
      return true
    })
    await house.db.prisma.jobRun.create({
      data: {
        job: 'mail-digest',
        startedAt,
        endedAt: house.clock.now(),
        ok: failed || outcomes.MAIL_DELAYED || outcomes.MAIL_GIVEN_UP ? 'NO' : 'YES',
        detail: JSON.stringify({ namnd: namnd.id, recipients: due.length, ...outcomes }),
      },
    })
    total.recipients += due.length
    for (const [outcome, count] of Object.entries(outcomes) as [MailOutcome, number][])
      total.outcomes[outcome] = (total.outcomes[outcome] ?? 0) + count
  }
  return total
}

/** What each who wants it would be told, and nothing is taken or sent. */
export async function digestsToCome(house: House, namndId: number): Promise<{ user: Actor; counts: DigestCounts }[]> {
  const settings = await settingsFor(house.db, { namndId, today: house.clock.today() })
  const recipients = await store.recipientsOf(house.db, namndId, settings.digestFromStart === 1)
  const all: { user: Actor; counts: DigestCounts }[] = []
  const actors = recipients.map((one) => actorOf(house, namndId, one))
  for await (const [user, own] of ownLines(house.db, actors, settings)) all.push({ user, counts: countsOf(user, own, settings) })
  return all
}

/** Whose digest of the day is to be sent, or given up, now. The digests are taken. */
async function dueIn(house: House, namndId: number, settings: Settings, now: boolean): Promise<Due[]> {
  const { db, clock } = house
  const [today, nowAt] = [clock.today(), clock.now()]
  const isTime = now || isDigestTime(today, nowAt, settings)
  const before = await store.digestsOn(db, namndId, today)
  if (!isTime && before.size === 0) return []
  const recipients = await store.recipientsOf(db, namndId, settings.digestFromStart === 1)
  const untaken = isTime ? recipients.filter((one) => !before.has(one.userId)) : []
  await store.takeDigests(db, namndId, untaken, today, nowAt)
  const digests = untaken.length > 0 ? await store.digestsOn(db, namndId, today) : before
  return recipients.flatMap((one): Due[] => {
    const digest = digests.get(one.userId)
    if (!digest) return []
    const step = nextStep(digest.takenAt, digest.attempts, nowAt, settings)
    return step === 'TRY' || step === 'GIVE_UP' ? [{ user: actorOf(house, namndId, one), email: one.email, digest, step }] : []
  })
}

function actorOf(house: House, namndId: number, one: store.Recipient): Actor {
  const { userId, role, unitId } = one
  return {
    userId,
    name: 'daglig e-post',
    role,
    namndId,
    unitId,
    page: 'daglig e-post',
    now: house.clock.now(),
    today: house.clock.today(),
  }
}
