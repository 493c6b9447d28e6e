import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { kubeconfigText } from './kubeconfig-text.ts';
import { type ClusterPlace, FILES } from './place.ts';
import { NODE, NODE_ADDRESS, SERVICE_ADDRESS } from './node/addresses.ts';

const LOCAL = ['localhost', '127.0.0.1'];
const SERVICE = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'];

/** Everyone who has a certificate; with hosts it is a server's. */
const CERTIFICATES = [
  { name: 'apiserver', user: 'kube-apiserver', hosts: [...LOCAL, ...SERVICE, SERVICE_ADDRESS] },
  { name: 'admin', user: 'admin', group: 'system:masters' },
  { name: 'controllers', user: 'system:kube-controller-manager' },
  { name: 'scheduler', user: 'system:kube-scheduler' },
  { name: 'kwok', user: 'kwok', group: 'system:masters' },
  { name: 'to-kubelet', user: 'kube-apiserver-kubelet-client', group: 'system:masters' },
  { name: 'kubelet', user: `system:node:${NODE}`, group: 'system:nodes' },
  { name: 'kubelet-server', user: NODE, hosts: [NODE, NODE_ADDRESS] },
] as const;

const CLIENTS = ['admin', 'controllers', 'scheduler', 'kwok', 'kubelet'] as const;

export type Client = (typeof CLIENTS)[number];

/** The name of its context, as that of any cluster of tests. */
export const CONTEXT = 'atomctl-test';

/** Writes a certificate authority of the cluster's own, all certificates and the kubeconfigs with them. */
export function writePki({ home, tree, port }: ClusterPlace): void {
  const pki = path.join(home, 'pki');
  mkdirSync(pki, { mode: 0o700 });
  execFileSync(path.join(tree, 'pki'), { cwd: pki, input: JSON.stringify(CERTIFICATES) });
  const base64 = (file: string) => readFileSync(path.join(pki, file)).toString('base64');
  for (const name of CLIENTS) {
    const cluster = { server: `https://127.0.0.1:${port}`, 'certificate-authority-data': base64('ca.crt') };
    const user = {
      'client-certificate-data': base64(`${name}.crt`),
      'client-key-data': base64(`${name}.key`),
    };
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': CONTEXT,
      clusters: [{ name: CONTEXT, cluster }],
      users: [{ name, user }],
      contexts: [{ name: CONTEXT, context: { cluster: CONTEXT, user: name } }],
    };
    writeFileSync(path.join(home, kubeconfigOf(name)), kubeconfigText(config), { mode: 0o600 });
  }
}

export function kubeconfigOf(client: Client): string {
  return client === 'admin' ? FILES.kubeconfig : `${client}.kubeconfig`;
}
