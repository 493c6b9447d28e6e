import { readPolicy } from '../../src/policy/own/read-policy.ts';
import { combine } from '../../src/policy/own/combine.ts';
import type { Policy } from '../../src/policy/policy.ts';

/** What a rule of a test says; the rest is of no matter to it. */
export interface RuleText {
  readonly id?: string;
  readonly scope?: string;
  readonly severity?: string;
  readonly when: string;
  readonly message?: string;
  readonly tests?: unknown;
}

/** The text of a policy file with these rules and exceptions. */
export function policyText(rules: readonly RuleText[], exceptions: readonly object[] = []): string {
  const written = rules.map((rule, index) => ({
    id: `acme-${index}`,
    title: 'A rule of ours',
    severity: 'high',
    scope: 'object',
    why: 'We say so.',
    fix: 'Do as we say.',
    ...rule,
  }));
  return JSON.stringify(
    { apiVersion: 'v1', kind: 'PolicyRules', metadata: { name: 'acme' }, rules: written, exceptions },
    null,
    2,
  );
}

/** The policy of such a file. @throws {Error} for one that is not right. */
export function policyWith(rules: readonly RuleText[], exceptions: readonly object[] = []): Policy {
  const { read, problems } = readPolicy('acme.yaml', policyText(rules, exceptions));
  if (read === undefined) throw new Error(JSON.stringify(problems));
  return combine([read]);
}
