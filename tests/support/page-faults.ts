/** Everything a page can be blamed for, seen in a real browser at both widths: markup, accessibility, sideways scroll, title. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { desk, phone } from './chromium.js'
import { htmlFaults } from './html-faults.js'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** One line per fault of the page that is shown; `markup` is the answer as the server sent it. */
export async function pageFaults(page: Page, markup: string): Promise<string[]> {
  const faults = (await htmlFaults(markup)).map((fault) => `markup ${fault}`)
  const title = await page.title()
  if (!/^(Fel: )?[A-ZÅÄÖ0-9][^<>]* – Boendetrappan$/.test(title)) faults.push(`the title is "${title}"`)
  const language = await page.getAttribute('html', 'lang')
  if (language !== 'sv') faults.push(`the language is ${language}`)
  await page.evaluate(axeSource) // by the debugger's door: the page's own policy stays in force
  for (const size of [desk, phone]) {
    await page.setViewportSize(size)
    faults.push(...(await axeFaults(page)).map((fault) => `axe at ${size.width}: ${fault}`))
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    if (wide > 0) faults.push(`scrolls sideways by ${wide} px at ${size.width}: ${await page.evaluate<string>(widestElement)}`)
  }
  return faults
}

async function axeFaults(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(axeTags)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, help, nodes }) => nodes.slice(0, 3).map((node) => id + ' (' + help + '): ' + node.target.join(' ') + ' ' + node.html.slice(0, 160))))`,
  )
}

/** Names what reaches furthest to the right, outside scroll regions. */
const widestElement = `(() => {
  const reach = [...document.querySelectorAll('body *')].filter((one) => !one.closest('.scroll, .vh')).map((one) => [one.getBoundingClientRect().right, one])
  const [right, element] = reach.reduce((most, one) => (one[0] > most[0] ? one : most), [0, document.body])
  return element.outerHTML.slice(0, 160) + ' ends at ' + Math.round(right)
})()`
