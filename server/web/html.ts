/**
 * Text that is already HTML, told apart from text that is not. `<%= %>` escapes everything except this, so a view cannot forget to
 * escape, and a part may be given either a plain word or a rendered part.
 */
import ejs from 'ejs'

const rendered = Symbol('rendered html')

/** Rendered HTML. `toString()` gives the markup; `+` on two of them gives a plain string, which is escaped again (safe, and visible). */
export interface Html {
  readonly [rendered]: true
  toString(): string
}

/** Marks a string as finished HTML. Only for what a template or a chart has rendered. */
export function trusted(markup: string): Html {
  return Object.freeze({ [rendered]: true as const, toString: () => markup })
}

/** Whether the value is rendered HTML. */
export function isHtml(value: unknown): value is Html {
  return typeof value === 'object' && value !== null && rendered in value
}

/** Escapes for HTML text and attributes; rendered HTML passes through; null, undefined and false give nothing. */
export function esc(value: unknown): string {
  if (isHtml(value)) return value.toString()
  if (value === null || value === undefined || value === false) return ''
  return ejs.escapeXML(String(value))
}

/** html`<b>${name}</b>`: a template literal whose values are escaped; lists are joined. Returns rendered HTML. */
export function html(texts: TemplateStringsArray, ...values: unknown[]): Html {
  const pieces = values.map((value) => (Array.isArray(value) ? value.map(esc).join('') : esc(value)))
  return trusted(String.raw({ raw: texts }, ...pieces))
}

/** A link with an escaped address and text. */
export function link(href: string, text: unknown): Html {
  return html`<a href="${href}">${text}</a>`
}

/** Attributes with a leading space each: true is the bare name; null, undefined, false and '' leave the attribute out. */
export function attrs(values: Record<string, unknown>): Html {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
  return trusted(given.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${esc(value)}"`)).join(''))
}
