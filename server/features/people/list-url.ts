/** The state of the list of people as it stands in the URL: the words the user sees in the address, and the filter they mean. */
import type { z } from 'zod'
import { paths } from '../../paths.js'
import type { PeopleQuery } from './form.js'
import type { PeopleFilter, PeopleSort } from './list-store.js'

type Query = z.infer<typeof PeopleQuery>

export function filterOf(query: Query): PeopleFilter {
  return {
    text: query.q.trim(),
    step: query.steg,
    mine: query.mina === 'ja',
    inDebt: query.skuld === 'ja',
    withChildren: query.barn === 'ja',
    sort: query.sortera,
    page: query.sida,
  }
}

/** The list's address with some of its state changed; the first page and the usual order are not written. */
export function listUrl(query: Query, changed: Partial<Query>): string {
  const { sida, sortera, ...rest } = { ...query, ...changed }
  return paths.people.url({}, { ...rest, sortera: sortera === 'namn' ? null : sortera, sida: sida === 1 ? null : sida })
}

/** What a heading that sorts needs: the address that sorts by it, or turns the order when it already does. */
export function sortColumn(
  query: Query,
  name: 'namn' | 'skuld' | 'fodd',
  firstDown = false,
): { href: string; sorted?: 'ascending' | 'descending' } {
  const down: PeopleSort = `-${name}`
  const current = query.sortera === name ? 'ascending' : query.sortera === down ? 'descending' : undefined
  const next = current === undefined ? (firstDown ? down : name) : current === 'ascending' ? down : name
  return { href: listUrl(query, { sortera: next, sida: 1 }), ...(current ? { sorted: current } : {}) }
}
