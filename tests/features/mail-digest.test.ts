/** The daily e-mail (server/features/own-settings/, server/jobs/mail-digests.ts) through a real SMTP server. */
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pino from 'pino'
import { commands } from '../../server/cli/commands.js'
import { openDb } from '../../server/db.js'
import { ROLES, type Role } from '../../server/domain/codes.js'
import { digestsToCome, runMailDigests } from '../../server/jobs/mail-digests.js'
import { browseAs } from '../support/browse.js'
import { command } from '../support/command.js'
import { start } from '../support/command-line.js'
import { base, monday, openMorning, type Morning } from '../support/mornings.js'
import { mailTo, openMailbox, openSilentServer, type Mailbox } from '../support/smtp.js'
import { engines } from '../support/test-house.js'

describe.each(engines)('the daily e-mail on %s', (engine) => {
  let morning: Morning
  let box: Mailbox
  beforeAll(async () => {
    morning = await openMorning(engine)
    box = await openMailbox()
  })
  afterAll(async () => {
    await box.close()
    await morning.house.close()
  })
  /** Each test has its own users who want it: those of the earlier ones have said no. */
  beforeEach(async () => {
    await morning.house.db.prisma.user.updateMany({ data: { mailDigest: 'NO' } })
    box.received.length = 0
  })
  let serial = 0
  const newcomer = (role: Role = 'CHEF', options = {}) => morning.wants(role, { name: `Nykomling ${++serial}`, ...options })
  const send = (time: string, mail = mailTo(box.port)) => runMailDigests(morning.at(time, mail))
  const outcomesOf = async (userId: number) =>
    (await morning.house.db.prisma.mailAttempt.findMany({ where: { digest: { userId } }, orderBy: { number: 'asc' } })).map(
      (one) => one.outcome,
    )

  test('counts what the page opens with, for every role, reach and named user', async () => {
    const { house } = morning
    const readers = ROLES.filter((role) => !['CONTROLLER', 'ADMINISTRATOR'].includes(role))
    const asked: { role: Role; options: object }[] = [
      ...readers.flatMap((role) => [
        { role, options: {} },
        { role, options: { unitId: null } },
      ]),
      { role: 'BOSAMORDNARE', options: { name: 'Birgitta Namnkunnig' } }, // named on the protected
    ]
    for (const { role, options } of asked) await morning.wants(role, options)
    const counted = await digestsToCome(morning.at('07:00'), house.namndId)
    expect(counted).toHaveLength(asked.length)
    const totals = new Set<number>()
    for (const { role, options } of asked) {
      const { id } = await house.user(role, options)
      const counts = counted.find(({ user }) => user.userId === id)?.counts
      const page = await (await browseAs(house, role, options)).get('/idag')
      const shown = [...page.text.matchAll(/<h2 id="(?:bradskar|veckan|bevaka)">[^<]*<span class="count">(\d+)<\/span>/g)].map((match) =>
        Number(match[1]),
      )
      expect([role, options, Object.values(counts?.groups ?? {})]).toEqual([role, options, shown])
      totals.add(shown.reduce((sum, n) => sum + n, 0))
    }
    expect(totals.size).toBeGreaterThan(4) // they do differ
  })

  test('is text and plain HTML with numbers and links, and no name of anybody', async () => {
    const user = await newcomer('VRAKNINGSFOREBYGGARE')
    const run = await send('07:00')
    expect(run).toEqual({ recipients: 1, outcomes: { MAIL_SENT: 1 } })
    const [letter] = box.received
    expect([letter?.from, letter?.to]).toEqual(['boendetrappan@lunda.example', [user.email]])
    expect(letter?.mail.subject).toMatch(/^Boendetrappan: \d+ brådskar(, \d+ den här veckan)?$/)
    expect(letter?.mail.from?.text).toBe('"Boendetrappan" <boendetrappan@lunda.example>')
    expect(letter?.mail.messageId).toMatch(/^<[0-9a-f]{32}@lunda\.example>$/)
    expect(letter?.raw).toContain(`List-Unsubscribe: <${base}/mina-installningar>`)
    expect(letter?.raw).not.toMatch(/x-mailer|nodemailer/i)
    expect(letter?.mail.text).toMatch(/^Måndag 23 november 2026\n\nBrådskar: \d+\n/)
    expect(letter?.mail.text).toMatch(/Lagfrister i ärenden inom 7 dagar: 1\n/) // own target for an undertaking, 27 November
    expect(letter?.mail.text).toContain(`Öppna I dag: ${base}/idag\n`)
    expect(letter?.mail.html).toContain(`<a href="${base}/idag">Öppna I dag</a>`)
    const words = [letter?.raw, letter?.mail.text, letter?.mail.html, letter?.mail.subject].join('\n').replaceAll(user.email, '')
    expect(
      morning.secrets.filter((secret) => new RegExp(`(?<![\\p{L}\\d])${secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u').test(words)),
    ).toEqual([])
    const job = await morning.house.db.prisma.jobRun.findFirstOrThrow({ where: { job: 'mail-digest' }, orderBy: { id: 'desc' } })
    expect([job.ok, JSON.parse(job.detail ?? '')]).toEqual(['YES', { namnd: morning.house.namndId, recipients: 1, MAIL_SENT: 1 }])
  })

  test('goes once a day, after a restart and from two processes at once', async () => {
    const users = [await newcomer(), await newcomer(), await newcomer('BOSAMORDNARE'), await newcomer(), await newcomer()]
    const second = { ...morning.at('07:00', mailTo(box.port)), db: openDb(morning.house.url) }
    await Promise.all([send('07:00'), runMailDigests(second)])
    expect(box.received.flatMap((one) => one.to).sort()).toEqual(users.map((user) => user.email).sort())
    await runMailDigests({ ...second, ...{ clock: morning.at('07:20').clock } })
    await send('11:55')
    expect(box.received).toHaveLength(users.length)
    await second.db.close()
  })

  test('waits while the mail server is down, and goes when it is up', async () => {
    const user = await newcomer()
    const down = await openMailbox()
    await down.close()
    expect((await send('07:00', mailTo(down.port))).outcomes).toEqual({ MAIL_DELAYED: 1 })
    expect((await send('07:05')).recipients).toBe(0)
    expect((await send('07:10')).outcomes).toEqual({ MAIL_SENT: 1 })
    expect(await outcomesOf(user.id)).toEqual(['MAIL_DELAYED', 'MAIL_SENT'])
    expect(box.received.map((one) => one.to)).toEqual([[user.email]])
  })

  test('is given up after an hour, and the log says so without an address', async () => {
    const user = await newcomer()
    const written: string[] = []
    const log = pino(new Writable({ write: (line: Buffer, _, done) => (written.push(line.toString()), done()) }))
    const down = await openMailbox()
    await down.close()
    for (const time of ['07:00', '07:10', '07:59', '08:00', '08:10']) await runMailDigests({ ...morning.at(time, mailTo(down.port)), log })
    expect(await outcomesOf(user.id)).toEqual(['MAIL_DELAYED', 'MAIL_DELAYED', 'MAIL_DELAYED', 'MAIL_GIVEN_UP'])
    expect(written.join('')).toContain('given up')
    expect(written.join('')).not.toContain('@')
    expect((await send('08:20')).recipients).toBe(0)
  })

  test('is given up for many when the mail server is down, after few attempts a round', async () => {
    for (let n = 0; n < 8; n++) await newcomer()
    const down = await openMailbox()
    await down.close()
    const { recipients, outcomes } = await send('07:00', mailTo(down.port))
    expect(recipients).toBe(8)
    expect(outcomes.MAIL_DELAYED).toBeLessThan(6)
    expect((await send('08:00', mailTo(down.port))).outcomes).toEqual({ MAIL_GIVEN_UP: 8 })
  })

  test('a server that never answers holds no page, and is tried again', async () => {
    const user = await newcomer()
    const silent = await openSilentServer()
    const page = await browseAs(morning.house, 'CHEF')
    const sending = send('07:00', mailTo(silent.port, { patienceMs: 400 }))
    expect((await page.get('/idag')).status).toBe(200)
    expect((await sending).outcomes).toEqual({ MAIL_DELAYED: 1 })
    await silent.close()
    expect((await send('07:10')).outcomes).toEqual({ MAIL_SENT: 1 })
    expect(await outcomesOf(user.id)).toEqual(['MAIL_DELAYED', 'MAIL_SENT'])
  })

  test('what broke off after the text may have come, and is not sent again', async () => {
    const user = await newcomer()
    const mute = await openMailbox({ onData: (stream) => void stream.resume() })
    expect((await send('07:00', mailTo(mute.port, { patienceMs: 300 }))).outcomes).toEqual({ MAIL_UNSURE: 1 })
    expect((await send('07:10')).recipients).toBe(0)
    expect(await outcomesOf(user.id)).toEqual(['MAIL_UNSURE'])
    await mute.close()
  })

  test('one bad address does not stop the others, and is not tried again', async () => {
    const users = [await newcomer(), await newcomer(), await newcomer(), await newcomer()]
    const picky = await openMailbox({
      onRcptTo: (address, _session, done) =>
        done(address.address === users[1]?.email ? Object.assign(new Error(`no ${address.address}`), { responseCode: 550 }) : null),
    })
    expect((await send('07:00', mailTo(picky.port))).outcomes).toEqual({ MAIL_SENT: 3, MAIL_REFUSED: 1 })
    expect((await send('07:10', mailTo(picky.port))).recipients).toBe(0)
    const attempt = await morning.house.db.prisma.mailAttempt.findFirstOrThrow({ where: { digest: { userId: users[1]?.id } } })
    expect([attempt.outcome, attempt.fault]).toEqual(['MAIL_REFUSED', '550'])
    await picky.close()
  })

  test('nothing to who is closed, invited, of another role, without an address, or has not asked', async () => {
    const { prisma } = morning.house.db
    const change = async (data: object) => {
      const { id } = await newcomer()
      await prisma.user.update({ where: { id }, data })
    }
    await change({ deactivatedAt: `${monday}T05:00:00.000Z` })
    await change({ passwordHash: null })
    await change({ role: 'CONTROLLER' })
    await change({ email: `utan-adress-${engine}` })
    await change({ email: 'forsta-administratoren@invalid' })
    await change({ mailDigest: null })
    await change({ mailDigest: 'NO' })
    expect((await send('07:00')).recipients).toBe(0)
    await prisma.setting.create({
      data: {
        namndId: morning.house.namndId,
        name: 'digestFromStart',
        value: '1',
        fromOn: monday,
        source: 'Beslut',
        recordedAt: `${monday}T05:00:00.000Z`,
      },
    })
    expect((await send('07:00')).outcomes).toEqual({ MAIL_SENT: 1 }) // who has not said: as the nämnd has
    expect(box.received).toHaveLength(1)
  })

  test('nothing when there is nothing to do, and nothing before its hour', async () => {
    const { house } = morning
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: `Tom enhet ${engine}` } })
    const user = await newcomer('BOENDESTOD', { unitId: unit.id })
    expect((await send('06:59')).recipients).toBe(0)
    expect((await send('07:00')).outcomes).toEqual({ MAIL_NOT_NEEDED: 1 })
    expect((await send('07:05')).recipients).toBe(0)
    expect(await outcomesOf(user.id)).toEqual(['MAIL_NOT_NEEDED'])
    expect(box.received).toHaveLength(0)
  })

  test('the command line shows what it would say, and sent by two processes at once each gets one', async () => {
    const users = [await newcomer(), await newcomer('BOSAMORDNARE'), await newcomer(), await newcomer()]
    const shown = await command(morning.house, commands, 'mail', 'digest', '--dry-run')
    expect([shown.code, (shown.answer.users as { user: number }[]).map((one) => one.user)]).toEqual([0, users.map((user) => user.id)])
    expect((await command(morning.house, commands, 'mail', 'digest')).code).toBe(2) // no mail server is said
    const run = async () => {
      const child = start('cli.ts', morning.house.url, ['mail', 'digest', '--today', monday, '--json'], {
        SMTP_URL: `smtp://127.0.0.1:${box.port}`,
        MAIL_FROM: 'boendetrappan@lunda.example',
        PUBLIC_URL: base,
      })
      let out = ''
      child.stdout?.on('data', (text: Buffer) => (out += text.toString()))
      const [code] = (await once(child, 'close')) as [number | null]
      return { code, answer: JSON.parse(out) as { outcomes: { MAIL_SENT?: number } } }
    }
    const both = await Promise.all([run(), run()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.reduce((sum, { answer }) => sum + (answer.outcomes.MAIL_SENT ?? 0), 0)).toBe(users.length)
    expect(await outcomesOf(users[0]?.id ?? 0)).toEqual(['MAIL_SENT'])
    expect(box.received.flatMap((one) => one.to).sort()).toEqual(users.map((user) => user.email).sort())
  })
})
