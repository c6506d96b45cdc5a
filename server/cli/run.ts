/** What every command shares: options, the database, the nämnd, the answer and the exit code. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Actor } from '../actor.js'
import { databaseTrouble, troubleWords } from '../database-trouble.js'
import { mailSettingsOf, readEnv } from '../env.js'
import { isDay, type Day } from '../domain/calendar.js'
import type { House } from '../house.js'
import { DatabaseTooNew } from '../migrate.js'
import { ensureNamnd } from '../features/session/store.js'
import { openHouse } from '../open-house.js'

/** What was asked for is refused; the message says why, in Swedish, to the one who typed it. */
export class Refused extends Error {
  constructor(
    message: string,
    /** more for the JSON answer */
    readonly answer: object = {},
  ) {
    super(message)
  }
}

export interface Context {
  house: House
  /** the command line as an actor over one whole nämnd; asks for --namnd where there are several */
  actor(): Promise<Actor>
  words: string[]
  options: Record<string, string | boolean | undefined>
  /** a day given as an option, or refused */
  day(name: string): Day
}
export interface Command {
  usage: string
  options?: NonNullable<ParseArgsConfig['options']>
  /** how many words follow the command's own */
  words?: number
  /** false: the command opens the database itself */
  opensHouse?: boolean
  /** the answer for --json, and the lines for people (stderr stays for the log) */
  run(context: Context): Promise<{ answer: unknown; lines: string[] }>
}

/** Runs one command; returns the exit code. */
export async function runCommand(commands: Record<string, Command>, argv: string[]): Promise<number> {
  const json = argv.includes('--json')
  const name = [argv.slice(0, 2).join(' '), argv[0] ?? ''].find((words) => Object.hasOwn(commands, words))
  const command = name === undefined ? undefined : commands[name]
  let house: House | undefined
  try {
    if (!command || name === undefined)
      throw new Refused(
        `Välj ett kommando:\n${Object.values(commands)
          .map((one) => `  ${one.usage}`)
          .join('\n')}`,
      )
    const { values, positionals } = parse(command, argv.slice(name.split(' ').length))
    const env = readEnv(process.env)
    const context: Context = {
      get house() {
        if (!house) throw new Error('this command opens no house')
        return house
      },
      actor: () => commandActor(house as House, name, values.namnd),
      words: positionals,
      options: values,
      day: (option) => dayOption(option, values[option]),
    } as Context
    if (command.opensHouse !== false) {
      house = await openHouse({
        url: env.DATABASE_URL,
        publicUrl: env.PUBLIC_URL,
        mail: mailSettingsOf(env),
        logLevel: 'warn',
        today: typeof values.today === 'string' ? dayOption('today', values.today) : undefined,
      })
    }
    const { answer, lines } = await command.run(context)
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${lines.join('\n')}\n`)
    return 0
  } catch (error) {
    const refused = error instanceof Refused || error instanceof DatabaseTooNew
    const trouble = databaseTrouble(error)
    const message = trouble ? troubleWords[trouble] : error instanceof Error ? error.message : String(error)
    process.stderr.write(
      refused || trouble ? `${message}\n` : `Något gick fel hos oss: ${error instanceof Error ? error.stack : message}\n`,
    )
    if (json) process.stdout.write(`${JSON.stringify({ ...(error instanceof Refused ? error.answer : {}), error: message })}\n`)
    return refused ? 2 : 1
  } finally {
    await house?.db.close()
  }
}

function parse(command: Command, args: string[]) {
  try {
    const parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, namnd: { type: 'string' }, today: { type: 'string' }, ...command.options },
    })
    if (command.words !== undefined && parsed.positionals.length !== command.words) throw new Error('words')
    return { values: parsed.values as Context['options'], positionals: parsed.positionals }
  } catch {
    throw new Refused(`Skriv: ${command.usage}`)
  }
}

function dayOption(name: string, value: unknown): Day {
  if (typeof value !== 'string' || !isDay(value)) throw new Refused(`--${name} ska vara en dag som ÅÅÅÅ-MM-DD, till exempel 2026-11-30`)
  return value
}

async function commandActor(house: House, command: string, wanted: unknown): Promise<Actor> {
  await ensureNamnd(house.db) // an empty database has one nämnd and one enhet, to be renamed
  const all = await house.db.prisma.namnd.findMany({ orderBy: { id: 'asc' } })
  const chosen = typeof wanted === 'string' ? all.filter((namnd) => namnd.name === wanted || String(namnd.id) === wanted) : all
  const [namnd] = chosen
  if (!namnd || chosen.length > 1) {
    throw new Refused(`Välj nämnd med --namnd:\n${all.map((one) => `  --namnd "${one.name}"`).join('\n')}`)
  }
  return {
    userId: null,
    name: 'kommandoraden',
    role: 'SYSTEM',
    namndId: namnd.id,
    unitId: null,
    page: `cli ${command}`,
    now: house.clock.now(),
    today: house.clock.today(),
  }
}
