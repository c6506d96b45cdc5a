/** The children of the household: birth year and how they live. A child who leaves stays in the history. */
import type { Response } from 'express'
import { CHILD_RESIDENCES } from '../../domain/codes.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { addChild, childrenOf, removeChild } from './change-store.js'
import { ChildForm, RemoveChildForm } from './form.js'
import { personLocals, personPage, postedPerson } from './person-page.js'
import type { Person } from './person-store.js'

export function householdRoutes(house: House, { get, post }: Door): void {
  get(paths.personHousehold, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await show(res, person, {}, [])
  })

  post(paths.personHousehold, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const removal = readForm(RemoveChildForm, req.body)
    if (removal.ok) {
      if (!(await removeChild(house.db, actor, person.id, removal.value.childId))) throw new NotFound()
      flash(req, 'Barnet är borttaget ur hushållet. Det finns kvar i historiken.')
    } else {
      const form = readForm(ChildForm(actor.today), req.body)
      if (!form.ok) return show(res, person, form.input, form.errors)
      await addChild(house.db, actor, person.id, form.value)
      flash(req, 'Barnet är tillagt.')
    }
    res.redirect(303, paths.personHousehold.url({ personId: person.id }))
  })

  async function show(
    res: Response,
    person: Person,
    input: Record<string, unknown>,
    errors: { field: string; message: string }[],
  ): Promise<void> {
    const children = await childrenOf(house.db, person.id)
    page(
      res,
      'people/household',
      {
        title: `Barn, ${person.name}`,
        ...personLocals(person),
        ...children,
        residences: choices(CHILD_RESIDENCES),
        input,
        errors,
      },
      errors.length > 0 ? 422 : 200,
    )
  }
}
