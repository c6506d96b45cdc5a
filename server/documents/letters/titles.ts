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
    case 'CONFIRMATION':
      return 'Bekräftelse av underrättelse om avhysning'
    case 'CONFIRMATION_COPY':
      return 'Kopia av vår bekräftelse till Kronofogden'
    case 'UNDERTAKING':
      return 'Åtagande om betalningsansvar för hyra'
    case 'LANDLORD_REPLY':
      return letter.noticeArrivedOn ? 'Svar på ert meddelande' : 'Besked om hyresförhållande'
    case 'MEETING_CALL':
      return 'Kallelse till möte'
    case 'SUPPORT_OFFER':
      return 'Vi vill erbjuda dig stöd'
  }
}
