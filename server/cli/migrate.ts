import { readEnv } from '../env.js'
import { migrate } from '../migrate.js'
import type { Command } from './run.js'

export const migrateCommand: Command = {
  usage: 'migrate',
  words: 0,
  opensHouse: false,
  async run() {
    const applied = await migrate(readEnv(process.env).DATABASE_URL)
    return { answer: { applied }, lines: applied.length > 0 ? applied : ['Databasen är redan aktuell.'] }
  },
}
