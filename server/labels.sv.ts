/** The Swedish word for every code of the domain. A code without a label does not compile (Record<Code, string>). */
import type {
  ApartmentStatus,
  CaseEventKind,
  ConsentScope,
  DisturbanceKind,
  DisturbanceReporter,
  DisturbanceStepKind,
  EarlyWarningKind,
  Seriousness,
  ConsentWay,
  Hold,
  HouseholdEventKind,
  MissingRentCause,
  SupportKind,
  FirstSign,
  CaseOutcome,
  ChargeKind,
  ChildResidence,
  EntryKind,
  HeadLeaseKind,
  HousingForm,
  IdentityKind,
  IndicatorCode,
  RiskStage,
  LadderStep,
  LegalDateKind,
  NoticeKind,
  NoticeSender,
  LeftOutReason,
  LandlordFact,
  LetterKind,
  LetterState,
  MailOutcome,
  Outcome,
  OwnAccountKind,
  PauseReason,
  PayerKind,
  PaymentSource,
  Period,
  PreventionAction,
  PlanEventKind,
  PlanFrequency,
  PlanState,
  Protection,
  Role,
  SettlementKind,
  SentHow,
  StepDirection,
  StopReason,
  TodayRule,
  UnmatchedReason,
  UrgencyGroup,
  VoidReason,
} from './domain/codes.js'
import type { BankFileFormat } from './bank-files/bank-file.js'
import { amount } from './domain/money.js'
import type { PolicyName, PolicyNumber } from './domain/policy.js'
import type { ApartmentRefusal } from './domain/apartment-changes.js'
import type { EventNotWritten, NoticeNotWritten } from './domain/case-records.js'
import type { ReportRefusal, StepRefusal } from './domain/disturbance-records.js'
import type { FeeRefusal } from './domain/fees.js'
import type { Beside, Exclusion, SumKind } from './domain/indicators.js'
import type { Reading } from './domain/indicators/readings.js'
import type { HouseholdRefusal } from './domain/household-records.js'
import type { Trend } from './domain/arrears-trend.js'
import type { StepMoveRefusal, StepMoveWarning } from './domain/ladder.js'
import type { InterestRefusal } from './domain/late-interest.js'
import type { ConsentRefusal, WithdrawalRefusal } from './domain/landlord-consent.js'
import type { SupportAnswerNow, SupportRefusal } from './domain/support-offers.js'
import type { ClauseKind } from './domain/contract-clauses.js'
import type { FirstSignRefusal } from './domain/first-sign.js'
import type { MeetingRefusal } from './domain/planned-meetings.js'
import type { PauseRefusal } from './domain/reminder-pauses.js'
import type { PlanRefusal } from './domain/repayment-plans.js'
import type { RespiteRefusal } from './domain/respite.js'
import type { OnTimeState, payerOf } from './domain/rent-on-time.js'
import type { MonthCloseRefusal } from './domain/month-close.js'
import type { DayCreditRefusal } from './domain/day-credits.js'
import type { ToGoodRefusal } from './domain/money-to-good.js'
import type { OneOffRefusal } from './domain/one-off-charges.js'
import type { ReAllocationRefusal } from './domain/re-allocations.js'
import type { BookingRefusal, ReversalRefusal } from './domain/rent-ledger.js'
import type { WriteOffRefusal } from './domain/write-offs.js'
import type { CheckpointRefusal, RentRefusal } from './domain/stay-records.js'
import type { TakeoverHindrance, TakeoverRefusal } from './domain/takeovers.js'
import type { MoveInRefusal, MoveInWarning, MoveOutRefusal } from './domain/tenancies.js'

