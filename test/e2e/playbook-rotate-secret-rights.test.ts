import { describe, expect, it } from 'vitest';
import { clusterHere, sharedCluster } from '../support/cluster.ts';
import { part } from '../support/parts.ts';
import { shipped } from '../support/playbook/shipped.ts';
import { withoutEachRule } from '../support/playbook/without-each-rule.ts';
import { MAY, startRotation } from '../support/rotation/rotation.ts';
import { startWorkload } from '../support/rotation/workload.ts';

const programs = { openbao: part('openbao') ?? '', postgres: part('postgres') ?? '' };
const isHere = clusterHere() === 'kubelet' && programs.openbao !== '' && programs.postgres !== '';

/** Of each kind of object one, and both ways to change a Secret. */
const TRIED = ['create secrets', 'patch secrets', 'patch deployments', 'create jobs'];

describe.skipIf(!isHere)('rotate-secret, as the account that rbac prints', () => {
  it('needs what it declares and nothing else, and says what is missing', async () => {
    const cluster = await sharedCluster();
    await using rotation = await startRotation(cluster, programs);
    await using space = await cluster.namespace();
    const workload = await startWorkload(space, rotation, { replicas: 1 });
    const VAULT_TOKEN = await rotation.bao.tokenFor(MAY);
    const env = { KUBECONFIG: space.kubeconfig, ...rotation.bao.env, VAULT_TOKEN };
    const playbook = await shipped('rotate-secret', env);
    const inputs = {
      namespace: space.name,
      secret: 'db',
      deployment: 'shop',
      credentials: 'database/creds/app',
      steadyFor: '1s',
      checkImage: rotation.image,
      checkCommand: ['true'],
    };
    const { whole, unused, without } = await withoutEachRule(playbook, inputs, {
      cluster,
      space,
      which: (rule) => TRIED.includes(rule),
    });

    expect(whole.result).toBe('succeeded');
    // The rollback alone removes the Job.
    expect(unused).toEqual(['delete jobs']);
    expect(without.map(({ rule }) => rule).toSorted()).toEqual(TRIED.toSorted());
    for (const { rule, plan, run } of without) {
      const [verb, resource = ''] = rule.split(' ');
      // A step that got a secret says no more than where it failed.
      const missing = `(may not|cannot) ${verb} (resource ")?${resource}|ended as rolled-back: update: `;
      expect(plan ?? run).toMatch(new RegExp(missing));
      expect(run).toMatch(new RegExp(missing));
    }
    const { username } = await workload.secret();
    expect(await rotation.users()).toEqual([username]);
  });
});
