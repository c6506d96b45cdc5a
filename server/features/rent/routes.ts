/** Hyror: the month matrix and the monthly charge run with its preview. */
import type { Router } from 'express'
import { xlsxBytes } from '../../documents/xlsx.js'
import { isOverdue } from '../../domain/arrears.js'
import { isMonth, monthOf, nextMonth, yearOf, type Day, type Month } from '../../domain/calendar.js'
import { may } from '../../domain/access.js'
import { kronor } from '../../domain/money.js'
import { HOUSING_FORMS } from '../../domain/codes.js'
import { dueOn } from '../../domain/rent-due.js'
import { longDay, monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { toleranceFor } from '../../settings.js'
import { actorOf, door, flash } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { closedMonthsWords, firstOpenDay } from '../month-close/closed-store.js'
import { placesWithoutRent, planChargeRun, runCharges } from './charge-run-store.js'
import { ChargeRunForm, MatrixQuery } from './form.js'
import { matrixFoot, matrixRow, matrixSheets, monthHeads, monthsShown, monthsText } from './matrix-page.js'
import { matrixChoices, matrixPageSize, monthMatrix, wholeMatrix } from './month-matrix-store.js'
import { rentSubnav } from './rent-pages.js'

export function rentRoutes(house: House): Router {
  const { get, post, router } = door(house)

  get(paths.rents, async (req, res) => {
    const actor = actorOf(res)
    const query = MatrixQuery.parse(req.query)
    const months = monthsShown(query.ar, actor.today)
    const toleranceOn = await toleranceFor(house.db, actor)
    const matrix = await monthMatrix(house.db, actor, { ...filterOf(query, months), page: query.sida })
    const { sida: _page, ...kept } = query
    const href = (change: Partial<Record<keyof MatrixQuery, string | number | undefined>>) => paths.rents.url({}, { ...kept, ...change })
    const thisYear = yearOf(actor.today)
    page(res, 'rent/matrix', {
      title: `Hyror ${monthsText(months)}`,
      active: 'rents',
      subnav: rentSubnav('rents', may(actor.role, 'changeRents')),
      mayCharge: may(actor.role, 'changeRents'),
      monthsText: monthsText(months),
      query,
      kept,
      isFiltered: Boolean(query.stod || query.form || query.ks || query.skuld),
      years: [
        { href: href({ ar: undefined }), text: 'Senaste året', current: query.ar === undefined },
        ...[...new Set([thisYear, thisYear - 1, query.ar ?? thisYear])].map((year) => ({
          href: href({ ar: year }),
          text: String(year),
          current: query.ar === year,
        })),
      ],
      details: query.visa === 'belopp',
      detailsHref: href({ visa: query.visa === 'belopp' ? undefined : 'belopp' }),
      xlsxHref: paths.rentsXlsx.url({}, kept),
      choices: { ...(await matrixChoices(house.db, actor)), forms: choices(HOUSING_FORMS) },
      total: matrix.total,
      months: monthHeads(months, actor.today),
      rows: matrix.people.map((person) => matrixRow(person, months, actor.today, toleranceOn)),
      foot: matrixFoot(matrix.sums, months),
      dueWords: dueWords(actor.today),
      pager: {
        page: query.sida,
        pages: pagesOf(matrix.total, matrixPageSize),
        total: matrix.total,
        size: matrixPageSize,
        href: (n: number) => href({ sida: n }),
      },
    })
  })

  get(paths.rentsXlsx, async (req, res) => {
    const actor = actorOf(res)
    const query = MatrixQuery.parse(req.query)
    const months = monthsShown(query.ar, actor.today)
    const toleranceOn = await toleranceFor(house.db, actor)
    const matrix = await wholeMatrix(house.db, actor, filterOf(query, months))
    const bytes = await xlsxBytes(matrixSheets(matrix, months, actor.today, toleranceOn))
    res.attachment(`hyror-${months[0]}-${months.at(-1)}.xlsx`).send(bytes)
  })

  get(paths.chargeRun, async (req, res) => {
    const actor = actorOf(res)
    const asked = String(req.query.manad ?? '')
    const month = isMonth(asked) ? asked : nextMonth(monthOf(actor.today))
    const { planned, ...run } = await planChargeRun(house.db, actor, month)
    page(res, 'rent/charge-run', {
      title: 'Avisera hyror',
      active: 'rents',
      crumbs: [{ href: paths.rents.url(), text: 'Hyror' }],
      month,
      monthText: monthName(month),
      run,
      withoutRent: await placesWithoutRent(house.db, actor, run.withoutRent),
      lateBills: planned.filter((bill) => isOverdue(bill.dueOn, actor.today)).length,
      closed: closedMonthsWords(
        planned.map((bill) => bill.dueOn),
        await firstOpenDay(house.db, actor.namndId),
      ),
      partMonths: planned.filter((bill) => bill.charge.days < bill.charge.daysInMonth).length,
      months: [...new Set([...Array.from({ length: 6 }, (_, n) => nextMonth(monthOf(actor.today), n - 2)), month])]
        .sort()
        .map((one) => ({ value: one, text: monthName(one) })),
    })
  })
  post(paths.chargeRun, async (req, res) => {
    const form = readForm(ChargeRunForm, req.body)
    if (!form.ok) return res.redirect(303, paths.chargeRun.url())
    const run = await runCharges(house.db, actorOf(res), form.value.month)
    const waited = run.matchedWaiting === 0 ? '' : ` ${waitedText(run.matchedWaiting)}`
    flash(
      req,
      run.bills === 0
        ? `Alla hyror för ${monthName(run.month)} är redan aviserade.`
        : `${run.bills} hyror för ${monthName(run.month)} är aviserade, ${kronor(run.chargedOre)}.${waited}`,
    )
    res.redirect(303, paths.rents.url({}, { ar: run.month.slice(0, 4) }))
  })
  return router
}

function filterOf(query: MatrixQuery, months: readonly Month[]) {
  return {
    from: months[0] ?? '',
    to: months.at(-1) ?? '',
    boendestodjareId: query.stod ?? null,
    housingForm: query.form ?? null,
    costCentre: query.ks || null,
    withDebt: query.skuld === 'ja',
  }
}

/** "Hyran för november 2026 förföll 30 oktober." */
function dueWords(today: Day): string {
  const month = monthOf(today)
  return `Hyran för en månad förfaller sista bankdagen månaden före. Hyran för ${monthName(month)} förföll ${longDay(dueOn(month))}.`
}

const waitedText = (payments: number) =>
  payments === 1
    ? 'En inbetalning som väntade utan träff har hittat sin hyresgäst.'
    : `${payments} inbetalningar som väntade utan träff har hittat sina hyresgäster.`
