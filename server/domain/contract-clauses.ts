/**
 * Clauses in a contract with a tenant that JO has criticised: what a municipality may not demand of somebody for a home. The wordings are plain
 * Swedish (contract-clauses/clauses.ts). It warns, it does not judge: a text without warnings can be wrong, and a sentence that says the thing
 * is voluntary ("erbjuds", "frivilligt", "får tacka nej") or is no condition is not warned for. An item of a list is read with the words
 * that lead it in, a sentence with the one after it that says it is voluntary.
 *
 * Sources: JO 8958-2020, JO 7179-2016, JO 7595-2016, JO 4930-2012, 12 kap. JB, domain.md §3.
 *
 * Worked example: "Hyresgästen ska:\n• lämna urinprov när förvaltningen begär det" warns of DRUG_TEST at "lämna urinprov" in the second
 * paragraph. "Vi erbjuder dig:\n• hembesök varje månad" warns of nothing.
 */
import { CLAUSES, type Clause, type ClauseKind } from './contract-clauses/clauses.js'
import { phrase } from './contract-clauses/phrase.js'

export { CLAUSE_KINDS, type ClauseKind } from './contract-clauses/clauses.js'

export interface ClauseWarning extends Pick<Clause, 'source' | 'why' | 'instead'> {
  kind: ClauseKind
  /** the words that are warned for, as they stand */
  words: string
  /** the sentence they stand in, without the mark of a list */
  sentence: string
  /** the number of its paragraph, the first is 1 */
  paragraph: number
}

/** What in a contract's text to look at again, in the order it stands, each kind at most once in a sentence. */
export function clauseWarnings(text: string): ClauseWarning[] {
  const sentences = sentencesOf(paragraphsOf(text))
  return sentences.flatMap(({ sentence, paragraph, lead }, at) => {
    const next = sentences[at + 1]
    const saidAfter = next?.paragraph === paragraph && SAYS_OF_BEFORE.test(next.sentence) && isVoluntary(next.sentence)
    if (saidAfter || isVoluntary(`${lead}${sentence}`)) return []
    return PATTERNS.flatMap(({ clause: { kind, source, why, instead }, found, unless }) => {
      const small = sentence.toLowerCase()
      if (unless.some((pattern) => pattern.test(small))) return []
      const words = wordsIn(sentence, lead, found)
      return words === null ? [] : [{ kind, words, sentence: sentence.replace(MARK, ''), paragraph, source, why, instead }]
    })
  })
}

/** The text in paragraphs: items of a list and what begins with a capital stand by themselves, a line that was wrapped does not. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n|\n(?=\s*(?:[-–•*§]|\d+[.)]|\p{L}\)|\p{Lu}))/u)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
}

const PATTERNS = CLAUSES.map((clause) => ({ clause, found: clause.found.map(phrase), unless: clause.unless.map(phrase) }))

/** The words of the sentence, or of its lead and it together where they only then say it. */
function wordsIn(sentence: string, lead: string, patterns: readonly RegExp[]): string | null {
  const alone = sentence.toLowerCase()
  for (const pattern of patterns) {
    const found = pattern.exec(alone)
    if (found) return asWritten(sentence, found.index, found[0].length)
  }
  if (lead === '') return null
  const item = sentence.replace(MARK, '')
  const together = `${lead}${item}`.toLowerCase()
  for (const pattern of patterns) {
    const found = pattern.exec(together)
    const end = found ? found.index + found[0].length - lead.length : 0
    if (found && end > 0) return asWritten(item, Math.max(0, found.index - lead.length), end - Math.max(0, found.index - lead.length))
  }
  return null
}

const asWritten = (text: string, from: number, length: number) => text.slice(from, from + length).replace(/[.,;:]+$/, '')

/** Offers it, or says that one may say no. "Inte frivilligt" does neither, and being offered a home is no offer of a visit. */
function isVoluntary(sentence: string): boolean {
  return VOLUNTARY.some((pattern) => pattern.test(sentence))
}
const VOLUNTARY: readonly RegExp[] = [
  /(?<!\p{L})erbjud\p{L}*(?!\s+(?:\S+\s+){0,2}?(?:lägenhet|bostad|boende|kontrakt|hyresavtal|plats|träningslägenhet|försökslägenhet))(?!\p{L})/iu,
  /(?<!inte\s)(?<!\p{L})frivillig\p{L}*/iu,
  /(?<!\p{L})(?:om|när) (?:hyresgästen|den enskilde|den boende|hen|du|personen) (?:själv )?(?:vill|önskar|ber om)(?! (?:\S+ )?(?:behålla|bo kvar|ha kvar|få|ta över|överta|förlänga|hyra|fortsätta))(?!\p{L})/iu,
  /(?<!\p{L})(?:får|kan|har rätt att) (?:alltid |när som helst )?(?:tacka|säga) (?:nej|ja)(?!\p{L})/iu,
  /(?<!\p{L})(?:att|den som) (?:tacka|tackar|säga|säger) nej (?:påverkar|bryter|är)(?!\p{L})/iu,
]
const SAYS_OF_BEFORE =
  /^(?:Det|Detta|Dessa|De|Den|Att tacka nej|Hembesök\p{L}*|Besök\p{L}*|Stöd\p{L}*|Behandling\p{L}*|Hyresgästen (?:får|kan) (?:alltid )?(?:tacka|säga))(?!\p{L})/u

interface Sentence {
  sentence: string
  paragraph: number
  /** the words before a list that it is an item of, with a space after; else empty */
  lead: string
}

/** Sentences in their order; an abbreviation like "kap." ends none, as no capital follows it. */
function sentencesOf(paragraphs: readonly string[]): Sentence[] {
  let lead = ''
  return paragraphs.flatMap((text, index) => {
    const isItem = ITEM.test(text)
    if (!isItem) lead = ''
    const parts = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).map((sentence) => ({ sentence, paragraph: index + 1, lead: isItem ? lead : '' }))
    const last = parts.at(-1)?.sentence ?? ''
    if (last.endsWith(':')) lead = `${last.slice(0, -1)} `
    return parts
  })
}
const MARK = /^(?:[-–•*]|\d+[.)]|\p{L}\))\s*/u
const ITEM = /^(?:[-–•*]|\d+[.)]|\p{L}\)|\p{Ll})/u
