/** Who has looked at a person, for the chef: when, who, which page (lag 2001:454 10 §: systematic checks of access). */
import { z } from 'zod'
import type { House } from '../../house.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { fieldOf } from '../../web/read-form.js'
import { pageNameOf } from './page-names.js'
import { personLocals, personPage } from './person-page.js'

const readingsPerPage = 50
const ReadingsQuery = z.object({ sida: fieldOf.pageNumber() })

export function readingsRoutes(house: House, { get }: Door): void {
  get(paths.personReadings, async (req, res) => {
    const actor = actorOf(res)
    const person = await personPage(house, req, res)
    if (!person) return
    const { sida } = ReadingsQuery.parse(req.query)
    const where = { namndId: actor.namndId, personId: person.id, action: 'READ' }
    const total = await house.db.prisma.auditEvent.count({ where })
    const rows = await house.db.prisma.auditEvent.findMany({
      where,
      orderBy: { id: 'desc' },
      skip: (sida - 1) * readingsPerPage,
      take: readingsPerPage,
    })
    page(res, 'people/readings', {
      title: `Vem har tittat på ${person.name}`,
      ...personLocals(person),
      readings: rows.map((row) => ({ at: row.at, actor: row.actor, pageName: pageNameOf(row.page) })),
      total,
      sida,
      size: readingsPerPage,
      pages: pagesOf(total, readingsPerPage),
      pageUrl: (n: number) => paths.personReadings.url({ personId: person.id }, { sida: n === 1 ? null : n }),
    })
  })
}
