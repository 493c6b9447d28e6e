import type { SignatureTime, Signer, TrustEntry } from '../model/trust.ts';
import { matchesGlob } from '../base/glob.ts';

export interface TrustQuestion {
  readonly signer: Signer;
  /** What was signed. A signer of packages may not sign policies for that: it would grant itself exceptions. */
  readonly kind: 'package' | 'policy';
  readonly name: string;
  readonly tenant: string;
  readonly time: SignatureTime;
}

export type TrustDecision =
  | { readonly trusted: true; readonly by: readonly string[]; readonly mayExcept: readonly string[] }
  | { readonly trusted: false; readonly why: string };

/**
 * Whether the trust policy lets this signer sign this. An entry in force is enough. A removed one still
 * covers signatures that are proven to be older than its removal. A signer that was removed as compromised is
 * trusted only for what is proven to be older, whatever other entries say: no entry makes a stolen key good.
 */
export function decideTrust(entries: readonly TrustEntry[], question: TrustQuestion): TrustDecision {
  const own = entries.filter((entry) => sameSigner(entry.signer, question.signer));
  if (own.length === 0) return refused('the trust policy does not know the signer');

  const since = own.flatMap(({ compromisedSince }) => compromisedSince ?? []).toSorted(byTime)[0];
  if (since !== undefined && !isProvenBefore(question.time, since)) {
    return refused(
      `the signer was removed as compromised since ${since}, and ${describeTime(question.time)}`,
    );
  }
  const inTenant = own.filter(({ tenant }) => tenant === question.tenant);
  if (inTenant.length === 0) return refused(`the signer is not trusted in tenant ${question.tenant}`);
  const named = inTenant.filter((entry) => covers(entry, question));
  if (named.length === 0)
    return refused(`the signer may not sign ${PLURAL[question.kind]} named ${question.name}`);
  const good = named.filter((entry) => isInForce(entry, question.time));
  if (good.length === 0) return refused(`the signer was removed, and ${describeTime(question.time)}`);
  return {
    trusted: true,
    by: good.map(({ id }) => id),
    mayExcept: [...new Set(good.flatMap(({ mayExcept }) => mayExcept))].toSorted(),
  };
}

export function sameSigner(left: Signer, right: Signer): boolean {
  switch (left.kind) {
    case 'key':
      return right.kind === 'key' && left.keyId === right.keyId;
    case 'identity':
      return right.kind === 'identity' && left.identity === right.identity && left.issuer === right.issuer;
  }
}

const PLURAL = { package: 'packages', policy: 'policies' } as const;

function covers({ packages, policies = [] }: TrustEntry, { kind, name }: TrustQuestion): boolean {
  return (kind === 'package' ? packages : policies).some((glob) => matchesGlob(glob, name));
}

function isInForce({ removedAt }: TrustEntry, time: SignatureTime): boolean {
  return removedAt === undefined || isProvenBefore(time, removedAt);
}

/** The time at which we saw a bare signature says nothing of when it was made. */
function isProvenBefore({ sigTime, sigTimeSource }: SignatureTime, moment: string): boolean {
  return sigTimeSource !== 'intake' && Date.parse(sigTime) < Date.parse(moment);
}

function byTime(left: string, right: string): number {
  return Date.parse(left) - Date.parse(right);
}

function describeTime({ sigTime, sigTimeSource }: SignatureTime): string {
  return sigTimeSource === 'intake'
    ? 'nothing proves when the signature was made'
    : `the signature is proven only for ${sigTime}`;
}

function refused(why: string): TrustDecision {
  return { trusted: false, why };
}
