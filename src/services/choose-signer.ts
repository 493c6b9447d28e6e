import { AtomError } from '../base/errors.ts';
import type { SignatureTime, TrustEntry, VerifiedSignature } from '../model/trust.ts';
import { decideTrust, type TrustQuestion } from '../trust/decide.ts';
import { describeSigner } from '../trust/expectation.ts';
import type { FoundSigner } from './find-signer.ts';

export interface ChosenSigner {
  readonly signature: VerifiedSignature;
  readonly trustedBy: readonly string[];
  readonly mayExcept: readonly string[];
  readonly trustedRoot: string | null;
}

interface Circumstances extends Pick<TrustQuestion, 'kind' | 'name' | 'tenant'> {
  /** What errors call it. */
  readonly called: string;
  readonly format: VerifiedSignature['format'];
  readonly intake: SignatureTime;
}

/**
 * The signer of a package or policy whom the trust policy lets sign it. The signature may hold under several
 * roots; the first that the policy trusts counts. @throws {AtomError} ATOM_SIGNER_UNTRUSTED
 */
export function chooseSigner(
  found: readonly [FoundSigner, ...FoundSigner[]],
  { called, format, intake, ...question }: Circumstances,
): ChosenSigner {
  let refusal = '';
  for (const { signer, time = intake, root, entries } of found) {
    const signature = { signer, format, ...time };
    const trustedRoot = root?.file ?? null;
    if (entries === undefined) return { signature, trustedBy: [], mayExcept: [], trustedRoot };
    const decision = decideTrust(entries, { signer, time, ...question });
    if (decision.trusted)
      return { signature, trustedBy: decision.by, mayExcept: decision.mayExcept, trustedRoot };
    refusal ||= decision.why;
  }
  const flag = question.kind === 'policy' ? ` --policies ${question.name}` : '';
  throw untrusted(found[0], { message: `${called} is signed by`, why: refusal, flag });
}

function untrusted(
  { signer, entries }: FoundSigner,
  { message, why, flag }: { message: string; why: string; flag: string },
): AtomError {
  const name = describeSigner(signer);
  const details = { signer: name };
  const known = (entries ?? []).some((entry: TrustEntry) => describeSigner(entry.signer) === name);
  const add =
    signer.kind === 'key'
      ? `If you trust its owner: atomctl trust add PUBKEY${flag}`
      : `If you trust it: atomctl trust add --certificate-identity ${signer.identity} --certificate-oidc-issuer ${signer.issuer}${flag}`;
  const hint = known && flag === '' ? 'atomctl trust list' : add;
  return new AtomError('ATOM_SIGNER_UNTRUSTED', `${message} ${name}: ${why}`, { hint, details });
}
