/** Letters from the month's avier to the act of sending, over HTTP on both engines. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type request from 'supertest'
import type { Actor } from '../../server/actor.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePayment, makePerson, makeTenancy } from '../support/fixtures.js'
import { allocateOpenCredits } from '../../server/features/rent/allocation-store.js'
import { readPdf } from '../support/read-pdf.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const letterHead = { postAddress: 'Box 120', postcode: '126 21', city: 'Lunda', phone: '08-508 120 00', email: 'boende@lunda.example' }
const file = (browser: Browser, path: string) =>
  browser.agent
    .get(path)
    .buffer(true)
    .parse(binary as never)
function binary(res: request.Response, done: (error: Error | null, body: Buffer) => void) {
  const parts: Buffer[] = []
  const stream = res as unknown as NodeJS.ReadableStream
  stream.on('data', (part: Buffer) => parts.push(part))
  stream.on('end', () => done(null, Buffer.concat(parts)))
}

describe.each(engines)('letters on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  let bosamordnare: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE')).actor
    bosamordnare = await browseAs(house, 'BOSAMORDNARE')
    await house.db.prisma.namnd.update({ where: { id: house.namndId }, data: letterHead })
    await house.db.prisma.ownAccount.create({
      data: { namndId: house.namndId, kind: 'BANKGIRO', number: '50501055', name: 'Hyror', createdAt: house.clock.now() },
    })
  })
  afterAll(() => house.close())

  async function tenant(months: string[], wish: Parameters<typeof makePerson>[1] = {}, home: { postcode?: string | null } = {}) {
    const person = await makePerson(house, wish)
    const place = { namndId: wish.namndId, unitId: wish.unitId }
    const apartment = await makeApartment(house, place)
    await house.db.prisma.apartment.update({
      where: { id: apartment.id },
      data: { postcode: home.postcode === undefined ? '12634' : home.postcode, city: 'Lunda' },
    })
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, ...place })
    for (const month of months) await runCharges(house.db, wish.namndId ? { ...actor, namndId: wish.namndId, unitId: null } : actor, month)
    return { person, tenancy, apartment }
  }
  const pay = async (who: { person: { id: number }; tenancy: { id: number } }, amountOre: number) => {
    await makePayment(house, { personId: who.person.id, tenancyId: who.tenancy.id, amountOre, on: '2026-11-20' })
    await house.db.transaction((tx) => allocateOpenCredits(tx, actor, [who.person.id]))
  }
  const lettersOf = (personId: number) => house.db.prisma.letter.findMany({ where: { personId }, orderBy: { number: 'asc' } })
  const batchIn = (answer: request.Response) => /\/brev\/utskrifter\/(\d+)$/.exec(String(answer.headers.location))?.[1] ?? ''
  const stopsOn = (page: request.Response) => /name="stops" value="([^"]*)"/.exec(page.text)?.[1] ?? ''
  const remind = (ids: number[], checked = true) =>
    bosamordnare.post('/brev/paminnelser', { personId: ids.map(String), ...(checked ? { checked: 'ja' } : {}) }, '/brev')

  test('the month in one file: drafts in address order, none twice, sent when somebody says so', async () => {
    const nadia = await tenant(['2026-12'], { givenName: 'Nadia', familyName: 'Osman' })
    const homeless = await tenant(['2026-12'], { givenName: 'Utan', familyName: 'Postnummer' }, { postcode: null })
    const preview = await bosamordnare.get('/brev/avier?manad=2026-12')
    expect(preview.text).toMatch(/Gör 1\shyresavi</)
    expect(preview.text).toContain('Adress saknas: 1')
    const made = await bosamordnare.post('/brev/avier', { month: '2026-12' }, '/brev')
    expect(made.status).toBe(303)
    const batch = batchIn(made)
    expect(await lettersOf(homeless.person.id)).toEqual([])
    const [draft] = await lettersOf(nadia.person.id)
    expect(draft).toMatchObject({ kind: 'RENT_BILL', batch, sentAt: null, pdf: null, number: Number(batch) })

    const pdf = await file(bosamordnare, `/brev/utskrifter/${batch}/brev.pdf`)
    expect(pdf.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' })
    expect(pdf.headers['content-disposition']).toBe(`attachment; filename=brev-${batch}.pdf`)
    const read = readPdf(pdf.body as Buffer)
    expect(read.pageTexts.join()).toContain('Nadia Osman')
    expect(read.texts.join('\n')).toContain('6\u00a0000')

    const again = await bosamordnare.post('/brev/avier', { month: '2026-12' }, '/brev')
    expect(again.status).toBe(303)
    expect((await lettersOf(nadia.person.id)).length).toBe(1)

    const page = await bosamordnare.get(`/brev/utskrifter/${batch}`)
    expect(page.text).toMatch(/Markera 1\sbrev som skickat/)
    const sent = await bosamordnare.post(
      `/brev/utskrifter/${batch}/skickade`,
      { how: 'POST', stops: stopsOn(page) },
      `/brev/utskrifter/${batch}`,
    )
    expect(sent.status).toBe(303)
    expect(await lettersOf(nadia.person.id)).toMatchObject([{ sentHow: 'POST', sentById: actor.userId, stoppedAt: null }])
  })

  test('a reminder that was paid before it was posted is stopped, and the page says why first', async () => {
    const kim = await tenant(['2026-10'])
    const check = await remind([kim.person.id], false)
    expect(check.status).toBe(200)
    expect(check.text).toMatch(/Gör 1\spåminnelse/)
    const batch = batchIn(await remind([kim.person.id]))
    expect((await remind([kim.person.id])).headers.location).toBe('/brev') // a second press makes no second letter
    expect((await lettersOf(kim.person.id)).length).toBe(1)
    await pay(kim, 600_000)
    const path = `/brev/utskrifter/${batch}`
    const unaware = await bosamordnare.post(`${path}/skickade`, { how: 'POST', stops: '' }, path)
    expect(unaware.status).toBe(422)
    expect(await lettersOf(kim.person.id)).toMatchObject([{ sentAt: null, stoppedAt: null }])
    const page = await bosamordnare.get(path)
    expect(page.text).toContain('Allt är betalt')
    await bosamordnare.post(`${path}/skickade`, { how: 'POST', stops: stopsOn(page) }, path)
    expect(await lettersOf(kim.person.id)).toMatchObject([{ sentAt: null, stopReason: 'PAID', stoppedById: actor.userId }])
  })

  test('nobody else’s nämnd is reminded, billed or read', async () => {
    const other = await makeOtherNamnd(house)
    const far = await tenant(['2026-10'], other)
    const answer = await remind([far.person.id])
    expect(answer.headers.location).toBe('/brev')
    expect(await lettersOf(far.person.id)).toEqual([])
  })
})
