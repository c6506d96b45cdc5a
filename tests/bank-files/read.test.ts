import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readBankFile } from '../../server/bank-files/read.js'
import { expectSound } from './sound.js'
import { camt, entry, errorsOf, fixture, FIXTURES, net, read, told, transaction } from './written.js'

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

describe('the same file in any pieces', () => {
  test.each(FIXTURES.flatMap((name) => [1, 7, 1000].map((size) => [name, size] as const)))('%s, %i bytes at a time', async (name, size) => {
    const whole = await readBankFile(fixture(name), name)
    expect(whole.ok).toBe(true)
    expect(await readBankFile(chunks(fixture(name), size), name)).toEqual(whole)
  })
})

describe('the same file in any encoding', () => {
  const text = fixture('avisering-v08.camt054.xml').toString('utf8')
  const swapped = (declared: string) => text.replace('encoding="UTF-8"', `encoding="${declared}"`)
  test.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf8')],
    ['UTF-8 without a declaration', Buffer.from(text.replace(/<\?xml.*?\?>\s*/, ''), 'utf8')],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${swapped('UTF-16')}`, 'utf16le')],
    ['UTF-16 LE without a mark', Buffer.from(swapped('UTF-16LE'), 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${swapped('UTF-16')}`, 'utf16le').swap16()],
    ['ISO-8859-1', Buffer.from(swapped('ISO-8859-1'), 'latin1')],
    ['windows-1252', Buffer.from(swapped('windows-1252'), 'latin1')],
  ])('%s', async (_, bytes) => {
    expect(await readBankFile(chunks(bytes, 1), 'filen')).toEqual(await readBankFile(fixture('avisering-v08.camt054.xml'), 'filen'))
  })

  test('bytes that are not what the file declares are refused', async () => {
    expect(told(await errorsOf(Buffer.from(text, 'latin1')))[0]).toMatch(
      /^rad 1, kolumn 0: Filens tecken stämmer inte med den teckenkodning/,
    )
  })

  test('an encoding that cannot be read is named', async () => {
    expect(told(await errorsOf(swapped('EBCDIC-SE')))).toEqual([
      'filen: Filens teckenkodning ebcdic-se går inte att läsa. Be banken om UTF-8.',
    ])
  })
})

describe('what is no bank file', () => {
  test.each([
    ['nothing', '', 'filen: Filen är tom.'],
    [
      'a text',
      'hej',
      'filen: Filen är inte en bankfil. Välj en fil av typen camt.054, camt.053 eller BgMax, eller en betalningslista enligt mallen.',
    ],
    [
      'some bytes',
      Buffer.from([0, 1, 2, 3]),
      'filen: Filen är inte en bankfil. Välj en fil av typen camt.054, camt.053 eller BgMax, eller en betalningslista enligt mallen.',
    ],
  ])('%s', async (_, source, reason) => {
    expect(told(await errorsOf(source))).toEqual([reason])
  })

  test('a file over the limit is refused as soon as the limit is passed', async () => {
    let given = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(camt({ entries: ['ENTRIES'] }).split('ENTRIES')[0] ?? '')
      for (;;) {
        given += 1024
        yield Buffer.from('<a/>'.repeat(256))
      }
    }
    const result = await readBankFile(endless(), 'stor.xml', 2 * 1024 * 1024)
    expect(result).toEqual({ ok: false, errors: [{ place: 'stor.xml', reason: 'Filen är större än 2 MB. Be banken att dela upp den.' }] })
    expect(given).toBeLessThan(3 * 1024 * 1024)
  })

  test('spaces without end are refused early, before they fill the memory', async () => {
    let given = 0
    async function* spaces(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('<Document>')
      for (; given < 1024 ** 3; given += 65_536) yield Buffer.alloc(65_536, ' ')
    }
    expect((await readBankFile(spaces(), 'filen')).ok).toBe(false)
    expect(given).toBeLessThan(2 * 1024 * 1024)
  })
})

test('an empty notification is a file without payments, with a warning', async () => {
  const file = await read(camt({}))
  expect(file.payments).toEqual([])
  expect(told(file.warnings)).toEqual(['Filen: Filen har inga betalningar.'])
})

test('an error of the source itself is not hidden as a fault of the file', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('<Document>')
    throw new Error('the disk is gone')
  }
  await expect(readBankFile(broken(), 'filen')).rejects.toThrow('the disk is gone')
})

describe('damage gives a sound file or Swedish errors, never a throw', () => {
  const damage = fc.record({
    name: fc.constantFrom(...FIXTURES),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.integer({ min: 0, max: 40 }),
        put: fc.oneof(
          fc.uint8Array({ maxLength: 12 }),
          fc.constantFrom('<', '&', '\n', '9', '-', ']]>', '</Ntry>', '<!--').map((text) => Buffer.from(text)),
        ),
      }),
      { maxLength: 6 },
    ),
    cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    doubled: fc.boolean(),
  })
  test('bytes changed, dropped, added, cut, lines doubled', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async ({ name, edits, cut, doubled }) => {
        let bytes: Buffer = fixture(name)
        for (const { at, length, put } of edits) {
          const from = Math.floor(at * bytes.length)
          bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + length)])
        }
        if (doubled) {
          const lines = bytes.toString('latin1').split('\n')
          const line = Math.floor((edits[0]?.at ?? 0.5) * (lines.length - 1))
          bytes = Buffer.from(lines.toSpliced(line, 0, lines[line] ?? '').join('\n'), 'latin1')
        }
        if (cut !== null) bytes = bytes.subarray(0, Math.floor(cut * bytes.length))
        expectSound(await readBankFile(bytes, 'filen'))
      }),
      { numRuns: 1_500, seed: 20260130 },
    )
  })

  test('any bytes at all after a start that looks right', async () => {
    const starts = fc.constantFrom('', '<', '01BGMAX', '<?xml version="1.0"?><Document>', '\ufeff<Document><BkToCstmrStmt><Stmt>')
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
        expectSound(await readBankFile(Buffer.concat([Buffer.from(start), rest]), 'filen'))
      }),
      { numRuns: 500, seed: 20260131 },
    )
  })
})

/** Bytes that are really in use: what the garbage collector leaves. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

test('20,000 entries stream through: the payments stay, the file does not, and other work gets its turn', async () => {
  const entries = 20_000
  const [head = '', tail = ''] = camt({ entries: ['ENTRIES'] }).split('ENTRIES')
  // Long texts that are not kept make 60 MB of file; a reference kept as a slice of the file's text would hold on to all of it.
  const filler = `<AddtlTxInf>${'x'.repeat(2_800)}</AddtlTxInf>`
  async function* generated(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(head)
    for (let n = 1; n <= entries; n++) {
      yield Buffer.from(entry({ amount: `${n}.01`, reference: `REFERENCE-${n}`, details: transaction(null, `700000000${n}`, filler) }))
    }
    yield Buffer.from(tail)
  }
  let turns = 0
  let reading = true
  const others = (async () => {
    for (; reading; turns++) await setTimeout(0)
  })()
  const before = heapInUse()
  const result = await readBankFile(generated(), 'stor.xml')
  const grown = heapInUse() - before
  reading = false
  await others
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  expect(result.file.payments).toHaveLength(entries)
  expect(net(result.file)).toBe((entries * (entries + 1) * 100) / 2 + entries)
  expect(result.file.payments.at(-1)).toMatchObject({
    ordinal: entries,
    references: [{ reference: `700000000${entries}` }],
    place: `Ntry ${entries}, TxDtls 1`,
  })
  expect(turns).toBeGreaterThan(50)
  expect(grown).toBeLessThan(30 * 1024 * 1024)
})
