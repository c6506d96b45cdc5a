/** The arrows of the house: ARCHITECTURE.md says why. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      comment: 'The rulebook imports luxon, personnummer and itself only.',
      severity: 'error',
      from: { path: '^server/domain/' },
      to: { pathNot: '^(server/domain/|node_modules/(luxon|@types/luxon|personnummer)/)' },
    },
    {
      name: 'bank-files-know-no-database',
      severity: 'error',
      from: { path: '^server/bank-files/' },
      to: { path: '^(server/(db|features|web|audit|jobs)|generated/)|node_modules/(@prisma|express)/' },
    },
    {
      name: 'prisma-only-in-stores',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/(db|sqlite|sqlite-connection|sqlite-thread|audit|migrate|backup|table-counts|settings|kept|reach|open-house|many-rows|cli|index)[.]ts$', '^server/(cli|jobs)/', '^server/features/.*store[.]ts$', '^server/web/(session-store|health)[.]ts$', '-sql[.]ts$', 'current-step[.]ts$'] },
      to: { path: '^generated/|node_modules/@prisma/|^server/db\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'express-only-at-the-door',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/web/', '^server/(app|routes|index)[.]ts$', '^server/features/.*routes[.]ts$'] },
      to: { path: 'node_modules/express/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^generated/.*/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
    moduleSystems: ['es6', 'cjs'],
  },
}
