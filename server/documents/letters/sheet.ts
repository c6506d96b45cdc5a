/**
 * The sheet every letter is written on: A4, black on white, Inter, tagged. What is read is in the structure tree in reading order; rules,
 * page numbers and the heads of following pages are artifacts. The address stands where a Swedish window envelope (C5 or E65, window to
 * the right, H2) shows it: 112 mm from the left, between 40 and 60 mm from the top, whatever way the paper lies in the envelope.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { projectRoot } from '../../project-root.js'

const mm = (millimetres: number) => (millimetres * 72) / 25.4
const left = mm(25)
const width = mm(160)
const bottom = mm(274)
const windowLeft = mm(112)
const windowTop = mm(41)
const secondColumn = windowLeft
const ink = '#000000'

const fonts = { regular: fontBytes('inter-400.ttf'), strong: fontBytes('inter-600.ttf') }
type Weight = keyof typeof fonts

export type Doc = InstanceType<typeof PDFDocument>
type Element = PDFKit.PDFStructureElement
export interface Column {
  text: string
  /** share of the width */
  share: number
  num?: boolean
}

/** A document for letters made on a day. Its particulars tell what it is, never about whom. */
export function openDocument(title: string, madeOn: string): Doc {
  const made = new Date(`${madeOn}T12:00:00Z`)
  const options = {
    size: 'A4',
    margin: 0,
    lang: 'sv',
    tagged: true,
    displayTitle: true,
    subset: 'PDF/UA', // the types do not know it
    pdfVersion: '1.7',
    autoFirstPage: false,
    bufferPages: true,
    info: { Title: title, Author: '', Creator: 'Boendetrappan', Producer: 'Boendetrappan', CreationDate: made, ModDate: made },
  } as unknown as PDFKit.PDFDocumentOptions
  const doc = new PDFDocument(options)
  for (const [name, bytes] of Object.entries(fonts)) doc.registerFont(name, bytes)
  return doc
}

/** One letter, from its first page to `end`. Draw from the top and down; a new page comes by itself. */
export class Sheet {
  private readonly root: Element
  private readonly firstPage: number
  private y = 0

  constructor(
    private readonly doc: Doc,
    /** stands on every page after the first, and before the page number */
    private readonly name: string,
  ) {
    this.firstPage = doc.bufferedPageRange().start + doc.bufferedPageRange().count
    doc.addPage()
    this.root = doc.struct('Document')
    doc.addStructure(this.root)
  }

  /** Who writes, when and to whom. */
  head(sender: { name: string; lines: string[] }, facts: [label: string, value: string][], recipient: string[]): void {
    this.y = mm(14)
    this.write(sender.name, { weight: 'strong', size: 11 })
    for (const line of sender.lines) this.write(line, { size: 9 })
    this.y = windowTop
    const from = this.y
    for (const [label, value] of facts) {
      this.tagged('P', () => {
        this.draw(`${label} `, { size: 9, at: left, width: mm(24) })
        this.draw(value, { size: 9, at: left + mm(24), width: mm(56) })
      })
      this.y += 14
    }
    this.y = from
    for (const line of recipient) {
      this.tagged('P', () => this.draw(line, { size: 11, at: secondColumn, width: mm(78) }))
      this.y += 14
    }
    this.foldMarks()
    this.y = mm(79)
  }

  /** Where the paper is folded for an E65 envelope: the address then lies in its window. */
  private foldMarks(): void {
    for (const y of [mm(99), mm(198)])
      this.artifact(() => this.doc.lineWidth(0.4).strokeColor(ink).moveTo(mm(6), y).lineTo(mm(10), y).stroke())
  }

  title(text: string): void {
    this.write(text, { tag: 'H1', weight: 'strong', size: 19, after: 8 })
  }
  heading(text: string): void {
    this.room(60)
    this.y += 6
    this.write(text, { tag: 'H2', weight: 'strong', size: 11.5, after: 3 })
  }
  text(text: string, { strong = false, small = false, after = 7 } = {}): void {
    this.write(text, { weight: strong ? 'strong' : 'regular', size: small ? 9 : 10.5, after })
  }
  gap(points: number): void {
    this.y += points
  }
  list(items: readonly string[]): void {
    const list = this.child(this.root, 'L')
    for (const item of items) {
      const height = this.heightOf(item, { size: 10.5, width: width - 14 })
      this.room(height)
      const row = this.child(list, 'LI')
      this.leaf(row, 'Lbl', () => this.draw('•', { size: 10.5, at: left, width: 12 }))
      this.leaf(row, 'LBody', () => this.draw(item, { size: 10.5, at: left + 14, width: width - 14 }))
      row.end()
      this.y += height + 3
    }
    list.end()
    this.y += 5
  }

