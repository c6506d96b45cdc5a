/** Change names, contact and who is responsible. */
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { changeParticulars } from './change-store.js'
import { PersonForm } from './form.js'
import { personLocals, personPage, postedPerson } from './person-page.js'
import { staffOf, type Person } from './person-store.js'

export function particularsRoutes(house: House, { get, post }: Door): void {
  get(paths.editPerson, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    page(res, 'people/edit', { ...(await around(res, person)), input: person, errors: [] })
  })

  post(paths.editPerson, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const form = readForm(PersonForm(actor.today), req.body)
    const locals = await around(res, person)
    const errors = [...form.errors]
    if (form.ok) {
      const { socialsekreterareId, boendestodjareId } = form.value
      if (socialsekreterareId !== null && !locals.socialsekreterare.some((user) => user.id === socialsekreterareId)) {
        errors.push({ field: 'socialsekreterareId', message: 'Välj i listan' })
      }
      if (boendestodjareId !== null && !locals.boendestodjare.some((user) => user.id === boendestodjareId)) {
        errors.push({ field: 'boendestodjareId', message: 'Välj i listan' })
      }
    }
    if (!form.ok || errors.length > 0) return page(res, 'people/edit', { ...locals, input: form.input, errors }, 422)
    const changed = await changeParticulars(house.db, actor, person, form.value)
    flash(req, changed ? 'Uppgifterna är ändrade.' : 'Inget var ändrat.')
    res.redirect(303, paths.person.url({ personId: person.id }))
  })

  /** Those who are responsible today stay in the list even if they have left, so that saving does not change who it was. */
  async function around(res: Parameters<typeof actorOf>[0], person: Person) {
    const actor = actorOf(res)
    const staff = await staffOf(house.db, actor, person.unitId)
    const kept = await house.db.prisma.user.findMany({
      where: { namndId: actor.namndId, id: { in: [person.socialsekreterareId, person.boendestodjareId].filter((id) => id !== null) } },
      select: { id: true, name: true, role: true },
    })
    const ofRole = (role: string, currentId: number | null) => [
      ...staff.filter((user) => user.role === role),
      ...kept.filter((user) => user.id === currentId && !staff.some((one) => one.id === user.id && one.role === role)),
    ]
    return {
      title: `Ändra uppgifter om ${person.name}`,
      ...personLocals(person),
      socialsekreterare: ofRole('SOCIALSEKRETERARE', person.socialsekreterareId),
      boendestodjare: ofRole('BOENDESTOD', person.boendestodjareId),
    }
  }
}
