/** What every part of the running program is handed: the database, the clock and the log. */
import type { Logger } from 'pino'
import type { Db } from './db.js'
import { dayInStockholm, type Day } from './domain/calendar.js'
import type { Mail } from './mail.js'

export interface Clock {
  today(): Day
  now(): string
}

export interface House {
  db: Db
  clock: Clock
  log: Logger
  /** development shows the gallery of parts; production caches views and demands more */
  development: boolean
  secureCookies: boolean
  /** what users type, without a slash at the end; null where nobody has said */
  publicUrl?: string | null
  /** null: no e-mail is sent */
  mail?: Mail | null
}

/** The real clock, or one that stands at a fixed day (the demo municipality and tests) at the real time of day. */
export function clockAt(fixedToday?: Day): Clock {
  const now = () => new Date().toISOString()
  return fixedToday === undefined
    ? { now, today: () => dayInStockholm(now()) }
    : { now: () => `${fixedToday}T${now().slice(11)}`, today: () => fixedToday }
}
