import { describe, expect, test } from '@jest/globals'
import { clauseWarnings, paragraphsOf } from '../../server/domain/contract-clauses.js'
import { phrase } from '../../server/domain/contract-clauses/phrase.js'

const kinds = (text: string) => clauseWarnings(text).map(({ kind }) => kind)

const FOUND: Record<string, string[]> = {
  DRUG_TEST: [
    'Hyresgästen ska lämna urinprov när förvaltningen begär det.',
    'Drogtester sker regelbundet.',
    'Hyresgästen är inte frivilligt utan enligt avtal skyldig till utandningsprov.',
    'Jag förbinder mig att på uppmaning blåsa i alkomätare.',
    'Den boende godkänner att salivprov tas slumpvis.',
    'Vid misstanke om missbruk kan hyresgästen komma att drogtestas.',
    'Hyresgästen ska medverka till regelbunden provtagning.',
    'Du ska kunna visa rena prover under hela hyrestiden.',
    'Vägran att lämna urinprov räknas som positivt prov.',
    'Den som erbjuds lägenhet ska lämna blodprov varje månad.',
    'Om hyresgästen vill behålla lägenheten ska urinprov lämnas.',
  ],
  SOBRIETY: [
    'Nykterhetskontroller kan ske.',
    'Hyresgästen förbinder sig att vara nykter och drogfri i lägenheten.',
    'Total drogfrihet gäller.',
    'Boendet förutsätter nykterhet.',
    'Hyresgästen får inte inta alkohol eller narkotika i bostaden.',
    'Alkohol får inte förvaras i lägenheten.',
    'Återfall i missbruk leder till uppsägning.',
    'Kontraktet sägs upp vid återfall.',
    'Hyresgästen lever nyktert.',
    'Hyresgästen ska avstå från alkohol.',
    'Det råder nolltolerans mot droger.',
  ],
  INSPECTION_VISIT: [
    'Hyresgästen ska ta emot hembesök minst en gång i månaden.',
    'Personalen gör tillsyn av lägenheten varje vecka.',
    'Oanmälda besök förekommer.',
    'Förvaltningen gör besök utan förvarning.',
    'Tillsynsbesök görs var fjortonde dag.',
    'Hyresgästen är skyldig att släppa in personal från enheten.',
    'Boendestödjaren kontrollerar att lägenheten sköts.',
    'Hyresgästen samtycker härmed till hembesök under hela hyrestiden.',
    'Bostaden inspekteras regelbundet.',
    'Den som inte öppnar vid hembesök bryter mot villkoren.',
  ],
  FREE_ACCESS: [
    'Personalen får när som helst gå in i lägenheten.',
    'Förvaltningen har egen nyckel till lägenheten.',
    'Socialtjänsten behåller en extranyckel.',
    'Hyresvärden har rätt att bereda sig tillträde utan hyresgästens samtycke.',
    'Personal har fritt tillträde till bostaden.',
    'Hyresgästen medger att förvaltningen går in i hyresgästens frånvaro.',
    'En reservnyckel förvaras hos boendestödet.',
    'Nämnden förbehåller sig rätten till tillträde dygnet runt.',
  ],
  SEARCH: [
    'Förvaltningen har rätt att genomsöka lägenheten.',
    'Vid misstanke söks lägenheten igenom; personalen får leta igenom skåp.',
    'Visitation kan ske.',
    'Personalen får gå igenom hyresgästens tillhörigheter.',
  ],
  MEDICATION: [
    'Hyresgästen ska ta sin medicin enligt läkares anvisning.',
    'Medicinering ska skötas.',
    'Hyresgästen förbinder sig att följa ordinerad medicinering.',
    'Antabus: hyresgästen ska ta antabus under övervakning.',
  ],
  DOCTOR_CONTACT: [
    'Hyresgästen ska ha regelbunden läkarkontakt.',
    'Hyresgästen ska hålla kontakt med psykiatrin.',
    'Hyresgästen ska upprätthålla kontakt med sin beroendemottagning.',
    'Du ska gå till psykolog.',
  ],
  TREATMENT: [
    'Hyresgästen ska delta i behandling.',
    'Genomförandeplanen ska följas.',
    'Kontraktet gäller så länge behandlingen pågår.',
    'Hyresgästen förbinder sig att ta emot boendestöd.',
    'Om hyresgästen avbryter sin behandling ska kontraktet upphöra.',
    'Hyresavtalet upphör när insatsen avslutas.',
    'Deltagande i sysselsättning är ett villkor: hyresgästen ska sköta sin sysselsättning.',
  ],
  NO_GUESTS: [
    'Nattgäster är inte tillåtna.',
    'Hyresgästen får inte ta emot gäster efter klockan 22.',
    'Inga gäster får sova över.',
    'Besökare ska lämna lägenheten senast klockan 22.',
    'Gäster måste godkännas av personalen.',
    'Hyresgästen får inte låta någon övernatta.',
    'Besök är inte tillåtet under de första tre månaderna.',
    'Gäster får stanna högst två timmar.',
  ],
  LIVE_ALONE: [
    'Endast hyresgästen får bo i lägenheten.',
    'Lägenheten får endast bebos av hyresgästen.',
    'Ingen annan än hyresgästen får bo i lägenheten.',
    'Hyresgästen ska bo ensam.',
    'Sambo får inte flytta in.',
    'Lägenheten är upplåten enbart för en person.',
  ],
  PROTECTION_WAIVED: [
    'Hyresgästen avstår från sitt besittningsskydd.',
    'Hyresgästen avsäger sig rätten till förlängning.',
    'Kontraktet är utan besittningsskydd.',
    'Hyresgästen har inget besittningsskydd.',
    'Besittningsskyddet gäller inte.',
    'Avtalet ger ingen rätt till förlängning.',
  ],
  LOSES_HOME_AT_ONCE: [
    'Vid brott mot villkoren ska hyresgästen flytta omedelbart.',
    'Avtalet upphör med omedelbar verkan om reglerna inte följs.',
    'Brott mot reglerna leder till omedelbar avflyttning.',
    'Uppsägningstiden är en vecka.',
    'Förvaltningen kan säga upp avtalet med 14 dagars uppsägning.',
    'Hyresgästen förlorar då lägenheten.',
    'Hyresgästen ska lämna lägenheten inom 24 timmar.',
    'Hyresgästen kan avhysas utan beslut av Kronofogden.',
  ],
}

