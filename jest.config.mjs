import { availableParallelism } from 'node:os'

/** Real ESM, TypeScript through swc. One process each for the two engines' tests, see tests/support. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  maxWorkers: Math.min(2, availableParallelism()), // each worker has both engines and a browser: more of them wait for one another
  testTimeout: 60_000,
  forceExit: true, // the loader of the global setup keeps a thread of its own alive
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
}
