/**
 * One Excel workbook to raw rows. The workbook comes from outside, so it is opened in a thread of its own with a ceiling on memory and
 * time: a workbook of a few kilobytes can unpack to gigabytes (a zip bomb), or hold one stray cell in row 1 048 576, column XFD. The
 * other pages go on answering meanwhile.
 */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { zipEntries } from './zip-directory.js'

export type RawCell = string | number | boolean | Date | null
export interface RawSheet {
  name: string
  rows: RawCell[][]
}

/** Unpacked size of all sheets; 300 000 rent bills unpack to 80 MB. */
const MAX_UNPACKED_BYTES = 400 * 1024 * 1024
const MAX_HEAP_MB = 1536
const MAX_MILLISECONDS = 180_000
/** Columns further right than this are nobody's list. */
const MAX_COLUMNS = 200

/**
 * The sheets of a workbook in their order, or a Swedish reason why it cannot be read. Of sheets whose folded name is not among `ours`
 * the rows come empty; null means that all are read.
 */
export async function readXlsx(
  bytes: Uint8Array,
  ours: readonly string[] | null,
  { heapMb = MAX_HEAP_MB, unpackedBytes = MAX_UNPACKED_BYTES } = {},
): Promise<{ sheets: RawSheet[] } | { reason: string }> {
  const refused = contentReason(bytes, unpackedBytes)
  if (refused) return { reason: refused }
  return new Promise((resolve) => {
    const buffer = new Uint8Array(bytes).buffer
    const worker = new Worker(IN_THE_THREAD, {
      eval: true,
      workerData: {
        reader: createRequire(import.meta.url).resolve('read-excel-file/universal'),
        buffer,
        ours,
        MAX_COLUMNS,
      },
      transferList: [buffer],
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      // The thread needs none of this process's settings, among them the ones that load TypeScript.
      execArgv: [],
      env: {},
    })
    let answered = false
    const answer = (value: { sheets: RawSheet[] } | { reason: string }) => {
      if (answered) return
      answered = true
      clearTimeout(timer)
      void worker.terminate()
      resolve(value)
    }
    const timer = setTimeout(() => answer({ reason: TOO_HEAVY }), MAX_MILLISECONDS)
    worker.on('message', (message: { sheets?: RawSheet[] }) => answer(message.sheets ? { sheets: message.sheets } : { reason: UNREADABLE }))
    worker.on('error', (error: NodeJS.ErrnoException) =>
      answer({ reason: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? TOO_HEAVY : UNREADABLE }),
    )
    worker.on('exit', () => answer({ reason: UNREADABLE }))
  })
}

const UNREADABLE = 'Arbetsboken går inte att läsa. Öppna den i Excel, spara den på nytt som .xlsx och välj den igen.'
const TOO_HEAVY = 'Arbetsboken är för stor att läsa. Ta bort tomma rader och kolumner långt bort på bladen, eller dela upp listorna.'

/** Plain JavaScript, since a thread does not pass through the TypeScript loader. Cells with an error (#N/A) arrive as text. */
const IN_THE_THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
const fold = (text) => text.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]/g, '')
require(workerData.reader).default(workerData.buffer).then(
  (sheets) => parentPort.postMessage({
    sheets: sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: workerData.ours === null || workerData.ours.includes(fold(sheet)) ? data.map((row) => row.length > workerData.MAX_COLUMNS ? row.slice(0, workerData.MAX_COLUMNS) : row) : [],
    })),
  }),
  () => parentPort.postMessage({}),
)`

/** Judged by the content, never by the file's name or the type the browser claims. */
function contentReason(bytes: Uint8Array, most: number): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length >= 4 && view.getUint32(0) === 0xd0cf11e0) {
    return 'Filen är en äldre Excelfil (.xls) eller skyddad med lösenord. Spara den som .xlsx utan lösenord.'
  }
  const unpacked = unpackedBytesOf(bytes)
  if (unpacked === null) return 'Filen är ingen Excelarbetsbok (.xlsx).'
  return unpacked > most ? TOO_HEAVY : null
}

/**
 * The size the archive says it unpacks to; null when it is no zip archive. The reader takes exactly this size from the same place and
 * never writes beyond it, so what the archive says is what it can cost. A zip64 archive counts as too large.
 */
function unpackedBytesOf(bytes: Uint8Array): number | null {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
  const entries = isZip ? zipEntries(bytes) : null
  return entries && entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0)
}
