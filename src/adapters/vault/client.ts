import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { answerFailure } from './answer-failure.ts';
import { VaultFailure } from './failure.ts';
import { obtainToken, type VaultToken } from './login.ts';
import type { VaultSettings } from './settings.ts';
import { sendToVault, type VaultCall } from './transport.ts';

export type VaultRequest = Pick<VaultCall, 'method' | 'path' | 'body'> & {
  /** The path as a person writes it, for what goes wrong. */
  readonly shown?: string;
  readonly signal?: AbortSignal | undefined;
};

/** Vault, as one token sees it. The token is got at the first request, and got again where a login can. */
export class VaultClient {
  readonly #settings: VaultSettings;
  #token: Promise<VaultToken> | undefined;

  constructor(settings: VaultSettings) {
    this.#settings = settings;
  }

  /** The answer's JSON object; an empty one where Vault says nothing. @throws {VaultFailure} */
  async request(request: VaultRequest): Promise<JsonObject> {
    const token = await this.#obtain(request.signal);
    const failure = await this.#attempt(request, token);
    if (!(failure instanceof VaultFailure)) return failure;
    if (failure.problem !== 'denied' || (await this.#isTaken(token, request.signal))) throw failure;
    if (!token.byLogin) throw refusedToken();
    this.#token = undefined;
    const again = await this.#attempt(request, await this.#obtain(request.signal));
    if (again instanceof VaultFailure) throw again;
    return again;
  }

  async #obtain(signal: AbortSignal | undefined): Promise<VaultToken> {
    this.#token ??= obtainToken(this.#settings, signal);
    try {
      return await this.#token;
    } catch (error) {
      this.#token = undefined;
      throw error;
    }
  }

  async #attempt(request: VaultRequest, { value: token }: VaultToken): Promise<JsonObject | VaultFailure> {
    const { method, path, body, signal } = request;
    const answer = await sendToVault(this.#settings, {
      method,
      path,
      ...(body !== undefined && { body }),
      token,
      signal,
    });
    return answerFailure(answer, request.shown ?? path) ?? objectOf(answer.body);
  }

  /** Every token that lives may look at itself, unless somebody took even the default policy from it. */
  async #isTaken({ value: token }: VaultToken, signal: AbortSignal | undefined): Promise<boolean> {
    const path = 'auth/token/lookup-self';
    const answer = await sendToVault(this.#settings, { method: 'GET', path, token, signal });
    return answer.status !== 403;
  }
}

function refusedToken(): VaultFailure {
  return new VaultFailure('unauthenticated', 'Vault does not take the token: it has expired or was revoked', {
    hint: 'vault login  # or: export VAULT_TOKEN=TOKEN',
  });
}

function objectOf(body: Json): JsonObject {
  return isJsonObject(body) ? body : {};
}
