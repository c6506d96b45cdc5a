/** Starts the program: settings, database, app, and an orderly end. */
import { createApp } from './app.js'
import { mailSettingsOf, readEnv } from './env.js'
import { firstAdministratorLink } from './features/session/store.js'
import type { House } from './house.js'
import { openHouse } from './open-house.js'
import { startMailDigests } from './jobs/mail-digests.js'
import { startNightly } from './jobs/nightly.js'
import { paths } from './paths.js'
import { keptSessionSecret } from './web/session-store.js'

export interface Served {
  address: string
  stop(): Promise<void>
}

/** Listens, and says where. */
export async function serve(
  house: House,
  at: { host: string; port: number; sessionSecret?: string; trustProxy?: number; publicUrl?: string },
): Promise<Served> {
  const app = createApp(house, { ...at, sessionSecret: at.sessionSecret ?? (await keptSessionSecret(house.db)) })
  const stopNightly = startNightly(house)
  const stopMailDigests = startMailDigests(house)
  const server = app.listen(at.port, at.host)
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : at.port
  return {
    address: at.publicUrl ?? `http://${at.host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        stopNightly()
        const mailIsDone = stopMailDigests()
        server.close(() => void mailIsDone.then(() => house.db.close()).then(resolve))
        server.closeIdleConnections()
      }),
  }
}

async function main(): Promise<void> {
  const env = readEnv(process.env)
  const house = await openHouse({
    url: env.DATABASE_URL,
    logLevel: env.LOG_LEVEL,
    development: env.NODE_ENV === 'development',
    secureCookies: env.PUBLIC_URL?.startsWith('https:') ?? false,
    publicUrl: env.PUBLIC_URL,
    mail: mailSettingsOf(env),
  })
  const token = await firstAdministratorLink(house)
  const served = await serve(house, {
    host: env.HOST,
    port: env.PORT,
    sessionSecret: env.SESSION_SECRET,
    trustProxy: env.TRUST_PROXY,
    publicUrl: env.PUBLIC_URL,
  })
  console.log(`Boendetrappan svarar på ${served.address}`)
  if (token) console.log(`Första administratören väljer lösenord här, en gång: ${served.address}${paths.choosePassword.url({ token })}`)
  const stop = () => void served.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

if (process.argv[1] && /index\.(ts|js)$/.test(process.argv[1])) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  })
}
