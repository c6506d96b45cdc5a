export default async function globalTeardown() {
  await globalThis.endDatabases?.()
}
