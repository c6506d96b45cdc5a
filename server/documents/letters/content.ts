/** What each letter says, as values: kept with the letter, so that its PDF can be made again, byte for byte. */
import type { Day, Month } from '../../domain/calendar.js'
import type { Protection } from '../../domain/codes.js'
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
export type LetterContent = RentBillContent | ReminderContent | RepaymentPlanContent | PaymentOverviewContent
