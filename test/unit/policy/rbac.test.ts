import { describe, expect, test } from 'vitest';
import { applying, issuesOf, judged, running } from '../../support/judged.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** Each pattern as the one rule of a ClusterRole, and the rule that names it. */
const PATTERNS = [
  [
    'rbac-escalation',
    '{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [escalate]}',
  ],
  ['rbac-escalation', '{apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [bind]}'],
  ['rbac-escalation', '{apiGroups: [""], resources: [users], verbs: [impersonate]}'],
  ['rbac-wildcard-verbs', '{apiGroups: [apps], resources: [deployments], verbs: ["*"]}'],
  ['rbac-wildcard-resources', '{apiGroups: [apps], resources: ["*"], verbs: [get]}'],
  ['rbac-wildcard-groups', '{apiGroups: ["*"], resources: [deployments], verbs: [get]}'],
  ['rbac-wildcard-groups', '{nonResourceURLs: ["*"], verbs: [get]}'],
  ['rbac-secrets-read', '{apiGroups: [""], resources: [secrets], verbs: [watch]}'],
  ['rbac-pod-access', '{apiGroups: [""], resources: [pods/attach], verbs: [create]}'],
  ['rbac-pod-access', '{apiGroups: [""], resources: [pods/portforward], verbs: [create]}'],
  ['rbac-pod-access', '{apiGroups: [""], resources: ["*/exec"], verbs: [create]}'],
  ['rbac-pod-access', '{apiGroups: [""], resources: [pods/ephemeralcontainers], verbs: [patch]}'],
  ['rbac-nodes-proxy', '{apiGroups: [""], resources: [nodes/proxy], verbs: [get]}'],
  ['rbac-token-create', '{apiGroups: [""], resources: [serviceaccounts/token], verbs: [create]}'],
  ['rbac-csr-approval', '{apiGroups: [certificates.k8s.io], resources: [signers], verbs: [approve]}'],
  [
    'rbac-roles-write',
    '{apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create]}',
  ],
  ['rbac-volumes-create', '{apiGroups: [""], resources: [persistentvolumes], verbs: [create]}'],
  ['rbac-workload-create', '{apiGroups: [""], resources: [pods], verbs: [create]}'],
  ['admission-change', '{apiGroups: [admissionregistration.k8s.io], resources: ["*"], verbs: [patch]}'],
  ['admission-change', '{apiGroups: [apiregistration.k8s.io], resources: [apiservices], verbs: [update]}'],
] as const;

