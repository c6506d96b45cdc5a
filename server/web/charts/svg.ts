/** What the charts share: a described SVG, coordinates with one decimal, text with an estimated width. */
import { esc, html, trusted, type Html } from '../html.js'

/** An SVG image with title and description; drawn near its real width so that text stays 13 px. `shape` is 'wide', 'wider' or ''. */
export function describedSvg(
  chart: { id: string; title: string; desc: string; width: number; height: number; shape: string },
  inside: Html[],
): string {
  const { id, title, desc, width, height, shape } = chart
  return html`<svg class="${shape || 'narrow'}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d">
    <title id="${id}-t">${title}</title>
    <desc id="${id}-d">${desc}</desc>
    ${inside}
  </svg>`.toString()
}

/** A path of the class, from its commands. */
export function path(name: string, d: string): Html {
  return html`<path class="${name}" d="${d}" />`
}

/** A label. `strong` is the name, the figure or today; the rest is soft. */
export function text(x: number, y: number, words: string, options: { strong?: boolean; anchor?: 'middle' | 'end' } = {}): Html {
  const strong = trusted(options.strong ? ' data-strong' : '')
  const anchor = trusted(options.anchor ? ` text-anchor="${esc(options.anchor)}"` : '')
  return html`<text class="chart-text" ${strong} x="${at(x)}" y="${at(y)}" ${anchor}>${words}</text>`
}

/** The words under a tick, in the middle of it, or inside the edge they would be cut off by. */
export function tickText(x: number, y: number, words: string, width: number): Html {
  const half = widthOf(words) / 2
  if (x < half) return text(0, y, words)
  return x > width - half ? text(width, y, words, { anchor: 'end' }) : text(x, y, words, { anchor: 'middle' })
}

/** A coordinate with one decimal and without "-0". */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10 || 0)
}

/** About how wide the words are at 13 px, in the same unit as the drawing. */
export function widthOf(words: string): number {
  return words.length * 7.1
}
