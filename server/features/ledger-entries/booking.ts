/**
 * What a bosamordnare books by hand on a person's ledger goes one way: a form, a check page that says what will happen, and the ledger.
 * Between the check and the ledger nothing may have been booked on the person; the same check page sent twice is one booking.
 */
import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import type { z } from 'zod'
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths, type Path } from '../../paths.js'
import type { Settings } from '../../domain/policy.js'
import { settingsFor } from '../../settings.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { personLocals, personPage, postedPerson } from '../people/person-page.js'
import type { Person } from '../people/person-store.js'
import { allocateOpenCredits, lockLedger } from '../rent/allocation-store.js'
import { alreadyBooked, personMoney, type PersonMoney } from './person-money-store.js'

type Faults = FormErrors['errors']
type Input = Record<string, unknown>

/** What a booking answers when it is worked out: why not, or the check page's words and how it is written. */
export type Plan =
  | { refused: true; faults: Faults }
  | {
      refused: false
      check: { title: string; items: { label: string; value: string; note?: string }[] }
      consequences: string[]
      warning?: { text: string; detail?: string }
      /** the button */
      submit: string
      /** Writes it; the open money then pays the open bills. */
      write(tx: Db, actor: Actor): Promise<{ entryId: number | null; after: object }>
      done: string
    }

export interface Booking<Value> {
  path: Path<`/personer/:personId/hyra/${string}`>
  view: string
  title: string
  form(today: Day): z.ZodType<Value>
  /** What the form shows beside what is typed. */
  shown(money: PersonMoney, today: Day, settings: Settings): object
  /** What is filled in before anybody has typed. */
  first?(money: PersonMoney, query: Input, today: Day, settings: Settings): Input
  plan(money: PersonMoney, value: Value, today: Day, settings: Settings): Plan
}

/** What an error is about when it is about no field: the page's main part (views/layout.ejs). */
const wholePage = 'innehall'

/** Opens the form, the check and the booking. */
export function openBooking<Value>(house: House, { get, post }: Door, booking: Booking<Value>): void {
  get(booking.path, async (req, res) => {
    const actor = actorOf(res)
    const person = await personPage(house, req, res)
    if (!person) return
    const money = await personMoney(house.db, actor, person.id)
    await formPage(res, person, money, booking.first?.(money, req.query, actor.today, await settingsFor(house.db, actor)) ?? {})
  })

  post(booking.path, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const { key, seen, checked, do: steered, ...typed } = (req.body ?? {}) as Input
    const form = readForm(booking.form(actor.today), typed)
    const money = await personMoney(house.db, actor, person.id)
    if (!form.ok || steered === 'change') return formPage(res, person, money, form.input, form.ok ? [] : form.errors)
    if (checked === undefined || typeof key !== 'string' || !/^[0-9a-f-]{36}$/.test(key)) {
      const plan = booking.plan(money, form.value, actor.today, await settingsFor(house.db, actor))
      return plan.refused ? formPage(res, person, money, form.input, plan.faults) : checkPage(res, person, money, form.input, plan)
    }
    const saved = await house.db.transaction(async (tx) => {
      await lockLedger(tx, actor.namndId)
      if (await alreadyBooked(tx, person.id, key)) return 'AGAIN' as const
      const now = await personMoney(tx, actor, person.id)
      if (now.seen !== seen) return { refused: true as const, faults: [{ field: wholePage, message: label('LEDGER_CHANGED') }] }
      const plan = booking.plan(now, form.value, actor.today, await settingsFor(tx, actor))
      if (plan.refused) return plan
      const { entryId, after } = await plan.write(tx, actor)
      await allocateOpenCredits(tx, actor, [person.id])
      await recordChange(tx, actor, {
        action: 'CREATE',
        subject: 'LEDGER_ENTRY',
        subjectId: entryId,
        personId: person.id,
        after: { ...after, key },
      })
      return plan
    })
    if (saved !== 'AGAIN' && saved.refused)
      return formPage(res, person, await personMoney(house.db, actor, person.id), form.input, saved.faults)
    if (saved === 'AGAIN') flash(req, 'Det var redan bokfört. Inget bokfördes en gång till.', 'warning')
    else flash(req, saved.done)
    res.redirect(303, paths.personLedger.url({ personId: person.id }))
  })

  async function formPage(res: Response, person: Person, money: PersonMoney, input: Input, errors: Faults = []): Promise<void> {
    const actor = actorOf(res)
    const shown = booking.shown(money, actor.today, await settingsFor(house.db, actor))
    const locals = { ...common(person, booking.title), ...shown, input, errors }
    page(res, `ledger-entries/${booking.view}`, locals, errors.length > 0 ? 422 : 200)
  }

  function checkPage(res: Response, person: Person, money: PersonMoney, input: Input, plan: Plan & { refused: false }): void {
    page(res, 'ledger-entries/check', {
      ...common(person, `Kontrollera: ${booking.title.toLocaleLowerCase('sv')}`),
      fields: { ...input, key: randomUUID(), seen: money.seen, checked: 'ja' },
      check: plan.check,
      consequences: plan.consequences,
      warning: plan.warning,
      submit: plan.submit,
    })
  }

  function common(person: Person, title: string) {
    const here = { personId: person.id }
    const locals = personLocals(person)
    return {
      ...locals,
      title,
      crumbs: [...locals.crumbs, { href: paths.personLedger.url(here), text: 'Hyra' }],
      action: booking.path.url(here),
      cancelHref: paths.personLedger.url(here),
    }
  }
}

/** A refusal's words at the field it is about. */
export function faultsOf<Reason extends string>(
  reasons: readonly Reason[],
  fieldOfReason: Record<Reason, string>,
): { refused: true; faults: Faults } {
  return { refused: true, faults: reasons.map((reason) => ({ field: fieldOfReason[reason], message: label(reason) })) }
}
