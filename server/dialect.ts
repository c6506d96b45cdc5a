/** The two engines the product runs on, by the address. */
export type Dialect = 'sqlite' | 'postgresql'

/** `file:…` is SQLite, `postgresql://…` PostgreSQL. Throws on anything else: a wrong address is a set-up mistake. */
export function dialectOf(url: string): Dialect {
  if (url.startsWith('file:')) return 'sqlite'
  if (/^postgres(ql)?:\/\//.test(url)) return 'postgresql'
  throw new Error('DATABASE_URL ska börja med file: eller postgresql://')
}
