/** The letters' PDF, read back: what a screen reader, a bank and an archive find in it. */
import { describe, expect, test } from '@jest/globals'
import type {
  ConfirmationContent,
  ConfirmationCopyContent,
  LandlordReplyContent,
  LetterContent,
  MeetingCallContent,
  PaymentOverviewContent,
  ReminderContent,
  RentBillContent,
  RepaymentPlanContent,
  SupportOfferContent,
  UndertakingContent,
} from '../../server/documents/letters/content.js'
import { letterPdf, lettersPdf } from '../../server/documents/letters/letter-pdf.js'
import { readPdf } from '../support/read-pdf.js'

const frame = {
  number: 1007,
  madeOn: '2026-11-22',
  sender: {
    name: 'Lunda stadsdelsnämnd',
    unit: 'Vuxenenheten',
    postAddress: 'Box 120',
    postcode: '12621',
    city: 'Lunda',
    phone: '08-508 120 00',
    email: 'boende@lunda.example',
  },
  recipient: { name: 'Åsa Öberg Ćosić', address: ['Provgatan 12 B lgh 1101', '126 34 Lunda'], protection: 'NEJ', identity: null },
  contact: { name: 'Samir Haddad', phone: '08-508 120 14' },
  basis: { protection: 'NEJ', address: [], bills: [], bankgiro: '5050-1055', balanceOre: 0, paused: false, respited: [], plan: null },
} as const satisfies Partial<LetterContent> as unknown as Omit<RentBillContent, 'kind'>
const bill = (what: string, dueOn: string, ocr: string, openOre: number) => ({ id: 1, what, dueOn, ocr, amountOre: 648_000, openOre })
const october = bill('Hyra oktober 2026', '2026-09-30', '471120261021', 648_000)
const september = bill('Hyra september 2026', '2026-08-31', '471120260922', 220_050)

