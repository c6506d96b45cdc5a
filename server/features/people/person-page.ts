/** What every page about one person begins with: the person, or the page's own state when the person is protected. */
import type { Request, Response } from 'express'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, idOf } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { mayOpen, openPerson, type Person } from './person-store.js'
import { noteTitle, personNav } from './words.js'

/** The person of the address. Null when the page has been answered with "Skyddad person"; not there is 404. */
export async function personPage(house: House, req: Request, res: Response): Promise<Person | null> {
  const opened = found(await openPerson(house.db, actorOf(res), idOf(req, 'personId')))
  if (opened.state === 'SHOWN') return opened.person
  page(res, 'people/protected', { title: 'Skyddad person', active: 'people', crumbs: crumbsTo(), named: opened.named })
  return null
}

/** The id of a person somebody posts about; protected and unknown are both 404. */
export async function postedPerson(house: House, req: Request, res: Response): Promise<Person> {
  const actor = actorOf(res)
  const personId = idOf(req, 'personId')
  if (!(await mayOpen(house.db, actor, personId))) throw new NotFound()
  const opened = found(await openPerson(house.db, actor, personId))
  if (opened.state === 'HIDDEN') throw new NotFound()
  return opened.person
}

/** What every view about one person is given. */
export function personLocals(person: Person) {
  return { active: 'people', person, personNav, noteTitle, crumbs: crumbsTo(person) }
}

/** The way back to the list, and to the person from the person's other pages. */
export function crumbsTo(person?: Person): { href: string; text: string }[] {
  const list = { href: paths.people.url(), text: 'Personer' }
  return person ? [list, { href: paths.person.url({ personId: person.id }), text: person.name }] : [list]
}
