/**
 * After an averted eviction, or one that was withdrawn: does the household still live there? A no is a new outcome, and both stand on the
 * case's page.
 */
import type { Response } from 'express'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { KEPT_HOME, outcomeOf } from '../../domain/prevention-case.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './case-routes.js'
import { outcomeSection } from './case-sections.js'
import { caseById, type OpenCase } from './case-store.js'
import { caseEvents } from './detail-store.js'
import { FollowUpForm, LEFT_OUTCOMES } from './case-work-form.js'
import { recordEvent } from './record-store.js'

export function followUpRoutes({ db }: House, { get, post }: Door): void {
  get(paths.caseFollowUp, async (req, res) => {
    const one = found(await caseById(db, actorOf(res), idOf(req, 'caseId')))
    await show(res, one, { happenedOn: actorOf(res).today })
  })
  post(paths.caseFollowUp, async (req, res) => {
    const actor = actorOf(res)
    const one = found(await caseById(db, actor, idOf(req, 'caseId')))
    const form = readForm(FollowUpForm, req.body)
    const ended = outcomeOf(one.facts.events)
    if (!ended || !KEPT_HOME.includes(ended.outcome) || !form.ok) return show(res, one, form.input, form.errors)
    const { atHome, happenedOn, outcome, text } = form.value
    const said = { noticeId: null, happenedOn, text, atTime: null }
    const saved = found(
      await recordEvent(
        db,
        actor,
        one.id,
        atHome === 'JA'
          ? { ...said, kind: 'STILL_AT_HOME', outcome: null, named: null }
          : { ...said, kind: 'OUTCOME', outcome, named: actor.name },
      ),
    )
    if (saved.refused)
      return show(
        res,
        one,
        form.input,
        saved.reasons.map((reason) => ({ field: reason === 'OUTCOME_NEEDED' ? 'outcome' : 'happenedOn', message: label(reason) })),
      )
    flash(req, atHome === 'JA' ? 'Kontrollen är sparad. Hushållet bor kvar.' : 'Utfallet är ändrat.')
    res.redirect(303, paths.case.url({ caseId: one.id }))
  })

  async function show(res: Response, one: OpenCase, input: Record<string, unknown>, errors: FormErrors['errors'] = []): Promise<void> {
    const { avertedFollowUpDays } = await settingsFor(db, actorOf(res))
    const { judged, checks } = outcomeSection(await caseEvents(db, one.id), avertedFollowUpDays, actorOf(res).today)
    const locals = {
      title: 'Bor hushållet kvar',
      active: 'cases',
      crumbs: crumbsTo(one),
      one,
      ended: checks.length > 0 ? judged[0] : null,
      outcomes: choices(LEFT_OUTCOMES),
      input,
      errors,
    }
    page(res, 'eviction-prevention/follow-up', locals, errors.length > 0 ? 422 : 200)
  }
}
