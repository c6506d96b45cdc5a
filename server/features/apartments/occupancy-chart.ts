/** "Beläggning": who has lived in the apartment as bars over the years, empty stretches dashed, the boendeform under them. */
import { scaleLinear } from 'd3-scale'
import type { FormPeriod } from '../../domain/apartments.js'
import { daysBetween, type Day } from '../../domain/calendar.js'
import type { Segment } from '../../domain/occupancy.js'
import { longDay } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { dayNumber, monthTicks, yearTicks } from '../../web/charts/days.js'
import { at, describedSvg, path, text, widthOf } from '../../web/charts/svg.js'
import { esc, html, trusted, type Html } from '../../web/html.js'

const WIDTH = 800

export interface NamedSegment extends Segment {
  /** the tenant's name, "Uthyrd" where it is hidden, or "Tom 30 dagar" */
  words: string
}

/** SVG text with title and desc, to stand in the part `chart`. `segments` oldest first. */
export function occupancyChart(segments: readonly NamedSegment[], forms: readonly FormPeriod[], today: Day): string {
  const from = segments[0]?.startsOn ?? today
  const last = segments.at(-1)
  const to = last?.endsOn && last.endsOn < today ? last.endsOn : today
  const x = scaleLinear([dayNumber(from), Math.max(dayNumber(to), dayNumber(from) + 30)], [0, WIDTH])
  const until = (on: Day | null) => x(dayNumber(on === null || on > to ? to : on))
  const xOf = (on: Day) => x(dayNumber(on < from ? from : on))
  const seen = forms.filter((form) => form.startsOn < to && (form.endsOn === null || form.endsOn > from))
  const ticks = daysBetween(from, to) > 400 ? yearTicks(from, to) : monthTicks(from, to)
  return describedSvg(
    {
      id: 'belaggning-diagram',
      title: `Vem som har bott i lägenheten från ${longDay(from)}`,
      desc: inWords(segments),
      width: WIDTH,
      height: 118,
      shape: 'wide',
    },
    [
      text(0, 12, 'Bodde här'),
      ...segments.map((one) => bar(one, xOf(one.startsOn), until(one.endsOn))),
      ...seen.map((form) => formMark(form, xOf(form.startsOn), until(form.endsOn))),
      ...ticks.map((tick) => html`${path('chart-grid', `M${at(xOf(tick.on))} 86v6`)}${tickText(xOf(tick.on), tick.text)}`),
    ],
  )
}

function bar(segment: NamedSegment, from: number, to: number): Html {
  const width = Math.max(1, to - from - 1)
  if (segment.tenancyId === null) {
    return html`<rect
      class="chart-bar"
      data-tone="empty"
      x="${at(from + 0.5)}"
      y="20.5"
      width="${at(Math.max(1, width - 1))}"
      height="29"
    />`
  }
  const isNow = segment.endsOn === null
  const named = widthOf(segment.words) + 16 < width
  return html`<rect class="chart-bar" ${trusted(isNow ? 'data-on' : '')} x="${at(from)}" y="20" width="${at(width)}" height="30" />${
      named
        ? trusted(`<text class="${isNow ? 'chart-on-dark' : 'chart-on-light'}" x="${at(from + 10)}" y="40">${esc(segment.words)}</text>`)
        : ''
    }`
}

function formMark(form: FormPeriod, from: number, to: number): Html {
  const name = label(form.form)
  return html`${widthOf(name) < to - from ? text(from, 72, name) : ''}${path('chart-axis', `M${at(from)} 80H${at(Math.max(from + 1, to - 3))}`)}`
}

const tickText = (x: number, words: string) => (x < 16 || x > WIDTH - 16 ? html`` : text(x, 108, words, { anchor: 'middle' }))

function inWords(segments: readonly NamedSegment[]): string {
  return segments
    .map((one) =>
      one.tenancyId === null
        ? `${one.words}.`
        : `${one.words} från ${longDay(one.startsOn)}${one.endsOn ? ` till ${longDay(one.endsOn)}` : ''}.`,
    )
    .join(' ')
}
