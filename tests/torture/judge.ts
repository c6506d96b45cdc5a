/** What may come of a mutated file: an error in Swedish with its place, or a file whose sums hold. Returns what is wrong, or null. */
import { type BankFileResult, MAX_PAYMENT_ORE } from '../../server/bank-files/bank-file.js'
import { readBankFile } from '../../server/bank-files/read.js'
import type { MutatedFile } from './mutated-files.js'

export function faultOf(result: BankFileResult, file: MutatedFile): string | null {
  if (!result.ok) {
    if (result.errors.length === 0) return 'refused without a reason'
    const bad = result.errors.find(
      ({ place, reason }) =>
        place === '' || !/^(?:[^:]+: )?[\p{Lu}0-9”"][^]*[.]$/u.test(reason) || /\b(undefined|null|NaN|Error|unexpected)\b/.test(reason),
    )
    return bad ? `not a Swedish error: ${bad.place}: ${bad.reason}` : null
  }
  const { payments, controls, pages, format } = result.file
  if (payments.some(({ ordinal }, index) => ordinal !== index + 1)) return 'the ordinals are not in a row'
  if (new Set(payments.map(({ transactionKey }) => transactionKey)).size !== payments.length) return 'two payments share a key'
  const bad = payments.find(
    ({ amountOre, currency, bookedOn }) =>
      !Number.isSafeInteger(amountOre) ||
      amountOre <= 0 ||
      amountOre > MAX_PAYMENT_ORE ||
      !/^[A-Z]{3}$/.test(currency) ||
      !/^(?:\d{4}-\d{2}-\d{2})?$/.test(bookedOn ?? ''),
  )
  if (bad) return `no payment: ${JSON.stringify(bad)}`
  if (pages.length === 0 && controls.some(({ ok }) => !ok)) return 'a control sum does not hold'
  const expected = file.bytes && file.kind !== 'ZIP' ? netInText(file.bytes, format) : null
  const net = payments.reduce((sum, { kind, amountOre }) => sum + (kind === 'PAYMENT' ? amountOre : -amountOre), 0)
  return expected !== null && expected !== net ? `the payments make ${net}, the file ${expected}` : null
}

/** The scanner and saxes must agree: a stream, which cannot be read twice, goes through saxes alone. */
export async function differsThroughSaxes(result: BankFileResult, { kind, bytes }: MutatedFile): Promise<boolean> {
  if (kind !== 'CAMT' || !bytes) return false
  async function* once(whole: Buffer) {
    yield whole
  }
  return JSON.stringify(await readBankFile(once(bytes), 'filen')) !== JSON.stringify(result)
}

/** The sum of a file that was read, reckoned another way than the reader does: all currencies as one. Null where that way does not reach. */
function netInText(bytes: Buffer, format: string): number | null {
  const written = bytes[1] === 0 || bytes[0] === 0xff ? bytes.toString('utf16le') : bytes.toString('latin1')
  const text = format === 'BGMAX' ? written : written.replace(/\s+/g, ' ')
  if (format === 'BGMAX') {
    const rows = text.split('\n').filter((row) => /^2[01]/.test(row))
    return rows.reduce((sum, row) => sum + (row.startsWith('20') ? 1 : -1) * Number(withoutTabs(row).slice(37, 55)), 0)
  }
  if (format !== 'CAMT054' || /<!--|<!\[CDATA|<\?(?!xml)/.test(text)) return null
  const entries = [...text.matchAll(/<(?:\w+:)?Ntry>([^]*?)<\/(?:\w+:)?Ntry>/g)].map(([, inside = '']) => inside)
  const all = entries.map((inside) => {
    const own = inside.replace(/<(?:\w+:)?(?:NtryDtls|AmtDtls|Chrgs|a)>[^]*<\/(?:\w+:)?(?:NtryDtls|AmtDtls|Chrgs|a)>/g, '')
    const amounts = [...own.matchAll(/<(?:\w+:)?Amt [^>]*>\s*([\d.+]+)\s*</g)].map(([, amount]) => Math.round(Number(amount) * 100))
    const statuses = [...own.matchAll(/<Sts>\s*(?:<Cd>)?\s*(\w+)\s*(?:<\/Cd>)?\s*<\/Sts>/g)].map(([, status]) => status)
    const directions = [...own.matchAll(/<CdtDbtInd>\s*(\w+)\s*</g)].map(([, direction]) => direction)
    if (amounts.length !== 1 || statuses.length !== 1 || directions.length !== 1) return null
    return statuses[0] === 'BOOK' ? (directions[0] === 'CRDT' ? 1 : -1) * (amounts[0] ?? 0) : 0
  })
  return all.includes(null) ? null : all.reduce<number>((sum, one) => sum + (one ?? 0), 0)
}

function withoutTabs(row: string): string {
  let spaced = ''
  for (const character of row) spaced += character === '\t' ? ' '.repeat(8 - (spaced.length % 8)) : character
  return spaced
}
