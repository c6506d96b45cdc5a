/** Bank files with something wrong, as many as wanted and the same for the same seed: from our own fixtures, one to three faults each. */
import { zipSync } from 'fflate'
import type { ByteSource } from '../../server/bank-files/bytes.js'
import { xlsxBytes } from '../../server/documents/xlsx.js'
import { camt, entry, fixture, FIXTURES, structured, transaction } from '../bank-files/written.js'

export interface MutatedFile {
  /** "12: avisering-v08.camt054.xml, truncated, NUL" */
  name: string
  kind: 'CAMT' | 'BGMAX' | 'LIST' | 'ZIP'
  source: ByteSource
  /** The whole file, where it fits in memory. */
  bytes: Buffer | null
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Original {
  name: string
  kind: 'CAMT' | 'BGMAX' | 'LIST'
  bytes: Buffer
}

async function originals(): Promise<Original[]> {
  const list =
    'Dag;Belopp;OCR;Person;Betalare;Typ;Meddelande\r\n2026-01-30;6 480,00;1001202602030;;Åsa Öberg;klient;Hyra\r\n2026-01-30;500;;P-17;;;\r\nSumma;6 980,00\r\n'
  const pages = '<NtfctnPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></NtfctnPgntn>'
  const summary = '<TxsSummry><TtlCdtNtries><NbOfNtries>2</NbOfNtries><Sum>200.00</Sum></TtlCdtNtries></TxsSummry>'
  const several = entry({ details: `<TxDtls><RmtInf>${structured('100', '60.00')}${structured('200', '40.00')}</RmtInf></TxDtls>` })
  const shared = entry({ reference: 'R2', details: transaction('60.00', '300') + transaction('40.00', '400') })
  return [
    ...FIXTURES.map((name): Original => ({ name, kind: name.includes('bgmax') ? 'BGMAX' : 'CAMT', bytes: fixture(name) })),
    {
      name: 'sista-sidan.xml',
      kind: 'CAMT',
      bytes: Buffer.from(camt({ version: '02', header: pages, summary, entries: [several, shared] })),
    },
    { name: 'lista.csv', kind: 'LIST', bytes: Buffer.from(list) },
    {
      name: 'lista.xlsx',
      kind: 'LIST',
      bytes: await xlsxBytes([
        {
          name: 'Lista',
          columns: ['Dag', 'Belopp', 'OCR'].map((header) => ({ header })),
          rows: [[new Date('2026-01-30T00:00:00Z'), 6480.1, '1001202602030']],
        },
      ]),
    },
  ]
}

export async function* mutatedFiles(count: number, seed: number): AsyncGenerator<MutatedFile> {
  const all = await originals()
  const random = randomOf(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  for (let n = 1; n <= count; n++) {
    const original = pick(all)
    const faults = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(FAULTS))
    let { bytes } = original
    for (const [, spoil] of faults) bytes = spoil(bytes, random)
    const name = `${n}: ${original.name}, ${faults.map(([fault]) => fault).join(', ')}`
    const way = random()
    if (way < 0.12) {
      const zip = zipped(original, bytes, all, random)
      yield { name: `${name}, in a zip`, kind: 'ZIP', source: zip, bytes: zip }
    } else if (way < 0.125) yield { name: `${name}, a gigabyte inside`, kind: original.kind, source: stretched(bytes, random), bytes: null }
    else yield { name, kind: original.kind, source: bytes, bytes }
  }
}

type Spoil = (bytes: Buffer, random: () => number) => Buffer

/** Text faults see Latin-1, so that every byte stays what it is. */
const inText =
  (spoil: (text: string, random: () => number) => string): Spoil =>
  (bytes, random) =>
    Buffer.from(spoil(bytes.toString('latin1'), random), 'latin1')

const inLines = (spoil: (lines: string[], at: number, random: () => number) => void): Spoil =>
  inText((text, random) => {
    const lines = text.split('\n')
    spoil(lines, Math.floor(random() * lines.length), random)
    return lines.join('\n')
  })

const inserted = (what: (random: () => number) => string): Spoil =>
  inText((text, random) => {
    const near = Math.floor(random() * text.length)
    const at = random() < 0.7 ? Math.max(0, text.indexOf('<', near)) : near
    return text.slice(0, at) + what(random) + text.slice(at)
  })

const replaced = (pattern: RegExp, by: (found: string, random: () => number) => string): Spoil =>
  inText((text, random) => {
    const found = [...text.matchAll(pattern)]
    const one = found[Math.floor(random() * found.length)]
    return one ? text.slice(0, one.index) + by(one[0], random) + text.slice(one.index + one[0].length) : text
  })

const FAULTS: readonly [name: string, spoil: Spoil][] = [
  ['truncated', (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length))],
  ['a line doubled', inLines((lines, at) => void lines.splice(at, 0, lines[at] ?? ''))],
  ['a line lost', inLines((lines, at) => void lines.splice(at, 1))],
  [
    'lines swapped',
    inLines((lines, at, random) => {
      const other = Math.floor(random() * lines.length)
      ;[lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? '']
    }),
  ],
  ['another digit', replaced(/\d/g, (_, random) => String(Math.floor(random() * 10)))],
  [
    'another amount',
    replaced(/\d+\.\d\d|\d{18}|\d[\d ]*,\d\d/g, (found, random) => found.replace(/[1-9]/, () => String(Math.floor(random() * 10)))),
  ],
  ['a huge number', replaced(/\d+(?:\.\d+)?/g, (found) => '9'.repeat(20 + found.length))],
  ['a negative number', replaced(/\d+\.\d\d|\d{10,}/g, (found) => `-${found.slice(1)}`)],
  [
    'no such day',
    replaced(/20\d\d-?\d\d-?\d\d/g, (found, random) =>
      found.replace(/\d\d$/, random() < 0.5 ? '31' : '00').replace(/-?\d\d(?=-?\d\d$)/, '-02'),
    ),
  ],
  ['in UTF-16', (bytes) => Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le')],
  ['in UTF-16, not said', (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le')],
  ['in Latin-1', (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1')],
  ['in UTF-8', (bytes) => Buffer.from(bytes.toString('latin1'), 'utf8')],
  [
    'another encoding said',
    replaced(
      /encoding="[^"]*"/g,
      (_, random) => `encoding="${['UTF-8', 'ISO-8859-1', 'windows-1252', 'UTF-16', 'EBCDIC', 'utf-7'][Math.floor(random() * 6)]}"`,
    ),
  ],
  [
    'a row longer',
    inLines(
      (lines, at, random) => void (lines[at] = `${(lines[at] ?? '').replace(/\r$/, '')}${'x'.repeat(1 + Math.floor(random() * 2_000))}\r`),
    ),
  ],
  ['a row shorter', inLines((lines, at, random) => void (lines[at] = (lines[at] ?? '').slice(0, Math.floor(random() * 40))))],
  ['a byte order mark', inserted(() => '\u00ef\u00bb\u00bf')],
  ['NULs', inserted((random) => '\0'.repeat(1 + Math.floor(random() * 50)))],
  ['a control character', inserted((random) => String.fromCharCode(1 + Math.floor(random() * 31)))],
  ['deep nesting', inserted((random) => '<a>'.repeat(10 + Math.floor(random() * 500)))],
  [
    'deep nesting that ends',
    inserted((random) => {
      const depth = Math.floor(random() * 100)
      return '<a>'.repeat(depth) + '</a>'.repeat(depth)
    }),
  ],
  [
    'an entity bomb',
    inText((text) =>
      text
        .replace(
          /(<(?:\w+:)?Document)/,
          `<!DOCTYPE a [<!ENTITY b "${'b'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}"><!ENTITY d "${'&c;'.repeat(1000)}">]>$1`,
        )
        .replace(/<(\w+:)?Id>/, '$&&d;'),
    ),
  ],
  ['an entity', inserted((random) => ['&amp;', '&hej;', '&#0;', '&#229;', '&', '&lt;'][Math.floor(random() * 6)] ?? '')],
  [
    'a tag',
    inserted(
      (random) =>
        [
          '<Ntry>',
          '</Ntry>',
          '<Amt Ccy="SEK">1</Amt>',
          '<Sts>PDNG</Sts>',
          '<RvslInd>true</RvslInd>',
          '<a/>',
          '<!-- x -->',
          '<![CDATA[1]]>',
          '<?x ?>',
        ][Math.floor(random() * 9)] ?? '',
    ),
  ],
  ['a tag lost', replaced(/<[^>]*>/g, () => '')],
  ['another name', replaced(/[A-Z][A-Za-z]{2,}/g, (found) => `${found}x`)],
  ['another currency', replaced(/SEK/g, (_, random) => ['EUR', 'sek', '', 'SEKK'][Math.floor(random() * 4)] ?? '')],
  [
    'any bytes',
    inserted((random) =>
      Array.from({ length: 1 + Math.floor(random() * 30) }, () => String.fromCharCode(Math.floor(random() * 256))).join(''),
    ),
  ],
  [
    'a flipped bit',
    (bytes, random) => {
      const copy = Buffer.from(bytes)
      const at = Math.floor(random() * copy.length)
      if (copy.length > 0) copy.writeUInt8((copy[at] ?? 0) ^ (1 << Math.floor(random() * 8)), at)
      return copy
    },
  ],
  ['twice', (bytes) => Buffer.concat([bytes, bytes])],
  ['many spaces', inserted((random) => ' '.repeat(Math.floor(random() * 3_000_000)))],
  ['a long text', inserted((random) => 'x'.repeat(Math.floor(random() * 100_000)))],
  ['another bracket', replaced(/[<>/"=;]/g, (_, random) => '<>/"=;'[Math.floor(random() * 6)] ?? '')],
]

/** Alone, with whole files beside, in an archive in the archive, or with something wrong in the archive itself. */
function zipped(original: Original, bytes: Buffer, all: readonly Original[], random: () => number): Buffer {
  const beside = all.filter(() => random() < 0.2).map((one) => [one.name, one.bytes] as const)
  const own = random() < 0.3 ? original.bytes : bytes
  const zip = Buffer.from(zipSync({ ...Object.fromEntries(beside), [`mapp/${original.name}`]: own }, { level: random() < 0.3 ? 0 : 6 }))
  const way = random()
  if (way < 0.15) return Buffer.from(zipSync({ 'inre.zip': zip }))
  if (way < 0.3) return zip.subarray(0, Math.floor(random() * zip.length))
  if (way < 0.6) {
    const at = Math.floor(random() * zip.length)
    zip.writeUInt8(Math.floor(random() * 256), at)
  }
  return zip
}

/** A gigabyte of spaces (or of one row, or of elements) somewhere inside, made as it is read. */
function stretched(bytes: Buffer, random: () => number): () => AsyncIterable<Uint8Array> {
  const at = Math.floor(random() * bytes.length)
  const what = [' ', '\n', 'x', '<a></a>', '9'][Math.floor(random() * 5)] ?? ' '
  const piece = Buffer.from(what.repeat(65_536 / what.length))
  return async function* () {
    yield bytes.subarray(0, at)
    for (let given = 0; given < 1024 ** 3; given += piece.length) yield piece
    yield bytes.subarray(at)
  }
}
