/** A new letter in a case. Asked for again while a draft lies there, the draft is opened: from the next action to it is one click. */
import type { Request, Response } from 'express'
import { CASE_LETTER_KINDS, LANDLORD_FACTS, SUPPORT_KINDS, type CaseLetterKind } from '../../domain/codes.js'
import { missingConsents, subjectsOf, type CaseStanding } from '../../domain/case-letters.js'
import { plannedMeeting } from '../../domain/planned-meetings.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { CASE_LETTER_FORMS, CaseLetterQuery, type CaseLetterForm } from './case-form.js'
import { defaultsFor, meetingTyped, typedIn } from './case-letter-defaults.js'
import { makeCaseLetter, openDraftOf, signerRight, signersFor } from './case-make-store.js'
import { caseForLetters, noticesFor, type CaseForLetters } from './case-standing-store.js'
import { openLetter } from './list-store.js'
import { senderOf } from './basis-store.js'
import { undertakingDays } from './undertaking-days.js'
import { missingWords } from './words.js'

export function caseLetterRoutes({ db }: House, { get, post }: Door): void {
  get(paths.newCaseLetter, async (req, res) => {
    const actor = actorOf(res)
    const ofCase = await caseAsked(req, res)
    const { slag: kind, meddelande, andra } = CaseLetterQuery.parse(req.query)
    if (!kind || ofCase.one.closedOn !== null) return choosePage(res, ofCase)
    const notices = noticesFor(kind, ofCase.notices)
    const notice = notices.find((one) => one.id === meddelande) ?? notices.at(-1) ?? null
    const draft = andra === undefined ? await openDraftOf(db, ofCase.one.id, kind, notice?.id ?? null) : null
    if (draft !== null) return res.redirect(303, paths.letter.url({ letterId: draft }))
    const earlier = andra === undefined ? null : await openLetter(db, actor, andra)
    const input =
      earlier && earlier.kind === kind
        ? { ...typedIn(earlier), ...(kind === 'MEETING_CALL' ? meetingTyped(ofCase.one, actor.today) : {}) }
        : await defaultsFor(db, actor, kind, ofCase, notice)
    await formPage(res, ofCase, kind, { ...input, noticeId: notice?.id ?? null })
  })

  post(paths.newCaseLetter, async (req, res) => {
    const actor = actorOf(res)
    const ofCase = await caseAsked(req, res)
    const typed = (req.body ?? {}) as Record<string, unknown>
    const kind = CASE_LETTER_KINDS.find((code) => code === typed.kind)
    if (!kind || ofCase.one.closedOn !== null) return choosePage(res, ofCase)
    const form = readForm<CaseLetterForm>(CASE_LETTER_FORMS[kind] as never, typed)
    if (!form.ok) return formPage(res, ofCase, kind, form.input, form.errors)
    const error = faultIn(form.value, ofCase, actor.today)
    if (error) return formPage(res, ofCase, kind, form.input, [error])
    const letterId = await makeCaseLetter(db, actor, ofCase.one.id, form.value)
    if (letterId === null) return formPage(res, ofCase, kind, form.input, [{ field: 'signedById', message: nothingWords[kind] }])
    flash(req, `${label(kind)} är gjord. Läs igenom den. Inget är skickat än.`)
    res.redirect(303, paths.letter.url({ letterId }))
  })

  async function caseAsked(req: Request, res: Response): Promise<CaseForLetters> {
    const actor = actorOf(res)
    return found(await caseForLetters(db, actor, idOf(req, 'caseId'), await settingsFor(db, actor)))
  }

  function choosePage(res: Response, ofCase: CaseForLetters): void {
    const at = { caseId: ofCase.one.id }
    page(res, 'letters/choose-case-letter', {
      title: 'Nytt brev',
      active: 'cases',
      crumbs: crumbsTo(ofCase),
      closed: ofCase.one.closedOn !== null,
      caseHref: paths.case.url(at),
      kinds: kindsFor(ofCase).map((kind) => ({ href: paths.newCaseLetter.url(at, { slag: kind }), text: label(kind), hint: hints[kind] })),
      planHref: paths.personLetters.url({ personId: ofCase.one.personId }, { slag: 'REPAYMENT_PLAN' }),
    })
  }

  async function formPage(
    res: Response,
    ofCase: CaseForLetters,
    kind: CaseLetterKind,
    input: Record<string, unknown>,
    errors: FormErrors['errors'] = [],
  ): Promise<void> {
    const actor = actorOf(res)
    const notices = noticesFor(kind, ofCase.notices)
    const standing = ofCase.standingFor(notices.at(-1)?.id ?? null)
    const termination = kind === 'UNDERTAKING' ? notices.find((one) => one.id === Number(input.noticeId)) : undefined
    page(
      res,
      'letters/case-letter',
      {
        title: label(kind),
        active: 'cases',
        crumbs: crumbsTo(ofCase),
        lede: hints[kind],
        kind,
        input,
        errors,
        action: paths.newCaseLetter.url({ caseId: ofCase.one.id }),
        cancelHref: paths.case.url({ caseId: ofCase.one.id }),
        missing: (await senderOf(db, actor)) === null ? [missingWords.SENDER] : [],
        notices: notices.map((one) => ({ value: one.id, text: `${label(one.kind)}, kom ${one.arrivedOn}` })),
        signers: (await signersFor(db, actor, signerRight(kind))).map((one) => ({ value: one.id, text: `${one.name}, ${one.title}` })),
        days: termination ? undertakingDays(termination, await settingsFor(db, actor)) : null,
        notUndertakenHref: paths.newCaseEvent.url({ caseId: ofCase.one.id }, { slag: 'NOT_UNDERTAKEN' }),
        facts: LANDLORD_FACTS.filter((fact) => fact !== 'PLAN_AGREED' || standing.planId !== null).map((fact) => ({
          value: fact,
          text: label(fact),
        })),
        ...consentWords(standing),
        consentsHref: paths.consents.url({ personId: ofCase.one.personId }),
        personName: ofCase.one.name,
        meeting: kind === 'MEETING_CALL' ? plannedMeeting(ofCase.one.facts.events) : null,
        supportKinds: choices(SUPPORT_KINDS),
      },
      errors.length > 0 ? 422 : 200,
    )
  }
}

