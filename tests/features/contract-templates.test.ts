import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { browseAs } from '../support/browse.js'
import { makeOtherNamnd } from '../support/fixtures.js'
import { docx, paragraph } from '../support/docx.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

describe.each(engines)('contract templates on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  test('a text is kept with its warnings, in versions that are never changed, and taken out of use', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    expect((await browser.get('/avtalsmallar')).text).toContain('Ingen avtalsmall än')
    const wrong = await browser.post('/avtalsmallar/ny', {})
    for (const said of ['Välj enhet', 'Skriv vad mallen heter', 'Välj hur du lägger in texten']) expect(wrong.text).toContain(said)
    expect((await browser.post('/avtalsmallar/ny', { unitId: String(house.unitId), name: 'A', from: 'PASTED' })).text).toContain(
      'Klistra in mallens text',
    )
    const fields = {
      unitId: String(house.unitId),
      name: 'Träningslägenhet',
      from: 'PASTED',
      text: 'Hyresgästen ska lämna urinprov <b>.\nHembesök erbjuds.',
    }
    const answers = await Promise.all([browser.post('/avtalsmallar/ny', fields), browser.post('/avtalsmallar/ny', fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await house.db.prisma.contractTemplate.count()).toBe(1)
    const url = String(answers[0]?.headers.location)
    const page = await browser.get(url)
    expect(await htmlFaults(page.text)).toEqual([])
    for (const said of ['lämna urinprov', 'JO 8958-2020', 'I stället kan det stå', '&lt;b&gt;']) expect(page.text).toContain(said)
    expect((await browser.get('/avtalsmallar')).text).toContain('1 att se över')
    const next = await browser.post(
      '/avtalsmallar/ny',
      { ...fields, text: 'Hembesök erbjuds.' },
      `/avtalsmallar/ny?fran=${/\d+$/.exec(url)?.[0]}`,
    )
    expect((await browser.get(String(next.headers.location))).text).toContain('Inget villkor av de slag JO har kritiserat')
    expect((await browser.get(url)).text).toContain('Det finns en nyare version')
    expect((await browser.post(`${next.headers.location}/avsluta`, {}, String(next.headers.location))).status).toBe(303)
    expect((await browser.get('/avtalsmallar')).text).toContain('Ingen avtalsmall än')
    await expect(house.db.prisma.contractTemplate.updateMany({ data: { text: 'Annat' } })).rejects.toThrow()
    const stranger = await browseAs(house, 'BOSAMORDNARE', await makeOtherNamnd(house))
    expect([(await stranger.get(url)).status, (await stranger.post('/avtalsmallar/ny', fields)).status]).toEqual([404, 422])
    const reader = await browseAs(house, 'BOENDESTOD')
    expect([(await reader.get(url)).status, (await reader.get('/avtalsmallar/ny')).status]).toEqual([200, 403])
  })

  test('a Word file: its text is read, where the clauses stand is told, and the file is kept as it came', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const bytes = docx({
      body: ['Andrahandskontrakt', 'Hyran betalas i förskott.', 'Hyresgästen ska ta emot hembesök varje vecka.']
        .map((text) => paragraph(text))
        .join(''),
    })
    const upload = (more: Record<string, string>, file: Buffer, name = 'mall.docx') =>
      browser.upload(
        '/avtalsmallar/ny',
        { field: 'file', name, bytes: file },
        { unitId: String(house.unitId), name: 'Ur Word', from: 'FILE', ...more },
      )
    const pdf = await upload({}, Buffer.from('%PDF-1.7'), 'mall.docx')
    expect([pdf.status, pdf.text.includes('En PDF går inte att läsa säkert')]).toEqual([422, true])
    expect((await browser.post('/avtalsmallar/ny', { unitId: String(house.unitId), name: 'Ur Word', from: 'FILE' })).text).toContain(
      'Välj filen med mallen',
    )
    const nameless = await upload({ name: '' }, bytes)
    expect([nameless.status, nameless.text.includes('Filen du valde är sparad')]).toEqual([422, true])
    const documentId = /name="documentId" value="(\d+)"/.exec(nameless.text)?.[1] ?? ''
    const saved = await browser.post('/avtalsmallar/ny', { unitId: String(house.unitId), name: 'Ur Word', from: 'FILE', documentId })
    const url = String(saved.headers.location)
    const page = await browser.get(url)
    expect(await htmlFaults(page.text)).toEqual([])
    for (const said of [
      'href="#stycke-3"',
      'id="stycke-3"',
      'Hyresgästen ska ta emot hembesök varje vecka.',
      'Läst ur filen mall.docx',
      `${url}/dokument`,
    ])
      expect(page.text).toContain(said)
    const file = await browser.agent.get(`${url}/dokument`).responseType('blob')
    expect(Buffer.compare(file.body as Buffer, bytes)).toBe(0)
    expect(file.headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment; filename="avtalsmall-\d+\.docx"$/),
      'x-content-type-options': 'nosniff',
    })
    expect((await upload({}, bytes)).headers.location).toBe(url)
    expect(await house.db.prisma.contractTemplate.count({ where: { name: 'Ur Word' } })).toBe(1)
    const other = await browseAs(house, 'BOSAMORDNARE', { name: 'En annan bosamordnare' })
    expect(
      (await other.post('/avtalsmallar/ny', { unitId: String(house.unitId), name: 'Annans fil', from: 'FILE', documentId })).status,
    ).toBe(422)
    const stranger = await browseAs(house, 'BOSAMORDNARE', await makeOtherNamnd(house))
    expect((await stranger.get(`${url}/dokument`)).status).toBe(404)
    expect((await (await browseAs(house, 'CONTROLLER')).get(`${url}/dokument`)).status).toBe(403)
    const plain = await upload({ name: 'Ur text' }, Buffer.from('Hyran betalas.'), 'mall.txt')
    expect((await browser.get(`${plain.headers.location}/dokument`)).headers['content-type']).toBe('text/plain; charset=utf-8')
  })
})
