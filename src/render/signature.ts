import { styleText } from './style.ts';
import type { Signer } from '../model/trust.ts';
import type { GeneratedKey, SignedPackage, Verification, VerifiedRoot } from '../model/verification.ts';
import { printable } from './printable.ts';
import { fields } from './table.ts';

export function describeGeneratedKey({ privateKey, publicKey, keyId }: GeneratedKey): string {
  return [
    `${styleText('green', 'Made')} a key pair`,
    fields([
      ['private', `${privateKey} (keep it secret, and its password apart from it)`],
      ['public', publicKey],
      ['key id', keyId],
    ]),
    `${styleText('dim', 'next:')} atomctl trust add ${printable(publicKey)}`,
  ].join('\n');
}

export function describeSigned({ file, bundle, name, version, digest, signer }: SignedPackage): string {
  return [
    `${styleText('green', 'Signed')} ${printable(version === null ? `policy ${name}` : `${name} ${version}`)}`,
    fields([
      ['file', file],
      ['bundle', bundle],
      ['digest', digest],
      ['signer', nameOfSigner(signer)],
    ]),
    `${styleText('dim', 'next:')} ${version === null ? 'atomctl policy list --policy' : 'atomctl verify'} ${printable(file)}`,
  ].join('\n');
}

export function describeVerification(verification: Verification): string {
  const { name, version, digest, signer, trustedBy, mayExcept, trustedRoot } = verification;
  return [
    `${styleText('green', 'Verified')} ${printable(`${name} ${version}`)}`,
    fields([
      ['digest', digest],
      ['signer', nameOfSigner(signer)],
      ['signed', describeTime(verification)],
      ['trusted by', trustedBy.length === 0 ? 'the command line' : trustedBy.join(', ')],
      ...(mayExcept.length === 0 ? [] : [['may except', mayExcept.join(', ')] as const]),
      ...(trustedRoot === null ? [] : [['root', describeRoot(trustedRoot)] as const]),
    ]),
  ].join('\n');
}

export function nameOfSigner(signer: Signer): string {
  switch (signer.kind) {
    case 'key':
      return `key ${signer.keyId}`;
    case 'identity':
      return `${signer.identity} (${signer.issuer})`;
  }
}

function describeTime({ sig_time: time, sig_time_source: source }: Verification): string {
  switch (source) {
    case 'timestamp':
      return `${time}, proven by a timestamp`;
    case 'log':
      return `${time}, proven by a transparency log`;
    case 'intake':
      return 'at a time that nothing proves';
  }
}

function describeRoot({ source, newest, expires }: VerifiedRoot): string {
  return newest === null ? source : `public-good, of ${newest} (${source}, vouched for until ${expires})`;
}
