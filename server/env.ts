/** The few settings that come from outside, read once at start. A wrong one stops the start with a clear word. */
import { z } from 'zod'
import type { MailSettings } from './mail.js'

const Env = z
  .object({
    DATABASE_URL: z
      .string()
      .regex(/^(file:|postgres(ql)?:\/\/)/, 'ska börja med file: eller postgresql://')
      .default('file:./data/boendetrappa.db'),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    /** what users type in the address field, when a proxy with TLS stands in front: https://… turns on Secure cookies */
    PUBLIC_URL: z.url().optional(),
    TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
    SESSION_SECRET: z.string().min(32).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    /** smtp://user:password@host:587 (STARTTLS) or smtps://…:465; without it no e-mail is sent */
    SMTP_URL: z.string().refine(isSmtp, 'ska vara smtp://värd:port eller smtps://värd:port').optional(),
    /** who the e-mail is from: `namn@kommun.se` or `Boendetrappan <namn@kommun.se>` */
    MAIL_FROM: z
      .string()
      .refine((text) => senderOf(text) !== null, 'ska vara en e-postadress, eller Namn <adress>')
      .optional(),
    /** required where the server is not this machine, unless it is said to be optional */
    SMTP_TLS: z.enum(['required', 'optional']).optional(),
  })
  .superRefine((env, context) => {
    if (env.SMTP_URL === undefined) return
    const needs = { MAIL_FROM: 'behövs när SMTP_URL är satt', PUBLIC_URL: 'behövs när SMTP_URL är satt: e-posten länkar dit' } as const
    for (const [name, message] of Object.entries(needs))
      if (env[name as keyof typeof needs] === undefined) context.addIssue({ code: 'custom', path: [name], message })
  })
export type Env = z.infer<typeof Env>

/** Throws an Error that names each wrong setting. Never the values: some are secrets. */
export function readEnv(from: NodeJS.ProcessEnv): Env {
  const parsed = Env.safeParse(from)
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
}

/** How e-mail is sent; null where it is not. */
export function mailSettingsOf(env: Env): MailSettings | null {
  if (env.SMTP_URL === undefined || env.MAIL_FROM === undefined) return null
  const from = senderOf(env.MAIL_FROM)
  if (from === null) return null
  const { protocol, hostname, port, username, password } = new URL(env.SMTP_URL)
  const host = hostname.replace(/^\[|\]$/g, '')
  const secure = protocol === 'smtps:'
  const loopback = /^(localhost|127(\.\d+){3}|::1)$/.test(host)
  return {
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTls: env.SMTP_TLS === undefined ? !loopback : env.SMTP_TLS === 'required',
    loopback,
    signIn: username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    from,
    patienceMs: 20_000,
  }
}

function isSmtp(text: string): boolean {
  return /^smtps?:\/\/./.test(text) && URL.canParse(text) && new URL(text).hostname !== ''
}

function senderOf(text: string): MailSettings['from'] | null {
  const [, name, bracketed] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(text) ?? [null, '', text.trim()]
  const address = z.email().safeParse(bracketed)
  return address.success ? { name: name ?? '', address: address.data } : null
}
