/** A step up, down, sideways or off the ladder without a new home: written, checked, saved. And the steps so far. */
import type { Response } from 'express'
import { LADDER_STEPS } from '../../domain/codes.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { crumbsTo, personLocals, personPage, postedPerson } from '../people/person-page.js'
import type { Person } from '../people/person-store.js'
import { withoutSteering } from '../tenancies/form.js'
import { offLadder, StepMoveForm } from './form.js'
import { moveStep, planStepMove, stepMovesOf, writersOf } from './step-move-store.js'

type Input = Record<string, unknown>
type Fault = { field: string; message: string }

export function stepMoveRoutes(house: House, { get, post }: Door): void {
  get(paths.stepMoves, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    const moves = await stepMovesOf(house.db, actorOf(res), person.id)
    const writtenBy = await writersOf(house.db, actorOf(res), moves)
    page(res, 'ladder/step-moves', {
      title: 'Stegbyten',
      ...personLocals(person),
      moves: moves.map((move) => ({ ...move, by: writtenBy(move.recordedById) })).reverse(),
    })
  })

  get(paths.newStepMove, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await formPage(res, person, { movesOn: actorOf(res).today }, [], [], 200)
  })

  post(paths.newStepMove, async (req, res) => {
    const person = await postedPerson(house, req, res)
    const actor = actorOf(res)
    const body = (req.body ?? {}) as Input
    const form = readForm(StepMoveForm(actor.today), req.body)
    const input = withoutSteering(form.input)
    if (body.do === 'change') return formPage(res, person, input, [], [], 200)
    if (!form.ok) return formPage(res, person, input, form.errors)
    const wish = form.value
    if (body.checked === undefined) {
      const answer = await planStepMove(house.db, actor, person.id, wish)
      if (answer.refused) return formPage(res, person, input, [], answer.reasons)
      const locals = { title: 'Kontrollera stegbytet', ...personLocals(person), crumbs: crumbsOf(person), input }
      return page(res, 'ladder/step-move-check', { ...locals, move: answer.move, warnings: answer.warnings })
    }
    const saved = await moveStep(house.db, actor, person.id, wish)
    if (saved.refused) return formPage(res, person, input, [], saved.reasons)
    flash(
      req,
      wish.toStep === null
        ? 'Sparat. Personen står inte längre på trappan.'
        : `Stegbytet till ${label(wish.toStep).toLowerCase()} är sparat.`,
    )
    res.redirect(303, paths.person.url({ personId: person.id }))
  })

  async function formPage(
    res: Response,
    person: Person,
    input: Input,
    errors: Fault[],
    refused: readonly string[] = [],
    status = 422,
  ): Promise<void> {
    const moves = await stepMovesOf(house.db, actorOf(res), person.id)
    const latest = moves.at(-1) ?? null
    const steps = LADDER_STEPS.filter((step) => step !== latest?.toStep || step === input.toStep)
    const out = latest !== null && latest.toStep !== null ? [{ value: offLadder, text: 'Lämnar trappan' }] : []
    const locals = {
      title: 'Byt steg',
      ...personLocals(person),
      crumbs: crumbsTo(person),
      latest,
      steps: [...choices(steps), ...out],
      input,
      errors,
    }
    page(res, 'ladder/new-step-move', { ...locals, reasons: refused.map((reason) => label(reason)) }, status)
  }
}

const crumbsOf = (person: Person) => [...crumbsTo(person), { href: paths.newStepMove.url({ personId: person.id }), text: 'Byt steg' }]
