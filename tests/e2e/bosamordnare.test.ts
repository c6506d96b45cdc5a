/** A bosamordnare's month in a real browser: today's lists in, the month's rents out, the bank's file read, and who has not paid. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { camt, entry, structured } from '../bank-files/written.js'
import { complaintsIn, desk, launchChromium, signIn } from '../support/chromium.js'
import { accountOf, openEmptyHouse, type DemoHouse } from '../support/demo-house.js'
import { registerWorkbook } from '../support/registers.js'

const home = (id: string, address: string, rent: string) => [
  id,
  address,
  '126 31',
  'Hägersten',
  'Exempelbostäder',
  '4712',
  'FORSOKSLAGENHET',
  '2024-01-01',
  '',
  rent,
  '2024-01-01',
  '',
]

/** Three who live in försökslägenheter; fictitious people, Skatteverket's test numbers. */
const lists = {
  lagenheter: [
    'lagenhet adress postnummer ort hyresvard kostnadsstalle boendeform fran till hyra avtal_fran avtal_till'.split(' '),
    home('F1', 'Storgatan 8 B', '6 480'),
    home('F2', 'Storgatan 10', '7 000'),
    home('F3', 'Ågatan 12', '5 915,50'),
  ],
  personer: [
    ['person', 'personnummer', 'fornamn', 'efternamn', 'skyddad', 'barn'],
    ['P-1', '19811218-9876', 'Kim', 'Ek', 'NEJ', '2015, 2018'],
    ['P-2', '19640823-3234', 'Lo', 'Ask', 'NEJ', ''],
    ['P-3', '19701063-2391', 'Åke', 'Ödman', 'NEJ', '2020'],
  ],
  boenden: [
    ['person', 'lagenhet', 'inflyttning', 'utflyttning', 'utfall', 'hyra', 'ocr'],
    ['P-1', 'F1', '2024-02-01', '', '', '6 480', ''],
    ['P-2', 'F2', '2025-01-15', '', '', '7 000', ''],
    ['P-3', 'F3', '2025-06-01', '', '', '5 915,50', ''],
  ],
}

