/** A case opened at the first sign, before any notice has come: from the person's page. A notice that comes later joins it. */
import type { Response } from 'express'
import { may } from '../../domain/access.js'
import { FIRST_SIGNS } from '../../domain/codes.js'
import type { FirstSignRefusal } from '../../domain/first-sign.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './case-routes.js'
import { FirstSignForm } from './case-work-form.js'
import { findHousehold, householdOf, type Household } from './household-store.js'
import { homeOf, idIn } from './notice-routes.js'
import { openAtFirstSign } from './record-store.js'
import { candidatesFor } from './responsible-store.js'

type Input = Record<string, unknown>

const fieldOfRefusal: Record<FirstSignRefusal, string> = {
  SIGN_AFTER_TODAY: 'seenOn',
  SIGN_ADDRESS_MISSING: 'address',
  SIGN_IN_WORDS_NEEDED: 'text',
}

export function firstSignRoutes({ db }: House, { get, post }: Door): void {
  get(paths.caseAtFirstSign, async (req, res) => {
    const actor = actorOf(res)
    const personId = idIn(req.query.person)
    if (personId === null) {
      const typed = String(req.query.sok ?? '')
      const people = typed.trim() === '' ? [] : await findHousehold(db, actor, typed)
      const locals = {
        title: 'Öppna ärende',
        active: 'cases',
        crumbs: crumbsTo(),
        typed,
        people,
        next: paths.caseAtFirstSign,
        sedan: 'tecken',
      }
      return page(res, 'eviction-prevention/choose-person', locals)
    }
    const household = found(await householdOf(db, actor, personId))
    if (household.openCase) return res.redirect(303, paths.case.url({ caseId: household.openCase.id }))
    const responsibleId = may(actor.role, 'changeCases') ? actor.userId : null
    await show(res, household, { seenOn: actor.today, home: household.stay ? 'ours' : 'other', responsibleId })
  })
  post(paths.caseAtFirstSign, async (req, res) => {
    const actor = actorOf(res)
    const household = found(await householdOf(db, actor, idIn((req.body as Input | undefined)?.personId) ?? 0))
    const form = readForm(FirstSignForm, req.body)
    if (!form.ok) return show(res, household, form.input, form.errors)
    const { home: _home, address: _address, ...typed } = form.value
    const saved = await openAtFirstSign(db, actor, household.personId, { ...typed, home: homeOf(household, form.value) })
    if (saved.refused)
      return show(
        res,
        household,
        form.input,
        saved.reasons.map((reason) => ({ field: fieldOfRefusal[reason], message: label(reason) })),
      )
    flash(req, saved.joined ? `Ärende ${saved.caseNumber} var redan öppet.` : `Ärende ${saved.caseNumber} är öppnat.`)
    res.redirect(303, paths.case.url({ caseId: saved.caseId }))
  })

  async function show(res: Response, household: Household, input: Input, errors: FormErrors['errors'] = []): Promise<void> {
    const locals = {
      title: 'Öppna ärende',
      active: 'cases',
      crumbs: crumbsTo(),
      household,
      signs: choices(FIRST_SIGNS),
      candidates: await candidatesFor(db, actorOf(res), household.personId),
      input,
      errors,
    }
    page(res, 'eviction-prevention/first-sign', locals, errors.length > 0 ? 422 : 200)
  }
}
