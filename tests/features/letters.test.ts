/** Letters from the month's avier to the act of sending, over HTTP on both engines. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type request from 'supertest'
import type { Actor } from '../../server/actor.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { makeBulk, planBillLetters } from '../../server/features/letters/make-store.js'
import { checkDrafts } from '../../server/features/letters/send-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
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
  const planFor = async (personId: number, firstOn = '2026-12-28') => {
    const plan = await house.db.prisma.repaymentPlan.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId,
        agreedOn: '2026-11-10',
        debtOre: 600_000,
        firstLumpOre: 0,
        instalmentOre: 300_000,
        frequency: 'MONTHLY',
        startsOn: firstOn,
        recordedAt: house.clock.now(),
        instalments: { create: [firstOn, '2027-01-28'].map((dueOn, n) => ({ number: n + 1, dueOn, amountOre: 300_000 })) },
      },
    })
    return plan.id
  }
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

  test('a pause, a respite and a plan that is followed are respected, and said', async () => {
    const [paused, respited, planned, broken] = [
      await tenant(['2026-10'], { familyName: 'Paus' }),
      await tenant(['2026-10'], { familyName: 'Anstånd' }),
      await tenant(['2026-10'], { familyName: 'Plan' }),
      await tenant(['2026-10'], { familyName: 'Bruten' }),
    ]
    const at = { namndId: house.namndId, recordedAt: house.clock.now() }
    await house.db.prisma.reminderPause.create({ data: { ...at, personId: paused.person.id, reason: 'SJUKDOM', untilOn: '2026-11-22' } })
    const bill = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { personId: respited.person.id, kind: 'CHARGE' } })
    await house.db.prisma.respite.create({
      data: { ...at, personId: respited.person.id, chargeId: bill.id, reason: 'x', untilOn: '2026-12-01' },
    })
    // The second is broken since its first instalment did not come, whether or not the night has looked.
    await Promise.all([planFor(planned.person.id), planFor(broken.person.id, '2026-11-12')])
    const ids = [paused, respited, planned, broken].map((one) => one.person.id)
    const check = await remind(ids, false)
    for (const words of ['Påminnelser är pausade: 1', 'Det finns ett anstånd: 1', 'En avbetalningsplan löper: 1'])
      expect(check.text).toContain(words)
    await remind(ids)
    expect((await Promise.all(ids.map(lettersOf))).map((letters) => letters.length)).toEqual([0, 0, 0, 1])
    const direct = await bosamordnare.post(`/personer/${paused.person.id}/brev`, { kind: 'REMINDER' })
    expect([direct.status, direct.text.includes('Påminnelser till personen är pausade')]).toEqual([422, true])
  })

  test('a reminder after a respite says that the contract may be terminated a week after its last day, not after the due day', async () => {
    const [newly, long] = [await tenant(['2026-10'], { familyName: 'Nyss' }), await tenant(['2026-10'], { familyName: 'Länge' })]
    for (const [who, untilOn] of [
      [newly, '2026-11-16'],
      [long, '2026-11-13'],
    ] as const) {
      const bill = await house.db.prisma.ledgerEntry.findFirstOrThrow({ where: { personId: who.person.id, kind: 'CHARGE' } })
      const at = { namndId: house.namndId, recordedAt: '2026-09-30T08:00:00.000Z' }
      await house.db.prisma.respite.create({ data: { ...at, personId: who.person.id, chargeId: bill.id, reason: 'x', untilOn } })
    }
    await remind([newly.person.id, long.person.id])
    const forfeitable = async (who: typeof newly) =>
      (JSON.parse((await lettersOf(who.person.id))[0]?.content ?? '{}') as { forfeitable?: boolean }).forfeitable
    // A week from Monday the 16th is Monday the 23rd, tomorrow; from Friday the 13th Friday the 20th.
    expect([await forfeitable(newly), await forfeitable(long)]).toEqual([false, true])
    // Asked to pay by 2 December, and the contract may be terminated from the 24th: that day is told, and the draft holds no longer.
    const [letter] = await lettersOf(newly.person.id)
    expect(JSON.parse(letter?.content ?? '{}')).toMatchObject({ payBy: '2026-12-02', payBeforeOn: '2026-11-23' })
    const reasonsOn = async (today: string) =>
      (await checkDrafts(house.db, { ...actor, today }, { letterId: letter?.id ?? 0 })).flatMap(({ reasons }) => reasons)
    expect([await reasonsOn('2026-11-23'), await reasonsOn('2026-11-24')]).toEqual([[], ['DAY_PASSED']])
  })

  test('a plan and an overview to one person, by those who may make and not send', async () => {
    const kim = await tenant(['2026-10', '2026-11'], { familyName: 'Översikt' })
    await pay(kim, 700_000)
    await planFor(kim.person.id)
    const support = await browseAs(house, 'BOENDESTOD')
    const path = `/personer/${kim.person.id}/brev`
    for (const fields of [
      { kind: 'PAYMENT_OVERVIEW', from: '2026-10', to: '2026-11' },
      { kind: 'REPAYMENT_PLAN', from: '', to: '' },
    ]) {
      const made = await support.post(path, fields)
      expect(made.status).toBe(303)
      const letter = String(made.headers.location)
      const page = await support.get(letter)
      expect(page.text).toContain('Utkast')
      expect(page.text).not.toContain('Markera som skickat')
      expect((await support.post(`${letter}/skickat`, { how: 'HAND' }, letter)).status).toBe(403)
      const { texts } = readPdf((await file(support, `${letter}/brev.pdf`)).body as Buffer)
      if (fields.kind === 'PAYMENT_OVERVIEW') {
        expect(texts).toEqual(expect.arrayContaining(['Oktober 2026', 'November 2026', '7\u00a0000', '5\u00a0000']))
        expect(texts.join('\n')).toContain('Du har 5\u00a0000\u00a0kr kvar att betala.')
      } else expect(texts).toEqual(expect.arrayContaining(['Summa', '6\u00a0000', '3\u00a0000']))
      expect((await bosamordnare.post(`${letter}/skickat`, { how: 'HAND' }, letter)).headers.location).toBe(letter)
    }
    const [overview, plan] = await lettersOf(kim.person.id)
    expect([overview, plan]).toMatchObject([{ sentHow: 'HAND' }, { sentHow: 'HAND' }])
    expect(overview?.pdf?.length).toBeGreaterThan(10_000)
    const shown = await file(bosamordnare, `/brev/${overview?.id}/brev.pdf?visa=ja`)
    expect(shown.headers['content-disposition']).toBe(`inline; filename="brev-${overview?.number}.pdf"`)
    expect(Buffer.from(overview?.pdf ?? []).equals(shown.body as Buffer)).toBe(true)
    const readings = await house.db.prisma.auditEvent.count({
      where: { action: 'READ', personId: kim.person.id, page: `GET /brev/${overview?.id}/brev.pdf` },
    })
    expect(readings).toBe(2)
  })

  test('a new letter can be made when one was stopped; what is sent is never sent or stopped again', async () => {
    const kim = await tenant(['2026-10'], { familyName: 'Igen' })
    const first = String((await bosamordnare.post(`/personer/${kim.person.id}/brev`, { kind: 'REMINDER' })).headers.location)
    expect((await bosamordnare.post(`/personer/${kim.person.id}/brev`, { kind: 'REMINDER' })).headers.location).toBe(first) // pressed twice
    await bosamordnare.post(`${first}/stoppa`, {}, first)
    const second = String((await bosamordnare.post(`/personer/${kim.person.id}/brev`, { kind: 'REMINDER' })).headers.location)
    expect((await bosamordnare.post(`${second}/skickat`, { how: 'SKATTEVERKET' }, second)).status).toBe(422)
    await bosamordnare.post(`${second}/skickat`, { how: 'POST' }, second)
    await bosamordnare.post(`${second}/skickat`, { how: 'HAND' }, second)
    await bosamordnare.post(`${second}/stoppa`, {}, second)
    expect(await lettersOf(kim.person.id)).toMatchObject([
      { sentAt: null, stopReason: 'BY_HAND' },
      { sentHow: 'POST', stoppedAt: null },
    ])
    expect((await remind([kim.person.id], false)).text).toContain('Har nyss fått en påminnelse: 1')
  })

  test('a fee is asked for only when the nämnd has decided one, at most what the act allows, and then it stands on the ledger', async () => {
    const kim = await tenant(['2026-10'], { familyName: 'Avgift' })
    const setting = {
      namndId: house.namndId,
      name: 'chargesReminderFee',
      fromOn: '2026-11-01',
      source: 'Beslut',
      recordedAt: house.clock.now(),
    }
    const { id } = await house.db.prisma.setting.create({ data: { ...setting, value: '1' } })
    const letter = String((await bosamordnare.post(`/personer/${kim.person.id}/brev`, { kind: 'REMINDER' })).headers.location)
    await house.db.prisma.setting.update({ where: { id }, data: { value: '0' } })
    const fees = () => house.db.prisma.ledgerEntry.findMany({ where: { personId: kim.person.id, chargeKind: 'REMINDER_FEE' } })
    expect(await fees()).toEqual([])
    await bosamordnare.post(`${letter}/skickat`, { how: 'POST' }, letter)
    await bosamordnare.post(`${letter}/skickat`, { how: 'POST' }, letter)
    expect(await fees()).toMatchObject([
      { kind: 'CHARGE', amountOre: 6_000, openOre: 6_000, dueOn: '2026-12-02', tenancyId: kim.tenancy.id },
    ])
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })

  test('two who make the month at once make one set, with numbers in a row', async () => {
    const people = []
    for (let n = 0; n < 3; n++) people.push(await tenant(['2027-02'], { familyName: `Samtidig${n}` }))
    const both = await Promise.all([1, 2].map(() => makeBulk(house.db, actor, (tx) => planBillLetters(tx, actor, '2027-02'))))
    const made = both.map((one) => ('letterIds' in one ? one.letterIds.length : -1)).sort()
    expect(made[0]).toBe(0)
    const letters = await house.db.prisma.letter.findMany({ where: { namndId: house.namndId }, orderBy: { number: 'asc' } })
    expect(letters.map((letter) => letter.number)).toEqual(letters.map((_, n) => 1001 + n))
    for (const { person } of people) expect((await lettersOf(person.id)).length).toBe(1)
  })

  test('a month longer than a pile becomes several', async () => {
    const setting = { namndId: house.namndId, name: 'lettersPerBatch', fromOn: '2026-11-01', source: 'x', recordedAt: house.clock.now() }
    const { id } = await house.db.prisma.setting.create({ data: { ...setting, value: '2' } })
    const made = await makeBulk(house.db, actor, (tx) => planBillLetters(tx, actor, '2026-10'))
    await house.db.prisma.setting.update({ where: { id }, data: { value: '500' } })
    if (!('batches' in made)) throw new Error('nothing was made')
    expect(made.batches.length).toBe(Math.ceil(made.letterIds.length / 2))
    expect(made.batches.length).toBeGreaterThan(1)
  })

  test('protected since: never in the file, stopped, and nothing of it shown', async () => {
    const kim = await tenant(['2027-03'], { familyName: 'Hemligsson' })
    const lo = await tenant(['2027-03'], { familyName: 'Vanligsson' })
    const batch = batchIn(await bosamordnare.post('/brev/avier', { month: '2027-03' }, '/brev'))
    await house.db.prisma.person.update({ where: { id: kim.person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    const path = `/brev/utskrifter/${batch}`
    const pdf = readPdf((await file(bosamordnare, `${path}/brev.pdf`)).body as Buffer).pageTexts.join()
    expect([pdf.includes('Vanligsson'), pdf.includes('Hemligsson')]).toEqual([true, false])
    const page = await bosamordnare.get(path)
    expect([page.text.includes('Personen är skyddad nu'), page.text.includes('Hemligsson')]).toEqual([true, false])
    await bosamordnare.post(`${path}/skickade`, { how: 'POST', stops: stopsOn(page) }, path)
    expect(await lettersOf(kim.person.id)).toMatchObject([{ sentAt: null, stopReason: 'PROTECTED_NOW' }])
    expect(await lettersOf(lo.person.id)).toMatchObject([{ sentHow: 'POST' }])
  })

  test('a protected person’s avi is set aside; only the one named makes, reads and marks it', async () => {
    const { person } = await tenant(['2027-04'], { familyName: 'Skyddsson', protection: 'SKYDDAD_FOLKBOKFORING' })
    await tenant(['2027-04'], { familyName: 'Öppensson' })
    await bosamordnare.post('/brev/avier', { month: '2027-04' }, '/brev')
    const [letter] = await lettersOf(person.id)
    expect(letter).toMatchObject({ batch: null, sentAt: null })
    expect(JSON.parse(letter?.content ?? '')).toMatchObject({ home: '', recipient: { address: [] } })
    const path = `/brev/${letter?.id}`
    for (const address of [path, `${path}/brev.pdf`]) expect((await bosamordnare.get(address)).status).toBe(404)
    const list = await bosamordnare.get('/brev/skyddade')
    expect([list.text.includes('Skyddsson'), /[1-9]\sutkast och/.test(list.text)]).toEqual([false, true])
    expect((await bosamordnare.get('/brev')).text).not.toContain('Skyddsson')
    const named = await house.user('SOCIALSEKRETERARE', { name: 'Den Utsedda' })
    await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId: named.id, grantedAt: house.clock.now() } })
    const social = await browseAs(house, 'SOCIALSEKRETERARE', { name: 'Den Utsedda' })
    expect((await social.get('/brev/skyddade')).text).toContain('Skyddsson')
    const pdf = readPdf((await file(social, `${path}/brev.pdf`)).body as Buffer)
    expect(pdf.pageTexts[0]).toContain('Box 2820')
    expect((await social.post(`${path}/skickat`, { how: 'POST' }, path)).status).toBe(422)
    expect((await social.post(`${path}/skickat`, { how: 'SKATTEVERKET' }, path)).status).toBe(303)
    expect(await lettersOf(person.id)).toMatchObject([{ sentHow: 'SKATTEVERKET', sentById: named.id }])
  })

  test('without the nämnd’s address or bankgiro no letter is made, and the page says where to write it', async () => {
    const other = await makeOtherNamnd(house)
    const far = await tenant(['2026-12'], other)
    const theirs = await browseAs(house, 'BOSAMORDNARE', { namndId: other.namndId, unitId: null })
    const page = await theirs.get('/brev/avier?manad=2026-12')
    expect(page.text).toContain('Nämndens adress och telefon saknas')
    expect(page.text).toContain('Nämndens bankgiro saknas')
    const made = await theirs.post('/brev/avier', { month: '2026-12' }, '/brev/avier?manad=2026-12')
    expect([made.status, made.text.includes('Nämndens bankgiro saknas')]).toEqual([422, true])
    expect(await lettersOf(far.person.id)).toEqual([])
    const [mine] = await house.db.prisma.letter.findMany({ where: { namndId: house.namndId, sentAt: { not: null } }, take: 1 })
    for (const address of [`/brev/${mine?.id}`, `/brev/${mine?.id}/brev.pdf`, `/brev/utskrifter/${mine?.batch ?? 1001}`])
      expect((await theirs.get(address)).status).toBe(404)
  })

  test('who may what', async () => {
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const) expect((await (await browseAs(house, role)).get('/brev')).status).toBe(403)
    const chef = await browseAs(house, 'CHEF')
    expect((await chef.get('/brev')).status).toBe(200)
    expect((await chef.get('/brev/avier')).status).toBe(403)
    const support = await browseAs(house, 'BOENDESTOD')
    expect((await support.get('/brev/avier')).status).toBe(403)
    expect((await support.post('/brev/paminnelser', { personId: '1' }, '/brev')).status).toBe(403)
  })

  test('nobody else’s nämnd is reminded, billed or read', async () => {
    const other = await makeOtherNamnd(house)
    const far = await tenant(['2026-10'], other)
    const answer = await remind([far.person.id])
    expect(answer.headers.location).toBe('/brev')
    expect(await lettersOf(far.person.id)).toEqual([])
  })
})
