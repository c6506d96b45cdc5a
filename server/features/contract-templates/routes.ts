/** Avtalsmallar: the texts an enhet's contracts are written from, with what JO has criticised marked in each. */
import type { Request, Response, Router } from 'express'
import { may } from '../../domain/access.js'
import { clauseWarnings, paragraphsOf } from '../../domain/contract-clauses.js'
import { readTemplateFile, SERVED_AS, templateFileKind } from '../../documents/read-template-file.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, door, filesOf, flash, idOf } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, rowIdIn, type FormErrors } from '../../web/read-form.js'
import { keepFile } from '../eviction-prevention/kept-file-store.js'
import { chosenFile, fileOf, templateFile } from './file-store.js'
import { maxTemplateCharacters, TemplateForm } from './form.js'
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
      mayChange: may(actor.role, 'changeApartments'),
      templates: inUse.map((one) => ({ ...one, warnings: clauseWarnings(one.text).length })),
    })
  })

  get(paths.newContractTemplate, async (req, res) => {
    const actor = actorOf(res)
    const from = (await templatesInReach(db, actor)).find(({ id }) => String(id) === req.query.fran)
    if (!from) return formPage(res, { unitId: actor.unitId, from: 'FILE' })
    await formPage(res, { ...from, documentId: null, from: from.documentId === null ? 'PASTED' : 'FILE' })
  })
  post(paths.newContractTemplate, (req, res) => save(req, res), { upload: 'file' })

  /** A file that was chosen is kept before the rest is right, so that nobody has to choose it again. */
  async function save(req: Request, res: Response): Promise<void> {
    const actor = actorOf(res)
    const form = readForm(TemplateForm, req.body)
    const [file] = filesOf(req)
    const chosen = file ? await readTemplateFile(file.bytes, maxTemplateCharacters) : null
    const known = rowIdIn(form.input.documentId)
    const documentId = file && chosen && 'text' in chosen ? await keepFile(db, actor, templateFile, file) : chosen ? null : known
    const again = (errors: FormErrors['errors']) => formPage(res, { ...form.input, documentId }, [...form.errors, ...errors])
    if (chosen && 'reason' in chosen) return again([{ field: 'file', message: chosen.reason }])
    if (!form.ok) return again([])
    const { unitId, name, from, text: pasted } = form.value
    const kept = from === 'FILE' && !file && documentId !== null ? await chosenFile(db, actor, documentId) : null
    const read = chosen ?? (kept && (await readTemplateFile(kept.bytes, maxTemplateCharacters)))
    const text = from === 'FILE' ? (read && 'text' in read ? read.text : null) : pasted
    if (text === null)
      return again([
        from === 'FILE' ? { field: 'file', message: 'Välj filen med mallen' } : { field: 'text', message: 'Klistra in mallens text' },
      ])
    const id = await addVersion(db, actor, { unitId, name, text, documentId: from === 'FILE' ? documentId : null })
    if (id === null) return again([{ field: 'unitId', message: 'Välj enhet' }])
    const warnings = clauseWarnings(text).length
    flash(
      req,
      warnings === 0 ? 'Mallen är sparad. Inget villkor behöver ses över.' : 'Mallen är sparad. Se över villkoren.',
      warnings === 0 ? 'done' : 'warning',
    )
    res.redirect(303, paths.contractTemplate.url({ templateId: id }))
  }

  get(paths.contractTemplate, async (req, res) => {
    const all = await templatesInReach(db, actorOf(res))
    const template = found(all.find(({ id }) => id === idOf(req, 'templateId')) ?? null)
    page(res, 'contract-templates/show', {
      title: template.name,
      active: 'apartments',
      crumbs: [toApartments, toTemplates],
      template,
      warnings: clauseWarnings(template.text),
      paragraphs: paragraphsOf(template.text),
      versions: all.filter(({ unitId, name, id }) => unitId === template.unitId && name === template.name && id !== template.id),
      mayChange: template.newest && may(actorOf(res).role, 'changeApartments'),
    })
  })
  get(paths.contractTemplateFile, async (req, res) => {
    const templateId = idOf(req, 'templateId')
    const file = found(await fileOf(db, actorOf(res), templateId))
    const { mediaType, ending } = SERVED_AS[templateFileKind(file.bytes) ?? 'TEXT']
    res.set('Cache-Control', 'no-store')
    res.set('Content-Disposition', `attachment; filename="avtalsmall-${templateId}.${ending}"`)
    res.type(mediaType).send(Buffer.from(file.bytes))
  })
  post(paths.contractTemplateEnding, async (req, res) => {
    const actor = actorOf(res)
    const template = found((await templatesInReach(db, actor)).find(({ id }) => id === idOf(req, 'templateId')) ?? null)
    await addVersion(db, actor, { ...template, text: '', documentId: null })
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
      fileIsKept: Boolean((input as { documentId?: unknown }).documentId),
      longest: maxTemplateCharacters,
    }
    page(res, 'contract-templates/new', locals, errors.length > 0 ? 422 : 200)
  }

  return router
}
