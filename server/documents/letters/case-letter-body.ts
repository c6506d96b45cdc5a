/**
 * What each letter of a prevention case says, as blocks: the PDF draws them and the page shows them, so what is read before it is approved
 * is what goes. To an authority or a landlord only what the law asks or the household has agreed to; to a person plain Swedish.
 */
import type { LandlordFact, SupportKind } from '../../domain/codes.js'
import { kronor } from '../../domain/money.js'
import { longDay, monthName } from '../../domain/swedish-dates.js'
import type {
  CaseLetterContent,
  ConfirmationContent,
  LandlordReplyContent,
  MeetingCallContent,
  SupportOfferContent,
  UndertakingContent,
} from './content.js'

export type Block =
  | { text: string; strong?: boolean }
  | { heading: string }
  | { list: string[] }
  | { table: string; rows: [label: string, value: string][] }
  | { signatures: string[] }
  /** what follows stands on a page of its own */
  | { nextPage: true }

export function bodyOf(letter: CaseLetterContent): Block[] {
  switch (letter.kind) {
    case 'CONFIRMATION':
      return confirmation(letter)
    case 'CONFIRMATION_COPY':
      return [
        {
          text: `Kronofogden har meddelat oss en tid för avhysning. Vi har bekräftat att vi fått meddelandet. Bekräftelsen skickades ${longDay(letter.originalSentOn)}, och du får en kopia av den här.`,
        },
        { text: 'Vi vill hjälpa dig att lösa det här. Hör av dig så fort du kan.', strong: true },
        { text: `${callWords(letter)} Det går bra att ta hjälp av någon du litar på. Behöver du tolk ordnar vi det.` },
        { heading: 'Vad du kan göra nu' },
        {
          list: [
            'Ring oss, så går vi igenom vad som gäller för dig och vad som kan göras före dagen.',
            'Frågor om tiden för avhysningen svarar Kronofogden på.',
            'Säg till om barn eller djur bor hos dig, eller om du är sjuk.',
          ],
        },
        { nextPage: true },
        { heading: 'Kopia av bekräftelsen till Kronofogden' },
        ...confirmation(letter.original),
      ]
    case 'UNDERTAKING':
      return undertaking(letter)
    case 'LANDLORD_REPLY':
      return landlordReply(letter)
    case 'MEETING_CALL':
      return meetingCall(letter)
    case 'SUPPORT_OFFER':
      return supportOffer(letter)
  }
}

function confirmation(letter: ConfirmationContent): Block[] {
  const { signed } = letter
  return [
    { text: `Socialnämnden har tagit emot er underrättelse om tid för avhysning. Den kom till oss ${longDay(letter.noticeArrivedOn)}.` },
    { heading: 'Ansvarig handläggare' },
    {
      table: 'Underrättelsen och ansvarig handläggare',
      rows: [
        ['Er beteckning', letter.about.reference ?? 'saknas i underrättelsen'],
        ...aboutRows(letter.about),
        ['Ansvarig handläggare', `${signed.name}, ${signed.title}`],
        ['Telefon', signed.phone],
        ...(signed.email ? [['E-post', signed.email] as [string, string]] : []),
      ],
    },
    { text: 'En kopia av bekräftelsen skickas till den som ska avhysas.' },
    { text: 'Bekräftelsen lämnas enligt 11 kap. 3 § socialtjänstförordningen (2025:468).' },
  ]
}

function undertaking(letter: UndertakingContent): Block[] {
  const { from, to } = letter.months
  return [
    {
      text: `Socialnämnden åtar sig betalningsansvaret för hyran här under, enligt 12 kap. 44 § fjärde stycket 1 jordabalken.`,
      strong: true,
    },
    { heading: 'Vad åtagandet gäller' },
    {
      table: 'Vad åtagandet gäller',
      rows: [
        ['Er uppsägning', `kom till oss ${longDay(letter.noticeArrivedOn)}`],
        ...(letter.about.reference ? [['Er beteckning', letter.about.reference] as [string, string]] : []),
        ...aboutRows(letter.about),
        ['Hyra för', from === to ? monthName(from) : `${monthName(from)} till och med ${monthName(to)}`],
        ['Belopp, högst', kronor(letter.amountOre)],
        ['Beslutat av', `${letter.signed.name}, ${letter.signed.title}`],
      ],
    },
    {
      text: 'Åtagandet gäller beloppet och månaderna i tabellen, inte hyra för annan tid. Det lämnas inom den tid då hyresrätten kan återvinnas. Hyresgästen får därför inte vräkas på grund av den här skulden.',
    },
    { heading: 'Så får ni betalt' },
    {
      text: `Skicka ert betalningsunderlag till adressen överst i brevet och skriv brevets nummer, ${letter.number}. ${callWords(letter)}`,
    },
    { signatures: [`Ort och datum, för ${letter.sender.name}`, `${letter.signed.name}, ${letter.signed.title}`] },
  ]
}

