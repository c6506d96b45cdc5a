/** Avstämning med hyresvärden: on paper or as a file, rent and disturbances only, and only what a consent lets us say. */
import type { Router } from 'express'
import { csvBytes } from '../../documents/csv.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, door, idOf } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { landlordOf } from '../administration/landlords-store.js'
import type { DisturbanceForLandlord } from '../disturbances/landlord-store.js'
import { meetingRows, type MeetingRow } from './store.js'

export function landlordMeetingRoutes(house: House): Router {
  const { get, router } = door(house)

  get(paths.landlordMeeting, async (req, res) => {
    const actor = actorOf(res)
    const landlord = found(await landlordOf(house.db, actor, idOf(req, 'landlordId')))
    const rows = await meetingRows(house.db, actor, landlord, 'page')
    page(res, 'landlord-meeting/show', {
      title: `Avstämning med ${landlord.name}`,
      active: 'apartments',
      crumbs: [
        { href: paths.landlords.url(), text: 'Hyresvärdar' },
        { href: paths.landlord.url({ landlordId: landlord.id }), text: landlord.name },
      ],
      landlord,
      rows: rows.map((row) => ({ ...row, told: row.disturbances?.map(disturbanceWords) ?? null })),
    })
  })

  get(paths.landlordMeetingCsv, async (req, res) => {
    const actor = actorOf(res)
    const landlord = found(await landlordOf(house.db, actor, idOf(req, 'landlordId')))
    const rows = await meetingRows(house.db, actor, landlord, 'csv')
    const bytes = csvBytes(
      [
        'Adress',
        'Lägenhet',
        'Hyresgäst',
        'Sen hyra, kr',
        'Sena avier',
        'Äldsta förföll',
        'Öppna störningar',
        'Senast störde',
        'Vad',
        'Besvarad',
      ],
      rows.map(cellsOf),
    )
    res.attachment(`avstamning-${actor.today}.csv`).type('text/csv; charset=utf-8').send(bytes)
  })
  return router
}

/** A subject without consent is said to be so, not left as a zero. */
const NOT_CONSENTED = 'inget samtycke'

function cellsOf({ address, apartmentNumber, name, rent, disturbances }: MeetingRow): (string | number | null)[] {
  return [
    address,
    apartmentNumber,
    name,
    ...(rent ? [rent.overdueOre / 100, rent.bills, rent.oldestDueOn] : [NOT_CONSENTED, null, null]),
    ...(disturbances
      ? [
          disturbances.length,
          disturbances.at(-1)?.latestOn ?? null,
          disturbances.flatMap((one) => one.kinds.map((kind) => label(kind))).join(', ') || null,
          disturbances.flatMap((one) => one.answeredOn ?? []).join(', ') || null,
        ]
      : [NOT_CONSENTED, null, null, null]),
  ]
}

/** "Oljud eller hög musik, 2 anmälningar, senast 2026-11-19. Besvarad 2026-11-20." */
function disturbanceWords({ kinds, reports, latestOn, answeredOn }: DisturbanceForLandlord): string {
  const what = kinds.map((kind, n) => (n === 0 ? label(kind) : label(kind).toLowerCase())).join(', ')
  const often = reports === 1 ? 'en anmälan' : `${reports} anmälningar`
  return `${what}, ${often}, senast ${latestOn}.${answeredOn ? ` Besvarad ${answeredOn}.` : ' Inte besvarad än.'}`
}
