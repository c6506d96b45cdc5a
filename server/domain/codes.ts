/**
 * Every code the database, the rules, the labels and the tests share. A code is written once, here; its Swedish label is written
 * once, in labels.sv.ts, which does not compile while a code lacks one. The outcomes and boendeformer are the codes municipalities
 * write in their own lists (docs/import.md), so they keep Swedish words: translating them would make two names for one thing.
 */

/** Boendeform of a place, dated: what kind of home the apartment is used as (domain.md §1.0 finding 3, §3). */
export const HOUSING_FORMS = ['STODBOENDE', 'TRANINGSLAGENHET', 'FORSOKSLAGENHET', 'BOSTAD_FORST', 'JOURLAGENHET'] as const
export type HousingForm = (typeof HOUSING_FORMS)[number]

/** Where a person stands: four steps in order, and two places beside the ladder. */
export const LADDER_STEPS = [
  'STODBOENDE',
  'TRANINGSLAGENHET',
  'FORSOKSLAGENHET',
  'EGET_KONTRAKT',
  'BOSTAD_FORST',
  'TILLFALLIGT_BOENDE',
] as const
export type LadderStep = (typeof LADDER_STEPS)[number]

/** Which way a step move goes; IN = first step taken, OUT = off the ladder. */
export const STEP_DIRECTIONS = ['UP', 'DOWN', 'SIDEWAYS', 'IN', 'OUT'] as const
export type StepDirection = (typeof STEP_DIRECTIONS)[number]

