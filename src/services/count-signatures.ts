import { AtomError } from '../base/errors.ts';
import type { CountedSignature, SignatureTime, VerifiedWpk } from '../model/trust.ts';
import { describeSigner } from '../trust/expectation.ts';
import { quorumOf, requiredSigners } from '../trust/quorum.ts';
import type { Authority } from './find-signer.ts';
import type { Holding } from './hold-signatures.ts';
import { judgeSignature, type Subject } from './judge-signature.ts';
import { failureOf, inWords, type PutAside, uncounted } from './put-aside.ts';
import type { VerifyDeps } from './verify-deps.ts';

/** What the signatures of a package or policy come to together. */
export interface Counted extends Pick<VerifiedWpk, 'signatures' | 'requiredSigners' | 'mayExcept'> {
  readonly aside: readonly PutAside[];
}

interface Count {
  readonly holding: Holding;
  readonly subject: Subject;
  readonly authority: Authority;
}

/** Who signed and is trusted to, each once. @throws {AtomError} where nobody is */
export function countSignatures(
  { tenant, now }: Pick<VerifyDeps, 'tenant' | 'now'>,
  { holding, subject, authority }: Count,
): Counted {
  const intake: SignatureTime = { sigTime: now().toISOString(), sigTimeSource: 'intake' };
  const judged = holding.held.map((one) => judgeSignature(one, { subject, tenant, intake }));
  const trusted = judged.filter((one) => 'signer' in one);
  const required = requiredBy(authority, subject, tenant);
  const { counted, repeated, mayExcept } = quorumOf(trusted, required);
  const refused = judged.filter((one) => 'failure' in one);
  const aside = [...refused, ...holding.aside, ...repeated.map(asRepeated)];
  const [first, ...more] = counted;
  if (first !== undefined)
    return { signatures: [first, ...more], requiredSigners: required, mayExcept, aside };
  const [failed, ...others] = aside;
  throw failed === undefined ? new Error('no signature was judged') : failureOf([failed, ...others]);
}

/** How many must sign; one is enough for a signer whom the caller names. */
function requiredBy(authority: Authority, { kind, name }: Subject, tenant: string): number {
  return authority.kind === 'policy' ? requiredSigners(authority.policy.required, { kind, name, tenant }) : 1;
}

/** @throws {AtomError} ATOM_SIGNATURES_TOO_FEW */
export function refuseTooFew(
  { signatures, requiredSigners: required, aside }: Counted,
  subject: Subject,
): void {
  if (signatures.length >= required) return;
  const signers = signatures.map(({ signer }) => describeSigner(signer));
  const found = `${subject.called} is signed by ${signers.length} of the ${required} trusted signers that the trust policy requires: ${signers.join(', ')}`;
  throw new AtomError('ATOM_SIGNATURES_TOO_FEW', aside.length === 0 ? found : `${found}; ${inWords(aside)}`, {
    hint: hintFor(subject),
    details: { required, signers, notCounted: aside.map(uncounted) },
  });
}

function hintFor({ kind, called, displayName }: Subject): string {
  const isStored = kind === 'package' && displayName === called;
  const file = isStored ? `${called.replace('@', '-')}.wpk` : displayName;
  const sign = `Sign it with another trusted key: atomctl sign ${file} --key KEY`;
  return isStored ? `${sign} && atomctl push ${file}` : sign;
}

function asRepeated({ bundle, signer }: CountedSignature): PutAside {
  const message = `${describeSigner(signer)} signed already, and counts once`;
  return { bundle, failure: new AtomError('ATOM_SIGNATURES_TOO_FEW', message) };
}
