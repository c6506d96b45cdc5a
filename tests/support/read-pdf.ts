/** Reads a PDF back as somebody else would: its objects, its pages' text in the order it is drawn, and its structure tree. */
import { inflateSync } from 'node:zlib'

export interface ReadPdf {
  pages: number
  title: string
  lang: string
  tagged: boolean
  /** every tag in reading order, indented by nothing: `H1`, `P`, `Table` … */
  tags: string[]
  /** the text of each tagged leaf, in reading order */
  texts: string[]
  /** all text of a page, artifacts too, in the order it is drawn */
  pageTexts: string[]
  /** page furniture only */
  artifacts: string[]
  outlines: string[]
  raw: string
}

type Piece = { page: number; mcid: number | null; text: string }

/** Enough of the format for what pdfkit writes: one object after the other, flate streams, Identity-H fonts with a ToUnicode map. */
export function readPdf(bytes: Buffer): ReadPdf {
  const raw = bytes.toString('latin1')
  const objects = new Map<number, string>()
  for (const [, id = '', body = ''] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(Number(id), body)
  const object = (ref: string | undefined) => objects.get(Number(/^(\d+)/.exec(ref ?? '')?.[1])) ?? ''
  const catalog = [...objects.values()].find((body) => body.includes('/Type /Catalog')) ?? ''
  const refOf = (body: string, key: string) => new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1]
  const pageIds = [...(/\/Kids \[([^\]]*)\]/.exec(object(refOf(catalog, 'Pages')))?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, id]) =>
    Number(id),
  )

  const fontMaps = new Map<string, Map<string, string>>()
  const pieces: Piece[] = []
  for (const [page, id] of pageIds.entries()) {
    const body = object(String(id))
    const resources = object(refOf(body, 'Resources')) || body
    for (const [, name = '', font = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      if (!fontMaps.has(name)) fontMaps.set(name, unicodeOf(streamOf(object(refOf(object(font), 'ToUnicode')))))
    }
    pieces.push(...piecesOf(streamOf(object(refOf(body, 'Contents'))), page, fontMaps))
  }

  const tags: string[] = []
  const texts: string[] = []
  const walk = (id: string) => {
    const body = object(id)
    tags.push(/\/S \/(\w+)/.exec(body)?.[1] ?? '?')
    const kids = /\/K \[([^\]]*)\]/.exec(body)?.[1] ?? ''
    const pageOf = refOf(body, 'Pg')
    for (const [, mcr, ref, mcid] of kids.matchAll(/<<([\s\S]*?)>>|(\d+) 0 R|(\d+)/g)) {
      if (ref !== undefined) walk(ref)
      else {
        const page = pageIds.indexOf(Number(mcr ? refOf(mcr, 'Pg') : pageOf))
        const wanted = Number(mcr ? /\/MCID (\d+)/.exec(mcr)?.[1] : mcid)
        texts.push(
          pieces
            .filter((piece) => piece.page === page && piece.mcid === wanted)
            .map((piece) => piece.text)
            .join(''),
        )
      }
    }
  }
  const tree = object(refOf(catalog, 'StructTreeRoot'))
  for (const [, id = ''] of (/\/K \[([^\]]*)\]/.exec(tree)?.[1] ?? '').matchAll(/(\d+) 0 R/g)) walk(id)

  const info = object(refOf(raw.slice(raw.lastIndexOf('trailer')), 'Info'))
  return {
    pages: pageIds.length,
    title: stringOf(object(refOf(info, 'Title'))),
    lang: /\/Lang \((\w+)\)/.exec(catalog)?.[1] ?? '',
    tagged: object(refOf(catalog, 'MarkInfo')).includes('/Marked true'),
    tags,
    texts,
    pageTexts: pageIds.map((_, page) =>
      pieces
        .filter((piece) => piece.page === page)
        .map((piece) => piece.text)
        .join('\n'),
    ),
    artifacts: pieces.filter((piece) => piece.mcid === null).map((piece) => piece.text),
    outlines: [...objects.values()]
      .filter((body) => /\/Title[\s\S]*\/Parent/.test(body))
      .map((body) => stringOf(/\/Title (\([^)]*\))/.exec(body)?.[1] ?? '')),
    raw,
  }
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n')
  if (start < 0) return ''
  const bytes = Buffer.from(body.slice(start + 7, body.lastIndexOf('\nendstream')), 'latin1')
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

/** Glyph (four hex digits) to text, from the font's ToUnicode map. */
function unicodeOf(cmap: string): Map<string, string> {
  const map = new Map<string, string>()
  const text = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le')
  for (const [, block = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', , list = ''] of block.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
      for (const [n, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
        map.set((parseInt(from, 16) + n).toString(16).padStart(4, '0'), hex === '' ? '' : text(hex))
      }
    }
  }
  return map
}

function piecesOf(content: string, page: number, fonts: Map<string, Map<string, string>>): Piece[] {
  const pieces: Piece[] = []
  const marks: (number | null)[] = []
  let font: Map<string, string> | undefined
  for (const line of content
    .replace(/<<\s*([^<>]*?)\s*>> BDC/g, (_, inside: string) => `<<${inside.replace(/\s+/g, ' ')}>> BDC`)
    .split('\n')) {
    const begun = /^\/(\w+) (?:(<<.*>>) BDC|BMC)$/.exec(line)
    if (begun) {
      const mcid = /\/MCID (\d+)/.exec(begun[2] ?? '')?.[1]
      marks.push(mcid === undefined ? null : Number(mcid))
      pieces.push({ page, mcid: marks.at(-1) ?? null, text: '' })
    } else if (line === 'EMC') marks.pop()
    const chosen = /\/(F\d+) [\d.]+ Tf/.exec(line)
    if (chosen) font = fonts.get(chosen[1] ?? '')
    if (/ TJ$/.test(line)) {
      const glyphs = [...line.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.toLowerCase().match(/.{4}/g) ?? [])
      const mcid = marks.at(-1) ?? null
      const last = pieces.at(-1)
      const drawn = glyphs.map((glyph) => font?.get(glyph) ?? '?').join('')
      if (last?.mcid === mcid) last.text += drawn
      else pieces.push({ page, mcid, text: drawn })
    }
  }
  return pieces.filter((piece) => piece.text !== '')
}

function stringOf(literal: string): string {
  const inner = literal.trim().replace(/^\(|\)$/g, '')
  const plain = Buffer.from(
    inner.replace(/\\([nrtbf()\\])/g, (_, sign: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[sign] ?? sign),
    'latin1',
  )
  return plain[0] === 0xfe && plain[1] === 0xff ? Buffer.from(plain.subarray(2)).swap16().toString('utf16le') : plain.toString('latin1')
}
