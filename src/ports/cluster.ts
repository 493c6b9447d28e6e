import type { JsonObject } from '../base/json.ts';
import type { ApiKind, ApiRequest, ServiceAccount } from '../model/cluster.ts';

/**
 * A Kubernetes API server, asked as one user. Whoever opens it decides what may be asked: what the package does not
 * declare is refused before it is sent.
 */
export interface Cluster {
  /** Of the kubeconfig; `in-cluster` in a pod. */
  readonly context: string;
  /** Its URL. */
  readonly server: string;
  /** Where objects are meant that name no namespace. */
  readonly namespace: string;
  /** All kinds that it serves, asked once; again when `fresh`, as a definition may have come since. */
  kinds(options: { readonly signal: AbortSignal; readonly fresh?: boolean }): Promise<readonly ApiKind[]>;
  /**
   * The answer, as JSON. Waits where the server asks for it (429) or is away for a while; reads and what is safe to
   * repeat are sent again.
   * @throws {ClusterError}
   */
  send(request: ApiRequest, signal: AbortSignal): Promise<JsonObject>;
  /**
   * The answer as it comes: the log of a container, the lines of a watch. An empty chunk comes first, as soon as the
   * server has answered: until then it is asked again as `send` says, afterwards the caller resumes. @throws {ClusterError}
   */
  stream(request: ApiRequest, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** The API server that the settings name. Nothing is sent before it is asked. */
export interface Clusters {
  /** As the user of the kubeconfig. `says` hears of waiting for the server. @throws {AtomError} ATOM_NEEDS_MISSING */
  open(says?: (text: string) => void): Promise<Cluster>;
  /** As a ServiceAccount, which the user may ask a token for. */
  openAs(account: ServiceAccount, says?: (text: string) => void): Promise<Cluster>;
}

/** Why a cluster did not do what it was asked. */
export type ClusterFailure =
  | 'not-found'
  | 'already-exists'
  /** Another field manager, a precondition, or a newer version. */
  | 'conflict'
  /** The user may not, says the server. */
  | 'forbidden'
  /** The package does not declare it; nothing was sent. */
  | 'undeclared'
  | 'unauthorized'
  | 'invalid'
  /** An admission plugin or webhook. */
  | 'rejected'
  /** A disruption budget, or priority and fairness. */
  | 'throttled'
  /** A watch or a page that is too old. */
  | 'expired'
  | 'unavailable'
  /** The answer did not come, and what was asked is not safe to repeat: it may have been done. */
  | 'lost'
  | 'timeout'
  | 'failed';

export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly failure: ClusterFailure;
  /** HTTP; 0 where there was no answer. */
  readonly status: number;
  /** Kubernetes' `Status`, as it came. */
  readonly answer: JsonObject | null;
  readonly retryAfterMs: number | undefined;
  /** A command to type. */
  readonly hint: string | undefined;
  /** Whether it is sure that the server never saw the request. */
  readonly unsent: boolean;

  constructor(
    failure: ClusterFailure,
    message: string,
    {
      status = 0,
      answer = null,
      retryAfterMs,
      hint,
      unsent = false,
      cause,
    }: {
      readonly status?: number;
      readonly answer?: JsonObject | null;
      readonly retryAfterMs?: number | undefined;
      readonly hint?: string | undefined;
      readonly unsent?: boolean;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause });
    this.failure = failure;
    this.status = status;
    this.answer = answer;
    this.retryAfterMs = retryAfterMs;
    this.hint = hint;
    this.unsent = unsent;
  }
}
