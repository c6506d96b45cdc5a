/**
 * A camt.054 read by the product against bare saxes on the same bytes: handlers that do nothing, fed the same decoded pieces. Memory, and
 * how long the event loop was ever held.
 */
import { SaxesParser } from 'saxes'
import { readBankFile } from '../../server/bank-files/read.js'
import { camtFile } from './bank-files.js'
import { watchTurns } from './held.js'
import { measure, type Result } from './measure.js'

/** The product reads at least 0.7 times as fast as bare saxes: at most 1 / 0.7 of its time. */
const atMost = 1 / 0.7

export async function benchReading(entries: number): Promise<{ result: Result; grownMb: number; heldMs: number; heldCpuMs: number }> {
  const bytes = camtFile(entries)
  const read = async () => {
    const file = await readBankFile(bytes, 'fil.xml')
    if (!file.ok || file.file.payments.length !== entries) throw new Error('the file was not read')
  }
  const result = await measure('camt.054 read', `${entries} entries`, atMost, read, async () => {
    const parser = new SaxesParser({ xmlns: false })
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let tags = 0
    parser.on('opentag', () => {
      tags++
    })
    parser.on('closetag', () => undefined)
    parser.on('text', () => undefined)
    for (let from = 0; from < bytes.length; from += 65_536) {
      parser.write(decoder.decode(bytes.subarray(from, from + 65_536), { stream: true }))
      if (from % (65_536 * 8) === 0) await new Promise(setImmediate)
    }
    parser.close()
    if (tags < entries) throw new Error('saxes read nothing')
  })
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const held = watchTurns()
  await read()
  return { result, grownMb: (process.memoryUsage().rss - before) / 1024 / 1024, ...held() }
}
