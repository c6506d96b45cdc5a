/** Compiles and runs the EJS files of views/. Compiled templates are kept; outside production a changed file is compiled again. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'
import { projectRoot } from '../project-root.js'
import { esc, trusted, type Html } from './html.js'

export const viewsFolder = join(projectRoot, 'views')

type Run = (locals: Record<string, unknown>) => string
const kept = new Map<string, { run: Run; writtenAt: number }>()

/** Renders views/<view>.ejs with the locals; throws when there is no such file. Returns rendered HTML. */
export function renderView(view: string, locals: Record<string, unknown>): Html {
  return trusted(compiled(view)(locals).trim())
}

function compiled(view: string): Run {
  const filename = join(viewsFolder, `${view}.ejs`)
  const before = kept.get(view)
  if (before && process.env.NODE_ENV === 'production') return before.run
  const writtenAt = statSync(filename).mtimeMs
  if (before?.writtenAt === writtenAt) return before.run
  const run = ejs.compile(readFileSync(filename, 'utf8'), { filename, escape: esc }) as Run
  kept.set(view, { run, writtenAt })
  return run
}
