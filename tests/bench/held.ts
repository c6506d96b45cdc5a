/** The longest time other work had to wait for its turn: on the wall, where a busy machine counts too, and in this thread's own work. */
import { readFileSync } from 'node:fs'

export interface Held {
  heldMs: number
  heldCpuMs: number
}

/** Watches from now until it is asked. */
export function watchTurns(): () => Held {
  let [at, cpu] = [performance.now(), workedMs()]
  let [heldMs, heldCpuMs, watching] = [0, 0, true]
  const turn = () => {
    heldMs = Math.max(heldMs, performance.now() - at)
    heldCpuMs = Math.max(heldCpuMs, workedMs() - cpu)
    ;[at, cpu] = [performance.now(), workedMs()]
    if (watching) setTimeout(turn, 0)
  }
  turn()
  return () => {
    watching = false
    return { heldMs, heldCpuMs }
  }
}

/** What this thread has worked: other threads do not hold it. Where the system does not tell of threads, the process. */
export function workedMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6
  } catch {
    const used = process.cpuUsage()
    return (used.user + used.system) / 1000
  }
}
