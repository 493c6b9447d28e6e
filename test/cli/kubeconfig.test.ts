import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';

const READ = `- name: read
  type: k8s
  action: get
  timeout: 30s
  with: {kind: ConfigMap, namespace: shop, name: settings}
`;
const MAY = `validation:
  limits: {timeout: 5m, memory: 256Mi}
  permissions: [{apiGroups: [""], resources: [configmaps], verbs: [get, list], namespaces: [shop]}]
`;

describe('a k8s step', () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
  });

  /** Why it is not planned, and what to type. */
  const failure = async (kubeconfig: string, args: readonly string[] = []): Promise<string> => {
    const result = await ada.atomctl([...ada.runArgs(READ, MAY), ...args, '--json'], {
      env: { KUBECONFIG: kubeconfig },
    });
    const { code, message, hint } = result.json().error;
    expect([result.exitCode, code]).toEqual([7, 'ATOM_NEEDS_MISSING']);
    return `${message} (try: ${hint})`;
  };
  const config = (text: string): string => {
    const file = path.join(ada.folder, `kubeconfig-${Math.random()}`);
    writeFileSync(file, text);
    return file;
  };
  const named = (server: string): string =>
    config(`
apiVersion: v1
kind: Config
current-context: production
contexts:
  - {name: production, context: {cluster: c, user: u}}
  - {name: staging, context: {cluster: c, user: u}}
clusters: [{name: c, cluster: {server: "${server}"}}]
users: [{name: u, user: {token: t}}]
`);

  test('says that the kubeconfig is missing, is no YAML, or has no such context, and what to type', async () => {
    const missing = path.join(ada.folder, 'none');
    expect(await failure(missing)).toBe(`There is no kubeconfig ${missing} (try: export KUBECONFIG=FILE)`);
    expect(await failure(config('a: [b\n'))).toMatch(/:\d+:\d+ is not YAML: .*\(try: kubectl config view/);
    expect(await failure(config('kind: Config\n'))).toMatch(
      /has no current context; it has none \(try: kubectl config use-context CONTEXT {2}# or: --context CONTEXT\)/,
    );
    expect(await failure(named('https://127.0.0.1:1'), ['--context', 'stagin'])).toMatch(
      /has no context "stagin", did you mean "staging"\? \(try: kubectl config get-contexts\)/,
    );
  });

  test('says that the server points nowhere', async () => {
    expect(await failure(named('https://127.0.0.1:1'))).toMatch(
      /^https:\/\/127.0.0.1:1 does not answer: connect ECONNREFUSED .*\(try: kubectl version\)$/,
    );
  });

  test('shows what the settings say of the cluster, and where from', async () => {
    const env = { ATOMCTL_KUBE_CONTEXT: 'staging', ATOMCTL_KUBE_NAMESPACE: 'shop', KUBECONFIG: '/k' };
    const { settings } = (await ada.atomctl(['config', '--json'], { env })).json();
    for (const [key, value, source] of [
      ['kubeconfig', '/k', 'KUBECONFIG'],
      ['kubeContext', 'staging', 'ATOMCTL_KUBE_CONTEXT'],
      ['kubeNamespace', 'shop', 'ATOMCTL_KUBE_NAMESPACE'],
    ])
      expect(settings).toContainEqual(expect.objectContaining({ key, value, source, later: false }));
  });
});
