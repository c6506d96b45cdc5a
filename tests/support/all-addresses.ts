/**
 * Every address of the product about somebody: each open route with each id that these people have. A new kind of id fails here until it
 * has a value.
 */
import { expect } from '@jest/globals'
import { mayOpen, ROUTES } from '../../server/domain/access.js'
import { INDICATOR_CODES, LADDER_STEPS, LETTER_KINDS, ROLES, type Role } from '../../server/domain/codes.js'
import { makeFeed } from '../../server/features/own-settings/feed-store.js'
import { openedRoutes } from '../../server/web/door.js'
import { camt, entry, structured } from '../bank-files/written.js'
import { browseAs } from './browse.js'
import type { Protected } from './protected-people.js'
import { registerCsv } from './registers.js'
import { testToday, type TestHouse } from './test-house.js'

/** The routes of the table that are open and that the role may enter; signing out is not for a hunter. */
export function open(method: 'GET' | 'POST', role: Role): string[] {
  return Object.keys(ROUTES).filter(
    (route) => route.startsWith(`${method} `) && openedRoutes.has(route) && mayOpen(role, route) && !/logga-|valj-/.test(route),
  )
}

export const hasParameter = (route: string) => route.includes(':')

/** Every address of the route: each of its ids with each value known. */
export function addressesOf(route: string, known: Record<string, (string | number)[]>): string[] {
  const pattern = route.split(' ')[1] ?? ''
  const parameter = /:(\w+)/.exec(pattern)?.[1]
  if (parameter === undefined) return [pattern]
  const values = known[parameter]
  if (!values) throw new Error(`all-addresses.ts has no value for :${parameter} in ${route}: give it one in idsOf`)
  return values.flatMap((value) => addressesOf(`GET ${pattern.replace(`:${parameter}`, String(value))}`, known))
}

/** What the one named has chosen and not yet taken in: a bank file with their payments, and lists with their names in wrong rows. */
export async function uploadsOf(house: TestHouse, hidden: Protected[]): Promise<number[]> {
  const browser = await browseAs(house, 'BOSAMORDNARE', { name: 'Den Namngivna' })
  const bank = camt({
    entries: hidden.flatMap((one, n) => [
      entry({
        reference: `U${n}`,
        details: `<TxDtls><RmtInf>${structured(one.ocr)}</RmtInf><RltdPties><Dbtr><Nm>${one.bankName}</Nm></Dbtr></RltdPties></TxDtls>`,
      }),
      entry({ reference: `V${n}`, details: `<TxDtls><RltdPties><Dbtr><Nm>${one.bankName}</Nm></Dbtr></RltdPties></TxDtls>` }),
    ]),
  })
  const lists = registerCsv({
    personer: [
      ['person', 'personnummer', 'fornamn', 'efternamn', 'skyddad'],
      ...hidden.map((one, n) => [`HEMLIG-${n}`, '19811218-0000', one.secrets[4] ?? '', one.secrets[0] ?? '', 'KANSKE']),
    ],
  })
  const answers = [
    await browser.upload('/inbetalningar/importera', { field: 'file', name: 'bank.xml', bytes: bank }),
    await browser.upload('/importera-register', { field: 'fil', name: 'personer.csv', bytes: Buffer.from(lists[0]?.bytes ?? '') }),
  ]
  expect(answers.map((answer) => answer.status)).toEqual([303, 303])
  return answers.map((answer) => Number(/(\d+)$/.exec(String(answer.headers.location))?.[1]))
}

