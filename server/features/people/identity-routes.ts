/** A person's numbers: a new one is added, the old ones stay as history. */
import type { Response } from 'express'
import type { House } from '../../house.js'
import { formatIdentity } from '../../domain/personnummer.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { addIdentity, identitiesOf } from './change-store.js'
import { IdentityForm } from './form.js'
import { numberRefused } from './new-routes.js'
import { holderOf } from './new-store.js'
import { personLocals, personPage, postedPerson } from './person-page.js'
import type { Person } from './person-store.js'

export function identityRoutes(house: House, { get, post }: Door): void {
  get(paths.personIdentities, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await show(res, person, {}, [])
  })

  post(paths.personIdentities, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const form = readForm(IdentityForm(actor.today), req.body)
    if (!form.ok) return show(res, person, form.input, form.errors)
    const holder = await holderOf(house.db, actor, form.value.number)
    if (holder.state !== 'FREE') {
      const own = holder.state === 'SHOWN' && holder.id === person.id
      const message = own
        ? 'Personen har redan det numret'
        : holder.state === 'SHOWN'
          ? `Numret hör redan till ${holder.name}`
          : numberRefused
      return show(res, person, form.input, [{ field: form.value.kind === 'RESERVE' ? 'reserve' : 'identity', message }])
    }
    await addIdentity(house.db, actor, person, form.value)
    flash(req, `Numret är sparat. Det gamla finns kvar i historiken.`)
    res.redirect(303, paths.personIdentities.url({ personId: person.id }))
  })

  async function show(
    res: Response,
    person: Person,
    input: Record<string, unknown>,
    errors: { field: string; message: string }[],
  ): Promise<void> {
    const identities = (await identitiesOf(house.db, person.id)).map((row) => ({ ...row, display: formatIdentity(row.number) }))
    page(
      res,
      'people/identities',
      { title: `Personnummer, ${person.name}`, ...personLocals(person), identities, input, errors },
      errors.length > 0 ? 422 : 200,
    )
  }
}
