import type { TestNamespace } from '../cluster.ts';
import { type ApiProxy, startApiProxy } from '../api-proxy.ts';

/** A cluster behind a proxy that breaks the connection at each request of a kind once, when it is told to. */
export interface BreakingCluster extends AsyncDisposable {
  readonly kubeconfig: string;
  /** From now on; a request is known by its verb and path, without what it asks for. */
  breakEachOnce(): void;
  /** The requests at which it broke. */
  readonly broken: readonly string[];
}

/** Each other one breaks before the server hears of it, the rest when it has done what was asked. */
export async function breakingCluster(space: TestNamespace): Promise<BreakingCluster> {
  const proxy: ApiProxy = await startApiProxy(space.kubeconfig, space.name);
  const broken: string[] = [];
  return {
    kubeconfig: proxy.kubeconfig,
    broken,
    breakEachOnce: () => {
      proxy.fate = ({ line }) => {
        const kind = line.replace(/\?.*$/, '');
        if (broken.includes(kind)) return 'pass';
        broken.push(kind);
        return broken.length % 2 === 0 ? 'lose' : 'drop';
      };
    },
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}
