/** The scanner against saxes: whatever it does not give up, saxes reads to the very same result; what it gives up, saxes decides. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { newReading } from '../../server/bank-files/camt-reading.js'
import { scanCamt } from '../../server/bank-files/camt-scan.js'
import { readBankFile } from '../../server/bank-files/read.js'
import { camtFile } from '../bench/bank-files.js'
import { camt, entry, fixture, transaction } from './written.js'

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
const scanned = (bytes: Buffer, size = 65_536, encoding = 'utf-8') => scanCamt(newReading(), inPieces(bytes, size), encoding)

/** A stream cannot be read twice, so it goes through saxes alone; bytes are scanned first. */
async function expectSame(bytes: Buffer): Promise<void> {
  expect(await readBankFile(bytes, 'filen')).toEqual(await readBankFile(inPieces(bytes, 65_536), 'filen'))
}

const notice = fixture('avisering-v08.camt054.xml')
const statement = fixture('kontoutdrag-v02.camt053.xml')
const full = camt({ entries: [entry({ details: transaction('100.00', '123'), extra: '<NtryRef>a&amp;b</NtryRef>' }), entry()] })

describe('what banks write is scanned', () => {
  test.each([
    ['the notification', notice, 'utf-8'],
    ['the statement, prefixed and in ISO-8859-1', statement, 'iso-8859-1'],
    ['a large file', camtFile(1_000), 'utf-8'],
    ['CR LF', Buffer.from(notice.toString().replaceAll('\n', '\r\n')), 'utf-8'],
    ['a byte order mark', Buffer.from(`\ufeff${notice.toString()}`), 'utf-8'],
    ['no declaration', Buffer.from(notice.toString().replace(/<\?.*?\?>\s*/, '')), 'utf-8'],
    [
      'empty elements and single quotes',
      Buffer.from(full.replace('</GrpHdr>', "<a/><b c = 'd'/></GrpHdr>").replace(" = '", "='")),
      'utf-8',
    ],
  ])('%s', async (_, bytes, encoding) => {
    for (const size of [1, 13, 1000, 65_536]) expect(await scanned(bytes, size, encoding)).toBe(true)
    await expectSame(bytes)
  })
})

describe('what is not plain is left to saxes, and comes to the same', () => {
  const within = (text: string) => full.replace('<CdtDbtInd>', `${text}<CdtDbtInd>`)
  test.each<[string, string | Buffer]>([
    ['a comment', within('<!-- - -->')],
    ['a comment that is wrong', within('<!-- -- -->')],
    ['CDATA', within('<x><![CDATA[&<]]></x>')],
    ['a processing instruction', within('<?php ?>')],
    ['a character reference', within('<x>&#229;</x>')],
    ['an unknown entity', within('<x>&hej;</x>')],
    ['an ampersand alone', within('<x>a & b</x>')],
    ['an ampersand at the end', within('<x>a &</x>')],
    ['two closing brackets', within('<x>]]</x>')],
    ['the end of CDATA', within('<x>]]></x>')],
    ['a control character', within('<x>\u0007</x>')],
    ['a character beyond the plane', within('<x>😀</x>')],
    ['U+FFFE', within('<x>\ufffe</x>')],
    ['U+FFFD', within('<x>\ufffd</x>')],
    ['bytes that are not UTF-8', Buffer.from(within('<x>å</x>'), 'latin1')],
    ['a name with a letter of its own', within('<å/>')],
    ['a name that begins with a digit', within('<1/>')],
    ['a name with two colons', within('<a:b:c></a:b:c>')],
    ['an attribute twice', within('<a b="1" b="2"/>')],
    ['an attribute without quotes', within('<a b=1/>')],
    ['an attribute with <', within('<a b="<"/>')],
    ['attributes that are not apart', within('<a b="1"c="2"/>')],
    ['a space in the end tag', within('<a></a >')],
    ['another end tag', within('<a></b>')],
    ['an end tag too many', within('</a>')],
    ['a slash and a space', within('<a/ >')],
    ['text before', `hej${full}`],
    ['text after', `${full}hej`],
    ['a no-break space after', `${full}\u00a0`],
    ['an element after', `${full}<a/>`],
    ['a space before the declaration', ` ${full}`],
    ['XML 1.1', full.replace('version="1.0"', 'version="1.1"')],
    ['a declaration that is wrong', full.replace('version="1.0"', 'version=\'1.0"')],
    ['UTF-16', Buffer.from(`\ufeff${full.replace('UTF-8', 'UTF-16')}`, 'utf16le')],
    ['no end', full.slice(0, -3)],
    ['65 levels', within('<a>'.repeat(61) + '</a>'.repeat(61))],
    ['a long text', within(`<NtryRef>${'x'.repeat(10_001)}</NtryRef>`)],
    ['two messages', full.replace('</BkToCstmrDbtCdtNtfctn>', '</BkToCstmrDbtCdtNtfctn><BkToCstmrDbtCdtNtfctn/>')],
    ['spaces without end', within(' '.repeat(1_200_000))],
    ['thousands of names', within(Array.from({ length: 6_000 }, (_, n) => `<n${n}/>`).join(''))],
  ])('%s', async (_, source) => {
    const bytes = Buffer.from(source)
    expect(await scanned(bytes)).toBe(false)
    await expectSame(bytes)
  })
})

test('thousands of mutations come to the same', async () => {
  const parts = [
    '<',
    '>',
    '/',
    '</',
    '/>',
    '&',
    ';',
    '&amp;',
    '&lt',
    '&#10;',
    ']',
    ']]>',
    '"',
    "'",
    '=',
    ' ',
    '\n',
    '\r',
    '\t',
    '\u00a0',
    'å',
    '\u0001',
    '\ufffd',
    '😀',
    '<!-- x -->',
    '<![CDATA[x]]>',
    '<?x?>',
    '<a>',
    '</a>',
    '<a/>',
    '<Sts>',
    '</Sts>',
    '<Ntry>',
    '</Ntry>',
    '<Document>',
    ' Ccy="SEK"',
    ' Ccy=',
    'x:',
    ':',
    '<Amt Ccy="SEK">1</Amt>',
    '1',
    '-',
    '.',
  ]
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.nat(12),
    put: fc.constantFrom('', ...parts),
    atMark: fc.boolean(),
  })
  const sources = [notice, statement, Buffer.from(full)]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sources), fc.array(change, { minLength: 1, maxLength: 3 }), async (source, changes) => {
      let text = source.toString('latin1')
      for (const { at, drop, put, atMark } of changes) {
        // Half of the changes stand at a tag, where they matter.
        const near = Math.floor(at * text.length)
        const from = atMark ? Math.max(0, text.indexOf('<', near)) : near
        text = text.slice(0, from) + Buffer.from(put, 'utf8').toString('latin1') + text.slice(from + drop)
      }
      await expectSame(Buffer.from(text, 'latin1'))
    }),
    { numRuns: 1_500, seed: 20260202 },
  )
})
