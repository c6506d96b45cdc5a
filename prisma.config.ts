import { defineConfig } from 'prisma/config'

// `prisma generate` only checks that a schema engine exists; migrations run in prisma/migrate.ts through
// the WebAssembly build of the same engine, so nothing has to be downloaded (docs/decisions/0004).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma' })
