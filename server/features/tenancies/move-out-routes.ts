/** Moving out: how the stay ends, when and why; checked before it is saved. */
import type { Response } from 'express'
import { may } from '../../domain/access.js'
import { decideMoveOut, outcomesFor, stepAfterMoveOut } from '../../domain/tenancies.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { MoveOutForm, withoutSteering } from './form.js'
import { formAtEnd } from './move-facts-store.js'
import { moveOut } from './move-out-store.js'
import { chargedBeyond, crumbsTo, postedStay, stayPage, type OpenedStay } from './stay-page.js'

type Input = Record<string, unknown>
type Fault = { field: string; message: string }

export function moveOutRoutes(house: House, { get, post }: Door): void {
  get(paths.moveOut, async (req, res) => {
    const opened = await stayPage(house, req, res)
    if (!opened) return
    const { stay } = opened
    formPage(res, opened, { movesOutOn: stay.endsOn ?? actorOf(res).today }, [], stay.outcome === null ? [] : ['ALREADY_MOVED_OUT'])
  })

  post(paths.moveOut, async (req, res) => {
    const opened = await postedStay(house, req, res)
    const { stay } = opened
    const form = readForm(MoveOutForm(actorOf(res).today), req.body)
    const input = withoutSteering(form.input)
    if (!form.ok) return formPage(res, opened, input, form.errors)
    const { outcome, movesOutOn } = form.value
    const body = (req.body ?? {}) as Input
    if (body.do === 'change') return formPage(res, opened, input, [])
    if (outcome === 'OVERTAG') return formPage(res, opened, input, [{ field: 'outcome', message: 'Registrera övertaget på boendets sida' }])
    const answer = decideMoveOut({
      stay,
      form: formAtEnd(stay.forms, stay.startsOn, movesOutOn),
      movesOutOn,
      outcome,
      takeoverPlanned: stay.takeover !== null && stay.takeover.transferredAt === null,
    })
    if (answer.refused) return formPage(res, opened, input, [], answer.reasons)
    if (body.checked === undefined) {
      return page(res, 'tenancies/move-out-check', {
        title: 'Kontrollera utflyttningen',
        active: 'people',
        crumbs: crumbsTo(opened),
        ...opened,
        input,
        ...form.value,
        toStep: stepAfterMoveOut(outcome),
        chargedTo: chargedBeyond(stay, movesOutOn),
      })
    }
    const saved = await moveOut(house.db, actorOf(res), stay.id, form.value)
    if (saved.refused) return formPage(res, opened, input, [], saved.reasons)
    const next = stepAfterMoveOut(outcome) === 'NEW_STAY'
    const isCharged = chargedBeyond(stay, movesOutOn) !== null
    flash(req, next ? 'Utflyttningen är sparad. Välj det nya boendet.' : 'Utflyttningen är sparad.')
    const personId = opened.person.id
    if (next) return res.redirect(303, paths.newTenancy.url({}, { person: personId, inflyttning: movesOutOn }))
    res.redirect(
      303,
      isCharged && may(actorOf(res).role, 'changeRents') ? paths.personLedger.url({ personId }) : paths.person.url({ personId }),
    )
  })

  function formPage(res: Response, opened: OpenedStay, input: Input, errors: Fault[], refused: readonly string[] = []): void {
    const { stay } = opened
    const form = formAtEnd(stay.forms, stay.startsOn, stay.endsOn ?? actorOf(res).today)
    const status = errors.length > 0 || (refused.length > 0 && Object.keys(input).length > 1) ? 422 : 200
    page(
      res,
      'tenancies/move-out',
      {
        title: 'Utflyttning',
        active: 'people',
        crumbs: crumbsTo(opened),
        ...opened,
        outcomes: choices(outcomesFor(form).filter((outcome) => outcome !== 'OVERTAG')),
        input,
        errors,
        reasons: refused.map((reason) => label(reason)),
      },
      status,
    )
  }
}
