/** Letters of a prevention case, from the notice to the act of sending, over HTTP on both engines. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type request from 'supertest'
import { undertakingDays } from '../../server/features/letters/undertaking-days.js'
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
const time = {
  sender: 'KRONOFOGDEN',
  kind: 'TID_FOR_AVHYSNING',
  arrivedOn: '2026-11-22',
  senderReference: 'U-1234-26',
  plannedOn: '2026-12-21',
}
const termination = { sender: 'HYRESVARD', kind: 'UPPSAGNING', arrivedOn: '2026-11-11', servedOn: '2026-11-09', amount: '15 240' }
const undertaking = { kind: 'UNDERTAKING', amount: '15 240', from: '2026-10', to: '2026-11', recipientName: 'Stadsbacken Bostäder AB' }

test('where the readings of vardag differ both days are told, and the one in force', () => {
  const days = (saturdaysAreVardagar: number) =>
    undertakingDays({ servedOn: '2026-11-12', arrivedOn: '2026-11-10' }, { saturdaysAreVardagar, undertakingMarginVardagar: 3 })
  expect(days(1)).toMatchObject([
    { value: '3 december 2026' },
    { value: '30 november 2026' },
    {
      value: '6 december 2026 om lördagar räknas som vardagar, annars 8 december 2026',
      note: 'Inställningen nu: lördagar och aftnar räknas som vardagar.',
    },
  ])
  expect(days(0)[2]?.note).toBe('Inställningen nu: lördagar och aftnar räknas inte som vardagar.')
  const notServed = undertakingDays({ servedOn: null, arrivedOn: '2026-11-10' }, { saturdaysAreVardagar: 1, undertakingMarginVardagar: 3 })
  expect(notServed).toMatchObject([{ value: expect.stringContaining('Fristen har inte börjat') }])
})

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
      data: {
        namndId: house.namndId,
        name: `Stadsbacken ${++serial}`,
        postAddress: 'Box 9',
        postcode: '12622',
        city: 'Lunda',
        createdAt: house.clock.now(),
      },
    })
    const apartment = await makeApartment(house, { address: 'Provgatan 1' })
    await house.db.prisma.apartment.update({
      where: { id: apartment.id },
      data: { landlordId: landlord.id, postcode: '12634', city: 'Lunda' },
    })
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
    const made = await browser.post(one.newLetter, fields)
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
    const list = await maria.get('/brev?slag=CONFIRMATION&lage=SENT')
    expect([await htmlFaults(list.text), list.text.includes(`href="${letter}"`)]).toEqual([[], true])
    expect((await maria.get('/brev?slag=UNDERTAKING&lage=SENT')).text).not.toContain(`href="${letter}"`)
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

  test('an undertaking is approved by the one it names, in a way that reaches the landlord in time', async () => {
    const one = await open(termination)
    const noticeId = await noticeOf(one.caseId)
    const form = await maria.get(`${one.newLetter}?slag=UNDERTAKING`)
    expect(await htmlFaults(form.text)).toEqual([])
    for (const said of [
      'Hos hyresvärden senast 2 december 2026',
      '5 december 2026, hur lördagar än räknas',
      'Inställningen nu: lördagar och aftnar räknas som vardagar',
      'Johan Ståhl, chef',
    ])
      expect(words(form.text)).toContain(said)
    expect(form.text).not.toContain('>Maria Lindqvist, vräkningsförebyggare</option>')
    const wrong = await maria.post(
      one.newLetter,
      { ...undertaking, noticeId, signedById: String(mariaId), amount: '0', to: '2026-09' },
      `${one.newLetter}?slag=UNDERTAKING`,
    )
    expect([wrong.status, wrong.text.includes('Skriv ett belopp större än noll')]).toEqual([422, true])
    const notHers = await maria.post(
      one.newLetter,
      { ...undertaking, noticeId, signedById: String(mariaId) },
      `${one.newLetter}?slag=UNDERTAKING`,
    )
    expect([notHers.status, notHers.text.includes('Välj vem som beslutar')]).toEqual([422, true])
    const fields = { ...undertaking, noticeId, signedById: String(chefId) }
    const letter = await make(maria, one, fields)
    expect(await make(maria, one, fields)).toBe(letter) // the same again is the same draft
    expect(words((await maria.get(letter)).text)).toContain('Åtagandet väntar på att Johan Ståhl beslutar')
    expect((await send(maria, letter)).status).toBe(403)
    expect(
      (
        await (
          await browseAs(house, 'CHEF', { name: 'En annan chef' })
        )
          .post(`${letter}/skickat`, { how: 'HAND' }, letter)
          .catch(() => ({ status: 403 }))
      ).status,
    ).toBe(403)
    expect(words((await chef.get(letter)).text)).toContain('Besluta och markera som skickat')
    const { texts } = await pdfAt(chef, letter)
    expect(texts).toEqual(
      expect.arrayContaining([
        '15\u00a0240\u00a0kr',
        'oktober 2026 till och med november 2026',
        'Johan Ståhl, chef',
        'Provgatan 1, lgh 1101',
      ]),
    )
    expect(texts.join()).not.toMatch(/Johan Ståhl beslutar|bistånd|utredning/)
    expect((await send(chef, letter, { how: 'SECURE_EMAIL' })).status).toBe(303)
    expect((await send(chef, letter, { how: 'HAND' })).status).toBe(303)
    const events = (await eventsOf(one.caseId)).filter((row) => row.kind === 'UNDERTAKEN')
    expect(events).toMatchObject([
      {
        named: 'Johan Ståhl',
        happenedOn: '2026-11-22',
        text: expect.stringMatching(
          /^15\s240\skr för oktober 2026 till och med november 2026\. Brev \d+, med säker e-post\. Hos hyresvärden 2026-11-22\.$/,
        ),
      },
    ])
  })

  test('by post it would come too late: it stays a draft and the page says when it would be there', async () => {
    const one = await open({ ...termination, arrivedOn: '2026-11-02', servedOn: '2026-11-01' }) // three weeks end on Monday 23 November
    const letter = await make(maria, one, { ...undertaking, noticeId: await noticeOf(one.caseId), signedById: String(chefId) })
    const late = await send(chef, letter, { how: 'REGISTERED' })
    expect([late.status, words(late.text).includes('först 24 november 2026, efter fristen 23 november 2026')]).toEqual([422, true])
    expect((await lettersOf(one.caseId))[0]).toMatchObject({ sentAt: null, stoppedAt: null })
    expect((await send(chef, letter, { how: 'HAND' })).status).toBe(303)
  })

  test.each([
    ['PAID', 'Allt är betalt', (caseId: number) => event(caseId, 'DEBT_PAID')],
    ['ALREADY_UNDERTAKEN', 'Nämnden har redan åtagit sig hyran', (caseId: number) => event(caseId, 'UNDERTAKEN')],
    ['UNDERTAKING_DECLINED', 'Nämnden har beslutat att inte åta sig hyran', (caseId: number) => event(caseId, 'NOT_UNDERTAKEN')],
    [
      'CASE_CLOSED',
      'Ärendet är avslutat',
      async (caseId: number) => {
        await event(caseId, 'OUTCOME', { outcome: 'ATERKALLAD' })
        await house.db.prisma.preventionCase.update({ where: { id: caseId }, data: { closedOn: '2026-11-22' } })
      },
    ],
    [
      'NOTICE_ENDED',
      'Utfallet av meddelandet är skrivet',
      async (caseId: number) => event(caseId, 'OUTCOME', { outcome: 'ATERKALLAD', noticeId: Number(await noticeOf(caseId)) }),
    ],
    [
      'AMOUNT_CHANGED',
      'Beloppet har ändrats',
      (caseId: number) =>
        house.db.prisma.evictionNotice.create({
          data: {
            namndId: house.namndId,
            caseId,
            sender: 'HYRESVARD',
            kind: 'HYRESSKULD',
            arrivedAt: house.clock.now(),
            arrivedOn: '2026-11-22',
            amountOre: 1_724_000,
            children: 0,
            recordedAt: house.clock.now(),
          },
        }),
    ],
    [
      'PERSON_MOVED',
      'Personen har flyttat',
      async (caseId: number) => {
        const { tenancyId } = await house.db.prisma.preventionCase.findUniqueOrThrow({ where: { id: caseId } })
        await house.db.prisma.tenancy.update({ where: { id: tenancyId ?? 0 }, data: { endsOn: '2026-11-20', outcome: 'ANNAT' } })
      },
    ],
    [
      'LANDLORD_CHANGED',
      'Lägenheten har en annan hyresvärd nu',
      async (caseId: number) => {
        const { tenancy } = await house.db.prisma.preventionCase.findUniqueOrThrow({ where: { id: caseId }, include: { tenancy: true } })
        const other = await house.db.prisma.landlord.create({
          data: { namndId: house.namndId, name: `Ny värd ${caseId}`, createdAt: house.clock.now() },
        })
        await house.db.prisma.apartment.update({ where: { id: tenancy?.apartmentId ?? 0 }, data: { landlordId: other.id } })
      },
    ],
  ])('an undertaking that no longer holds is stopped: %s', async (reason, said, happens) => {
    const one = await open(termination)
    const letter = await make(maria, one, { ...undertaking, noticeId: await noticeOf(one.caseId), signedById: String(chefId) })
    await happens(one.caseId)
    await stoppedAs(chef, letter, reason, said)
    expect((await eventsOf(one.caseId)).filter((row) => row.text?.startsWith('15'))).toEqual([])
  })

  test('a confirmation is not sent twice, nor when somebody else has become responsible; a changed one replaces the draft', async () => {
    const one = await open(time)
    const noticeId = await noticeOf(one.caseId)
    const [draft] = await lettersOf(one.caseId)
    const change = await maria.get(`${one.newLetter}?slag=CONFIRMATION&andra=${draft?.id}`)
    expect([change.status, await htmlFaults(change.text)]).toEqual([200, []])
    const other = await house.user('SOCIALSEKRETERARE', { name: 'Eva Brandt' })
    const letter = await make(maria, one, {
      kind: 'CONFIRMATION',
      noticeId,
      signedById: String(other.id),
      replaces: String(draft?.id),
      recipientName: 'Kronofogden',
      reference: 'U-9',
    })
    expect(await lettersOf(one.caseId)).toMatchObject([{ stopReason: 'REPLACED' }, { stoppedAt: null }])
    await house.db.prisma.preventionCase.update({ where: { id: one.caseId }, data: { responsibleId: other.id } })
    await stoppedAs(maria, letter, 'HANDLAGGARE_CHANGED', 'Ansvarig handläggare har bytts')
    const again = await make(maria, one, { kind: 'CONFIRMATION', noticeId, signedById: String(other.id), recipientName: 'Kronofogden' })
    await event(one.caseId, 'CONFIRMED', { noticeId: Number(noticeId), named: 'Eva Brandt' })
    await stoppedAs(maria, again, 'ALREADY_CONFIRMED', 'Bekräftelsen är redan skickad')
  })

  test('an answer to the landlord waits for consent, holds only what was ticked, and stops when the consent is withdrawn', async () => {
    const one = await open({ ...termination, kind: 'HYRESSKULD', servedOn: '' })
    const fields = {
      kind: 'LANDLORD_REPLY',
      noticeId: await noticeOf(one.caseId),
      signedById: String(mariaId),
      recipientName: one.landlord.name,
      facts: ['DEBT_TOLD_RECEIVED', 'RENT_PAID_ON'],
      paidOn: '2026-11-20',
      line: 'Hyran för december betalas som vanligt.',
    }
    const form = await maria.get(`${one.newLetter}?slag=LANDLORD_REPLY`)
    expect([await htmlFaults(form.text), words(form.text).includes('Samtycke saknas om hyran eller störningar')]).toEqual([[], true])
    expect(form.text).not.toContain('Det finns en avbetalningsplan')
    const noDay = await maria.post(one.newLetter, { ...fields, paidOn: '' }, `${one.newLetter}?slag=LANDLORD_REPLY`)
    expect([noDay.status, noDay.text.includes('Skriv vilken dag, som ÅÅÅÅ-MM-DD')]).toEqual([422, true])
    const letter = await make(maria, one, fields)
    const waiting = await maria.get(letter)
    expect(words(waiting.text)).toContain(
      `Samtycke saknas. Fråga Sofia ${one.person.familyName} om vi får prata med ${one.landlord.name} om hyran`,
    )
    expect([waiting.text.includes(`/personer/${one.person.id}/samtycken`), waiting.text.includes('Markera som skickat')]).toEqual([
      true,
      false,
    ])
    expect((await maria.post(`${letter}/skickat`, { how: 'POST', goneOn: '' }, letter)).status).toBe(422)
    const consent = (scope: string) =>
      house.db.prisma.landlordConsent.create({
        data: {
          namndId: house.namndId,
          personId: one.person.id,
          landlordId: one.landlord.id,
          scope,
          givenOn: '2026-11-22',
          givenHow: 'SPOKEN',
          recordedAt: house.clock.now(),
        },
      })
    await consent('DISTURBANCE_ONLY')
    expect((await maria.post(`${letter}/skickat`, { how: 'POST', goneOn: '' }, letter)).status).toBe(422)
    const { id } = await consent('RENT_ONLY')
    const { texts } = await pdfAt(maria, letter)
    expect(texts).toEqual(
      expect.arrayContaining([
        'Vi har fått er uppgift om hyresskulden.',
        'Hyran betalades 20\u00a0november\u00a02026.',
        'Hyran för december betalas som vanligt.',
      ]),
    )
    expect((await send(maria, letter, { how: 'POST' })).status).toBe(303)
    expect((await eventsOf(one.caseId)).map((row) => row.kind)).toEqual(['LANDLORD_ANSWERED'])

    const second = await make(maria, one, { ...fields, line: '' })
    await house.db.prisma.landlordConsent.update({ where: { id }, data: { withdrawnOn: '2026-11-22', withdrawnAt: house.clock.now() } })
    await stoppedAs(maria, second, 'CONSENT_WITHDRAWN', 'Samtycket gäller inte längre')
  })

  test('a meeting and an offer of support write what they are; the offer is stopped when it is answered', async () => {
    const one = await open(termination)
    expect((await maria.get(one.url)).text).toContain(`${one.newLetter}?slag=MEETING_CALL`) // nobody has reached the household
    const meeting = { kind: 'MEETING_CALL', signedById: String(mariaId), meetingOn: '2026-11-25', atTime: '13:00', place: 'Torget 1' }
    expect((await maria.post(one.newLetter, { ...meeting, meetingOn: '2026-11-21' }, `${one.newLetter}?slag=MEETING_CALL`)).status).toBe(
      422,
    )
    const call = await make(maria, one, meeting)
    const early = await send(maria, call, { goneOn: '2026-11-21' })
    expect([early.status, early.text.includes('inte före den dag det gjordes')]).toEqual([422, true])
    expect((await send(maria, call, { how: 'POST' })).status).toBe(303)
    const kinds = ['RENT_ADVICE', 'HOME_VISIT']
    const offer = await make(maria, one, { kind: 'SUPPORT_OFFER', signedById: String(mariaId), supportKinds: kinds })
    expect((await pdfAt(maria, offer)).texts.join()).toContain('Att tacka nej bryter inget villkor')
    expect((await send(maria, offer)).status).toBe(303)
    expect((await eventsOf(one.caseId)).slice(1)).toMatchObject([
      {
        kind: 'MEETING_PLANNED',
        happenedOn: '2026-11-25',
        atTime: '13.00',
        place: 'Torget 1',
        withUserId: mariaId,
        named: 'Maria Lindqvist',
      },
      { kind: 'MEETING_CALLED', text: expect.stringContaining('Möte 2026-11-25 klockan 13.00, Torget 1.') },
      ...kinds.map((supportKind) => ({ kind: 'SUPPORT_OFFERED', supportKind })),
    ])
    const later = await make(maria, one, { kind: 'SUPPORT_OFFER', signedById: String(mariaId), supportKinds: ['BUDGET_ADVICE'] })
    await event(one.caseId, 'SUPPORT_DECLINED', { supportKind: 'RENT_ADVICE' })
    await stoppedAs(maria, later, 'SUPPORT_ANSWERED', 'Hushållet har redan svarat')
  })

  test('a protected person: no home in any letter, a name only where there is no reference, post through Skatteverket', async () => {
    const one = await open(time)
    await house.db.prisma.person.update({ where: { id: one.person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    const [open1] = await lettersOf(one.caseId)
    for (const address of [`/brev/${open1?.id}`, `/brev/${open1?.id}/brev.pdf`, one.newLetter, `${one.newLetter}?slag=MEETING_CALL`])
      expect([address, (await maria.get(address)).status]).toEqual([address, 404])
    expect((await maria.get('/brev')).text).not.toContain(one.person.familyName)
    await house.db.prisma.protectionGrant.create({ data: { personId: one.person.id, userId: mariaId, grantedAt: house.clock.now() } })
    await stoppedAs(maria, `/brev/${open1?.id}`, 'PROTECTED_NOW', 'Personen är skyddad nu')
    const noticeId = await noticeOf(one.caseId)
    const letter = await make(maria, one, {
      kind: 'CONFIRMATION',
      noticeId,
      signedById: String(mariaId),
      recipientName: 'Kronofogden',
      reference: 'U-1234-26',
    })
    const { texts } = await pdfAt(maria, letter)
    expect(texts.join()).not.toMatch(/Lindgren|Provgatan|126\s34/)
    expect((await send(maria, letter, { how: 'SKATTEVERKET' })).status).toBe(422)
    const sent = String((await send(maria, letter, { how: 'POST' })).headers.location)
    const copy = await pdfAt(maria, sent)
    expect([copy.pages, copy.pageTexts[0]?.includes('Box 2820'), copy.texts.join().includes('Provgatan')]).toEqual([3, true, false])
    expect((await send(maria, sent, { how: 'POST' })).status).toBe(422)
    expect((await send(maria, sent, { how: 'SKATTEVERKET' })).status).toBe(303)
  })

  test('who may: others’ nämnd and roles without people never; boendestöd writes and does not send; chef only decides', async () => {
    const one = await open(termination)
    const call = { kind: 'MEETING_CALL', signedById: String(mariaId), meetingOn: '2026-11-25', atTime: '13.00', place: 'Torget 1' }
    const stranger = await browseAs(house, 'VRAKNINGSFOREBYGGARE', await makeOtherNamnd(house))
    const letter = await make(await browseAs(house, 'BOENDESTOD'), one, call)
    for (const address of [letter, `${letter}/brev.pdf`, one.newLetter])
      expect([address, (await stranger.get(address)).status]).toEqual([address, 404])
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const)
      for (const address of [letter, one.newLetter]) expect((await (await browseAs(house, role)).get(address)).status).toBe(403)
    const support = await browseAs(house, 'BOENDESTOD')
    expect((await support.post(`${letter}/skickat`, { how: 'HAND' }, letter)).status).toBe(403)
    expect((await chef.get(one.newLetter)).status).toBe(403)
    expect(words((await chef.get(letter)).text)).not.toContain('Markera som skickat')
    const numbers = (await house.db.prisma.letter.findMany({ where: { namndId: house.namndId }, orderBy: { number: 'asc' } })).map(
      (row) => row.number,
    )
    expect(numbers).toEqual(numbers.map((_, n) => 1001 + n))
  })

  test('without the nämnd’s address nothing is made, and registering the notice goes on', async () => {
    const other = await makeOtherNamnd(house)
    const theirs = await browseAs(house, 'VRAKNINGSFOREBYGGARE', { ...other, name: 'Långt borta' })
    const person = await makePerson(house, other)
    const made = await theirs.post(
      '/arenden/nytt',
      { ...time, children: '0', home: 'other', address: 'Storgatan 5, 126 34 Lunda', personId: String(person.id) },
      `/arenden/nytt?person=${person.id}`,
    )
    expect(made.status).toBe(303)
    const newLetter = `${String(made.headers.location)}/brev/nytt`
    expect(words((await theirs.get(`${newLetter}?slag=CONFIRMATION`)).text)).toContain('Nämndens adress och telefon saknas')
    expect(words((await theirs.get(newLetter)).text)).toContain('Bekräftelse till Kronofogden')
  })
})
