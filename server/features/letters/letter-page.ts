/** What the page of one letter shows beside its content: where it belongs, what it waits for, where a new one is made. */
import type { ActingUser } from '../../actor.js'
import type { Db } from '../../db.js'
import { bodyOf } from '../../documents/letters/case-letter-body.js'
import type { CaseLetterContent } from '../../documents/letters/content.js'
import { may } from '../../domain/access.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { caseForLetters } from './case-standing-store.js'
import type { OpenedLetter } from './list-store.js'
import type { Checked } from './send-store.js'
import { undertakingDays } from './undertaking-days.js'

/** A letter about rent. */
export function rentLocals(actor: ActingUser, letter: OpenedLetter, draft: Checked | undefined) {
  const remake = may(actor.role, 'writeLetters') && !(draft?.reasons ?? []).includes('PAID') && letter.stopReason !== 'PAID'
  return {
    active: 'rents',
    crumbs: [
      { href: paths.letters.url(), text: 'Brev' },
      { href: paths.personLetters.url({ personId: letter.personId }), text: letter.name ?? '' },
    ],
    backHref: paths.letters.url(),
    remakeHref: remake ? paths.personLetters.url({ personId: letter.personId }, { slag: letter.kind }) : null,
    changeHref: null,
    preview: null,
    ofCase: null,
  }
}

/** A letter of a case: its words as they go, the days of the law, and whose consent or decision it waits for. */
export async function caseLocals(db: Db, actor: ActingUser, letter: OpenedLetter, content: CaseLetterContent, draft: Checked | undefined) {
  const { caseId, noticeId } = await db.prisma.letter.findUniqueOrThrow({
    where: { id: letter.id },
    select: { caseId: true, noticeId: true },
  })
  const settings = await settingsFor(db, actor)
  const found = caseId === null ? null : await caseForLetters(db, actor, caseId, settings)
  const notice = found?.notices.find((one) => one.id === noticeId)
  const at = { caseId: caseId ?? 0 }
  const asked = { slag: letter.kind, meddelande: noticeId }
  const mayWrite = may(actor.role, 'writeCaseLetters') && found !== null && found.one.closedOn === null
  const ended = (draft?.reasons ?? []).some((reason) => ENDED.includes(reason)) || ENDED.some((one) => letter.stopReason?.includes(one))
  const copy = content.kind === 'CONFIRMATION' ? await copyOf(db, letter.id) : null
  return {
    active: 'cases',
    crumbs: [
      { href: paths.cases.url(), text: 'Ärenden' },
      { href: paths.case.url(at), text: letter.name ?? '' },
    ],
    backHref: paths.case.url(at),
    remakeHref: mayWrite && !ended ? paths.newCaseLetter.url(at, { ...asked, andra: letter.id }) : null,
    changeHref:
      mayWrite && draft && content.kind !== 'CONFIRMATION_COPY' ? paths.newCaseLetter.url(at, { ...asked, andra: letter.id }) : null,
    preview: bodyOf(content),
    ofCase: {
      copyHref: copy === null ? null : paths.letter.url({ letterId: copy }),
      waits: (draft?.waitsFor ?? []).map((subject) => ({ RENT: 'hyran', DISTURBANCE: 'störningen' })[subject]).join(' och '),
      landlord: found?.landlord.landlordName ?? content.recipient.name,
      consentsHref: paths.consents.url({ personId: letter.personId }),
      personName: letter.name,
      days: content.kind === 'UNDERTAKING' && notice ? undertakingDays(notice, settings) : null,
      decider: content.kind === 'UNDERTAKING' && content.decidedById !== actor.userId ? content.signed.name : null,
      today: actor.today,
    },
  }
}

/** When one of these holds there is nothing to write anew. */
const ENDED: readonly string[] = [
  'PAID',
  'CASE_CLOSED',
  'NOTICE_ENDED',
  'ALREADY_CONFIRMED',
  'ALREADY_COPIED',
  'ALREADY_UNDERTAKEN',
  'REPLACED',
]

async function copyOf(db: Db, letterId: number): Promise<number | null> {
  const copy = await db.prisma.letter.findFirst({ where: { copyOfId: letterId }, orderBy: { id: 'desc' }, select: { id: true } })
  return copy?.id ?? null
}
