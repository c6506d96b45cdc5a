/**
 * Clauses in a contract with a tenant that JO has criticised: what a municipality may not demand of somebody for a home. The list is plain
 * Swedish patterns, each with its source and what may stand instead. It warns, it does not judge: a text without warnings can be wrong,
 * and a sentence that says the thing is voluntary ("erbjuds", "frivilligt", "får tacka nej") or is no condition is not warned for.
 *
 * Sources: JO 8958-2020 (Södermalm, severe criticism: doctor, medication, visits, tests, one person only; against regeringsformen and
 * 12 kap. JB), JO 7179-2016 (Farsta, search without consent), JO 7595-2016 (Malmö, monthly visits; consent must be real), JO 4930-2012
 * (Sollentuna), 12 kap. 26 § JB (only necessary supervision and repairs), domain.md §3.
 *
 * Worked example: "Hyresgästen ska lämna urinprov när förvaltningen begär det." warns of DRUG_TEST at "lämna urinprov". "Hembesök erbjuds
 * varje månad och är frivilligt." warns of nothing.
 */

export const CLAUSE_KINDS = ['DRUG_TEST', 'SOBRIETY', 'INSPECTION_VISIT', 'SEARCH', 'MEDICATION', 'DOCTOR_CONTACT', 'NO_GUESTS', 'LIVE_ALONE'] as const
export type ClauseKind = (typeof CLAUSE_KINDS)[number]

export interface ClauseWarning {
  kind: ClauseKind
  /** the words that are warned for, as they stand */
  words: string
  /** the sentence they stand in */
  sentence: string
  source: string
  why: string
  instead: string
}

interface Clause {
  kind: ClauseKind
  patterns: readonly RegExp[]
  source: string
  why: string
  instead: string
}

