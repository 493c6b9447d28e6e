import type { JsonObject } from '../../base/json.ts';
import { missingFor, showNeeded } from '../../kubernetes/permits.ts';
import type { ApiKind, ApiRequest, Permission } from '../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../ports/cluster.ts';

/** A cluster that is asked nothing but what a package declares. */
export class DeclaredCluster implements Cluster {
  readonly #cluster: Cluster;
  readonly #permissions: readonly Permission[];

  constructor(cluster: Cluster, permissions: readonly Permission[]) {
    this.#cluster = cluster;
    this.#permissions = permissions;
  }

  get context(): string {
    return this.#cluster.context;
  }

  get server(): string {
    return this.#cluster.server;
  }

  get namespace(): string {
    return this.#cluster.namespace;
  }

  /** Which kinds there are is no secret of any object's. */
  kinds(options: Parameters<Cluster['kinds']>[0]): Promise<readonly ApiKind[]> {
    return this.#cluster.kinds(options);
  }

  async send(request: ApiRequest, signal: AbortSignal): Promise<JsonObject> {
    this.#refuseUndeclared(request);
    return this.#cluster.send(request, signal);
  }

  async *stream(request: ApiRequest, signal: AbortSignal): AsyncIterable<Uint8Array> {
    this.#refuseUndeclared(request);
    yield* this.#cluster.stream(request, signal);
  }

  #refuseUndeclared(request: ApiRequest): void {
    const missing = missingFor(this.#permissions, request);
    if (missing === undefined) return;
    throw new ClusterError(
      'undeclared',
      `the package does not declare the permission to ${showNeeded(missing)}; nothing was sent (add it to spec.validation.permissions)`,
    );
  }
}
