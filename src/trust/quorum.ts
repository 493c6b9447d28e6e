import { MAX_SIGNATURES, type Signer, type TrustRequirement } from '../model/trust.ts';
import { matchesGlob } from '../base/glob.ts';
import { sameSigner, type TrustQuestion } from './decide.ts';

/** A signature that holds and is trusted for the package. */
export interface TrustedSignature {
  readonly signer: Signer;
  /** Rules that this signer may except. */
  readonly mayExcept: readonly string[];
}

export interface Quorum<Signature> {
  /** The first signature of each signer. */
  readonly counted: readonly Signature[];
  /** Signatures of somebody who is counted already. */
  readonly repeated: readonly Signature[];
  /** Rules that at least as many as must sign may except: what one alone may not run, one alone may not except. Sorted. */
  readonly mayExcept: readonly string[];
}

export function isNumberOfSigners(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_SIGNATURES;
}

/** How many distinct signers a package or policy needs: the strictest requirement that covers it counts. */
export function requiredSigners(
  required: readonly TrustRequirement[],
  { kind, name, tenant }: Pick<TrustQuestion, 'kind' | 'name' | 'tenant'>,
): number {
  return required
    .filter((one) => one.tenant === tenant)
    .filter(({ packages, policies }) => {
      const glob = kind === 'package' ? packages : policies;
      return glob !== undefined && matchesGlob(glob, name);
    })
    .reduce((strictest, { signers }) => Math.max(strictest, signers), 1);
}

/** Who counts among trusted signatures, and what they may except together. A signer counts once. */
export function quorumOf<Signature extends TrustedSignature>(
  trusted: readonly Signature[],
  required: number,
): Quorum<Signature> {
  const isFirst = ({ signer }: Signature, index: number) =>
    trusted.findIndex((other) => sameSigner(other.signer, signer)) === index;
  const counted = trusted.filter(isFirst);
  const rules = [...new Set(counted.flatMap(({ mayExcept }) => mayExcept))];
  const granted = rules.filter(
    (rule) => counted.filter(({ mayExcept }) => mayExcept.includes(rule)).length >= required,
  );
  return {
    counted,
    repeated: trusted.filter((signature, index) => !isFirst(signature, index)),
    mayExcept: granted.toSorted(),
  };
}
