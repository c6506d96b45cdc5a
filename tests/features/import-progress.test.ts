/**
 * The page that shows how far a bank file has come: while somebody else has the ledger the booking waits and the page says so, pages
 * are answered meanwhile, and whoever began it is told once when it is done.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { lockLedger } from '../../server/features/rent/allocation-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { bgmaxFile } from '../bench/bank-files.js'
import { browseAs, type Browser } from '../support/browse.js'
import { htmlFaults } from '../support/html-faults.js'
import { readable } from '../support/readable.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const payments = 6000

describe.each(engines)('the progress of a bank file on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  let colleague: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'BOSAMORDNARE', { name: 'Bo Samordnare' })
    colleague = await browseAs(house, 'BOSAMORDNARE', { name: 'Kim Kollega' })
  })
  afterAll(() => house.close())

  /** A file of its own, chosen and read: where it is looked through. */
  async function chosen(first: number): Promise<string> {
    const references = Array.from({ length: payments }, (_, n) => String(first + n))
    const answer = await browser.upload('/inbetalningar/importera', {
      field: 'file',
      name: 'okt.txt',
      bytes: bgmaxFile(references, 1_000, '2026-10-20'),
    })
    expect(answer.status).toBe(303)
    return String(answer.headers.location)
  }
  /** The preview, looked at: what confirms it. */
  const lookedThrough = async (address: string) => {
    const form = (await browser.get(address)).text
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(form)?.[1] ?? ''
    return () => browser.agent.post(address).type('form').send({ _csrf, accounts: 'ja', suspects: 'WAIT' })
  }
  const shareIn = (text: string) => Number(/Bokför filen, (\d+)/.exec(readable(text))?.[1] ?? NaN)
  const received = () => house.db.prisma.receivedPayment.count()

  test('it waits, goes on and is done; pages are answered meanwhile and nothing is booked twice', async () => {
    const address = await chosen(9_000_000_000)
    await colleague.get('/inbetalningar/importera') // the first form of a session is given its token, which is written
    const confirm = await lookedThrough(address)
    const { letGo, over } = await heldLedger(house)
    const begun = await confirm()
    expect([begun.status, begun.headers.location]).toEqual([303, expect.stringContaining(address)])

    const waiting = await browser.get(address)
    expect(waiting.status).toBe(200)
    expect(readable(waiting.text)).toMatch(
      /Bankfilen bokförs.*okt\.txt.*Bokför filen, 0.% klart.*Bo Samordnare bokför filen\. Allt bokförs på en gång, eller inget\./s,
    )
    // Without script it asks again after two seconds, which a rule of the checker holds to be too soon; with script it is no new page.
    const [again, ...faults] = await htmlFaults(waiting.text)
    expect([again, faults]).toEqual([expect.stringContaining('meta-refresh'), []])
    expect(readable((await colleague.get(address)).text)).toContain('Bo Samordnare bokför filen.')
    expect((await colleague.get('/inbetalningar/importera')).status).toBe(200)
    expect(await received()).toBe(0)

    letGo()
    await over
    const shares: number[] = []
    let answer = await browser.get(address)
    for (; answer.status === 200; answer = await browser.get(address)) {
      shares.push(shareIn(answer.text))
      if (shares.length > 5_000) throw new Error('it never ends')
      await new Promise((done) => setTimeout(done, 5))
    }
    expect(shares.every((share, n) => share >= (shares[n - 1] ?? 0) && share <= 100)).toBe(true)
    expect(answer.status).toBe(303)
    expect(readable((await browser.get(String(answer.headers.location))).text).replaceAll('\u00a0', ' ')).toMatch(
      /6 000 poster väntar.*utan träff/,
    )
    expect(await received()).toBe(payments)
    expect(await house.db.prisma.paymentImport.count()).toBe(1)

    const after = await browser.get(address)
    expect(readable(after.text)).toContain('Filen bokfördes')
    expect(readable((await colleague.get(address)).text)).toContain('Filen bokfördes')
    const other = await house.db.prisma.namnd.create({ data: { name: 'Annan nämnd', createdAt: house.clock.now() } })
    const stranger = await browseAs(house, 'BOSAMORDNARE', { namndId: other.id, unitId: null })
    expect((await stranger.get(address)).status).toBe(404)
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })
})

/** Somebody else has the nämnd's ledger until it is let go. */
async function heldLedger(house: TestHouse): Promise<{ letGo: () => void; over: Promise<unknown> }> {
  let letGo = () => {}
  const held = new Promise<void>((done) => (letGo = done))
  let over: Promise<unknown> = Promise.resolve()
  await new Promise<void>((begun, failed) => {
    over = house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      begun()
      await held
    })
    over.catch(failed)
  })
  return { letGo, over }
}
