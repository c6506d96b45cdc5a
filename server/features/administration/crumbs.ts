/** The way back from a page of Administration; a bosamordnare reaches the landlords but not the start page. */
import { may } from '../../domain/access.js'
import type { Actor } from '../../actor.js'
import { paths, type Path } from '../../paths.js'

export interface Crumb {
  href: string
  text: string
}

/** Administration, then the pages between it and this one. */
export function crumbsTo(actor: Actor, ...between: [Path, string][]): Crumb[] {
  const start: [Path, string][] = actor.role !== 'SYSTEM' && may(actor.role, 'administer') ? [[paths.administration, 'Administration']] : []
  return [...start, ...between].map(([path, text]) => ({ href: path.url(), text }))
}
