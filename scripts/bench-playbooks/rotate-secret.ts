import { needed } from '../../test/support/parts.ts';
import { MAY, startRotation } from '../../test/support/rotation/rotation.ts';
import { startWorkload } from '../../test/support/rotation/workload.ts';
import type { PlaybookRow } from './row.ts';

export const rotateSecret: PlaybookRow = {
  name: 'rotate-secret',
  waits: ['restart', 'steady'],
  fault: async ({ cluster, space }) => {
    const programs = { openbao: needed('openbao'), postgres: needed('postgres') };
    const rotation = await startRotation(cluster, programs);
    await startWorkload(space, rotation);
    const { bao } = rotation;
    const credentials = 'database/creds/app';
    return {
      inputs: { namespace: space.name, secret: 'db', deployment: 'shop', credentials, steadyFor: '3s' },
      args: [space.name, 'db', 'shop', credentials, '3'],
      env: { ...bao.env, VAULT_TOKEN: await bao.tokenFor(MAY) },
      [Symbol.asyncDispose]: () => rotation[Symbol.asyncDispose](),
    };
  },
};
