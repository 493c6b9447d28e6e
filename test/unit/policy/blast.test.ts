import { describe, expect, test } from 'vitest';
import { issuesOf, judged, running } from '../../support/judged.ts';

const POD = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data, namespace: shop}\n';

/** Each pattern as a program and as a k8s step: the rule, its severity, the command, `action` and `with`. */
const PATTERNS = [
  ['namespace-delete', 'high', 'kubectl delete ns shop', 'delete', '{kind: Namespace, name: shop}'],
  [
    'namespace-delete',
    'critical',
    'kubectl delete namespaces --all',
    'delete',
    '{kind: Namespace, all: true}',
  ],
  [
    'namespace-delete',
    'critical',
    'kubectl delete ns/kube-system',
    'delete',
    '{kind: Namespace, name: kube-system}',
  ],
  [
    'storage-delete',
    'high',
    'kubectl -n shop delete pvc data',
    'delete',
    '{kind: PersistentVolumeClaim, name: data, namespace: shop}',
  ],
  [
    'storage-delete',
    'critical',
    'oc delete pod,pvc --all',
    'delete',
    '{kind: PersistentVolumeClaim, selector: {}}',
  ],
  [
    'storage-delete',
    'medium',
    'kubectl delete volumesnapshot nightly',
    'delete',
    '{kind: VolumeSnapshot, name: nightly}',
  ],
  [
    'crd-delete',
    'high',
    'kubectl delete crd widgets.example.org',
    'delete',
    '{kind: CustomResourceDefinition, name: widgets.example.org}',
  ],
  [
    'system-namespace',
    'medium',
    'kubectl rollout restart -n kube-system deploy/coredns',
    'restart',
    '{name: coredns, namespace: kube-system}',
  ],
  [
    'system-namespace',
    'high',
    'kubectl --namespace=openshift-dns delete pod dns-1',
    'delete',
    '{kind: Pod, name: dns-1, namespace: openshift-dns}',
  ],
  [
    'wide-selection',
    'high',
    'kubectl delete pods --all -n shop',
    'delete',
    '{kind: Pod, all: true, namespace: shop}',
  ],
  [
    'wide-selection',
    'high',
    'kubectl delete pods -l "" -n shop',
    'delete',
    '{kind: Pod, namespace: shop, selector: {matchLabels: {}}}',
  ],
  [
    'wide-selection',
    'critical',
    'kubectl delete pods --all --all-namespaces',
    'delete',
    '{kind: Pod, all: true, allNamespaces: true}',
  ],
  [
    'wide-selection',
    'medium',
    'kubectl label pods --all a=b',
    'patch',
    '{kind: Pod, namespace: shop, patch: {}}',
  ],
  [
    'scale-to-zero',
    'medium',
    'kubectl scale --replicas=0 deploy/web',
    'scale',
    '{name: web, namespace: shop, replicas: 0}',
  ],
  [
    'scale-to-zero',
    'medium',
    `kubectl patch deploy web -p '{"spec":{"replicas":0}}'`,
    'patch',
    '{kind: Deployment, name: web, patch: {spec: {replicas: 0}}}',
  ],
  [
    'forced-change',
    'medium',
    'kubectl delete pod web --grace-period 0 --force',
    'delete',
    '{kind: Pod, name: web, gracePeriodSeconds: 0}',
  ],
  [
    'forced-change',
    'medium',
    'kubectl apply --server-side --force-conflicts -f a.yaml',
    'apply',
    '{kind: ConfigMap, name: a, force: true}',
  ],
  [
    'forced-change',
    'medium',
    `kubectl patch pvc data -p '{"metadata":{"finalizers":null}}'`,
    'patch',
    '{kind: PersistentVolumeClaim, name: data, patch: {metadata: {finalizers: []}}}',
  ],
  [
    'forced-change',
    'medium',
    'kubectl drain worker-1 --force',
    'drain',
    '{name: worker-1, deleteLonePods: true}',
  ],
  ['node-drain', 'medium', 'kubectl drain worker-1 --ignore-daemonsets', 'drain', '{name: worker-1}'],
  [
    'node-drain',
    'high',
    'kubectl drain worker-1 --disable-eviction',
    'drain',
    '{name: worker-1, disableEviction: true}',
  ],
  ['node-drain', 'high', 'kubectl delete node worker-1', 'delete', '{kind: Node, name: worker-1}'],
  [
    'admission-change',
    'high',
    'kubectl delete validatingwebhookconfigurations policy',
    'delete',
    '{kind: ValidatingWebhookConfiguration, name: policy}',
  ],
  ['cluster-roles', 'medium', 'kubectl edit clusterrole view', 'patch', '{kind: ClusterRole, name: view}'],
] as const;

describe.for(PATTERNS)('%s is named, %s, for %s', ([rule, severity, command, action, settings]) => {
  test('in a script', () => {
    expect(issuesOf(rule, running(`set -e\n${command}\n`))).toMatchObject([
      { severity, step: 'a', location: { file: 'a.sh', line: 2 } },
    ]);
  });

  test('in a script behind wrappers and a variable', () => {
    const [tool, ...rest] = command.split(' ');
    const script = `K=${tool}\nif true; then sudo env A=b "$K" ${rest.join(' ')}; fi\n`;

    expect(issuesOf(rule, running(script))).toMatchObject([{ severity }]);
  });

  test('in a k8s step', () => {
    expect(issuesOf(rule, { steps: step(action, settings) })).toMatchObject([{ severity, step: 'a' }]);
  });

  test('in a k8s step behind an input', () => {
    const value = /(?<=(?:name|kind): )[\w.-]+/.exec(settings)?.[0] ?? '';
    const steps = step(action, settings.replace(value, '"${{ inputs.it }}"'));

    expect(issuesOf(rule, { steps, inputs: { it: value } })).toMatchObject([{ severity }]);
  });
});

