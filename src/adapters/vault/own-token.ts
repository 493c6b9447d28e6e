import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { wordsOf } from './answer-failure.ts';
import type { VaultClient } from './client.ts';
import { VaultFailure } from './failure.ts';

/** A token for one credential, which ends with it and with no login. Its accessor is no secret: it can do nothing but end it. */
export interface OwnToken {
  readonly accessor: string;
  readonly vault: VaultClient;
}

/** Until somebody has written it down it is short-lived. */
const FIRST_TTL = '2m';
/** Vault makes of it as much as it allows. */
const LONGEST_TTL = '87600h';

/** @throws {VaultFailure} */
export async function makeOwnToken(
  vault: VaultClient,
  { run, signal }: { readonly run: string; readonly signal: AbortSignal },
): Promise<OwnToken> {
  const asked = { ttl: FIRST_TTL, type: 'service', display_name: 'atomctl', meta: { run } };
  const path = 'auth/token/create-orphan';
  const { auth } = await vault.write(path, asked, { shown: path, signal });
  const { client_token: token, accessor }: JsonObject = isJsonObject(auth) ? auth : {};
  if (typeof token === 'string' && typeof accessor === 'string')
    return { accessor, vault: vault.withToken(token) };
  throw new VaultFailure('invalid', 'Vault made no token at auth/token/create-orphan', {
    hint: 'vault token create -orphan',
  });
}

/** Lets it last as long as Vault allows, so that the credential ends by its own lease alone. @throws {VaultFailure} */
export async function lengthen({ vault }: OwnToken, signal: AbortSignal): Promise<void> {
  const path = 'auth/token/renew-self';
  await vault.write(path, { increment: LONGEST_TTL }, { shown: path, signal });
}

/** Ends it and what was made with it; one that is gone is ended. @throws {VaultFailure} */
export async function endOwnToken(
  vault: VaultClient,
  accessor: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    const path = 'auth/token/revoke-accessor';
    await vault.write(path, { accessor }, { shown: path, signal });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof VaultFailure && /invalid accessor/.test(wordsOf(error.body));
}
