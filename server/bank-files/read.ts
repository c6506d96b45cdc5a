/**
 * A bank file in, its payments or its errors out. The format is told by the content, never by the name.
 * What a person can cause (wrong file, damaged file) is an error in Swedish; nothing is returned of a file with an error.
 */
import { readBgmax } from './bgmax.js'
import { type BankFileResult, MAX_FILE_BYTES } from './bank-file.js'
import { type ByteSource, piecesOf, withHead, xmlEncodingOf } from './bytes.js'
import { readCamt } from './camt.js'
import { joinFiles, type NamedResult } from './join-files.js'
import { lackedByList, looksLikeList, MAX_LIST_BYTES, readPaymentCsv, readPaymentWorkbook } from './payment-list.js'
import { filesInZip, isWorkbook, ZipFault } from './zip.js'

export interface SourceFile {
  /** Only used to name the file in messages. */
  name: string
  bytes: ByteSource
}

export interface UploadResult {
  /** Each bank file by itself: those given, or those in the zip archives among them. Its warnings may be of pages that another file has. */
  files: NamedResult[]
  /** All of them as one, which is what is looked through and booked. */
  result: BankFileResult
}

/**
 * Reads camt.053, camt.054, BgMax, a list of payments (workbook or CSV) or a zip archive of them from bytes or a stream of bytes:
 * several files in an archive as one.
 */
export async function readBankFile(source: ByteSource, name: string, maxBytes = MAX_FILE_BYTES): Promise<BankFileResult> {
  return (await readBankFiles([{ name, bytes: source }], maxBytes)).result
}

/** Reads what somebody chose at once: several files, pages of one statement, zip archives. The limit is for all of them, unpacked. */
export async function readBankFiles(sources: readonly SourceFile[], maxBytes = MAX_FILE_BYTES): Promise<UploadResult> {
  const files: NamedResult[] = []
  const limit = { left: maxBytes, maxBytes }
  for (const { name, bytes } of sources) files.push(...(await readSource(bytes, name, limit)))
  return { files, result: joinFiles(files) }
}

interface Limit {
  left: number
  maxBytes: number
}

const HEAD_BYTES = 1024
/** Packed; a bank file is packed to a tenth or less. */
const MAX_ZIP_BYTES = 64 * 1024 * 1024
const ZIP_TOO_LARGE = 'Zip-filen är större än 64 MB. Packa upp den och läs in bankfilerna några åt gången.'

async function readSource(source: ByteSource, name: string, limit: Limit): Promise<NamedResult[]> {
  const before = limit.left
  const opened = await openFile(source, limit)
  if (!isZip(opened.head)) return [{ name, result: await readWithin(limit, name, () => readAs(opened, name)) }]
  const zip = source instanceof Uint8Array ? source : await collected(opened.all, MAX_ZIP_BYTES)
  if (zip.length > MAX_ZIP_BYTES) return [{ name, result: refused(name, ZIP_TOO_LARGE) }]
  if (limit.left < 0) return [{ name, result: tooLarge(name, limit) }]
  if (isWorkbook(zip)) return [{ name, result: await readPaymentWorkbook(zip, name) }]
  const packed = filesInZip(zip)
  if ('reason' in packed) return [{ name, result: refused(name, packed.reason) }]
  // What the archive unpacks to is what counts, not the archive as well.
  limit.left = before
  const results: NamedResult[] = []
  for (const file of packed) {
    results.push({ name: file.name, result: await readWithin(limit, file.name, () => readPacked(file.bytes, file.name, limit)) })
    if (limit.left < 0) break
  }
  return results
}

async function readPacked(bytes: ByteSource, name: string, limit: Limit): Promise<BankFileResult> {
  try {
    const opened = await openFile(bytes, limit)
    if (isZip(opened.head)) {
      const inner = await collected(opened.all, MAX_LIST_BYTES)
      if (inner.length <= MAX_LIST_BYTES && isWorkbook(inner)) return await readPaymentWorkbook(inner, name)
      return refused(name, 'Det ligger en zip-fil i zip-filen. Packa upp den yttre först.')
    }
    return await readAs(opened, name)
  } catch (error) {
    if (error instanceof ZipFault) return refused(name, error.message)
    throw error
  }
}

interface OpenedFile {
  head: Buffer
  /** All bytes, the head included. */
  all: AsyncGenerator<Uint8Array>
  /** The same once more, null where it is over the limit anyway; no such thing for a stream that is gone when it is read. */
  again: (() => AsyncGenerator<Uint8Array> | null) | null
}

async function openFile(source: ByteSource, limit: Limit): Promise<OpenedFile> {
  const before = limit.left
  const again = () => {
    if (limit.left < 0) return null
    limit.left = before
    return counted(source, limit)
  }
  const canBeReadAgain = source instanceof Uint8Array || typeof source === 'function'
  return { ...(await withHead(counted(source, limit), HEAD_BYTES)), again: canBeReadAgain ? again : null }
}

async function* counted(source: ByteSource, limit: Limit): AsyncGenerator<Uint8Array> {
  for await (const piece of piecesOf(source)) {
    limit.left -= piece.length
    if (limit.left < 0) return
    yield piece
  }
}

async function readWithin(limit: Limit, name: string, read: () => Promise<BankFileResult>): Promise<BankFileResult> {
  const result = await read()
  return limit.left < 0 ? tooLarge(name, limit) : result
}

async function readAs({ head, all, again }: OpenedFile, name: string): Promise<BankFileResult> {
  if (head.length === 0) return refused(name, 'Filen är tom.')
  const start = head.toString('latin1').replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
  if (start.startsWith('01BGMAX')) return readBgmax(all)
  if (!/^[\s\0]*</.test(start)) {
    if (looksLikeList(head)) return readPaymentCsv(await collected(all, MAX_LIST_BYTES), name)
    return refused(name, OLD_WORKBOOK.equals(head.subarray(0, OLD_WORKBOOK.length)) ? OLD_EXCEL : (lackedByList(head) ?? NO_BANK_FILE))
  }
  const encoding = xmlEncodingOf(head)
  if ('unreadable' in encoding) return refused(name, `Filens teckenkodning ${encoding.unreadable} går inte att läsa. Be banken om UTF-8.`)
  return readCamt(all, encoding, again)
}

const isZip = (head: Buffer) => head.subarray(0, 4).equals(ZIP) || head.subarray(0, 4).equals(EMPTY_ZIP)
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const EMPTY_ZIP = Buffer.from([0x50, 0x4b, 0x05, 0x06])

const NO_BANK_FILE =
  'Filen är inte en bankfil. Välj en fil av typen camt.054, camt.053 eller BgMax, eller en betalningslista enligt mallen.'
const OLD_EXCEL = 'Filen är en äldre Excelfil (.xls) eller skyddad med lösenord. Spara den som .xlsx utan lösenord.'
const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/** All bytes, or somewhat more than the limit where there is more than that. */
async function collected(pieces: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const all: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    all.push(piece)
    length += piece.length
    if (length > limit) break
  }
  return Buffer.concat(all)
}

function tooLarge(name: string, { maxBytes }: Limit): BankFileResult {
  return refused(name, `Filen är större än ${Math.floor(maxBytes / 1024 / 1024)} MB. Be banken att dela upp den.`)
}

function refused(place: string, reason: string): BankFileResult {
  return { ok: false, errors: [{ place, reason }] }
}
