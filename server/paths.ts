/**
 * Every URL of the product: Swedish ASCII slugs, typed functions, used by routes and views alike.
 * `paths.apartment.pattern` is for the router, `paths.apartment.url({ apartmentId: 7 }, { flik: 'hyror' })` for links.
 */
type Parameters<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? { [key in Name | keyof Parameters<`/${Rest}`>]: string | number }
  : P extends `${string}:${infer Name}.${string}`
    ? { [key in Name]: string | number }
    : P extends `${string}:${infer Name}`
      ? { [key in Name]: string | number }
      : Record<never, never>
type Query = Record<string, string | number | null | undefined>

export interface Path<P extends string = string> {
  pattern: P
  url: keyof Parameters<P> extends never
    ? (parameters?: Record<never, never>, query?: Query) => string
    : (parameters: Parameters<P>, query?: Query) => string
}

const NOTHING: Query = {}

function path<const P extends string>(pattern: P): Path<P> {
  const pieces = pattern.split(/:(\w+)/) // what stands between the names, and at every odd place a name
  const url = (parameters: Record<string, string | number> = {}, query: Query = NOTHING) => {
    const filled = pieces.map((piece, i) => (i % 2 === 0 ? piece : encodeURIComponent(String(parameters[piece])))).join('')
    if (query === NOTHING) return filled
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query))
      if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
    return search.size > 0 ? `${filled}?${search}` : filled
  }
  return { pattern, url } as unknown as Path<P>
}

