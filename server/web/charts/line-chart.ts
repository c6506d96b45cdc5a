/**
 * Shares over the years: a line with every figure written at its point, the target dashed and stepped where it changed, an open
 * point where the figure is preliminary. A year without anything to divide by breaks the line; it is never drawn as 0 %.
 */
import { max } from 'd3-array'
import { scaleBand, scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { percent } from '../../domain/money.js'
import { html, type Html } from '../html.js'
import { at, describedSvg, path, text } from './svg.js'

export interface SharePoint {
  /** What stands on the axis: '2026' or 'T2'. */
  label: string
  n: number
  N: number
  /** Preliminary: an open point. */
  open?: boolean
  /** A second line under the axis: 't.o.m. 22 nov'. */
  note?: string
  /** The target in force, in percent. */
  target?: number | null
}

export interface LineChart {
  id: string
  title: string
  points: readonly SharePoint[]
}

const LEFT = 36
const TOP = 30
const BOTTOM = 262

/** The chart as SVG text, with title and desc. */
export function lineChart({ id, title, points }: LineChart): string {
  const width = Math.max(420, LEFT + points.length * 120)
  const x = scaleBand<number>(
    points.map((_, index) => index),
    [LEFT, width],
  )
  const top = max(points, (point) => Math.max(share(point) ?? 0, point.target ?? 0)) ?? 0
  // A share of a whole never passes 100: the axis ends there, unless a figure does (takeovers of a stock that has shrunk).
  const room = Math.max(10, top * 1.15)
  const y = scaleLinear([0, top <= 100 ? Math.min(100, room) : room], [BOTTOM, TOP]).nice(4)
  const middle = (index: number) => (x(index) ?? 0) + x.bandwidth() / 2
  const drawn = line<SharePoint>()
    .defined((point) => share(point) !== null)
    .x((_, index) => middle(index))
    .y((point) => y(share(point) ?? 0))
    .digits(1)(points)
  return describedSvg(
    {
      id,
      title,
      desc: inWords(points),
      width,
      height: points.some((point) => point.note) ? 304 : 288,
      shape: points.length > 6 ? 'wider' : points.length > 4 ? 'wide' : '',
    },
    [
      ...y
        .ticks(4)
        .map(
          (tick) =>
            html`${path(tick === 0 ? 'chart-axis' : 'chart-grid', `M${LEFT} ${at(y(tick))}H${width}`)}${text(LEFT - 10, y(tick) + 4, String(tick), { anchor: 'end' })}`,
        ),
      ...targetSteps(points, (index) => x(index) ?? 0, x.bandwidth(), y),
      drawn ? path('chart-line', drawn) : html``,
      ...points.map((point, index) => pointWithFigure(points, index, middle(index), y)),
      ...points.map(
        (point, index) =>
          html`${text(middle(index), 284, point.label, { anchor: 'middle' })}${point.note ? text(middle(index), 301, point.note, { anchor: 'middle' }) : ''}`,
      ),
    ],
  )
}

/** Percent of a point, or null when there is nothing to divide by. */
function share(point: SharePoint): number | null {
  return point.N === 0 ? null : (point.n / point.N) * 100
}

function targetSteps(points: readonly SharePoint[], left: (index: number) => number, band: number, y: (value: number) => number): Html[] {
  let d = ''
  const words: Html[] = []
  points.forEach(({ target }, index) => {
    if (typeof target !== 'number') return
    const before = points[index - 1]?.target
    if (typeof before !== 'number') d += `M${at(left(index))} ${at(y(target))}`
    else if (before !== target) d += `V${at(y(target))}`
    d += `H${at(left(index) + band)}`
    if (before !== target)
      words.push(text(left(index) + 4, targetWordsY(points, index, target, y), `Mål ${String(target).replace('.', ',')}`, { strong: true }))
  })
  return d ? [path('chart-target', d), ...words] : []
}

/** Above the target line, or below it where the year's figure stands there. */
function targetWordsY(points: readonly SharePoint[], index: number, target: number, y: (value: number) => number): number {
  const figureY = figureHeight(points, index, y)
  return figureY !== null && Math.abs(figureY - (y(target) - 8)) < 16 ? y(target) + 18 : y(target) - 8
}

/** The figure stands above its point, or below where the line dips or the target line would run through it. */
function figureHeight(points: readonly SharePoint[], index: number, y: (value: number) => number): number | null {
  const point = points[index]
  const value = point ? share(point) : null
  if (!point || value === null) return null
  const beside = [points[index - 1], points[index + 1]].map((other) => (other ? share(other) : null)).filter((other) => other !== null)
  const dips = beside.length > 0 && beside.every((other) => other > value)
  const crossed = typeof point.target === 'number' && y(value) - y(point.target) > 0 && y(value) - y(point.target) < 34
  return y(value) + ((dips || crossed) && y(value) < BOTTOM - 28 ? 22 : -12)
}

function pointWithFigure(points: readonly SharePoint[], index: number, x: number, y: (value: number) => number): Html {
  const point = points[index]
  const value = point ? share(point) : null
  const figureY = figureHeight(points, index, y)
  if (!point || value === null || figureY === null) return text(x, BOTTOM - 10, '–', { strong: true, anchor: 'middle' })
  const open = point.open ? html` data-open` : ''
  return html`<circle
      class="chart-point"
      ${open}
      cx="${at(x)}"
      cy="${at(y(value))}"
      r="5.5"
    />${text(x, figureY, figure(point), { strong: true, anchor: 'middle' })}`
}

function figure(point: SharePoint): string {
  return percent(point.n, point.N).replace(/\s%$/, '')
}

function inWords(points: readonly SharePoint[]): string {
  const figures = points.map((point) =>
    point.N === 0 ? `${point.label}: inget värde.` : `${point.label}: ${figure(point)} procent, ${point.n} av ${point.N}.`,
  )
  const targets = points.flatMap((point, index) =>
    typeof point.target === 'number' && point.target !== points[index - 1]?.target
      ? [`Målet är ${String(point.target).replace('.', ',')} procent från ${point.label}.`]
      : [],
  )
  const open = points.filter((point) => point.open).map((point) => `${point.label} är preliminärt.`)
  return [...figures, ...targets, ...open].join(' ')
}

/** The table under the chart, newest first: locals of the part `table`. `words` names the numerator and the denominator. */
export function lineTable({ points, words = {} }: LineChart & { words?: { label?: string; n?: string; N?: string } }) {
  return {
    columns: [
      { key: 'label', text: words.label ?? 'År' },
      { key: 'n', text: words.n ?? 'Täljare', num: true },
      { key: 'N', text: words.N ?? 'Nämnare', num: true },
      { key: 'share', text: 'Andel', num: true },
      { key: 'target', text: 'Mål', num: true },
      { key: 'state', text: 'Läge' },
    ],
    rows: [...points].reverse().map((point) => ({
      label: point.label,
      n: point.n,
      N: point.N,
      share: percent(point.n, point.N),
      target: typeof point.target === 'number' ? `${String(point.target).replace('.', ',')}\u00a0%` : '–',
      state: point.open ? html`<span class="status" data-tone="progress">Preliminär</span>` : 'Fastställd',
    })),
  }
}
