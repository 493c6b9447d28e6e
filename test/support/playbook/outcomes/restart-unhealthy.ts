import type { TestNamespace } from '../../cluster.ts';
import { looping } from '../crash-loop.ts';
import type { Outcome } from './outcome.ts';

export const restartUnhealthy: readonly Outcome[] = [
  {
    playbook: 'restart-unhealthy',
    what: 'mends a crash loop',
    result: 'succeeded',
    leaves: { rollouts: 1, readyReplicas: 1 },
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
    playbook: 'restart-unhealthy',
    what: 'undoes a restart that does not help, and escalates',
    result: 'rolled-back',
    leaves: { told: true },
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
