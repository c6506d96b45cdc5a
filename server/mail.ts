/**
 * One e-mail to one address through any SMTP server, with how it ended. Nothing of the letter or the address is ever in the answer: the
 * mail server's code is, its words are not.
 *
 * TLS is asked for where the server is not this machine itself (env.ts). Every wait has an end, and so has the whole: a server that never
 * answers costs one attempt. What broke off after the text was handed over may have arrived, and says so.
 */
import { Readable } from 'node:stream'
import nodemailer from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { MailOutcome } from './domain/codes.js'

export interface MailSettings {
  host: string
  port: number
  /** TLS from the first byte (smtps); otherwise STARTTLS */
  secure: boolean
  /** no TLS, no mail */
  requireTls: boolean
  /** the server is this machine: its certificate may be its own */
  loopback: boolean
  signIn: { user: string; pass: string } | null
  from: { name: string; address: string }
  /** the longest wait for an answer; the whole may take three */
  patienceMs: number
}

export interface MailLetter {
  to: string
  subject: string
  text: string
  html: string
  /** without its brackets; the same letter again has the same */
  messageId: string
  /** where to stop it */
  unsubscribeHref: string
}

export interface MailAnswer {
  outcome: Extract<MailOutcome, 'MAIL_SENT' | 'MAIL_DELAYED' | 'MAIL_REFUSED' | 'MAIL_UNSURE'>
  fault: string | null
  /** false: no letter of anybody's would have gone */
  reached: boolean
}

export interface Mail {
  /** what stands after the @ of the sender */
  domain: string
  send(letter: MailLetter): Promise<MailAnswer>
}

/** The way to the mail server. Connects when there is something to send. */
export function openMail(settings: MailSettings): Mail {
  const domain = settings.from.address.replace(/^.*@/, '')
  const transport = nodemailer.createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    requireTLS: settings.requireTls && !settings.secure,
    tls: { rejectUnauthorized: !settings.loopback },
    name: domain, // not the name of the machine
    connectionTimeout: settings.patienceMs,
    greetingTimeout: settings.patienceMs,
    socketTimeout: settings.patienceMs,
    dnsTimeout: settings.patienceMs,
    socketCloseTimeout: Math.min(settings.patienceMs, 5_000),
    ...(settings.signIn ? { auth: settings.signIn } : {}),
  })
  return {
    domain,
    async send(letter) {
      const raw = await written(letter, settings.from)
      let handedOver = false
      const content = Readable.from([raw])
      content.once('end', () => (handedOver = true))
      try {
        await transport.sendMail({
          envelope: { from: settings.from.address, to: [letter.to] },
          raw: content,
          signal: AbortSignal.timeout(3 * settings.patienceMs),
        } as never)
        return { outcome: 'MAIL_SENT', fault: null, reached: true }
      } catch (error) {
        return answerTo(error, handedOver)
      } finally {
        content.destroy()
      }
    },
  }
}

function answerTo(error: unknown, handedOver: boolean): MailAnswer {
  const { responseCode, code, command } = error as { responseCode?: number; code?: unknown; command?: string }
  const fault = responseCode !== undefined ? String(responseCode) : /^[A-Z_0-9]{1,20}$/.test(String(code)) ? String(code) : 'UNKNOWN'
  const aboutTheLetter = command === 'RCPT TO' || command === 'DATA'
  if (responseCode !== undefined) {
    const outcome = responseCode >= 500 && aboutTheLetter ? 'MAIL_REFUSED' : 'MAIL_DELAYED'
    return { outcome, fault, reached: aboutTheLetter }
  }
  return { outcome: handedOver ? 'MAIL_UNSURE' : 'MAIL_DELAYED', fault, reached: handedOver }
}

/** The letter as it goes over the wire. */
function written(letter: MailLetter, from: MailSettings['from']): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: `<${letter.messageId}>`,
    xMailer: false,
    headers: { 'List-Unsubscribe': `<${letter.unsubscribeHref}>`, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  } as never)
  return composer.compile().build()
}
