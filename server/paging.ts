/** A list in pages: the page somebody asks for in the address, how many there are, and the rows before it. */

/** What a page holds where the list has no number of its own. */
export const pageSize = 25

export interface Paging {
  /** from 1 */
  page: number
  pages: number
  /** rows before the first of the page */
  offset: number
}

/** `?sida=` as a number from 1 to 999 999; anything else is the first page. */
export function pageNumberOf(asked: unknown): number {
  return /^[1-9]\d{0,5}$/.test(String(asked)) ? Number(asked) : 1
}

/** How many pages `total` rows make; an empty list has one. */
export function pagesOf(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size))
}

/** The page `wanted`, or the last where there are fewer. */
export function pageWithin(wanted: number, total: number, size: number): Paging {
  const pages = pagesOf(total, size)
  const page = Math.min(wanted, pages)
  return { page, pages, offset: (page - 1) * size }
}

/** The page asked for in the address, within a list of ordinary pages. */
export function pageAsked(asked: unknown, total: number): Paging {
  return pageWithin(pageNumberOf(asked), total, pageSize)
}
