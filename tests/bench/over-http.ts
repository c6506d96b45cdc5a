/**
 * The arrears page over HTTP, signed in and logged, against the same page rendered from constants: requests a second and the slowest.
 * Once while nothing of it changes, and once while something does, several times a second, more often than any office writes: then the
 * list is read anew each time. Whoever asks is a process of its own, so that what is measured is the server.
 */
import ejs from 'ejs'
import { execFile } from 'node:child_process'
import { createServer, type RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import pino from 'pino'
import { createApp } from '../../server/app.js'
import { hashPassword } from '../../server/features/session/store.js'
import { clockAt, type House } from '../../server/house.js'
import { paths } from '../../server/paths.js'
import { renderPage } from '../../server/web/page.js'
import { median } from './measure.js'
import { changeSomething, worldToday, type World } from './world.js'

export interface HttpResult {
  world: string
  /** requests a second, of those of the constants */
  share: number
  /** how many times slower the slowest of a hundred */
  p99: number
  product: Shot
  constants: Shot
  /** the product while something of the list changes */
  changing: Shot
}

const [rounds, seconds] = [5, 4]
const changeEveryMs = 200
const password = 'fyra ord bredvid varandra'

export async function benchHttp(world: World): Promise<HttpResult> {
  const house: House = {
    db: world.db,
    clock: clockAt(worldToday),
    log: pino({ level: 'silent' }),
    development: false,
    secureCookies: false,
  }
  await world.db.prisma.user.update({ where: { id: 1 }, data: { passwordHash: await hashPassword(password) } })
  const product = await listen(createApp(house))
  const cookie = await signIn(product.url)
  await fetch(product.url + paths.arrears.url(), { headers: { cookie } })
  const locals = seen
  if (!locals) throw new Error('the page was not rendered')
  const constants = await listen(
    (_req, res) => void res.setHeader('content-type', 'text/html; charset=utf-8').end(renderPage('arrears/index', locals)),
  )
  try {
    const counts = { product: [] as Shot[], constants: [] as Shot[], changing: [] as Shot[] }
    for (let round = 0; round < rounds; round++) {
      counts.product.push(await shoot(product.url, cookie))
      counts.constants.push(await shoot(constants.url, cookie))
      const changes = setInterval(() => void changeSomething(world), changeEveryMs)
      counts.changing.push(await shoot(product.url, cookie))
      clearInterval(changes)
    }
    const [ours, theirs, changing] = [middle(counts.product), middle(counts.constants), middle(counts.changing)]
    const slowest = { product: median(counts.product.map((shot) => shot.p99)), constants: median(counts.constants.map((shot) => shot.p99)) }
    return {
      world: world.name,
      share: ours.perSecond / theirs.perSecond,
      p99: slowest.product / Math.max(1, slowest.constants),
      product: ours,
      constants: theirs,
      changing,
    }
  } finally {
    await product.close()
    await constants.close()
  }
}

/** What the arrears page was given the last time it was rendered. */
let seen: Record<string, unknown> | undefined
const compile = ejs.compile.bind(ejs)
ejs.compile = ((template: string, options: { filename?: string }) => {
  const run = compile(template, options as never) as unknown as (locals: Record<string, unknown>) => string
  return options.filename?.endsWith('arrears/index.ejs') ? (locals: Record<string, unknown>) => run((seen = locals)) : run
}) as never

type Shot = { perSecond: number; p99: number }

async function shoot(url: string, cookie: string): Promise<Shot> {
  await (await fetch(url + paths.arrears.url(), { headers: { cookie } })).text() // once for warmth
  const words = ['--json', '--no-progress', '-c', '4', '-d', String(seconds), '-H', `cookie=${cookie}`, url + paths.arrears.url()]
  const { stdout } = await promisify(execFile)(process.execPath, [autocannon, ...words])
  const run = JSON.parse(stdout) as { non2xx: number; requests: { average: number }; latency: { p99: number } }
  if (run.non2xx > 0) throw new Error(`${run.non2xx} answers were not the page`)
  return { perSecond: run.requests.average, p99: run.latency.p99 }
}

const autocannon = createRequire(import.meta.url).resolve('autocannon')

function middle(shots: Shot[]): Shot {
  return [...shots].sort((a, b) => a.perSecond - b.perSecond)[shots.length >> 1] ?? { perSecond: 0, p99: 0 }
}

async function signIn(url: string): Promise<string> {
  const form = await fetch(url + paths.signIn.url())
  const before = cookieOf(form)
  const token = /name="_csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? ''
  const answer = await fetch(url + paths.signIn.url(), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: before, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _csrf: token, email: 'bosamordnare@bench.example', password }),
  })
  if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`)
  return cookieOf(answer)
}

const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

async function listen(app: RequestListener) {
  const server = createServer(app)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((done) => void server.close(() => done())),
  }
}
