/** What the pages of a month share: the month in the address, its columns and the way back. */
import type { Request } from 'express'
import type { ActingUser } from '../../actor.js'
import { isMonth, monthOf, type Month } from '../../domain/calendar.js'
import { MONTH_FIGURES } from '../../domain/month-close.js'
import { monthName } from '../../domain/swedish-dates.js'
import { paths } from '../../paths.js'
import { found } from '../../web/errors.js'
import { sentence } from '../../web/swedish-words.js'
import { COLUMN_SIGNS, COLUMN_WORDS } from './presentation.js'

/** The month in the address, if it has begun; any other is an address that does not exist. */
export function monthAsked(req: Request, actor: ActingUser): Month {
  const text = String(req.params.month)
  return found(isMonth(text) && text <= monthOf(actor.today) ? text : null)
}

export const amountColumns = MONTH_FIGURES.map((key) => ({ key, text: COLUMN_WORDS[key], sign: COLUMN_SIGNS[key] }))

export const crumbs = [
  { href: paths.rentFollowUp.url(), text: 'Uppföljning' },
  { href: paths.monthCloses.url(), text: 'Månadsbokslut' },
]

/** The way back from a page under a month. */
export const crumbsTo = (month: Month) => [...crumbs.slice(1), { href: paths.monthClose.url({ month }), text: sentence(monthName(month)) }]
