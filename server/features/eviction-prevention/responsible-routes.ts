/** Changing who is responsible for a case. */
import type { Response } from 'express'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './case-routes.js'
import { caseById, type OpenCase } from './case-store.js'
import { ResponsibleForm } from './case-work-form.js'
import { candidatesFor, changeResponsible } from './responsible-store.js'

export function responsibleRoutes({ db }: House, { get, post }: Door): void {
  get(paths.caseResponsible, async (req, res) => {
    const one = found(await caseById(db, actorOf(res), idOf(req, 'caseId')))
    await show(res, one, { responsibleId: one.responsibleId })
  })
  post(paths.caseResponsible, async (req, res) => {
    const actor = actorOf(res)
    const one = found(await caseById(db, actor, idOf(req, 'caseId')))
    const form = readForm(ResponsibleForm, req.body)
    if (!form.ok) return show(res, one, form.input, form.errors)
    const chosen = await changeResponsible(db, actor, one.id, form.value.responsibleId, form.value.text)
    if (!chosen) return show(res, one, form.input, [{ field: 'responsibleId', message: 'Välj vem som är ansvarig' }])
    flash(req, `${chosen.name} är ansvarig för ärendet.`)
    res.redirect(303, paths.case.url({ caseId: one.id }))
  })

  async function show(res: Response, one: OpenCase, input: Record<string, unknown>, errors: FormErrors['errors'] = []): Promise<void> {
    const locals = {
      title: 'Ansvarig för ärendet',
      active: 'cases',
      crumbs: crumbsTo(one),
      one,
      candidates: await candidatesFor(db, actorOf(res), one.personId),
      input,
      errors,
    }
    page(res, 'eviction-prevention/responsible', locals, errors.length > 0 ? 422 : 200)
  }
}
