/** What is written down about a stay while it goes on: landlord told, a new rent (checked before it is saved), a checkpoint held. */
import type { Response } from 'express'
import { addMonths, monthOf } from '../../domain/calendar.js'
import { decideRent, mayBeTold, type CheckpointRefusal, type RentRefusal } from '../../domain/stay-records.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { CheckpointForm, LandlordToldForm, RentForm, toldTooEarly, withoutSteering } from './form.js'
import { overviewOf } from './next-action.js'
import { recordCheckpoint, recordLandlordTold, recordRent } from './records-store.js'
import { crumbsTo, postedStay, stayPage, type OpenedStay } from './stay-page.js'

type Input = Record<string, unknown>
type Fault = { field: string; message: string }

/** The field a refusal is about. */
const fieldOfRefusal: Record<CheckpointRefusal | RentRefusal, string> = {
  RENT_BEFORE_MOVE_IN: 'fromOn',
  RENT_AFTER_MOVE_OUT: 'fromOn',
  RENT_DAY_TAKEN: 'fromOn',
  NOT_A_CHECKPOINT: 'months',
  CHECKPOINT_HELD: 'months',
  HELD_BEFORE_MOVE_IN: 'heldOn',
  HELD_AFTER_TODAY: 'heldOn',
}
const faultsOf = (reasons: readonly (CheckpointRefusal | RentRefusal)[]): Fault[] =>
  reasons.map((reason) => ({ field: fieldOfRefusal[reason], message: label(reason) }))

export function recordRoutes(house: House, { get, post }: Door): void {
  get(paths.landlordTold, async (req, res) => {
    const opened = await stayPage(house, req, res)
    if (opened) landlordPage(res, opened, { landlordToldOn: opened.stay.landlordToldOn ?? actorOf(res).today }, [])
  })
  post(paths.landlordTold, async (req, res) => {
    const opened = await postedStay(house, req, res)
    const form = readForm(LandlordToldForm(actorOf(res).today), req.body)
    if (!form.ok) return landlordPage(res, opened, form.input, form.errors)
    if (!mayBeTold(opened.stay.startsOn, form.value.landlordToldOn))
      return landlordPage(res, opened, form.input, [{ field: 'landlordToldOn', message: toldTooEarly }])
    await recordLandlordTold(house.db, actorOf(res), opened.stay.id, form.value.landlordToldOn)
    flash(req, 'Att hyresvärden är underrättad är sparat.')
    done(res, opened)
  })

  get(paths.tenancyRents, async (req, res) => {
    const opened = await stayPage(house, req, res)
    if (opened) rentPage(res, opened, {}, [])
  })
  post(paths.tenancyRents, async (req, res) => {
    const opened = await postedStay(house, req, res)
    const { stay } = opened
    const body = (req.body ?? {}) as Input
    const form = readForm(RentForm(actorOf(res).today), req.body)
    const input = withoutSteering(form.input)
    if (body.do === 'change') return rentPage(res, opened, input, [])
    if (!form.ok) return rentPage(res, opened, input, form.errors)
    const { fromOn, rent: amountOre } = form.value
    if (body.checked === undefined) {
      const answer = decideRent(stay, fromOn)
      if (answer.refused) return rentPage(res, opened, input, faultsOf(answer.reasons))
      const charged = stay.chargedTo !== null && monthOf(fromOn) <= stay.chargedTo ? stay.chargedTo : null
      const locals = {
        title: 'Kontrollera ny hyra',
        active: 'people',
        crumbs: crumbsTo(opened),
        ...opened,
        input,
        fromOn,
        rentOre: amountOre,
        charged,
      }
      return page(res, 'tenancies/rent-check', locals)
    }
    const saved = await recordRent(house.db, actorOf(res), stay.id, { fromOn, amountOre })
    if (saved.refused) return rentPage(res, opened, input, faultsOf(saved.reasons))
    flash(req, 'Den nya hyran är sparad.')
    done(res, opened)
  })

  get(paths.checkpoints, async (req, res) => {
    const opened = await stayPage(house, req, res)
    if (opened) await checkpointPage(res, opened, { heldOn: actorOf(res).today }, [])
  })
  post(paths.checkpoints, async (req, res) => {
    const opened = await postedStay(house, req, res)
    const form = readForm(CheckpointForm(actorOf(res).today), req.body)
    if (!form.ok) return checkpointPage(res, opened, form.input, form.errors)
    const saved = await recordCheckpoint(house.db, actorOf(res), opened.stay.id, form.value)
    if (saved.refused) return checkpointPage(res, opened, form.input, faultsOf(saved.reasons))
    flash(req, `Kontrollstationen efter ${form.value.months} månader är sparad.`)
    done(res, opened)
  })

  function done(res: Response, { stay }: OpenedStay): void {
    res.redirect(303, paths.tenancy.url({ tenancyId: stay.id }))
  }

  function landlordPage(res: Response, opened: OpenedStay, input: Input, errors: Fault[]): void {
    const locals = { title: 'Hyresvärden underrättad', active: 'people', crumbs: crumbsTo(opened), ...opened, input, errors }
    page(res, 'tenancies/landlord-told', locals, errors.length > 0 ? 422 : 200)
  }

  function rentPage(res: Response, opened: OpenedStay, input: Input, errors: Fault[]): void {
    const locals = { title: 'Ny hyra', active: 'people', crumbs: crumbsTo(opened), ...opened, input, errors }
    page(res, 'tenancies/rent', locals, errors.length > 0 ? 422 : 200)
  }

  async function checkpointPage(res: Response, opened: OpenedStay, input: Input, errors: Fault[]): Promise<void> {
    const settings = await settingsFor(house.db, actorOf(res))
    const { stay } = opened
    const held = stay.checkpoints.map((one) => one.months)
    const left = settings.checkpointMonths
      .filter((months) => !held.includes(months))
      .map((months) => ({ months, dueOn: addMonths(stay.startsOn, months) }))
    const months = input.months ?? overviewOf(stay, actorOf(res).today, settings).checkpoint?.months
    const locals = {
      title: 'Kontrollstation',
      active: 'people',
      crumbs: crumbsTo(opened),
      ...opened,
      left,
      input: { ...input, months },
      errors,
    }
    page(res, 'tenancies/checkpoint', locals, errors.length > 0 ? 422 : 200)
  }
}
