import { describe, expect, it } from 'vitest';
import { clusterHere, sharedCluster } from '../support/cluster.ts';
import { part } from '../support/parts.ts';
import { shipped } from '../support/playbook/shipped.ts';
import { MAY, startRotation } from '../support/rotation/rotation.ts';
import { startWorkload } from '../support/rotation/workload.ts';

const programs = { openbao: part('openbao') ?? '', postgres: part('postgres') ?? '' };
const isHere = clusterHere() === 'kubelet' && programs.openbao !== '' && programs.postgres !== '';

describe.skipIf(!isHere)('rotate-secret with its defaults', () => {
  it('ends the old credential when the new one has been good for two minutes', async () => {
    const cluster = await sharedCluster();
    await using rotation = await startRotation(cluster, programs);
    await using space = await cluster.namespace();
    const workload = await startWorkload(space, rotation);
    const VAULT_TOKEN = await rotation.bao.tokenFor(MAY);
    const env = { KUBECONFIG: space.kubeconfig, ...rotation.bao.env, VAULT_TOKEN };
    const playbook = await shipped('rotate-secret', env);
    const names = { secret: 'db', deployment: 'shop', credentials: 'database/creds/app' };
    const run = await playbook.run({ namespace: space.name, ...names });

    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('steady').outputs.seconds).toBeGreaterThanOrEqual(120);
    expect(await workload.lives(workload.lease)).toBe(false);
  });
});
