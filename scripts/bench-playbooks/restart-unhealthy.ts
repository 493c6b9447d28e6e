import { looping } from '../../test/support/playbook/crash-loop.ts';
import type { PlaybookRow } from './row.ts';

export const restartUnhealthy: PlaybookRow = {
  name: 'restart-unhealthy',
  waits: ['restart', 'verify'],
  fault: async ({ cluster, space }) => {
    const { name, poison } = await looping(cluster, space, 'state');
    await poison();
    const inputs = { namespace: space.name, deployment: name, healthyFor: '3s' };
    return { inputs, args: [space.name, name, '3'] };
  },
};
