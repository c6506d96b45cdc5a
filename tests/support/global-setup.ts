/** Runs once before all test files. Extended in tests/support/databases.ts. */
export default async function globalSetup(): Promise<void> {}