const noticeSenders: Record<NoticeSender, string> = {
  HYRESVARD: 'Hyresvärden',
  KRONOFOGDEN: 'Kronofogden',
  INKASSO: 'Inkassobolag',
  FORVALTNINGEN: 'Förvaltningen som hyresvärd',
}
const noticeKinds: Record<NoticeKind, string> = {
  HYRESSKULD: 'Uppgift om hyresskuld',
  RATTELSEANMANING: 'Rättelseanmaning',
  STORNING: 'Underrättelse om störning',
  UPPSAGNING: 'Uppsägning, obetald hyra',
  ANSOKAN: 'Underrättelse om ansökan',
  UTSLAG: 'Underrättelse om utslag',
  TID_FOR_AVHYSNING: 'Underrättelse om tid för avhysning',
}
const legalDates: Record<LegalDateKind, string> = {
  PAY_BEFORE_FORFEITURE: 'Sista dag att betala innan hyresrätten kan vara förverkad',
  MAY_BE_FORFEIT: 'Hyresrätten kan vara förverkad',
  PAY_AT_LATEST: 'Sista dag att betala hela skulden',
  UNDERTAKE_OWN_TARGET: 'Eget mål: besked om åtagande hos hyresvärden',
  UNDERTAKE_AT_LATEST: 'Sista dag att åta sig hyran skriftligen',
  EVICTION_MAY_BE_DECIDED: 'Avhysning får beslutas',
  CONFIRM_SAME_DAY: 'Bekräfta till Kronofogden, med kopia till hyresgästen',
  DECIDE_ON_INQUIRY: 'Besluta om utredning ska inledas',
  EVICTION_DAY: 'Planerad avhysning',
  COLLECT_PROPERTY_AT_LATEST: 'Sista dag att hämta kvarlämnad egendom',
}
const caseEvents: Record<CaseEventKind, string> = {
  SERVED: 'Hyresgästen delgavs',
  EVICTION_PLANNED: 'Avhysning planerad',
  EVICTION_CALLED_OFF: 'Avhysning inställd',
  CONFIRMED: 'Bekräftelse skickad till Kronofogden',
  COPIED: 'Kopia skickad till hyresgästen',
  INQUIRY_OPENED: 'Utredning inledd',
  INQUIRY_NOT_OPENED: 'Beslut att inte inleda utredning',
  SUPPORT_OFFERED: 'Stöd erbjudet',
  SUPPORT_ACCEPTED: 'Tar emot stöd',
  SUPPORT_DECLINED: 'Tackar nej till stöd',
  NOT_REACHED: 'Gick inte att nå',
  MEETING_PLANNED: 'Möte planerat',
  MEETING_CALLED: 'Kallad till möte',
  HOME_VISIT_MADE: 'Hembesök gjort',
  MEETING_HELD: 'Möte hållet',
  MEETING_MISSED: 'Hushållet kom inte till mötet',
  MEETING_CALLED_OFF: 'Möte inställt',
  LANDLORD_ANSWERED: 'Svar skickat till hyresvärden',
  DEBT_PAID: 'Hela skulden betald',
  UNDERTAKEN: 'Nämnden har åtagit sig hyran',
  NOT_UNDERTAKEN: 'Beslut att inte åta sig hyran',
  AMOUNT_CHECKED: 'Beloppet i meddelandet kontrollerat',
  OUTCOME: 'Utfall',
  PROPERTY_URGED: 'Uppmanad att hämta kvarlämnad egendom',
  CASE_REOPENED: 'Ärendet öppnat igen',
  STILL_AT_HOME: 'Hushållet bor kvar',
  NEW_RESPONSIBLE: 'Ny ansvarig',
}
const firstSigns: Record<FirstSign, string> = {
  RENT_LATE: 'Hyran är sen',
  PLAN_NOT_KEPT: 'Avbetalningsplanen hålls inte',
  INCOME_GONE: 'Inkomst eller bidrag har upphört',
  TOLD_OF_DISTURBANCE: 'Klagomål om störningar',
  HOUSEHOLD_ASKS: 'Hushållet ber själv om hjälp',
  OTHERS_WORRY: 'En kollega eller annan är orolig',
  OTHER_SIGN: 'Något annat',
}
const firstSignRefusals: Record<FirstSignRefusal, string> = {
  SIGN_AFTER_TODAY: 'Dagen har inte kommit än',
  SIGN_ADDRESS_MISSING: 'Skriv adressen till bostaden',
  SIGN_IN_WORDS_NEEDED: 'Skriv med egna ord vad ni har sett',
}
const clauseKinds: Record<ClauseKind, string> = {
  DRUG_TEST: 'Prov eller test',
  SOBRIETY: 'Krav på nykterhet',
  INSPECTION_VISIT: 'Hembesök eller tillsyn',
  FREE_ACCESS: 'Fri tillgång till hemmet',
  SEARCH: 'Genomsökning av hemmet',
  MEDICATION: 'Medicinering',
  DOCTOR_CONTACT: 'Kontakt med läkare eller vård',
  TREATMENT: 'Behandling eller stöd som villkor',
  NO_GUESTS: 'Förbud mot gäster',
  LIVE_ALONE: 'Krav på att bo ensam',
  PROTECTION_WAIVED: 'Avstående från besittningsskydd',
  LOSES_HOME_AT_ONCE: 'Förlorar hemmet direkt',
}
const supportRefusals: Record<SupportRefusal, string> = {
  SUPPORT_DAY_AHEAD: 'Dagen har inte kommit än',
  SUPPORT_BEFORE_CASE: 'Dagen är före dagen då ärendet öppnades',
  SUPPORT_NOT_OFFERED: 'Stödet var inte erbjudet den dagen. Anteckna erbjudandet först',
  ANSWERED_BY_NEEDED: 'Skriv vem i hushållet som svarade',
  VISIT_NOT_ACCEPTED: 'Hushållet hade inte tackat ja till hembesök den dagen',
  SUPPORT_CASE_ENDED: 'Ärendet är avslutat',
}
const supportAnswersNow: Record<SupportAnswerNow, string> = {
  WAITING: 'Väntar på svar',
  ACCEPTED: 'Tackar ja',
  DECLINED: 'Tackar nej',
  NOT_REACHED: 'Gick inte att nå',
}
const householdEvents: Record<HouseholdEventKind, string> = {
  RENT_TROUBLESHOT: 'Felsökt varför hyran inte syns',
  BENEFIT_STOPPED: 'Bidrag eller ersättning har upphört',
  BENEFIT_RESUMED: 'Bidrag eller ersättning betalas igen',
  INSURANCE_SEEN: 'Hemförsäkring kontrollerad',
  INSURANCE_OUT: 'Hemförsäkring saknas',
  HEARING_PLANNED: 'Förhandling eller möte utsatt',
  HEARING_HELD: 'Förhandling eller möte hållet',
  HEARING_CALLED_OFF: 'Förhandling eller möte inställt',
  LANDLORD_TOLD_OF_DEBT: 'Hyresvärden kontaktad om skulden',
  CAUSE_HANDLED: 'Orsaken är åtgärdad',
  SUPPORT_OFFERED: caseEvents.SUPPORT_OFFERED,
  SUPPORT_ACCEPTED: caseEvents.SUPPORT_ACCEPTED,
  SUPPORT_DECLINED: caseEvents.SUPPORT_DECLINED,
  PLAN_DECLINED: 'Avbetalningsplan avböjd',
  CONSENT_DECLINED: 'Samtycke till kontakt med hyresvärden nekat',
}
const missingRentCauses: Record<MissingRentCause, string> = {
  AUTOGIRO_STOPPED: 'Autogirot drogs inte',
  BENEFIT_LATE: 'Bidraget är försenat',
  WRONG_OCR: 'Fel OCR-nummer',
  WRONG_ACCOUNT: 'Betalt till fel konto',
  RENT_DISPUTED: 'Hyran eller lägenheten är tvistig',
  FORGOTTEN: 'Bortglömd',
  NO_MONEY: 'Pengarna räcker inte',
  CAUSE_UNKNOWN: 'Orsaken är inte känd',
}
const supportKinds: Record<SupportKind, string> = {
  RENT_ADVICE: 'Hyresrådgivning',
  BUDGET_ADVICE: 'Budget- och skuldrådgivning',
  HELP_TO_APPLY: 'Hjälp att ansöka',
  LANDLORD_TALK: 'Samtal med hyresvärden',
  HOME_VISIT: 'Hembesök',
  HOUSING_SUPPORT: 'Boendestöd',
  OTHER_SUPPORT: 'Annat stöd',
}
const consentScopes: Record<ConsentScope, string> = {
  RENT_ONLY: 'Bara hyran',
  DISTURBANCE_ONLY: 'Bara störningar',
  RENT_AND_DISTURBANCE: 'Hyran och störningar',
}
const consentWays: Record<ConsentWay, string> = { WRITTEN: 'Skriftligt', SPOKEN: 'Muntligt' }
const caseOutcomes: Record<CaseOutcome, string> = {
  AVVARJD: 'Avvärjd, hushållet bor kvar',
  VERKSTALLD: 'Avhysningen verkställdes',
  FLYTTAT_FORE: 'Flyttade före avhysningen',
  ATERKALLAD: 'Återkallad av hyresvärden',
}
const preventionActions: Record<PreventionAction, string> = {
  CONFIRM_TO_KRONOFOGDEN: 'Bekräfta till Kronofogden',
  DECIDE_ON_INQUIRY: 'Besluta om utredning ska inledas',
  SETTLE_THE_DEBT: 'Få skulden betald eller besluta om åtagande',
  SEEK_AN_AGREEMENT: 'Sök en överenskommelse med hyresvärden',
  JUDGE_OUTCOME: 'Skriv hur det slutade',
  ASK_WHEN_SERVED: 'Fråga när hyresgästen delgavs',
  NOTE_HEARING: 'Skriv hur förhandlingen gick',
  PREPARE_HEARING: 'Förbered förhandlingen',
  NOTE_MEETING: 'Skriv hur mötet gick',
  CONTACT_ABOUT_DISTURBANCE: 'Prata med hushållet om störningen',
  ANSWER_LANDLORD: 'Svara hyresvärden om störningen',
  URGE_IN_WRITING: 'Ge en skriftlig rättelseanmaning',
  TELL_SOCIALNAMNDEN: 'Underrätta socialnämnden om störningen',
  FOLLOW_UP_PLAN: 'Följ upp avbetalningsplanen',
  LOOK_FOR_RENT: 'Leta efter hyran',
  TROUBLESHOOT_RENT: 'Felsök obetald hyra',
  RESTART_AUTOGIRO: 'Få autogirot att gälla igen',
  FOLLOW_UP_BENEFIT: 'Följ upp det försenade bidraget',
  FIND_THE_PAYMENT: 'Leta upp betalningen med fel OCR-nummer',
  MOVE_THE_PAYMENT: 'Få pengarna från fel konto',
  SETTLE_DISPUTE: 'Ta upp tvisten om hyran',
  AGREE_ON_A_DAY: 'Kom överens om en dag att betala',
  SECURE_THE_INCOME: 'Hjälp hushållet att ansöka om pengar',
  REACH_THE_HOUSEHOLD: 'Få kontakt med hushållet',
  CALL_ABOUT_RENT: 'Ring om obetald hyra',
  OFFER_SUPPORT: 'Erbjud stöd och anteckna svaret',
  MEET_BEFORE_EVICTION: 'Träffa hushållet före avhysningen',
  OFFER_PLAN: 'Föreslå avbetalning',
  SIGN_PLAN: 'Få avbetalningsplanen undertecknad',
  SEND_REMINDER: 'Skicka påminnelse',
  ASK_FOR_CONSENT: 'Fråga om samtycke till kontakt med hyresvärden',
  TELL_THE_LANDLORD: 'Kontakta hyresvärden om skulden',
  DECIDE_ABOUT_ARREARS: 'Ta ställning till obetald hyra',
  CHECK_NOTICE_AMOUNT: 'Kontrollera beloppet i meddelandet',
  NAME_RESPONSIBLE: 'Utse en ansvarig',
  ADD_CONTACT_WAY: 'Skriv hur hushållet går att nå',
  NAME_THE_LANDLORD: 'Skriv vem som är hyresvärd',
  CLOSE_DISTURBANCE: 'Avsluta störningen',
  CHECK_IF_QUIET: 'Kontrollera om det är tyst',
  ASK_ABOUT_RENT: 'Fråga hur det går med hyran',
  SECURE_INSURANCE: 'Få hemförsäkringen på plats',
  ASK_ABOUT_INSURANCE: 'Fråga om hemförsäkringen',
  FOLLOW_UP_AVERTED: 'Kontrollera att hushållet bor kvar',
}
const holds: Record<Hold, string> = {
  WAIT_FOR_INSTALMENT: 'Nästa delbetalning',
  WAIT_FOR_PAUSE: 'Påminnelser pausade',
  WAIT_FOR_HEARING: 'Förhandling',
  WAIT_FOR_MEETING: 'Möte med hushållet',
  WAIT_FOR_REMINDER: 'Påmind',
}
const meetingRefusals: Record<MeetingRefusal, string> = {
  MEETING_BEFORE_TODAY: 'Välj en dag som inte har varit',
  MEETING_CASE_ENDED: 'Ärendet är avslutat',
  MEETING_NOT_PLANNED: 'Mötet är redan besvarat eller flyttat. Läs i ärendet vad som gäller',
  MEETING_NOT_YET: 'Mötet har inte varit än. Flytta det eller ställ in det',
  MEETING_AFTER_TODAY: 'Skriv en dag som har varit',
  MEETING_REASON_NEEDED: 'Skriv varför mötet ställs in',
}
const householdRefusals: Record<HouseholdRefusal, string> = {
  LEARNED_AFTER_TODAY: 'Skriv en dag som har varit',
  HEARING_BEFORE_TODAY: 'Skriv en dag från och med i dag. Har förhandlingen varit skriver du att den är hållen',
  CAUSE_NEEDED: 'Välj varför hyran inte är betald',
  UNTIL_BEFORE_EVENT: 'Skriv en dag som inte är före dagen ovanför',
}
const disturbanceReporters: Record<DisturbanceReporter, string> = {
  FROM_LANDLORD: 'Hyresvärden anmälde',
  FROM_NEIGHBOUR: 'En granne anmälde',
  FROM_STAFF: 'Någon av oss märkte det',
  FROM_SOMEBODY: 'Någon annan anmälde',
}
const disturbanceKinds: Record<DisturbanceKind, string> = {
  NOISE: 'Oljud eller hög musik',
  QUARREL: 'Bråk eller skrik',
  THREATS: 'Hot eller våld',
  VANDALISM: 'Skadegörelse',
  SMOKE_OR_SMELL: 'Rök eller lukt',
  LITTER: 'Skräp i trapphus eller på gården',
  MANY_VISITORS: 'Många besökare',
  OTHER_DISTURBANCE: 'Annan störning',
}
const seriousnesses: Record<Seriousness, string> = {
  MINOR_DISTURBANCE: 'Lindrig',
  SERIOUS_DISTURBANCE: 'Allvarlig',
  ESPECIALLY_SERIOUS: 'Särskilt allvarlig',
}
const disturbanceSteps: Record<DisturbanceStepKind, string> = {
  SPOKE_WITH_HOUSEHOLD: 'Pratade med hushållet',
  NOT_REACHED: 'Gick inte att nå',
  DISTURBANCE_MEASURE: 'Åtgärd vidtagen',
  URGED: 'Skriftlig rättelseanmaning given',
  SOCIALNAMNDEN_TOLD: 'Socialnämnden underrättad',
  SUPPORT_OFFERED: 'Stöd erbjudet',
  SUPPORT_ACCEPTED: 'Tar emot stöd',
  SUPPORT_DECLINED: 'Tackar nej till stöd',
  LANDLORD_ANSWERED: 'Svar skickat till hyresvärden',
  FOUND_QUIET: 'Kontrollerat, det är tyst',
  FOUND_DISTURBING: 'Kontrollerat, det stör fortfarande',
  DISTURBANCE_CLOSED: 'Störningen är avslutad',
  REPORT_UNFOUNDED: 'Anmälan stämmer inte',
}
const earlyWarnings: Record<EarlyWarningKind, string> = {
  PAYS_LATER: 'Betalar senare än vanligt',
  PAYS_IN_PARTS: 'Betalar hyran i delar',
  PLAN_NOT_KEPT: 'Avbetalningsplanen hålls inte',
  BENEFIT_GONE: 'Inkomst har upphört',
  HOME_DISTURBED: 'Störning som inte är tyst',
  INSURANCE_ENDING: 'Hemförsäkring',
  INSURANCE_UNSEEN: 'Hemförsäkring inte kontrollerad',
}
const reportRefusals: Record<ReportRefusal, string> = {
  REPORTED_AFTER_TODAY: 'Anmälan kan inte ha kommit efter i dag',
  DISTURBED_AFTER_REPORT: 'Störningen kan inte ha varit efter att den anmäldes',
  ADDRESS_MISSING: 'Skriv adressen till bostaden',
}
const stepRefusals: Record<StepRefusal, string> = {
  STEP_AFTER_TODAY: 'Dagen har inte varit än',
  STEP_BEFORE_REPORT: 'Det första om störningen anmäldes senare än så',
  DISTURBANCE_ENDED: 'Störningen är avslutad. En ny anmälan öppnar en ny',
  NOT_QUIET_YET: 'Det har inte varit tyst så länge som inställningen säger',
  LAST_CHECK_MISSING: 'Anteckna först en kontroll som visar att det är tyst när tiden är ute',
  STEP_TEXT_NEEDED: 'Skriv vad det gäller',
  URGED_BY_NEEDED: 'Välj vem som gav rättelseanmaningen',
  SUPPORT_KIND_NEEDED: 'Välj vad som erbjöds',
}
const noticeRefusals: Record<NoticeNotWritten, string> = {
  NOTICE_AFTER_TODAY: 'Meddelandet kan inte ha kommit efter i dag',
  NOTICE_AFTER_NOW: 'Klockslaget har inte varit än',
  NOTICE_KNOWN: 'Ett sådant meddelande från den dagen finns redan i ärendet. Kryssa i om det här är ett annat',
  KIND_NOT_OF_SENDER: 'Den avsändaren skickar inte det slaget av meddelande',
  SERVED_AFTER_TODAY: 'Delgivningsdagen har inte varit än',
  SERVED_LONG_BEFORE: 'Delgivningsdagen är ett år eller mer före meddelandet. Kontrollera årtalet',
  PLANNED_BEFORE_ARRIVAL: 'Avhysningen kan inte vara planerad före den dag meddelandet kom',
  ADDRESS_MISSING: 'Skriv adressen till bostaden',
}
const eventRefusals: Record<EventNotWritten, string> = {
  EVENT_AFTER_TODAY: 'Dagen har inte varit än',
  EVENT_BEFORE_NOTICE: 'Dagen är före meddelandet',
  EVENT_LONG_BEFORE: 'Dagen är ett år eller mer före meddelandet. Kontrollera årtalet',
  NOTICE_NEEDED: 'Välj vilket meddelande det gäller',
  NOTICE_OF_WRONG_KIND: 'Det hör inte till det slaget av meddelande',
  CASE_ENDED: 'Ärendet är avslutat. Öppna det igen först om det fortsätter',
  CASE_GOES_ON: 'Ärendet pågår redan',
  OTHER_CASE_OPEN: 'Ett annat ärende om samma person är öppet. Fortsätt i det',
  NAME_NEEDED: 'Skriv vem som är ansvarig handläggare',
  REASON_NEEDED: 'Skriv varför',
  OUTCOME_NEEDED: 'Välj hur det slutade',
}
const consentRefusals: Record<ConsentRefusal | WithdrawalRefusal, string> = {
  CONSENT_AFTER_TODAY: 'Samtycket kan inte vara lämnat efter i dag',
  CONSENT_ENDS_TOO_EARLY: 'Sista dagen ska vara efter dagen då samtycket lämnades',
  CONSENT_SCOPE_NEEDED: 'Välj vad ni får tala om',
  CONSENT_LANDLORD_NEEDED: 'Skriv vad hyresvärden heter',
  WITHDRAWN_ALREADY: 'Samtycket är redan tillbakataget',
  WITHDRAWAL_AFTER_TODAY: 'Dagen då samtycket togs tillbaka har inte varit än',
  WITHDRAWAL_BEFORE_GIVEN: 'Dagen är före dagen då samtycket lämnades',
  CONSENT_HAS_ENDED: 'Samtycket hade redan gått ut den dagen',
}
const housingForms: Record<HousingForm, string> = {
  STODBOENDE: 'Stödboende',
  TRANINGSLAGENHET: 'Träningslägenhet',
  FORSOKSLAGENHET: 'Försökslägenhet',
  BOSTAD_FORST: 'Bostad först',
  JOURLAGENHET: 'Jourlägenhet',
}
const ladderSteps: Record<LadderStep, string> = {
  STODBOENDE: 'Stödboende',
  TRANINGSLAGENHET: 'Träningslägenhet',
  FORSOKSLAGENHET: 'Försökslägenhet',
  EGET_KONTRAKT: 'Eget kontrakt',
  BOSTAD_FORST: 'Bostad först',
  TILLFALLIGT_BOENDE: 'Tillfälligt boende',
}
const directions: Record<StepDirection, string> = {
  UP: 'Uppåt',
  DOWN: 'Nedåt',
  SIDEWAYS: 'I sidled',
  IN: 'In på trappan',
  OUT: 'Ut från trappan',
}
const outcomes: Record<Outcome, string> = {
  OVERTAG: 'Övertog kontraktet',
  EGET_KONTRAKT_ANNAN: 'Eget kontrakt, annan lägenhet',
  STEG_UPP: 'Steg upp',
  STEG_NED: 'Steg ned',
  FLYTT_SAMMA_STEG: 'Flytt på samma steg',
  AVSLUTAD_ENLIGT_PLAN: 'Avslutad enligt plan',
  AVBRUTEN: 'Avbruten',
  UPPSAGD: 'Uppsagd',
  AVHYST: 'Avhyst',
  AVLIDEN: 'Avliden',
  ANNAT: 'Annat',
}
const protections: Record<Protection, string> = {
  NEJ: 'Ingen',
  SEKRETESSMARKERING: 'Sekretessmarkering',
  SKYDDAD_FOLKBOKFORING: 'Skyddad folkbokföring',
}
const identities: Record<IdentityKind, string> = {
  PERSONNUMMER: 'Personnummer',
  SAMORDNINGSNUMMER: 'Samordningsnummer',
  RESERVE: 'Reservnummer',
}
const residences: Record<ChildResidence, string> = { PERMANENT: 'Bor här', ALTERNATING: 'Bor växelvis', CONTACT: 'Umgänge' }
const payers: Record<PayerKind, string> = { KLIENT: 'Klienten', SOCIALTJANST: 'Socialtjänsten', ANNAN: 'Någon annan' }
const paymentSources: Record<PaymentSource, string> = { BANK: 'Bankfil', LIST: 'Betalningslista', HAND: 'För hand', REGISTER: 'Register' }
const bankFileFormats: Record<BankFileFormat, string> = {
  CAMT054: 'camt.054',
  CAMT053: 'camt.053',
  BGMAX: 'BgMax',
  PAYMENT_LIST: 'Betalningslista',
}
const unmatchedReasons: Record<UnmatchedReason, string> = {
  NO_REFERENCE: 'Utan OCR-nummer',
  UNKNOWN_REFERENCE: 'OCR-numret finns inte på någon avi',
  SEVERAL_PEOPLE: 'Numret leder till flera personer',
  PARTS_DO_NOT_SUM: 'Delbeloppen stämmer inte med summan',
  DEDUCTION: 'Avdrag: pengar som går tillbaka',
  OTHER_CURRENCY: 'Annan valuta än kronor',
  MAYBE_DUPLICATE: 'Kan vara samma som en tidigare',
}
const settlements: Record<SettlementKind, string> = {
  PLACED: 'Bokförd på person',
  RETURNED: 'Skickad tillbaka',
  TAKES_BACK: 'Tar tillbaka en betalning',
  TAKEN_BACK: 'Togs tillbaka',
  EXCHANGED: 'Växlad till kronor',
  DUPLICATE: 'Samma som en tidigare',
  NOT_OURS: 'Inte vår',
}
const entries: Record<EntryKind, string> = {
  CHARGE: 'Hyresavi',
  PAYMENT: 'Inbetalning',
  CREDIT: 'Kreditering',
  REVERSAL: 'Motbokning',
  WRITE_OFF: 'Avskrivning',
  REFUND: 'Återbetalning',
  TRANSFER: 'Flytt mellan boenden',
}
const chargeKinds: Record<ChargeKind, string> = {
  RENT: 'Hyra',
  KEY: 'Nyckel',
  DAMAGE: 'Skada',
  OTHER_CHARGE: 'Övrig avgift',
  INTEREST: 'Dröjsmålsränta',
  REMINDER_FEE: 'Påminnelseavgift',
  COLLECTION_FEE: 'Ersättning för inkassokrav',
  PLAN_FEE: 'Ersättning för avbetalningsplan',
}
const feeRefusals: Record<FeeRefusal, string> = {
  FEE_OFF: 'Nämnden tar inte ut den avgiften. Det ändras i inställningarna',
  FEE_ABOVE_HIGHEST: 'Beloppet är högre än lagen tillåter för den avgiften',
  PLAN_NOT_SIGNED: 'Avgiften får tas ut först när planen är skriftlig och undertecknad',
}
const roles: Record<Role, string> = {
  BOSAMORDNARE: 'Bosamordnare',
  BOENDESTOD: 'Boendestöd',
  SOCIALSEKRETERARE: 'Socialsekreterare',
  VRAKNINGSFOREBYGGARE: 'Vräkningsförebyggare',
  CHEF: 'Chef',
  CONTROLLER: 'Controller',
  ADMINISTRATOR: 'Administratör',
}
const leases: Record<HeadLeaseKind, string> = { OWN: 'Eget hyresavtal', BLOCK: 'Blockavtal' }
const ownAccountKinds: Record<OwnAccountKind, string> = { BANKGIRO: 'Bankgiro', PLUSGIRO: 'Plusgiro', IBAN: 'IBAN', KONTO: 'Bankkonto' }
const voids: Record<VoidReason, string> = {
  RENOVATION: 'Renovering',
  DAMAGE: 'Skada',
  CLEANING: 'Städning',
  PENDING_RETURN: 'Lämnas tillbaka',
  PEST_CONTROL: 'Sanering',
  INSPECTION: 'Besiktning',
  OTHER: 'Annat skäl',
}
const statuses: Record<ApartmentStatus, string> = {
  UPCOMING: 'Kommande',
  VACANT: 'Ledig',
  LET: 'Uthyrd',
  BEING_PREPARED: 'Under iordningställande',
  CLOSED: 'Avslutad',
}
const apartmentRefusals: Record<ApartmentRefusal, string> = {
  FORM_IN_FORCE: 'Platsen har redan den boendeformen då',
  FORM_PLANNED_LATER: 'Det finns redan en boendeform efter den dagen',
  FORM_NOT_THERE: 'Platsen har ingen boendeform att avsluta den dagen',
  LEASE_OVERLAPS: 'Det finns redan en inhyrning under den tiden',
  VOID_ENDS_BEFORE_START: 'Lägenheten kan bli klar tidigast dagen efter att tomperioden börjar',
  VOID_WHILE_LET: 'Någon bor där då',
  VOID_OVERLAPS: 'Det finns redan en tomperiod då',
  VOID_OUTSIDE_LEASE: 'Nämnden hyr inte lägenheten hela den tiden',
}
const periods: Record<Period, string> = { T1: 'T1, januari–april', T2: 'T2, januari–augusti', VB: 'VB, hela året' }
const indicators: Record<IndicatorCode, string> = {
  I1a: 'Lägenheter under perioden',
  I1b: 'Lägenheter sista dagen och övertagna',
  I1c: 'Lägenheter sista dagen',
  I2: 'Avslutade boenden',
  I2b12: 'Inflyttade, inom 12 månader',
  I2b18: 'Inflyttade, inom 18 månader',
  I2b24: 'Inflyttade, inom 24 månader',
  I2b36: 'Inflyttade, inom 36 månader',
  I3: 'Personer med insats',
  I4: 'Avvärjda efter meddelande från Kronofogden',
  I5: 'Avvärjda efter meddelande från hyresvärden',
  I8: 'Vräkningar som berör barn',
  I9: 'Tar emot stöd',
  G8a: 'Avhysningar mot året före',
  G8b: 'Uppsökta i tid',
  G14: 'Ärenden med barn',
}
/** Why a row is left out of an indicator or stands beside it; outcomes have their own words above. */
const indicatorSigns: Record<Exclude<Exclusion | Beside, Outcome | CaseOutcome>, string> = {
  NOT_A_FORSOKSLAGENHET: 'Inte en försökslägenhet',
  STILL_LIVING_THERE: 'Pågår',
  OUTCOME_MISSING: 'Utfall saknas',
  UNDECIDED: 'Ej avgjort',
  CHECK_NOT_YET_DUE: 'För tidigt att se om hushållet bor kvar',
  CHECK_MISSING: 'Ingen har sett om hushållet bor kvar',
  DISTURBANCE_NOTICE: 'Störning',
  OWN_NOTICE: 'Från förvaltningen som hyresvärd',
  NEVER_REACHED: 'Ej nådda',
  OUTREACH_ENDED_BEFORE: 'Avslutades innan dagarna hade gått',
  OUTREACH_NOT_YET_DUE: 'Dagarna har inte gått',
  ENDED_WITHOUT_KFM: 'Upphört utan Kronofogden',
  ANSWER_MISSING: 'Inget svar om stöd än',
  EVICTED_WITH_CHILDREN: 'Avhysningar med barn',
}
/** Two ways to read the plan's words; the one used stands in the heading. */
const readings: Record<Reading, string> = {
  PER_NOTICE: 'Per meddelande',
  PER_HOUSEHOLD: 'Per hushåll',
  UNDECIDED_LEFT_OUT: 'Ej avgjorda räknas inte',
  UNDECIDED_COUNTED: 'Ej avgjorda räknas som inte avvärjda',
  HOME_ON_OUTCOME_DAY: 'Avvärjd: bor kvar på utfallsdagen',
  HOME_AT_LATER_CHECK: 'Avvärjd: bor kvar vid kontrollen efteråt',
  TERMINATIONS_ONLY: 'Uppsägningar och avhysningshot',
  WITH_DISTURBANCES: 'Störningar räknas med',
}
const riskStages: Record<RiskStage, string> = {
  RISK_KNOWN: 'Känd risk',
  RENT_OWED: 'Hyresskuld',
  WARNED: 'Rättelse eller störning',
  TERMINATED: 'Uppsagd',
  SUED: 'Ansökan om avhysning',
  JUDGED: 'Utslag',
  EVICTION_SET: 'Avhysning planerad',
}
/** What is counted beside an indicator and is no row. */
const indicatorSums: Record<Exclude<SumKind, RiskStage>, string> = {
  CHILDREN: 'Barn',
  CHILDREN_PERMANENT: 'Barn som bor där',
  CHILDREN_ALTERNATING: 'Barn som bor växelvis',
  CHILDREN_CONTACT: 'Barn med umgänge',
  CHILDREN_TOLD: 'Barn som bara meddelandet nämner',
  WITH_CHILDREN_YEAR_BEFORE: 'Med barn året före',
  OUTREACH_SAME_DAY: 'Samma dag',
  OUTREACH_IN_TIME: 'Senare men i tid',
  OUTREACH_LATE: 'För sent',
  OUTREACH_NONE: 'Inget försök',
}
const todayRules: Record<TodayRule, string> = {
  RENT_MISSING_DAY_1: 'Hyran syns inte, dag 1',
  RENT_MISSING_DAY_3: 'Hyran syns inte, dag 3',
  RENT_MISSING_DAY_5: 'Hyran syns inte, dag 5',
  RENT_MISSING_DAY_7: 'Hyran syns inte, dag 7',
  FORFEITURE_POSSIBLE: 'Hyran är mer än en vecka sen',
  LANDLORD_NOT_TOLD: 'Hyresvärden är inte underrättad',
  CHECKPOINT_DUE: 'Kontrollstation',
  HEAD_LEASE_ENDING: 'Inhyrningen går ut',
  WAIVER_ENDING: 'Avståendet går ut',
  TENANCY_ENDING: 'Andrahandskontraktet går ut',
  TAKEOVER_COMING: 'Övertag av kontraktet',
  CASE_ACTION: 'Vräkningsförebyggande ärende',
  MEETING_TODAY: 'Möte i dag',
  DISTURBANCE_OPEN: 'Störning att följa upp',
  EARLY_WARNING: 'Tidiga signaler',
  UNMATCHED_PAYMENTS: 'Inbetalningar utan träff',
  PLAN_BROKEN: 'Avbetalningsplanen är bruten',
  PLAN_UNSIGNED: 'Avbetalningsplanen är inte undertecknad',
}
const trends: Record<Trend, string> = { GROWING: 'växer', STEADY: 'oförändrad', FALLING: 'minskar' }
/** What to do next about a debt: a verb where there is something to do, what is waited for where there is not. */
const urgency: Record<UrgencyGroup, string> = { BRADSKAR: 'Brådskar', VECKAN: 'Den här veckan', BEVAKA: 'Bevaka' }

