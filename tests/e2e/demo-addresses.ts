/** Real addresses for every route that is read: ids out of the demo municipality, a link, and uploads made as a person makes them. */
import type { Page } from 'playwright-core'
import { nextMonth } from '../../server/domain/calendar.js'
import { INDICATOR_CODES, LADDER_STEPS } from '../../server/domain/codes.js'
import { makeFeed } from '../../server/features/own-settings/feed-store.js'
import { makeSignInLink } from '../../server/features/session/store.js'
import { camt, entry } from '../bank-files/written.js'
import { testToday } from '../support/test-house.js'
import type { DemoHouse } from '../support/demo-house.js'
import { registerWorkbook, smallRegister, withCell } from '../support/registers.js'

type Ids = Record<string, string | number | undefined>

/** Gives the address of a route's pattern; throws the name of what the demo does not have. */
export async function addressesOf(house: DemoHouse, bosamordnare: Page): Promise<(pattern: string) => string> {
  const { prisma } = house.db
  const open = { person: { protection: 'NEJ' }, outcome: null, startsOn: { lte: testToday } }
  const inTrial = {
    forms: {
      some: { housingForm: 'FORSOKSLAGENHET', startsOn: { lte: testToday }, OR: [{ endsOn: null }, { endsOn: { gt: testToday } }] },
    },
  }
  const living = await prisma.tenancy.findFirst({ where: { ...open, takeover: null, entries: { some: {} }, apartment: inTrial } })
  const leaving = await prisma.tenancy.findFirst({ where: { person: { protection: 'NEJ' }, takeover: { transferredAt: null } } })
  const untold = await prisma.tenancy.findFirst({ where: { ...open, landlordToldOn: null } })
  const administrator = await prisma.user.findFirst({ where: { role: 'ADMINISTRATOR' } })
  const closed = await prisma.monthClose.findFirst({ orderBy: { month: 'desc' } })
  const received = await prisma.receivedPayment.findFirst({ where: { unmatchedOre: { gt: 0 }, kind: 'PAYMENT', currency: 'SEK' } })
  const deduction = await prisma.receivedPayment.findFirst({ where: { kind: 'DEDUCTION', unmatchedOre: { gt: 0 } } })
  const reader = await prisma.user.findFirst({ where: { role: 'CHEF' } })
  const usual: Ids = {
    personId: living?.personId,
    tenancyId: living?.id,
    apartmentId: living?.apartmentId,
    step: LADDER_STEPS.at(-1),
    code: INDICATOR_CODES[0],
    receivedId: received?.id,
    month: closed?.month,
    importId: (await prisma.paymentImport.findFirst({ where: { undoneAt: null }, orderBy: { id: 'desc' } }))?.id,
    letterId: (await prisma.letter.findFirst({ where: { kind: 'PAYMENT_OVERVIEW', sentAt: null, stoppedAt: null } }))?.id,
    batch: (await prisma.letter.findFirst({ where: { batch: { not: null }, sentAt: null, stoppedAt: null } }))?.batch ?? undefined,
    templateId: (await prisma.contractTemplate.findFirst())?.id,
    caseId: (await prisma.preventionCase.findFirst({ where: { closedOn: null } }))?.id,
    disturbanceId: (await prisma.disturbance.findFirst({ where: { closedOn: null, person: { protection: 'NEJ' }, reports: { some: {} } } }))
      ?.id,
    userId: (await prisma.user.findFirst({ where: { role: 'BOENDESTOD' } }))?.id,
    unitId: (await prisma.unit.findFirst())?.id,
    landlordId: (await prisma.landlord.findFirst())?.id,
    secret: reader
      ? await makeFeed(house.db, { ...reader, userId: reader.id, role: 'CHEF', page: '', now: house.clock.now(), today: testToday })
      : undefined,
    token: administrator ? await makeSignInLink(house.db, administrator.id, 24) : undefined,
  }
  const withDocument = await prisma.evictionNotice.findFirst({ where: { documentId: { not: null } } })
  const ofMeeting = { caseId: (await prisma.caseEvent.findFirst({ where: { kind: 'MEETING_PLANNED', happenedOn: testToday } }))?.caseId }
  const templateWithFile = await prisma.contractTemplate.findFirst({ where: { documentId: { not: null } } })
  const plan = await prisma.repaymentPlan.findFirst({ where: { endedOn: null, signedOn: null } })
  const ofPlan = { personId: plan?.personId, planId: plan?.id }
  const consent = await prisma.landlordConsent.findFirst({ where: { withdrawnOn: null, untilOn: null } })
  const own: Record<string, Ids> = {
    '/personer/:personId/samtycken': { personId: consent?.personId },
    '/personer/:personId/samtycken/:consentId/ta-tillbaka': { personId: consent?.personId, consentId: consent?.id },
    '/arenden/:caseId/meddelanden/:noticeId/dokument': { caseId: withDocument?.caseId, noticeId: withDocument?.id },
    '/arenden/:caseId/mote': ofMeeting,
    '/arenden/:caseId/mote/hur-det-gick': ofMeeting,
    '/avtalsmallar/:templateId/dokument': { templateId: templateWithFile?.id },
    '/personer/:personId/avbetalningsplan': ofPlan,
    '/personer/:personId/avbetalningsplan/:planId': ofPlan,
    '/personer/:personId/avbetalningsplan/:planId/underskrift': ofPlan,
    '/personer/:personId/avbetalningsplan/:planId/avsluta': ofPlan,
    '/personer/:personId/anstand': { personId: (await prisma.respite.findFirst())?.personId },
    '/personer/:personId/paus': { personId: (await prisma.reminderPause.findFirst())?.personId },
    '/personer/:personId/avbetalningsplan/ny': {
      personId: (await prisma.respite.findFirst({ where: { endedAt: { not: null } } }))?.personId,
    },
    '/hyror/manadsbokslut/:month/stang': { month: closed ? nextMonth(closed.month) : undefined },
    '/boenden/:tenancyId/overtag/genomfor': { tenancyId: leaving?.id },
    '/boenden/:tenancyId/hyresvarden-underrattad': { tenancyId: untold?.id },
    '/importera-register/:uploadId': { uploadId: await uploadRegister(house, bosamordnare) },
    '/inbetalningar/:receivedId/avsluta': { receivedId: deduction?.id },
    '/inbetalningar/importera/:uploadId': { uploadId: await uploadBankFile(house, bosamordnare) },
  }
  own['/importera-register/:uploadId/avvisade.xlsx'] = own['/importera-register/:uploadId'] ?? {}
  return (pattern) =>
    pattern.replace(/:(\w+)/g, (_, name: string) => {
      const value = (own[pattern] ?? usual)[name]
      if (value === undefined) throw new Error(`the demo has no ${name} for ${pattern}`)
      return String(value)
    })
}

/** Lists with one wrong cell, so that there is something to reject. */
async function uploadRegister(house: DemoHouse, page: Page): Promise<string | undefined> {
  const { name, bytes } = await registerWorkbook(withCell(smallRegister, 'boenden', 1, 2, '2022-13-01'))
  return upload(page, `${house.base}/importera-register`, name, Buffer.from(bytes))
}

async function uploadBankFile(house: DemoHouse, page: Page): Promise<string | undefined> {
  const bill = await house.db.prisma.ledgerEntry.findFirst({ where: { kind: 'CHARGE', openOre: { gt: 0 }, ocr: { not: null } } })
  const paid = `<TxDtls><RmtInf><Strd><CdtrRefInf><Ref>${bill?.ocr}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`
  const file = camt({
    entries: [entry({ amount: '4500.00', reference: 'W1', details: paid }), entry({ amount: '321.00', reference: 'W2' })],
  })
  return upload(page, `${house.base}/inbetalningar/importera`, 'camt.054.xml', Buffer.from(file))
}

async function upload(page: Page, address: string, name: string, buffer: Buffer): Promise<string | undefined> {
  await page.goto(address)
  await page.locator('main input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL(/\/\d+$/)
  return /\d+$/.exec(page.url())?.[0]
}
