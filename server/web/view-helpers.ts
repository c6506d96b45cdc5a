/** The words a view may use: money, days, labels, addresses and parts. A view shows; what is not here it may not compute. */
import * as money from '../domain/money.js'
import * as dates from '../domain/swedish-dates.js'
import { label } from '../labels.sv.js'
import { paths } from '../paths.js'
import * as charts from './charts.js'
import { attrs, esc, html, link, type Html } from './html.js'
import { countWords, grouped, plural, sentence } from './swedish-words.js'
import { renderView } from './templates.js'

/** What parts may see of the page besides their own locals. */
const seenByParts = ['user', 'csrfToken', 'errors', 'today'] as const

/**
 * Every helper for one page. `all` holds what came with the page and from res.locals: today (YYYY-MM-DD), flash, errors, user,
 * csrfToken. Helpers that give a date or a part return rendered HTML, so both <%= and <%- show them right.
 */
export function pageWords(all: Record<string, unknown>) {
  const today = typeof all.today === 'string' ? all.today : ''
  const waiting = Array.isArray(all.flash) ? [...all.flash] : []
  const words = {
    kr: money.kronor,
    amount: money.amount,
    percent: money.percent,
    /** 2026-11-30, as in tables. */
    day: (on: string | null | undefined) => timeOf(on, (day) => day),
    /** "mån 30 nov", with the year when it is another. */
    shortDay: (on: string | null | undefined) => timeOf(on, (day) => dates.shortDay(day, today)),
    /** "30 november 2026". */
    longDay: (on: string | null | undefined) => timeOf(on, dates.longDay),
    /** "Måndag 30 november". */
    weekday: (on: string | null | undefined) => timeOf(on, dates.weekdayLong),
    /** "30 november", in running text. */
    dayAndMonth: (on: string | null | undefined) => timeOf(on, dates.dayAndMonth),
    /** "november 2026" of YYYY-MM. */
    monthName: dates.monthName,
    /** How far away a deadline is: "om 8 dagar", "i morgon". */
    deadlineWords: (on: string) => dates.deadlineWords(on, today),
    /** An instant (UTC ISO text) as day and time in Sweden. */
    stamp: (at: string | null | undefined) => timeOf(at, dates.stamp),
    todayOn: today,
    label,
    paths,
    ...charts,
    esc,
    attrs,
    html,
    link,
    plural,
    grouped,
    countWords,
    sentence,
    /** The message at a field, from the page's errors; undefined when there is none. */
    errorAt: (name: string) => errorsOf(all).find((error) => error.field === name)?.message,
    /** The flash messages not yet shown; page-head shows them, the layout shows what is left. */
    takeFlash: () => waiting.splice(0),
    /** Renders views/parts/<name>.ejs. Parts see their own locals, these helpers, and user, csrfToken, errors and today. */
    part: (name: string, locals: Record<string, unknown> = {}): Html => renderView(`parts/${name}`, { ...forParts, ...locals }),
  }
  const seen = Object.fromEntries(seenByParts.map((name) => [name, all[name]]))
  const forParts: Record<string, unknown> = { ...words, ...seen }
  return words
}

function timeOf(value: string | null | undefined, show: (value: string) => string): Html | '' {
  return value ? html`<time datetime="${value}">${show(value)}</time>` : ''
}

function errorsOf(all: Record<string, unknown>): { field: string; message: string }[] {
  return Array.isArray(all.errors) ? all.errors : []
}