/** Kinds of notes and contacts (NOTE_KINDS in features/people). */
const noteKinds: Record<string, string> = {
  NOTE: 'Anteckning',
  CALL: 'Samtal',
  VISIT: 'Besök',
  LETTER: 'Brev',
  SMS: 'Sms',
  MEETING: 'Möte',
}

const letterKinds: Record<LetterKind, string> = {
  RENT_BILL: 'Hyresavi',
  REMINDER: 'Påminnelse',
  REPAYMENT_PLAN: 'Avbetalningsplan',
  PAYMENT_OVERVIEW: 'Betalningsöversikt',
  CONFIRMATION: 'Bekräftelse till Kronofogden',
  CONFIRMATION_COPY: 'Kopia av bekräftelsen',
  UNDERTAKING: 'Åtagande om betalningsansvar',
  LANDLORD_REPLY: 'Svar till hyresvärd',
  MEETING_CALL: 'Kallelse till möte',
  SUPPORT_OFFER: 'Erbjudande om stöd',
}
const landlordFacts: Record<LandlordFact, string> = {
  DEBT_TOLD_RECEIVED: 'Vi har fått er uppgift om skulden',
  RENT_PAID_ON: 'Hyran är betald',
  PAYMENT_EXPECTED_ON: 'En betalning är på väg',
  PLAN_AGREED: 'Det finns en avbetalningsplan för skulden',
  DISTURBANCE_TOLD_RECEIVED: 'Vi har fått er underrättelse om störning',
  DISTURBANCE_SPOKEN_OF: 'Vi har talat med hyresgästen om störningen',
  DISTURBANCE_FOLLOWED_UP_ON: 'Vi följer upp hur det går med störningen',
}
const letterStates: Record<LetterState, string> = { DRAFT: 'Utkast', SENT: 'Skickat', STOPPED: 'Stoppat' }
const sentHow: Record<SentHow, string> = {
  POST: 'Med posten',
  HAND: 'För hand',
  SKATTEVERKET: 'Genom Skatteverket',
  REGISTERED: 'Rekommenderat brev',
  SECURE_EMAIL: 'Med säker e-post',
}
/** Several of these can hold at once; they are kept as codes on the letter. */
const stopReasons: Record<StopReason, string> = {
  PAID: 'Allt är betalt',
  AMOUNT_CHANGED: 'Beloppet har ändrats',
  REVERSED: 'Avin är motbokad',
  PAUSED: 'Påminnelser är pausade',
  RESPITE: 'Det finns ett anstånd',
  PLAN_RUNNING: 'En avbetalningsplan löper',
  PLAN_ENDED: 'Avbetalningsplanen gäller inte längre',
  BALANCE_CHANGED: 'Reskontran har ändrats',
  PROTECTED_NOW: 'Personen är skyddad nu',
  NOT_PROTECTED_NOW: 'Personen är inte skyddad längre',
  ADDRESS_CHANGED: 'Adressen har ändrats',
  BANKGIRO_CHANGED: 'Bankgirot har ändrats',
  DAY_PASSED: 'Sista dagen att betala har passerat',
  CASE_CLOSED: 'Ärendet är avslutat',
  NOTICE_ENDED: 'Utfallet av meddelandet är skrivet',
  ALREADY_CONFIRMED: 'Bekräftelsen är redan skickad',
  ALREADY_COPIED: 'Kopian är redan skickad',
  ALREADY_UNDERTAKEN: 'Nämnden har redan åtagit sig hyran',
  UNDERTAKING_DECLINED: 'Nämnden har beslutat att inte åta sig hyran',
  PERIOD_OVER: 'Tiden att åta sig hyran har gått ut',
  PERSON_MOVED: 'Personen har flyttat',
  LANDLORD_CHANGED: 'Lägenheten har en annan hyresvärd nu',
  HANDLAGGARE_CHANGED: 'Ansvarig handläggare har bytts',
  CONSENT_WITHDRAWN: 'Samtycket gäller inte längre',
  MEETING_PASSED: 'Mötesdagen har passerat',
  MEETING_MOVED: 'Mötet är flyttat till en annan tid',
  MEETING_NOT_PLANNED_NOW: 'Mötet är inställt eller har redan varit',
  SUPPORT_ANSWERED: 'Hushållet har redan svarat',
  REPLACED: 'Ersatt av ett nytt brev',
  BY_HAND: 'Stoppat för hand',
}
const leftOutReasons: Record<Exclude<LeftOutReason, StopReason>, string> = {
  ALREADY_PAID: 'Avin är redan betald',
  NO_DEBT: 'Inget är försenat',
  LETTER_EXISTS: 'Brevet finns redan',
  RECENTLY_REMINDED: 'Har nyss fått en påminnelse',
  NO_POSTAL_ADDRESS: 'Adress saknas',
}
const mailOutcomes: Record<MailOutcome, string> = {
  MAIL_SENT: 'Skickad',
  MAIL_NOT_NEEDED: 'Behövdes inte, inget brådskade',
  MAIL_DELAYED: 'Gick inte fram, försöks igen',
  MAIL_REFUSED: 'Mottagarens e-postserver tog inte emot den',
  MAIL_UNSURE: 'Avbröts, kan ha kommit fram',
  MAIL_GIVEN_UP: 'Gick inte fram',
}

