import { readFileSync } from 'node:fs';
import type { Rule } from '../../src/policy/rule.ts';
import { RULES } from '../../src/policy/rules.ts';
import { POINTS } from '../../src/policy/score.ts';

/** docs/policies/rules.md: every rule in words, with the two examples that its test judges. */
export function policyRules(): string {
  const rows = RULES.map(
    ({ id, title, severity }) => `| [${id}](#${id}) | ${title} | ${severity} | ${POINTS[severity]} |`,
  );
  return [
    '<!-- Generated from src/policy/rules.ts and test/fixtures/policy by `npm run codegen`; do not edit. -->',
    '# Policy rules',
    '',
    'What `atomctl dry-run` looks for. A place can be worse than its rule usually is (a mounted container socket is',
    'critical, a mounted folder high); the issue then says so. [scoring.md](scoring.md) says how issues become a score.',
    '',
    '| rule | what it finds | severity | points |',
    '|---|---|---|---|',
    ...rows,
    '',
    RULES.map(section).join('\n\n'),
    '',
  ].join('\n');
}

function section(rule: Rule): string {
  return [
    `## ${rule.id}`,
    '',
    `**${rule.title}.** ${rule.why}`,
    '',
    `*Fix:* ${rule.fix}`,
    ...(rule.control === undefined ? [] : ['', `Pod Security check: \`${rule.control}\`.`]),
    ...(rule.reference === undefined ? [] : ['', `See <${rule.reference}>.`]),
    '',
    'Found in:',
    '',
    example(rule.id, 'fails'),
    '',
    'Not found in:',
    '',
    example(rule.id, 'passes'),
  ].join('\n');
}

function example(rule: string, outcome: 'fails' | 'passes'): string {
  const text = readFileSync(`test/fixtures/policy/${rule}.${outcome}.wpk.yaml`, 'utf8');
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}
