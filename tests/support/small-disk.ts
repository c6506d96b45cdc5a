/** A small disk of its own (tmpfs) to fill to the last byte. Linux lets root have one; elsewhere there is none. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  folder: string
  /** fills it but for the last bytes */
  fill(bytesLeft: number): void
  /** room again */
  empty(): void
  remove(): void
}

/** Mounts it, for the user where a name is given; null where that is not allowed. */
export function smallDisk(megabytes: number, user?: string): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-disk-'))
  const owner = user === undefined ? '' : `,uid=${spawnSync('id', ['-u', user], { encoding: 'utf8' }).stdout.trim()}`
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755${owner}`, 'tmpfs', folder])
  const filler = join(folder, 'filler')
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
  return {
    folder,
    fill(bytesLeft) {
      let size = 0
      try {
        for (const piece = new Uint8Array(4096).fill(1); ; size += piece.length) writeFileSync(filler, piece, { flag: 'a' })
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOSPC') throw error
      }
      truncateSync(filler, Math.max(0, size - bytesLeft))
    },
    empty: () => rmSync(filler, { force: true }),
    remove() {
      spawnSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
