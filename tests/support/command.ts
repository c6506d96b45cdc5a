/** Runs a command of the command line on a test house, as an IT department's script does: the exit code and the JSON document. */
import { runCommand, type Command } from '../../server/cli/run.js'
import { testToday, type TestHouse } from './test-house.js'

export async function command(house: TestHouse, commands: Record<string, Command>, ...words: string[]) {
  const url = process.env.DATABASE_URL
  const out: string[] = []
  const write = process.stdout.write.bind(process.stdout)
  const writeErr = process.stderr.write.bind(process.stderr)
  process.env.DATABASE_URL = house.url
  process.stdout.write = ((text: string) => out.push(text) > 0) as typeof process.stdout.write
  process.stderr.write = (() => true) as typeof process.stderr.write
  try {
    const code = await runCommand(commands, [...words, '--json', '--today', testToday])
    return { code, text: out.join(''), answer: JSON.parse(out.join('')) as Record<string, unknown> }
  } finally {
    process.stdout.write = write
    process.stderr.write = writeErr
    if (url === undefined) delete process.env.DATABASE_URL
    else process.env.DATABASE_URL = url
  }
}
