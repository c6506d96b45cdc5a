/** One letter: what it says, its PDF, and what has become of it. */
import type { Request, Response } from 'express'
import { oneLetter } from '../../documents/letters/in-a-thread.js'
import { isCaseLetter } from '../../documents/letters/content.js'
import type { ActingUser } from '../../actor.js'
import { may } from '../../domain/access.js'
import { WAYS_TO_OTHERS } from '../../domain/case-letters.js'
import type { SentHow } from '../../domain/codes.js'
import { letterState, waysToSend } from '../../domain/letters.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { longDay } from '../../domain/swedish-dates.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found, NotAllowed } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { changedWords } from './batch-routes.js'
import { CaseSendingForm } from './case-form.js'
import { caseLocals, rentLocals } from './letter-page.js'
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
        errors: form.errors,
        input: form.input ?? {},
        letter: { ...letter, content: null, pdf: null },
        state: letterState(letter),
        standing: statusOf(letter),
        what: whatHappened(letter),
        facts: factsOf(letter.content),
        isProtected: letter.protection !== 'NEJ' && toPerson(letter),
        stopped: draft && draft.reasons.length > 0 ? reasonsOf(draft.reasons) : null,
        stops: draft && draft.reasons.length > 0 ? String(draft.id) : '',
        ways: choices(waysFor(letter)),
        ...(await (isCaseLetter(letter.content) ? caseLocals(db, actor, letter, letter.content, draft) : rentLocals(actor, letter, draft))),
        maySend: letter.batch === null && mayMark(actor, letter),
        mayStop: letter.batch === null && may(actor.role, 'writeLetters'),
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
    const form = readForm(CaseSendingForm, req.body)
    if (!form.ok) return show(req, res, form)
    const wrong = (field: string, message: string) => show(req, res, { errors: [{ field, message }], input: form.input })
    const { how, stops, goneOn } = form.value
    if (!waysFor(letter).includes(how)) return wrong('how', 'Välj hur brevet gick')
    if (goneOn !== null && (goneOn > actor.today || goneOn < letter.content.madeOn))
      return wrong('goneOn', 'Skriv dagen brevet gick: inte före den dag det gjordes, inte efter i dag')
    const which = { letterId: letter.id }
    const pdfs = await keptPdfs(await checkDrafts(db, actor, which))
    const done = await markSent(db, actor, which, how, stops, pdfs, goneOn ?? actor.today)
    if (done.state === 'CHANGED') return wrong('how', changedWords)
    if (done.state === 'WAITS_FOR_CONSENT') return wrong('how', 'Samtycke saknas. Brevet kan gå när personen har samtyckt')
    if (done.state === 'TOO_LATE')
      return wrong(
        'how',
        `Så är brevet hos hyresvärden först ${longDay(done.reachesOn)}, efter fristen ${longDay(done.lastDayOn)}. Välj ett sätt som når fram i tid`,
      )
    if (done.state === 'DONE' && done.copyId !== null) {
      flash(req, `Brev ${letter.number} är markerat som skickat. Skicka kopian till den som ska avhysas också.`)
      return res.redirect(303, paths.letter.url({ letterId: done.copyId }))
    }
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

const toPerson = ({ content }: OpenedLetter) => !isCaseLetter(content) || content.to === 'PERSON'
const waysFor = (letter: OpenedLetter): readonly SentHow[] => (toPerson(letter) ? waysToSend(letter.protection) : WAYS_TO_OTHERS)

/**
 * The bosamordnare marks letters about rent; a protected person's also whoever writes letters and is named on the person. Letters of a case
 * are marked by those who work with cases. An undertaking only by the one it names as deciding: nobody is written as having decided what
 * they did not.
 */
function mayMark(actor: ActingUser, letter: OpenedLetter): boolean {
  const { content } = letter
  if (content.kind === 'UNDERTAKING') return may(actor.role, 'undertakeRents') && content.decidedById === actor.userId
  if (isCaseLetter(content)) return may(actor.role, 'sendCaseLetters')
  return may(actor.role, letter.protection === 'NEJ' ? 'sendLetters' : 'writeLetters')
}
