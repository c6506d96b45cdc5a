/**
 * When the database could not do what it was asked, and nobody is to blame: the disk is full, or somebody else holds the database. The
 * transaction is undone by then; what is left to do is to say so in words that help.
 */
export type DatabaseTrouble = 'FULL' | 'LOCKED'

/** What the command line says; the pages say the same in their own form (views/errors/database-trouble.ejs). */
export const troubleWords: Record<DatabaseTrouble, string> = {
  FULL: 'Disken där databasen ligger är full. Inget är ändrat. Gör plats på disken och kör kommandot igen.',
  LOCKED: 'Databasen är upptagen av ett annat program. Inget är ändrat. Vänta en stund och kör kommandot igen.',
}

/** The trouble behind an error, on either engine; null when it is another. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  for (let one = error, depth = 0; typeof one === 'object' && one !== null && depth < 8; depth++) {
    const { code, originalCode, message, cause } = one as { code?: unknown; originalCode?: unknown; message?: unknown; cause?: unknown }
    for (const text of [code, originalCode]) {
      if (typeof text !== 'string') continue
      // SQLite's words, PostgreSQL's numbers (Appendix A, Error Codes), and the operating system's.
      if (text === 'SQLITE_FULL' || text === '53100' || text === 'ENOSPC') return 'FULL'
      if (/^SQLITE_(BUSY|LOCKED)/.test(text) || text === '55P03' || text === '40P01') return 'LOCKED'
    }
    if (typeof message === 'string') {
      if (/database or disk is full|no space left on device/i.test(message)) return 'FULL'
      if (/database is locked|SQLITE_BUSY|SocketTimeout/i.test(message)) return 'LOCKED'
    }
    one = cause
  }
  return null
}
