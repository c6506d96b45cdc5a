/** The demo's contract templates: one as a Word file from before JO's criticism, one pasted and put right. */
import { zipSync } from 'fflate'
import type { Actor } from '../../server/actor.js'
import { readTemplateFile } from '../../server/documents/read-template-file.js'
import { templateFile } from '../../server/features/contract-templates/file-store.js'
import { addVersion } from '../../server/features/contract-templates/store.js'
import { keepFile } from '../../server/features/eviction-prevention/kept-file-store.js'
import type { House } from '../../server/house.js'

const before = [
  'Andrahandskontrakt för träningslägenhet',
  'Hyresvärd är Lunda stadsdelsnämnd. Hyresgäst är den som skriver under.',
  'Hyran betalas senast sista vardagen före varje månads början.',
  'Hyresgästen förbinder sig att:',
  '• ta emot hembesök minst en gång i månaden',
  '• lämna urinprov när förvaltningen begär det',
  '• delta i den behandling som planerats',
  'Förvaltningen har en extranyckel till lägenheten. Vid vattenskada får hyresvärden gå in för att begränsa skadan.',
  'Nattgäster är inte tillåtna. Hyresgästen ska se till att gäster inte stör grannarna.',
  'Hyresgästen avstår från sitt besittningsskydd.',
  'Vid brott mot villkoren upphör avtalet med omedelbar verkan.',
  'Hyresgästen ska ha en gällande hemförsäkring.',
]
const after = [
  '1. Hyran betalas senast sista vardagen före månadens början.',
  '2. Hembesök erbjuds. Att tacka nej påverkar inte hyresavtalet.',
  '3. Hyresgästen ska ha en gällande hemförsäkring.',
  '4. Hyresgästen stör inte sina grannar. Hyresvärden får tillträde för nödvändig tillsyn enligt 12 kap. 26 § jordabalken.',
].join('\n')

export async function loadContractTemplates({ db }: House, system: Actor): Promise<void> {
  const unit = await db.prisma.unit.findFirst({ where: { namndId: system.namndId } })
  if (!unit) return
  const bytes = wordFile(before)
  const read = await readTemplateFile(bytes, bytes.length * 10)
  if ('reason' in read) throw new Error(read.reason)
  const documentId = await keepFile(db, system, templateFile, { name: 'Andrahandskontrakt träning 2014.docx', bytes })
  await addVersion(db, system, { unitId: unit.id, name: 'Andrahandskontrakt, träningslägenhet', text: read.text, documentId })
  await addVersion(db, system, { unitId: unit.id, name: 'Andrahandskontrakt, försökslägenhet', text: before.slice(2).join('\n') })
  await addVersion(db, system, { unitId: unit.id, name: 'Andrahandskontrakt, försökslägenhet', text: after })
}

/** The least that Word opens; the day in the archive is fixed so that the demo is the same every time. */
function wordFile(lines: readonly string[]): Buffer {
  const paragraphs = lines.map((line) => `<w:p><w:r><w:t xml:space="preserve">${line.replace(/^• /, '– ')}</w:t></w:r></w:p>`).join('')
  const parts = {
    '[Content_Types].xml':
      '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs}</w:body></w:document>`,
  }
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)])), { mtime: '2014-03-01T12:00:00Z' }),
  )
}
