/** Why an apartment cannot be changed or let, in words, with a link to the tenancy or void in the way. A hidden tenant is only "Uthyrd". */
import type { Conflict, FormPeriod } from '../../domain/apartments.js'
import type { Interval } from '../../domain/interval.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { html, type Html } from '../../web/html.js'
import type { Stay } from './store.js'
import { lastDayOf } from './timeline.js'

/** One line for each conflict. `stays` are those the conflicts name. */
export function conflictLines(apartmentId: number, conflicts: readonly Conflict[], stays: readonly Stay[]): Html[] {
  return conflicts.map((conflict) => {
    if (conflict.kind === 'OUTSIDE_LEASE') return html`${label('VOID_OUTSIDE_LEASE')}`
    if (conflict.kind === 'NO_HOUSING_FORM') return html`Platsen har ingen boendeform då`
    if (conflict.kind === 'VOID') {
      const href = `${paths.apartmentVoids.url({ apartmentId })}#tomperiod-${conflict.id}`
      return html`${label('VOID_OVERLAPS')}: <a href="${href}">${label(conflict.reason)} ${datesOf(conflict.interval)}</a>`
    }
    const person = stays.find((stay) => stay.id === conflict.id)?.person
    if (!person) return html`${label('VOID_WHILE_LET')}: uthyrd ${datesOf(conflict.interval)}`
    return html`${label('VOID_WHILE_LET')}:
      <a href="${paths.tenancy.url({ tenancyId: conflict.id })}">${person.name} ${datesOf(conflict.interval)}</a>`
  })
}

/** The boendeform that stands in the way of another. */
export function formLine(reason: string, form: FormPeriod | null): Html {
  return form ? html`${label(reason)}: ${label(form.form)} ${periodOf(form)}` : html`${label(reason)}`
}

/** "från 2026-11-01 till 2026-12-05": the last is the day of moving out, or when it can be let. */
const datesOf = ({ startsOn, endsOn }: Interval) => (endsOn === null ? `från ${startsOn}, utan slutdag` : `från ${startsOn} till ${endsOn}`)

/** "från 2026-11-01 till och med 2026-12-04" */
export const periodOf = ({ startsOn, endsOn }: Interval) =>
  endsOn === null ? `från ${startsOn}, tills vidare` : `från ${startsOn} till och med ${lastDayOf(endsOn)}`
