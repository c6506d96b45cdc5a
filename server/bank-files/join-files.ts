/**
 * Several files of one upload as one: all their payments in order, the pages of a statement put together, what stands in two of them
 * once. All or nothing: a file with an error gives nothing of any of them.
 * Example: page 1 states 900,00 and holds 500,00, page 2 (the last) holds 400,00 → the sum is met and nothing more is said of pages;
 * without page 2 both files' warnings stay, and the control is shown as not met.
 */
import {
  type BankFile,
  type BankFileControl,
  type BankFileResult,
  type BankPayment,
  type FileRemark,
  MAX_ERRORS,
  type PageSum,
  type StatementPage,
} from './bank-file.js'
import { controlOf, disagreement } from './control-sums.js'
import { keyOf } from './fields.js'

export interface NamedResult {
  name: string
  result: BankFileResult
}

export function joinFiles(results: readonly NamedResult[]): BankFileResult {
  const [only] = results
  if (results.length === 1 && only) return only.result
  const errors = results.flatMap(({ name, result }) => (result.ok ? [] : result.errors.map((error) => inFile(name, error))))
  if (errors.length > 0) return { ok: false, errors: errors.slice(0, MAX_ERRORS) }
  const files = results.flatMap(({ name, result }) => (result.ok ? [{ name, file: result.file }] : []))
  const statements = statementsOf(files)
  const wrong = statements.flatMap(({ errors }) => errors)
  if (wrong.length > 0) return { ok: false, errors: wrong }
  const settled = new Set(statements.flatMap(({ settled }) => settled))
  const settledPlaces = new Set(statements.flatMap((one) => (one.whole ? [one.place] : [])))
  const { payments, remarks } = paymentsOf(files)
  return {
    ok: true,
    file: {
      format: formatOf(files),
      version: oneOf(files.map(({ file }) => file.version)),
      messageId: [...new Set(files.map(({ file }) => file.messageId))].join(', ').slice(0, 200),
      createdAt: files.reduce<string | null>((latest, { file }) => later(latest, file.createdAt), null),
      accounts: [...new Set(files.flatMap(({ file }) => file.accounts))],
      payments,
      pages: files.flatMap(({ file }) => file.pages),
      warnings: [
        ...statements.flatMap((one) => one.remarks),
        ...remarks,
        ...files.flatMap(({ name, file }) => file.warnings.filter((one) => !settled.has(one)).map((one) => inFile(name, one))),
      ],
      controls: [
        ...statements.flatMap((one) => one.controls),
        ...files.flatMap(({ name, file }) => {
          const paged = new Set(file.pages.map(placeOf).filter((place) => settledPlaces.has(place)))
          const own = file.controls.filter(({ label }) => ![...paged].some((place) => label.startsWith(`${place}: `)))
          return own.map((control) => ({ ...control, label: `${name}, ${control.label}` }))
        }),
      ],
    },
  }
}

interface NamedFile {
  name: string
  file: BankFile
}

interface Joined {
  place: string
  /** All its pages are here. */
  whole: boolean
  controls: BankFileControl[]
  errors: FileRemark[]
  remarks: FileRemark[]
  /** What the files said of their own pages that is no longer so. */
  settled: FileRemark[]
}

/** The statements that go over several files: whole ones are held against the bank's sums, of the others the missing pages are named. */
function statementsOf(files: readonly NamedFile[]): Joined[] {
  const groups = new Map<string, StatementPage[]>()
  for (const page of files.flatMap(({ file }) => file.pages)) {
    const statement = `${page.account} ${page.statementId}`
    groups.set(statement, [...(groups.get(statement) ?? []), page])
  }
  return [...groups.values()].map((all) => {
    const pages = [...new Map(all.map((page) => [page.page, page])).values()].sort((a, b) => a.page - b.page)
    const [first] = pages
    const place = first ? placeOf(first) : 'Filen'
    const inRow = pages.every((page, index) => page.page === index + 1)
    const whole = inRow && pages.at(-1)?.last !== false && pages.slice(0, -1).every((page) => page.last !== true)
    if (!whole) {
      const have = pages.map(({ page }) => page).join(', ')
      const reason = `Alla sidor av utdraget är inte med, bara sida ${have}. Läs in de andra sidorna också.`
      return { place, whole, controls: [], errors: [], remarks: pages.length > 1 ? [{ place, reason }] : [], settled: [] }
    }
    const sums = pages.every((page) => page.sums.every(isMet)) ? eachMet(pages) : overAll(pages)
    const stated = sums.filter((sum) => sum.stated !== null)
    return {
      place,
      whole,
      controls: stated.map((sum) => controlOf(sum, place)),
      errors: stated.filter((sum) => !isMet(sum)).map((sum) => ({ place, reason: disagreement(sum) })),
      remarks: [],
      settled: all.flatMap((page) => page.remarks),
    }
  })
}