/** Why a move is refused, and what to know before it is saved (domain/tenancies.ts, ladder.ts, takeovers.ts). */
const moveInRefusals: Record<MoveInRefusal, string> = {
  ENDS_BEFORE_START: 'Kontraktet slutar innan det börjar',
  APARTMENT_TAKEN: 'Lägenheten är uthyrd då',
  APARTMENT_VOID: 'Lägenheten kan inte hyras ut då',
  OUTSIDE_LEASE: 'Nämnden hyr inte lägenheten under hela tiden',
  NO_HOUSING_FORM: 'Lägenheten har ingen boendeform då',
  PERSON_LIVES_ELSEWHERE: 'Personen har ett annat boende då',
  STAY_EXISTS: 'Personen har redan ett boende i lägenheten från den dagen',
  APARTMENT_TO_BE_TAKEN_OVER: 'Kontraktet på lägenheten ska tas över',
}
const moveInWarnings: Record<MoveInWarning, string> = {
  BLOCK_LEASE_WITHOUT_WAIVER:
    'Lägenheten ingår i ett blockavtal och inget avstående från besittningsskyddet är registrerat. Hyresgästen är då skyddad från första dagen (12 kap. 45 § JB).',
  WAIVER_ENDS_BEFORE_CONTRACT: 'Avståendet från besittningsskyddet tar slut före kontraktet (12 kap. 45 a § JB).',
  TWO_YEARS_WITHOUT_WAIVER:
    'Boendet kan bli längre än två år i följd och inget avstående från besittningsskyddet är registrerat (12 kap. 45 § JB).',
  LEASE_ENDS: 'Nämndens inhyrning av lägenheten har ett slutdatum.',
}
const moveOutRefusals: Record<MoveOutRefusal, string> = {
  BEFORE_MOVE_IN: 'Utflyttningen är före inflyttningen',
  ALREADY_MOVED_OUT: 'Boendet är redan avslutat',
  TRANING_CANNOT_BE_TAKEN_OVER: 'En träningslägenhet kan inte tas över',
  OUTCOME_NOT_FROM_THIS_FORM: 'Ett boende i den här boendeformen kan inte sluta så',
  TAKEOVER_PLANNED: 'Ett övertag av kontraktet är planerat. Avbryt det först',
}
const stepMoveRefusals: Record<StepMoveRefusal, string> = {
  SAME_STEP: 'Personen står redan på steget',
  BEFORE_LATEST_MOVE: 'Det finns ett senare stegbyte',
  NOT_ON_LADDER: 'Personen står inte på trappan',
  REASON_MISSING: 'Skriv skälet',
}
const stepMoveWarnings: Record<StepMoveWarning, string> = {
  SKIPS_STEP: 'Personen hoppar över ett steg.',
  DECISION_REFERENCE_MISSING: 'Beslutets diarienummer saknas.',
  OWN_CONTRACT_WITHOUT_STAY_ENDED:
    'Personen har kvar sitt andrahandskontrakt. Avsluta boendet om personen flyttar till sitt eget kontrakt.',
}
const takeoverRefusals: Record<TakeoverRefusal, string> = {
  TRANING_CANNOT_BE_TAKEN_OVER: 'En träningslägenhet kan inte tas över',
  FORM_CANNOT_BE_TAKEN_OVER: 'Boendeformen kan inte tas över, bara en försökslägenhet eller Bostad först',
  LANDLORD_NOT_APPROVED: 'Hyresvärden har inte godkänt övertaget',
  BEFORE_APPROVAL: 'Övertaget är före hyresvärdens godkännande',
  STAY_NOT_ONGOING: 'Boendet pågår inte den dagen',
}
const takeoverHindrances: Record<TakeoverHindrance, string> = {
  TAKEOVER_EXISTS: 'Övertaget är redan registrerat',
  TRANSFER_NOT_YET: 'Dagen då kontraktet övergår har inte kommit än',
  LET_TO_ANOTHER: 'Lägenheten är uthyrd till någon annan efter den dagen',
  LATER_STEP_MOVE: 'Personen har ett senare stegbyte',
}
const rentRefusals: Record<RentRefusal, string> = {
  RENT_BEFORE_MOVE_IN: 'Hyran kan inte börja gälla före inflyttningen',
  RENT_AFTER_MOVE_OUT: 'Boendet är slut den dagen',
  RENT_DAY_TAKEN: 'Det finns redan en hyra från den dagen',
}
/** How a rent bill is counted, and who paid it (domain/rent-on-time.ts). */
const onTimeStates: Record<OnTimeState, string> = {
  PAID_LATE: 'Inte betald i tid',
  PAID_IN_TIME: 'Betald i tid',
  ZERO_BILL: 'Avi på 0 kronor',
  CREDITED_BILL: 'Krediterad i sin helhet',
  RESPITE_GIVEN: 'Anstånd',
  NOT_DUE_YET: 'Kan inte vara sen än',
}
const payersOfBills: Record<Exclude<ReturnType<typeof payerOf>, PayerKind>, string> = { PAYER_UNKNOWN: 'Inte känt, banken säger det inte' }
const monthCloseRefusals: Record<MonthCloseRefusal, string> = {
  MONTH_NOT_ENDED: 'Månaden är inte slut än',
  MONTH_CLOSED: 'Månaden är redan stängd',
  MONTH_NOT_NEXT: 'En tidigare månad är öppen. Stäng den först',
  MONTH_CHANGED: 'Siffrorna har ändrats sedan du öppnade sidan. Gå igenom dem igen',
}
const checkpointRefusals: Record<CheckpointRefusal, string> = {
  NOT_A_CHECKPOINT: 'Välj kontrollstation',
  CHECKPOINT_HELD: 'Den kontrollstationen är redan registrerad',
  HELD_BEFORE_MOVE_IN: 'Dagen är före inflyttningen',
  HELD_AFTER_TODAY: 'Dagen har inte kommit än',
}

