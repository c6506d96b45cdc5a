/** A browser tab of its own on a demo municipality of its own, signed in as a role. */
import type { Browser, Page } from 'playwright-core'
import type { Role } from '../../server/domain/codes.js'
import { complaintsIn, desk, launchChromium, signIn } from './chromium.js'
import { accountOf, openDemoHouse, type DemoHouse } from './demo-house.js'

export interface DemoTab {
  house: DemoHouse
  browser: Browser
  page: Page
  /** what the browser itself has complained about since the start */
  complaints: string[]
  close(): Promise<void>
}

/** Opens everything; `role` null leaves the tab at the door. Close it after the tests. */
export async function openDemoTab(role: Role | null, viewport: { width: number; height: number } = desk): Promise<DemoTab> {
  const house = await openDemoHouse()
  const browser = await launchChromium()
  const context = await browser.newContext({ viewport, acceptDownloads: true })
  context.setDefaultTimeout(10_000)
  const complaints = complaintsIn(context)
  const page = await context.newPage()
  if (role !== null) {
    const { email, password } = accountOf(role)
    await signIn(page, house.base, email, password)
  }
  return {
    house,
    browser,
    page,
    complaints,
    close: async () => {
      await browser.close()
      await house.stop()
    },
  }
}
