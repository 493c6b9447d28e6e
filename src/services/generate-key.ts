import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import type { GeneratedKey } from '../model/verification.ts';
import type { Files } from '../ports/files.ts';
import { makeKeyPair } from '../trust/private-key.ts';

export interface GenerateDeps {
  readonly files: Pick<Files, 'kindOf' | 'write'>;
  readonly random: (bytes: number) => Uint8Array;
  /** The new key's password, asked twice where a person types it. */
  readonly newPassword: (file: string) => Promise<string>;
}

/** Makes atomctl.key and atomctl.pub in a folder that is there. Trusts nothing. @throws {AtomError} ATOM_FILE_EXISTS, ATOM_KEY_PASSWORD */
export async function generateKey(deps: GenerateDeps, folder: string): Promise<GeneratedKey> {
  const { files, random, newPassword } = deps;
  if ((await files.kindOf(folder)) !== 'folder') {
    throw new AtomError('ATOM_FILE_UNREADABLE', `${folder} is not a folder`, {
      hint: `mkdir -p ${folder}`,
    });
  }
  const [privateKey, publicKey] = [path.join(folder, 'atomctl.key'), path.join(folder, 'atomctl.pub')];
  for (const file of [privateKey, publicKey]) await refuseExisting(files, file);

  const pair = await makeKeyPair(await newPassword(privateKey), { salt: random(32), nonce: random(24) });
  await files.write(privateKey, pair.privatePem, { mode: 0o600, ifExists: 'refuse' });
  await files.write(publicKey, pair.publicPem, { mode: 0o644, ifExists: 'refuse' });
  return { privateKey, publicKey, keyId: pair.publicKey.keyId };
}

/** Said before a password is asked for; the write refuses again, whoever was quicker. */
async function refuseExisting(files: GenerateDeps['files'], file: string): Promise<void> {
  const found = await files.kindOf(file).catch(() => undefined);
  if (found === undefined) return;
  throw new AtomError('ATOM_FILE_EXISTS', `${file} is already there; a key is never overwritten`, {
    hint: 'atomctl key generate --out DIR',
  });
}
