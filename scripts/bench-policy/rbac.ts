import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Weighed } from '../../src/policy/issues.ts';
import { manifestsIn, rowsOf } from '../../test/support/test-data.ts';
import { judgeText, measureOf } from './judged.ts';
import { atLeast, atMost, type Line, type PolicyRow } from './row.ts';

/** The rule that says what each of Kyverno's policies looks for. */
const KYVERNO: Readonly<Record<string, string>> = {
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
};

/** kube-linter's files, each with one object that its check means. */
const KUBE_LINTER: Readonly<Record<string, string>> = {
  'access-to-create-pods.yml': 'rbac-workload-create',
  'access-to-secrets.yml': 'rbac-secrets-read',
  'cluster-admin-role-binding.yml': 'cluster-admin',
  'wildcard-in-rules.yml': 'rbac-wildcard-verbs',
};

/**
 * Polaris' folders. It lets roles and bindings pass by their names, such as all that begin with `system:`; here they are
 * told, so only its failures are counted. Those where the role is not in the file cannot be told.
 */
const POLARIS: Readonly<Record<string, string>> = {
  clusterrolePodExecAttach: 'rbac-pod-access',
  clusterrolebindingClusterAdmin: 'cluster-admin',
  clusterrolebindingPodExecAttach: 'rbac-pod-access',
  rolePodExecAttach: 'rbac-pod-access',
  rolebindingClusterAdminClusterRole: 'cluster-admin',
  rolebindingClusterAdminRole: 'cluster-admin',
  rolebindingClusterRolePodExecAttach: 'rbac-pod-access',
  rolebindingRolePodExecAttach: 'rbac-pod-access',
};

/** Roles, bindings and what else decides who may do what. */
export const rbac: PolicyRow = {
  name: 'rbac',
  measure: async (data) => [
    ...(await kyverno(path.join(data, 'kyverno'))),
    await kubeLinter(path.join(data, 'kube-linter')),
    await polaris(path.join(data, 'polaris')),
  ],
};

async function kyverno(folder: string): Promise<Line[]> {
  const count = { bad: 0, named: 0, good: 0, wrongly: 0, unsafe: 0 };
  for (const { file, check, expect } of rowsOf(path.join(folder, 'labels.jsonl'))) {
    const rule = KYVERNO[String(check)];
    if (rule === undefined) continue;
    const verdict = await judged(path.join(folder, String(file)));
    const isNamed = timesNamed(verdict, rule) > 0;
    if (expect === 'bad') {
      count.bad += 1;
      count.named += Number(isNamed);
    } else {
      count.good += 1;
      count.wrongly += Number(isNamed);
      count.unsafe += Number(verdict.class === 'unsafe');
    }
  }
  return [
    atLeast('bad objects of Kyverno, rule named', [count.named, count.bad], 0.95),
    atMost('good objects of Kyverno, rule named', [count.wrongly, count.good], 0),
    atMost('good objects of Kyverno, unsafe', [count.unsafe, count.good], 0),
  ];
}

async function kubeLinter(folder: string): Promise<Line> {
  let once = 0;
  for (const [file, rule] of Object.entries(KUBE_LINTER))
    once += Number(timesNamed(await judged(path.join(folder, file)), rule) === 1);
  return atLeast("files of kube-linter's, one object named", [once, Object.keys(KUBE_LINTER).length], 1);
}

async function polaris(folder: string): Promise<Line> {
  const count = { bad: 0, named: 0 };
  for (const [check, rule] of Object.entries(POLARIS)) {
    for (const { name, text } of manifestsIn(path.join(folder, check))) {
      if (!name.startsWith('failure')) continue;
      count.bad += 1;
      count.named += Number(timesNamed(await judgeText('a.yaml', text, measureOf(null)), rule) > 0);
    }
  }
  return atLeast('bad files of Polaris, rule named', [count.named, count.bad], 0.95);
}

async function judged(file: string): Promise<Weighed> {
  return judgeText('a.yaml', readFileSync(file, 'utf8'), measureOf(null));
}

function timesNamed({ issues }: Weighed, rule: string): number {
  return issues.filter((issue) => issue.rule === rule).length;
}
