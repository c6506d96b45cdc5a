import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const pdf = Buffer.from('%PDF-1.7\n%fictitious notice\n')
const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
const termination = {
  sender: 'HYRESVARD',
  kind: 'UPPSAGNING',
  senderName: 'Stadsbacken',
  arrivedOn: '2026-11-11',
  arrivedTime: '09.12',
  servedOn: '2026-11-09',
  amount: '15 240',
  children: '2',
}

describe.each(engines)('eviction prevention on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })
  })
  afterAll(() => house.close())

  async function household() {
    const person = await makePerson(house, { givenName: 'Sofia', familyName: `Lindgren${Math.random().toString(36).slice(2, 8)}` })
    const home = await makeApartment(house)
    await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    return { person, home }
  }
  async function open(fields: Record<string, string> = termination) {
    const { person, home } = await household()
    const from = `/arenden/nytt?person=${person.id}`
    const answer = await browser.upload(
      '/arenden/nytt',
      { field: 'document', name: 'brev.pdf', bytes: pdf },
      { personId: String(person.id), home: 'ours', ...fields },
      from,
    )
    expect([answer.status, words(answer.text)]).toEqual([303, expect.anything()])
    return { person, home, url: String(answer.headers.location), caseId: Number(/\d+$/.exec(String(answer.headers.location))?.[0]) }
  }

  test('a notice opens a case with its days, its reasons and its document', async () => {
    const { url, caseId, person } = await open()
    const answer = await browser.get(url)
    expect(await htmlFaults(answer.text)).toEqual([])
    const text = words(answer.text)
    for (const said of [
      'Besluta om utredning ska inledas, skulle vara gjort',
      'Sista dag att betala hela skulden',
      '12 kap. 44 § första stycket JB',
      'Lördagar och aftnar räknas som vardagar.',
      '2026-11-11 09.12 Stadsbacken',
      '15 240',
      'Ansvarig Maria Lindqvist',
    ])
      expect(text).toContain(said)
    const notice = await house.db.prisma.evictionNotice.findFirstOrThrow({ where: { caseId } })
    expect(notice.arrivedAt).toBe('2026-11-11T08:12:00.000Z')
    const file = await browser.agent
      .get(`/arenden/${caseId}/meddelanden/${notice.id}/dokument`)
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = []
        res.on('data', (part: Buffer) => parts.push(part))
        res.on('end', () => done(null, Buffer.concat(parts)))
      })
    expect([file.status, file.headers['content-type'], file.headers['cache-control'], Buffer.compare(file.body as Buffer, pdf)]).toEqual([
      200,
      'application/pdf',
      'no-store',
      0,
    ])
    expect(words((await browser.get(`/personer/${person.id}`)).text)).toContain('Öppet ärende 2026-')
    const log = await house.db.prisma.auditEvent.findMany({ where: { personId: person.id } })
    expect(log.map((row) => `${row.action} ${row.subject}`)).toEqual(
      expect.arrayContaining(['CREATE CASE', 'CREATE NOTICE', 'CREATE CASE_EVENT', 'READ PERSON', 'EXPORT NOTICE']),
    )
  })

  test('the same notice is written once: sent twice, and by two people unless they say it is another', async () => {
    const { person } = await household()
    const from = `/arenden/nytt?person=${person.id}`
    const fields = { personId: String(person.id), home: 'ours', ...termination }
    const send = (by: Browser, more: Record<string, string> = {}, bytes = pdf) =>
      by.upload('/arenden/nytt', { field: 'document', name: 'brev.pdf', bytes }, { ...fields, ...more }, from)
    const twice = await Promise.all([send(browser), send(browser)])
    expect(new Set(twice.map(({ status, headers }) => `${status} ${String(headers.location)}`)).size).toBe(1)
    const written = () => house.db.prisma.evictionNotice.count({ where: { case: { personId: person.id } } })
    expect(await written()).toBe(1)
    const samir = await browseAs(house, 'VRAKNINGSFOREBYGGARE', { name: 'Samir Haddad' })
    const asked = await send(samir, { arrivedTime: '10.00' })
    expect([asked.status, await htmlFaults(asked.text)]).toEqual([422, []])
    for (const said of ['finns redan i ärendet', 'Det är ett annat meddelande', 'value="Stadsbacken"', 'Filen du valde är sparad'])
      expect(asked.text).toContain(said)
    expect(await written()).toBe(1)
    expect((await send(samir, { arrivedTime: '10.00', another: 'ja' })).status).toBe(303)
    expect(await written()).toBe(2)
    // another page of the same letter is another document
    expect((await send(samir, { arrivedTime: '10.00', another: 'ja' }, Buffer.from('%PDF-1.7\n%page two\n'))).status).toBe(303)
    expect(await written()).toBe(3)
  })

  test('a notice cannot have come later today, and one without a time that came today came by now', async () => {
    const { person } = await household()
    const fields = { ...termination, servedOn: '', personId: String(person.id), home: 'ours', arrivedOn: '2026-11-22' }
    const ahead = await browser.post('/arenden/nytt', { ...fields, arrivedTime: '23.59' }, `/arenden/nytt?person=${person.id}`)
    expect([ahead.status, ahead.text.includes('Klockslaget har inte varit än'), ahead.text.includes('value="23.59"')]).toEqual([
      422,
      true,
      true,
    ])
    const without = await browser.post('/arenden/nytt', { ...fields, arrivedTime: '' }, `/arenden/nytt?person=${person.id}`)
    expect(without.status).toBe(303)
    const [notice] = await house.db.prisma.evictionNotice.findMany({ where: { case: { personId: person.id } } })
    expect(notice && notice.arrivedAt <= house.clock.now()).toBe(true)
    // The hour is not said where nobody has said it.
    expect(words((await browser.get(without.headers.location ?? '')).text)).toContain('2026-11-22 Stadsbacken')
  })

  test('a notice about somebody who is not in the register: the one who got it adds the person, and goes on with the notice', async () => {
    const nobody = await browser.get('/arenden/nytt?sok=Finns Interegistret')
    expect(nobody.text).toContain('href="/personer/ny?namn=Finns+Interegistret&amp;sedan=meddelande"')
    const form = await browser.get('/personer/ny?namn=Finns+Interegistret&sedan=meddelande')
    for (const kept of ['value="Finns"', 'value="Interegistret"', 'name="sedan" value="meddelande"']) expect(form.text).toContain(kept)
    const fields = { givenName: 'Finns', familyName: 'Interegistret', birthOn: '1980-05-05', protection: 'NEJ', sedan: 'meddelande' }
    const check = await browser.post('/personer/ny', fields)
    expect(check.text).toContain('name="sedan" value="meddelande"')
    const saved = await browser.post('/personer/ny/kontrollera', { ...fields, kontrollerad: 'ja' }, '/personer/ny')
    expect([saved.status, saved.headers.location]).toEqual([303, expect.stringMatching(/^\/arenden\/nytt\?person=\d+$/)])
    const notice = await browser.get(String(saved.headers.location))
    expect([notice.status, notice.text.includes('Finns Interegistret')]).toEqual([200, true])
    expect((await browser.get('/personer/ny?sedan=https://example.org')).text).not.toContain('name="sedan"')
  })

  test('a later notice joins the open case, and nothing that came is ever changed', async () => {
    const { caseId, person } = await open()
    const answer = await browser.upload(
      `/arenden/${caseId}/meddelanden/nytt`,
      { field: 'document', name: 'foto.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]) },
      {
        sender: 'KRONOFOGDEN',
        kind: 'TID_FOR_AVHYSNING',
        arrivedOn: '2026-11-20',
        plannedOn: '2026-12-21',
        plannedTime: '10:00',
        children: '2',
      },
    )
    expect([answer.status, answer.headers.location]).toEqual([303, `/arenden/${caseId}`])
    expect(await house.db.prisma.preventionCase.count({ where: { personId: person.id } })).toBe(1)
    expect(words((await browser.get(`/arenden/${caseId}`)).text)).toContain(
      'Bekräfta till Kronofogden, skulle vara gjort för 2 dagar sedan',
    )
    await expect(house.db.prisma.evictionNotice.updateMany({ where: { caseId }, data: { arrivedOn: '2026-11-01' } })).rejects.toThrow()
    await expect(house.db.prisma.caseEvent.deleteMany({ where: { caseId } })).rejects.toThrow()
    await expect(house.db.prisma.preventionCase.updateMany({ where: { id: caseId }, data: { openedOn: '2026-11-01' } })).rejects.toThrow()
  })

  test('every wrong field gets its message, and the text and the document are kept', async () => {
    const { person } = await household()
    const from = `/arenden/nytt?person=${person.id}`
    const fields = {
      personId: String(person.id),
      home: 'other',
      address: '',
      sender: 'KRONOFOGDEN',
      kind: 'UPPSAGNING',
      arrivedOn: '2026-12-24',
      arrivedTime: '25.99',
      children: 'två',
      senderName: 'Bolaget <b>',
    }
    const wrong = await browser.upload('/arenden/nytt', { field: 'document', name: 'brev.pdf', bytes: pdf }, fields, from)
    expect(wrong.status).toBe(422)
    for (const said of ['Skriv klockslaget som TT.MM', 'Skriv hur många barn som bor där', 'Filen du valde är sparad', 'Bolaget &lt;b&gt;'])
      expect(wrong.text).toContain(said)
    const documentId = /name="documentId" value="(\d+)"/.exec(wrong.text)?.[1] ?? ''
    const refused = await browser.post('/arenden/nytt', { ...fields, arrivedTime: '9.05', children: '0', documentId }, from)
    expect(refused.status).toBe(422)
    for (const said of [
      'Meddelandet kan inte ha kommit efter i dag',
      'Den avsändaren skickar inte det slaget',
      'Skriv adressen till bostaden',
    ])
      expect(refused.text).toContain(said)
    const lastYear = { ...fields, sender: 'HYRESVARD', arrivedOn: '2026-11-20', arrivedTime: '9.05', children: '0', servedOn: '2025-11-18' }
    const slip = await browser.post('/arenden/nytt', { ...lastYear, address: 'Långt borta 7', documentId }, from)
    expect([
      slip.status,
      slip.text.includes('Delgivningsdagen är ett år eller mer före meddelandet'),
      slip.text.includes('2025-11-18'),
    ]).toEqual([422, true, true])
    const right = await browser.post(
      '/arenden/nytt',
      { ...fields, kind: 'UTSLAG', arrivedOn: '2026-11-20', arrivedTime: '9.05', children: '0', address: 'Långt borta 7', documentId },
      from,
    )
    expect(right.status).toBe(303)
    const page = words((await browser.get(String(right.headers.location))).text)
    expect(page).toContain('Långt borta 7')
    expect(page).toContain('Hämta dokumentet')
  })

  test.each([
    ['brev.pdf', '<html><script>alert(1)</script>', 'Välj en PDF, JPEG eller PNG'],
    ['stor.pdf', Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]), 'Filen är större än 10 MB'],
  ])('the document %s is judged by its content', async (name, bytes, said) => {
    const { person } = await household()
    const answer = await browser.upload(
      '/arenden/nytt',
      { field: 'document', name, bytes },
      { ...termination, personId: String(person.id), home: 'ours' },
      `/arenden/nytt?person=${person.id}`,
    )
    expect([answer.status, answer.text.includes(said)]).toEqual([422, true])
  })

  test.each(['', 'tolv', '99999999999', '0'])('a person numbered "%s" is nobody', async (personId) => {
    const { person } = await household()
    const answer = await browser.post(
      '/arenden/nytt',
      { ...termination, personId, home: 'ours', documentId: '99999999999' },
      `/arenden/nytt?person=${person.id}`,
    )
    expect([answer.status, (await browser.get(`/arenden/nytt?person=${personId}`)).status]).toEqual([404, 200])
  })

  test('what happens is written, refused with the reason, and steers what is next', async () => {
    const { caseId, url } = await open()
    const event = `/arenden/${caseId}/handelser/ny`
    const no = await browser.post(
      event,
      {
        kind: 'INQUIRY_NOT_OPENED',
        noticeId: String((await house.db.prisma.evictionNotice.findFirstOrThrow({ where: { caseId } })).id),
        happenedOn: '2026-11-12',
      },
      `${event}?slag=INQUIRY_OPENED`,
    )
    expect([no.status, no.text.includes('Skriv varför')]).toEqual([422, true])
    const notice = await house.db.prisma.evictionNotice.findFirstOrThrow({ where: { caseId } })
    const yes = await browser.post(
      event,
      { kind: 'INQUIRY_OPENED', noticeId: String(notice.id), happenedOn: '2026-11-12' },
      `${event}?slag=INQUIRY_OPENED`,
    )
    expect(yes.status).toBe(303)
    const page = words((await browser.get(url)).text)
    expect(page).toContain('Få skulden betald eller besluta om åtagande, senast fre 27 nov')
    expect(page).toContain('Gäller också')
    expect(words((await browser.get('/idag')).text)).toContain('Få skulden betald eller besluta om åtagande: Sofia')
    const list = words((await browser.get('/arenden')).text)
    expect(list).toContain('Få skulden betald eller besluta om åtagande')
    const ended = await browser.post(
      event,
      { kind: 'OUTCOME', outcome: 'AVVARJD', happenedOn: '2026-11-22', text: 'Skulden betalades' },
      `${event}?slag=OUTCOME`,
    )
    expect(ended.status).toBe(303)
    expect((await house.db.prisma.preventionCase.findUniqueOrThrow({ where: { id: caseId } })).closedOn).toBe('2026-11-22')
    expect(words((await browser.get('/arenden?urval=avslutade')).text)).toContain('avvärjd, hushållet bor kvar')
    const after = await browser.post(event, { kind: 'MEETING_HELD', happenedOn: '2026-11-22' }, `${event}?slag=MEETING_HELD`)
    expect([after.status, after.text.includes('Ärendet är avslutat')]).toEqual([422, true])
  })

  test('two at once about the same person give one case with two notices', async () => {
    const { person } = await household()
    const from = `/arenden/nytt?person=${person.id}`
    const send = () => browser.post('/arenden/nytt', { ...termination, personId: String(person.id), home: 'ours' }, from)
    const other = await browseAs(house, 'SOCIALSEKRETERARE')
    const answers = await Promise.all([
      send(),
      other.post('/arenden/nytt', { ...termination, kind: 'HYRESSKULD', servedOn: '', personId: String(person.id), home: 'ours' }, from),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    const cases = await house.db.prisma.preventionCase.findMany({ where: { personId: person.id }, include: { notices: true } })
    expect(cases.map((one) => one.notices.length)).toEqual([2])
  })

  test('nobody else gets in: another nämnd, another enhet, a role without people, a protected person', async () => {
    const { caseId, person } = await open()
    const notice = await house.db.prisma.evictionNotice.findFirstOrThrow({ where: { caseId } })
    const addresses = [
      `/arenden/${caseId}`,
      `/arenden/${caseId}/meddelanden/nytt`,
      `/arenden/${caseId}/meddelanden/${notice.id}/dokument`,
      `/arenden/${caseId}/handelser/ny`,
      `/arenden/nytt?person=${person.id}`,
    ]
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: `Enhet ${caseId}` } })
    const strangers = [
      await browseAs(house, 'VRAKNINGSFOREBYGGARE', await makeOtherNamnd(house)),
      await browseAs(house, 'SOCIALSEKRETERARE', { unitId: unit.id }),
    ]
    for (const stranger of strangers) {
      for (const address of addresses) expect([address, (await stranger.get(address)).status]).toEqual([address, 404])
      expect((await stranger.get('/arenden')).text).not.toContain(person.familyName)
    }
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const) {
      const browser = await browseAs(house, role)
      for (const address of addresses) expect([address, (await browser.get(address)).status]).toEqual([address, 403])
    }
    await house.db.prisma.person.update({ where: { id: person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    for (const address of addresses) expect([address, (await browser.get(address)).status]).toEqual([address, 404])
    const list = await browser.get('/arenden')
    expect([list.text.includes(person.familyName), list.text.includes('Skyddad person')]).toEqual([false, true])
    await house.db.prisma.person.update({ where: { id: person.id }, data: { protection: 'SKYDDAD_FOLKBOKFORING' } })
    expect((await browser.get('/arenden')).text).not.toContain('Skyddad person')
  })
})
