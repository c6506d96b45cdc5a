/** Today's lists in three steps: choose them, look through them, take them in. */
import type { Request, Response, Router } from 'express'
import type { Actor } from '../../actor.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, door, filesOf, flash, idOf } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { RegisterImportForm } from './form.js'
import { fileErrors, listColumns, previewWords, storedWords } from './preview-page.js'
import { readSheets } from './read-sheets.js'
import { rejectedWorkbook } from './rejected-rows.js'
import { importRegister, previewImport, unitsToImportTo } from './store.js'
import { templateWorkbook } from './templates.js'
import { dropLists, keepLists, listsOf, recordRejectedDownload } from './upload-store.js'

export function registerImportRoutes(house: House): Router {
  const { get, post, router } = door(house)
  const { db } = house

  get(paths.registerImport, (_req, res) => choosePage(res))
  post(
    paths.registerImport,
    async (req, res) => {
      const files = filesOf(req)
      const read = await readSheets(files)
      if (read.errors.length > 0) return choosePage(res, fileErrors(read.errors))
      res.redirect(303, paths.registerPreview.url({ uploadId: await keepLists(db, actorOf(res), files) }))
    },
    { upload: 'fil' },
  )
  get(paths.registerTemplate, async (_req, res) => sendWorkbook(res, 'mall-register.xlsx', await templateWorkbook()))

  get(paths.registerPreview, async (req, res) => {
    const actor = actorOf(res)
    const { lists, read } = await kept(req, actor)
    await showPreview(res, actor, lists, read)
  })
  post(paths.registerPreview, async (req, res) => {
    const actor = actorOf(res)
    const { lists, read } = await kept(req, actor)
    const form = readForm(RegisterImportForm, req.body)
    if (!form.ok) return showPreview(res.status(422), actor, lists, read, form)
    const unitId = unitOf(await unitsToImportTo(db, actor), form.value.unitId)
    if (unitId === null) {
      return showPreview(res.status(422), actor, lists, read, { ...form, errors: [{ field: 'unitId', message: 'Välj enhet' }] })
    }
    const done = await importRegister(db, actor, read, { unitId, skipRejected: form.value.skip })
    if (!done.stored) {
      const message = 'Välj att hoppa över felaktiga rader, eller rätta listan och välj filen igen'
      return showPreview(res.status(422), actor, lists, read, { ...form, errors: [{ field: 'skip', message }] })
    }
    const words = storedWords(done)
    flash(req, words.text)
    if (words.rejected === null) {
      await dropLists(db, lists.id)
      return res.redirect(303, paths.people.url())
    }
    flash(req, words.rejected, 'warning')
    res.redirect(303, paths.registerPreview.url({ uploadId: lists.id }))
  })
  get(paths.registerRejected, async (req, res) => {
    const actor = actorOf(res)
    const { lists, read } = await kept(req, actor)
    const [unit] = await unitsToImportTo(db, actor)
    const preview = await previewImport(db, actor, read, unit?.id ?? 0)
    const workbook = found(preview.plan && (await rejectedWorkbook(read, preview.plan)))
    await recordRejectedDownload(db, actor, lists.id, previewWords(preview).total.rejected)
    sendWorkbook(res, 'avvisade-rader.xlsx', workbook)
  })
  return router

  async function kept(req: Request, actor: Actor) {
    const lists = found(await listsOf(db, actor, idOf(req, 'uploadId')))
    return { lists, read: await readSheets(lists.files) }
  }

  async function showPreview(
    res: Response,
    actor: Actor,
    lists: { id: number; name: string },
    read: Awaited<ReturnType<typeof readSheets>>,
    form: { errors: { field: string; message: string }[]; input: Record<string, unknown> } = { errors: [], input: {} },
  ) {
    const units = await unitsToImportTo(db, actor)
    const preview = await previewImport(db, actor, read, units[0]?.id ?? 0)
    page(res, 'register-import/preview', {
      title: 'Granska listorna',
      active: 'register-import',
      errors: form.errors,
      input: form.input,
      uploadId: lists.id,
      fileNames: lists.name,
      units: units.map((unit) => ({ value: unit.id, text: unit.name })),
      ...previewWords(preview),
    })
  }
}

function choosePage(res: Response, errors: { field: string; message: string }[] = []): void {
  const status = errors.length > 0 ? 422 : 200
  page(res, 'register-import/choose', { title: 'Importera register', active: 'register-import', errors, lists: listColumns }, status)
}

/** The enhet that was chosen, or the only one; null when the choice is missing or not among them. */
function unitOf(units: readonly { id: number }[], chosen: number | null): number | null {
  const unit = units.length === 1 && chosen === null ? units[0] : units.find((one) => one.id === chosen)
  return unit?.id ?? null
}

function sendWorkbook(res: Response, name: string, bytes: Buffer): void {
  res.attachment(name).type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(bytes)
}
