import type { Signer, UncountedSignature } from '../model/trust.ts';
import type {
  GeneratedKey,
  ReportedSignature,
  SignedPackage,
  Verification,
  VerifiedRoot,
} from '../model/verification.ts';
import { styleText } from './style.ts';
import { printable } from './printable.ts';
import { fields } from './table.ts';

type Row = readonly [name: string, value: string];

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
  const { name, version, digest, signatures, requiredSigners, notCounted, mayExcept } = verification;
  const counted = `${signatures.length} signed, ${requiredSigners} must`;
  return [
    `${styleText('green', 'Verified')} ${printable(version === null ? `policy ${name}` : `${name} ${version}`)}`,
    fields([
      ['digest', digest],
      ...signatures.flatMap(signatureRows),
      ...(mayExcept.length === 0 ? [] : [['may except', mayExcept.join(', ')] as const]),
      ...(signatures.length > 1 || requiredSigners > 1 ? [['signers', counted] as const] : []),
      ...uncountedRows(notCounted),
    ]),
  ].join('\n');
}

function signatureRows(signature: ReportedSignature): Row[] {
  const { signer, trustedBy, trustedRoot } = signature;
  return [
    ['signer', nameOfSigner(signer)],
    ['signed', describeTime(signature)],
    ['trusted by', trustedBy.length === 0 ? 'the command line' : trustedBy.join(', ')],
    ...(trustedRoot === null ? [] : [['root', describeRoot(trustedRoot)] as const]),
  ];
}

/** Signatures that were there and do not count. */
export function uncountedRows(notCounted: readonly UncountedSignature[]): Row[] {
  return notCounted.map(({ bundle, why }) => ['not counted', `${bundle}: ${why}`]);
}

export function nameOfSigner(signer: Signer): string {
  switch (signer.kind) {
    case 'key':
      return `key ${signer.keyId}`;
    case 'identity':
      return `${signer.identity} (${signer.issuer})`;
  }
}

function describeTime({ sig_time: time, sig_time_source: source }: ReportedSignature): string {
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
