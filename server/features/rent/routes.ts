/** Hyror: the month matrix and the monthly charge run with its preview. */
import type { Router } from 'express'
import { billState } from '../../domain/bill-state.js'
import { isMonth, monthOf, nextMonth } from '../../domain/calendar.js'
import { may } from '../../domain/access.js'
import { kronor } from '../../domain/money.js'
import { HOUSING_FORMS, type LadderStep, type Role } from '../../domain/codes.js'
import { stepOfHousingForm } from '../../domain/ladder.js'
import { monthName, shortMonthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door, flash } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { planChargeRun, runCharges } from './charge-run-store.js'
import { ChargeRunForm, MatrixQuery } from './form.js'
import { matrixChoices, matrixPageSize, monthMatrix } from './month-matrix-store.js'
import { payCell, rentSubnav } from './rent-pages.js'

export function rentRoutes(house: House): Router {
  const { get, post, router } = door(house)

  get(paths.rents, async (req, res) => {
    const actor = actorOf(res)
    const query = MatrixQuery.parse(req.query)
    const year = query.ar ?? Number(actor.today.slice(0, 4))
    const filter = {
      year,
      page: query.sida,
      boendestodjareId: query.stod ?? null,
      housingForm: query.form ?? null,
      costCentre: query.ks || null,
      withDebt: query.skuld === 'ja',
    }
    const { toleranceBankDays } = await settingsFor(house.db, actor)
    const matrix = await monthMatrix(house.db, actor, filter)
    const months = Array.from({ length: 12 }, (_, n) => nextMonth(`${year}-01`, n))
    // Sums stand in whole kronor so that they fit their columns; each person's ledger has every öre.
    const wholeKronor = (ore: number) => Math.round(ore / 100) * 100
    const sumRow = (text: string, of: 'chargedOre' | 'leftOre') => ({
      text,
      amounts: months.map((month) => {
        const sum = matrix.sums.find((one) => one.period === month)
        return sum ? wholeKronor(sum[of]) : null
      }),
      leftOre: wholeKronor(matrix.sums.reduce((total, one) => total + one[of], 0)),
    })
    const kept = { ar: query.ar, stod: query.stod, form: query.form, ks: query.ks, skuld: query.skuld }
    page(res, 'rent/matrix', {
      title: `Hyror ${year}`,
      active: 'rents',
      subnav: rentSubnav('rents', may(actor.role as Role, 'changeRents')),
      mayCharge: may(actor.role as Role, 'changeRents'),
      year,
      query,
      years: [year - 1, year, year + 1].map((one) => ({
        href: paths.rents.url({}, { ...kept, ar: one }),
        text: String(one),
        current: one === year,
      })),
      choices: { ...(await matrixChoices(house.db, actor)), forms: choices(HOUSING_FORMS) },
      total: matrix.total,
      months: months.map((month) => ({ text: shortMonthName(month), long: monthName(month), now: month === monthOf(actor.today) })),
      rows: matrix.people.map((person) => ({
        person: { href: paths.personLedger.url({ personId: person.personId }), name: person.name, masked: person.name === null },
        step: person.housingForm ? (stepOfHousingForm(person.housingForm as never) as LadderStep) : null,
        leftOre: person.leftOre,
        cells: months.map((month) => payCell(billState(person.bills.get(month), actor.today, toleranceBankDays), actor.today)),
      })),
      foot: [sumRow('Aviserat', 'chargedOre'), sumRow('Kvar', 'leftOre')],
      pager: {
        page: query.sida,
        pages: Math.max(1, Math.ceil(matrix.total / matrixPageSize)),
        total: matrix.total,
        size: matrixPageSize,
        href: (n: number) => paths.rents.url({}, { ...kept, sida: n }),
      },
    })
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

const waitedText = (payments: number) =>
  payments === 1
    ? 'En inbetalning som väntade utan träff har hittat sin hyresgäst.'
    : `${payments} inbetalningar som väntade utan träff har hittat sina hyresgäster.`