const planFrequencies: Record<PlanFrequency, string> = { WEEKLY: 'Varje vecka', EVERY_TWO_WEEKS: 'Varannan vecka', MONTHLY: 'Varje månad' }
const planStates: Record<PlanState, string> = { KEPT: 'Följs', BROKEN: 'Bruten', PAID_OFF: 'Färdigbetald', ENDED: 'Avslutad i förtid' }
/** What happened to a repayment plan; apart, for RETURNED is also what happened to a payment. */
export const planEventNames: Record<PlanEventKind, string> = {
  MADE: 'Planen gjordes',
  SIGNED: 'Planen undertecknades',
  BREACHED: 'Planen bröts',
  RETURNED: 'Tillbaka på planen',
  ENDED_PAID: 'Inget är kvar att betala, planen är klar',
  ENDED_OTHER: 'Planen avslutades',
}
const planRefusals: Record<PlanRefusal, string> = {
  PLAN_WITHOUT_DEBT: 'Ingen hyra är sen den dagen, så det finns ingen skuld att betala av',
  LUMP_ABOVE_DEBT: 'Första beloppet är större än skulden',
  INSTALMENT_ABOVE_DEBT: 'Delbetalningen är större än det som är kvar av skulden',
  NEVER_ENDS: 'Skriv en delbetalning, annars tar planen aldrig slut',
  PLAN_TOO_LONG: 'Planen blir längre än enheten tillåter. Höj delbetalningen eller betala oftare',
  PLAN_EXISTS: 'Personen har redan en avbetalningsplan. Avsluta den först',
  STARTS_BEFORE_AGREED: 'Första betalningen kan inte vara före dagen då ni kom överens',
  SIGNED_BEFORE_AGREED: 'Underskriften kan inte vara före dagen då ni kom överens',
}
const respiteRefusals: Record<RespiteRefusal, string> = {
  NOTHING_TO_RESPITE: 'Välj minst en avi',
  RESPITE_PASSED: 'Dagen har redan varit',
  RESPITE_BEFORE_DUE: 'Dagen är inte senare än den dag avin annars skulle betalas',
  RESPITE_TOO_LONG: 'Anståndet blir längre än enheten tillåter',
}
const interestRefusals: Record<InterestRefusal, string> = {
  INTEREST_OFF: 'Nämnden tar inte ut dröjsmålsränta. Det ändras i inställningarna',
  NO_INTEREST: 'Det finns ingen ränta att ta ut',
  TOO_MANY_INTERESTS: 'Boendet har redan så många avgifter som får plats på ett år',
  INTEREST_CHANGED: 'Räntan har ändrats sedan du kontrollerade. Granska den igen',
}
const pauseReasons: Record<PauseReason, string> = {
  PROMISED: 'Utlovad betalning',
  BENEFIT_AWAITED: 'Väntar på bidrag',
  DISPUTE: 'Tvist om hyran',
  HOSPITAL: 'Sjukhusvistelse',
  SUPPORT_NEGOTIATES: 'Boendestöd förhandlar',
  AVLIDEN: 'Avliden',
  ANNAT: 'Annat',
}
const pauseRefusals: Record<PauseRefusal, string> = {
  PAUSE_PASSED: 'Dagen har redan varit',
  PAUSE_TOO_LONG: 'Pausen blir längre än enheten tillåter',
  PAUSE_RUNNING: 'Påminnelserna är redan pausade. Avsluta den pausen först',
}

