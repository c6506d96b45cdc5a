/** A person's letters, and a new one. */
import type { Request, Response } from 'express'
import { may } from '../../domain/access.js'
import { monthOf, monthsBetween, nextMonth } from '../../domain/calendar.js'
import { RENT_LETTER_KINDS, type RentLetterKind } from '../../domain/codes.js'
import { kronor } from '../../domain/money.js'
import { monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import type { Person } from '../people/person-store.js'
import { personLocals, personPage, postedPerson } from '../people/person-page.js'
import { PersonLetterForm } from './form.js'
import { lettersOfPerson } from './list-store.js'
import { makeOne } from './make-store.js'
import { choicesFor, planOne, type PersonLetterChoices } from './one-store.js'
import { missingWords, rowOf } from './words.js'

const longestOverview = 24

export function personRoutes(house: House, { get, post }: Door): void {
  const { db } = house

  const show = async (req: Request, res: Response, person: Person, form: FormErrors & { input: Record<string, unknown> }) => {
    const actor = actorOf(res)
    const choices = found(await choicesFor(db, actor, person.id))
    const letters = await lettersOfPerson(db, actor, person.id)
    const mayWrite = may(actor.role, 'writeLetters')
    const thisMonth = monthOf(actor.today)
    page(
      res,
      'letters/person',
      {
        ...personLocals(person),
        title: `Brev till ${person.name}`,
        errors: form.errors,
        input: form.input,
        mayWrite,
        rows: letters.map(rowOf),
        kinds: RENT_LETTER_KINDS.map((kind) => ({ value: kind, text: label(kind), hint: hintFor(kind, choices) })),
        bills: choices.bills.map((bill) => ({
          value: bill.id,
          text: `${bill.period ? monthName(bill.period) : (bill.reason ?? 'Avi')}, ${kronor(bill.openOre)}`,
        })),
        months: Array.from({ length: longestOverview }, (_, n) => nextMonth(thisMonth, -n)).map((month) => ({
          value: month,
          text: monthName(month),
        })),
        missing: choices.missing.map((one) => missingWords[one]),
        noAddress: !choices.hasAddress && person.protection === 'NEJ',
      },
      form.errors.length > 0 ? 422 : 200,
    )
  }

  get(paths.personLetters, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    const thisMonth = monthOf(actorOf(res).today)
    await show(req, res, person, {
      errors: [],
      input: { kind: String(req.query.slag ?? ''), from: nextMonth(thisMonth, -11), to: thisMonth },
    })
  })

  post(paths.personLetters, async (req, res) => {
    const person = await postedPerson(house, req, res)
    const actor = actorOf(res)
    const form = readForm(PersonLetterForm, req.body)
    if (!form.ok) return show(req, res, person, form)
    const { kind, chargeId } = form.value
    const from = form.value.from || null
    const to = form.value.to || null
    const error = (field: string, message: string) => show(req, res, person, { errors: [{ field, message }], input: form.input })
    if (kind === 'PAYMENT_OVERVIEW' && from && to) {
      if (from > to) return error('to', 'Välj en sista månad som inte är före den första')
      if (monthsBetween(from, to) >= longestOverview) return error('from', `En översikt har högst ${longestOverview} månader`)
    }
    const choices = found(await choicesFor(db, actor, person.id))
    const missing = choices.missing.filter((one) => kind !== 'PAYMENT_OVERVIEW' || one === 'SENDER')
    if (missing[0]) return error('kind', missingWords[missing[0]].text)
    if (kind === 'RENT_BILL' && chargeId === null) return error('chargeId', 'Välj vilken avi brevet gäller')
    if (kind === 'REMINDER' && choices.paused) return error('kind', 'Påminnelser till personen är pausade')
    const letterId = await makeOne(db, actor, (tx) => planOne(tx, actor, person.id, { kind, chargeId, from, to }))
    if (letterId === null) return error('kind', nothingWords[kind])
    flash(req, `${label(kind)} är gjord. Läs igenom den. Inget är skickat än.`)
    res.redirect(303, paths.letter.url({ letterId }))
  })
}

const nothingWords: Record<RentLetterKind, string> = {
  RENT_BILL: 'Avin är redan betald',
  REMINDER: 'Inget är försenat, så det finns inget att påminna om',
  REPAYMENT_PLAN: 'Personen har ingen avbetalningsplan som gäller',
  PAYMENT_OVERVIEW: 'Det gick inte att göra översikten',
}

function hintFor(kind: RentLetterKind, choices: PersonLetterChoices): string {
  switch (kind) {
    case 'RENT_BILL':
      return choices.bills.length === 0 ? 'Alla avier är betalda.' : 'En avi som inte är betald, med OCR och specifikation.'
    case 'REMINDER':
      return choices.paused
        ? 'Påminnelser är pausade.'
        : choices.lateOre === 0
          ? 'Inget är försenat.'
          : `${kronor(choices.lateOre)} är försenat.`
    case 'REPAYMENT_PLAN':
      return choices.hasPlan ? 'Planen som gäller, med rader att skriva under.' : 'Ingen plan gäller nu.'
    case 'PAYMENT_OVERVIEW':
      return 'Hyra och betalningar månad för månad.'
  }
}
