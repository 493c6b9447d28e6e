// node keeper.ts ORDER: boots a cluster and keeps it until it is told to end it or its owner is gone. See boot.ts.
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive, ownIdentity } from '../../../src/adapters/executor/process/process-identity.ts';
import type { ProcessIdentity } from '../../../src/model/run.ts';
import { ControlPlane } from './control-plane.ts';
import { KubeletNode } from './node/kubelet-node.ts';
import { type ClusterPlace, FILES } from './place.ts';
import { removeRest } from './rest.ts';

export interface Order {
  readonly place: ClusterPlace;
  /** The cluster ends with it. */
  readonly owner: ProcessIdentity;
  /** More of them for the API server. */
  readonly apiFlags: readonly string[];
}

/** What the owner may ask for; it is answered when it is done, by an error's text or null. */
export type Request = { readonly api: 'stop' } | { readonly api: 'start'; readonly flags: readonly string[] };

const LOOK_MS = 250;

const order: Order = JSON.parse(process.argv[2] ?? '');
const { place } = order;
const plane = new ControlPlane(place);
const node = place.node === null ? undefined : new KubeletNode(place, place.node);
let ending: Promise<void> | undefined;

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end());
setInterval(() => {
  if (!isAlive(order.owner)) void end();
}, LOOK_MS);
process.on('message', (request: Request) => void answer(request));
write(FILES.keeper, JSON.stringify(ownIdentity()));
await boot();

async function boot(): Promise<void> {
  try {
    plane.prepare();
    node?.start();
    await plane.start(order.apiFlags);
    await node?.registered(plane);
    await plane.nodesReady();
    write(FILES.ready, JSON.stringify(place));
  } catch (error) {
    if (ending !== undefined) return;
    await Promise.all([plane.stop(), node?.stop()]);
    write(FILES.failed, error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    leave();
  }
}

async function answer(request: Request): Promise<void> {
  try {
    if (request.api === 'stop') await plane.stopApi();
    else {
      await plane.startApi(request.flags);
      await plane.restartOthers();
      node?.restartKubelet();
    }
    process.send?.(null);
  } catch (error) {
    process.send?.(error instanceof Error ? error.message : String(error));
  }
}

function end(): Promise<void> {
  ending ??= (async () => {
    await Promise.all([plane.stop(), node?.stop()]);
    await removeRest(place.home);
    leave();
  })();
  return ending;
}

/** A reader finds a file whole or not at all. */
function write(file: string, text: string): void {
  const whole = path.join(place.home, file);
  writeFileSync(`${whole}.new`, text);
  renameSync(`${whole}.new`, whole);
}

function leave(): void {
  // oxlint-disable-next-line unicorn/no-process-exit -- all that it watches would keep it.
  process.exit();
}
