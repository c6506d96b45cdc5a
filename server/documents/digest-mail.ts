/**
 * The daily e-mail as text and as HTML: the same words. Counts and links only; what it counts is seen after signing in. Plain HTML without
 * pictures, styles or anything fetched.
 */
import type { Day } from '../domain/calendar.js'
import { URGENCY_GROUPS } from '../domain/codes.js'
import type { DigestCounts } from '../domain/mail-digest.js'
import { weekdayLong } from '../domain/swedish-dates.js'
import { label } from '../labels.sv.js'
import { paths } from '../paths.js'

export interface DigestMail {
  subject: string
  text: string
  html: string
}

/** `base` is the address of the product, without a slash at the end. `weekDays` is how far "the week" reaches. */
export function digestMail(counts: DigestCounts, today: Day, base: string, weekDays: number): DigestMail {
  const { BRADSKAR, VECKAN } = counts.groups
  const head = `${weekdayLong(today)} ${today.slice(0, 4)}`
  const groups = URGENCY_GROUPS.flatMap((group) => [
    `${label(group)}: ${counts.groups[group]}`,
    ...(group === 'BRADSKAR' && counts.overdue > 0 ? [`varav fristen har passerat: ${counts.overdue}`] : []),
    ...(group === 'BRADSKAR' && counts.today > 0 ? [`varav fristen är i dag: ${counts.today}`] : []),
  ])
  const legal = counts.legal > 0 ? [`Lagfrister i ärenden inom ${weekDays} dagar: ${counts.legal}`] : []
  const kinds = counts.kinds.map(({ rule, count }) => `${label(rule)}: ${count}`)
  const links = [
    ['Öppna I dag', paths.today.url()],
    ...(BRADSKAR > 0 ? [['Visa det som brådskar', paths.today.url({}, { visa: 'bradskar' })]] : []),
    ...(counts.legal > 0 ? [['Visa ärendena', paths.cases.url()]] : []),
  ] as [string, string][]
  const foot = 'Här står bara antal. Uppgifterna ser du när du har loggat in.'
  const stop = ['Ändra eller sluta få e-posten', paths.ownSettings.url()] as const
  return {
    subject: `Boendetrappan: ${[BRADSKAR > 0 && `${BRADSKAR} brådskar`, VECKAN > 0 && `${VECKAN} den här veckan`].filter(Boolean).join(', ')}`,
    text: [
      head,
      '',
      ...groups.map((line) => (line.startsWith('varav') ? `  ${line}` : line)),
      ...(legal.length > 0 ? ['', ...legal] : []),
      '',
      'Vad raderna gäller:',
      ...kinds.map((line) => `- ${line}`),
      '',
      ...links.map(([text, href]) => `${text}: ${base}${href}`),
      '',
      foot,
      `${stop[0]}: ${base}${stop[1]}`,
      '',
    ].join('\n'),
    html: [
      '<!DOCTYPE html>',
      `<html lang="sv"><head><meta charset="utf-8"><title>I dag, ${head}</title></head><body>`,
      `<h1>${head}</h1>`,
      list([...groups, ...legal]),
      '<h2>Vad raderna gäller</h2>',
      list(kinds),
      ...links.map(([text, href]) => `<p><a href="${base}${href}">${text}</a></p>`),
      `<p>${foot}</p>`,
      `<p><a href="${base}${stop[1]}">${stop[0]}</a></p>`,
      '</body></html>',
    ].join('\n'),
  }
}

/** Numbers and words of our own: nothing to escape. */
const list = (lines: readonly string[]) => `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`
