/** Avtalsmallar: the texts an enhet's contracts are written from, with what JO has criticised marked in each. */
import type { Response, Router } from 'express'
import { may } from '../../domain/access.js'
import type { Role } from '../../domain/codes.js'
import { clauseWarnings } from '../../domain/contract-clauses.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, door, flash, idOf } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { TemplateForm } from './form.js'
import { addVersion, templatesInReach } from './store.js'

const toApartments = { href: paths.apartments.url(), text: 'Lägenheter' }
const toTemplates = { href: paths.contractTemplates.url(), text: 'Avtalsmallar' }

export function contractTemplatesRoutes({ db }: House): Router {
  const { get, post, router } = door({ db } as House)

  get(paths.contractTemplates, async (_req, res) => {
    const actor = actorOf(res)
    const inUse = (await templatesInReach(db, actor)).filter(({ newest, text }) => newest && text !== '')
    page(res, 'contract-templates/index', {
      title: 'Avtalsmallar',
      active: 'apartments',
      crumbs: [toApartments],
      mayChange: may(actor.role as Role, 'changeApartments'),
      templates: inUse.map((one) => ({ ...one, warnings: clauseWarnings(one.text).length })),
    })
  })

  get(paths.newContractTemplate, async (req, res) => {
    const actor = actorOf(res)
    const from = (await templatesInReach(db, actor)).find(({ id }) => String(id) === req.query.fran)
    await formPage(res, from ?? { unitId: actor.unitId })
  })
  post(paths.newContractTemplate, async (req, res) => {
    const form = readForm(TemplateForm, req.body)
    if (!form.ok) return formPage(res, form.input, form.errors)
    const id = await addVersion(db, actorOf(res), form.value)
    if (id === null) return formPage(res, form.input, [{ field: 'unitId', message: 'Välj enhet' }])
    const warnings = clauseWarnings(form.value.text).length
    flash(req, warnings === 0 ? 'Mallen är sparad. Inget villkor behöver ses över.' : 'Mallen är sparad. Se över villkoren.', warnings === 0 ? 'done' : 'warning')
    res.redirect(303, paths.contractTemplate.url({ templateId: id }))
  })

  get(paths.contractTemplate, async (req, res) => {
    const all = await templatesInReach(db, actorOf(res))
    const template = found(all.find(({ id }) => id === idOf(req, 'templateId')) ?? null)
    page(res, 'contract-templates/show', {
      title: template.name,
      active: 'apartments',
      crumbs: [toApartments, toTemplates],
      template,
      warnings: clauseWarnings(template.text),
      versions: all.filter(({ unitId, name, id }) => unitId === template.unitId && name === template.name && id !== template.id),
      mayChange: template.newest && may(actorOf(res).role as Role, 'changeApartments'),
    })
  })
  post(paths.contractTemplateEnding, async (req, res) => {
    const actor = actorOf(res)
    const template = found((await templatesInReach(db, actor)).find(({ id }) => id === idOf(req, 'templateId')) ?? null)
    await addVersion(db, actor, { ...template, text: '' })
    flash(req, 'Mallen används inte längre.')
    res.redirect(303, paths.contractTemplates.url())
  })

  async function formPage(res: Response, input: object, errors: FormErrors['errors'] = []): Promise<void> {
    const actor = actorOf(res)
    const units = await db.prisma.unit.findMany({
      where: { namndId: actor.namndId, ...(actor.unitId === null ? {} : { id: actor.unitId }) },
      orderBy: { name: 'asc' },
    })
    const locals = {
      title: 'version' in input ? 'Ny version av mallen' : 'Ny avtalsmall',
      active: 'apartments',
      crumbs: [toApartments, toTemplates],
      units: units.map(({ id, name }) => ({ value: id, text: name })),
      input,
      errors,
    }
    page(res, 'contract-templates/new', locals, errors.length > 0 ? 422 : 200)
  }

  return router
}