/** Why a stay ended. */
export const OUTCOMES = [
  'OVERTAG',
  'EGET_KONTRAKT_ANNAN',
  'STEG_UPP',
  'STEG_NED',
  'FLYTT_SAMMA_STEG',
  'AVSLUTAD_ENLIGT_PLAN',
  'AVBRUTEN',
  'UPPSAGD',
  'AVHYST',
  'AVLIDEN',
  'ANNAT',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Protection of a person's particulars in the population register (domain.md §4). */
export const PROTECTIONS = ['NEJ', 'SEKRETESSMARKERING', 'SKYDDAD_FOLKBOKFORING'] as const
export type Protection = (typeof PROTECTIONS)[number]

/** What a person is identified by. RESERVE = the municipality's own reserve id, without a check digit. */
export const IDENTITY_KINDS = ['PERSONNUMMER', 'SAMORDNINGSNUMMER', 'RESERVE'] as const
export type IdentityKind = (typeof IDENTITY_KINDS)[number]

/** How a child lives in the household. */
export const CHILD_RESIDENCES = ['PERMANENT', 'ALTERNATING', 'CONTACT'] as const
export type ChildResidence = (typeof CHILD_RESIDENCES)[number]

/** Who paid. */
export const PAYER_KINDS = ['KLIENT', 'SOCIALTJANST', 'ANNAN'] as const
export type PayerKind = (typeof PAYER_KINDS)[number]

/** Where a received payment came from: a bank file, a list written by hand, typed one by one, or the register import. */
export const PAYMENT_SOURCES = ['BANK', 'LIST', 'HAND', 'REGISTER'] as const
export type PaymentSource = (typeof PAYMENT_SOURCES)[number]

/** Why a received payment waits without a person (payment-matching.ts). */
export const UNMATCHED_REASONS = [
  'NO_REFERENCE',
  'UNKNOWN_REFERENCE',
  'SEVERAL_PEOPLE',
  'PARTS_DO_NOT_SUM',
  'DEDUCTION',
  'OTHER_CURRENCY',
  'MAYBE_DUPLICATE',
] as const
export type UnmatchedReason = (typeof UNMATCHED_REASONS)[number]

/** What was done with a received payment that waited, or a part of it (domain/payment-endings.ts). */
export const SETTLEMENT_KINDS = ['PLACED', 'RETURNED', 'TAKES_BACK', 'TAKEN_BACK', 'EXCHANGED', 'DUPLICATE', 'NOT_OURS'] as const
export type SettlementKind = (typeof SETTLEMENT_KINDS)[number]

/** Kinds of ledger entries; the kind gives the direction, the amount is always positive öre. */
export const ENTRY_KINDS = ['CHARGE', 'PAYMENT', 'CREDIT', 'REVERSAL', 'WRITE_OFF', 'REFUND', 'TRANSFER'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** How often an instalment of a repayment plan is paid. */
export const PLAN_FREQUENCIES = ['WEEKLY', 'EVERY_TWO_WEEKS', 'MONTHLY'] as const
export type PlanFrequency = (typeof PLAN_FREQUENCIES)[number]

/** What happened to a repayment plan; the ENDED ones are the last. */
export const PLAN_EVENTS = ['MADE', 'SIGNED', 'BREACHED', 'RETURNED', 'ENDED_PAID', 'ENDED_OTHER'] as const
export type PlanEventKind = (typeof PLAN_EVENTS)[number]

/** How a repayment plan stands on a day: always worked out (plan-checks.ts), never stored. */
export const PLAN_STATES = ['KEPT', 'BROKEN', 'PAID_OFF', 'ENDED'] as const
export type PlanState = (typeof PLAN_STATES)[number]

/** Why reminders are paused. */
export const PAUSE_REASONS = ['PROMISED', 'BENEFIT_AWAITED', 'DISPUTE', 'HOSPITAL', 'SUPPORT_NEGOTIATES', 'AVLIDEN', 'ANNAT'] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

/** What a CHARGE is for: the rent, or a one-off charge that is no rent. Null on an entry is RENT. */
export const CHARGE_KINDS = ['RENT', 'KEY', 'DAMAGE', 'OTHER_CHARGE', 'INTEREST', 'REMINDER_FEE', 'COLLECTION_FEE', 'PLAN_FEE'] as const
export type ChargeKind = (typeof CHARGE_KINDS)[number]
/** Fees for a late debt, each taken only where the nämnd has decided so (fees.ts). */
export const FEE_KINDS = ['REMINDER_FEE', 'COLLECTION_FEE', 'PLAN_FEE'] as const satisfies readonly ChargeKind[]
export type FeeKind = (typeof FEE_KINDS)[number]
/** What somebody can charge by hand. */
export const ONE_OFF_CHARGE_KINDS = ['KEY', 'DAMAGE', 'OTHER_CHARGE', ...FEE_KINDS] as const satisfies readonly ChargeKind[]

/** What a user works as; access.ts says what each may read and do. */
export const ROLES = [
  'BOSAMORDNARE',
  'BOENDESTOD',
  'SOCIALSEKRETERARE',
  'VRAKNINGSFOREBYGGARE',
  'CHEF',
  'CONTROLLER',
  'ADMINISTRATOR',
] as const
export type Role = (typeof ROLES)[number]

/** The nämnd's own contract with the landlord: one apartment, or part of a block lease (blockavtal, 12 kap. 45 a § JB). */
export const HEAD_LEASE_KINDS = ['OWN', 'BLOCK'] as const
export type HeadLeaseKind = (typeof HEAD_LEASE_KINDS)[number]

/** Kinds of the nämnd's own bank accounts. KONTO = clearing and account number in the bank's own numbering. */
export const OWN_ACCOUNT_KINDS = ['BANKGIRO', 'PLUSGIRO', 'IBAN', 'KONTO'] as const
export type OwnAccountKind = (typeof OWN_ACCOUNT_KINDS)[number]

/** Why an apartment cannot be let for a while. */
export const VOID_REASONS = ['RENOVATION', 'DAMAGE', 'CLEANING', 'PENDING_RETURN', 'PEST_CONTROL', 'INSPECTION', 'OTHER'] as const
export type VoidReason = (typeof VOID_REASONS)[number]

/** Status of an apartment on a day: always derived (apartments.ts), never stored. */
export const APARTMENT_STATUSES = ['UPCOMING', 'VACANT', 'LET', 'BEING_PREPARED', 'CLOSED'] as const
export type ApartmentStatus = (typeof APARTMENT_STATUSES)[number]

/** Reporting periods: T1 = January to April, T2 = January to August, VB = the whole year (domain.md §1.3). */
export const PERIODS = ['T1', 'T2', 'VB'] as const
export type Period = (typeof PERIODS)[number]

/** The variants of the takeover indicator (domain.md §1.3). I2b + the months the cohort is followed. */
export const TAKEOVER_INDICATORS = ['I1a', 'I1b', 'I1c', 'I2', 'I2b12', 'I2b18', 'I2b24', 'I2b36', 'I3'] as const
/** The indicators of homes at risk: notices, evictions, support, outreach, cases with children (domain.md §1.1, §1.2 G8 and G14). */
export const CASE_INDICATORS = ['I4', 'I5', 'I8', 'I9', 'G8a', 'G8b', 'G14'] as const
export type CaseIndicator = (typeof CASE_INDICATORS)[number]
export const INDICATOR_CODES = [...TAKEOVER_INDICATORS, ...CASE_INDICATORS] as const
export type IndicatorCode = (typeof INDICATOR_CODES)[number]

/** How far a home is from being lost, from a rent that is late to an eviction with a day. */
export const RISK_STAGES = ['RISK_KNOWN', 'RENT_OWED', 'WARNED', 'TERMINATED', 'SUED', 'JUDGED', 'EVICTION_SET'] as const
export type RiskStage = (typeof RISK_STAGES)[number]

/** The lines "Idag" can show (domain.md §9.1). */
export const TODAY_RULES = [
  'RENT_MISSING_DAY_1',
  'RENT_MISSING_DAY_3',
  'RENT_MISSING_DAY_5',
  'RENT_MISSING_DAY_7',
  'FORFEITURE_POSSIBLE',
  'LANDLORD_NOT_TOLD',
  'CHECKPOINT_DUE',
  'HEAD_LEASE_ENDING',
  'WAIVER_ENDING',
  'TENANCY_ENDING',
  'TAKEOVER_COMING',
  'UNMATCHED_PAYMENTS',
  'CASE_ACTION',
  'MEETING_TODAY',
  'PLAN_BROKEN',
  'PLAN_UNSIGNED',
  'DISTURBANCE_OPEN',
  'EARLY_WARNING',
] as const
export type TodayRule = (typeof TODAY_RULES)[number]

/** How soon a line needs an answer. */
export const URGENCY_GROUPS = ['BRADSKAR', 'VECKAN', 'BEVAKA'] as const
export type UrgencyGroup = (typeof URGENCY_GROUPS)[number]

/** Who sent a notice (meddelande) about a home at risk (domain.md §2, §1.1 I4 and I5). */
export const NOTICE_SENDERS = ['HYRESVARD', 'KRONOFOGDEN', 'INKASSO', 'FORVALTNINGEN'] as const
export type NoticeSender = (typeof NOTICE_SENDERS)[number]

/** What the notice is. Municipalities write these words in their own lists, so they keep them. */
export const NOTICE_KINDS = ['HYRESSKULD', 'RATTELSEANMANING', 'STORNING', 'UPPSAGNING', 'ANSOKAN', 'UTSLAG', 'TID_FOR_AVHYSNING'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What a day of the legal clock means (legal-clock/). */
export const LEGAL_DATE_KINDS = [
  'PAY_BEFORE_FORFEITURE',
  'MAY_BE_FORFEIT',
  'PAY_AT_LATEST',
  'UNDERTAKE_OWN_TARGET',
  'UNDERTAKE_AT_LATEST',
  'EVICTION_MAY_BE_DECIDED',
  'CONFIRM_SAME_DAY',
  'DECIDE_ON_INQUIRY',
  'EVICTION_DAY',
  'COLLECT_PROPERTY_AT_LATEST',
] as const
export type LegalDateKind = (typeof LEGAL_DATE_KINDS)[number]

/** Letters to a person about rent. */
export const RENT_LETTER_KINDS = ['RENT_BILL', 'REMINDER', 'REPAYMENT_PLAN', 'PAYMENT_OVERVIEW'] as const
export type RentLetterKind = (typeof RENT_LETTER_KINDS)[number]
/** Letters of a prevention case: to Kronofogden, to the landlord, to the one whose home is at risk (case-letters.ts). */
export const CASE_LETTER_KINDS = [
  'CONFIRMATION',
  'CONFIRMATION_COPY',
  'UNDERTAKING',
  'LANDLORD_REPLY',
  'MEETING_CALL',
  'SUPPORT_OFFER',
] as const
export type CaseLetterKind = (typeof CASE_LETTER_KINDS)[number]
export const LETTER_KINDS = [...RENT_LETTER_KINDS, ...CASE_LETTER_KINDS] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

/** A letter is a draft until somebody says that it is sent, or stops it. */
export const LETTER_STATES = ['DRAFT', 'SENT', 'STOPPED'] as const
export type LetterState = (typeof LETTER_STATES)[number]

/** How a letter went; through Skatteverket only to somebody protected, registered or by secure e-mail only to an authority or a landlord. */
export const SENT_HOW = ['POST', 'HAND', 'SKATTEVERKET', 'REGISTERED', 'SECURE_EMAIL'] as const
export type SentHow = (typeof SENT_HOW)[number]

/** Why a draft is not sent: its facts have changed since it was made, or somebody stopped it. */
export const STOP_REASONS = [
  'PAID',
  'AMOUNT_CHANGED',
  'REVERSED',
  'PAUSED',
  'RESPITE',
  'PLAN_RUNNING',
  'PLAN_ENDED',
  'BALANCE_CHANGED',
  'PROTECTED_NOW',
  'NOT_PROTECTED_NOW',
  'ADDRESS_CHANGED',
  'BANKGIRO_CHANGED',
  'DAY_PASSED',
  'CASE_CLOSED',
  'NOTICE_ENDED',
  'ALREADY_CONFIRMED',
  'ALREADY_COPIED',
  'ALREADY_UNDERTAKEN',
  'UNDERTAKING_DECLINED',
  'PERIOD_OVER',
  'PERSON_MOVED',
  'LANDLORD_CHANGED',
  'HANDLAGGARE_CHANGED',
  'CONSENT_WITHDRAWN',
  'MEETING_PASSED',
  'MEETING_MOVED',
  'MEETING_NOT_PLANNED_NOW',
  'SUPPORT_ANSWERED',
  'REPLACED',
  'BY_HAND',
] as const
export type StopReason = (typeof STOP_REASONS)[number]

/** What an answer to a landlord may tell: rent and disturbance, and whom to speak with (case-letters.ts). */
export const LANDLORD_FACTS = [
  'DEBT_TOLD_RECEIVED',
  'RENT_PAID_ON',
  'PAYMENT_EXPECTED_ON',
  'PLAN_AGREED',
  'DISTURBANCE_TOLD_RECEIVED',
  'DISTURBANCE_SPOKEN_OF',
  'DISTURBANCE_FOLLOWED_UP_ON',
] as const
export type LandlordFact = (typeof LANDLORD_FACTS)[number]

/** Why somebody gets no letter in a bulk. */
export const LEFT_OUT_REASONS = [
  'ALREADY_PAID',
  'NO_DEBT',
  'PAUSED',
  'PLAN_RUNNING',
  'RESPITE',
  'LETTER_EXISTS',
  'RECENTLY_REMINDED',
  'NO_POSTAL_ADDRESS',
] as const
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]
/** What can happen in a prevention case. One enum for what people write down and what the rules wait for (eviction-prevention/). */
export const CASE_EVENTS = [
  'SERVED',
  'EVICTION_PLANNED',
  'EVICTION_CALLED_OFF',
  'CONFIRMED',
  'COPIED',
  'INQUIRY_OPENED',
  'INQUIRY_NOT_OPENED',
  'SUPPORT_OFFERED',
  'SUPPORT_ACCEPTED',
  'SUPPORT_DECLINED',
  'NOT_REACHED',
  'MEETING_PLANNED',
  'MEETING_CALLED',
  'HOME_VISIT_MADE',
  'MEETING_HELD',
  'MEETING_MISSED',
  'MEETING_CALLED_OFF',
  'LANDLORD_ANSWERED',
  'DEBT_PAID',
  'UNDERTAKEN',
  'NOT_UNDERTAKEN',
  'AMOUNT_CHECKED',
  'OUTCOME',
  'STILL_AT_HOME',
  'NEW_RESPONSIBLE',
  'PROPERTY_URGED',
  'CASE_REOPENED',
] as const
export type CaseEventKind = (typeof CASE_EVENTS)[number]

/** What is learned about a household, with or without a case: one enum for what people write down and what the rules wait for. */
export const HOUSEHOLD_EVENTS = [
  'RENT_TROUBLESHOT',
  'BENEFIT_STOPPED',
  'BENEFIT_RESUMED',
  'INSURANCE_SEEN',
  'INSURANCE_OUT',
  'HEARING_PLANNED',
  'HEARING_HELD',
  'HEARING_CALLED_OFF',
  'LANDLORD_TOLD_OF_DEBT',
  'CAUSE_HANDLED',
  'SUPPORT_OFFERED',
  'SUPPORT_ACCEPTED',
  'SUPPORT_DECLINED',
  'PLAN_DECLINED',
  'CONSENT_DECLINED',
] as const
export type HouseholdEventKind = (typeof HOUSEHOLD_EVENTS)[number]

/** Why a rent is missing, found at felsökning (VP 2019 "snabb upptäckt och felsökning", domain.md §9.2). */
export const MISSING_RENT_CAUSES = [
  'AUTOGIRO_STOPPED',
  'BENEFIT_LATE',
  'WRONG_OCR',
  'WRONG_ACCOUNT',
  'RENT_DISPUTED',
  'FORGOTTEN',
  'NO_MONEY',
  'CAUSE_UNKNOWN',
] as const
export type MissingRentCause = (typeof MISSING_RENT_CAUSES)[number]

/** What support can be offered. A home visit is offered and accepted, never a condition (JO 8958-2020, domain.md §3). */
export const SUPPORT_KINDS = [
  'RENT_ADVICE',
  'BUDGET_ADVICE',
  'HELP_TO_APPLY',
  'LANDLORD_TALK',
  'HOME_VISIT',
  'HOUSING_SUPPORT',
  'OTHER_SUPPORT',
] as const
export type SupportKind = (typeof SUPPORT_KINDS)[number]

/** What a consent lets us speak with the landlord about, narrow first. */
export const CONSENT_SCOPES = ['RENT_ONLY', 'DISTURBANCE_ONLY', 'RENT_AND_DISTURBANCE'] as const
export type ConsentScope = (typeof CONSENT_SCOPES)[number]
export const CONSENT_WAYS = ['WRITTEN', 'SPOKEN'] as const
export type ConsentWay = (typeof CONSENT_WAYS)[number]

/** Why a case was opened before any notice had come (VP 2023: uppsökande där kännedom om risk för vräkning finns). */
export const FIRST_SIGNS = [
  'RENT_LATE',
  'PLAN_NOT_KEPT',
  'INCOME_GONE',
  'TOLD_OF_DISTURBANCE',
  'HOUSEHOLD_ASKS',
  'OTHERS_WORRY',
  'OTHER_SIGN',
] as const
export type FirstSign = (typeof FIRST_SIGNS)[number]

/** How a notice ended. Municipalities write these words in their own lists, so they keep them. */
export const CASE_OUTCOMES = ['AVVARJD', 'VERKSTALLD', 'FLYTTAT_FORE', 'ATERKALLAD'] as const
export type CaseOutcome = (typeof CASE_OUTCOMES)[number]

/** What a household answered to the offer of support, as municipalities write it in their own lists. */
export const SUPPORT_ANSWERS = ['TAR_EMOT', 'TACKAR_NEJ', 'EJ_NADD'] as const
export type SupportAnswer = (typeof SUPPORT_ANSWERS)[number]

/** The next right action for a household, with or without a case, in the order the rules are asked (eviction-prevention.ts). */
export const PREVENTION_ACTIONS = [
  'CONFIRM_TO_KRONOFOGDEN',
  'DECIDE_ON_INQUIRY',
  'SETTLE_THE_DEBT',
  'JUDGE_OUTCOME',
  'ASK_WHEN_SERVED',
  'NOTE_HEARING',
  'PREPARE_HEARING',
  'NOTE_MEETING',
  'CONTACT_ABOUT_DISTURBANCE',
  'ANSWER_LANDLORD',
  'URGE_IN_WRITING',
  'TELL_SOCIALNAMNDEN',
  'FOLLOW_UP_PLAN',
  'LOOK_FOR_RENT',
  'TROUBLESHOOT_RENT',
  'RESTART_AUTOGIRO',
  'FOLLOW_UP_BENEFIT',
  'FIND_THE_PAYMENT',
  'MOVE_THE_PAYMENT',
  'SETTLE_DISPUTE',
  'AGREE_ON_A_DAY',
  'SECURE_THE_INCOME',
  'REACH_THE_HOUSEHOLD',
  'SEEK_AN_AGREEMENT',
  'CALL_ABOUT_RENT',
  'OFFER_SUPPORT',
  'MEET_BEFORE_EVICTION',
  'OFFER_PLAN',
  'SIGN_PLAN',
  'SEND_REMINDER',
  'ASK_FOR_CONSENT',
  'TELL_THE_LANDLORD',
  'DECIDE_ABOUT_ARREARS',
  'CHECK_NOTICE_AMOUNT',
  'NAME_RESPONSIBLE',
  'ADD_CONTACT_WAY',
  'NAME_THE_LANDLORD',
  'CLOSE_DISTURBANCE',
  'CHECK_IF_QUIET',
  'ASK_ABOUT_RENT',
  'SECURE_INSURANCE',
  'ASK_ABOUT_INSURANCE',
  'FOLLOW_UP_AVERTED',
] as const
export type PreventionAction = (typeof PREVENTION_ACTIONS)[number]

/** What an action waits for while something holds it back (eviction-prevention/hold.ts). */
export const HOLDS = ['WAIT_FOR_INSTALMENT', 'WAIT_FOR_PAUSE', 'WAIT_FOR_HEARING', 'WAIT_FOR_MEETING', 'WAIT_FOR_REMINDER'] as const
export type Hold = (typeof HOLDS)[number]
/** How an attempt to send an e-mail ended. A delayed one is tried again; after an unsure one nobody knows whether it arrived. */
export const MAIL_OUTCOMES = ['MAIL_SENT', 'MAIL_NOT_NEEDED', 'MAIL_DELAYED', 'MAIL_REFUSED', 'MAIL_UNSURE', 'MAIL_GIVEN_UP'] as const
export type MailOutcome = (typeof MAIL_OUTCOMES)[number]
/** Who told us of a disturbance. A neighbour's name is kept only where the neighbour wants it. */
export const DISTURBANCE_REPORTERS = ['FROM_LANDLORD', 'FROM_NEIGHBOUR', 'FROM_STAFF', 'FROM_SOMEBODY'] as const
export type DisturbanceReporter = (typeof DISTURBANCE_REPORTERS)[number]

/** What the disturbance is. Also what a landlord is told of it, so no word says anything of health or social matters. */
export const DISTURBANCE_KINDS = [
  'NOISE',
  'QUARREL',
  'THREATS',
  'VANDALISM',
  'SMOKE_OR_SMELL',
  'LITTER',
  'MANY_VISITORS',
  'OTHER_DISTURBANCE',
] as const
export type DisturbanceKind = (typeof DISTURBANCE_KINDS)[number]

/** How serious a disturbance is, as 12 kap. 25, 25 a and 42 §§ JB see it; the least first. */
export const SERIOUSNESS = ['MINOR_DISTURBANCE', 'SERIOUS_DISTURBANCE', 'ESPECIALLY_SERIOUS'] as const
export type Seriousness = (typeof SERIOUSNESS)[number]

/** What is done about a disturbance: one enum for what people write down and what the rules wait for (disturbances/). */
export const DISTURBANCE_STEPS = [
  'SPOKE_WITH_HOUSEHOLD',
  'NOT_REACHED',
  'DISTURBANCE_MEASURE',
  'URGED',
  'SOCIALNAMNDEN_TOLD',
  'SUPPORT_OFFERED',
  'SUPPORT_ACCEPTED',
  'SUPPORT_DECLINED',
  'LANDLORD_ANSWERED',
  'FOUND_QUIET',
  'FOUND_DISTURBING',
  'DISTURBANCE_CLOSED',
  'REPORT_UNFOUNDED',
] as const
export type DisturbanceStepKind = (typeof DISTURBANCE_STEPS)[number]

/** The next right action in a disturbance, in the order the rules are asked: the same order, and the same words, as in the household's. */
export const DISTURBANCE_ACTIONS = [
  'CONTACT_ABOUT_DISTURBANCE',
  'ANSWER_LANDLORD',
  'URGE_IN_WRITING',
  'TELL_SOCIALNAMNDEN',
  'OFFER_SUPPORT',
  'CLOSE_DISTURBANCE',
  'CHECK_IF_QUIET',
] as const satisfies readonly PreventionAction[]
export type DisturbanceActionKind = (typeof DISTURBANCE_ACTIONS)[number]

/** Signs of trouble before any notice has come (early-warnings/), in the order they are shown. */
export const EARLY_WARNINGS = [
  'PAYS_LATER',
  'PAYS_IN_PARTS',
  'PLAN_NOT_KEPT',
  'BENEFIT_GONE',
  'HOME_DISTURBED',
  'INSURANCE_ENDING',
  'INSURANCE_UNSEEN',
] as const
export type EarlyWarningKind = (typeof EARLY_WARNINGS)[number]