describe('clauses that are warned for', () => {
  test.each(Object.entries(FOUND).flatMap(([kind, texts]) => texts.map((text) => [kind, text])))('%s: %s', (kind, text) =>
    expect(kinds(text)).toContain(kind),
  )

  test('and nothing else where one thing is said', () => {
    expect(kinds('Hyresgästen ska lämna urinprov när förvaltningen begär det.')).toEqual(['DRUG_TEST'])
    expect(kinds('Hyresgästen ska ta emot hembesök minst en gång i månaden.')).toEqual(['INSPECTION_VISIT'])
    expect(kinds('Personalen får när som helst gå in i lägenheten.')).toEqual(['FREE_ACCESS'])
    expect(kinds('Hyresgästen avstår från sitt besittningsskydd.')).toEqual(['PROTECTION_WAIVED'])
  })
})

describe('clauses that are not', () => {
  test.each([
    'Hembesök erbjuds varje månad och är frivilligt.',
    'Hyresgästen kan få stöd i kontakten med vården om hyresgästen vill.',
    'Hyresgästen får tacka nej till hembesök.',
    'Hembesök görs en gång i månaden. Det är frivilligt.',
    'Hembesök görs bara när hyresgästen och förvaltningen kommit överens.',
    'Hembesök görs efter överenskommelse.',
    'Hembesök är inte ett villkor för hyresavtalet.',
    'Hyresvärden får komma in efter överenskommelse.',
    'Hyresvärden får komma in i lägenheten på en avtalad tid.',
    'Hyresvärden har rätt till tillträde enligt 26 § hyreslagen.',
    'Hyresvärden får tillträde för nödvändig tillsyn enligt 12 kap. 26 § JB.',
    'Hyresvärden får gå in i lägenheten vid brand eller vattenskada.',
    'Hyresgästen ger hyresvärden tillträde för reparation av fel.',
    'Förvaltningen går inte in i lägenheten utan hyresgästens samtycke.',
    'Personalen får inte gå in i lägenheten med egen nyckel.',
    'Lägenheten besiktigas av hyresvärden vid avflyttning.',
    'Parterna går igenom lägenheten vid inflyttningen.',
    'Hyresgästen kvitterar ut två nycklar och en extranyckel.',
    'Nycklarna lämnas till hyresvärden vid avflyttning.',
    'Förlorad nyckel anmäls till hyresvärden.',
    'Det ställs inga krav på nykterhet.',
    'Inga drogtester görs.',
    'Hyresgästen behöver inte lämna urinprov.',
    'Hyresgästen får inte använda lägenheten till brott, som försäljning av narkotika.',
    'Hyran betalas senast sista vardagen före varje kalendermånads början.',
    'Hyresgästen ska se till att egna gäster inte stör grannarna.',
    'Hyresgästens gäster får inte störa grannarna.',
    'Hyresgästen bestämmer själv vilka gäster som får komma.',
    'Hyresgästen får inte hyra ut i andra hand utan samtycke.',
    'Hyresgästen får inte upplåta lägenheten i andra hand till någon annan.',
    'Hyresgästen ska ha en gällande hemförsäkring.',
    'Parterna håller kontakt med varandra om boendet.',
    'Provtryckning av radiatorer görs varje höst.',
    'Behandling av personuppgifter följer dataskyddsförordningen.',
    'Avståendet från besittningsskydd har godkänts av hyresnämnden.',
    'Parterna har i särskild handling kommit överens om avstående från besittningsskydd.',
    'Hyresgästen har inte rätt till förlängning om avtalet upphör innan det varat mer än två år i följd.',
    'Uppsägningstiden är tre månader.',
    'Är hyresrätten förverkad kan avtalet sägas upp att upphöra omedelbart.',
    'Skador anmäls omedelbart till hyresvärden.',
    'Fel i lägenheten anmäls till förvaltningen, som kontaktar hyresvärden.',
    'Hyresgästen ska vårda lägenheten väl och hålla den i ordning.',
    'Hyresgästen får inte röka i trapphuset.',
    'Vid utebliven hyra kontaktar förvaltningen hyresgästen och erbjuder stöd.',
    'Boendestöd är frivilligt och söks separat.',
    'Hyresgästen ansvarar för att sopor lämnas i soprummet.',
    'Egna djur får inte störa grannarna.',
  ])('%s', (text) => expect(kinds(text)).toEqual([]))
})

