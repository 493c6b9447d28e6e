import type { Reading } from '../action.ts';
import { targetOf } from '../target.ts';

/** One object, as it is now. */
export const get: Reading = {
  kind: 'reading',
  async read(call) {
    const { kind, namespace, name } = await targetOf(call);
    const object = await call.cluster.send({ verb: 'get', kind, namespace, name }, call.signal);
    return { outputs: { object } };
  },
};
