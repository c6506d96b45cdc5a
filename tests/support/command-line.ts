/** The command line as a process of its own, as an IT department's script starts it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Run {
  code: number | null
  stdout: string
  stderr: string
  /** the one JSON document on stdout */
  json: <Answer>() => Answer
}

/** Starts `server/<program>` with the words; `database` is its DATABASE_URL. */
export function start(
  program: 'cli.ts' | 'index.ts',
  database: string,
  words: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', `server/${program}`, ...words], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Runs a command to its end. */
export async function cli(database: string, words: readonly string[], stdin = ''): Promise<Run> {
  const child = start('cli.ts', database, words)
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (text: Buffer) => (stdout += text.toString()))
  child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()))
  child.stdin?.end(stdin)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr, json: () => JSON.parse(stdout) }
}
