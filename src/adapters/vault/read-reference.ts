import { AtomError } from '../../base/errors.ts';
import type { VaultClient } from './client.ts';
import { decrypt, textFrom } from './decrypt.ts';
import { VaultFailure } from './failure.ts';
import { fieldOf } from './field.ts';
import { readSecretAt } from './read-secret.ts';
import { parseReference, type VaultReference } from './reference.ts';

/**
 * The value behind vault://MOUNT/PATH#FIELD.
 * @throws {AtomError} ATOM_NEEDS_MISSING. Messages hold the reference and names of fields, never a value or a token.
 */
export async function readReference(vault: VaultClient, reference: string): Promise<string> {
  try {
    const parsed = parseReference(reference);
    return parsed.ciphertext === null
      ? await readField(vault, parsed)
      : await readPlaintext(vault, parsed, parsed.ciphertext);
  } catch (error) {
    if (!(error instanceof VaultFailure)) throw error;
    const [shown = reference] = reference.split('?ciphertext=', 1);
    throw new AtomError('ATOM_NEEDS_MISSING', `${shown}: ${error.message}`, {
      hint: error.hint,
      cause: error,
    });
  }
}

async function readField(vault: VaultClient, { path, version, field }: VaultReference): Promise<string> {
  const { fields, lease } = await readSecretAt(vault, { path, version });
  if (lease === null) return fieldOf(fields, field, path);
  // Made for nobody: every reading of the reference would make another, and username and password would not fit.
  await vault.write('sys/leases/revoke', { lease_id: lease.id }).catch(() => undefined);
  throw new VaultFailure('invalid', `${path} makes a new credential each time it is read`, {
    hint: 'Read it once, in a step of type vault with action: read',
  });
}

async function readPlaintext(
  vault: VaultClient,
  { path, context, encoding }: VaultReference,
  ciphertext: string,
): Promise<string> {
  const plaintext = await decrypt(vault, { path, ciphertext, context });
  return encoding === 'base64' ? plaintext : textFrom(plaintext, path);
}
