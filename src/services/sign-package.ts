import path from 'node:path';
import { digestOf } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import { MAX_SIGNATURES, type Signer } from '../model/trust.ts';
import type { SignedPackage } from '../model/verification.ts';
import type { Wpk } from '../model/wpk.ts';
import { LIMITS } from '../pack/limits.ts';
import type { BuildBundle } from '../ports/bundle-builder.ts';
import type { Files } from '../ports/files.ts';
import { bundleNames } from '../trust/bundle-names.ts';
import { sameSigner } from '../trust/decide.ts';
import { checkDeclaredSigner } from '../trust/expectation.ts';
import { loadKey, type SigningKey } from '../trust/private-key.ts';
import { MAX_KEY_BYTES } from '../trust/public-key.ts';
import { type ClaimBeside, claimsBeside } from './claims-beside.ts';
import { openPackageBytes } from './open-package-bytes.ts';
import { checkPackage } from './valid-manifest.ts';

export interface SignDeps {
  readonly files: Pick<Files, 'read' | 'write' | 'whichExist'>;
  /** Asked only when the key is encrypted. */
  readonly password: (file: string) => Promise<string>;
  readonly buildBundle: BuildBundle;
}

export interface SignRequest {
  readonly file: string;
  readonly key: string | undefined;
  /** Where the bundle goes, whatever is there; beside the file and the bundles of others when absent. */
  readonly bundle: string | undefined;
}

/** Signs what opens as a package or a policy, and nothing else. @throws {AtomError} ATOM_USAGE, ATOM_POLICY_INVALID, ATOM_KEY_INVALID, ATOM_KEY_PASSWORD, ATOM_SIGNER_UNTRUSTED */
export async function signFile(deps: SignDeps, request: SignRequest): Promise<SignedPackage> {
  const { file } = request;
  if (request.key === undefined) {
    throw new AtomError('ATOM_USAGE', 'No key to sign with: give --key or set COSIGN_KEY', {
      hint: 'atomctl key generate',
    });
  }
  const blob = await deps.files.read(file, LIMITS.archiveBytes);
  const signable = await openSignable(blob, file);
  const key = await readKey(deps, request.key);
  const [digest, signer] = [digestOf(blob), signerOf(key)];
  const beside = await claimsBeside(deps.files, file, digest);
  const others = beside.flatMap((claim) => (claim.sameDigest === false ? [] : (claim.signer ?? [])));
  if (signable.kind === 'package') checkDeclaredSigner(signable.wpk, [signer, ...others]);
  const { bundle, ...options } =
    request.bundle === undefined ? placeFor(signer, { file, beside }) : { bundle: request.bundle };
  await deps.files.write(bundle, await deps.buildBundle(blob, key), options);
  const { name, version } = signable;
  return { file, bundle, name, version, digest, signer };
}

type Signable =
  | { readonly kind: 'package'; readonly wpk: Wpk; readonly name: string; readonly version: string }
  | { readonly kind: 'policy'; readonly name: string; readonly version: null };

async function openSignable(blob: Uint8Array, file: string): Promise<Signable> {
  const { openIfPolicy } = await import('./policy/open-policy.ts');
  const name = openIfPolicy(blob, file);
  if (name !== undefined) return { kind: 'policy', name, version: null };
  const wpk = openPackageBytes(blob, file);
  await checkPackage(wpk);
  return { kind: 'package', wpk, name: wpk.name, version: wpk.version };
}

/** In place of the signer's own bundle, or of one that is about other bytes; else under the first free name. */
function placeFor(
  signer: Signer,
  { file, beside }: { readonly file: string; readonly beside: readonly ClaimBeside[] },
): { readonly bundle: string; readonly ifExists: 'replace' | 'refuse' } {
  const own = beside.find((claim) => claim.signer !== null && sameSigner(claim.signer, signer));
  const outdated = own ?? beside.find(({ sameDigest }) => sameDigest === false);
  if (outdated !== undefined) return { bundle: outdated.bundle, ifExists: 'replace' };
  const free = bundleNames(file).find((name) => !beside.some(({ bundle }) => bundle === name));
  if (free !== undefined) return { bundle: free, ifExists: 'refuse' };
  throw new AtomError(
    'ATOM_USAGE',
    `${MAX_SIGNATURES} bundles lie beside ${file}, and no more are looked at`,
    {
      hint: `atomctl inspect ${file}  (and remove those that nobody needs)`,
    },
  );
}

/** The bundle of a package's bytes. What is signed is decided here: a package whose manifest does not ask for another signer. */
export async function signPackage(
  { buildBundle }: Pick<SignDeps, 'buildBundle'>,
  wpk: Wpk,
  key: SigningKey,
): Promise<string> {
  checkDeclaredSigner(wpk, [signerOf(key)]);
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
