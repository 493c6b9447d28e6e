import { AtomError } from '../base/errors.ts';
import type { CountedSignature, SignatureTime } from '../model/trust.ts';
import { decideTrust, type TrustQuestion } from '../trust/decide.ts';
import { describeSigner } from '../trust/expectation.ts';
import type { FoundSigner } from './find-signer.ts';
import type { HeldSignature } from './hold-signatures.ts';
import type { PutAside } from './put-aside.ts';

/** The package or policy that was signed. */
export interface Subject extends Pick<TrustQuestion, 'kind' | 'name'> {
  /** What errors call it: NAME@VERSION, or the file of a policy. */
  readonly called: string;
  /** The file that it came from; as `called` for what is stored. */
  readonly displayName: string;
}

export interface Circumstances {
  readonly subject: Subject;
  readonly tenant: string;
  /** For a signature that proves no time. */
  readonly intake: SignatureTime;
}

const NAMED_BY_CALLER = { trusted: true, by: [], mayExcept: [] } as const;

/** Whether a signature that holds is trusted. It may hold under several roots or keys: the first that the policy trusts counts. */
export function judgeSignature(
  { bundle, proof, format, found }: HeldSignature,
  { subject, tenant, intake }: Circumstances,
): CountedSignature | PutAside {
  const { kind, name } = subject;
  let refusal = '';
  for (const { signer, time = intake, root, entries } of found) {
    const decision =
      entries === undefined ? NAMED_BY_CALLER : decideTrust(entries, { signer, kind, name, tenant, time });
    if (decision.trusted) {
      const { by: trustedBy, mayExcept } = decision;
      return {
        bundle,
        proof,
        format,
        signer,
        ...time,
        trustedBy,
        mayExcept,
        trustedRoot: root?.file ?? null,
      };
    }
    refusal ||= decision.why;
  }
  return { bundle, failure: untrusted(subject, found[0], refusal) };
}

function untrusted(
  { kind, name, called }: Subject,
  { signer, entries = [] }: FoundSigner,
  why: string,
): AtomError {
  const described = describeSigner(signer);
  const known = entries.some((entry) => describeSigner(entry.signer) === described);
  const flag = kind === 'policy' ? ` --policies ${name}` : '';
  const add =
    signer.kind === 'key'
      ? `If you trust its owner: atomctl trust add PUBKEY${flag}`
      : `If you trust it: atomctl trust add --certificate-identity ${signer.identity} --certificate-oidc-issuer ${signer.issuer}${flag}`;
  return new AtomError('ATOM_SIGNER_UNTRUSTED', `${called} is signed by ${described}: ${why}`, {
    hint: known && flag === '' ? 'atomctl trust list' : add,
    details: { signer: described },
  });
}
