import type { KubeConfig } from '@kubernetes/client-node';
import { request as ask, type Dispatcher } from 'undici';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { ApiKind, ApiRequest, ApiVerb } from '../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../ports/cluster.ts';
import { apiPath } from './api-path.ts';
import { CredentialsKeeper } from './credentials.ts';
import { DISCOVERY_TYPE, kindsIn } from './discovery.ts';
import { failureOf } from './failure.ts';

const METHODS: Readonly<Record<ApiVerb, Dispatcher.HttpMethod>> = {
  get: 'GET',
  list: 'GET',
  watch: 'GET',
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  deletecollection: 'DELETE',
};

const PATCHES = {
  apply: 'application/apply-patch+yaml',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
} as const;

interface Wire {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly accept?: string;
  readonly body?: { readonly type: string; readonly text: string };
}

/** One API server, asked once a request. */
export class ClusterConnection implements Cluster {
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
  readonly #credentials: CredentialsKeeper;
  #kinds: Promise<readonly ApiKind[]> | undefined;

  constructor(config: KubeConfig, namespace: string) {
    this.context = config.getCurrentContext();
    this.server = config.getCurrentCluster()?.server ?? '';
    this.namespace = namespace;
    this.#credentials = new CredentialsKeeper(config);
  }

  kinds({ signal, fresh }: Parameters<Cluster['kinds']>[0]): Promise<readonly ApiKind[]> {
    if (fresh === true) this.#kinds = undefined;
    this.#kinds ??= this.#discover(signal).catch((error: unknown) => {
      this.#kinds = undefined;
      throw error;
    });
    return this.#kinds;
  }

  async send(request: ApiRequest, signal: AbortSignal): Promise<JsonObject> {
    return this.#json(wireOf(request), signal);
  }

  async *stream(request: ApiRequest, signal: AbortSignal): AsyncIterable<Uint8Array> {
    const { body } = await this.#ask(wireOf(request), signal);
    try {
      yield new Uint8Array();
      yield* body;
    } catch (cause) {
      throw unreachable(this.server, cause);
    } finally {
      body.destroy();
    }
  }

  async close(): Promise<void> {
    await this.#credentials.close();
  }

  async #discover(signal: AbortSignal): Promise<readonly ApiKind[]> {
    const answers = await Promise.all(
      ['/api', '/apis'].map((path) => this.#json({ method: 'GET', path, accept: DISCOVERY_TYPE }, signal)),
    );
    return answers.flatMap(kindsIn);
  }

  async #json(wire: Wire, signal: AbortSignal): Promise<JsonObject> {
    const { body } = await this.#ask(wire, signal);
    const parsed: Json = JSON.parse(await body.text());
    if (!isJsonObject(parsed)) throw new ClusterError('failed', `${this.server} answered with no object`);
    return parsed;
  }

  async #ask(wire: Wire, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { headers, dispatcher } = await this.#credentials.get();
    const { method, path, accept = 'application/json', body } = wire;
    const answer = await ask(`${this.server.replace(/\/$/, '')}${path}`, {
      method,
      signal,
      headers: { ...headers, accept, ...(body !== undefined && { 'content-type': body.type }) },
      ...(body !== undefined && { body: body.text }),
      ...(dispatcher !== undefined && { dispatcher }),
    }).catch((cause: unknown) => {
      throw unreachable(this.server, cause);
    });
    if (answer.statusCode < 300) return answer;
    if (answer.statusCode === 401) this.#credentials.forget();
    throw failureOf(answer.statusCode, await answer.body.text(), answer.headers);
  }
}

function wireOf(request: ApiRequest): Wire {
  const { verb, body, patch = 'apply' } = request;
  const query = verb === 'watch' ? { ...request.query, watch: 'true' } : request.query;
  const path = apiPath({ ...request, ...(query !== undefined && { query }) });
  const type = verb === 'patch' ? PATCHES[patch] : 'application/json';
  return {
    method: METHODS[verb],
    path,
    ...(body !== undefined && { body: { type, text: JSON.stringify(body) } }),
  };
}

function unreachable(server: string, cause: unknown): ClusterError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ClusterError('unavailable', `${server} does not answer: ${why}`, { cause });
}