/** The letters there is something to write in: an answer only where there is a notice to answer. */
function kindsFor(ofCase: CaseForLetters): CaseLetterKind[] {
  return CASE_LETTER_KINDS.filter((kind) => {
    const notices = noticesFor(kind, ofCase.notices)
    if (kind === 'CONFIRMATION') return notices.some((one) => one.confirmedOn === null)
    if (kind === 'CONFIRMATION_COPY') return notices.some((one) => one.confirmedOn !== null && one.copiedOn === null)
    return kind !== 'UNDERTAKING' || notices.length > 0
  })
}

function crumbsTo({ one }: CaseForLetters) {
  return [
    { href: paths.cases.url(), text: 'Ärenden' },
    { href: paths.case.url({ caseId: one.id }), text: one.name },
  ]
}

/** What only the case or the day can tell to be wrong. */
function faultIn(form: CaseLetterForm, ofCase: CaseForLetters, today: string): { field: string; message: string } | null {
  if (form.kind === 'MEETING_CALL' && form.meetingOn < today) return { field: 'meetingOn', message: 'Välj en dag som inte har varit' }
  if (form.kind !== 'LANDLORD_REPLY') return null
  if (form.paidOn !== null && form.paidOn > today) return { field: 'paidOn', message: 'Betalningen kan inte ha kommit efter i dag' }
  if (form.expectedOn !== null && form.expectedOn < today) return { field: 'expectedOn', message: 'Välj en dag som inte har varit' }
  if (form.followedUpOn !== null && form.followedUpOn < today) return { field: 'followedUpOn', message: 'Välj en dag som inte har varit' }
  if (form.facts.includes('PLAN_AGREED') && ofCase.standingFor(form.noticeId).planId === null)
    return { field: 'facts', message: 'Personen har ingen avbetalningsplan som gäller' }
  return null
}

/** Which boxes wait for a consent. */
function consentWords(standing: CaseStanding): { missingConsent: string } {
  const missing = missingConsents(LANDLORD_FACTS, standing)
  const all = subjectsOf(LANDLORD_FACTS)
  if (missing.length === 0) return { missingConsent: '' }
  return { missingConsent: missing.length === all.length ? 'hyran eller störningar' : missing.includes('RENT') ? 'hyran' : 'störningar' }
}

const hints: Record<CaseLetterKind, string> = {
  CONFIRMATION:
    'Samma dag som underrättelsen om tid för avhysning kom, med namngiven handläggare. Kopian till den som ska avhysas görs när bekräftelsen går.',
  CONFIRMATION_COPY: 'Till den som ska avhysas, med allt som Kronofogden har fått.',
  UNDERTAKING: 'Skriftligen till hyresvärden inom de tre veckorna. Då får hyresgästen inte vräkas för skulden.',
  LANDLORD_REPLY: 'Bara om hyran eller störningen, och bara när personen har samtyckt.',
  MEETING_CALL: 'Dag, tid och plats, och vem personen träffar.',
  SUPPORT_OFFER: 'Vad personen kan få hjälp med. Att tacka nej bryter inget villkor.',
}
const nothingWords: Record<CaseLetterKind, string> = {
  CONFIRMATION: 'Bekräftelsen gick inte att göra. Välj meddelande och handläggare igen',
  CONFIRMATION_COPY: 'Ingen bekräftelse har gått än, så det finns inget att kopiera',
  UNDERTAKING: 'Välj vem som beslutar',
  LANDLORD_REPLY: 'Välj vem hyresvärden ska ringa',
  MEETING_CALL: 'Välj vem personen ska träffa',
  SUPPORT_OFFER: 'Välj vem personen ska ringa',
}