  /** Rows under headings; the first cell of a row is its heading, the last row of `foot` is strong. The headings come again on a new page. */
  table(summary: string, columns: readonly Column[], rows: readonly string[][], foot: readonly string[][] = []): void {
    const table = this.child(this.root, 'Table', { alt: summary })
    const heads = columns.map((column) => column.text)
    this.room(54)
    this.row(table, columns, heads, { header: true })
    for (const cells of rows) this.row(table, columns, cells, { heads })
    for (const cells of foot) this.row(table, columns, cells, { heads, strong: true })
    table.end()
    this.y += 10
  }

  /** What is typed in the bank, in clear type inside a frame: label over value. It stands at the foot of the page, always in the same place. */
  paymentPart(title: string, facts: [label: string, value: string][]): void {
    const height = 72
    this.room(height + 10)
    const top = bottom - height
    this.artifact(() => this.doc.lineWidth(1.2).strokeColor(ink).rect(left, top, width, height).stroke())
    this.y = top + 10
    const section = this.child(this.root, 'Sect')
    this.leaf(section, 'H2', () => this.draw(title, { weight: 'strong', size: 11, at: left + 12, width: width - 24 }))
    this.y = top + 29
    const each = (width - 24) / facts.length
    for (const [n, [label, value]] of facts.entries()) {
      const at = left + 12 + shares(facts, n, width - 24)
      const room = shares(facts, n + 1, width - 24) - shares(facts, n, width - 24)
      this.leaf(section, 'P', () => {
        this.draw(`${label} `, { size: 8.5, at, width: Math.max(each, room) })
        this.y += 13
        this.draw(value, { weight: 'strong', size: 14, at, width: Math.max(each, room) })
        this.y -= 13
      })
    }
    section.end()
    this.y = bottom
  }

  /** Lines to sign on: who under each. */
  signatures(who: readonly string[]): void {
    this.room(80)
    this.y += 40
    const each = width / who.length
    for (const [n, name] of who.entries()) {
      const at = left + n * each
      this.artifact(() =>
        this.doc
          .lineWidth(0.75)
          .strokeColor(ink)
          .moveTo(at, this.y)
          .lineTo(at + each - mm(8), this.y)
          .stroke(),
      )
      const line = this.y
      this.y += 5
      this.tagged('P', () => this.draw(name, { size: 9, at, width: each - mm(8) }))
      this.y = line
    }
    this.y += 30
  }

  /** The letter's own next page, with nothing on it yet. */
  nextPage(): void {
    this.doc.addPage()
    this.y = mm(30)
    this.artifact(() => this.drawAt(this.name, mm(14), { size: 9, at: left, width }), 'Pagination')
  }

  /** Page numbers on every page of the letter; what is done is written out, so that a thousand letters need no more room than one. */
  end(): void {
    const { start, count } = this.doc.bufferedPageRange()
    const pages = start + count - this.firstPage
    for (let page = 0; page < pages; page++) {
      this.doc.switchToPage(this.firstPage + page)
      this.artifact(
        () => this.drawAt(`${this.name}. Sida ${page + 1} av ${pages}`, mm(284), { size: 8.5, at: left, width, align: 'right' }),
        'Pagination',
      )
    }
    this.root.end()
    this.doc.flushPages()
  }