/** Every page states its own sum, and each is met: shown as the sum of them. */
function eachMet(pages: readonly StatementPage[]): PageSum[] {
  const added = overAll(pages)
  return added.map((sum, index) => {
    const own = pages.flatMap((page) => page.sums[index] ?? [])
    if (own.every(({ stated }) => stated === null)) return sum
    const total = own.reduce((all, one) => all + (one.stated ?? one.foundAll), 0)
    return { ...sum, stated: total, foundAll: total }
  })
}

/** The sum stands for all pages: on the first, the last, or every one of them. What the pages hold is added up. */
function overAll(pages: readonly StatementPage[]): PageSum[] {
  const [first] = pages
  return (first?.sums ?? []).map((sum, index) => {
    const all = pages.flatMap((page) => page.sums[index] ?? [])
    return {
      ...sum,
      stated: all.findLast(({ stated }) => stated !== null)?.stated ?? null,
      foundAll: all.reduce((total, one) => total + one.foundAll, 0),
      foundBooked: all.reduce((total, one) => total + one.foundBooked, 0),
    }
  })
}

const isMet = ({ stated, foundAll, foundBooked }: PageSum) => stated === null || stated === foundAll || stated === foundBooked
const placeOf = ({ account }: StatementPage) => `Konto ${account || 'okänt'}`

/**
 * All payments, numbered anew. One that also stands in an earlier file (a copy, or the statement after the notification) is left out
 * and told, but pages of one statement never repeat each other: there it is another payment that looks the same.
 */
function paymentsOf(files: readonly NamedFile[]): { payments: BankPayment[]; remarks: FileRemark[] } {
  const payments: BankPayment[] = []
  const remarks: FileRemark[] = []
  const seenIn = new Map<string, BankFile[]>()
  for (const { name, file } of files) {
    let repeated = 0
    for (const payment of file.payments) {
      const before = seenIn.get(payment.transactionKey) ?? []
      if (before.some((other) => !areSiblings(other, file))) {
        repeated += 1
        continue
      }
      const transactionKey = before.length > 0 ? keyOf([payment.transactionKey, 'sida', before.length + 1]) : payment.transactionKey
      seenIn.set(payment.transactionKey, [...before, file])
      payments.push({ ...payment, transactionKey, ordinal: payments.length + 1, place: `${name}, ${payment.place}` })
    }
    const many = repeated === 1 ? 'En betalning' : `${repeated} betalningar`
    if (repeated > 0) remarks.push({ place: name, reason: `${many} finns också i en annan av filerna och räknas en gång.` })
  }
  return { payments, remarks }
}

/** Different pages of one statement. */
function areSiblings(one: BankFile, other: BankFile): boolean {
  return one.pages.some((a) => other.pages.some((b) => a.account === b.account && a.statementId === b.statementId && a.page !== b.page))
}

/** What they all are; camt before BgMax where they differ, since accounts are written as camt writes them. */
function formatOf(files: readonly NamedFile[]): BankFile['format'] {
  const formats = files.map(({ file }) => file.format)
  return (['CAMT054', 'CAMT053', 'BGMAX', 'PAYMENT_LIST'] as const).find((format) => formats.includes(format)) ?? 'CAMT054'
}

function oneOf(values: readonly string[]): string {
  return values.every((value) => value === values[0]) ? (values[0] ?? '') : ''
}

function later(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other > one) ? other : one
}

function inFile(name: string, { place, reason }: FileRemark): FileRemark {
  return { place: place === name ? name : `${name}, ${place}`, reason }
}
