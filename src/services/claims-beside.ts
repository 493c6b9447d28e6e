import type { Digest } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import type { Files } from '../ports/files.ts';
import { MAX_BUNDLE_BYTES } from '../trust/bundle.ts';
import { bundleNames } from '../trust/bundle-names.ts';
import { type Claim, claimedSignature } from '../trust/claimed-signature.ts';

type ClaimFiles = Pick<Files, 'read' | 'whichExist'>;

export interface ClaimBeside extends Claim {
  readonly bundle: string;
}

/** What the bundles beside a file say of themselves. Nothing of it is checked. */
export async function claimsBeside(
  files: ClaimFiles,
  file: string,
  digest: Digest,
): Promise<readonly ClaimBeside[]> {
  const bundles = await files.whichExist(bundleNames(file));
  return Promise.all(bundles.map((bundle) => claimIn(files, bundle, digest)));
}

async function claimIn({ read }: ClaimFiles, bundle: string, digest: Digest): Promise<ClaimBeside> {
  const bytes = await read(bundle, MAX_BUNDLE_BYTES).catch((error: unknown) => {
    if (error instanceof AtomError) return new Uint8Array();
    throw error;
  });
  return { bundle, ...claimedSignature(bytes, digest) };
}
