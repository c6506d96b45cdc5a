/** What the page of the preview says: each list in numbers, what is wrong row by row, and what the button will do. */
import { plural } from '../../web/swedish-words.js'
import { COLUMNS, SHEET_NAMES } from './columns.js'
import type { Column } from './columns.js'
import type { Finding } from './findings.js'
import type { RegisterImport } from './store.js'

const FINDINGS_SHOWN = 200
const WARNINGS_SHOWN = 50

/** Locals of views/register-import/preview.ejs. */
export function previewWords(preview: RegisterImport) {
  const lists = SHEET_NAMES.flatMap((name) => {
    const counts = preview.sheets[name]
    return counts ? [{ name, ...counts }] : []
  })
  const sum = (field: 'created' | 'changed' | 'rejected' | 'rows') => lists.reduce((total, list) => total + list[field], 0)
  const findings = [...preview.errors, ...preview.dependents]
  const toStore = sum('created') + sum('changed')
  return {
    lists,
    total: { rows: sum('rows'), created: sum('created'), changed: sum('changed'), rejected: sum('rejected') },
    findings: findings.slice(0, FINDINGS_SHOWN).map(shown),
    findingsLeft: findings.length - Math.min(findings.length, FINDINGS_SHOWN),
    warnings: preview.warnings.slice(0, WARNINGS_SHOWN).map(shown),
    warningsLeft: preview.warnings.length - Math.min(preview.warnings.length, WARNINGS_SHOWN),
    warningCount: preview.warnings.length,
    hasErrors: preview.errors.length > 0,
    nothingNew: toStore === 0,
    submit: `Läs in ${plural(toStore, 'rad', 'rader')}`,
  }
}

/** What came in, in one sentence, for the message after. */
export function storedWords(done: RegisterImport): { text: string; rejected: string | null } {
  const words = previewWords(done)
  const parts = [
    words.total.created > 0 ? plural(words.total.created, 'ny rad', 'nya rader') : null,
    words.total.changed > 0 ? plural(words.total.changed, 'ändrad rad', 'ändrade rader') : null,
  ].filter((part) => part !== null)
  return {
    text: parts.length === 0 ? 'Allt fanns redan i registret. Inget ändrades.' : `Registret är inläst: ${parts.join(' och ')}.`,
    rejected:
      words.total.rejected === 0
        ? null
        : `${plural(words.total.rejected, 'rad', 'rader')} lästes inte in. Hämta dem, rätta och läs in dem igen.`,
  }
}

/** A whole list that is wrong, as messages at the file field. */
export function fileErrors(errors: readonly Finding[]): { field: string; message: string }[] {
  return errors.map(({ sheet, row, reason }) => ({
    field: 'fil',
    message: [[sheet, row === null ? '' : `rad ${row}`].filter((part) => part !== '').join(' '), reason]
      .filter((part) => part !== '')
      .join(': '),
  }))
}

/** The lists and their columns, for the page where files are chosen. */
export const listColumns: { name: string; columns: readonly Column[] }[] = SHEET_NAMES.map((name) => ({ name, columns: COLUMNS[name] }))

const shown = ({ sheet, row, column, reason }: Finding) => ({ sheet, row, column, reason })
