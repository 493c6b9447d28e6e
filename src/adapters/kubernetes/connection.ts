import type { Dispatcher } from 'undici';
import ask from 'undici/lib/api/api-request.js';
import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import { versionLine } from '../../base/version.ts';
import type { ApiKind, ApiRequest, ApiVerb } from '../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../ports/cluster.ts';
import { apiPath } from './api-path.ts';
import { CredentialsKeeper } from './credentials.ts';
import { DISCOVERY_TYPE, kindsIn } from './discovery.ts';
import { failureOf } from './failure.ts';
import type { KeptKinds } from './kept-kinds.ts';
import type { Login } from './login.ts';
import { readText } from './read-text.ts';
import { unreachable } from './unreachable.ts';

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
  /** May be silent for as long as it likes. */
  readonly endless?: boolean;
  readonly body?: { readonly type: string; readonly text: string };
}

/** One API server, asked once a request. */
export class ClusterConnection implements Cluster {
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
  readonly #login: Login;
  readonly #credentials: CredentialsKeeper;
  readonly #kept: KeptKinds | null;
  #kinds: Promise<readonly ApiKind[]> | undefined;

  /** `kept`: what is known from a moment ago; null: nothing is. */
  constructor(login: Login, namespace: string, kept: KeptKinds | null = null) {
    this.context = login.context;
    this.server = login.server;
    this.namespace = namespace;
    this.#login = login;
    this.#kept = kept;
    this.#credentials = new CredentialsKeeper(login);
  }

  kinds({ signal, fresh }: Parameters<Cluster['kinds']>[0]): Promise<readonly ApiKind[]> {
    if (fresh === true) this.#kinds = undefined;
    this.#kinds ??= this.#known(fresh === true, signal).catch((error: unknown) => {
      this.#kinds = undefined;
      throw error;
    });
    return this.#kinds;
  }

  async #known(fresh: boolean, signal: AbortSignal): Promise<readonly ApiKind[]> {
    const kept = fresh ? undefined : await this.#kept?.read();
    if (kept !== undefined) return kept;
    const kinds = await this.#discover(signal);
    await this.#kept?.keep(kinds);
    return kinds;
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
      throw unreachable(this.#login, cause);
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

  /** What the server calls itself: `v1.36.3`. */
  async version(signal: AbortSignal): Promise<string> {
    return textOf((await this.#json({ method: 'GET', path: '/version' }, signal))['gitVersion'] ?? '');
  }

  async #json(wire: Wire, signal: AbortSignal): Promise<JsonObject> {
    const { body } = await this.#ask(wire, signal);
    const text = await readText(body).catch((cause: unknown) => {
      throw cause instanceof ClusterError ? cause : unreachable(this.#login, cause);
    });
    const parsed = jsonIn(text);
    if (!isJsonObject(parsed)) {
      const message = `${this.server} answers, but is no API server of Kubernetes`;
      throw new ClusterError('failed', message, { hint: `kubectl config view --context ${this.context}` });
    }
    return parsed;
  }

  async #ask(wire: Wire, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const credentials = await this.#credentials.get(signal);
    const { method, path, accept = 'application/json', body, endless } = wire;
    const { origin, pathname, search } = new URL(`${this.server}${path}`);
    const answer = await ask
      .call(credentials.dispatcher, {
        origin,
        path: `${pathname}${search}`,
        method,
        signal,
        headers: {
          ...credentials.headers,
          accept,
          'user-agent': versionLine(),
          ...(body !== undefined && { 'content-type': body.type }),
        },
        ...(body !== undefined && { body: body.text }),
        ...(endless === true && { bodyTimeout: 0 }),
      })
      .catch((cause: unknown) => {
        throw unreachable(this.#login, cause);
      });
    if (answer.statusCode < 300) return answer;
    if (answer.statusCode === 401) this.#credentials.forget(credentials);
    const said = await readText(answer.body).catch(() => '');
    const failure = failureOf(
      { status: answer.statusCode, text: said, headers: answer.headers },
      this.#login,
    );
    if (isUnserved(failure)) await this.#forgetKinds();
    throw failure;
  }

  async #forgetKinds(): Promise<void> {
    this.#kinds = undefined;
    await this.#kept?.forget();
  }
}

/** Where an object is missing, the server names it; where it serves no such kind any more, it has nothing to name. */
function isUnserved({ status, answer }: ClusterError): boolean {
  const details = answer?.['details'];
  return status === 404 && !(isJsonObject(details) && details['name'] !== undefined);
}

function wireOf(request: ApiRequest): Wire {
  const { verb, body, patch = 'apply' } = request;
  const query = verb === 'watch' ? { ...request.query, watch: 'true' } : request.query;
  const path = apiPath({ ...request, ...(query !== undefined && { query }) });
  const type = verb === 'patch' ? PATCHES[patch] : 'application/json';
  return {
    method: METHODS[verb],
    path,
    endless: query?.['follow'] === 'true',
    ...(body !== undefined && { body: { type, text: JSON.stringify(body) } }),
  };
}

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
