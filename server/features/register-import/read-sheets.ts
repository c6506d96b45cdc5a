/**
 * The way in: one workbook, or several CSV files, to the lists. Nothing here throws for what a file contains; what is wrong comes
 * back as findings in Swedish, and an error here means that nothing can be stored, not even with "hoppa över felaktiga rader".
 */
import type { Cell } from '../../documents/cell-values.js'
import { foldName } from '../../documents/fold-name.js'
import { readCsv } from '../../documents/read-csv.js'
import { readXlsx, type RawCell, type RawSheet } from '../../documents/read-xlsx.js'
import { COLUMNS, EXPLANATION_SHEET, REASON_COLUMN, SHEET_NAMES, columnNamed, sheetNamed } from './columns.js'
import type { SheetName } from './columns.js'
import type { Finding } from './findings.js'

export interface ImportFile {
  name: string
  bytes: Uint8Array
}

export interface SheetRow {
  /** The row number as Excel shows it. */
  row: number
  cells: Record<string, Cell>
}

export interface ReadSheet {
  /** The known columns the list has, in its own order. A column that is not there says nothing; an empty cell does. */
  columns: string[]
  rows: SheetRow[]
}

export interface ReadSheets {
  sheets: Map<SheetName, ReadSheet>
  errors: Finding[]
  warnings: Finding[]
}

/** The size of one upload, all files together. */
const MAX_IMPORT_BYTES = 60 * 1024 * 1024
const MAX_FILES = 20
const MAX_ROWS_PER_SHEET = 500_000

/** Reads one .xlsx with a sheet for each list, or one .csv for each list. Names ignore case, spaces, underscores and diacritics. */
export async function readSheets(files: ImportFile[]): Promise<ReadSheets> {
  const result: ReadSheets = { sheets: new Map(), errors: [], warnings: [] }
  const refused = uploadReason(files)
  if (refused) {
    result.errors.push({ sheet: files.length === 1 ? baseName(files[0]?.name ?? '') : '', row: null, column: null, reason: refused })
    return result
  }
  for (const file of files) {
    if (isWorkbook(file)) await addWorkbook(result, file)
    else addCsv(result, file)
  }
  if (result.sheets.size === 0 && result.errors.length === 0) {
    result.errors.push({ sheet: '', row: null, column: null, reason: `Ingen av listorna finns i filen. Listorna heter ${LIST_NAMES}.` })
  }
  return result
}

const LIST_NAMES = `${Object.keys(COLUMNS).slice(0, -1).join(', ')} och ${Object.keys(COLUMNS).at(-1)}`

function uploadReason(files: ImportFile[]): string | null {
  if (files.length === 0) return 'Välj en .xlsx-fil, eller en eller flera .csv-filer.'
  if (files.length > MAX_FILES) return `Välj högst ${MAX_FILES} filer.`
  if (files.reduce((sum, file) => sum + file.bytes.length, 0) > MAX_IMPORT_BYTES) {
    return `Filerna är tillsammans större än ${MAX_IMPORT_BYTES / 1024 / 1024} MB. Dela upp dem.`
  }
  if (files.length > 1 && files.some(isWorkbook)) return 'Välj antingen en enda .xlsx-fil eller bara .csv-filer.'
  return null
}

/** By the first bytes (zip, or the older .xls), or by the name when the bytes say nothing. */
function isWorkbook({ name, bytes }: ImportFile): boolean {
  const first = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)
  return first === 0x504b || first === 0xd0cf || /\.xls[xm]?$/i.test(name)
}

async function addWorkbook(result: ReadSheets, file: ImportFile): Promise<void> {
  const workbook = await readXlsx(file.bytes, SHEET_NAMES.map(foldName))
  if ('reason' in workbook) {
    result.errors.push({ sheet: baseName(file.name), row: null, column: null, reason: workbook.reason })
    return
  }
  for (const sheet of workbook.sheets) addSheet(result, sheet)
}

function addCsv(result: ReadSheets, file: ImportFile): void {
  const name = baseName(file.name)
  const known = sheetNamed(name)
  if (!known) return addSheet(result, { name, rows: [] })
  const csv = readCsv(file.bytes, (column) => columnNamed(known, column) !== null)
  if ('reason' in csv) result.errors.push({ sheet: known, row: csv.row, column: null, reason: csv.reason })
  else addSheet(result, { name, rows: csv.rows })
}

function addSheet(result: ReadSheets, raw: RawSheet): void {
  const name = sheetNamed(raw.name)
  const about = (reason: string, column: string | null = null): Finding => ({ sheet: name ?? raw.name, row: null, column, reason })
  if (!name) {
    if (foldName(raw.name) !== foldName(EXPLANATION_SHEET)) {
      result.warnings.push(about(`Bladet läses inte. Listorna heter ${LIST_NAMES}.`))
    }
    return
  }
  if (result.sheets.has(name)) {
    result.errors.push(about('Listan finns två gånger. Behåll en av dem.'))
    return
  }
  const headerIndex = raw.rows.findIndex((row) => row.some((cell) => !isBlank(cell)))
  if (headerIndex === -1) {
    result.warnings.push(about('Listan är tom.'))
    return
  }
  const columns = readHeader(result, name, raw.rows[headerIndex] ?? [])
  if (!columns) return
  if (raw.rows.length - headerIndex - 1 > MAX_ROWS_PER_SHEET) {
    result.errors.push(about(`Listan har fler än ${MAX_ROWS_PER_SHEET.toLocaleString('sv-SE')} rader. Dela upp den.`))
    return
  }
  const rows: SheetRow[] = []
  for (let i = headerIndex + 1; i < raw.rows.length; i += 1) {
    const row = readRow(raw.rows[i] ?? [], columns)
    if (row) rows.push({ row: i + 1, cells: row })
  }
  result.sheets.set(name, { columns: [...columns.values()], rows })
}

/** Column by position; null when the list lacks a starred column or has one twice. */
function readHeader(result: ReadSheets, sheet: SheetName, header: RawCell[]): Map<number, string> | null {
  const columns = new Map<number, string>()
  const seen = new Set<string>()
  let refused = false
  const note = (to: Finding[], column: string, reason: string) => to.push({ sheet, row: null, column, reason })
  header.forEach((cell, index) => {
    if (isBlank(cell)) return
    const written = String(cell).trim()
    const column = columnNamed(sheet, written)
    if (!column) {
      if (foldName(written) !== REASON_COLUMN) note(result.warnings, written, 'Kolumnen läses inte.')
    } else if (seen.has(column)) {
      note(result.errors, column, 'Kolumnen finns två gånger. Behåll en av dem.')
      refused = true
    } else {
      seen.add(column)
      columns.set(index, column)
    }
  })
  for (const { name, required } of COLUMNS[sheet]) {
    if (!required || seen.has(name)) continue
    note(result.errors, name, `Kolumnen ${name} saknas. Den ska stå i listans första rad.`)
    refused = true
  }
  return refused ? null : columns
}

/** The known cells of a row; null when they are all empty. */
function readRow(raw: RawCell[], columns: Map<number, string>): Record<string, Cell> | null {
  const cells: Record<string, Cell> = {}
  let blank = true
  for (const [index, column] of columns) {
    const cell = raw[index] ?? null
    if (isBlank(cell)) {
      cells[column] = null
      continue
    }
    blank = false
    cells[column] = typeof cell === 'boolean' ? (cell ? 'SANT' : 'FALSKT') : cell
  }
  return blank ? null : cells
}

function isBlank(cell: RawCell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

/** `mapp/Lägenheter.csv` → `Lägenheter`. */
function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[a-z]{3,4}$/i, '')
}
