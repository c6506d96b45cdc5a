/** Who writes to the SQLite file and when: in this program by turns, among programs by SQLite's own lock. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Now, Writer } from './sqlite-adapter.js'

/** Takes the write lock, waiting for other programs (the command line beside the server) without holding this one. */
export async function begin(writer: Writer, patienceMs: number): Promise<void> {
  for (const until = Date.now() + patienceMs; ;) {
    try {
      await writer.run('begin immediate', [])
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error
      await sleep(5 + Math.random() * 20)
    }
  }
}

/** The work of a transaction that is begun, and its end. */
export async function begun<Result>(writer: Writer, work: () => Now<Result>): Promise<Result> {
  try {
    const result = await work()
    await writer.run('commit', [])
    return result
  } catch (error) {
    await writer.rollback()
    throw error
  }
}

/** Whether the lock was got at once or soon: false where another program has it for longer. */
export async function beginSoon(writer: Writer, patienceMs: number): Promise<boolean> {
  try {
    await begin(writer, patienceMs)
    return true
  } catch (error) {
    if (isBusy(error)) return false
    throw error
  }
}

const isBusy = (error: unknown) => String((error as { code?: string }).code).startsWith('SQLITE_BUSY')

/** Whoever asks gets the turn in the order of asking, and gives it back by calling what it got. */
export function takingTurns(): { next(): Promise<() => void>; soon(patienceMs: number): Promise<(() => void) | null> } {
  let last: Promise<void> = Promise.resolve()
  let asked = 0
  const next = () => {
    const before = last
    let done = () => {}
    last = new Promise((resolve) => (done = resolve))
    asked++
    return before.then(() => () => {
      asked--
      done()
    })
  }
  return {
    next,
    async soon(patienceMs) {
      if (asked === 0) return next()
      const turn = next()
      const done = await Promise.race([turn, sleep(patienceMs, null, { ref: false })])
      if (!done) void turn.then((givenTooLate) => givenTooLate())
      return done
    },
  }
}
