/** The Swedish word for every code of the domain. A code without a label does not compile (Record<Code, string>). */
import type {
  ApartmentStatus, ChildResidence, EntryKind, HeadLeaseKind, HousingForm, IdentityKind, LadderStep, Outcome, PayerKind, Period,
  Protection, Role, StepDirection, TodayRule, UrgencyGroup, VoidReason,
} from './domain/codes.js'

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
const directions: Record<StepDirection, string> = { UP: 'Uppåt', DOWN: 'Nedåt', SIDEWAYS: 'I sidled', IN: 'In på trappan', OUT: 'Ut från trappan' }
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
const identities: Record<IdentityKind, string> = { PERSONNUMMER: 'Personnummer', SAMORDNINGSNUMMER: 'Samordningsnummer', RESERVE: 'Reservnummer' }
const residences: Record<ChildResidence, string> = { PERMANENT: 'Bor här', ALTERNATING: 'Bor växelvis', CONTACT: 'Umgänge' }
const payers: Record<PayerKind, string> = { KLIENT: 'Klienten', SOCIALTJANST: 'Socialtjänsten', ANNAN: 'Någon annan' }
const entries: Record<EntryKind, string> = {
  CHARGE: 'Hyresavi',
  PAYMENT: 'Inbetalning',
  CREDIT: 'Kreditering',
  REVERSAL: 'Motbokning',
  WRITE_OFF: 'Avskrivning',
  REFUND: 'Återbetalning',
  TRANSFER: 'Flytt mellan boenden',
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
const periods: Record<Period, string> = { T1: 'T1, januari–april', T2: 'T2, januari–augusti', VB: 'VB, hela året' }
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
  UNMATCHED_PAYMENTS: 'Inbetalningar utan träff',
}
const urgency: Record<UrgencyGroup, string> = { BRADSKAR: 'Brådskar', VECKAN: 'Den här veckan', BEVAKA: 'Bevaka' }

/** Kinds of notes and contacts (NOTE_KINDS in features/people). */
const noteKinds: Record<string, string> = { NOTE: 'Anteckning', CALL: 'Samtal', VISIT: 'Besök', LETTER: 'Brev', SMS: 'Sms', MEETING: 'Möte' }

const all: Record<string, string> = {
  ...housingForms, ...ladderSteps, ...directions, ...outcomes, ...protections, ...identities, ...residences, ...payers, ...entries, ...roles,
  ...leases, ...voids, ...statuses, ...periods, ...todayRules, ...urgency, ...noteKinds,
}
// NEJ and ANNAT are answers in more than one list: their words are the same there.

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
