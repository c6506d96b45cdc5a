/** A new plan: the terms with their instalments shown as they are typed, a check, and then it is made. And the same sum without a person. */
import type { Response } from 'express'
import { PLAN_FREQUENCIES } from '../../domain/codes.js'
import { amount, kronor } from '../../domain/money.js'
import type { Settings } from '../../domain/policy.js'
import { decidePlan, schedulePlan, type PlanRefusal, type PlanTerms } from '../../domain/repayment-plans.js'
import { longDay } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { plural } from '../../web/swedish-words.js'
import { personLocals, personPage, postedPerson } from '../people/person-page.js'
import type { Person } from '../people/person-store.js'
import { CalculationForm, PlanForm } from './form.js'
import { planStateOf } from './plan-state-store.js'
import { makePlan, rentDebtOn, type NewPlan } from './plan-store.js'
import { planTerms } from './plan-words.js'

type Input = Record<string, unknown>
type Fault = FormErrors['errors'][number]

/** The field a refusal is about. */
const FIELD_OF: Record<PlanRefusal, string> = {
  PLAN_WITHOUT_DEBT: 'agreedOn',
  PLAN_EXISTS: 'agreedOn',
  LUMP_ABOVE_DEBT: 'firstLump',
  INSTALMENT_ABOVE_DEBT: 'instalment',
  NEVER_ENDS: 'instalment',
  PLAN_TOO_LONG: 'instalment',
  STARTS_BEFORE_AGREED: 'startsOn',
  SIGNED_BEFORE_AGREED: 'signedOn',
}
const faultOf = (reason: PlanRefusal): Fault => ({ field: FIELD_OF[reason], message: label(reason) })

