// vitest's global setup of the projects whose tests share a cluster: says which one it was, and ends it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, ownIdentity } from '../../../src/adapters/executor/process/process-identity.ts';
import type { ProcessIdentity } from '../../../src/model/run.ts';
import { outsideCluster } from './outside.ts';
import { type ClusterPlace, clusterTree, FILES } from './place.ts';
import { removeRest } from './rest.ts';
import { homeOf, RUN_VARIABLE } from './shared.ts';

/** Set up once, whichever projects are run. */
export function setup(): (() => Promise<void>) | undefined {
  const own = JSON.stringify(ownIdentity());
  if (process.env[RUN_VARIABLE] === own) return undefined;
  process.env[RUN_VARIABLE] = own;
  return async () => {
    const home = homeOf(ownIdentity());
    const used = clusterUsed(home);
    if (used !== undefined) process.stdout.write(`cluster: ${used}\n`);
    await end(home);
  };
}

/** Which cluster the tests had; undefined where none asked for the one that is built here. */
function clusterUsed(home: string): string | undefined {
  const outside = outsideCluster(process.env);
  if (outside !== undefined) return `context ${outside.context} of ${outside.kubeconfig}`;
  // In CI a test that missed it has failed.
  if (process.env['CI'] !== 'true' && clusterTree() === undefined)
    return 'none, its tests were skipped; bring it with: npm run parts cluster containerd runc';
  const file = path.join(home, FILES.ready);
  if (!existsSync(file)) return undefined;
  const { node, kwokNodes }: ClusterPlace = JSON.parse(readFileSync(file, 'utf8'));
  const nodes =
    node === null ? 'no real kubelet (it needs root and: npm run parts containerd runc)' : 'a real kubelet';
  return `built here, ${nodes} and ${kwokNodes} nodes of kwok`;
}

async function end(home: string): Promise<void> {
  const file = path.join(home, FILES.keeper);
  if (existsSync(file)) {
    const keeper: ProcessIdentity = JSON.parse(readFileSync(file, 'utf8'));
    if (isAlive(keeper)) process.kill(keeper.pid, 'SIGTERM');
    while (isAlive(keeper)) await sleep(20);
  }
  await removeRest(home);
}
