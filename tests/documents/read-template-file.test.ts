import { describe, expect, test } from '@jest/globals'
import { zipSync } from 'fflate'
import { readTemplateFile } from '../../server/documents/read-template-file.js'
import { docx, paragraph, type DocxWish } from '../support/docx.js'

const read = (bytes: Uint8Array, most = 100_000) => readTemplateFile(bytes, most)
const textOf = async (wish: DocxWish) => {
  const found = await read(docx(wish))
  return 'reason' in found ? `! ${found.reason}` : found.text
}
const run = (inside: string) => `<w:r>${inside}</w:r>`
const t = (words: string) => `<w:t xml:space="preserve">${words}</w:t>`
const cell = (...texts: string[]) => `<w:tc>${texts.map((text) => paragraph(text)).join('')}</w:tc>`

describe('a Word document', () => {
  test.each<[string, DocxWish, string]>([
    [
      'paragraphs',
      { body: paragraph('Hyran är 6 000 kr.') + paragraph('') + paragraph('Den betalas i förskott.') },
      'Hyran är 6 000 kr.\n\nDen betalas i förskott.',
    ],
    [
      'a word in several runs',
      { body: `<w:p>${run(t('lämna urin'))}<w:proofErr w:type="spellStart"/>${run(t('prov'))}</w:p>` },
      'lämna urinprov',
    ],
    [
      'tabs, breaks and hyphens',
      {
        body: `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${run(`${t('A')}<w:tab/>${t('B')}<w:br/>${t('C')}<w:noBreakHyphen/>${t('D')}<w:softHyphen/>${t('E')}`)}</w:p>`,
      },
      'A B\nC-DE',
    ],
    [
      'what is inserted, not what is deleted or moved away',
      {
        body: `<w:p>${run(t('Hyresgästen ska '))}<w:del w:id="1">${run('<w:delText>lämna prov</w:delText>')}</w:del><w:ins w:id="2">${run(t('betala hyran'))}</w:ins><w:moveFrom w:id="3">${run(t('flyttat'))}</w:moveFrom></w:p>`,
      },
      'Hyresgästen ska betala hyran',
    ],
    [
      'a paragraph whose end is deleted with the next',
      { body: `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run(t('lämna '))}</w:p>${paragraph('nycklarna')}` },
      'lämna nycklarna',
    ],
    [
      'nothing of how it looked before a change',
      { body: `<w:p><w:pPr><w:pPrChange w:id="1"><w:pPr><w:numPr/></w:pPr></w:pPrChange></w:pPr>${run(t('Plan'))}</w:p>` },
      'Plan',
    ],
    [
      "a field's result, not its code",
      {
        body: `<w:p>${run('<w:fldChar w:fldCharType="begin"/>')}${run('<w:instrText> MERGEFIELD Namn </w:instrText>')}${run('<w:fldChar w:fldCharType="separate"/>')}${run(t('Anna Ek'))}${run('<w:fldChar w:fldCharType="end"/>')}<w:fldSimple w:instr="PAGE">${run(t(' sida 1'))}</w:fldSimple></w:p>`,
      },
      'Anna Ek sida 1',
    ],
    [
      'lists and content controls',
      {
        body: `${paragraph('Hyresgästen ska:')}<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>${run(t('städa'))}</w:p><w:sdt><w:sdtContent>${paragraph('Klausul')}</w:sdtContent></w:sdt>`,
      },
      'Hyresgästen ska:\n\n• städa\n\nKlausul',
    ],
    [
      'a table: short cells on a line, whole texts as they are',
      {
        body: `<w:tbl><w:tr>${cell('Hembesök')}${cell('varje vecka')}</w:tr><w:tr>${cell('Regler')}${cell('Ett.', 'Två.')}</w:tr></w:tbl>`,
      },
      'Hembesök | varje vecka\n\nRegler\n\nEtt.\n\nTvå.',
    ],
    [
      'a text box once, after its paragraph',
      {
        body: `<w:p>${run(t('Före'))}${run(`<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>${paragraph('I rutan')}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent>${paragraph('I rutan')}</w:txbxContent></mc:Fallback></mc:AlternateContent>`)}${run(t(' efter'))}</w:p>`,
      },
      'Före efter\n\nI rutan',
    ],
    [
      'drawings that have paragraphs of their own',
      { body: `<w:p>${run('<a:p><a:r><a:t>bild</a:t></a:r></a:p>')}${run(t('text'))}</w:p>` },
      'text',
    ],
    [
      'notes in the order they are pointed at, headers and footers once',
      {
        body: `<w:p>${run(t('Regler'))}${run('<w:footnoteReference w:id="3"/>')}</w:p><w:p>${run(t('Mer'))}${run('<w:footnoteReference w:id="2"/>')}</w:p>`,
        footnotes: `<w:footnote w:type="separator" w:id="-1">${paragraph('---')}</w:footnote><w:footnote w:id="2">${paragraph('Andra')}</w:footnote><w:footnote w:id="3">${paragraph('Första')}</w:footnote>`,
        headers: [paragraph('Lunda'), paragraph('Lunda')],
        footers: [paragraph('Sida')],
      },
      'Regler\n\nMer\n\nFotnot 1: Första\n\nFotnot 2: Andra\n\nSidhuvud: Lunda\n\nSidfot: Sida',
    ],
    ['written as ISO 29500 strict', { namespace: 'http://purl.oclc.org/ooxml/wordprocessingml/main', body: paragraph('Strikt') }, 'Strikt'],
    [
      'a template (.dotx)',
      { contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml', body: paragraph('Mall') },
      'Mall',
    ],
    ['signs of XML', { body: paragraph('&lt;b&gt; &amp; &#229;') }, '<b> & å'],
  ])('%s', async (_name, wish, wanted) => expect(await textOf(wish)).toBe(wanted))

  test('in UTF-16', async () => {
    const xml = `\ufeff<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph('Åtta öre')}</w:body></w:document>`
    expect(await textOf({ more: { 'word/document.xml': Buffer.from(xml, 'utf16le') } })).toBe('Åtta öre')
  })
})

describe('a Word document that is refused', () => {
  const bomb = '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
  const root = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  test.each<[string, DocxWish, RegExp]>([
    [
      'entities of its own',
      { document: `<?xml version="1.0"?>${bomb}<w:document ${root}><w:body>${paragraph('&b;')}</w:body></w:document>` },
      /skadligt/,
    ],
    ['an undefined entity', { body: paragraph('&b;') }, /skadligt/],
    ['levels without end', { body: '<w:sdt>'.repeat(400) + '</w:sdt>'.repeat(400) }, /skadligt/],
    ['a part that unpacks to more than a document has', { more: { 'word/document.xml': Buffer.alloc(17 * 1024 * 1024, ' ') } }, /för stor/],
    ['more text than a template has', { body: paragraph('ord '.repeat(30_000)) }, /för lång/],
    ['half an XML', { document: `<w:document ${root}><w:body><w:p>` }, /skadad/],
    ['macros', { contentType: 'application/vnd.ms-word.document.macroEnabled.main+xml', body: paragraph('x') }, /makron/],
    [
      'a workbook',
      { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml', body: paragraph('x') },
      /ingen Wordfil/,
    ],
    ['another file in it', { body: `${paragraph('x')}<w:altChunk/>` }, /annan fil/],
    ['only pictures', { body: `<w:p>${run('<w:drawing/>')}</w:p>` }, /ingen text/],
  ])('%s', async (_name, wish, wanted) => {
    const answer = await textOf(wish)
    expect(answer).toMatch(/^! /)
    expect(answer).toMatch(wanted)
  })

  test('an archive that holds more than it says, twice the same part, or is cut short', async () => {
    const whole = docx({ body: paragraph('Text '.repeat(500)) })
    const directory = (from: number) => whole.indexOf(Buffer.from('word/document.xml'), from)
    const liar = Buffer.from(whole)
    const last = whole.lastIndexOf(Buffer.from('word/document.xml'))
    liar.writeUInt32LE(10, last - 46 + 24)
    expect(directory(0)).toBeGreaterThan(0)
    const twice = Buffer.from(zipSync({ 'word/document.xml': Buffer.from('a'), 'WORD/document.xml': Buffer.from('b') }))
    for (const bytes of [liar, twice, whole.subarray(0, whole.length - 30), whole.subarray(0, 200)])
      expect(await read(bytes)).toEqual({ reason: expect.stringContaining('skadad') })
    expect(await read(Buffer.from(zipSync({ 'a.txt': Buffer.from('a') })))).toEqual({ reason: expect.stringContaining('ingen Wordfil') })
  })

  test('damaged anywhere: a text or a reason, never a crash', async () => {
    const whole = docx({
      body: paragraph('Hyresgästen ska betala hyran.').repeat(20),
      footnotes: `<w:footnote w:id="1">${paragraph('Not')}</w:footnote>`,
    })
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0x5a
      const answer = await read(damaged)
      expect('reason' in answer ? answer.reason : answer.text).not.toBe('')
    }
  })
})

describe('other files', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from('\ufeffHyran är 6 000 kr.\r\nDen betalas.'), 'Hyran är 6 000 kr.\nDen betalas.'],
    ['Windows-1252', Buffer.from('Hyresgästen', 'latin1'), 'Hyresgästen'],
    ['UTF-16', Buffer.from('\ufeffHyresgästen', 'utf16le'), 'Hyresgästen'],
  ])('plain text in %s', async (_name, bytes, text) => expect(await read(bytes)).toEqual({ kind: 'TEXT', text }))

  test.each<[string, Uint8Array, RegExp]>([
    ['a PDF', Buffer.from('%PDF-1.7 x'), /PDF går inte.*klistra in/],
    ['an old Word file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /äldre Wordfil/],
    ['RTF', Buffer.from('{\\rtf1 x}'), /RTF/],
    ['a web page', Buffer.from('<html>x'), /webbsida/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), /Välj en Wordfil/],
    ['nothing', Buffer.alloc(0), /tom/],
    ['only spaces', Buffer.from('  \n '), /ingen text/],
    ['too much', Buffer.from('a'.repeat(100_001)), /för lång/],
    ['too large', Buffer.alloc(11 * 1024 * 1024, 'a'), /större än 10 MB/],
  ])('%s is refused in words that help', async (_name, bytes, wanted) => {
    const answer = await read(bytes)
    expect('reason' in answer ? answer.reason : answer.text).toMatch(wanted)
  })
})
