/** Is the program up and its database answering? For the one who watches the server; says nothing else. */
import type { Express } from 'express'
import { sql } from '../db.js'
import type { House } from '../house.js'
import { paths } from '../paths.js'

export function setUpHealth(app: Express, house: House): void {
  app.get(paths.health.pattern, async (_req, res) => {
    await house.db.rows(sql`select 1 as one`)
    res.type('text/plain').send('ok')
  })
}
