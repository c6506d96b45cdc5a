import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import express from 'express'
import request from 'supertest'
import { mountAssets, scripts, stylesheets } from '../../server/web/assets.js'
import { esc, html, isHtml } from '../../server/web/html.js'
import { renderPage } from '../../server/web/page.js'
import { viewsFolder } from '../../server/web/templates.js'
import { pageWords } from '../../server/web/view-helpers.js'
import { htmlFaults } from '../support/html-faults.js'

const user = { id: 7, name: 'Samir Haddad', role: 'BOENDESTOD', unitName: 'Vuxenenheten' }
const menu = [
  { key: 'today', href: '/idag', text: 'I dag' },
  { key: 'people', href: '/personer', text: 'Personer' },
]
const signedIn = { user, menu, csrfToken: 'a-token', today: '2026-11-22', status: 200 }
const gallery = renderPage('parts-gallery/show', { ...signedIn, title: 'Delarna', active: 'people' })
const { part } = pageWords(signedIn)

describe('the page of every part', () => {
  test('html-validate has nothing against it', async () => {
    expect(await htmlFaults(gallery)).toEqual([])
  })

  test('shows every file of views/parts', () => {
    const shown = new Set([...gallery.matchAll(/data-part="([^"]+)"/g)].map(([, name]) => name))
    const files = readdirSync(join(viewsFolder, 'parts')).map((file) => file.replace(/\.ejs$/, ''))
    expect(files.filter((name) => !shown.has(name))).toEqual([])
  })

  test('writes no function, object or missing value where words should be', () => {
    expect(gallery).not.toMatch(/=&gt;|\[object|undefined|NaN|null/)
  })

  test('needs no inline style or script', () => {
    expect(gallery).not.toMatch(/ style="|<style|<script(?! src=)| on[a-z]+="/)
  })

  test('every part says on its first line what it is given', () => {
    for (const file of readdirSync(join(viewsFolder, 'parts'))) {
      const name = file.replace(/\.ejs$/, '')
      expect(documentation(file)).toMatch(new RegExp(`^<%# ${name} \\{`))
    }
  })
})

describe('escaping', () => {
  const evil = '<img src=x onerror=alert(1)>"\''

  test.each([
    ['field', { name: 'a', label: evil, hint: evil, value: evil, error: evil, unit: evil }],
    ['textarea', { name: 'a', label: evil, value: evil }],
    ['select', { name: 'a', label: evil, options: [{ value: evil, text: evil }] }],
    ['radios', { name: 'a', label: evil, options: [{ value: evil, text: evil, hint: evil }] }],
    ['error-summary', { errors: [{ field: evil, message: evil }] }],
    ['person-name', { person: { href: evil, name: evil } }],
    ['log', { items: [{ text: evil, strong: evil, by: evil, meta: evil }] }],
    ['facts', { items: [{ label: evil, value: evil, note: evil, change: evil }] }],
    ['table', { caption: evil, columns: [{ key: 'a', text: evil }], rows: [{ a: evil }] }],
    ['worklist-item', { title: evil, href: evil, why: evil, action: { href: evil, text: evil } }],
    ['chart-line', { id: 'a', title: evil, points: [{ label: evil, n: 1, N: 2, note: evil }] }],
    [
      'matrix',
      {
        caption: evil,
        months: [{ text: evil }],
        rows: [
          {
            person: { name: evil, href: evil },
            note: evil,
            cells: [{ tone: 'danger', text: evil, said: evil, detail: { sum: evil, when: evil, day: evil } }],
            leftOre: 1,
          },
        ],
      },
    ],
  ])('%s writes what it is given as text', (name, locals) => {
    const markup = part(name, locals).toString()
    expect(markup).toContain('&lt;img')
    expect(markup).not.toMatch(/<img|="[^"]*<img|"'/)
  })

  test('only rendered HTML passes through, and joining two makes it text again', () => {
    const bold = html`<b>${'<i>'}</b>`
    expect(esc(bold)).toBe('<b>&lt;i&gt;</b>')
    expect(isHtml(`${bold}`)).toBe(false)
    expect(esc(`${bold}`)).toBe('&lt;b&gt;&amp;lt;i&amp;gt;&lt;/b&gt;')
  })
})

describe('a protected person', () => {
  test('is "Skyddad person" without name or link, even when a name slips in', () => {
    const markup = part('person-name', { person: { masked: true, name: 'Nadia Osman', href: '/personer/7' } }).toString()
    expect(markup).toBe('<span class="person-masked">Skyddad person</span>')
  })

  test('has no days, signs or date on the board', () => {
    const person = { masked: true, name: 'Nadia Osman', href: '/personer/7' }
    const people = [{ person, days: 570, signs: [html`<span class="mark">1 barn</span>`], checkpoint: { on: '2026-11-26' } }]
    const markup = part('board', { columns: [{ id: 's', title: 'Valet', count: 1, people }] }).toString()
    expect(markup).toContain('Skyddad person')
    expect(markup).not.toMatch(/Osman|570|barn|2026-11-26|personer\/7/)
  })

  test('has no step or rent note in the matrix', () => {
    const person = { masked: true, name: 'Nadia Osman', href: '/personer/7' }
    const row = { person, step: 'FORSOKSLAGENHET', note: '6 480 kr', cells: [{ tone: 'done', text: 'betald' }], leftOre: 0 }
    const markup = part('matrix', { caption: 'Hyror', months: [{ text: 'Nov' }], rows: [row] }).toString()
    expect(markup).not.toMatch(/Osman|6 480|Försöks|personer\/7/)
  })
})

describe('fields', () => {
  test('find their own message among the page’s errors and point at it', () => {
    const words = pageWords({ errors: [{ field: 'rent', message: 'Skriv hyran med siffror' }] })
    const markup = words.part('field', { name: 'rent', label: 'Hyra', hint: 'Per månad' }).toString()
    expect(markup).toContain('aria-invalid="true" aria-describedby="rent-h rent-e"')
    expect(markup).toContain('id="rent-e">Skriv hyran med siffror</p>')
    expect(words.part('field', { name: 'name', label: 'Namn' }).toString()).not.toContain('aria-invalid')
  })

  test('never show a password again', () => {
    expect(part('field', { name: 'password', label: 'Lösenord', type: 'password', value: 'hemligt' }).toString()).not.toContain('hemligt')
  })

  test('the summary counts in words and leads to the first radio', () => {
    const errors = [
      { field: 'form', message: 'Välj boendeform' },
      { field: 'rent', message: 'Skriv hyran' },
    ]
    const markup = part('error-summary', { errors }).toString()
    expect(markup).toContain('Två uppgifter behöver rättas')
    expect(markup).toContain('<a href="#form">Välj boendeform</a>')
    expect(part('radios', { name: 'form', label: 'Boendeform', options: [{ value: 'A', text: 'A' }] }).toString()).toContain(
      'id="form" name="form"',
    )
    expect(part('error-summary').toString()).toBe('')
  })
})

describe('the layout', () => {
  test('marks where you are, carries the token in sign-out, says "Fel:" in the tab when something is wrong', () => {
    expect(gallery).toContain('<a href="/personer" aria-current="page">Personer</a>')
    expect(gallery).toMatch(/action="\/logga-ut"[\s\S]*?name="_csrf" value="a-token"/)
    expect(gallery).toContain('<title>Delarna – Boendetrappan</title>')
    const faulty = renderPage('errors/not-found', { ...signedIn, title: 'Ny', errors: [{ field: 'a', message: 'b' }] })
    expect(faulty).toContain('<title>Fel: Ny – Boendetrappan</title>')
  })

  test('shows each flash once, in the page’s head when it has one', () => {
    const flash = [{ tone: 'done', text: 'Steget är bytt.' }]
    for (const view of ['parts-gallery/show', 'errors/not-found']) {
      const markup = renderPage(view, { ...signedIn, title: 'Sida', flash })
      const own = view === 'parts-gallery/show' ? 1 : 0
      expect(markup.split('Steget är bytt.').length - 1).toBe(1 + own)
    }
  })

  test('signed out: no menu, no search, no sign-out', () => {
    const markup = renderPage('errors/not-found', { title: 'Sidan finns inte', status: 404 })
    expect(markup).not.toMatch(/class="menu"|role="search"|Logga ut/)
  })
})

describe('the error pages', () => {
  const views = readdirSync(join(viewsFolder, 'errors')).map((file) => `errors/${file.replace(/\.ejs$/, '')}`)

  test.each(views)('%s is valid, signed in and out', async (view) => {
    const locals = {
      title: 'Fel',
      trouble: 'FULL',
      requestId: '7F3K-22N1',
    }
    expect(await htmlFaults(renderPage(view, locals))).toEqual([])
    expect(await htmlFaults(renderPage(view, { ...signedIn, ...locals }))).toEqual([])
  })
})

describe('the assets', () => {
  const app = express()
  mountAssets(app)

  test.each([...stylesheets, ...scripts])('%s is served and may be kept for a year', async (address) => {
    const answer = await request(app).get(address)
    expect(answer.status).toBe(200)
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  test('without the version they are asked for again the next day; what is missing is missing; nothing else of public or the packages is served', async () => {
    const css = await request(app).get('/assets/css/base.css')
    expect(css.headers['cache-control']).toBe('public, max-age=86400')
    expect((await request(app).get('/assets/css/none.css')).status).toBe(404)
    expect((await request(app).get('/assets/css/..%2f..%2fpackage.json')).status).not.toBe(200)
  })

  test('every address in our stylesheets leads somewhere', async () => {
    for (const address of stylesheets.filter((one) => one.startsWith('/assets/css/'))) {
      const { text } = await request(app).get(address)
      for (const [, used = ''] of text.matchAll(/url\("([^"]+)"\)/g))
        expect([used, (await request(app).get(used)).status]).toEqual([used, 200])
    }
  })
})

function documentation(file: string): string {
  return readFileSync(join(viewsFolder, 'parts', file), 'utf8').split('\n')[0] ?? ''
}
