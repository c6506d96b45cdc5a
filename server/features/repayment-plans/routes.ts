/** Avbetalningsplaner: the list with its figures, a person's plan with its checks, its signature and its end. */
import type { Request, Response, Router } from 'express'
import { may } from '../../domain/access.js'
import { lastDayForInstalment } from '../../domain/plan-checks.js'
import type { House } from '../../house.js'
import { planEventNames } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door, flash, idOf } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { personLocals, personPage, postedPerson } from '../people/person-page.js'
import type { Person } from '../people/person-store.js'
import { EndingForm, SignatureForm } from './form.js'
import { listRoutes } from './list-routes.js'
import { newPlanRoutes } from './new-routes.js'
import { planOnPage, type PlanOnPage } from './plan-history-store.js'
import { endPlan, signPlan } from './plan-store.js'
import { checkSpells, planStatus, planTerms } from './plan-words.js'

/** How many spells of checks stand on the page at first. */
const checksShown = 12

export function repaymentPlanRoutes(house: House): Router {
  const opened = door(house)
  const { get, post, router } = opened
  const { db } = house

  listRoutes(house, opened)
  newPlanRoutes(house, opened) // before the plan: ny is not an id

  get(paths.personPlan, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await showPage(req, res, person, await planOnPage(db, actorOf(res), person.id, null))
  })
  get(paths.plan, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await showPage(req, res, person, found(await planOnPage(db, actorOf(res), person.id, idOf(req, 'planId'))))
  })

  get(paths.planSignature, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) formPage(res, 'repayment-plans/signature', 'Plan undertecknad', person, await runningPlan(req, res, person), {}, [])
  })
  post(paths.planSignature, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const { plan } = await runningPlan(req, res, person)
    const form = readForm(SignatureForm(actor.today), req.body)
    const again = (errors: FormErrors['errors']) =>
      formPage(res, 'repayment-plans/signature', 'Plan undertecknad', person, { plan }, form.input, errors)
    if (!form.ok) return again(form.errors)
    if (form.value.signedOn < plan.agreedOn)
      return again([{ field: 'signedOn', message: 'Underskriften kan inte vara före dagen då ni kom överens' }])
    if (await signPlan(db, actor, person.id, plan.id, form.value.signedOn)) flash(req, 'Underskriften är sparad.')
    res.redirect(303, paths.plan.url({ personId: person.id, planId: plan.id }))
  })

  get(paths.planEnding, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) formPage(res, 'repayment-plans/ending', 'Avsluta avbetalningsplan', person, await runningPlan(req, res, person), {}, [])
  })
  post(paths.planEnding, async (req, res) => {
    const person = await postedPerson(house, req, res)
    const { plan } = await runningPlan(req, res, person)
    const form = readForm(EndingForm, req.body)
    if (!form.ok) return formPage(res, 'repayment-plans/ending', 'Avsluta avbetalningsplan', person, { plan }, form.input, form.errors)
    if (await endPlan(db, actorOf(res), person.id, plan.id, form.value.reason)) flash(req, 'Avbetalningsplanen är avslutad.')
    res.redirect(303, paths.plan.url({ personId: person.id, planId: plan.id }))
  })

  /** The plan of the address, while it can still be signed or ended. */
  async function runningPlan(req: Request, res: Response, person: Person): Promise<Pick<PlanOnPage, 'plan'>> {
    const on = found(await planOnPage(db, actorOf(res), person.id, idOf(req, 'planId')))
    if (on.plan.endedOn !== null) throw new NotFound()
    return on
  }

  async function showPage(req: Request, res: Response, person: Person, on: PlanOnPage | null): Promise<void> {
    const actor = actorOf(res)
    if (!on) {
      return page(res, 'repayment-plans/none', { title: `Avbetalningsplan: ${person.name}`, ...personLocals(person) })
    }
    const { plan, events, checks, all } = on
    const { planToleranceBankDays } = await settingsFor(db, actor)
    const ending = events.findLast((event) => event.kind === 'ENDED_PAID' || event.kind === 'ENDED_OTHER')
    const state = plan.endedOn === null ? plan.state : ending?.kind === 'ENDED_PAID' ? 'PAID_OFF' : 'ENDED'
    const until = plan.endedOn ?? actor.today
    const spells = checkSpells(checks)
    const allChecks = req.query.kontroller === 'alla'
    page(res, 'repayment-plans/show', {
      title: `Avbetalningsplan: ${person.name}`,
      ...personLocals(person),
      plan,
      standing: planStatus(state, plan.shortOre),
      terms: planTerms(plan),
      mayAgree: may(actor.role, 'agreeWithTenants') && plan.endedOn === null,
      paidOff: plan.endedOn === null && plan.overdueOre === 0,
      instalments: plan.instalments.map((one) => ({
        ...one,
        expectedOre:
          plan.debtOre - plan.instalments.filter((other) => other.number <= one.number).reduce((sum, other) => sum + other.amountOre, 0),
        isAsked: until > lastDayForInstalment(one.dueOn, planToleranceBankDays),
        isNext: plan.endedOn === null && one.number === plan.next?.number,
      })),
      planToleranceBankDays,
      events: [...events].reverse().map((event) => ({ ...event, name: planEventNames[event.kind] })),
      checks: allChecks ? spells : spells.slice(0, checksShown),
      moreChecks: allChecks ? 0 : Math.max(0, spells.length - checksShown),
      allChecksHref: paths.plan.url({ personId: person.id, planId: plan.id }, { kontroller: 'alla' }),
      debt: {
        from: plan.agreedOn,
        to: until,
        // The nights, oldest first: what was left, and what might be by the plan.
        changes: [...checks].reverse().map((one) => ({ on: one.checkedOn, balanceOre: one.actualOre })),
        plan: [...checks].reverse().map((one) => ({ on: one.checkedOn, leftOre: one.expectedOre })),
      },
      others: all
        .filter((one) => one.id !== plan.id)
        .map((one) => ({ ...one, terms: planTerms(one), href: paths.plan.url({ personId: person.id, planId: one.id }) })),
    })
  }

  function formPage(
    res: Response,
    view: string,
    title: string,
    person: Person,
    { plan }: Pick<PlanOnPage, 'plan'>,
    input: Record<string, unknown>,
    errors: FormErrors['errors'],
  ): void {
    page(res, view, { title, ...personLocals(person), plan, terms: planTerms(plan), input, errors }, errors.length > 0 ? 422 : 200)
  }

  return router
}
