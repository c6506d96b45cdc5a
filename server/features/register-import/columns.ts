/**
 * The lists a municipality already keeps, column by column: the one table that reading, checking, templates and docs/import.md
 * follow. Names are Swedish because they are what stands in people's own files.
 */

import type { ColumnKind } from '../../documents/cell-values.js'
import { foldName } from '../../documents/fold-name.js'

export const SHEET_NAMES = ['lagenheter', 'personer', 'boenden', 'avier', 'betalningar', 'meddelanden'] as const
export type SheetName = (typeof SHEET_NAMES)[number]

export interface Column {
  name: string
  kind: ColumnKind
  required: boolean
  /** Shown in the template's first sheet. */
  explanation: string
  /** What the template's example row holds. */
  example: string
}

export const COLUMNS = {
  lagenheter: [
    starred('lagenhet', 'id', 'Lägenhetens egen beteckning. Samma beteckning i alla listor.', 'EXEMPEL-L1'),
    starred('adress', 'text', 'Gata och nummer.', 'Exempelgatan 1'),
    optional('postnummer', 'postcode', 'Fem siffror.', '126 31'),
    optional('ort', 'text', 'Postort.', 'Hägersten'),
    optional('hyresvard', 'text', 'Hyresvärdens namn.', 'Exempelbostäder'),
    optional('kostnadsstalle', 'text', 'Kostnadsställe i ekonomisystemet.', '4711'),
    starred(
      'boendeform',
      'housingForm',
      'STODBOENDE, TRANINGSLAGENHET, FORSOKSLAGENHET, BOSTAD_FORST eller JOURLAGENHET.',
      'FORSOKSLAGENHET',
    ),
    starred('fran', 'day', 'Första dagen boendeformen gäller. Byter platsen boendeform: en rad till.', '2024-01-01'),
    optional('till', 'lastDay', 'Sista dagen boendeformen gäller. Tomt = tills vidare.', ''),
    optional('hyra', 'kronor', 'Kronor i månaden till hyresvärden under perioden.', '6 480,00'),
    optional('avtal_fran', 'day', 'Första dagen i nämndens avtal med hyresvärden.', '2024-01-01'),
    optional('avtal_till', 'lastDay', 'Sista dagen i avtalet. Tomt = tills vidare.', ''),
  ],
  personer: [
    starred('person', 'id', 'Er egen beteckning på personen. Inte personnumret.', 'EXEMPEL-P1'),
    optional('personnummer', 'identity', 'Personnummer eller samordningsnummer, helst med tolv siffror.', '19811218-9876'),
    starred('fornamn', 'text', 'Förnamn.', 'Kim'),
    starred('efternamn', 'text', 'Efternamn.', 'Exempel'),
    optional('skyddad', 'protection', 'NEJ, SEKRETESSMARKERING eller SKYDDAD_FOLKBOKFORING. Tomt = NEJ.', 'NEJ'),
    optional('barn', 'birthYears', 'Barnens födelseår med komma emellan.', '2015, 2018'),
  ],
  boenden: [
    starred('person', 'id', 'Personens beteckning i personer.', 'EXEMPEL-P1'),
    starred('lagenhet', 'id', 'Lägenhetens beteckning i lagenheter.', 'EXEMPEL-L1'),
    starred('inflyttning', 'day', 'Dagen personen flyttar in.', '2024-02-01'),
    optional('utflyttning', 'day', 'Dagen personen flyttar ut. Natten till nästa dag räknas inte. Tomt = bor kvar.', '2026-03-31'),
    optional(
      'utfall',
      'outcome',
      'OVERTAG, EGET_KONTRAKT_ANNAN, STEG_UPP, STEG_NED, FLYTT_SAMMA_STEG, AVSLUTAD_ENLIGT_PLAN, AVBRUTEN, UPPSAGD, AVHYST, AVLIDEN eller ANNAT.',
      'OVERTAG',
    ),
    optional('hyra', 'kronor', 'Kronor i månaden från den boende.', '6 480,00'),
    optional('ocr', 'ocr', 'OCR-nummer som följer boendet, om ni har sådana.', ''),
  ],
  avier: [
    starred('person', 'id', 'Personens beteckning i personer.', 'EXEMPEL-P1'),
    starred('lagenhet', 'id', 'Lägenhetens beteckning i lagenheter.', 'EXEMPEL-L1'),
    starred('manad', 'month', 'Månaden hyran gäller, ÅÅÅÅ-MM.', '2024-02'),
    starred('forfallodag', 'day', 'Sista dag att betala.', '2024-01-31'),
    starred('belopp', 'kronor', 'Kronor.', '6 480,00'),
    optional('ocr', 'ocr', 'Avins OCR-nummer.', '202611004229'),
  ],
  betalningar: [
    starred('betaldag', 'day', 'Dagen pengarna kom in.', '2024-01-31'),
    starred('belopp', 'kronor', 'Kronor.', '6 480,00'),
    optional('ocr', 'ocr', 'OCR-nummer. Fyll i ocr eller person.', '202611004229'),
    optional('person', 'id', 'Personens beteckning i personer. Fyll i ocr eller person.', 'EXEMPEL-P1'),
    optional('betalare', 'payer', 'KLIENT, SOCIALTJANST eller ANNAN. Tomt = vet inte.', 'KLIENT'),
  ],
  meddelanden: [
    starred('person', 'id', 'Personens beteckning i personer.', 'EXEMPEL-P1'),
    starred('avsandare', 'noticeSender', 'HYRESVARD, KRONOFOGDEN, INKASSO eller FORVALTNINGEN.', 'HYRESVARD'),
    starred(
      'typ',
      'noticeKind',
      'HYRESSKULD, RATTELSEANMANING, STORNING, UPPSAGNING, ANSOKAN, UTSLAG eller TID_FOR_AVHYSNING.',
      'UPPSAGNING',
    ),
    starred('ankom', 'day', 'Dagen meddelandet kom till er.', '2026-03-02'),
    optional('delgiven', 'day', 'Dagen hyresgästen delgavs uppsägningen.', '2026-03-01'),
    optional('planerad_avhysning', 'day', 'Dagen Kronofogden har satt.', ''),
    optional('utfall', 'noticeOutcome', 'AVVARJD, VERKSTALLD, FLYTTAT_FORE, ATERKALLAD eller PAGAR. Tomt = pågår.', 'AVVARJD'),
    optional('utfallsdatum', 'day', 'Dagen det slutade. Behövs när det finns ett utfall.', '2026-03-20'),
    optional('barn', 'count', 'Antal barn som berörs.', '2'),
    optional('stod', 'supportAnswer', 'TAR_EMOT, TACKAR_NEJ eller EJ_NADD.', 'TAR_EMOT'),
  ],
} as const satisfies Record<SheetName, readonly Column[]>

/** Columns and sheets of our own files that carry explanations and reasons: passed over without a word when a file comes back. */
export const REASON_COLUMN = 'orsak'
export const EXPLANATION_SHEET = 'så gör du'

/** The list a sheet or file name means, null when it is none of ours. */
export function sheetNamed(text: string): SheetName | null {
  const folded = foldName(text)
  return SHEET_NAMES.find((name) => name === folded) ?? null
}

/** The column of a list a header means, null when it is none of ours. */
export function columnNamed(sheet: SheetName, text: string): string | null {
  const folded = foldName(text)
  return COLUMNS[sheet].find((column) => foldName(column.name) === folded)?.name ?? null
}

function starred<N extends string, K extends ColumnKind>(name: N, kind: K, explanation: string, example: string) {
  return { name, kind, required: true as const, explanation, example }
}

function optional<N extends string, K extends ColumnKind>(name: N, kind: K, explanation: string, example: string) {
  return { name, kind, required: false as const, explanation, example }
}