export async function idsOf(house: TestHouse, hidden: Protected[], uploads: number[]): Promise<Record<string, (string | number)[]>> {
  const { prisma } = house.db
  const landlord = await prisma.landlord.create({ data: { namndId: house.namndId, name: 'Stadsbacken', createdAt: house.clock.now() } })
  const account = await prisma.ownAccount.create({
    data: { namndId: house.namndId, kind: 'BANKGIRO', number: '50505055', name: 'Hyror', createdAt: house.clock.now() },
  })
  const imported = await prisma.paymentImport.create({
    data: {
      namndId: house.namndId,
      format: 'CAMT054',
      fileName: 'bank.xml',
      sha256: 'hunt',
      payments: 1,
      deductions: 0,
      netOre: 648_000n,
      bookedAt: house.clock.now(),
    },
  })
  const received = await prisma.receivedPayment.create({
    data: {
      namndId: house.namndId,
      importId: imported.id,
      ordinal: 1,
      source: 'HAND',
      kind: 'PAYMENT',
      amountOre: 648_000,
      unmatchedOre: 648_000,
      currency: 'SEK',
      bookedOn: '2026-11-20',
      reference: 'hyran',
      transactionKey: 'hunt:1',
      recordedAt: house.clock.now(),
    },
  })
  const apartmentIds = hidden.flatMap((one) => one.apartmentIds)
  const empty = await prisma.void.create({
    data: { apartmentId: apartmentIds[0] ?? 0, startsOn: '2027-06-01', reason: 'RENOVATION', recordedAt: house.clock.now() },
  })
  const template = await prisma.contractTemplate.create({
    data: {
      namndId: house.namndId,
      unitId: house.unitId,
      name: 'Andrahand',
      version: 1,
      text: 'Hyran betalas i tid.',
      recordedAt: house.clock.now(),
    },
  })
  const letters = await lettersTo(house, hidden)
  const calendars = await Promise.all(ROLES.map(async (role) => makeFeed(house.db, (await house.user(role)).actor)))
  return {
    secret: calendars,
    letterId: letters.map((letter) => letter.id),
    batch: letters.flatMap((letter) => letter.batch ?? []),
    personId: hidden.map((one) => one.personId),
    tenancyId: hidden.flatMap((one) => one.tenancyIds),
    apartmentId: apartmentIds,
    voidId: [empty.id],
    landlordId: [landlord.id],
    accountId: [account.id],
    receivedId: [received.id, ...hidden.flatMap((one) => one.receivedIds)],
    importId: [imported.id],
    month: ['2026-10', '2026-11'],
    planId: hidden.map((one) => one.planId),
    respiteId: hidden.map((one) => one.respiteId),
    pauseId: hidden.map((one) => one.pauseId),
    caseId: hidden.map((one) => one.caseId),
    noticeId: hidden.map((one) => one.noticeId),
    disturbanceId: hidden.map((one) => one.disturbanceId),
    consentId: hidden.map((one) => one.consentId),
    userId: [(await house.user('BOENDESTOD')).id],
    unitId: [house.unitId],
    templateId: [template.id],
    uploadId: uploads,
    token: ['finns-inte'],
    code: [...INDICATOR_CODES],
    step: [...LADDER_STEPS],
  }
}

/** A letter of each kind to each of them, and one in a batch that was made before they were protected: with name, address and number. */
async function lettersTo(house: TestHouse, hidden: Protected[]) {
  const letters = hidden.flatMap((one, n) =>
    LETTER_KINDS.flatMap((kind, k) => [
      { one, kind, protection: 'SEKRETESSMARKERING', batch: null, number: 9_000 + n * 100 + k },
      { one, kind, protection: 'NEJ', batch: String(9_500 + n), number: 9_500 + n * 100 + k },
    ]),
  )
  return Promise.all(
    letters.map(({ one, kind, protection, batch, number }) => {
      const bill = { id: 1, what: `Hyra åt ${one.bankName}`, dueOn: '2026-10-30', ocr: one.ocr, amountOre: 1, openOre: 1 }
      const content = {
        kind,
        number,
        madeOn: testToday,
        bankgiro: '5050-1055',
        home: one.addresses[0],
        ocr: one.ocr,
        sender: { name: 'Lunda', unit: null, postAddress: 'Box 1', postcode: '12621', city: 'Lunda', phone: '08-1', email: null },
        recipient: { name: one.bankName, address: one.addresses, protection, identity: one.number },
        contact: { name: null, phone: '08-1' },
        basis: { protection, address: one.addresses, bills: [], bankgiro: null, balanceOre: 0, paused: false, respited: [], plan: null },
        bill,
        period: '2026-11',
        parts: [],
        earlier: [bill],
        earlierOre: 1,
        toGoodOre: 0,
        plan: null,
        bills: [bill],
        sumOre: 1,
        feeOre: 0,
        payBy: '2026-12-30',
        forfeitable: false,
        agreedOn: testToday,
        debtOre: 1,
        instalments: [],
        monthlyRentOre: 1,
        from: '2026-11',
        to: '2026-11',
        openingOre: 0,
        months: [],
        balanceOre: 1,
        late: [bill],
      }
      return house.db.prisma.letter.create({
        data: {
          namndId: house.namndId,
          unitId: house.unitId,
          personId: one.personId,
          kind,
          number,
          batch,
          content: JSON.stringify(content),
          createdAt: house.clock.now(),
        },
      })
    }),
  )
}
