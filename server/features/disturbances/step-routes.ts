/** What was done about a disturbance: chosen first, then written once. */
import type { Response } from 'express'
import { DISTURBANCE_STEPS, SUPPORT_KINDS, type DisturbanceStepKind } from '../../domain/codes.js'
import { STEPS_WITH_TEXT, URGED_BY, type StepRefusal } from '../../domain/disturbance-records.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './disturbance-page.js'
import { disturbanceById, type Disturbance } from './disturbance-store.js'
import { StepForm } from './form.js'
import { recordStep } from './record-store.js'

const fieldOfRefusal: Record<StepRefusal, string> = {
  STEP_AFTER_TODAY: 'happenedOn',
  STEP_BEFORE_REPORT: 'happenedOn',
  DISTURBANCE_ENDED: 'kind',
  NOT_QUIET_YET: 'happenedOn',
  LAST_CHECK_MISSING: 'happenedOn',
  STEP_TEXT_NEEDED: 'text',
  URGED_BY_NEEDED: 'urgedBy',
  SUPPORT_KIND_NEEDED: 'supportKind',
}

/** What is answered with either of two words is one form. */
const TOGETHER: readonly (readonly DisturbanceStepKind[])[] = [
  ['SPOKE_WITH_HOUSEHOLD', 'NOT_REACHED'],
  ['FOUND_QUIET', 'FOUND_DISTURBING'],
  ['SUPPORT_ACCEPTED', 'SUPPORT_DECLINED'],
]

export function stepRoutes(house: House, { get, post }: Door): void {
  const { db } = house
  get(paths.newDisturbanceStep, async (req, res) => {
    const actor = actorOf(res)
    const one = found(await disturbanceById(db, actor, idOf(req, 'disturbanceId')))
    const kind = DISTURBANCE_STEPS.find((code) => code === req.query.slag)
    if (kind) return stepPage(res, one, kind, { happenedOn: actor.today })
    page(res, 'disturbances/choose-step', {
      title: 'Vad har gjorts',
      active: 'disturbances',
      crumbs: crumbsTo(one),
      one,
      kinds: DISTURBANCE_STEPS.map((code) => ({
        href: paths.newDisturbanceStep.url({ disturbanceId: one.id }, { slag: code }),
        text: label(code),
      })),
    })
  })
  post(paths.newDisturbanceStep, async (req, res) => {
    const actor = actorOf(res)
    const one = found(await disturbanceById(db, actor, idOf(req, 'disturbanceId')))
    const form = readForm(StepForm, req.body)
    const kind = DISTURBANCE_STEPS.find((code) => code === form.input.kind)
    if (!kind) return res.redirect(303, paths.newDisturbanceStep.url({ disturbanceId: one.id }))
    if (!form.ok) return stepPage(res, one, kind, form.input, form.errors)
    const saved = found(await recordStep(db, actor, one.id, form.value, await settingsFor(db, actor)))
    if (saved.refused)
      return stepPage(
        res,
        one,
        kind,
        form.input,
        saved.reasons.map((reason) => ({ field: fieldOfRefusal[reason], message: label(reason) })),
      )
    flash(req, `${label(kind)}: sparat.`)
    res.redirect(303, paths.disturbance.url({ disturbanceId: one.id }))
  })
}

function stepPage(
  res: Response,
  one: Disturbance,
  kind: DisturbanceStepKind,
  input: Record<string, unknown>,
  errors: FormErrors['errors'] = [],
): void {
  page(
    res,
    'disturbances/step',
    {
      title: label(kind),
      active: 'disturbances',
      crumbs: crumbsTo(one),
      one,
      kind,
      answers: choices(TOGETHER.find((kinds) => kinds.includes(kind)) ?? []),
      needsText: STEPS_WITH_TEXT.includes(kind),
      urgers: choices(URGED_BY),
      supports: choices(SUPPORT_KINDS),
      input,
      errors,
    },
    errors.length > 0 ? 422 : 200,
  )
}
