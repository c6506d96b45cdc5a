import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { POLICY, type PolicyName } from '../../server/domain/policy.js'
import { policyDocument, policyDocumentFile } from '../../server/documents/policy-document.js'
import { policyDeciders, policyNames, policyValueWords } from '../../server/labels.sv.js'

describe('docs/policy.md', () => {
  test('is what the program uses: run `npx tsx server/documents/policy-document.ts` after a change', () => {
    expect(readFileSync(policyDocumentFile, 'utf8')).toBe(policyDocument())
  })

  test.each(Object.keys(POLICY) as PolicyName[])('%s stands there with value, source and who decides', (name) => {
    const { value, unit, source, decidedBy, holdsFrom } = POLICY[name]
    const row =
      policyDocument()
        .split('\n')
        .find((line) => line.includes(`\`${name}\``)) ?? ''
    for (const words of [policyNames[name], policyValueWords(value, unit), source, policyDeciders[decidedBy], holdsFrom])
      expect(row).toContain(words)
  })
})

describe('a value in words', () => {
  test.each([
    [1, 'bankDays', '1 bankdag'],
    [180, 'days', '180 dagar'],
    [0, 'days', '0 dagar'],
    [[3, 6], 'months', '3 och 6 månader'],
    [[1], 'days', '1 dag'],
    [[1, 3, 5, 7], 'days', '1, 3, 5 och 7 dagar'],
  ] as const)('%j %s is "%s"', (value, unit, words) => {
    expect(policyValueWords(value, unit)).toBe(words)
  })
})
