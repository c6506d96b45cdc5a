/** A bank file in three steps: choose it, look through it, book it. Reading and booking go on while pages are answered. */
import type { Request, Response } from 'express'
import type { Actor } from '../../actor.js'
import { kronor } from '../../domain/money.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, filesOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { plural } from '../../web/swedish-words.js'
import { previewPage } from './import-page.js'
import { SUSPECT_CHOICES, type BookedFile, type SuspectChoice } from './import-store.js'
import { bookFile, bookingOf, forgetReading, planOf, readFiles, within, type Work } from './import-work.js'
import type { PaymentFile } from './plan-store.js'
import { dropUpload, filesOfUpload, keepUpload, sha256OfUpload, uploadOf, type Upload } from './upload-store.js'

/** So long a page waits for work to end before it shows how far it has come. */
const patienceMs = 2000

export function importRoutes(house: House, { get, post }: Door): void {
  const { db } = house
  get(paths.paymentImport, (_req, res) => choosePage(res))
  post(
    paths.paymentImport,
    async (req, res) => {
      const actor = actorOf(res)
      const files = filesOf(req)
      if (files.length === 0) return choosePage(res, [{ field: 'file', message: 'Välj en bankfil' }])
      const sha256 = await sha256OfUpload(files)
      const read = await within(
        readFiles(db, actor, sha256, () => Promise.resolve(files)),
        patienceMs,
      )
      if (read?.ok === false) {
        forgetReading(db, actor, sha256)
        return choosePage(res, read.errors.map(asError))
      }
      res.redirect(303, paths.paymentPreview.url({ uploadId: await keepUpload(db, actor, files, sha256) }))
    },
    { upload: 'file' },
  )

  get(paths.paymentPreview, async (req, res) => {
    const actor = actorOf(res)
    const upload = found(await uploadOf(db, actor, idOf(req, 'uploadId')))
    const booking = bookingOf(db, actor, upload.sha256)
    if (booking && booking.result === null) return progressPage(res, upload, booking, 'BOOKING')
    if (booking?.result?.ok && !booking.told && booking.userId === actor.userId) {
      booking.told = true
      return answerBooked(req, res, upload, booking.result.booked)
    }
    const file = await readKept(res, actor, upload)
    if (file) await showPreview(req, res, upload, file, [], booking?.result?.ok === false)
  })
  post(paths.paymentPreview, async (req, res) => {
    const actor = actorOf(res)
    const upload = found(await uploadOf(db, actor, idOf(req, 'uploadId')))
    const file = await readKept(res, actor, upload)
    if (!file) return
    const going = bookingOf(db, actor, upload.sha256)
    if (going && going.result === null) return answerGoingOn(req, res, upload, going)
    const body = (req.body ?? {}) as Record<string, unknown>
    const plan = await planOf(db, actor, file, upload.sha256)
    if (plan.before) return answerBooked(req, res, upload, null)
    if (plan.errors.length > 0)
      return showPreview(req, res.status(422), upload, file, [{ field: 'rader', message: 'Rätta listan och välj den igen' }])
    if (plan.accounts.some((account) => !account.own) && body.accounts !== 'ja') {
      return showPreview(req, res.status(422), upload, file, [{ field: 'accounts', message: 'Bekräfta att pengarna ska bokföras hos er' }])
    }
    const suspects = SUSPECT_CHOICES.find((one) => one === body.suspects)
    if (plan.suspected.count > 0 && !suspects) {
      const message = 'Välj vad som ska hända med det som kan vara dubbletter'
      return showPreview(req, res.status(422), upload, file, [{ field: 'suspects', message }])
    }
    const { work, mine } = bookFile(house, actor, file, { sha256: upload.sha256, fileName: upload.name }, suspects ?? 'WAIT')
    if (!mine) return answerGoingOn(req, res, upload, work)
    const booked = await within(work, patienceMs)
    if (booked === null) return res.redirect(303, paths.paymentPreview.url({ uploadId: upload.id }, { dubbletter: suspects ?? null }))
    if (!booked.ok) return showPreview(req, res.status(503), upload, file, [], true)
    work.told = true
    answerBooked(req, res, upload, booked.booked)
  })

  /** The file as read; null when the answer is given already: it is still being read, or cannot be. */
  async function readKept(res: Response, actor: Actor, upload: Upload): Promise<PaymentFile | null> {
    const work = readFiles(db, actor, upload.sha256, () => filesOfUpload(db, upload))
    const read = await within(work, patienceMs)
    if (read === null) progressPage(res, upload, work, 'READING')
    else if (!read.ok) {
      forgetReading(db, actor, upload.sha256)
      await dropUpload(db, upload.id)
      choosePage(res, read.errors.map(asError))
    } else return read.file
    return null
  }

  async function showPreview(
    req: Request,
    res: Response,
    upload: Upload,
    file: PaymentFile,
    errors: { field: string; message: string }[] = [],
    failed = false,
  ) {
    const actor = actorOf(res)
    const plan = await planOf(db, actor, file, upload.sha256)
    const shown = await db.reading((tx) => previewPage(tx, actor, plan, upload, req.query))
    const body = (req.body ?? {}) as Record<string, unknown>
    const input = { accounts: body.accounts, suspects: choiceIn(body.suspects) ?? choiceIn(req.query.dubbletter) ?? 'WAIT' }
    page(res, 'payments/preview', { title: 'Granska bankfil', active: 'rents', errors, failed, input, ...shown })
  }

  function answerGoingOn(req: Request, res: Response, upload: Upload, work: Work<unknown>): void {
    flash(req, `${work.by} bokför ${upload.name} just nu. Inget bokförs två gånger.`, 'warning')
    res.redirect(303, paths.paymentPreview.url({ uploadId: upload.id }))
  }

  function answerBooked(req: Request, res: Response, upload: Upload, booked: BookedFile | null): void {
    if (booked === null || booked.importId === null) {
      flash(req, `${upload.name} är redan bokförd. Inget bokfördes en gång till.`, 'warning')
      return res.redirect(303, paths.payments.url({}, { visa: 'filer' }))
    }
    if (booked.matched + booked.unmatched === 0)
      flash(req, `Allt i ${upload.name} var redan bokfört. Inget bokfördes en gång till.`, 'warning')
    else if (booked.matched > 0)
      flash(req, `${plural(booked.matched, 'post är bokförd', 'poster är bokförda')}, ${kronor(booked.bookedOre)}.`)
    if (booked.unmatched > 0)
      flash(req, `${plural(booked.unmatched, 'post väntar', 'poster väntar')} utan träff. Välj vem pengarna hör till.`, 'warning')
    res.redirect(303, booked.unmatched > 0 ? paths.unmatchedPayments.url() : paths.payments.url())
  }
}

const asError = ({ place, reason }: { place: string; reason: string }) => ({ field: 'file', message: `${place}: ${reason}` })
const choiceIn = (value: unknown): SuspectChoice | undefined => SUSPECT_CHOICES.find((one) => one === value)

function choosePage(res: Response, errors: { field: string; message: string }[] = []): void {
  page(res, 'payments/import', { title: 'Läs in bankfil', active: 'rents', errors }, errors.length > 0 ? 422 : 200)
}

/** How far it has come; asks again by itself. */
function progressPage(res: Response, upload: Upload, work: Work<unknown>, doing: 'READING' | 'BOOKING'): void {
  const share = work.total === 0 ? 0 : Math.min(100, Math.floor((work.done / work.total) * 100))
  page(res, 'payments/progress', {
    title: doing === 'READING' ? 'Bankfilen läses' : 'Bankfilen bokförs',
    active: 'rents',
    doing,
    fileName: upload.name,
    by: work.by,
    share,
    href: paths.paymentPreview.url({ uploadId: upload.id }),
    refreshSeconds: 2,
  })
}
