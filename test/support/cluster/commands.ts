import path from 'node:path';
import { SERVICE_ADDRESS, SERVICE_RANGE } from './node/addresses.ts';
import { type Client, kubeconfigOf } from './pki.ts';
import { type ClusterPlace, FILES } from './place.ts';

type Flags = Readonly<Record<string, string | number | boolean>>;

/** How many requests a second controllers and scheduler may make: the defaults would be what a test waits for. */
const RATE = { 'kube-api-qps': 500, 'kube-api-burst': 1000 };

/** The command lines of the control plane. Only the API server has a port; etcd is reached by a socket. */
export function commandsOf(place: ClusterPlace) {
  const command = (name: string, flags: Flags) => [
    path.join(place.tree, 'k8sbox'),
    name,
    ...Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`),
  ];
  return {
    etcd: command('etcd', etcd(place)),
    apiserver: command('kube-apiserver', apiserver(place)),
    controllers: command('kube-controller-manager', controllers(place)),
    scheduler: command('kube-scheduler', {
      kubeconfig: kubeconfig(place, 'scheduler'),
      'secure-port': 0,
      'leader-elect': false,
      ...RATE,
    }),
    kwok: command('kwok', {
      kubeconfig: kubeconfig(place, 'kwok'),
      config: path.join(import.meta.dirname, 'kwok.yaml'),
      'manage-all-nodes': false,
      'manage-nodes-with-label-selector': 'type=kwok',
      'node-ip': '10.98.0.1',
      cidr: '10.97.0.0/16',
    }),
  };
}

function etcd({ home }: ClusterPlace): Flags {
  return {
    'data-dir': path.join(home, 'etcd'),
    'listen-client-urls': `unix://${path.join(home, FILES.etcd)}`,
    // Nobody is told of it by etcd, and it has no peers.
    'advertise-client-urls': 'http://127.0.0.111:0',
    'listen-peer-urls': 'http://127.0.0.1:0',
    'unsafe-no-fsync': true,
    'log-level': 'warn',
  };
}

function apiserver({ home, port, node }: ClusterPlace): Flags {
  return {
    'etcd-servers': `unix://${path.join(home, FILES.etcd)}`,
    'bind-address': '127.0.0.1',
    'secure-port': port,
    // Must not be of the loopback; nobody is told of it.
    'advertise-address': SERVICE_ADDRESS,
    'endpoint-reconciler-type': 'none',
    'service-cluster-ip-range': SERVICE_RANGE,
    'client-ca-file': pki(home, 'ca.crt'),
    'tls-cert-file': pki(home, 'apiserver.crt'),
    'tls-private-key-file': pki(home, 'apiserver.key'),
    'service-account-issuer': ISSUER,
    'service-account-key-file': pki(home, 'sa.pub'),
    'service-account-signing-key-file': pki(home, 'sa.key'),
    'authorization-mode': 'Node,RBAC',
    'enable-admission-plugins': 'NodeRestriction',
    'kubelet-client-certificate': pki(home, 'to-kubelet.crt'),
    'kubelet-client-key': pki(home, 'to-kubelet.key'),
    'kubelet-certificate-authority': pki(home, 'ca.crt'),
    'kubelet-preferred-address-types': 'InternalIP',
    'audit-policy-file': path.join(home, 'audit.json'),
    'audit-log-path': path.join(home, FILES.audit),
    'allow-privileged': true,
    profiling: false,
    ...(node !== null && { 'egress-selector-config-file': path.join(home, 'egress.json') }),
  };
}

function controllers(place: ClusterPlace): Flags {
  const { home } = place;
  return {
    kubeconfig: kubeconfig(place, 'controllers'),
    'secure-port': 0,
    'leader-elect': false,
    'use-service-account-credentials': true,
    'root-ca-file': pki(home, 'ca.crt'),
    'service-account-private-key-file': pki(home, 'sa.key'),
    'cluster-signing-cert-file': pki(home, 'ca.crt'),
    'cluster-signing-key-file': pki(home, 'ca.key'),
    ...RATE,
  };
}

/** Of the cluster's tokens. */
export const ISSUER = 'https://kubernetes.default.svc.cluster.local';

function pki(home: string, file: string): string {
  return path.join(home, 'pki', file);
}

function kubeconfig({ home }: ClusterPlace, client: Client): string {
  return path.join(home, kubeconfigOf(client));
}

/** Who did what, but for the cluster's own accounts. */
export const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'None', userGroups: ['system:nodes', 'system:serviceaccounts:kube-system'] },
    { level: 'Metadata' },
  ],
};

/** The API server reaches nodes, pods and webhooks by a proxy that knows their network. */
export function egressThrough(socket: string): unknown {
  const connection = { proxyProtocol: 'HTTPConnect', transport: { uds: { udsName: socket } } };
  return {
    apiVersion: 'apiserver.k8s.io/v1beta1',
    kind: 'EgressSelectorConfiguration',
    egressSelections: [{ name: 'cluster', connection }],
  };
}
