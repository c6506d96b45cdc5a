/** Övertag av kontrakt: the landlord's approval and the transfer day, checked; carried through on the day; cancelled before it. */
import type { Response } from 'express'
import { may } from '../../domain/access.js'
import { decideTakeover, TAKEOVER_REFUSAL_SOURCES } from '../../domain/takeovers.js'
import type { House } from '../../house.js'
import { longDay } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { formOn } from '../../domain/apartments.js'
import { refuseForm } from '../../domain/takeovers.js'
import { TakeoverForm, withoutSteering } from './form.js'
import { chargedBeyond, crumbsTo, postedStay, stayPage, type OpenedStay } from './stay-page.js'
import { cancelTakeover, carryThrough, planTakeover } from './takeover-store.js'

type Input = Record<string, unknown>
type Fault = { field: string; message: string }

export function takeoverRoutes(house: House, { get, post }: Door): void {
  get(paths.takeover, async (req, res) => {
    const opened = await stayPage(house, req, res)
    if (!opened) return
    const { stay } = opened
    if (stay.takeover) return res.redirect(303, paths.tenancy.url({ tenancyId: stay.id }))
    const { today } = actorOf(res)
    const refusal = refuseForm(formOn(stay.forms, stay.startsOn > today ? stay.startsOn : today))
    const ongoing = stay.outcome === null
    formPage(res, opened, { approvedOn: today }, [], refusal ? [refusal] : ongoing ? [] : ['STAY_NOT_ONGOING'], 200)
  })

  post(paths.takeover, async (req, res) => {
    const opened = await postedStay(house, req, res)
    const { stay } = opened
    const form = readForm(TakeoverForm(actorOf(res).today), req.body)
    const input = withoutSteering(form.input)
    if (!form.ok) return formPage(res, opened, input, form.errors)
    const body = (req.body ?? {}) as Input
    if (body.do === 'change') return formPage(res, opened, input, [], [], 200)
    const settings = await settingsFor(house.db, actorOf(res))
    const { approvedOn, transfersOn } = form.value
    const answer = decideTakeover({ stay, forms: stay.forms, landlordApprovedOn: approvedOn, transfersOn }, settings)
    if (answer.refused) return formPage(res, opened, input, [], answer.reasons)
    if (body.checked === undefined) {
      return page(res, 'tenancies/takeover-check', {
        title: 'Kontrollera övertaget',
        active: 'people',
        crumbs: crumbsTo(opened),
        ...opened,
        input,
        ...form.value,
        interview: answer.takeover.interview,
        chargedTo: chargedBeyond(stay, transfersOn),
      })
    }
    const saved = await planTakeover(house.db, actorOf(res), stay.id, form.value, settings)
    if (saved.refused) return formPage(res, opened, input, [], saved.reasons)
    flash(req, 'Övertaget är planerat. Genomför det när kontraktet har övergått.')
    const toCredit = chargedBeyond(stay, transfersOn) !== null && may(actorOf(res).role, 'changeRents')
    res.redirect(303, toCredit ? paths.personLedger.url({ personId: opened.person.id }) : paths.tenancy.url({ tenancyId: stay.id }))
  })

  get(paths.takeoverTransfer, async (req, res) => {
    const opened = await stayPage(house, req, res)
    if (opened) transferPage(res, opened, [], 200)
  })
  post(paths.takeoverTransfer, async (req, res) => {
    const opened = await postedStay(house, req, res)
    const { stay } = opened
    if (!stay.takeover || stay.takeover.transferredAt !== null) throw new NotFound()
    const saved = await carryThrough(house.db, actorOf(res), stay.id, await settingsFor(house.db, actorOf(res)))
    if (saved.refused) return transferPage(res, opened, saved.reasons, 422)
    flash(req, `Övertaget är genomfört. ${opened.person.name} har nu ett eget kontrakt.`)
    res.redirect(303, paths.tenancy.url({ tenancyId: stay.id }))
  })

  post(paths.takeoverCancellation, async (req, res) => {
    const { stay } = await postedStay(house, req, res)
    const { endsOn } = found(await cancelTakeover(house.db, actorOf(res), stay.id))
    flash(req, `Övertaget är avbrutet. Boendet ${endsOn === null ? 'fortsätter utan slutdag' : `har åter slutdagen ${longDay(endsOn)}`}.`)
    res.redirect(303, paths.tenancy.url({ tenancyId: stay.id }))
  })

  function formPage(res: Response, opened: OpenedStay, input: Input, errors: Fault[], refused: readonly string[] = [], status = 422): void {
    const { stay } = opened
    const { today } = actorOf(res)
    const forms = stay.forms.filter((period) => period.endsOn === null || period.endsOn > today)
    const locals = {
      isPossible: stay.outcome === null && forms.some((period) => refuseForm(period.form) === null),
      title: 'Övertag av kontrakt',
      active: 'people',
      crumbs: crumbsTo(opened),
      ...opened,
      input,
      errors,
      reasons: refused.map(reasonWords),
    }
    page(res, 'tenancies/takeover', locals, status)
  }

  function transferPage(res: Response, opened: OpenedStay, refused: readonly string[], status: number): void {
    const takeover = found(opened.stay.takeover)
    if (takeover.transferredAt !== null) return res.redirect(303, paths.tenancy.url({ tenancyId: opened.stay.id }))
    const tooEarly = takeover.transfersOn > actorOf(res).today
    const reasons = (tooEarly ? ['TRANSFER_NOT_YET'] : refused).map(reasonWords)
    page(
      res,
      'tenancies/transfer',
      { title: 'Genomför övertaget', active: 'people', crumbs: crumbsTo(opened), ...opened, takeover, reasons, tooEarly },
      status,
    )
  }
}

/** The reason in words, with what it rests on. */
function reasonWords(reason: string): string {
  const source = (TAKEOVER_REFUSAL_SOURCES as Record<string, string>)[reason]
  return source === undefined ? label(reason) : `${label(reason)}. ${source}.`
}
