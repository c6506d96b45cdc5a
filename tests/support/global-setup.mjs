// jest loads this file itself, without the mapping of .js to .ts: tsx loads the rest.
import { tsImport } from 'tsx/esm/api'

export default async function globalSetup() {
  const { prepareDatabases } = await tsImport('./prepare-databases.ts', import.meta.url)
  globalThis.endDatabases = await prepareDatabases()
}
