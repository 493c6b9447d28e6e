import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { RequestOptions, VaultApi } from './api.ts';
import { VaultFailure } from './failure.ts';
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

  async #ask({ signal }: RequestOptions, request: (api: VaultApi) => Promise<Json>): Promise<JsonObject> {
    const { api, byLogin } = await this.#open(signal);
    try {
      return objectOf(await request(api));
    } catch (error) {
      if (!isDenied(error) || (await isTaken(api, signal))) throw error;
      if (!byLogin) throw refusedToken();
    }
    this.#session = undefined;
    const again = await this.#open(signal);
    return objectOf(await request(again.api));
  }

  async #open(signal: AbortSignal | undefined): Promise<VaultSession> {
    this.#session ??= openSession(this.#settings, signal);
    try {
      return await this.#session;
    } catch (error) {
      this.#session = undefined;
      throw error;
    }
  }
}

/** Every token that lives may look at itself, unless somebody took even the default policy from it. */
async function isTaken(api: VaultApi, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await api.tokenLookupSelf({ requestOptions: { signal } });
    return true;
  } catch (error) {
    if (isDenied(error)) return false;
    if (error instanceof VaultFailure && ['missing', 'invalid'].includes(error.problem)) return true;
    throw error;
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof VaultFailure && error.problem === 'denied';
}

function refusedToken(): VaultFailure {
  return new VaultFailure('unauthenticated', 'Vault does not take the token: it has expired or was revoked', {
    hint: 'vault login  # or: export VAULT_TOKEN=TOKEN',
  });
}

function objectOf(body: Json): JsonObject {
  return isJsonObject(body) ? body : {};
}