const rentBill = (more: Partial<RentBillContent> = {}): RentBillContent => ({
  ...frame,
  kind: 'RENT_BILL',
  bill: bill('Hyra december 2026', '2026-11-30', '471120261221', 598_000),
  period: '2026-12',
  home: 'Provgatan 12 B, lgh 1101',
  bankgiro: '5050-1055',
  parts: [
    { what: 'Hyra 1 december–15 december', days: 15, amountOre: 300_000 },
    { what: 'Hyra 16 december–31 december', days: 16, amountOre: 348_000 },
  ],
  earlier: [september],
  earlierOre: 220_050,
  toGoodOre: 5_000,
  plan: { nextOn: '2026-12-10', nextOre: 50_000 },
  ...more,
})
const reminder = (more: Partial<ReminderContent> = {}): ReminderContent => ({
  ...frame,
  kind: 'REMINDER',
  home: 'Provgatan 12 B, lgh 1101',
  bankgiro: '5050-1055',
  bills: [september, october],
  sumOre: 868_050,
  feeOre: 0,
  payBy: '2026-12-02',
  forfeitable: true,
  ...more,
})
const plan = (count: number): RepaymentPlanContent => ({
  ...frame,
  kind: 'REPAYMENT_PLAN',
  bankgiro: '5050-1055',
  ocr: '471120261021',
  agreedOn: '2026-11-20',
  debtOre: count * 50_000,
  monthlyRentOre: 648_000,
  instalments: Array.from({ length: count }, (_, n) => ({
    number: n + 1,
    dueOn: '2027-01-28',
    amountOre: 50_000,
    leftOre: (count - n - 1) * 50_000,
  })),
})
const overview: PaymentOverviewContent = {
  ...frame,
  kind: 'PAYMENT_OVERVIEW',
  from: '2026-10',
  to: '2026-11',
  openingOre: 20_000,
  months: [
    { month: '2026-10', chargedOre: 648_000, paidOre: 668_000, otherOre: 0, balanceOre: 0 },
    { month: '2026-11', chargedOre: 648_000, paidOre: 0, otherOre: -10_000, balanceOre: 638_000 },
  ],
  balanceOre: 638_000,
  late: [],
}
const caseFrame = {
  ...frame,
  to: 'LANDLORD',
  standing: {} as never,
  about: { name: 'Åsa Öberg Ćosić', home: 'Provgatan 12 B, lgh 1101', reference: '471120261021' },
  signed: { name: 'Maria Lindqvist', title: 'vräkningsförebyggare', phone: '08-508 120 20', email: 'maria@lunda.example' },
} as const
const confirmation: ConfirmationContent = { ...caseFrame, kind: 'CONFIRMATION', to: 'KRONOFOGDEN', noticeArrivedOn: '2026-11-22' }
const copy: ConfirmationCopyContent = {
  ...caseFrame,
  kind: 'CONFIRMATION_COPY',
  to: 'PERSON',
  about: { name: null, home: null, reference: null },
  original: { ...confirmation, number: 1006 },
  originalSentOn: '2026-11-22',
}
const undertaking: UndertakingContent = {
  ...caseFrame,
  kind: 'UNDERTAKING',
  noticeArrivedOn: '2026-11-11',
  amountOre: 1_524_000,
  months: { from: '2026-10', to: '2026-11' },
  decidedById: 1,
}
const reply: LandlordReplyContent = {
  ...caseFrame,
  kind: 'LANDLORD_REPLY',
  noticeArrivedOn: '2026-11-11',
  facts: [
    { fact: 'RENT_PAID_ON', on: '2026-11-20' },
    { fact: 'DISTURBANCE_SPOKEN_OF', on: null },
  ],
  line: null,
}
const meeting: MeetingCallContent = {
  ...caseFrame,
  kind: 'MEETING_CALL',
  to: 'PERSON',
  meetingOn: '2026-11-25',
  atTime: '13.00',
  place: 'Torget 1',
}
const offer: SupportOfferContent = { ...caseFrame, kind: 'SUPPORT_OFFER', to: 'PERSON', supportKinds: ['RENT_ADVICE', 'HOME_VISIT'] }
const all: [string, LetterContent][] = [
  ['hyresavi', rentBill()],
  ['påminnelse', reminder()],
  ['avbetalningsplan', plan(12)],
  ['betalningsöversikt', overview],
  ['bekräftelse till Kronofogden', confirmation],
  ['kopia av bekräftelsen', copy],
  ['åtagande', undertaking],
  ['svar till hyresvärd', reply],
  ['kallelse', meeting],
  ['erbjudande om stöd', offer],
]

describe.each(all)('%s', (_name, letter) => {
  test('is tagged, in Swedish, with its title shown and nothing of the person in its particulars', async () => {
    const read = readPdf(await letterPdf(letter))
    expect([read.tagged, read.lang, read.title !== '']).toEqual([true, 'sv', true])
    expect(read.raw).toContain('/DisplayDocTitle true')
    expect(read.raw).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(read.tags[0]).toBe('Document')
    expect(read.tags.filter((tag) => tag === 'H1')).toHaveLength(1)
    expect(read.tags).toEqual(expect.arrayContaining(['P', 'H2']))
    const rows = letter.kind === 'SUPPORT_OFFER' ? ['L', 'LI', 'LBody'] : ['Table', 'TR', 'TH', 'TD']
    expect(read.tags).toEqual(expect.arrayContaining(rows))
    // Particulars are not packed; pages are. So what can be read without unpacking names nobody.
    for (const secret of ['Öberg', 'Provgatan', '471120261021'])
      expect(Buffer.from(read.raw, 'latin1').toString('utf8')).not.toContain(secret)
    expect(read.title).not.toContain('Öberg')
  })

  test('everything read is in the tree, in order; the rest is page furniture', async () => {
    const read = readPdf(await letterPdf(letter))
    expect(read.texts.slice(0, 4)).toEqual([
      'Lunda stadsdelsnämnd',
      'Vuxenenheten, Box 120, 126\u00a021 Lunda',
      'Datum 22\u00a0november\u00a02026',
      'Brev 1007',
    ])
    expect(read.texts).toEqual(expect.arrayContaining(['Åsa Öberg Ćosić', 'Provgatan 12 B lgh 1101', '126\u00a034 Lunda']))
    for (const furniture of read.artifacts) expect(furniture).toMatch(/^Brev 1007(\. Sida \d av \d)?$/)
    expect(read.artifacts).toContain(`Brev 1007. Sida ${read.pages} av ${read.pages}`)
  })

  test('the same values give the same bytes', async () => {
    expect((await letterPdf(letter)).equals(await letterPdf(structuredClone(letter)))).toBe(true)
  })

  test('has its fonts inside, as subsets', async () => {
    const { raw } = readPdf(await letterPdf(letter))
    expect([...raw.matchAll(/\/BaseFont \/([A-Z]{6}\+Inter-\w+)/g)].length).toBeGreaterThan(0)
    expect(raw).toContain('/FontFile2')
    expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/)
  })
})

