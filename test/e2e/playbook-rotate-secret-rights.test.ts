import { describe, expect, it } from 'vitest';
import { clusterHere, sharedCluster } from '../support/cluster.ts';
import { part } from '../support/parts.ts';
import { shipped } from '../support/playbook/shipped.ts';
import { withoutEachRule } from '../support/playbook/without-each-rule.ts';
import { MAY, startRotation } from '../support/rotation/rotation.ts';
import { startWorkload } from '../support/rotation/workload.ts';

const programs = { openbao: part('openbao') ?? '', postgres: part('postgres') ?? '' };
const isHere = clusterHere() === 'kubelet' && programs.openbao !== '' && programs.postgres !== '';

/** What the path needs that is tried here, and where it is missed: in the plan, or in the step that needs it. */
const MISSED: Readonly<Record<string, string>> = {
  'get secrets': 'secret',
  'create secrets': 'update',
  'patch secrets': 'update',
  'get deployments': 'before',
  'patch deployments': 'restart',
};

describe.skipIf(!isHere)('rotate-secret, as the account that rbac prints', () => {
  it('needs each rule that its path uses, and is told at which step one is missing', async () => {
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
    };
    const which = (rule: string) => rule in MISSED;
    const { whole, without } = await withoutEachRule(playbook, inputs, { cluster, space, which });

    expect(whole.result).toBe('succeeded');
    expect(without.map(({ rule }) => rule).toSorted()).toEqual(Object.keys(MISSED).toSorted());
    for (const { rule, run, plan, step } of without) {
      expect(run, rule).toContain(rule);
      if (step !== null) expect([rule, step]).toEqual([rule, MISSED[rule]]);
      else expect(plan, rule).toContain(rule);
    }
    const { username } = await workload.secret();
    expect(await rotation.users()).toEqual([username]);
  });
});
