/**
 * Money is whole öre in an integer; kronor is only how it is typed and shown (domain.md §5, architecture: Money and facts).
 * What can be read in two ways is refused: "1.234" may be 1 234 kr or 1 kr 23 öre and a slip.
 *
 * Worked example: "1 234,50 kr", "1234.50" and "1.234,50" are all 123 450 öre, "6 480:-" is 648 000, shown as "1 234,50 kr"; 648 000 öre
 * is "6 480 kr"; 10 of 46 is "21,7 %", 0 of 0 is "–" (no value is never 0 %).
 */

/** The largest amount a whole-number column can hold on both databases: 21 474 836,47 kr. */
export const MAX_AMOUNT_ORE = 2_147_483_647

const NO_BREAK_SPACE = '\u00a0'
const MINUS = '\u2212'

/** An amount that can be stored: whole öre, not negative (the kind of the entry gives the direction), within the limit. */
export function isAmountOre(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_AMOUNT_ORE
}

/** Kronor as typed or as in a spreadsheet, to whole öre; null when it is no amount, is ambiguous or is beyond what can be stored. */
export function parseKronor(text: string): number | null {
  const compact = text
    .trim()
    .replace(/\s*(?:kr|kronor|[:,][-\u2013])$/i, '')
    .replace(/^[-\u2212]\s?/, '-')
  const match = PLAIN.exec(compact) ?? SPACED.exec(compact) ?? POINTED.exec(compact)
  if (!match?.groups) return null
  const { sign, whole = '', decimals = '' } = match.groups
  const ore = Number(whole.replace(/\D/g, '')) * 100 + Number(decimals.padEnd(2, '0'))
  if (ore > MAX_AMOUNT_ORE) return null
  return sign && ore > 0 ? -ore : ore
}

/** 648000 → "6 480 kr", 648050 → "6 480,50 kr"; no-break spaces, so that an amount never breaks over two lines. */
export function kronor(ore: number): string {
  return `${amount(ore)}${NO_BREAK_SPACE}kr`
}

/** As `kronor` without the unit, for columns whose heading has it. */
export function amount(ore: number): string {
  const abs = Math.abs(ore)
  const cents = abs % 100
  const whole = grouped((abs - cents) / 100)
  return `${ore < 0 ? MINUS : ''}${whole}${cents ? `,${String(cents).padStart(2, '0')}` : ''}`
}

/** n of N with one decimal, "21,7 %"; "–" when there is nothing to divide by. */
export function percent(n: number, N: number): string {
  if (N === 0) return '–'
  const tenths = divideRounded(n * 1000, N)
  const abs = Math.abs(tenths)
  return `${tenths < 0 ? MINUS : ''}${grouped((abs - (abs % 10)) / 10)},${abs % 10}${NO_BREAK_SPACE}%`
}

/** 2.5 → "2,5": how many months' rents are owed, how long a stay lasts on average. */
export function oneDecimal(n: number): string {
  return n.toFixed(1).replace('.', ',')
}

/** Whole-number division, half rounded away from zero, so that what is reversed is exactly what was charged. Both must be whole. */
export function divideRounded(numerator: number, denominator: number): number {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator === 0) {
    throw new RangeError(`whole numbers only: ${numerator} / ${denominator}`)
  }
  const n = Math.abs(numerator)
  const d = Math.abs(denominator)
  const rest = n % d
  const quotient = (n - rest) / d + (rest >= d - rest ? 1 : 0)
  return quotient !== 0 && numerator < 0 !== denominator < 0 ? -quotient : quotient
}

/** Digits only; a comma or a point before one or two decimals. */
const PLAIN = /^(?<sign>-?)(?<whole>\d+)(?:[,.](?<decimals>\d{1,2}))?$/
/** Thousands by one kind of space: common, no-break, thin or narrow no-break. */
const SPACED = /^(?<sign>-?)(?<whole>\d{1,3}(?<space>[ \u00a0\u2009\u202f])\d{3}(?:\k<space>\d{3})*)(?:[,.](?<decimals>\d{1,2}))?$/
/** Thousands by points, only where a decimal comma shows that they are thousands. */
const POINTED = /^(?<sign>-?)(?<whole>\d{1,3}(?:\.\d{3})+),(?<decimals>\d{1,2})$/

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, NO_BREAK_SPACE)
}
