/** What each letter is called, on its first page and in the file's particulars: never a word of whom it is to. */
import { monthName } from '../../domain/swedish-dates.js'
import type { LetterContent } from './content.js'

export function letterTitle(letter: LetterContent): string {
  switch (letter.kind) {
    case 'RENT_BILL': // not what a one-off bill is for: somebody wrote that
      return letter.period ? `Hyresavi ${monthName(letter.period)}` : 'Avi'
    case 'REMINDER':
      return 'Påminnelse om hyra'
    case 'REPAYMENT_PLAN':
      return 'Avbetalningsplan för hyresskuld'
    case 'PAYMENT_OVERVIEW':
      return 'Översikt över din hyra och dina betalningar'
  }
}
