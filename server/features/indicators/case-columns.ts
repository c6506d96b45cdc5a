/** The columns of the rows behind an indicator of homes at risk: who and where, then what decided the figure. */
import type { ReportedIndicator } from '../../domain/indicators.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import type { Cell, Column } from './cells.js'
import type { CaseBehind, Cut } from './rows-behind.js'
import type { ShownRow } from './rows-store.js'

const who: Column[] = [
  { key: 'person', text: 'Person', sort: 'namn' },
  { key: 'case', text: 'Ärende' },
]
const home: Column = { key: 'apartment', text: 'Adress', sort: 'adress' }
const children: Column = { key: 'children', text: 'Barn', num: true }
const why: Column = { key: 'sign', text: 'Varför' }

/** The first column is the row's heading and is always the person. */
export function caseColumns({ code }: ReportedIndicator, cut: Cut): Column[] {
  const signed = cut === 'EXCLUDED' || cut === 'BESIDE' ? [why] : []
  switch (code) {
    case 'I4':
    case 'I5':
      return [
        ...who,
        { key: 'startsOn', text: 'Kom in', sort: 'in' },
        ...(code === 'I4' ? [{ key: 'plannedOn', text: 'Planerad avhysning' }] : [{ key: 'notice', text: 'Meddelande' }]),
        { key: 'outcome', text: 'Utfall' },
        { key: 'endsOn', text: 'Utfallsdag', sort: 'ut' },
        children,
        ...signed,
      ]
    case 'I9':
      return [
        ...who,
        { key: 'startsOn', text: 'Första kontakt', sort: 'in' },
        { key: 'attempts', text: 'Dagar med försök', num: true },
        { key: 'answer', text: 'Svar' },
        { key: 'endsOn', text: 'Svarade', sort: 'ut' },
        ...signed,
      ]
    case 'G8b':
      return [
        ...who,
        { key: 'startsOn', text: 'Risken blev känd', sort: 'in' },
        { key: 'endsOn', text: 'Första försök', sort: 'ut' },
        { key: 'days', text: 'Dagar', num: true },
        ...signed,
      ]
    case 'G14':
      return [
        ...who,
        { key: 'stage', text: 'Risk', sort: 'risk' },
        { key: 'step', text: 'Steg' },
        { key: 'next', text: 'Nästa åtgärd' },
        { key: 'contactDays', text: 'Dagar sedan kontakt', num: true },
        children,
        ...(cut === 'REST' || cut === 'DENOMINATOR' ? [{ key: 'endsOn', text: 'Slutade', sort: 'ut' as const }] : []),
      ]
    default:
      return [
        ...who,
        home,
        { key: 'startsOn', text: 'Risken blev känd', sort: 'in' },
        { key: 'endsOn', text: cut === 'BESIDE' ? 'Slutade' : 'Avhyst', sort: 'ut' },
        children,
        ...signed,
      ]
  }
}

/** What the case's own columns hold. */
export function caseCell(row: ShownRow, behind: CaseBehind | undefined): Record<string, Cell> {
  const { stage, notice, outcome, answer, plannedOn, ...numbers } = behind?.cells ?? {}
  const word = (code: string | number | null | undefined) => (typeof code === 'string' ? label(code) : null)
  return {
    ...numbers,
    case: row.case === null ? null : { href: paths.case.url({ caseId: row.case.id }), text: row.case.number },
    startsOn: { day: row.startsOn },
    endsOn: { day: row.endsOn },
    plannedOn: { day: typeof plannedOn === 'string' ? plannedOn : null },
    step: word(row.step),
    stage: word(stage),
    notice: word(notice),
    outcome: word(outcome),
    answer: word(answer),
  }
}
