import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../base/json.ts';
import type { ApiRequest } from '../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../ports/cluster.ts';
import { isDisruptionBudget, isRepeatable, wasDoneBefore } from './repeatable.ts';

export interface Patience {
  /** For a server that has answered before. */
  readonly mostMs: number;
  /** For one that has not: it may not be there at all. */
  readonly firstMs: number;
  readonly initialMs: number;
  readonly longestMs: number;
}

/** One that has never answered is perhaps not there at all. */
export interface Acquaintance {
  hasAnswered: boolean;
}

export const PATIENCE: Patience = { mostMs: 180_000, firstMs: 10_000, initialMs: 250, longestMs: 5000 };
/** Words about waiting come only when it is worth a word. */
const QUIET_MS = 2000;

/**
 * The cluster, asked again where that helps: it is away, it throttles, it took a token that has just ended. What may
 * have been done and is not safe to repeat is not sent twice: that it may have been done is said.
 */
export function patient(
  cluster: Cluster,
  says: (text: string) => void = () => {},
  {
    patience = PATIENCE,
    state = { hasAnswered: false },
  }: Partial<Pick<Situation, 'patience' | 'state'>> = {},
): Cluster {
  const begin = (request: ApiRequest | null, signal: AbortSignal) =>
    new Waiting({ request, signal, says, patience, state });
  return {
    context: cluster.context,
    server: cluster.server,
    namespace: cluster.namespace,
    kinds: (options) => begin(null, options.signal).until(() => cluster.kinds(options)),
    send: (request, signal) => sendPatiently(cluster, request, { signal, waiting: begin(request, signal) }),
    async *stream(request, signal) {
      const waiting = begin(request, signal);
      for (;;) {
        let began = false;
        try {
          for await (const chunk of cluster.stream(request, signal)) {
            if (!began) waiting.answered();
            began = true;
            yield chunk;
          }
          return;
        } catch (error) {
          if (began) throw error;
          await waiting.after(error);
        }
      }
    },
  };
}

async function sendPatiently(
  cluster: Cluster,
  request: ApiRequest,
  { signal, waiting }: { readonly signal: AbortSignal; readonly waiting: Waiting },
): Promise<JsonObject> {
  return waiting.until(async () => {
    try {
      return await cluster.send(request, signal);
    } catch (error) {
      const answer = waiting.mayBeDone
        ? await wasDoneBefore(error, request, (look) => cluster.send(look, signal))
        : null;
      if (answer === null) throw error;
      return answer;
    }
  });
}

interface Situation {
  /** null: what only looks. */
  readonly request: ApiRequest | null;
  readonly signal: AbortSignal;
  readonly says: (text: string) => void;
  readonly patience: Patience;
  readonly state: Acquaintance;
}

/** One request and its repetitions. */
class Waiting {
  readonly #in: Situation;
  readonly #began = performance.now();
  #pauseMs: number;
  #renewed = false;
  #said = false;
  /** Whether an answer was lost that may have been a good one. */
  mayBeDone = false;

  constructor(situation: Situation) {
    this.#in = situation;
    this.#pauseMs = situation.patience.initialMs;
  }

  async until<T>(attempt: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const result = await attempt();
        this.answered();
        return result;
      } catch (error) {
        await this.after(error);
      }
    }
  }

  answered(): void {
    const { says, state } = this.#in;
    state.hasAnswered = true;
    if (this.#said) says('the API server answers again');
    this.#said = false;
  }

  /** Waits for as long as it makes sense. @throws what it was given, where it makes none */
  async after(error: unknown): Promise<void> {
    const { signal, state } = this.#in;
    if (!(error instanceof ClusterError) || signal.aborted) throw error;
    if (error.status !== 0) state.hasAnswered = true;
    const pauseMs = this.#pauseAfter(error);
    if (pauseMs === undefined || this.#isOver(pauseMs)) throw error;
    this.#say(error);
    try {
      await sleep(pauseMs, undefined, { signal });
    } catch {
      throw error;
    }
  }

  /** undefined: asking again is in vain. @throws {ClusterError} where nobody knows whether it was done */
  #pauseAfter(error: ClusterError): number | undefined {
    const { failure, retryAfterMs } = error;
    if (failure === 'unauthorized') return this.#renew(error);
    if (failure === 'throttled' && !isDisruptionBudget(error))
      return Math.max(retryAfterMs ?? 0, this.#backOff());
    if (failure !== 'unavailable' && failure !== 'timeout') return undefined;
    this.#lose(error);
    return Math.max(retryAfterMs ?? 0, this.#backOff());
  }

  /** The credentials were forgotten: once, new ones may do. */
  #renew({ status }: ClusterError): number | undefined {
    if (this.#renewed || status === 0) return undefined;
    this.#renewed = true;
    return 0;
  }

  #lose(error: ClusterError): void {
    const { request } = this.#in;
    if (request === null || error.unsent) return;
    if (!isRepeatable(request)) throw lost(error, request);
    this.mayBeDone = true;
  }

  #backOff(): number {
    const { longestMs } = this.#in.patience;
    const pause = this.#pauseMs;
    this.#pauseMs = Math.min(longestMs, pause * 2);
    return pause * (0.75 + Math.random() / 2);
  }

  #isOver(pauseMs: number): boolean {
    const { patience, state } = this.#in;
    const most = state.hasAnswered ? patience.mostMs : patience.firstMs;
    return performance.now() - this.#began + pauseMs > most;
  }

  #say({ message }: ClusterError): void {
    if (this.#said || performance.now() - this.#began < QUIET_MS) return;
    this.#said = true;
    this.#in.says(`waiting: ${message}`);
  }
}

function lost(error: ClusterError, { verb, kind, name }: ApiRequest): ClusterError {
  const what = `${verb} of ${kind.resource}${name === null ? '' : `/${name}`}`;
  return new ClusterError('lost', `whether the ${what} was done is not known: ${error.message}`, {
    status: error.status,
    hint: error.hint,
    cause: error,
  });
}