test('the warning says which words, where, why and what may stand instead', () => {
  const [warning, ...more] = clauseWarnings('1. Hyran är 6 000 kr.\n2. Hyresgästen ska lämna urinprov.\n3. Hembesök erbjuds.')
  expect(more).toEqual([])
  expect(warning).toMatchObject({
    words: 'lämna urinprov',
    sentence: 'Hyresgästen ska lämna urinprov.',
    paragraph: 2,
    source: 'JO 8958-2020, regeringsformen 2 kap. 6 §',
  })
})

test('an item of a list is read with what leads it in', () => {
  expect(
    clauseWarnings('Regler\n\nHyresgästen ska:\n\n• lämna urinprov\n\n• delta i planerad öppenvård\n\nHyran är 6 000 kr.').map(
      ({ kind, paragraph }) => [kind, paragraph],
    ),
  ).toEqual([
    ['DRUG_TEST', 3],
    ['TREATMENT', 4],
  ])
  expect(kinds('Vi erbjuder dig:\n- hembesök varje vecka\n- hjälp att hålla kontakt med vården')).toEqual([])
  expect(kinds('Hyresgästen får inte:\n- ta emot gäster\n- röka inomhus')).toEqual(['NO_GUESTS'])
})

test('lines that were wrapped are one paragraph', () => {
  expect(paragraphsOf('Hyresgästen ska lämna\nurinprov varje vecka.\nHyran är 6 000 kr.\n\na) Nycklar')).toEqual([
    'Hyresgästen ska lämna urinprov varje vecka.',
    'Hyran är 6 000 kr.',
    'a) Nycklar',
  ])
  expect(clauseWarnings('Hyresgästen ska lämna\nurinprov varje vecka.')[0]?.paragraph).toBe(1)
})

test('a wording keeps to whole words, Swedish letters among them', () => {
  expect(phrase('lämna* … (urinprov*|blodprov*)').exec('hyresgästen lämnar på begäran urinprovet')?.[0]).toBe(
    'lämnar på begäran urinprovet',
  )
  expect(phrase('åtar sig').test('påtar sig')).toBe(false)
})

test('a long text without ends costs no more than its length', () => {
  for (const text of ['ta '.repeat(30_000), 'a'.repeat(90_000), 'personal får inte '.repeat(5_000)]) {
    const began = performance.now()
    clauseWarnings(text)
    expect(performance.now() - began).toBeLessThan(5_000)
  }
})