const bookingRefusals: Record<
  OneOffRefusal | DayCreditRefusal | ToGoodRefusal | WriteOffRefusal | ReAllocationRefusal | ReversalRefusal | BookingRefusal,
  string
> = {
  LEDGER_CHANGED: 'Något har bokförts på personen sedan du kontrollerade. Se efter i reskontran, och kontrollera igen',
  NO_STAY_CHOSEN: 'Välj ett av personens boenden',
  MORE_THAN_CHARGED: 'Beloppet är större än det som är debiterat på boendet och inte redan krediterat',
  NO_AMOUNT: 'Skriv ett belopp över 0 kr',
  DUE_BEFORE_TODAY: 'Sista dagen att betala får inte vara före i dag',
  DUE_TOO_FAR: 'Sista dagen att betala är mer än ett år bort',
  TOO_MANY_CHARGES: 'Boendet har redan så många avgifter som får plats på ett år',
  NO_DAYS: 'Den sista dagen får inte vara före den första',
  DAYS_NOT_CHARGED: 'Alla dagar finns inte på någon avi. Kreditera bara dagar som är debiterade',
  DAYS_CREDITED: 'Någon av dagarna är redan krediterad',
  NOTHING_TO_CREDIT: 'Det finns inget kvar att kreditera för dagarna',
  MORE_THAN_TO_GOOD: 'Beloppet är större än det som är till godo',
  DAY_NOT_COME: 'Dagen har inte kommit än',
  SAME_STAY: 'Välj två olika boenden',
  NO_BILL_CHOSEN: 'Välj minst en avi',
  BILL_NOT_OPEN: 'En av avierna är redan betald eller avskriven',
  BILL_NOT_LATE: 'En av avierna är inte förfallen än',
  DECIDED_LATER: 'Dagen för beslutet har inte kommit än',
  ALLOCATION_NOT_STANDING: 'Betalningen betalar inte längre den avin',
  NO_OPEN_BILL: 'Avin har inget kvar att betala',
  SAME_BILL: 'Betalningen betalar redan den avin',
  NOT_A_PAYMENT: 'Bara inbetalningar och krediteringar kan flyttas till en annan avi',
  ENTRY_NOT_FOUND: 'Posten finns inte hos personen',
  ALREADY_REVERSED: 'Posten är redan motbokad',
  WRITTEN_OFF: 'Avin är avskriven. Motboka avskrivningen först',
  IS_A_REVERSAL: 'En motbokning motbokas inte. Bokför posten på nytt i stället',
  MONEY_GONE_ON: 'Pengarna är återbetalda eller flyttade till ett annat boende. Motboka det först',
}

