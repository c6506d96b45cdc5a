/** The demo municipality: loaded into an empty database, and served when asked to. */
import { demoAccounts, demoPassword, loadDemo, SCALES, type Scale } from '../../prisma/demo/municipality.js'
import { isDay } from '../domain/calendar.js'
import { mailSettingsOf, readEnv } from '../env.js'
import { serve } from '../index.js'
import { label } from '../labels.sv.js'
import { openHouse } from '../open-house.js'
import { Refused, type Command } from './run.js'

const demoDatabase = 'file:./data/demo.db'

export const demo: Command = {
  usage: 'demo [--today ÅÅÅÅ-MM-DD] [--scale unit|city|nation] [--serve]',
  options: { scale: { type: 'string' }, serve: { type: 'boolean' } },
  words: 0,
  opensHouse: false,
  async run({ options }) {
    const scale = (options.scale ?? 'unit') as Scale
    if (!SCALES.includes(scale)) throw new Refused(`--scale ska vara en av ${SCALES.join(', ')}`)
    const today = options.today
    if (today !== undefined && (typeof today !== 'string' || !isDay(today))) throw new Refused('--today ska vara en dag som ÅÅÅÅ-MM-DD')
    const env = readEnv(process.env)
    const url = options.serve && process.env.DATABASE_URL === undefined ? demoDatabase : env.DATABASE_URL
    const house = await openHouse({
      url,
      logLevel: 'warn',
      today,
      development: env.NODE_ENV !== 'production',
      publicUrl: env.PUBLIC_URL,
      mail: mailSettingsOf(env),
    })
    try {
      const people = await house.db.prisma.person.count()
      if (people > 0 && !options.serve) throw new Refused('Databasen har redan personer. Demokommunen läses bara in i en tom databas.')
      const loaded = people > 0 ? null : await loadDemo(house, house.clock.today(), scale)
      const accounts = demoAccounts.map((one) => ({ role: one.role, email: one.email, password: demoPassword }))
      const words = loaded
        ? [
            `Demokommunen är inläst: ${loaded.people} personer, ${loaded.apartments} lägenheter, ${loaded.bills} avier, ${loaded.payments} inbetalningar.`,
          ]
        : ['Demokommunen är redan inläst.']
      const signIn = [
        `Logga in med lösenordet "${demoPassword}" som`,
        ...accounts.map((one) => `  ${label(one.role).padEnd(22)} ${one.email}`),
      ]
      if (options.serve) {
        const served = await serve(house, { host: env.HOST, port: env.PORT, sessionSecret: env.SESSION_SECRET })
        process.stdout.write([...words, `Boendetrappan svarar på ${served.address}`, ...signIn, 'Avsluta med Ctrl+C.', ''].join('\n'))
        await new Promise<void>((resolve) => {
          process.once('SIGINT', resolve)
          process.once('SIGTERM', resolve)
        })
        await served.stop()
        return { answer: { stopped: true }, lines: ['Avslutad.'] }
      }
      return { answer: { ...loaded, scale, today: house.clock.today(), accounts }, lines: [...words, ...signIn] }
    } finally {
      await house.db.close().catch(() => {})
    }
  },
}
