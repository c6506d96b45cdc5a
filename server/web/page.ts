/** The one way out for a page: a view inside the layout, as 200 unless told otherwise. */
import type { Response } from 'express'
import { scripts, stylesheets, assetUrl } from './assets.js'
import { renderView } from './templates.js'
import { pageWords } from './view-helpers.js'

/** What the person reads at the top of the page and in the tab; everything else is the view's own. */
export interface PageLocals {
  /** h1 and the tab's title, without the product's name. */
  title: string
  /** The key of the menu item this page belongs to. */
  active?: string
  /** Faults in the answer: each field finds its own. They, and every refusal by the rules (422), put "Fel:" first in the tab's title. */
  errors?: readonly { field: string; message: string }[]
  [name: string]: unknown
}

/** Renders views/<view>.ejs inside views/layout.ejs and sends it. `status` wins over what is already set on the response. */
export function page(res: Response, view: string, locals: PageLocals, status?: number): void {
  if (status !== undefined) res.status(status)
  res.type('html').send(renderPage(view, { ...res.locals, ...locals, status: res.statusCode }))
}

/** The whole page as text. `all` is what page() was given and what stands in res.locals (user, csrfToken, flash, today, menu). */
export function renderPage(view: string, all: Record<string, unknown>): string {
  const words = { ...all, ...pageWords(all) }
  const body = renderView(view, words)
  return renderView('layout', { ...words, body, stylesheets, scripts, assetUrl }).toString()
}
