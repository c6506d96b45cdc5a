/** From a case and what was typed to what its letter says. Pure: the stores read, this puts together. */
import type { CaseLetterContent, CaseLetterFrame, ConfirmationContent } from '../../documents/letters/content.js'
import type { Day } from '../../domain/calendar.js'
import { RECIPIENT_OF, typedAddressLines, type CaseStanding } from '../../domain/case-letters.js'
import type { CaseLetterKind } from '../../domain/codes.js'
import { addressLines } from '../../domain/letters.js'
import { DAY_FIELDS, type CaseLetterForm } from './case-form.js'
import type { CaseForLetters, NoticeForLetter } from './case-standing-store.js'
import { frame, type Unnumbered, type Whom } from './contents.js'

export interface Signer {
  id: number
  name: string
  title: string
  phone: string | null
  email: string
}
export interface CaseWhom {
  whom: Whom
  found: CaseForLetters
  notice: NoticeForLetter | null
  signer: Signer
  standing: CaseStanding
}
export type CopyOf = Omit<CaseWhom, 'signer'>

/** The letter as typed; null when what it rests on is not there (a copy without its original, a day in the wrong direction). */
export function caseContent(
  from: CaseWhom,
  form: Exclude<CaseLetterForm, { kind: 'CONFIRMATION_COPY' }>,
): Unnumbered<CaseLetterContent> | null {
  const { notice } = from
  switch (form.kind) {
    case 'CONFIRMATION':
      return notice && { kind: 'CONFIRMATION', ...toOthers(from, form), noticeArrivedOn: notice.arrivedOn }
    case 'UNDERTAKING':
      return (
        notice && {
          kind: 'UNDERTAKING',
          ...toOthers(from, form),
          noticeArrivedOn: notice.arrivedOn,
          amountOre: form.amount,
          months: { from: form.from, to: form.to },
          decidedById: from.signer.id,
        }
      )
    case 'LANDLORD_REPLY':
      return {
        kind: 'LANDLORD_REPLY',
        ...toOthers(from, form),
        noticeArrivedOn: notice?.arrivedOn ?? null,
        facts: form.facts.map((fact) => {
          const field = DAY_FIELDS[fact]
          return { fact, on: field ? form[field] : null }
        }),
        line: form.line,
      }
    case 'MEETING_CALL':
      return {
        kind: 'MEETING_CALL',
        ...toPerson(from, form.kind),
        ...signedBy(from.whom, from.signer),
        meetingOn: form.meetingOn,
        atTime: form.atTime,
        place: form.place,
      }
    case 'SUPPORT_OFFER':
      return { kind: 'SUPPORT_OFFER', ...toPerson(from, form.kind), ...signedBy(from.whom, from.signer), supportKinds: form.supportKinds }
  }
}

/** The copy of a confirmation that has gone, to the one who is to be evicted. */
export function copyContent(from: CopyOf, original: ConfirmationContent, originalSentOn: Day): Unnumbered<CaseLetterContent> {
  const { signed, contact } = original
  return { kind: 'CONFIRMATION_COPY', ...toPerson(from, 'CONFIRMATION_COPY'), signed, contact, original, originalSentOn }
}

type Framed = Omit<CaseLetterFrame, 'number' | 'kind'>

function toPerson({ whom, found, standing }: CopyOf, kind: CaseLetterKind): Omit<Framed, 'signed'> {
  const plain = frame(whom, [])
  const { recipient } = plain
  const address =
    recipient.protection !== 'NEJ' ? [] : recipient.address.length > 0 ? recipient.address : typedAddressLines(found.one.address)
  return {
    ...plain,
    recipient: { ...recipient, address },
    to: RECIPIENT_OF[kind],
    standing,
    about: { name: null, home: null, reference: null },
  }
}

/** To Kronofogden or a landlord: a protected person is named only where the receiver has no reference of its own, the home never. */
function toOthers(
  { whom, found, signer, standing }: CaseWhom,
  form: {
    kind: CaseLetterKind
    recipientName: string
    postAddress: string | null
    postcode: string | null
    city: string | null
    reference: string | null
  },
): Framed {
  const { person } = whom
  const hidden = person.protection !== 'NEJ'
  return {
    ...frame(whom, []),
    recipient: {
      name: form.recipientName,
      address: addressLines({ address: form.postAddress, apartmentNumber: null, postcode: form.postcode, city: form.city }),
      protection: 'NEJ',
      identity: null,
    },
    to: RECIPIENT_OF[form.kind],
    standing,
    about: { name: hidden && form.reference ? null : person.name, home: hidden ? null : found.home, reference: form.reference },
    ...signedBy(whom, signer),
  }
}

function signedBy({ sender }: Whom, signer: Signer): Pick<CaseLetterFrame, 'signed' | 'contact'> {
  const phone = signer.phone ?? sender.phone
  return { signed: { name: signer.name, title: signer.title, phone, email: signer.email }, contact: { name: signer.name, phone } }
}
