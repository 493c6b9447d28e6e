import { isJsonObject } from '../../base/json.ts';
import type { VaultClient } from './client.ts';
import { encodePath } from './encode-path.ts';
import { VaultFailure } from './failure.ts';

export interface DecryptRequest {
  /** MOUNT/decrypt/KEY. */
  readonly path: string;
  readonly ciphertext: string;
  /** In clear; Transit takes it in base64. */
  readonly context: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** What Transit makes of a ciphertext, in base64. @throws {VaultFailure} */
export async function decrypt(vault: VaultClient, request: DecryptRequest): Promise<string> {
  const { path, ciphertext, context, signal } = request;
  const body = { ciphertext, ...(context !== null && { context: asBase64(context) }) };
  const { data } = await vault.write(encodePath(path), body, { shown: path, signal });
  const plaintext = isJsonObject(data) ? data['plaintext'] : undefined;
  if (typeof plaintext === 'string') return plaintext;
  throw new VaultFailure('invalid', `${path} gave no plaintext`, { hint: `vault path-help ${path}` });
}

export function asBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** @throws {VaultFailure} where the bytes are no text. */
export function textFrom(base64: string, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new VaultFailure('invalid', `the plaintext of ${path} is no UTF-8 text`, {
      hint: 'Decrypt it in a vault step with encoding: base64',
    });
  }
}