const all = together(
  planFrequencies,
  planStates,
  planRefusals,
  respiteRefusals,
  feeRefusals,
  interestRefusals,
  pauseReasons,
  pauseRefusals,
  chargeKinds,
  bookingRefusals,
  moveInRefusals,
  moveInWarnings,
  moveOutRefusals,
  stepMoveRefusals,
  stepMoveWarnings,
  takeoverRefusals,
  takeoverHindrances,
  rentRefusals,
  checkpointRefusals,
  monthCloseRefusals,
  onTimeStates,
  payersOfBills,
  housingForms,
  ladderSteps,
  directions,
  outcomes,
  protections,
  identities,
  residences,
  payers,
  paymentSources,
  bankFileFormats,
  unmatchedReasons,
  settlements,
  entries,
  roles,
  leases,
  ownAccountKinds,
  voids,
  statuses,
  apartmentRefusals,
  periods,
  indicators,
  indicatorSigns,
  readings,
  riskStages,
  indicatorSums,
  todayRules,
  trends,
  urgency,
  noteKinds,
  noticeSenders,
  noticeKinds,
  legalDates,
  letterKinds,
  letterStates,
  landlordFacts,
  sentHow,
  stopReasons,
  leftOutReasons,
  mailOutcomes,
  caseEvents,
  firstSigns,
  clauseKinds,
  firstSignRefusals,
  supportRefusals,
  supportAnswersNow,
  householdEvents,
  missingRentCauses,
  supportKinds,
  consentScopes,
  consentWays,
  caseOutcomes,
  preventionActions,
  holds,
  meetingRefusals,
  householdRefusals,
  noticeRefusals,
  eventRefusals,
  consentRefusals,
  disturbanceReporters,
  disturbanceKinds,
  seriousnesses,
  disturbanceSteps,
  earlyWarnings,
  reportRefusals,
  stepRefusals,
)
// NEJ and ANNAT are answers in more than one list: their words are the same there.

/** One word for each code: two lists may share a code only where they share its word, or the program does not start. */
function together(...lists: Record<string, string>[]): Record<string, string> {
  const words: Record<string, string> = {}
  for (const list of lists) {
    for (const [code, word] of Object.entries(list)) {
      if ((words[code] ?? word) !== word) throw new Error(`${code} has two words: ${words[code]} and ${word}`)
      words[code] = word
    }
  }
  return words
}

/** The Swedish word for a code. An unknown code is our mistake: it throws, so that no page shows English. */
export function label(code: string): string {
  const word = all[code]
  if (word === undefined) throw new Error(`no Swedish label for ${code}`)
  return word
}

/** Codes with their words, for choices in forms. */
export function choices(codes: readonly string[]): { value: string; text: string }[] {
  return codes.map((code) => ({ value: code, text: label(code) }))
}

