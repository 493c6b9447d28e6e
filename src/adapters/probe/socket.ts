import { get, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import type { Probe } from '../../ports/probe.ts';
import { engineAddress } from '../executor/docker/engine-address.ts';

export interface VectorStoreSettings {
  readonly address: string | null;
  /** The variable that gave it. */
  readonly source: string;
}

/** A vector store answers when something listens there; each kind speaks its own protocol behind that. */
export function vectorStoreProbe({ address, source }: VectorStoreSettings): Probe {
  return {
    name: 'vector store',
    env: source === 'VECTOR_DB_URL' ? source : 'MILVUS_ENDPOINT',
    critical: false,
    disables: ['recommendations'],
    fix: 'export MILVUS_ENDPOINT=HOST:19530  # or VECTOR_DB_URL=URL',
    find: async (signal) => {
      if (address === null) return undefined;
      const { hostname, port, protocol } = new URL(address.includes('://') ? address : `tcp://${address}`);
      const standard = { 'http:': '80', 'https:': '443' }[protocol] ?? '19530';
      await reach(hostname, Number(port || standard), signal);
      return `${hostname}:${port || standard} listens`;
    },
  };
}

/** Docker, or Podman's service: `host` is DOCKER_HOST, such as unix:///run/podman/podman.sock. */
export function containerEngineProbe(host: string | null): Probe {
  return {
    name: 'container engine',
    env: 'DOCKER_HOST',
    critical: false,
    disables: ['docker steps'],
    fix: 'export DOCKER_HOST=unix:///run/podman/podman.sock  # or start Docker',
    find: async (signal) => {
      const where = engineAddress(host);
      if (where === undefined) return undefined;
      const status = await statusOf({ ...where.options, path: '/_ping', signal });
      if (status !== 200) throw new Error(`HTTP ${status}`);
      return `${where.url} answers`;
    },
  };
}

async function statusOf(options: RequestOptions): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  get(options, (response) => {
    response.destroy();
    resolve(response.statusCode);
  }).on('error', reject);
  return promise;
}

async function reach(host: string, port: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port, signal });
  socket.once('connect', resolve).once('error', reject);
  try {
    await promise;
  } finally {
    socket.destroy();
  }
}
