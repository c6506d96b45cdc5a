/** Uppföljning of the rents: the month in figures, rent in time and losses, each with the rows behind. */
import type { Router } from 'express'
import { may } from '../../domain/access.js'
import { monthOf, nextMonth } from '../../domain/calendar.js'
import { percent } from '../../domain/money.js'
import { monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { plural } from '../../web/swedish-words.js'
import { listMonths } from '../month-close/store.js'
import { rentSubnav } from '../rent/rent-pages.js'
import { readOnTime } from './form.js'
import { lossesRoutes } from './losses-routes.js'
import { lossesOf } from './losses-store.js'
import { onTimeRoutes } from './on-time-routes.js'
import { onTimeReport } from './on-time-store.js'
import { isSmall, monthPoints } from './on-time-words.js'

export function rentFollowUpRoutes(house: House): Router {
  const opened = door(house)
  const { get, router } = opened
  const { db } = house

  get(paths.rentFollowUp, async (_req, res) => {
    const actor = actorOf(res)
    const mayRead = may(actor.role, 'readRents')
    const { smallGroup, expectedLossDays } = await settingsFor(db, actor)
    const limit = mayRead ? null : smallGroup
    const asked = readOnTime({}, actor.today)
    const report = await onTimeReport(db, actor, { year: asked.months.year, period: asked.months.year, forms: asked.forms })
    const latest = [...report.months].reverse().find((one) => one.bills.N > 0)
    const losses = await lossesOf(db, actor, { from: `${asked.year}-01`, to: monthOf(actor.today) })
    const told = <T>(hidden: boolean, value: T) => (hidden ? `färre än ${smallGroup} visas inte` : value)
    const sum = (lines: readonly { ore: number; people: number; rows: number }[]) => ({
      ore: lines.reduce((all, line) => all + line.ore, 0),
      rows: lines.reduce((all, line) => all + line.rows, 0),
      people: lines.reduce((all, line) => all + line.people, 0),
    })
    const expected = sum(losses.expected.filter((line) => line.month === monthOf(actor.today)))
    const realised = sum(losses.realised)
    const hides = (people: number) => limit !== null && people > 0 && people < limit
    const months = await listMonths(db, actor, monthOf(actor.today))
    const closed = months.find((one) => one.closedAt !== null)
    const toClose = [...months]
      .reverse()
      .find((one) => one.closedAt === null && one.month < monthOf(actor.today) && (!closed || one.month === nextMonth(closed.month)))
    page(res, 'rent-follow-up/index', {
      title: 'Uppföljning av hyror',
      active: 'rents',
      subnav: mayRead ? rentSubnav('followUp', may(actor.role, 'changeRents')) : null,
      year: asked.year,
      latest: latest ? { month: latest.month, n: latest.bills.n, N: latest.bills.N, hidden: hides(latest.persons.N) } : null,
      onTime: latest
        ? {
            share: told(hides(latest.persons.N), percent(latest.bills.n, latest.bills.N)),
            note: hides(latest.persons.N)
              ? monthName(latest.month)
              : `${latest.bills.n} av ${plural(latest.bills.N, 'avi', 'avier')}, ${monthName(latest.month)}`,
          }
        : null,
      persons: {
        share: told(limit !== null && isSmall(report.period.persons, limit), percent(report.period.persons.n, report.period.persons.N)),
        note: hides(report.period.persons.N)
          ? `i år`
          : `${report.period.persons.n} av ${plural(report.period.persons.N, 'person', 'personer')} har betalat allt i tid i år`,
      },
      expected: { ...expected, hidden: hides(expected.people) },
      realised: { ...realised, hidden: hides(realised.people) },
      expectedLossDays,
      smallGroup,
      points: monthPoints(report, actor.today, limit),
      closed: closed ? { ...closed, href: paths.monthClose.url({ month: closed.month }) } : null,
      toClose: toClose
        ? { month: toClose.month, href: may(actor.role, 'closeMonths') ? paths.monthClosing.url({ month: toClose.month }) : null }
        : null,
    })
  })

  onTimeRoutes(house, opened)
  lossesRoutes(house, opened)
  return router
}
