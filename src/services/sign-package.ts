import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import type { Signer } from '../model/trust.ts';
import type { SignedPackage } from '../model/verification.ts';
import type { Wpk } from '../model/wpk.ts';
import { LIMITS } from '../pack/limits.ts';
import type { BuildBundle } from '../ports/bundle-builder.ts';
import type { Files } from '../ports/files.ts';
import { checkDeclaredSigner } from '../trust/expectation.ts';
import { loadKey, type SigningKey } from '../trust/private-key.ts';
import { MAX_KEY_BYTES } from '../trust/public-key.ts';
import { openPackageBytes } from './open-package-bytes.ts';
import { checkPackage } from './valid-manifest.ts';
import { bundleBeside } from './verify-file.ts';

export interface SignDeps {
  readonly files: Pick<Files, 'read' | 'write'>;
  /** Asked only when the key is encrypted. */
  readonly password: (file: string) => Promise<string>;
  readonly buildBundle: BuildBundle;
}

export interface SignRequest {
  readonly file: string;
  readonly key: string | undefined;
  /** Where the bundle goes; beside the file when absent. */
  readonly bundle: string | undefined;
}

/** Signs what opens as a package, and nothing else. @throws {AtomError} ATOM_USAGE, ATOM_KEY_INVALID, ATOM_KEY_PASSWORD, ATOM_SIGNER_UNTRUSTED */
export async function signFile(deps: SignDeps, request: SignRequest): Promise<SignedPackage> {
  const { file, bundle = bundleBeside(file) } = request;
  if (request.key === undefined) {
    throw new AtomError('ATOM_USAGE', 'No key to sign with: give --key or set COSIGN_KEY', {
      hint: 'atomctl key generate',
    });
  }
  const blob = await deps.files.read(file, LIMITS.archiveBytes);
  const wpk = openPackageBytes(blob, file);
  await checkPackage(wpk);
  const key = await readKey(deps, request.key);
  await deps.files.write(bundle, await signPackage(deps, wpk, key));
  const { name, version, digest } = wpk;
  return { file, bundle, name, version, digest, signer: signerOf(key) };
}

/** The bundle of a package's bytes. What is signed is decided here: a package whose manifest does not ask for another signer. */
export async function signPackage(
  { buildBundle }: Pick<SignDeps, 'buildBundle'>,
  wpk: Wpk,
  key: SigningKey,
): Promise<string> {
  checkDeclaredSigner(wpk, signerOf(key));
  return buildBundle(wpk.blob, key);
}

/** @throws {AtomError} ATOM_KEY_INVALID, ATOM_KEY_PASSWORD, ATOM_FILE_UNREADABLE */
export async function readKey({ files, password }: SignDeps, file: string): Promise<SigningKey> {
  const pem = Buffer.from(await files.read(file, MAX_KEY_BYTES)).toString('utf8');
  return loadKey({ pem, file: path.basename(file), password: () => password(file) });
}

function signerOf({ publicKey }: SigningKey): Signer {
  return { kind: 'key', keyId: publicKey.keyId };
}
