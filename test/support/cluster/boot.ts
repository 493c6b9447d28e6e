import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownIdentity } from '../../../src/adapters/executor/process/process-identity.ts';
import type { ProcessIdentity } from '../../../src/model/run.ts';
import { freePort } from '../server.ts';
import type { Order, Request } from './keeper.ts';
import { isRunning } from './component.ts';
import { type ClusterPlace, clusterTree, FILES, nodeParts } from './place.ts';
import { HOME_PREFIX, removeOrphans, removeRest } from './rest.ts';

export interface BootOptions {
  readonly kwokNodes: number;
  /** Whether one node has a real kubelet: then pods land on kwok's only where they ask for it. */
  readonly kubelet: boolean;
  /** Of the API server; absent: a free one. */
  readonly port?: number;
  /** More flags of the API server. */
  readonly apiFlags?: readonly string[];
  /** The process that it ends with; absent: this one. */
  readonly owner?: ProcessIdentity;
  /** A new and empty folder for it, in the system's temporary one, which then stays where it does not boot; absent: one that goes. */
  readonly home?: string;
}

/** A cluster that was booted, from the outside. */
export interface Booted {
  readonly place: ClusterPlace;
  /** Asks its keeper, and waits until it is done. */
  ask(request: Request): Promise<void>;
  /** Ends it; nothing of it is left. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 240_000;

/**
 * Boots a cluster of its own on the loopback and waits until it is ready. A process beside this one keeps it and ends it,
 * also when this one is killed; where the keeper is killed too the cluster's processes end with it, and the next boot
 * removes its folder and control groups.
 */
export async function boot(options: BootOptions): Promise<Booted> {
  const tree = clusterTree();
  if (tree === undefined) throw new Error('there is no cluster here; bring it with: npm run parts cluster');
  const node = options.kubelet ? nodeParts() : null;
  if (options.kubelet && node === null)
    throw new Error('a real kubelet needs root and: npm run parts containerd runc');
  if (options.port !== undefined) await requireFree(options.port);
  await removeOrphans();
  const port = options.port ?? (await freePort());
  const home = options.home ?? mkdtempSync(path.join(os.tmpdir(), HOME_PREFIX));
  const place = { home, tree, port, node, kwokNodes: options.kwokNodes };
  const keeper = startKeeper({
    place,
    owner: options.owner ?? ownIdentity(),
    apiFlags: options.apiFlags ?? [],
  });
  try {
    await readiness(home, keeper);
  } catch (error) {
    if (options.home === undefined) await stop(keeper, home);
    throw error;
  }
  return { place, ask: (request) => ask(keeper, request), stop: () => stop(keeper, home) };
}

function startKeeper(order: Order): ChildProcess {
  const log = openSync(path.join(order.place.home, 'keeper.log'), 'a', 0o600);
  const keeper = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'keeper.ts'), JSON.stringify(order)],
    { detached: true, stdio: ['ignore', log, log, 'ipc'] },
  );
  closeSync(log);
  // Neither holds the process that booted it.
  keeper.unref();
  keeper.channel?.unref();
  return keeper;
}

/** Waits until the cluster of a folder is ready, whoever boots it. */
export async function readiness(home: string, keeper?: ChildProcess): Promise<ClusterPlace> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
    const place = readIn(home, FILES.ready);
    if (place !== undefined) return JSON.parse(place);
    const reason = readIn(home, FILES.failed);
    if (reason !== undefined) throw new Error(`the cluster did not boot: ${reason}`);
    if (keeper !== undefined && !isRunning(keeper))
      throw new Error(`the cluster did not boot: ${readIn(home, 'keeper.log')}`);
  }
  throw new Error(`the cluster was not ready within ${PATIENCE_MS / 1000} s`);
}

async function ask(keeper: ChildProcess, request: Request): Promise<void> {
  keeper.send(request);
  keeper.channel?.ref();
  const [error] = await once(keeper, 'message');
  keeper.channel?.unref();
  if (error !== null) throw new Error(String(error));
}

async function stop(keeper: ChildProcess, home: string): Promise<void> {
  if (isRunning(keeper)) {
    keeper.ref();
    const ended = once(keeper, 'exit');
    keeper.kill('SIGTERM');
    await ended;
  }
  // Of a keeper that was killed.
  await removeRest(home);
}

async function requireFree(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', () =>
      reject(new Error(`port ${port} is taken; give another one, or none for a free one`)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

function readIn(home: string, file: string): string | undefined {
  try {
    return readFileSync(path.join(home, file), 'utf8');
  } catch {
    return undefined;
  }
}