test('an avi says what to pay, with which number, to whom and when', async () => {
  const { texts, pages } = readPdf(await letterPdf(rentBill()))
  expect(pages).toBe(1)
  expect(texts.slice(-5)).toEqual([
    'Betalningsuppgifter',
    'Till bankgiro 5050-1055',
    'OCR-nummer 471120261221',
    'Betala senast 2026-11-30',
    'Belopp 5\u00a0980\u00a0kr',
  ])
  expect(texts).toEqual(expect.arrayContaining(['Hyresavi december 2026', '3\u00a0480', '−500', '2\u00a0200,50', '471120260922']))
  const text = texts.join('\n')
  for (const part of [
    '50\u00a0kr till godo',
    'Nästa delbetalning är 500\u00a0kr den 10\u00a0december',
    'Ring Samir Haddad, boendestödjare, på 08-508\u00a0120\u00a014',
  ])
    expect(text).toContain(part)
})

test('a reminder offers help, and says no more than the law', async () => {
  const { texts } = readPdf(await letterPdf(reminder()))
  const text = texts.join('\n')
  expect(text).toContain('Betala 8\u00a0680,50\u00a0kr senast 2\u00a0december\u00a02026, eller hör av dig till oss.')
  expect(text).toContain('Vi har inte sagt upp ditt avtal.')
  expect(text).not.toMatch(/avgift|inkasso|kronofogde|vräk|ränta/i)
  const early = readPdf(await letterPdf(reminder({ forfeitable: false }))).texts.join('\n')
  expect(early).not.toMatch(/förverk|sägas upp|jordabalken/)
  const soon = readPdf(await letterPdf(reminder({ forfeitable: false, payBeforeOn: '2026-11-27' }))).texts.join('\n')
  expect(soon).toContain('Betala helst senast 27\u00a0november\u00a02026. Efter den dagen är en hyra mer än en vecka sen')
  const withFee = readPdf(await letterPdf(reminder({ feeOre: 6_000 }))).texts
  expect(withFee).toEqual(expect.arrayContaining(['Avgift för påminnelsen', '60', '8\u00a0740,50']))
})

test('a long plan goes on over pages, its headings again, and can be signed', async () => {
  const { pages, texts, artifacts, pageTexts } = readPdf(await letterPdf(plan(40)))
  expect(pages).toBeGreaterThan(1)
  expect(texts.filter((text) => text === 'Delbetalning, kr')).toHaveLength(1)
  expect(artifacts.join()).toContain('Delbetalning, kr')
  expect(texts).toEqual(expect.arrayContaining(['Ort och datum, Åsa Öberg Ćosić', 'Ort och datum, för Lunda stadsdelsnämnd']))
  expect(pageTexts.at(-1)).toContain(`Sida ${pages} av ${pages}`)
})

