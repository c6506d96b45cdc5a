/** Dröjsmålsränta on a person's late rent: worked out and shown; charged only when the nämnd does that and somebody decides it. */
import type { Response, Router } from 'express'
import { z } from 'zod'
import { may } from '../../domain/access.js'
import { ratesUsed } from '../../domain/late-interest.js'
import { kronor } from '../../domain/money.js'
import { monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, door, flash } from '../../web/door.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { personLocals, personPage, postedPerson } from '../people/person-page.js'
import type { Person } from '../people/person-store.js'
import { chargeInterest, interestOf } from './interest-store.js'

const InterestForm = z.object({ reason: fieldOf.text('Skriv varför räntan tas ut', 500) })

export function lateInterestRoutes(house: House): Router {
  const { get, post, router } = door(house)
  const { db } = house

  get(paths.interest, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await showPage(res, person, {}, [])
  })

  post(paths.interest, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const form = readForm(InterestForm, req.body)
    const { checked, seenOre } = form.input
    if (!form.ok) return showPage(res, person, form.input, form.errors)
    if (checked === undefined) return checkPage(res, person, form.value.reason)
    const answer = await chargeInterest(db, actor, person.id, { ...form.value, seenOre: Number(seenOre) })
    if (answer.refused)
      return showPage(
        res,
        person,
        form.input,
        answer.reasons.map((reason) => ({ field: 'reason', message: label(reason) })),
      )
    flash(req, `Dröjsmålsränta ${kronor(answer.ore)} är debiterad.`)
    res.redirect(303, paths.personLedger.url({ personId: person.id }))
  })

  async function showPage(res: Response, person: Person, input: Record<string, unknown>, errors: FormErrors['errors']): Promise<void> {
    const actor = actorOf(res)
    const interest = await interestOf(db, actor, person.id, actor.today)
    const locals = {
      title: `Dröjsmålsränta: ${person.name}`,
      ...personLocals(person),
      ...interest,
      bills: interest.bills.map((bill) => ({ ...bill, name: bill.period ? `Hyra ${monthName(bill.period)}` : 'Avi' })),
      mayCharge: may(actor.role, 'chargeFees') && interest.charges && interest.sumOre > 0,
      isOff: !interest.charges,
      usedRates: ratesUsed(interest.rates, interest.bills),
      input,
      errors,
    }
    page(res, 'late-interest/show', locals, errors.length > 0 ? 422 : 200)
  }

  async function checkPage(res: Response, person: Person, reason: string): Promise<void> {
    const actor = actorOf(res)
    const interest = await interestOf(db, actor, person.id, actor.today)
    if (!interest.charges || interest.sumOre === 0)
      return showPage(res, person, { reason }, [{ field: 'reason', message: label(interest.charges ? 'NO_INTEREST' : 'INTEREST_OFF') }])
    const until = interest.bills.map((bill) => bill.untilOn ?? '').reduce((last, day) => (day > last ? day : last))
    page(res, 'late-interest/check', {
      title: 'Kontrollera dröjsmålsräntan',
      ...personLocals(person),
      errors: [],
      fields: { reason, seenOre: interest.sumOre, checked: 'ja' },
      groups: [
        {
          id: 'rantan',
          title: 'Räntan',
          items: [
            { label: 'Person', value: person.name },
            { label: 'Belopp', value: kronor(interest.sumOre), note: `på ${interest.bills.length} avier, till och med ${until}` },
            { label: 'Skäl', value: reason },
          ],
        },
      ],
      consequences: [
        'Räntan blir en egen avi att betala inom 30 dagar. Den är ingen hyra och ingen grund för uppsägning.',
        'Samma dagar debiteras inte en gång till.',
      ],
      submit: `Debitera ${kronor(interest.sumOre)}`,
    })
  }
  return router
}