/** What each number of domain/policy.ts is called; units in one and many; who decides it. */
export const policyNames: Record<PolicyName, string> = {
  toleranceBankDays: 'Så länge får en betalning vara på väg',
  planToleranceBankDays: 'Så länge får en delbetalning i en plan vara på väg',
  planMonths: 'Längsta avbetalningsplan',
  planSignatureDays: 'Påminnelse om en plan som inte är undertecknad efter',
  respiteMonths: 'Längsta anstånd',
  pauseDays: 'Längsta paus i påminnelser',
  noteDraftDays: 'Så länge ligger ett orört utkast kvar',
  chargesLateInterest: 'Dröjsmålsränta tas ut',
  lateInterestPoints: 'Dröjsmålsränta utöver referensräntan',
  referenceRateHundredths: 'Referensränta',
  chargesReminderFee: 'Avgift för påminnelse tas ut',
  reminderFeeKronor: 'Avgift för påminnelse',
  chargesCollectionFee: 'Ersättning för inkassokrav tas ut',
  collectionFeeKronor: 'Ersättning för inkassokrav',
  chargesPlanFee: 'Ersättning för avbetalningsplan tas ut',
  planFeeKronor: 'Ersättning för avbetalningsplan',
  oneOffPayDays: 'Tid att betala en avgift som inte är hyra',
  minorRentKronor: 'Ringa hyresskuld, upp till vilken ingen dag för förverkande räknas',
  rentMissingDays: 'Dagar då en utebliven hyra visas i I dag',
  expectedLossDays: 'Hyran räknas som befarad förlust efter',
  ageingDays: 'Skuldens åldersklasser slutar efter',
  arrearsTrendMonths: 'En skuld jämförs med hur den var för',
  arrearsTrendPercent: 'En skuld växer eller minskar när ändringen är minst',
  troubleshootDays: 'Felsökning är första steget i högst',
  askAgainDays: 'Ett svar om stöd, plan eller samtycke gäller i',
  noticeAmountPercent: 'Beloppet i ett meddelande kontrolleras när det skiljer mer än',
  noContactDays: 'Den med skuld räknas som utan kontakt efter',
  offerPlanPercent: 'Avbetalning föreslås när skulden är minst så stor del av hyran',
  checkpointMonths: 'Kontrollstationer efter inflyttning',
  checkpointWarningDays: 'Påminnelse före en kontrollstation',
  headLeaseWarningDays: 'Påminnelse innan en inhyrning går ut',
  waiverWarningDays: 'Påminnelse innan ett avstående går ut',
  tenancyWarningDays: 'Påminnelse innan ett andrahandskontrakt går ut',
  tenancyOutcomeDays: 'Påminnelse om ett utfall som saknas',
  historyDays: 'Äldre händelser blir inga uppgifter i I dag efter',
  securityOfTenureMonths: 'Besittningsskydd i andra hand efter',
  takeoverInterviewMonths: 'Intervju efter övertag, tidigast och senast',
  unmatchedPaymentBankDays: 'En inbetalning utan träff ska vara utredd inom',
  urgentDays: 'Fristen brådskar från',
  weekDays: 'Fristen hör till den här veckan från',
  reminderPayDays: 'Tid att betala efter en påminnelse',
  reminderIntervalDays: 'Tid mellan två påminnelser',
  lettersPerBatch: 'Brev i en utskrift, högst',
  saturdaysAreVardagar: 'Lördagar och aftnar räknas som vardagar när avhysning får beslutas',
  undertakingMarginVardagar: 'Eget mål för åtagande, före fristen',
  postVardagar: 'Ett brev med posten är framme efter',
  inquiryDecisionVardagar: 'Beslut om utredning efter ett meddelande, inom',
  outreachDays: 'Kontakt med ett hushåll som riskerar vräkning, inom',
  meetBeforeEvictionVardagar: 'Möte före en planerad avhysning, senast',
  avertedFollowUpDays: 'En avvärjd vräkning kontrolleras igen efter',
  disturbanceContactVardagar: 'Första kontakt efter en störningsanmälan, inom',
  disturbanceUrgentVardagar: 'Första kontakt vid en särskilt allvarlig störning, inom',
  disturbanceAnswerVardagar: 'Svar till hyresvärden som anmäler en störning, inom',
  disturbanceUrgeVardagar: 'Rättelseanmaning och underrättelse vid en störning, inom',
  disturbanceCheckDays: 'En störning kontrolleras igen efter',
  disturbanceQuietDays: 'En störning avslutas när det har varit tyst i',
  warnsLaterThanUsual: 'Tidig signal: betalar senare än vanligt',
  warnsPartPayments: 'Tidig signal: betalar hyran i delar',
  warnsPlanBreached: 'Tidig signal: avbetalningsplanen följs inte',
  warnsBenefitStopped: 'Tidig signal: inkomst har upphört',
  warnsDisturbance: 'Tidig signal: störning',
  warnsInsuranceEnding: 'Tidig signal: hemförsäkring saknas eller går ut',
  warnsInsuranceUnseen: 'Tidig signal: hemförsäkring aldrig kontrollerad',
  habitBills: 'Avier som visar hur personen brukar betala',
  habitLeastBills: 'Minsta antal betalda avier att jämföra med',
  laterThanUsualDays: 'Senare än vanligt räknas från',
  partPaymentBills: 'Betalar i delar räknas från',
  benefitStoppedDays: 'En upphörd inkomst visas som signal i',
  insuranceWarningDays: 'Påminnelse innan hemförsäkringen går ut',
  insuranceRecheckMonths: 'En hemförsäkring utan känt slut kontrolleras igen efter',
  eventBeforeNoticeMonths: 'Delgivning eller betalning före meddelandet räknas som felskrivet årtal från',
  insuranceUnseenDays: 'Hemförsäkringen ska vara kontrollerad efter inflyttningen inom',
  earlyWarningDays: 'En tidig signal följs upp inom',
  smallGroup: 'Minsta antal som visas utanför enheten',
  digestFromStart: 'Daglig e-post skickas också till den som inte har valt',
  digestHour: 'Daglig e-post skickas vardagar från',
  digestLatestHour: 'Daglig e-post börjar inte skickas efter',
  digestRetryMinutes: 'Daglig e-post som inte gick fram försöks igen efter',
  digestGiveUpMinutes: 'Daglig e-post som inte gått fram ges upp efter',
  idleMinutes: 'Utloggning när sidan står orörd',
  loginAttempts: 'Felaktiga inloggningar innan kontot spärras',
  loginLockoutMinutes: 'Så länge är kontot spärrat',
  invitationHours: 'Så länge fungerar en inbjudan',
  resetHours: 'Så länge fungerar en länk till nytt lösenord',
}
export const policyUnits: Record<PolicyNumber['unit'], [one: string, many: string]> = {
  kronor: ['krona', 'kronor'],
  points: ['procentenhet', 'procentenheter'],
  hundredths: ['procent', 'procent'],
  days: ['dag', 'dagar'],
  bankDays: ['bankdag', 'bankdagar'],
  vardagar: ['vardag', 'vardagar'],
  yesNo: ['', ''],
  months: ['månad', 'månader'],
  minutes: ['minut', 'minuter'],
  hours: ['timme', 'timmar'],
  attempts: ['försök', 'försök'],
  persons: ['person', 'personer'],
  letters: ['brev', 'brev'],
  bills: ['avi', 'avier'],
  percent: ['procent', 'procent'],
  oClock: ['hel timme, 0–23', 'hel timme, 0–23'],
}
export const policyDeciders: Record<PolicyNumber['decidedBy'], string> = {
  lag: 'Lag',
  kommunfullmäktige: 'Kommunfullmäktige',
  nämnden: 'Nämnden',
  enheten: 'Enheten',
}

/** "180 dagar", "1 bankdag", "3, 6 och 9 månader". */
export function policyValueWords(value: number | readonly number[], unit: PolicyNumber['unit']): string {
  if (unit === 'yesNo') return value === 0 ? 'nej' : 'ja'
  if (unit === 'hundredths') return `${amount(Number(value))} procent`
  if (unit === 'oClock') return `klockan ${String(value)}`
  const numbers = typeof value === 'number' ? [value] : value
  const [one, many] = policyUnits[unit]
  const listed = numbers.length < 2 ? String(numbers[0] ?? '') : `${numbers.slice(0, -1).join(', ')} och ${String(numbers.at(-1))}`
  return `${listed} ${numbers.length === 1 && numbers[0] === 1 ? one : many}`
}
