/**
 * docs/indicators.md, written from the definitions the program counts by, so that the words and the counting cannot part.
 * Write it anew after a change: `npx tsx server/documents/indicator-definitions.ts > docs/indicators.md` (a test compares them).
 */
import { pathToFileURL } from 'node:url'
import { CASE_DEFINITIONS } from '../domain/case-indicators.js'
import { DEFAULT_INDICATOR, DEFINITIONS, TARGETS, type Definition, type Measure, type RowKind } from '../domain/indicators.js'
import { I2_DEFAULT_EXCLUSIONS } from '../domain/indicators/i2-exits.js'
import { switchesOf } from '../domain/indicators/readings.js'
import { targetText } from '../domain/indicators/targets.js'
import { POLICY } from '../domain/policy.js'
import { label } from '../labels.sv.js'

/** The whole document as Markdown, in Swedish. */
export function indicatorDefinitions(): string {
  return [
    '# Indikatorerna',
    'Den här filen är skriven av programmet ur samma definitioner som det räknar med. Ändra definitionerna, inte filen.',
    '## Gemensamt',
    list([
      'T1 är januari till april, T2 januari till augusti och VB hela året, alla räknade från den 1 januari. "Bara tertialen" räknar T2 från den 1 maj och VB från den 1 september.',
      'En period som pågår räknas till och med i dag och är preliminär.',
      'Ett övertag är ett boende i försökslägenhet som slutat med utfallet "Övertog kontraktet". Dagen för utflyttning är övertagsdagen. En träningslägenhet räknas aldrig.',
      'En lägenhet är försökslägenhet de dagar dess boendeform är försökslägenhet och nämnden hyr den. Är hyresavtalets dagar inte kända avgör boendeformen ensam.',
      'Varje lägenhet eller person räknas en gång.',
      'När det inte finns något att dela med står det "–", aldrig 0 %.',
      `Färre än ${POLICY.smallGroup.value} i nämnaren skrivs inte ut i filer (inställningen smallGroup). ${POLICY.smallGroup.source}.`,
      'Skyddade personer räknas som alla andra och är dolda i raderna för alla utom dem som är utsedda att se dem.',
    ]),
    '## Övertag',
    ...DEFINITIONS.flatMap(sectionOf),
    '## Vräkningar',
    list([
      'Ett meddelande hör till perioden det kom i, också när utfallet kommer senare. Perioden är preliminär tills alla dess meddelanden är avgjorda. När det är känt hur siffran var när perioden slutade står det bredvid.',
      'Utfallet är det senaste som är skrivet om meddelandet eller, senare, om hela ärendet.',
      'En avhysning är ett ärende som slutat med utfallet "Verkställd", högst en per ärende, på utfallets dag.',
      'Ett barn berörs om det bor där, bor växelvis eller har umgänge. Bara födelseåret är känt: barnet räknas till och med året det fyller 18. Nämner ett meddelande fler barn än registret räknas meddelandets antal.',
      'Där planens ord kan läsas på två sätt finns båda; det som står först används om inget annat är valt. Räknesättet står överst på sidan, i filerna och i kommandots svar.',
    ]),
    ...CASE_DEFINITIONS.flatMap(sectionOf),
    '## Räkneexempel',
    'Den 1 januari finns 40 försökslägenheter. Under året kommer 6 nya, 10 tas över och 2 lämnas tillbaka, så den 31 december finns 34.',
    table(
      ['Kod', 'Räknas', 'Andel'],
      [
        ['I1a', '10 av 46', '21,7 %'],
        ['I1b', '10 av 44', '22,7 %'],
        ['I1c', '10 av 34', '29,4 %'],
      ],
    ),
    '## Mål ur planerna',
    'Ett mål gäller tills ett nyare finns. Nämndens egna mål, på sidan Mål i administrationen, går före.',
    table(
      ['Kod', 'Från år', 'Mål', 'Kommunfullmäktiges mål', 'Källa'],
      TARGETS.map(({ indicator, year, percent, kfPercent, source }) => [
        indicator,
        String(year),
        targetText(indicator, percent),
        targetText(indicator, kfPercent),
        source,
      ]),
    ),
  ]
    .join('\n\n')
    .concat('\n')
}

function sectionOf(definition: Definition): string[] {
  const { code, wording, source, numeratorText, denominatorText, rows, measure } = definition
  const [above, below] = SIDES[measure]
  return [
    `### ${code}: ${label(code)}${code === DEFAULT_INDICATOR ? ' (används om inget annat är valt)' : ''}`,
    `> ${wording}`,
    list([
      `Källa: ${source}.`,
      `${above}: ${numeratorText}.`,
      `${below}: ${denominatorText}.`,
      `Räknas i ${COUNTED_IN[rows]}.`,
      `Räknas inte: ${exclusionsOf(code)}.`,
      ...switchesOf(code).map(([byDefault, other]) => `Räknesätt: ${label(byDefault)}, eller: ${label(other)}.`),
    ]),
  ]
}

function exclusionsOf(code: string): string {
  if (code === 'I2') return I2_DEFAULT_EXCLUSIONS.map((reason) => label(reason).toLocaleLowerCase('sv')).join(', ')
  const ofCases: Record<string, string> = {
    I4: 'meddelanden som inte är avgjorda; antalet visas',
    I5: 'meddelanden som inte är avgjorda, störningar och det nämnden själv skickat som hyresvärd; antalen visas',
    I8: 'inga utelämnas. Familjer vars boende hos nämnden upphört utan Kronofogden visas bredvid',
    I9: 'ej nådda; antalet visas',
    G8b: 'ärenden där dagarna inte har gått och ingen har försökt än; antalet visas',
  }
  if (ofCases[code]) return ofCases[code]
  return code.startsWith('I1') ? 'övertag i en lägenhet som inte är försökslägenhet; antalet visas' : 'inga utelämnas'
}

const COUNTED_IN: Record<RowKind, string> = {
  APARTMENT: 'lägenheter',
  PERSON: 'personer',
  NOTICE: 'meddelanden',
  HOUSEHOLD: 'hushåll',
  CASE: 'ärenden',
  EVICTION: 'avhysningar',
}
const SIDES: Record<Measure, [string, string]> = {
  SHARE: ['Täljare', 'Nämnare'],
  COUNT: ['Räknas', 'Av'],
  COMPARISON: ['Räknas', 'Jämförs med'],
}
const list = (lines: string[]) => lines.map((line) => `- ${line}`).join('\n')
const table = (header: string[], rows: string[][]) =>
  [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(indicatorDefinitions())