function landlordReply(letter: LandlordReplyContent): Block[] {
  const { reference } = letter.about
  return [
    {
      text: letter.noticeArrivedOn
        ? `Det här är vårt svar på ert meddelande som kom ${longDay(letter.noticeArrivedOn)}.`
        : 'Det här är besked från oss om hyresförhållandet här under.',
    },
    {
      table: 'Vad svaret gäller',
      rows: [...(reference ? [['Er beteckning', reference] as [string, string]] : []), ...aboutRows(letter.about)],
    },
    { heading: 'Vårt besked' },
    { list: [...letter.facts.map(({ fact, on }) => factWords(fact, on)), ...(letter.line ? [letter.line] : [])] },
    { heading: 'Kontakt' },
    { text: callWords(letter) },
    {
      text: 'Hyresgästen har samtyckt till att vi lämnar beskedet. Hos socialtjänsten gäller sekretess, så vi kan inte berätta mer om hyresgästen än det som står här.',
    },
  ]
}

function factWords(fact: LandlordFact, on: string | null): string {
  const day = on ? ` ${longDay(on)}` : ''
  const words: Record<LandlordFact, string> = {
    DEBT_TOLD_RECEIVED: 'Vi har fått er uppgift om hyresskulden.',
    RENT_PAID_ON: `Hyran betalades${day}.`,
    PAYMENT_EXPECTED_ON: `En betalning är på väg och väntas vara hos er${day}.`,
    PLAN_AGREED: 'Det finns en avbetalningsplan för hyresskulden.',
    DISTURBANCE_TOLD_RECEIVED: 'Vi har fått er underrättelse om störning.',
    DISTURBANCE_SPOKEN_OF: 'Vi har talat med hyresgästen om störningen.',
    DISTURBANCE_FOLLOWED_UP_ON: `Vi följer upp hur det går med störningen${day}. Hör av er dessförinnan om något händer.`,
  }
  return words[fact]
}

function meetingCall(letter: MeetingCallContent): Block[] {
  return [
    { text: 'Vi vill träffa dig och prata om din hyra och hur du kan bo kvar i ditt hem.' },
    { heading: 'När och var' },
    {
      table: 'När och var mötet är',
      rows: [
        ['Dag', longDay(letter.meetingOn)],
        ['Tid', `klockan ${letter.atTime}`],
        ['Plats', letter.place],
        ['Du träffar', `${letter.signed.name}, ${letter.signed.title}`],
      ],
    },
    { heading: 'Kan du inte komma?' },
    { text: `Då hittar vi en annan tid. ${callWords(letter)}` },
    { heading: 'Bra att veta' },
    {
      list: [
        'Ta gärna med brev som du har fått om hyran eller bostaden, även de du inte har öppnat.',
        'Du får ta med dig någon du litar på. Behöver du tolk säger du till, så ordnar vi det.',
        'Vi börjar med det som brådskar: hur du kan behålla ditt hem.',
      ],
    },
  ]
}

function supportOffer(letter: SupportOfferContent): Block[] {
  return [
    {
      text: 'Vi vet att det kan bli svårt med hyran eller boendet. Vi arbetar med att hjälpa människor att bo kvar, och vi vill gärna hjälpa dig.',
    },
    { heading: 'Det här kan vi erbjuda dig' },
    { list: letter.supportKinds.map((kind) => offers[kind]) },
    { heading: 'Du bestämmer själv' },
    {
      text: 'Stödet är frivilligt och kostar ingenting. Att tacka nej bryter inget villkor och påverkar inte ditt kontrakt. Du kan ändra dig när du vill, åt båda hållen.',
      strong: true,
    },
    { heading: 'Så tackar du ja' },
    { text: `${callWords(letter)} Du kan också svara nästa gång vi hörs. Behöver du tolk säger du till, så ordnar vi det.` },
  ]
}

const offers: Record<SupportKind, string> = {
  RENT_ADVICE: 'Råd om hyran: vad som gäller, vad som går att göra och i vilken ordning.',
  BUDGET_ADVICE: 'Budget- och skuldrådgivning: en genomgång av inkomster, utgifter och skulder.',
  HELP_TO_APPLY: 'Hjälp att ansöka: till exempel om bostadsbidrag eller ekonomiskt bistånd.',
  LANDLORD_TALK: 'Samtal med hyresvärden: vi kan vara med, eller prata åt dig om du vill och samtycker.',
  HOME_VISIT: 'Besök hemma hos dig, om du vill och på en tid som passar dig. Vi kommer bara om du har sagt ja.',
  HOUSING_SUPPORT: 'Boendestöd: någon som hjälper till med det praktiska i vardagen.',
  OTHER_SUPPORT: 'Annat stöd som du behöver. Berätta för oss, så ser vi vad som går.',
}

function aboutRows({ name, home }: { name: string | null; home: string | null }): [string, string][] {
  return [...(name ? [['Hyresgäst', name] as [string, string]] : []), ...(home ? [['Bostad', home] as [string, string]] : [])]
}

function callWords({ signed, to }: Pick<CaseLetterContent, 'signed' | 'to'>): string {
  const [who, mail] = to === 'PERSON' ? [`${signed.name}, ${signed.title},`, 'skriv till'] : [signed.name, 'mejla']
  return signed.email ? `Ring ${who} på ${signed.phone}, eller ${mail} ${signed.email}.` : `Ring ${who} på ${signed.phone}.`
}
