/**
 * docs/policy.md, written from domain/policy.ts so that the document cannot say another number than the program uses.
 * `npx tsx server/documents/policy-document.ts` writes it; tests/documents/policy-document.test.ts sees that it was done.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { POLICY, type PolicyName, type PolicyNumber } from '../domain/policy.js'
import { TARGETS, targetText } from '../domain/indicators/targets.js'
import { label, policyDeciders, policyNames, policyValueWords } from '../labels.sv.js'
import { projectRoot } from '../project-root.js'

export const policyDocumentFile = join(projectRoot, 'docs', 'policy.md')

/** The whole document as Markdown. */
export function policyDocument(): string {
  const policies = Object.entries(POLICY) as [PolicyName, PolicyNumber][]
  return `${[
    '# Policy: every threshold in force',
    '',
    'Generated from `server/domain/policy.ts` and `server/domain/indicators/targets.ts` by `npx tsx server/documents/policy-document.ts`.',
    'Do not edit by hand. These are the values the product starts with. A nämnd changes one under Administration › Inställningar by',
    'adding a value with the day it holds from and its source; the value before it stays in the history and in old reports.',
    'No other file may hold a threshold.',
    '',
    '## Settings',
    '',
    ...table(
      ['Inställning', 'Värde', 'Gäller från', 'Beslutas av', 'Källa', 'Namn i koden'],
      policies.map(([name, policy]) => [
        policyNames[name],
        policyValueWords(policy.value, policy.unit),
        policy.holdsFrom,
        policyDeciders[policy.decidedBy],
        policy.source,
        `\`${name}\``,
      ]),
    ),
    '',
    '## Targets',
    '',
    'A target holds from its year until a newer one.',
    '',
    ...table(
      ['Indikator', 'Från år', 'Mål', 'Kommunfullmäktiges mål', 'Källa'],
      TARGETS.map((target) => [
        `${target.indicator}: ${label(target.indicator)}`,
        String(target.year),
        targetText(target.indicator, target.percent),
        targetText(target.indicator, target.kfPercent),
        target.source,
      ]),
    ),
  ].join('\n')}\n`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(policyDocumentFile, policyDocument())