export const paths = {
  home: path('/'),
  search: path('/sok'),
  today: path('/idag'),
  accessibility: path('/tillganglighet'),
  health: path('/halsa'),
  parts: path('/delar'),

  signIn: path('/logga-in'),
  signOut: path('/logga-ut'),
  choosePassword: path('/valj-losenord/:token'),
  resumeForm: path('/fortsatt'),

  ownSettings: path('/mina-installningar'),
  ownFeed: path('/mina-installningar/kalenderadress'),
  ownFeedEnding: path('/mina-installningar/kalenderadress/ta-bort'),
  calendarFeed: path('/kalender/:secret.ics'),

  board: path('/trappan'),
  boardStep: path('/trappan/:step'),

  people: path('/personer'),
  newPerson: path('/personer/ny'),
  newPersonCheck: path('/personer/ny/kontrollera'),
  person: path('/personer/:personId'),
  editPerson: path('/personer/:personId/andra'),
  personIdentities: path('/personer/:personId/identiteter'),
  personHousehold: path('/personer/:personId/hushall'),
  personProtection: path('/personer/:personId/skydd'),
  personReadings: path('/personer/:personId/visningar'),
  notes: path('/personer/:personId/anteckningar'),
  newNote: path('/personer/:personId/anteckningar/ny'),
  noteDraft: path('/personer/:personId/anteckningar/utkast'),
  draftThrowing: path('/personer/:personId/anteckningar/utkast/slang'),
  ownDrafts: path('/utkast'),
  stepMoves: path('/personer/:personId/stegbyten'),
  newStepMove: path('/personer/:personId/stegbyten/nytt'),
  personLedger: path('/personer/:personId/hyra'),
  newPlan: path('/personer/:personId/avbetalningsplan/ny'),
  personPlan: path('/personer/:personId/avbetalningsplan'),
  plan: path('/personer/:personId/avbetalningsplan/:planId'),
  planSignature: path('/personer/:personId/avbetalningsplan/:planId/underskrift'),
  planEnding: path('/personer/:personId/avbetalningsplan/:planId/avsluta'),
  respites: path('/personer/:personId/anstand'),
  respiteEnding: path('/personer/:personId/anstand/:respiteId/ta-tillbaka'),
  reminderPauses: path('/personer/:personId/paus'),
  interest: path('/personer/:personId/ranta'),
  householdEvents: path('/personer/:personId/uppgifter'),
  newHouseholdEvent: path('/personer/:personId/uppgifter/ny'),
  consents: path('/personer/:personId/samtycken'),
  newConsent: path('/personer/:personId/samtycken/nytt'),
  consentWithdrawal: path('/personer/:personId/samtycken/:consentId/ta-tillbaka'),
  pauseEnding: path('/personer/:personId/paus/:pauseId/avsluta'),
  newOneOffCharge: path('/personer/:personId/hyra/avgift'),
  newDayCredit: path('/personer/:personId/hyra/nedsattning'),
  newCredit: path('/personer/:personId/hyra/kreditering'),
  newReversal: path('/personer/:personId/hyra/motbokning'),
  newRefund: path('/personer/:personId/hyra/aterbetalning'),
  newTransfer: path('/personer/:personId/hyra/overforing'),
  newReAllocation: path('/personer/:personId/hyra/omfordelning'),
  newWriteOff: path('/personer/:personId/hyra/avskrivning'),

  newTenancy: path('/hyresgaster/ny'),
  newTenancyCheck: path('/hyresgaster/ny/kontrollera'),
  tenancy: path('/boenden/:tenancyId'),
  moveOut: path('/boenden/:tenancyId/utflyttning'),
  landlordTold: path('/boenden/:tenancyId/hyresvarden-underrattad'),
  tenancyRents: path('/boenden/:tenancyId/hyra'),
  checkpoints: path('/boenden/:tenancyId/kontrollstationer'),
  takeover: path('/boenden/:tenancyId/overtag'),
  takeoverTransfer: path('/boenden/:tenancyId/overtag/genomfor'),
  takeoverCancellation: path('/boenden/:tenancyId/overtag/avbryt'),

  apartments: path('/lagenheter'),
  newApartment: path('/lagenheter/ny'),
  apartment: path('/lagenheter/:apartmentId'),
  editApartment: path('/lagenheter/:apartmentId/andra'),
  apartmentForms: path('/lagenheter/:apartmentId/boendeformer'),
  apartmentLeases: path('/lagenheter/:apartmentId/inhyrning'),
  apartmentRents: path('/lagenheter/:apartmentId/hyror'),
  apartmentVoids: path('/lagenheter/:apartmentId/tomperioder'),
  voidCancellation: path('/lagenheter/:apartmentId/tomperioder/:voidId/avsluta'),

  contractTemplates: path('/avtalsmallar'),
  newContractTemplate: path('/avtalsmallar/ny'),
  contractTemplate: path('/avtalsmallar/:templateId'),
  contractTemplateFile: path('/avtalsmallar/:templateId/dokument'),
  contractTemplateEnding: path('/avtalsmallar/:templateId/avsluta'),

  rents: path('/hyror'),
  rentsXlsx: path('/hyror.xlsx'),
  chargeRun: path('/hyror/avisering'),
  rentFollowUp: path('/hyror/uppfoljning'),
  rentOnTime: path('/hyror/uppfoljning/hyra-i-tid'),
  rentOnTimeCsv: path('/hyror/uppfoljning/hyra-i-tid.csv'),
  rentOnTimeRows: path('/hyror/uppfoljning/hyra-i-tid/rader.csv'),
  losses: path('/hyror/uppfoljning/kundforluster'),
  lossesCsv: path('/hyror/uppfoljning/kundforluster.csv'),
  monthCloses: path('/hyror/manadsbokslut'),
  monthClose: path('/hyror/manadsbokslut/:month'),
  monthCloseEntries: path('/hyror/manadsbokslut/:month/poster'),
  monthCloseXlsx: path('/hyror/manadsbokslut/:month/bokslut.xlsx'),
  monthCloseCsv: path('/hyror/manadsbokslut/:month/bokslut.csv'),
  monthClosing: path('/hyror/manadsbokslut/:month/stang'),
  arrears: path('/skulder'),
  arrearsCsv: path('/skulder.csv'),
  arrearsXlsx: path('/skulder.xlsx'),
  plans: path('/skulder/avbetalningsplaner'),
  plansCsv: path('/skulder/avbetalningsplaner.csv'),
  planCalculation: path('/skulder/avbetalningsplaner/rakna'),
  payments: path('/inbetalningar'),
  newPayment: path('/inbetalningar/ny'),
  paymentImport: path('/inbetalningar/importera'),
  paymentPreview: path('/inbetalningar/importera/:uploadId'),
  unmatchedPayments: path('/inbetalningar/utan-traff'),
  unmatchedPayment: path('/inbetalningar/utan-traff/:receivedId'),
  paymentTemplate: path('/inbetalningar/mall.xlsx'),
  paymentImportFile: path('/inbetalningar/filer/:importId'),
  paymentUndoing: path('/inbetalningar/filer/:importId/angra'),
  payment: path('/inbetalningar/:receivedId'),
  paymentPayer: path('/inbetalningar/:receivedId/betalare'),
  paymentReturn: path('/inbetalningar/:receivedId/tillbaka'),
  paymentSettlement: path('/inbetalningar/:receivedId/avsluta'),

  letters: path('/brev'),
  billLetters: path('/brev/avier'),
  reminderLetters: path('/brev/paminnelser'),
  protectedLetters: path('/brev/skyddade'),
  letterBatch: path('/brev/utskrifter/:batch'),
  letterBatchFile: path('/brev/utskrifter/:batch/brev.pdf'),
  letterBatchSending: path('/brev/utskrifter/:batch/skickade'),
  letterBatchStop: path('/brev/utskrifter/:batch/stoppa'),
  letter: path('/brev/:letterId'),
  letterFile: path('/brev/:letterId/brev.pdf'),
  letterSending: path('/brev/:letterId/skickat'),
  letterStop: path('/brev/:letterId/stoppa'),
  personLetters: path('/personer/:personId/brev'),
  cases: path('/arenden'),
  newCase: path('/arenden/nytt'),
  case: path('/arenden/:caseId'),
  caseAtFirstSign: path('/arenden/oppna'),
  supportOffer: path('/arenden/:caseId/stod/erbjudande'),
  supportAnswer: path('/arenden/:caseId/stod/svar'),
  homeVisit: path('/arenden/:caseId/stod/hembesok'),
  caseResponsible: path('/arenden/:caseId/ansvarig'),
  caseFollowUp: path('/arenden/:caseId/bor-kvar'),
  caseMeeting: path('/arenden/:caseId/mote'),
  caseMeetingAnswer: path('/arenden/:caseId/mote/hur-det-gick'),
  newNotice: path('/arenden/:caseId/meddelanden/nytt'),
  noticeDocument: path('/arenden/:caseId/meddelanden/:noticeId/dokument'),
  newCaseLetter: path('/arenden/:caseId/brev/nytt'),
  newCaseEvent: path('/arenden/:caseId/handelser/ny'),
  disturbances: path('/storningar'),
  newDisturbance: path('/storningar/ny'),
  disturbance: path('/storningar/:disturbanceId'),
  newDisturbanceReport: path('/storningar/:disturbanceId/anmalningar/ny'),
  newDisturbanceStep: path('/storningar/:disturbanceId/atgarder/ny'),

  indicators: path('/indikatorer'),
  indicator: path('/indikatorer/:code'),
  indicatorRows: path('/indikatorer/:code/rader.csv'),
  indicatorsCsv: path('/indikatorer.csv'),

  registerImport: path('/importera-register'),
  registerTemplate: path('/importera-register/mall.xlsx'),
  registerPreview: path('/importera-register/:uploadId'),
  registerRejected: path('/importera-register/:uploadId/avvisade.xlsx'),

  administration: path('/administration'),
  users: path('/administration/anvandare'),
  newUser: path('/administration/anvandare/ny'),
  user: path('/administration/anvandare/:userId'),
  userLink: path('/administration/anvandare/:userId/lank'),
  userDeactivation: path('/administration/anvandare/:userId/avaktivering'),
  units: path('/administration/enheter'),
  unit: path('/administration/enheter/:unitId'),
  namnd: path('/administration/namnd'),
  landlords: path('/administration/hyresvardar'),
  landlord: path('/administration/hyresvardar/:landlordId'),
  landlordClosing: path('/administration/hyresvardar/:landlordId/avsluta'),
  landlordMeeting: path('/administration/hyresvardar/:landlordId/avstamning'),
  landlordMeetingCsv: path('/administration/hyresvardar/:landlordId/avstamning.csv'),
  ownAccounts: path('/administration/bankkonton'),
  ownAccountClosing: path('/administration/bankkonton/:accountId/avsluta'),
  settings: path('/administration/installningar'),
  targets: path('/administration/mal'),
} as const
