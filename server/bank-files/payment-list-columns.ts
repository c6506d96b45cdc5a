/** The columns of a list of payments written by hand, in the template's order, with the other names people give them. */
import { foldName } from '../documents/fold-name.js'
import type { PayerKind } from '../domain/codes.js'

interface ListColumnFacts {
  name: string
  required: boolean
  explanation: string
  example: string
  /** Folded (documents/fold-name.ts). */
  otherNames: readonly string[]
}

export const LIST_COLUMNS = {
  dag: {
    name: 'dag',
    required: true,
    explanation: 'Dagen pengarna kom in, ÅÅÅÅ-MM-DD.',
    example: '2026-01-30',
    otherNames: [
      'datum',
      'betaldag',
      'betaldatum',
      'betalningsdag',
      'betalningsdatum',
      'bokforingsdag',
      'bokford',
      'inbetalningsdag',
      'betald',
      'komin',
    ],
  },
  belopp: {
    name: 'belopp',
    required: true,
    explanation: 'Kronor, med eller utan ören.',
    example: '6 480,00',
    otherNames: ['beloppkr', 'beloppikr', 'beloppsek', 'kronor', 'kr', 'summa', 'inbetalt'],
  },
  ocr: {
    name: 'ocr',
    required: false,
    explanation: 'Avins OCR-nummer. Fyll i ocr eller person.',
    example: '202611004229',
    otherNames: ['ocrnummer', 'ocrnr', 'referens', 'referensnummer'],
  },
  person: {
    name: 'person',
    required: false,
    explanation: 'Personens egna id eller personnummer. Fyll i ocr eller person.',
    example: 'EXEMPEL-P1',
    otherNames: ['egetid', 'id', 'personid', 'personnummer', 'personnr', 'pnr', 'klient', 'hyresgast', 'beteckning'],
  },
  betalare: {
    name: 'betalare',
    required: false,
    explanation: 'Namnet på den som betalade.',
    example: 'Kim Exempel',
    otherNames: ['betalarensnamn', 'avsandare', 'namn'],
  },
  betalartyp: {
    name: 'betalartyp',
    required: false,
    explanation: 'KLIENT, SOCIALTJANST eller ANNAN. Tomt = vet inte.',
    example: 'KLIENT',
    otherNames: ['betalarslag', 'slag', 'typ', 'typavbetalare', 'vembetalade'],
  },
  meddelande: {
    name: 'meddelande',
    required: false,
    explanation: 'Det som står på betalningen, eller en anteckning.',
    example: 'Hyra februari',
    otherNames: ['text', 'anteckning', 'notering', 'kommentar', 'ovrigt'],
  },
} as const satisfies Record<string, ListColumnFacts>

export type ListColumn = keyof typeof LIST_COLUMNS
export const LIST_COLUMN_NAMES = Object.keys(LIST_COLUMNS) as ListColumn[]

export function columnOf(heading: string): ListColumn | null {
  const folded = foldName(heading)
  return LIST_COLUMN_NAMES.find((name) => name === folded || (LIST_COLUMNS[name].otherNames as readonly string[]).includes(folded)) ?? null
}

export const isListColumn = (heading: string) => columnOf(heading) !== null

const PAYER_WORDS: Record<PayerKind, readonly string[]> = {
  KLIENT: ['klient', 'klienten', 'hyresgast', 'denboende'],
  SOCIALTJANST: ['socialtjanst', 'socialtjansten', 'forsorjningsstod'],
  ANNAN: ['annan', 'annanbetalare'],
}

/** The code as written, or a word for it. */
export function payerKindOf(text: string): PayerKind | null {
  const folded = foldName(text)
  return (Object.keys(PAYER_WORDS) as PayerKind[]).find((kind) => PAYER_WORDS[kind].includes(folded)) ?? null
}