const CLAUSES: readonly Clause[] = [
  {
    kind: 'DRUG_TEST',
    patterns: [/\b(lämna\w*|ta|tas|genomgå\w*|visa\w*|avlägga)\s+(\S+\s+){0,3}?(urinprov\w*|drogtest\w*|blodprov\w*|alkotest\w*|salivprov\w*|drogprov\w*)/iu, /(urinprov|drogtest|drogkontroll|alkotest|utandningsprov|salivprov|drogprov)\S*/iu],
    source: 'JO 8958-2020, regeringsformen 2 kap. 6 §',
    why: 'Ett prov är ett påtvingat kroppsligt ingrepp. Det får inte vara villkor för ett boende.',
    instead: 'Stöd och behandling erbjuds och är frivilligt.',
  },
  {
    kind: 'SOBRIETY',
    patterns: [/(nykterhets|drogfrihets)(kontroll|krav)\S*/iu, /\b(vara|hålla sig|leva)\s+(helt\s+)?(nykter|drogfri)\w*/iu, /(krav på|förbinder sig till)\s+(\S+\s+){0,2}?(nykterhet|drogfrihet)/iu],
    source: 'JO 8958-2020',
    why: 'Krav på nykterhet, och kontroll av den, saknar stöd i hyreslagen. Det är störningar som kan prövas, inte hur någon lever.',
    instead: 'Hyresgästen stör inte sina grannar (12 kap. 25 § JB).',
  },
  {
    kind: 'INSPECTION_VISIT',
    patterns: [/(hembesök|tillsynsbesök|kontrollbesök)\S*/iu, /\btillsyn\s+(av|i|varje|en gång|minst|utan)\s+\S+/iu, /\b(när som helst|oanmäld\w*|utan förvarning)\s+(\S+\s+){0,4}?(lägenheten|bostaden|besök\w*|tillträde)/iu, /\b(egen nyckel|huvudnyckel|extranyckel)\w*/iu],
    source: 'JO 8958-2020, JO 7595-2016, 12 kap. 26 § JB',
    why: 'Hembesök får inte vara villkor. Tillträde ges bara för nödvändig tillsyn eller reparation.',
    instead: 'Hembesök erbjuds. Att tacka nej påverkar inte hyresavtalet.',
  },
  {
    kind: 'SEARCH',
    patterns: [/\b(söka|leta|gå|genomsök\w*|undersök\w*)\s+(igenom\s+)?(lägenheten|bostaden|tillhörigheter\w*)/iu, /\b(visitation|visitera\w*|husrannsak\w*|genomsökning\w*)/iu],
    source: 'JO 7179-2016, regeringsformen 2 kap. 6 §',
    why: 'Att söka igenom ett hem utan samtycke är en husrannsakan som förvaltningen inte får göra.',
    instead: 'Stryk villkoret. Tillträde för reparation ges enligt 12 kap. 26 § JB.',
  },
  {
    kind: 'MEDICATION',
    patterns: [/\b(ta|tar|inta|följa|sköta|fullfölja)\s+(\S+\s+){0,3}?(medicin\w*|medicinering\w*|läkemedel\w*|ordination\w*)/iu, /\bmedicinering\s+(ska|skall|måste|är ett villkor)/iu],
    source: 'JO 8958-2020',
    why: 'Medicinering är en sak mellan den enskilde och vården. Den får inte vara villkor för ett boende.',
    instead: 'Stöd i kontakten med vården erbjuds om hyresgästen vill.',
  },
  {
    kind: 'DOCTOR_CONTACT',
    patterns: [/\b(läkarkontakt|läkarbesök|vårdkontakt)\S*/iu, /\bkontakt med\s+(\S+\s+){0,2}?(läkare|psykiatrin|vården|beroendemottagning\w*)/iu, /\b(behandling|behandlingsplan\w*)\s+(ska|skall|måste)\s+(\S+\s+){0,2}?(följas|fullföljas)/iu],
    source: 'JO 8958-2020',
    why: 'Kontakt med läkare eller vård får inte krävas för ett boende.',
    instead: 'Stöd i kontakten med vården erbjuds om hyresgästen vill.',
  },
  {
    kind: 'NO_GUESTS',
    patterns: [/(nattgäst|övernattande)\S*/iu, /\b(ingen|inte någon|inga)\s+(\S+\s+){0,3}?(övernatta\w*|sova över|gäst\w*)/iu, /\b(får inte|ej)\s+(\S+\s+){0,3}?(ha|ta emot)\s+(\S+\s+){0,2}?(gäster|besökare|besök)\b/iu],
    source: 'JO 8958-2020, 12 kap. JB',
    why: 'En hyresgäst bestämmer själv vem som får besöka hemmet.',
    instead: 'Hyresgästen svarar för att gästerna inte stör (12 kap. 25 § JB).',
  },
  {
    kind: 'LIVE_ALONE',
    patterns: [/\b(endast|bara|enbart)\s+(\S+\s+){0,4}?(får|ska|skall)\s+(\S+\s+){0,2}?bo\b/iu, /\b(får|ska|skall)\s+(endast|bara|enbart)\s+(\S+\s+){0,2}?(bebos|bo)\b/iu, /\b(bo|bebos)\s+ensam\w*/iu, /\b(sambo|partner|familjemedlem)\w*\s+(\S+\s+){0,2}?(får inte|är inte tillåt\w*)/iu],
    source: 'JO 8958-2020, Europakonventionen artikel 8',
    why: 'Att förbjuda någon att bo med sin familj eller partner är ett ingrepp i privat- och familjelivet.',
    instead: 'Upplåtelse i andra hand kräver samtycke (12 kap. 39 § JB).',
  },
]

/** What in a contract's text to look at again, in the order it stands, each kind at most once in a sentence. */
export function clauseWarnings(text: string): ClauseWarning[] {
  return sentencesOf(text)
    .filter((sentence) => !SAYS_VOLUNTARY.test(sentence))
    .flatMap((sentence) =>
      CLAUSES.flatMap(({ kind, patterns, ...about }) => {
        const words = patterns.map((pattern) => pattern.exec(sentence)?.[0]).find((found) => found !== undefined)
        return words === undefined ? [] : [{ kind, words: words.replace(/[.,;:]+$/, ''), sentence, ...about }]
      }),
    )
}

/** A sentence that offers, or says that one may say no, makes no condition. "Inte frivilligt" does. */
const SAYS_VOLUNTARY = /(?<!inte )\b(erbjud\w*|frivillig\w*|om hyresgästen (vill|önskar)|(får|kan) tacka (nej|ja)|inget villkor|krävs inte|kräver inte|inte som villkor)(?!\p{L})/iu

/** Sentences and items of a list; an abbreviation like "kap." ends none, as no capital follows it. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n\s*\n|\n(?=\s*(?:[-•*§]|\d+[.)]|\p{Lu}))|(?<=[.!?])\s+(?=\p{Lu})/u)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
}
