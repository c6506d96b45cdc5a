/** A report of a disturbance: whose home it is, what was told. It joins the open disturbance of the home or opens one. */
import type { Request, Response } from 'express'
import { DISTURBANCE_KINDS, DISTURBANCE_REPORTERS, SERIOUSNESS } from '../../domain/codes.js'
import type { NewReport, ReportRefusal } from '../../domain/disturbance-records.js'
import { WHAT_THE_LAW_SAYS } from '../../domain/disturbances/what-the-law-says.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, rowIdIn, type FormErrors } from '../../web/read-form.js'
import { findHousehold, householdOf, type Household } from '../eviction-prevention/household-store.js'
import { mayOpen } from '../people/person-store.js'
import { crumbsTo } from './disturbance-page.js'
import { disturbanceById, type Disturbance } from './disturbance-store.js'
import { ReportForm, type ReportFormValue } from './form.js'
import { addressOfCase, recordReport } from './record-store.js'

const fieldOfRefusal: Record<ReportRefusal, string> = {
  REPORTED_AFTER_TODAY: 'reportedOn',
  DISTURBED_AFTER_REPORT: 'happenedOn',
  ADDRESS_MISSING: 'address',
}

/** What a report is written about: a person with the homes to choose among, or an open disturbance whose home is known. */
interface About {
  household: Household
  caseAddress: string | null
  open: Disturbance | null
}

export function reportRoutes(house: House, { get, post }: Door): void {
  const { db } = house

  get(paths.newDisturbance, async (req, res) => {
    const actor = actorOf(res)
    const personId = rowIdIn(req.query.person)
    if (personId !== null) return formPage(res, await aboutPerson(res, personId), {})
    const typed = String(req.query.sok ?? '')
    page(res, 'disturbances/choose-person', {
      title: 'Ny störningsanmälan',
      active: 'disturbances',
      crumbs: crumbsTo(),
      typed,
      people: typed.trim() === '' ? [] : await findHousehold(db, actor, typed),
    })
  })
  post(paths.newDisturbance, async (req, res) => {
    const personId = rowIdIn((req.body as Record<string, unknown> | undefined)?.personId)
    if (personId === null || !(await mayOpen(db, actorOf(res), personId))) throw new NotFound()
    await save(req, res, await aboutPerson(res, personId))
  })
  get(paths.newDisturbanceReport, async (req, res) => formPage(res, await aboutOpen(req, res), {}))
  post(paths.newDisturbanceReport, async (req, res) => save(req, res, await aboutOpen(req, res)))

  async function aboutPerson(res: Response, personId: number): Promise<About> {
    const actor = actorOf(res)
    const household = found(await householdOf(db, actor, personId))
    return { household, caseAddress: await addressOfCase(db, actor, personId), open: null }
  }

  /** A closed disturbance takes no more reports: a later one opens a new. */
  async function aboutOpen(req: Request, res: Response): Promise<About> {
    const open = found(await disturbanceById(db, actorOf(res), idOf(req, 'disturbanceId')))
    if (open.closedOn !== null) throw new NotFound()
    return { ...(await aboutPerson(res, open.personId)), open }
  }

  async function save(req: Request, res: Response, about: About): Promise<void> {
    const form = readForm(ReportForm, req.body)
    if (!form.ok) return formPage(res, about, form.input, form.errors)
    const { home: _home, address: _address, ...typed } = form.value
    const saved = await recordReport(db, actorOf(res), about.household.personId, { ...typed, home: homeOf(about, form.value) })
    if (saved.refused)
      return formPage(
        res,
        about,
        form.input,
        saved.reasons.map((reason) => ({ field: fieldOfRefusal[reason], message: label(reason) })),
      )
    flash(req, saved.joined ? 'Anmälan är sparad i den öppna störningen.' : 'Anmälan är sparad. Störningen följs upp tills det är tyst.')
    res.redirect(303, paths.disturbance.url({ disturbanceId: saved.disturbanceId }))
  }

  function formPage(res: Response, about: About, input: Record<string, unknown>, errors: FormErrors['errors'] = []): void {
    const { household, caseAddress, open } = about
    const { today } = actorOf(res)
    const homes = [
      household.stay ? { value: 'ours', text: household.stay.address } : null,
      caseAddress ? { value: 'case', text: `${caseAddress}, adressen i det öppna ärendet` } : null,
      { value: 'other', text: 'En annan adress' },
    ].filter((home) => home !== null)
    page(
      res,
      'disturbances/report',
      {
        title: 'Ny störningsanmälan',
        active: 'disturbances',
        crumbs: crumbsTo(open ?? undefined),
        household,
        open,
        homes,
        input: { reportedOn: today, happenedOn: today, home: homes[0]?.value, ...input },
        errors,
        reporters: choices(DISTURBANCE_REPORTERS),
        kinds: choices(DISTURBANCE_KINDS),
        seriousness: SERIOUSNESS.map((code) => ({ value: code, text: label(code), hint: WHAT_THE_LAW_SAYS[code] })),
      },
      errors.length > 0 ? 422 : 200,
    )
  }
}

function homeOf({ household, caseAddress, open }: About, form: ReportFormValue): NewReport['home'] {
  if (open) return open.tenancyId === null ? { address: open.address ?? '' } : { tenancyId: open.tenancyId }
  if (form.home === 'ours' && household.stay) return { tenancyId: household.stay.tenancyId }
  if (form.home === 'case' && caseAddress !== null) return { address: caseAddress }
  return form.address === null ? null : { address: form.address }
}
