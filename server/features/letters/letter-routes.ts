/** One letter: what it says, its PDF, and what has become of it. */
import type { Request, Response } from 'express'
import { oneLetter } from '../../documents/letters/in-a-thread.js'
import type { Actor } from '../../actor.js'
import { may } from '../../domain/access.js'
import type { Role } from '../../domain/codes.js'
import { letterState, waysToSend } from '../../domain/letters.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found, NotAllowed } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { changedWords } from './batch-routes.js'
import { SendingForm } from './form.js'
import { keptPdfs } from './kept-pdfs.js'
import { factsOf } from './letter-facts.js'
import { openLetter, type OpenedLetter } from './list-store.js'
import { checkDrafts, markSent, stopDrafts } from './send-store.js'
import { reasonsOf, statusOf, whatHappened } from './words.js'

export function letterRoutes({ db }: House, { get, post }: Door): void {
  const show = async (req: Request, res: Response, form: FormErrors & { input?: Record<string, unknown> } = { errors: [] }) => {
    const actor = actorOf(res)
    const letter = found(await openLetter(db, actor, idOf(req, 'letterId')))
    const [draft] = await checkDrafts(db, actor, { letterId: letter.id })
    page(
      res,
      'letters/show',
      {
        title: `${label(letter.kind)}, brev ${letter.number}`,
        active: 'rents',
        crumbs: [
          { href: paths.letters.url(), text: 'Brev' },
          { href: paths.personLetters.url({ personId: letter.personId }), text: letter.name ?? '' },
        ],
        errors: form.errors,
        input: form.input ?? {},
        letter: { ...letter, content: null, pdf: null },
        state: letterState(letter),
        standing: statusOf(letter),
        what: whatHappened(letter),
        facts: factsOf(letter.content),
        isProtected: letter.protection !== 'NEJ',
        stopped: draft && draft.reasons.length > 0 ? reasonsOf(draft.reasons) : null,
        mayRemake: may(actor.role as Role, 'writeLetters') && !(draft?.reasons ?? []).includes('PAID') && letter.stopReason !== 'PAID',
        stops: draft && draft.reasons.length > 0 ? String(draft.id) : '',
        ways: choices(waysToSend(letter.protection)),
        maySend: letter.batch === null && mayMark(actor, letter),
        mayStop: letter.batch === null && may(actor.role as Role, 'writeLetters'),
      },
      form.errors.length > 0 ? 422 : 200,
    )
  }

  get(paths.letter, (req, res) => show(req, res))

  get(paths.letterFile, async (req, res) => {
    const letter = found(await openLetter(db, actorOf(res), idOf(req, 'letterId')))
    const bytes = letter.pdf ? Buffer.from(letter.pdf) : await oneLetter(letter.content)
    res
      .type('application/pdf')
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', `${req.query.visa === 'ja' ? 'inline' : 'attachment'}; filename="brev-${letter.number}.pdf"`)
    res.send(bytes)
  })

  post(paths.letterSending, async (req, res) => {
    const actor = actorOf(res)
    const letter = found(await openLetter(db, actor, idOf(req, 'letterId')))
    if (letter.batch !== null || !mayMark(actor, letter)) throw new NotAllowed()
    const form = readForm(SendingForm, req.body)
    if (!form.ok) return show(req, res, form)
    if (!waysToSend(letter.protection).includes(form.value.how))
      return show(req, res, { errors: [{ field: 'how', message: 'Välj hur brevet gick' }] })
    const which = { letterId: letter.id }
    const done = await markSent(db, actor, which, form.value.how, form.value.stops, await keptPdfs(await checkDrafts(db, actor, which)))
    if (done.state === 'CHANGED') return show(req, res, { errors: [{ field: 'how', message: changedWords }], input: form.input })
    if (done.state === 'NOTHING_LEFT') flash(req, 'Brevet var redan avslutat. Inget ändrades.', 'warning')
    else if (done.sent === 1) flash(req, `Brev ${letter.number} är markerat som skickat.`)
    else flash(req, `Brev ${letter.number} är stoppat. Gör ett nytt om det behövs.`, 'warning')
    res.redirect(303, paths.letter.url({ letterId: letter.id }))
  })

  post(paths.letterStop, async (req, res) => {
    const actor = actorOf(res)
    const letter = found(await openLetter(db, actor, idOf(req, 'letterId')))
    if (letter.batch !== null) throw new NotAllowed()
    const stopped = await stopDrafts(db, actor, { letterId: letter.id })
    if (stopped > 0) flash(req, `Brev ${letter.number} är stoppat.`)
    res.redirect(303, paths.letter.url({ letterId: letter.id }))
  })
}

/** The bosamordnare marks; a protected person's letter also whoever writes letters and is named on the person. */
function mayMark(actor: Actor, letter: OpenedLetter): boolean {
  return may(actor.role as Role, letter.protection === 'NEJ' ? 'sendLetters' : 'writeLetters')
}
