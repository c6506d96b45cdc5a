/** Debt over the months, in kronor: a stepped area that is empty when nothing is owed. The axis starts at 0. */
import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { amount } from '../../domain/money.js'
import { longDay } from '../../domain/swedish-dates.js'
import { html } from '../html.js'
import { dayNumber, monthTicks } from './days.js'
import { at, describedSvg, path, text } from './svg.js'

export interface DebtChange {
  /** From this day on … */
  on: string
  /** … this much is owed, in öre. */
  debtOre: number
}

export interface DebtChart {
  id: string
  title: string
  /** First and last day of the axis. */
  from: string
  to: string
  today: string
  /** Oldest first; nothing is owed before the first. */
  changes: readonly DebtChange[]
}

const WIDTH = 840
const RIGHT = 750
const FLOOR = 90

/** The chart as SVG text, with title and desc. */
export function debtChart({ id, title, from, to, today, changes }: DebtChart): string {
  const end = today < to ? today : to
  const owed = [{ on: from, debtOre: owedOn(changes, from) }, ...changes.filter((change) => change.on > from && change.on <= end)]
  const drawn = [...owed, { on: end, debtOre: owed.at(-1)?.debtOre ?? 0 }]
  const x = scaleLinear([dayNumber(from), Math.max(dayNumber(to), dayNumber(from) + 1)], [0, RIGHT])
  const top = max(drawn, (change) => change.debtOre) ?? 0
  const y = scaleLinear([0, top || 1], [FLOOR, 14])
  const levels = top === 0 ? [] : y.ticks(2).filter((level) => level > 0 && level % 100 === 0)
  return describedSvg({ id, title, desc: inWords(drawn), width: WIDTH, height: 118, shape: 'wide' }, [
    ...levels.map((level) => html`${path('chart-grid', `M0 ${at(y(level))}H${RIGHT}`)}${text(RIGHT + 12, y(level) + 4, amount(level))}`),
    text(RIGHT + 12, FLOOR + 4, '0'),
    ...owedSpells(drawn).map((spell) =>
      path(
        'chart-debt',
        outline(
          spell,
          (on) => x(dayNumber(on)),
          (debtOre) => y(debtOre),
        ),
      ),
    ),
    path('chart-zero', `M0 ${FLOOR}H${RIGHT}`),
    top === 0 ? text(0, FLOOR - 14, 'Ingen skuld') : html``,
    ...monthTicks(from, to).map((tick) => text(x(dayNumber(tick.on)), 112, tick.text)),
  ])
}

/** The stretches with debt, each ending with the day it was gone (or the end of the axis). */
function owedSpells(drawn: readonly DebtChange[]): DebtChange[][] {
  const spells: DebtChange[][] = []
  drawn.forEach((change, index) => {
    const before = drawn[index - 1]?.debtOre ?? 0
    if (before > 0) spells.at(-1)?.push(change)
    else if (change.debtOre > 0) spells.push([change])
  })
  return spells
}

/** A stepped area on the floor: up on the first day, level until each change, down on the last. */
function outline(spell: readonly DebtChange[], x: (on: string) => number, y: (debtOre: number) => number): string {
  const [first, ...later] = spell
  if (!first) return ''
  const start = `M${at(x(first.on))} ${FLOOR}V${at(y(first.debtOre))}`
  const steps = later.map((change, index) => `H${at(x(change.on))}V${index === later.length - 1 ? FLOOR : at(y(change.debtOre))}`)
  return `${start}${steps.join('')}Z`
}

/** What is owed on the day, in öre. */
function owedOn(changes: readonly DebtChange[], on: string): number {
  return changes.filter((change) => change.on <= on).at(-1)?.debtOre ?? 0
}

function inWords(drawn: readonly DebtChange[]): string {
  const steps = drawn.filter((change, index) => index > 0 && change.debtOre !== drawn[index - 1]?.debtOre)
  const first = drawn[0]
  if (steps.length === 0) return first && first.debtOre > 0 ? `${amount(first.debtOre)} kronor hela tiden.` : 'Ingen skuld.'
  const start = first && first.debtOre > 0 ? [`${amount(first.debtOre)} kronor från början.`] : []
  return [...start, ...steps.map((change) => `${amount(change.debtOre)} kronor från ${longDay(change.on)}.`)].join(' ')
}

/** The table under the chart, newest first: locals of the part `table`. */
export function debtTable({ changes }: DebtChart) {
  return {
    columns: [
      { key: 'on', text: 'Från' },
      { key: 'debt', text: 'Skuld, kr', num: true },
    ],
    rows: [...changes].reverse().map((change) => ({
      on: html`<time datetime="${change.on}">${change.on}</time>`,
      debt: amount(change.debtOre),
    })),
  }
}
