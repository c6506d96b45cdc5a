/** The way out to a mail server (server/mail.ts) and its settings from outside (server/env.ts). */
import { afterEach, describe, expect, test } from '@jest/globals'
import type { SMTPServerOptions } from 'smtp-server'
import { mailSettingsOf, readEnv } from '../server/env.js'
import type { MailLetter, MailSettings } from '../server/mail.js'
import { mailTo, openMailbox, openSilentServer, type Mailbox } from './support/smtp.js'

const letter: MailLetter = {
  to: 'mottagare@lunda.example',
  subject: 'Boendetrappan: 3 brådskar',
  text: 'Måndag 23 november 2026\n',
  html: '<p>Måndag 23 november 2026</p>',
  messageId: 'marke@lunda.example',
  unsubscribeHref: 'https://boendetrappan.lunda.example/mina-installningar',
}

describe('a letter to a mail server', () => {
  let box: Mailbox
  const open = async (options: SMTPServerOptions) => (box = await openMailbox(options))
  const send = (settings: Partial<MailSettings> = {}) => mailTo(box.port, settings).send(letter)
  afterEach(() => box.close())
  const signIn = { user: 'boendetrappan', pass: 'p@ss:ord/å' }
  const withTls: SMTPServerOptions = {
    disabledCommands: [],
    onAuth: ({ username, password }, _session, done) =>
      password === signIn.pass ? done(null, { user: username }) : done(Object.assign(new Error('wrong'), { responseCode: 535 })),
  }

  test('in clear on this machine', async () => {
    await open({})
    expect(await send()).toEqual({ outcome: 'MAIL_SENT', fault: null, reached: true })
    expect(box.received).toMatchObject([{ secure: false, user: null, to: [letter.to], mail: { subject: letter.subject } }])
  })
  test('over STARTTLS, signed in', async () => {
    await open(withTls)
    expect(await send({ requireTls: true, signIn })).toMatchObject({ outcome: 'MAIL_SENT' })
    expect(box.received).toMatchObject([{ secure: true, user: signIn.user }])
  })
  test('over TLS from the first byte', async () => {
    await open({ ...withTls, secure: true })
    expect(await send({ secure: true, requireTls: true, signIn })).toMatchObject({ outcome: 'MAIL_SENT' })
    expect(box.received).toMatchObject([{ secure: true, user: signIn.user }])
  })
  test('TLS that is offered is used, also where it need not be', async () => {
    await open({ ...withTls, onAuth: undefined, authOptional: true })
    expect(await send()).toMatchObject({ outcome: 'MAIL_SENT' })
    expect(box.received).toMatchObject([{ secure: true }])
  })
  test('is not sent without the TLS that is required, nor to a server that cannot say who it is', async () => {
    await open({})
    expect(await send({ requireTls: true })).toMatchObject({ outcome: 'MAIL_DELAYED', reached: false })
    await box.close()
    await open(withTls)
    expect(await send({ requireTls: true, loopback: false, signIn })).toMatchObject({ outcome: 'MAIL_DELAYED', reached: false })
    expect(box.received).toEqual([])
  })
  test('is not sent with the wrong password', async () => {
    await open(withTls)
    expect(await send({ requireTls: true, signIn: { ...signIn, pass: 'fel' } })).toEqual({
      outcome: 'MAIL_DELAYED',
      fault: '535',
      reached: false,
    })
    expect(box.received).toEqual([])
  })
  test.each([
    [451, 'MAIL_DELAYED'],
    [550, 'MAIL_REFUSED'],
  ])('an address answered %i is %s', async (responseCode, outcome) => {
    await open({ onRcptTo: ({ address }, _session, done) => done(Object.assign(new Error(`no ${address}`), { responseCode })) })
    expect(await send()).toEqual({ outcome, fault: String(responseCode), reached: true })
  })
  test.each([
    [452, 'MAIL_DELAYED'],
    [554, 'MAIL_REFUSED'],
  ])('a text answered %i is %s', async (responseCode, outcome) => {
    await open({
      onData: (stream, _session, done) => void stream.on('end', () => done(Object.assign(new Error('no'), { responseCode }))).resume(),
    })
    expect(await send()).toEqual({ outcome, fault: String(responseCode), reached: true })
  })
  test('what broke off after the text was handed over may have come', async () => {
    await open({ onData: (stream) => void stream.resume() })
    expect(await send({ patienceMs: 200 })).toEqual({ outcome: 'MAIL_UNSURE', fault: 'ETIMEDOUT', reached: true })
  })
  test('a server that never says a word is waited for and left', async () => {
    await open({})
    const silent = await openSilentServer()
    expect(await mailTo(silent.port, { patienceMs: 200 }).send(letter)).toEqual({
      outcome: 'MAIL_DELAYED',
      fault: 'ETIMEDOUT',
      reached: false,
    })
    await silent.close()
  })
})

describe('the settings of the mail server', () => {
  const base = { MAIL_FROM: 'Boendetrappan <boendetrappan@lunda.example>', PUBLIC_URL: 'https://boendetrappan.lunda.example' }
  const of = (SMTP_URL: string, more: object = {}) => mailSettingsOf(readEnv({ ...base, SMTP_URL, ...more }))

  test('without an address no mail is sent', () => expect(mailSettingsOf(readEnv({}))).toBeNull())
  test('a server elsewhere has to have TLS, unless it is said to be optional', () => {
    expect(of('smtp://anna%40lunda:hem%2Flig@mail.lunda.example')).toMatchObject({
      host: 'mail.lunda.example',
      port: 587,
      secure: false,
      requireTls: true,
      loopback: false,
      signIn: { user: 'anna@lunda', pass: 'hem/lig' },
      from: { name: 'Boendetrappan', address: 'boendetrappan@lunda.example' },
    })
    expect(of('smtp://mail.lunda.example:25', { SMTP_TLS: 'optional' })).toMatchObject({ port: 25, requireTls: false, signIn: null })
    expect(of('smtps://mail.lunda.example')).toMatchObject({ port: 465, secure: true, requireTls: true })
  })
  test.each(['127.0.0.1', 'localhost', '[::1]', '127.9.9.9'])('%s is this machine', (host) => {
    expect(of(`smtp://${host}:2525`)).toMatchObject({ port: 2525, requireTls: false, loopback: true })
    expect(of(`smtp://${host}:2525`, { SMTP_TLS: 'required' })).toMatchObject({ requireTls: true })
  })
  test.each(['127.0.0.1.lunda.example', 'localhost.lunda.example', '10.0.0.1'])('%s is not', (host) => {
    expect(of(`smtp://${host}`)).toMatchObject({ requireTls: true, loopback: false })
  })
  test.each<[string, Record<string, string | undefined>]>([
    ['MAIL_FROM', { MAIL_FROM: undefined }],
    ['PUBLIC_URL', { PUBLIC_URL: undefined }],
    ['MAIL_FROM', { MAIL_FROM: 'ingen adress' }],
    ['SMTP_URL', { SMTP_URL: 'http://hemligt@mail.lunda.example' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://' }],
    ['SMTP_TLS', { SMTP_TLS: 'nej' }],
  ])('%s that is missing or wrong stops the start, and is not repeated', (name, wrong) => {
    const start = () => readEnv({ ...base, SMTP_URL: 'smtp://mail.lunda.example', ...wrong })
    expect(start).toThrow(new RegExp(`^${name}: `))
    expect(start).not.toThrow(/hemligt/)
  })
})
