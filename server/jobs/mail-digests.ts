/**
 * Each morning the daily e-mail, to those who want it and have something to do: every five minutes it is seen who is left. In the background,
 * a few at a time; a mail server that does not answer costs nobody's page anything, and after a few such answers the rest wait for the next
 * round. Safe to run twice, in one process or two.
 */
import { createHmac } from 'node:crypto'
import { Cron } from 'croner'
import type { Actor } from '../actor.js'
import { digestMail } from '../documents/digest-mail.js'
import { addDays, MUNICIPAL_ZONE } from '../domain/calendar.js'
import type { MailOutcome } from '../domain/codes.js'
import { digestCounts, isDigestTime, isWorthMailing, nextStep, type DigestCounts } from '../domain/mail-digest.js'
import type { Settings } from '../domain/policy.js'
import * as store from '../features/own-settings/digest-store.js'
import { ownLines, type OwnLines } from '../features/own-settings/own-lines-store.js'
import { isMasked } from '../features/today/line-about.js'
import type { House } from '../house.js'
import { paths } from '../paths.js'
import { settingsFor } from '../settings.js'
import { keptMarkSecret } from '../web/session-store.js'

const everyFiveMinutes = '*/5 * * * *'
const sentAtATime = 3
/** so many in a row that did not reach the mail server: it is down */
const unreachedBeforeRest = 3

export interface DigestRun {
  recipients: number
  outcomes: Partial<Record<MailOutcome, number>>
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
    const outcomes: DigestRun['outcomes'] = {}
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

interface Due {
  user: Actor
  email: string
  digest: store.TakenDigest
  step: 'TRY' | 'GIVE_UP'
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

/** Counts each outcome as it comes. */
async function sendAll(
  house: House,
  settings: Settings,
  due: readonly Due[],
  outcomes: DigestRun['outcomes'],
  stopped: () => boolean,
): Promise<void> {
  const count = (outcome: MailOutcome) => (outcomes[outcome] = (outcomes[outcome] ?? 0) + 1)
  const letters: { due: Due; counts: DigestCounts }[] = []
  for (const one of due.filter(({ step }) => step === 'GIVE_UP')) {
    if (!(await store.takeAttempt(house.db, one.digest, house.clock.now(), 'MAIL_GIVEN_UP'))) continue
    house.log.warn({ digest: one.digest.id }, 'a daily e-mail was given up')
    count('MAIL_GIVEN_UP')
  }
  const byUser = new Map(due.filter(({ step }) => step === 'TRY').map((one) => [one.user.userId, one]))
  const users = [...byUser.values()].map(({ user }) => user)
  for await (const [user, own] of ownLines(house.db, users, settings)) {
    const one = byUser.get(user.userId)
    if (one) letters.push({ due: one, counts: countsOf(user, own, settings) })
  }
  const secret = letters.length > 0 ? await keptMarkSecret(house.db) : ''
  let unreached = 0
  const sender = async () => {
    for (let letter = letters.shift(); letter && !stopped() && unreached < unreachedBeforeRest; letter = letters.shift()) {
      const answer = await sendOne(house, letter.due, letter.counts, settings, secret).catch((error: unknown) => {
        house.log.error({ err: error, digest: letter?.due.digest.id }, 'a daily e-mail failed')
        return null
      })
      if (answer === null) continue
      count(answer.outcome)
      unreached = answer.reached ? 0 : unreached + 1
    }
  }
  await Promise.all(Array.from({ length: sentAtATime }, sender))
}

/** Null: another process has taken it, or the user is closed. */
async function sendOne(
  house: House,
  { digest, user, email }: Due,
  counts: DigestCounts,
  settings: Settings,
  secret: string,
): Promise<{ outcome: MailOutcome; reached: boolean } | null> {
  const { mail, publicUrl, db, clock } = house
  if (!mail || !publicUrl) return null
  if (!isWorthMailing(counts))
    return (await store.takeAttempt(db, digest, clock.now(), 'MAIL_NOT_NEEDED')) ? { outcome: 'MAIL_NOT_NEEDED', reached: true } : null
  if (!(await store.takeAttempt(db, digest, clock.now()))) return null
  const mark = createHmac('sha256', secret).update(`digest ${digest.id}`).digest('hex').slice(0, 32)
  const answer = await mail.send({
    to: email,
    ...digestMail(counts, user.today, publicUrl, settings.weekDays),
    messageId: `${mark}@${mail.domain}`,
    unsubscribeHref: `${publicUrl}${paths.ownSettings.url()}`,
  })
  await store.endAttempt(db, digest, { outcome: answer.outcome, fault: answer.fault, endedAt: clock.now() })
  if (answer.outcome !== 'MAIL_SENT')
    house.log.warn({ digest: digest.id, outcome: answer.outcome, fault: answer.fault }, 'a daily e-mail did not go')
  return answer
}

function countsOf(user: Actor, { lines, hidden, cases }: OwnLines, settings: Settings): DigestCounts {
  const inLines = new Set(lines.flatMap((line) => (line.action.kind === 'HANDLE_CASE' && !isMasked(line, hidden) ? [line.action.caseId] : [])))
  const until = addDays(user.today, settings.weekDays)
  const legalDays = cases
    .filter((one) => inLines.has(one.id))
    .flatMap((one) => one.now.ahead.map((date) => date.on).filter((on) => on >= user.today && on <= until))
  return digestCounts(lines, (line) => isMasked(line, hidden), legalDays, user.today)
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
