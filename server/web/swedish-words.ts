/** Counting in Swedish as a person would write it: small numbers as words, nouns in the right number. */

const WORDS = ['noll', 'en', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv']
const NO_BREAK_SPACE = '\u00a0'

/** 3 → "tre", 13 → "13". `one` is the word for 1 where the noun is a t-word: countWords(1, 'ett'). */
export function countWords(n: number, one: 'en' | 'ett' = 'en'): string {
  if (n === 1) return one
  return WORDS[n] ?? grouped(n)
}

/** 1 → "1 person", 1200 → "1 200 personer". The number stays with its noun on one line. */
export function plural(n: number, singular: string, many: string): string {
  return `${grouped(n)}${NO_BREAK_SPACE}${n === 1 ? singular : many}`
}

/** The same text with a capital first letter. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1)
}

/** The same text with a small first letter, to go on a sentence with. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('sv') + text.slice(1)
}

/** 4712 → "4 712", with no-break spaces. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, NO_BREAK_SPACE)
}
