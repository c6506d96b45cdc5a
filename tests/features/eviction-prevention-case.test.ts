import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')

describe.each(engines)('the page of a case on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })
  })
  afterAll(() => house.close())

  async function open(wish: Parameters<typeof makePerson>[1] = {}) {
    const person = await makePerson(house, wish)
    const home = await makeApartment(house)
    await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    const maria = (await house.user('VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })).id
    const sent = {
      personId: String(person.id),
      sign: 'RENT_LATE',
      text: 'Andra månaden',
      seenOn: '2026-11-10',
      home: 'ours',
      responsibleId: String(maria),
    }
    const saved = await browser.post('/arenden/oppna', sent, `/arenden/oppna?person=${person.id}`)
    expect([saved.status, words(saved.text)]).toEqual([303, expect.anything()])
    const url = String(saved.headers.location)
    return { person, url, sent, caseId: Number(/\d+$/.exec(url)?.[0]) }
  }

  test('a case is opened at the first sign, once, and a notice joins it', async () => {
    const { person, url, caseId } = await open()
    const page = await browser.get(url)
    expect(await htmlFaults(page.text)).toEqual([])
    for (const said of [
      'Öppnat utan meddelande: hyran är sen',
      'Hyran är sen : Andra månaden',
      'Inget meddelande har kommit',
      'Försök',
      'Ansvarig Maria Lindqvist',
    ])
      expect(words(page.text)).toContain(said)
    expect(await house.db.prisma.preventionCase.count({ where: { personId: person.id } })).toBe(1)
    expect((await browser.get(`/arenden/oppna?person=${person.id}`)).headers.location).toBe(url)
    const notice = { sender: 'HYRESVARD', kind: 'UPPSAGNING', arrivedOn: '2026-11-20', children: '0' }
    expect((await browser.post(`/arenden/${caseId}/meddelanden/nytt`, notice)).headers.location).toBe(url)
    const after = words((await browser.get(url)).text)
    for (const said of ['Besluta om utredning', 'Inte beslutat', 'Åtagande om hyran']) expect(after).toContain(said)
    await expect(house.db.prisma.preventionCase.updateMany({ where: { id: caseId }, data: { sign: 'OTHER_SIGN' } })).rejects.toThrow()
  })

  test('two at once open one case; what is wrong is said and kept', async () => {
    const person = await makePerson(house)
    const from = `/arenden/oppna?person=${person.id}`
    expect(await htmlFaults((await browser.get(from)).text)).toEqual([])
    const wrong = await browser.post(
      '/arenden/oppna',
      { personId: String(person.id), sign: 'OTHER_SIGN', seenOn: '2026-11-23', responsibleId: '' },
      from,
    )
    expect([wrong.status, wrong.text.includes('Välj vem som är ansvarig')]).toEqual([422, true])
    const maria = String((await house.user('VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })).id)
    const refused = await browser.post(
      '/arenden/oppna',
      { personId: String(person.id), sign: 'OTHER_SIGN', seenOn: '2026-11-23', responsibleId: maria },
      from,
    )
    for (const said of ['Dagen har inte kommit än', 'Skriv adressen till bostaden', 'Skriv med egna ord'])
      expect(refused.text).toContain(said)
    const fields = {
      personId: String(person.id),
      sign: 'HOUSEHOLD_ASKS',
      seenOn: '2026-11-22',
      address: 'Långt borta 7',
      responsibleId: maria,
    }
    const answers = await Promise.all([1, 2].map(() => browser.post('/arenden/oppna', fields, '/trappan'))) // the form itself leads on when the case is open
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    expect(words((await browser.get(String(answers[0]?.headers.location))).text)).toContain('Hushållet har inga avier från oss')
  })

  test('the money is our own ledger, with months owed and its chart', async () => {
    const { url } = await open()
    const { actor } = await house.user('BOSAMORDNARE')
    for (const month of ['2026-10', '2026-11']) await runCharges(house.db, actor, month)
    const page = await browser.get(url)
    expect(await htmlFaults(page.text)).toEqual([])
    for (const said of ['Förfallen hyra 12 000 kr 2,0 månadshyror', 'Saldo 12 000 kr', 'Ingen avbetalningsplan', 'Visa som tabell'])
      expect(words(page.text)).toContain(said)
  })

  test('support is offered, answered by somebody, and a home visit is noted only after a yes', async () => {
    const { url, caseId } = await open()
    const at = (page: string) => `/arenden/${caseId}/stod/${page}`
    for (const page of ['erbjudande', 'svar', 'hembesok']) expect(await htmlFaults((await browser.get(at(page))).text)).toEqual([])
    expect((await browser.get(at('hembesok'))).text).toContain('Hushållet har inte tackat ja till hembesök')
    const empty = await browser.post(at('erbjudande'), { kinds: [], happenedOn: '' })
    expect([empty.status, empty.text.includes('Välj vad ni erbjuder'), empty.text.includes('Skriv vilken dag stödet erbjöds')]).toEqual([
      422,
      true,
      true,
    ])
    const offer = { kinds: ['BUDGET_ADVICE', 'HOME_VISIT'], happenedOn: '2026-11-12', text: 'Sagt på telefon', answer: 'NONE' }
    const twice = await Promise.all([browser.post(at('erbjudande'), offer), browser.post(at('erbjudande'), offer)])
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    const rows = await house.db.prisma.caseEvent.findMany({ where: { caseId }, orderBy: { id: 'asc' } })
    expect(rows.map(({ kind, supportKind }) => `${kind} ${supportKind}`)).toEqual([
      'SUPPORT_OFFERED BUDGET_ADVICE',
      'SUPPORT_OFFERED HOME_VISIT',
    ])

    const answer = (fields: Record<string, string>) =>
      browser.post(at('svar'), { supportKind: 'HOME_VISIT', happenedOn: '2026-11-13', ...fields })
    expect((await answer({ answer: 'SUPPORT_DECLINED' })).text).toContain('Skriv vem i hushållet som svarade')
    expect((await answer({ answer: 'SUPPORT_DECLINED', answeredBy: 'Sofia' })).status).toBe(303)
    const declined = words((await browser.get(url)).text)
    for (const said of ['Hembesök Tackar nej', 'Sofia svarade', 'Att tacka nej bryter inget villkor']) expect(declined).toContain(said)
    expect(declined).not.toContain('Anteckna ett hembesök')
    const from = at('svar')
    const visit = (on: string) => browser.post(at('hembesok'), { happenedOn: on, text: 'Gick igenom räkningarna' }, from)
    expect([
      (await visit('2026-11-18')).status,
      await house.db.prisma.caseEvent.count({ where: { caseId, kind: 'HOME_VISIT_MADE' } }),
    ]).toEqual([422, 0])
    expect((await answer({ answer: 'SUPPORT_ACCEPTED', answeredBy: 'Sofia', happenedOn: '2026-11-16' })).status).toBe(303)
    expect((await visit('2026-11-14')).text).toContain('Hushållet hade inte tackat ja till hembesök den dagen')
    expect((await visit('2026-11-18')).status).toBe(303)
    const visited = words((await browser.get(url)).text)
    expect(visited).toContain('Hembesök gjort Gick igenom räkningarna')
    expect(visited).not.toContain('Hembesök: hembesök gjort')
    expect((await browser.get(`/arenden/${caseId}/handelser/ny?slag=SUPPORT_ACCEPTED`)).headers.location).toBe(at('svar'))
    const log = await house.db.prisma.auditEvent.findMany({
      where: {
        subject: 'CASE_EVENT',
        personId: (await house.db.prisma.preventionCase.findUniqueOrThrow({ where: { id: caseId } })).personId,
      },
    })
    expect(log.length).toBe(5)
  })

  test('the responsible is changed to one who may, told of in the case and in the log', async () => {
    const { url, caseId, person } = await open()
    const page = `/arenden/${caseId}/ansvarig`
    const samir = (await house.user('SOCIALSEKRETERARE', { name: 'Samir Haddad' })).id
    const chef = (await house.user('CHEF', { name: 'Chef Chefsson' })).id
    const elsewhere = (await house.user('SOCIALSEKRETERARE', { ...(await makeOtherNamnd(house)), name: 'Annan Nämnd' })).id
    const form = await browser.get(page)
    expect([
      await htmlFaults(form.text),
      form.text.includes('Samir Haddad'),
      form.text.includes('Chef Chefsson'),
      form.text.includes('Annan Nämnd'),
    ]).toEqual([[], true, false, false])
    for (const nobody of ['', String(chef), String(elsewhere), '99999999']) {
      const refused = await browser.post(page, { responsibleId: nobody })
      expect([nobody, refused.status, refused.text.includes('Välj vem som är ansvarig')]).toEqual([nobody, 422, true])
    }
    const change = { responsibleId: String(samir), text: 'Maria är ledig' }
    const answers = await Promise.all([browser.post(page, change), browser.post(page, change)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await house.db.prisma.caseEvent.count({ where: { caseId, kind: 'NEW_RESPONSIBLE' } })).toBe(1)
    expect(words((await browser.get(url)).text)).toContain('Ny ansvarig Samir Haddad. Maria är ledig')
    const [log] = await house.db.prisma.auditEvent.findMany({ where: { personId: person.id, subject: 'CASE', action: 'CHANGE' } })
    expect(JSON.parse(log?.after ?? '{}')).toEqual({ responsibleId: samir })
    // only those named see a protected person, so only they can have the case
    const maria = (await house.user('VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })).id
    await house.db.prisma.person.update({ where: { id: person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId: maria, grantedAt: house.clock.now() } })
    const named = await browser.get(page)
    expect([named.text.includes('Maria Lindqvist, '), named.text.includes('>Samir Haddad, ')]).toEqual([true, false])
  })

  test('an outcome says who judged it, is corrected by a newer one, and is checked afterwards', async () => {
    const { url, caseId } = await open()
    const event = `/arenden/${caseId}/handelser/ny`
    const from = `${event}?slag=OUTCOME`
    const averted = { kind: 'OUTCOME', outcome: 'AVVARJD', happenedOn: '2026-11-15', named: 'Samir Haddad', text: 'Skulden betalades' }
    const answers = await Promise.all([browser.post(event, averted, from), browser.post(event, averted, from)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await house.db.prisma.caseEvent.count({ where: { caseId, kind: 'OUTCOME' } })).toBe(1)
    const check = `/arenden/${caseId}/bor-kvar`
    expect(await htmlFaults((await browser.get(check)).text)).toEqual([])
    expect((await browser.post(check, {})).text).toContain('Välj om hushållet bor kvar')
    expect((await browser.post(check, { atHome: 'JA', happenedOn: '2026-11-20' })).status).toBe(303)
    const kept = words((await browser.get(url)).text)
    for (const said of [
      'Avvärjd, hushållet bor kvar Bedömt av Samir Haddad. Skulden betalades',
      'Bor hushållet kvar',
      'Hushållet bor kvar',
    ])
      expect(kept).toContain(said)
    expect((await browser.post(check, { atHome: 'NEJ', happenedOn: '2026-11-21' })).text).toContain('Välj hur det slutade')
    expect((await browser.post(check, { atHome: 'NEJ', outcome: 'FLYTTAT_FORE', happenedOn: '2026-11-21' })).status).toBe(303)
    const after = words((await browser.get(url)).text)
    expect(after).toContain('Flyttade före avhysningen Bedömt av Maria Lindqvist')
    expect(after).toContain('ersatt av ett senare utfall')
    expect((await browser.get(check)).text).toContain('Inget att kontrollera')
    expect((await house.db.prisma.preventionCase.findUniqueOrThrow({ where: { id: caseId } })).closedOn).toBe('2026-11-21')
  })

  test('what the landlord withdrew is checked afterwards as what was averted is', async () => {
    const { url, caseId } = await open()
    const event = `/arenden/${caseId}/handelser/ny`
    const withdrawn = { kind: 'OUTCOME', outcome: 'ATERKALLAD', happenedOn: '2026-11-15', named: 'Samir Haddad', text: 'Skulden betalades' }
    expect((await browser.post(event, withdrawn, `${event}?slag=OUTCOME`)).status).toBe(303)
    expect(words((await browser.get(url)).text)).toContain('Efter 15 december 2026')
    const check = `/arenden/${caseId}/bor-kvar`
    expect(words((await browser.get(check)).text)).toContain('Återkallad av hyresvärden, 15 november 2026')
    expect((await browser.post(check, { atHome: 'JA', happenedOn: '2026-11-20' })).status).toBe(303)
    expect(await house.db.prisma.caseEvent.count({ where: { caseId, kind: 'STILL_AT_HOME' } })).toBe(1)
  })

  test('a case that was ended by mistake is opened again with the reason, and its days run as before', async () => {
    const { url, caseId, person } = await open()
    const event = `/arenden/${caseId}/handelser/ny`
    await browser.post(
      event,
      { kind: 'OUTCOME', outcome: 'AVVARJD', happenedOn: '2026-11-15', text: 'Fel hushåll' },
      `${event}?slag=OUTCOME`,
    )
    expect(words((await browser.get(url)).text)).toContain('Öppna ärendet igen')
    const form = await browser.get(`${event}?slag=CASE_REOPENED`)
    expect(await htmlFaults(form.text)).toEqual([])
    const reopen = { kind: 'CASE_REOPENED', happenedOn: '2026-11-22', text: 'Utfallet gällde ett annat hushåll' }
    const without = await browser.post(event, { ...reopen, text: '' }, `${event}?slag=CASE_REOPENED`)
    expect([without.status, without.text.includes('Skriv varför')]).toEqual([422, true])
    // not while another case about the same person goes on
    const other = await house.db.prisma.preventionCase.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: person.id,
        caseNumber: `2026-${8000 + caseId}`,
        openedOn: '2026-11-20',
        address: 'x',
        recordedAt: house.clock.now(),
      },
    })
    expect((await browser.post(event, reopen, `${event}?slag=CASE_REOPENED`)).text).toContain('Ett annat ärende om samma person är öppet')
    await house.db.prisma.preventionCase.update({ where: { id: other.id }, data: { closedOn: '2026-11-21' } })
    expect((await browser.post(event, reopen, `${event}?slag=CASE_REOPENED`)).status).toBe(303)
    const text = words((await browser.get(url)).text)
    for (const said of ['gäller inte, ärendet öppnades igen', 'Ärendet öppnat igen', 'Nästa rätta åtgärd', 'Få kontakt med hushållet'])
      expect(text).toContain(said)
    expect(text).not.toContain('Ska kontrolleras nu')
    expect((await house.db.prisma.preventionCase.findUniqueOrThrow({ where: { id: caseId } })).closedOn).toBeNull()
    expect((await browser.post(event, { ...reopen, text: 'igen' }, `${event}?slag=SERVED`)).text).toContain('Ärendet pågår redan')
  })

  test('the timeline has each day once, and none that was corrected, moved or called off', async () => {
    const { url, caseId } = await open()
    const notice = {
      namndId: house.namndId,
      caseId,
      sender: 'KRONOFOGDEN',
      kind: 'TID_FOR_AVHYSNING',
      arrivedAt: '2026-11-12T09:00:00.000Z',
      arrivedOn: '2026-11-12',
      children: 0,
      recordedAt: house.clock.now(),
    }
    const { id: noticeId } = await house.db.prisma.evictionNotice.create({ data: notice })
    const event = (kind: string, happenedOn: string, more: object = {}) => ({
      namndId: house.namndId,
      caseId,
      kind,
      happenedOn,
      recordedAt: house.clock.now(),
      ...more,
    })
    for (const data of [
      event('EVICTION_PLANNED', '2026-11-18', { noticeId }),
      event('EVICTION_PLANNED', '2026-11-19', { noticeId }),
      event('EVICTION_CALLED_OFF', '2026-11-17', { noticeId }),
      event('SUPPORT_OFFERED', '2026-11-16', { supportKind: 'BUDGET_ADVICE' }),
      event('SUPPORT_OFFERED', '2026-11-16', { supportKind: 'HOME_VISIT' }),
    ])
      await house.db.prisma.caseEvent.create({ data })
    const page = (await browser.get(url)).text
    const timeline = words(/<(ol|ul) class="deadlines[\s\S]*?<\/\1>/.exec(page)?.[0] ?? '')
    expect(timeline).toContain('Stöd erbjudet')
    expect(timeline.match(/Stöd erbjudet/g)).toHaveLength(1)
    expect([timeline.includes('18 nov'), timeline.includes('19 nov')]).toEqual([false, false])
  })

  test('nobody else reads or writes', async () => {
    const { caseId, person } = await open()
    const pages = ['', '/stod/erbjudande', '/stod/svar', '/stod/hembesok', '/ansvarig', '/bor-kvar'].map(
      (page) => `/arenden/${caseId}${page}`,
    )
    const addresses = [...pages, `/arenden/oppna?person=${person.id}`]
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: `Enhet ${caseId}` } })
    for (const stranger of [
      await browseAs(house, 'VRAKNINGSFOREBYGGARE', await makeOtherNamnd(house)),
      await browseAs(house, 'SOCIALSEKRETERARE', { unitId: unit.id }),
    ])
      for (const address of addresses) expect([address, (await stranger.get(address)).status]).toEqual([address, 404])
    const chef = await browseAs(house, 'CHEF')
    const read = await chef.get(`/arenden/${caseId}`)
    expect([read.status, /Erbjud stöd|Skriv utfall|Byt/.test(read.text)]).toEqual([200, false])
    for (const address of addresses.slice(1)) expect([address, (await chef.get(address)).status]).toEqual([address, 403])
    await house.db.prisma.person.update({ where: { id: person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    for (const address of addresses) expect([address, (await browser.get(address)).status]).toEqual([address, 404])
  })
})
