/**
 * A person's balance over the months, in kronor: a stepped area above the line for what is owed, below it for money to the good, and
 * dashed what a repayment plan says may be left. The zero line is always in it.
 */
import { max, min } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { amount } from '../../domain/money.js'
import { longDay } from '../../domain/swedish-dates.js'
import { sentence } from '../swedish-words.js'
import { html } from '../html.js'
import { dayNumber, monthTicks } from './days.js'
import { at, describedSvg, path, text } from './svg.js'

export interface BalanceChange {
  /** From this day on … */
  on: string
  /** … this is the balance, in öre: + owed, − to the good. */
  balanceOre: number
}
export interface BalanceChart {
  id: string
  title: string
  /** First and last day of the axis. */
  from: string
  to: string
  /** Oldest first; the balance before the first is 0. */
  changes: readonly BalanceChange[]
  /** What may be left from each day on by the plan; empty without one. */
  plan?: readonly { on: string; leftOre: number }[]
}

const WIDTH = 840
const RIGHT = 750
const TOP = 22
const FLOOR = 170
const BASE = FLOOR + 22

/** The chart as SVG text, with title and desc. */
export function balanceChart({ id, title, from, to, changes, plan = [] }: BalanceChart): string {
  const within = changes.filter((change) => change.on > from && change.on <= to)
  const first = { on: from, balanceOre: balanceAt(changes, from) }
  const drawn = [first, ...within, { on: to, balanceOre: within.at(-1)?.balanceOre ?? first.balanceOre }]
  const planned = plan.filter((step) => step.on <= to)
  const highest = max([...drawn.map((one) => one.balanceOre), ...planned.map((one) => one.leftOre), 0]) ?? 0
  const lowest = min([...drawn.map((one) => one.balanceOre), 0]) ?? 0
  const x = scaleLinear([dayNumber(from), Math.max(dayNumber(to), dayNumber(from) + 1)], [0, RIGHT])
  const y = scaleLinear([lowest, highest === lowest ? lowest + 1 : highest], [FLOOR, TOP])
  const levels = highest === lowest ? [] : y.ticks(3).filter((level) => level !== 0 && level % 100 === 0 && Math.abs(y(level) - y(0)) > 13)
  const xOf = (on: string) => x(Math.max(dayNumber(on), dayNumber(from)))
  return describedSvg({ id, title, desc: inWords(drawn), width: WIDTH, height: BASE + 4, shape: 'wide' }, [
    ...levels.map((level) => html`${path('chart-grid', `M0 ${at(y(level))}H${RIGHT}`)}${text(RIGHT + 12, y(level) + 4, amount(level))}`),
    text(RIGHT + 12, y(0) + 4, '0'),
    ...spells(drawn).map(({ sign, steps }) => path(sign > 0 ? 'chart-debt' : 'chart-credit', outline(steps, xOf, y))),
    path('chart-zero', `M0 ${at(y(0))}H${RIGHT}`),
    ...(planned.length > 0 ? [path('chart-target', stairs(planned, to, xOf, y)), planLabel(planned, xOf, y)] : []),
    ...(highest === lowest ? [text(0, FLOOR - 14, 'Jämnt hela tiden')] : []),
    ...monthTicks(from, to).map((tick) => text(x(dayNumber(tick.on)), BASE, tick.text)),
  ])
}

interface Spell {
  sign: number
  steps: BalanceChange[]
}

/** The stretches on one side of zero, each ending with the day it was left (or the end of the axis). */
function spells(drawn: readonly BalanceChange[]): Spell[] {
  const found: Spell[] = []
  drawn.forEach((change, index) => {
    const before = Math.sign(drawn[index - 1]?.balanceOre ?? 0)
    const sign = Math.sign(change.balanceOre)
    if (before !== 0) found.at(-1)?.steps.push(change)
    if (sign !== 0 && sign !== before) found.push({ sign, steps: [change] })
  })
  return found.filter((spell) => spell.steps.length > 1)
}

/** A stepped area on the zero line: out on the first day, level until each change, back on the last. */
function outline([first, ...later]: readonly BalanceChange[], x: (on: string) => number, y: (ore: number) => number): string {
  if (!first) return ''
  const steps = later.map((change, index) => `H${at(x(change.on))}V${index === later.length - 1 ? at(y(0)) : at(y(change.balanceOre))}`)
  return `M${at(x(first.on))} ${at(y(0))}V${at(y(first.balanceOre))}${steps.join('')}Z`
}

function stairs(
  plan: readonly { on: string; leftOre: number }[],
  to: string,
  x: (on: string) => number,
  y: (ore: number) => number,
): string {
  const [first, ...later] = plan
  if (!first) return ''
  return `M${at(x(first.on))} ${at(y(first.leftOre))}${later.map((step) => `H${at(x(step.on))}V${at(y(step.leftOre))}`).join('')}H${at(x(to))}`
}

function planLabel(plan: readonly { on: string; leftOre: number }[], x: (on: string) => number, y: (ore: number) => number) {
  const first = plan[0] ?? { on: '', leftOre: 0 }
  return text(Math.min(x(first.on), RIGHT - 40), Math.max(12, y(first.leftOre) - 6), 'Plan', { strong: true })
}

function balanceAt(changes: readonly BalanceChange[], on: string): number {
  return changes.filter((change) => change.on <= on).at(-1)?.balanceOre ?? 0
}

/** Where it began, its highest and lowest, and where it is. */
function inWords(drawn: readonly BalanceChange[]): string {
  const [first, last] = [drawn[0], drawn.at(-1)]
  if (!first || !last) return ''
  const most = drawn.reduce((top, one) => (one.balanceOre > top.balanceOre ? one : top), first)
  const least = drawn.reduce((bottom, one) => (one.balanceOre < bottom.balanceOre ? one : bottom), first)
  const words = (one: BalanceChange) =>
    one.balanceOre === 0
      ? 'jämnt'
      : one.balanceOre > 0
        ? `${amount(one.balanceOre)} kronor att betala`
        : `${amount(-one.balanceOre)} kronor till godo`
  return [
    `${words(first)} ${longDay(first.on)}.`,
    most.balanceOre > first.balanceOre ? `Som mest ${words(most)} ${longDay(most.on)}.` : '',
    least.balanceOre < first.balanceOre ? `Som minst ${words(least)} ${longDay(least.on)}.` : '',
    `${words(last)} ${longDay(last.on)}.`,
  ]
    .filter((text) => text !== '')
    .map(sentence)
    .join(' ')
}
