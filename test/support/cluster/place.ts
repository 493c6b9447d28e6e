import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { part } from '../parts.ts';

/** One cluster of the tests: where it keeps everything, and what it is made of. */
export interface ClusterPlace {
  /** A folder of its own, with a short path: sockets lie in it. */
  readonly home: string;
  /** The part `cluster`. */
  readonly tree: string;
  /** Of the API server, on the loopback. */
  readonly port: number;
  readonly kwokNodes: number;
  /** What a node with a real kubelet needs; null: all nodes are kwok's. */
  readonly node: NodeParts | null;
}

/** Folders of parts. */
export interface NodeParts {
  readonly containerd: string;
  /** With the CNI plugins and busybox. */
  readonly runc: string;
}

/** The part `cluster`; undefined where it is not there. */
export function clusterTree(): string | undefined {
  const program = part('cluster');
  return program === undefined ? undefined : path.dirname(program);
}

/** What a node with a real kubelet needs; null where it is not there, or nobody may make its namespaces here. */
export function nodeParts(): NodeParts | null {
  const containerd = part('containerd');
  const runc = part('runc');
  if (containerd === undefined || runc === undefined) return null;
  if (mayMakeNamespaces())
    return { containerd: path.resolve(containerd, '../../..'), runc: path.dirname(runc) };
  if (process.env['CI'] === 'true') throw new Error('a real kubelet needs root, and namespaces of its own');
  return null;
}

function mayMakeNamespaces(): boolean {
  if (process.getuid?.() !== 0) return false;
  return (
    spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true'], { stdio: 'ignore' }).status === 0
  );
}

/** The names of the files in a cluster's folder. */
export const FILES = {
  /** Of whoever may do everything. */
  kubeconfig: 'admin.kubeconfig',
  audit: 'audit.log',
  /** Its place, written when it is ready. */
  ready: 'ready.json',
  /** Written when it could not boot. */
  failed: 'failed.txt',
  /** The identity of the process that keeps it. */
  keeper: 'keeper.json',
  etcd: 'etcd.sock',
  /** Where the node reaches the API server. */
  api: 'api.sock',
  /** Where the node's network is reached. */
  node: 'node.sock',
  /** The API server's way out. */
  egress: 'egress.sock',
} as const;
