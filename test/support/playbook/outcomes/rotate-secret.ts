import { setTimeout as sleep } from 'node:timers/promises';
import { needed } from '../../parts.ts';
import { MAY, startRotation } from '../../rotation/rotation.ts';
import { startWorkload } from '../../rotation/workload.ts';
import type { Inputs } from '../shipped.ts';
import type { Ground, Outcome, Staged } from './outcome.ts';

/** Postgres ends the sessions of a user that Vault has removed, and pods their readiness, a moment later. */
const SETTLED_MS = 60_000;

export const rotateSecret: readonly Outcome[] = [
  {
    playbook: 'rotate-secret',
    what: 'ends the old credential',
    result: 'succeeded',
    leaves: { isNew: true, lives: true, isAlone: true, secrets: 'secret/db' },
    stage: (ground) => rotating(ground, 'select count(*) from orders'),
  },
  {
    playbook: 'rotate-secret',
    what: 'puts it back where the check fails',
    result: 'rolled-back',
    leaves: { isNew: false, lives: true, isAlone: true, secrets: 'secret/db' },
    stage: (ground) => rotating(ground, 'select 1 from secrets'),
  },
];

async function rotating({ cluster, space }: Ground, statement: string): Promise<Staged> {
  const rotation = await startRotation(cluster, { openbao: needed('openbao'), postgres: needed('postgres') });
  const workload = await startWorkload(space, rotation);
  const psql = `PGUSER=$USERNAME PGPASSWORD=$PASSWORD psql -Atqh ${rotation.host} -p ${rotation.postgres.port} -d postgres`;
  const inputs: Inputs = {
    namespace: space.name,
    secret: 'db',
    deployment: 'shop',
    credentials: 'database/creds/app',
    steadyFor: '1s',
    checkImage: rotation.image,
    checkCommand: ['sh', '-c', `${psql} -c '${statement}'`],
  };
  let before = '';
  return {
    env: { ...rotation.bao.env, VAULT_TOKEN: await rotation.bao.tokenFor(MAY) },
    fault: async () => {
      before = (await workload.secret()).username;
      await space.kubectl(['delete', 'jobs', '--all']);
      return inputs;
    },
    world: async () => {
      const { username, lease } = await workload.secret();
      const settled = await until(async () => {
        const [users, pods] = [await rotation.users(), await workload.readyUsers()];
        return String(users) === username && String(pods) === `${username},${username}`;
      });
      return {
        isNew: username !== before,
        lives: await workload.lives(lease),
        isAlone: settled,
        secrets: await space.kubectl(['get', 'secrets', '-o', 'name']),
      };
    },
    [Symbol.asyncDispose]: () => rotation[Symbol.asyncDispose](),
  };
}

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + SETTLED_MS; Date.now() < end; await sleep(500))
    if (await holds().catch(() => false)) return true;
  return false;
}
