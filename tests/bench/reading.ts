/** A camt.054 read by the product against bare saxes on the same bytes; memory, and how long the event loop was ever held. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { SaxesParser } from 'saxes'
import { readBankFile } from '../../server/bank-files/read.js'
import { camtFile } from './bank-files.js'
import { measure, type Result } from './measure.js'

/** The product reads at least 0.7 times as fast as bare saxes: at most 1 / 0.7 of its time. */
const atMost = 1 / 0.7

export async function benchReading(entries: number): Promise<{ result: Result; grownMb: number; heldMs: number }> {
  const bytes = camtFile(entries)
  const read = async () => {
    const file = await readBankFile(bytes, 'fil.xml')
    if (!file.ok || file.file.payments.length !== entries) throw new Error('the file was not read')
  }
  const result = await measure('camt.054 read', `${entries} entries`, atMost, read, async () => {
    const parser = new SaxesParser({ xmlns: false })
    const decoder = new TextDecoder()
    let tags = 0
    parser.on('opentag', () => {
      tags++
    })
    for (let from = 0; from < bytes.length; from += 65_536) {
      parser.write(decoder.decode(bytes.subarray(from, from + 65_536), { stream: true }))
      if (from % (65_536 * 16) === 0) await new Promise(setImmediate)
    }
    parser.close()
    if (tags < entries) throw new Error('saxes read nothing')
  })
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await read()
  delay.disable()
  return { result, grownMb: (process.memoryUsage().rss - before) / 1024 / 1024, heldMs: delay.max / 1e6 }
}
