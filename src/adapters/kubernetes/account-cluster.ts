import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import { type ApiKind, type ApiRequest, SERVICE_ACCOUNTS, type ServiceAccount } from '../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../ports/cluster.ts';

/** Asked for; a server may give less, or more. */
const TOKEN_SECONDS = 3600;
/** A token is replaced when this part of its time is over. */
const RENEWED_AT = 0.8;
/** For a new token. Several steps may wait for it, so that it ends with none of them. */
const PATIENCE_MS = 60_000;

interface Bound {
  readonly cluster: Cluster;
  /** Of `performance.now()`. */
  readonly until: number;
}

/** A cluster that is asked as a ServiceAccount, by tokens that end soon and are replaced before they do. */
export class AccountCluster implements Cluster {
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
  readonly #user: Cluster;
  readonly #account: ServiceAccount;
  readonly #connect: (token: string) => Promise<Cluster>;
  #bound: Bound | undefined;
  #renewing: Promise<Cluster> | undefined;

  /** `user` asks for the tokens; `connect` opens the same server with one, and with nothing of the user's. */
  constructor(user: Cluster, account: ServiceAccount, connect: (token: string) => Promise<Cluster>) {
    [this.context, this.server, this.namespace] = [user.context, user.server, user.namespace];
    [this.#user, this.#account, this.#connect] = [user, account, connect];
  }

  async kinds(options: Parameters<Cluster['kinds']>[0]): Promise<readonly ApiKind[]> {
    const cluster = await this.#now();
    return cluster.kinds(options).catch((error: unknown) => this.#forget(cluster, error));
  }

  async send(request: ApiRequest, signal: AbortSignal): Promise<JsonObject> {
    const cluster = await this.#now();
    return cluster.send(request, signal).catch((error: unknown) => this.#forget(cluster, error));
  }

  async *stream(request: ApiRequest, signal: AbortSignal): AsyncIterable<Uint8Array> {
    const cluster = await this.#now();
    try {
      yield* cluster.stream(request, signal);
    } catch (error) {
      this.#forget(cluster, error);
    }
  }

  /** A token that the server does not take any more is asked for anew at the next request. */
  #forget(cluster: Cluster, error: unknown): never {
    const isRefused = error instanceof ClusterError && error.failure === 'unauthorized';
    if (isRefused && this.#bound?.cluster === cluster) this.#bound = undefined;
    throw error;
  }

  /** Whoever comes while a token is on its way waits for the same one. */
  async #now(): Promise<Cluster> {
    const bound = this.#bound;
    if (bound !== undefined && performance.now() < bound.until) return bound.cluster;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<Cluster> {
    const body = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: TOKEN_SECONDS },
    };
    const request = { verb: 'create', kind: SERVICE_ACCOUNTS, subresource: 'token', body } as const;
    const asked = performance.now();
    const answer = await this.#user.send({ ...request, ...this.#account }, AbortSignal.timeout(PATIENCE_MS));
    const status = isJsonObject(answer['status']) ? answer['status'] : {};
    const token = textOf(status['token'] ?? '');
    const cluster = await this.#connect(token);
    this.#bound = { cluster, until: asked + lifeMs(token) * RENEWED_AT };
    return cluster;
  }
}

/** How long a token holds, by the clock of the server alone: this machine's may be another. 0 where it does not say. */
function lifeMs(token: string): number {
  try {
    const claims: Json = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    const { iat, exp } = isJsonObject(claims) ? claims : {};
    return typeof iat === 'number' && typeof exp === 'number' ? (exp - iat) * 1000 : 0;
  } catch {
    return 0;
  }
}
