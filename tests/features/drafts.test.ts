/** What someone has typed outlives the time-out, in a real browser: public/js/drafts.js. */
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import type { Browser, Page } from 'playwright-core'
import { mountAssets, assetUrl, scripts, stylesheets } from '../../server/web/assets.js'
import { html } from '../../server/web/html.js'
import { renderView } from '../../server/web/templates.js'
import { pageWords } from '../../server/web/view-helpers.js'
import { launchChromium } from '../support/chromium.js'

let server: Server
let browser: Browser
let page: Page
let base: string
/** Who the server thinks is signed in; null after the time-out. */
let userId: number | null = 7

beforeAll(async () => {
  server = answering().listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
  page = await browser.newPage()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

describe('drafts, in the order of a working day', () => {
  test('are kept in the tab while writing, without passwords', async () => {
    await page.goto(`${base}/form`)
    await page.fill('#note', 'Lång anteckning')
    await page.fill('#secret', 'hemligt')
    await page.check('#ready-2')
    await expectDraft(/Lång anteckning/)
    expect(await drafts()).not.toContain('hemligt')
  })

  test('come back after the time-out, for the same user', async () => {
    userId = null
    await send()
    userId = 7
    await page.goto(`${base}/form`)
    expect(await page.inputValue('#note')).toBe('Lång anteckning')
    expect(await page.isChecked('#ready-2')).toBe(true)
    expect(await page.isChecked('#ready')).toBe(false)
    expect(await page.inputValue('#secret')).toBe('')
    expect(await page.textContent('form .flash')).toContain('Det du skrev är kvar')
  })

  test('give way to what the server shows after an answer with faults, and the summary has focus', async () => {
    await page.fill('#note', 'fel')
    await send()
    expect(await page.inputValue('#note')).toBe('fel')
    expect(await page.locator(':focus').getAttribute('class')).toBe('ds-error-summary')
  })

  test('are gone when the form has been taken', async () => {
    await page.fill('#note', 'rätt')
    await send()
    expect(await drafts()).toBe('{}')
  })

  test('are never shown to the next user of the tab', async () => {
    await page.goto(`${base}/form`)
    await page.fill('#note', 'sjuans text')
    await expectDraft(/sjuans text/)
    userId = 8
    await page.goto(`${base}/form`)
    expect(await page.inputValue('#note')).toBe('')
    expect(await drafts()).toBe('{}')
  })

  test('are gone at sign-out', async () => {
    await page.fill('#note', 'åttans text')
    await expectDraft(/åttans text/)
    await Promise.all([page.waitForURL(`${base}/ute`), page.click('text=Logga ut')])
    expect(await drafts()).toBe('{}')
  })
})

async function drafts(): Promise<string> {
  return page.evaluate<string>('JSON.stringify({ ...sessionStorage })')
}

async function expectDraft(pattern: RegExp): Promise<void> {
  await page.waitForFunction(`${pattern}.test(JSON.stringify({ ...sessionStorage }))`)
}

async function send(): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.click('text=Spara')])
}

/** A server with one form, that takes every note but "fel". */
function answering() {
  const app = express()
  mountAssets(app)
  app.use(express.urlencoded({ extended: false }))
  app.get('/form', (_req, res) => void res.send(shown('', 200)))
  app.post('/form', (req, res) => {
    if (userId === null) return void res.status(401).send(shown('', 401))
    if (req.body.note === 'fel') return void res.status(422).send(shown('fel', 422))
    res.redirect(303, '/klart')
  })
  app.get('/klart', (_req, res) => void res.send(shown('', 200)))
  app.post('/logga-ut', (_req, res) => {
    userId = null
    res.redirect(303, '/ute')
  })
  app.get('/ute', (_req, res) => void res.send(shown('', 200)))
  return app
}

function shown(note: string, status: number): string {
  const user = userId === null ? undefined : { id: userId, name: 'Samir Haddad', role: 'BOENDESTOD' }
  const errors = status === 422 ? [{ field: 'note', message: 'Skriv något annat' }] : []
  const all = { user, errors, status, title: 'Anteckna', today: '2026-11-22', csrfToken: 'a-token' }
  const words = pageWords(all)
  const { part } = words
  const options = [
    { value: 'A', text: 'A' },
    { value: 'B', text: 'B' },
  ]
  const body = user
    ? html`<form class="form" method="post" action="/form">
        ${part('csrf')}${part('error-summary')}${part('textarea', { name: 'note', label: 'Anteckning', value: note })}
        ${part('field', { name: 'secret', label: 'Lösenord', type: 'password' })}${part('checkboxes', { name: 'ready', label: 'Klart', options })}
        ${part('form-end', { submit: 'Spara' })}
      </form>`
    : html`<h1>Du är utloggad</h1>`
  return renderView('layout', { ...words, ...all, body, stylesheets, scripts, assetUrl }).toString()
}
