/** The few settings that come from outside, read once at start. A wrong one stops the start with a clear word. */
import { z } from 'zod'

const Env = z.object({
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
})
export type Env = z.infer<typeof Env>

/** Throws an Error that names each wrong setting. */
export function readEnv(from: NodeJS.ProcessEnv): Env {
  const parsed = Env.safeParse(from)
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
