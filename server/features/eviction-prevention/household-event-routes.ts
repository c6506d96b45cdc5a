/** Uppgifter om hushållet: what has been learned about it, and the form that writes one thing. */
import type { Request, Response } from 'express'
import type { Actor } from '../../actor.js'
import { may } from '../../domain/access.js'
import { HOUSEHOLD_EVENTS, MISSING_RENT_CAUSES, type HouseholdEventKind } from '../../domain/codes.js'
import { WITH_LAST_DAY, type HouseholdRefusal } from '../../domain/household-records.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo, personLocals, personPage, postedPerson } from '../people/person-page.js'
import type { Person } from '../people/person-store.js'
import { openCaseOf } from './case-store.js'
import { HouseholdEventForm } from './form.js'
import { householdEventsOf, recordHouseholdEvent } from './household-event-store.js'

const fieldOfRefusal: Record<HouseholdRefusal, string> = {
  LEARNED_AFTER_TODAY: 'happenedOn',
  HEARING_BEFORE_TODAY: 'happenedOn',
  CAUSE_NEEDED: 'cause',
  UNTIL_BEFORE_EVENT: 'untilOn',
}

export function householdEventRoutes(house: House, { get, post }: Door): void {
  get(paths.householdEvents, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    page(res, 'eviction-prevention/household-events', {
      title: `Uppgifter om hushållet: ${person.name}`,
      ...personLocals(person),
      mayWrite: may(actorOf(res).role, 'changeCases'),
      events: await householdEventsOf(house.db, person.id),
    })
  })

  get(paths.newHouseholdEvent, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    const kind = HOUSEHOLD_EVENTS.find((code) => code === req.query.slag)
    if (kind) return await formPage(res, person, kind, { happenedOn: kind === 'HEARING_PLANNED' ? '' : actorOf(res).today })
    page(res, 'eviction-prevention/choose-household-event', {
      title: 'Uppgift om hushållet',
      ...personLocals(person),
      crumbs: crumbs(person),
      groups: GROUPS.map(({ title, kinds }) => ({
        title,
        kinds: kinds.map((code) => ({ href: paths.newHouseholdEvent.url({ personId: person.id }, { slag: code }), text: label(code) })),
      })),
    })
  })

  post(paths.newHouseholdEvent, async (req, res) => {
    const person = await postedPerson(house, req, res)
    const form = readForm(HouseholdEventForm, req.body)
    const kind = HOUSEHOLD_EVENTS.find((code) => code === form.input.kind)
    if (!kind) return res.redirect(303, paths.newHouseholdEvent.url({ personId: person.id }))
    if (!form.ok) return await formPage(res, person, kind, form.input, form.errors)
    const saved = await recordHouseholdEvent(house.db, actorOf(res), person.id, form.value)
    if (saved.refused) {
      const errors = saved.reasons.map((reason) => ({ field: fieldOfRefusal[reason], message: label(reason) }))
      return await formPage(res, person, kind, form.input, errors)
    }
    flash(req as Request, `${label(kind)}: sparat.`)
    res.redirect(303, await wayBack(actorOf(res), person.id))
  })

  /** The case that is open about the household, else the person: whoever came from one is led back to it. */
  async function wayBack(actor: Actor, personId: number): Promise<string> {
    const open = await openCaseOf(house.db, actor, personId)
    return open ? paths.case.url({ caseId: open.id }) : paths.person.url({ personId })
  }

  async function formPage(
    res: Response,
    person: Person,
    kind: HouseholdEventKind,
    input: Record<string, unknown>,
    errors: FormErrors['errors'] = [],
  ): Promise<void> {
    page(
      res,
      'eviction-prevention/household-event',
      {
        title: label(kind),
        ...personLocals(person),
        crumbs: crumbs(person),
        kind,
        causes: choices(MISSING_RENT_CAUSES),
        hasLastDay: WITH_LAST_DAY.includes(kind),
        answers: kind === 'SUPPORT_ACCEPTED' || kind === 'SUPPORT_DECLINED' ? choices(['SUPPORT_ACCEPTED', 'SUPPORT_DECLINED']) : null,
        hearings: kind === 'HEARING_HELD' || kind === 'HEARING_CALLED_OFF' ? choices(['HEARING_HELD', 'HEARING_CALLED_OFF']) : null,
        cancelHref: await wayBack(actorOf(res), person.id),
        input,
        errors,
      },
      errors.length > 0 ? 422 : 200,
    )
  }
}

/** What can be written, by what it is about; every kind stands in one group. */
export const GROUPS: readonly { title: string; kinds: readonly HouseholdEventKind[] }[] = [
  { title: 'Hyran som saknas', kinds: ['RENT_TROUBLESHOT', 'CAUSE_HANDLED', 'PLAN_DECLINED'] },
  { title: 'Stöd', kinds: ['SUPPORT_OFFERED', 'SUPPORT_ACCEPTED', 'SUPPORT_DECLINED'] },
  { title: 'Bidrag och försäkring', kinds: ['BENEFIT_STOPPED', 'BENEFIT_RESUMED', 'INSURANCE_SEEN', 'INSURANCE_OUT'] },
  { title: 'Hyresvärden', kinds: ['CONSENT_DECLINED', 'LANDLORD_TOLD_OF_DEBT'] },
  { title: 'Förhandling eller möte', kinds: ['HEARING_PLANNED', 'HEARING_HELD', 'HEARING_CALLED_OFF'] },
]

function crumbs(person: Person) {
  return [...crumbsTo(person), { href: paths.householdEvents.url({ personId: person.id }), text: 'Uppgifter om hushållet' }]
}
