/** What stands in the way of a move, each named and linked, as far as the actor may see it. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { label } from '../../labels.sv.js'
import type { MoveInConflict } from '../../domain/tenancies.js'
import { paths } from '../../paths.js'
import { html, link, type Html } from '../../web/html.js'
import { staysIn } from '../apartments/store.js'
import type { MovingPerson, Place } from './move-facts-store.js'

/** One line for each conflict. A tenant who is hidden, or another unit's, is only "uthyrd". */
export async function linesInTheWay(
  db: Db,
  actor: Actor,
  person: MovingPerson,
  place: Place,
  conflicts: readonly MoveInConflict[],
): Promise<Html[]> {
  const tenancyIds = conflicts.flatMap((one) => (one.kind === 'TENANCY' ? [one.id] : []))
  const tenants = tenancyIds.length === 0 ? [] : await db.reading((tx) => staysIn(tx, actor, place.id, tenancyIds))
  const apartmentId = place.id
  return conflicts.map((conflict) => {
    if (conflict.kind === 'OUTSIDE_LEASE') return link(paths.apartment.url({ apartmentId }), `Inhyrningen av ${place.name}`)
    if (conflict.kind === 'NO_HOUSING_FORM') return link(paths.apartment.url({ apartmentId }), `Boendeformen på ${place.name}`)
    const { startsOn, endsOn } = conflict.interval
    const dates = endsOn === null ? `från ${startsOn}` : `${startsOn} till ${endsOn}`
    if (conflict.kind === 'VOID') {
      return html`<a href="${paths.apartment.url({ apartmentId })}">${place.name}</a>: ${label(conflict.reason).toLowerCase()}, ${dates}`
    }
    const href = paths.tenancy.url({ tenancyId: conflict.id })
    if (conflict.kind === 'OTHER_STAY') {
      const stay = person.stays.find((one) => one.id === conflict.id)
      return stay?.reached ? html`<a href="${href}">Boendet i ${stay.place}</a>, ${dates}` : html`Ett boende i en annan enhet, ${dates}`
    }
    const tenant = tenants.find((one) => one.id === conflict.id)?.person
    return tenant ? html`<a href="${href}">${tenant.name}</a> i ${place.name}, ${dates}` : html`${place.name} är uthyrd, ${dates}`
  })
}
