/** What a page is called when the chef reads who has looked at a person. The log holds method and path; here they become words. */
import { paths, type Path } from '../../paths.js'

const names: [Path, string][] = [
  [paths.newPerson, 'ny person, lika personer'],
  [paths.newPersonCheck, 'ny person, lika personer'],
  [paths.person, 'personens sida'],
  [paths.editPerson, 'ändra uppgifter'],
  [paths.personIdentities, 'personnummer'],
  [paths.personHousehold, 'barn'],
  [paths.personProtection, 'skydd'],
  [paths.personReadings, 'vem har tittat'],
  [paths.notes, 'anteckningar'],
  [paths.newNote, 'ny anteckning'],
  [paths.stepMoves, 'stegbyten'],
  [paths.newStepMove, 'byt steg'],
  [paths.personLedger, 'hyra'],
  [paths.people, 'personlistan'],
  [paths.search, 'sökning'],
  [paths.today, 'i dag'],
  [paths.boardStep, 'trappan'],
  [paths.board, 'trappan'],
  [paths.arrears, 'skuldlistan'],
  [paths.arrearsCsv, 'skuldlistan som fil'],
  [paths.arrearsXlsx, 'skuldlistan som fil'],
  [paths.rents, 'hyror'],
  [paths.tenancy, 'boendet'],
  [paths.moveOut, 'utflyttning'],
  [paths.landlordTold, 'hyresvärden underrättad'],
  [paths.tenancyRents, 'ny hyra'],
  [paths.checkpoints, 'kontrollstation'],
  [paths.takeover, 'övertag'],
  [paths.takeoverTransfer, 'övertag'],
  [paths.takeoverCancellation, 'övertag'],
  [paths.apartments, 'lägenhetslistan'],
  [paths.apartment, 'lägenheten'],
  [paths.newTenancy, 'ny hyresgäst'],
  [paths.newTenancyCheck, 'ny hyresgäst'],
  [paths.indicatorRows, 'indikatorns rader'],
  [paths.indicator, 'indikatorns rader'],
  [paths.unmatchedPayment, 'inbetalning utan träff'],
  [paths.unmatchedPayments, 'inbetalningar utan träff'],
  [paths.newPayment, 'ny inbetalning'],
  [paths.payments, 'inbetalningar'],
]

/** "GET /personer/7" → "personens sida"; a page without a name of its own is shown as its address, so nothing is hidden. */
export function pageNameOf(page: string): string {
  const path = page.replace(/^[A-Z]+ /, '')
  const found = names.find(([{ pattern }]) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+').replace(/\./g, '\\.')}$`).test(path))
  return found?.[1] ?? path
}
