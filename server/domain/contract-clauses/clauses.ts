/**
 * The clauses JO has criticised, or that housing law makes void, each with the wordings it is found by, the wordings that make it
 * something else, why it is a fault, and what may stand instead. Wordings are written as in phrase.ts.
 *
 * Sources: JO 8958-2020 (Södermalm, severe criticism: doctor, medication, visits, tests, one person only; against regeringsformen and
 * 12 kap. JB), JO 7179-2016 (Farsta, search without consent), JO 7595-2016 (Malmö, monthly visits; consent must be real), JO 4930-2012
 * (Sollentuna), 12 kap. 26, 42, 43, 45 and 45 a §§ JB, domain.md §2 and §3.
 *
 * Worked example: "Hyresgästen ska lämna urinprov" is DRUG_TEST. "Hyresgästen behöver inte lämna urinprov" is not.
 */
export const CLAUSE_KINDS = [
  'DRUG_TEST',
  'SOBRIETY',
  'INSPECTION_VISIT',
  'FREE_ACCESS',
  'SEARCH',
  'MEDICATION',
  'DOCTOR_CONTACT',
  'TREATMENT',
  'NO_GUESTS',
  'LIVE_ALONE',
  'PROTECTION_WAIVED',
  'LOSES_HOME_AT_ONCE',
] as const
export type ClauseKind = (typeof CLAUSE_KINDS)[number]

export interface Clause {
  kind: ClauseKind
  found: readonly string[]
  /** a sentence with one of these is something else */
  unless: readonly string[]
  source: string
  why: string
  instead: string
}

const US =
  '(förvaltning*|personal*|hyresvärd*|nämnd*|socialtjänst*|socialnämnd*|boendestöd*|kommun*|staden*|enhet*|handläggare*|socialsekreterare*|vi|kontaktperson*)'
const TENANT = '(hyresgästen|hyresgäst|andrahandshyresgästen|den enskilde|den boende|klienten|brukaren|du|jag|ingen)'
const HOME = '(lägenhet*|bostad*|hem|hemmet|boendet|rum|rummet)'
const TEST =
  '(urinprov*|drogtest*|drogprov*|blodprov*|alkotest*|alkoholtest*|salivprov*|utandningsprov*|hårprov*|kissprov*|drogkontroll*|alkoholkontroll*|drogscreening*|urinscreening*|narkotikatest*|nykterhetstest*|nykterhetsprov*)'
const DRUGS = '(alkohol*|drog|droger|narkotika*|berusningsmedel*|rusmedel*|sprit|starköl|cannabis)'

/** Says that nobody asks for it. */
const NO_DUTY: readonly string[] = [
  '(krävs|kräver|behövs|förekommer|begärs|begär) (inte|aldrig|ej)',
  '(inga|inget|ingen) (krav|villkor)',
  '(inte|inga|inget|aldrig) (ett|som|något|några) (krav|villkor)',
  '(kan|får) inte (krävas|kräva|begära|begäras)',
  `${TENANT} behöver inte (lämna|ta|visa|genomgå|ha|redovisa|berätta|delta*|vara nykter|vara drogfri)`,
  `${US} har (inte|ingen) rätt`,
]
/** Says that it is by agreement each time. "Utan samtycke" says the opposite. */
const BY_AGREEMENT: readonly string[] = [
  '(efter|enligt|genom) … (överenskommelse|överenskommen tid|avtalad tid)',
  '(överenskommen|avtalad|bokad) tid',
  'när … (överens|kommit överens)',
  '(bara|endast|om) … (samtycker|samtyckt|bjuder in|bjudit in|sagt ja|säger ja|tackar ja|tackat ja)',
  '(bara|endast) (med|efter) … samtycke',
  `(inte|inga|aldrig) … (oanmäl*|oaviserad*)`,
  `(inte|aldrig|inga) … utan … (samtycke|medgivande|lov|tillåtelse)`,
  'på hyresgästens (begäran|initiativ|önskemål)',
]
/** What 12 kap. 26 § JB gives every landlord, and the inspection when somebody moves in or out. */
const ORDINARY_ACCESS: readonly string[] = [
  '26 §',
  'nödvändig (tillsyn|reparation*)',
  '(reparation*|reparera*|underhåll*|förbättringsarbet*|felanmäl*|avhjälpa*|sotning|sotare*|stamspolning|ventilationskontroll|obligatorisk ventilationskontroll|OVK)',
  '(brand|vattenskad*|vattenläck*|akut skada|akut fara|skadedjur|ohyra)',
  '(vid|före|efter|inför) … (inflyttning*|avflyttning*|utflyttning*|tillträdet)',
  '(in- och utflyttning*|in- och avflyttning*|avflyttningsbesiktning*|inflyttningsbesiktning*|utflyttningsbesiktning*)',
  'visa* … (lägenheten|bostaden) … (spekulant*|sökande|ny* hyresgäst*)',
]

