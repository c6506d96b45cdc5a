/** The month matrix as its page and its workbook want it: which twelve months, each cell in words, and the sums. */
import type { XlsxSheet } from '../../documents/xlsx.js'
import { monthOf, nextMonth, type Day, type Month } from '../../domain/calendar.js'
import { stepOfHousingForm } from '../../domain/ladder.js'
import { amount, kronor } from '../../domain/money.js'
import { monthState, type MonthState } from '../../domain/month-state.js'
import type { Tolerance } from '../../domain/paid-in-time.js'
import type { HousingForm } from '../../domain/codes.js'
import { dayAndMonth, monthName, shortDay, shortMonthName } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { sentence } from '../../web/swedish-words.js'
import type { Matrix, MatrixPerson, MonthSum } from './month-matrix-store.js'
import { payCell } from './rent-pages.js'

/** Twelve months: those of a year, or without one the last twelve, the coming month among them (its rent is due before it begins). */
export function monthsShown(year: number | undefined, today: Day): Month[] {
  const first = year === undefined ? nextMonth(monthOf(today), -10) : `${year}-01`
  return Array.from({ length: 12 }, (_, n) => nextMonth(first, n))
}

/** "2026", "maj 2026–april 2027" */
export function monthsText(months: readonly Month[]): string {
  const [first = '', last = ''] = [months[0], months.at(-1)]
  return first.slice(0, 4) === last.slice(0, 4) ? first.slice(0, 4) : `${monthName(first)}–${monthName(last)}`
}

/** The head of each month; one that begins a year, or the table, says which where there are two. */
export function monthHeads(months: readonly Month[], today: Day) {
  const severalYears = months[0]?.slice(0, 4) !== months.at(-1)?.slice(0, 4)
  return months.map((month, n) => ({
    text: sentence(shortMonthName(month)) + (severalYears && (n === 0 || month.endsWith('-01')) ? ` ${month.slice(2, 4)}` : ''),
    now: month === monthOf(today),
  }))
}

/** One row: who, and a cell a month. */
export function matrixRow(person: MatrixPerson, months: readonly Month[], today: Day, toleranceOn: Tolerance) {
  const states = months.map((month) => monthState(person.bills.get(month) ?? [], today, toleranceOn))
  return {
    person: { href: paths.personLedger.url({ personId: person.personId }), name: person.name, masked: person.name === null },
    step: person.housingForm === null ? null : stepOfHousingForm(person.housingForm as HousingForm),
    note: kronor(person.rentOre),
    leftOre: states.reduce((sum, state) => sum + state.lateOre, 0),
    cells: states.map((state) => ({ ...payCell(state.state, today), detail: detailOf(state, today) })),
  }
}

/** The bill and what has been paid of it, when, in words and as short as a cell is: "2 265 av 6 480", "betalt 4 nov", "4 nov". */
function detailOf(
  { state, bills, amountOre, paidOre, paidOn, dueOn }: MonthState,
  today: Day,
): { sum: string; when: string; day: string } | null {
  if (state.state === 'NONE') return null
  const several = bills > 1 ? ` på ${bills} avier` : ''
  const sum = (paidOre > 0 && paidOre < amountOre ? `${amount(paidOre)} av ${amount(amountOre)}` : amount(amountOre)) + several
  if (state.state === 'RESPITE') return { sum, when: `anstånd till ${dayAndMonth(state.untilOn)}`, day: cellDay(state.untilOn) }
  const day = paidOn ?? dueOn
  if (day === null) return { sum, when: '', day: '' }
  const verb = paidOn !== null ? 'betalt' : day < today ? 'förföll' : 'förfaller'
  return { sum, when: `${verb} ${dayAndMonth(day)}`, day: cellDay(day) }
}

const cellDay = (day: Day) => shortDay(day, day).replace(/^\S+ /, '').replace(' ', '\u00a0')

/** The foot: what was charged, paid and is late, of everybody in the selection, in whole kronor so that it fits its column. */
export function matrixFoot(sums: readonly MonthSum[], months: readonly Month[]) {
  const byMonth = new Map(sums.map((sum) => [sum.period, sum]))
  const row = (text: string, of: 'chargedOre' | 'paidOre' | 'lateOre') => ({
    text,
    amounts: months.map((month) => {
      const sum = byMonth.get(month)
      return sum ? wholeKronor(sum[of]) : null
    }),
    leftOre: wholeKronor(sums.reduce((total, sum) => total + sum[of], 0)),
  })
  return [row('Aviserat', 'chargedOre'), row('Betalt', 'paidOre'), row('Förfallet, kvar', 'lateOre')]
}

const wholeKronor = (ore: number) => Math.round(ore / 100) * 100

/** The workbook: the states as on the page, and what was charged, paid and is left as numbers to sum. A protected person has no name in it. */
export function matrixSheets({ people, sums }: Matrix, months: readonly Month[], today: Day, toleranceOn: Tolerance): XlsxSheet[] {
  const byMonth = new Map(sums.map((sum) => [sum.period, sum]))
  const columns = ['Hyresgäst', 'Boendeform', 'Kostnadsställe', ...months, 'Summa'].map((header, n) =>
    n === 0 ? { header, width: 26 } : { header },
  )
  const rows = people.map((person) => ({
    who: [
      person.name ?? 'Skyddad person',
      person.name && person.housingForm ? label(person.housingForm) : null,
      person.name && person.costCentre,
    ],
    states: months.map((month) => monthState(person.bills.get(month) ?? [], today, toleranceOn)),
  }))
  const numbers = (name: string, of: (state: MonthState) => number, sum: 'chargedOre' | 'paidOre' | 'lateOre'): XlsxSheet => ({
    name,
    columns,
    rows: [
      ...rows.map(({ who, states }) => [
        ...who,
        ...states.map((state) => (state.bills === 0 ? null : of(state) / 100)),
        states.reduce((total, state) => total + of(state), 0) / 100,
      ]),
      [
        'Summa',
        null,
        null,
        ...months.map((month) => (byMonth.get(month)?.[sum] ?? 0) / 100),
        sums.reduce((total, one) => total + one[sum], 0) / 100,
      ],
    ],
  })
  return [
    {
      name: 'Månad för månad',
      columns: columns.slice(0, -1),
      rows: rows.map(({ who, states }) => [...who, ...states.map((state) => stateWords(state, today))]),
    },
    numbers('Aviserat', (state) => state.amountOre, 'chargedOre'),
    numbers('Betalt', (state) => state.paidOre, 'paidOre'),
    numbers('Förfallet, kvar', (state) => state.lateOre, 'lateOre'),
  ]
}

/** "betald", "Delbetalad, kvar 4 215", "Förfaller 30 nov" */
function stateWords(state: MonthState, today: Day): string | null {
  if (state.state.state === 'NONE') return null
  const { said, text } = payCell(state.state, today)
  return (said ? `${said} ${text}` : text).replaceAll('\u00a0', ' ')
}
