import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { boot, type BootOptions } from './cluster/boot.ts';
import { type Kubectl, kubectl, kubectlOf } from './cluster/kubectl.ts';
import { kubeconfigText } from './cluster/kubeconfig-text.ts';
import { BUSYBOX } from './cluster/node/images.ts';
import { type ClusterPlace, clusterTree, FILES, nodeParts } from './cluster/place.ts';
import { type OutsideCluster, outsideCluster } from './cluster/outside.ts';
import { bootShared } from './cluster/shared.ts';

/** `kubelet`: built here, one real node beside kwok's; `kwok`: built here, all nodes are kwok's; `outside`: of ATOMCTL_TEST_KUBECONFIG. */
export type ClusterKind = 'kubelet' | 'kwok' | 'outside';

/** A real Kubernetes. Tests share it, each in namespaces of its own. */
export interface TestCluster {
  readonly kind: ClusterKind;
  /** A file whose current context is that of an administrator. */
  readonly kubeconfig: string;
  readonly server: string;
  /** What runs kubectl. */
  readonly program: string;
  /** Busybox, for pods that really run. */
  readonly image: string;
  /** Runs kubectl and gives what it printed; throws where it failed. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** Who did what, as JSON lines, but for the cluster's own accounts; null for one that was not built here. */
  readonly auditLog: string | null;
  /** The folder of its certificates and keys, such as ca.crt and sa.key; null for one that was not built here. */
  readonly pki: string | null;
  /** A new namespace, which goes with the scope that it is made in. */
  namespace(labels?: Readonly<Record<string, string>>): Promise<TestNamespace>;
}

export interface TestNamespace extends AsyncDisposable {
  readonly name: string;
  /** As the cluster's, with this namespace where none is named. */
  readonly kubeconfig: string;
  kubectl(args: readonly string[], input?: string): Promise<string>;
}

/** A cluster that nobody else uses, for tests that disturb it. */
export interface PrivateCluster extends TestCluster, AsyncDisposable {
  readonly auditLog: string;
  readonly pki: string;
  /** Kills the API server; etcd and all others stay. Pods go on. */
  stopApi(): Promise<void>;
  /** Starts it again on the same port and etcd, with more flags where they are given, and then all that talk to it anew. */
  startApi(flags?: readonly string[]): Promise<void>;
}

/** The kind of cluster that tests have here; undefined where there is none, and then its tests are skipped. In CI that is a failure. */
export function clusterHere(): ClusterKind | undefined {
  if (outsideCluster(process.env) !== undefined) return 'outside';
  if (clusterTree() === undefined) return undefined;
  return nodeParts() === null ? 'kwok' : 'kubelet';
}

/** Whether pods really run there. */
export function runsPods(kind: ClusterKind | undefined): boolean {
  return kind === 'kubelet' || kind === 'outside';
}

/** Whether it has nodes of kwok. */
export function hasKwok(kind: ClusterKind | undefined): boolean {
  return kind === 'kubelet' || kind === 'kwok';
}

/** The cluster that all tests of this run share; one that is built here is booted by the first that asks for it. */
export async function sharedCluster(): Promise<TestCluster> {
  const outside = outsideCluster(process.env);
  return outside === undefined ? clusterOf(await bootShared()) : clusterOutside(outside);
}

/** Boots a cluster for one test alone; with kwok's nodes alone unless a real kubelet is asked for. */
export async function startCluster(options: Partial<BootOptions> = {}): Promise<PrivateCluster> {
  const booted = await boot({ kwokNodes: 1, kubelet: false, ...options });
  return {
    ...clusterOf(booted.place),
    stopApi: () => booted.ask({ api: 'stop' }),
    startApi: (flags = []) => booted.ask({ api: 'start', flags }),
    [Symbol.asyncDispose]: () => booted.stop(),
  };
}

function clusterOf(place: ClusterPlace) {
  const program = kubectlOf(place.tree, place.home);
  return {
    kind: place.node === null ? ('kwok' as const) : ('kubelet' as const),
    kubeconfig: program.kubeconfig,
    server: `https://127.0.0.1:${place.port}`,
    program: program.command.join(' '),
    image: BUSYBOX,
    auditLog: path.join(place.home, FILES.audit),
    pki: path.join(place.home, 'pki'),
    ...actionsOf(program),
  };
}

function clusterOutside({ kubeconfig, server, image }: OutsideCluster): TestCluster {
  const tree = clusterTree();
  const command = tree === undefined ? ['kubectl'] : [path.join(tree, 'k8sbox'), 'kubectl'];
  const actions = actionsOf({ command, kubeconfig });
  return {
    kind: 'outside',
    kubeconfig,
    server,
    image,
    auditLog: null,
    pki: null,
    program: command.join(' '),
    ...actions,
  };
}

function actionsOf(program: Kubectl): Pick<TestCluster, 'kubectl' | 'namespace'> {
  return {
    kubectl: (args, input) => kubectl(program, args, input),
    namespace: (labels) => makeNamespace(program, labels),
  };
}

async function makeNamespace(
  program: Kubectl,
  labels: Readonly<Record<string, string>> = {},
): Promise<TestNamespace> {
  const name = `test-${randomBytes(4).toString('hex')}`;
  const metadata = { name, labels };
  await kubectl(
    program,
    ['create', '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata }),
  );
  // Pods are refused before.
  await kubectl(program, ['-n', name, 'wait', '--for=create', 'serviceaccount/default', '--timeout=60s']);

  const config = JSON.parse(await kubectl(program, ['config', 'view', '--raw', '--minify', '-o', 'json']));
  config.contexts[0].context.namespace = name;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atomctl-test-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigText(config), { mode: 0o600 });
  return {
    name,
    kubeconfig,
    kubectl: (args, input) => kubectl({ ...program, kubeconfig }, args, input),
    [Symbol.asyncDispose]: async () => {
      await kubectl(program, ['delete', 'namespace', name, '--wait=false', '--ignore-not-found']);
      rmSync(folder, { recursive: true });
    },
  };
}
