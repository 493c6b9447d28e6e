import type { StoredPackage } from '../model/stored-package.ts';
import type { GivenProof, VerifiedWpk } from '../model/trust.ts';
import type { KeptPackage } from '../ports/registry.ts';

/** Verifies bytes under today's trust policy; `expected` is what was asked for by name. */
export type Verify = (request: {
  readonly blob: Uint8Array;
  readonly displayName: string;
  readonly proofs: readonly GivenProof[];
  readonly expected?: { readonly name: string; readonly version: string };
}) => Promise<VerifiedWpk>;

/** Verifies what the store holds under a name, with all signatures that it holds. @throws {AtomError} as `verifyPackage` does */
export async function verifyStored(
  verify: Verify,
  { name, version, blob, proofs }: KeptPackage & { readonly name: string; readonly version: string },
): Promise<VerifiedWpk> {
  const displayName = `${name}@${version}`;
  const numbered = proofs.map((bytes, index) => ({
    name: `signature ${index + 1} of ${displayName}`,
    bytes,
  }));
  return verify({ blob, proofs: numbered, displayName, expected: { name, version } });
}

/** The signatures of a row. */
export function proofsIn({ cosign_blob, further_signatures }: StoredPackage): readonly Uint8Array[] {
  const blobs = [cosign_blob, ...further_signatures.map((further) => further.cosign_blob)];
  return blobs.map((blob) => Buffer.from(blob, 'base64'));
}
