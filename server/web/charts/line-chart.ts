/**
 * Shares, or numbers of something, over the years: a line with every figure written at its point, the target dashed and stepped where it
 * changed, an open point where the figure is preliminary. A year without anything to divide by breaks the line; it is never drawn as 0 %.
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
  /** A count shows n itself, where 0 is a value; a share n of N in percent. */
  unit?: 'percent' | 'count'
}

const LEFT = 36
const TOP = 30
const BOTTOM = 262

/** The chart as SVG text, with title and desc. */
export function lineChart({ id, title, points, unit = 'percent' }: LineChart): string {
  const valueOf = unit === 'count' ? (point: SharePoint) => point.n : share
  const width = Math.max(420, LEFT + points.length * 120)
  const x = scaleBand<number>(
    points.map((_, index) => index),
    [LEFT, width],
  )
  const top = max(points, (point) => Math.max(valueOf(point) ?? 0, point.target ?? 0)) ?? 0
  // A share of a whole never passes 100: the axis ends there, unless a figure does (takeovers of a stock that has shrunk).
  const room = Math.max(unit === 'count' ? 4 : 10, top * 1.15)
  const y = scaleLinear([0, unit === 'percent' && top <= 100 ? Math.min(100, room) : room], [BOTTOM, TOP]).nice(4)
  const heights = points.map(valueOf)
  const middle = (index: number) => (x(index) ?? 0) + x.bandwidth() / 2
  const drawn = line<SharePoint>()
    .defined((point) => valueOf(point) !== null)
    .x((_, index) => middle(index))
    .y((point) => y(valueOf(point) ?? 0))
    .digits(1)(points)
  return describedSvg(
    {
      id,
      title,
      desc: inWords(points, unit),
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
      ...targetSteps(heights, points, (index) => x(index) ?? 0, x.bandwidth(), y),
      drawn ? path('chart-line', drawn) : html``,
      ...points.map((point, index) => pointWithFigure(heights, points, index, middle(index), y, unit)),
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

type Heights = readonly (number | null)[]

function targetSteps(
  heights: Heights,
  points: readonly SharePoint[],
  left: (index: number) => number,
  band: number,
  y: (value: number) => number,
): Html[] {
  let d = ''
  const words: Html[] = []
  points.forEach(({ target }, index) => {
    if (typeof target !== 'number') return
    const before = points[index - 1]?.target
    if (typeof before !== 'number') d += `M${at(left(index))} ${at(y(target))}`
    else if (before !== target) d += `V${at(y(target))}`
    d += `H${at(left(index) + band)}`
    if (before !== target)
      words.push(
        text(left(index) + 4, targetWordsY(heights, points, index, target, y), `Mål ${String(target).replace('.', ',')}`, { strong: true }),
      )
  })
  return d ? [path('chart-target', d), ...words] : []
}

/** Above the target line, or below it where the year's figure stands there and there is room. */
function targetWordsY(
  heights: Heights,
  points: readonly SharePoint[],
  index: number,
  target: number,
  y: (value: number) => number,
): number {
  const figureY = figureHeight(heights, points, index, y)
  const isTaken = figureY !== null && Math.abs(figureY - (y(target) - 8)) < 16
  return isTaken && y(target) + 18 < BOTTOM ? y(target) + 18 : y(target) - 8
}

/** The figure stands above its point, or below where the line dips or the target line would run through it. */
function figureHeight(heights: Heights, points: readonly SharePoint[], index: number, y: (value: number) => number): number | null {
  const point = points[index]
  const value = heights[index] ?? null
  if (!point || value === null) return null
  const beside = [heights[index - 1] ?? null, heights[index + 1] ?? null].filter((other) => other !== null)
  const dips = beside.length > 0 && beside.every((other) => other > value)
  const crossed = typeof point.target === 'number' && y(value) - y(point.target) > 0 && y(value) - y(point.target) < 34
  return y(value) + ((dips || crossed) && y(value) < BOTTOM - 28 ? 22 : -12)
}

function pointWithFigure(
  heights: Heights,
  points: readonly SharePoint[],
  index: number,
  x: number,
  y: (value: number) => number,
  unit: LineChart['unit'],
): Html {
  const point = points[index]
  const value = heights[index] ?? null
  const figureY = figureHeight(heights, points, index, y)
  if (!point || value === null || figureY === null) return text(x, BOTTOM - 10, '–', { strong: true, anchor: 'middle' })
  const open = point.open ? html` data-open` : ''
  return html`<circle
      class="chart-point"
      ${open}
      cx="${at(x)}"
      cy="${at(y(value))}"
      r="5.5"
    />${text(x, figureY, unit === 'count' ? String(point.n) : figure(point), { strong: true, anchor: 'middle' })}`
}

function figure(point: SharePoint): string {
  return percent(point.n, point.N).replace(/\s%$/, '')
}

function inWords(points: readonly SharePoint[], unit: LineChart['unit']): string {
  const word = unit === 'count' ? '' : ' procent'
  const figures = points.map((point) =>
    unit === 'count'
      ? `${point.label}: ${point.n}.`
      : point.N === 0
        ? `${point.label}: inget värde.`
        : `${point.label}: ${figure(point)} procent, ${point.n} av ${point.N}.`,
  )
  const targets = points.flatMap((point, index) =>
    typeof point.target === 'number' && point.target !== points[index - 1]?.target
      ? [`Målet är ${String(point.target).replace('.', ',')}${word} från ${point.label}.`]
      : [],
  )
  const open = points.filter((point) => point.open).map((point) => `${point.label} är preliminärt.`)
  return [...figures, ...targets, ...open].join(' ')
}

/** The table under the chart, newest first: locals of the part `table`. `words` names the numerator and the denominator. */
export function lineTable({ points, words = {}, unit = 'percent' }: LineChart & { words?: { label?: string; n?: string; N?: string } }) {
  return {
    columns: [
      { key: 'label', text: words.label ?? 'År' },
      { key: 'n', text: words.n ?? 'Täljare', num: true },
      { key: 'N', text: words.N ?? 'Nämnare', num: true },
      ...(unit === 'count' ? [] : [{ key: 'share', text: 'Andel', num: true }]),
      { key: 'target', text: 'Mål', num: true },
      { key: 'state', text: 'Läge' },
    ],
    rows: [...points].reverse().map((point) => ({
      label: point.label,
      n: point.n,
      N: point.N,
      share: percent(point.n, point.N),
      target: typeof point.target === 'number' ? `${String(point.target).replace('.', ',')}${unit === 'count' ? '' : '\u00a0%'}` : '–',
      state: point.open ? html`<span class="status" data-tone="progress">Preliminär</span>` : 'Fastställd',
    })),
  }
}
