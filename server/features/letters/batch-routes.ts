/** Letters made together: the pile, its file, and the act of saying that it is sent. */
import type { Request, Response } from 'express'
import { pipeline } from 'node:stream/promises'
import { lettersFile } from '../../documents/letters/in-a-thread.js'
import { letterTitle } from '../../documents/letters/titles.js'
import { may } from '../../domain/access.js'
import { letterState, waysToSend } from '../../domain/letters.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, rowIdPattern, type FormErrors } from '../../web/read-form.js'
import { plural } from '../../web/swedish-words.js'
import { LettersQuery, SendingForm } from './form.js'
import { keptPdfs } from './kept-pdfs.js'
import { contentsOfBatch, lettersOfBatch, type LetterRow } from './list-store.js'
import { checkDrafts, markSent, stopDrafts } from './send-store.js'
import { reasonsOf, rowOf } from './words.js'

const pageSize = 50

export function batchRoutes({ db }: House, { get, post }: Door): void {
  const batchOf = (req: Request) => {
    const batch = String(req.params.batch ?? '')
    if (!rowIdPattern.test(batch)) throw new NotFound()
    return batch
  }

  const show = async (
    req: Request,
    res: Response,
    form: FormErrors & { input?: Record<string, unknown>; changed?: boolean } = { errors: [] },
  ) => {
    const actor = actorOf(res)
    const batch = batchOf(req)
    const query = LettersQuery.parse(req.query)
    const checked = await checkDrafts(db, actor, { batch })
    const stops = checked.filter((draft) => draft.reasons.length > 0)
    const reasons = new Map(stops.map((draft) => [draft.id, reasonsOf(draft.reasons)]))
    const paid = new Set(stops.filter((draft) => draft.reasons.includes('PAID')).map((draft) => draft.id))
    const onPage = (rows: readonly LetterRow[]) => rows.slice((query.sida - 1) * pageSize, query.sida * pageSize)
    const letters = await lettersOfBatch(db, actor, batch, (rows) => [...onPage(rows), ...rows.filter((letter) => reasons.has(letter.id))])
    const [first] = letters
    if (!first) throw new NotFound()
    const of = (state: string) => letters.filter((letter) => letterState(letter) === state).length
    page(
      res,
      'letters/batch',
      {
        title: `${label(first.kind)}, ${plural(letters.length, 'brev', 'brev')}`,
        active: 'rents',
        crumbs: [{ href: paths.letters.url(), text: 'Brev' }],
        errors: form.errors,
        input: form.input ?? {},
        changed: form.changed ?? false,
        batch,
        from: first.number,
        to: letters.at(-1)?.number,
        counts: { all: letters.length, drafts: of('DRAFT'), sent: of('SENT'), stopped: of('STOPPED') },
        sends: checked.length - stops.length,
        stops: stops.map((draft) => draft.id).join(' '),
        stopRows: letters
          .filter((letter) => reasons.has(letter.id))
          .map((letter) => ({
            ...rowOf(letter),
            why: reasons.get(letter.id),
            againHref:
              letter.name === null || paid.has(letter.id)
                ? null
                : paths.personLetters.url({ personId: letter.personId }, { slag: letter.kind }),
          })),
        rows: onPage(letters).map(rowOf),
        pager: {
          page: query.sida,
          pages: pagesOf(letters.length, pageSize),
          total: letters.length,
          size: pageSize,
          href: (n: number) => paths.letterBatch.url({ batch }, { sida: n }),
        },
        ways: choices(waysToSend('NEJ')),
        maySend: may(actor.role, 'sendLetters'),
      },
      form.errors.length > 0 ? 422 : 200,
    )
  }

  get(paths.letterBatch, (req, res) => show(req, res))

  get(paths.letterBatchFile, async (req, res) => {
    const batch = batchOf(req)
    const letters = await contentsOfBatch(db, actorOf(res), batch)
    const [first] = letters
    if (!first) throw new NotFound()
    res.attachment(`brev-${batch}.pdf`).type('application/pdf').set('Cache-Control', 'no-store')
    await pipeline(lettersFile(letterTitle(first), first.madeOn, letters), res)
  })

  post(paths.letterBatchSending, async (req, res) => {
    const actor = actorOf(res)
    const batch = batchOf(req)
    const form = readForm(SendingForm, req.body)
    if (!form.ok) return show(req, res, form)
    if (form.value.how === 'SKATTEVERKET') return show(req, res, { errors: [{ field: 'how', message: 'Välj hur breven gick' }] })
    const pdfs = await keptPdfs(await checkDrafts(db, actor, { batch }))
    const done = await markSent(db, actor, { batch }, form.value.how, form.value.stops, pdfs)
    if (done.state === 'CHANGED')
      return show(req, res, { errors: [{ field: 'how', message: changedWords }], input: form.input, changed: true })
    if (done.state === 'NOTHING_LEFT') flash(req, 'Det finns inget utkast kvar i utskriften. Inget ändrades.', 'warning')
    else if (done.state === 'DONE') {
      if (done.sent > 0)
        flash(req, `${plural(done.sent, 'brev är markerat', 'brev är markerade')} som ${done.sent === 1 ? 'skickat' : 'skickade'}.`)
      if (done.stopped > 0) flash(req, `${plural(done.stopped, 'brev är stoppat', 'brev är stoppade')}. Posta inte de papperen.`, 'warning')
    }
    res.redirect(303, paths.letterBatch.url({ batch }))
  })

  post(paths.letterBatchStop, async (req, res) => {
    const batch = batchOf(req)
    const stopped = await stopDrafts(db, actorOf(res), { batch })
    if (stopped > 0) flash(req, `${plural(stopped, 'utkast är stoppat', 'utkast är stoppade')}.`)
    res.redirect(303, paths.letterBatch.url({ batch }))
  })
}

export const changedWords = 'Läget har ändrats sedan du öppnade sidan. Titta igen på vilka brev som stoppas'