export const CLAUSES: readonly Clause[] = [
  {
    kind: 'DRUG_TEST',
    found: [
      `(lämna*|ta|tar|tas|genomgå*|visa*|avlägga*|gå med på|medverka* till) … ${TEST}`,
      TEST,
      '(drog|alkohol|urin|narkotika)provtagning*',
      '(lämna*|genomgå*|gå på|komma på|medverka* (i|till|vid)|delta* i) … provtagning*',
      'provtagning* … (drog*|alkohol*|narkotika*|nykter*)',
      '(blås*|blåsa) i … (alkomätare*|alkometer*|mätare)',
      '(lämna*|visa*|uppvisa*) … (rena|negativa|drogfria|godkända|rent|negativt) (prov*|test*)',
      '(drogtesta*|alkotesta*)',
      '(testa*|kontrollera*) … (drogfri*|nykter*|påverkad*|för droger|för narkotika)',
    ],
    unless: [...NO_DUTY, `(inga|inget|aldrig) … ${TEST}`, `${TEST} (görs|tas|används|utförs|sker) (inte|aldrig|ej)`],
    source: 'JO 8958-2020, regeringsformen 2 kap. 6 §',
    why: 'Ett prov är ett påtvingat kroppsligt ingrepp. Det får inte vara villkor för ett boende.',
    instead: 'Stöd och behandling erbjuds och är frivilligt.',
  },
  {
    kind: 'SOBRIETY',
    found: [
      '(nykterhets|drogfrihets)(kontroll|krav|villkor|löfte)*',
      '(vara|är|hålla (sig|mig|dig)|håller (sig|mig|dig)|leva|lever|förbli|förblir|bo) … (nykter|nyktert|drogfri|drogfritt|drogfria|nyktra)',
      '(krav* på|förbinder (sig|mig|dig) till|förutsätt*|kräv*|villkor* (är|om)|upprätthålla|bibehålla) … (nykterhet*|drogfrihet*)',
      '(nykterhet*|drogfrihet*|missbruksfrihet*) … (krav|krävs|villkor|förutsättning*|gäller)',
      '(fullständig|total|absolut|hel) (nykterhet|drogfrihet)',
      `nolltolerans … ${DRUGS}`,
      '(alkohol|drog)*förbud*',
      `(får inte|får ej|inte|aldrig) … (använda|använder|bruka*|inta|intar|dricka|dricker|förtära*|nyttja*|förvara*|ha|inneha*) … ${DRUGS}`,
      `${DRUGS} … (får inte|får ej|är inte tillåt*|är ej tillåt*|är förbjud*|tillåts inte)`,
      `(påverkad*|berusad*) … (får inte|får ej|inte tillåt*)`,
      `(får inte|får ej) … (påverkad*|berusad*)`,
      `avstå från … (${DRUGS}|missbruk*)`,
      '(återfall*|missbruk*|alkoholintag*|droganvändning*) … (uppsägning*|sägs|säga upp|avslutas|upphör*|flytta*|förlora*|avhys*|vräk*)',
      '(uppsägning*|sägs upp|avslutas|upphör*|förverka*) … (återfall*|missbruk*|onykter*|droganvändning*)',
    ],
    unless: [...NO_DUTY, '(brottslig*|brott|försälj*|sälja|säljer|tillverk*|langning)', '42 §', '(inte|aldrig) … (hinder|avgörande|skäl)'],
    source: 'JO 8958-2020',
    why: 'Krav på nykterhet, och kontroll av den, saknar stöd i hyreslagen. Det är störningar som kan prövas, inte hur någon lever.',
    instead: 'Hyresgästen stör inte sina grannar (12 kap. 25 § JB).',
  },
  {
    kind: 'INSPECTION_VISIT',
    found: [
      '(hembesök*|tillsynsbesök*|kontrollbesök*|bostadsbesök*|boendebesök*|uppföljningsbesök* i (hemmet|lägenheten|bostaden)|lägenhetskontroll*|lägenhetstillsyn*|bostadskontroll*)',
      '(oanmäl*|oaviserad*|ej aviserad*) … (besök*|kontroll*|tillsyn)',
      `besök* … (oanmäl*|oaviserad*|utan förvarning|utan föranmälan|när som helst)`,
      `(oanmäl*|utan förvarning|utan föranmälan|när som helst) … besök*`,
      'besök* (i|av) (hemmet|lägenheten|bostaden) … (vecka*|månad*|gång|regelbund*)',
      'regelbunden tillsyn',
      'tillsyn (av|i|varje|en gång|minst|utan|sker|görs|utförs|genomförs)',
      `(ta emot|tar emot|släppa in|släpper in|öppna för) … ${US}`,
      `${US} … (kontrollera*|inspektera*|syna*|titta* till|ser över|se över) … ${HOME}`,
      `(kontroll|inspektion|syn) (av|i) ${HOME}`,
      `${HOME} … (kontrolleras|inspekteras|synas) (av|varje|regelbundet|löpande|minst)`,
    ],
    unless: [...NO_DUTY, ...BY_AGREEMENT, ...ORDINARY_ACCESS],
    source: 'JO 8958-2020, JO 7595-2016, JO 4930-2012, 12 kap. 26 § JB',
    why: 'Hembesök får inte vara villkor. Tillträde ges bara för nödvändig tillsyn eller reparation.',
    instead: 'Hembesök erbjuds. Att tacka nej påverkar inte hyresavtalet.',
  },
  {
    kind: 'FREE_ACCESS',
    found: [
      `${US} … (egen nyckel|egna nycklar|huvudnyckel*|extranyckel*|reservnyckel*)`,
      `${US} … (behåll*|har|innehar|disponera*|förvara*|använd*) … (nyckel*|nycklar*)`,
      `(nyckel*|nycklar*|extranyckel*|reservnyckel*) … (förvaras|finns|behålls|deponeras|kvar) … (hos|av|på) … ${US}`,
      '(egen nyckel|egna nycklar) … (tillträde|gå in|in i|låsa upp)',
      `(när som helst|dygnet runt|utan förvarning|utan föranmälan|utan … samtycke|oanmält|i hyresgästens frånvaro) … (gå in|gå* in|komma in|tillträde|tillgång|låsa upp|lägenheten|bostaden)`,
      `(gå in|går in|komma in|kommer in|tillträde|tillgång|låsa upp|låser upp|bereda* sig) … (när som helst|dygnet runt|utan förvarning|utan föranmälan|utan … samtycke|oanmält|i … frånvaro|med egen nyckel|med huvudnyckel*)`,
      '(fritt|fri|obegränsat|obegränsad|ständigt|ständig|oinskränkt) (tillträde|tillgång)',
      `(har|äger|förbehåller sig|ges|ger) … (rätt|rätten) (till|att) … (tillträde|gå in|komma in|bereda sig tillträde|gå in)`,
      `(medger|samtycker till|godkänner|accepterar) … (tillträde|går in|gå in|kommer in)`,
      `${US} får … (gå in|komma in|bereda sig tillträde|låsa upp)`,
    ],
    unless: [
      ...NO_DUTY,
      ...BY_AGREEMENT,
      ...ORDINARY_ACCESS,
      `${US} får inte`,
      '(tvättstug*|källar*|vind|vinden|soprum*|cykelrum*|gemensam* utrymme*)',
    ],
    source: 'JO 7595-2016, JO 7179-2016, 12 kap. 26 § JB',
    why: 'Hemmet är hyresgästens. Ett medgivande i kontraktet räcker inte: samtycket ska vara verkligt och ges varje gång.',
    instead: 'Hyresvärden får tillträde för nödvändig tillsyn och reparation enligt 12 kap. 26 § JB, på en tid som avtalas.',
  },
  {
    kind: 'SEARCH',
    found: [
      `(söka|söker|leta|letar|gå|går|söks) igenom … (${HOME}|tillhörighet*|skåp*|väsk*|förråd*|ägodelar*)`,
      `(genomsök*|undersök*|visitera*|söka) … (${HOME}|tillhörighet*|skåp*|väsk*|förråd*|ägodelar*)`,
      '(visitation*|husrannsak*|genomsökning*|rumsvisitation*|skåpkontroll*|rumskontroll*)',
      '(öppna|läsa) … (hyresgästens|min|din|personens) post',
      `(omhänderta*|beslagta*|kasta*|hälla* ut) … ${DRUGS}`,
    ],
    unless: [
      ...NO_DUTY,
      ...ORDINARY_ACCESS,
      `(inte|aldrig) … (söka|söker|leta|genomsök*|undersök*)`,
      `(inga|ingen) … (visitation*|genomsökning*)`,
    ],
    source: 'JO 7179-2016, regeringsformen 2 kap. 6 §',
    why: 'Att söka igenom ett hem utan samtycke är en husrannsakan som förvaltningen inte får göra.',
    instead: 'Stryk villkoret. Tillträde för reparation ges enligt 12 kap. 26 § JB.',
  },
  {
    kind: 'MEDICATION',
    found: [
      '(ta|tar|inta|intar|följa|följer|sköta|sköter|fullfölja*|hämta*|medverka* till|acceptera*) … (medicin|mediciner|medicinen|medicinering*|läkemedel*|ordination*|ordinerad* behandling*|antabus|metadon|subutex|depåinjektion*)',
      '(medicinering*|medicinen|medicin|läkemedel*) (ska|skall|måste|är ett villkor|sköts|följs)',
      'övervakad (medicinering|medicin*)',
      'medicinlista*',
    ],
    unless: NO_DUTY,
    source: 'JO 8958-2020',
    why: 'Medicinering är en sak mellan den enskilde och vården. Den får inte vara villkor för ett boende.',
    instead: 'Stöd i kontakten med vården erbjuds om hyresgästen vill.',
  },
  {
    kind: 'DOCTOR_CONTACT',
    found: [
      '(läkarkontakt*|läkarbesök*|läkartid*|vårdkontakt*|psykiatrikontakt*)',
      'kontakt med … (läkare*|psykiatri*|vården|beroendemottagning*|beroendevård*|vårdcentral*|öppenvård*|sjukvård*|mottagningen)',
      '(gå till|besöka|komma till|uppsöka) … (läkare*|psykiatri*|beroendemottagning*|vårdcentral*|psykolog*)',
    ],
    unless: NO_DUTY,
    source: 'JO 8958-2020',
    why: 'Kontakt med läkare eller vård får inte krävas för ett boende.',
    instead: 'Stöd i kontakten med vården erbjuds om hyresgästen vill.',
  },
  {
    kind: 'TREATMENT',
    found: [
      '(behandling|behandlingen|behandlingsplan*|behandlingsprogram*|vårdplan*|genomförandeplan*|handlingsplan*) (ska|skall|måste) … (följas|fullföljas|genomföras|slutföras)',
      '(delta|deltar|deltaga|medverka|medverkar|fortsätta|fortsätter|genomgå|genomgår|fullfölja|fullföljer|slutföra|följa|följer|gå|går|sköta|sköter|ta emot|tar emot) … (behandling|behandlingen|behandlingsplan*|behandlingsprogram*|behandlingsinsats*|öppenvård*|eftervård*|terapi|tolvsteg*|AA-möten|NA-möten|självhjälpsgrupp*|vårdplan*|genomförandeplan*|handlingsplan*|stödinsats*|stödsamtal*|boendestöd|sysselsättning*|arbetsträning*)',
      '(kontrakt*|avtal*|hyresavtal*|boendet|lägenheten|hyresrätt*) … (villkor*|förutsätt*|kräver|bygger på|så länge) … (behandling*|boendestöd|genomförandeplan*|insats*|sysselsättning*)',
      '(avbryt*|avbrott i|avbruten|missköt*|avslut*) … (behandling|behandlingen|öppenvård*|insatsen|insatserna|planeringen) … (uppsägning*|säg* upp|upphör*|flytta*|förlora*)',
      '(behandling|boendestöd|sysselsättning) … (är|utgör) ett (villkor|krav)',
      '(kontrakt*|avtal*|hyresavtal*) … (upphör*|sägs upp|gäller) … (insats*|biståndsbeslut*|beslut om bistånd|behandling*)',
    ],
    unless: [...NO_DUTY, '(personuppgift*|dataskydd*)'],
    source: 'JO 8958-2020, 12 kap. 42 § JB',
    why: 'Behandling, stöd och planering är frivilliga insatser. Ett hyresavtal kan inte sägas upp för att någon avstår från dem.',
    instead: 'Stöd och behandling erbjuds vid sidan av hyresavtalet och är frivilliga.',
  },
  {
    kind: 'NO_GUESTS',
    found: [
      '(nattgäst*|sovgäst*|övernattande|övernattning|övernattningar|övernattningsgäst*|besökstid*|besöksförbud*)',
      '(ingen|inga|inte någon|inte några) … (övernatta*|sova över|gäst|gäster|besökare)',
      '(får inte|får ej|inte|ej) … (ha|ta emot|släppa in|bjuda in|hysa) … (gäst|gäster|besökare|besök|utomstående|obehöriga|andra personer|bekanta|vänner)',
      '(gäst|gäster|besökare|besök) … (får inte|får ej|är inte tillåt*|är ej tillåt*|är förbjud*|inte tillåtet|tillåts inte|endast mellan|bara mellan|endast efter|bara efter|kräver|ska anmälas|ska godkännas|måste anmälas|måste godkännas|måste lämna|ska lämna|högst)',
      'låta … (någon|andra|gäst*|vän*|bekant*) … (övernatta*|sova)',
      '(tillstånd|godkännande|medgivande) … (gäst|gäster|besökare|ta emot besök)',
      '(gäst|gäster|besökare) … (stanna|vistas) … (högst|längre än|efter klockan|efter kl)',
    ],
    unless: [
      ...NO_DUTY,
      '(stör|störa|störs|störande|skada|skadar|röka|röker|parkera*)',
      '(hyresgästen|du) (bestämmer|avgör|väljer) själv',
      'men för hyresvärden',
      '41 §',
      'gästparkering*',
    ],
    source: 'JO 8958-2020, 12 kap. JB',
    why: 'En hyresgäst bestämmer själv vem som får besöka hemmet.',
    instead: 'Hyresgästen svarar för att gästerna inte stör (12 kap. 25 § JB).',
  },
  {
    kind: 'LIVE_ALONE',
    found: [
      '(endast|bara|enbart) … (får|ska|skall) … (bo|bebo|vistas|vara skriven|vara folkbokförd)',
      '(får|ska|skall) (endast|bara|enbart) … (bebos|bo|bebo|användas av hyresgästen|vara avsedd)',
      '(bo|bebos|bor|leva) ensam*',
      '(ingen annan|inga andra|ingen utom*|annan person|andra personer) … (får|ska) … (bo|flytta in|vara skriven|vara folkbokförd|vistas)',
      '(annan person|andra personer|någon annan) … (får inte|får ej) … (bo|flytta in|vistas)',
      '(får inte|får ej) … (bo|flytta ihop|sammanbo|låta … (bo|flytta in)) … (sambo|partner|familj*|barn|maka|make|någon annan|annan person)',
      '(får inte|får ej) … låta … (bo|flytta in|folkbokföra)',
      '(sambo|partner|make|maka|familjemedlem|närstående|barn)* … (får inte|får ej|är inte tillåt*|är ej tillåt*) … (bo|flytta in|vara folkbokför*|vistas)?',
      '(avsedd|upplåten|upplåts|hyrs ut) … (endast|enbart|bara) … (en person|ensamboende|ensamstående|hyresgästen)',
    ],
    unless: [...NO_DUTY, '(stör|störa|störs)', 'andra hand', '(hyra ut|upplåta) … (andra hand|inneboende)', '(högst|fler än) … personer'],
    source: 'JO 8958-2020, Europakonventionen artikel 8',
    why: 'Att förbjuda någon att bo med sin familj eller partner är ett ingrepp i privat- och familjelivet.',
    instead: 'Upplåtelse i andra hand kräver samtycke (12 kap. 39 § JB).',
  },
  {
    kind: 'PROTECTION_WAIVED',
    found: [
      '(avstår|avstå|avsäger sig|avsäga sig|avsäger mig|frånsäger sig|frånsäger mig|frånträder|har avstått) … (besittningsskydd*|besittningsrätt*|rätt till förlängning|rätten till förlängning)',
      '(utan|inget|inte något|saknar|ej|inte|ingen) … (besittningsskydd*|besittningsrätt*|rätt till förlängning|förlängningsrätt*)',
      'besittningsskydd* … (gäller inte|gäller ej|ingår inte|finns inte|undantas|undantaget|avtalas bort|bortavtala*|föreligger inte|föreligger ej|omfattas inte)',
      'avstående* … (besittningsskydd*|förlängning)',
    ],
    unless: [
      'hyresnämnd*',
      '(särskild|särskilt) (handling|överenskommelse|upprättad handling)',
      'två år i följd',
      '(tvist*|prövas)',
      '(inte|aldrig) (avstå*|avsäg*)',
      '(avstår|avsäger) inte',
    ],
    source: '12 kap. 45 och 45 a §§ JB',
    why: 'Ett avstående ska stå i en särskild handling och i regel vara godkänt av hyresnämnden. Vid blockuthyrning finns skyddet från första dagen.',
    instead:
      'Ett avstående görs i en särskild handling och gäller när hyresnämnden har godkänt det. Skriv dess nummer och sista dag i registret.',
  },
  {
    kind: 'LOSES_HOME_AT_ONCE',
    found: [
      '(flytta|flyttar|lämna|lämnar|utrymma|utrymmer|avflytta*) … (omedelbart|genast|omgående|samma dag|direkt|utan dröjsmål|inom ett dygn|inom 24 timmar|inom en dag|inom tre dagar|inom en vecka|med omedelbar verkan)',
      '(omedelbart|genast|omgående|samma dag|direkt|inom ett dygn|inom 24 timmar|inom en vecka|med omedelbar verkan) … (flytta|flyttar|lämna lägenheten|lämna bostaden|utrymma|avflytta*|avhys*|vräk*)',
      '(omedelbar|direkt|genast) (avflyttning*|uppsägning*|avhysning*|vräkning*|utflyttning*)',
      '(uppsägning*|säg* upp|sägas upp|upphör*|avsluta*|bryta*|bryts|hävs|hävas|häva) … (omedelbart|med omedelbar verkan|omgående|utan uppsägningstid|samma dag|utan föregående|från en dag till en annan)',
      '(omedelbart|med omedelbar verkan|omgående|utan uppsägningstid) … (säg* upp|sägas upp|upphör*|avsluta*|hävs|hävas|häva)',
      '(avhys*|vräk*) … utan … (dom|beslut|prövning|rättslig*|Kronofogd*)',
      '(byt*|byter|byts) … (lås|låset|låsen|låscylinder*) … (utan|omedelbart|samma dag|genast|om hyresgästen|vid)',
      '(förlora*|mista*) … (lägenheten|bostaden|boendet|kontraktet|rätten till (lägenheten|bostaden|boendet))',
      'uppsägningstid* (är|på|om) … (dag|dagar|dygn|en vecka|två veckor|veckor|en månad|två månader|1 månad|2 månader)',
      '(en|två|14|sju|1|2|7|tio|10) (dagars|veckas|veckors|dags|månads) (uppsägningstid|uppsägning|varsel)',
    ],
    unless: [
      '42 §',
      'förverka*',
      '(förlorad|förlorar|förlora) … (nyckel*|nycklar*)',
      '(stänga av|stäng|anmäl*) … (vatten*|skad*|fel)',
      '(fristen|tre veckor)',
      'hyresgästen får säga upp',
      `(inte|aldrig) … (förlora*|vräk*|avhys*)`,
    ],
    source: 'JO 8958-2020, 12 kap. 4, 42, 43 och 44 §§ JB',
    why: 'En hyresgäst har uppsägningstid, rätt att rätta sig och rätt att få saken prövad. Bara Kronofogden avhyser.',
    instead: 'Uppsägning följer 12 kap. jordabalken. Uppsägningstiden är tre månader för en bostad tills vidare.',
  },
]
