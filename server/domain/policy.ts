/**
 * Every number somebody decided: its value, unit, source, who decides it and the day it holds from. Nothing else in the code may
 * hold a threshold. A nämnd changes one by adding a dated row (settings page); the newest row whose day has come holds.
 *
 * Worked example: headLeaseWarningDays is 180 from 2013-01-01. A row { name: 'headLeaseWarningDays', value: '120',
 * fromOn: '2026-07-01' } gives 180 on 2026-06-30 and 120 on 2026-07-01.
 */
import type { Day } from './calendar.js'

export interface PolicyNumber<T extends number | readonly number[] = number | readonly number[]> {
  value: T
  unit:
    | 'kronor'
    | 'points'
    | 'hundredths'
    | 'days'
    | 'bankDays'
    | 'vardagar'
    | 'yesNo'
    | 'months'
    | 'minutes'
    | 'hours'
    | 'attempts'
    | 'persons'
    | 'letters'
    | 'bills'
    | 'percent'
    | 'oClock'
  holdsFrom: Day
  source: string
  decidedBy: 'lag' | 'kommunfullmäktige' | 'nämnden' | 'enheten'
}

const number = (policy: PolicyNumber<number>) => policy
const numbers = (policy: PolicyNumber<readonly number[]>) => policy

/** The values the product starts with. */
export const POLICY = {
  toleranceBankDays: number({
    value: 1,
    unit: 'bankDays',
    holdsFrom: '2013-01-01',
    source: '12 kap. 20 § 3 st. JB: hyran är betald när banken tog emot uppdraget, men filen visar bokföringsdagen',
    decidedBy: 'nämnden',
  }),
  planToleranceBankDays: number({
    value: 3,
    unit: 'bankDays',
    holdsFrom: '2013-01-01',
    source: 'Så länge får en delbetalning vara på väg innan planen räknas som bruten; ett förslag',
    decidedBy: 'enheten',
  }),
  planMonths: number({
    value: 24,
    unit: 'months',
    holdsFrom: '2013-01-01',
    source: 'Längsta avbetalningsplan; ett förslag: längre än två år är ingen plan att komma ikapp',
    decidedBy: 'enheten',
  }),
  planSignatureDays: number({
    value: 7,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'En plan görs i samråd och skriftligen (lag 1981:739 3 §): så länge väntas på underskriften innan I dag påminner',
    decidedBy: 'enheten',
  }),
  respiteMonths: number({
    value: 6,
    unit: 'months',
    holdsFrom: '2013-01-01',
    source: 'Längsta anstånd med en avi, räknat från dagen det ges; ett förslag',
    decidedBy: 'enheten',
  }),
  pauseDays: number({
    value: 90,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Längsta paus i påminnelser: en skuld som ingen ser växer; ett förslag',
    decidedBy: 'enheten',
  }),
  noteDraftDays: number({
    value: 90,
    unit: 'days',
    holdsFrom: '2026-01-01',
    source: 'Ett utkast till en anteckning är ingen anteckning: så länge får det ligga orört innan det slängs på natten; ett förslag',
    decidedBy: 'enheten',
  }),
  chargesLateInterest: number({
    value: 0,
    unit: 'yesNo',
    holdsFrom: '2013-01-01',
    source: 'Om nämnden tar ut dröjsmålsränta av den som får bistånd är ett val; från början tas ingen ut',
    decidedBy: 'nämnden',
  }),
  lateInterestPoints: number({
    value: 8,
    unit: 'points',
    holdsFrom: '2013-01-01',
    source: 'Räntelag (1975:635) 6 §: referensräntan och åtta procentenheter',
    decidedBy: 'lag',
  }),
  referenceRateHundredths: number({
    value: 200,
    unit: 'hundredths',
    holdsFrom: '2026-01-01',
    source: 'Räntelag (1975:635) 9 §: Riksbankens referensränta. Lägg till varje halvårs värde; ett halvår utan värde ger ingen ränta',
    decidedBy: 'lag',
  }),
  chargesReminderFee: number({
    value: 0,
    unit: 'yesNo',
    holdsFrom: '2013-01-01',
    source: 'Lag (1981:739) 2 §: bara om avgiften är avtalad senast när skulden uppkom; från början tas ingen ut',
    decidedBy: 'nämnden',
  }),
  reminderFeeKronor: number({
    value: 60,
    unit: 'kronor',
    holdsFrom: '2013-03-16',
    source: 'Lag (1981:739) 4 §, lydelse 2013:56: skriftlig betalningspåminnelse, högst 60 kr',
    decidedBy: 'lag',
  }),
  chargesCollectionFee: number({
    value: 0,
    unit: 'yesNo',
    holdsFrom: '2013-01-01',
    source: 'Om nämnden tar ut ersättning för inkassokrav är ett val; från början tas ingen ut',
    decidedBy: 'nämnden',
  }),
  collectionFeeKronor: number({
    value: 180,
    unit: 'kronor',
    holdsFrom: '2013-03-16',
    source: 'Lag (1981:739) 3 och 4 §§, lydelse 2013:56: inkassokrav, högst 180 kr',
    decidedBy: 'lag',
  }),
  chargesPlanFee: number({
    value: 0,
    unit: 'yesNo',
    holdsFrom: '2013-01-01',
    source: 'Lag (1981:739) 3 §: bara när planen är skriftlig och gjord i samråd; från början tas ingen ut',
    decidedBy: 'nämnden',
  }),
  planFeeKronor: number({
    value: 170,
    unit: 'kronor',
    holdsFrom: '2013-03-16',
    source: 'Lag (1981:739) 3 och 4 §§, lydelse 2013:56: amorteringsplan, högst 170 kr',
    decidedBy: 'lag',
  }),
  oneOffPayDays: number({
    value: 30,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Skälig tid att betala en avgift eller ränta som inte är hyra; ett förslag',
    decidedBy: 'nämnden',
  }),
  minorRentKronor: number({
    value: 100,
    unit: 'kronor',
    holdsFrom: '2013-01-01',
    source:
      '12 kap. 42 § 5 st. JB: hyresrätten är inte förverkad om det är av ringa betydelse. Lagen har inget belopp; upp till så mycket hyra räknas ingen dag för förverkande. Ett förslag; 0 räknar all hyra',
    decidedBy: 'nämnden',
  }),
  rentMissingDays: numbers({
    value: [1, 3, 5, 7],
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: rutiner för snabb upptäckt och felsökning vid utebliven hyresbetalning',
    decidedBy: 'enheten',
  }),
  expectedLossDays: number({
    value: 90,
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: uppföljning av kundförluster; befarad när hyran är mer än 90 dagar sen',
    decidedBy: 'nämnden',
  }),
  ageingDays: numbers({
    value: [7, 30, 90],
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'Skuldlistans åldersklasser: en vecka (12 kap. 42 § JB), en månad, och befarad förlust',
    decidedBy: 'enheten',
  }),
  arrearsTrendMonths: number({
    value: 1,
    unit: 'months',
    holdsFrom: '2019-01-01',
    source: 'Så långt tillbaka jämförs en skuld när det visas om den växer; ett förslag',
    decidedBy: 'enheten',
  }),
  arrearsTrendPercent: number({
    value: 10,
    unit: 'percent',
    holdsFrom: '2019-01-01',
    source: 'Så stor ska ändringen vara för att skulden ska anses växa eller minska; ett förslag',
    decidedBy: 'enheten',
  }),
  noContactDays: number({
    value: 14,
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: snabb upptäckt vid utebliven hyresbetalning; så länge får ingen med skuld vara utan kontakt',
    decidedBy: 'enheten',
  }),
  offerPlanPercent: number({
    value: 100,
    unit: 'percent',
    holdsFrom: '2019-01-01',
    source: 'Så stor del av en månadshyra ska skulden vara för att en avbetalning ska föreslås; ett förslag',
    decidedBy: 'enheten',
  }),
  troubleshootDays: number({
    value: 30,
    unit: 'days',
    holdsFrom: '2019-01-01',
    source:
      'VP 2019: felsökning vid utebliven hyresbetalning; så länge är orsaken det första att fråga om, sedan är det skulden; ett förslag',
    decidedBy: 'enheten',
  }),
  askAgainDays: number({
    value: 90,
    unit: 'days',
    holdsFrom: '2023-01-01',
    source: 'Så länge gäller ett svar om stöd, avbetalning eller samtycke innan det erbjuds igen; ett förslag',
    decidedBy: 'enheten',
  }),
  noticeAmountPercent: number({
    value: 25,
    unit: 'percent',
    holdsFrom: '2023-01-01',
    source: 'Skiljer sig beloppet i ett meddelande så mycket från hyresreskontran är något av dem fel; ett förslag',
    decidedBy: 'enheten',
  }),
  checkpointMonths: numbers({
    value: [3, 6, 9, 12, 18, 24],
    unit: 'months',
    holdsFrom: '2013-01-01',
    source: 'Stockholms handläggning av försöks- och träningslägenheter, kontrollstation; månaderna är ett förslag',
    decidedBy: 'nämnden',
  }),
  checkpointWarningDays: number({
    value: 14,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Två veckor för att förbereda kontrollstationen',
    decidedBy: 'enheten',
  }),
  headLeaseWarningDays: number({
    value: 180,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: '12 kap. 4 § JB: uppsägningstid tre månader, och tre månader för att hitta en annan lägenhet',
    decidedBy: 'enheten',
  }),
  waiverWarningDays: number({
    value: 180,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: '12 kap. 45 a § JB: ett nytt avstående kan behöva hyresnämndens godkännande',
    decidedBy: 'enheten',
  }),
  tenancyWarningDays: number({
    value: 60,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Två månader för att planera nästa steg',
    decidedBy: 'enheten',
  }),
  tenancyOutcomeDays: number({
    value: 31,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Så länge påminns om ett utfall som saknas; äldre rader är importerad historik',
    decidedBy: 'enheten',
  }),
  historyDays: number({
    value: 90,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Det som hänt så långt innan det registrerades är historik (importerade listor) och blir ingen uppgift i I dag',
    decidedBy: 'enheten',
  }),
  securityOfTenureMonths: number({
    value: 24,
    unit: 'months',
    holdsFrom: '2013-01-01',
    source: '12 kap. 45 § 1 st. 1 JB: mer än två år i följd',
    decidedBy: 'lag',
  }),
  takeoverInterviewMonths: numbers({
    value: [3, 6],
    unit: 'months',
    holdsFrom: '2022-01-01',
    source: 'VP 2023: intervjuer med individer som övertagit hyreskontrakt, tidigast och senast',
    decidedBy: 'enheten',
  }),
  unmatchedPaymentBankDays: number({
    value: 3,
    unit: 'bankDays',
    holdsFrom: '2013-01-01',
    source: 'En inbetalning utan träff ska inte göra en betalande hyresgäst sen',
    decidedBy: 'enheten',
  }),
  urgentDays: number({
    value: 2,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Brådskar: fristen är passerad eller går ut inom två dagar',
    decidedBy: 'enheten',
  }),
  weekDays: number({
    value: 7,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Den här veckan: fristen går ut inom sju dagar',
    decidedBy: 'enheten',
  }),
  reminderPayDays: number({
    value: 10,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Skälig tid att betala efter en påminnelse (jämför 5 § inkassolagen 1974:182)',
    decidedBy: 'nämnden',
  }),
  reminderIntervalDays: number({
    value: 14,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Den som har fått en påminnelse ska hinna betala eller höra av sig innan nästa',
    decidedBy: 'enheten',
  }),
  lettersPerBatch: number({
    value: 500,
    unit: 'letters',
    holdsFrom: '2013-01-01',
    source: 'Så många brev går att skriva ut, kontrollera och posta på en gång',
    decidedBy: 'enheten',
  }),
  saturdaysAreVardagar: number({
    value: 1,
    unit: 'yesNo',
    holdsFrom: '2013-01-01',
    source:
      '12 kap. 44 § 2 st. JB säger inte om lördag är vardag; räknad som vardag blir avhysning tidigast möjlig, så att ingen kommer för sent',
    decidedBy: 'nämnden',
  }),
  undertakingMarginVardagar: number({
    value: 3,
    unit: 'vardagar',
    holdsFrom: '2013-01-01',
    source: '12 kap. 44 § 4 st. 1 JB: åtagandet ska ha nått hyresvärden inom fristen; marginalen är ett förslag',
    decidedBy: 'enheten',
  }),
  postVardagar: number({
    value: 2,
    unit: 'vardagar',
    holdsFrom: '2018-01-01',
    source: 'Postförordningen (2010:1049) 6 §: ett brev ska delas ut inom två arbetsdagar; så räknas när ett åtagande är hos hyresvärden',
    decidedBy: 'enheten',
  }),
  inquiryDecisionVardagar: number({
    value: 1,
    unit: 'vardagar',
    holdsFrom: '2025-07-01',
    source: '14 kap. 2 § socialtjänstlagen (2025:400): utan dröjsmål; JO 1683-2017',
    decidedBy: 'nämnden',
  }),
  outreachDays: number({
    value: 3,
    unit: 'days',
    holdsFrom: '2023-01-01',
    source: 'VP 2023: uppsökande i samtliga fall där kännedom om risk för vräkning finns; antalet dagar är ett förslag',
    decidedBy: 'enheten',
  }),
  meetBeforeEvictionVardagar: number({
    value: 5,
    unit: 'vardagar',
    holdsFrom: '2023-01-01',
    source: 'En vecka före en planerad avhysning finns det tid att handla; ett förslag',
    decidedBy: 'enheten',
  }),
  avertedFollowUpDays: numbers({
    value: [30, 182],
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'VP 2019 och 2023: avvärjd när hushållet bor kvar 30 dagar efter; igen efter ett halvår',
    decidedBy: 'enheten',
  }),
  disturbanceContactVardagar: number({
    value: 1,
    unit: 'vardagar',
    holdsFrom: '2013-01-01',
    source: 'VP 2013 och 2014: klagomål om störningar hanteras omedelbart innan det går för långt; antalet vardagar är ett förslag',
    decidedBy: 'enheten',
  }),
  disturbanceUrgentVardagar: number({
    value: 0,
    unit: 'vardagar',
    holdsFrom: '2013-01-01',
    source:
      'VP 2013 och 2014: klagomål om störningar hanteras omedelbart innan det går för långt; vid en särskilt allvarlig störning samma dag',
    decidedBy: 'enheten',
  }),
  disturbanceAnswerVardagar: number({
    value: 2,
    unit: 'vardagar',
    holdsFrom: '2013-01-01',
    source: 'VP 2014: klagomål följs upp omedelbart; så snart ska den hyresvärd som anmäler få svar, ett förslag',
    decidedBy: 'enheten',
  }),
  disturbanceUrgeVardagar: number({
    value: 3,
    unit: 'vardagar',
    holdsFrom: '2013-01-01',
    source: '12 kap. 25 a § JB: hyresvärden ska anmana och underrätta socialnämnden; lagen säger inget antal dagar, ett förslag',
    decidedBy: 'enheten',
  }),
  disturbanceCheckDays: number({
    value: 7,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Så ofta frågas om det har blivit tyst; ett förslag',
    decidedBy: 'enheten',
  }),
  disturbanceQuietDays: number({
    value: 30,
    unit: 'days',
    holdsFrom: '2013-01-01',
    source: 'Så länge ska det ha varit tyst innan en störning avslutas; ett förslag',
    decidedBy: 'enheten',
  }),
  warnsLaterThanUsual: number({
    value: 1,
    unit: 'yesNo',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: rutiner för snabb upptäckt; varje tidig signal slås på och av för sig',
    decidedBy: 'enheten',
  }),
  warnsPartPayments: number({
    value: 1,
    unit: 'yesNo',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: rutiner för snabb upptäckt; varje tidig signal slås på och av för sig',
    decidedBy: 'enheten',
  }),
  warnsPlanBreached: number({
    value: 1,
    unit: 'yesNo',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: rutiner för snabb upptäckt; varje tidig signal slås på och av för sig',
    decidedBy: 'enheten',
  }),
  warnsBenefitStopped: number({
    value: 1,
    unit: 'yesNo',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: rutiner för snabb upptäckt; varje tidig signal slås på och av för sig',
    decidedBy: 'enheten',
  }),
  warnsDisturbance: number({
    value: 1,
    unit: 'yesNo',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: rutiner för snabb upptäckt; varje tidig signal slås på och av för sig',
    decidedBy: 'enheten',
  }),
  warnsInsuranceEnding: number({
    value: 1,
    unit: 'yesNo',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: rutiner för snabb upptäckt; varje tidig signal slås på och av för sig',
    decidedBy: 'enheten',
  }),
  warnsInsuranceUnseen: number({
    value: 1,
    unit: 'yesNo',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: rutiner för snabb upptäckt; varje tidig signal slås på och av för sig',
    decidedBy: 'enheten',
  }),
  habitBills: number({
    value: 6,
    unit: 'bills',
    holdsFrom: '2019-01-01',
    source: 'Så många avier bakåt visar hur personen brukar betala; ett förslag',
    decidedBy: 'enheten',
  }),
  habitLeastBills: number({
    value: 3,
    unit: 'bills',
    holdsFrom: '2019-01-01',
    source: 'Färre betalda avier än så är ingen vana att jämföra med; ett förslag',
    decidedBy: 'enheten',
  }),
  laterThanUsualDays: number({
    value: 5,
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'Så mycket senare än personens egen vana är en signal; ett förslag',
    decidedBy: 'enheten',
  }),
  partPaymentBills: number({
    value: 2,
    unit: 'bills',
    holdsFrom: '2019-01-01',
    source: 'Så många avier betalda i delar bland de senaste är en signal; ett förslag',
    decidedBy: 'enheten',
  }),
  benefitStoppedDays: number({
    value: 90,
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'Så länge visas ett bidrag som har upphört; därefter syns det i hyran eller är löst, ett förslag',
    decidedBy: 'enheten',
  }),
  insuranceWarningDays: number({
    value: 30,
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'Stockholms handläggning av försöks- och träningslägenheter: hemförsäkring; en månad att förnya den är ett förslag',
    decidedBy: 'enheten',
  }),
  insuranceRecheckMonths: number({
    value: 12,
    unit: 'months',
    holdsFrom: '2019-01-01',
    source: 'En hemförsäkring gäller vanligen ett år: utan känt slut kontrolleras den igen, ett förslag',
    decidedBy: 'enheten',
  }),
  eventBeforeNoticeMonths: number({
    value: 12,
    unit: 'months',
    holdsFrom: '2019-01-01',
    source: 'Delgivning och betalning kan komma före beskedet till nämnden, men ett år före är ett felskrivet årtal; ett förslag',
    decidedBy: 'enheten',
  }),
  insuranceUnseenDays: number({
    value: 30,
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'Så länge efter inflyttningen får det dröja innan hemförsäkringen är kontrollerad; ett förslag',
    decidedBy: 'enheten',
  }),
  earlyWarningDays: number({
    value: 7,
    unit: 'days',
    holdsFrom: '2019-01-01',
    source: 'VP 2019: snabb upptäckt; så snart följs en tidig signal upp, ett förslag',
    decidedBy: 'enheten',
  }),
  smallGroup: number({
    value: 5,
    unit: 'persons',
    holdsFrom: '2013-01-01',
    source: 'Färre än fem visas inte i uttag utanför enheten (risk att någon känns igen)',
    decidedBy: 'nämnden',
  }),
  digestFromStart: number({
    value: 0,
    unit: 'yesNo',
    holdsFrom: '2026-11-26',
    source: 'Ingen får e-post som den inte har bett om; vars och ens eget val går före',
    decidedBy: 'enheten',
  }),
  digestHour: number({
    value: 7,
    unit: 'oClock',
    holdsFrom: '2026-11-26',
    source: 'Före arbetsdagens början, vardagar; ett förslag',
    decidedBy: 'enheten',
  }),
  digestLatestHour: number({
    value: 12,
    unit: 'oClock',
    holdsFrom: '2026-11-26',
    source: 'Har programmet stått stilla på morgonen är det för sent efter lunch; I dag är alltid aktuell',
    decidedBy: 'enheten',
  }),
  digestRetryMinutes: number({
    value: 10,
    unit: 'minutes',
    holdsFrom: '2026-11-26',
    source: 'E-postservrar som avvisar en stund (greylisting) ber om några minuter',
    decidedBy: 'enheten',
  }),
  digestGiveUpMinutes: number({
    value: 60,
    unit: 'minutes',
    holdsFrom: '2026-11-26',
    source: 'Efter en timme har arbetsdagen börjat och I dag säger det som är nytt',
    decidedBy: 'enheten',
  }),
  idleMinutes: number({
    value: 30,
    unit: 'minutes',
    holdsFrom: '2013-01-01',
    source: 'Lag (2001:454) 10 §: behörighet begränsas till vad var och en behöver',
    decidedBy: 'nämnden',
  }),
  loginAttempts: number({
    value: 5,
    unit: 'attempts',
    holdsFrom: '2013-01-01',
    source: 'Felaktiga inloggningar i följd innan kontot spärras en stund',
    decidedBy: 'nämnden',
  }),
  loginLockoutMinutes: number({
    value: 15,
    unit: 'minutes',
    holdsFrom: '2013-01-01',
    source: 'Så länge spärras kontot',
    decidedBy: 'nämnden',
  }),
  invitationHours: number({
    value: 168,
    unit: 'hours',
    holdsFrom: '2013-01-01',
    source: 'En vecka att ta emot en inbjudan',
    decidedBy: 'nämnden',
  }),
  resetHours: number({
    value: 24,
    unit: 'hours',
    holdsFrom: '2013-01-01',
    source: 'Ett dygn att välja ett nytt lösenord',
    decidedBy: 'nämnden',
  }),
} as const

