/** What several payment pages share: how the query string is read. */

export const pageSize = 25

/** The page asked for, within what there is. */
export function pageAsked(asked: unknown, total: number): { page: number; pages: number; offset: number } {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const wanted = typeof asked === 'string' && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1
  const page = Math.min(wanted, pages)
  return { page, pages, offset: (page - 1) * pageSize }
}

/** One text of the query string; a repeated or missing one is empty. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '')
