import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runNightly } from '../../server/jobs/nightly.js'
import { browse, browseAs, type Browser } from '../support/browse.js'
import { makeOtherNamnd, makePerson } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testPassword, type TestHouse } from '../support/test-house.js'

describe.each(engines)('drafts of notes on %s', (engine) => {
  let house: TestHouse
  let maria: Browser
  let samir: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    maria = await browseAs(house, 'VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })
    samir = await browseAs(house, 'BOENDESTOD', { name: 'Samir Haddad' })
  })
  afterAll(() => house.close())

  async function someone() {
    const person = await makePerson(house)
    const url = `/personer/${person.id}/anteckningar`
    return { id: person.id, page: `/personer/${person.id}`, notes: url, form: `${url}/ny`, draft: `${url}/utkast` }
  }
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  /** A form as a browser has it open. */
  async function tab(browser: Browser, form: string) {
    const { text } = await browser.get(form)
    const fields = { formKey: hidden(text, 'formKey'), draftVersion: hidden(text, 'draftVersion'), kind: 'CALL', happenedOn: '2026-11-22' }
    const draft = form.replace(/\/ny.*/, '/utkast')
    return {
      html: text,
      keep: async (written: string) => {
        const answer = await browser.post(draft, { ...fields, text: written }, form)
        if (answer.status === 200) fields.draftVersion = String((answer.body as { version: number }).version)
        return answer
      },
      send: (written: string, more: Record<string, string> = {}) =>
        browser.post(form, { ...fields, reached: 'JA', text: written, ...more }),
    }
  }
  const drafts = (personId: number) => house.db.prisma.noteDraft.findMany({ where: { personId } })
  const notes = async (personId: number) =>
    (await house.db.prisma.note.findMany({ where: { personId }, orderBy: { id: 'asc' } })).map(({ text }) => text)

  test('what is written is offered again, to its author only, and becomes the note', async () => {
    const { id, page, notes: list, form } = await someone()
    const first = await tab(maria, form)
    expect(await htmlFaults(first.html)).toEqual([])
    expect((await first.keep('Ringde, ingen')).body).toEqual({ version: 1, time: expect.any(String) })
    await first.keep('Ringde, ingen svarade')
    const again = await tab(maria, form)
    expect(await htmlFaults(again.html)).toEqual([])
    for (const said of ['Det du skrev är sparat som utkast.', 'Ringde, ingen svarade</textarea>', 'Släng utkastet'])
      expect(again.html).toContain(said)
    for (const address of [page, '/utkast']) expect((await maria.get(address)).text).toMatch(/Fortsätt/)
    for (const address of [form, page, list, '/utkast'])
      expect([address, (await samir.get(address)).text.includes('ingen svarade')]).toEqual([address, false])
    expect(await notes(id)).toEqual([])
    expect((await again.send('Ringde, ingen svarade. Ringer i morgon')).status).toBe(303)
    expect([await notes(id), await drafts(id)]).toEqual([['Ringde, ingen svarade. Ringer i morgon'], []])
    await expect(house.db.prisma.note.updateMany({ where: { personId: id }, data: { text: 'Annat' } })).rejects.toThrow()
    await expect(house.db.prisma.note.deleteMany({ where: { personId: id } })).rejects.toThrow()
    const log = await house.db.prisma.auditEvent.findMany({
      where: { personId: id, subject: { in: ['NOTE', 'NOTE_DRAFT'] } },
      orderBy: { id: 'asc' },
    })
    expect(log.map(({ action, subject }) => `${action} ${subject}`)).toEqual(['CREATE NOTE_DRAFT', 'END NOTE_DRAFT', 'CREATE NOTE'])
    expect(JSON.stringify(log)).not.toContain('ingen svarade')
  })

  test('the draft outlives the session: a new sign-in is offered it', async () => {
    const { form } = await someone()
    await (await tab(maria, form)).keep('Skrivet före pausen')
    const { email } = await house.user('VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })
    const elsewhere = browse(house)
    expect((await elsewhere.get(form)).status).toBe(401)
    await elsewhere.post('/logga-in', { email, password: testPassword })
    expect((await elsewhere.get(form)).text).toContain('Skrivet före pausen</textarea>')
  })

  test('two tabs: the later holds, and nothing is lost', async () => {
    const { id, form } = await someone()
    const [a, b] = [await tab(maria, form), await tab(maria, form)]
    await a.keep('Ringde')
    await b.keep('Mötte Sofia')
    const offered = await tab(maria, form)
    expect(offered.html).toContain('Mötte Sofia</textarea>')
    expect(offered.html).toMatch(/Du skrev också i en annan flik[\s\S]*Ringde/)
    await b.send('Mötte Sofia')
    expect((await tab(maria, form)).html).toContain('Ringde</textarea>')
    await a.send('Ringde')
    expect([await notes(id), await drafts(id)]).toEqual([['Mötte Sofia', 'Ringde'], []])
  })

  test('many at the same moment: one draft, everything in it', async () => {
    const { id, form } = await someone()
    const tabs = await Promise.all(['ett', 'två', 'tre'].map(async (text) => ({ text, tab: await tab(maria, form) })))
    const answers = await Promise.all(tabs.map(({ text, tab }) => tab.keep(text)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const [draft, ...more] = await drafts(id)
    expect([more.length, draft?.version]).toEqual([0, 3])
    for (const { text } of tabs) expect(`${draft?.text} ${draft?.others}`).toContain(text)
  })

  test('sent twice it is one note; other words from the same form are another', async () => {
    const { id, form } = await someone()
    const one = await tab(maria, form)
    const answers = await Promise.all([one.send('Ringde'), one.send('Ringde')])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await notes(id)).toEqual(['Ringde'])
    // an autosave that was under way comes after the note: no draft of what is saved already
    expect((await one.keep('Ringde')).body).toMatchObject({ version: 0 })
    expect(await drafts(id)).toEqual([])
    expect((await one.send('Ringde en gång till')).status).toBe(303)
    expect(await notes(id)).toEqual(['Ringde', 'Ringde en gång till'])
  })

  test('Back, and saved once more: the same words of the same day are asked about, another author and an attempt without words are not', async () => {
    const { id, form } = await someone()
    expect((await (await tab(maria, form)).send('Ringde')).status).toBe(303)
    const again = await (await tab(maria, form)).send('Ringde')
    expect([again.status, again.text.includes('med samma ord från den dagen'), />\s*Ringde<\/textarea>/.test(again.text)]).toEqual([
      422,
      true,
      true,
    ])
    expect((await (await tab(maria, form)).send('Ringde, klockan 15')).status).toBe(303)
    expect((await (await tab(samir, form)).send('Ringde')).status).toBe(303)
    const noAnswer = { kind: 'SMS', reached: 'NEJ' }
    for (const text of ['', '']) expect((await (await tab(maria, form)).send(text, noAnswer)).status).toBe(303)
    expect(await notes(id)).toEqual(['Ringde', 'Ringde, klockan 15', 'Ringde', '', ''])
  })

  test('without script a button keeps it; what is wrong keeps it too; it can be thrown away', async () => {
    const { id, form, draft } = await someone()
    const one = await tab(maria, form)
    const kept = await one.send('Halva', { spara: 'utkast', happenedOn: 'i går' })
    expect([kept.status, (await drafts(id)).map(({ text, happenedOn }) => [text, happenedOn])]).toEqual([303, [['Halva', 'i går']]])
    const wrong = await (await tab(maria, form)).send('Halva texten', { happenedOn: '2026-12-24' })
    expect([wrong.status, wrong.text.includes('Halva texten</textarea>'), (await drafts(id)).length]).toEqual([422, true, 1])
    expect((await maria.post(`${draft}/slang`, {}, form)).status).toBe(303)
    expect([await drafts(id), (await maria.get('/utkast')).text.includes('Halva')]).toEqual([[], false])
  })

  test('a correction is a draft of its own kind, and a draft about something else is pointed to', async () => {
    const { id, form } = await someone()
    await (await tab(maria, form)).send('Fel dag')
    const [note] = await house.db.prisma.note.findMany({ where: { personId: id } })
    await (await tab(maria, form)).keep('Ett annat samtal')
    const correcting = await tab(maria, `${form}?rattar=${note?.id}`)
    expect([correcting.html.includes('Du har ett annat utkast'), correcting.html.includes('Fel dag</textarea>')]).toEqual([true, true])
    expect((await correcting.send('Rätt dag', { correctsId: String(note?.id) })).status).toBe(303)
    expect((await drafts(id)).map(({ text }) => text)).toEqual(['Ett annat samtal'])
  })

  test('nobody else keeps or throws anything', async () => {
    const { id, form, draft } = await someone()
    await (await tab(maria, form)).keep('Marias')
    const own = await someone()
    for (const stranger of [await browseAs(house, 'BOENDESTOD', await makeOtherNamnd(house)), samir]) {
      const from = stranger === samir ? own.form : '/personer?q='
      if (stranger !== samir) expect((await stranger.get(form)).status).toBe(404)
      const answer = await stranger.post(draft, { formKey: 'annan-nyckel', text: 'Någon annans' }, from).catch(() => null)
      expect(answer === null || [200, 404].includes(answer.status)).toBe(true)
    }
    expect((await drafts(id)).filter(({ text }) => text === 'Marias').length).toBe(1)
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const)
      expect((await (await browseAs(house, role)).get('/utkast')).status).toBe(403)
    await house.db.prisma.person.update({ where: { id }, data: { protection: 'SEKRETESSMARKERING' } })
    expect((await maria.get('/utkast')).text).not.toContain('Marias')
    expect((await maria.post(draft, { formKey: 'annan-nyckel', text: 'Mer' }, own.form)).status).toBe(404)
  })

  test('the night throws away what nobody has touched for the set days, and tells the log', async () => {
    const { id, form } = await someone()
    await (await tab(maria, form)).keep('Gammalt')
    const setSaved = (savedAt: string) => house.db.prisma.noteDraft.updateMany({ where: { personId: id }, data: { savedAt } })
    await setSaved('2026-08-24T10:00:00.000Z') // 90 days before the 22nd of November
    await runNightly(house)
    expect((await drafts(id)).length).toBe(1)
    await setSaved('2026-08-23T10:00:00.000Z')
    await runNightly(house)
    expect(await drafts(id)).toEqual([])
    const [log] = await house.db.prisma.auditEvent.findMany({ where: { personId: id, subject: 'NOTE_DRAFT', action: 'END' } })
    expect(log?.actor).toBe('nattarbetet')
  })
})
