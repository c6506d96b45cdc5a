/** What several payment pages share: how the query string is read. */

/** One text of the query string; a repeated or missing one is empty. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '')