/** Whole, and once without a script: every step is a page and a form. */
describe.each([true, false])('a bosamordnare, with scripts: %s', (javaScriptEnabled) => {
  let house: DemoHouse
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    house = await openEmptyHouse()
    browser = await launchChromium()
    const context = await browser.newContext({ viewport: desk, javaScriptEnabled })
    complaints = complaintsIn(context)
    context.setDefaultTimeout(10_000)
    page = await context.newPage()
    const { email, password } = accountOf('BOSAMORDNARE')
    await signIn(page, house.base, email, password)
  })
  afterAll(async () => {
    await browser?.close()
    await house?.stop()
  })

  test('takes in the lists after looking through them', async () => {
    await page.goto(`${house.base}/idag`)
    await page.getByRole('main').getByRole('link', { name: 'Importera register' }).click()
    const { name, bytes } = await registerWorkbook(lists)
    await page
      .getByLabel('Listor', { exact: true })
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
    await page.getByRole('button', { name: 'Granska listorna' }).click()
    await page.waitForURL(/importera-register\/\d+$/)
    expect(await page.getByRole('main').innerText()).toContain('Alla rader går att läsa in')
    expect(await house.db.prisma.person.count()).toBe(0)
    await page.locator('main form button[type=submit]').click()
    await page.waitForURL(/personer/)
    expect(await page.locator('main table tbody th').allInnerTexts()).toEqual(['Lo Ask', 'Kim Ek', 'Åke Ödman'])
  })

  test("charges the month's rents once", async () => {
    await openFromMenu('Hyror')
    await page.getByRole('link', { name: 'Avisera hyror' }).first().click()
    await page.getByRole('combobox', { name: 'Månad' }).selectOption('2026-11')
    await page.getByRole('button', { name: 'Visa månaden' }).click()
    await page.waitForURL(/manad=2026-11/)
    await page.getByRole('button', { name: /^Avisera 3 hyror, 19.395,50.kr$/ }).click()
    expect(await page.locator('main .flash').innerText()).toMatch(/3 hyror för november 2026 är aviserade, 19.395,50.kr/)
    const bills = await house.db.prisma.ledgerEntry.findMany({ where: { kind: 'CHARGE' } })
    expect(bills.map((bill) => [bill.dueOn, bill.amountOre]).sort()).toEqual([
      ['2026-10-30', 591_550],
      ['2026-10-30', 648_000],
      ['2026-10-30', 700_000],
    ])
    await page.goto(`${house.base}/hyror/avisering?manad=2026-11`)
    expect(await page.getByRole('main').innerText()).toContain('Inget att avisera')
  })

  test("reads the bank's file, and what nobody's bill explains waits", async () => {
    const bills = await house.db.prisma.ledgerEntry.findMany({
      where: { kind: 'CHARGE' },
      include: { tenancy: { include: { person: true } } },
    })
    const ocrOf = (givenName: string) => bills.find((bill) => bill.tenancy?.person.givenName === givenName)?.ocr ?? ''
    const file = camt({
      entries: [
        entry({ amount: '6480.00', reference: 'R1', booked: '<Dt>2026-10-30</Dt>', details: paid(ocrOf('Kim'), 'KIM EK') }),
        entry({ amount: '5915.50', reference: 'R2', booked: '<Dt>2026-10-30</Dt>', details: paid(ocrOf('Åke'), 'AKE ODMAN') }),
        entry({ amount: '321.00', reference: 'R3', booked: '<Dt>2026-11-02</Dt>', details: paid('55555', 'OKÄND GIVARE') }),
      ],
    })
    await openFromMenu('Hyror')
    await page.getByRole('link', { name: 'Läs in bankfil' }).first().click()
    await page.locator('main input[type=file]').setInputFiles({ name: 'camt.054.xml', mimeType: 'text/xml', buffer: Buffer.from(file) })
    await page.locator('main form button[type=submit]').click()
    await page.waitForURL(/inbetalningar\/importera\/\d+$/)
    await page.getByLabel(/är våra$/).check() // the account is not registered as the nämnd's own: a warning to confirm
    await page.locator('main form button[type=submit]').click()
    await page.waitForURL(/utan-traff/)
    expect(await page.locator('main .flash').allInnerTexts()).toEqual([
      expect.stringMatching(/2.poster är bokförda, 12.395,50.kr/),
      expect.stringMatching(/1.post väntar utan träff/),
    ])
    expect(await page.locator('main table tbody').innerText()).toContain('OKÄND GIVARE')
  })

  test('sees who has not paid, and what to do about it', async () => {
    await openFromMenu('Hyror')
    await page.getByRole('main').getByRole('link', { name: 'Skulder' }).click()
    await page.waitForURL(/skulder/)
    const rows = page.locator('main table tbody tr')
    expect(await rows.count()).toBe(1)
    expect(await rows.first().innerText()).toMatch(/Lo Ask[\s\S]*7.000\s+1,0\s+7.000\s+\+7.000\s+växer[\s\S]*Felsök obetald hyra/)
    await openFromMenu('I dag')
    expect(await page.getByRole('main').innerText()).toMatch(/Lo Ask/)
    expect(complaints).toEqual([])
  })

  async function openFromMenu(text: string): Promise<void> {
    const menu = page.locator('details.menu')
    if (!(await menu.locator('nav').isVisible())) await menu.locator('summary').click()
    await menu.getByRole('link', { name: text, exact: true }).click()
  }
})

function paid(ocr: string, payer: string): string {
  return `<TxDtls><RmtInf>${structured(ocr)}</RmtInf><RltdPties><Dbtr><Nm>${payer}</Nm></Dbtr></RltdPties></TxDtls>`
}