describe.for(PATTERNS)('%s is named for %s', ([rule, grant]) => {
  test('in a manifest of a step', () => {
    expect(issuesOf(rule, { steps: applying(clusterRole(grant)) })).toMatchObject([
      { step: 'a', object: 'ClusterRole wide', location: { file: 'test.wpk.yaml' } },
    ]);
  });

  test('in a List inside a file', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${asItem(clusterRole(grant))}`;

    expect(issuesOf(rule, { files: { 'k8s/all.yaml': list } })).toMatchObject([
      { object: 'ClusterRole wide', location: { file: 'k8s/all.yaml' } },
    ]);
  });

  test('behind an input, which is undecided until it is given', () => {
    const verb = /(?<=verbs: \["?)[a-z*]+/.exec(grant)?.[0] ?? '';
    const steps = applying(clusterRole(grant.replace(/verbs: \[.*\]/, 'verbs: ["${{ inputs.verb }}"]')));

    expect(issuesOf('undecided', { steps })).toHaveLength(1);
    expect(issuesOf('undecided', { steps, inputs: { verb } })).toEqual([]);
    expect(issuesOf(rule, { steps, inputs: { verb } })).toHaveLength(1);
  });

  test('in what a script gives to kubectl', () => {
    const script = `kubectl apply -f - <<'EOF'\n${clusterRole(grant)}EOF\n`;

    expect(issuesOf(rule, running(script))).toMatchObject([{ location: { file: 'a.sh', line: 1 } }]);
  });
});

describe('a grant', () => {
  test.for([
    ['that reads something else', '{apiGroups: [""], resources: [configmaps], verbs: [get, list, watch]}'],
    [
      'of a resource of the same name in another group',
      '{apiGroups: [example.org], resources: [secrets], verbs: [get]}',
    ],
    ['of a part of a resource', '{apiGroups: [apps], resources: ["*/scale"], verbs: [patch]}'],
    ['of nothing', '{}'],
  ] as const)('%s raises nothing but that there is a ClusterRole', ([, grant]) => {
    expect(judged({ files: { 'a.yaml': clusterRole(grant) } }).issues.map(({ rule }) => rule)).toEqual([
      'cluster-roles',
    ]);
  });

  test('that names its objects is low, unless it names the administrators', () => {
    const severities = ['view', 'view, cluster-admin'].map(
      (names) =>
        issuesOf('rbac-escalation', { files: { 'a.yaml': clusterRole(binding(names)) } })[0]?.severity,
    );

    expect(severities).toEqual(['low', 'critical']);
  });

  test('to escalate is the cluster in one step, and less in one namespace', () => {
    const text = clusterRole(`{apiGroups: ["${RBAC}"], resources: [roles], verbs: [escalate]}`);
    const severities = [text, text.replace('ClusterRole', 'Role')].map(
      (role) => issuesOf('rbac-escalation', { files: { 'a.yaml': role } })[0]?.severity,
    );

    expect(severities).toEqual(['critical', 'high']);
  });

  test('on the standard input of a step is told once, where it stands', () => {
    const role = clusterRole('{apiGroups: [""], resources: [secrets], verbs: [get]}').replaceAll(
      /^/gm,
      '      ',
    );
    const steps = `- name: a\n  type: shell\n  with:\n    command: [kubectl, apply, -f, "-"]\n    stdin: |\n${role}`;

    expect(issuesOf('rbac-secrets-read', { steps })).toMatchObject([{ step: 'a', location: { line: 17 } }]);
  });

  test('is found where the version of its role is only known when it runs', () => {
    const steps = applying(
      clusterRole('{apiGroups: [""], resources: [secrets], verbs: [get]}').replace(
        `${RBAC}/v1`,
        '"${{ inputs.version }}"',
      ),
    );

    expect(issuesOf('rbac-secrets-read', { steps })).toHaveLength(1);
  });

  test('that an operator asks for in another kind is read too', () => {
    const csv = `apiVersion: operators.coreos.com/v1alpha1
kind: ClusterServiceVersion
metadata: {name: shop}
spec:
  install:
    spec:
      clusterPermissions:
        - serviceAccountName: shop
          rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]
`;

    expect(secretsReadIn(csv)).toEqual(['ClusterServiceVersion shop may get secrets in every namespace.']);
    expect(secretsReadIn(csv.replace('clusterPermissions', 'permissions'))).toEqual([
      'ClusterServiceVersion shop may get secrets in its namespace.',
    ]);
  });

  test('that the package asks for itself is judged as a role is', () => {
    const spec = 'validation: {permissions: [{resources: [secrets], verbs: [list]}]}';

    expect(issuesOf('rbac-secrets-read', { spec })).toMatchObject([
      {
        field: '/spec/validation/permissions/0/resources',
        what: 'The package may list secrets in every namespace.',
      },
    ]);
  });
});

describe('an administrator is made', () => {
  const ROLE = clusterRole('{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}');

  test.for([
    ['by a binding to cluster-admin', clusterBinding('cluster-admin'), 'unsafe'],
    ['by a role that allows everything', ROLE, 'unsafe'],
    [
      'by a role that writes out every verb',
      clusterRole(
        '{apiGroups: ["*"], resources: ["*"], verbs: [get, list, watch, create, update, patch, delete]}',
      ),
      'unsafe',
    ],
    [
      'by a binding to a role that gathers one',
      `${aggregating('{matchLabels: {part: all}}')}---\n${ROLE.replace('name: wide', 'name: part, labels: {part: all}')}---\n${clusterBinding('whole')}`,
      'unsafe',
    ],
    [
      'in one namespace, which is less',
      clusterBinding('cluster-admin').replace('ClusterRoleBinding', 'RoleBinding'),
      'caution',
    ],
  ] as const)('%s', ([, text, riskClass]) => {
    const verdict = judged({ files: { 'a.yaml': text } });

    expect(verdict.issues.map(({ rule }) => rule)).toContain('cluster-admin');
    expect(verdict.class).toBe(riskClass);
  });

  test.for([
    'kubectl create clusterrolebinding ci --clusterrole=cluster-admin --serviceaccount=ci:runner',
    'kubectl create clusterrolebinding ci --clusterrole cluster-admin --user "$USER"',
    'oc adm policy add-cluster-role-to-user cluster-admin ci',
    "kubectl create clusterrole all --verb='*' --resource='*.*' && true",
  ] as const)('by a program: %s', (script) => {
    const rules = judged(running(script)).issues.map(({ rule }) => rule);

    expect(rules).toContain(script.includes("'*'") ? 'rbac-wildcard-verbs' : 'cluster-admin');
  });

  test('by no binding to another role', () => {
    const text = `${ROLE}---\n${clusterBinding('edit')}`;

    expect(issuesOf('cluster-admin', { files: { 'a.yaml': text } }).map(({ object }) => object)).toEqual([
      'ClusterRole wide',
    ]);
  });

  test.for([
    ['by a group without a name', 'system:unauthenticated', 'critical'],
    ['by a caller without a name', 'system:anonymous', 'critical'],
    ['by the masters', 'system:masters', 'high'],
    ['by everyone', 'system:authenticated', 'medium'],
  ] as const)('or anyone: %s', ([, name, severity]) => {
    const text = clusterBinding('view').replace('shop-team', name);

    expect(issuesOf('rbac-open-subjects', { files: { 'a.yaml': text } })).toMatchObject([{ severity }]);
  });

  test('by a selector that takes up every role', () => {
    expect(issuesOf('rbac-aggregation', { files: { 'a.yaml': aggregating('{}') } })).toMatchObject([
      { severity: 'critical' },
    ]);
  });
});

test('ordinary operators are never unsafe for their roles', () => {
  const rules = [
    '{apiGroups: [""], resources: [secrets, configmaps, services], verbs: [get, list, watch, create, update, patch, delete]}',
    '{apiGroups: [""], resources: [pods, pods/exec], verbs: ["*"]}',
    '{apiGroups: [apps], resources: [deployments, statefulsets], verbs: ["*"]}',
    '{apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings], verbs: [create, update, get]}',
    '{apiGroups: [admissionregistration.k8s.io], resources: [validatingwebhookconfigurations], verbs: [get, patch]}',
    '{apiGroups: [databases.example.org], resources: ["*"], verbs: ["*"]}',
    '{apiGroups: [""], resources: [nodes/proxy], verbs: [get]}',
  ];
  const text = `${clusterRole(rules.join('\n  - '))}---\n${clusterBinding('wide')}`;

  expect(judged({ files: { 'operator.yaml': text } }).class).toBe('caution');
});

function clusterRole(rules: string): string {
  return `apiVersion: ${RBAC}/v1\nkind: ClusterRole\nmetadata: {name: wide}\nrules:\n  - ${rules}\n`;
}

function clusterBinding(role: string): string {
  return `apiVersion: ${RBAC}/v1
kind: ClusterRoleBinding
metadata: {name: team}
roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: ${role}}
subjects: [{kind: Group, apiGroup: ${RBAC}, name: "shop-team"}]
`;
}

function aggregating(selector: string): string {
  return `apiVersion: ${RBAC}/v1\nkind: ClusterRole\nmetadata: {name: whole}\naggregationRule: {clusterRoleSelectors: [${selector}]}\n`;
}

function asItem(text: string): string {
  return text.trim().replaceAll(/^/gm, '    ').replace(/^ {4}/, '  - ');
}

function binding(names: string): string {
  return `{apiGroups: ["${RBAC}"], resources: [clusterroles], verbs: [bind], resourceNames: [${names}]}`;
}

function secretsReadIn(text: string): string[] {
  return issuesOf('rbac-secrets-read', { files: { 'csv.yaml': text } }).map(({ what }) => what);
}
