import { AtomError } from '../base/errors.ts';
import { type GivenProof, MAX_SIGNATURES } from '../model/trust.ts';
import { type Artifact, readProof, type SignedArtifact } from '../trust/proof.ts';
import { type Authority, type FoundSigner, findSigners } from './find-signer.ts';
import { failureOf, type PutAside } from './put-aside.ts';
import type { VerifyDeps } from './verify-deps.ts';

/** A signature that holds, and whoever may have made it. */
export interface HeldSignature {
  readonly bundle: string;
  readonly proof: Uint8Array;
  readonly format: SignedArtifact['format'];
  readonly found: readonly [FoundSigner, ...FoundSigner[]];
}

export interface Holding {
  readonly held: readonly HeldSignature[];
  readonly aside: readonly PutAside[];
}

interface Given {
  readonly proofs: readonly GivenProof[];
  readonly artifact: Artifact;
  readonly authority: Authority;
}

/**
 * Those of the signatures that hold over the artifact. The others are put aside: whoever can lay a file beside a
 * package must not be able to spoil the good signatures of others.
 * @throws {AtomError} where none holds; ATOM_BUNDLE_INVALID for more than are looked at
 */
export async function holdSignatures(
  deps: VerifyDeps,
  { proofs, artifact, authority }: Given,
): Promise<Holding> {
  if (proofs.length > MAX_SIGNATURES) throw tooMany(artifact.file, proofs.length);
  const held: HeldSignature[] = [];
  const aside: PutAside[] = [];
  for (const given of proofs) {
    try {
      held.push(await hold(deps, given, { artifact, authority }));
    } catch (failure) {
      if (!(failure instanceof AtomError)) throw failure;
      aside.push({ bundle: given.name, failure });
    }
  }
  if (held.length > 0) return { held, aside };
  const [first, ...more] = aside;
  throw first === undefined ? new Error('no signature was given') : failureOf([first, ...more]);
}

async function hold(
  deps: VerifyDeps,
  given: GivenProof,
  { artifact, authority }: Omit<Given, 'proofs'>,
): Promise<HeldSignature> {
  if ('failure' in given) throw given.failure;
  const signed = readProof(given.bytes, artifact);
  const found = await findSigners(deps, { signed, authority });
  return { bundle: given.name, proof: given.bytes, format: signed.format, found };
}

function tooMany(file: string, count: number): AtomError {
  return new AtomError(
    'ATOM_BUNDLE_INVALID',
    `${file} comes with ${count} signatures; at most ${MAX_SIGNATURES} are looked at`,
    { hint: 'Leave out those that the trust policy does not need: atomctl trust list' },
  );
}
