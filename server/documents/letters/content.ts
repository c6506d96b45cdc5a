/** What each letter says, as values: kept with the letter, so that its PDF can be made again, byte for byte. */
import type { Day, Month } from '../../domain/calendar.js'
import type { CaseLetterTo, CaseStanding } from '../../domain/case-letters.js'
import type { CaseLetterKind, LandlordFact, Protection, SupportKind } from '../../domain/codes.js'
import type { LetterBasis } from '../../domain/letters.js'

export interface Sender {
  name: string
  unit: string | null
  postAddress: string
  postcode: string
  city: string
  phone: string
  email: string | null
}
/** What every letter has. */
export interface LetterFrame {
  number: number
  madeOn: Day
  sender: Sender
  recipient: { name: string; address: string[]; protection: Protection; identity: string | null }
  /** whom to call; without a person of its own it is the nämnd's number */
  contact: { name: string | null; phone: string }
  basis: LetterBasis
}
/** A bill as a letter names it: "Hyra oktober 2026", "Ny nyckel". */
export interface NamedBill {
  id: number
  what: string
  dueOn: Day
  ocr: string | null
  amountOre: number
  openOre: number
}

export interface RentBillContent extends LetterFrame {
  kind: 'RENT_BILL'
  bill: NamedBill
  period: Month | null
  home: string
  bankgiro: string
  parts: { what: string; days: number | null; amountOre: number }[]
  /** late bills beside this one */
  earlier: NamedBill[]
  earlierOre: number
  /** what is to the person's good, not used yet */
  toGoodOre: number
  plan: { nextOn: Day; nextOre: number } | null
}
export interface ReminderContent extends LetterFrame {
  kind: 'REMINDER'
  home: string | null
  bankgiro: string
  bills: NamedBill[]
  sumOre: number
  feeOre: number
  payBy: Day
  /** a bill is more than a week late and the person still lives there: what the law says then is told */
  forfeitable: boolean
  /** the last day before a rent is more than a week late, where it comes before the day to pay by; nothing in letters from before it was told */
  payBeforeOn?: Day | null
}
export interface RepaymentPlanContent extends LetterFrame {
  kind: 'REPAYMENT_PLAN'
  bankgiro: string
  ocr: string | null
  agreedOn: Day
  debtOre: number
  instalments: { number: number; dueOn: Day; amountOre: number; leftOre: number }[]
  monthlyRentOre: number | null
}
export interface PaymentOverviewContent extends LetterFrame {
  kind: 'PAYMENT_OVERVIEW'
  from: Month
  to: Month
  openingOre: number
  months: { month: Month; chargedOre: number; paidOre: number; otherOre: number; balanceOre: number }[]
  balanceOre: number
  late: NamedBill[]
}

/** What every letter of a prevention case has. `contact` is whom to call about it. */
export interface CaseLetterFrame extends LetterFrame {
  kind: CaseLetterKind
  to: CaseLetterTo
  /** how the case stood when it was made */
  standing: CaseStanding
  /** as an authority or a landlord may be told: a protected person by the receiver's own reference, never by the home */
  about: { name: string | null; home: string | null; reference: string | null }
  signed: { name: string; title: string; phone: string; email: string | null }
}
export interface ConfirmationContent extends CaseLetterFrame {
  kind: 'CONFIRMATION'
  noticeArrivedOn: Day
}
/** To the one who is to be evicted, with all that Kronofogden was told. */
export interface ConfirmationCopyContent extends CaseLetterFrame {
  kind: 'CONFIRMATION_COPY'
  original: ConfirmationContent
  originalSentOn: Day
}
export interface UndertakingContent extends CaseLetterFrame {
  kind: 'UNDERTAKING'
  noticeArrivedOn: Day
  amountOre: number
  months: { from: Month; to: Month }
  decidedById: number
}
export interface LandlordReplyContent extends CaseLetterFrame {
  kind: 'LANDLORD_REPLY'
  noticeArrivedOn: Day | null
  facts: { fact: LandlordFact; on: Day | null }[]
  line: string | null
}
export interface MeetingCallContent extends CaseLetterFrame {
  kind: 'MEETING_CALL'
  meetingOn: Day
  atTime: string
  place: string
}
export interface SupportOfferContent extends CaseLetterFrame {
  kind: 'SUPPORT_OFFER'
  supportKinds: SupportKind[]
}
export type CaseLetterContent =
  ConfirmationContent | ConfirmationCopyContent | UndertakingContent | LandlordReplyContent | MeetingCallContent | SupportOfferContent
export type RentLetterContent = RentBillContent | ReminderContent | RepaymentPlanContent | PaymentOverviewContent
export type LetterContent = RentLetterContent | CaseLetterContent

export const isCaseLetter = (letter: LetterContent): letter is CaseLetterContent => 'standing' in letter
