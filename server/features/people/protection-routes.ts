/** Protect a person and name who may see. */
import type { Response } from 'express'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { ProtectionForm } from './form.js'
import { personLocals, personPage, postedPerson } from './person-page.js'
import { staffOf, type Person } from './person-store.js'
import { setProtection } from './protection-store.js'
import { protectionChoices } from './words.js'

export function protectionRoutes(house: House, { get, post }: Door): void {
  get(paths.personProtection, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await show(res, person, { protection: person.protection, named: person.named.map((user) => user.id) }, [])
  })

  post(paths.personProtection, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const form = readForm(ProtectionForm, req.body)
    if (!form.ok) return show(res, person, form.input, form.errors)
    const { protection, named } = form.value
    const staff = await staffOf(house.db, actor, person.unitId)
    if (named.some((id) => !staff.some((user) => user.id === id))) {
      return show(res, person, form.input, [{ field: 'named', message: 'Välj bland dem som arbetar i enheten' }])
    }
    if (!(await setProtection(house.db, actor, person, protection, named))) throw new NotFound()
    flash(
      req,
      protection === 'NEJ'
        ? 'Skyddet är borttaget. Uppgifterna visas för hela enheten.'
        : 'Skyddet är sparat. Uppgifterna visas bara för dem som är namngivna.',
    )
    res.redirect(303, paths.person.url({ personId: person.id }))
  })

  async function show(
    res: Response,
    person: Person,
    input: Record<string, unknown>,
    errors: { field: string; message: string }[],
  ): Promise<void> {
    const actor = actorOf(res)
    const staff = await staffOf(house.db, actor, person.unitId)
    page(
      res,
      'people/protection',
      {
        title: `Skydd, ${person.name}`,
        ...personLocals(person),
        protections: protectionChoices(),
        others: staff.filter((user) => user.id !== actor.userId),
        input,
        errors,
      },
      errors.length > 0 ? 422 : 200,
    )
  }
}
