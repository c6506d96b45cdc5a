/** The columns the demo fills, by table, for many-rows.ts. */
const int = 'int' as const
const text = 'text' as const
const real = 'real' as const

export const apartment = {
  id: int,
  namndId: int,
  unitId: int,
  ownId: text,
  landlordId: int,
  address: text,
  postcode: text,
  city: text,
  apartmentNumber: text,
  areaName: text,
  squareMeters: real,
  rooms: real,
  costCentre: text,
  sortAddress: text,
  searchAddress: text,
  createdAt: text,
}
export const formPeriod = { apartmentId: int, housingForm: text, startsOn: text, endsOn: text, recordedAt: text }
export const headLease = {
  apartmentId: int,
  kind: text,
  startsOn: text,
  endsOn: text,
  noticeMonths: int,
  waiverReference: text,
  waiverApprovedOn: text,
  waiverUntilOn: text,
  recordedAt: text,
}
export const apartmentRent = { apartmentId: int, side: text, fromOn: text, amountOre: int, recordedAt: text }
export const person = {
  id: int,
  namndId: int,
  unitId: int,
  ownId: text,
  givenName: text,
  familyName: text,
  sortName: text,
  searchName: text,
  birthOn: text,
  protection: text,
  phone: text,
  caseReference: text,
  createdAt: text,
  socialsekreterareId: int,
  boendestodjareId: int,
}
export const identity = { namndId: int, personId: int, kind: text, number: text, recordedAt: text }
export const child = { personId: int, birthYear: int, residence: text, recordedAt: text }
export const grant = { personId: int, userId: int, grantedAt: text }
export const note = { namndId: int, personId: int, kind: text, reached: text, happenedOn: text, text, writtenAt: text, authorId: int }
export const tenancy = {
  id: int,
  namndId: int,
  unitId: int,
  apartmentId: int,
  personId: int,
  startsOn: text,
  endsOn: text,
  outcome: text,
  contractUntilOn: text,
  landlordToldOn: text,
  recordedAt: text,
}
export const tenancyRent = { tenancyId: int, fromOn: text, amountOre: int, recordedAt: text }
export const stepMove = {
  namndId: int,
  personId: int,
  tenancyId: int,
  fromStep: text,
  toStep: text,
  direction: text,
  movesOn: text,
  reason: text,
  decisionReference: text,
  recordedAt: text,
}
export const takeover = {
  namndId: int,
  tenancyId: int,
  personId: int,
  apartmentId: int,
  approvedOn: text,
  transfersOn: text,
  recordedAt: text,
  transferredAt: text,
}
export const checkpoint = { tenancyId: int, months: int, heldOn: text, note: text, recordedAt: text }
export const received = {
  id: int,
  namndId: int,
  ordinal: int,
  source: text,
  kind: text,
  amountOre: int,
  currency: text,
  bookedOn: text,
  valueOn: text,
  orderedOn: text,
  reference: text,
  message: text,
  payerName: text,
  payerKind: text,
  transactionKey: text,
  recordedAt: text,
  unmatchedOre: int,
}
export const entry = {
  id: int,
  namndId: int,
  unitId: int,
  personId: int,
  tenancyId: int,
  kind: text,
  amountOre: int,
  effectiveOn: text,
  recordedAt: text,
  period: text,
  dueOn: text,
  ocr: text,
  housingForm: text,
  costCentre: text,
  specification: text,
  receivedId: int,
  payerKind: text,
  openOre: int,
  settledOn: text,
}
export const allocation = { namndId: int, creditId: int, chargeId: int, amountOre: int, effectiveOn: text, recordedAt: text }
