import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { backUp } from '../backup.js'
import { readEnv } from '../env.js'
import { Refused, type Command } from './run.js'

export const backup: Command = {
  usage: 'backup FIL',
  words: 1,
  async run({ house, words }) {
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), words[0] ?? '')
    if (existsSync(file)) throw new Refused(`${file} finns redan. Välj ett annat namn: en kopia skrivs aldrig över.`)
    const { bytes, tables } = await backUp(house, readEnv(process.env).DATABASE_URL, file)
    return { answer: { file, bytes, tables }, lines: [`Kopian är klar: ${file}, ${bytes} byte.`] }
  },
}
