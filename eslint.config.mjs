import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist/', 'generated/', 'node_modules/', 'data/', 'coverage/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['server/cli.ts', 'server/cli/**', 'server/index.ts', 'tests/**', 'prisma/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['server/domain/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Date'],
      'no-restricted-syntax': [
        'error',
        { selector: ':function[async=true]', message: 'The rulebook is synchronous: pass the facts in.' },
        { selector: "CallExpression[callee.property.name='now']", message: 'No clock in the rulebook: pass `today` in.' },
        { selector: 'NewExpression[callee.name="Date"]', message: 'No clock in the rulebook: pass `today` in.' },
      ],
    },
  },
  { files: ['public/**'], languageOptions: { globals: { document: 'readonly', window: 'readonly' } } },
)