export function newPlanRoutes(house: House, { get, post }: Door): void {
  const { db } = house

  get(paths.newPlan, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await formPage(res, person, { agreedOn: actorOf(res).today, frequency: 'MONTHLY', signed: 'NEJ' }, [])
  })

  post(paths.newPlan, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const form = readForm(PlanForm(actor.today), req.body)
    const { do: what, checked, seenDebt, ...input } = form.input
    if (what === 'change' || what === 'preview') return formPage(res, person, input, what === 'preview' ? form.errors : [])
    if (!form.ok) return formPage(res, person, input, form.errors)
    const { firstLump: firstLumpOre, instalment: instalmentOre, ...rest } = form.value
    const plan: NewPlan = { ...rest, firstLumpOre, instalmentOre }
    if (checked === undefined) return checkPage(res, person, plan, input, false)
    const made = await makePlan(db, actor, person, plan, Number(seenDebt))
    if (made.refused) {
      const reasons = made.reasons.filter((reason) => reason !== 'DEBT_CHANGED')
      if (reasons.length === 0) return checkPage(res, person, plan, input, true)
      return formPage(res, person, input, reasons.map(faultOf))
    }
    flash(req, 'Avbetalningsplanen är sparad.')
    res.redirect(303, paths.plan.url({ personId: person.id, planId: made.planId }))
  })

  get(paths.planCalculation, async (req, res) => {
    const actor = actorOf(res)
    const settings = await settingsFor(db, actor)
    const asked = Object.keys(req.query).length > 0
    const form = readForm(CalculationForm(actor.today), req.query)
    const terms = form.ok
      ? { ...form.value, debtOre: form.value.debt, firstLumpOre: form.value.firstLump, instalmentOre: form.value.instalment }
      : null
    page(res, 'repayment-plans/calculation', {
      title: 'Räkna på en avbetalningsplan',
      active: 'rents',
      crumbs: [{ href: paths.plans.url(), text: 'Avbetalningsplaner' }],
      frequencies: choices(PLAN_FREQUENCIES),
      input: asked ? form.input : { frequency: 'MONTHLY', startsOn: actor.today },
      errors: asked ? form.errors : [],
      preview: terms && previewOf(terms, settings),
    })
  })

  async function formPage(res: Response, person: Person, input: Input, errors: readonly Fault[]): Promise<void> {
    const actor = actorOf(res)
    const settings = await settingsFor(db, actor)
    const debtOre = await rentDebtOn(db, actor, person.id, actor.today)
    const running = (await planStateOf(db, actor, [person.id], actor.today)).get(person.id)
    const typed = readForm(CalculationForm(actor.today), { ...input, debt: amount(debtOre) })
    const { firstLump: firstLumpOre = 0, instalment: instalmentOre = 0 } = typed.ok ? typed.value : {}
    const locals = {
      title: `Ny avbetalningsplan: ${person.name}`,
      ...personLocals(person),
      debtOre,
      debtTyped: amount(debtOre),
      runningHref: running ? paths.plan.url({ personId: person.id, planId: running.id }) : null,
      frequencies: choices(PLAN_FREQUENCIES),
      planMonths: settings.planMonths,
      preview: typed.ok ? previewOf({ ...typed.value, debtOre, firstLumpOre, instalmentOre }, settings) : null,
      input,
      errors,
    }
    page(res, 'repayment-plans/new', locals, errors.length > 0 ? 422 : 200)
  }

  async function checkPage(res: Response, person: Person, plan: NewPlan, input: Input, debtChanged: boolean): Promise<void> {
    const actor = actorOf(res)
    const debtOre = await rentDebtOn(db, actor, person.id, plan.agreedOn)
    const hasRunningPlan = (await planStateOf(db, actor, [person.id], actor.today)).size > 0
    const answer = decidePlan({ ...plan, debtOre, hasRunningPlan }, await settingsFor(db, actor))
    if (answer.refused) return formPage(res, person, input, answer.reasons.map(faultOf))
    const number = answer.instalments.length
    page(
      res,
      'repayment-plans/check',
      {
        title: 'Kontrollera avbetalningsplanen',
        ...personLocals(person),
        errors: [],
        fields: { ...input, seenDebt: debtOre, checked: 'ja' },
        warning: debtChanged
          ? {
              text: 'Skulden har ändrats sedan du räknade.',
              detail: 'Planen nedan är räknad på skulden som den är nu. Kontrollera den med personen.',
            }
          : null,
        groups: [
          {
            id: 'planen',
            title: 'Planen',
            items: [
              { label: 'Person', value: person.name, note: person.birthOn ? `Född ${longDay(person.birthOn)}` : null },
              { label: 'Skuld', value: kronor(debtOre), note: `sen hyra den ${longDay(plan.agreedOn)}` },
              { label: 'Betalas', value: planTerms(plan) },
              { label: 'Första gången', value: answer.instalments[0]?.dueOn ?? plan.startsOn },
              { label: 'Sista gången', value: answer.endsOn, note: plural(number, 'betalning', 'betalningar') },
              { label: 'Överenskommen', value: plan.agreedOn },
              { label: 'Undertecknad', value: plan.signedOn ?? 'Inte undertecknad än' },
              plan.note ? { label: 'Anteckning', value: plan.note } : null,
            ],
          },
        ],
        schedule: { debtOre, ...answer, reasons: [] },
        consequences: [
          'Planen gäller utöver den löpande hyran. En sen hyra bryter planen på samma sätt som en utebliven delbetalning.',
          'Planen kontrolleras varje natt, och I dag säger till om den bryts.',
          plan.signedOn === null ? 'I dag påminner om underskriften tills den är antecknad.' : 'Ingen påminnelse om underskrift behövs.',
        ],
        submit: `Spara planen på ${kronor(debtOre)}`,
      },
      debtChanged ? 422 : 200,
    )
  }
}

/** What part `plan-preview` shows: the instalments, or why there are none. */
function previewOf(terms: PlanTerms, settings: Pick<Settings, 'planMonths'>) {
  const answer = schedulePlan(terms, settings)
  return answer.refused
    ? { debtOre: terms.debtOre, instalments: [], endsOn: null, reasons: answer.reasons.map(label) }
    : { debtOre: terms.debtOre, instalments: answer.instalments, endsOn: answer.endsOn, reasons: [] }
}
