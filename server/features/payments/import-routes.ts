/** A bank file in three steps: choose it, look through it, book it. */
import type { Request, Response } from 'express'
import type { Actor } from '../../actor.js'
import type { BankFile } from '../../bank-files/bank-file.js'
import { readBankFile } from '../../bank-files/read.js'
import { kronor } from '../../domain/money.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, filesOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { plural } from '../../web/swedish-words.js'
import { previewPage } from './import-page.js'
import { bookPayments, previewPayments, sha256Of } from './import-store.js'
import { keepUpload, uploadOf } from './upload-store.js'

export function importRoutes({ db }: House, { get, post }: Door): void {
  get(paths.paymentImport, (_req, res) => choosePage(res))
  post(
    paths.paymentImport,
    async (req, res) => {
      const [file] = filesOf(req)
      if (!file) return choosePage(res, [{ field: 'file', message: 'Välj en bankfil' }])
      const read = await readBankFile(file.bytes, file.name)
      if (!read.ok)
        return choosePage(
          res,
          read.errors.map(({ place, reason }) => ({ field: 'file', message: `${place}: ${reason}` })),
        )
      const uploadId = await keepUpload(db, actorOf(res), { ...file, sha256: sha256Of(file.bytes) })
      res.redirect(303, paths.paymentPreview.url({ uploadId }))
    },
    { upload: 'file' },
  )

  get(paths.paymentPreview, async (req, res) => {
    const { upload, file } = await kept(req, actorOf(res))
    await showPreview(req, res, upload, file)
  })
  post(paths.paymentPreview, async (req, res) => {
    const actor = actorOf(res)
    const { upload, file } = await kept(req, actor)
    const plan = await previewPayments(db, actor, file, upload.sha256)
    if (plan.accounts.some((account) => !account.own) && (req.body as Record<string, unknown> | undefined)?.accounts !== 'ja') {
      return showPreview(req, res.status(422), upload, file, [{ field: 'accounts', message: 'Bekräfta att pengarna ska bokföras hos er' }])
    }
    const done = await bookPayments(db, actor, file, { sha256: upload.sha256, fileName: upload.name })
    if (done.matched + done.unmatched === 0) flash(req, `${upload.name} är redan bokförd. Inget bokfördes en gång till.`, 'warning')
    else flash(req, `${plural(done.matched, 'post är bokförd', 'poster är bokförda')}, ${kronor(done.bookedOre)}.`)
    if (done.unmatched > 0)
      flash(req, `${plural(done.unmatched, 'post väntar', 'poster väntar')} utan träff. Välj vem pengarna hör till.`, 'warning')
    res.redirect(303, done.unmatched > 0 ? paths.unmatchedPayments.url() : paths.payments.url())
  })

  async function kept(req: Request, actor: Actor) {
    const upload = found(await uploadOf(db, actor, idOf(req, 'uploadId')))
    const read = await readBankFile(upload.bytes, upload.name)
    if (!read.ok) throw new Error('a kept bank file can no longer be read')
    return { upload, file: read.file }
  }
  async function showPreview(
    req: Request,
    res: Response,
    upload: { id: number; name: string; sha256: string },
    file: BankFile,
    errors: { field: string; message: string }[] = [],
  ) {
    const actor = actorOf(res)
    const shown = await db.transaction(async (tx) =>
      previewPage(tx, actor, await previewPayments(tx, actor, file, upload.sha256), upload, req.query),
    )
    page(res, 'payments/preview', { title: 'Granska bankfil', active: 'rents', errors, ...shown })
  }
}

function choosePage(res: Response, errors: { field: string; message: string }[] = []): void {
  page(res, 'payments/import', { title: 'Läs in bankfil', active: 'rents', errors }, errors.length > 0 ? 422 : 200)
}
