/** Word documents for tests, as Word lays them out: the parts that are given, with what a package needs around them. */
import { zipSync } from 'fflate'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

export const paragraph = (text: string, properties = '') => `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

export interface DocxWish {
  /** what stands in the body */
  body?: string
  /** the whole document part, where a test writes its own */
  document?: string
  footnotes?: string
  headers?: string[]
  footers?: string[]
  contentType?: string
  namespace?: string
  /** other files of the archive, by path */
  more?: Record<string, Uint8Array | string>
}

export function docx({
  body = '',
  document,
  footnotes,
  headers = [],
  footers = [],
  contentType = MAIN,
  namespace = W,
  more = {},
}: DocxWish): Buffer {
  const around = (root: string, content: string) =>
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:${root} xmlns:w="${namespace}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${content}</w:${root}>`
  const relation = (type: string, target: string, at: number) =>
    `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`
  const relations = (rows: [type: string, target: string][]) =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.map(([type, target], at) => relation(type, target, at)).join('')}</Relationships>`
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${contentType}"/></Types>`,
    '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
    'word/document.xml': document ?? around('document', `<w:body>${body}<w:sectPr/></w:body>`),
    'word/_rels/document.xml.rels': relations([
      ...(footnotes === undefined ? [] : [['footnotes', 'footnotes.xml'] as [string, string]]),
      ...headers.map((_, at): [string, string] => ['header', `header${at + 1}.xml`]),
      ...footers.map((_, at): [string, string] => ['footer', `/word/footer${at + 1}.xml`]),
    ]),
    ...(footnotes === undefined ? {} : { 'word/footnotes.xml': around('footnotes', footnotes) }),
    ...Object.fromEntries(headers.map((content, at) => [`word/header${at + 1}.xml`, around('hdr', content)])),
    ...Object.fromEntries(footers.map((content, at) => [`word/footer${at + 1}.xml`, around('ftr', content)])),
    ...more,
  }
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? Buffer.from(content) : content]),
      ),
    ),
  )
}