export type PolicyName = keyof typeof POLICY
export type Settings = { readonly [K in PolicyName]: (typeof POLICY)[K]['value'] }

/** A nämnd's own value from a day on; text as stored: `120`, or `3,6,9` for a list. */
export interface SettingRow {
  name: string
  value: string
  fromOn: Day
}

/** The values the product starts with, without any nämnd's own rows. */
export const DEFAULT_SETTINGS: Settings = valuesOf()

/** The settings that hold on a day. Rows that are not a whole number, or name nothing, change nothing. */
export function settingsOn(day: Day, rows: readonly SettingRow[]): Settings {
  const changed: Record<string, number | readonly number[]> = valuesOf()
  const inForce = rows.filter((row) => row.fromOn <= day).sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
  for (const row of inForce) {
    const value = isPolicyName(row.name) ? parsePolicyValue(row.name, row.value) : null
    if (value !== null) changed[row.name] = value
  }
  return changed as unknown as Settings
}

export function isPolicyName(name: string): name is PolicyName {
  return Object.hasOwn(POLICY, name)
}

/** A value as typed, to what the policy holds: a whole number from 0, or rising whole numbers from 1; null when it is neither. */
export function parsePolicyValue(name: PolicyName, text: string): number | readonly number[] | null {
  const parts = text.split(',').map((part) => part.trim())
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return null
  const list = parts.map(Number)
  const wanted = POLICY[name].value
  if (POLICY[name].unit === 'yesNo' && !list.every((value) => value <= 1)) return null
  if (POLICY[name].unit === 'oClock' && !list.every((value) => value <= 23)) return null
  if (typeof wanted === 'number') return list.length === 1 ? (list[0] ?? null) : null
  return list.every((value, i) => value > (list[i - 1] ?? 0)) ? list : null
}

function valuesOf() {
  return Object.fromEntries(Object.entries(POLICY).map(([name, policy]) => [name, policy.value])) as unknown as Settings &
    Record<string, number | readonly number[]>
}
