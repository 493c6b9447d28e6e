import { textAt } from '../../kubernetes/parts.ts';
import type { KubeObject } from '../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../ports/cluster.ts';
import { MOST, type Selection } from './list.ts';

/** A server that knows no beginning may be silent instead of saying so. */
const PATIENCE_MS = 10_000;
const END = 'k8s.io/initial-events-end';

/** Asks for a watch that begins with all that there is (Kubernetes 1.32 and newer): one request for a list and a watch. */
export const FROM_BEGINNING = { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' } as const;

/** The beginning of a watch: all that there is, one by one. */
export class Beginning {
  readonly #objects = new Map<string, KubeObject>();
  readonly #own = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  /** Ends the watch also where the server is silent. */
  readonly signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.#own.signal]);
  }

  /** Whether the server answered, and then did not say all that there is. */
  get wasSilent(): boolean {
    return this.#own.signal.aborted;
  }

  /** The server has said something. */
  heard(): void {
    clearTimeout(this.#timer);
    if (!this.#isOver) this.#timer = setTimeout(() => this.#own.abort(), PATIENCE_MS);
  }

  /** All that there is, as soon as the server says that it was all. @throws {ClusterError} where that is too much */
  take(type: string, object: KubeObject): readonly KubeObject[] | undefined {
    const uid = textAt(object, 'metadata', 'uid');
    if (type === 'BOOKMARK')
      return textAt(object, 'metadata', 'annotations', END) === 'true'
        ? [...this.#objects.values()]
        : undefined;
    if (type === 'DELETED') this.#objects.delete(uid);
    else this.#objects.set(uid, object);
    if (this.#objects.size > MOST)
      throw new ClusterError('failed', `there are more than ${MOST} objects to watch`);
    return undefined;
  }

  /** Silence means nothing any more. */
  end(): void {
    this.#isOver = true;
    this.#objects.clear();
    clearTimeout(this.#timer);
  }
}

/** Kinds that servers would not begin a watch with. */
const LISTED = new Set<string>();

export function mustList(cluster: Cluster, selection: Selection): boolean {
  return LISTED.has(keyOf(cluster, selection));
}

/** From now on objects of the kind are listed first. */
export function listFirst(cluster: Cluster, selection: Selection): void {
  LISTED.add(keyOf(cluster, selection));
}

function keyOf({ server }: Cluster, { kind: { group, version, resource } }: Selection): string {
  return `${server} ${group}/${version}/${resource}`;
}
