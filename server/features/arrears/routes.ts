/** Skulder: who is behind, how much and since when, where it is going and what to do next. */
import type { Router } from 'express'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { csvBytes } from '../../documents/csv.js'
import { xlsxBytes } from '../../documents/xlsx.js'
import { exportColumns, exportRow } from './export.js'
import { ArrearsQuery } from './form.js'
import { ledgerRoutes } from './ledger-routes.js'
import { exportList, listPage } from './list.js'
import { listLocals } from './list-page.js'

export function arrearsRoutes(house: House): Router {
  const opened = door(house)
  const { get, router } = opened

  get(paths.arrears, async (req, res) => {
    const actor = actorOf(res)
    const query = ArrearsQuery.parse(req.query)
    page(res, 'arrears/index', listLocals(actor, query, await listPage(house.db, actor, query)))
  })

  get(paths.arrearsCsv, async (req, res) => {
    const list = await exportList(house.db, actorOf(res), ArrearsQuery.parse(req.query), 'csv')
    const header = exportColumns(list).map((column) => column.header)
    const bytes = csvBytes(
      header,
      list.rows.map((row) => exportRow(row, list, 'csv')),
    )
    res.attachment(`skulder-${list.on}.csv`).type('text/csv; charset=utf-8').send(bytes)
  })

  get(paths.arrearsXlsx, async (req, res) => {
    const list = await exportList(house.db, actorOf(res), ArrearsQuery.parse(req.query), 'xlsx')
    const rows = list.rows.map((row) => exportRow(row, list, 'xlsx'))
    const bytes = await xlsxBytes([{ name: `Skulder ${list.on}`, columns: exportColumns(list), rows }])
    res.attachment(`skulder-${list.on}.xlsx`).send(bytes)
  })

  ledgerRoutes(house, opened)
  return router
}
