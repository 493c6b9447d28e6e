import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../base/json.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import type { Call } from './action.ts';
import { metadataOf } from './object-state.ts';
import { getOrNull } from './watch.ts';

interface Waiting {
  readonly target: ObjectRef;
  readonly uid: Json | undefined;
  readonly limitMs: number;
  /** Told how it is while it is there. */
  readonly seen?: (live: KubeObject) => void;
}

const FIRST_MS = 50;
const LONGEST_MS = 2000;

/** Waits until the object is there no more, or another of its name; gives it where it is there still. */
export async function untilGone(
  call: Pick<Call, 'cluster' | 'signal'>,
  { target, uid, limitMs, seen }: Waiting,
): Promise<KubeObject | null> {
  const end = performance.now() + limitMs;
  for (let pause = FIRST_MS; ; pause = Math.min(pause * 2, LONGEST_MS)) {
    const live = await getOrNull(call.cluster, target, call.signal);
    if (live === null || metadataOf(live)['uid'] !== uid) return null;
    seen?.(live);
    const rest = end - performance.now();
    if (rest <= 0) return live;
    await sleep(Math.min(pause, rest), undefined, { signal: call.signal });
  }
}

/** What an object that is being deleted waits for. */
export function showFinalizers(object: KubeObject): string {
  const { finalizers = [] } = metadataOf(object);
  const spec = object['spec'];
  const own = typeof spec === 'object' && spec !== null && 'finalizers' in spec ? spec['finalizers'] : [];
  const names = [finalizers, own].flatMap((list) => (Array.isArray(list) ? list : []));
  return names.length === 0 ? 'for what it holds' : `for its finalizers ${names.join(', ')}`;
}
