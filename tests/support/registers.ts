/** The lists of a small municipality as people keep them, for tests and journeys: fictitious people, Skatteverket's test numbers. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { xlsxBytes, type XlsxValue } from '../../server/documents/xlsx.js'
import type { SheetName } from '../../server/features/register-import/columns.js'
import type { ImportFile } from '../../server/features/register-import/read-sheets.js'

/** A header and rows, for each list there is. */
export type Lists = Partial<Record<SheetName, XlsxValue[][]>>

/**
 * Kim climbs from a träningslägenhet to a försökslägenhet and takes it over; Lo lives on a re-typed place and owes November; Åke,
 * protected, moved out without a next place. Today is 2026-11-22.
 */
export const smallRegister: Required<Lists> = {
  lagenheter: [
    [
      'Lägenhet',
      'Adress',
      'Postnummer',
      'Ort',
      'Hyresvärd',
      'Kostnadsställe',
      'Boendeform',
      'Från',
      'Till',
      'Hyra',
      'Avtal från',
      'Avtal till',
    ],
    ['T1', 'Ågatan 12', '126 31', 'Hägersten', 'Exempelbostäder', '4711', 'Träningslägenhet', '2019-01-01', '', '5 200', '2019-01-01', ''],
    [
      'F1',
      'Storgatan 8 B',
      '126 31',
      'Hägersten',
      'Exempelbostäder',
      '4712',
      'TRANINGSLAGENHET',
      '2019-01-01',
      '2023-12-31',
      '6000',
      '',
      '',
    ],
    ['F1', 'Storgatan 8 B', '126 31', 'Hägersten', 'Exempelbostäder', '4712', 'FORSOKSLAGENHET', '2024-01-01', '', '6480,50', '', ''],
    ['F2', 'Storgatan 10', '', '', 'Fastighets AB Öst', '', 'FORSOKSLAGENHET', '2020-03-01', '', '7 000,00', '2020-03-01', '2027-02-28'],
  ],
  personer: [
    ['person', 'personnummer', 'fornamn', 'efternamn', 'skyddad', 'barn'],
    ['P-1', '19811218-9876', 'Kim', 'Ek', 'NEJ', '2015, 2018'],
    ['P-2', '640823-3234', 'Lo', 'Ask', '', ''],
    ['P-3', '', 'Åke', 'Ödman', 'SEKRETESSMARKERING', '2020'],
  ],
  boenden: [
    ['person', 'lagenhet', 'inflyttning', 'utflyttning', 'utfall', 'hyra', 'ocr'],
    ['P-1', 'T1', '2022-05-01', '2024-02-01', 'STEG_UPP', '5 200', ''],
    ['P-1', 'F1', '2024-02-01', '2026-04-01', 'OVERTAG', '', ''],
    ['P-2', 'F2', '2025-01-15', '', '', '7 000', '778899'],
    ['P-3', 'T1', '2024-03-01', '2025-03-01', 'AVBRUTEN', '5 200', ''],
  ],
  avier: [
    ['person', 'lagenhet', 'manad', 'forfallodag', 'belopp', 'ocr'],
    ['P-1', 'F1', '2024-03', '2024-02-29', '6 480,50', '1234574'],
    ['P-2', 'F2', '2026-10', '2026-09-30', '7 000', ''],
    ['P-2', 'F2', '2026-11', '2026-10-30', '7000.00', '202611004229'],
  ],
  betalningar: [
    ['betaldag', 'belopp', 'ocr', 'person', 'betalare'],
    ['2024-02-28', '6 480,50', '1234574', '', 'KLIENT'],
    ['2026-09-29', '7 000', '778899', '', 'SOCIALTJANST'],
    ['2026-11-03', '1 000', '', 'P-2', 'KLIENT'],
    ['2026-11-03', '1 000', '', 'P-2', 'KLIENT'],
    ['2026-11-04', '321', '55555', '', ''],
  ],
  meddelanden: [
    ['person', 'avsandare', 'typ', 'ankom', 'delgiven', 'planerad_avhysning', 'utfall', 'utfallsdatum', 'barn', 'stod'],
    ['P-1', 'Hyresvärd', 'Uppsägning', '2025-02-03', '2025-02-01', '', 'AVVARJD', '2025-03-18', '2', 'TAR_EMOT'],
    ['P-1', 'KRONOFOGDEN', 'Tid för avhysning', '2025-03-03', '', '2025-03-20', 'AVVARJD', '2025-03-18', '2', ''],
    ['P-2', 'HYRESVARD', 'UPPSAGNING', '2026-11-11', '2026-11-09', '', 'PAGAR', '', '', 'EJ_NADD'],
  ],
}

/** The lists as one workbook. */
export async function registerWorkbook(lists: Lists = smallRegister): Promise<ImportFile> {
  const sheets = Object.entries(lists).map(([name, [header = [], ...rows]]) => ({
    name,
    columns: header.map((text) => ({ header: String(text) })),
    rows,
  }))
  return { name: 'register.xlsx', bytes: await xlsxBytes(sheets) }
}

/** The lists as CSV files, by default as Swedish Excel writes them: `;` and Windows-1252. */
export function registerCsv(
  lists: Lists = smallRegister,
  { encoding = 'latin1' as 'latin1' | 'utf8', delimiter = ';' } = {},
): ImportFile[] {
  return Object.entries(lists).map(([name, rows]) => ({
    name: `${name}.csv`,
    bytes: Buffer.from(rows.map((row) => row.map((cell) => quoted(String(cell ?? ''), delimiter)).join(delimiter)).join('\r\n'), encoding),
  }))
}

/** Writes files into a folder, for the command line and the browser; returns their paths. */
export function writeFiles(folder: string, files: readonly ImportFile[]): string[] {
  mkdirSync(folder, { recursive: true })
  return files.map(({ name, bytes }) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  })
}

/** The lists with one cell changed: row 1 is the first after the header. */
export function withCell(lists: Lists, sheet: SheetName, row: number, column: number, value: string): Lists {
  const changed = (lists[sheet] ?? []).map((cells, index) =>
    index === row ? cells.map((cell, at) => (at === column ? value : cell)) : cells,
  )
  return { ...lists, [sheet]: changed }
}

/** The lists with one more row. */
export function withRow(lists: Lists, sheet: SheetName, ...row: string[]): Lists {
  return { ...lists, [sheet]: [...(lists[sheet] ?? []), row] }
}

const quoted = (text: string, delimiter: string) =>
  text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text
