import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/policy/judge.ts';
import { policyDigest, RULES } from '../../../src/policy/rules.ts';
import { wpkOf } from '../../support/wpk.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/policy');

describe.for(RULES.map(({ id }) => id))('the rule %s', (rule) => {
  test('finds its failing example, and says where', () => {
    const { issues } = judgeFixture(rule, 'fails');

    expect(issues.filter((issue) => issue.rule === rule)).toMatchObject([
      { location: { file: 'test.wpk.yaml', line: expect.any(Number) }, what: expect.stringMatching(/\.$/) },
    ]);
    expect(issues[0]?.location.line).toBeGreaterThan(1);
  });

  test('is quiet about its passing example, as all others are', () => {
    expect(judgeFixture(rule, 'passes')).toMatchObject({ issues: [], score: 0, class: 'safe' });
  });
});

describe('the rule table', () => {
  test('has no id twice', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  test('has another digest when a rule changes its version or severity', () => {
    const [first, ...rest] = RULES;
    if (first === undefined) throw new Error('there are no rules');

    const digests = [
      first,
      { ...first, version: first.version + 1 },
      { ...first, severity: 'info' as const },
    ].map((rule) => policyDigest({ rules: [rule, ...rest], exceptions: [] }));

    expect(new Set(digests).size).toBe(3);
  });
});

function judgeFixture(rule: string, outcome: 'fails' | 'passes') {
  const text = readFileSync(path.join(FIXTURES, `${rule}.${outcome}.wpk.yaml`), 'utf8');
  return judge({ wpk: wpkOf(text), mayExcept: [], now: new Date('2026-11-21') });
}
