/** A real SMTP server on loopback that keeps what it is given, with the letters parsed. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { openMail, type Mail, type MailSettings } from '../../server/mail.js'

export interface Received {
  from: string
  to: string[]
  /** over TLS, and signed in as */
  secure: boolean
  user: string | null
  raw: string
  mail: ParsedMail
}
export interface Mailbox {
  port: number
  received: Received[]
  close(): Promise<void>
}

/** Listens with any options of smtp-server; the default takes plain mail from anybody. */
export async function openMailbox(options: SMTPServerOptions = {}, port = 0): Promise<Mailbox> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: options.onAuth === undefined,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        void simpleParser(raw).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope
          received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map((one) => one.address),
            secure: session.secure,
            user: session.user === undefined ? null : String(session.user),
            raw: raw.toString('utf8'),
            mail,
          })
          done()
        })
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Takes the connection and never says a word. */
export async function openSilentServer(): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<{ destroy(): void }>()
  const server: Server = createServer((socket) => sockets.add(socket.on('error', () => {})))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** The way to a mailbox, with little patience. */
export function mailTo(port: number, settings: Partial<MailSettings> = {}): Mail {
  return openMail({
    host: '127.0.0.1',
    port,
    secure: false,
    requireTls: false,
    loopback: true,
    signIn: null,
    from: { name: 'Boendetrappan', address: 'boendetrappan@lunda.example' },
    patienceMs: 2_000,
    ...settings,
  })
}
