/** Taste that fails loudly: reads the repository itself (STYLE.md says why for each). */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(file))
const read = (file: string) => readFileSync(file, 'utf8')
const sources = files.filter((file) => /^(server|prisma|tests)\/.*\.ts$/.test(file))
const server = sources.filter((file) => file.startsWith('server/'))
const domain = server.filter((file) => file.startsWith('server/domain/'))
const views = files.filter((file) => /^views\/.*\.ejs$/.test(file))
/** without comments and strings' own words, so that prose may say anything */
const codeOf = (file: string) =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')

describe('the rulebook', () => {
  test.each(domain)('%s has no clock, no process and nothing asynchronous', (file) => {
    expect(codeOf(file)).not.toMatch(/\bnew Date\b|Date\.now|\bprocess\.|\basync\b|\bawait\b|DateTime\.(now|local)\(/)
  })

  test.each(domain.filter((file) => !/\/(codes|decision)\.ts$/.test(file)))('%s opens with its rule', (file) => {
    expect(read(file)).toMatch(/^\/\*\*/)
  })
})

describe('facts of money', () => {
  test.each(server)('%s never deletes or rewrites a ledger fact', (file) => {
    const code = codeOf(file)
    expect(code).not.toMatch(/(ledgerEntry|allocation|auditEvent|receivedPayment)\.(delete|deleteMany)\b/)
    expect(code).not.toMatch(/delete from "(LedgerEntry|Allocation|AuditEvent|ReceivedPayment)"/i)
    expect(code).not.toMatch(/(ledgerEntry|allocation|auditEvent)\.(update|updateMany|upsert)\b/)
  })
})

describe('names', () => {
  const banned = /(^|[-/])(data|info|manager|service|handler|utils?|helpers?|misc|common)([-.]|$)|v2\b/i
  test('no file hides behind a name that says nothing', () => {
    expect(
      server.filter((file) => banned.test(file.replace(/^server\//, '').replace(/\.ts$/, '')) && file !== 'server/web/view-helpers.ts'),
    ).toEqual([])
  })
  test('files are kebab-case', () => {
    expect([...sources, ...views].filter((file) => !/^[a-z0-9\-./]+$/.test(file.replace(/^.*\/migrations\//, '')))).toEqual([])
  })
  test('one word for one thing', () => {
    const synonyms = /\b(flat|dwelling|lodger|lease_holder|caseload|invoice)s?\b/i
    expect(server.filter((file) => synonyms.test(codeOf(file).replace(/'[^'\n]*'|`[^`]*`|\.flat\(/g, '')))).toEqual([])
  })
})

describe('every view', () => {
  const all = server.map(read).join('\n') + views.map(read).join('\n')
  test.each(views.filter((view) => !view.startsWith('views/parts/') && view !== 'views/layout.ejs'))('%s is shown by a route', (view) => {
    const name = view.replace(/^views\//, '').replace(/\.ejs$/, '')
    const [folder, short] = [name.split('/')[0], name.split('/').slice(1).join('/')]
    expect([name, all.includes(name) || all.includes(`${folder}/\${`) || all.includes(`'${short}'`)]).toEqual([name, true])
  })
  test.each(views)('%s computes no money and holds no script or style', (view) => {
    expect(read(view)).not.toMatch(/<script(?![^>]*\bsrc=)|<style| style="| on[a-z]+="/)
  })
})

describe('every feature', () => {
  const features = [...new Set(server.map((file) => /^server\/features\/([^/]+)\//.exec(file)?.[1]).filter((name) => name !== undefined))]
  test.each(features)('%s stands in all the trees', (name) => {
    const tests = files.filter(
      (file) =>
        (file.startsWith('tests/features/') && read(file).includes(`features/${name}/`)) || file.startsWith(`tests/features/${name}`),
    )
    expect([
      name,
      server.some((file) => new RegExp(`^server/features/${name}/.*routes\\.ts$`).test(file)),
      views.some((view) => view.startsWith(`views/${name}/`)),
      tests.length > 0,
    ]).toEqual([name, true, true, true])
  })
})

describe('the repository', () => {
  test('says nothing of the machine it was made on', () => {
    const traces = /(^|["'`\s(])\/(home|root|work|Users)\/\w/m
    const text = files.filter((file) => /\.(ts|md|ejs|mjs|cjs|json|css|js|sql)$/.test(file) && file !== 'package-lock.json')
    expect(text.filter((file) => traces.test(read(file)))).toEqual([])
  })
  test('has its documents', () => {
    const wanted = [
      'README.md',
      'ARCHITECTURE.md',
      'STYLE.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'docs/glossary.md',
      'docs/policy.md',
      'docs/import.md',
      'docs/operations.md',
      'docs/indicators.md',
    ]
    expect(wanted.filter((file) => !existsSync(file))).toEqual([])
  })
})

describe('the glossary', () => {
  test('has one Swedish word for one English one', () => {
    const rows = read('docs/glossary.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| Svenska') && !line.startsWith('| ---'))
    const column = (n: number) => rows.map((row) => row.split('|')[n]?.trim().toLowerCase() ?? '').filter((word) => word !== '')
    const doubles = (words: string[]) => words.filter((word, n) => words.indexOf(word) !== n)
    expect([rows.length > 20, doubles(column(1)), doubles(column(2))]).toEqual([true, [], []])
  })
})

describe('the two schemas', () => {
  test('differ in the engine only', () => {
    const plain = (file: string) =>
      read(file)
        .replace(/^\/\/.*\n/gm, '')
        .replace(/generator client \{[\s\S]*?\}/, '')
        .replace(/datasource db \{[\s\S]*?\}/, '')
    expect(plain('prisma/postgresql/schema.prisma')).toBe(plain('prisma/schema.prisma'))
  })
})
