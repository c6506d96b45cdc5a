/** The way back from a page of Administration; a bosamordnare reaches the landlords but not the start page. */
import type { ActingUser } from '../../actor.js'
import { may } from '../../domain/access.js'
import { paths, type Path } from '../../paths.js'

export interface Crumb {
  href: string
  text: string
}

/** Administration, then the pages between it and this one. */
export function crumbsTo(actor: ActingUser, ...between: [Path, string][]): Crumb[] {
  const start: [Path, string][] = may(actor.role, 'administer') ? [[paths.administration, 'Administration']] : []
  return [...start, ...between].map(([path, text]) => ({ href: path.url(), text }))
}
