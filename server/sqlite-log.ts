/** The log of an SQLite file (its -wal), brought to the disk off the event loop (docs/decisions/0008). */
import { closeSync, fsync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

export interface LogOnDisk {
  /** answered when what was committed before has reached the disk */
  synced(): Promise<void>
  close(): void
}

/** The log, brought to the disk on request: those who ask while the disk works share the next time. */
export function logOnDisk(file: string): LogOnDisk {
  const toDisk = promisify(fsync)
  let descriptor: number | undefined
  let working: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  return {
    synced() {
      next ??= working
        .catch(() => {})
        .then(() => {
          next = null
          descriptor ??= openLog(file)
          return (working = toDisk(descriptor))
        })
      return next
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor)
    },
  }
}

/** The log's file, with the folder's note of it on the disk too. */
function openLog(file: string): number {
  try {
    const folder = openSync(dirname(file), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch {
    // Windows opens no folders; it keeps the note itself.
  }
  return openSync(file, 'r+')
}
