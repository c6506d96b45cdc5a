/** What every page about one stay begins with: the stay and its person, or the page's own state when the person is protected. */
import type { Request, Response } from 'express'
import { lastOfMonth, type Day, type Month } from '../../domain/calendar.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, idOf } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { mayOpen, openPerson, type Person } from '../people/person-store.js'
import { personOfStay, stayDetails, type StayDetails } from './store.js'

export interface OpenedStay {
  stay: StayDetails
  person: Person
}

/** The stay of the address, and the reading of its person written. Null when the page has been answered with "Skyddad person". */
export async function stayPage(house: House, req: Request, res: Response): Promise<OpenedStay | null> {
  const actor = actorOf(res)
  const tenancyId = idOf(req, 'tenancyId')
  const personId = found(await personOfStay(house.db, actor, tenancyId))
  const opened = found(await openPerson(house.db, actor, personId))
  if (opened.state === 'HIDDEN') {
    page(res, 'people/protected', {
      title: 'Skyddad person',
      active: 'people',
      crumbs: [{ href: paths.people.url(), text: 'Personer' }],
      named: opened.named,
    })
    return null
  }
  return { stay: found(await stayDetails(house.db, actor, tenancyId)), person: opened.person }
}

/** The stay somebody posts about; a protected person's is not there. */
export async function postedStay(house: House, req: Request, res: Response): Promise<OpenedStay> {
  const actor = actorOf(res)
  const tenancyId = idOf(req, 'tenancyId')
  const personId = found(await personOfStay(house.db, actor, tenancyId))
  if (!(await mayOpen(house.db, actor, personId))) throw new NotFound()
  const opened = found(await openPerson(house.db, actor, personId))
  if (opened.state === 'HIDDEN') throw new NotFound()
  return { stay: found(await stayDetails(house.db, actor, tenancyId)), person: opened.person }
}

/** The way back: to the person, and from the stay's other pages to the stay. */
export function crumbsTo({ person, stay }: OpenedStay, within = true): { href: string; text: string }[] {
  const all = [
    { href: paths.people.url(), text: 'Personer' },
    { href: paths.person.url({ personId: person.id }), text: person.name },
  ]
  return within ? [...all, { href: paths.tenancy.url({ tenancyId: stay.id }), text: stay.place }] : all
}

/** The last month that is charged though the stay ends before it is over; null when no bill goes past the end. */
export function chargedBeyond(stay: OpenedStay['stay'], endsOn: Day): Month | null {
  return stay.chargedTo !== null && lastOfMonth(stay.chargedTo) >= endsOn ? stay.chargedTo : null
}
