import { launchChromium, signIn } from './support/chromium.js'
const base = 'http://127.0.0.1:4717'
const browser = await launchChromium()
const pages = process.argv.slice(2)
for (const [w, h] of [[1280, 900], [320, 720]] as const) {
  const context = await browser.newContext({ viewport: { width: w, height: h } })
  const page = await context.newPage()
  await signIn(page, base, 'bosamordnare@demo.example', 'boendetrappa i demo')
  for (const [i, p] of pages.entries()) {
    await page.goto(base + p)
    if (p.endsWith('/ny') && w === 1280) {
      await page.fill('#instalment', '1500'); await page.fill('#startsOn', '2026-11-30'); await page.waitForTimeout(1500)
    }
    await page.screenshot({ path: `/tmp/shot-${i}-${w}.png`, fullPage: true })
  }
  await context.close()
}
await browser.close()
