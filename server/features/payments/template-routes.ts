/** The list of payments to fill in by hand. */
import type { House } from '../../house.js'
import { xlsxBytes } from '../../documents/xlsx.js'
import { paths } from '../../paths.js'
import type { Door } from '../../web/door.js'

export function templateRoutes(_house: House, { get }: Door): void {
  get(paths.paymentTemplate, async (_req, res) => {
    res
      .attachment('mall-betalningar.xlsx')
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(await xlsxBytes([]))
  })
}
