/**
 * Who may read and do what: the one table. A role gets what its work needs and no more (lag 2001:454 10 §, domain.md §1.6, §4).
 * Example: a controller reads indicators but never rows with persons; an administrator manages users but never sees a person.
 * Every route stands in ROUTES or the program does not start (web/door.ts); a test walks every role through every route.
 */
import type { Role } from './codes.js'

const AT_WORK_WITH_PEOPLE = ['BOSAMORDNARE', 'BOENDESTOD', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE', 'CHEF'] as const

export const MAY = {
  readToday: AT_WORK_WITH_PEOPLE,
  readPeople: AT_WORK_WITH_PEOPLE,
  readApartments: AT_WORK_WITH_PEOPLE,
  readRents: AT_WORK_WITH_PEOPLE,
  writeNotes: AT_WORK_WITH_PEOPLE,
  changePeople: ['BOSAMORDNARE', 'SOCIALSEKRETERARE'],
  protectPeople: ['BOSAMORDNARE', 'SOCIALSEKRETERARE', 'CHEF'],
  moveOnLadder: ['BOSAMORDNARE', 'SOCIALSEKRETERARE'],
  holdCheckpoints: ['BOSAMORDNARE', 'BOENDESTOD', 'SOCIALSEKRETERARE'],
  changeApartments: ['BOSAMORDNARE'],
  changeRents: ['BOSAMORDNARE'],
  readLetters: AT_WORK_WITH_PEOPLE,
  writeLetters: ['BOSAMORDNARE', 'BOENDESTOD', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE'],
  sendLetters: ['BOSAMORDNARE'],
  importRegister: ['BOSAMORDNARE'],
  readReadings: ['CHEF'],
  readIndicators: [...AT_WORK_WITH_PEOPLE, 'CONTROLLER'],
  readIndicatorRows: AT_WORK_WITH_PEOPLE,
  manageLandlords: ['ADMINISTRATOR', 'BOSAMORDNARE'],
  administer: ['ADMINISTRATOR'],
} as const satisfies Record<string, readonly Role[]>
export type Right = keyof typeof MAY

/** PUBLIC: anybody; SIGNED_IN: any role. */
export const ROUTES: Record<string, Right | 'PUBLIC' | 'SIGNED_IN'> = {
  'GET /': 'SIGNED_IN',
  'GET /delar': 'PUBLIC',
  'GET /tillganglighet': 'PUBLIC',
  'GET /logga-in': 'PUBLIC',
  'POST /logga-in': 'PUBLIC',
  'POST /logga-ut': 'PUBLIC',
  'GET /valj-losenord/:token': 'PUBLIC',
  'POST /valj-losenord/:token': 'PUBLIC',
  'GET /fortsatt': 'SIGNED_IN',
  'POST /fortsatt': 'SIGNED_IN',
  'GET /sok': 'readPeople',
  'GET /idag': 'readToday',

  'GET /trappan': 'readPeople',
  'GET /trappan/:step': 'readPeople',

  'GET /personer': 'readPeople',
  'GET /personer/ny': 'changePeople',
  'POST /personer/ny': 'changePeople',
  'POST /personer/ny/kontrollera': 'changePeople',
  'GET /personer/:personId': 'readPeople',
  'GET /personer/:personId/andra': 'changePeople',
  'POST /personer/:personId/andra': 'changePeople',
  'GET /personer/:personId/identiteter': 'changePeople',
  'POST /personer/:personId/identiteter': 'changePeople',
  'GET /personer/:personId/hushall': 'changePeople',
  'POST /personer/:personId/hushall': 'changePeople',
  'GET /personer/:personId/skydd': 'protectPeople',
  'POST /personer/:personId/skydd': 'protectPeople',
  'GET /personer/:personId/visningar': 'readReadings',
  'GET /personer/:personId/anteckningar': 'readPeople',
  'GET /personer/:personId/anteckningar/ny': 'writeNotes',
  'POST /personer/:personId/anteckningar/ny': 'writeNotes',
  'GET /personer/:personId/stegbyten': 'readPeople',
  'GET /personer/:personId/stegbyten/nytt': 'moveOnLadder',
  'POST /personer/:personId/stegbyten/nytt': 'moveOnLadder',
  'GET /personer/:personId/hyra': 'readRents',

  'GET /hyresgaster/ny': 'moveOnLadder',
  'POST /hyresgaster/ny': 'moveOnLadder',
  'POST /hyresgaster/ny/kontrollera': 'moveOnLadder',
  'GET /boenden/:tenancyId': 'readPeople',
  'GET /boenden/:tenancyId/utflyttning': 'moveOnLadder',
  'POST /boenden/:tenancyId/utflyttning': 'moveOnLadder',
  'GET /boenden/:tenancyId/hyresvarden-underrattad': 'changeApartments',
  'POST /boenden/:tenancyId/hyresvarden-underrattad': 'changeApartments',
  'GET /boenden/:tenancyId/hyra': 'changeRents',
  'POST /boenden/:tenancyId/hyra': 'changeRents',
  'GET /boenden/:tenancyId/kontrollstationer': 'holdCheckpoints',
  'POST /boenden/:tenancyId/kontrollstationer': 'holdCheckpoints',
  'GET /boenden/:tenancyId/overtag': 'moveOnLadder',
  'POST /boenden/:tenancyId/overtag': 'moveOnLadder',
  'GET /boenden/:tenancyId/overtag/genomfor': 'moveOnLadder',
  'POST /boenden/:tenancyId/overtag/genomfor': 'moveOnLadder',
  'POST /boenden/:tenancyId/overtag/avbryt': 'moveOnLadder',

  'GET /lagenheter': 'readApartments',
  'GET /lagenheter/ny': 'changeApartments',
  'POST /lagenheter/ny': 'changeApartments',
  'GET /lagenheter/:apartmentId': 'readApartments',
  'GET /lagenheter/:apartmentId/andra': 'changeApartments',
  'POST /lagenheter/:apartmentId/andra': 'changeApartments',
  'GET /lagenheter/:apartmentId/boendeformer': 'changeApartments',
  'POST /lagenheter/:apartmentId/boendeformer': 'changeApartments',
  'GET /lagenheter/:apartmentId/inhyrning': 'changeApartments',
  'POST /lagenheter/:apartmentId/inhyrning': 'changeApartments',
  'GET /lagenheter/:apartmentId/hyror': 'changeApartments',
  'POST /lagenheter/:apartmentId/hyror': 'changeApartments',
  'GET /lagenheter/:apartmentId/tomperioder': 'changeApartments',
  'POST /lagenheter/:apartmentId/tomperioder': 'changeApartments',
  'POST /lagenheter/:apartmentId/tomperioder/:voidId/avsluta': 'changeApartments',

  'GET /hyror': 'readRents',
  'GET /hyror/avisering': 'changeRents',
  'POST /hyror/avisering': 'changeRents',
  'GET /skulder': 'readRents',
  'GET /skulder.csv': 'readRents',
  'GET /skulder.xlsx': 'readRents',
  'GET /inbetalningar': 'readRents',
  'GET /inbetalningar/ny': 'changeRents',
  'POST /inbetalningar/ny': 'changeRents',
  'GET /inbetalningar/importera': 'changeRents',
  'POST /inbetalningar/importera': 'changeRents',
  'GET /inbetalningar/importera/:uploadId': 'changeRents',
  'POST /inbetalningar/importera/:uploadId': 'changeRents',
  'GET /inbetalningar/utan-traff': 'changeRents',
  'GET /inbetalningar/utan-traff/:receivedId': 'changeRents',
  'POST /inbetalningar/utan-traff/:receivedId': 'changeRents',

  'GET /brev': 'readLetters',
  'GET /brev/avier': 'sendLetters',
  'POST /brev/avier': 'sendLetters',
  'POST /brev/paminnelser': 'sendLetters',
  'GET /brev/skyddade': 'readLetters',
  'GET /brev/utskrifter/:batch': 'readLetters',
  'GET /brev/utskrifter/:batch/brev.pdf': 'readLetters',
  'POST /brev/utskrifter/:batch/skickade': 'sendLetters',
  'POST /brev/utskrifter/:batch/stoppa': 'sendLetters',
  'GET /brev/:letterId': 'readLetters',
  'GET /brev/:letterId/brev.pdf': 'readLetters',
  'POST /brev/:letterId/skickat': 'writeLetters',
  'POST /brev/:letterId/stoppa': 'writeLetters',
  'GET /personer/:personId/brev': 'readLetters',
  'POST /personer/:personId/brev': 'writeLetters',

  'GET /indikatorer': 'readIndicators',
  'GET /indikatorer.csv': 'readIndicators',
  'GET /indikatorer/:code': 'readIndicators',
  'GET /indikatorer/:code/rader.csv': 'readIndicatorRows',

  'GET /importera-register': 'importRegister',
  'POST /importera-register': 'importRegister',
  'GET /importera-register/mall.xlsx': 'importRegister',
  'GET /importera-register/:uploadId': 'importRegister',
  'POST /importera-register/:uploadId': 'importRegister',
  'GET /importera-register/:uploadId/avvisade.xlsx': 'importRegister',

  'GET /administration': 'administer',
  'GET /administration/anvandare': 'administer',
  'GET /administration/anvandare/ny': 'administer',
  'POST /administration/anvandare/ny': 'administer',
  'GET /administration/anvandare/:userId': 'administer',
  'POST /administration/anvandare/:userId': 'administer',
  'POST /administration/anvandare/:userId/lank': 'administer',
  'POST /administration/anvandare/:userId/avaktivering': 'administer',
  'GET /administration/enheter': 'administer',
  'POST /administration/enheter': 'administer',
  'GET /administration/enheter/:unitId': 'administer',
  'POST /administration/enheter/:unitId': 'administer',
  'GET /administration/namnd': 'administer',
  'POST /administration/namnd': 'administer',
  'GET /administration/hyresvardar': 'manageLandlords',
  'POST /administration/hyresvardar': 'manageLandlords',
  'GET /administration/hyresvardar/:landlordId': 'manageLandlords',
  'POST /administration/hyresvardar/:landlordId': 'manageLandlords',
  'POST /administration/hyresvardar/:landlordId/avsluta': 'manageLandlords',
  'GET /administration/bankkonton': 'administer',
  'POST /administration/bankkonton': 'administer',
  'POST /administration/bankkonton/:accountId/avsluta': 'administer',
  'GET /administration/installningar': 'administer',
  'POST /administration/installningar': 'administer',
  'GET /administration/mal': 'administer',
  'POST /administration/mal': 'administer',
}

/** May somebody with this role do this? */
export function may(role: Role, right: Right): boolean {
  return (MAY[right] as readonly Role[]).includes(role)
}

/** May this role (null: nobody is signed in) open the route, given as `METHOD pattern`? Unknown routes are open to nobody. */
export function mayOpen(role: Role | null, route: string): boolean {
  const need = ROUTES[route]
  if (need === undefined) return false
  if (need === 'PUBLIC') return true
  if (role === null) return false
  return need === 'SIGNED_IN' || may(role, need)
}
