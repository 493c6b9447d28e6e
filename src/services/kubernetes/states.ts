import { setTimeout as sleep } from 'node:timers/promises';
import { textAt } from '../../kubernetes/parts.ts';
import type { KubeObject } from '../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../ports/cluster.ts';
import { listAll, type Selection } from './list.ts';
import { watch } from './watch.ts';

/** Some objects, as they are at one time. */
export interface State {
  readonly objects: readonly KubeObject[];
  /** Whether something may have happened before it that nobody saw. */
  readonly gap: boolean;
}

const POLL_MS = 2000;

/**
 * The objects of a selection, now and after each change. Where the package or the server allows no watch, they are
 * listed again and again. @throws {ClusterError}
 */
export async function* statesOf(
  cluster: Cluster,
  selection: Selection,
  signal: AbortSignal,
): AsyncGenerator<State, never> {
  try {
    yield* watchedStates(cluster, selection, signal);
  } catch (error) {
    const mayNot =
      error instanceof ClusterError && (error.failure === 'undeclared' || error.failure === 'forbidden');
    if (!mayNot) throw error;
  }
  for (;;) {
    const { items } = await listAll(cluster, selection, { signal });
    yield { objects: items, gap: false };
    await sleep(POLL_MS, undefined, { signal });
  }
}

/** The same, where a watch is allowed. @throws {ClusterError} also where it is not */
export async function* watchedStates(
  cluster: Cluster,
  selection: Selection,
  signal: AbortSignal,
): AsyncGenerator<State, never> {
  const now = new Map<string, KubeObject>();
  const note = (object: KubeObject) => now.set(uidOf(object), object);
  let seen = 0;
  for await (const event of watch(cluster, selection, signal)) {
    if (event.type === 'listed') {
      now.clear();
      event.objects.forEach(note);
    } else if (event.type === 'deleted') now.delete(uidOf(event.object));
    else note(event.object);
    yield { objects: [...now.values()], gap: event.type === 'listed' && seen > 0 };
    seen += 1;
  }
  throw new Error('a watch has no end');
}

function uidOf(object: KubeObject): string {
  return textAt(object, 'metadata', 'uid');
}
