import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { RequestOptions, VaultApi } from './api.ts';
import { VaultFailure, type VaultProblem } from './failure.ts';
import { openSession, type VaultSession } from './login.ts';
import type { VaultSettings } from './settings.ts';

/**
 * Vault, as who the settings name sees it, with the methods of node-vault. The token is got at the first request, and
 * got again where a login can. Each method gives the answer's JSON object, an empty one where Vault says nothing, and
 * throws a VaultFailure.
 */
export class VaultClient {
  readonly #settings: VaultSettings;
  #session: Promise<VaultSession> | undefined;

  constructor(settings: VaultSettings) {
    this.#settings = settings;
  }

  read(path: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask(options, (api) => api.read(path, options));
  }

  list(path: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask(options, (api) => api.list(path, options));
  }

  write(path: string, data: JsonObject, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask(options, (api) => api.write(path, data, options));
  }

  delete(path: string, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask(options, (api) => api.delete(path, options));
  }

  renew(lease: JsonObject, options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask(options, (api) => api.renew({ ...lease, requestOptions: options }));
  }

  tokenLookupSelf(options: RequestOptions = {}): Promise<JsonObject> {
    return this.#ask(options, (api) => api.tokenLookupSelf({ requestOptions: options }));
  }

  /** The same Vault, as another sees it. */
  withToken(token: string): VaultClient {
    return new VaultClient({ ...this.#settings, authMethod: 'token', token });
  }

  async #ask({ signal }: RequestOptions, request: (api: VaultApi) => Promise<Json>): Promise<JsonObject> {
    const session = await this.#open(signal);
    try {
      return objectOf(await request(session.api));
    } catch (error) {
      if (!isA('denied', error) || (await isTaken(session.api, signal))) throw error;
      if (!session.byLogin) throw refusedToken();
    }
    const { api } = await this.#open(signal, session);
    return objectOf(await request(api));
  }

  /** The session that all requests share; another one than `stale`, whose token is not taken any more. */
  async #open(signal: AbortSignal | undefined, stale?: VaultSession): Promise<VaultSession> {
    this.#session ??= openSession(this.#settings, signal);
    const opening = this.#session;
    try {
      const session = await opening;
      if (session !== stale) return session;
      this.#forget(opening);
    } catch (error) {
      this.#forget(opening);
      // It was begun for another request, which was stopped: that says nothing of this one.
      if (!isA('stopped', error) || signal?.aborted === true) throw error;
    }
    return this.#open(signal, stale);
  }

  #forget(opening: Promise<VaultSession>): void {
    if (this.#session === opening) this.#session = undefined;
  }
}

/** Every token that lives may look at itself, unless somebody took even the default policy from it. */
async function isTaken(api: VaultApi, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await api.tokenLookupSelf({ requestOptions: { signal } });
    return true;
  } catch (error) {
    if (isA('denied', error)) return false;
    if (isA('missing', error) || isA('invalid', error)) return true;
    throw error;
  }
}

function isA(problem: VaultProblem, error: unknown): boolean {
  return error instanceof VaultFailure && error.problem === problem;
}

function refusedToken(): VaultFailure {
  return new VaultFailure('unauthenticated', 'Vault does not take the token: it has expired or was revoked', {
    hint: 'vault login  # or: export VAULT_TOKEN=TOKEN',
  });
}

function objectOf(body: Json): JsonObject {
  return isJsonObject(body) ? body : {};
}
