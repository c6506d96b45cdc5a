/** A meeting with the household in a case: planned, called to, moved, called off, held and missed, over HTTP on both engines. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { makeFeed } from '../../server/features/own-settings/feed-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeOtherNamnd, makePerson, type PersonWish } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testToday as today, type TestHouse } from '../support/test-house.js'

const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
const head = { postAddress: 'Box 120', postcode: '126 21', city: 'Lunda', phone: '08-508 120 00', email: 'boende@lunda.example' }

describe.each(engines)('planned meetings on %s', (engine) => {
  let house: TestHouse
  let maria: Browser
  let mariaId: number
  beforeAll(async () => {
    house = await openTestHouse(engine)
    const name = { name: 'Maria Lindqvist' }
    mariaId = (await house.user('VRAKNINGSFOREBYGGARE', name)).id
    maria = await browseAs(house, 'VRAKNINGSFOREBYGGARE', name)
    await house.db.prisma.namnd.update({ where: { id: house.namndId }, data: head })
  })
  afterAll(() => house.close())

  async function open(wish: PersonWish = {}) {
    const person = await makePerson(house, { givenName: 'Sofia', ...wish })
    const one = await house.db.prisma.preventionCase.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: person.id,
        caseNumber: `2026-${100 + person.id}`,
        address: 'Provgatan 1, 126 34 Lunda',
        openedOn: '2026-11-16',
        recordedAt: house.clock.now(),
        responsibleId: mariaId,
      },
    })
    return {
      person,
      caseId: one.id,
      url: `/arenden/${one.id}`,
      mote: `/arenden/${one.id}/mote`,
      svar: `/arenden/${one.id}/mote/hur-det-gick`,
      brev: `/arenden/${one.id}/brev/nytt`,
    }
  }
  const fields = (on: string, more: Record<string, string> = {}) => ({
    on,
    atTime: '9:30',
    place: 'Torget 1',
    withUserId: String(mariaId),
    ...more,
  })
  const eventsOf = (caseId: number) => house.db.prisma.caseEvent.findMany({ where: { caseId }, orderBy: { id: 'asc' } })
  const call = (on: string) => ({ kind: 'MEETING_CALL', signedById: String(mariaId), meetingOn: on, atTime: '09.30', place: 'Torget 1' })

  test('planned, moved and called off: each a fact, nothing changed, and twice is once', async () => {
    const one = await open()
    expect(words((await maria.get(one.url)).text)).toContain('Inget möte är planerat.')
    for (const [wrong, said] of [
      [fields(''), 'Skriv vilken dag mötet är'],
      [fields('2026-11-21'), 'Välj en dag som inte har varit'],
      [fields('2026-11-27', { atTime: 'nio' }), 'Skriv klockslaget som TT.MM'],
      [fields('2026-11-27', { place: '' }), 'Skriv var mötet är'],
      [fields('2026-11-27', { withUserId: '999999' }), 'Välj vem hushållet träffar'],
    ] as const) {
      const answer = await maria.post(one.mote, wrong)
      expect([answer.status, answer.text.includes(said)]).toEqual([422, true])
      expect(await htmlFaults(answer.text)).toEqual([])
    }
    const planned = await Promise.all([maria.post(one.mote, fields('2026-11-27')), maria.post(one.mote, fields('2026-11-27'))])
    expect(planned.map(({ status }) => status)).toEqual([303, 303])
    const page = await maria.get(one.url)
    expect(await htmlFaults(page.text)).toEqual([])
    for (const said of [
      'Möte med hushållet, klockan 09.30',
      'Torget 1',
      'Maria Lindqvist',
      'Gör kallelsen',
      'Flytta mötet',
      'Ställ in mötet',
    ])
      expect(words(page.text)).toContain(said)
    expect(await htmlFaults((await maria.get(one.mote)).text)).toEqual([])
    await maria.post(one.mote, fields('2026-11-30', { text: 'Sjuk' }))
    expect(words((await maria.get(one.url)).text)).toContain('Möte flyttat')
    const early = await maria.post(one.svar, {
      answer: 'MEETING_HELD',
      meetingId: String((await eventsOf(one.caseId)).at(-1)?.id),
      happenedOn: '2026-11-22',
      text: '',
    })
    expect([early.status, early.text.includes('Mötet har inte varit än')]).toEqual([422, true])
    const off = { answer: 'MEETING_CALLED_OFF', meetingId: String((await eventsOf(one.caseId)).at(-1)?.id), happenedOn: '2026-11-22' }
    expect((await maria.post(one.svar, { ...off, text: '' })).text).toContain('Skriv varför mötet ställs in')
    expect(await htmlFaults((await maria.get(one.svar)).text)).toEqual([])
    const twice = await Promise.all([
      maria.post(one.svar, { ...off, text: 'Bortrest' }),
      maria.post(one.svar, { ...off, text: 'Bortrest' }),
    ])
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    const [first, second] = await eventsOf(one.caseId)
    expect(await eventsOf(one.caseId)).toMatchObject([
      {
        kind: 'MEETING_PLANNED',
        happenedOn: '2026-11-27',
        atTime: '09.30',
        place: 'Torget 1',
        withUserId: mariaId,
        named: 'Maria Lindqvist',
        meetingId: null,
      },
      { kind: 'MEETING_PLANNED', happenedOn: '2026-11-30', meetingId: first?.id, text: 'Sjuk' },
      { kind: 'MEETING_CALLED_OFF', happenedOn: today, meetingId: second?.id, text: 'Bortrest' },
    ])
    expect(await house.db.prisma.note.count({ where: { personId: one.person.id } })).toBe(0)
    expect((await maria.get(one.svar)).status).toBe(303)
    await expect(house.db.prisma.caseEvent.updateMany({ where: { caseId: one.caseId }, data: { place: 'Annat' } })).rejects.toThrow()
  })

  test('on its day it stands in "I dag" and is told how it went, which is a contact too', async () => {
    const one = await open({ familyName: 'Mötesdag' })
    await maria.post(one.mote, fields(today))
    const line = words((await maria.get('/idag')).text)
    expect(line).toContain('Träffa Sofia Mötesdag')
    expect(line).toContain('Mötet är klockan 09.30, Torget 1.')
    expect(words((await maria.get(one.url)).text)).toContain('Skriv hur mötet gick')
    expect((await maria.get(`${one.url}/handelser/ny?slag=MEETING_HELD`)).headers.location).toBe(one.svar)
    const meetingId = String((await eventsOf(one.caseId))[0]?.id)
    const told = await maria.post(one.svar, { answer: 'MEETING_HELD', meetingId, happenedOn: today, text: 'Kom överens om en plan.' })
    expect(told.status).toBe(303)
    expect(
      (await maria.post(one.svar, { answer: 'MEETING_HELD', meetingId, happenedOn: today, text: 'Kom överens om en plan.' }, one.mote))
        .status,
    ).toBe(303)
    expect((await eventsOf(one.caseId)).slice(1)).toMatchObject([{ kind: 'MEETING_HELD', happenedOn: today, meetingId: Number(meetingId) }])
    expect(await house.db.prisma.note.findMany({ where: { personId: one.person.id } })).toMatchObject([
      { kind: 'MEETING', reached: 'JA', happenedOn: today, text: 'Planerat möte. Kom överens om en plan.' },
    ])
    expect(words((await maria.get('/idag')).text)).not.toContain('Träffa Sofia Mötesdag')
    const missed = await open()
    await maria.post(missed.mote, fields(today))
    await maria.post(missed.svar, {
      answer: 'MEETING_MISSED',
      meetingId: String((await eventsOf(missed.caseId))[0]?.id),
      happenedOn: today,
      text: '',
    })
    expect(await house.db.prisma.note.findMany({ where: { personId: missed.person.id } })).toMatchObject([
      { kind: 'MEETING', reached: 'NEJ', text: 'Planerat möte. Hushållet kom inte.' },
    ])
    expect(words((await maria.get(missed.url)).text)).toContain('Hushållet kom inte till mötet')
  })

  test('the kallelse is made from the meeting, plans or moves it, and is stopped when the meeting is moved or called off', async () => {
    const one = await open()
    await maria.post(one.mote, fields('2026-11-27'))
    const form = await maria.get(`${one.brev}?slag=MEETING_CALL`)
    for (const said of ['value="2026-11-27"', 'value="09.30"', 'value="Torget 1"', 'Det här är mötet som är planerat'])
      expect(form.text).toContain(said)
    const made = await maria.post(one.brev, call('2026-11-27'), `${one.brev}?slag=MEETING_CALL`)
    const letter = String(made.headers.location)
    expect(letter).toMatch(/^\/brev\/\d+$/)
    expect(await eventsOf(one.caseId)).toHaveLength(1) // the same meeting
    await maria.post(one.mote, fields('2026-11-30'))
    const stale = await maria.get(letter)
    expect(words(stale.text)).toContain('Mötet är flyttat till en annan tid')
    const stops = /name="stops" value="([^"]*)"/.exec(stale.text)?.[1] ?? ''
    expect(stops).not.toBe('')
    await maria.post(`${letter}/skickat`, { how: 'HAND', goneOn: '', stops }, letter)
    expect(await house.db.prisma.letter.findFirst({ where: { caseId: one.caseId } })).toMatchObject({
      sentAt: null,
      stopReason: 'MEETING_MOVED',
    })
    expect((await eventsOf(one.caseId)).map(({ kind }) => kind)).toEqual(['MEETING_PLANNED', 'MEETING_PLANNED'])

    // Typed with another day, the letter moves the meeting; when it has gone the case says which meeting it called to.
    const other = String((await maria.post(one.brev, call('2026-12-01'), `${one.brev}?slag=MEETING_CALL`)).headers.location)
    const sent = await maria.post(`${other}/skickat`, { how: 'HAND', goneOn: '', stops: '' }, other)
    expect(sent.status).toBe(303)
    const events = await eventsOf(one.caseId)
    expect(events.slice(2)).toMatchObject([
      { kind: 'MEETING_PLANNED', happenedOn: '2026-12-01', meetingId: events[1]?.id },
      { kind: 'MEETING_CALLED', meetingId: events[2]?.id },
    ])
    expect(words((await maria.get(one.url)).text)).toContain(`Kallelse Skickad ${today}`)
    await maria.post(one.mote, fields('2026-12-02'))
    expect(words((await maria.get(one.url)).text)).toContain('Kallelsen som gått säger en tidigare tid. Gör en ny')

    const third = String((await maria.post(one.brev, call('2026-12-02'), `${one.brev}?slag=MEETING_CALL`)).headers.location)
    await maria.post(one.svar, {
      answer: 'MEETING_CALLED_OFF',
      meetingId: String((await eventsOf(one.caseId)).at(-1)?.id),
      happenedOn: today,
      text: 'Löst',
    })
    expect(words((await maria.get(third)).text)).toContain('Mötet är inställt eller har redan varit')
  })

  test('the calendar of who holds it has its day and time, without names or place, and the same mark when it is moved', async () => {
    const one = await open({ familyName: 'Hemlig' })
    const { actor } = await house.user('BOENDESTOD', { name: 'Bo Stöd' })
    await maria.post(one.mote, fields('2026-12-08', { withUserId: String(actor.userId), place: 'Provgatan 1' }))
    const feed = async (who: typeof actor) => (await request(house.app).get(`/kalender/${await makeFeed(house.db, who)}.ics`)).text
    const marks = (text: string) =>
      text
        .split('BEGIN:VEVENT')
        .filter((event) => event.includes('SUMMARY:Möte med hushåll'))
        .map((event) => /UID:(\S+)/.exec(event)?.[1])
    const before = await feed(actor)
    expect(before).toContain('DTSTART;TZID=Europe/Stockholm:20261208T093000')
    for (const never of ['Sofia', 'Hemlig', 'Provgatan']) expect(before).not.toContain(never)
    await maria.post(one.mote, fields('2026-12-09', { withUserId: String(actor.userId) }))
    const after = await feed(actor)
    expect(after).toContain('DTSTART;TZID=Europe/Stockholm:20261209T093000')
    expect(after).not.toContain('20261208T093000')
    expect(marks(after)).toEqual(marks(before))
    const other = await house.user('BOENDESTOD', { name: 'En annan' })
    expect(marks(await feed(other.actor))).toEqual([])
    await house.db.prisma.person.update({ where: { id: one.person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    expect(marks(await feed(actor))).toEqual([])
  })

  test('who may: others’ nämnd never, chef reads, roles without people nothing; an ended case takes no meeting', async () => {
    const one = await open()
    const stranger = await browseAs(house, 'VRAKNINGSFOREBYGGARE', await makeOtherNamnd(house))
    for (const address of [one.mote, one.svar]) expect([address, (await stranger.get(address)).status]).toEqual([address, 404])
    for (const role of ['CHEF', 'CONTROLLER', 'ADMINISTRATOR'] as const)
      expect((await (await browseAs(house, role)).get(one.mote)).status).toBe(403)
    expect(words((await (await browseAs(house, 'CHEF')).get(one.url)).text)).not.toContain('Planera möte')
    expect((await (await browseAs(house, 'BOENDESTOD')).get(one.mote)).status).toBe(200)
    await maria.post(one.mote, fields('2026-11-27'))
    await maria.post(
      `${one.url}/handelser/ny`,
      { kind: 'OUTCOME', happenedOn: today, outcome: 'AVVARJD' },
      `${one.url}/handelser/ny?slag=OUTCOME`,
    )
    expect((await maria.get(one.mote)).status).toBe(303)
    expect(words((await maria.get(one.url)).text)).not.toContain('Möte med hushållet, klockan')
  })
})
