/** The real Chromium that comes from npm, for the tests that must see what a person sees. */
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** The two widths every page has to work at: a desk, and a phone held upright (WCAG 2.2, 1.4.10 Reflow: 320 px). */
export const desk = { width: 1280, height: 900 }
export const phone = { width: 320, height: 720 }

/** A browser without the arguments that weaken it: one process for everything, or other sites' answers let through. */
export async function launchChromium(): Promise<Browser> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x' // makes the package unpack its own libraries
  const { default: packed } = await import('@sparticuz/chromium')
  const { chromium } = await import('playwright-core')
  const args = packed.args.filter((argument) => !/single-process|no-zygote|disable-web-security/.test(argument))
  return chromium.launch({ args, executablePath: await packed.executablePath(), headless: true })
}

/** Signs in by the form, as a person does; the context is signed in from then on. */
export async function signIn(page: Page, base: string, email: string, password: string): Promise<void> {
  await page.goto(`${base}/logga-in`)
  await page.getByLabel('E-post').fill(email)
  await page.getByLabel('Lösenord', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Logga in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'))
}

/** What the browser itself complains about on the pages of a context: a blocked style, a script that fell, a file that is missing. */
export function complaintsIn(context: BrowserContext): string[] {
  const complaints: string[] = []
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    // The browser logs the status of every answer that is not 2xx: that is the page's business, and tested there.
    if (/Failed to load resource: the server responded with a status of (401|403|404|409|413|422)/.test(message.text())) return
    complaints.push(`${message.page()?.url() ?? ''}: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`${error.page()?.url() ?? ''}: ${error.error().message}`))
  return complaints
}
