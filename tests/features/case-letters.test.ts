/** Letters of a prevention case, from the notice to the act of sending, over HTTP on both engines. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type request from 'supertest'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy, type PersonWish } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { readPdf } from '../support/read-pdf.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const letterHead = { postAddress: 'Box 120', postcode: '126 21', city: 'Lunda', phone: '08-508 120 00', email: 'boende@lunda.example' }
const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
function binary(res: request.Response, done: (error: Error | null, body: Buffer) => void) {
  const parts: Buffer[] = []
  const stream = res as unknown as NodeJS.ReadableStream
  stream.on('data', (part: Buffer) => parts.push(part))
  stream.on('end', () => done(null, Buffer.concat(parts)))
}
const pdfAt = async (browser: Browser, path: string) => {
  const answer = await browser.agent
    .get(`${path}/brev.pdf`)
    .buffer(true)
    .parse(binary as never)
  return readPdf(answer.body as Buffer)
}
const time = { sender: 'KRONOFOGDEN', kind: 'TID_FOR_AVHYSNING', arrivedOn: '2026-11-22', senderReference: 'U-1234-26', plannedOn: '2026-12-21' }
const termination = { sender: 'HYRESVARD', kind: 'UPPSAGNING', arrivedOn: '2026-11-11', servedOn: '2026-11-09', amount: '15 240' }
const undertaking = { kind: 'UNDERTAKING', amount: '15 240', from: '2026-10', to: '2026-11', recipientName: 'Stadsbacken Bostäder AB' }

describe.each(engines)('letters of a case on %s', (engine) => {
  let house: TestHouse
  let maria: Browser
  let chef: Browser
  let mariaId: number
  let chefId: number
  beforeAll(async () => {
    house = await openTestHouse(engine)
    mariaId = (await house.user('VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })).id
    chefId = (await house.user('CHEF', { name: 'Johan Ståhl' })).id
    maria = await browseAs(house, 'VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })
    chef = await browseAs(house, 'CHEF', { name: 'Johan Ståhl' })
    await house.db.prisma.namnd.update({ where: { id: house.namndId }, data: letterHead })
  })
  afterAll(() => house.close())

  let serial = 0
  async function open(notice: Record<string, string>, wish: PersonWish = {}, browser = maria) {
    const landlord = await house.db.prisma.landlord.create({
      data: { namndId: house.namndId, name: `Stadsbacken ${++serial}`, postAddress: 'Box 9', postcode: '12622', city: 'Lunda', createdAt: house.clock.now() },
    })
    const apartment = await makeApartment(house, { address: 'Provgatan 1' })
    await house.db.prisma.apartment.update({ where: { id: apartment.id }, data: { landlordId: landlord.id, postcode: '12634', city: 'Lunda' } })
    const person = await makePerson(house, { givenName: 'Sofia', familyName: `Lindgren${serial}`, ...wish, protection: 'NEJ' })
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id })
    const from = `/arenden/nytt?person=${person.id}`
    const made = await browser.post('/arenden/nytt', { children: '0', home: 'ours', personId: String(person.id), ...notice }, from)
    expect([made.status, words(made.text)]).toEqual([303, expect.anything()])
    const url = String(made.headers.location)
    const caseId = Number(/\d+$/.exec(url)?.[0])
    return { person, tenancy, landlord, apartment, url, caseId, newLetter: `${url}/brev/nytt` }
  }
  const lettersOf = (caseId: number) => house.db.prisma.letter.findMany({ where: { caseId }, orderBy: { number: 'asc' } })
  const eventsOf = (caseId: number) => house.db.prisma.caseEvent.findMany({ where: { caseId }, orderBy: { id: 'asc' } })
  const noticeOf = async (caseId: number) => String((await house.db.prisma.evictionNotice.findFirstOrThrow({ where: { caseId } })).id)
  const make = async (browser: Browser, one: { newLetter: string }, fields: Record<string, string | string[]>) => {
    const made = await browser.post(one.newLetter, fields, `${one.newLetter}?slag=${String(fields.kind)}`)
    expect([made.status, made.status === 303 ? '' : words(made.text)]).toEqual([303, ''])
    return String(made.headers.location)
  }
  const send = (browser: Browser, letter: string, fields: Record<string, string> = {}) =>
    browser.post(`${letter}/skickat`, { how: 'HAND', goneOn: '', ...fields }, letter)
  const event = (caseId: number, kind: string, more: object = {}) =>
    house.db.prisma.caseEvent.create({
      data: { namndId: house.namndId, caseId, kind, happenedOn: '2026-11-22', recordedAt: house.clock.now(), ...more },
    })
  const stoppedAs = async (browser: Browser, letter: string, reason: string, said: string) => {
    const page = await browser.get(letter)
    expect(words(page.text)).toContain(said)
    const stops = /name="stops" value="([^"]*)"/.exec(page.text)?.[1] ?? ''
    expect((await send(browser, letter, { stops })).status).toBe(303)
    const row = await house.db.prisma.letter.findUniqueOrThrow({ where: { id: Number(/\d+$/.exec(letter)?.[0]) } })
    expect([row.sentAt, row.stopReason]).toEqual([null, expect.stringContaining(reason)])
  }

  test('from Kronofogden’s notice to the sent confirmation and its copy: two clicks each, events named', async () => {
    const one = await open(time)
    const [draft] = await lettersOf(one.caseId)
    expect(draft).toMatchObject({ kind: 'CONFIRMATION', sentAt: null, stoppedAt: null })
    const page = await maria.get(one.url)
    expect(await htmlFaults(page.text)).toEqual([])
    expect(words(page.text)).toContain('Skicka bekräftelsen')
    const link = /href="(\/arenden\/\d+\/brev\/nytt\?slag=CONFIRMATION[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const opened = await maria.get(link)
    expect([opened.status, opened.headers.location]).toEqual([303, `/brev/${draft?.id}`])
    const letter = String(opened.headers.location)
    const shown = await maria.get(letter)
    expect(await htmlFaults(shown.text)).toEqual([])
    expect(words(shown.text)).toContain('Ansvarig handläggare Maria Lindqvist, vräkningsförebyggare')
    const { texts } = await pdfAt(maria, letter)
    expect(texts).toEqual(expect.arrayContaining(['Kronofogden', 'Box 1050', 'Er bet. U-1234-26']))

    const sent = await send(maria, letter, { how: 'SECURE_EMAIL' })
    const [, copy] = await lettersOf(one.caseId)
    expect([sent.status, sent.headers.location]).toEqual([303, `/brev/${copy?.id}`])
    expect(copy).toMatchObject({ kind: 'CONFIRMATION_COPY', copyOfId: draft?.id, sentAt: null })
    expect(copy?.number).toBe((draft?.number ?? 0) + 1)
    expect((await send(maria, letter)).headers.location).toBe(letter) // once more changes nothing
    const copied = await pdfAt(maria, `/brev/${copy?.id}`)
    expect(copied.pages).toBe(2)
    expect(copied.texts).toEqual(expect.arrayContaining([`Sofia ${one.person.familyName}`, 'Provgatan 1 lgh 1101', 'U-1234-26']))
    expect((await send(maria, `/brev/${copy?.id}`, { how: 'POST' })).status).toBe(303)
    expect(await eventsOf(one.caseId)).toMatchObject([
      { kind: 'EVICTION_PLANNED' },
      { kind: 'CONFIRMED', named: 'Maria Lindqvist', happenedOn: '2026-11-22', noticeId: draft?.noticeId },
      { kind: 'COPIED', named: 'Maria Lindqvist' },
    ])
    expect((await lettersOf(one.caseId)).map((row) => [row.sentHow, (row.pdf?.length ?? 0) > 10_000])).toEqual([
      ['SECURE_EMAIL', true],
      ['POST', true],
    ])
    expect(words((await maria.get(one.url)).text)).not.toContain('Skicka bekräftelsen')
  })
})
