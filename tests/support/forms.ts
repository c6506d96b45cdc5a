/** The forms of a page as a person would fill them in: what is already there stays, the rest gets something plausible. */
import { Parser } from 'htmlparser2'
import { testToday } from './test-house.js'

export interface Form {
  method: string
  action: string
  encoding?: string
  /** name and value as they would be sent; a list for a name that comes more than once */
  fields: Record<string, string | string[]>
  /** names of fields where anything can be typed */
  typed: string[]
}

interface Open extends Form {
  select: { name: string; values: string[]; chosen: string | null } | null
  textarea: string | null
}

/** Every form of the page, in order. A form without an action is sent to the page itself. */
export function formsOf(markup: string, address: string): Form[] {
  const forms: Open[] = []
  let form: Open | undefined
  const parser = new Parser({
    onopentag(tag, { method, action, enctype, name, type = 'text', value, checked, ...rest }) {
      if (tag === 'form') {
        form = {
          method: (method ?? 'get').toLowerCase(),
          action: action ?? address,
          encoding: enctype,
          fields: {},
          typed: [],
          select: null,
          textarea: null,
        }
        forms.push(form)
      }
      if (!form) return
      if (tag === 'option') {
        form.select?.values.push(value ?? '')
        if (form.select && rest.selected !== undefined) form.select.chosen = value ?? ''
      }
      if (name === undefined) return
      if (tag === 'select') form.select = { name, values: [], chosen: null }
      if (tag === 'textarea') typed(form, name, '')
      if (tag === 'button') put(form, name, value ?? '')
      if (tag !== 'input') return
      if (type === 'radio' || type === 'checkbox') {
        if (checked !== undefined || form.fields[name] === undefined) put(form, name, value ?? 'on')
      } else if (type === 'hidden') put(form, name, value ?? '')
      else if (type !== 'file') typed(form, name, value ?? '')
    },
    onclosetag(tag) {
      if (tag === 'select' && form?.select) {
        const { name, values, chosen } = form.select
        put(form, name, chosen || values.find((one) => one !== '') || '')
        form.select = null
      }
      if (tag === 'form') form = undefined
    },
  })
  parser.end(markup)
  return forms.map(({ method, action, encoding, fields, typed }) => ({ method, action, encoding, fields, typed }))
}

function put(form: Form, name: string, value: string): void {
  form.fields[name] = value
}

function typed(form: Form, name: string, value: string): void {
  form.typed.push(name)
  put(form, name, value || plausible(name))
}

/** A day, a month, a sum or a word, as the field's name tells. */
function plausible(name: string): string {
  if (/On$|^on$|day/i.test(name)) return testToday
  if (/month|period|^from$|^to$/i.test(name)) return '2026-11'
  if (/ore$|amount|kronor|sum|rent|cost|number|share|places|minutes|children|year/i.test(name)) return '100'
  if (/time/i.test(name)) return '10.00'
  if (/email/i.test(name)) return 'nagon@lunda.example'
  return 'x'
}
