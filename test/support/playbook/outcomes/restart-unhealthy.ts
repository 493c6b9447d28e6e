import type { TestNamespace } from '../../test/support/cluster.ts';
import { looping } from '../../test/support/playbook/crash-loop.ts';
import type { KillRow } from './row.ts';

export const restartUnhealthy: readonly KillRow[] = [
  {
    name: 'restart-unhealthy',
    outcome: 'mends a crash loop',
    stage: async ({ cluster, space }) => {
      const { name, poison } = await looping(cluster, space, 'state');
      let revision = 0;
      return {
        fault: async () => {
          await poison();
          ({ revision } = await deploymentOf(space, name));
          const times = { healthyFor: '1s', rolloutTimeout: '5m', healthTimeout: '5m' };
          return { namespace: space.name, deployment: name, ...times };
        },
        world: async () => {
          const { revision: now, readyReplicas } = await deploymentOf(space, name);
          return { rollouts: now - revision, readyReplicas };
        },
      };
    },
  },
  {
    name: 'restart-unhealthy',
    outcome: 'undoes a restart that does not help, and escalates',
    stage: async ({ cluster, space }) => {
      const { name, poison } = await looping(cluster, space, 'never');
      await poison();
      return {
        fault: () =>
          Promise.resolve({
            namespace: space.name,
            deployment: name,
            healthyFor: '1s',
            rolloutTimeout: '8s',
          }),
        world: async (run) => ({
          template: (await deploymentOf(space, name)).template,
          told: (await run.log('escalate')).includes('a restart did not mend it'),
        }),
      };
    },
  },
];

async function deploymentOf(space: TestNamespace, name: string) {
  const { metadata, spec, status } = JSON.parse(
    await space.kubectl(['get', 'deployment', name, '-o', 'json']),
  );
  return {
    revision: Number(metadata.annotations['deployment.kubernetes.io/revision']),
    template: spec.template,
    readyReplicas: status.readyReplicas ?? 0,
  };
}
