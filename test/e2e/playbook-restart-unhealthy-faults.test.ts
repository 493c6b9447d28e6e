import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { breakingCluster } from '../support/playbook/breaking-cluster.ts';
import { type Looping, looping } from '../support/playbook/crash-loop.ts';
import { killed } from '../support/playbook/killed.ts';
import { type Inputs, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { withoutEachRule } from '../support/playbook/without-each-rule.ts';

const POINTS = 10;
/** Many runs each, on a machine that does other things too. */
const LONG_MS = 900_000;
/** The same seed kills after the same times. */
const SEED = Number(process.env['ATOMCTL_TEST_SEED'] ?? 20_260_107);

describe.skipIf(!runsPods(clusterHere()))('restart-unhealthy', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let playbook: Shipped;
  let loop: Looping;
  let inputs: Inputs;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    playbook = await shipped('restart-unhealthy', { KUBECONFIG: space.kubeconfig });
    loop = await looping(cluster, space, 'state');
    inputs = {
      namespace: space.name,
      deployment: loop.name,
      healthyFor: '1s',
      rolloutTimeout: '5m',
      healthTimeout: '5m',
    };
  });
  const poison = () => loop.poison();
  afterAll(() => space[Symbol.asyncDispose]());

  it(`mends it though its owners are killed at ${POINTS} random moments (seed ${SEED})`, {
    timeout: LONG_MS,
  }, async () => {
    const runs = await killed(playbook, inputs, {
      seed: SEED,
      points: POINTS,
      wholeMs: 8000,
      before: poison,
    });
    for (const run of runs) {
      // The last owner may have been killed when the run had ended.
      expect([run.result, run.record.reason]).toEqual(['succeeded', null]);
      expect(run.step('after').outputs.problems).toEqual([]);
    }
  });

  it('goes on where the connection to the cluster breaks at every request once', async () => {
    await using breaking = await breakingCluster(space);
    const through = playbook.with({ KUBECONFIG: breaking.kubeconfig });
    await poison();
    const plan = await through.approved(inputs);
    breaking.breakEachOnce();
    const ended = await through.at(['run', '--plan', plan, '--json']);

    expect(ended).toMatchObject({ exitCode: 0 });
    expect(ended.json()).toMatchObject({ result: 'succeeded' });
    const paths = breaking.broken.map((line) =>
      line.replace(/^(\S+) .*\/(deployments|pods|log|events|nodes)\b.*$/, '$1 $2'),
    );
    for (const kind of [
      'GET deployments',
      'PATCH deployments',
      'GET pods',
      'GET log',
      'GET events',
      'GET nodes',
    ])
      expect(paths).toContain(kind);
  });

  it('needs what it declares, as the account that rbac gives it, and nothing else', {
    timeout: LONG_MS,
  }, async () => {
    const { whole, unused, without } = await withoutEachRule(playbook, inputs, {
      cluster,
      space,
      before: poison,
    });
    expect(whole).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(unused ?? []).toEqual([]);
    expect(without.length).toBeGreaterThan(8);
    for (const { rule, plan, run } of without) {
      const [verb, resource = ''] = rule.split(' ');
      expect(plan).toMatch(new RegExp(`(may not|cannot) ${verb} (resource ")?${resource}`));
      expect(run).toBe(plan);
    }
  });
});
