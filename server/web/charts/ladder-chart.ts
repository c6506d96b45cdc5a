/**
 * A person's way on the ladder: treads on the heights of the steps, days on each, today as a line, what is planned dashed. Places
 * beside the ladder (Bostad först, tillfälligt boende) are drawn on their own level under it.
 */
import { scaleLinear } from 'd3-scale'
import { addDays, daysBetween } from '../../domain/calendar.js'
import { longDay } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { html, trusted, type Html } from '../html.js'
import { renderView } from '../templates.js'
import { dayNumber, monthTicks, yearTicks } from './days.js'
import { at, describedSvg, path, text, tickText, widthOf } from './svg.js'

export interface LadderStay {
  /** Ladder step code. */
  step: string
  startsOn: string
  /** First day not on the step; null = still there. */
  endsOn: string | null
  /** Why the step ended, for the table. */
  reason?: string
}

export interface LadderChart {
  id: string
  title: string
  today: string
  /** Oldest first. */
  stays: readonly LadderStay[]
  /** Earliest day of the next step, drawn dashed from today. */
  plannedOn?: string | null
}

const STEPS = ['STODBOENDE', 'TRANINGSLAGENHET', 'FORSOKSLAGENHET', 'EGET_KONTRAKT']
const WIDTH = 848
const RISE = 36

/** The chart as SVG text, with title and desc. */
export function ladderChart({ id, title, today, stays, plannedOn }: LadderChart): string {
  const from = stays[0]?.startsOn ?? today
  const to = [plannedOn ?? today, today, ...stays.map((stay) => stay.endsOn ?? today)].reduce((a, b) => (a > b ? a : b))
  const beside = stays.some((stay) => !STEPS.includes(stay.step))
  const floor = beside ? 178 : 142
  const x = scaleLinear([dayNumber(from), Math.max(dayNumber(to), dayNumber(from) + 30)], [8, WIDTH - 24])
  const xOf = (on: string) => x(dayNumber(on))
  const yOf = (step: string) => (STEPS.includes(step) ? 142 - RISE * STEPS.indexOf(step) : floor)
  const ticks = daysBetween(from, to) > 400 ? yearTicks(from, to) : monthTicks(from, to)
  const last = stays.at(-1)
  return describedSvg({ id, title, desc: inWords(stays, today, plannedOn), width: WIDTH, height: floor + 34, shape: 'wide' }, [
    ...STEPS.map((step) => path('chart-grid', `M0 ${yOf(step)}H${WIDTH}`)),
    beside ? path('chart-grid', `M0 ${floor}H${WIDTH}`) : html``,
    path('chart-step', treads(stays, today, xOf, yOf)),
    last && plannedOn && last.endsOn === null ? path('chart-target', `M${at(xOf(today))} ${yOf(last.step)}H${at(xOf(plannedOn))}`) : html``,
    path('chart-today', `M${at(xOf(today))} 15V${floor + 10}`),
    text(xOf(today), 10, 'I dag', { strong: true, anchor: xOf(today) > WIDTH - 40 ? 'end' : 'middle' }),
    ...stays.map((stay, index) => treadWords(stay, stays.slice(0, index), stays[index + 1], today, xOf, yOf)),
    stays.some((stay) => stay.step === 'EGET_KONTRAKT') ? html`` : text(0, 28, label('EGET_KONTRAKT')),
    ...ticks.map(
      (tick) => html`${path('chart-grid', `M${at(xOf(tick.on))} ${floor + 6}v6`)}${tickText(xOf(tick.on), floor + 28, tick.text, WIDTH)}`,
    ),
  ])
}

/** One unbroken line of treads and risers; a gap between two stays breaks it. */
function treads(stays: readonly LadderStay[], today: string, xOf: (on: string) => number, yOf: (step: string) => number): string {
  return stays
    .map((stay, index) => {
      const joined = index > 0 && stays[index - 1]?.endsOn === stay.startsOn
      const start = joined ? `V${yOf(stay.step)}` : `M${at(xOf(stay.startsOn))} ${yOf(stay.step)}`
      return `${start}H${at(xOf(stay.endsOn ?? today))}`
    })
    .join('')
}

/** Name and days over the tread, as much as fits before the next one; the table has it all. */
function treadWords(
  stay: LadderStay,
  earlier: readonly LadderStay[],
  next: LadderStay | undefined,
  today: string,
  xOf: (on: string) => number,
  yOf: (step: string) => number,
): Html {
  const days = daysWords(stay, today)
  const name = label(stay.step)
  const short = name.replace(/slägenhet$/, '')
  // A step down comes along a riser from above: the words stand clear of it.
  const before = earlier.at(-1)
  const left = xOf(stay.startsOn) + (before && yOf(before.step) < yOf(stay.step) ? 8 : 0)
  const room = (next ? xOf(next.startsOn) : WIDTH) - left - 8
  const fits = [
    [name, days],
    [short, days],
    [short, ''],
  ].find(([first = '', second = '']) => widthOf(first) + 10 + widthOf(second) < room)
  const y = yOf(stay.step) - 12
  if (fits) {
    const [first = '', second = ''] = fits
    return html`${text(left, y, first, { strong: true })}${second ? text(left + widthOf(first) + 10, y, second) : ''}`
  }
  // The last one is named from the edge, unless it stands there already: an earlier stay on the same height reaches as far.
  const taken = earlier.some((one) => yOf(one.step) === yOf(stay.step) && xOf(one.endsOn ?? today) > WIDTH - widthOf(short))
  return next || taken ? html`` : text(WIDTH, y, short, { strong: true, anchor: 'end' })
}

function daysWords(stay: LadderStay, today: string): string {
  const days = daysBetween(stay.startsOn, stay.endsOn ?? today)
  return `${days} ${days === 1 ? 'dag' : 'dagar'}${stay.endsOn === null ? ' hittills' : ''}`
}

function inWords(stays: readonly LadderStay[], today: string, plannedOn?: string | null): string {
  const lines = stays.map((stay) => `${label(stay.step)} från ${longDay(stay.startsOn)}, ${daysWords(stay, today)}.`)
  return [...lines, plannedOn ? `Nästa steg tidigast ${longDay(plannedOn)}.` : ''].join(' ').trim() || 'Inget steg än.'
}

/** The table under the chart, newest first: locals of the part `table`. "Till" is the last day on the step. */
export function ladderTable({ stays, today }: LadderChart) {
  return {
    columns: [
      { key: 'step', text: 'Steg' },
      { key: 'from', text: 'Från' },
      { key: 'to', text: 'Till' },
      { key: 'days', text: 'Dagar', num: true },
      { key: 'reason', text: 'Skäl till bytet' },
    ],
    rows: [...stays].reverse().map((stay) => ({
      step: renderView('parts/step-mark', { step: stay.step, label }),
      from: html`<time datetime="${stay.startsOn}">${stay.startsOn}</time>`,
      to: stay.endsOn ? dayCell(addDays(stay.endsOn, -1)) : trusted('<span class="soft">pågår</span>'),
      days: daysBetween(stay.startsOn, stay.endsOn ?? today),
      reason: stay.reason ?? '',
    })),
  }
}

function dayCell(on: string): Html {
  return html`<time datetime="${on}">${on}</time>`
}
