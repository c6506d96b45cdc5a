/**
 * Letters made in a thread of their own, so that pages answer while a month's avier are drawn. The thread starts with the first letter
 * and stays; it never keeps the program running.
 */
import { createRequire } from 'node:module'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { LetterContent } from './content.js'

export interface Question {
  id: number
  letters: readonly LetterContent[]
  /** all in one file; else each for itself */
  file?: { title: string; madeOn: string }
}
export type Answer = { id: number } & ({ bytes: Uint8Array } | { done: true } | { error: string })

/** Many letters as one file, as it is made. */
export function lettersFile(title: string, madeOn: string, letters: readonly LetterContent[]): Readable {
  const stream = new Readable({ read() {} })
  ask({ letters, file: { title, madeOn } }, (bytes) => stream.push(bytes)).then(
    () => stream.push(null),
    (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  return stream
}

/** Each letter's own bytes, in the order asked. */
export async function eachLetter(letters: readonly LetterContent[]): Promise<Buffer[]> {
  const files: Buffer[] = []
  if (letters.length > 0) await ask({ letters }, (bytes) => files.push(Buffer.from(bytes)))
  return files
}

/** One letter's bytes. */
export async function oneLetter(letter: LetterContent): Promise<Buffer> {
  const [bytes] = await eachLetter([letter])
  if (!bytes) throw new Error('the thread gave no letter')
  return bytes
}

interface Asked {
  take: (bytes: Uint8Array) => void
  done: () => void
  failed: (error: Error) => void
}
let thread: { worker: Worker; asked: Map<number, Asked> } | null = null
let serial = 0

function ask(question: Omit<Question, 'id'>, take: Asked['take']): Promise<void> {
  const { worker, asked } = (thread ??= started())
  const id = ++serial
  return new Promise((done, failed) => {
    asked.set(id, { take, done, failed })
    worker.ref() // while somebody waits
    worker.postMessage({ id, ...question } satisfies Question)
  })
}

function started(): { worker: Worker; asked: Map<number, Asked> } {
  const asked = new Map<number, Asked>()
  const worker = open(import.meta.url.endsWith('.ts'))
  const ends = (id: number) => {
    asked.delete(id)
    if (asked.size === 0) worker.unref()
  }
  worker.on('message', (answer: Answer) => {
    const one = asked.get(answer.id)
    if (!one) return
    if ('bytes' in answer) return one.take(answer.bytes)
    ends(answer.id)
    if ('error' in answer) one.failed(new Error(answer.error))
    else one.done()
  })
  const gone = (error: Error) => {
    thread = null
    for (const one of asked.values()) one.failed(error)
    asked.clear()
  }
  worker.on('error', (error) => gone(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => gone(new Error('the letters’ thread has ended')))
  worker.unref()
  return { worker, asked }
}

/** Compiled, the thread is a file beside this one; from source, the thread loads the TypeScript loader first. */
function open(fromSource: boolean): Worker {
  if (!fromSource) return new Worker(new URL('./letters-thread.js', import.meta.url))
  const loader = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  ).href
  const file = new URL('./letters-thread.ts', import.meta.url).href
  return new Worker(`import('${loader}').then(({ tsImport }) => tsImport('${file}', '${file}'))`, { eval: true, execArgv: [] })
}