  private row(
    table: Element,
    columns: readonly Column[],
    cells: readonly string[],
    how: { header?: boolean; heads?: string[]; strong?: boolean },
  ): void {
    const look = { size: how.header ? 9 : 10, weight: (how.header || how.strong ? 'strong' : 'regular') as Weight }
    const edges = columns.reduce<number[]>((at, column) => [...at, (at.at(-1) ?? 0) + column.share * width], [0])
    const room = (n: number) => (edges[n + 1] ?? 0) - (edges[n] ?? 0) - 8
    const height = Math.max(...cells.map((cell, n) => this.heightOf(cell, { ...look, width: room(n) }))) + 6
    if (this.room(height) && how.heads) {
      const again = how.heads
      this.artifact(() =>
        columns.forEach((column, n) =>
          this.cell(again[n] ?? '', { size: 9, weight: 'strong', at: left + (edges[n] ?? 0), width: room(n), column }),
        ),
      )
      this.y += 18
      this.rule(0.75)
    }
    const row = this.child(table, 'TR')
    if (how.strong) this.rule(0.75)
    this.y += 3
    for (const [n, column] of columns.entries()) {
      const text = cells[n] ?? ''
      const tag = how.header || n === 0 ? 'TH' : 'TD'
      const scope = how.header ? 'Column' : n === 0 ? 'Row' : undefined
      this.leaf(row, tag, () => this.cell(text, { ...look, at: left + (edges[n] ?? 0), width: room(n), column }), scope ? { scope } : {})
    }
    row.end()
    this.y += height - 3
    if (!how.strong) this.rule(how.header ? 0.75 : 0.25)
  }
  private cell(text: string, look: Look & { column: Column }): void {
    if (text !== '') this.draw(text, { ...look, align: look.column.num ? 'right' : 'left' })
  }

  private write(text: string, { tag = 'P', after = 0, ...look }: { tag?: string; after?: number } & Partial<Look>): void {
    const full = { at: left, width, ...look }
    const height = this.heightOf(text, full)
    this.room(height)
    this.tagged(tag, () => this.draw(text, full))
    this.y += height + after
  }
  /** Makes sure that so much fits; true when it took a new page. */
  private room(height: number): boolean {
    if (this.y + height <= bottom) return false
    this.nextPage()
    return true
  }
  private heightOf(text: string, look: Partial<Look>): number {
    return this.set(look).heightOfString(text === '' ? ' ' : unbroken(text), { width: look.width ?? width, lineGap: gapOf(look) })
  }
  private draw(text: string, look: Partial<Look>): void {
    this.drawAt(text, this.y, look)
  }
  private drawAt(text: string, y: number, look: Partial<Look>): void {
    this.set(look).text(unbroken(text), look.at ?? left, y, {
      width: look.width ?? width,
      align: look.align ?? 'left',
      lineGap: gapOf(look),
    })
  }
  private set(look: Partial<Look>): Doc {
    return this.doc
      .font(look.weight ?? 'regular')
      .fontSize(look.size ?? 10.5)
      .fillColor(ink)
  }

  private tagged(tag: string, drawing: () => void): void {
    this.leaf(this.root, tag, drawing)
  }
  private leaf(parent: Element, tag: string, drawing: () => void, options: object = {}): void {
    parent.add(this.doc.struct(tag, options, [drawing]))
  }
  private child(parent: Element, tag: string, options: object = {}): Element {
    const element = this.doc.struct(tag, options)
    parent.add(element)
    return element
  }
  private artifact(drawing: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.doc.markContent('Artifact', { type })
    drawing()
    this.doc.endMarkedContent()
  }
  private rule(thickness: number): void {
    this.artifact(() =>
      this.doc
        .lineWidth(thickness)
        .strokeColor(ink)
        .moveTo(left, this.y)
        .lineTo(left + width, this.y)
        .stroke(),
    )
  }
}

interface Look {
  size: number
  weight: Weight
  at: number
  width: number
  align?: 'left' | 'right'
}

/** A day never breaks over two lines, nor a phone number, nor a section sign from its number. */
function unbroken(text: string): string {
  return text
    .replace(/(\d{1,2}) (januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)( \d{4})?/g, (day) =>
      noBreaks(day),
    )
    .replace(/\d[\d-]*(?: \d{2,3})+/g, (number) => noBreaks(number))
    .replace(/(\d+) (kap\.|§)/g, '$1\u00a0$2')
}
const noBreaks = (text: string) => text.replaceAll(' ', '\u00a0')

const gapOf = (look: Partial<Look>) => (look.size ?? 10.5) * 0.22

/** Where the nth of the facts begins: each takes room by its longest line. */
function shares(facts: readonly [string, string][], n: number, whole: number): number {
  const lengths = facts.map(([label, value]) => Math.max(label.length * 0.6, value.length) + 3)
  const sum = lengths.reduce((total, length) => total + length, 0)
  return (lengths.slice(0, n).reduce((total, length) => total + length, 0) / sum) * whole
}

function fontBytes(file: string): Buffer {
  return readFileSync(join(projectRoot, 'public', 'fonts', file))
}