describe('the objects of a file', () => {
  test('are deleted with it', () => {
    const files = { 'k8s/data.yaml': POD, 'a.sh': 'kubectl delete -f "$ATOMCTL_PACKAGE/k8s/data.yaml"\n' };
    const steps = '- name: a\n  type: script\n  with: {file: a.sh}';

    expect(issuesOf('storage-delete', { steps, files })).toHaveLength(1);
  });

  test('are found in the folder that is named', () => {
    for (const options of ['-Rf ./k8s/', '-R -f k8s', '--filename=./k8s/ --recursive']) {
      const files = { 'k8s/data.yaml': POD, 'a.sh': `kubectl delete ${options}\n` };
      expect(issuesOf('storage-delete', { files })).toHaveLength(1);
    }
  });

  test('that lie in a system namespace are told where they stand', () => {
    const text = POD.replace('namespace: shop', 'namespace: kube-system');

    expect(issuesOf('system-namespace', { files: { 'a.yaml': text } })).toMatchObject([
      { location: { file: 'a.yaml', line: 3 }, object: 'PersistentVolumeClaim kube-system/data' },
    ]);
  });
});

describe('nothing is named for', () => {
  test.for([
    'kubectl get pods -A',
    'kubectl -n kube-system get pods',
    'kubectl -n kube-system logs deploy/coredns',
    'kubectl delete pod web-1',
    'kubectl delete pods -l app=web -n shop',
    'kubectl delete ns shop --dry-run=server',
    'kubectl scale --replicas=3 deploy/web',
    'kubectl rollout status deploy/web',
    'kubectl rollout restart deploy web',
    'helm upgrade --install web ./chart -n shop',
    'echo kubectl delete ns shop',
    '# kubectl delete ns shop',
  ])('%s', (script) => {
    const rules = judged({ files: { 'a.sh': script } }).issues.map(({ rule }) => rule);

    expect(rules).toEqual([]);
  });
});

describe('what cannot be told is undecided', () => {
  test.for([
    'kubectl "$VERB" pods',
    'kubectl delete "$KIND" "$NAME"',
    'kubectl apply -f https://manifests.example/all.yaml',
    'kubectl apply -f "$FILE"',
    'generate | kubectl apply -f -',
    'kubectl apply -k ./overlays/live',
  ])('%s', (script) => {
    expect(issuesOf('undecided', { files: { 'a.sh': script } })).toHaveLength(1);
  });
});

describe('what kubectl makes or patches is judged like a manifest', () => {
  test.for([
    [
      'privileged',
      `kubectl run a --image=a:1 --overrides='{"spec":{"containers":[{"name":"a","securityContext":{"privileged":true}}]}}'`,
    ],
    ['privileged', 'kubectl run a --image=a:1 --privileged'],
    ['host-path', 'kubectl debug node/worker-1 -it --image=busybox:1.37'],
    [
      'privileged',
      `kubectl patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"a","securityContext":{"privileged":true}}]}}}}'`,
    ],
    [
      'host-namespaces',
      `kubectl patch ds web --type=json -p='[{"op":"add","path":"/spec/template/spec/hostPID","value":true}]'`,
    ],
    [
      'rbac-wildcard-verbs',
      `kubectl patch clusterrole a --type=json -p '[{"op":"add","path":"/rules/-","value":{"apiGroups":["apps"],"resources":["deployments"],"verbs":["*"]}}]'`,
    ],
    ['image-unpinned', 'kubectl run a --image=busybox'],
    [
      'host-namespaces',
      `cat <<E | kubectl apply -f -\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true, containers: []}\nE`,
    ],
  ] as const)('%s in %s', ([rule, script]) => {
    expect(issuesOf(rule, { files: { 'a.sh': script } }).length).toBeGreaterThan(0);
  });

  test('in a JSON patch of a k8s step, at its own place', () => {
    const steps = step(
      'patch',
      '{kind: ClusterRole, name: a, patch: [{op: add, path: /rules/-, value: {apiGroups: [""], resources: [secrets], verbs: [get]}}]}',
    );

    expect(issuesOf('rbac-secrets-read', { steps })).toHaveLength(1);
  });
});

describe('helm', () => {
  test('removes releases and forces upgrades', () => {
    expect(issuesOf('namespace-delete', running('helm -n shop uninstall web'))).toMatchObject([
      { severity: 'medium' },
    ]);
    expect(issuesOf('forced-change', running('helm upgrade web ./chart --force'))).toHaveLength(1);
    expect(issuesOf('system-namespace', running('helm install dns ./chart -n kube-system'))).toHaveLength(1);
  });
});

function step(action: string, settings: string): string {
  return `- name: a\n  type: k8s\n  action: ${action}\n  with: ${settings}`;
}
