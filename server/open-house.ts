/** From an address to a running house: migrated, opened, with a clock and a log. */
import pino from 'pino'
import { openDb } from './db.js'
import type { Day } from './domain/calendar.js'
import { clockAt, type House } from './house.js'
import { openMail, type MailSettings } from './mail.js'
import { migrate } from './migrate.js'

export interface HouseOptions {
  url: string
  today?: Day
  logLevel?: string
  development?: boolean
  secureCookies?: boolean
  publicUrl?: string
  mail?: MailSettings | null
}

/** Migrates first; throws DatabaseTooNew when the database has been used by a newer program. Logs go to stderr. */
export async function openHouse(options: HouseOptions): Promise<House> {
  await migrate(options.url)
  const db = openDb(options.url)
  return {
    db,
    clock: clockAt(options.today),
    log: pino({ level: options.logLevel ?? 'info' }, pino.destination(2)),
    development: options.development ?? false,
    secureCookies: options.secureCookies ?? false,
    publicUrl: options.publicUrl?.replace(/\/+$/, '') ?? null,
    mail: options.mail ? openMail(options.mail) : null,
  }
}
