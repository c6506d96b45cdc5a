/** The folder that holds views, public and prisma: the same whether run by tsx from server/ or compiled from dist/server/. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
export const projectRoot = existsSync(join(here, '..', 'package.json')) ? join(here, '..') : join(here, '..', '..')
