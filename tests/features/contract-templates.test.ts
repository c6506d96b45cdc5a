import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { browseAs } from '../support/browse.js'
import { makeOtherNamnd } from '../support/fixtures.js'
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
    for (const said of ['Välj enhet', 'Skriv vad mallen heter', 'Klistra in mallens text']) expect(wrong.text).toContain(said)
    const fields = { unitId: String(house.unitId), name: 'Träningslägenhet', text: 'Hyresgästen ska lämna urinprov <b>.\nHembesök erbjuds.' }
    const answers = await Promise.all([browser.post('/avtalsmallar/ny', fields), browser.post('/avtalsmallar/ny', fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await house.db.prisma.contractTemplate.count()).toBe(1)
    const url = String(answers[0]?.headers.location)
    const page = await browser.get(url)
    expect(await htmlFaults(page.text)).toEqual([])
    for (const said of ['lämna urinprov', 'JO 8958-2020', 'I stället kan det stå', '&lt;b&gt;']) expect(page.text).toContain(said)
    expect((await browser.get('/avtalsmallar')).text).toContain('1 att se över')
    const next = await browser.post('/avtalsmallar/ny', { ...fields, text: 'Hembesök erbjuds.' }, `/avtalsmallar/ny?fran=${/\d+$/.exec(url)?.[0]}`)
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
})