test('a protected person’s letter has a sheet for Skatteverket on top, and no address anywhere', async () => {
  const recipient = {
    name: 'Åke Ödman',
    address: ['Dolda gränden 1', '126 34 Lunda'],
    protection: 'SEKRETESSMARKERING' as const,
    identity: '19811218-9876',
  }
  const { pages, texts, pageTexts } = readPdf(await letterPdf(reminder({ recipient, home: null })))
  expect(pages).toBe(2)
  expect(pageTexts[0]).toContain('Box 2820')
  expect(pageTexts[0]).toContain('19811218-9876')
  expect(pageTexts[0]).not.toContain('Åke Ödman')
  expect(pageTexts[1]).toContain('Åke Ödman')
  expect(pageTexts[1]).not.toContain('19811218-9876')
  expect(texts.join('\n')).not.toMatch(/Dolda|126\s34/)
  expect(() => lettersPdf('x', '2026-11-22', [rentBill({ recipient })])).toThrow('never in a bulk file')
})

test('a thousand avier in one file: a bookmark and page numbers each, and memory that does not grow with them', async () => {
  const letters = Array.from({ length: 1_000 }, (_, n) => rentBill({ number: 2_001 + n }))
  const parts: Buffer[] = []
  let most = 0
  const before = process.memoryUsage().rss
  for await (const part of lettersPdf('Hyresavi december 2026', '2026-11-22', letters)) {
    parts.push(part as Buffer)
    most = Math.max(most, process.memoryUsage().rss)
  }
  const bytes = Buffer.concat(parts)
  const pages = bytes.toString('latin1').match(/\/Type \/Page\n/g)?.length
  expect([pages, bytes.toString('latin1').match(/\/Title \(Brev \d+\)/g)?.length]).toEqual([1_000, 1_000])
  expect((most - before) / 1024 / 1024).toBeLessThan(400)
}, 120_000)

describe('letters of a case say what the law asks or the household agreed to, and no more', () => {
  const social = /bistånd|utredning|missbruk|skuldrådgiv|barn|plan|stöd/i
  const textOf = async (letter: LetterContent) => readPdf(await letterPdf(letter)).texts.join('\n')

  test('Kronofogden: who is responsible, and which notice', async () => {
    const text = await textOf(confirmation)
    for (const part of [
      'Er beteckning',
      '471120261021',
      'Maria Lindqvist, vräkningsförebyggare',
      '11\u00a0kap. 3\u00a0§ socialtjänstförordningen',
    ])
      expect(text).toContain(part)
    expect(text).not.toMatch(social)
  })

  test('its copy has all of it, after words to the one it is about', async () => {
    const { pages, texts, pageTexts } = readPdf(await letterPdf(copy))
    expect([pages, pageTexts[1]?.includes('Kopia av bekräftelsen till Kronofogden')]).toEqual([2, true])
    const original = readPdf(await letterPdf(confirmation)).texts
    const body = original.slice(original.indexOf('Ansvarig handläggare'))
    expect(texts.slice(-body.length)).toEqual(body)
  })

  test('the landlord: what is undertaken, signed by the one who decides', async () => {
    const text = await textOf(undertaking)
    for (const part of [
      '44\u00a0§ fjärde stycket 1 jordabalken',
      'oktober 2026 till och med november 2026',
      '15\u00a0240\u00a0kr',
      'Maria Lindqvist, vräkningsförebyggare',
    ])
      expect(text).toContain(part)
    expect(text).not.toMatch(social)
    expect(await textOf(reply)).not.toMatch(social)
  })

  test('a person: declining breaks nothing, and a home visit only after a yes', async () => {
    const text = await textOf(offer)
    for (const part of ['Att tacka nej bryter inget villkor', 'Vi kommer bara om du har sagt ja']) expect(text).toContain(part)
    expect(text).not.toMatch(/måste|krav|drogtest/i)
    expect(await textOf(meeting)).toContain('klockan 13.00')
  })
})
