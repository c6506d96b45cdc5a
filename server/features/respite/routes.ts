/** Anstånd with bills, and pause of reminders: each a page of the person with what holds, what has been and the form for a new one. */
import type { Response, Router } from 'express'
import { may } from '../../domain/access.js'
import { PAUSE_REASONS } from '../../domain/codes.js'
import { kronor } from '../../domain/money.js'
import { lastPauseDay, type PauseRefusal } from '../../domain/reminder-pauses.js'
import { isUnderRespite, type RespiteRefusal } from '../../domain/respite.js'
import { longDay, monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door, flash, idOf } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { personLocals, personPage, postedPerson } from '../people/person-page.js'
import type { Person } from '../people/person-store.js'
import { PauseForm, RespiteForm } from './form.js'
import { endPause, pausedOn, pauseReminders, pausesOf } from './pause-store.js'
import { billsForRespite, giveRespite, respitesOf, takeBackRespite } from './respite-store.js'

type Input = Record<string, unknown>

export function respiteRoutes(house: House): Router {
  const { get, post, router } = door(house)
  const { db } = house

  get(paths.respites, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await respitePage(res, person, {}, [])
  })
  post(paths.respites, async (req, res) => {
    const person = await postedPerson(house, req, res)
    const form = readForm(RespiteForm, req.body)
    if (!form.ok) return respitePage(res, person, form.input, form.errors)
    const { bills: chargeIds, untilOn, reason } = form.value
    const answer = await giveRespite(db, actorOf(res), person.id, { chargeIds, untilOn, reason })
    if (answer.refused) return respitePage(res, person, form.input, answer.reasons.map(respiteFault))
    flash(req, `${answer.bills === 1 ? 'Avin har' : `${answer.bills} avier har`} anstånd till och med ${longDay(answer.untilOn)}.`)
    res.redirect(303, paths.respites.url({ personId: person.id }))
  })
  post(paths.respiteEnding, async (req, res) => {
    const person = await postedPerson(house, req, res)
    const done = await takeBackRespite(db, actorOf(res), person.id, idOf(req, 'respiteId'))
    if (done) flash(req, 'Anståndet är tillbakataget. Avin räknas från sin egen förfallodag igen.')
    res.redirect(303, paths.respites.url({ personId: person.id }))
  })

  get(paths.reminderPauses, async (req, res) => {
    const person = await personPage(house, req, res)
    if (person) await pausePage(res, person, {}, [])
  })
  post(paths.reminderPauses, async (req, res) => {
    const person = await postedPerson(house, req, res)
    const form = readForm(PauseForm, req.body)
    if (!form.ok) return pausePage(res, person, form.input, form.errors)
    const answer = await pauseReminders(db, actorOf(res), person.id, form.value)
    if (answer.refused) return pausePage(res, person, form.input, answer.reasons.map(pauseFault))
    flash(req, `Påminnelserna är pausade till och med ${longDay(form.value.untilOn)}.`)
    res.redirect(303, paths.reminderPauses.url({ personId: person.id }))
  })
  post(paths.pauseEnding, async (req, res) => {
    const person = await postedPerson(house, req, res)
    if (await endPause(db, actorOf(res), person.id, idOf(req, 'pauseId')))
      flash(req, 'Pausen är avslutad. Påminnelser görs som vanligt igen.')
    res.redirect(303, paths.reminderPauses.url({ personId: person.id }))
  })

  async function respitePage(res: Response, person: Person, input: Input, errors: FormErrors['errors']): Promise<void> {
    const actor = actorOf(res)
    const bills = await billsForRespite(db, actor, person.id)
    const locals = {
      title: `Anstånd: ${person.name}`,
      ...personLocals(person),
      mayAgree: may(actor.role, 'agreeWithTenants'),
      respiteMonths: (await settingsFor(db, actor)).respiteMonths,
      options: bills.map((bill) => ({
        value: bill.id,
        text: `${billName(bill)}, ${kronor(bill.openOre)}`,
        hint: `Förfallodag ${bill.dueOn}${isUnderRespite(bill.respiteUntilOn, actor.today) ? `, anstånd till ${bill.respiteUntilOn}` : ''}`,
      })),
      respites: (await respitesOf(db, person.id)).map((one) => ({
        ...one,
        bill: billName(one),
        holds: one.endedAt === null && isUnderRespite(one.untilOn, actor.today) && one.openOre > 0,
      })),
      input,
      errors,
    }
    page(res, 'respite/respites', locals, errors.length > 0 ? 422 : 200)
  }

  async function pausePage(res: Response, person: Person, input: Input, errors: FormErrors['errors']): Promise<void> {
    const actor = actorOf(res)
    const running = (await pausedOn(db, [person.id], actor.today)).get(person.id) ?? null
    const locals = {
      title: `Paus i påminnelser: ${person.name}`,
      ...personLocals(person),
      mayAgree: may(actor.role, 'agreeWithTenants'),
      lastDay: lastPauseDay(actor.today, await settingsFor(db, actor)),
      reasons: choices(PAUSE_REASONS),
      running,
      pauses: (await pausesOf(db, person.id)).filter((one) => one.id !== running?.id),
      input,
      errors,
    }
    page(res, 'respite/pauses', locals, errors.length > 0 ? 422 : 200)
  }

  return router
}

const billName = (bill: { period: string | null; dueOn: string }) =>
  bill.period ? `Hyra ${monthName(bill.period)}` : `Avi som förföll ${bill.dueOn}`
const respiteFault = (reason: RespiteRefusal) => ({ field: reason === 'NOTHING_TO_RESPITE' ? 'bills' : 'untilOn', message: label(reason) })
const pauseFault = (reason: PauseRefusal) => ({ field: 'untilOn', message: label(reason) })
