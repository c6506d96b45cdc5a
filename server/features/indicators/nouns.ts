/** What an indicator counts, in words: for the value, the tabs over its rows and the columns under its chart. */
import type { IndicatorResult, RowKind } from '../../domain/indicators.js'
import { label } from '../../labels.sv.js'
import { plural, sentence } from '../../web/swedish-words.js'
import type { Cut } from './rows-behind.js'

const NOUNS: Record<RowKind, [one: string, many: string]> = {
  APARTMENT: ['lägenhet', 'lägenheter'],
  PERSON: ['person', 'personer'],
  NOTICE: ['meddelande', 'meddelanden'],
  HOUSEHOLD: ['hushåll', 'hushåll'],
  CASE: ['ärende', 'ärenden'],
  EVICTION: ['avhysning', 'avhysningar'],
}

const manyOf = (rows: RowKind) => NOUNS[rows][1]
export const countOf = (rows: RowKind, count: number) => plural(count, ...NOUNS[rows])

/** The figure as it stands largest, and what it is of. */
export function valueWords(
  { measure, rows, numerator, denominator }: IndicatorResult,
  year: number,
): { figure: string | null; of: string } {
  const n = numerator.length
  const N = denominator.length
  if (measure === 'SHARE') return { figure: null, of: `${n} av ${N} ${manyOf(rows)}` }
  if (measure === 'COMPARISON') return { figure: String(n), of: `${NOUNS[rows][n === 1 ? 0 : 1]}, ${N} samma dagar ${year - 1}` }
  return { figure: String(n), of: `av ${countOf(rows, N)} under perioden` }
}

/** How the plan's words were read, and the days of the setting it was counted by: for the heading and every file. */
export function readingWords({ code, readings, withinDays }: Pick<IndicatorResult, 'code' | 'readings' | 'withinDays'>): string[] {
  const words = readings.map(label)
  if (withinDays === null) return words
  const days = plural(withinDays, 'dag', 'dagar')
  return code === 'G8b' ? [...words, `Inom ${days}`] : [...words, `Kontrollen görs ${days} efter`]
}

/** The tabs over the rows. */
export function cutWordsOf({ code, rows }: IndicatorResult): Record<Cut, string> {
  const [NUMERATOR, REST, DENOMINATOR] = cutWords(code, rows)
  return {
    NUMERATOR,
    DENOMINATOR: DENOMINATOR ?? 'Alla i nämnaren',
    REST,
    EXCLUDED: code === 'I9' ? 'Ej nådda' : 'Räknas inte',
    BESIDE: 'Visas bredvid',
  }
}

function cutWords(code: string, rows: RowKind): [string, string, string?] {
  switch (code) {
    case 'I4':
    case 'I5':
      return ['Avvärjda', 'Inte avvärjda']
    case 'I8':
      return ['Med barn', 'Utan barn', 'Alla avhysningar']
    case 'I9':
      return ['Tog emot stöd', 'Tog inte emot stöd']
    case 'G8a':
      return ['Under perioden', '', 'Året före']
    case 'G8b':
      return ['I tid', 'För sent eller aldrig']
    case 'G14':
      return ['Pågår', 'Har slutat', 'Under perioden']
    default:
      return rows === 'PERSON' ? ['Tog över', 'Tog inte över'] : ['Övertagna', 'Inte övertagna']
  }
}

/** The columns of the table under the chart. */
export function chartWords({ code, rows }: IndicatorResult): { n: string; N: string } {
  const many = manyOf(rows)
  const N = sentence(many)
  switch (code) {
    case 'I8':
      return { n: 'Med barn', N: 'Alla avhysningar' }
    case 'G8a':
      return { n: 'Avhysningar', N: 'Året före' }
    case 'G14':
      return { n: 'Pågick sista dagen', N: 'Under året' }
    case 'I9':
      return { n: 'Tog emot stöd', N: 'Nådda' }
    case 'G8b':
      return { n: 'I tid', N }
    case 'I4':
    case 'I5':
      return { n: 'Avvärjda', N }
    default:
      return { n: 'Övertagna', N }
  }
}
