import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

const words = (text: string) =>
  text
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')

const chosenIn = (text: string, value: number) => text.includes(`<option selected value="${value}"`)

const nothingTyped = { rent: '', contractUntilOn: '', landlordToldOn: '', reason: '', decisionReference: '' }
const wishOf = (personId: number, apartmentId: number, more: Record<string, string> = {}) => ({
  personId: String(personId),
  apartmentId: String(apartmentId),
  startsOn: testToday,
  ...nothingTyped,
  ...more,
})

describe.each(engines)('stays on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'BOSAMORDNARE')
  })
  afterAll(() => house.close())

  const check = '/hyresgaster/ny/kontrollera'
  const save = (wish: Record<string, string>, as = browser) => as.post(check, { ...wish, checked: 'ja' }, '/trappan')
  const idIn = (location: string | undefined) => Number(location?.split('/').at(-1))
  const stayOf = (id: number) => house.db.prisma.tenancy.findUniqueOrThrow({ where: { id }, include: { rents: true, takeover: true } })
  const stepsOf = (personId: number) => house.db.prisma.stepMove.findMany({ where: { personId }, orderBy: { id: 'asc' } })
  const auditOf = async (personId: number) =>
    (await house.db.prisma.auditEvent.findMany({ where: { personId, action: { not: 'READ' } }, orderBy: { id: 'asc' } })).map(
      (event) => `${event.action} ${event.subject}`,
    )
  /** Somebody who lives in a place since a day. */
  const living = async (form = 'FORSOKSLAGENHET', startsOn = '2025-01-01', toStep = form) => {
    const person = await makePerson(house)
    const home = await makeApartment(house, { housingForm: form })
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id, startsOn })
    const step = { namndId: house.namndId, personId: person.id, toStep, direction: 'IN', movesOn: startsOn, reason: 'Enligt beslut' }
    await house.db.prisma.stepMove.create({ data: { ...step, recordedAt: house.clock.now() } })
    return { person, home, stay, at: `/boenden/${stay.id}` }
  }

  test('the page says what the law gives: the right to stay, the notice, what is left behind', async () => {
    const { at, home, stay } = await living()
    const page = words((await browser.get(at)).text)
    expect(page).toContain('Rätt att bo kvar från 1 januari 2027')
    expect(page).toContain('Vid uppsägning i dag kontraktet upphör 28 februari 2027 lägenheten lämnas senast 1 mars 2027 klockan 12')
    await house.db.prisma.headLease.updateMany({ where: { apartmentId: home.id }, data: { kind: 'BLOCK', waiverReference: 'HN 12-25' } })
    await house.db.prisma.tenancy.update({ where: { id: stay.id }, data: { contractUntilOn: '2027-06-30' } })
    const block = await browser.get(at)
    expect(words(block.text)).toContain('Rätt att bo kvar ja, sedan 1 januari 2025')
    expect(words(block.text)).toContain('Avståendet saknar hyresnämndens godkännande')
    expect(words(block.text)).toContain('Säg upp senast 31 mars 2027 annars fortsätter kontraktet tills vidare')
    expect(await htmlFaults(block.text)).toEqual([])
    await house.db.prisma.tenancy.update({ where: { id: stay.id }, data: { endsOn: '2026-11-10', outcome: 'AVHYST' } })
    expect(words((await browser.get(at)).text)).toContain('Hämta kvarlämnad egendom senast 10 maj')
  })

  describe('moving in', () => {
    test('choose the person, the place and the day, check, save; the landlord is to be told', async () => {
      const person = await makePerson(house, { givenName: 'Amir', familyName: 'Rezai', birthOn: '1970-10-03' })
      const identity = { kind: 'PERSONNUMMER', number: '197010632391', recordedAt: house.clock.now() }
      await house.db.prisma.personIdentity.create({ data: { namndId: house.namndId, personId: person.id, ...identity } })
      const home = await makeApartment(house, { address: 'Flyttgatan 1', rentOre: 600_000 })
      const taken = await makeApartment(house, { address: 'Upptagna gatan 1' })
      await makeTenancy(house, { personId: (await makePerson(house)).id, apartmentId: taken.id })

      const first = await browser.get('/hyresgaster/ny')
      expect([first.status, await htmlFaults(first.text)]).toEqual([200, []])
      for (const typed of ['rezai', '19701063-2391', person.ownId]) {
        const found = await browser.get(`/hyresgaster/ny?sok=${encodeURIComponent(typed)}&lagenhet=${home.id}`)
        expect([typed, found.text.includes(`/hyresgaster/ny?person=${person.id}&amp;lagenhet=${home.id}`)]).toEqual([typed, true])
      }
      expect(words((await browser.get('/hyresgaster/ny?sok=finnsinte')).text)).toContain('Ingen i registret stämmer med ”finnsinte”')

      const form = await browser.get(`/hyresgaster/ny?person=${person.id}&lagenhet=${home.id}`)
      expect(await htmlFaults(form.text)).toEqual([])
      expect([chosenIn(form.text, home.id), form.text.includes('Upptagna gatan 1')]).toEqual([true, false])
      expect(words(form.text)).toContain('Är det rätt person? Amir Rezai född 3 oktober 1970')

      const wish = wishOf(person.id, home.id)
      const checked = await browser.post('/hyresgaster/ny', wish, '/trappan')
      expect([checked.status, await htmlFaults(checked.text)]).toEqual([200, []])
      expect(words(checked.text)).toContain('November 2026, 1 800 kr 9 av 30 dagar')
      expect(words(checked.text)).toContain('Steget blir försökslägenhet (in på trappan)')

      const unchecked = await browser.post(check, wish, '/trappan')
      expect([unchecked.status, unchecked.text.includes('kryssa i rutan')]).toEqual([422, true])
      expect(await house.db.prisma.tenancy.count({ where: { personId: person.id } })).toBe(0)
      const changed = await browser.post(check, { ...wish, reason: 'Mer <plats>', do: 'change' }, '/trappan')
      expect([changed.status, changed.text.includes('Mer &lt;plats&gt;')]).toEqual([200, true])

      const saved = await save({ ...wish, reason: 'Klar med träningen', decisionReference: 'SN 2026/14' })
      expect(saved.status).toBe(303)
      const tenancyId = idIn(saved.headers.location)
      const stay = await stayOf(tenancyId)
      expect(stay).toMatchObject({ personId: person.id, apartmentId: home.id, startsOn: testToday, endsOn: null, landlordToldOn: null })
      expect(stay.rents).toMatchObject([{ fromOn: testToday, amountOre: 600_000 }])
      expect(await stepsOf(person.id)).toMatchObject([
        {
          toStep: 'FORSOKSLAGENHET',
          direction: 'IN',
          movesOn: testToday,
          reason: 'Klar med träningen',
          decisionReference: 'SN 2026/14',
          tenancyId,
        },
      ])
      expect(await auditOf(person.id)).toEqual(['CREATE TENANCY', 'CREATE STEP_MOVE'])

      const page = await browser.get(`/boenden/${tenancyId}`)
      expect([page.status, await htmlFaults(page.text)]).toEqual([200, []])
      expect(words(page.text)).toContain('Det ska ske genast')
      const told = `/boenden/${tenancyId}/hyresvarden-underrattad`
      expect((await browser.get('/idag')).text).toContain(`href="${told}"`)
      expect((await browser.post(told, { landlordToldOn: '2026-11-23' })).text).toContain('Dagen har inte kommit än')
      expect((await browser.post(told, { landlordToldOn: '1926-11-22' })).text).toContain('Dagen är mer än ett år före inflyttningen')
      expect((await browser.post(told, { landlordToldOn: '' })).status).toBe(422)
      for (let times = 0; times < 2; times++) expect((await browser.post(told, { landlordToldOn: testToday })).status).toBe(303)
      expect((await browser.get('/idag')).text).not.toContain(`href="${told}"`)
      expect(await auditOf(person.id)).toEqual(['CREATE TENANCY', 'CREATE STEP_MOVE', 'CHANGE TENANCY'])
      expect((await browser.get(`/personer/${person.id}`)).text).toContain(`href="/boenden/${tenancyId}"`)
      expect((await browser.get(`/lagenheter/${home.id}`)).text).toContain(`/boenden/${tenancyId}`)
    })

    test('what is in the way is named and linked, and what was typed stays', async () => {
      const { person: tenant, home, stay } = await living()
      const person = await makePerson(house)
      const wish = wishOf(person.id, home.id, { reason: 'Därför att <nu>', rent: '5 100,50' })
      const refused = await browser.post('/hyresgaster/ny', wish, '/trappan')
      expect([refused.status, await htmlFaults(refused.text)]).toEqual([422, []])
      expect(words(refused.text)).toContain('Lägenheten är uthyrd då')
      expect(refused.text).toContain(`<a href="/boenden/${stay.id}">${tenant.givenName} ${tenant.familyName}</a>`)
      expect(refused.text).toContain('Därför att &lt;nu&gt;')
      expect(refused.text).toContain('value="5 100,50"')
      expect(chosenIn(refused.text, home.id)).toBe(true)
      const asked = await browser.get(`/hyresgaster/ny?person=${person.id}&lagenhet=${home.id}`)
      expect([asked.status, words(asked.text).includes('är inte ledig 22 november 2026')]).toEqual([200, true])
      expect(asked.text).toContain(`/boenden/${stay.id}`)

      const other = await makeApartment(house)
      const elsewhere = await browser.post('/hyresgaster/ny', wishOf(tenant.id, other.id), '/trappan')
      expect([elsewhere.status, words(elsewhere.text).includes('Personen har ett annat boende då')]).toEqual([422, true])
      expect(elsewhere.text).toContain(`<a href="/boenden/${stay.id}">Boendet i`)
      expect((await save(wishOf(tenant.id, other.id))).status).toBe(422)
    })

    test('a void, no lease, no boendeform, no rent, and days that cannot be', async () => {
      const person = await makePerson(house)
      const empty = await makeApartment(house)
      const recorded = { recordedAt: house.clock.now() }
      await house.db.prisma.void.create({
        data: { apartmentId: empty.id, startsOn: '2026-11-01', endsOn: '2027-02-01', reason: 'RENOVATION', ...recorded },
      })
      const over = await makeApartment(house, { tillOn: '2026-11-01' })
      const formless = await makeApartment(house)
      await house.db.prisma.housingFormPeriod.deleteMany({ where: { apartmentId: formless.id } })
      const unpriced = await makeApartment(house, { rentOre: null })
      const fine = await makeApartment(house)
      for (const [apartmentId, more, message] of [
        [empty.id, {}, 'Lägenheten kan inte hyras ut då'],
        [over.id, {}, 'Nämnden hyr inte lägenheten under hela tiden'],
        [formless.id, {}, 'Lägenheten har ingen boendeform då'],
        [unpriced.id, {}, 'Skriv hyran, lägenheten har ingen hyra den dagen'],
        [fine.id, { contractUntilOn: '2026-11-20' }, 'Kontraktet slutar innan det börjar'],
        [fine.id, { startsOn: '22/11' }, 'Skriv dagen som ÅÅÅÅ-MM-DD'],
        [fine.id, { startsOn: '2027-02-29' }, 'Skriv dagen som ÅÅÅÅ-MM-DD'],
        [fine.id, { startsOn: '2029-01-01' }, 'Dagen är mer än två år bort'],
        [fine.id, { landlordToldOn: '2026-11-23' }, 'Dagen har inte kommit än'],
        [fine.id, { landlordToldOn: '2006-11-22' }, 'Dagen är mer än ett år före inflyttningen'],
        [fine.id, { rent: 'mycket' }, 'Skriv beloppet med siffror'],
      ] as const) {
        for (const address of ['/hyresgaster/ny', check]) {
          const answer = await browser.post(address, { ...wishOf(person.id, apartmentId, more), reason: 'kvar', checked: 'ja' }, '/trappan')
          expect([message, answer.status, words(answer.text).includes(message), answer.text.includes('kvar')]).toEqual([
            message,
            422,
            true,
            true,
          ])
        }
      }
      expect((await browser.post('/hyresgaster/ny', wishOf(person.id, 999_999), '/trappan')).status).toBe(404)
      expect((await browser.post('/hyresgaster/ny', wishOf(999_999, fine.id), '/trappan')).status).toBe(404)
      expect((await browser.post('/hyresgaster/ny', { startsOn: testToday }, '/trappan')).status).toBe(404)
      expect(await house.db.prisma.tenancy.count({ where: { personId: person.id } })).toBe(0)
    })

    test('the button pressed twice makes one stay, and two who want the same place make one', async () => {
      const [person, rival] = [await makePerson(house), await makePerson(house)]
      const home = await makeApartment(house)
      const twice = await Promise.all([save(wishOf(person.id, home.id)), save(wishOf(person.id, home.id))])
      expect(twice.map((answer) => answer.status)).toEqual([303, 303])
      expect(twice[0]?.headers.location).toBe(twice[1]?.headers.location)
      expect(await house.db.prisma.tenancy.count({ where: { apartmentId: home.id } })).toBe(1)
      expect(await stepsOf(person.id)).toHaveLength(1)
      expect((await save(wishOf(rival.id, home.id))).status).toBe(422)

      const wanted = await makeApartment(house)
      const [left, right] = [await makePerson(house), await makePerson(house)]
      const both = await Promise.all([save(wishOf(left.id, wanted.id)), save(wishOf(right.id, wanted.id))])
      expect(both.map((answer) => answer.status).sort()).toEqual([303, 422])
      expect(await house.db.prisma.tenancy.count({ where: { apartmentId: wanted.id } })).toBe(1)
    })

    test('from one home to another: the old stay ends the same day, and the step follows', async () => {
      const { person, stay } = await living('TRANINGSLAGENHET')
      const home = await makeApartment(house)
      const wish = wishOf(person.id, home.id, { endsOldStay: 'ja', reason: 'Redo', decisionReference: 'SN 1', startsOn: '2026-12-01' })
      const checked = words((await browser.post('/hyresgaster/ny', wish, '/trappan')).text)
      expect(checked).toContain('med utfallet steg upp')
      expect(checked).toContain('Steget blir försökslägenhet, från träningslägenhet (uppåt)')
      expect((await save(wish)).status).toBe(303)
      expect(await stayOf(stay.id)).toMatchObject({ endsOn: '2026-12-01', outcome: 'STEG_UPP' })
      expect((await stepsOf(person.id)).at(-1)).toMatchObject({
        fromStep: 'TRANINGSLAGENHET',
        direction: 'UP',
        movesOn: '2026-12-01',
        decisionReference: 'SN 1',
      })
      expect(await auditOf(person.id)).toEqual(['END TENANCY', 'CREATE TENANCY', 'CREATE STEP_MOVE'])

      const down = await living('FORSOKSLAGENHET')
      const lower = await makeApartment(house, { housingForm: 'STODBOENDE' })
      expect((await save(wishOf(down.person.id, lower.id, { endsOldStay: 'ja' }))).status).toBe(303)
      expect((await stayOf(down.stay.id)).outcome).toBe('STEG_NED')
      expect((await stepsOf(down.person.id)).at(-1)).toMatchObject({ direction: 'DOWN', reason: 'Inflyttning i nytt boende' })

      const sideways = await living('FORSOKSLAGENHET')
      const like = await makeApartment(house)
      expect((await save(wishOf(sideways.person.id, like.id, { endsOldStay: 'ja' }))).status).toBe(303)
      expect((await stayOf(sideways.stay.id)).outcome).toBe('FLYTT_SAMMA_STEG')
      expect(await stepsOf(sideways.person.id)).toHaveLength(1)
    })
  })

  describe("the month's charge run", () => {
    const billOf = (tenancyId: number) => house.db.prisma.ledgerEntry.findFirst({ where: { tenancyId, kind: 'CHARGE' } })

    test('charges the days of the stay: from moving in, on 29 February, and nothing for in and out the same day', async () => {
      const { actor } = await house.user('BOSAMORDNARE')
      const [person, leapling, guest] = [await makePerson(house), await makePerson(house), await makePerson(house)]
      const homes = [await makeApartment(house), await makeApartment(house), await makeApartment(house)] as const
      const moved = idIn((await save(wishOf(person.id, homes[0].id))).headers.location)
      const leap = idIn((await save(wishOf(leapling.id, homes[1].id, { startsOn: '2028-02-29' }))).headers.location)
      const short = idIn((await save(wishOf(guest.id, homes[2].id))).headers.location)
      const out = { outcome: 'AVBRUTEN', movesOutOn: testToday, reason: 'Ångrade sig', decisionReference: '', checked: 'ja' }
      expect((await browser.post(`/boenden/${short}/utflyttning`, out)).status).toBe(303)
      expect(await stayOf(short)).toMatchObject({ startsOn: testToday, endsOn: testToday, outcome: 'AVBRUTEN' })
      await runCharges(house.db, actor, '2026-11')
      await runCharges(house.db, actor, '2026-11')
      await runCharges(house.db, actor, '2028-02')
      expect(await house.db.prisma.ledgerEntry.count({ where: { tenancyId: moved, period: '2026-11' } })).toBe(1)
      expect((await house.db.prisma.ledgerEntry.findFirst({ where: { tenancyId: moved, period: '2026-11' } }))?.amountOre).toBe(180_000) // 9 of 30 days
      expect((await billOf(leap))?.amountOre).toBe(20_690) // 1 of 29 days
      expect(await billOf(short)).toBeNull()
      expect(words((await browser.get(`/boenden/${leap}`)).text)).toContain('3 månader 2028-05-29')

      const again = await browser.post(check, { ...wishOf(guest.id, homes[2].id), checked: 'ja' }, '/trappan')
      expect([again.status, words(again.text).includes('Personen har redan ett boende i lägenheten från den dagen')]).toEqual([422, true])
      expect(again.text).toContain(`/boenden/${short}`)
      expect((await save(wishOf(guest.id, homes[2].id, { startsOn: '2026-11-23' }))).status).toBe(303)
    })
  })

  describe('moving out', () => {
    const fields = {
      outcome: 'AVSLUTAD_ENLIGT_PLAN',
      movesOutOn: '2026-11-30',
      reason: 'Flyttar till sin <syster>',
      decisionReference: 'SN 2',
    }

    test('is checked, then ends the stay, takes the person off the ladder and keeps the reason', async () => {
      const { person, stay, at } = await living()
      const form = await browser.get(`${at}/utflyttning`)
      expect([form.status, await htmlFaults(form.text), form.text.includes('value="OVERTAG"')]).toEqual([200, [], false])
      const checked = await browser.post(`${at}/utflyttning`, fields)
      expect([checked.status, await htmlFaults(checked.text)]).toEqual([200, []])
      expect(words(checked.text)).toContain('Personen lämnar trappan samma dag')
      expect((await stayOf(stay.id)).endsOn).toBeNull()
      expect((await browser.post(`${at}/utflyttning`, { ...fields, do: 'change' })).text).toContain('Flyttar till sin &lt;syster&gt;')
      const both = await Promise.all([1, 2].map(() => browser.post(`${at}/utflyttning`, { ...fields, checked: 'ja' }, '/trappan')))
      expect(both.map((answer) => answer.status).sort()).toEqual([303, 422])
      expect(words(both.find((answer) => answer.status === 422)?.text ?? '')).toContain('Boendet är redan avslutat')
      expect(await stayOf(stay.id)).toMatchObject({ endsOn: '2026-11-30', outcome: 'AVSLUTAD_ENLIGT_PLAN' })
      expect((await stepsOf(person.id)).slice(1)).toMatchObject([
        { toStep: null, direction: 'OUT', movesOn: '2026-11-30', decisionReference: 'SN 2' },
      ])
      expect(await auditOf(person.id)).toEqual(['CREATE STEP_MOVE', 'END TENANCY', 'CREATE NOTE'])
      const note = await house.db.prisma.note.findFirstOrThrow({ where: { personId: person.id } })
      expect(note.text).toBe('Utflyttning 2026-11-30, avslutad enligt plan. Flyttar till sin <syster>')
    })

    test.each([
      ['before moving in', { movesOutOn: '2024-12-31' }, 'Utflyttningen är före inflyttningen'],
      ['an outcome the boendeform cannot have', { outcome: 'STEG_UPP' }, 'Ett boende i den här boendeformen kan inte sluta så'],
      ['a takeover by the wrong door', { outcome: 'OVERTAG' }, 'Registrera övertaget på boendets sida'],
      ['no outcome', { outcome: '' }, 'Välj hur boendet slutar'],
      ['no reason', { reason: ' ' }, 'Skriv skälet'],
      ['no day', { movesOutOn: '' }, 'Skriv dagen för utflyttningen'],
    ])('refused: %s', async (_what, wrong, message) => {
      const { stay, at } = await living()
      for (const checked of [{}, { checked: 'ja' }]) {
        const answer = await browser.post(`${at}/utflyttning`, { ...fields, ...wrong, ...checked } as Record<string, string>)
        expect([answer.status, words(answer.text).includes(message), answer.text.includes('value="SN 2"')]).toEqual([422, true, true])
        expect(answer.text).toContain('<title>Fel: ')
        expect(await htmlFaults(answer.text)).toEqual([])
      }
      expect((await stayOf(stay.id)).outcome).toBeNull()
    })

    test('to an own contract elsewhere is a step; to another home leads on to it', async () => {
      const own = await living()
      expect((await browser.post(`${own.at}/utflyttning`, { ...fields, outcome: 'EGET_KONTRAKT_ANNAN', checked: 'ja' })).status).toBe(303)
      expect((await stepsOf(own.person.id)).at(-1)).toMatchObject({ toStep: 'EGET_KONTRAKT', direction: 'UP' })
      const moving = await living('TRANINGSLAGENHET')
      const answer = await browser.post(`${moving.at}/utflyttning`, { ...fields, outcome: 'STEG_UPP', checked: 'ja' })
      expect(answer.headers.location).toBe(`/hyresgaster/ny?person=${moving.person.id}&inflyttning=2026-11-30`)
      expect(await stepsOf(moving.person.id)).toHaveLength(1)
    })

    test('a later step of the person is not overrun', async () => {
      const { person, stay, at } = await living()
      const later = {
        namndId: house.namndId,
        personId: person.id,
        toStep: 'STODBOENDE',
        direction: 'DOWN',
        movesOn: '2026-12-15',
        reason: 'x',
      }
      await house.db.prisma.stepMove.create({ data: { ...later, recordedAt: house.clock.now() } })
      const answer = await browser.post(`${at}/utflyttning`, { ...fields, checked: 'ja' })
      expect([answer.status, words(answer.text).includes('Det finns ett senare stegbyte')]).toEqual([422, true])
      expect((await stayOf(stay.id)).outcome).toBeNull()
    })
  })

  describe('rent and kontrollstationer', () => {
    test('a new rent from a day, checked, once', async () => {
      const { person, stay, at } = await living()
      const form = await browser.get(`${at}/hyra`)
      expect([form.status, await htmlFaults(form.text)]).toEqual([200, []])
      for (const [fields, message] of [
        [{ fromOn: '2024-12-31', rent: '7 000' }, 'Hyran kan inte börja gälla före inflyttningen'],
        [{ fromOn: '2025-01-01', rent: '7 000' }, 'Det finns redan en hyra från den dagen'],
        [{ fromOn: '2026-12-01', rent: '' }, 'Skriv hyran per månad'],
        [{ fromOn: '', rent: '7 000' }, 'Skriv dagen då hyran börjar gälla'],
      ] as const) {
        for (const checked of [{}, { checked: 'ja' }]) {
          const answer = await browser.post(`${at}/hyra`, { ...fields, ...checked } as Record<string, string>)
          expect([answer.status, words(answer.text).includes(message), answer.text.includes(`value="${fields.rent}"`)]).toEqual([
            422,
            true,
            fields.rent !== '',
          ])
        }
      }
      const fields = { fromOn: '2026-12-01', rent: '7 000' }
      const checked = await browser.post(`${at}/hyra`, fields)
      expect([checked.status, await htmlFaults(checked.text)]).toEqual([200, []])
      expect(words(checked.text)).toContain('Hyra före 6 000 kr')
      const both = await Promise.all([1, 2].map(() => browser.post(`${at}/hyra`, { ...fields, checked: 'ja' }, '/trappan')))
      expect(both.map((answer) => answer.status)).toEqual([303, 303])
      expect((await stayOf(stay.id)).rents.map((rent) => [rent.fromOn, rent.amountOre])).toEqual([
        ['2025-01-01', 600_000],
        ['2026-12-01', 700_000],
      ])
      expect(await auditOf(person.id)).toEqual(['CREATE RENT'])
      const left = await living()
      await house.db.prisma.tenancy.update({ where: { id: left.stay.id }, data: { endsOn: '2026-11-30', outcome: 'AVBRUTEN' } })
      expect(words((await browser.post(`${left.at}/hyra`, fields)).text)).toContain('Boendet är slut den dagen')
    })

    test('a kontrollstation is held once, and the next one waits', async () => {
      const { person, stay, at } = await living('TRANINGSLAGENHET', '2026-08-22')
      const address = `${at}/kontrollstationer`
      const support = await browseAs(house, 'BOENDESTOD')
      const form = await support.get(address)
      expect([form.status, await htmlFaults(form.text)]).toEqual([200, []])
      expect(chosenIn(form.text, 3)).toBe(true)
      const fields = { months: '3', heldOn: '2026-11-20', note: 'Hyran betald i tid' }
      for (const [wrong, message] of [
        [{ heldOn: '2026-11-23' }, 'Dagen har inte kommit än'],
        [{ heldOn: '2026-08-21' }, 'Dagen är före inflyttningen'],
        [{ months: '4' }, 'Välj kontrollstation'],
        [{ months: '' }, 'Välj kontrollstation'],
        [{ note: '' }, 'Skriv vad ni kom fram till'],
      ] as const) {
        const answer = await support.post(address, { ...fields, ...wrong } as Record<string, string>)
        expect([message, answer.status, words(answer.text).includes(message)]).toEqual([message, 422, true])
      }
      const both = await Promise.all([1, 2].map(() => support.post(address, fields, '/trappan')))
      expect(both.map((answer) => answer.status)).toEqual([303, 303])
      expect(words((await support.post(address, { ...fields, note: 'Annat' })).text)).toContain(
        'Den kontrollstationen är redan registrerad',
      )
      expect(await house.db.prisma.checkpointHeld.count({ where: { tenancyId: stay.id } })).toBe(1)
      expect(await auditOf(person.id)).toEqual(['CREATE CHECKPOINT'])
      expect(words((await support.get(at)).text)).toContain('6 månader 2027-02-22 Nästa')
    })
  })

  describe('taking over the contract', () => {
    const plan = { approvedOn: '2026-11-01', transfersOn: '2026-11-20', decisionReference: 'SN 3' }

    test('planned, carried through: outcome, step, lease and boendeform end that day', async () => {
      const { person, home, stay, at } = await living()
      const form = await browser.get(`${at}/overtag`)
      expect([form.status, await htmlFaults(form.text)]).toEqual([200, []])
      const checked = await browser.post(`${at}/overtag`, plan)
      expect([checked.status, await htmlFaults(checked.text)]).toEqual([200, []])
      expect((await stayOf(stay.id)).takeover).toBeNull()
      const both = await Promise.all([1, 2].map(() => browser.post(`${at}/overtag`, { ...plan, checked: 'ja' }, '/trappan')))
      expect(both.map((answer) => answer.status).sort()).toEqual([303, 422])
      expect(await stayOf(stay.id)).toMatchObject({
        endsOn: '2026-11-20',
        outcome: null,
        takeover: { transfersOn: '2026-11-20', transferredAt: null },
      })
      const idag = (await browser.get('/idag')).text
      expect([idag.includes(`/boenden/${stay.id}/overtag`), idag.includes(`/boenden/${stay.id}/utflyttning`)]).toEqual([true, false])
      expect((await browser.get(`${at}/overtag`)).headers.location).toBe(at)

      const newcomer = await makePerson(house)
      const letAgain = await browser.post('/hyresgaster/ny', wishOf(newcomer.id, home.id), '/trappan')
      expect([letAgain.status, words(letAgain.text).includes('Kontraktet på lägenheten ska tas över')]).toEqual([422, true])
      expect(letAgain.text).toContain(`/boenden/${stay.id}`)
      const out = await browser.post(`${at}/utflyttning`, {
        outcome: 'AVBRUTEN',
        movesOutOn: '2026-11-20',
        reason: 'x',
        decisionReference: '',
      })
      expect([out.status, words(out.text).includes('Ett övertag av kontraktet är planerat')]).toEqual([422, true])

      const ask = await browser.get(`${at}/overtag/genomfor`)
      expect([ask.status, await htmlFaults(ask.text)]).toEqual([200, []])
      const done = await Promise.all([1, 2].map(() => browser.post(`${at}/overtag/genomfor`, {}, '/trappan')))
      expect(done.map((answer) => answer.status)).toContain(303)
      expect(await stayOf(stay.id)).toMatchObject({ endsOn: '2026-11-20', outcome: 'OVERTAG' })
      expect((await stepsOf(person.id)).slice(1)).toMatchObject([
        { toStep: 'EGET_KONTRAKT', direction: 'UP', movesOn: '2026-11-20', decisionReference: 'SN 3' },
      ])
      const place = await house.db.prisma.apartment.findUniqueOrThrow({
        where: { id: home.id },
        include: { headLeases: true, forms: true },
      })
      expect([place.headLeases[0]?.endsOn, place.forms[0]?.endsOn]).toEqual(['2026-11-20', '2026-11-20'])
      expect(await auditOf(person.id)).toEqual(['CREATE TAKEOVER', 'CREATE STEP_MOVE', 'END TENANCY', 'CHANGE TAKEOVER'])
      expect((await browser.get('/idag')).text).not.toContain(`/boenden/${stay.id}/overtag`)
      expect((await browser.post(`${at}/overtag/avbryt`, {}, '/trappan')).status).toBe(404)
      expect((await browser.post(`${at}/overtag/genomfor`, {}, '/trappan')).status).toBe(404)
    })

    test('the bill that is made for days after it is said on the check page, and is where saving leads', async () => {
      const { person, at } = await living()
      const { actor } = await house.user('BOSAMORDNARE')
      const later = { ...plan, transfersOn: '2026-12-01' }
      expect((await browser.post(`${at}/overtag`, later)).text).not.toContain('är redan skapade')
      await runCharges(house.db, actor, '2026-12')
      const check = await browser.post(`${at}/overtag`, later)
      expect(words(check.text)).toContain('Avierna till och med december 2026 är redan skapade och ändras inte av övertaget')
      const saved = await browser.post(`${at}/overtag`, { ...later, checked: 'ja' })
      expect([saved.status, saved.headers.location]).toEqual([303, `/personer/${person.id}/hyra`])
      expect(words((await browser.get(`/personer/${person.id}/hyra`)).text)).toContain('gäller 31 dagar efter utflyttningen')
    })

    test('waits for its day, and can be called off before it', async () => {
      const { person, stay, at } = await living()
      expect((await browser.post(`${at}/overtag`, { ...plan, transfersOn: '2026-12-01', checked: 'ja' })).status).toBe(303)
      const early = await browser.post(`${at}/overtag/genomfor`, {})
      expect([early.status, words(early.text).includes('har inte kommit än')]).toEqual([422, true])
      expect(await htmlFaults(early.text)).toEqual([])
      const page = await browser.get(at)
      expect([page.text.includes('Avbryt övertaget'), page.text.includes('/utflyttning"'), await htmlFaults(page.text)]).toEqual([
        true,
        false,
        [],
      ])
      const both = await Promise.all([1, 2].map(() => browser.post(`${at}/overtag/avbryt`, {}, '/trappan')))
      expect(both.map((answer) => answer.status).sort()).toEqual([303, 404])
      expect(await stayOf(stay.id)).toMatchObject({ endsOn: null, outcome: null, takeover: null })
      expect(await auditOf(person.id)).toEqual(['CREATE TAKEOVER', 'END TAKEOVER'])
      expect((await browser.get(`${at}/overtag/genomfor`)).status).toBe(404)
    })

    test('one that is called off gives the stay back the last day it had', async () => {
      const { stay, at } = await living()
      await house.db.prisma.tenancy.update({ where: { id: stay.id }, data: { endsOn: '2027-02-28' } })
      expect((await browser.post(`${at}/overtag`, { ...plan, transfersOn: '2026-12-15', checked: 'ja' })).status).toBe(303)
      expect(await stayOf(stay.id)).toMatchObject({ endsOn: '2026-12-15' })
      expect((await browser.get(at)).text).toContain('boendet får tillbaka sin slutdag')
      expect((await browser.post(`${at}/overtag/avbryt`, {}, '/trappan')).status).toBe(303)
      expect(await stayOf(stay.id)).toMatchObject({ endsOn: '2027-02-28', outcome: null, takeover: null })
      expect(words((await browser.get(at)).text)).toContain('Boendet har åter slutdagen 28 februari 2027')
    })

    test.each([
      ['TRANINGSLAGENHET', 'En träningslägenhet kan inte tas över'],
      ['STODBOENDE', 'Boendeformen kan inte tas över'],
    ])('%s is refused, with the reason and what it rests on', async (form, reason) => {
      const { stay, at } = await living(form)
      const asked = await browser.get(`${at}/overtag`)
      expect([asked.status, words(asked.text).includes(reason), asked.text.includes('name="transfersOn"')]).toEqual([200, true, false])
      expect(words(asked.text)).toContain('Bostadsförmedlingen, Försöks- och träningslägenheter')
      for (const checked of [{}, { checked: 'ja' }]) {
        const answer = await browser.post(`${at}/overtag`, { ...plan, ...checked } as Record<string, string>, '/trappan')
        expect([answer.status, words(answer.text).includes(reason), await htmlFaults(answer.text)]).toEqual([422, true, []])
      }
      expect((await stayOf(stay.id)).takeover).toBeNull()
      expect((await browser.get(at)).text).not.toContain(`${at}/overtag"`)
    })

    test.each([
      ['before the approval', { transfersOn: '2026-10-31' }, 'Övertaget är före hyresvärdens godkännande'],
      ['approved tomorrow', { approvedOn: '2026-11-23' }, 'Dagen har inte kommit än'],
      ['before moving in', { approvedOn: '2024-01-01', transfersOn: '2024-06-01' }, 'Boendet pågår inte den dagen'],
      ['without a day', { transfersOn: '' }, 'Skriv dagen då kontraktet övergår'],
    ])('refused: %s', async (_what, wrong, message) => {
      const { at } = await living()
      const answer = await browser.post(`${at}/overtag`, { ...plan, ...wrong, checked: 'ja' } as Record<string, string>)
      expect([answer.status, words(answer.text).includes(message), answer.text.includes('value="SN 3"')]).toEqual([422, true, true])
    })

    test('a stay that is over, and a place promised to somebody else', async () => {
      const over = await living()
      await house.db.prisma.tenancy.update({ where: { id: over.stay.id }, data: { endsOn: '2026-10-01', outcome: 'AVBRUTEN' } })
      expect(words((await browser.post(`${over.at}/overtag`, { ...plan, checked: 'ja' }, '/trappan')).text)).toContain(
        'Boendet pågår inte den dagen',
      )
      const promised = await living()
      await house.db.prisma.tenancy.update({ where: { id: promised.stay.id }, data: { endsOn: '2026-11-20' } })
      await makeTenancy(house, { personId: (await makePerson(house)).id, apartmentId: promised.home.id, startsOn: '2026-12-01' })
      const answer = await browser.post(`${promised.at}/overtag`, { ...plan, checked: 'ja' })
      expect([answer.status, words(answer.text).includes('Lägenheten är uthyrd till någon annan')]).toEqual([422, true])
    })
  })

  describe('who sees what', () => {
    const pages = ['', '/utflyttning', '/hyresvarden-underrattad', '/hyra', '/kontrollstationer', '/overtag']

    test('another nämnd, another enhet and what does not exist are the same answer', async () => {
      const elsewhere = await makeOtherNamnd(house)
      const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: `Enhet ${engine}` } })
      const foreign = []
      for (const place of [elsewhere, { namndId: house.namndId, unitId: unit.id }]) {
        const person = await makePerson(house, place)
        const home = await makeApartment(house, place)
        foreign.push({ ...place, person, home, stay: await makeTenancy(house, { personId: person.id, apartmentId: home.id, ...place }) })
      }
      for (const path of [...foreign.map(({ stay }) => `/boenden/${stay.id}`), '/boenden/999999', '/boenden/x']) {
        for (const page of pages) expect([path, page, (await browser.get(path + page)).status]).toEqual([path, page, 404])
        for (const page of [...pages.slice(1), '/overtag/genomfor', '/overtag/avbryt']) {
          expect([path, page, (await browser.post(path + page, { checked: 'ja' }, '/trappan')).status]).toEqual([path, page, 404])
        }
      }
      const own = await makePerson(house)
      const free = await makeApartment(house)
      for (const { person, home } of foreign) {
        expect((await browser.get(`/hyresgaster/ny?person=${person.id}`)).status).toBe(404)
        expect((await save(wishOf(person.id, free.id))).status).toBe(404)
        expect((await save(wishOf(own.id, home.id))).status).toBe(404)
      }
      // a place of the own enhet where somebody of another one lives: taken, and nothing more is said
      const [, neighbour] = foreign
      const shared = await makeApartment(house)
      await makeTenancy(house, { personId: neighbour?.person.id ?? 0, apartmentId: shared.id, unitId: unit.id })
      const refused = await save(wishOf(own.id, shared.id))
      expect([refused.status, words(refused.text).includes('är uthyrd, från')]).toEqual([422, true])
      expect(refused.text).not.toContain(neighbour?.person.familyName)
    })

    test('each role sees and does what its work needs', async () => {
      const { stay, at } = await living()
      for (const [role, status] of [
        ['BOSAMORDNARE', [200, 200, 200, 200, 200, 200]],
        ['SOCIALSEKRETERARE', [200, 200, 403, 403, 200, 200]],
        ['BOENDESTOD', [200, 403, 403, 403, 200, 403]],
        ['VRAKNINGSFOREBYGGARE', [200, 403, 403, 403, 403, 403]],
        ['CHEF', [200, 403, 403, 403, 403, 403]],
        ['CONTROLLER', [403, 403, 403, 403, 403, 403]],
        ['ADMINISTRATOR', [403, 403, 403, 403, 403, 403]],
      ] as const) {
        const as = await browseAs(house, role)
        const got = []
        for (const page of pages) got.push((await as.get(at + page)).status)
        expect([role, got]).toEqual([role, [...status]])
        if (status[0] !== 200) continue
        // nothing on the page leads where the role may not go
        const shown = await as.get(at)
        for (const page of pages.slice(1)) {
          const isOpen = status[pages.indexOf(page)] === 200
          if (!isOpen) expect([role, page, shown.text.includes(`href="${at}${page}"`)]).toEqual([role, page, false])
        }
      }
      expect((await stayOf(stay.id)).outcome).toBeNull()
    })

    test("protected persons: the page's own state for one kind, nothing for the other, both for those named", async () => {
      const named = await house.user('BOSAMORDNARE', { name: 'Den Namngivna' })
      for (const [protection, status] of [
        ['SEKRETESSMARKERING', 200],
        ['SKYDDAD_FOLKBOKFORING', 404],
      ] as const) {
        const person = await makePerson(house, { protection, givenName: 'Zebrida', familyName: 'Quistelius' })
        await house.db.prisma.protectionGrant.create({ data: { personId: person.id, userId: named.id, grantedAt: house.clock.now() } })
        const home = await makeApartment(house)
        const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id })
        const free = await makeApartment(house)
        for (const page of pages) {
          const answer = await browser.get(`/boenden/${stay.id}${page}`)
          expect([page, answer.status, /Quistelius|Provgatan/.test(answer.text)]).toEqual([page, status, false])
        }
        for (const page of pages.slice(1))
          expect((await browser.post(`/boenden/${stay.id}${page}`, { checked: 'ja' }, '/trappan')).status).toBe(404)
        expect((await browser.get(`/hyresgaster/ny?person=${person.id}`)).status).toBe(status)
        expect((await save(wishOf(person.id, free.id, { endsOldStay: 'ja' }))).status).toBe(404)
        expect(words((await browser.get('/hyresgaster/ny?sok=quistelius')).text)).toContain('Ingen i registret stämmer')
        const inTheWay = await save(wishOf((await makePerson(house)).id, home.id))
        expect([inTheWay.status, /Quistelius/.test(inTheWay.text), words(inTheWay.text).includes('är uthyrd, från')]).toEqual([
          422,
          false,
          true,
        ])
        const insider = await browseAs(house, 'BOSAMORDNARE', { name: 'Den Namngivna' })
        expect((await insider.get(`/boenden/${stay.id}`)).text).toContain('Quistelius')
        expect((await insider.get(`/boenden/${stay.id}`)).text).toContain('Den Namngivna')
        await house.db.prisma.person.update({ where: { id: person.id }, data: { searchName: 'nagon annan' } })
      }
    })

    test('every page about somebody is a reading', async () => {
      const { person, at } = await living()
      for (const page of pages) await browser.get(at + page)
      const read = await house.db.prisma.auditEvent.findMany({ where: { personId: person.id, action: 'READ' }, orderBy: { id: 'asc' } })
      expect(read.map((event) => event.page)).toEqual(pages.map((page) => `GET ${at}${page}`))
    })
  })
})
