import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { judged } from '../../support/judged.ts';
import { manifestsIn, rowsOf, testData } from '../../support/test-data.ts';

const policy = testData('policy') ?? '';

/** The rule that says what each of Kyverno's policies looks for. */
const KYVERNO = {
  'restrict-binding-clusteradmin': 'cluster-admin',
  'restrict-binding-system-groups': 'rbac-open-subjects',
  'restrict-clusterrole-csr': 'rbac-csr-approval',
  'restrict-clusterrole-mutating-validating-admission-webhooks': 'admission-change',
  'restrict-clusterrole-nodesproxy': 'rbac-nodes-proxy',
  'restrict-escalation-verbs-roles': 'rbac-escalation',
  'restrict-ingress-wildcard': 'wildcard-ingress',
  'restrict-secret-role-verbs': 'rbac-secrets-read',
  'restrict-wildcard-resources': 'rbac-wildcard-resources',
  'restrict-wildcard-verbs': 'rbac-wildcard-verbs',
} as const;

describe.skipIf(policy === '').for(Object.entries(KYVERNO))('on the objects of %s', ([check, rule]) => {
  const rows = policy === '' ? [] : rowsOf(path.join(policy, 'kyverno', 'labels.jsonl'));
  const verdicts = (label: string) =>
    rows
      .filter((row) => row['check'] === check && row['expect'] === label)
      .map((row) => ({ file: row['file'], ...verdictOf(path.join('kyverno', String(row['file']))) }));

  test(`every bad one is named by ${rule}`, () => {
    const bad = verdicts('bad');

    expect(bad.length).toBeGreaterThan(0);
    expect(bad.filter(({ rules }) => !rules.includes(rule)).map(({ file }) => file)).toEqual([]);
  });

  test('no good one is named so, or unsafe', () => {
    const good = verdicts('good');

    expect(good.filter(({ rules }) => rules.includes(rule)).map(({ file }) => file)).toEqual([]);
    expect(good.filter((verdict) => verdict.class === 'unsafe').map(({ file }) => file)).toEqual([]);
  });
});

describe.skipIf(policy === '')('on the files of other tools', () => {
  test.for([
    ['cluster-admin-role-binding.yml', 'cluster-admin'],
    ['access-to-secrets.yml', 'rbac-secrets-read'],
    ['access-to-create-pods.yml', 'rbac-workload-create'],
    ['wildcard-in-rules.yml', 'rbac-wildcard-verbs'],
  ] as const)('kube-linter: one object of %s is named by %s', ([file, rule]) => {
    expect(verdictOf(path.join('kube-linter', file)).rules.filter((name) => name === rule)).toHaveLength(1);
  });

  test.for([
    ['clusterrolePodExecAttach', 'rbac-pod-access'],
    ['rolePodExecAttach', 'rbac-pod-access'],
    ['clusterrolebindingClusterAdmin', 'cluster-admin'],
    ['rolebindingClusterAdminClusterRole', 'cluster-admin'],
    ['rolebindingClusterAdminRole', 'cluster-admin'],
    ['tagNotSpecified', 'image-unpinned'],
  ] as const)('polaris: every failure of %s is named by %s', ([folder, rule]) => {
    const failures = manifestsIn(path.join(policy, 'polaris', folder)).filter(({ name }) =>
      name.startsWith('failure'),
    );
    const missed = failures.filter(({ text }) => !rulesOf(text).includes(rule));

    expect(failures.length).toBeGreaterThan(0);
    expect(missed.map(({ name }) => name)).toEqual([]);
  });
});

function verdictOf(file: string) {
  const text = readFileSync(path.join(policy, file), 'utf8');
  return { class: judged({ files: { 'a.yaml': text } }).class, rules: rulesOf(text) };
}

function rulesOf(text: string): string[] {
  return judged({ files: { 'a.yaml': text } }).issues.map(({ rule }) => rule);
}
