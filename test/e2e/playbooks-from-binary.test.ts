import { beforeAll, describe, expect, it } from 'vitest';
import { builtBinary } from '../support/cli.ts';
import { clusterHere, sharedCluster } from '../support/cluster.ts';
import { part } from '../support/parts.ts';
import { OUTCOMES } from '../support/playbook/outcomes.ts';
import { shipped } from '../support/playbook/shipped.ts';

/** What their faults are made with. */
const PARTS = ['minio', 'openbao', 'postgres', 'prometheus', 'workload'];
const isHere = clusterHere() === 'kubelet' && PARTS.every((name) => part(name) !== undefined);
const MENDING = OUTCOMES.filter(({ result }) => result === 'succeeded');

describe.skipIf(!isHere)('dist/atomctl carries out', () => {
  beforeAll(() => {
    builtBinary();
  });

  it.each(MENDING.map((outcome) => [outcome.playbook, outcome.what, outcome] as const))(
    '%s, which %s',
    async (name, _what, outcome) => {
      const cluster = await sharedCluster();
      await using held = new AsyncDisposableStack();
      const space = held.use(await cluster.namespace());
      const staged = await outcome.stage({ cluster, space });
      held.defer(async () => staged[Symbol.asyncDispose]?.());
      const playbook = await shipped(name, { KUBECONFIG: space.kubeconfig, ...staged.env }, 'binary');
      const run = await playbook.run(await staged.fault());

      expect(run).toMatchObject({ exitCode: 0, result: outcome.result });
      expect(await staged.world(run)).toMatchObject(outcome.leaves);
    },
  );
});
