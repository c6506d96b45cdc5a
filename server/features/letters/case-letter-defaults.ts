/** What stands in the form of a new letter: what the case knows, or what an earlier letter said. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { isCaseLetter } from '../../documents/letters/content.js'
import { monthOf, nextMonth, type Day } from '../../domain/calendar.js'
import type { CaseLetterKind } from '../../domain/codes.js'
import { plannedMeeting } from '../../domain/planned-meetings.js'
import { amount } from '../../domain/money.js'
import type { OpenCase } from '../eviction-prevention/case-store.js'
import { DAY_FIELDS } from './case-form.js'
import { kronofogdenOf, signerRight, signersFor } from './case-make-store.js'
import type { CaseForLetters, NoticeForLetter } from './case-standing-store.js'
import type { OpenedLetter } from './list-store.js'

export async function defaultsFor(
  db: Db,
  actor: Actor,
  kind: CaseLetterKind,
  { one, landlord }: CaseForLetters,
  notice: NoticeForLetter | null,
): Promise<Record<string, unknown>> {
  const signers = await signersFor(db, actor, signerRight(kind))
  const signedById = (signers.find(({ id }) => id === one.responsibleId) ?? signers.find(({ id }) => id === actor.userId))?.id
  const month = monthOf(actor.today)
  const toLandlord = {
    recipientName: landlord?.landlordName ?? notice?.senderName,
    postAddress: landlord?.postAddress,
    postcode: landlord?.postcode,
    city: landlord?.city,
    reference: notice?.senderReference,
  }
  switch (kind) {
    case 'CONFIRMATION':
      return { signedById, reference: notice?.senderReference, ...(await kronofogdenOf(db, actor)) }
    case 'UNDERTAKING':
      return { signedById, ...toLandlord, amount: notice?.amountOre ? amount(notice.amountOre) : '', from: nextMonth(month, -1), to: month }
    case 'LANDLORD_REPLY':
      return {
        signedById,
        ...toLandlord,
        facts: notice ? [notice.kind === 'STORNING' ? 'DISTURBANCE_TOLD_RECEIVED' : 'DEBT_TOLD_RECEIVED'] : [],
      }
    case 'MEETING_CALL':
      return { signedById, ...meetingTyped(one, actor.today) }
    case 'SUPPORT_OFFER':
      return { signedById, supportKinds: ['RENT_ADVICE', 'BUDGET_ADVICE', 'HELP_TO_APPLY'] }
    default:
      return { signedById }
  }
}

/** The meeting that is planned in the case, as the form has it: the letter is made from it. */
export function meetingTyped(one: OpenCase, today: Day): Record<string, unknown> {
  const meeting = plannedMeeting(one.facts.events)
  return meeting
    ? { meetingOn: meeting.on < today ? '' : meeting.on, atTime: meeting.atTime, place: meeting.place, signedById: meeting.withUserId }
    : {}
}

/** An earlier letter as it was typed, to change it. */
export function typedIn({ id, content }: OpenedLetter): Record<string, unknown> {
  if (!isCaseLetter(content)) return {}
  const [postAddress, place = ''] = content.recipient.address
  const [, postcode = '', city = ''] = /^(\d{3} \d{2}) (.+)$/.exec(place) ?? []
  const typed = { replaces: id, recipientName: content.recipient.name, postAddress, postcode, city, reference: content.about.reference }
  switch (content.kind) {
    case 'UNDERTAKING':
      return { ...typed, amount: amount(content.amountOre), ...content.months, signedById: content.decidedById }
    case 'LANDLORD_REPLY':
      return {
        ...typed,
        facts: content.facts.map(({ fact }) => fact),
        ...Object.fromEntries(content.facts.flatMap(({ fact, on }) => (DAY_FIELDS[fact] ? [[DAY_FIELDS[fact], on]] : []))),
        line: content.line,
      }
    case 'MEETING_CALL':
      return { replaces: id, meetingOn: content.meetingOn, atTime: content.atTime, place: content.place }
    case 'SUPPORT_OFFER':
      return { replaces: id, supportKinds: content.supportKinds }
    default:
      return typed
  }
}
