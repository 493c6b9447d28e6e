import { decodeUtf8 } from '../../../base/utf8.ts';
import { mappingAt } from '../../../kubernetes/parts.ts';
import { isSecret, shownObject } from '../../../kubernetes/shown-object.ts';
import type { KubeObject, ObjectRef } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { SecretOutput } from '../../../ports/executor.ts';
import type { Call, Read, Reading } from '../action.ts';
import { listAll, type Selection } from '../list.ts';
import { getObject } from '../missing-object.ts';
import { chosenBy } from '../selected.ts';

const USUAL_LIMIT = 500;

/** One object, or those of a selector, as they are now. */
export const get: Reading = {
  kind: 'reading',
  async read(call) {
    const chosen = await chosenBy(call);
    return chosen.by === 'name' ? readOne(call, chosen.target) : readSeveral(call, chosen.selection);
  },
};

async function readOne(call: Call, target: ObjectRef): Promise<Read> {
  try {
    const object = await getObject(call, target);
    return { outputs: { object: shownObject(object), exists: true }, secrets: secretsIn(object) };
  } catch (error) {
    const isMissing = error instanceof ClusterError && error.failure === 'not-found';
    if (!isMissing || call.settings['optional'] !== true) throw error;
    return { outputs: { exists: false } };
  }
}

async function readSeveral({ cluster, settings, signal }: Call, selection: Selection): Promise<Read> {
  const { limit } = settings;
  const most = typeof limit === 'number' ? limit : USUAL_LIMIT;
  const { items } = await listAll(cluster, selection, { signal, most, keep: shownObject });
  return { outputs: { items } };
}

/** The journal cannot say how to read them again: the object may be another by then. */
function secretsIn(object: KubeObject): readonly SecretOutput[] {
  if (!isSecret(object)) return [];
  return Object.entries(mappingAt(object, 'data')).map(([field, value]) => ({
    field,
    value: decoded(typeof value === 'string' ? value : ''),
    reference: null,
  }));
}

/** Text as it is; other bytes stay base64. */
function decoded(base64: string): string {
  const read = decodeUtf8(Buffer.from(base64, 'base64'));
  return 'text' in read ? read.text : base64;
}
