/** Stylesheets, scripts and fonts: which ones, in which order, where from, and how long a browser may keep them. No bundler. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import express, { type Express, type Response } from 'express'
import { projectRoot } from '../project-root.js'

const publicFolder = join(projectRoot, 'public')
const resolve = createRequire(import.meta.url).resolve
const designsystemet = join(dirname(resolve('@digdir/designsystemet-css/theme.css')), '..')
const inter = dirname(resolve('@fontsource-variable/inter'))

/** The order matters in three places: designsystemet first, tokens, base and layout before the parts, print last. */
const first = ['tokens', 'base', 'layout']
const last = ['forced-colors', 'print']

/** Changes when any stylesheet, script or vendored version changes, so that what is kept for a year is never stale. */
const assetVersion = contentHash([publicFolder, join(inter, 'package.json'), join(designsystemet, '..', 'package.json')])

/** Address of an asset under /assets, with the version that makes it safe to keep. */
export function assetUrl(path: string): string {
  return `/assets/${path}?v=${assetVersion}`
}

/** Every stylesheet of a page, in order. */
export const stylesheets: readonly string[] = [
  assetUrl('inter/wght.css'),
  assetUrl('designsystemet/theme/designsystemet.css'),
  assetUrl('designsystemet/src/index.css'),
  ...inOrder(namesIn('css', '.css')).map((name) => assetUrl(`css/${name}.css`)),
]

/** Every script of a page; each is small, deferred, and nothing needs it. */
export const scripts: readonly string[] = namesIn('js', '.js').map((name) => assetUrl(`js/${name}.js`))

/** Serves /assets/css, /assets/js, /assets/designsystemet and /assets/inter. A missing file answers 404 here, without a session. */
export function mountAssets(app: Express): void {
  const kept = { index: false, setHeaders: keepFor } as const
  app.use('/assets/css', express.static(join(publicFolder, 'css'), kept))
  app.use('/assets/js', express.static(join(publicFolder, 'js'), kept))
  app.use('/assets/designsystemet', express.static(designsystemet, kept))
  app.use('/assets/inter', express.static(inter, kept))
  app.use('/assets', (_req, res) => void res.status(404).type('text').send('Filen finns inte.'))
}

/** A year for what carries a version, a day for what does not (the font files, named by the font's own stylesheet). */
function keepFor(res: Response): void {
  const versioned = res.req.query.v === assetVersion
  res.setHeader('Cache-Control', versioned ? 'public, max-age=31536000, immutable' : 'public, max-age=86400')
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(join(publicFolder, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()
}

function inOrder(names: string[]): string[] {
  const parts = names.filter((name) => !first.includes(name) && !last.includes(name))
  return [...first, ...parts, ...last]
}

function contentHash(paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) for (const file of filesUnder(path)) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}
