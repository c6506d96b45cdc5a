/**
 * The sending of the daily e-mail: a few at a time. A mail server that does not answer costs nobody's page anything, and after a few such
 * answers the rest wait for the next round.
 */
import { createHmac } from 'node:crypto'
import type { Actor } from '../actor.js'
import { digestMail } from '../documents/digest-mail.js'
import { addDays } from '../domain/calendar.js'
import type { MailOutcome } from '../domain/codes.js'
import { digestCounts, isWorthMailing, type DigestCounts } from '../domain/mail-digest.js'
import type { Settings } from '../domain/policy.js'
import * as store from '../features/own-settings/digest-store.js'
import { ownLines, type OwnLines } from '../features/own-settings/own-lines-store.js'
import { isMasked } from '../features/today/line-about.js'
import type { House } from '../house.js'
import { paths } from '../paths.js'
import { keptMarkSecret } from '../web/session-store.js'

export type Outcomes = Partial<Record<MailOutcome, number>>

/** A digest that is taken, and what is to be done with it now. */
export interface Due {
  user: Actor
  email: string
  digest: store.TakenDigest
  step: 'TRY' | 'GIVE_UP'
}

const sentAtATime = 3
/** so many in a row that did not reach the mail server: it is down */
const unreachedBeforeRest = 3

/** Counts each outcome as it comes. */
export async function sendAll(
  house: House,
  settings: Settings,
  due: readonly Due[],
  outcomes: Outcomes,
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

/** What the e-mail tells: numbers only. */
export function countsOf(user: Actor, { lines, hidden, cases }: OwnLines, settings: Settings): DigestCounts {
  const inLines = new Set(
    lines.flatMap((line) => (line.action.kind === 'HANDLE_CASE' && !isMasked(line, hidden) ? [line.action.caseId] : [])),
  )
  const until = addDays(user.today, settings.weekDays)
  const legalDays = cases
    .filter((one) => inLines.has(one.id))
    .flatMap((one) => one.now.ahead.map((date) => date.on).filter((on) => on >= user.today && on <= until))
  return digestCounts(lines, (line) => isMasked(line, hidden), legalDays, user.today)
}
