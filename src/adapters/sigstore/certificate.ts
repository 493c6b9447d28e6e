import type { X509Certificate } from 'node:crypto';
import type { Signer as ProvenSigner } from '@sigstore/verify';
import type { Signer } from '../../model/trust.ts';

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const ISSUERS = ['1.3.6.1.4.1.57264.1.8', '1.3.6.1.4.1.57264.1.1'];

type Identity = NonNullable<ProvenSigner['identity']>;

/** What @sigstore/verify does not look at: that the certificate was made for signing code, and is no authority. */
export function checkCertificate(certificate: X509Certificate): void {
  if (certificate.ca) throw new Error('the signing certificate is one of an authority');
  // Node calls the extended key usage `keyUsage`; it is undefined where the extension is absent.
  const purposes: readonly string[] | undefined = certificate.keyUsage;
  if (!purposes?.includes(CODE_SIGNING)) {
    throw new Error('the certificate is not for code signing');
  }
}

/** Who the certificate names. The library reads names as 7-bit text, which could make two of one: the raw bytes decide. */
export function identityIn(signer: Identity): Extract<Signer, { kind: 'identity' }> {
  const { subjectAlternativeName: identity } = signer;
  const issuer = signer.extensions?.issuer;
  if (identity === undefined || issuer === undefined || identity === '' || issuer === '') {
    throw new Error('the certificate names no identity or no issuer');
  }
  if (!holds(signer, [SUBJECT_ALTERNATIVE_NAME], identity) || !holds(signer, ISSUERS, issuer)) {
    throw new Error('the certificate names its identity or issuer in bytes that are not ASCII');
  }
  return { kind: 'identity', identity, issuer };
}

function holds({ oids = [] }: Identity, names: readonly string[], text: string): boolean {
  return oids.some(
    ({ oid, value }) =>
      names.includes(oid?.id.join('.') ?? '') && Buffer.from(value).includes(Buffer.from(text)),
  );
}
